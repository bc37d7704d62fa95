"""Accounting: passages against documents, and what of a document is accounted for.

The documents are no part of the dataset. Whoever has saved them can verify here that every claim stands
where it says, and that no sentence was passed over.
"""

import hashlib
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import attrs

from afghanwar.claims import Claim
from afghanwar.errors import DocumentError, Problem, quoted, quoted_path, why_unreadable
from afghanwar.sources import Document, Passage, Source, SourceId

Span: TypeAlias = tuple[int, int]
"""The first character of a stretch of text and the offset after its last."""

LONGEST_COPY = 9
"""The longest run of words that a claim's ``says`` may share with its document."""

_PLAIN = str.maketrans("\u00a0\u2018\u2019\u201c\u201d", " ''\"\"")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?][\"'\u2019\u201d)\]]*(?:\[[0-9]+\])*\s+(?=[\"'\u2018\u201c(\[]*(\w))")
# A full stop after one of these, or after initials such as "U.S", mostly ends no sentence. Where it does, two
# sentences are counted as one; the other way round a half would be asked for that says nothing.
_ABBREVIATION = re.compile(
    r"\b(?:[A-Za-z](?:\.[A-Za-z])*|Capt|Col|Dr|Gen|Lt|Maj|Mr|Mrs|Ms|Prof|Rep|Sen|St|Jan|Feb|Aug|Sept|Oct|Nov|Dec|vs)$"
)


@attrs.frozen(kw_only=True)
class Account:
    """What of one document is accounted for.

    Attributes:
        source: The source that the document is.
        claims: How many claims it has.
        in_passages: The sentences that share characters with the passage of a claim, in the order of the text.
        in_asides: The other sentences that share characters with an aside.
        in_neither: The sentences that are not accounted for.
        words: How many words the document has.
        words_covered: How many of them lie in a passage or an aside, wholly or in part.
    """

    source: SourceId
    claims: int
    in_passages: tuple[Span, ...]
    in_asides: tuple[Span, ...]
    in_neither: tuple[Span, ...]
    words: int
    words_covered: int

    @property
    def share(self) -> float:
        """The part of the words that lies in a passage or an aside, from 0 to 1; 1 where there are none."""
        return self.words_covered / self.words if self.words else 1.0

    @property
    def sentences(self) -> int:
        """How many sentences the document has."""
        return len(self.in_passages) + len(self.in_asides) + len(self.in_neither)


