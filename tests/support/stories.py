"""Small made-up datasets that are written down record by record, for tests of time."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import afghanwar as aw
from afghanwar import Certainty, Modality, TimeSpan
from afghanwar.dataset.chronology import Times
from afghanwar.events import Lives
from afghanwar.kinds import AnyRecord
from afghanwar.timespan.bounds import Bounds, throughout
from afghanwar.timespan.worlds import Worlds

Dates: TypeAlias = str | Mapping[str, str] | None
"""The date of a record by the first source, or those by several."""

ATTRIBUTED = "attributed"
"""Instead of a modality: the claim is asserted, but in the words of somebody else."""


class Story:
    """A small made-up dataset, written down record by record.

    The claims behind events and ties have no date, so that the horizon of a source is what :meth:`says` makes it.
    """

    def __init__(self, *sources: str, **published: str) -> None:
        self.records: dict[str, AnyRecord] = {}
        self.sources = [*sources, *published] or ["early"]
        for id in self.sources:
            document = aw.Document(file=f"{id}.txt", sha256="0af9" * 16, characters=10)
            self.records[id] = aw.Source(
                id=aw.SourceId(id),
                title=id,
                published=TimeSpan(published[id].replace("_", "-")) if id in published else None,
                kind=aw.SourceKind.ANALYSIS,
                stance="Neutral.",
                document=document,
            )
        self.actor("speaker")

    def actor(self, id: str, *wholes: str) -> str:
        part_of = tuple(map(aw.ActorId, wholes))
        self.records[f"actor {id}"] = aw.Actor(
            id=aw.ActorId(id), name=id, kind=aw.ActorKind.GROUP, description="It is made up.", part_of=part_of
        )
        return id

    def says(
        self, when: str | None, how: Modality | str = Modality.ASSERTED, source: str = "", *, actors: Sequence[str] = ()
    ) -> aw.ClaimId:
        """Add a claim, by the first source unless another one is named."""
        source = source or self.sources[0]
        id = aw.ClaimId(f"{source}/claim-{len(self.records)}")
        self.records[id] = aw.Claim(
            id=id,
            source=aw.SourceId(source),
            says="It was so.",
            passage=aw.Passage(start=0, end=1, paragraph=1, begins="x", ends="x"),
            modality=Modality.ASSERTED if isinstance(how, str) else how,
            attributed_to=aw.ActorId("speaker") if how == ATTRIBUTED else None,
            when=None if when is None else TimeSpan(when),
            actors=tuple(map(aw.ActorId, actors)),
        )
        return id

    def event(
        self,
        id: str,
        dates: Dates = None,
        order: str = "",
        *,
        how: Modality | str = Modality.ASSERTED,
        begins: Sequence[str] = (),
        ends: Sequence[str] = (),
    ) -> None:
        """Add an event with an order such as ``"after siege, late: until siege"``, of which the second is by "late"."""
        common = self._common(dates, order, how)
        claim = common["evidence"][0]
        self.records[f"event {id}"] = aw.Event(
            id=aw.EventId(id),
            name=id,
            kind=aw.EventKind.OTHER,
            begins=lives_of(begins, claim),
            ends=lives_of(ends, claim),
            **common,
        )

    def tie(
        self,
        id: str,
        dates: Dates = None,
        order: str = "",
        *,
        how: Modality | str = Modality.ASSERTED,
        between: tuple[str, str] = ("one", "two"),
    ) -> None:
        """Add a relationship, as for an event."""
        for actor in between:
            if f"actor {actor}" not in self.records:
                self.actor(actor)
        self.records[f"tie {id}"] = aw.Relationship(
            id=aw.RelationshipId(id),
            kind=aw.RelationshipKind.HOSTILITY,
            subject=aw.ActorId(between[0]),
            object=aw.ActorId(between[1]),
            **self._common(dates, order, how, actors=between),
        )

    def _common(self, dates: Dates, order: str, how: Modality | str, *, actors: Sequence[str] = ()) -> dict[str, Any]:
        told = {} if dates is None else {self.sources[0]: dates} if isinstance(dates, str) else dates
        lines = [each.rpartition(": ") for each in order.split(", ") if order]
        authors = dict.fromkeys([*told, *(by for by, _, _ in lines if by)]) or [self.sources[0]]
        claims = {author: self.says(None, how, author, actors=actors) for author in authors}
        said = [(claims[by] if by else next(iter(claims.values())), line.split()) for by, _, line in lines]
        return {
            "dates": tuple((aw.SourceId(source), TimeSpan(text)) for source, text in told.items()),
            "order": tuple(
                aw.Order(word=aw.OrderWord(word), other=aw.EventId(other), evidence=(claim,))
                for claim, (word, other) in said
            ),
            "evidence": tuple(claims.values()),
            "inferred": ("when",) if told else (),
        }

    def build(self) -> aw.Dataset:
        return aw.Dataset.of(self.records.values())

    def times(self, id: str) -> Times:
        return times_of(self.build(), id)

    def reach(self, id: str) -> str | None:
        """The reach of a record, as text."""
        reach = self.times(id).reach
        return None if reach is None else f"{reach[0]}/{reach[1]}"

    def possible(self, id: str) -> str:
        """The first and the last day on which a record may have been, as text."""
        possible = self.times(id).worlds.possible
        return f"{possible.earliest_start}/{possible.latest_end}"


def lives_of(actors: Sequence[str], claim: aw.ClaimId) -> Lives:
    return tuple((aw.ActorId(actor), (claim,)) for actor in actors)


def times_of(dataset: aw.Dataset, id: str) -> Times:
    record = dataset.events.get(id) or dataset.relationships[id]
    return dataset.chronology.times(record)


def dated(dataset: aw.Dataset) -> Iterator[aw.Event | aw.Relationship]:
    yield from dataset.events
    yield from dataset.relationships


def days(text: str) -> Bounds:
    """A text as a window, from its first day to its last."""
    span = TimeSpan(text)
    return throughout(span.bounds.earliest_start, span.bounds.latest_end)


def answer(worlds: Worlds, window: str) -> Certainty:
    return worlds.overlaps(Worlds(days(window), days(window)))


DOUBTED: list[tuple[str | None, Modality | str]] = [
    ("2012-03-05", Modality.HEDGED),
    ("2012-03-05", Modality.JUDGED),
    ("2012-03-05", ATTRIBUTED),
    ("2012-03-05?", Modality.ASSERTED),
    ("2012-03%", Modality.ASSERTED),
]
