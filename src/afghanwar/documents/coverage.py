"""Compute which sentences and words of a document its claims cover."""

from collections.abc import Iterable

import attrs

from afghanwar.claims import Claim
from afghanwar.documents.sentences import Span, sentences, words
from afghanwar.sources import Source, SourceId


@attrs.frozen(kw_only=True)
class Coverage:
    """How much of one document is in the passages of claims and in asides.

    Attributes:
        source: The id of the source.
        claims: The number of its claims.
        in_passages: The sentences that share characters with the passage of a claim, in the order of the text.
        in_asides: The other sentences that share characters with an aside.
        uncovered: The sentences that share characters with neither.
        words: The number of words in the document.
        words_covered: The number of words that are wholly or partly in a passage or an aside.
    """

    source: SourceId
    claims: int
    in_passages: tuple[Span, ...]
    in_asides: tuple[Span, ...]
    uncovered: tuple[Span, ...]
    words: int
    words_covered: int

    @property
    def share(self) -> float:
        """The share of words in a passage or an aside, from 0 to 1; 1 if the document has no words."""
        return self.words_covered / self.words if self.words else 1.0

    @property
    def sentences(self) -> int:
        """The number of sentences in the document."""
        return len(self.in_passages) + len(self.in_asides) + len(self.uncovered)


def coverage(source: Source, claims: Iterable[Claim], text: str) -> Coverage:
    """Compute which sentences and words of a document its claims and asides cover.

    Claims of a dataset have no passages; use :func:`~afghanwar.documents.rows.verify_rows` for them.

    One shared character covers a sentence. So check :attr:`Coverage.share` too: it shows how many words are not
    covered.

    Args:
        source: The source; its document lists the asides.
        claims: The claims of this source.
        text: The text of the document, from :func:`afghanwar.documents.read_document`.

    Returns:
        The coverage, with each sentence in exactly one of ``in_passages``, ``in_asides`` and ``uncovered``.
    """
    claims = tuple(claims)
    passages = [(claim.passage.start, claim.passage.end) for claim in claims if claim.passage is not None]
    asides = [(aside.start, aside.end) for aside in source.document.asides]
    by_passages, by_asides = _covered(passages, len(text)), _covered(asides, len(text))
    rows: tuple[list[Span], list[Span], list[Span]] = ([], [], [])
    for start, end in sentences(text):
        rows[0 if any(by_passages[start:end]) else 1 if any(by_asides[start:end]) else 2].append((start, end))
    spans = words(text)
    return Coverage(
        source=source.id,
        claims=len(claims),
        in_passages=tuple(rows[0]),
        in_asides=tuple(rows[1]),
        uncovered=tuple(rows[2]),
        words=len(spans),
        words_covered=sum(any(by_passages[start:end]) or any(by_asides[start:end]) for start, end in spans),
    )


def _covered(spans: Iterable[Span], length: int) -> bytearray:
    """Mark the characters inside any of the spans, with one byte per character because documents are long."""
    covered = bytearray(length)
    for start, end in spans:
        covered[start:end] = b"\1" * (min(end, length) - start)
    return covered
