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
"""The longest run of words that ``says`` of a claim may share with its document."""

_MOST_LISTED = 5
_MOST_WORDS = 6

# One character becomes one, so that offsets stay.
_PLAIN = str.maketrans("\u00a0\u2018\u2019\u201c\u201d", " ''\"\"")
_PLAIN_BLANKS = _PLAIN | {ord(blank): ord(" ") for blank in re.findall(r"[^\S\n]", "".join(map(chr, range(0x3001))))}
_UNEVEN = re.compile(r" {2,}|\.{3}")
_WORD = re.compile(rf"[\w{COMBINING}]+")
_DELIMITER = "\n"  # No paragraph contains one.


def verify_passages(claims: Iterable[Claim], text: str) -> list[Problem]:
    """Check the passages of the claims of one source against its document, and that ``says`` does not copy it.

    Args:
        claims: The claims of one source.
        text: The text of its document, from :func:`afghanwar.documents.read_document`.

    Returns:
        The faults in the order of the claims. A passage begins and ends with its words, cuts no word in two, lies
        in the paragraph that it names and within the document, and contains each quoted ``wording``; a ``says``
        shares no ten words in a row with the document.
    """
    plain = text.translate(_PLAIN)
    lines = paragraphs(text)
    runs = {run for run, _ in _runs(text)}
    return [
        Problem(file="", record=claim.id, field=field, message=message)
        for claim in claims
        for field, message in (*_passage_faults(claim, plain, lines), *_copy_faults(claim.says, runs))
    ]


def locate(text: str, words: str) -> Passage:
    """Find the only passage that begins and ends with some words.

    A curator copies words from the document instead of counting characters.

    >>> locate("He came. He saw. He won.", "He saw ... won")
    Passage(start=9, end=23, paragraph=1, begins='He saw', ends='won')

    Args:
        text: The text of a document.
        words: The first words of the passage, three dots between blanks, and its last words; or the whole passage.
            Any blanks count as one, quotation marks may be straight, and an ellipsis may be three dots.

    Returns:
        The passage, which is within one paragraph and begins and ends with whole words.

    Raises:
        LookupError: There is no such passage, or more than one.
    """
    first, dots, last = _evened_words(words)
    if not first or (dots and not last):
        raise LookupError(f"{quoted(words)} lacks words; write the first words, ' ... ' and the last words")
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


# A pattern for the last words would be tried at every character; splitting takes linear time.
def _first_words(text: str) -> str:
    parts = text.split(None, _MOST_WORDS)
    rest = parts[_MOST_WORDS] if len(parts) > _MOST_WORDS else ""
    return text[: len(text) - len(rest)].rstrip().translate(_PLAIN)


def _last_words(text: str) -> str:
    parts = text.rsplit(None, _MOST_WORDS)
    rest = parts[0] if len(parts) > _MOST_WORDS else ""
    return text[len(rest) :].lstrip().translate(_PLAIN)


def _evened_words(words: str) -> tuple[str, str, str]:
    """Part words at their three dots, and even them as :class:`_Line` evens a paragraph."""
    plain = words.translate(_PLAIN_BLANKS).replace("\n", " ").replace("...", "\u2026")
    first, dots, last = plain.partition(" \u2026 ")
    return " ".join(first.split()), dots, " ".join(last.split())


@attrs.frozen
class _Line:
    """A paragraph, evened and with its words delimited, to be searched for whole words in linear time.

    Attributes:
        text: The text with single blanks, straight quotes, an ellipsis for three dots, and delimiters.
        starts: Where each stretch that is as it was starts in the text without delimiters, from 0.
        origins: Where the same stretches start in the document.
    """

    text: str
    starts: list[int]
    origins: list[int]

    @classmethod
    def of(cls, plain: str, start: int, end: int) -> "_Line":
        """Make one of a paragraph of a text whose blanks and quotation marks are plain already."""
        pieces, starts, origins = [], [0], [start]
        for match in _UNEVEN.finditer(plain, start, end):
            pieces += [plain[origins[-1] : match.start()], " " if match[0][0] == " " else "\u2026"]
            starts.append(starts[-1] + len(pieces[-2]) + 1)
            origins.append(match.end())
        pieces.append(plain[origins[-1] : end])
        return cls(_delimited("".join(pieces)), starts, origins)

    def find(self, phrase: str, at: int = 0) -> Iterator[Span]:
        """Yield where a delimited phrase is, overlapping ones included."""
        while (at := self.text.find(phrase, at)) >= 0:
            yield at, at + len(phrase)
            at += 1

    def origin(self, span: Span) -> Span:
        """Convert a span of the text to that of the document."""
        start, end = (self._origin(at - self.text.count(_DELIMITER, 0, at)) for at in span)
        return start, end

    def _origin(self, at: int) -> int:
        number = bisect_right(self.starts, at) - 1
        return self.origins[number] + at - self.starts[number]


