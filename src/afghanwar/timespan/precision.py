"""Precision: time-spans from the dates of other tables, only as precise as their publishers say."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

import attrs

from afghanwar.errors import TimeSpanError, listed, quoted
from afghanwar.timespan.timespan import TimeSpan

PresetName: TypeAlias = Literal["acled", "ftm", "ucdp"]
"""The publisher whose statements of precision are used: a key of :data:`PRESETS`."""

Day: TypeAlias = date | str | None
"""A date in a table: a ``date`` or ``datetime``, or a string that begins with one; ``None`` or ``""`` if missing."""

_ZONE: Final = re.compile(r"[T ][\d:.]+ ?(Z|[+-]\d\d:?\d\d)$", re.ASCII)

Code: TypeAlias = float | str | None
"""A precision code in a table; ``None``, ``""`` or NaN if missing."""


@attrs.frozen(kw_only=True)
class Preset:
    """How one publisher says how precise a date is.

    Attributes:
        source: Where the publisher documents it.
        meaning: What the dates and codes mean, and which time-spans are made from them.
        column: The published name of the column of codes; ``None`` if the dates themselves show how precise they are.
        has_end: Whether there is a column for the end.
        read: Makes a time-span from a start, an end and a code.
    """

    source: str
    meaning: str
    column: str | None
    has_end: bool
    read: Callable[[Day, Day, Code], TimeSpan | None]


def span_from(preset: PresetName, start: Day, end: Day = None, code: Code = None) -> TimeSpan | None:
    """Make a time-span from a date of another table, no more precise than its publisher says.

    >>> span_from("ucdp", "2001-12-06", "2001-12-17", 4)
    TimeSpan('[2001-12-06..2001-12-17]')
    >>> span_from("acled", "2021-08-15", code=3)
    TimeSpan('2021-08')
    >>> span_from("ftm", "2001", "2021-08")
    TimeSpan('2001/2021-08')

    Args:
        preset: The publisher of the table.
        start: The start, or the only date.
        end: The end; ``None`` if it is missing.
        code: The precision code. A missing one counts as the least precise.

    Returns:
        The time-span; ``None`` if both dates are missing. A missing date is unknown and sets no bound.

    Raises:
        TimeSpanError: A date or a code does not have the documented form, or the start is after the end.
        ValueError: There is no such preset, or it has no end or no codes.
    """
    return preset_of(preset, end=not _is_missing(end), code=not _is_missing(code)).read(start, end, code)


def preset_of(name: str, *, end: bool, code: bool) -> Preset:
    """Return a preset.

    Args:
        name: Its name.
        end: Whether there is an end to read.
        code: Whether there is a precision code to read.

    Raises:
        ValueError: There is no such preset, or it does not read what there is.
    """
    preset: Preset | None = PRESETS.get(name)  # type: ignore[call-overload]
    if preset is None:
        raise ValueError(f"preset is {quoted(name)}; use one of {listed(sorted(PRESETS))}")
    if end and not preset.has_end:
        raise ValueError(f"the dates of {name!r} have no end; leave it out")
    if code and preset.column is None:
        raise ValueError(f"the dates of {name!r} have no precision codes; leave them out")
    return preset


def zone_of(value: date | str) -> str | None:
    """Return the time zone that is written in a date of a table; ``None`` if there is none.

    The day of a time is the day that is written, so days of several zones must not be mixed.

    >>> zone_of("2021-08-15T10:00:00+04:30")
    '+04:30'
    """
    match = _ZONE.search(value.isoformat() if isinstance(value, date) else value)
    return match[1] if match else None


def _of_ucdp(start: Day, end: Day, code: Code) -> TimeSpan | None:
    first, last, widest = _day("start", start), _day("end", end), _UCDP_DAYS[_code(code, _UCDP_DAYS)]
    if first is None and last is None:
        return None
    if first is None or last is None:
        known = first or last
        assert known is not None  # One of them is there.
        step = timedelta(days=widest - 1)
        first, last = (known, known + step) if last is None else (known - step, known)
    return _some_time_in(first, last)


_UCDP_DAYS: Final[Mapping[int, int]] = {1: 1, 2: 6, 3: 7, 4: 31, 5: 366}
"""The number of days of the widest range that each code allows."""


def _of_acled(start: Day, _: Day, code: Code) -> TimeSpan | None:
    day, precision = _day("date", start), _code(code, _ACLED_CODES)
    if day is None:
        return None
    if precision == 3:
        return TimeSpan(str(day)[:7])
    # The middle of a week is recorded as a Wednesday or a Thursday, whether it begins on a Sunday or a Monday.
    around = timedelta(days=4 if precision == 2 else 0)
    return _some_time_in(day - around, day + around)


_ACLED_CODES: Final = (1, 2, 3)

_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)([T ]\d\d(:.*)?)?", re.ASCII | re.DOTALL)
_PREFIX: Final = re.compile(r"\d{4}(-\d\d(-\d\d(T.*)?)?)?", re.ASCII | re.DOTALL)


def _of_ftm(start: Day, end: Day, _: Code) -> TimeSpan | None:
    first, last = _prefix("start", start), _prefix("end", end)
    if first is None and last is None:
        return None
    return TimeSpan(first if first is not None and first == last else f"{first or ''}/{last or ''}")


def _is_missing(value: Day | Code) -> bool:
    return value is None or value == "" or value != value  # NaN differs from itself.


def _prefix(name: str, value: Day) -> str | None:
    if value is None or value == "":
        return None
    text = value.isoformat() if isinstance(value, date) else value
    if not _PREFIX.fullmatch(text):
        raise TimeSpanError(f"the {name} {quoted(text)} is not a prefix of a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    return text[:10]


def _some_time_in(first: date, last: date) -> TimeSpan:
    if first > last:
        raise TimeSpanError(f"the start {str(first)!r} is after the end {str(last)!r}; swap them")
    return TimeSpan(str(first) if first == last else f"[{first}..{last}]")


def _day(name: str, value: Day) -> date | None:
    if value is None or value == "":
        return None
    text = value.isoformat() if isinstance(value, date) else value
    match = _DAY.fullmatch(text)
    try:
        day = date.fromisoformat(match[1]) if match else date.min
    except ValueError:
        day = date.min
    # A range around a day of the first or the last year might leave the calendar.
    if not 2 <= day.year <= 9998:
        raise TimeSpanError(f"the {name} {quoted(text)} is not a day from the year 0002 to 9998; write YYYY-MM-DD")
    return day


def _code(value: Code, known: Mapping[int, int] | tuple[int, ...]) -> int:
    """The precision code as a number; a missing one counts as the least precise."""
    if value is None or _is_missing(value):
        return max(known)
    try:
        number = float(value)
    except ValueError:
        number = 0
    if number not in known:
        raise TimeSpanError(f"the precision is {quoted(value)}; use one of {', '.join(map(str, known))}")
    return int(number)


PRESETS: Final[Mapping[PresetName, Preset]] = {
    "ucdp": Preset(
        source="Högbladh, UCDP GED Codebook, the variables date_start, date_end and date_prec",
        meaning=(
            "date_start is the first possible day and date_end the last possible one, so the event happened at some "
            "time between them. If one of them is missing, date_prec says how far away it can be: 1, the same "
            "day; 2, a range of 2 to 6 days; 3, a week; 4, a range of 8 to 30 days, or a month; 5, up to a year"
        ),
        column="date_prec",
        has_end=True,
        read=_of_ucdp,
    ),
    "acled": Preset(
        source="ACLED Codebook, section 'Time precision codes'",
        meaning=(
            "with time_precision 1, event_date is the day; with 2, it is the middle of a week or weekend, recorded as "
            "Wednesday or Thursday, so the event happened at most four days away; with 3, it is the first, the last "
            "or the middle day of a month, so the event happened within that month"
        ),
        column="time_precision",
        has_end=False,
        read=_of_acled,
    ),
    "ftm": Preset(
        source="FollowTheMoney, property type 'date', https://followthemoney.tech/explorer/types/date",
        meaning=(
            "a date is a prefix of YYYY-MM-DDTHH:MM:SS, and only as precise as it is long: 2021, 2021-08, 2021-08-15. "
            "Something lasted from startDate to endDate; if one of them is missing, that end is unknown. A single date "
            "is both"
        ),
        column=None,
        has_end=True,
        read=_of_ftm,
    ),
}
"""What each publisher's codes mean. The day of a time is the day that is written."""
