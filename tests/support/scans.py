"""A reference implementation of the queries, which the tests of properties compare with the library.

Each query is written again as a scan over all records, straight from its documentation, without an index. The four
answers are found by trying possible worlds, and the limits of records by passing them on until nothing changes; from
the library come only the bounds and the reach of a time-span, and which order lines are left out as contradictory.

A scan takes the whole dataset, the view of it in which it searches, and all arguments of the query, each with a value.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeAlias, TypeVar

import attrs

import afghanwar as aw
from afghanwar import Certainty, Dataset
from afghanwar.dataset.names import name_key, words
from afghanwar.kinds import AnyRecord
from support.scan_times import (
    FUTURE,
    PAST,
    UNDATED,
    Dated,
    Time,
    answer,
    days_of,
    is_asserted,
    plain,
    time_of,
    time_of_span,
    told_days,
)

R = TypeVar("R")

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


def resolve(ref: Any, *shelves: aw.Shelf[Any]) -> list[Any]:
    """The records that a record, an id or a name refers to, at most one on each shelf."""
    found = []
    for shelf in shelves:
        if not isinstance(ref, str):
            candidates = [record for record in shelf if record is ref]
        else:
            key = name_key(ref)
            named = [record for record in shelf if key and key in map(name_key, record.names)]
            written = [record for record in named if ref in record.names]
            candidates = [record for record in shelf if record.id == ref] or written or named
        if len(candidates) > 1:
            raise aw.AmbiguousNameError(shelf.kind, str(ref), [])
        found += candidates
    if not found:
        raise aw.UnknownRecordError("record", str(ref))
    return found


def is_one_of(member: Enum, wanted: Any) -> bool:
    """Whether a member of an enumeration is wanted: None, one member or value, or a list of them."""
    several = wanted if isinstance(wanted, list) else [wanted]
    return wanted is None or member in several or member.value in several


def lies_in(place: str | None, region: aw.Place, dataset: Dataset) -> bool:
    """Whether a place is a region or lies within it."""
    return place is not None and (place == region.id or lies_in(dataset.places[place].within, region, dataset))


def belongs_to(actor: str, whole: aw.Actor, dataset: Dataset, including: str | None) -> bool:
    """Whether an actor is another one or, where parts count, a part of it."""
    above = dataset.actors[actor].part_of if including == "parts" else ()
    return actor == whole.id or any(belongs_to(each, whole, dataset, including) for each in above)


LEAST = {"certain": Certainty.CERTAIN, "possible": Certainty.POSSIBLE, "silent": Certainty.SILENT}


def edge_of(value: Any, last: bool) -> date:
    """The first or the last day that a date allows."""
    if isinstance(value, date):
        return plain(value)
    return days_of(aw.TimeSpan(str(value)))[3 if last else 0]


def verdict(time: Time, arguments: Mapping[str, Any]) -> Certainty:
    """How sure it is that a time matches the window that the arguments of a query describe."""
    start, end = arguments["start"] or arguments["on"], arguments["end"] or arguments["on"]
    first = PAST if start is None else edge_of(start, last=False)
    last = FUTURE if end is None else edge_of(end, last=True)
    # Where no date is asked, everything answers.
    return Certainty.CERTAIN if (first, last) == (PAST, FUTURE) else answer(time, first, last, arguments["relation"])


def kept(records: Iterable[tuple[Certainty, Time, R]], match: str, order: Callable[[R], Any]) -> tuple[R, ...]:
    """The records with a sufficient answer: those that the sources speak of, then the others, each group in order."""
    found = [(sure is Certainty.SILENT, order(record), record) for sure, _, record in records if sure >= LEAST[match]]
    return tuple(record for _, _, record in sorted(found, key=lambda row: row[:2]))


def kept_by_reach(records: Iterable[Dated], view: Dataset, arguments: Mapping[str, Any]) -> tuple[Dated, ...]:
    """Events or relationships with a sufficient answer, by the first day of their reach, the last, and id."""

    def order(record: Dated) -> tuple[Any, ...]:
        # What is possible and told: the reach, as far as the limits allow.
        told = told_days(time_of(record, view))
        return (1, record.id) if told is None else (0, told[0], told[1], record.id)

    certain = arguments["match"] == "certain"
    timed = ((time_of(record, view), record) for record in records if not certain or is_asserted(record, view))
    return kept(((verdict(time, arguments), time, record) for time, record in timed), arguments["match"], order)


def passage_of(claim: aw.Claim) -> tuple[int | str, ...]:
    if claim.row is not None:
        return claim.source, len(claim.row.key), claim.row.key, claim.id
    assert claim.passage is not None, claim.id
    return claim.source, claim.passage.start, claim.passage.end, claim.id


def is_about(record: AnyRecord, claim: aw.Claim, whole: Dataset, including: str | None = None) -> bool:
    """Whether a claim is about an actor, a place, a measure or an event."""
    if isinstance(record, aw.Actor):
        return any(belongs_to(actor, record, whole, including) for actor in claim.actors)
    if isinstance(record, aw.Place):
        return any(lies_in(place, record, whole) for place in claim.places)
    if isinstance(record, aw.Measure):
        return record.id in [quantity.measure for quantity in claim.quantities]
    return isinstance(record, aw.Event) and claim.id in record.evidence


def scan_events(whole: Dataset, view: Dataset, arguments: dict[str, Any]) -> tuple[aw.Event, ...]:
    actor = resolve(arguments["actor"], whole.actors)[0] if arguments["actor"] is not None else None
    place = resolve(arguments["place"], whole.places)[0] if arguments["place"] is not None else None
    including = arguments["including"]
    told_by = arguments["told_by"]
    several = told_by if isinstance(told_by, list) else [] if told_by is None else [told_by]
    sources = [resolve(each, whole.sources)[0] for each in several]

    def takes_part(event: aw.Event) -> bool:
        ids = [name.removeprefix("actor ") for name, *_ in things_of(event) if name.startswith("actor ")]
        return actor is None or any(belongs_to(id, actor, whole, including) for id in ids)

    found = [
        event
        for event in view.events
        if isinstance(event, arguments["of"])
        and is_one_of(event.kind, arguments["kinds"])
        and takes_part(event)
        and (place is None or any(lies_in(each, place, whole) for each in event.places))
        and all(any(id.startswith(f"{source.id}/") for id in event.evidence) for source in sources)
    ]
    return kept_by_reach(found, view, arguments)


def scan_relationships(whole: Dataset, view: Dataset, arguments: dict[str, Any]) -> tuple[aw.Relationship, ...]:
    one, two = (
        None if arguments[end] is None else resolve(arguments[end], whole.actors)[0] for end in ("actor", "other")
    )
    including = arguments["including"]

    def joins(a: str, b: str) -> bool:
        return (one is None or belongs_to(a, one, whole, including)) and (
            two is None or belongs_to(b, two, whole, including)
        )

    found = [
        tie
        for tie in view.relationships
        if (joins(tie.subject, tie.object) or joins(tie.object, tie.subject))
        and is_one_of(tie.kind, arguments["kinds"])
    ]
    return kept_by_reach(found, view, arguments)


def scan_allies(whole: Dataset, view: Dataset, arguments: dict[str, Any]) -> tuple[aw.Actor, ...]:
    actor = resolve(arguments["actor"], whole.actors)[0]
    ties = scan_relationships(whole, view, {**arguments, "kinds": arguments["kinds"] or list(aw.ALLIED)})
    ends = {end for tie in ties for end in (tie.subject, tie.object)}
    others = [whole.actors[end] for end in ends if not belongs_to(end, actor, whole, arguments["including"])]
    return tuple(sorted(others, key=lambda other: (other.name, other.id)))


def scan_claims(whole: Dataset, view: Dataset, arguments: dict[str, Any]) -> tuple[aw.Claim, ...]:
    source = None if arguments["source"] is None else resolve(arguments["source"], whole.sources)[0].id
    asked = arguments["about"] if arguments["subject"] is None else arguments["subject"]
    several = [] if asked is None else asked if isinstance(asked, list) else [asked]
    subjects = [resolve(each, whole.actors, whole.places) for each in several]
    speaker = arguments["attributed_to"] if arguments["speaker"] is None else arguments["speaker"]
    by = None if speaker is None else resolve(speaker, whole.actors)[0]
    including = arguments["including"]
    found = (
        claim
        for claim in view.claims
        if (source is None or claim.source == source)
        and all(any(is_about(each, claim, whole, including) for each in either) for either in subjects)
        and (by is None or (claim.attributed_to and belongs_to(claim.attributed_to, by, whole, including)))
        and is_one_of(claim.modality, arguments["modality"])
        and arguments["said"] in (None, claim.attributed_to is not None)
        and (arguments["text"] is None or rank_of(claim, arguments["text"]) is not None)
    )
    timed = ((UNDATED if claim.when is None else time_of_span(claim.when), claim) for claim in found)
    answers = ((verdict(time, arguments), time, claim) for time, claim in timed)
    found_claims = kept(answers, arguments["match"], passage_of)
    if arguments["text"] is None:
        return found_claims
    return tuple(sorted(found_claims, key=lambda claim: (rank_of(claim, arguments["text"]), passage_of(claim))))


def rank_of(claim: aw.Claim, text: str) -> tuple[int, int] | None:
    """How well a claim matches a text, the best the smallest; None where it lacks a word.

    The words of the generated datasets are their own stems.
    """
    asked, (says, wording, note) = words(text), (words(part or "") for part in (claim.says, claim.wording, claim.note))
    wanted = {word for word in asked if word not in ("the", "a", "an", "of", "in", "and", "for")} or set(asked)
    if not wanted or not wanted <= {*says, *wording, *note}:
        return None
    if not wanted <= {*says, *wording}:
        return 2, len(claim.says)
    runs = [part[at : at + len(asked)] for part in (says, wording) for at in range(len(part))]
    return (0 if len(set(asked)) > 1 and asked in runs else 1), len(claim.says)


def scan_evidence(whole: Dataset, view: Dataset, arguments: dict[str, Any]) -> tuple[aw.Claim, ...]:
    found = resolve(arguments["record"], whole.events, whole.relationships, whole.disagreements)
    if len(found) > 1:
        raise aw.AmbiguousNameError("record", str(arguments["record"]), [])
    ids = set()
    for shelf in (view.events, view.relationships, view.disagreements):
        for record in shelf:
            if record.id == found[0].id and type(record) is type(found[0]):
                ids |= set(texts_in(record))
    return tuple(sorted((claim for claim in view.claims if claim.id in ids), key=passage_of))


def scan_told_by(whole: Dataset, view: Dataset, arguments: dict[str, Any]) -> tuple[aw.Source, ...]:
    ids = {claim.source for claim in scan_evidence(whole, whole, arguments)}
    return tuple(sorted((source for source in whole.sources if source.id in ids), key=lambda source: source.id))


def scan_disagreements(whole: Dataset, view: Dataset, arguments: dict[str, Any]) -> tuple[aw.Disagreement, ...]:
    subject = arguments["subject"]
    subjects = None if subject is None else resolve(subject, whole.actors, whole.places, whole.measures, whole.events)
    return tuple(
        asked
        for asked in sorted(view.disagreements, key=lambda asked: asked.id)
        if is_one_of(asked.kind, arguments["kinds"])
        and (
            subjects is None
            or any(
                is_about(subject, view.claims[id], whole)
                for subject in subjects
                for position in asked.positions
                for id in position.claims
            )
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
        for claim in sorted(view.claims, key=passage_of)
        for quantity in claim.quantities
        if quantity.measure == measure.id
    )


SCANS: dict[Query, Callable[[Dataset, Dataset, dict[str, Any]], tuple[Any, ...]]] = {
    aw.events_between: scan_events,
    aw.relationships_of: scan_relationships,
    aw.actors_allied_with: scan_allies,
    aw.claims: scan_claims,
    aw.claims_by_source: scan_claims,
    aw.claims_about: scan_claims,
    aw.claims_attributed_to: scan_claims,
    aw.evidence_for: scan_evidence,
    aw.told_by: scan_told_by,
    aw.disagreements_about: scan_disagreements,
    aw.quantities_of: scan_quantities,
}
