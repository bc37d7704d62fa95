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

    def __str__(self) -> str:
        """Return the conflict in words, with ids."""
        lines = ", ".join(f"{line.record[1]} {line.word.value} {line.other[1]}" for line in self.lines)
        ends = [f"the {'end' if end else 'start'} of {node[1]}" for node, end in (self.not_before, self.not_after)]
        return f"{ends[0]} is not before {self.first}, {ends[1]} not after {self.last}, against: {lines}"


_Steps: TypeAlias = dict[Point, list[tuple[Point, Line | None]]]


@attrs.frozen(eq=False)
class Limits:
    """The limits of many records, and how each came about.

    Attributes:
        dates: The bounds of each record by its dates alone.
        lower: The lower limit of each point.
        upper: Its upper limit.
        lower_from: The point that a lower limit was taken over from, and the line that says so; ``None`` for the line
            from a record's start to its own end.
        upper_from: Likewise.
        conflicts: The lines that were left out, because they contradict dates.
    """

    dates: Mapping[Node, Bounds]
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
        kept.sort(key=lambda line: (line.record, line.word.value, line.other))
        conflicts: list[Conflict] = []
        while True:
            forth, back = _steps(dates, kept)
            lower, lower_from = _spread(dates, forth, gives, _earliest, downwards=True)
            upper, upper_from = _spread(dates, back, gives, _latest, downwards=False)
            contradictory = sorted(point for point in lower if lower[point] > upper[point])
            conflict = _shortest_conflict(dates, forth, back, gives, contradictory)
            if conflict is None:
                return cls(dates, lower, upper, lower_from, upper_from, tuple(conflicts))
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


def _earliest(bounds: Bounds, end: bool) -> date:
    """The lower limit of a point by the dates of its own record."""
    return bounds.earliest_end if end else bounds.earliest_start


def _latest(bounds: Bounds, end: bool) -> date:
    """The upper limit of a point by the dates of its own record."""
    return bounds.latest_end if end else bounds.latest_start


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
    dates: Mapping[Node, Bounds],
    steps: _Steps,
    gives: Callable[[Node], bool],
    own: Callable[[Bounds, bool], date],
    *,
    downwards: bool,
) -> tuple[dict[Point, date], dict[Point, tuple[Point, Line | None]]]:
    """Let every point take over the strictest limit of the points that lead to it.

    Args:
        dates: The bounds of each record by its dates.
        steps: The points to which each point passes its limit on.
        gives: Whether a record passes limits on to others.
        own: The limit of a point by the dates of its own record.
        downwards: Whether a later limit is stricter, as a lower one is.

    Returns:
        The limit of each point, and the point and the line from which it was taken over.
    """
    never = FUTURE if downwards else PAST
    told = [(own(bounds, end), (node, end)) for node, bounds in dates.items() for end in (START, END)]
    told.sort(key=lambda row: row[0], reverse=downwards)
    limits: dict[Point, date] = {}
    came_from: dict[Point, tuple[Point, Line | None]] = {}
    # From the strictest on: the first limit that arrives at a point is the one that it keeps.
    for day, origin in told:
        if origin in limits or day == never:
            continue
        limits[origin] = day
        waiting = deque([origin] if day not in (PAST, FUTURE) else [])
        while waiting:
            point = waiting.popleft()
            for following, line in steps.get(point, ()):
                if following not in limits and (line is None or gives(point[0])):
                    limits[following] = day
                    came_from[following] = (point, line)
                    waiting.append(following)
    # What never ended limits itself alone: no day of it could limit others.
    for day, origin in told:
        if day == never:
            limits[origin] = day
            came_from.pop(origin, None)
    return limits, came_from


def _shortest_conflict(
    dates: Mapping[Node, Bounds], forth: _Steps, back: _Steps, gives: Callable[[Node], bool], points: Iterable[Point]
) -> Conflict | None:
    """The conflict of the fewest lines among those that meet in some points.

    Two limits meet in the first point of a contradictory path, or in a record on it that takes limits and gives
    none; so only dated points and those of such records have to be looked at.
    """

    def earliest(point: Point) -> date:
        day = _earliest(dates[point[0]], point[1])
        return PAST if day == FUTURE else day

    def latest(point: Point) -> date:
        day = _latest(dates[point[0]], point[1])
        return FUTURE if day == PAST else day

    found: list[Conflict] = []
    for point in points:
        if earliest(point) == PAST and gives(point[0]):
            continue
        lower = _limiting(point, back, gives, earliest, downwards=True)
        upper = _limiting(point, forth, gives, latest, downwards=False)
        found.extend(
            Conflict((*down, *reversed(up)), not_before, first, not_after, last)
            for first, not_before, down in lower
            for last, not_after, up in upper
            if first > last
        )
    return min(found, key=lambda conflict: (len(conflict.lines), conflict.not_before, conflict.not_after), default=None)


def _limiting(
    start: Point, steps: _Steps, gives: Callable[[Node], bool], own: Callable[[Point], date], *, downwards: bool
) -> list[tuple[date, Point, tuple[Line, ...]]]:
    """The points whose dates limit a point, the nearest first, each only if it is stricter than those before it.

    Returns:
        For each, its day, the point, and the lines that lead from it to the start.
    """
    came_from: dict[Point, tuple[Point, Line | None] | None] = {}
    waiting: deque[tuple[Point, tuple[Point, Line | None] | None]] = deque([(start, None)])
    found: list[tuple[date, Point]] = []
    while waiting:
        point, step = waiting.popleft()
        if point in came_from:
            continue
        came_from[point] = step
        day = own(point)
        if not found or (day > found[-1][0] if downwards else day < found[-1][0]):
            found.append((day, point))
        for following, line in steps.get(point, ()):
            if line is None:  # From a record's start to its own end it is no distance.
                waiting.appendleft((following, (point, line)))
            elif gives(following[0]):
                waiting.append((following, (point, line)))
    return [(day, point, _lines_from(point, came_from)) for day, point in found]


def _lines_from(point: Point, came_from: Mapping[Point, tuple[Point, Line | None] | None]) -> tuple[Line, ...]:
    lines = []
    while (step := came_from[point]) is not None:
        point, line = step
        if line is not None:
            lines.append(line)
    return tuple(lines)
