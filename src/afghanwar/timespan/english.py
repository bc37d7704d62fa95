"""English: a time-span in words, for a reader who does not know EDTF."""

from datetime import date

from afghanwar.timespan.bounds import Bounds, some_time_in
from afghanwar.timespan.dates import Point, length_of
from afghanwar.timespan.edtf import End, Missing, OneOf, Reading, read, write

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = ("spring", "summer", "autumn", "winter")
_GROUPS = (
    *_SEASONS,
    *(f"northern {season}" for season in _SEASONS),
    *(f"southern {season}" for season in _SEASONS),
    *(f"the {place} quarter of" for place in ("first", "second", "third", "last")),
    *(f"the {place} third of" for place in ("first", "second", "last")),
    *(f"the {place} half of" for place in ("first", "second")),
)
_OVER_NEW_YEAR = ("24", "28", "30")
_HEDGES = {"": "", "~": "around ", "?": "perhaps ", "%": "perhaps around "}


def humanize(reading: Reading) -> str:
    """Describe a time-span in English.

    Args:
        reading: Its parsed text.

    Returns:
        A phrase without a capital or a full stop, such as ``"from 6 to 17 December 2001"``.
    """
    start, end = reading.start, reading.end
    if isinstance(start, Point | OneOf) and end in (None, start):
        return _end_in_words(start)
    if isinstance(start, OneOf) and isinstance(end, OneOf) and _is_attested(start, end):
        assert start.end is not None, reading
        assert end.begin is not None, reading
        perhaps = "perhaps " if reading.marks else ""
        return f"{perhaps}{_attested(start.end, end.begin, reading.bounds)}, perhaps also before and after"
    if isinstance(start, Point) and isinstance(end, Point):
        return f"from {_pair(_point_in_words(start), _point_in_words(end), ' to ')}"
    if end == Missing(open=True):
        return f"since {_side_in_words(start)}"
    if start == Missing(open=True):
        return f"until {_side_in_words(end)}"
    return f"from {_side_in_words(start)} to {_side_in_words(end)}"


def day_in_words(day: date) -> str:
    """Return a day in English, such as ``"5 July 2021"``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_in_words(first: date, last: date) -> str:
    """Return a range of days in English: "on 6 December 2001", "in December 2001", "from 6 to 17 December 2001"."""
    whole = _whole_in_words(first, last)
    return whole or f"from {_pair(day_in_words(first), day_in_words(last), ' to ')}"


def within_days_in_words(first: date, last: date) -> str:
    """Return "some time in a range of days" as :func:`days_in_words`, or as "between 6 and 17 December 2001"."""
    whole = _whole_in_words(first, last)
    return whole or f"between {_pair(day_in_words(first), day_in_words(last), ' and ')}"


def _whole_in_words(first: date, last: date) -> str | None:
    """A single day, or a whole month or year, with its preposition; ``None`` for other days."""
    if first == last:
        return f"on {day_in_words(first)}"
    text = write(some_time_in(first, last))
    return None if text is None or "[" in text else f"in {_side_in_words(read(text).start)}"


def _is_attested(start: OneOf, end: OneOf) -> bool:
    """Whether a time-span from ``[..A]`` to ``[B..]`` has neither a beginning nor an end."""
    return not (start.members or end.members or start.begin or end.end)


def _attested(start: Point, end: Point, bounds: Bounds) -> str:
    """The time at which a time-span without a beginning and an end is attested."""
    if bounds.latest_start < bounds.earliest_end:
        return f"from {_pair(_point_in_words(start), _point_in_words(end), ' to ')}"
    text = write(some_time_in(bounds.earliest_end, bounds.latest_start))
    assert text is not None, bounds  # Both days are written dates.
    return _side_in_words(read(text).start)


def _side_in_words(end: End | None) -> str:
    if end is None or isinstance(end, Missing):
        return "an unknown time"
    return _end_in_words(end).replace("between", "some time between")


def _end_in_words(end: Point | OneOf) -> str:
    if isinstance(end, Point):
        return _point_in_words(end)
    members = [_range_in_words(*member) for member in end.members or ((end.begin, end.end),)]
    return _HEDGES[end.mark] + " or ".join(filter(None, (", ".join(members[:-1]), members[-1])))


def _range_in_words(begin: Point | None, end: Point | None) -> str:
    if end is None:
        assert begin is not None
        return f"{_point_in_words(begin)} or later"
    if begin is None:
        return f"{_point_in_words(end)} or earlier"
    if begin is end:
        return _point_in_words(end)
    first, last = _point_in_words(begin), _point_in_words(end)
    # "Between 15 August 2021 and 2021" would not make the second edge clear.
    if begin.text.startswith(f"{end.text}-"):
        return f"between {first} and the end of {last}"
    if end.text.startswith(f"{begin.text}-"):
        return f"between the beginning of {first} and {last}"
    return f"between {_pair(first, last, ' and ')}"


def _point_in_words(point: Point) -> str:
    hedge = _HEDGES[point.mark]
    year, _, rest = point.text.partition("-")
    month, _, day = rest.partition("-")
    if "X" in rest:
        return hedge + _unspecified_in_words(year, month, day)
    if not month:
        return hedge + _year_in_words(year)
    if point.in_months:
        years = f"{int(year)}-{int(year) + 1}" if month in _OVER_NEW_YEAR else f"{int(year)}"
        return f"{hedge}{_GROUPS[int(month) - 21]} {years}"
    month_in_words = f"{MONTHS[int(month) - 1]} {int(year)}"
    return f"{hedge}{int(day)} {month_in_words}" if day else f"{hedge}{month_in_words}"


def _unspecified_in_words(year: str, month: str, day: str) -> str:
    """A date with an unspecified digit in the month or the day."""
    year = _year_in_words(year)
    unit = "day" if day else "month"
    if month == "XX":
        return f"some {unit} of {year}"
    if month[1] == "X":
        return f"some {unit} of {'January-September' if month[0] == '0' else 'October-December'} {year}"
    name = f"{MONTHS[int(month) - 1]} {year}"
    if day == "XX":
        return f"some day of {name}"
    last = min(int(day.replace("X", "9")), length_of(int(year), int(month)))
    first = max(int(day[0]) * 10, 1)
    return f"some day of {first}-{last} {name}" if first < last else f"{last} {name}"


def _year_in_words(year: str) -> str:
    if year.endswith("XX"):
        return f"the years {int(year.replace('X', '0'))}-{int(year.replace('X', '9'))}"
    return f"the {year[:-1]}0s" if year.endswith("X") else f"{int(year)}"


def _pair(first: str, last: str, between: str) -> str:
    """Two dates in English; what they share is written once, as in "6 and 17 December 2001"."""
    words, last_words = first.split(), last.split()
    said = list(words)
    while len(words) == len(last_words) and len(said) > 1 and said[-1] == last_words[len(said) - 1]:
        said.pop()
    return f"{' '.join(said)}{between}{last}"
