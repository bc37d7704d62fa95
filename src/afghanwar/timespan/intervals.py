"""Intervals: find the spans of days that share a day with a window, in time that grows with the answer."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Set
from datetime import date

import attrs


@attrs.frozen(eq=False, repr=False)
class Intervals:
    """An index of spans of days, each identified by its position.

    One sorted list would find only what *began* in a window, but a war that began decades earlier overlaps it
    too. So the spans are grouped by the order of magnitude of their length. Within a group, all that begin late
    enough overlap the window, and only the few that begin earlier have to be checked. A span takes about 40 bytes.

    Attributes:
        firsts: The first day of each position, as an ordinal; 0 if it has no span.
        lasts: The last day of each position, likewise.
        lengths: The spans of each order of magnitude.
    """

    firsts: "array[int]"
    lasts: "array[int]"
    lengths: "tuple[_Lengths, ...]"

    @classmethod
    def of(cls, spans: Iterable[tuple[date, date] | None]) -> "Intervals":
        """Index some spans.

        Args:
            spans: The first and last day at each position, inclusive; ``None`` for a position without a span,
                which no window finds.
        """
        firsts, lasts = array("l"), array("l")
        rows: dict[int, list[tuple[int, int, int]]] = {}
        for position, span in enumerate(spans):
            first, last = (0, -1) if span is None else (span[0].toordinal(), span[1].toordinal())
            firsts.append(first)
            lasts.append(last)
            if span is not None:
                rows.setdefault((last - first).bit_length(), []).append((first, last, position))
        return cls(firsts, lasts, tuple(_Lengths.of(sorted(part)) for part in rows.values()))

    def overlapping(self, first: date, last: date, among: Set[int] | None = None) -> list[int]:
        """Return the positions whose span shares a day with a window.

        Args:
            first: The first day of the window.
            last: Its last day, inclusive.
            among: Only these positions; ``None`` for all. The smaller set is searched: these, or those that may
                overlap the window.

        Returns:
            The positions, in order.
        """
        start, end = first.toordinal(), last.toordinal()
        if among is not None and len(among) <= sum(part.at_most(start, end) for part in self.lengths):
            firsts, lasts = self.firsts, self.lasts
            return sorted(at for at in among if firsts[at] <= end and lasts[at] >= start)
        found: list[int] = []
        for part in self.lengths:
            found.extend(part.overlapping(start, end))
        found.sort()
        return found if among is None else [at for at in found if at in among]


@attrs.frozen(eq=False)
class _Lengths:
    """The spans of one order of magnitude of length, by their first day, as parallel arrays."""

    shortest: int
    longest: int
    firsts: "array[int]"
    lasts: "array[int]"
    positions: "array[int]"

    @classmethod
    def of(cls, rows: list[tuple[int, int, int]]) -> "_Lengths":
        lengths = [last - first for first, last, _ in rows]
        firsts, lasts, positions = (array("l", column) for column in zip(*rows, strict=True))
        return cls(min(lengths), max(lengths), firsts, lasts, positions)

    def at_most(self, first: int, last: int) -> int:
        """An upper limit for the number of spans that share a day with the window."""
        return bisect_right(self.firsts, last) - bisect_left(self.firsts, first - self.longest)

    def overlapping(self, first: int, last: int) -> "array[int]":
        """The positions of those that share a day with the window."""
        stop = bisect_right(self.firsts, last)
        # A span that begins so late that even the shortest one would reach the window needs no check of its end.
        sure = bisect_left(self.firsts, first - self.shortest, 0, stop)
        start = bisect_left(self.firsts, first - self.longest, 0, sure)
        found = self.positions[sure:stop]
        candidates = zip(self.positions[start:sure], self.lasts[start:sure], strict=True)
        found.extend(position for position, end in candidates if end >= first)
        return found
