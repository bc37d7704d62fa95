"""Integrity: the rules that hold within a record and across the records of a dataset."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache
from types import MappingProxyType
from typing import Any, TypeAlias

import attrs
from attrs import AttrsInstance

from afghanwar.actors import Actor, ActorId, ActorKind
from afghanwar.battles import Battle
from afghanwar.claims import Claim, assertion_strength, mentions
from afghanwar.dataset.graphs import cycles
from afghanwar.dataset.names import identifiers_of, is_blank
from afghanwar.dataset.shelf import Shelf, Shelves
from afghanwar.disagreements import Disagreement
from afghanwar.errors import Problem, either, listed, quoted
from afghanwar.events import Event, EventKind, OrderWord
from afghanwar.kinds import SHELVES, AnyRecord, has_field, kind_of
from afghanwar.places import Place, PlaceId
from afghanwar.relationships import Relationship, RelationshipKind
from afghanwar.sources import Passage, Source, SourceKind
from afghanwar.timespan import Certainty, TimeSpan

Origin: TypeAlias = Mapping[tuple[str, str], str]
"""The seed file of a record, by its kind and id."""

_Fault: TypeAlias = tuple[str, str]
"""A field and what is wrong with it."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FORMS: Mapping[str, tuple[str, str]] = {
    "wikidata": (r"Q[1-9][0-9]*", "a Wikidata item, such as 'Q889'"),
    "iso3": (r"[A-Z]{3}", "an ISO code of three capitals, such as 'AFG'"),
    "acled": (r"[A-Z]{3}[0-9]+", "an event of ACLED, such as 'AFG12345'"),
}
# Successive governments of a state share its numbers.
_OF_STATES = ("ucdp", "gw", "cow")
_STATES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT})
_MIRRORED = frozenset({RelationshipKind.HOSTILITY, RelationshipKind.RIVALRY})


def has_surrogate(text: str) -> bool:
    r"""Return whether a text has a lone surrogate, half of a character, which cannot be written to a file or JSON.

    >>> has_surrogate("\ud83d"), has_surrogate("Zāhir")
    (True, False)
    """
    return _SURROGATE.search(text) is not None


def faults(
    shelves: Shelves,
    records: Iterable[AnyRecord] | None = None,
    *,
    origin: Origin = MappingProxyType({}),
    broken: Callable[[str, str], bool] = lambda kind, id: False,
) -> list[Problem]:
    """List every broken rule, in time that grows with the records.

    The rules are: Every id is a slug, and every reference resolves. Every text has a letter or a digit, and no list of
    strings has an item twice. Identifiers have the form of their field, and no two records of a kind share one, except
    that successive governments of a state share its numbers. ``inferred`` names fields that have a value. Nothing is
    part of itself, directly or indirectly. A claim of a dataset has a row, every other claim a passage. Numbers are in
    order and in range; only a dataset may give a quantity a low above its high, with a note. Events and relationships
    have evidence, not all of it predicted, planned or rejected. The actors and places that they name are named by that
    evidence, or the field is in ``inferred``. Each of their dates is by a source of the evidence and overlaps the time
    of one of its claims, or ``"when"`` is in ``inferred``. An order line has claims from the evidence, or its word is
    in ``inferred``. The two actors of a relationship differ, except in hostility and rivalry; only support has forms,
    and at least one. A battle's victor is one of its sides and has an outcome. A disagreement has at least two
    positions, each with a claim.

    Args:
        shelves: The records.
        records: Check only these, which are on the shelves; all by default.
        origin: The seed file of each record that was read from one, by kind and id.
        broken: Whether a record of that kind and id may exist but could not be read; references to it resolve.

    Returns:
        The faults, by kind and id; empty if there are none.
    """
    checked = [record for shelf in shelves.all for record in shelf] if records is None else list(records)
    found = [(record, field, message) for record in checked for field, message in _faults_of(record, shelves, broken)]
    found.extend(_cycles(checked))
    found.extend(_shared_identifiers(checked, shelves))
    order = list(SHELVES)
    found.sort(key=lambda fault: (order.index(kind_of(fault[0]).name), fault[0].id))
    return [
        Problem(
            file=origin.get((kind_of(record).name, record.id), ""),
            kind=kind_of(record).name,
            record=record.id,
            field=field,
            message=message,
        )
        for record, field, message in found
    ]


