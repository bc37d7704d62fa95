"""Dates: one written date as the days that it covers, with its marks and unspecified digits."""

import re
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from afghanwar.timespan.bounds import FUTURE, PAST
from afghanwar.timespan.faults import error, unsupported

_FIRST_DAY, _LAST_DAY = date(2, 1, 1), date(9998, 12, 31)
_GROUPS = {
    "21": (3, 3), "22": (6, 3), "23": (9, 3), "24": (12, 3),
    "25": (3, 3), "26": (6, 3), "27": (9, 3), "28": (12, 3),
    "29": (9, 3), "30": (12, 3), "31": (3, 3), "32": (6, 3),
    "33": (1, 3), "34": (4, 3), "35": (7, 3), "36": (10, 3),
    "37": (1, 4), "38": (5, 4), "39": (9, 4),
    "40": (1, 6), "41": (7, 6),
}  # fmt: skip
"""The first month of each season, quarter, third and half of a year, and its number of months."""

_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%])?")
_YEAR = "([~?%])?([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX)([~?%])?"
_MONTH, _DAY = "([~?%])?([0-9]{2}|[0-9]X|XX)([~?%])?", "([~?%])?([0-9]{2}|[0-9]X|XX)([~?%])?"
_COMPOSED = re.compile(f"{_YEAR}(?:-{_MONTH}(?:-{_DAY})?)?")
_YEARS = "years run from 0002 to 9998"
_MONTHS = "write a month from 01 to 12, or a season from 21 to 24"


class Point(NamedTuple):
    """One written date, from a day to a millennium, widened if it or a part of it is marked ``~`` or ``%``.

    Attributes:
        text: The date without its marks.
        mark: ``"~"``, ``"?"``, ``"%"`` or ``""``; ``"%"`` also where different parts are marked ``~`` and ``?``.
        first: Its first day.
        last: Its last day.
    """

    text: str
    mark: str
    first: date
    last: date

    @property
    def month(self) -> str:
        """The digits of the month, season or other group of months; ``""`` for a year."""
        return self.text[5:7]

    @property
    def in_months(self) -> bool:
        """Whether it is a season or another group of months."""
        return self.month in _GROUPS

    @property
    def unspecified(self) -> bool:
        """Whether it has an ``X``."""
        return self.text[-1] == "X"


def read_point(part: str, text: str) -> Point | None:
    """Parse one date.

    Args:
        part: A text, or the part of one that may be a date.
        text: The whole text, for the error message.

    Returns:
        The date; ``None`` if the part does not have the form of one.

    Raises:
        TimeSpanError: The part has the form of a date, but there is no such date, or its year is out of range.
    """
    match = _PLAIN.fullmatch(part)
    if match is not None and (match[2] is None or match[2] < "13"):
        mark = match[4] or ""
        return Point(part.removesuffix(mark), mark, *_days(match, part, text))
    match = _COMPOSED.fullmatch(part)
    if match is None:
        return None
    left_of_year, year, of_year, left_of_month, month, of_month, left_of_day, day, of_day = match.groups("")
    written = [each for each in (year, month, day) if each]
    if any("X" in each and following != "XX" for each, following in pairwise(written)):
        return None
    marks = []
    for left, right in ((left_of_year, of_year), (left_of_month, of_month), (left_of_day, of_day)):
        if left and right:
            raise error(text, "a part of it has two marks", "write one, or % for both ~ and ?")
        marks.append(left + right)
    mark = "".join(marks)
    doubtful, about = "?" in mark or "%" in mark, "~" in mark or "%" in mark
    days = _composed_days((year, month, day), [each in ("~", "%") for each in marks], part, text)
    return Point("-".join(written), "%" if doubtful and about else mark[:1], *days)


def length_of(year: int, month: int) -> int:
    """The number of days of a month; ``calendar`` has this too, but importing it takes 1 % of the start-up time."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _days(match: re.Match[str], part: str, text: str) -> tuple[date, date]:
    """The first and last day of a day, month or year; its mark widens it by one unit of its precision."""
    year_text, month_text, day_text, mark = match.groups()
    year, widened = int(year_text), mark in ("~", "%")
    month = 1 if month_text is None else int(month_text)
    if month == 0:
        raise error(text, "there is no month 00", _MONTHS)
    if day_text is not None and not 1 <= int(day_text) <= length_of(year, month):
        raise error(text, f"{year_text}-{month_text} has no day {day_text}", "write a day of that month")
    if not 2 <= year <= 9998:
        raise unsupported(text, part, f"the year {year_text} is out of range", _YEARS)
    if month_text is None:
        return _moved(date(year - widened, 1, 1), date(year + widened, 12, 31))
    if day_text is not None:
        day = date(year, month, int(day_text))
        return _moved(day, day, 1) if widened else (day, day)
    index = year * 12 + month - 1
    return _day_of(index - widened), _day_of(index + widened, 31)


def _composed_days(parts: tuple[str, str, str], widened: list[bool], part: str, text: str) -> tuple[date, date]:
    """The first and last day of a date of any form; each marked part widens it by one unit of that part."""
    year, month, day = parts
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    start, length = first_year * 12, (last_year - first_year + 1) * 12
    units = [length]
    if month not in ("", "XX"):
        offset, length = _months(month, text)
        start += offset
    units += [length, length]  # An unspecified month is as precise as its year, an unspecified day as its month.
    first_day, last_day, more_days = 1, 31, 0
    if day and month in _GROUPS:
        raise error(text, f"there is no month {month}", "write a month from 01 to 12")
    if day not in ("", "XX"):
        most = length_of(first_year, int(month))
        first_day, last_day = max(int(day.replace("X", "0")), "X" in day), int(day.replace("X", "9"))
        last_day = min(last_day, most) if "X" in day else last_day
        if not 1 <= first_day <= last_day <= most:
            raise error(text, f"{year}-{month} has no day {day}", "write a day of that month")
        if widened[2]:
            units[2], more_days = 0, last_day - first_day + 1
    if not 2 <= first_year <= last_year <= 9998:
        raise unsupported(text, part, f"the year {year} is out of range", _YEARS)
    more_months = sum(unit for unit, wide in zip(units, widened, strict=True) if wide)
    first = _day_of(start - more_months, first_day)
    return _moved(first, _day_of(start + length - 1 + more_months, last_day), more_days)


def _months(month: str, text: str) -> tuple[int, int]:
    """The number of months of the year before a month or group of months, and the number of months in it."""
    if month == "0X":
        return 0, 9
    if month == "1X":
        return 9, 3
    if "01" <= month <= "12":
        return int(month) - 1, 1
    if month not in _GROUPS:
        raise error(text, f"there is no month {month}", _MONTHS)
    first, length = _GROUPS[month]
    return first - 1, length


def _day_of(index: int, day: int = 1) -> date:
    """A day of a month that is counted from the year 0; the last day of the month if it has no such day."""
    year, month = divmod(index, 12)
    if year < 2:
        return PAST
    return FUTURE if year > 9998 else date(year, month + 1, min(day, length_of(year, month + 1)))


def _moved(first: date, last: date, days: int = 0) -> tuple[date, date]:
    """Move two days apart; a day outside the years 0002 to 9998, which no text can express, is unbounded."""
    if days:
        first = date.fromordinal(max(first.toordinal() - days, 1))
        last = date.fromordinal(min(last.toordinal() + days, FUTURE.toordinal()))
    return first if first >= _FIRST_DAY else PAST, last if last <= _LAST_DAY else FUTURE
