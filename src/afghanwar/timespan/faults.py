"""Faults: what is wrong with a text that is not a time-span, and what to write instead."""

import re
import unicodedata

from afghanwar.errors import TimeSpanError, quoted

WHAT_TO_WRITE = "write YYYY, YYYY-MM or YYYY-MM-DD, an interval A/B, or [A..B] for some time between"
"""The advice where nothing more exact is known."""

NO_DATE = "it has no date"
"""The fault of a text that says nothing of any day."""

_ONE_OF = "write [A..B], [..B] or [A..] for some time between, or a list [A,B]"
_MARK = "[~?%]?"
_LEFT_X = ("an X left of a digit", "write [A..B] for the days between, or a list [A,B]")
_DATE = "[0-9X~?%-]+"

# Valid EDTF, by form: what it is, and what to write here.
_VALID = (
    (r"Y-?[0-9]+(E[0-9]+)?(S[0-9]+)?", "a long year", "years run from 0002 to 9998"),
    (r"-?[0-9]{4}S[0-9]+", "significant digits", "write 195X or 19XX for the years that it may be, or [A..B]"),
    (rf"-[0-9X]{{4}}(-[0-9X]{{2}}){{0,2}}{_MARK}", "a negative year", "years run from 0002 to 9998"),
    (r"\{[0-9X~?%.,-]+\}", "a set {A,B} of several dates", "write one time-span for each, or [A,B] for one of them"),
    (rf"XXXX(-XX){{0,2}}{_MARK}", NO_DATE, WHAT_TO_WRITE),
    (r"(?=.*X.*[0-9])[0-9X]{4}(-(0[1-9]|1[0-2]|[01X]X|X[0-9])(-([0-2X][0-9X]|3[01X]))?)?", *_LEFT_X),
)

# What is often written though it is not EDTF: its form, what it is, and what to write.
_NEAR_MISSES = (
    (r"(?:c|ca|circa|about|around)[. ]*([0-9]{4})", "it has a word for 'about'", r"write \1~"),
    (r"(?:c|ca|circa|about|around)[. ]*([0-9]{3})0s", "it has a word for 'about'", r"write \1X~"),
    (r"([0-9]{2})00s", "a decade or century has no s", r"write \g<1>0X for ten years, \1XX for a hundred"),
    (r"([0-9]{3})0s", "a decade has no s", r"write \1X"),
    (r"[ux]{4}", NO_DATE, WHAT_TO_WRITE),
    (r"open|now|present", "an open end has no word", "write .. for it, as in 1970/.."),
    (r"unknown", "an unknown end has no word", "leave it empty, as in 1970/"),
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", "it has no hyphens", r"write \1-\2-\3"),
    (r"([0-9]{4}) ?- ?([0-9]{4})", "an interval has a slash", r"write \1/\2"),
    (rf"({_DATE}) (?:to|until|-) ({_DATE})", "an interval has a slash", r"write \1/\2"),
    (rf"({_DATE}) or ({_DATE})", "a list has brackets", r"write [\1,\2]"),
    (r"spring(?: of)? ([0-9]{4})", "a season is a number", r"write \1-21"),
    (r"summer(?: of)? ([0-9]{4})", "a season is a number", r"write \1-22"),
    (r"(?:autumn|fall)(?: of)? ([0-9]{4})", "a season is a number", r"write \1-23"),
    (r"winter(?: of)? ([0-9]{4})", "a season is a number", r"write \1-24"),
    (r"early(?: in)? ([0-9]{4})", "it has words", r"write [\1-01..\1-04]"),
    (r"mid[- ]([0-9]{4})", "it has words", r"write [\1-05..\1-08]"),
    (r"late(?: in)? ([0-9]{4})", "it has words", r"write [\1-09..\1-12]"),
    (rf"{_DATE}[~?%]{{2}}", "a date has one mark", "write % for both ~ and ?"),
    (rf"(?=.*X.*[0-9]){_DATE}", *_LEFT_X),
)
_LONGEST = 60
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def error(text: str, fault: str, advice: str) -> TimeSpanError:
    """Make the error about a text."""
    return TimeSpanError(f"{quoted(text)} is not a time-span: {fault}; {advice}")


