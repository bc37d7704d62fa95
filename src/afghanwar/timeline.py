"""Many records by their time: what overlaps a window, in time that grows with the answer."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Generic, Protocol

import attrs
from pendulum import Date
from typing_extensions import TypeVar

from afghanwar.timespan import TimeSpan


class Dated(Protocol):
    """**Protocol:** a record that has a time, or none."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def when(self) -> TimeSpan | None:
        """Its time; ``None`` where none is known."""


D = TypeVar("D", bound=Dated)


def chronological(records: Iterable[D]) -> list[D]:
    """Sort records by the :attr:`~afghanwar.timespan.TimeSpan.sort_key` of their time, then by id, the undated last.

    Args:
        records: The records, in any order.

    Returns:
        A new list.
    """
    dated: list[tuple[tuple[Date, Date, str], str, D]] = []
    undated: list[D] = []
    for record in records:
        if record.when is None:
            undated.append(record)
        else:
            dated.append((record.when.sort_key, record.id, record))
    dated.sort(key=lambda row: row[:2])
    undated.sort(key=lambda record: record.id)
    return [record for *_, record in dated] + undated


class Timeline(Generic[D]):
    """Records in the order of their time, and an index that finds those of a window of days.

    Why not a sorted list alone: it finds what *began* in a window, and a war that began decades before
    overlaps it too. So the spans are kept apart by the order of magnitude of their length; within one
    order, all that begin late enough overlap for certain, and only a few that began earlier are looked
    at in vain. The index takes some 24 bytes a record.

    Args:
        records: The records, in any order.

    Attributes:
        records: All of them: :func:`chronological`, so the undated last.
        undated: Those without a time, by id.
    """

    __slots__ = ("_lengths", "records", "undated")

    def __init__(self, records: Iterable[D]) -> None:
        self.records: tuple[D, ...] = tuple(chronological(records))
        rows: dict[int, list[tuple[int, int, int]]] = {}
        dated = 0
        for position, record in enumerate(self.records):
            if record.when is None:
                break
            dated = position + 1
            first, last = record.when.earliest_start.toordinal(), record.when.latest_end.toordinal()
            rows.setdefault((last - first).bit_length(), []).append((first, last, position))
        self.undated: tuple[D, ...] = self.records[dated:]
        # The records come by their first day, and so does each order of length.
        self._lengths = tuple(_Lengths.of(part) for part in rows.values())

    def overlapping(self, first: Date, last: Date) -> list[D]:
        """Find the records whose time shares a day with a window in some possible world.

        Args:
            first: The first day of the window.
            last: Its last day, inclusive.

        Returns:
            The records, in chronological order.
        """
        found: list[int] = []
        for part in self._lengths:
            found.extend(part.overlapping(first.toordinal(), last.toordinal()))
        found.sort()
        records = self.records
        return [records[position] for position in found]


@attrs.frozen
class _Lengths:
    """The spans of one order of length, by their first day, as parallel arrays."""

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

    def overlapping(self, first: int, last: int) -> "array[int]":
        """The positions of those that share a day with the window."""
        stop = bisect_right(self.firsts, last)
        # Whatever began so late that even the shortest reaches the window needs no look at its end.
        sure = bisect_left(self.firsts, first - self.shortest, 0, stop)
        start = bisect_left(self.firsts, first - self.longest, 0, sure)
        found = self.positions[sure:stop]
        doubtful = zip(self.positions[start:sure], self.lasts[start:sure], strict=True)
        found.extend(position for position, end in doubtful if end >= first)
        return found
