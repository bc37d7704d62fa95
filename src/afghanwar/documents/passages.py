"""Check passages against the text of their document, and locate a passage by its words."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice

import attrs

from afghanwar.claims import Claim
from afghanwar.documents.differences import INVISIBLE, cuts_a_word, differences, nearest
from afghanwar.documents.sentences import COMBINING, Span, paragraphs
from afghanwar.errors import Problem, quoted
from afghanwar.sources import Passage

LONGEST_COPY = 9
"""The longest run of words that the ``says`` of a claim may share with its document."""

_MOST_LISTED = 5
_MOST_WORDS = 6

# Each character is replaced by one character, so that offsets stay the same.
_PLAIN = str.maketrans("\u00a0\u2018\u2019\u201c\u201d", " ''\"\"")
_PLAIN_BLANKS = _PLAIN | {ord(blank): ord(" ") for blank in re.findall(r"[^\S\n]", "".join(map(chr, range(0x3001))))}
_UNEVEN = re.compile(r" {2,}|\.{3}")
_WORD = re.compile(rf"[\w{COMBINING}]+")
_DELIMITER = "\n"  # No paragraph contains one.


def verify_passages(claims: Iterable[Claim], text: str) -> list[Problem]:
    """Check the passages of one source's claims against its document, and that ``says`` does not copy it.

    Args:
        claims: The claims of one source.
        text: The text of its document, from :func:`afghanwar.documents.read_document`.

    Returns:
        The faults in the order of the claims. A passage must begin and end with its words, not cut a word in two, be
        in the paragraph that it names and within the document, and contain each quoted ``wording``; ``says`` must not
        share ten words in a row with the document.
    """
    plain = text.translate(_PLAIN)
    lines = paragraphs(text)
    runs = {run for run, _ in _runs(text)}
    return [
        Problem(kind="claim", record=claim.id, field=field, message=message)
        for claim in claims
        for field, message in (*_passage_faults(claim, plain, lines), *_copy_faults(claim.says, runs))
    ]


def locate(text: str, words: str) -> Passage:
    """Find the only passage that begins and ends with some words.

    This lets a curator copy words from the document instead of counting characters.

    >>> locate("He came. He saw. He won.", "He saw ... won")
    Passage(start=9, end=23, paragraph=1, begins='He saw', ends='won')

    Args:
        text: The text of a document.
        words: The first words of the passage, three dots between spaces, and its last words; or the whole passage. A
            run of white space counts as one space, quotation marks may be straight, and an ellipsis may be three dots.

    Returns:
        The passage, within one paragraph, beginning and ending with whole words.

    Raises:
        LookupError: There is no such passage, or more than one.
    """
    first, dots, last = _normalized_words(words)
    if not first or (dots and not last):
        raise LookupError(f"{quoted(words)} is incomplete; write the first words, ' ... ' and the last words")
    found = list(islice(_matches(text, first, last), _MOST_LISTED + 1))
    if not found:
        raise LookupError(f"{quoted(words)} matched no passage: {_why_none(text, first, last)}")
    if len(found) > 1:
        count = str(len(found)) if len(found) <= _MOST_LISTED else f"more than {_MOST_LISTED}"
        places = ", ".join(f"{head[0]} to {tail[1]}" for _, head, tail in found[:_MOST_LISTED])
        raise LookupError(f"{quoted(words)} matched {count} passages, at {places}; give more words")
    ((number, head, tail),) = found
    begins, ends = _first_words(text[slice(*head)]), _last_words(text[slice(*tail)])
    return Passage(start=head[0], end=tail[1], paragraph=number, begins=begins, ends=ends)


# A regular expression for the last words would be tried at every character; splitting takes linear time.
def _first_words(text: str) -> str:
    parts = text.split(None, _MOST_WORDS)
    rest = parts[_MOST_WORDS] if len(parts) > _MOST_WORDS else ""
    return text[: len(text) - len(rest)].rstrip().translate(_PLAIN)


def _last_words(text: str) -> str:
    parts = text.rsplit(None, _MOST_WORDS)
    rest = parts[0] if len(parts) > _MOST_WORDS else ""
    return text[len(rest) :].lstrip().translate(_PLAIN)


def _normalized_words(words: str) -> tuple[str, str, str]:
    """Split words at their three dots, and normalize them as :class:`_Line` normalizes a paragraph."""
    plain = words.translate(_PLAIN_BLANKS).replace("\n", " ").replace("...", "\u2026")
    first, dots, last = plain.partition(" \u2026 ")
    return " ".join(first.split()), dots, " ".join(last.split())


@attrs.frozen
class _Line:
    """A normalized paragraph with delimited words, which can be searched for whole words in linear time.

    Attributes:
        text: The text with single spaces, straight quotes, an ellipsis for three dots, and delimiters.
        starts: The offset, in the text without delimiters, of each stretch that was not changed.
        origins: The offset of the same stretches in the document.
    """

    text: str
    starts: list[int]
    origins: list[int]

    @classmethod
    def of(cls, plain: str, start: int, end: int) -> "_Line":
        """Make a line from a paragraph of a text whose white space and quotation marks are already plain."""
        pieces, starts, origins = [], [0], [start]
        for match in _UNEVEN.finditer(plain, start, end):
            pieces += [plain[origins[-1] : match.start()], " " if match[0][0] == " " else "\u2026"]
            starts.append(starts[-1] + len(pieces[-2]) + 1)
            origins.append(match.end())
        pieces.append(plain[origins[-1] : end])
        return cls(_delimited("".join(pieces)), starts, origins)

    def find(self, phrase: str, at: int = 0) -> Iterator[Span]:
        """Yield the spans of a delimited phrase, including overlapping ones."""
        while (at := self.text.find(phrase, at)) >= 0:
            yield at, at + len(phrase)
            at += 1

    def origin(self, span: Span) -> Span:
        """Convert a span of the text to a span of the document."""
        start, end = (self._origin(at - self.text.count(_DELIMITER, 0, at)) for at in span)
        return start, end

    def _origin(self, at: int) -> int:
        number = bisect_right(self.starts, at) - 1
        return self.origins[number] + at - self.starts[number]


def _delimited(text: str) -> str:
    """Put a delimiter before and after each word, so that a phrase matches only whole words."""
    return _WORD.sub(rf"{_DELIMITER}\g<0>{_DELIMITER}", text)


def _matches(text: str, first: str, last: str) -> Iterator[tuple[int, Span, Span]]:
    """Yield the paragraph and the spans of the first and last words of each match; lazily, as there may be many."""
    plain = text.translate(_PLAIN_BLANKS)
    first, last = _delimited(first), _delimited(last)
    for number, (start, end) in enumerate(paragraphs(text), 1):
        line = _Line.of(plain, start, end)
        for head in line.find(first):
            any_tail = False
            for tail in line.find(last, head[1]) if last else (head,):
                any_tail = True
                yield number, line.origin(head), line.origin(tail)
            if not any_tail:  # Then no later head has one either.
                break


def _why_none(text: str, first: str, last: str) -> str:
    """Say which words are not in a text, and how the most similar words differ."""
    for words in filter(None, (first, last)):
        if next(_matches(text, words, ""), None) is not None:
            continue
        start, end = nearest(text, words) or (0, 0)
        kinds = differences(words, _normalized_words(text[start:end])[0]) if end else ()
        if cuts_a_word(text, start) or cuts_a_word(text, end):
            start, end = _widened(text, start, end)
            return f"{quoted(words)} cuts a word of {quoted(text[start:end])} at {start} to {end}; give whole words"
        if kinds:
            place = f"{quoted(text[start:end])} at {start} to {end}"
            return f"{quoted(words)} differs from {place} in {', '.join(kinds)}; copy the words from the document"
        return f"{quoted(words)} is not in the document; copy the words from the document"
    return "no paragraph has the first words and, after them, the last; copy the words from one paragraph"


def _widened(text: str, start: int, end: int) -> Span:
    """Widen a span to whole words."""
    while cuts_a_word(text, start):
        start -= 1
    while cuts_a_word(text, end):
        end += 1
    return start, end


def _passage_faults(claim: Claim, plain: str, lines: tuple[Span, ...]) -> Iterator[tuple[str, str]]:
    passage = claim.passage
    if passage is None:
        yield "passage", "is missing; use verify_rows for the claims of a dataset"
        return
    held = plain[passage.start : passage.end]
    if passage.end > len(plain):
        yield "passage", f"it ends at {passage.end}, but the document has {len(plain)} characters; locate it again"
        return
    for field, said in (("begins", passage.begins), ("ends", passage.ends)):
        words = said.translate(_PLAIN)
        if not (held.startswith(words) if field == "begins" else held.endswith(words)):
            fault = f"{quoted(said)} does not {field[:-1]} the passage {quoted(held)}{_why_not_held(words, held)}"
            yield f"passage.{field}", f"{fault}; locate it again"
    if any(cuts_a_word(plain, at) for at in (passage.start, passage.end)):
        yield "passage", f"{quoted(held)} cuts a word in two; locate it again"
    if not 1 <= passage.paragraph <= len(lines):
        message = f"{passage.paragraph} is not a paragraph, because the document has {len(lines)}; locate it again"
        yield "passage.paragraph", message
    else:
        start, end = lines[passage.paragraph - 1]
        if passage.start < start or passage.end > end:
            yield "passage.paragraph", f"{passage.paragraph} does not contain the passage; locate it again"
    for quotation in (claim.wording, *(quantity.wording for quantity in claim.quantities)):
        if quotation is not None and (words := quotation.translate(_PLAIN)) not in held:
            why = _why_not_held(words, held)
            yield "wording", f"{quoted(quotation)} is not in the passage{why}; copy it exactly, or widen the passage"


def _why_not_held(words: str, held: str) -> str:
    """Say in which characters some words differ from similar words of a passage."""
    span = nearest(held, words)
    kinds = span and differences(words, held[slice(*span)])
    return f", but {quoted(held[slice(*span)])} differs only in {', '.join(kinds)}" if span and kinds else ""


def _copy_faults(says: str, runs: set[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    copied = next((words for run, words in _runs(says) if run in runs), None)
    if copied is not None:
        yield "says", f"{quoted(copied)} copies {LONGEST_COPY + 1} words of the document; say it in other words"


def _runs(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every run of words one longer than allowed: its words normalized for comparison, and as written."""
    plain = unicodedata.normalize("NFC", text.translate(INVISIBLE).translate(_PLAIN))
    # An apostrophe does not split a word; otherwise a copy with "Irans" for "Iran's" would be missed.
    words = re.findall(r"\w+(?:'\w+)*", plain)
    keys = [word.casefold().replace("'", "") for word in words]
    for at in range(len(words) - LONGEST_COPY):
        end = at + LONGEST_COPY + 1
        yield tuple(keys[at:end]), " ".join(words[at:end])
