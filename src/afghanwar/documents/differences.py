"""Find how typed words differ from the words of a document."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate

from afghanwar.documents.sentences import COMBINING, Span, paragraphs

INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF])
"""Invisible characters, for ``str.translate``: soft hyphens, joiners, direction marks."""

_ACCENT = re.compile(f"[{COMBINING}]+")
_INSIDE = re.compile(rf"[\w{COMBINING}]{{2}}")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_NO_LIGATURES = re.compile("[^\ufb00-\ufb06]+")
_STROKES = str.maketrans("øØłŁđĐı", "oOlLdDi")
_QUOTES = dict.fromkeys(map(ord, "\"'`´‘’‚‛“”„‟«»‹›′″ʹʻʼʽʾʿ"))
_DASHES = dict.fromkeys(map(ord, "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"))
# Arabic and Persian keyboards have different letters that look alike.
_ARABIC = str.maketrans("يىكةە", "ییکهه")

# Each fold works on single characters, so that an offset in folded text can be traced back.
_FOLDS: dict[str, Callable[[str], str]] = {
    "accents": lambda text: _ACCENT.sub("", unicodedata.normalize("NFD", text)).translate(_STROKES),
    "Arabic and Persian forms of letters": lambda text: text.translate(_ARABIC),
    # Case folding would also split ligatures.
    "capital letters": lambda text: _NO_LIGATURES.sub(lambda part: part[0].casefold(), text),
    "dashes": lambda text: text.translate(_DASHES),
    "dots": lambda text: text.replace("\u2026", "..."),
    "invisible characters": lambda text: text.translate(INVISIBLE),
    "ligatures": lambda text: text.translate(_LIGATURES),
    "quotation marks or apostrophes": lambda text: text.translate(_QUOTES),
    "spaces": lambda text: "".join(text.split()),
}

_MOST_CANDIDATES = 20


def differences(one: str, other: str) -> tuple[str, ...]:
    """Name the kinds of characters in which two similar texts differ.

    >>> differences("Zahir - 5 July", "Zāhir – 5\u202fJuly")
    ('accents', 'dashes', 'spaces')

    Args:
        one: A text.
        other: Another text.

    Returns:
        The kinds; empty if the texts are equal, or also differ in letters or digits.
    """
    if one == other or _folded(one) != _folded(other):
        return ()
    if unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other):
        return ("composed accents (NFC or NFD)",)
    return tuple(kind for kind in _FOLDS if _folded(one, but=kind) != _folded(other, but=kind))


def nearest(text: str, words: str) -> Span | None:
    """Find words in a text, ignoring accents, dashes, dots, spaces, quotation marks and case.

    >>> nearest("King Zāhir Shāh came", "zahir shah")
    (5, 15)

    Args:
        text: A text.
        words: Words as they were typed.

    Returns:
        The first matching span within one paragraph, preferably of whole words; ``None`` if there is no match.
    """
    phrase = _folded(words)
    for start, end in paragraphs(text) if phrase else ():
        line = text[start:end]
        folded = _folded(line)
        if phrase in folded:
            first, last = _best(line, folded, phrase)
            return start + first, start + last
    return None


def cuts_a_word(text: str, at: int) -> bool:
    """Return whether both sides of an offset belong to one word, or to one letter and its accent.

    >>> cuts_a_word("He left", 1), cuts_a_word("He left", 2)
    (True, False)

    Args:
        text: A text.
        at: An offset, from 0 to the length of the text.

    Returns:
        Whether a passage that starts or ends there would cut a word in two.
    """
    return at > 0 and _INSIDE.match(text, at - 1) is not None


def _folded(text: str, *, but: str = "") -> str:
    """Remove the differences that typing the same words may make, except for one kind."""
    for kind, fold in _FOLDS.items():
        if kind != but:
            text = fold(text)
    return text


def _best(line: str, folded: str, phrase: str) -> Span:
    """Return the first span of whole words that folds to a phrase, or else the first span."""
    # The entry at n is the length of the first n characters when folded.
    length_of = {character: len(_folded(character)) for character in set(line)}
    lengths = [0, *accumulate(length_of[character] for character in line)]
    spans: list[Span] = []
    at = folded.find(phrase)
    while at >= 0 and len(spans) < _MOST_CANDIDATES:
        start, end = bisect_right(lengths, at) - 1, bisect_left(lengths, at + len(phrase))
        while _ACCENT.match(line, end):
            end += 1
        spans.append((start, end))
        if not (cuts_a_word(line, start) or cuts_a_word(line, end)):
            return spans[-1]
        at = folded.find(phrase, at + 1)
    return spans[0]
