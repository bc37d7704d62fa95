"""Every question answered by a look at every record, as its docstring tells it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, TypeAlias, TypeVar

import attrs

import afghanwar as aw
from afghanwar import Certainty, Dataset
from afghanwar.records import Records, name_key
from afghanwar.shelves import AnyRecord
from afghanwar.timespan import FUTURE, PAST, reconcile

Told = TypeVar("Told", aw.Event, aw.Relationship)

Ask: TypeAlias = Callable[..., tuple[Any, ...]]
"""A question, but for the dataset and how sure the answer is to be."""

Thing: TypeAlias = tuple[str, str, str]
"""An actor or a place that a record names, the side of the battle, if any, and as what."""


def things_of(record: aw.Event | aw.Relationship) -> list[Thing]:
    """Whom and where a record names."""
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
    """Every text in a record, the ids of others among them."""
    if isinstance(value, str):
        yield value
    elif attrs.has(type(value)) and not isinstance(value, aw.TimeSpan):
        for field in attrs.fields(type(value)):
            yield from texts_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)


def meant(ref: Any, *shelves: Records[Any]) -> list[Any]:
    """The records that a record, an id or a name stands for, at most one of a kind."""
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


def at(when: aw.TimeSpan | None, how: Mapping[str, Any]) -> bool:
    """Whether a time lies to the window as it is asked."""
    start, end = how["start"] or how["on"], how["end"] or how["on"]
    first = PAST if start is None else aw.TimeSpan.of(start).earliest_start
    last = FUTURE if end is None else aw.TimeSpan.of(end).latest_end
    if (first, last) == (PAST, FUTURE):
        return True
    certain = how["match"] == "certain"
    if when is None:
        return bool(how["undated"]) and not certain
    window = aw.TimeSpan.parse(f"{'..' if first == PAST else first}/{'..' if last == FUTURE else last}")
    verdict = when.within(window) if how["relation"] == "within" else when.overlaps(window)
    return verdict is Certainty.CERTAIN or (verdict is Certainty.POSSIBLE and not certain)


def when_of(record: aw.Event | aw.Relationship) -> aw.TimeSpan | None:
    """Its time, by all the sources that date it."""
    return reconcile(span for _, span in record.dates)


def among(member: Enum, wanted: Any) -> bool:
    several = wanted if isinstance(wanted, list) else [wanted]
    return wanted is None or member in several or member.value in several


def lies_in(place: str | None, region: aw.Place, dataset: Dataset) -> bool:
    return place is not None and (place == region.id or lies_in(dataset.places[place].within, region, dataset))


def belongs_to(actor: str, whole: aw.Actor, dataset: Dataset, parts: bool) -> bool:
    above = dataset.actors[actor].part_of if parts else ()
    return actor == whole.id or any(belongs_to(each, whole, dataset, parts) for each in above)


def vouched(record: aw.Event | aw.Relationship, view: Dataset) -> bool:
    evidence = [view.claims[id] for id in record.evidence]
    return any(claim.modality is aw.Modality.ASSERTED and claim.attributed_to is None for claim in evidence)


def by_time(records: Iterable[Told]) -> tuple[Told, ...]:
    """By first day, last day, text and id; the undated last."""

    def key(record: Told) -> tuple[Any, ...]:
        when = when_of(record)
        return (1, record.id) if when is None else (0, when.earliest_start, when.latest_end, str(when), record.id)

    return tuple(sorted(records, key=key))


def by_passage(claims: Iterable[aw.Claim]) -> tuple[aw.Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim.source, claim.passage.start, claim.passage.end, claim.id)))


def concerned(record: AnyRecord, claim: aw.Claim, whole: Dataset) -> bool:
    """Whether a claim is about an actor, a place, a measure or an event."""
    if isinstance(record, aw.Actor):
        return record.id in claim.actors
    if isinstance(record, aw.Place):
        return any(lies_in(place, record, whole) for place in claim.places)
    if isinstance(record, aw.Measure):
        return record.id in [quantity.measure for quantity in claim.quantities]
    return isinstance(record, aw.Event) and claim.id in record.evidence


def events_scanned(whole: Dataset, view: Dataset, how: dict[str, Any]) -> tuple[aw.Event, ...]:
    actor = meant(how["actor"], whole.actors)[0] if how["actor"] is not None else None
    place = meant(how["place"], whole.places)[0] if how["place"] is not None else None
    return by_time(
        event
        for event in view.events
        if at(when_of(event), how)
        and (how["match"] == "possible" or vouched(event, view))
        and isinstance(event, how["of"])
        and among(event.kind, how["kinds"])
        and (actor is None or f"actor {actor.id}" in [id for id, *_ in things_of(event)])
        and (place is None or any(lies_in(each, place, whole) for each in event.places))
    )


def ties_scanned(whole: Dataset, view: Dataset, how: dict[str, Any]) -> tuple[aw.Relationship, ...]:
    one, two = (None if how[end] is None else meant(how[end], whole.actors)[0] for end in ("actor", "other"))

    def joins(a: str, b: str) -> bool:
        parts = how["parts"]
        return (one is None or belongs_to(a, one, whole, parts)) and (two is None or belongs_to(b, two, whole, parts))

    return by_time(
        tie
        for tie in view.relationships
        if (joins(tie.subject, tie.object) or joins(tie.object, tie.subject))
        and at(when_of(tie), how)
        and (how["match"] == "possible" or vouched(tie, view))
        and among(tie.kind, how["kinds"])
    )


def allies_scanned(whole: Dataset, view: Dataset, how: dict[str, Any]) -> tuple[aw.Actor, ...]:
    actor = meant(how["actor"], whole.actors)[0]
    ties = ties_scanned(whole, view, {**how, "kinds": how["kinds"] or list(aw.ALLIED)})
    ends = {end for tie in ties for end in (tie.subject, tie.object)}
    others = [whole.actors[end] for end in ends if not belongs_to(end, actor, whole, how["parts"])]
    return tuple(sorted(others, key=lambda other: (other.name, other.id)))


def claims_scanned(whole: Dataset, view: Dataset, how: dict[str, Any]) -> tuple[aw.Claim, ...]:
    source = None if how["source"] is None else meant(how["source"], whole.sources)[0].id
    about, speaker = how["about"] or how["subject"], how["attributed_to"] or how["speaker"]
    subjects = None if about is None else meant(about, whole.actors, whole.places)
    by = None if speaker is None else meant(speaker, whole.actors)[0].id
    return by_passage(
        claim
        for claim in view.claims
        if (source is None or claim.source == source)
        and (subjects is None or any(concerned(subject, claim, whole) for subject in subjects))
        and (by is None or claim.attributed_to == by)
        and among(claim.modality, how["modality"])
        and at(claim.when, how)
    )


def evidence_scanned(whole: Dataset, view: Dataset, how: dict[str, Any]) -> tuple[aw.Claim, ...]:
    found = meant(how["record"], whole.events, whole.relationships, whole.disagreements)
    if len(found) > 1:
        raise aw.AmbiguousNameError("record", str(how["record"]), [])
    ids = set()
    for shelf in (view.events, view.relationships, view.disagreements):
        for record in shelf:
            if record.id == found[0].id and type(record) is type(found[0]):
                ids |= set(texts_in(record))
    return by_passage(claim for claim in view.claims if claim.id in ids)


def disagreements_scanned(whole: Dataset, view: Dataset, how: dict[str, Any]) -> tuple[aw.Disagreement, ...]:
    if how["subject"] is None:
        return tuple(sorted(view.disagreements, key=lambda asked: asked.id))
    subjects = meant(how["subject"], whole.actors, whole.places, whole.measures, whole.events)
    return tuple(
        asked
        for asked in sorted(view.disagreements, key=lambda asked: asked.id)
        if any(
            concerned(subject, view.claims[id], whole)
            for subject in subjects
            for position in asked.positions
            for id in position.claims
        )
    )


def quantities_scanned(whole: Dataset, view: Dataset, how: dict[str, Any]) -> tuple[tuple[aw.Claim, aw.Quantity], ...]:
    wanted = list(whole.measures) if how["measure"] is None else meant(how["measure"], whole.measures)
    return tuple(
        (claim, quantity)
        for measure in sorted(wanted, key=lambda measure: measure.id)
        if how["unit"] in (None, measure.unit)
        for claim in by_passage(view.claims)
        for quantity in claim.quantities
        if quantity.measure == measure.id
    )


SCANS: dict[Ask, Callable[[Dataset, Dataset, dict[str, Any]], tuple[Any, ...]]] = {
    aw.events_between: events_scanned,
    aw.relationships_of: ties_scanned,
    aw.actors_allied_with: allies_scanned,
    aw.claims_by_source: claims_scanned,
    aw.claims_about: claims_scanned,
    aw.claims_attributed_to: claims_scanned,
    aw.evidence_for: evidence_scanned,
    aw.disagreements_about: disagreements_scanned,
    aw.quantities_of: quantities_scanned,
}
