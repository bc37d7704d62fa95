"""Faults: what is wrong with a text that is not a time-span, and what to write instead."""

import re
import unicodedata

from afghanwar.errors import TimeSpanError, quoted

WHAT_TO_WRITE = "write YYYY, YYYY-MM or YYYY-MM-DD, an interval A/B, or [A..B] for some time between"
"""The advice if none is more specific."""

NO_DATE = "it has no date"
"""The fault of a text without a date."""

_ONE_OF = "write [A..B], [..B] or [A..] for some time between, or a list [A,B]"
_MARK = "[~?%]?"
_LEFT_X = ("an X left of a digit", "write [A..B] for the days between, or a list [A,B]")
_DATE = "[0-9X~?%-]+"

# Valid EDTF, by form: what it is, and what to write here.
_VALID = (
    (r"Y-?([1-9][0-9]{4,}|[0-9]+E[0-9]+)(S[0-9]+)?", "a long year", "years run from 0002 to 9998"),
    (r"-?[0-9]{4}S[0-9]+", "significant digits", "write 195X or 19XX for the years that it may be, or [A..B]"),
    (
        rf"{_MARK}-[0-9X]{{4}}{_MARK}(-{_MARK}[0-9X]{{2}}{_MARK}){{0,2}}",
        "a negative year",
        "years run from 0002 to 9998",
    ),
    (r"\{[0-9X~?%.,-]+\}", "a set {A,B} of several dates", "write one time-span for each, or [A,B] for one of them"),
    (rf"XXXX(-XX){{0,2}}{_MARK}", NO_DATE, WHAT_TO_WRITE),
    (r"(?=.*X.*[0-9])[0-9X]{4}(-(0[1-9]|1[0-2]|[01X]X|X[0-9])(-([0-2X][0-9X]|3[01X]))?)?", *_LEFT_X),
)

_PLAIN = "[0-9]{4}(?:-[0-9]{2}){0,2}"
_ABOUT = "(?:c|ca|circa|about|around|approx|approximately)[. ]*"

# Common notations that are not EDTF: the form, what is wrong with it, and what to write.
_NEAR_MISSES = (
    (rf"{_ABOUT}({_PLAIN})", "it has a word for 'about'", r"write \1~"),
    (rf"{_ABOUT}([0-9]{{3}})0s", "it has a word for 'about'", r"write \1X~"),
    (r"(?:the )?([0-9]{2})00'?s", "it has an s", r"write \g<1>0X for ten years, \1XX for a hundred"),
    (r"(?:the )?([0-9]{3})0'?s([~?%]?)", "it has an s", r"write \1X\2"),
    (r"(?:the )?early ([0-9]{3})0'?s", "it has words", r"write [\g<1>0..\g<1>3]"),
    (r"(?:the )?mid[- ]([0-9]{3})0'?s", "it has words", r"write [\g<1>4..\g<1>6]"),
    (r"(?:the )?late ([0-9]{3})0'?s", "it has words", r"write [\g<1>7..\g<1>9]"),
    (r"(?:[ux]{4}|n\.? ?d\.?|no date|undated|none|nan)", NO_DATE, WHAT_TO_WRITE),
    (r"open|now|present", "it has a word for an open end", "write .. for it, as in 1970/.."),
    (r"unknown", "it has a word for an unknown end", "leave it empty, as in 1970/"),
    (r"\?", "it has a sign for an unknown end", "leave it empty, as in 1970/"),
    (rf"({_PLAIN}) ?- ?(?:now|present|)", "an open end needs a slash", r"write \1/.., or \1/ if its end is unknown"),
    (r"([0-9]{4})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])", "it has no hyphens", r"write \1-\2-\3"),
    (r"([0-9]{4})(0[1-9]|1[0-2])", "it has no hyphen", r"write \1-\2"),
    (r"Y([0-9]{4})", "a Y is only for years of more than four digits", r"write \1"),
    (rf"(?:AD|CE) ?({_PLAIN})", "it has letters", r"write \1"),
    (rf"({_PLAIN}) ?(?:AD|CE)", "it has letters", r"write \1"),
    (r"[0-9]+ ?BC(?:E)?", "it is before the year 2", "years run from 0002 to 9998"),
    (r"[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2,4}", "its year comes last", "write YYYY-MM-DD"),
    (rf"({_PLAIN}) ?- ?({_PLAIN}[~?%]?)", "an interval needs a slash", r"write \1/\2"),
    (rf"(?:from )?({_DATE}) (?:to|until|-) ({_DATE})", "an interval needs a slash", r"write \1/\2"),
    (rf"between ({_PLAIN}) and ({_PLAIN})", "it has words", r"write [\1..\2]"),
    (rf"by ({_PLAIN})", "it has a word", r"write [..\1]"),
    (rf"since ({_PLAIN})", "it has a word", r"write \1/"),
    (rf"(?:till|until|up to) ({_PLAIN})", "it has a word", r"write /\1"),
    (rf"before {_PLAIN}", "it has a word", "write [..B], with the last date that it may be"),
    (rf"after {_PLAIN}", "it has a word", "write [A..], with the first date that it may be"),
    (rf"({_PLAIN})\.{{2,3}}", "it has no brackets", r"write [\1..] for some time since, or \1/.. for all of it"),
    (rf"\.{{2,3}}({_PLAIN})", "it has no brackets", r"write [..\1] for some time before, or ../\1 for all of it"),
    (rf"({_DATE})(?: or |[,;] ?)({_DATE})", "a list needs brackets", r"write [\1,\2]"),
    (rf"({_PLAIN}) ?\(?([~?%])\)?", "a mark must be next to its date", r"write \1\2"),
    (r"spring(?: of)? ([0-9]{4})", "a season must be a number", r"write \1-21"),
    (r"summer(?: of)? ([0-9]{4})", "a season must be a number", r"write \1-22"),
    (r"(?:autumn|fall)(?: of)? ([0-9]{4})", "a season must be a number", r"write \1-23"),
    (r"winter(?: of)? ([0-9]{4})", "a season must be a number", r"write \1-24"),
    (r"early(?: in)? ([0-9]{4})", "it has words", r"write [\1-01..\1-04]"),
    (r"mid[- ]([0-9]{4})", "it has words", r"write [\1-05..\1-08]"),
    (r"late(?: in)? ([0-9]{4})", "it has words", r"write [\1-09..\1-12]"),
    (r"(?:the )?end of ([0-9]{4})", "it has words", r"write \1-12"),
    (r"([0-9]{3})-(\??)", "an unspecified digit must be a capital X", r"write \1X\2"),
    (r"([0-9]{2})--(\??)", "an unspecified digit must be a capital X", r"write \1XX\2"),
    (rf"(?:{_PLAIN})[~?%]{{2}}", "it has two marks", "write % for both ~ and ?"),
    (rf"(?=.*X.*[0-9]){_DATE}", *_LEFT_X),
)
_LONGEST = 60
_IN_PLACE_OF_DASHES = "write the hyphen - in a date, and / in an interval"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def error(text: str, fault: str, advice: str) -> TimeSpanError:
    """Return the error about a text."""
    return TimeSpanError(f"{quoted(text)} is not a time-span: {fault}; {advice}")


