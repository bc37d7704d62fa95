"""EDTF: a text as the dates written in it, and bounds as a text.

The Extended Date/Time Format is part 2 of ISO 8601 (`specification <https://www.loc.gov/standards/datetime/>`_).
Which forms are read, and what they mean, is documented in :class:`~afghanwar.timespan.timespan.TimeSpan`.
"""

import re
from datetime import date
from typing import NamedTuple, TypeAlias

from afghanwar.errors import TimeSpanError, quoted
from afghanwar.timespan.bounds import FUTURE, PAST, Bounds, bounded

_FIRST_DAY, _LAST_DAY = date(2, 1, 1), date(9998, 12, 31)
_FIRST_MONTH_OF_SEASON = {21: 3, 22: 6, 23: 9, 24: 12}

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%])?")
_DECADE = re.compile(r"([0-9]{3})X")
_WHAT_TO_WRITE = "write YYYY, YYYY-MM or YYYY-MM-DD, an interval A/B, or [A..B] for some time between"


class Point(NamedTuple):
    """One written date: a day, a month, a year, a season or a decade, widened where it is marked ``~`` or ``%``.

    Attributes:
        text: The date without its mark.
        mark: ``"~"``, ``"?"``, ``"%"`` or ``""``.
        first: Its first day.
        last: Its last day.
    """

    text: str
    mark: str
    first: date
    last: date


class OneOf(NamedTuple):
    """Some time between two dates, either of which may be left open.

    Attributes:
        begin: The date not before which it was; ``None`` in ``[..B]``.
        end: The date not after which it was; ``None`` in ``[A..]``.
        mark: ``"?"`` or ``""``.
    """

    begin: Point | None
    end: Point | None
    mark: str

    @property
    def first(self) -> date:
        """The first day that it allows."""
        return PAST if self.begin is None else self.begin.first

    @property
    def last(self) -> date:
        """The last day that it allows."""
        return FUTURE if self.end is None else self.end.last


class Missing(NamedTuple):
    """An end of an interval without a date.

    Attributes:
        open: Whether it is written ``..``: there was no beginning or end, rather than one that is not known.
    """

    open: bool


End: TypeAlias = Point | OneOf | Missing
"""What a time-span has on a side of its slash."""


class Reading(NamedTuple):
    """A text, taken apart.

    Attributes:
        start: What is written before the slash, or the whole text where it has none.
        end: What is written after the slash; ``None`` where the text has none.
    """

    start: End
    end: End | None

    @property
    def marks(self) -> str:
        """Every mark in the text."""
        return "".join(end.mark for end in (self.start, self.end) if isinstance(end, Point | OneOf))

    @property
    def bounds(self) -> Bounds | None:
        """The bounds of the text; ``None`` where no possible world fits it."""
        start, end = self.start, self.start if self.end is None else self.end
        starts = (PAST, PAST if start.open else FUTURE) if isinstance(start, Missing) else (start.first, start.last)
        ends = (FUTURE if end.open else PAST, FUTURE) if isinstance(end, Missing) else (end.first, end.last)
        return bounded(*starts, *ends)

    @property
    def written(self) -> tuple[date, date]:
        """The first and the last day of the dates that are written."""
        points = [
            point
            for end in (self.start, self.end)
            for point in ((end.begin, end.end) if isinstance(end, OneOf) else (end,))
            if isinstance(point, Point)
        ]
        return min(point.first for point in points), max(point.last for point in points)

    @property
    def reach(self) -> tuple[date, date]:
        """The days from the first to the last that is written; an end that is written ``..`` has no last."""
        first, last = self.written
        return PAST if self.start == Missing(open=True) else first, FUTURE if self.end == Missing(open=True) else last


def read(text: str) -> Reading:
    """Take a text apart.

    Args:
        text: A text of the subset; no white space around it.

    Returns:
        What is written in it.

    Raises:
        TimeSpanError: It is not of the subset, or no possible world fits it.
    """
    start_text, slash, end_text = text.partition("/")
    if not slash:
        return Reading(_end(text, text), None)
    start, end = _side(start_text, text), _side(end_text, text)
    if isinstance(start, Missing) and isinstance(end, Missing):
        raise _error(text, "it has no date", _WHAT_TO_WRITE)
    reading = Reading(start, end)
    if reading.bounds is None:
        raise _error(text, "it ends before it starts", "write the earlier date first")
    return reading


def write(bounds: Bounds) -> str | None:
    """Write bounds in the plainest text that has them.

    Args:
        bounds: The bounds.

    Returns:
        The text, without a mark; ``None`` where the bounds leave everything open, which no text says.
    """
    start = (bounds.earliest_start, bounds.latest_start)
    end = (bounds.earliest_end, bounds.latest_end)
    if start == end:
        return None if start == (PAST, FUTURE) else _range(*start)
    # An end as wide as the other one allows is one that is not known.
    start_text = "" if start == (PAST, bounds.latest_end) else _range(*start)
    end_text = "" if end == (bounds.earliest_start, FUTURE) else _range(*end)
    if start_text in ("", "..") and end_text in ("", ".."):
        return None
    return f"{start_text}/{end_text}"


def mark_uncertain(text: str) -> str:
    """Add a ``?`` to an unmarked text of the subset, on the side that has a plain date where there is one."""
    start, slash, end = text.partition("/")
    on_end = not _POINT.fullmatch(start) and (_POINT.fullmatch(end) or start in ("", ".."))
    return f"{start}{slash}{end}?" if on_end else f"{start}?{slash}{end}"


def _side(part: str, text: str) -> End:
    return Missing(open=bool(part)) if part in ("", "..") else _end(part, text)


