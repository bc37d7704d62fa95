"""A reference implementation of the queries, which the tests of properties compare with the library.

Each query is written again as a scan over all records, straight from its documentation, without an index. A scan
takes the whole dataset, the view of it in which it searches, and all arguments of the query, each with a value.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, TypeAlias, TypeVar

import attrs

import afghanwar as aw
from afghanwar import Certainty, Dataset
from afghanwar.dataset.names import Records, name_key
from afghanwar.kinds import AnyRecord
from afghanwar.timespan import FUTURE, PAST, reconcile

Dated = TypeVar("Dated", aw.Event, aw.Relationship)

Query: TypeAlias = Callable[..., tuple[Any, ...]]
"""A query of the library."""

Thing: TypeAlias = tuple[str, str, str]
"""An actor or a place that a record names (``actor <id>`` or ``place <id>``), its side in a battle, and its role."""


def things_of(record: aw.Event | aw.Relationship) -> list[Thing]:
    """The actors and places that an event or a relationship names."""
    if isinstance(record, aw.Relationship):
        return [(f"actor {record.subject}", "", "subject"), (f"actor {record.object}", "", "object")]
    found = [(f"place {id}", "", "") for id in record.places]
    if not isinstance(record, aw.Battle):
        return [*found, *((f"actor {each.actor}", "", each.role) for each in record.participants)]
    for side in record.sides:
        found += [(f"actor {id}", side.name, "actor") for id in side.actors]
        found += [(f"actor {id}", side.name, "commander") for id in side.commanders]
    return found


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a record, among them the ids of other records."""
    if isinstance(value, str):
        yield value
    elif attrs.has(type(value)) and not isinstance(value, aw.TimeSpan):
        for field in attrs.fields(type(value)):
            yield from texts_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)


def resolve(ref: Any, *shelves: Records[Any]) -> list[Any]:
    """The records that a record, an id or a name refers to, at most one on each shelf."""
    found = []
    for shelf in shelves:
        if not isinstance(ref, str):
            bearers = [record for record in shelf if record is ref]
        else:
            key = name_key(ref)
            named = [record for record in shelf if key and key in map(name_key, record.names)]
            bearers = [record for record in shelf if record.id == ref] or named
        if len(bearers) > 1:
            raise aw.AmbiguousNameError(shelf.kind, str(ref), [])
        found += bearers
    if not found:
        raise aw.UnknownRecordError("record", str(ref))
    return found


def in_window(when: aw.TimeSpan | None, arguments: Mapping[str, Any]) -> bool:
    """Whether a time matches the window that the arguments of a query describe."""
    start, end = arguments["start"] or arguments["on"], arguments["end"] or arguments["on"]
    first = PAST if start is None else aw.TimeSpan.of(start).earliest_start
    last = FUTURE if end is None else aw.TimeSpan.of(end).latest_end
    if (first, last) == (PAST, FUTURE):
        return True
    certain = arguments["match"] == "certain"
    if when is None:
        return bool(arguments["undated"]) and not certain
    window = aw.TimeSpan(f"{'..' if first == PAST else first}/{'..' if last == FUTURE else last}")
    verdict = when.within(window) if arguments["relation"] == "within" else when.overlaps(window)
    return verdict is Certainty.CERTAIN or (verdict is Certainty.POSSIBLE and not certain)


def when_of(record: aw.Event | aw.Relationship) -> aw.TimeSpan | None:
    """The time of a record according to all sources that date it."""
    return reconcile(span for _, span in record.dates)


def is_one_of(member: Enum, wanted: Any) -> bool:
    """Whether a member of an enumeration is wanted: None, one member or value, or a list of them."""
    several = wanted if isinstance(wanted, list) else [wanted]
    return wanted is None or member in several or member.value in several


def lies_in(place: str | None, region: aw.Place, dataset: Dataset) -> bool:
    """Whether a place is a region or lies within it."""
    return place is not None and (place == region.id or lies_in(dataset.places[place].within, region, dataset))


def belongs_to(actor: str, whole: aw.Actor, dataset: Dataset, parts: bool) -> bool:
    """Whether an actor is another one or, where parts count, a part of it."""
    above = dataset.actors[actor].part_of if parts else ()
    return actor == whole.id or any(belongs_to(each, whole, dataset, parts) for each in above)


def is_asserted(record: aw.Event | aw.Relationship, view: Dataset) -> bool:
    """Whether a claim in the evidence of a record asserts it in the source's own voice."""
    evidence = [view.claims[id] for id in record.evidence]
    return any(claim.modality is aw.Modality.ASSERTED and claim.attributed_to is None for claim in evidence)


def sorted_by_time(records: Iterable[Dated]) -> tuple[Dated, ...]:
    """Sort by first day, last day, text and id, undated records last."""

    def key(record: Dated) -> tuple[Any, ...]:
        when = when_of(record)
        return (1, record.id) if when is None else (0, when.earliest_start, when.latest_end, str(when), record.id)

    return tuple(sorted(records, key=key))


def sorted_by_passage(claims: Iterable[aw.Claim]) -> tuple[aw.Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim.source, claim.passage.start, claim.passage.end, claim.id)))


def is_about(record: AnyRecord, claim: aw.Claim, whole: Dataset) -> bool:
    """Whether a claim is about an actor, a place, a measure or an event."""
    if isinstance(record, aw.Actor):
        return record.id in claim.actors
    if isinstance(record, aw.Place):
        return any(lies_in(place, record, whole) for place in claim.places)
    if isinstance(record, aw.Measure):
        return record.id in [quantity.measure for quantity in claim.quantities]
    return isinstance(record, aw.Event) and claim.id in record.evidence


