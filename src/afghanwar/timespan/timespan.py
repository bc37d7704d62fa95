"""Time-spans: when something was, with its uncertainty."""

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
    """A time-span with its uncertainty: it began on one day and ended on one day, each known within bounds.

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
         - some time within the day, month, year; for how long is not known
       * - ``2001-11-13T10:00:00Z``
         - the same as ``2001-11-13``: the day as it is written, in any time zone
       * - ``199X``, ``20XX``, ``1999-XX``, ``1865-05-XX``, ``1984-1X``
         - within the days that remain when the digits on the right are not specified
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
         - it did not end; it began before anything that is covered
       * - ``A/``, ``/B``
         - it ended, or began, at a time that is not known
       * - ``[A..B]``, ``[..B]``, ``[A..]``
         - it happened between A and B, not after B, not before A. As an end of an interval, as in
           ``2005/[2021-09..]``, this is the extension
       * - ``[A,B]``, ``[A,B..C]``
         - one of these dates; the bounds are those of the range from the earliest to the latest
       * - ``A~``
         - about A: one unit of A's own precision either way, such as a day, a month, a season, a year, a decade
       * - ``A?``
         - perhaps A: the bounds stay, but nothing is certain of the whole span. After a one-of range, as in
           ``[2001..2003]?``, this belongs to the extension
       * - ``A%``
         - both
       * - ``2001-11-~15``, ``2004-06~-11``
         - a mark before a part is of that part alone, one after it also of what is left of it. ``~`` and ``%`` move
           both bounds by one unit of the part, here a day and a month; ``?`` is of the whole span

    A season as an end of an interval, and a mark after a season or an ``X``, belong to the extension too;
    :meth:`to_edtf` writes the nearest text without it. Years run from 0002 to 9998. Equality and hash go by the
    text: two texts with the same bounds are two values. There is no ``<``; sort by :attr:`sort_key`.

    >>> span = TimeSpan("2001-11/[2001-12..2002]")
    >>> str(span.latest_start), str(span.latest_end)
    ('2001-11-30', '2002-12-31')

    Attributes:
        text: The text, exactly as it was given; ``str()`` returns it.
        bounds: The four days, as one value to compute with.
        worlds: The possible and the told worlds, which the tests compare.
        approximate: Whether the text has a ``~`` or ``%``.

    Raises:
        TimeSpanError: The text is not of this subset, or no possible world fits it.
        TypeError: It is not a text.
    """

    text: str
    worlds: Worlds = attrs.field(init=False, eq=False)

    @worlds.default
    def _worlds(self) -> Worlds:
        if not isinstance(self.text, str):
            raise TypeError(f"a time-span is a text in quotation marks, such as '2001-12', not {quoted(self.text)}")
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

        It runs from the first day of the earliest date that is written to the last day of the latest, each as
        wide as it is written: ``[..2018]/[2018..]`` covers 2018, ``2011/`` covers 2011, and ``2005/[2021-09..]``
        everything from 2005 to 30 September 2021. An end written ``..`` reaches to 9999-12-31, as a beginning
        written ``..`` does to 0001-01-01.
        """
        told = self.worlds.told
        assert told is not None, self  # What is written is possible.
        return _exposed(told.earliest_start), _exposed(told.latest_end)

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

        Total and deterministic; it orders lists and says nothing about what came first.
        """
        return (self.earliest_start, self.latest_end, self.text)

    def overlaps(self, other: "TimeSpan") -> Certainty:
        """Return how sure it is that the two share a day.

        >>> TimeSpan("2001-12").overlaps(TimeSpan("2001-12-06/2002-01"))
        <Certainty.POSSIBLE: 'possible'>

        Args:
            other: Another time-span; a window of days is one too.

        Returns:
            ``CERTAIN`` if they do in every pair of possible worlds and neither is marked ``?``, ``POSSIBLE`` if in
            some pair of told worlds, ``SILENT`` if only beyond those, else ``NO``.
        """
        return self.worlds.overlaps(other.worlds)

    def within(self, other: "TimeSpan") -> Certainty:
        """Return how sure it is that this lies wholly inside the other, first and last days included.

        >>> TimeSpan("2001-12-06").within(TimeSpan("2001-12-01/2001-12-31"))
        <Certainty.CERTAIN: 'certain'>

        Args:
            other: Another time-span; a window of days is one too.

        Returns:
            One of the four answers, as for :meth:`overlaps`.
        """
        return self.worlds.within(other.worlds)

    def before(self, other: "TimeSpan") -> Certainty:
        """Return how sure it is that this ended before the other began, with no day in common.

        >>> TimeSpan("2001").before(TimeSpan("2002-03"))
        <Certainty.CERTAIN: 'certain'>

        Args:
            other: Another time-span; a window of days is one too.

        Returns:
            One of the four answers, as for :meth:`overlaps`.
        """
        return self.worlds.before(other.worlds)

    def humanize(self) -> str:
        """Say it in English, for a reader who knows no EDTF.

        >>> TimeSpan("2001-12-06/2001-12-17").humanize()
        'from 6 to 17 December 2001'
        >>> TimeSpan("2005/[2021-09..]").humanize()
        'from 2005 to September 2021 or later'

        Returns:
            A phrase without a capital or a full stop.
        """
        return humanize(read(self.text))

    def to_edtf(self) -> StrictText:
        """Write it in strict EDTF, for programs that do not read the extension.

        The first and the last possible day stay, if any text can have them. Where it may have begun at any time
        before and ended at any time after, the text has only the days that are written.

        >>> TimeSpan("2001-12-06/2001-12-17").to_edtf()
        StrictText(text='2001-12-06/2001-12-17', losses=())
        >>> TimeSpan("2016/[2016..2018]").to_edtf()
        StrictText(text='2016/2018', losses=("the end '[2016..2018]' is written as '2018'",))

        Returns:
            The nearest text, and what it does not say.
        """
        return to_strict(self.text, read(self.text))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"TimeSpan({self.text!r})"


TimeLike: TypeAlias = TimeSpan | date | str
"""What a query accepts as a date: a time-span, a ``datetime.date``, or a text of the subset of EDTF."""


def reconcile(spans: Iterable[TimeSpan]) -> TimeSpan | None:
    """Join what several sources say of one time.

    Where all of them can be true, what they allow together; where they cannot, the smallest span that
    covers them, because then any may be right.

    >>> str(reconcile([TimeSpan("2021-07"), TimeSpan("[..2021-07-09]")]))
    '[2021-07-01..2021-07-09]'
    >>> str(reconcile([TimeSpan("2001-12-05"), TimeSpan("2001-12-06")]))
    '[2001-12-05..2001-12-06]'

    Args:
        spans: One time-span per source, in any order.

    Returns:
        A span with those bounds, in the words of one of them that has the same, an unmarked one first. It is
        marked ``?`` where it rests on a marked one: where they agree on what no unmarked one says by itself, or
        where they clash and all are marked. ``None`` where there are no spans, or where they clash so widely
        that nothing is bounded.
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


def _exposed(day: date) -> "Date":
    """A day as callers get it. Imported here, as pendulum takes as long to import as all the rest of the library."""
    from pendulum import Date

    return Date(day.year, day.month, day.day)
