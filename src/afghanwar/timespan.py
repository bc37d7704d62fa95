"""When something was, with its doubt: time-spans in a documented subset of EDTF.

The Extended Date/Time Format is part 2 of ISO 8601
(`specification <https://www.loc.gov/standards/datetime/>`_). Of level 0 this module takes dates and
intervals, of levels 1 and 2 what its class lists; where the specification leaves a meaning open (the
months of a season, the width of ``~``), the class says what it means here.
"""

import calendar
import datetime
import re
from collections.abc import Iterable
from enum import Enum
from typing import NoReturn, Self, TypeAlias

import attrs
from pendulum import Date

from afghanwar.errors import TimeSpanError, quoted

PAST = Date(1, 1, 1)
"""The unbounded past as a day, 0001-01-01, where a time-span has no bound."""

FUTURE = Date(9999, 12, 31)
"""The unbounded future as a day, 9999-12-31."""

_FIRST_DAY, _LAST_DAY = Date(2, 1, 1), Date(9998, 12, 31)
_FIRST_MONTH_OF_SEASON = {21: 3, 22: 6, 23: 9, 24: 12}
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%])?")
_DECADE = re.compile(r"([0-9]{3})X")
_WHAT_TO_WRITE = "write YYYY, YYYY-MM or YYYY-MM-DD, an interval A/B, or [A..B] for some time between"

_Bounds: TypeAlias = tuple[Date, Date]


class Certainty(Enum):
    """How sure an answer about uncertain dates is.

    It has no truth value: ``if span.overlaps(...)`` would treat a possibility as a fact (or as none),
    so Python is told to refuse it. Compare with a member.

    >>> TimeSpan.parse("2001-12").overlaps(TimeSpan.parse("2001-12-25")) is Certainty.POSSIBLE
    True
    """

    NO = "no"
    """So in none of the possible worlds."""

    POSSIBLE = "possible"
    """So in some of them."""

    CERTAIN = "certain"
    """So in all of them."""

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self} is neither true nor false; compare it with Certainty.CERTAIN or Certainty.NO")


