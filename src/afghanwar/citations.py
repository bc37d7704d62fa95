"""Citations: the sources of a record, and where in them, as a footnote needs it."""

from itertools import groupby
from typing import Literal, TypeAlias, get_args

import attrs

from afghanwar.claims import Claim
from afghanwar.dataset.dataset import Dataset
from afghanwar.disagreements import Disagreement
from afghanwar.events import Event
from afghanwar.queries.claims import evidence_for
from afghanwar.queries.scope import Sources, meant, scope
from afghanwar.queries.window import check_one_of
from afghanwar.relationships import Relationship
from afghanwar.sources import Passage, Row, Source

Citable: TypeAlias = Source | Claim | Event | Relationship | Disagreement
"""What can be cited: a source as a whole, or the passages and rows of claims."""

Style: TypeAlias = Literal["text", "markdown"]
"""How a citation is written."""

_MOST_KEYS = 10
_IN_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>&~|#$"})
"""What Markdown reads as a mark, escaped."""
_IN_ADDRESS = str.maketrans({"<": "%3C", ">": "%3E", "\\": "%5C", " ": "%20", "\n": "%0A"})


@attrs.frozen(kw_only=True)
class Citation:
    """One source, and the passages or rows in it.

    Attributes:
        source: The source.
        passages: The passages, in the order of the text, each once; empty for the source as a whole, and for a dataset.
        rows: The rows of a dataset, by their keys, each once.
    """

    source: Source
    passages: tuple[Passage, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def paragraphs(self) -> str:
        """The numbers of the paragraphs of the passages, with neighbours as a range: ``"2, 4–6"``.

        Paragraphs are counted as in :class:`~afghanwar.sources.Passage`: the lines that are not blank, from 1, the
        title and headings among them.
        """
        numbers = sorted({passage.paragraph for passage in self.passages})
        # What is next to each other has the same distance to its place in the list.
        runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
        return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)

    @property
    def keys(self) -> str:
        """The keys of the rows, the first ten of more: ``"187656, 187685"``."""
        more = len(self.rows) - _MOST_KEYS
        return ", ".join(row.key for row in self.rows[:_MOST_KEYS]) + (f" and {more} more" if more > 0 else "")


def citations_of(
    record: Citable | str, *, according_to: Sources | None = None, dataset: Dataset | None = None
) -> tuple[Citation, ...]:
    """Find the passages and rows that a record rests on, source by source.

    >>> [(each.source.id, each.paragraphs) for each in citations_of("evacuation-of-bagram")]
    [('historica-war', '2'), ('socialistworld-2021', '8')]

    Args:
        record: A source; or a claim, an event, a relationship or a disagreement, also by its id or name.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        A citation for each source, by id; empty where the record is not in the view of those sources.

    Raises:
        UnknownRecordError: None of these kinds has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: It is neither a record nor a text.
    """
    whole, view = scope(dataset, according_to)
    if isinstance(record, Source):
        return (Citation(source=view.sources[record.id]),) if whole.sources.find(record).id in view.sources else ()
    shelves = (whole.claims, whole.events, whole.relationships, whole.disagreements)
    named: tuple[Claim | Event | Relationship | Disagreement, ...] = meant(record, *shelves, one=True)
    claims: list[Claim] = []
    for each in named:
        if isinstance(each, Claim):
            claims += [each] if each.id in view.claims else []
        else:
            claims += evidence_for(each, according_to=according_to, dataset=whole)
    by_source: dict[str, dict[Passage | Row, None]] = {}
    for claim in claims:
        by_source.setdefault(claim.source, {})[claim.locator] = None
    return tuple(
        Citation(
            source=whole.sources[id],
            passages=tuple(each for each in found if isinstance(each, Passage)),
            rows=tuple(each for each in found if isinstance(each, Row)),
        )
        for id, found in by_source.items()
    )


def cite(
    record: Citable | str,
    *,
    style: Style = "text",
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> str:
    r"""Write the footnote of a record: each source, with the paragraphs, or the rows, that the record rests on.

    What is in brackets was inferred by the curator and is not in the document. A passage that is the only one of its
    source is also given by the words with which it begins, to be found where a page has no numbers.

    >>> import afghanwar as aw
    >>> print(aw.cite("historica-war/bagram-evacuated").replace(" https:", "\nhttps:"))
    Historica Wiki (Fandom), “Afghanistan War”, n.d., paragraph 2, at “evacuating Bagram Airbase on 2 July”,
    https://historica.fandom.com/wiki/Afghanistan_War.

    Args:
        record: A source; or a claim, an event, a relationship or a disagreement, also by its id or name.
        style: ``"text"`` for plain text with addresses, ``"markdown"`` for titles that link to them.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        One line: the sources by id, with semicolons between, and a full stop. Empty where the record is not in the view
        of those sources.

    Raises:
        UnknownRecordError: None of these kinds has that id or name.
        AmbiguousNameError: More than one has.
        ValueError: There is no such style.
        TypeError: It is neither a record nor a text.
    """
    check_one_of("style", style, get_args(Style))
    found = citations_of(record, according_to=according_to, dataset=dataset)
    text = "; ".join(_written(each, markdown=style == "markdown") for each in found)
    # What ends with "n.d." has its full stop.
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
