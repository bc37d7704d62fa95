"""EDTF: parse a text into its dates, and write bounds as a text.

The Extended Date/Time Format is part 2 of ISO 8601 (`specification <https://www.loc.gov/standards/datetime/>`_).
Which forms are read, and what they mean, is documented in :class:`~afghanwar.timespan.timespan.TimeSpan`.
"""

import re
from datetime import date
from typing import NamedTuple, TypeAlias

from afghanwar.errors import quoted
from afghanwar.timespan.bounds import FUTURE, PAST, Bounds, bounded, some_time_in
from afghanwar.timespan.dates import Point, length_of, read_point
from afghanwar.timespan.faults import NO_DATE, WHAT_TO_WRITE, diagnosed, error, unsupported

_REVERSED = ("it ends before it starts", "write the earlier date first")
_MARKABLE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")
_OFFSET = "(Z|[+-](0[0-9]|1[0-4])(:[0-5][0-9])?)?"
_TIME = re.compile(f"(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00){_OFFSET}")


class OneOf(NamedTuple):
    """Some time between two dates, either of which may be left open, or one of a list of dates and such ranges.

    Attributes:
        begin: The earliest date; ``None`` in ``[..B]``. In a list, the earliest of all.
        end: The latest date; ``None`` in ``[A..]``. In a list, the latest of all.
        mark: ``"?"`` or ``""``.
        members: The dates and ranges of a list, a date as a range from itself to itself; empty for a single range.
    """

    begin: Point | None
    end: Point | None
    mark: str
    members: "tuple[tuple[Point | None, Point | None], ...]" = ()

    @property
    def first(self) -> date:
        """The first day that it allows."""
        return PAST if self.begin is None else self.begin.first

    @property
    def last(self) -> date:
        """The last day that it allows."""
        return FUTURE if self.end is None else self.end.last

    @property
    def points(self) -> list[Point]:
        """Every date that is written in the range or list."""
        return [point for member in self.members or [(self.begin, self.end)] for point in member if point is not None]


class Missing(NamedTuple):
    """An end of an interval without a date.

    Attributes:
        open: Whether it is written ``..``: there was no beginning or end. Otherwise it is unknown.
    """

    open: bool


End: TypeAlias = Point | OneOf | Missing
"""What a time-span has on one side of its slash."""


class Reading(NamedTuple):
    """A parsed text.

    Attributes:
        start: What is written before the slash, or the whole text if it has no slash.
        end: What is written after the slash; ``None`` if the text has no slash.
        bounds: The bounds of the text.
    """

    start: End
    end: End | None
    bounds: Bounds

    @property
    def marks(self) -> str:
        """The marks of the start and the end, without those of the members of a list."""
        return "".join(end.mark for end in (self.start, self.end) if isinstance(end, Point | OneOf))

    @property
    def points(self) -> list[Point]:
        """Every date that is written, in order."""
        points: list[Point] = []
        for end in (self.start, self.end):
            if isinstance(end, OneOf):
                points += end.points
            elif isinstance(end, Point):
                points.append(end)
        return points

    @property
    def written(self) -> tuple[date, date]:
        """The first and the last day of the dates that are written."""
        start, end = self.start, self.end
        if isinstance(start, Point) and not isinstance(end, Point | OneOf):
            return start.first, start.last
        return min([point.first for point in self.points]), max([point.last for point in self.points])

    @property
    def reach(self) -> tuple[date, date]:
        """The first and the last day of the dates that are written, unbounded on a side that is written ``..``."""
        first, last = self.written
        if isinstance(self.start, Missing) and self.start.open:
            first = PAST
        if isinstance(self.end, Missing) and self.end.open:
            last = FUTURE
        return first, last


def read(text: str) -> Reading:
    """Parse a text.

    Args:
        text: A text of the subset, without white space around it.

    Returns:
        The parsed text.

    Raises:
        TimeSpanError: The text is not in the subset, or no possible world fits it.
    """
    start_text, slash, end_text = text.partition("/")
    if not slash:
        whole = _end(_without_time(text), text)
        return Reading(whole, None, some_time_in(whole.first, whole.last))
    start, end = _side(start_text, text), _side(end_text, text)
    if isinstance(start, Missing) and isinstance(end, Missing):
        if text == "/":
            raise error(text, NO_DATE, WHAT_TO_WRITE)
        raise unsupported(text, text, NO_DATE, WHAT_TO_WRITE)
    starts = (PAST, PAST if start.open else FUTURE) if isinstance(start, Missing) else (start.first, start.last)
    ends = (FUTURE if end.open else PAST, FUTURE) if isinstance(end, Missing) else (end.first, end.last)
    bounds = bounded(*starts, *ends)
    if bounds is None:
        raise error(text, *_REVERSED)
    return Reading(start, end, bounds)


