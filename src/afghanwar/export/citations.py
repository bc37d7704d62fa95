"""Citations: sources as CSL-JSON and as BibTeX, for reference managers, citation processors and LaTeX."""

import re
from collections.abc import Iterable
from typing import Any, Final

from afghanwar.citations import Citable, Citation, citations_of
from afghanwar.dataset.dataset import Dataset
from afghanwar.kinds import as_records
from afghanwar.queries.scope import scope
from afghanwar.sources import Source, SourceKind
from afghanwar.timespan import TimeSpan
from afghanwar.timespan.bounds import FUTURE, PAST

_TYPES: Final = {
    SourceKind.ENCYCLOPEDIA: ("entry-encyclopedia", "container-title"),
    SourceKind.NEWS_ARTICLE: ("article-newspaper", "container-title"),
    SourceKind.ANALYSIS: ("report", "publisher"),
    SourceKind.DATASET: ("dataset", "publisher"),
}
"""The CSL type of a source, and the variable that holds its publisher; styles hide the publisher of a periodical."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

_LATEX: Final = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_"},
        # BibTeX counts braces, even after a backslash.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_IN_ADDRESS: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "\n": "%0A"})


def to_csl(records: Iterable[Citable | str], *, dataset: Dataset | None = None) -> list[dict[str, Any]]:
    """Describe the sources of records in CSL-JSON, which Zotero, pandoc and other citation processors read.

    >>> import afghanwar as aw
    >>> [item] = to_csl(aw.claims(text="opium harvest"))
    >>> item["id"], item["type"], item["title"]
    ('historica-war', 'entry-encyclopedia', 'Afghanistan War')

    Args:
        records: Sources, claims, events, relationships or disagreements, or their ids or names.
        dataset: The dataset that the records are from; the bundled one by default.

    Returns:
        One item per source, sorted by id, with the id of the source. ``issued`` has the date as precisely as it is
        given, or the first and the last possible day with ``circa``, or an English text if a side is unbounded.
        ``note`` has the EDTF string of a date with ``circa``, and the names of the inferred fields. An author is a
        ``literal`` name, because the dataset does not say which part of it is the family name. Paragraphs do not
        belong in an item: see :func:`to_csl_citations`.

    Raises:
        TypeError: One of them is neither a record nor a string.
        UnknownRecordError: One of them is a record of another kind, or the dataset has no such record.
        AmbiguousNameError: More than one record has that name.
    """
    return [_item(source) for source in _sources(records, dataset)]


def to_csl_citations(records: Iterable[Citable | str], *, dataset: Dataset | None = None) -> list[list[dict[str, Any]]]:
    """Describe in CSL-JSON where the passages of each record are in their sources, for footnotes.

    >>> import afghanwar as aw
    >>> to_csl_citations(["Battle of Tora Bora"])
    [[{'id': 'historica-tora-bora', 'label': 'paragraph', 'locator': '1, 4, 7'}]]

    Args:
        records: Sources, claims, events, relationships or disagreements, or their ids or names.
        dataset: The dataset that the records are from; the bundled one by default.

    Returns:
        For each record, in the given order, a list of cite-items, one per source, sorted by id. ``id`` refers to the
        item from :func:`to_csl`; ``locator`` has the paragraphs; ``suffix`` has the first words if there is only one
        passage, or the keys of the rows of a dataset.

    Raises:
        TypeError: One of them is neither a record nor a string.
        UnknownRecordError: One of them is a record of another kind, or the dataset has no such record.
        AmbiguousNameError: More than one record has that name.
    """
    return [[_cite_item(each) for each in citations_of(record, dataset=dataset)] for record in as_records(records)]


def to_bibtex(records: Iterable[Citable | str], *, dataset: Dataset | None = None) -> str:
    r"""Describe the sources of records in BibTeX, for LaTeX.

    The key of an entry is the id of the source: write ``\cite[para.~2]{historica-war}``.

    >>> import afghanwar as aw
    >>> print(to_bibtex(aw.claims(text="opium harvest")))
    @misc{historica-war,
      title = {{Afghanistan War}},
      howpublished = {Historica Wiki (Fandom)},
      url = {https://historica.fandom.com/wiki/Afghanistan_War},
    }
    <BLANKLINE>

    Args:
        records: Sources, claims, events, relationships or disagreements, or their ids or names.
        dataset: The dataset that the records are from; the bundled one by default.

    Returns:
        One entry per source, sorted by id, with the special characters of LaTeX escaped; other characters are kept, so
        write it as UTF-8. The year and the month are given if they are known; ``note`` has the date in English if that
        says more, and the inferred fields.

    Raises:
        TypeError: One of them is neither a record nor a string.
        UnknownRecordError: One of them is a record of another kind, or the dataset has no such record.
        AmbiguousNameError: More than one record has that name.
    """
    return "\n".join(_entry(source) for source in _sources(records, dataset))


def _sources(records: Iterable[Citable | str], dataset: Dataset | None) -> list[Source]:
    whole, _ = scope(dataset, None)
    cited = (each for record in as_records(records) for each in citations_of(record, dataset=whole))
    found = {each.source.id: each.source for each in cited}
    return [found[id] for id in sorted(found)]


def _item(source: Source) -> dict[str, Any]:
    kind, publisher = _TYPES[source.kind]
    item: dict[str, Any] = {"id": source.id, "type": kind, "title": source.title}
    if source.authors:
        item["author"] = [{"literal": author} for author in source.authors]
    if source.publisher is not None:
        item[publisher] = source.publisher
    if source.published is not None:
        item["issued"] = _csl_date(source.published)
    if source.url is not None:
        item["URL"] = source.url
    notes = [_inferred(source)]
    if source.published is not None and "circa" in item["issued"]:
        notes.insert(0, f"published {source.published.text} (EDTF)")
    if any(notes):
        item["note"] = "; ".join(filter(None, notes))
    return item


def _csl_date(span: TimeSpan) -> dict[str, Any]:
    date: dict[str, Any] = {}
    written = [_DATE.fullmatch(side.rstrip("?~%")) for side in span.text.split("/")]
    parts = [[int(part) for part in side.groups() if part is not None] for side in written if side is not None]
    bounds = span.bounds
    if len(parts) == len(written) and all(len(side) < 2 or side[1] <= 12 for side in parts):
        date["date-parts"] = parts
    elif len(parts) == len(written) == 1 and parts[0][1] in (21, 22, 23, 24):
        date |= {"date-parts": [parts[0][:1]], "season": parts[0][1] - 20}
    elif bounds.earliest_start > PAST and bounds.latest_end < FUTURE:
        days = (bounds.earliest_start, bounds.latest_end)
        date |= {"date-parts": [[day.year, day.month, day.day] for day in days], "circa": True}
    else:
        date["literal"] = span.humanize()
    if span.approximate or span.uncertain:
        date["circa"] = True
    return date


def _cite_item(citation: Citation) -> dict[str, Any]:
    item: dict[str, Any] = {"id": citation.source.id}
    if citation.passages:
        item |= {"label": "paragraph", "locator": citation.paragraphs}
    if len(citation.passages) == 1:
        item["suffix"] = f", at “{citation.passages[0].begins}”"
    if citation.rows:
        # CSL has no label for a row of a table.
        item["suffix"] = f", row{'s' if len(citation.rows) > 1 else ''} {citation.keys}"
    return item


def _entry(source: Source) -> str:
    fields = {
        "author": " and ".join(map(_bibtex_name, source.authors)),
        # Inner braces keep the capitals of a title.
        "title": f"{{{_latex(source.title)}}}",
        "howpublished": _latex(source.publisher or ""),
        **_bibtex_date(source),
        "url": (source.url or "").translate(_IN_ADDRESS),
    }
    lines = [f"  {name} = {{{text}}},\n" for name, text in fields.items() if text]
    return f"@misc{{{source.id},\n{''.join(lines)}}}\n"


def _bibtex_date(source: Source) -> dict[str, str]:
    span, notes = source.published, [_inferred(source)]
    if span is None:
        return {"note": _latex(notes[0])}
    first, last = span.bounds.earliest_start, span.bounds.latest_end
    same_year = first.year == last.year
    if same_year and not re.fullmatch(r"\d{4}(-\d\d)?", span.text):
        notes.insert(0, f"published {span.humanize()}")
    return {
        "year": str(first.year) if same_year else _latex(span.humanize()),
        "month": str(first.month) if same_year and first.month == last.month else "",
        "note": _latex("; ".join(filter(None, notes))),
    }


def _inferred(source: Source) -> str:
    """Which of the fields that a citation shows were inferred."""
    shown = [name for name in source.inferred if name in ("title", "authors", "publisher", "published", "url")]
    return f"inferred and not in the document: {', '.join(shown)}" if shown else ""


def _bibtex_name(name: str) -> str:
    """A name for BibTeX, in braces if BibTeX would read a part of it as a separator."""
    text = _latex(name)
    return f"{{{text}}}" if "," in text or " and " in text.lower() else text


def _latex(text: str) -> str:
    return " ".join(text.split()).translate(_LATEX)
