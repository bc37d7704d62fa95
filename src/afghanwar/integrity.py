"""Integrity: what must hold across the records of a dataset."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from types import MappingProxyType
from typing import TypeAlias

import attrs
from attrs import AttrsInstance

from afghanwar.actors import Actor, ActorId
from afghanwar.battles import Battle
from afghanwar.claims import Claim, named_by, standing
from afghanwar.disagreements import Disagreement
from afghanwar.errors import Problem, quoted
from afghanwar.events import Event, EventKind
from afghanwar.places import Place, PlaceId
from afghanwar.records import Record, Records
from afghanwar.relationships import Relationship, RelationshipKind
from afghanwar.shelves import AnyRecord, Shelves, gives
from afghanwar.sources import Source
from afghanwar.timespan import Certainty

Origin: TypeAlias = Mapping[tuple[str, str], str]
"""The seed file of a record, by its kind and id."""

_Fault: TypeAlias = tuple[str, str]
"""A field and what is wrong with it."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MIRRORED = frozenset({RelationshipKind.HOSTILITY, RelationshipKind.RIVALRY})


def faults(
    dataset: Shelves,
    *,
    origin: Origin = MappingProxyType({}),
    broken: Callable[[str, str], bool] = lambda kind, id: False,
) -> list[Problem]:
    """List everything in a dataset that does not hold.

    Every id is a slug, and every reference resolves. No text is blank. An ``inferred`` names fields that
    are there. Nothing is part of itself, through however many steps. Numbers lie in their order: a
    passage's ends, a quantity's bounds, a latitude. Events and relationships have evidence, of which not
    all is predicted, planned or rejected; the actors and places that they name are named by that evidence
    or stand in ``inferred``; each of their dates is by a source of the evidence and overlaps the time of
    one of its claims, or ``"when"`` stands in ``inferred``. The two ends of a relationship differ, except
    in hostility and rivalry; support, and support alone, has forms. A battle's victor is one of its
    sides and has an outcome. A disagreement has two positions, each with a claim.

    Args:
        dataset: The dataset.
        origin: The seed file of each record, by kind and id, where it came from one.
        broken: Whether a record of that kind and id may exist and could not be read; a reference to it
            resolves.

    Returns:
        The faults, by kind and id; empty where all is well.
    """
    found = []
    for shelf in dataset.all:
        for record in shelf:
            for field, message in _faults_of(record, dataset, broken):
                file = origin.get((shelf.kind, record.id), "")
                found.append(Problem(file=file, record=record.id, field=field, message=message))
    return found


def _faults_of(record: AnyRecord, dataset: Shelves, broken: Callable[[str, str], bool]) -> Iterator[_Fault]:
    slug: str = record.id
    if isinstance(record, Claim):
        source, _, slug = record.id.partition("/")
        if source != record.source:
            yield "id", f"begins with {quoted(source)}; write the id of its source, {record.source!r}, and a slash"
    if not _SLUG.fullmatch(slug):
        yield "id", f"{quoted(slug)} is no slug; write lower-case words of a-z and 0-9 with single hyphens"
    yield from _blank_texts(record)
    for name in getattr(record, "inferred", ()):
        if not gives(record, name):
            yield (
                "inferred",
                f"names {quoted(name)}, which the record does not give; name one of its fields, or leave it",
            )
    for field, shelf, ids in _references(record, dataset):
        for id in dict.fromkeys(ids):
            if id not in shelf and not broken(shelf.kind, id):
                hint = ", which is '<source>/<slug>'" if shelf.kind == "claim" and "/" not in id else ""
                yield field, f"{quoted(id)} is the id of no {shelf.kind}; add the record, or mend the id{hint}"
            elif ids.count(id) > 1:
                yield field, f"{quoted(id)} stands there more than once; leave it once"
    match record:
        case Source():
            yield from _source_faults(record)
        case Claim():
            yield from _claim_faults(record)
        case Actor():
            yield from _cycle(record.id, "part_of", lambda id: dataset.actors[id].part_of, dataset.actors)
        case Place():
            yield from _cycle(record.id, "within", lambda id: _one(dataset.places[id].within), dataset.places)
            yield from _place_faults(record)
        case Event():
            yield from _cycle(record.id, "part_of", lambda id: _one(dataset.events[id].part_of), dataset.events)
            yield from _event_faults(record)
        case Relationship():
            yield from _relationship_faults(record)
        case Disagreement():
            yield from _disagreement_faults(record)
    if isinstance(record, Event | Relationship) and all(claim in dataset.claims for claim in record.evidence):
        yield from _evidence_faults(record, [dataset.claims[claim] for claim in record.evidence], dataset)


