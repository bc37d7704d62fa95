"""Limits: what dates and order together allow for the time of each record.

Every record has two *points*, its start and its end; an order line says that one point is not after another. The
lower limit of a point is the latest day before which it, or a point that is not after it, cannot be. The upper limit
is the earliest day after which it, or a point that is not before it, cannot be. The dates of the sources never change.
"""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from operator import gt, itemgetter, lt
from typing import Final, TypeAlias

import attrs

from afghanwar.events import OrderWord
from afghanwar.timespan.bounds import FUTURE, PAST, Bounds, bounded

Node: TypeAlias = tuple[str, str]
"""A record, by its kind and id."""

Point: TypeAlias = tuple[Node, bool]
"""The start of a record (``False``) or its end (``True``)."""

START: Final = False
END: Final = True

NOT_AFTER: Final[Mapping[str, tuple[tuple[str, bool, str, bool], ...]]] = {
    OrderWord.AFTER.value: (("other", END, "its", START),),
    OrderWord.SINCE.value: (("other", START, "its", START),),
    OrderWord.BEFORE.value: (("its", END, "other", START),),
    OrderWord.UNTIL.value: (("its", END, "other", END),),
    OrderWord.DURING.value: (("other", START, "its", START), ("its", END, "other", END)),
    OrderWord.THROUGHOUT.value: (("its", START, "other", START), ("other", END, "its", END)),
    OrderWord.OPENED_BY.value: (("other", START, "its", START), ("its", START, "other", END)),
    OrderWord.CLOSED_BY.value: (("other", START, "its", END), ("its", END, "other", END)),
}
"""For each word, the pairs of points of which the first is not after the second; "its" is the record with the line."""


@attrs.frozen
class Line:
    """An order line, with the records at both ends.

    Attributes:
        record: The record that has the line.
        word: How it relates to the other.
        other: The other record; a source represents the days on which it was published.
        evidence: The claims that say so; empty if the curator inferred it.
    """

    record: Node
    word: OrderWord
    other: Node
    evidence: tuple[str, ...]


@attrs.frozen
class Conflict:
    """Order lines that contradict the dates of the records at their ends; none of them sets a limit.

    Attributes:
        lines: The shortest chain of lines from a date to one that is too early for it.
        not_before: The point that cannot be before ``first``.
        first: The first possible day of that point.
        not_after: The point that cannot be after ``last``, although the lines say that it is not before the other.
        last: The last possible day of that point.
    """

    lines: tuple[Line, ...]
    not_before: Point
    first: date
    not_after: Point
    last: date

    def __str__(self) -> str:
        """Return the conflict in words, with ids."""
        lines = ", ".join(f"{line.record[1]} {line.word.value} {line.other[1]}" for line in self.lines)
        ends = [f"the {'end' if end else 'start'} of {node[1]}" for node, end in (self.not_before, self.not_after)]
        return f"{ends[0]} is not before {self.first} and {ends[1]} not after {self.last}, which contradicts: {lines}"


# Internally, record n has the points 2n (its start) and 2n + 1 (its end), so that 100,000 records take a second.
# For the same reason, lines are tuples of texts and of such tuples, which the garbage collector does not track.
_Row: TypeAlias = tuple[Node, str, Node, tuple[str, ...]]
"""An order line: its record, word, other record and evidence."""

_Step: TypeAlias = tuple[int, int, int]
"""A point, another point that a line leads to, and the number of the line; -1 within one record."""

_Steps: TypeAlias = Mapping[int, Sequence[_Step]]
"""The steps from each point that has any."""