def unsupported(text: str, part: str, fault: str, advice: str) -> TimeSpanError:
    """Return the error about a text with a part that is valid EDTF but not supported here."""
    subject = "it" if part == text else quoted(part)
    return error(text, f"{subject} is valid EDTF that is not supported here: {fault}", advice)


def diagnosed(text: str, part: str) -> TimeSpanError:
    """Return the error about a text with a part that cannot be parsed."""
    for form, fault, advice in _VALID:
        if re.fullmatch(form, part):
            return unsupported(text, part, fault, advice)
    return error(text, *(_misplaced(text, part) or _near_miss(part) or ("its format is not recognised", WHAT_TO_WRITE)))


def _misplaced(text: str, part: str) -> tuple[str, str] | None:
    """What is wrong with a text that has a misplaced character, and what to write instead."""
    if not part.strip():
        return "it is empty", WHAT_TO_WRITE
    if part != part.strip():
        return "it has white space around it", "remove it"
    if odd := _odd_character(part):
        return odd
    if re.fullmatch("[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}", text):
        return "its year comes last", "write YYYY-MM-DD"
    if "/" in part:
        padded = _padded(text)
        return "it has more than one slash", f"write {padded} for that day" if padded else "write an interval A/B"
    if shortened := re.fullmatch(rf"({_PLAIN})/([0-9]{{2}}(?:-[0-9]{{2}})?)", text):
        return "the end of an interval must be a whole date", f"write {_whole(*shortened.groups())}"
    if re.search("[0-9](T| [0-9]{1,2}:)", part):
        return "it has a time of day", "write the day alone"
    if part[0] in "{[":
        return "it is not a one-of range or list", _ONE_OF
    return None


def _odd_character(part: str) -> tuple[str, str] | None:
    """What is wrong with the first character that no date has, visible or not, and what to write instead."""
    if dash := _DASHES.search(part):
        plain = _DASHES.sub("-", part)
        _, advice = ("", f"write {plain}") if re.fullmatch(_PLAIN, plain) else _near_miss(plain) or ("", WHAT_TO_WRITE)
        advice = _IN_PLACE_OF_DASHES if advice == WHAT_TO_WRITE else advice
        return f"it has the dash {quoted(dash[0])}", advice
    if any(each.isdecimal() and not each.isascii() for each in part):
        plain = "".join(str(unicodedata.decimal(each, each)) for each in part[:_LONGEST])
        return "it has digits other than 0 to 9", f"write {quoted(plain)}"
    for each in part:
        if not each.isprintable() or not (each.isascii() or each.isalpha()):
            name = unicodedata.name(each, "a control character").lower()
            return f"it has the character U+{ord(each):04X} ({name})", "write the date without it"
    return None