def _references(record: AnyRecord, dataset: Shelves) -> Iterator[tuple[str, Records[Record], tuple[str, ...]]]:
    """Every field that names other records, the shelf on which they stand, and their ids."""
    match record:
        case Claim():
            yield "source", dataset.sources, (record.source,)
            yield "attributed_to", dataset.actors, _one(record.attributed_to)
            yield "actors", dataset.actors, record.actors
            yield "places", dataset.places, record.places
            for quantity in record.quantities:
                yield "quantities.measure", dataset.measures, (quantity.measure,)
        case Actor():
            yield "part_of", dataset.actors, record.part_of
        case Place():
            yield "within", dataset.places, _one(record.within)
        case Event():
            yield "dates", dataset.sources, tuple(source for source, _ in record.dates)
            yield "places", dataset.places, record.places
            yield "part_of", dataset.events, _one(record.part_of)
            yield "evidence", dataset.claims, record.evidence
            if isinstance(record, Battle):
                for side in record.sides:
                    yield "sides.actors", dataset.actors, side.actors
                    yield "sides.commanders", dataset.actors, side.commanders
            else:
                for participation in record.participants:
                    yield "participants", dataset.actors, (participation.actor,)
        case Relationship():
            yield "dates", dataset.sources, tuple(source for source, _ in record.dates)
            yield "subject", dataset.actors, (record.subject,)
            yield "object", dataset.actors, (record.object,)
            yield "evidence", dataset.claims, record.evidence
        case Disagreement():
            for position in record.positions:
                yield "positions.claims", dataset.claims, position.claims


def _one(id: str | None) -> tuple[str, ...]:
    return () if id is None else (id,)


def _blank_texts(record: AttrsInstance, path: str = "") -> Iterator[_Fault]:
    """Every text of a record, or of a value in it, that says nothing."""
    for attribute in attrs.fields(type(record)):
        value = getattr(record, attribute.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str) and not item.strip():
                yield f"{path}{attribute.name}", "is blank; write something, or leave the field out"
            elif attrs.has(type(item)):
                yield from _blank_texts(item, f"{path}{attribute.name}.")


