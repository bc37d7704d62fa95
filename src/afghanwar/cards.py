"""Cards: records and answers as HTML for a notebook, with links to the passages behind them.

A record does not know its dataset, so its class cannot define its card. This module adds ``_repr_html_`` to each class
of records.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from afghanwar.actors import Actor
from afghanwar.claims import Claim, ClaimId, Quantity
from afghanwar.dataset.dataset import Dataset
from afghanwar.disagreements import Disagreement
from afghanwar.events import Event
from afghanwar.kinds import KINDS, AnyRecord, as_records, kind_of
from afghanwar.measures import Measure
from afghanwar.places import Place
from afghanwar.queries.compare import Comparison
from afghanwar.queries.scope import Sources, scope
from afghanwar.relationships import Relationship
from afghanwar.rows import FlatRow, check_from, to_rows
from afghanwar.seeds.load import load
from afghanwar.sources import Source

_ESCAPED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_WINDOW: Final = '<div style="max-height:30em;overflow:auto">'
"""Long content scrolls within the notebook."""

_CLAIM: Final = {
    "Claim": "says",
    "Source": "labels",
    "Paragraph": "paragraph",
    "Stated as": "modality",
    "Speaker": "speaker_name",
}
_SHARED: Final = {"When": "time", "Sources": "labels", "Asserted": "in_own_voice"}
_COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "source": {"Title": "title", "Kind": "kind", "Published": "time", "Claims": "claim_count"},
    "claim": _CLAIM,
    "comparison": {**_CLAIM, "Question": "questions", "Answer": "answers"},
    "quantity": {
        "What": "measure_name", "Number": "wording", "Unit": "unit", "Claim": "says", "Source": "labels"
    },
    "actor": {"Name": "name", "Kind": "kind", "Description": "description", "Claims": "claim_count"},
    "place": {"Name": "name", "Kind": "kind", "Within": "within_name", "Events": "event_count"},
    "measure": {"Name": "name", "Unit": "unit", "Description": "description", "Claims": "claim_count"},
    "event": {"Event": "name", "Kind": "kind", "Where": "place_names", **_SHARED},
    "relationship": {"From": "subject_name", "Kind": "kind", "To": "object_name", **_SHARED},
    "disagreement": {"Question": "question", "Kind": "kind", "Answers": "positions", "Sources": "labels"},
}  # fmt: skip
"""The columns of each kind of table: a heading, and a column of the exported rows or of :func:`_in_words`."""


@attrs.frozen(eq=False, repr=False)
class Display:
    """A record or an answer for display: HTML in a notebook, lines of text elsewhere.

    Attributes:
        html: A card or a table.
        text: One line for each record.
    """

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def show(
    answer: AnyRecord | Iterable[AnyRecord | tuple[Claim, Quantity]] | Comparison,
    *,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> Display:
    """Show a record as a card, or the answer to a query as a table.

    >>> import afghanwar as aw
    >>> aw.show(aw.events_between("2001-12-06", "2001-12-17", of=aw.Battle))
    <Battle: Battle of Tora Bora, from 6 to 17 December 2001, battle>

    Args:
        answer: A record, records of one kind, pairs of a claim and a quantity, or a comparison.
        according_to: The source or sources whose view the records are from, as in the query that returned them.
        dataset: The dataset that the records are from; the bundled one by default.

    Returns:
        An object that a notebook displays as HTML and a prompt as text.

    Raises:
        TypeError: The answer is neither a record nor several records.
        ValueError: The records are of several kinds, or one differs from the dataset's because it is from a view.
        UnknownRecordError: The dataset has no such record.
    """
    _, view = scope(dataset, according_to)
    if isinstance(answer, AnyRecord):
        check_from(view, answer)
        return Display(_card(answer, view), repr(answer))
    if isinstance(answer, Comparison):
        claims = [claim for said in answer.claims for claim in said]
        return _answer("comparison", claims, to_rows(answer, dataset=view), view)
    records = as_records(answer)
    kinds = ["quantity" if isinstance(each, tuple) else kind_of(each).name for each in records[:1]]
    return _answer("".join(kinds), records, to_rows(records, dataset=view), view)


def _answer(kind: str, records: Iterable[object], rows: Iterable[FlatRow], dataset: Dataset) -> Display:
    if not rows:
        return Display("<p>no records</p>", "no records")
    return Display(_table(_COLUMNS[kind], rows, dataset), "\n".join(map(repr, records)))


def _table(columns: Mapping[str, str], rows: Iterable[FlatRow], dataset: Dataset) -> str:
    heads = "".join(f"<th>{head}</th>" for head in columns)
    lines = []
    for row in rows:
        cells = _in_words(row, dataset)
        lines.append("".join(f"<td>{_text(cells[column])}</td>" for column in columns.values()))
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"{_WINDOW}<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"


def _in_words(row: FlatRow, dataset: Dataset) -> FlatRow:
    """A row with three more columns: its time, the labels of its sources, and whether one of them asserts it."""
    ids = str(row.get("sources") or row.get("source") or "").split("; ")
    labels = ", ".join(dataset.sources[id].label for id in ids if id)
    time, asserted = row.get("when_english") or "undated", "yes" if row.get("asserted") else "no"
    return {**row, "time": time, "labels": labels, "in_own_voice": asserted}


def _card(record: AnyRecord, dataset: Dataset) -> str:
    """A card; records that the dataset does not have are shown by id."""
    facts = "".join(f"<tr><th>{head}</th><td>{_text(cell)}</td></tr>" for head, cell in _facts(record, dataset) if cell)
    evidence = "".join(f"<li>{_evidence(id, dataset)}</li>" for id in _claims_of(record))
    head = f"<b>{_text(_title(record, dataset))}</b>"
    return f"{_WINDOW}{head}<table>{facts}</table>{f'<ul>{evidence}</ul>' if evidence else ''}</div>"


def _title(record: AnyRecord, dataset: Dataset) -> str:
    match record:
        case Claim():
            return record.says
        case Source():
            return record.title
        case Disagreement():
            return record.question
        case Relationship():
            names = (_name(dataset.actors.get(id), id) for id in (record.subject, record.object))
            return (" to " if record.kind.directed else " and ").join(names)
    return record.name


def _facts(record: AnyRecord, dataset: Dataset) -> Iterator[tuple[str, str]]:
    match record:
        case Event() | Relationship():
            yield "Kind", record.kind.value
            yield "When", "undated" if record.when is None else record.when.humanize()
            if len(record.dates) > 1:
                for id, span in record.dates:
                    source = dataset.sources.get(id)
                    yield f"by {_text(id if source is None else source.label)}", span.humanize()
            if isinstance(record, Event):
                yield "Where", ", ".join(_name(dataset.places.get(id), id) for id in record.places)
                actors = dict.fromkeys(each.actor for each in record.participants)
                yield "Who", ", ".join(_name(dataset.actors.get(id), id) for id in actors)
        case Disagreement():
            yield "Kind", record.kind.value
            yield "Answers", "; ".join(position.answer for position in record.positions)
        case Claim():
            yield "Stated as", record.modality.value
            yield "When", "" if record.when is None else record.when.humanize()
        case Source():
            yield "Kind", record.kind.value
            yield "Published", "not stated" if record.published is None else record.published.humanize()
            yield "Stance", record.stance
        case Actor() | Measure():
            yield "About", record.description
        case _:
            yield "Kind", record.kind.value
            yield "Within", "" if record.within is None else _name(dataset.places.get(record.within), record.within)
    yield "Note", getattr(record, "note", None) or ""


def _claims_of(record: AnyRecord) -> tuple[ClaimId, ...]:
    match record:
        case Event() | Relationship():
            return record.evidence
        case Disagreement():
            return tuple(id for position in record.positions for id in position.claims)
        case Claim():
            return (record.id,)
    return ()


def _evidence(id: ClaimId, dataset: Dataset) -> str:
    """What a claim says, with a link to its passage in the published source."""
    from urllib.parse import quote

    claim = dataset.claims.get(id)
    if claim is None:
        return _text(id)
    source = dataset.sources[claim.source]
    place = f"{_text(source.label)}, {claim.locator.unit} {_text(claim.locator.place)}"
    if source.url is not None and claim.passage is not None:
        # Browsers that support text fragments highlight the words; others only open the page.
        place = f'<a href="{_text(source.url)}#:~:text={quote(claim.passage.begins)}">{place}</a>'
    return f"{_text(claim.says)} ({place})"


def _name(record: Actor | Place | None, id: str) -> str:
    return id if record is None else record.name


def _text(value: object) -> str:
    return "" if value is None else str(value).translate(_ESCAPED)


def _repr_html_(record: AnyRecord) -> str:
    return _card(record, load())


for _kind in KINDS:
    _kind.record._repr_html_ = _repr_html_  # type: ignore[union-attr]