def _end(part: str, text: str) -> Point | OneOf:
    """A date, a season, a decade or a one-of range."""
    point = _point(part, text)
    if point is not None:
        return point
    inner = part.removesuffix("?")
    first, dots, last = inner[1:-1].partition("..")
    if not (dots and inner[0] == "[" and inner[-1] == "]"):
        raise _error(text, *_diagnosis(part))
    if not first and not last:
        raise _error(text, "it has no date", _WHAT_TO_WRITE)
    begin, end = (_edge(edge, text) if edge else None for edge in (first, last))
    if begin is not None and end is not None and begin.first > end.last:
        raise _error(text, "it ends before it starts", "write the earlier date first")
    return OneOf(begin, end, part[len(inner) :])


def _edge(part: str, text: str) -> Point:
    """An edge of a one-of range: a day, a month or a year."""
    point = None if _DECADE.fullmatch(part) else _point(part, text)
    if point is None or point.mark or part[5:7] > "12":
        raise _error(text, f"{quoted(part)} cannot be an edge of [A..B]", "write a day, month or year without a mark")
    return point


def _point(part: str, text: str) -> Point | None:
    match = _POINT.fullmatch(part)
    if match is not None:
        mark = match[4] or ""
        return Point(part.removesuffix(mark), mark, *_days(match, text))
    match = _DECADE.fullmatch(part)
    if match is None:
        return None
    decade = int(match[1]) * 10
    if not 10 <= decade <= 9980:
        raise _error(text, "years run from 0002 to 9998", "write a year among them")
    return Point(part, "", date(decade, 1, 1), date(decade + 9, 12, 31))


def _days(match: re.Match[str], text: str) -> tuple[date, date]:
    """The first and last day of a day, month, year or season; its mark widens it by one unit of its precision."""
    year_text, month_text, day_text, mark = match.groups()
    year, widened = int(year_text), mark in ("~", "%")
    if not 2 <= year <= 9998:
        raise _error(text, f"there is no year {year_text} here", "years run from 0002 to 9998")
    if month_text is None:
        return _covered(date(year - widened, 1, 1), date(year + widened, 12, 31))
    month = int(month_text)
    if day_text is not None:
        return _days_of_day(year, month, day_text, widened, text)
    if 1 <= month <= 12:
        before = after = (year, month)
        if widened:
            before = (year, month - 1) if month > 1 else (year - 1, 12)
            after = (year, month + 1) if month < 12 else (year + 1, 1)
        return _covered(date(*before, 1), date(*after, _length(*after)))
    if month not in _FIRST_MONTH_OF_SEASON:
        advice = "write a month from 01 to 12, or a season from 21 to 24"
        raise _error(text, f"there is no month {month_text}", advice)
    if mark is not None:
        raise _error(text, f"a season takes no mark {mark!r}", "leave it out, or write [A..B]")
    first_month = _FIRST_MONTH_OF_SEASON[month]
    last_month = (year, first_month + 2) if first_month < 12 else (year + 1, 2)
    return _covered(date(year, first_month, 1), date(*last_month, _length(*last_month)))


def _days_of_day(year: int, month: int, day_text: str, widened: bool, text: str) -> tuple[date, date]:
    if not 1 <= month <= 12:
        raise _error(text, f"there is no month {month:02}", "write a month from 01 to 12")
    if not 1 <= int(day_text) <= _length(year, month):
        raise _error(text, f"{year:04}-{month:02} has no day {day_text}", "write a day of that month")
    day = date(year, month, int(day_text))
    if not widened:
        return day, day
    return _covered(date.fromordinal(day.toordinal() - 1), date.fromordinal(day.toordinal() + 1))


def _covered(first: date, last: date) -> tuple[date, date]:
    """A day that a mark or a season moves out of the years 0002 to 9998 is unbounded: no text could write it."""
    return first if first >= _FIRST_DAY else PAST, last if last <= _LAST_DAY else FUTURE


def _length(year: int, month: int) -> int:
    """The number of days of a month; the module ``calendar`` has it too, and takes a hundredth of a start to import."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _range(first: date, last: date) -> str:
    """The plainest text for an end of a span that lies between two days."""
    if first == last:
        return ".." if first in (PAST, FUTURE) else first.isoformat()
    # Both edges have the same precision: years or months where whole ones are meant, else days.
    if first.day == 1 and last.day == _length(last.year, last.month):
        length = 4 if first.month == 1 and last.month == 12 else 7
    else:
        length = 10
    first_text = "" if first == PAST else first.isoformat()[:length]
    last_text = "" if last == FUTURE else last.isoformat()[:length]
    return first_text if first_text == last_text else f"[{first_text}..{last_text}]"


def _diagnosis(part: str) -> tuple[str, str]:
    """What is wrong with a text of no known form, and what to write instead."""
    if not part.strip():
        return "it is empty", _WHAT_TO_WRITE
    if part != part.strip():
        return "it has white space around it", "leave it out"
    if "/" in part:
        return "it has more than one slash", "write an interval A/B"
    if re.search("[0-9]T", part):
        return "it has a time of day", "write the day alone"
    if part[0] in "{[":
        return "it is not a one-of range", "write [A..B], [..B] or [A..]"
    if part[-1] in "~?%" and _DECADE.fullmatch(part[:-1]):
        return "a decade takes no mark", "leave it out, or write [A..B]"
    if "X" in part:
        return "only a decade such as 199X may leave digits open", "write [A..B] for other ranges"
    return "it is not of a known form", _WHAT_TO_WRITE


def _error(text: str, fault: str, advice: str) -> TimeSpanError:
    return TimeSpanError(f"{quoted(text)} is not a time-span: {fault}; {advice}")