def _cycle(start: str, field: str, parents: Callable[[str], Iterable[str]], shelf: Records[Record]) -> Iterator[_Fault]:
    """Report a record that is a part of itself; each record of a ring is reported."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for parent in parents(waiting.pop()):
            if parent == start:
                yield field, f"{start!r} is, through this, a part of itself; break the ring"
                return
            if parent in shelf and parent not in seen:
                seen.add(parent)
                waiting.append(parent)


def _source_faults(source: Source) -> Iterator[_Fault]:
    document = source.document
    if not re.fullmatch(r"[0-9a-f]{64}", document.sha256):
        yield "document.sha256", f"{quoted(document.sha256)} is no SHA-256 digest; write its 64 lower-case hex digits"
    for aside in document.asides:
        if not 0 <= aside.start < aside.end <= document.characters:
            limits = f"write offsets from 0 to {document.characters}, the end after the start"
            yield "document.asides", f"{aside.start} to {aside.end} is no part of the document; {limits}"


def _claim_faults(claim: Claim) -> Iterator[_Fault]:
    passage = claim.passage
    if not 0 <= passage.start < passage.end:
        yield (
            "passage",
            f"{passage.start} to {passage.end} holds nothing; the end is the offset after the last character",
        )
    if passage.paragraph < 1:
        yield "passage.paragraph", f"{passage.paragraph} is no paragraph; count the lines that are not blank, from 1"
    for field, text, most in (
        ("passage.begins", passage.begins, 6),
        ("passage.ends", passage.ends, 6),
        ("wording", claim.wording or "", 12),
    ):
        if len(text.split()) > most:
            yield field, f"{quoted(text)} has {len(text.split())} words; {most} are the most"
    for quantity in claim.quantities:
        if quantity.low is not None and quantity.high is not None and quantity.low > quantity.high:
            yield "quantities", f"the low, {quantity.low}, is over the high, {quantity.high}; exchange them"


def _place_faults(place: Place) -> Iterator[_Fault]:
    if (place.latitude is None) != (place.longitude is None):
        yield "latitude", "a latitude and a longitude stand together; write both or neither"
    for field, degrees, most in (("latitude", place.latitude, 90), ("longitude", place.longitude, 180)):
        if degrees is not None and not -most <= degrees <= most:
            yield field, f"{degrees} is out of range; write degrees from -{most} to {most}"


def _event_faults(event: Event) -> Iterator[_Fault]:
    if not isinstance(event, Battle):
        if event.kind is EventKind.BATTLE:
            yield "kind", "an event of kind 'battle' has sides; make it a battle"
        return
    names = [side.name for side in event.sides]
    for side in event.sides:
        if not side.actors:
            yield "sides", f"the side {quoted(side.name)} has no actors; name one, or leave the side out"
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield "sides", f"two sides are called {quoted(name)}; name them apart"
    if event.victor is not None and event.victor not in names:
        yield "victor", f"{quoted(event.victor)} is none of the sides; write the name of one of {names}"
    elif event.victor is not None and not event.outcome:
        yield "victor", f"no claim tells that {quoted(event.victor)} won; name those that do in the outcome"
    for claim in event.outcome:
        if claim not in event.evidence:
            yield "outcome", f"{claim!r} is not in the evidence; add it there"


def _relationship_faults(relationship: Relationship) -> Iterator[_Fault]:
    if relationship.subject == relationship.object and relationship.kind not in _MIRRORED:
        yield (
            "object",
            f"{relationship.object!r} is the subject too; only hostility and rivalry join an actor with itself",
        )
    if relationship.kind is RelationshipKind.SUPPORT and not relationship.forms:
        yield "forms", "is empty, and support has forms; write at least 'unspecified'"
    if relationship.kind is not RelationshipKind.SUPPORT and relationship.forms:
        yield (
            "forms",
            f"stands in a relationship of kind {relationship.kind.value!r}; only support has forms, leave it out",
        )


def _disagreement_faults(disagreement: Disagreement) -> Iterator[_Fault]:
    if len(disagreement.positions) < 2:
        yield "positions", f"{len(disagreement.positions)} is too few; a disagreement has at least two"
    for position in disagreement.positions:
        if not position.claims:
            yield "positions.claims", f"the answer {quoted(position.answer)} has no claim; add the claims that give it"


def _evidence_faults(record: Event | Relationship, evidence: list[Claim], dataset: Shelves) -> Iterator[_Fault]:
    """What does not hold between a record and the claims that tell of it; what dangles is told already."""
    if not evidence:
        yield "evidence", "is empty; name the claims that tell of it"
        return
    if standing(evidence) is Certainty.NO:
        yield "evidence", "is predicted, planned or rejected throughout; nothing says that it was so, leave it a claim"
    for source, span in record.dates:
        theirs = [claim for claim in evidence if claim.source == source]
        if not theirs and source in dataset.sources:
            yield "dates", f"{source!r} dates it and is not in the evidence; add the claim that tells of it"
        elif (
            theirs
            and "when" not in record.inferred
            and not any(claim.when is not None and claim.when.overlaps(span) is not Certainty.NO for claim in theirs)
        ):
            advice = "mend it, or put 'when' in inferred"
            yield (
                "dates",
                f"{span} by {source!r} overlaps the time of none of that source's claims in the evidence; {advice}",
            )
    actors, places = named_by(evidence)
    for field, id, known in _named_in(record, actors, places):
        there = dataset.places if field == "places" else dataset.actors
        if not known and id in there and field not in record.inferred:
            advice = f"add the claim that does, or put {field!r} in inferred"
            yield field, f"{id!r} is named by no claim of the evidence; {advice}"


def _named_in(
    record: Event | Relationship, actors: Set[ActorId], places: Set[PlaceId]
) -> Iterator[tuple[str, str, bool]]:
    """Every actor and place that a record names, with its field, and whether it is one of those given."""
    if isinstance(record, Relationship):
        yield "subject", record.subject, record.subject in actors
        yield "object", record.object, record.object in actors
        return
    for place in record.places:
        yield "places", place, place in places
    if isinstance(record, Battle):
        for side in record.sides:
            for actor in (*side.actors, *side.commanders):
                yield "sides", actor, actor in actors
    else:
        for participation in record.participants:
            yield "participants", participation.actor, participation.actor in actors
