"""Sources: published works, their documents, and places in a document: passages of a text, rows of a table."""

import re
from enum import Enum
from typing import ClassVar, NewType

import attrs

from afghanwar.summaries import summary
from afghanwar.timespan import TimeSpan

SourceId = NewType("SourceId", str)
"""The id of a source."""


class SourceKind(Enum):
    """What kind of work a source is."""

    ENCYCLOPEDIA = "encyclopedia"
    """A page of a work of reference, whoever wrote it."""

    NEWS_ARTICLE = "news-article"
    """A report or comment on the news of its time."""

    ANALYSIS = "analysis"
    """A study that explains and judges, by a named author."""

    DATASET = "dataset"
    """A table in which each row is about one thing; its claims point to rows instead of passages."""


@attrs.frozen(kw_only=True)
class Aside:
    """A part of a document that asserts nothing about the war, and why it is left out.

    Attributes:
        start: Its first character, an offset into the document as text, from 0.
        end: The offset after its last character.
        reason: What it is: ``"heading"``, ``"navigation"``, ``"appeal for money"``, ...
    """

    start: int
    end: int
    reason: str


@attrs.frozen(kw_only=True)
class Document:
    """The text of a source; it is the work of its author and not part of the dataset.

    The digest identifies it: offsets are valid only in this text. The text of a table is its CSV file.

    Attributes:
        file: The name of its file.
        sha256: The SHA-256 digest of the file's bytes, in lower-case hexadecimal.
        characters: Its length in characters, decoded as UTF-8, with nothing stripped or normalised.
        asides: The parts that assert nothing about the war, in the order of the text.
    """

    file: str
    sha256: str
    characters: int
    asides: tuple[Aside, ...] = ()


@attrs.frozen(kw_only=True)
class Passage:
    """A span of characters in a document: where a claim is made.

    A program finds it by its offsets, a reader by its first and last words, with Ctrl-F. Each checks the other.

    Attributes:
        start: The first character, an offset into the document decoded as UTF-8, from 0.
        end: The offset after the last character.
        paragraph: The number of its paragraph, counting the lines that are not blank, from 1.
        begins: Its first words, six at most, with no-break spaces as spaces and curly quotes as straight ones.
        ends: Its last words, likewise.
    """

    unit: ClassVar[str] = "paragraph"
    """What its place identifies."""

    start: int
    end: int
    paragraph: int
    begins: str
    ends: str

    @property
    def place(self) -> str:
        """The number of its paragraph."""
        return str(self.paragraph)

    @property
    def sort_key(self) -> tuple[int, int]:
        """The sort key for the passages of a document."""
        return (self.start, self.end)


@attrs.frozen(kw_only=True)
class Row:
    """A row of a table: where a claim of a dataset is made.

    As for a passage, the file and its digest are those of the source's document.

    Attributes:
        column: The column that identifies the rows of the table, such as ``"id"``.
        key: The value in that column; a whole number is written without ``.0``.
    """

    unit: ClassVar[str] = "row"
    """What its place identifies."""

    column: str
    key: str

    @property
    def place(self) -> str:
        """Its key."""
        return self.key

    @property
    def sort_key(self) -> tuple[int, str]:
        """The sort key for the rows of a table: shorter keys first, so that 9 comes before 10."""
        return (len(self.key), self.key)


@attrs.frozen(kw_only=True)
class Source:
    """A published work, with its stance; every claim has one source.

    Attributes:
        id: A lower-case slug, such as ``"giustozzi-2021"``.
        title: Its title, as published.
        authors: The authors it names; empty if it names none.
        publisher: Who published it; ``None`` if the text does not say.
        published: When it was published; ``None`` if the text does not say.
        kind: What kind of work it is.
        url: Where it was published; ``None`` if no page is known.
        stance: The point of view that it is written from, in words that its author would accept.
        licence: Its licence; ``None`` if it states none.
        document: The text that was read.
        inferred: The fields that rest on context or common knowledge, not on the text.
        note: The curator's remark.
    """

    id: SourceId
    title: str
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: TimeSpan | None = None
    kind: SourceKind
    url: str | None = None
    stance: str
    licence: str | None = None
    document: Document
    inferred: tuple[str, ...] = ()
    note: str | None = None

    @property
    def label(self) -> str:
        """The usual short name: its authors, or else its publisher, with the year, or the title if no year is known.

        >>> import afghanwar as aw
        >>> [source.label for source in aw.load().sources[:2]]
        ['Giustozzi 2021', 'Historica Wiki, Battle of Tora Bora']
        """
        surnames = [words[-1] for author in self.authors if (words := author.split())]
        # "Historica Wiki (Fandom)", or "socialistworld.net, Committee for a Workers' International".
        by = re.split(r" \(|, ", self.publisher or "")[0]
        if surnames:
            by = f"{surnames[0]} et al." if len(surnames) > 2 else " and ".join(surnames)
        if self.published is None or not by:
            return ", ".join(filter(None, (by, self.title)))
        first, last = self.published.bounds.earliest_start.year, self.published.bounds.latest_end.year
        return f"{by} {first}" if first == last else f"{by}, {self.published.humanize()}"

    @property
    def names(self) -> tuple[str, ...]:
        """Every string by which a query finds it."""
        return (self.id, self.label, self.title)

    def __repr__(self) -> str:
        return summary(self, self.label, self.published or "undated", self.kind.value)