def _faults_of(record: AnyRecord, shelves: Shelves, broken: Callable[[str, str], bool]) -> Iterator[_Fault]:
    slug: str = record.id
    if isinstance(record, Claim):
        source, _, slug = record.id.partition("/")
        if source != record.source:
            yield "id", f"begins with {quoted(source)}; write the id of its source, {record.source!r}, and a slash"
    if not _SLUG.fullmatch(slug):
        yield "id", f"{quoted(slug)} is not a slug; write lower-case words of a-z and 0-9 with single hyphens"
    yield from _text_faults(record)
    for name in getattr(record, "inferred", ()):
        if not has_field(record, name):
            yield "inferred", f"names {quoted(name)}, which the record does not have; name one of its fields"
    yield from _reference_faults(record, shelves, broken)
    match record:
        case Source():
            yield from _source_faults(record)
        case Claim():
            yield from _claim_faults(record, shelves)
        case Actor():
            yield from _identifier_faults(record)
        case Place():
            yield from _identifier_faults(record)
            yield from _place_faults(record)
        case Event():
            yield from _identifier_faults(record)
            yield from _event_faults(record)
        case Relationship():
            yield from _relationship_faults(record)
        case Disagreement():
            yield from _disagreement_faults(record)
    if isinstance(record, Event | Relationship):
        yield from _order_faults(record, shelves)
        if all(claim in shelves.claims for claim in record.evidence):
            yield from _evidence_faults(record, [shelves.claims[claim] for claim in record.evidence], shelves)


def _text_faults(record: AttrsInstance, path: str = "") -> Iterator[_Fault]:
    """Every blank text in a record or in a value of it, and every text that a list has twice."""
    for name in _given_fields(type(record)):
        value = getattr(record, name)
        field = f"{path}{name}"
        if isinstance(value, str):
            yield from _faults_of_text(value, field)
        elif isinstance(value, tuple):
            seen: set[str] = set()
            for item in value:
                if not isinstance(item, str):
                    yield from _texts_in(item, field)
                elif item.casefold() in seen:
                    yield field, f"{quoted(item)} is listed more than once, ignoring case; list it once"
                else:
                    seen.add(item.casefold())
                    yield from _faults_of_text(item, field)
        else:
            yield from _texts_in(value, field)


def _texts_in(value: Any, field: str) -> Iterator[_Fault]:
    # The text of a time-span was checked when it was made.
    kind: Any = type(value)
    if _is_record(kind) and kind is not TimeSpan:
        yield from _text_faults(value, f"{field}.")


def _faults_of_text(text: str, field: str) -> Iterator[_Fault]:
    if is_blank(text):
        without = f", with no letter or digit in {quoted(text)}" if text.strip() else ""
        yield field, f"is blank{without}; write something, or leave the field out"
    elif has_surrogate(text):
        yield field, f"{quoted(text)} has a lone surrogate, half of a character; write the whole character"


@cache
def _is_record(kind: Any) -> bool:
    return attrs.has(kind)


@cache
def _given_fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(kind) if field.init)


def _reference_faults(record: AnyRecord, shelves: Shelves, broken: Callable[[str, str], bool]) -> Iterator[_Fault]:
    for reference in kind_of(record).references:
        for id in dict.fromkeys(reference.ids(record)):
            if not any(id in shelves.of_kind(kind) or broken(kind, id) for kind in reference.kinds):
                kinds = either(reference.kinds)
                hint = ", which is '<source>/<slug>'" if kinds == "claim" and "/" not in id else ""
                yield reference.field, f"no {kinds} has the id {quoted(id)}; add the record, or fix the id{hint}"


