"""JSON-LD: a whole dataset as linked data, in published vocabularies where they have the term."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

import attrs

from afghanwar.actors import Actor, ActorKind
from afghanwar.battles import Battle
from afghanwar.claims import Claim, Quantity
from afghanwar.dataset.dataset import Dataset, require_dataset
from afghanwar.disagreements import Disagreement
from afghanwar.events import Event, EventIdentifiers, Lives
from afghanwar.export.credits import credits_of
from afghanwar.export.vocabulary import BASE, context
from afghanwar.kinds import SHELVES, kind_of
from afghanwar.measures import Measure
from afghanwar.places import CoordinatePrecision, Identifiers, Place
from afghanwar.relationships import ALLIED, Relationship
from afghanwar.sources import Passage, Source
from afghanwar.timespan import TimeSpan
from afghanwar.timespan.bounds import FUTURE, PAST, Bounds

Node: TypeAlias = dict[str, Any]
"""A JSON object for a resource, or for a value with parts."""

_CERTAINTY: Final = {CoordinatePrecision.POINT: "certain", CoordinatePrecision.NEAR: "less-certain"}


def to_jsonld(dataset: Dataset, *, base: str = BASE) -> Node:
    """Make a JSON-LD document of a dataset, for a triple store or any program that reads RDF.

    Sources, claims, events, actors and places have types of schema.org. Evidence is in PROV-O, a passage or a row is a
    target in the Web Annotation data model, and a place is also in the terms of Linked Places. A date is a literal in
    strict EDTF, with four limits in the terms of the Simple Event Model. A limit is absent if nothing bounds the time,
    and also if the time is open, which ``openStart`` and ``openEnd`` say. The how-to page on linked data has queries in
    SPARQL.

    >>> import afghanwar as aw
    >>> document = to_jsonld(aw.load())
    >>> [fall] = [node for node in document["@graph"] if node["id"] == "events:fall-of-kabul-2021"]
    >>> fall["type"], fall["date"], fall["doubtful"]
    (['Event', 'prov:Entity'], '2021-08-15', False)

    Args:
        dataset: The dataset, or a view of one.
        base: The beginning of all identifiers; it ends in a slash, a colon or ``#``. With ``"https://example.org/"``,
            the identifier of the event is ``<https://example.org/events/fall-of-kabul-2021>``.

    Returns:
        A document that ``json.dump`` can write, including its context. The asides of documents are left out.

    Raises:
        TypeError: It is not a dataset.
        ValueError: The base ends in something else.
    """
    require_dataset(dataset)
    if not base.endswith(("/", ":", "#")):
        raise ValueError(f"base is {base!r}; end it in a slash, a colon or #, so that identifiers can follow it")
    credits = credits_of(dataset)
    about = {"id": "datasets:afghanwar", "type": "Dataset", "name": credits.title, "license": credits.licence_url}
    nodes = [_present(about)]
    for record in dataset:
        kind = kind_of(record).name
        node = _present({"id": f"{SHELVES[kind]}:{record.id}", **_NODE_OF[kind](record, dataset)})
        nodes.append(node)
        if isinstance(record, Claim):
            nodes.append(_annotation(record))
        if isinstance(record, Source):
            nodes.append(_document(record))
    kinds = (*SHELVES.values(), "annotations", "datasets", "documents")
    return {"@context": context(base, kinds), "@graph": nodes}


def _source(source: Source, dataset: Dataset) -> Node:
    return {
        "type": ["CreativeWork", "prov:Entity"],
        "name": source.title,
        "author": source.authors,
        "publisher": source.publisher,
        **_span(source.published, "published", "datePublished"),
        "kind": source.kind.value,
        "url": source.url,
        "stance": source.stance,
        "licence": source.licence,
        **_remarks(source),
    }


def _document(source: Source) -> Node:
    """The document of a source, which contains its passages or rows."""
    return {
        "id": f"documents:{source.id}",
        "type": "DigitalDocument",
        "name": source.document.file,
        "sha256": source.document.sha256,
        "characters": source.document.characters,
        "encodesCreativeWork": f"sources:{source.id}",
    }


def _claim(claim: Claim, dataset: Dataset) -> Node:
    return {
        "type": ["Claim", "prov:Entity"],
        "text": claim.says,
        "appearance": f"sources:{claim.source}",
        "wasDerivedFrom": [f"sources:{claim.source}", f"annotations:{claim.id}"],
        "wasAttributedTo": None if claim.attributed_to is None else f"actors:{claim.attributed_to}",
        "modality": claim.modality.value,
        **_span(claim.when),
        **({} if claim.when is None else _limits(claim.when.bounds)),
        "about": [*_ids("actors", claim.actors), *_ids("places", claim.places)],
        "quantity": [_quantity(each) for each in claim.quantities],
        "wording": claim.wording,
        **_remarks(claim),
    }


def _annotation(claim: Claim) -> Node:
    """Where a claim is in the document of its source."""
    target: Node = {"type": "SpecificResource", "source": f"documents:{claim.source}"}
    node: Node = {
        "id": f"annotations:{claim.id}",
        "type": ["Annotation", "prov:Entity"],
        "motivation": "linking",
        "body": f"claims:{claim.id}",
        "target": target,
    }
    if claim.passage is not None:
        target["selector"] = _selectors(claim.passage)
        node["paragraph"] = claim.passage.paragraph
    if claim.row is not None:
        target["selector"] = {"type": "RowSelector", "column": claim.row.column, "key": claim.row.key}
    return node


def _selectors(passage: Passage) -> list[Node]:
    """A passage by its position, and by its first and last words, with straight quotes."""
    end = len(passage.ends)
    return [
        {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
        {
            "type": "RangeSelector",
            "startSelector": {"type": "TextQuoteSelector", "exact": passage.begins},
            # A range ends where the text of its second selector begins, so that text is the empty one after the words.
            "endSelector": {
                "type": "TextQuoteSelector",
                "exact": passage.ends,
                "refinedBy": {"type": "TextPositionSelector", "start": end, "end": end},
            },
        },
    ]


def _quantity(quantity: Quantity) -> Node:
    return _present(
        {
            "type": "QuantitativeValue",
            "measure": f"measures:{quantity.measure}",
            "minValue": quantity.low,
            "maxValue": quantity.high,
            "value": quantity.best,
            "approximate": quantity.approximate,
            "wording": quantity.wording,
        }
    )


def _actor(actor: Actor, dataset: Dataset) -> Node:
    kind = "Person" if actor.kind is ActorKind.PERSON else "Organization"
    return {
        "type": [kind, f"prov:{kind}", "prov:Agent"],
        "name": actor.name,
        "alternateName": actor.aliases,
        "kind": actor.kind.value,
        "description": actor.description,
        "actedOnBehalfOf": _ids("actors", actor.part_of),
        **_identifiers(actor.identifiers),
    }


def _place(place: Place, dataset: Dataset) -> Node:
    wikidata, at = place.identifiers.wikidata, place.coordinates
    whole = None if place.within is None else f"places:{place.within}"
    part = {"relationType": "gvp:broaderPartitive", "relationTo": whole}
    return {
        "type": ["Place", "Feature"],
        "name": place.name,
        "alternateName": place.aliases,
        "kind": place.kind.value,
        "containedInPlace": whole,
        **_identifiers(place.identifiers),
        "note": place.note,
        "properties": {"title": place.name},
        "names": [{"toponym": name} for name in (place.name, *place.aliases)],
        "types": [{"label": place.kind.value}],
        "geometry": None
        if at is None
        else {
            "type": ["Point", "GeoCoordinates"],
            "coordinates": [float(at.longitude), float(at.latitude)],
            "latitude": float(at.latitude),
            "longitude": float(at.longitude),
            "precision": at.precision.value,
            "certainty": _CERTAINTY.get(at.precision, "uncertain"),
            "citations": [{"label": at.source}],
        },
        "relations": [] if whole is None else [part],
        "exactMatch": None if wikidata is None else f"wd:{wikidata}",
    }


def _measure(measure: Measure, dataset: Dataset) -> Node:
    return {
        "type": "Measure",
        "name": measure.name,
        "unitText": measure.unit,
        "description": measure.description,
    }


def _event(event: Event, dataset: Dataset) -> Node:
    sides = event.sides if isinstance(event, Battle) else ()
    outcome = event.outcome if isinstance(event, Battle) else ()
    return {
        "type": ["Event", "prov:Entity"],
        "name": event.name,
        "kind": event.kind.value,
        **_times(event, dataset),
        "location": _ids("places", event.places),
        "hasActor": _ids("actors", dict.fromkeys(each.actor for each in event.participants)),
        "participation": [
            {"type": "Role", "actor": f"actors:{each.actor}", "roleName": each.role} for each in event.participants
        ],
        "superEvent": None if event.part_of is None else f"events:{event.part_of}",
        "side": [
            {"name": side.name, "actor": _ids("actors", side.actors), "commander": _ids("actors", side.commanders)}
            for side in sides
        ],
        "outcome": _ids("claims", outcome),
        "victor": event.victor if isinstance(event, Battle) else None,
        "begins": _lives(event.begins),
        "ends": _lives(event.ends),
        **_identifiers(event.identifiers),
        **_remarks(event),
    }


def _lives(lives: Lives) -> list[Node]:
    return [{"actor": f"actors:{actor}", "wasDerivedFrom": _ids("claims", claims)} for actor, claims in lives]


def _relationship(tie: Relationship, dataset: Dataset) -> Node:
    return {
        "type": ["Relationship", "prov:Entity"],
        "kind": tie.kind.value,
        "subject": f"actors:{tie.subject}",
        "object": f"actors:{tie.object}",
        "directed": tie.kind.directed,
        "allied": tie.kind in ALLIED,
        "form": [form.value for form in tie.forms],
        **_times(tie, dataset),
        **_remarks(tie),
    }


def _disagreement(dispute: Disagreement, dataset: Dataset) -> Node:
    return {
        "type": "Disagreement",
        "text": dispute.question,
        "kind": dispute.kind.value,
        "answer": [{"text": each.answer, "claim": _ids("claims", each.claims)} for each in dispute.positions],
        "note": dispute.note,
    }


_NODE_OF: Final[Mapping[str, Callable[[Any, Dataset], Node]]] = {
    "source": _source,
    "claim": _claim,
    "actor": _actor,
    "place": _place,
    "measure": _measure,
    "event": _event,
    "relationship": _relationship,
    "disagreement": _disagreement,
}


def _times(record: Event | Relationship, dataset: Dataset) -> Node:
    """The time of a record, the doubt about it, and the claims about it."""
    times = dataset.chronology.times(record)
    reach = None
    if times.reach is not None:
        first, last = times.reach
        reach = _present({"type": "Reach", "reachStart": _day(first), "reachEnd": _day(last)})
    return {
        **_span(record.when),
        **_limits(times.worlds.possible),
        "reach": reach,
        "asserted": times.asserted,
        "doubtful": times.worlds.doubtful,
        "dating": [{"accordingTo": f"sources:{source}", **_span(span)} for source, span in record.dates],
        "order": [
            {
                "word": line.word.value,
                "other": f"{'events' if line.other in dataset.events else 'sources'}:{line.other}",
                "wasDerivedFrom": _ids("claims", line.evidence),
            }
            for line in record.order
        ],
        "wasDerivedFrom": _ids("claims", record.evidence),
    }


def _span(span: TimeSpan | None, text: str = "when", strict: str = "date") -> Node:
    """A time-span as the record has it, and as strict EDTF, which has no one-of range as the end of an interval."""
    if span is None:
        return {}
    return {
        text: span.text,
        strict: span.to_edtf().text,
        "approximate": span.approximate,
        "uncertain": span.uncertain,
    }


def _limits(bounds: Bounds) -> Node:
    return {
        "earliestStart": _day(bounds.earliest_start),
        "latestStart": _day(bounds.latest_start),
        "earliestEnd": _day(bounds.earliest_end),
        "latestEnd": _day(bounds.latest_end),
        "openStart": bounds.latest_start == PAST,
        "openEnd": bounds.earliest_end == FUTURE,
    }


def _day(day: date) -> str | None:
    return None if day in (PAST, FUTURE) else day.isoformat()


def _identifiers(identifiers: Identifiers | EventIdentifiers) -> Node:
    known = attrs.asdict(identifiers, filter=lambda field, value: value is not None)
    wikidata = known.pop("wikidata", None)
    return {
        "sameAs": None if wikidata is None else f"wd:{wikidata}",
        "identifier": [{"type": "PropertyValue", "propertyID": name, "value": value} for name, value in known.items()],
    }


def _remarks(record: Source | Claim | Event | Relationship) -> Node:
    return {"inferred": record.inferred, "note": record.note}


def _ids(kind: str, ids: Any) -> list[str]:
    return [f"{kind}:{id}" for id in ids]


def _present(node: Node) -> Node:
    """A node without the keys that have no value, and with lists instead of tuples."""
    kept = {name: list(value) if isinstance(value, tuple) else value for name, value in node.items()}
    return {name: value for name, value in kept.items() if value is not None and value != []}
