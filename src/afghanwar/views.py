"""Views: records as some of their sources have them."""

from collections.abc import Iterator, Set
from typing import Any

import attrs
from typing_extensions import TypeVar

from afghanwar.actors import ActorId
from afghanwar.battles import Battle, Side
from afghanwar.claims import Claim, named_by, standing
from afghanwar.disagreements import Disagreement, Position
from afghanwar.events import Event
from afghanwar.places import PlaceId
from afghanwar.relationships import Relationship
from afghanwar.shelves import Shelves, gives
from afghanwar.sources import SourceId
from afghanwar.timespan import Certainty

Seen = TypeVar("Seen", Event, Relationship)


def events_seen(whole: Shelves, sources: Set[SourceId]) -> list[Event]:
    """Cut the events down to what some sources tell of them.

    Args:
        whole: All records.
        sources: The ids of the sources.

    Returns:
        The events of which the sources tell more than a plan, a prediction or a rejected view. What rests
        on no source's words, only on the curator's inference, stays; a ``part_of`` that is not among
        them goes.
    """
    events = [seen for event in whole.events if (seen := _event_seen(event, whole, sources)) is not None]
    there = {event.id for event in events}
    return [
        event if event.part_of is None or event.part_of in there else _without_lost_inferences(event, part_of=None)
        for event in events
    ]


def relationships_seen(whole: Shelves, sources: Set[SourceId]) -> Iterator[Relationship]:
    """Cut the relationships down to what some sources tell of them.

    Args:
        whole: All records.
        sources: The ids of the sources.

    Yields:
        The relationships whose ends the sources name and of which they tell more than a plan, a prediction
        or a rejected view.
    """
    for relationship in whole.relationships:
        evidence = [whole.claims[id] for id in relationship.evidence]
        kept = [claim for claim in evidence if claim.source in sources]
        # An end that only other sources name makes the tie theirs.
        lost, _ = _lost(evidence, kept)
        if standing(kept) is not Certainty.NO and lost.isdisjoint((relationship.subject, relationship.object)):
            yield _without_lost_inferences(
                attrs.evolve(
                    relationship,
                    dates=tuple((source, span) for source, span in relationship.dates if source in sources),
                    evidence=tuple(claim.id for claim in kept),
                )
            )


def disagreements_seen(whole: Shelves, sources: Set[SourceId]) -> Iterator[Disagreement]:
    """Cut the disagreements down to the claims of some sources.

    Args:
        whole: All records.
        sources: The ids of the sources.

    Yields:
        The disagreements in which at least two positions keep a claim, with those.
    """
    for disagreement in whole.disagreements:
        positions = tuple(
            Position(answer=position.answer, claims=kept)
            for position in disagreement.positions
            if (kept := tuple(id for id in position.claims if whole.claims[id].source in sources))
        )
        if len(positions) > 1:
            yield attrs.evolve(disagreement, positions=positions)


def _event_seen(event: Event, whole: Shelves, sources: Set[SourceId]) -> Event | None:
    """An event as some sources have it; ``None`` where they have none of it."""
    evidence = [whole.claims[id] for id in event.evidence]
    kept = [claim for claim in evidence if claim.source in sources]
    if standing(kept) is Certainty.NO:
        return None
    lost_actors, lost_places = _lost(evidence, kept)
    seen = attrs.evolve(
        event,
        dates=tuple((source, span) for source, span in event.dates if source in sources),
        evidence=tuple(claim.id for claim in kept),
        places=tuple(place for place in event.places if place not in lost_places),
    )
    if not isinstance(seen, Battle):
        staying = tuple(each for each in seen.participants if each.actor not in lost_actors)
        return _without_lost_inferences(seen, participants=staying)
    cut = (
        Side(
            name=side.name,
            actors=tuple(actor for actor in side.actors if actor not in lost_actors),
            commanders=tuple(actor for actor in side.commanders if actor not in lost_actors),
        )
        for side in seen.sides
    )
    sides = tuple(side for side in cut if side.actors)
    outcome = tuple(claim for claim in seen.outcome if claim in seen.evidence)
    victor = seen.victor if outcome and seen.victor in {side.name for side in sides} else None
    return _without_lost_inferences(seen, sides=sides, outcome=outcome, victor=victor)


def _lost(evidence: list[Claim], kept: list[Claim]) -> tuple[Set[ActorId], Set[PlaceId]]:
    """The actors and places that only the claims left out name.

    Who or what is named by no source at all was inferred by the curator, and is nobody's to take away.
    """
    (actors, places), (actors_kept, places_kept) = named_by(evidence), named_by(kept)
    return actors - actors_kept, places - places_kept


def _without_lost_inferences(record: Seen, **changes: Any) -> Seen:
    """A record with some changes, whose ``inferred`` names only the fields that it still gives."""
    changed = attrs.evolve(record, **changes)
    return attrs.evolve(changed, inferred=tuple(name for name in changed.inferred if gives(changed, name)))