def _delimited(text: str) -> str:
    """Put a delimiter before and after each word, so that a phrase is found only as whole words."""
    return _WORD.sub(rf"{_DELIMITER}\g<0>{_DELIMITER}", text)


def _matches(text: str, first: str, last: str) -> Iterator[tuple[int, Span, Span]]:
    """Yield the paragraph, the first and the last words of each passage; lazily, because pairs may be countless."""
    plain = text.translate(_PLAIN_BLANKS)
    first, last = _delimited(first), _delimited(last)
    for number, (start, end) in enumerate(paragraphs(text), 1):
        line = _Line.of(plain, start, end)
        for head in line.find(first):
            any_tail = False
            for tail in line.find(last, head[1]) if last else (head,):
                any_tail = True
                yield number, line.origin(head), line.origin(tail)
            if not any_tail:  # Then there is none after a later head either.
                break


def _why_none(text: str, first: str, last: str) -> str:
    """Say which words are not in a text, and how those that are most like them differ."""
    for words in filter(None, (first, last)):
        if next(_matches(text, words, ""), None) is not None:
            continue
        start, end = nearest(text, words) or (0, 0)
        kinds = differences(words, _evened_words(text[start:end])[0]) if end else ()
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
        yield "passage", "is missing; verify_rows verifies the claims of a dataset"
        return
    held = plain[passage.start : passage.end]
    if passage.end > len(plain):
        yield "passage", f"it ends at {passage.end}, and the document has {len(plain)} characters; locate it again"
        return
    for field, said in (("begins", passage.begins), ("ends", passage.ends)):
        words = said.translate(_PLAIN)
        if not (held.startswith(words) if field == "begins" else held.endswith(words)):
            why = f"the passage is {quoted(held)}{_why_not_held(words, held)}"
            yield f"passage.{field}", f"{quoted(said)} is not how it {field}, {why}; locate it again"
    if any(cuts_a_word(plain, at) for at in (passage.start, passage.end)):
        yield "passage", f"{quoted(held)} cuts a word in two; locate it again"
    if not 1 <= passage.paragraph <= len(lines):
        message = f"{passage.paragraph} is not a paragraph, the document has {len(lines)}; locate the passage again"
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
    """Say in which characters some words differ from those of a passage that are like them."""
    span = nearest(held, words)
    kinds = span and differences(words, held[slice(*span)])
    return f", which has {quoted(held[slice(*span)])} with other {', '.join(kinds)}" if span and kinds else ""


def _copy_faults(says: str, runs: set[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    copied = next((words for run, words in _runs(says) if run in runs), None)
    if copied is not None:
        yield "says", f"{quoted(copied)} copies {LONGEST_COPY + 1} words of the document; say it in other words"


def _runs(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every run of words that is one longer than may be shared: its words for comparison, and as they are."""
    plain = unicodedata.normalize("NFC", text.translate(INVISIBLE).translate(_PLAIN))
    # An apostrophe does not part a word, or "Iran's" and "Irans" would hide a copy.
    words = re.findall(r"\w+(?:'\w+)*", plain)
    keys = [word.casefold().replace("'", "") for word in words]
    for at in range(len(words) - LONGEST_COPY):
        end = at + LONGEST_COPY + 1
        yield tuple(keys[at:end]), " ".join(words[at:end])
