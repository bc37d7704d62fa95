"""Limits: what dates and order together allow for the time of each record.

Every record has two *points*, its start and its end; an order line says that one point is not after another. So the
latest of the days before which a point cannot be, of all points that are not after it, is its lower limit, and the
other way round. The dates that sources give are never changed; limits are kept beside them.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
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

# For each word, the pairs of points of which the first is not after the second: of this record ("its"), or the other.
_NOT_AFTER: Final[Mapping[OrderWord, tuple[tuple[str, bool, str, bool], ...]]] = {
    OrderWord.AFTER: (("other", END, "its", START),),
    OrderWord.SINCE: (("other", START, "its", START),),
    OrderWord.BEFORE: (("its", END, "other", START),),
    OrderWord.UNTIL: (("its", END, "other", END),),
    OrderWord.DURING: (("other", START, "its", START), ("its", END, "other", END)),
    OrderWord.THROUGHOUT: (("its", START, "other", START), ("other", END, "its", END)),
    OrderWord.OPENED_BY: (("other", START, "its", START), ("its", START, "other", END)),
    OrderWord.CLOSED_BY: (("other", START, "its", END), ("its", END, "other", END)),
}


@attrs.frozen
class Line:
    """An order line, with the records at both of its ends.

    Attributes:
        record: The record that has the line.
        word: How it lies to the other.
        other: The other record; a source represents the days on which it was published.
        evidence: The claims that say so; empty for the curator's reading.
    """

    record: Node
    word: OrderWord
    other: Node
    evidence: tuple[str, ...]

    def pairs(self) -> Iterator[tuple[Point, Point]]:
        """Yield the pairs of points of which the first is not after the second."""
        ends = {"its": self.record, "other": self.other}
        for first, first_end, second, second_end in _NOT_AFTER[self.word]:
            yield (ends[first], first_end), (ends[second], second_end)


@attrs.frozen
class Conflict:
    """Order lines that contradict the dates of the records at their ends; none of them sets a limit.

    Attributes:
        lines: The lines that lead from a date to one that is too early for it, the fewest that do.
        not_before: The point that cannot be before ``first``.
        first: That day.
        not_after: The point that cannot be after ``last``, and that the lines say is not before the other.
        last: That day.
    """

    lines: tuple[Line, ...]
    not_before: Point
    first: date
    not_after: Point
    last: date


_Steps: TypeAlias = dict[Point, list[tuple[Point, Line | None]]]


@attrs.frozen(eq=False)
class Limits:
    """The limits of many records, and how each came about.

    Attributes:
        lower: The lower limit of each point.
        upper: Its upper limit.
        lower_from: The point that a lower limit was taken over from, and the line that says so; ``None`` for the line
            from a record's start to its own end.
        upper_from: Likewise.
        conflicts: The lines that were left out, because they contradict dates.
    """

    lower: Mapping[Point, date]
    upper: Mapping[Point, date]
    lower_from: Mapping[Point, tuple[Point, Line | None]]
    upper_from: Mapping[Point, tuple[Point, Line | None]]
    conflicts: tuple[Conflict, ...]

    @classmethod
    def of(cls, dates: Mapping[Node, Bounds], lines: Sequence[Line], gives: Callable[[Node], bool]) -> "Limits":
        """Compute the limits of some records, in time that grows with records and lines.

        Contradictory lines are left out: the fewest that lead from one date to another which contradicts it, all
        of them, until none is left.

        Args:
            dates: The bounds of each record by its dates.
            lines: The order lines between them; those to other records are passed over.
            gives: Whether limits of other records may rest on a record. One that no source asserts, or whose date
                is marked ``?``, takes limits and gives none.
        """
        kept = [line for line in lines if line.record in dates and line.other in dates]
        conflicts: list[Conflict] = []
        while True:
            forth, back = _steps(dates, kept)
            lower, lower_from = _spread(dates, forth, gives, _LOWER)
            upper, upper_from = _spread(dates, back, gives, _UPPER)
            conflict = _shortest_conflict(dates, forth, gives, [at for at in lower if lower[at] > upper[at]])
            if conflict is None:
                return cls(lower, upper, lower_from, upper_from, tuple(conflicts))
            conflicts.append(conflict)
            kept = [line for line in kept if line not in conflict.lines]

    def bounds(self, node: Node) -> Bounds:
        """Return the limits of a record as bounds."""
        start, end = (node, START), (node, END)
        found = bounded(self.lower[start], self.upper[start], self.lower[end], self.upper[end])
        assert found is not None, node  # Whatever contradicts is left out.
        return found

    def chain(self, point: Point, *, lower: bool) -> tuple[tuple[Line, ...], Point]:
        """Return the lines that lead to a limit, the nearest first, and the point whose date it is."""
        came_from = self.lower_from if lower else self.upper_from
        lines = []
        while point in came_from:
            point, line = came_from[point]
            if line is not None:
                lines.append(line)
        return tuple(lines), point


@attrs.frozen
class _Side:
    """Which of the two limits of a point is meant."""

    reverse: bool
    unknown: date

    def told(self, bounds: Bounds, end: bool) -> date:
        if self.reverse:
            return bounds.earliest_end if end else bounds.earliest_start
        return bounds.latest_end if end else bounds.latest_start


_LOWER: Final = _Side(reverse=True, unknown=PAST)
_UPPER: Final = _Side(reverse=False, unknown=FUTURE)


def _steps(nodes: Iterable[Node], lines: Iterable[Line]) -> tuple[_Steps, _Steps]:
    """From each point, the points that are not before it, and those that are not after it, by one line."""
    forth: _Steps = {}
    back: _Steps = {}
    for line in lines:
        for earlier, later in line.pairs():
            forth.setdefault(earlier, []).append((later, line))
            back.setdefault(later, []).append((earlier, line))
    for node in nodes:
        forth.setdefault((node, START), []).append(((node, END), None))
        back.setdefault((node, END), []).append(((node, START), None))
    return forth, back


def _spread(
    dates: Mapping[Node, Bounds], steps: _Steps, gives: Callable[[Node], bool], side: _Side
) -> tuple[dict[Point, date], dict[Point, tuple[Point, Line | None]]]:
    """Let every point take over the strictest limit of the points that lead to it."""
    told = [(side.told(bounds, end), (node, end)) for node, bounds in dates.items() for end in (START, END)]
    told.sort(key=lambda row: row[0], reverse=side.reverse)
    limits: dict[Point, date] = {}
    came_from: dict[Point, tuple[Point, Line | None]] = {}
    # From the strictest on: the first limit that arrives at a point is the one that it keeps.
    for day, origin in told:
        if origin in limits:
            continue
        limits[origin] = day
        waiting = deque([origin] if day != side.unknown else [])
        while waiting:
            point = waiting.popleft()
            for following, line in steps.get(point, ()):
                if following not in limits and (line is None or gives(point[0])):
                    limits[following] = day
                    came_from[following] = (point, line)
                    waiting.append(following)
    return limits, came_from


def _shortest_conflict(
    dates: Mapping[Node, Bounds], forth: _Steps, gives: Callable[[Node], bool], points: Sequence[Point]
) -> Conflict | None:
    """The conflict of the fewest lines among some points, each of which has a lower limit above its upper one."""
    among = set(points)
    shortest: Conflict | None = None
    # Every point of a contradictory path has such limits, so the search can stay among them.
    for origin in sorted(points):
        first = _LOWER.told(dates[origin[0]], origin[1])
        paths: dict[Point, tuple[Line, ...]] = {origin: ()}
        waiting = deque([origin])
        while waiting:
            point = waiting.popleft()
            last = _UPPER.told(dates[point[0]], point[1])
            if last < first:
                if shortest is None or len(paths[point]) < len(shortest.lines):
                    shortest = Conflict(paths[point], origin, first, point, last)
                break
            for following, line in forth.get(point, ()):
                if following in among and following not in paths and (line is None or gives(point[0])):
                    paths[following] = paths[point] if line is None else (*paths[point], line)
                    waiting.append(following) if line else waiting.appendleft(following)
    return shortest