def _cycles(records: Iterable[AnyRecord]) -> Iterator[tuple[AnyRecord, str, str]]:
    """Every record that is a part of itself, and every one that comes after itself."""
    parts: dict[str, dict[str, list[str]]] = {}
    later: dict[str, list[str]] = {}
    by_id: dict[tuple[str, str], AnyRecord] = {}
    for record in records:
        kind = kind_of(record)
        by_id[kind.name, record.id] = record
        for reference in kind.references:
            if reference.field in ("part_of", "within"):
                parts.setdefault(kind.name, {})[record.id] = list(reference.ids(record))
        if isinstance(record, Event):
            for line in record.order:
                if line.word is OrderWord.AFTER:
                    later.setdefault(record.id, []).append(line.other)
                elif line.word is OrderWord.BEFORE:
                    later.setdefault(line.other, []).append(record.id)
    for name, links in parts.items():
        for cycle in cycles(links):
            for id in sorted(cycle):
                yield by_id[name, id], "within" if name == "place" else "part_of", _cycle_message(cycle, "part of")
    for cycle in cycles(later):
        for id in sorted(cycle):
            if ("event", id) in by_id:
                yield by_id["event", id], "order", _cycle_message(cycle, "after")


def _cycle_message(cycle: list[str], word: str) -> str:
    others = ", ".join(map(quoted, sorted(cycle)[:5]))
    return f"is {word} itself, through {others}; remove one of the lines of this cycle"


def _source_faults(source: Source) -> Iterator[_Fault]:
    document = source.document
    if not re.fullmatch(r"[0-9a-f]{64}", document.sha256):
        yield (
            "document.sha256",
            f"{quoted(document.sha256)} is not a SHA-256 digest; write 64 lower-case hex digits",
        )
    for aside in document.asides:
        if not 0 <= aside.start < aside.end <= document.characters:
            limits = f"write offsets from 0 to {document.characters}, the end after the start"
            yield "document.asides", f"{aside.start} to {aside.end} is not a part of the document; {limits}"


def _claim_faults(claim: Claim, shelves: Shelves) -> Iterator[_Fault]:
    source = shelves.sources.get(claim.source)
    in_table = claim.row is not None if source is None else source.kind is SourceKind.DATASET
    for field, there, wanted in (("row", claim.row, in_table), ("passage", claim.passage, not in_table)):
        if wanted and there is None:
            yield field, f"is missing; say in which {field} of the source it is"
        elif there is not None and not wanted:
            yield field, f"is not for a source of this kind; remove it, and give the {'row' if in_table else 'passage'}"
    if claim.passage is not None:
        yield from _passage_faults(claim.passage, source)
    if len((claim.wording or "").split()) > 12:
        yield "wording", _too_long(claim.wording or "", 12)
    for at, quantity in enumerate(claim.quantities):
        for field, bound in (("low", quantity.low), ("high", quantity.high), ("best", quantity.best)):
            if bound is not None and not abs(bound) < 10**15:
                yield f"quantities[{at}].{field}", f"{quoted(bound)} is not a number of up to 15 digits; write one"
        swapped = quantity.low is not None and quantity.high is not None and quantity.low > quantity.high
        if swapped and (claim.row is None or claim.note is None):
            low, high = quoted(quantity.low), quoted(quantity.high)
            advice = "swap them" if claim.row is None else "say in a note that the source has them in this order"
            yield "quantities", f"the low, {low}, is above the high, {high}; {advice}"