def _near_miss(part: str) -> tuple[str, str] | None:
    """What is wrong with a date in a common notation, and what to write instead."""
    if len(part) > _LONGEST:
        return None
    if re.fullmatch("(?=.*[0-9])(?=.*[uUx?])[0-9uUxX?]{4}(-[0-9uUxX?]{2}){0,2}[~?%]?", part):
        mark = part[-1] if len(part) in (5, 8, 11) and part[-1] in "~?%" else ""
        plain = re.sub("[uUx?]", "X", part.removesuffix(mark))
        return "an unspecified digit must be a capital X", f"write {plain}{mark}"
    for form, fault, advice in _NEAR_MISSES:
        if match := re.fullmatch(form, part, re.IGNORECASE):
            return fault, match.expand(advice)
    if match := re.fullmatch(rf"({_DATE})\.{{2,3}}({_DATE})", part):
        first, last = (_padded(edge) or edge for edge in match.groups())
        some_time = re.sub("[~?%]", "", f"[{first}..{last}]")
        return "it has no brackets", f"write {some_time} for some time between, or {first}/{last} for all of it"
    if padded := _padded(part):
        return "months and days need two digits and a hyphen before them", f"write {padded}"
    if suggestion := _in_digits(part):
        return "it has a month in words", f"write {suggestion}"
    if suggestion := _group_of_years_or_months(part):
        return "it has words", f"write {suggestion}"
    if " " in part:
        return "it has spaces", WHAT_TO_WRITE
    return None


def _whole(start: str, end: str) -> str:
    """The correct form of an interval whose end leaves out what it shares with the start."""
    if len(end) < len(start) - 4:
        return f"{start}/{start[: -len(end)]}{end}"
    month = f"{start}-{end} for that month, or " if len(start) == 4 and "01" <= end <= "12" else ""
    return f"{month}both dates in full, as in {start}/YYYY"


def _padded(part: str) -> str | None:
    """The correct form of a date with one-digit parts or other separators; ``None`` for any other text."""
    number = "([~?%]?)(0?[1-9]|{})"
    month, day = number.format("1[0-2]"), number.format("[12][0-9]|3[01]")
    match = re.fullmatch(f"([0-9]{{4}})[-./]{month}(?:[-./]{day})?([~?%]?)", part)
    if match is None:
        return None
    year, of_month, month, of_day, day, mark = match.groups("")
    return f"{year}-{of_month}{month.zfill(2)}" + (f"-{of_day}{day.zfill(2)}" if day else "") + mark


def _in_digits(part: str) -> str | None:
    """The correct form of a date with its month in words; ``None`` for any other text."""
    word = re.match(rf"({_ABOUT}|early |mid[- ]|late )", part, re.IGNORECASE)
    rest = part[word.end() :] if word else part
    month, number, ordinal = "(?P<month>[a-z]{3,9})", "(?P<day>[0-9]{1,2})", "(?:st|nd|rd|th)?"
    forms = (
        rf"(?:{number}{ordinal}(?: of)?[ -])?{month}\.?,?[ -](?P<year>[0-9]{{4}})",
        rf"{month}\.? {number}{ordinal},? (?P<year>[0-9]{{4}})",
        rf"(?P<year>[0-9]{{4}})[ -]{month}(?:[ -]{number})?",
    )
    match = next(filter(None, (re.fullmatch(form, rest, re.IGNORECASE) for form in forms)), None)
    if match is None or match["month"][:3].lower() not in _MONTHS or int(match["day"] or 1) > 31:
        return None
    found = f"{match['year']}-{_MONTHS.index(match['month'][:3].lower()) + 1:02}"
    found += f"-{int(match['day']):02}" if match["day"] else ""
    first = word[0][0].lower() if word else ""
    if first in ("", "a", "c"):
        return found + ("~" if word else "")
    if match["day"]:
        return None
    begin, end = {"e": ("-01", "-10"), "m": ("-11", "-20"), "l": ("-21", "")}[first]
    return f"[{found}{begin}..{found}{end}]"


def _group_of_years_or_months(part: str) -> str | None:
    """The correct form of a century or a quarter in words; ``None`` for any other text."""
    if match := re.fullmatch(r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th) (?:century|c\.?)", part, re.IGNORECASE):
        return f"{int(match[1]) - 1:02}XX" if int(match[1]) > 1 else None
    if match := re.fullmatch(r"([0-9]{4})[- ]?Q([1-4])|(?:Q([1-4])|([1-4])Q)[- ]?([0-9]{4})", part, re.IGNORECASE):
        return f"{match[1] or match[5]}-{32 + int(match[2] or match[3] or match[4])}"
    return None
