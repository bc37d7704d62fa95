"""Bounds: the four days between which something began and ended, and what they allow.

All days are ``datetime.date`` and inclusive. Nothing here handles text; :mod:`afghanwar.timespan.edtf` does.
"""

from datetime import date
from typing import Final

import attrs

PAST: Final = date.min
"""The unbounded past as a day, 0001-01-01."""

FUTURE: Final = date.max
"""The unbounded future as a day, 9999-12-31."""


@attrs.frozen
class Bounds:
    """The days on which something may have begun and ended.

    A *possible world* is any pair of days ``start <= end`` with ``earliest_start <= start <= latest_start`` and
    ``earliest_end <= end <= latest_end``. Make bounds with :func:`bounded`, which returns ``None`` if there is
    no such pair; the methods assume that there is one, and that ``latest_start <= latest_end`` and
    ``earliest_start <= earliest_end``.

    Each comparison has two methods: *may* returns whether it holds in some pair of possible worlds, *must* whether
    it holds in every pair.

    Attributes:
        earliest_start: The first day on which it may have begun; :data:`PAST` where nothing bounds it.
        latest_start: The last day on which it may have begun.
        earliest_end: The first day on which it may have ended.
        latest_end: The last day on which it may have ended; :data:`FUTURE` where nothing bounds it.
    """

    earliest_start: date
    latest_start: date
    earliest_end: date
    latest_end: date

    def may_overlap(self, other: "Bounds") -> bool:
        """Return whether the two share a day in some pair of worlds."""
        return self.earliest_start <= other.latest_end and other.earliest_start <= self.latest_end

    def must_overlap(self, other: "Bounds") -> bool:
        """Return whether the two share a day in every pair of worlds."""
        return self.latest_start <= other.earliest_end and other.latest_start <= self.earliest_end

    def may_be_within(self, other: "Bounds") -> bool:
        """Return whether this lies inside the other, edges included, in some pair of worlds."""
        return self.latest_start >= other.earliest_start and self.earliest_end <= other.latest_end

    def must_be_within(self, other: "Bounds") -> bool:
        """Return whether this lies inside the other, edges included, in every pair of worlds."""
        return self.earliest_start >= other.latest_start and self.latest_end <= other.earliest_end

    def may_precede(self, other: "Bounds") -> bool:
        """Return whether this ended before the other began, with no day in common, in some pair of worlds."""
        return self.earliest_end < other.latest_start

    def must_precede(self, other: "Bounds") -> bool:
        """Return whether this ended before the other began, with no day in common, in every pair of worlds."""
        return self.latest_end < other.earliest_start

    def meet(self, other: "Bounds") -> "Bounds | None":
        """Return what both allow, or ``None`` if no possible world fits both."""
        return bounded(
            max(self.earliest_start, other.earliest_start),
            min(self.latest_start, other.latest_start),
            max(self.earliest_end, other.earliest_end),
            min(self.latest_end, other.latest_end),
        )

    def hull(self, other: "Bounds") -> "Bounds":
        """Return the narrowest bounds that allow everything that either allows."""
        return Bounds(
            min(self.earliest_start, other.earliest_start),
            max(self.latest_start, other.latest_start),
            min(self.earliest_end, other.earliest_end),
            max(self.latest_end, other.latest_end),
        )


def bounded(earliest_start: date, latest_start: date, earliest_end: date, latest_end: date) -> Bounds | None:
    """Return four days as bounds, each narrowed by the others, or ``None`` if no possible world fits them."""
    # Comparisons, because calls of min() and max() would take a tenth of the time that it takes to parse a text.
    if latest_start > latest_end:
        latest_start = latest_end
    if earliest_end < earliest_start:
        earliest_end = earliest_start
    if earliest_start > latest_start or earliest_end > latest_end:
        return None
    return Bounds(earliest_start, latest_start, earliest_end, latest_end)


def some_time_in(first: date, last: date) -> Bounds:
    """Return the bounds of something that happened at some time from one day to another, for any length of time."""
    return Bounds(first, last, first, last)


def throughout(first: date, last: date) -> Bounds:
    """Return the bounds of something that lasted exactly from one day to another, such as a window of days."""
    return Bounds(first, first, last, last)


UNBOUNDED: Final = some_time_in(PAST, FUTURE)
"""The bounds of a time of which nothing is known."""
