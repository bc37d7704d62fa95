"""Citations: the sources of a record and the paragraphs or rows in them, for footnotes."""

from itertools import groupby
from typing import Literal, TypeAlias, get_args

import attrs

from afghanwar.claims import Claim
from afghanwar.dataset.dataset import Dataset
from afghanwar.disagreements import Disagreement
from afghanwar.events import Event
from afghanwar.queries.claims import evidence_for
from afghanwar.queries.scope import Sources, resolve, scope
from afghanwar.queries.window import check_one_of
from afghanwar.relationships import Relationship
from afghanwar.sources import Passage, Row, Source

Citable: TypeAlias = Source | Claim | Event | Relationship | Disagreement
"""What can be cited: a whole source, or the passages and rows that a record rests on."""

Style: TypeAlias = Literal["text", "markdown"]
"""The format of a citation."""

_MOST_KEYS = 10
_IN_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>&~|#$"})
"""Escapes for the characters that have a meaning in Markdown."""
_IN_ADDRESS = str.maketrans({"<": "%3C", ">": "%3E", "\\": "%5C", " ": "%20", "\n": "%0A"})


@attrs.frozen(kw_only=True)
class Citation:
    """One source, and the cited passages or rows.

    Attributes:
        source: The source.
        passages: The passages, in the order of the text, without duplicates; empty for a whole source or a dataset.
        rows: The rows of a dataset, without duplicates.
    """

    source: Source
    passages: tuple[Passage, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def paragraphs(self) -> str:
        """The paragraph numbers of the passages, with consecutive numbers as a range: ``"2, 4–6"``.

        Paragraphs are counted as in :class:`~afghanwar.sources.Passage`: non-blank lines from 1, including the title
        and headings.
        """
        numbers = sorted({passage.paragraph for passage in self.passages})
        # Consecutive numbers have the same difference from their index in the list.
        runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
        return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)

    @property
    def keys(self) -> str:
        """The keys of the rows, at most the first ten: ``"187656, 187685"``."""
        more = len(self.rows) - _MOST_KEYS
        return ", ".join(row.key for row in self.rows[:_MOST_KEYS]) + (f" and {more} more" if more > 0 else "")


def citations_of(
    record: Citable | str, *, according_to: Sources | None = None, dataset: Dataset | None = None
) -> tuple[Citation, ...]:
    """Find the passages and rows that a record rests on, by source.

    >>> [(each.source.id, each.paragraphs) for each in citations_of("evacuation-of-bagram")]
    [('historica-war', '2'), ('socialistworld-2021', '8')]

    Args:
        record: A source, as a record; or a claim, an event, a relationship or a disagreement, or the id or name of one
            of these.
        according_to: The source or sources to cite; all by default.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        A citation for each source, by id; empty if those sources do not mention the record.

    Raises:
        UnknownRecordError: No record of these kinds has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: The argument is neither a record nor a string.
    """
    whole, view = scope(dataset, according_to)
    if isinstance(record, Source):
        return (Citation(source=view.sources[record.id]),) if whole.sources.find(record).id in view.sources else ()
    shelves = (whole.claims, whole.events, whole.relationships, whole.disagreements)
    found: tuple[Claim | Event | Relationship | Disagreement, ...] = resolve(record, *shelves, one=True)
    (named,) = found
    claims: tuple[Claim, ...]
    if isinstance(named, Claim):
        claims = (named,) if named.id in view.claims else ()
    else:
        claims = evidence_for(named, according_to=according_to, dataset=whole)
    by_source: dict[str, dict[Passage | Row, None]] = {}
    for claim in claims:
        by_source.setdefault(claim.source, {})[claim.locator] = None
    return tuple(
        Citation(
            source=whole.sources[id],
            passages=tuple(each for each in locators if isinstance(each, Passage)),
            rows=tuple(each for each in locators if isinstance(each, Row)),
        )
        for id, locators in by_source.items()
    )


def cite(
    record: Citable | str,
    *,
    style: Style = "text",
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> str:
    r"""Write a footnote for a record: each source, with the paragraphs or rows that the record rests on.

    Text in brackets was inferred by the curator and is not in the document. If a source has only one passage, the first
    words of the passage are added, to find it on a page without paragraph numbers.

    >>> import afghanwar as aw
    >>> print(aw.cite("historica-war/bagram-evacuated").replace(" https:", "\nhttps:"))
    Historica Wiki (Fandom), “Afghanistan War”, n.d., paragraph 2, at “evacuating Bagram Airbase on 2 July”,
    https://historica.fandom.com/wiki/Afghanistan_War.

    Args:
        record: A source, as a record; or a claim, an event, a relationship or a disagreement, or the id or name of one
            of these.
        style: ``"text"`` for plain text with URLs, ``"markdown"`` for titles that link to them.
        according_to: The source or sources to cite; all by default.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        One line: the sources by id, separated by semicolons, with a full stop; empty if those do not mention it.

    Raises:
        UnknownRecordError: No record of these kinds has that id or name.
        AmbiguousNameError: More than one has.
        ValueError: The style is unknown.
        TypeError: The argument is neither a record nor a string.
    """
    check_one_of("style", style, get_args(Style))
    found = citations_of(record, according_to=according_to, dataset=dataset)
    text = "; ".join(_written(each, markdown=style == "markdown") for each in found)
    # A text that ends with "n.d." already has a full stop.
    return text and f"{text.removesuffix('.')}."


def _written(citation: Citation, *, markdown: bool) -> str:
    source = citation.source

    def shown(field: str, text: str) -> str:
        text = " ".join(text.split())
        text = f"[{text}]" if field in source.inferred else text
        return text.translate(_IN_MARKDOWN) if markdown else text

    parts = []
    if source.authors:
        parts.append(shown("authors", ", ".join(source.authors)))
    elif source.publisher is not None:
        parts.append(shown("publisher", source.publisher))
    title = shown("title", source.title)
    parts.append(f"“[{title}](<{source.url.translate(_IN_ADDRESS)}>)”" if markdown and source.url else f"“{title}”")
    if source.authors and source.publisher is not None:
        parts.append(shown("publisher", source.publisher))
    parts.append("n.d." if source.published is None else shown("published", source.published.humanize()))
    if citation.passages:
        several = len({passage.paragraph for passage in citation.passages}) > 1
        parts.append(f"paragraph{'s' if several else ''} {citation.paragraphs}")
    if len(citation.passages) == 1:
        parts.append(f"at “{shown('', citation.passages[0].begins)}”")
    if citation.rows:
        parts.append(f"row{'s' if len(citation.rows) > 1 else ''} {shown('', citation.keys)}")
    if source.url is not None and not markdown:
        parts.append(shown("url", source.url))
    return ", ".join(parts)