def read_document(document: Document, folder: str | Path) -> str:
    """Read the text of a document, and make sure that it is the one that was read for the claims.

    Args:
        document: The document.
        folder: The folder that holds its file.

    Returns:
        Its text, decoded as UTF-8, nothing stripped or normalised, so that the offsets of passages fit it.

    Raises:
        DocumentError: The file is missing or cannot be read, or its digest or its length is another.
    """
    path = Path(folder) / document.file
    name = quoted_path(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # To read from a pipe could wait for ever.
            raise ValueError("it is a directory, a pipe or a device")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        advice = "save the document there, or name the folder that has it"
        raise DocumentError(f"{name} cannot be read ({why_unreadable(error)}); {advice}") from None
    digest = hashlib.sha256(content).hexdigest()
    if digest != document.sha256:
        raise DocumentError(
            f"{name} is not the document that was read: "
            f"its sha256 is {digest}, that of the document {document.sha256}; {_what_was_done_to(content, document)}"
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{name} is not UTF-8 ({error}); offsets count in UTF-8 alone") from None
    if len(text) != document.characters:
        advice = f"write characters = {len(text)} in the seed of its source"
        raise DocumentError(f"{name} has {len(text)} characters, its record {document.characters}; {advice}")
    return text


def _what_was_done_to(content: bytes, document: Document) -> str:
    """Say what an editor or a download did to a document, where undoing it gives the document back."""
    if not content:
        return "it is empty, save it again"
    for encoding, name in (
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with a byte order mark"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252 or Latin-1"),
    ):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        for mended, ends in ((text, ""), (text.replace("\r\n", "\n"), " with Windows line ends (CRLF)")):
            if hashlib.sha256(mended.encode()).hexdigest() == document.sha256:
                return f"it was saved as {name}{ends}, save it as UTF-8 with the line ends that it had"
    return "its bytes must be the same to the last, line ends included"


def paragraphs(text: str) -> tuple[Span, ...]:
    r"""Split a text into paragraphs: its lines that are not blank, without the blanks around them.

    >>> paragraphs("One.\n\n  Two.")
    ((0, 4), (8, 12))

    Args:
        text: The text of a document.

    Returns:
        The paragraphs in order; the first has number 1.
    """
    return tuple(match.span() for match in re.finditer(r"\S(?:.*\S)?", text))


def sentences(text: str) -> tuple[Span, ...]:
    """Split a text into sentences; a heading or a caption is one too.

    A sentence ends with its paragraph, or with a full stop, a question mark or an exclamation mark, closing
    quotation marks and brackets included, before a blank and a capital or a digit; not after initials and
    a few abbreviations.

    >>> text = "Gen. Dostum fled. He left."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Gen. Dostum fled.', 'He left.']

    Args:
        text: The text of a document.

    Returns:
        The sentences in order.
    """
    found = []
    for start, end in paragraphs(text):
        for match in _SENTENCE_END.finditer(text, start, end):
            if not (match[1].isupper() or match[1].isdigit()):
                continue
            if text[match.start()] == "." and _ABBREVIATION.search(text, start, match.start()):
                continue
            found.append((start, len(text[: match.end()].rstrip())))
            start = match.end()
        found.append((start, end))
    return tuple(found)


def account(source: Source, claims: Iterable[Claim], text: str) -> Account:
    """Account for every sentence and every word of a document.

    Args:
        source: The source that the document is.
        claims: Its claims.
        text: The text of the document.

    Returns:
        What of it lies in a passage, in an aside, and in neither.
    """
    passages = [(claim.passage.start, claim.passage.end) for claim in claims]
    asides = [(aside.start, aside.end) for aside in source.document.asides]
    of_passages, of_asides = _covered(passages, len(text)), _covered(asides, len(text))
    rows: tuple[list[Span], list[Span], list[Span]] = ([], [], [])
    for start, end in sentences(text):
        rows[0 if any(of_passages[start:end]) else 1 if any(of_asides[start:end]) else 2].append((start, end))
    words = [match.span() for match in _WORD.finditer(text)]
    return Account(
        source=source.id,
        claims=len(passages),
        in_passages=tuple(rows[0]),
        in_asides=tuple(rows[1]),
        in_neither=tuple(rows[2]),
        words=len(words),
        words_covered=sum(any(of_passages[start:end]) or any(of_asides[start:end]) for start, end in words),
    )


def misplaced(claims: Iterable[Claim], text: str) -> list[Problem]:
    """Verify the passages of some claims of one source against its document, and that ``says`` copies none of it.

    Args:
        claims: The claims.
        text: The text of their document.

    Returns:
        The faults, each a passage that does not begin and end with its words, or not with a whole word, that
        lies outside the paragraph it names, or holds no ``wording`` that the claim quotes; a ``says``
        that shares ten words in a row with the document.
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
    """Find the one passage that begins and ends with some words.

    >>> locate("He came. He saw. He won.", "He saw ... won")
    Passage(start=9, end=23, paragraph=1, begins='He saw', ends='won')

    Args:
        text: The text of a document.
        words: The first words of the passage, three dots between blanks, and its last words; or the
            whole passage. Blanks count as one, and quotation marks may be straight.

    Returns:
        The passage, which lies in one paragraph.

    Raises:
        LookupError: There is no such passage, or more than one.
    """
    plain = text.translate(_PLAIN)
    first, dots, last = words.translate(_PLAIN).replace("\u2026", "...").partition(" ... ")
    if not first.strip() or (dots and not last.strip()):
        raise LookupError(f"{quoted(words)} is no pair of words; write the first words, ' ... ' and the last words")
    found = []
    for number, (start, end) in enumerate(paragraphs(text), 1):
        for head in _phrase(first).finditer(plain, start, end):
            for tail in _phrase(last).finditer(plain, head.end(1), end) if dots else (head,):
                found.append((number, head.span(1), tail.span(1)))
    if len(found) != 1:
        places = ", ".join(f"{head[0]} to {tail[1]}" for _, head, tail in found[:5])
        count = f"there are {len(found)}, among them {places}" if found else "there is none in any one paragraph"
        advice = "give more words" if found else "copy the words from the document"
        raise LookupError(f"{quoted(words)} is not the one passage so worded: {count}; {advice}")
    ((number, head_span, tail_span),) = found
    begins = re.match(r"\S+(?:\s+\S+){0,5}", plain[slice(*head_span)])
    ends = re.search(r"(?:\S+\s+){0,5}\S+$", plain[slice(*tail_span)])
    assert begins is not None, head_span
    assert ends is not None, tail_span
    return Passage(start=head_span[0], end=tail_span[1], paragraph=number, begins=begins[0], ends=ends[0])


def _phrase(words: str) -> re.Pattern[str]:
    """Some words in a row, whole ones, with any blanks between; group 1, so that overlapping ones are found."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    before = r"(?<!\w)" if words.split()[0][0].isalnum() else ""
    after = r"(?!\w)" if words.split()[-1][-1].isalnum() else ""
    return re.compile(f"{before}(?=({pattern}){after})")


def _covered(spans: Iterable[Span], length: int) -> bytearray:
    """One byte a character: whether some span has it."""
    covered = bytearray(length)
    for start, end in spans:
        covered[start:end] = b"\1" * (min(end, length) - start)
    return covered


def _passage_faults(claim: Claim, plain: str, lines: tuple[Span, ...]) -> Iterator[tuple[str, str]]:
    passage = claim.passage
    held = plain[passage.start : passage.end]
    if passage.end > len(plain):
        yield "passage", f"it ends at {passage.end}, and the document has {len(plain)} characters; locate it anew"
        return
    for field, said, fits in (
        ("begins", passage.begins, held.startswith(passage.begins.translate(_PLAIN))),
        ("ends", passage.ends, held.endswith(passage.ends.translate(_PLAIN))),
    ):
        if not fits:
            yield f"passage.{field}", f"{quoted(said)} is not there but {quoted(held)}; locate it anew"
    if any(re.match(r"\w\w", plain[at - 1 : at + 1]) for at in (passage.start, passage.end)):
        yield "passage", f"{quoted(held)} cuts a word in two; locate it anew"
    if not 1 <= passage.paragraph <= len(lines):
        yield (
            "passage.paragraph",
            f"the document has {len(lines)} paragraphs, and no {passage.paragraph}; locate it anew",
        )
    else:
        start, end = lines[passage.paragraph - 1]
        if passage.start < start or passage.end > end:
            yield "passage.paragraph", f"it does not lie in paragraph {passage.paragraph}; locate it anew"
    for quotation in (claim.wording, *(quantity.wording for quantity in claim.quantities)):
        if quotation is not None and quotation.translate(_PLAIN) not in held:
            yield "wording", f"{quoted(quotation)} is not in the passage; quote it as it stands, or widen the passage"


def _copy_faults(says: str, runs: set[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    copied = next((words for run, words in _runs(says) if run in runs), None)
    if copied is not None:
        yield "says", f"shares {LONGEST_COPY + 1} words with the document, {quoted(copied)}; say it in other words"


def _runs(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every run of words one longer than may be shared: its words for comparison, and as they stand."""
    plain = text.translate(_PLAIN)
    # An apostrophe does not part a word, or "Iran's" and "Irans" would hide a copy.
    words = re.findall(r"\w+(?:'\w+)*", plain)
    for at in range(len(words) - LONGEST_COPY):
        run = words[at : at + LONGEST_COPY + 1]
        yield tuple(word.casefold().replace("'", "") for word in run), " ".join(run)