def _passage_faults(passage: Passage, source: Source | None) -> Iterator[_Fault]:
    if not 0 <= passage.start < passage.end:
        advice = "the end is the offset after the last character"
        yield "passage", f"{passage.start} to {passage.end} is empty; {advice}"
    elif source is not None and passage.end > source.document.characters:
        length = source.document.characters
        yield "passage", f"ends at {passage.end}, and the document has {length} characters; locate it again"
    if passage.paragraph < 1:
        yield "passage.paragraph", f"{passage.paragraph} is not a paragraph; count the lines that are not blank, from 1"
    for field, text in (("passage.begins", passage.begins), ("passage.ends", passage.ends)):
        if len(text.split()) > 6:
            yield field, _too_long(text, 6)


def _too_long(text: str, most: int) -> str:
    return f"{quoted(text)} has {len(text.split())} words; shorten it to at most {most}"


def _place_faults(place: Place) -> Iterator[_Fault]:
    if place.coordinates is None:
        return
    for field, most in (("latitude", 90), ("longitude", 180)):
        degrees = getattr(place.coordinates, field)
        if not -most <= degrees <= most:
            yield f"coordinates.{field}", f"{degrees} is out of range; write degrees from -{most} to {most}"


def _identifier_faults(record: Actor | Place | Event) -> Iterator[_Fault]:
    for field, value in identifiers_of(record):
        if isinstance(value, int):
            if value < 1:
                yield f"identifiers.{field}", f"{quoted(value)} is not a positive number; fix it, or leave it out"
        elif not is_blank(value) and not re.fullmatch(_FORMS[field][0], value):
            yield f"identifiers.{field}", f"{quoted(value)} is not {_FORMS[field][1]}; fix it, or leave it out"


def _shared_identifiers(records: Iterable[AnyRecord], shelves: Shelves) -> Iterator[tuple[AnyRecord, str, str]]:
    """Every record with an identifier that another record of its kind also has."""
    kinds: tuple[tuple[type[Actor | Place | Event], Shelf[Any]], ...] = (
        (Actor, shelves.actors),
        (Place, shelves.places),
        (Event, shelves.events),
    )
    for kind, shelf in kinds:
        mine = [(record, *pair) for record in records if isinstance(record, kind) for pair in identifiers_of(record)]
        owners: dict[tuple[str, str | int], list[Actor | Place | Event]] = {}
        for record in shelf if mine else ():
            for pair in identifiers_of(record):
                owners.setdefault(pair, []).append(record)
        for record, field, value in mine:
            others = [other for other in owners.get((field, value), ()) if other.id != record.id]
            states = [each for each in (record, *others) if getattr(each, "kind", None) in _STATES]
            if others and not (field in _OF_STATES and len(states) == len(others) + 1):
                advice = "keep it only on the right one"
                yield (
                    record,
                    f"identifiers.{field}",
                    f"{quoted(value)} also identifies {quoted(others[0].id)}; {advice}",
                )


def _event_faults(event: Event) -> Iterator[_Fault]:
    if not isinstance(event, Battle):
        if event.kind is EventKind.BATTLE:
            yield "kind", "an event of kind 'battle' has sides; make it a battle"
        return
    names = Counter(side.name for side in event.sides)
    for side in event.sides:
        if not side.actors:
            yield "sides", f"the side {quoted(side.name)} has no actors; name one, or leave the side out"
    for name, count in names.items():
        if count > 1:
            yield "sides", f"two sides are called {quoted(name)}; rename one"
    if event.victor is not None and event.victor not in names:
        advice = f"use one of {listed(list(names))}" if names else "name the sides, or leave the victor out"
        yield "victor", f"{quoted(event.victor)} is not one of the sides; {advice}"
    elif event.victor is not None and not event.outcome:
        yield "victor", f"no claim in the outcome says that {quoted(event.victor)} won; add the claims that do"
    evidence = set(event.evidence)
    for claim in event.outcome:
        if claim not in evidence:
            yield "outcome", f"{claim!r} is not in the evidence; add it there"


