"""English: a time-span in words, for a reader who knows no EDTF."""

from datetime import date

from afghanwar.timespan.bounds import Bounds, some_time_in
from afghanwar.timespan.edtf import End, Missing, OneOf, Point, Reading, read, write

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_HEDGES = {"": "", "~": "around ", "?": "perhaps ", "%": "perhaps around "}


def humanize(reading: Reading, bounds: Bounds) -> str:
    """Say a time-span in English.

    Args:
        reading: What is written in its text.
        bounds: Its bounds.

    Returns:
        A phrase without a capital or a full stop, such as ``"from 6 to 17 December 2001"``.
    """
    start, end = reading.start, reading.end
    if isinstance(start, Point | OneOf) and end in (None, start):
        return _end_in_words(start)
    if isinstance(start, OneOf) and isinstance(end, OneOf) and start.end and end.begin and not (start.begin or end.end):
        perhaps = "perhaps " if reading.marks else ""
        return f"{perhaps}{_attested(start.end, end.begin, bounds)}, perhaps also before and after"
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
    """Return some days in English: "on 6 December 2001", "in December 2001", "from 6 to 17 December 2001"."""
    whole = _whole_in_words(first, last)
    return whole or f"from {_pair(day_in_words(first), day_in_words(last), ' to ')}"


def within_days_in_words(first: date, last: date) -> str:
    """Return some time within some days in English: as :func:`days_in_words`, or "between 6 and 17 December 2001"."""
    whole = _whole_in_words(first, last)
    return whole or f"between {_pair(day_in_words(first), day_in_words(last), ' and ')}"


def _whole_in_words(first: date, last: date) -> str | None:
    """A single day, or a whole month or year, with its preposition; ``None`` for other days."""
    if first == last:
        return f"on {day_in_words(first)}"
    text = write(some_time_in(first, last))
    return None if text is None or "[" in text else f"in {_side_in_words(read(text).start)}"


def _attested(start: Point, end: Point, bounds: Bounds) -> str:
    """When it was so, of a time-span that has neither a beginning nor an end."""
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
    perhaps = _HEDGES[end.mark]
    if end.end is None:
        assert end.begin is not None, end
        return f"{perhaps}{_point_in_words(end.begin)} or later"
    if end.begin is None:
        return f"{perhaps}{_point_in_words(end.end)} or earlier"
    first, last = _point_in_words(end.begin), _point_in_words(end.end)
    # "Between 15 August 2021 and 2021" would say nothing of the second edge.
    if end.begin.text.startswith(f"{end.end.text}-"):
        return f"{perhaps}between {first} and the end of {last}"
    if end.end.text.startswith(f"{end.begin.text}-"):
        return f"{perhaps}between the beginning of {first} and {last}"
    return f"{perhaps}between {_pair(first, last, ' and ')}"


def _point_in_words(point: Point) -> str:
    hedge = _HEDGES[point.mark]
    if point.text.endswith("X"):
        return f"{hedge}the {point.text[:-1]}0s"
    year, _, rest = point.text.partition("-")
    month, _, day = rest.partition("-")
    if not month:
        return f"{hedge}{int(year)}"
    if month in _SEASONS:
        years = f"{int(year)}-{int(year) + 1}" if month == "24" else f"{int(year)}"
        return f"{_SEASONS[month]} {years}"
    month_in_words = f"{MONTHS[int(month) - 1]} {int(year)}"
    return f"{hedge}{int(day)} {month_in_words}" if day else f"{hedge}{month_in_words}"


def _pair(first: str, last: str, between: str) -> str:
    """Two dates in English; what both share is said once, as in "6 and 17 December 2001"."""
    words, last_words = first.split(), last.split()
    said = list(words)
    while len(words) == len(last_words) and len(said) > 1 and said[-1] == last_words[len(said) - 1]:
        said.pop()
    return f"{' '.join(said)}{between}{last}"
