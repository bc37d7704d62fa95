"""Views: records restricted to some of their sources."""

from collections.abc import Container, Iterable, Iterator, Sequence, Set
from typing import Any

import attrs
from typing_extensions import TypeVar

from afghanwar.actors import ActorId
from afghanwar.battles import Battle, Side
from afghanwar.claims import Claim, assertion_strength, mentions, source_of
from afghanwar.dataset.shelf import Shelf
from afghanwar.disagreements import Disagreement
from afghanwar.events import Event, Lives
from afghanwar.kinds import has_field
from afghanwar.places import PlaceId
from afghanwar.relationships import Relationship
from afghanwar.sources import SourceId
from afghanwar.timespan import Certainty

T = TypeVar("T", Event, Relationship)


def events_of(events: Iterable[Event], claims: Shelf[Claim], sources: Set[SourceId]) -> list[Event]:
    """Restrict events to what some sources say about them.

    Args:
        events: The events with at least one claim by one of the sources.
        claims: All claims.
        sources: The ids of the sources.

    Returns:
        The events about which the sources say more than plans, predictions and rejected views. What the curator
        inferred without any source is kept; a ``part_of`` or an order line that leads to an event outside the view
        is dropped.
    """
    kept = [seen for event in events if (seen := _event_of(event, claims, sources)) is not None]
    there = {event.id for event in kept}
    return [_without_dangling(event, there, sources) for event in kept]


def relationships_of(
    relationships: Iterable[Relationship], events: Shelf[Event], claims: Shelf[Claim], sources: Set[SourceId]
) -> Iterator[Relationship]:
    """Restrict relationships to what some sources say about them.

    Args:
        relationships: The relationships with at least one claim by one of the sources.
        events: The events of the view.
        claims: All claims.
        sources: The ids of the sources.

    Yields:
        The relationships whose two actors the sources name and about which they say more than plans, predictions and
        rejected views.
    """
    for tie in relationships:
        kept = [id for id in tie.evidence if source_of(id) in sources]
        seen = tie
        if len(kept) < len(tie.evidence):
            evidence, theirs = [claims[id] for id in tie.evidence], [claims[id] for id in kept]
            # A relationship is left out if one of its actors is named only by other sources.
            lost, _ = _lost(evidence, theirs)
            if assertion_strength(theirs) is Certainty.NO or not lost.isdisjoint((tie.subject, tie.object)):
                continue
            seen = _evolved(tie, **_told_by(tie, kept, sources))
        yield _without_dangling(seen, events, sources)


def disagreements_of(disagreements: Iterable[Disagreement], sources: Set[SourceId]) -> Iterator[Disagreement]:
    """Restrict disagreements to the claims of some sources.

    Args:
        disagreements: The disagreements.
        sources: The ids of the sources.

    Yields:
        The disagreements in which at least two positions keep a claim, with those.
    """
    for disagreement in disagreements:
        positions = tuple(
            attrs.evolve(position, claims=kept) if len(kept) < len(position.claims) else position
            for position in disagreement.positions
            if (kept := tuple(id for id in position.claims if source_of(id) in sources))
        )
        if len(positions) > 1:
            yield (
                disagreement if positions == disagreement.positions else attrs.evolve(disagreement, positions=positions)
            )


def _event_of(event: Event, claims: Shelf[Claim], sources: Set[SourceId]) -> Event | None:
    """An event according to some sources; ``None`` if they do not say that it happened."""
    kept = [id for id in event.evidence if source_of(id) in sources]
    if len(kept) == len(event.evidence):
        return event
    evidence, theirs = [claims[id] for id in event.evidence], [claims[id] for id in kept]
    if assertion_strength(theirs) is Certainty.NO:
        return None
    lost_actors, lost_places = _lost(evidence, theirs)
    changes = {
        **_told_by(event, kept, sources),
        "begins": _lives_told_by(event.begins, set(kept)),
        "ends": _lives_told_by(event.ends, set(kept)),
        "places": tuple(place for place in event.places if place not in lost_places),
    }
    if isinstance(event, Battle):
        changes |= _sides_told_by(event, set(kept), lost_actors)
    else:
        changes["participants"] = tuple(each for each in event.participants if each.actor not in lost_actors)
    return _evolved(event, **changes)


def _told_by(record: Event | Relationship, kept: Sequence[str], sources: Set[SourceId]) -> dict[str, Any]:
    """The evidence, the dates and the order of a record that remain with some of its claims."""
    there = set(kept)
    lines = (
        attrs.evolve(line, evidence=tuple(id for id in line.evidence if id in there))
        for line in record.order
        if not line.evidence or not there.isdisjoint(line.evidence)
    )
    return {
        "dates": tuple((source, span) for source, span in record.dates if source in sources),
        "order": tuple(lines),
        "evidence": tuple(kept),
    }


def _lives_told_by(lives: Lives, there: Set[str]) -> Lives:
    return tuple(
        (actor, tuple(id for id in claims if id in there))
        for actor, claims in lives
        if not claims or not there.isdisjoint(claims)
    )


def _sides_told_by(battle: Battle, there: Set[str], lost: Set[ActorId]) -> dict[str, Any]:
    cut = (
        Side(
            name=side.name,
            actors=tuple(actor for actor in side.actors if actor not in lost),
            commanders=tuple(actor for actor in side.commanders if actor not in lost),
        )
        for side in battle.sides
    )
    sides = tuple(side for side in cut if side.actors)
    outcome = tuple(claim for claim in battle.outcome if claim in there)
    victor = battle.victor if outcome and battle.victor in {side.name for side in sides} else None
    return {"sides": sides, "outcome": outcome, "victor": victor}


def _without_dangling(record: T, events: Container[str], sources: Set[SourceId]) -> T:
    """A record without references to events or sources outside the view."""
    changes: dict[str, Any] = {}
    if isinstance(record, Event) and record.part_of is not None and record.part_of not in events:
        changes["part_of"] = None
    order = tuple(line for line in record.order if line.other in events or line.other in sources)
    if len(order) < len(record.order):
        changes["order"] = order
    return _evolved(record, **changes) if changes else record


def _lost(evidence: Iterable[Claim], kept: Iterable[Claim]) -> tuple[Set[ActorId], Set[PlaceId]]:
    """The actors and places that are named only by claims that are left out.

    Those that no claim names were inferred by the curator, and are kept.
    """
    (actors, places), (actors_kept, places_kept) = mentions(evidence), mentions(kept)
    return actors - actors_kept, places - places_kept


def _evolved(record: T, **changes: Any) -> T:
    """A record with some changes, with ``inferred`` restricted to the fields that still have a value."""
    changed = attrs.evolve(record, **changes)
    return attrs.evolve(changed, inferred=tuple(name for name in changed.inferred if has_field(changed, name)))
