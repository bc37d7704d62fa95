"""Split the text of a document into paragraphs, sentences and words."""

import re
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""A span of text: the offset of its first character, and the offset after its last."""

COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""The accents and vowel signs that are separate characters after their letter, for a character class.

They do not match ``\\w``, which alone would split a decomposed word.
"""

_QUOTES = "\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a"
# Text in Arabic script often has direction marks next to punctuation.
_DIRECTION = "\u200b-\u200f\u202a-\u202e\u2066-\u2069"
# An ayn or a hamza has no case, but the letter after it does.
_OPENING = rf"[{_QUOTES}{_DIRECTION}(\[\u00bf\u00a1\u02bb-\u02bf\u300c\u300e]*"
_CLOSING = rf"[{_QUOTES}{_DIRECTION})\]\u300d\u300f\uff09]*(?:\[\d+\]|[\u00b2\u00b3\u00b9\u2070-\u2079])*"
# Most stops must be followed by white space, but not those of Chinese and Japanese.
_SENTENCE_END = re.compile(
    rf"([.!?\u2026\u0589\u061f\u06d4\u0964\u0965\u1362]{_CLOSING}(?=\s)|[\u3002\uff01\uff1f]{_CLOSING})\s*(?={_OPENING}([^\W_]))"
)
# A full stop after one of these, or after an initial, usually does not end a sentence. If it does, two sentences are
# counted as one; the opposite mistake would require claims about half a sentence.
_ABBREVIATION = re.compile(
    rf"(?<![\w{COMBINING}])"
    rf"(?:[^\W\d_][{COMBINING}]*|Adm|Brig|Capt|Cmdr|Col|Cpl|Dr|Gen|Gov|Hon|Lt|Maj|Messrs|Mr|Mrs|Ms|Pres|Prof|Pvt|"
    r"Reps?|Rev|Sens?|Sgt|Ft|Mt|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|vs)$"
)
_BEFORE_A_NUMBER = re.compile(r"(?<!\w)(?:[Aa]pprox|[Aa]rt|[Cc]a|[Cc]f|[Cc]h|[Ff]ig|Nos?|pp|[Pp]ara|[Ss]ec|[Vv]ol)$")
_LONGEST_ABBREVIATION = 8
_NUMBER = re.compile(r"\d{1,3}")
_WORD = re.compile(rf"[^\W_]++(?:[{COMBINING}]++[^\W_]*+)*+")


def paragraphs(text: str) -> tuple[Span, ...]:
    r"""Split a text into paragraphs: its non-blank lines, without leading and trailing white space.

    >>> paragraphs("One.\n\n  Two.")
    ((0, 4), (8, 12))

    Args:
        text: The text of a document.

    Returns:
        The paragraphs in the order of the text; paragraph 1 of a passage is the first.
    """
    return tuple(match.span() for match in re.finditer(r"\S(?:.*\S)?", text))


def sentences(text: str) -> tuple[Span, ...]:
    """Split a text into sentences; a heading or a caption counts as one.

    A sentence ends with its paragraph, or with a stop (``. ! ? …``, and those of Armenian, Arabic, Devanagari,
    Ethiopic, Chinese and Japanese script) and any closing quotation marks and brackets, if white space follows and then
    anything but a lower-case letter. So a letter of a script without case can start a sentence. A full stop does not
    end a sentence after an initial, one of a few English abbreviations or the number of a list item.

    >>> text = "Gen. Dostum fled. He left."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Gen. Dostum fled.', 'He left.']

    Args:
        text: The text of a document.

    Returns:
        The sentences in the order of the text, without leading and trailing white space.
    """
    found = []
    for start, end in paragraphs(text):
        for match in _SENTENCE_END.finditer(text, start, end):
            stop = match.start()
            if match[2].islower():
                continue
            # Only the last word is searched; searching from the start of the sentence would take quadratic time.
            forms = (_ABBREVIATION, _BEFORE_A_NUMBER) if match[2].isdigit() else (_ABBREVIATION,)
            last = max(start, stop - _LONGEST_ABBREVIATION), stop
            if text[stop] == "." and (
                _NUMBER.fullmatch(text, start, stop) or any(form.search(text, *last) for form in forms)
            ):
                continue
            found.append((start, match.end(1)))
            start = match.end()
        found.append((start, end))
    return tuple(found)


def words(text: str) -> tuple[Span, ...]:
    """Split a text into words: runs of letters and digits, including combining accents.

    >>> words("Iran's 2 aims")
    ((0, 4), (5, 6), (7, 8), (9, 13))

    Args:
        text: The text of a document.

    Returns:
        The words in the order of the text.
    """
    return tuple(match.span() for match in _WORD.finditer(text))