def _relationship_faults(relationship: Relationship) -> Iterator[_Fault]:
    kind = relationship.kind
    if relationship.subject == relationship.object and kind not in _MIRRORED:
        advice = "name another actor, because only hostility and rivalry can relate an actor to itself"
        yield "object", f"{relationship.object!r} is also the subject; {advice}"
    if kind is RelationshipKind.SUPPORT and not relationship.forms:
        yield "forms", "is empty, but support needs a form; write at least 'unspecified'"
    if kind is not RelationshipKind.SUPPORT and relationship.forms:
        yield "forms", f"a relationship of kind {kind.value!r} has forms, which only support may have; leave them out"


def _disagreement_faults(disagreement: Disagreement) -> Iterator[_Fault]:
    if len(disagreement.positions) < 2:
        yield "positions", f"{len(disagreement.positions)} is too few; write two or more, or remove the record"
    for position in disagreement.positions:
        if not position.claims:
            yield "positions.claims", f"the answer {quoted(position.answer)} has no claim; add the claims that give it"


def _order_faults(record: Event | Relationship, shelves: Shelves) -> Iterator[_Fault]:
    """The faults of the order lines of a record, and of the lives that an event begins and ends."""
    lines: list[tuple[str, str, tuple[str, ...]]] = [
        (line.word.value, line.other, line.evidence) for line in record.order
    ]
    if isinstance(record, Event):
        lines += [("begins", actor, claims) for actor, claims in record.begins]
        lines += [("ends", actor, claims) for actor, claims in record.ends]
        for actor in sorted({actor for actor, _ in record.begins} & {actor for actor, _ in record.ends}):
            yield "ends", f"{actor!r} both begins and ends with this event; keep one of the two lines"
    for line in record.order:
        if line.other in shelves.events and line.other in shelves.sources:
            yield line.word.value, f"{line.other!r} is the id of an event and of a source; rename one of them"
    evidence = set(record.evidence)
    for (word, other), count in Counter((word, other) for word, other, _ in lines).items():
        if count > 1:
            yield word, f"{other!r} is listed more than once; list it once"
    for word, other, claims in lines:
        if isinstance(record, Event) and other == record.id and word not in ("begins", "ends"):
            yield word, f"{other!r} is the record itself; name another event or a source"
        if not claims and word not in record.inferred:
            yield word, f"no claim is given for {other!r}; add the claims that say so, or list {word!r} in inferred"
        for claim in claims:
            if claim not in evidence:
                yield word, f"{quoted(claim)} is not in the evidence; add it there"


def _evidence_faults(record: Event | Relationship, evidence: list[Claim], shelves: Shelves) -> Iterator[_Fault]:
    """The faults between a record and its claims, all of which exist."""
    if not evidence:
        yield "evidence", "is empty; name the claims about it"
        return
    if assertion_strength(evidence) is Certainty.NO:
        yield "evidence", "is all predicted, planned or rejected; add a claim that asserts it, or remove the record"
    for source, count in Counter(source for source, _ in record.dates).items():
        if count > 1:
            yield "dates", f"{source!r} is listed more than once; list it once"
    by_source: dict[str, list[Claim]] = {}
    for claim in evidence:
        by_source.setdefault(claim.source, []).append(claim)
    for source, span in record.dates:
        if source not in by_source:
            if source in shelves.sources:
                yield "dates", f"{source!r} dates it but has no claim in the evidence; add its claim"
        elif "when" not in record.inferred and not any(
            claim.when is not None and claim.when.overlaps(span) is not Certainty.NO for claim in by_source[source]
        ):
            advice = "fix it, or list 'when' in inferred"
            yield "dates", f"{span} by {source!r} does not overlap the time of any claim of that source; {advice}"
    actors, places = mentions(evidence)
    for field, id, known in _named_in(record, actors, places):
        there = shelves.places if field == "places" else shelves.actors
        if not known and id in there and field not in record.inferred:
            advice = f"add the claim that names it, or list {field!r} in inferred"
            yield field, f"{id!r} is not named by any claim of the evidence; {advice}"


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