@attrs.frozen(repr=False)
class TimeSpan:
    """A time-span with its doubt: it began on one day and ended on one day, each known within bounds.

    A *possible world* is any pair of days ``start <= end`` with ``earliest_start <= start <=
    latest_start`` and ``earliest_end <= end <= latest_end``. The tests :meth:`overlaps`,
    :meth:`within` and :meth:`before` say whether they hold in all of them, in some, or in none.

    .. list-table::
       :header-rows: 1

       * - text
         - means
       * - ``2001-11-13``, ``2001-11``, ``2001``, ``199X``
         - some time within the day, month, year, decade; how long is not known
       * - ``2001-21`` to ``2001-24``
         - within spring (March to May), summer (June to August), autumn (September to November), winter
           (December to the next February)
       * - ``A/B``
         - it lasted from some time in A to some time in B
       * - ``A/..``, ``../B``
         - it did not end; it began before anything that is covered
       * - ``A/``, ``/B``
         - it ended, or began, and nothing tells when
       * - ``[A..B]``, ``[..B]``, ``[A..]``
         - it happened between A and B, not after B, not before A; also as an end of an interval, as in
           ``2005/[2021-09..]``
       * - ``A~``
         - about A: a day, month or year either way, by A's own precision
       * - ``A?``
         - perhaps A: the bounds stay, but nothing is certain of the whole span; also after a one-of range,
           as in ``[2001..2003]?``
       * - ``A%``
         - both

    Marks stand only after a day, month or year, and ``?`` after a one-of range. Years run from 0002 to
    9998. Equality and hash go by the text: two texts with the same bounds are two values. There is no
    ``<``; sort by :attr:`sort_key`.

    >>> span = TimeSpan.parse("2001-11/[2001-12..2002]")
    >>> str(span.latest_start), str(span.latest_end)
    ('2001-11-30', '2002-12-31')

    Attributes:
        edtf: The text, exactly as it was given; ``str()`` returns it.
        earliest_start: The first day on which it may have begun; 0001-01-01 is the unbounded past.
        latest_start: The last day on which it may have begun.
        earliest_end: The first day on which it may have ended.
        latest_end: The last day on which it may have ended, inclusive; 9999-12-31 is the unbounded future.
        approximate: Whether a ``~`` or ``%`` stands in the text.
        uncertain: Whether a ``?`` or ``%`` stands in the text.

    Raises:
        TimeSpanError: The text is not of this subset, or no possible world fits it.
        TypeError: It is no text.
    """

    edtf: str
    earliest_start: Date = attrs.field(init=False, eq=False)
    latest_start: Date = attrs.field(init=False, eq=False)
    earliest_end: Date = attrs.field(init=False, eq=False)
    latest_end: Date = attrs.field(init=False, eq=False)
    approximate: bool = attrs.field(init=False, eq=False)
    uncertain: bool = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        text = self.edtf
        if not isinstance(text, str):
            raise TypeError(f"a time-span is a text, in quotation marks, such as '2001-12', not {quoted(text)}")
        earliest_start, latest_start, earliest_end, latest_end = _bounds(text)
        put = object.__setattr__
        put(self, "earliest_start", earliest_start)
        put(self, "latest_start", latest_start)
        put(self, "earliest_end", earliest_end)
        put(self, "latest_end", latest_end)
        put(self, "approximate", "~" in text or "%" in text)
        put(self, "uncertain", "?" in text or "%" in text)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a time-span from its EDTF text.

        >>> str(TimeSpan.parse("2001-12-06/2001-12-17"))
        '2001-12-06/2001-12-17'

        Args:
            text: A text of the subset in the table above; no blanks around it.

        Returns:
            The time-span whose ``str()`` is that text.

        Raises:
            TimeSpanError: The text is not of this subset, or no possible world fits it.
            TypeError: It is no text.
        """
        return cls(text)

    @classmethod
    def of(cls, value: "TimeLike") -> "TimeSpan":
        """Take what callers write for a date.

        >>> str(TimeSpan.of(datetime.date(2001, 12, 6)))
        '2001-12-06'

        Args:
            value: A time-span (returned as it is), an EDTF text, or a ``datetime.date``; a ``datetime``
                counts by its calendar day.

        Returns:
            The time-span.

        Raises:
            TimeSpanError: A text is none of the subset, or a date lies outside the years 0002 to 9998.
            TypeError: It is nothing of these.
        """
        if isinstance(value, TimeSpan):
            return value
        if isinstance(value, str):
            return cls(value)
        if isinstance(value, datetime.date):
            return cls(f"{value.year:04}-{value.month:02}-{value.day:02}")
        raise TypeError(f"a date is a datetime.date, a TimeSpan or an EDTF text, not {quoted(value)}")

    @classmethod
    def from_bounds(cls, earliest_start: Date, latest_start: Date, earliest_end: Date, latest_end: Date) -> Self:
        """Write four bounds as a time-span, in the plainest text that has them.

        >>> str(TimeSpan.from_bounds(Date(2005, 1, 1), Date(2005, 12, 31), Date(2021, 9, 1), FUTURE))
        '2005/[2021-09..]'

        Args:
            earliest_start: The first day on which it may have begun, or :data:`PAST`.
            latest_start: The last day on which it may have begun; a day after ``latest_end`` counts as that.
            earliest_end: The first day on which it may have ended; a day before ``earliest_start`` counts as that.
            latest_end: The last day on which it may have ended, or :data:`FUTURE`.

        Returns:
            A time-span with exactly these bounds and no mark.

        Raises:
            TimeSpanError: No possible world fits the bounds, or they bound nothing at all.
        """
        latest_start = min(latest_start, latest_end)
        earliest_end = max(earliest_end, earliest_start)
        start, end = (earliest_start, latest_start), (earliest_end, latest_end)
        if start == end:
            return cls(_range_text(*start))
        # An end as wide as the other allows is one of which nothing is told.
        start_text = "" if start == (PAST, latest_end) else _range_text(*start)
        end_text = "" if end == (earliest_start, FUTURE) else _range_text(*end)
        return cls(f"{start_text}/{end_text}")

    @property
    def sort_key(self) -> tuple[Date, Date, str]:
        """Give the order of time-spans, which is by earliest start, then latest end, then text.

        Total and deterministic; it orders lists and says nothing about what came first.
        """
        return (self.earliest_start, self.latest_end, self.edtf)

    def overlaps(self, other: "TimeSpan") -> Certainty:
        """Tell whether the two share a day.

        >>> TimeSpan.parse("2001-12").overlaps(TimeSpan.parse("2001-12-06/2002-01"))
        <Certainty.POSSIBLE: 'possible'>

        Args:
            other: Another time-span; a window of days is one too.

        Returns:
            ``CERTAIN`` if they do in every pair of possible worlds and neither is marked ``?``,
            ``POSSIBLE`` if in some, else ``NO``.
        """
        possible = self.earliest_start <= other.latest_end and other.earliest_start <= self.latest_end
        certain = self.latest_start <= other.earliest_end and other.latest_start <= self.earliest_end
        return self._verdict(other, possible, certain)

    def within(self, other: "TimeSpan") -> Certainty:
        """Tell whether this one lies wholly inside the other, first and last days included.

        >>> TimeSpan.parse("2001-12-06").within(TimeSpan.parse("2001-12-01/2001-12-31"))
        <Certainty.CERTAIN: 'certain'>

        Args:
            other: Another time-span; a window of days is one too.

        Returns:
            ``CERTAIN`` if it does in every pair of possible worlds and neither is marked ``?``,
            ``POSSIBLE`` if in some, else ``NO``.
        """
        possible = self.latest_start >= other.earliest_start and self.earliest_end <= other.latest_end
        certain = self.earliest_start >= other.latest_start and self.latest_end <= other.earliest_end
        return self._verdict(other, possible, certain)

    def before(self, other: "TimeSpan") -> Certainty:
        """Tell whether this one ended before the other began, with no day in common.

        >>> TimeSpan.parse("2001").before(TimeSpan.parse("2002-03"))
        <Certainty.CERTAIN: 'certain'>

        Args:
            other: Another time-span; a window of days is one too.

        Returns:
            ``CERTAIN`` if it did in every pair of possible worlds and neither is marked ``?``,
            ``POSSIBLE`` if in some, else ``NO``.
        """
        possible = self.earliest_end < other.latest_start
        certain = self.latest_end < other.earliest_start
        return self._verdict(other, possible, certain)

    def _verdict(self, other: "TimeSpan", possible: bool, certain: bool) -> Certainty:
        if not possible:
            return Certainty.NO
        if certain and not (self.uncertain or other.uncertain):
            return Certainty.CERTAIN
        return Certainty.POSSIBLE

    def humanize(self) -> str:
        """Say it in English, for a reader who knows no EDTF.

        >>> TimeSpan.parse("2001-12-06/2001-12-17").humanize()
        'from 6 to 17 December 2001'
        >>> TimeSpan.parse("2005/[2021-09..]").humanize()
        'from 2005 to September 2021 or later'

        Returns:
            A phrase without a capital or a full stop.
        """
        start, slash, end = self.edtf.partition("/")
        if not slash or start == end:
            return _in_words(start)
        if start.startswith("[..") and end.endswith("..]"):
            return f"{self._known_in_words(start, end)}, perhaps also before and after"
        if "[" not in self.edtf and start not in ("", "..") and end not in ("", ".."):
            return f"from {_two_in_words(start, end, ' to ')}"
        first = "" if start in ("", "..") else _in_words(start).replace("between", "some time between")
        last = "" if end in ("", "..") else _in_words(end).replace("between", "some time between")
        if end == "..":
            return f"since {first}"
        if start == "..":
            return f"until {last}"
        return f"from {first or 'an unknown time'} to {last or 'an unknown time'}"

    def _known_in_words(self, start: str, end: str) -> str:
        """The time of which it is told that it was so, of a span with neither a beginning nor an end."""
        if self.latest_start < self.earliest_end:
            return f"from {_two_in_words(start[3:-1], end[1:-3], ' to ')}"
        return _in_words(_range_text(self.earliest_end, self.latest_start)).replace("between", "some time between")

    def __str__(self) -> str:
        return self.edtf

    def __repr__(self) -> str:
        return f"TimeSpan({self.edtf!r})"


TimeLike: TypeAlias = TimeSpan | datetime.date | str
"""What a query accepts as a date, be it a time-span, a ``datetime.date``, or an EDTF text."""


def reconcile(spans: Iterable[TimeSpan]) -> TimeSpan | None:
    """Join what several sources say of one time.

    Where all of them can be true, what they allow together; where they cannot, the smallest span that
    covers them, for then any may be right.

    >>> str(reconcile([TimeSpan.parse("2021-07"), TimeSpan.parse("[..2021-07-09]")]))
    '[2021-07-01..2021-07-09]'
    >>> str(reconcile([TimeSpan.parse("2001-12-05"), TimeSpan.parse("2001-12-06")]))
    '[2001-12-05..2001-12-06]'

    Args:
        spans: One time-span a source, in any order.

    Returns:
        A span with those bounds, in the words of one of them that has the same, an unmarked one first. It
        is marked ``?`` where it rests on a marked one: where they agree on what no unmarked one says by
        itself, or where they clash and all are marked. ``None`` where there are no spans, or where they
        clash so widely that nothing is bounded.
    """
    known = sorted(spans, key=lambda span: (span.uncertain, span.sort_key))
    if not known:
        return None
    latest_end = min(span.latest_end for span in known)
    earliest_start = max(span.earliest_start for span in known)
    latest_start = min(latest_end, *(span.latest_start for span in known))
    earliest_end = max(earliest_start, *(span.earliest_end for span in known))
    doubtful = known[-1].uncertain
    if earliest_start > latest_start or earliest_end > latest_end:
        earliest_start = min(span.earliest_start for span in known)
        latest_start = max(span.latest_start for span in known)
        earliest_end = min(span.earliest_end for span in known)
        latest_end = max(span.latest_end for span in known)
        doubtful = known[0].uncertain
    bounds = (earliest_start, latest_start, earliest_end, latest_end)
    for span in known:
        if bounds == (span.earliest_start, span.latest_start, span.earliest_end, span.latest_end):
            return span
    try:
        joined = TimeSpan.from_bounds(*bounds)
    except TimeSpanError:
        return None
    if not doubtful:
        return joined
    start, slash, end = joined.edtf.partition("/")
    # EDTF has the mark on a date; on a one-of range it is a step of ours, for want of a date.
    on_end = not _POINT.fullmatch(start) and (_POINT.fullmatch(end) or start in ("", ".."))
    return TimeSpan(f"{start}{slash}{end}?" if on_end else f"{start}?{slash}{end}")


def _bounds(text: str) -> tuple[Date, Date, Date, Date]:
    """The four bounds of a text, or a TimeSpanError that says what is wrong with it."""
    start_text, slash, end_text = text.partition("/")
    if not slash:
        first, last = _end_bounds(text, text)
        return first, last, first, last
    unbounded = ("", "..")
    if start_text in unbounded and end_text in unbounded:
        raise _error(text, "it has no date", _WHAT_TO_WRITE)
    if start_text == "..":
        earliest_start = latest_start = PAST
    elif not start_text:
        earliest_start, latest_start = PAST, FUTURE
    else:
        earliest_start, latest_start = _end_bounds(start_text, text)
    if end_text == "..":
        earliest_end = latest_end = FUTURE
    elif not end_text:
        earliest_end, latest_end = PAST, FUTURE
    else:
        earliest_end, latest_end = _end_bounds(end_text, text)
    if earliest_start > latest_end:
        raise _error(text, "it ends before it starts", "write the earlier date first")
    return earliest_start, min(latest_start, latest_end), max(earliest_end, earliest_start), latest_end


def _end_bounds(part: str, text: str) -> _Bounds:
    """The first and last day of a date, a season, a decade or a one-of range."""
    match = _POINT.fullmatch(part)
    if match is not None:
        return _point_bounds(match, text)
    match = _DECADE.fullmatch(part)
    if match is not None:
        decade = int(match[1]) * 10
        if not 10 <= decade <= 9980:
            raise _error(text, "years run from 0002 to 9998", "write a year among them")
        return Date(decade, 1, 1), Date(decade + 9, 12, 31)
    ends = _one_of(part)
    if ends is not None:
        return _one_of_bounds(*ends, text)
    raise _error(text, *_diagnosis(part))


def _point_bounds(match: re.Match[str], text: str) -> _Bounds:
    year_text, month_text, day_text, mark = match.groups()
    year, widened = int(year_text), mark in ("~", "%")
    if not 2 <= year <= 9998:
        raise _error(text, f"there is no year {year_text} here", "years run from 0002 to 9998")
    if month_text is None:
        return _covered(Date(year - widened, 1, 1), Date(year + widened, 12, 31))
    month = int(month_text)
    if day_text is not None:
        if not 1 <= month <= 12:
            raise _error(text, f"there is no month {month_text}", "write a month from 01 to 12")
        day = int(day_text)
        if not 1 <= day <= _days_of(year, month):
            raise _error(text, f"{year_text}-{month_text} has no day {day_text}", "write a day of that month")
        date = Date(year, month, day)
        if widened:
            ordinal = date.toordinal()
            return _covered(Date.fromordinal(ordinal - 1), Date.fromordinal(ordinal + 1))
        return date, date
    if 1 <= month <= 12:
        if widened:
            before = (year, month - 1) if month > 1 else (year - 1, 12)
            after = (year, month + 1) if month < 12 else (year + 1, 1)
            return _covered(Date(*before, 1), Date(*after, _days_of(*after)))
        return Date(year, month, 1), Date(year, month, _days_of(year, month))
    if month in _FIRST_MONTH_OF_SEASON:
        if mark is not None:
            raise _error(text, f"a season takes no mark {mark!r}", "leave it out, or write [A..B]")
        first_month = _FIRST_MONTH_OF_SEASON[month]
        last_month = (year, first_month + 2) if first_month < 12 else (year + 1, 2)
        return _covered(Date(year, first_month, 1), Date(*last_month, _days_of(*last_month)))
    raise _error(text, f"there is no month {month_text}", "write a month from 01 to 12, or a season from 21 to 24")


def _one_of(part: str) -> tuple[str, str] | None:
    """The two ends of a one-of range, a ``?`` after it left away; ``None`` where it is none."""
    first, dots, last = part.removesuffix("?").removeprefix("[").removesuffix("]").partition("..")
    return (first, last) if dots and part.startswith("[") and part.removesuffix("?").endswith("]") else None


def _one_of_bounds(first_text: str, last_text: str, text: str) -> _Bounds:
    if not first_text and not last_text:
        raise _error(text, "it has no date", _WHAT_TO_WRITE)
    days = [PAST, FUTURE]
    for index, part in enumerate((first_text, last_text)):
        if part:
            match = _POINT.fullmatch(part)
            if match is None or match[4] or (match[2] is not None and int(match[2]) in _SEASONS):
                raise _error(
                    text, f"{quoted(part)} cannot stand in [A..B]", "write a day, month or year without a mark"
                )
            days[index] = _point_bounds(match, text)[index]
    if days[0] > days[1]:
        raise _error(text, "it ends before it starts", "write the earlier date first")
    return days[0], days[1]


def _covered(first: Date, last: Date) -> _Bounds:
    """A bound that a mark or a season moves out of the years 0002 to 9998 is none: no text could write it."""
    return first if first >= _FIRST_DAY else PAST, last if last <= _LAST_DAY else FUTURE


def _days_of(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _diagnosis(part: str) -> tuple[str, str]:
    """What is wrong with a text of no known form, and what to write instead."""
    if not part.strip():
        return "it is empty", _WHAT_TO_WRITE
    if part != part.strip():
        return "it has blanks around it", "leave them out"
    if "/" in part:
        return "it has more than one slash", "write an interval A/B"
    if re.search("[0-9]T", part):
        return "it has a time of day", "write the day alone"
    if part[0] in "{[":
        return "it is no one-of range", "write [A..B], [..B] or [A..]"
    if part[-1] in "~?%" and _DECADE.fullmatch(part[:-1]):
        return "a decade takes no mark", "leave it out, or write [A..B]"
    if "X" in part:
        return "only a decade such as 199X may leave digits open", "write [A..B] for other ranges"
    return "it is not of a known form", _WHAT_TO_WRITE


def _error(text: str, fault: str, advice: str) -> TimeSpanError:
    return TimeSpanError(f"{quoted(text)} is no time-span: {fault}; {advice}")


def _range_text(first: Date, last: Date) -> str:
    """The plainest text for an end of a span that lies between two days."""
    if first == last:
        return ".." if first in (PAST, FUTURE) else first.isoformat()
    # Both edges are written alike: as years or months where whole ones are meant, else as days.
    if first.day == 1 and last.day == last.days_in_month:
        length = 4 if first.month == 1 and last.month == 12 else 7
    else:
        length = 10
    first_text = "" if first == PAST else first.isoformat()[:length]
    last_text = "" if last == FUTURE else last.isoformat()[:length]
    return first_text if first_text == last_text else f"[{first_text}..{last_text}]"


def _in_words(part: str) -> str:
    """An end of a span, or a span without a slash, in English."""
    ends = _one_of(part)
    if ends is not None:
        first, last = ends
        perhaps = "perhaps " if part.endswith("?") else ""
        if not first:
            return f"{perhaps}{_in_words(last)} or earlier"
        if not last:
            return f"{perhaps}{_in_words(first)} or later"
        return f"{perhaps}between {_two_in_words(first, last, ' and ')}"
    if part.endswith("X"):
        return f"the {part[:-1]}0s"
    hedge = {"~": "around ", "?": "perhaps ", "%": "perhaps around "}.get(part[-1], "")
    year, _, rest = part.rstrip("~?%").partition("-")
    if not rest:
        return f"{hedge}{int(year)}"
    month, _, day = rest.partition("-")
    if int(month) in _SEASONS:
        season = _SEASONS[int(month)]
        return f"{season} {int(year)}-{int(year) + 1}" if season == "winter" else f"{season} {int(year)}"
    date = Date(int(year), int(month), int(day or 1))
    return hedge + date.format("D MMMM YYYY" if day else "MMMM YYYY", locale="en")


def _two_in_words(first: str, last: str, between: str) -> str:
    """Two dates in English; what both share is said once, as in "6 and 17 December 2001"."""
    words, last_words = _in_words(first).split(), _in_words(last).split()
    said = list(words)
    while len(words) == len(last_words) and len(said) > 1 and said[-1] == last_words[len(said) - 1]:
        said.pop()
    return f"{' '.join(said)}{between}{' '.join(last_words)}"
