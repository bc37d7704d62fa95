"""Answers as ids, and small datasets in which only the time of things matters."""

from collections.abc import Iterable, Mapping
from typing import Protocol

import afghanwar as aw


class Identified(Protocol):
    @property
    def id(self) -> str: ...


def ids(records: Iterable[Identified]) -> list[str]:
    """The ids of an answer, in its order."""
    return [record.id for record in records]


def claim_of(slug: str, when: str | None, actors: Iterable[str] = ()) -> aw.Claim:
    """A claim that the only source asserts."""
    return aw.Claim(
        id=aw.ClaimId(f"gazette/{slug}"),
        source=aw.SourceId("gazette"),
        says=f"It says {slug}.",
        passage=aw.Passage(start=0, end=1, paragraph=1, begins="x", ends="x"),
        modality=aw.Modality.ASSERTED,
        when=None if when is None else aw.TimeSpan(when),
        actors=tuple(map(aw.ActorId, actors)),
    )


def dates_of(when: str | None) -> tuple[tuple[aw.SourceId, aw.TimeSpan], ...]:
    return () if when is None else ((aw.SourceId("gazette"), aw.TimeSpan(when)),)


def timed(
    events: Mapping[str, str | None] = {},
    ties: Mapping[str, str | None] = {},
    order: Mapping[str, Iterable[tuple[str, str]]] = {},
) -> aw.Dataset:
    """A dataset of one source, which was published in 1910.

    Args:
        events: The time of each event.
        ties: The time of each alliance, between ``"hill"`` and an actor of the same name as the alliance.
        order: The order lines of each of them, as pairs of a word and the other.

    Returns:
        The dataset, in which each record has one claim, with its time.
    """
    source = aw.Source(
        id=aw.SourceId("gazette"),
        title="The Gazette",
        published=aw.TimeSpan("1910"),
        kind=aw.SourceKind.NEWS_ARTICLE,
        stance="None.",
        document=aw.Document(file="gazette.txt", sha256="0" * 64, characters=1),
    )
    actors = [
        aw.Actor(id=aw.ActorId(id), name=id.title(), kind=aw.ActorKind.STATE, description="A state.")
        for id in ("hill", *ties)
    ]
    claims = [claim_of(id, when) for id, when in events.items()]
    claims += [claim_of(id, when, ("hill", id)) for id, when in ties.items()]
    lines = {
        id: tuple(aw.Order(word=aw.OrderWord(word), other=aw.EventId(other)) for word, other in pairs)
        for id, pairs in order.items()
    }
    words = {id: tuple(line.word.value for line in of_record) for id, of_record in lines.items()}
    happened = [
        aw.Event(
            id=aw.EventId(id),
            name=id.title(),
            kind=aw.EventKind.OTHER,
            dates=dates_of(when),
            order=lines.get(id, ()),
            evidence=(aw.ClaimId(f"gazette/{id}"),),
            inferred=words.get(id, ()),
        )
        for id, when in events.items()
    ]
    held = [
        aw.Relationship(
            id=aw.RelationshipId(id),
            kind=aw.RelationshipKind.ALLIANCE,
            subject=aw.ActorId("hill"),
            object=aw.ActorId(id),
            dates=dates_of(when),
            order=lines.get(id, ()),
            evidence=(aw.ClaimId(f"gazette/{id}"),),
            inferred=words.get(id, ()),
        )
        for id, when in ties.items()
    ]
    return aw.Dataset.of([source, *actors, *claims, *happened, *held])
