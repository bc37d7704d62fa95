"""Time-spans: when something happened or held, with its uncertainty."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

import attrs

from afghanwar.errors import quoted
from afghanwar.timespan.bounds import Bounds
from afghanwar.timespan.edtf import mark_uncertain, read, write
from afghanwar.timespan.english import humanize
from afghanwar.timespan.strict import StrictText, to_strict
from afghanwar.timespan.worlds import Certainty, Worlds

if TYPE_CHECKING:
    from pendulum import Date


@attrs.frozen(repr=False)
class TimeSpan:
    """A time-span with its uncertainty: the days on which it began and ended are each known within bounds.

    A *possible world* is any pair of days ``start <= end`` with ``earliest_start <= start <= latest_start`` and
    ``earliest_end <= end <= latest_end``; a *told world* also stays within :attr:`reach`. The tests
    :meth:`overlaps`, :meth:`within` and :meth:`before` answer ``CERTAIN`` (in every possible world), ``POSSIBLE``
    (in some told world), ``SILENT`` (only in worlds beyond those) or ``NO`` (in none).

    The text is a subset of EDTF (ISO 8601-2), with one extension:

    .. list-table::
       :header-rows: 1

       * - text
         - means
       * - ``2001-11-13``, ``2001-11``, ``2001``
         - some time within the day, month or year, for an unknown length of time
       * - ``2001-11-13T10:00:00Z``
         - the same as ``2001-11-13``: the day that is written, in any time zone
       * - ``199X``, ``20XX``, ``1999-XX``, ``1865-05-XX``, ``1984-1X``
         - some time within the days that match; the digits on the right are unspecified
       * - ``2001-21`` to ``2001-24``
         - within spring (March to May), summer (June to August), autumn (September to November), winter
           (December to the next February)
       * - ``2001-25`` to ``2001-41``
         - within a northern season (25 to 28, as 21 to 24), a southern season (29 to 32: September to November,
           December to February, March to May, June to August), a quarter (33 to 36), a third (37 to 39) or a half
           (40, 41) of the year
       * - ``A/B``
         - it lasted from some time in A to some time in B
       * - ``A/..``, ``../B``
         - it did not end; it began before all years that are supported
       * - ``A/``, ``/B``
         - it ended, or began, at an unknown time
       * - ``[A..B]``, ``[..B]``, ``[A..]``
         - it happened between A and B, not after B, or not before A. As an end of an interval, as in
           ``2005/[2021-09..]``, this is the extension
       * - ``[A,B]``, ``[A,B..C]``
         - one of these dates; the bounds are those of the range from the earliest to the latest
       * - ``A~``
         - about A: one unit of A's own precision either way, such as a day, a month, a season, a year, a decade
       * - ``A?``
         - perhaps A: the bounds stay, but no answer about the whole span is certain. After a one-of range, as in
           ``[2001..2003]?``, this is part of the extension
       * - ``A%``
         - both ``~`` and ``?``
       * - ``2001-11-~15``, ``2004-06~-11``
         - a mark before a part applies to that part alone, one after it also to the parts on its left. ``~`` and
           ``%`` move both bounds by one unit of the part, here a day and a month; ``?`` applies to the whole span

    A season as an end of an interval, and a mark after a season or an ``X``, are part of the extension too;
    :meth:`to_edtf` writes the nearest text without it. Years run from 0002 to 9998. Equality and hash depend on the
    text: two texts with the same bounds are different values. There is no ``<``; sort by :attr:`sort_key`.

    >>> span = TimeSpan("2001-11/[2001-12..2002]")
    >>> str(span.latest_start), str(span.latest_end)
    ('2001-11-30', '2002-12-31')

    Attributes:
        text: The text, exactly as given; ``str()`` returns it.
        worlds: The possible and the told worlds, which the tests compare.

    Raises:
        TimeSpanError: The text is not in this subset, or no possible world fits it.
        TypeError: The argument is not a string.
    """

    text: str
    worlds: Worlds = attrs.field(init=False, eq=False)

    @worlds.default
    def _worlds(self) -> Worlds:
        if not isinstance(self.text, str):
            raise TypeError(f"expected a string such as '2001-12', not {quoted(self.text)}")
        reading = read(self.text)
        return Worlds.of(reading.bounds, reading.reach, doubtful="?" in self.text or "%" in self.text)

    @property
    def bounds(self) -> Bounds:
        """The four days, as one value to compute with."""
        return self.worlds.possible

    @property
    def earliest_start(self) -> "Date":
        """The first day on which it may have begun; 0001-01-01 is the unbounded past."""
        return _exposed(self.bounds.earliest_start)

    @property
    def latest_start(self) -> "Date":
        """The last day on which it may have begun."""
        return _exposed(self.bounds.latest_start)

    @property
    def earliest_end(self) -> "Date":
        """The first day on which it may have ended."""
        return _exposed(self.bounds.earliest_end)

    @property
    def latest_end(self) -> "Date":
        """The last day on which it may have ended, inclusive; 9999-12-31 is the unbounded future."""
        return _exposed(self.bounds.latest_end)

    @property
    def reach(self) -> "tuple[Date, Date]":
        """The first and the last day that the words cover, both inclusive.

        It runs from the first day of the earliest date that is written to the last day of the latest, each at its
        written precision: ``[..2018]/[2018..]`` covers 2018, ``2011/`` covers 2011, and ``2005/[2021-09..]``
        everything from 2005 to 30 September 2021. An end written ``..`` reaches to 9999-12-31, and a beginning
        written ``..`` back to 0001-01-01.
        """
        reach = self.worlds.reach
        assert reach is not None, self  # A text always has a told world.
        return _exposed(reach[0]), _exposed(reach[1])

    @property
    def approximate(self) -> bool:
        """Whether the text has a ``~`` or ``%``."""
        return "~" in self.text or "%" in self.text

    @property
    def uncertain(self) -> bool:
        """Whether the text has a ``?`` or ``%``."""
        return self.worlds.doubtful

    @property
    def sort_key(self) -> "tuple[Date, Date, str]":
        """The order of time-spans: by earliest start, then latest end, then text.

        The order is total and deterministic. It is for lists, and does not say which came first.
        """
        return (self.earliest_start, self.latest_end, self.text)

    def overlaps(self, other: "TimeSpan") -> Certainty:
        """Return how certain it is that the two share a day.

        >>> TimeSpan("2001-12").overlaps(TimeSpan("2001-12-06/2002-01"))
        <Certainty.POSSIBLE: 'possible'>

        Args:
            other: Another time-span, such as a window of days.

        Returns:
            ``CERTAIN`` if they do in every pair of possible worlds and neither is marked ``?``, ``POSSIBLE`` if in
            some pair of told worlds, ``SILENT`` if only in other pairs, otherwise ``NO``.

        Raises:
            TypeError: The other is not a time-span.
        """
        return self.worlds.overlaps(_worlds_of(other))

    def within(self, other: "TimeSpan") -> Certainty:
        """Return how certain it is that this lies inside the other, first and last days included.

        >>> TimeSpan("2001-12-06").within(TimeSpan("2001-12-01/2001-12-31"))
        <Certainty.CERTAIN: 'certain'>

        Args:
            other: Another time-span, such as a window of days.

        Returns:
            One of the four answers, as for :meth:`overlaps`.

        Raises:
            TypeError: The other is not a time-span.
        """
        return self.worlds.within(_worlds_of(other))

    def before(self, other: "TimeSpan") -> Certainty:
        """Return how certain it is that this ended before the other began, with no day in common.

        >>> TimeSpan("2001").before(TimeSpan("2002-03"))
        <Certainty.CERTAIN: 'certain'>

        Args:
            other: Another time-span, such as a window of days.

        Returns:
            One of the four answers, as for :meth:`overlaps`.

        Raises:
            TypeError: The other is not a time-span.
        """
        return self.worlds.before(_worlds_of(other))

    def humanize(self) -> str:
        """Describe it in English, for a reader who does not know EDTF.

        >>> TimeSpan("2001-12-06/2001-12-17").humanize()
        'from 6 to 17 December 2001'
        >>> TimeSpan("2005/[2021-09..]").humanize()
        'from 2005 to September 2021 or later'

        Returns:
            A phrase without a capital or a full stop.
        """
        return humanize(read(self.text))

    def to_edtf(self) -> StrictText:
        """Write it in strict EDTF, for programs that do not support the extension.

        The text keeps the first and the last possible day if any text can express them. If it may have begun at any
        time before and ended at any time after, the text has only the days that are written.

        >>> TimeSpan("2001-12-06/2001-12-17").to_edtf()
        StrictText(text='2001-12-06/2001-12-17', losses=())
        >>> TimeSpan("2016/[2016..2018]").to_edtf()
        StrictText(text='2016/2018', losses=("the end '[2016..2018]' is written as '2018'",))

        Returns:
            The nearest text, and what it leaves out.
        """
        return to_strict(self.text, read(self.text))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"TimeSpan({self.text!r})"


TimeLike: TypeAlias = TimeSpan | date | str
"""What a query accepts as a date: a time-span, a ``datetime.date``, or a string in the subset of EDTF."""


def reconcile(spans: Iterable[TimeSpan]) -> TimeSpan | None:
    """Combine what several sources say about one time.

    If all of them can be true, the result is what they allow together; otherwise it is the smallest span that
    covers them, because any of them may be right.

    >>> str(reconcile([TimeSpan("2021-07"), TimeSpan("[..2021-07-09]")]))
    '[2021-07-01..2021-07-09]'
    >>> str(reconcile([TimeSpan("2001-12-05"), TimeSpan("2001-12-06")]))
    '[2001-12-05..2001-12-06]'

    Args:
        spans: One time-span per source, in any order.

    Returns:
        One of the spans if it has those bounds, preferably an unmarked one; otherwise a new span. A new span is
        marked ``?`` if they can all be true and one of them is marked, or if they cannot and all are marked.
        ``None`` if there are no spans, or if they clash so widely that nothing is bounded.
    """
    known = list(spans)
    if len(known) < 2:
        return known[0] if known else None
    known.sort(key=lambda span: (span.uncertain, span.bounds.earliest_start, span.bounds.latest_end, span.text))
    bounds: Bounds | None = known[0].bounds
    for span in known[1:]:
        bounds = None if bounds is None else bounds.meet(span.bounds)
    doubtful = known[-1].uncertain
    if bounds is None:
        bounds = reduce(Bounds.hull, (span.bounds for span in known))
        doubtful = known[0].uncertain
    for span in known:
        if span.bounds == bounds:
            return span
    text = write(bounds)
    if text is None:
        return None
    return TimeSpan(mark_uncertain(text) if doubtful else text)


def _worlds_of(other: TimeSpan) -> Worlds:
    if not isinstance(other, TimeSpan):
        raise TypeError(f"expected a TimeSpan, not {quoted(other)}; make one with TimeSpan('2001-12')")
    return other.worlds


def _exposed(day: date) -> "Date":
    """A day as a pendulum date; pendulum is imported here, because its import takes as long as all the others."""
    from pendulum import Date

    return Date(day.year, day.month, day.day)