@attrs.frozen(eq=False, repr=False)
class Limits:
    """The limits of many records, and the lines that each limit comes from.

    Attributes:
        dates: The bounds of each record by its dates alone.
        conflicts: The lines that were left out because they contradict dates.
    """

    dates: Mapping[Node, Bounds]
    conflicts: tuple[Conflict, ...]
    _nodes: Sequence[Node]
    _numbers: Mapping[Node, int]
    _rows: Sequence[_Row]
    _lower: "_Side"
    _upper: "_Side"
    # Records between the same two dates share their bounds.
    _bounded: Callable[..., Bounds | None] = attrs.field(factory=lambda: cache(bounded), init=False)

    @classmethod
    def of(cls, dates: Mapping[Node, Bounds], lines: Iterable[Line], may_limit: Callable[[Node], bool]) -> "Limits":
        """Compute the limits of some records, in time that grows with records and lines.

        Lines that contradict dates are left out: all shortest chains between two dates that contradict each other,
        repeatedly until none are left.

        Args:
            dates: The bounds of each record by its dates.
            lines: The order lines between them, each once; those to other records are ignored.
            may_limit: Whether a record may limit others. One that no source asserts, or whose date is marked ``?``,
                receives limits but does not limit others.
        """
        nodes = sorted(dates)
        numbers = {node: number for number, node in enumerate(nodes)}
        # Sorted, so that the result does not depend on the order in which they are given.
        rows = sorted(
            (line.record, line.word.value, line.other, line.evidence)
            for line in lines
            if line.record in numbers and line.other in numbers
        )
        steps: list[_Step] = []
        for number, (record, word, other, _) in enumerate(rows):
            points = {"its": 2 * numbers[record], "other": 2 * numbers[other]}
            for earlier, earlier_end, later, later_end in NOT_AFTER[word]:
                steps.append((points[earlier] + earlier_end, points[later] + later_end, number))
        may_limit_others = [may_limit(node) for node in nodes]
        bounds = [dates[node] for node in nodes]
        lows = [day for each in bounds for day in (each.earliest_start, each.earliest_end)]
        highs = [day for each in bounds for day in (each.latest_start, each.latest_end)]
        conflicts: list[Conflict] = []
        while True:
            forth = _by_point(steps)
            back = _by_point((later, earlier, line) for earlier, later, line in steps)
            lower = _Side(lower=True, own=lows, steps=forth, back=back, may_limit=may_limit_others)
            upper = _Side(lower=False, own=highs, steps=back, back=forth, may_limit=may_limit_others)
            found = _shortest_conflicts(lower, upper)
            if not found:
                return cls(dates, tuple(conflicts), nodes, numbers, rows, lower, upper)
            for first, not_before, last, not_after, path in found:
                ends = [(nodes[point // 2], bool(point % 2)) for point in (not_before, not_after)]
                conflicts.append(Conflict(tuple(_line(rows[line]) for line in path), ends[0], first, ends[1], last))
            left_out = {line for *_, path in found for line in path}
            steps = [step for step in steps if step[2] not in left_out]

    @property
    def lower(self) -> dict[Point, date]:
        """The lower limit of every point."""
        return self._by_point(self._lower.limits)

    @property
    def upper(self) -> dict[Point, date]:
        """The upper limit of every point."""
        return self._by_point(self._upper.limits)

    def _by_point(self, limits: Iterable[date]) -> dict[Point, date]:
        return dict(zip(((node, end) for node in self._nodes for end in (START, END)), limits, strict=True))

    def bounds(self, node: Node) -> Bounds:
        """Return the limits of a record as bounds."""
        start = 2 * self._numbers[node]
        lower, upper = self._lower.limits, self._upper.limits
        found = self._bounded(lower[start], upper[start], lower[start + 1], upper[start + 1])
        assert found is not None, node  # Contradictory lines are left out.
        return found

    def lines_of(self, node: Node) -> tuple[Line, ...]:
        """Return the order lines of a record, including those that are left out."""
        return tuple(_line(row) for row in self._rows if row[0] == node)

    def chain(self, point: Point, *, lower: bool) -> tuple[tuple[Line, ...], Point]:
        """Return the lines that lead to a limit of a point, nearest first, and the point whose date sets it."""
        came_from = (self._lower if lower else self._upper).came_from
        number = 2 * self._numbers[point[0]] + point[1]
        lines = []
        while (step := came_from[number]) is not None:
            number, _, line = step
            if line >= 0:
                lines.append(_line(self._rows[line]))
        return tuple(lines), (self._nodes[number // 2], bool(number % 2))


def _line(row: _Row) -> Line:
    record, word, other, evidence = row
    return Line(record, OrderWord(word), other, evidence)


def _by_point(steps: Iterable[_Step]) -> _Steps:
    """Sort steps by the point that they start from."""
    start = itemgetter(0)
    # Tuples, because the garbage collector would visit a list for every point again and again.
    return {point: tuple(group) for point, group in groupby(sorted(steps, key=start), start)}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Side:
    """The lower limits of all points, or the upper limits.

    Attributes:
        lower: Whether these are the lower limits.
        own: The limit of each point by the dates of its own record.
        steps: The steps by which each point passes on its limit.
        back: The steps by which each point receives limits.
        may_limit: Whether each record passes on limits to others.
        limits: The limit of each point.
        came_from: The step by which each limit was received; ``None`` for a point's own limit.
    """

    lower: bool
    own: Sequence[date]
    steps: _Steps
    back: _Steps
    may_limit: Sequence[bool]
    limits: list[date] = attrs.field(init=False)
    came_from: list[_Step | None] = attrs.field(init=False)

    @limits.default
    def _own_limits(self) -> list[date]:
        return list(self.own)

    @came_from.default
    def _from_nowhere(self) -> list[_Step | None]:
        return [None] * len(self.own)

    def passed_on(self, point: int) -> date:
        """The limit that a point passes on; unbounded if it never began or ended."""
        day = self.own[point]
        never, unknown = (FUTURE, PAST) if self.lower else (PAST, FUTURE)
        return unknown if day == never else day

    @property
    def is_stricter(self) -> Callable[[date, date], bool]:
        return gt if self.lower else lt

    def __attrs_post_init__(self) -> None:
        """Give every point the strictest limit of the points that lead to it."""
        dated = [point for point, day in enumerate(self.own) if day not in (PAST, FUTURE)]
        dated.sort(key=self.own.__getitem__, reverse=self.lower)
        is_stricter = self.is_stricter
        reached = bytearray(len(self.own))
        # Strictest first: a point keeps the first limit that reaches it.
        for origin in dated:
            if reached[origin]:
                continue
            day = self.own[origin]
            reached[origin] = 1
            waiting = [origin]
            for point in waiting:  # The loop adds the points that it reaches.
                # A start limits the end of its own record from below, and an end the start from above.
                following = self.steps.get(point, ()) if self.may_limit[point // 2] else ()
                if point % 2 != self.lower:
                    following = ((point, point ^ 1, -1), *following)
                for step in following:
                    to = step[1]
                    if not reached[to]:
                        reached[to] = 1
                        waiting.append(to)
                        if is_stricter(day, self.limits[to]):
                            self.limits[to] = day
                            self.came_from[to] = step


_Path: TypeAlias = tuple[date, int, date, int, tuple[int, ...]]
"""A lower limit and the point whose date sets it, an upper limit and its point, and the lines between them."""


def _shortest_conflicts(lower: _Side, upper: _Side) -> list[_Path]:
    """The conflicts with the fewest lines, no two of which have a line in common.

    Two limits meet at the first point of a contradictory path, or at a record on it that receives limits but does
    not give any, so only dated points and those of such records have to be checked. Paths of the same length without
    a common line can be left out together, because leaving out one does not make another shorter.
    """
    found: list[_Path] = []
    fewest = sys.maxsize
    for point, (low, high) in enumerate(zip(lower.limits, upper.limits, strict=True)):
        # The upper limit is in the past if the point is the start of something that never began.
        dated = lower.own[point] != PAST or upper.own[point] == PAST
        if low <= high or (lower.may_limit[point // 2] and not dated):
            continue
        downs, ups = _limiting(point, lower, fewest), _limiting(point, upper, fewest)
        for first, not_before, down in downs:
            for last, not_after, up in ups:
                if first > last and len(down) + len(up) <= fewest:
                    fewest = len(down) + len(up)
                    found.append((first, not_before, last, not_after, (*down, *reversed(up))))
    chosen: list[_Path] = []
    left_out: set[int] = set()
    for path in sorted(
        (path for path in found if len(path[-1]) == fewest), key=lambda path: (path[-1], path[1], path[3])
    ):
        if left_out.isdisjoint(path[-1]):
            chosen.append(path)
            left_out.update(path[-1])
    return chosen


def _limiting(start: int, side: _Side, most: int) -> list[tuple[date, int, tuple[int, ...]]]:
    """The points whose dates limit a point, nearest first, each only if it is stricter than those before it.

    Args:
        start: The point.
        side: The lower or the upper limits.
        most: The largest number of lines to follow.

    Returns:
        For each, its day, the point, and the lines that lead from it to the start.
    """
    came_from: dict[int, _Step | None] = {}
    waiting: deque[tuple[int, int, _Step | None]] = deque([(0, start, None)])
    found: list[tuple[date, int]] = []
    while waiting:
        lines, point, step = waiting.popleft()
        if point in came_from:
            continue
        came_from[point] = step
        day = side.passed_on(point) if point != start else side.own[point]
        if not found or side.is_stricter(day, found[-1][0]):
            found.append((day, point))
        if point % 2 == side.lower:  # A step between the start and the end of one record follows no line.
            waiting.appendleft((lines, point ^ 1, (point, point ^ 1, -1)))
        for following in side.back.get(point, ()):
            if lines < most and side.may_limit[following[1] // 2]:
                waiting.append((lines + 1, following[1], following))
    return [(day, point, _lines_from(point, came_from)) for day, point in found]


def _lines_from(point: int, came_from: Mapping[int, _Step | None]) -> tuple[int, ...]:
    lines = []
    while (step := came_from[point]) is not None:
        point, _, line = step
        if line >= 0:
            lines.append(line)
    return tuple(lines)