def scan_events(whole: Dataset, view: Dataset, arguments: dict[str, Any]) -> tuple[aw.Event, ...]:
    actor = resolve(arguments["actor"], whole.actors)[0] if arguments["actor"] is not None else None
    place = resolve(arguments["place"], whole.places)[0] if arguments["place"] is not None else None
    return sorted_by_time(
        event
        for event in view.events
        if in_window(when_of(event), arguments)
        and (arguments["match"] == "possible" or is_asserted(event, view))
        and isinstance(event, arguments["of"])
        and is_one_of(event.kind, arguments["kinds"])
        and (actor is None or f"actor {actor.id}" in [id for id, *_ in things_of(event)])
        and (place is None or any(lies_in(each, place, whole) for each in event.places))
    )


def scan_relationships(whole: Dataset, view: Dataset, arguments: dict[str, Any]) -> tuple[aw.Relationship, ...]:
    one, two = (
        None if arguments[end] is None else resolve(arguments[end], whole.actors)[0] for end in ("actor", "other")
    )

    def joins(a: str, b: str) -> bool:
        parts = arguments["parts"]
        return (one is None or belongs_to(a, one, whole, parts)) and (two is None or belongs_to(b, two, whole, parts))

    return sorted_by_time(
        tie
        for tie in view.relationships
        if (joins(tie.subject, tie.object) or joins(tie.object, tie.subject))
        and in_window(when_of(tie), arguments)
        and (arguments["match"] == "possible" or is_asserted(tie, view))
        and is_one_of(tie.kind, arguments["kinds"])
    )


def scan_allies(whole: Dataset, view: Dataset, arguments: dict[str, Any]) -> tuple[aw.Actor, ...]:
    actor = resolve(arguments["actor"], whole.actors)[0]
    ties = scan_relationships(whole, view, {**arguments, "kinds": arguments["kinds"] or list(aw.ALLIED)})
    ends = {end for tie in ties for end in (tie.subject, tie.object)}
    others = [whole.actors[end] for end in ends if not belongs_to(end, actor, whole, arguments["parts"])]
    return tuple(sorted(others, key=lambda other: (other.name, other.id)))


def scan_claims(whole: Dataset, view: Dataset, arguments: dict[str, Any]) -> tuple[aw.Claim, ...]:
    source = None if arguments["source"] is None else resolve(arguments["source"], whole.sources)[0].id
    about, speaker = arguments["about"] or arguments["subject"], arguments["attributed_to"] or arguments["speaker"]
    subjects = None if about is None else resolve(about, whole.actors, whole.places)
    by = None if speaker is None else resolve(speaker, whole.actors)[0].id
    return sorted_by_passage(
        claim
        for claim in view.claims
        if (source is None or claim.source == source)
        and (subjects is None or any(is_about(subject, claim, whole) for subject in subjects))
        and (by is None or claim.attributed_to == by)
        and is_one_of(claim.modality, arguments["modality"])
        and in_window(claim.when, arguments)
    )


def scan_evidence(whole: Dataset, view: Dataset, arguments: dict[str, Any]) -> tuple[aw.Claim, ...]:
    found = resolve(arguments["record"], whole.events, whole.relationships, whole.disagreements)
    if len(found) > 1:
        raise aw.AmbiguousNameError("record", str(arguments["record"]), [])
    ids = set()
    for shelf in (view.events, view.relationships, view.disagreements):
        for record in shelf:
            if record.id == found[0].id and type(record) is type(found[0]):
                ids |= set(texts_in(record))
    return sorted_by_passage(claim for claim in view.claims if claim.id in ids)


def scan_disagreements(whole: Dataset, view: Dataset, arguments: dict[str, Any]) -> tuple[aw.Disagreement, ...]:
    if arguments["subject"] is None:
        return tuple(sorted(view.disagreements, key=lambda asked: asked.id))
    subjects = resolve(arguments["subject"], whole.actors, whole.places, whole.measures, whole.events)
    return tuple(
        asked
        for asked in sorted(view.disagreements, key=lambda asked: asked.id)
        if any(
            is_about(subject, view.claims[id], whole)
            for subject in subjects
            for position in asked.positions
            for id in position.claims
        )
    )


def scan_quantities(
    whole: Dataset, view: Dataset, arguments: dict[str, Any]
) -> tuple[tuple[aw.Claim, aw.Quantity], ...]:
    wanted = list(whole.measures) if arguments["measure"] is None else resolve(arguments["measure"], whole.measures)
    return tuple(
        (claim, quantity)
        for measure in sorted(wanted, key=lambda measure: measure.id)
        if arguments["unit"] in (None, measure.unit)
        for claim in sorted_by_passage(view.claims)
        for quantity in claim.quantities
        if quantity.measure == measure.id
    )


SCANS: dict[Query, Callable[[Dataset, Dataset, dict[str, Any]], tuple[Any, ...]]] = {
    aw.events_between: scan_events,
    aw.relationships_of: scan_relationships,
    aw.actors_allied_with: scan_allies,
    aw.claims_by_source: scan_claims,
    aw.claims_about: scan_claims,
    aw.claims_attributed_to: scan_claims,
    aw.evidence_for: scan_evidence,
    aw.disagreements_about: scan_disagreements,
    aw.quantities_of: scan_quantities,
}