def write(bounds: Bounds) -> str | None:
    """Return the simplest text that has some bounds.

    Args:
        bounds: The bounds.

    Returns:
        The text, without a mark; ``None`` if no day is bounded, which no text can express.
    """
    start = (bounds.earliest_start, bounds.latest_start)
    end = (bounds.earliest_end, bounds.latest_end)
    if start == end:
        return None if start == (PAST, FUTURE) else _range(*start)
    # An end that is as wide as the other one allows is unknown.
    start_text = "" if start == (PAST, bounds.latest_end) else _range(*start)
    end_text = "" if end == (bounds.earliest_start, FUTURE) else _range(*end)
    if start_text in ("", "..") and end_text in ("", ".."):
        return None
    return f"{start_text}/{end_text}"


def mark_uncertain(text: str) -> str:
    """Add a ``?`` to an unmarked text of the subset, on a side that is a plain date if there is one."""
    start, slash, end = text.partition("/")
    on_end = not _MARKABLE.fullmatch(start) and (_MARKABLE.fullmatch(end) or start in ("", ".."))
    return f"{start}{slash}{end}?" if on_end else f"{start}?{slash}{end}"


def _without_time(text: str) -> str:
    """A text without its time of day, if it is a day with a time."""
    day, letter, time = text.partition("T")
    return day if letter and len(day) == 10 and _TIME.fullmatch(time) else text


def _side(part: str, text: str) -> End:
    return Missing(open=bool(part)) if part in ("", "..") else _end(part, text)


def _end(part: str, text: str) -> Point | OneOf:
    """A date, a one-of range or a one-of list."""
    point = read_point(part, text)
    if point is not None:
        return point
    inner = part.removesuffix("?")
    if not (inner[:1] == "[" and inner[-1:] == "]" and (".." in inner or "," in inner)):
        raise diagnosed(text, part)
    mark, texts = part[len(inner) :], inner[1:-1].split(",")
    if len(texts) == 1:
        return OneOf(*_range_of(texts[0], text), mark)
    members = tuple(_member(each, text) for each in texts)
    if any(begin is None for begin, _ in members[1:]) or any(end is None for _, end in members[:-1]):
        raise error(text, "an open end is inside a list", "write ..A first and Z.. last")
    begins, ends = [begin for begin, _ in members if begin], [end for _, end in members if end]
    begin = min(begins, key=lambda each: each.first) if len(begins) == len(members) else None
    end = max(ends, key=lambda each: each.last) if len(ends) == len(members) else None
    listed = OneOf(begin, end, mark, members)
    if (listed.first, listed.last) == (PAST, FUTURE):
        raise unsupported(text, part, "a list that leaves both ends open", "write one of its ranges")
    return listed


def _member(part: str, text: str) -> tuple[Point | None, Point | None]:
    """A date or a range in a one-of list."""
    if ".." in part:
        return _range_of(part, text)
    point = read_point(part, text)
    if point is None:
        raise diagnosed(text, part)
    return point, point


def _range_of(part: str, text: str) -> tuple[Point | None, Point | None]:
    """Both edges of a range; ``None`` for an open one."""
    first, _, last = part.partition("..")
    if not first and not last:
        raise error(text, NO_DATE, WHAT_TO_WRITE)
    begin, end = (_edge(edge, text) if edge else None for edge in (first, last))
    if begin is not None and end is not None and begin.first > end.last:
        raise error(text, *_REVERSED)
    return begin, end


def _edge(part: str, text: str) -> Point:
    """An edge of a one-of range: a day, a month or a year."""
    point = read_point(part, text)
    if point is None and ".." not in part:
        raise diagnosed(text, part)
    if point is None or point.mark or point.in_months or point.unspecified:
        raise error(text, f"{quoted(part)} cannot be an edge of [A..B]", "write a day, month or year without a mark")
    return point


def _range(first: date, last: date) -> str:
    """The simplest text for an end of a span that lies between two days."""
    if first == last:
        return ".." if first in (PAST, FUTURE) else first.isoformat()
    # Both edges have the same precision: years or months if the range consists of whole ones, otherwise days.
    if first.day == 1 and last.day == length_of(last.year, last.month):
        length = 4 if first.month == 1 and last.month == 12 else 7
    else:
        length = 10
    first_text = "" if first == PAST else first.isoformat()[:length]
    last_text = "" if last == FUTURE else last.isoformat()[:length]
    return first_text if first_text == last_text else f"[{first_text}..{last_text}]"
