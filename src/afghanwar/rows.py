"""Rows: records as flat dicts for data frames and spreadsheets, with names next to ids and certainty next to dates."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias

import attrs

from afghanwar.actors import Actor
from afghanwar.battles import Battle
from afghanwar.claims import Claim, Quantity
from afghanwar.dataset.dataset import Dataset
from afghanwar.disagreements import Disagreement
from afghanwar.errors import quoted
from afghanwar.events import Event
from afghanwar.kinds import AnyRecord, as_records, kind_of
from afghanwar.measures import Measure
from afghanwar.places import Place
from afghanwar.queries.compare import Comparison
from afghanwar.queries.scope import Sources, scope
from afghanwar.relationships import ALLIED, Relationship
from afghanwar.sources import Source
from afghanwar.timespan import TimeSpan
from afghanwar.timespan.columns import columns_of
from afghanwar.timespan.worlds import UNDATED, Worlds

Value: TypeAlias = str | int | float | bool | None
"""The value of a cell."""

FlatRow: TypeAlias = dict[str, Value]
"""The cells of one record, by column."""


def to_rows(
    records: Iterable[AnyRecord | tuple[Claim, Quantity]] | Comparison,
    *,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> list[FlatRow]:
    """Make a flat dict from each record, with the same keys in the same order for all records of a kind.

    ``pandas.DataFrame``, ``polars.DataFrame`` and ``csv.DictWriter`` accept them without conversion. The page "Rows" of
    the reference explains the columns.

    >>> import afghanwar as aw
    >>> [row] = aw.to_rows(aw.events_between("2001-12-06", "2001-12-17", match="certain", of=aw.Battle))
    >>> row["name"], row["when"], row["place_names"], row["asserted"]
    ('Battle of Tora Bora', '2001-12-06/2001-12-17', 'Tora Bora', True)

    Args:
        records: Records of one kind, such as the answer to a query; battles are events. Or pairs of a claim and a
            quantity, as :func:`~afghanwar.queries.numbers.quantities_of` returns them. Or a comparison of sources, for
            rows of its claims, source by source.
        according_to: The source or sources of the view that the records are from, as in the query that returned them.
        dataset: The dataset that the records are from; the bundled one by default.

    Returns:
        A row for each record, in the same order. Days are strings in ISO 8601 format, ``None`` if a time is unbounded;
        several values are joined into one string with ``"; "``.

    Raises:
        TypeError: One of them is not a record.
        ValueError: They are of several kinds, or a record differs from that of the dataset, because it is from a view.
        UnknownRecordError: The dataset has no such record.
    """
    _, view = scope(dataset, according_to)
    if isinstance(records, Comparison):
        return _comparison(records, view)
    given = as_records(records)
    kinds = {"quantity" if _is_quantity(each) else kind_of(each).name: None for each in given}
    if len(kinds) > 1:
        raise ValueError(f"the records are of several kinds, {', '.join(kinds)}; pass one kind at a time")
    for each in given:
        check_from(view, each[0] if isinstance(each, tuple) else each)
    return [_ROW_OF[kind](each, view) for kind in kinds for each in given]


def _is_quantity(given: object) -> bool:
    """Return whether it is a pair of a claim and a quantity."""
    return isinstance(given, tuple) and [type(each) for each in given] == [Claim, Quantity]


def _comparison(compared: Comparison, dataset: Dataset) -> list[FlatRow]:
    answers: dict[str, list[tuple[Disagreement, str]]] = {}
    for dispute in compared.disagreements:
        for position in dispute.positions:
            for id in position.claims:
                answers.setdefault(id, []).append((dispute, position.answer))
    claims = [claim for said in compared.claims for claim in said]
    rows = to_rows(claims, dataset=dataset)
    for claim, row in zip(claims, rows, strict=True):
        given = answers.get(claim.id, [])
        row["disagreements"] = _several(dispute.id for dispute, _ in given)
        row["questions"] = _several(dispute.question for dispute, _ in given)
        row["answers"] = _several(answer for _, answer in given)
    return rows


def check_from(dataset: Dataset, record: AnyRecord) -> None:
    """Check that a record is from a dataset.

    Raises:
        ValueError: It differs from the one in the dataset, because it is from a view.
        UnknownRecordError: The dataset has no such record.
    """
    if getattr(dataset, kind_of(record).shelf)[record.id] != record:
        advice = "pass its dataset, and the sources of its view as according_to"
        raise ValueError(f"{quoted(record.id)} differs from the record of the dataset; {advice}")


def _source(source: Source, dataset: Dataset) -> FlatRow:
    return {
        "id": source.id,
        "title": source.title,
        "authors": _several(source.authors),
        "publisher": source.publisher,
        **_time(source.published, _worlds(source.published)),
        "kind": source.kind.value,
        "url": source.url,
        "stance": source.stance,
        "licence": source.licence,
        "file": source.document.file,
        "claim_count": len(dataset.indexes.claims.where("source", [source.id])),
        **_remarks(source),
    }


def _claim(claim: Claim, dataset: Dataset) -> FlatRow:
    return {
        **_said(claim, dataset),
        "actors": _several(claim.actors),
        "actor_names": _names(claim.actors, dataset.actors),
        "places": _several(claim.places),
        "place_names": _names(claim.places, dataset.places),
        "quantities": _several(quantity.wording for quantity in claim.quantities),
        "wording": claim.wording,
        **_where(claim),
        **_remarks(claim),
    }


def _where(claim: Claim) -> FlatRow:
    passage, row = claim.passage, claim.row
    return {
        "paragraph": None if passage is None else passage.paragraph,
        "begins": None if passage is None else passage.begins,
        "ends": None if passage is None else passage.ends,
        "start": None if passage is None else passage.start,
        "end": None if passage is None else passage.end,
        "row": None if row is None else row.key,
    }


def _quantity(pair: tuple[Claim, Quantity], dataset: Dataset) -> FlatRow:
    claim, quantity = pair
    measure = dataset.measures[quantity.measure]
    return {
        "measure": measure.id,
        "measure_name": measure.name,
        "unit": measure.unit,
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "best": _number(quantity.best),
        "number_approximate": quantity.approximate,
        "wording": quantity.wording,
        **_said(claim, dataset),
    }


def _said(claim: Claim, dataset: Dataset) -> FlatRow:
    return {
        "id": claim.id,
        "source": claim.source,
        "source_title": dataset.sources[claim.source].title,
        "says": claim.says,
        "modality": claim.modality.value,
        "speaker": claim.attributed_to,
        "speaker_name": None if claim.attributed_to is None else dataset.actors[claim.attributed_to].name,
        **_time(claim.when, _worlds(claim.when)),
    }


def _actor(actor: Actor, dataset: Dataset) -> FlatRow:
    indexes = dataset.indexes
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "aliases": _several(actor.aliases),
        "description": actor.description,
        "part_of": _several(actor.part_of),
        "part_of_names": _names(actor.part_of, dataset.actors),
        **attrs.asdict(actor.identifiers),
        "claim_count": len(indexes.claims.where("actor", [actor.id])),
        "event_count": len(indexes.events.where("actor", [actor.id])),
        "relationship_count": len(indexes.relationships.where("actor", [actor.id])),
    }


def _place(place: Place, dataset: Dataset) -> FlatRow:
    at = place.coordinates
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind.value,
        "aliases": _several(place.aliases),
        "within": place.within,
        "within_name": None if place.within is None else dataset.places[place.within].name,
        "latitude": None if at is None else _number(at.latitude),
        "longitude": None if at is None else _number(at.longitude),
        "precision": None if at is None else at.precision.value,
        "coordinates_source": None if at is None else at.source,
        **attrs.asdict(place.identifiers),
        "claim_count": len(dataset.indexes.claims.where("place", [place.id])),
        "event_count": len(dataset.indexes.events.where("place", [place.id])),
        "note": place.note,
    }


def _measure(measure: Measure, dataset: Dataset) -> FlatRow:
    return {
        "id": measure.id,
        "name": measure.name,
        "unit": measure.unit,
        "description": measure.description,
        "claim_count": len(dataset.indexes.claims.where("measure", [measure.id])),
    }


def _event(event: Event, dataset: Dataset) -> FlatRow:
    actors = [each.actor for each in event.participants]
    return {
        "id": event.id,
        "name": event.name,
        "kind": event.kind.value,
        **_told(event, dataset),
        "places": _several(event.places),
        "place_names": _names(event.places, dataset.places),
        "participants": _several(actors),
        "participant_names": _names(actors, dataset.actors),
        "participant_roles": _several(each.role for each in event.participants),
        "participant_count": len(set(actors)),
        "sides": _several(side.name for side in event.sides) if isinstance(event, Battle) else None,
        "victor": event.victor if isinstance(event, Battle) else None,
        "part_of": event.part_of,
        "part_of_name": None if event.part_of is None else dataset.events[event.part_of].name,
        **attrs.asdict(event.identifiers),
        **_evidence(event.evidence, dataset),
        **_remarks(event),
    }


def _relationship(tie: Relationship, dataset: Dataset) -> FlatRow:
    return {
        "id": tie.id,
        "kind": tie.kind.value,
        "subject": tie.subject,
        "subject_name": dataset.actors[tie.subject].name,
        "object": tie.object,
        "object_name": dataset.actors[tie.object].name,
        "directed": tie.kind.directed,
        "allied": tie.kind in ALLIED,
        "forms": _several(form.value for form in tie.forms),
        **_told(tie, dataset),
        **_evidence(tie.evidence, dataset),
        **_remarks(tie),
    }


def _disagreement(dispute: Disagreement, dataset: Dataset) -> FlatRow:
    return {
        "id": dispute.id,
        "question": dispute.question,
        "kind": dispute.kind.value,
        "positions": _several(position.answer for position in dispute.positions),
        "position_count": len(dispute.positions),
        **_evidence([claim for position in dispute.positions for claim in position.claims], dataset),
        "note": dispute.note,
    }


_ROW_OF: Final[Mapping[str, Callable[[Any, Dataset], FlatRow]]] = {
    "source": _source,
    "claim": _claim,
    "quantity": _quantity,
    "actor": _actor,
    "place": _place,
    "measure": _measure,
    "event": _event,
    "relationship": _relationship,
    "disagreement": _disagreement,
}


def _told(record: Event | Relationship, dataset: Dataset) -> FlatRow:
    times = dataset.chronology.times(record)
    return {
        **_time(record.when, times.worlds),
        "dates": _several(f"{source}: {span}" for source, span in record.dates),
        "asserted": times.asserted,
    }


def _time(when: TimeSpan | None, worlds: Worlds) -> FlatRow:
    return {
        "when": None if when is None else when.text,
        "when_english": None if when is None else when.humanize(),
        "approximate": None if when is None else when.approximate,
        "uncertain": None if when is None else when.uncertain,
        **{name: str(cell) if isinstance(cell, date) else cell for name, cell in columns_of(worlds).items()},
    }


def _evidence(claims: Sequence[str], dataset: Dataset) -> FlatRow:
    sources = sorted({dataset.claims[id].source for id in claims})
    return {
        "sources": _several(sources),
        "source_titles": _several(dataset.sources[id].title for id in sources),
        "source_count": len(sources),
        "claim_count": len(set(claims)),
    }


def _remarks(record: Source | Claim | Event | Relationship) -> FlatRow:
    return {"inferred": _several(record.inferred), "note": record.note}


def _worlds(span: TimeSpan | None) -> Worlds:
    return UNDATED if span is None else span.worlds


def _several(values: Iterable[str]) -> str | None:
    return "; ".join(values) or None


def _names(ids: Sequence[str], shelf: Any) -> str | None:
    return _several(shelf[id].name for id in ids)


def _number(value: float | None) -> float | None:
    # Always a float: a data frame infers the type of a column from its first rows, and could truncate later values.
    return None if value is None else float(value)