def unsupported(text: str, part: str, fault: str, advice: str) -> TimeSpanError:
    """Make the error about a text of which a part is valid EDTF that is not supported here."""
    subject = "it" if part == text else quoted(part)
    return error(text, f"{subject} is valid EDTF that is not supported here: {fault}", advice)


def diagnosed(text: str, part: str) -> TimeSpanError:
    """Make the error about a text of which a part is of no form that is read."""
    for form, fault, advice in _VALID:
        if re.fullmatch(form, part):
            return unsupported(text, part, fault, advice)
    return error(text, *(_misplaced(text, part) or _near_miss(part) or ("it is not of a known form", WHAT_TO_WRITE)))


def _misplaced(text: str, part: str) -> tuple[str, str] | None:
    """What is wrong with a text that has a character where none belongs, and what to write instead."""
    if not part.strip():
        return "it is empty", WHAT_TO_WRITE
    if part != part.strip():
        return "it has white space around it", "leave it out"
    if odd := _odd_character(part):
        return odd
    if "/" in part:
        padded = _padded(text)
        return "it has more than one slash", f"write {padded} for that day" if padded else "write an interval A/B"
    if re.search("[0-9]T", part):
        return "it has a time of day", "write the day alone"
    if part[0] in "{[":
        return "it is not a one-of range or list", _ONE_OF
    return None


def _odd_character(part: str) -> tuple[str, str] | None:
    """The first character that no date has, though it may not show on a screen."""
    if dash := _DASHES.search(part):
        return f"it has the dash {quoted(dash[0])}", "write the hyphen - in a date, and / in an interval"
    if any(each.isdecimal() and not each.isascii() for each in part):
        plain = "".join(str(unicodedata.decimal(each, each)) for each in part[:_LONGEST])
        return "it has digits other than 0 to 9", f"write {quoted(plain)}"
    for each in part:
        if not each.isprintable() or not (each.isascii() or each.isalpha()):
            name = unicodedata.name(each, "a control character").lower()
            return f"it has the character U+{ord(each):04X} ({name})", "write the date without it"
    return None


def _near_miss(part: str) -> tuple[str, str] | None:
    """What is wrong with a text that is written as people often write dates, and what to write instead."""
    if len(part) > _LONGEST:
        return None
    for form, fault, advice in _NEAR_MISSES:
        if match := re.fullmatch(form, part, re.IGNORECASE):
            return fault, match.expand(advice)
    if re.fullmatch("(?=.*[uUx])[0-9uUxX]{4}(-[0-9uUxX]{2}){0,2}[~?%]?", part):
        return "an unspecified digit is a capital X", f"write {re.sub('[uUx]', 'X', part)}"
    if match := re.fullmatch(rf"({_DATE})\.\.({_DATE})", part):
        first, last = (_padded(edge) or edge for edge in match.groups())
        return "it has no brackets", f"write [{first}..{last}] for some time between, or {first}/{last} for all of it"
    if padded := _padded(part):
        return "months and days have two digits and a hyphen before them", f"write {padded}"
    if suggestion := _in_digits(part):
        return "it has a month in words", f"write {suggestion}"
    if " " in part:
        return "it has spaces", WHAT_TO_WRITE
    return None


def _padded(part: str) -> str | None:
    """A date with one digit for its month or day, or other signs between them, as it is to be written."""
    match = re.fullmatch("([0-9]{4})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?([~?%]?)", part)
    return match and "-".join(each.zfill(2) for each in match.groups()[:3] if each) + match[4]


def _in_digits(part: str) -> str | None:
    """A date with its month in words, as it is to be written; ``None`` for any other text."""
    day_first = re.fullmatch(r"(?:([0-9]{1,2})(?:st|nd|rd|th)? )?([A-Za-z]{3,9})\.?,? ([0-9]{4})", part)
    month_first = re.fullmatch(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})", part)
    if day_first:
        day, month, year = day_first.groups()
    elif month_first:
        month, day, year = month_first.groups()
    else:
        return None
    if month[:3].lower() not in _MONTHS:
        return None
    number = _MONTHS.index(month[:3].lower()) + 1
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
