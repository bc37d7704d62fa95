"""Answers: the four answers about a window of days, as expressions that the engine of a frame computes.

They apply the comparisons of :class:`~afghanwar.timespan.bounds.Bounds` and the rule of
:class:`~afghanwar.timespan.worlds.Worlds` to the columns of :func:`~afghanwar.timespan.columns.columns_of`. A condition
is ``True`` if every row meets it, because the window has no first or no last day.
"""

from datetime import date, datetime, timedelta
from typing import Final, Literal, TypeAlias

import attrs
import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from afghanwar.errors import quoted
from afghanwar.frames.engines import Frame, check_new, to_narwhals, to_type_of, types_of
from afghanwar.queries.window import Match, Relation, Window
from afghanwar.timespan import TimeLike
from afghanwar.timespan.bounds import FUTURE, PAST
from afghanwar.timespan.columns import DAYS, FLAGS
from afghanwar.timespan.worlds import Certainty

# A condition on a row; True if every row meets it.
_Condition: TypeAlias = nw.Expr | Literal[True]

_DATED: Final = nw.col("dated")
_OPEN_START: Final = nw.col("open_start")
_OPEN_END: Final = nw.col("open_end")


def where(
    frame: IntoFrameT,
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    *,
    match: Match = "possible",
    relation: Relation = "overlaps",
) -> IntoFrameT:
    """Keep the rows whose time overlaps or lies within a window of days, as ``events_between`` keeps events.

    >>> import pyarrow as pa
    >>> from afghanwar.frames import parse
    >>> table = parse(pa.table({"when": ["2001-12-06/2001-12-17", "2001", None]}))
    >>> where(table, "2001-12", "2001-12")["when"].to_pylist()
    ['2001-12-06/2001-12-17', '2001']
    >>> where(table, "2001-12", "2001-12", match="certain")["when"].to_pylist()
    ['2001-12-06/2001-12-17']

    Args:
        frame: A frame with the columns that ``parse``, ``with_bounds`` or ``table`` makes.
        start: The window begins with the first day that this allows; ``None`` for no beginning.
        end: The window ends with the last day that this allows, inclusive; ``None`` for no end.
        match: ``"certain"`` for rows whose time must do so, ``"possible"`` also for those whose time may, going by
            what is said about it, ``"silent"`` also for all that are not ruled out, including undated rows.
        relation: ``"overlaps"`` for times that share a day with the window, ``"within"`` for those inside it.

    Returns:
        A frame of the same type with these rows. A lazy frame stays lazy, and nothing is collected. Without a start
        and an end all rows are returned.

    Raises:
        TimeSpanError: A string is not a date.
        ValueError: The start is after the end, ``match`` or ``relation`` is not one of the values above, a column is
            missing, or a column of days has a time zone.
        TypeError: A date, the frame, or the type of a column is not supported.
    """
    window = Window.of(start, end, match, relation)
    inside = to_narwhals(frame)
    answers = _Answers.of(inside, window)
    kept = {
        Certainty.CERTAIN: answers.certain,
        Certainty.POSSIBLE: answers.possible,
        Certainty.SILENT: answers.silent,
    }[window.minimum]
    return to_type_of(frame, inside if window.is_unbounded or kept is True else inside.filter(kept))


def verdict(
    frame: IntoFrameT,
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    *,
    relation: Relation = "overlaps",
) -> IntoFrameT:
    """Add the answer for each row as a column ``verdict``: ``certain``, ``possible``, ``silent`` or ``no``.

    >>> import pyarrow as pa
    >>> from afghanwar.frames import parse
    >>> table = parse(pa.table({"when": ["2001-12-06/2001-12-17", "2001", "2002", "2002?", None]}))
    >>> verdict(table, "2001-12", "2001-12")["verdict"].to_pylist()
    ['certain', 'possible', 'no', 'no', 'silent']

    Args:
        frame: A frame with the columns that ``parse``, ``with_bounds`` or ``table`` makes.
        start: The window begins with the first day that this allows; ``None`` for no beginning.
        end: The window ends with the last day that this allows, inclusive; ``None`` for no end.
        relation: ``"overlaps"`` to ask whether a time shares a day with the window, ``"within"`` whether it lies
            inside.

    Returns:
        A frame of the same type, with the column. A lazy frame stays lazy, and nothing is collected.

    Raises:
        TimeSpanError: A string is not a date.
        ValueError: The start is after the end, ``relation`` is not one of the values above, a column is missing, a
            column of days has a time zone, or the frame already has a column ``verdict``.
        TypeError: A date, the frame, or the type of a column is not supported.
    """
    window = Window.of(start, end, relation=relation)
    inside = to_narwhals(frame)
    check_new(inside, ["verdict"])
    answers = _Answers.of(inside, window)
    found: nw.Expr = nw.lit("no")
    for word, condition in (("silent", answers.silent), ("possible", answers.possible), ("certain", answers.certain)):
        found = nw.lit(word) if condition is True else nw.when(condition).then(nw.lit(word)).otherwise(found)
    return to_type_of(frame, inside.with_columns(found.alias("verdict")))


@attrs.frozen
class _Answers:
    """The conditions of the answers; each holds for the rows with this answer or a stronger one."""

    certain: _Condition
    possible: _Condition
    silent: _Condition

    @classmethod
    def of(cls, frame: Frame, window: Window) -> "_Answers":
        days = _Days.of(frame, window)
        may, must = days.within if window.relation == "within" else days.overlaps
        certain = _all(must, ~nw.col("doubtful"))
        # The told worlds are the possible worlds within the reach.
        told = days.reached if window.relation == "overlaps" else _all(may, days.reached)
        return cls(certain, _any(_all(_DATED, told), certain), may)


@attrs.frozen
class _Days:
    """Comparisons of columns with the window ``first`` to ``last``; ``None`` where it has no such day."""

    first: date | None
    last: date | None
    times: frozenset[str]

    @classmethod
    def of(cls, frame: Frame, window: Window) -> "_Days":
        kinds = types_of(frame, (*DAYS, *FLAGS))
        for column in FLAGS:
            if not isinstance(kinds[column], nw.Boolean):
                raise TypeError(f"the column {quoted(column)} is of type {kinds[column]}; make it Boolean")
        for column in DAYS:
            kind = kinds[column]
            if not isinstance(kind, nw.Date | nw.Datetime):
                raise TypeError(f"the column {quoted(column)} is of type {kind}; make it a column of dates")
            if isinstance(kind, nw.Datetime) and kind.time_zone is not None:
                raise ValueError(f"the column {quoted(column)} has the time zone {kind.time_zone}; convert it to dates")
        return cls(
            None if window.first == PAST else window.first,
            None if window.last == FUTURE else window.last,
            frozenset(column for column in DAYS if isinstance(kinds[column], nw.Datetime)),
        )

    @property
    def overlaps(self) -> tuple[_Condition, _Condition]:
        """Whether a time may share a day with the window, and whether it must."""
        may = _all(self._until_last("earliest_start", empty=True), self._from_first("latest_end", empty=True))
        starts = _any(_OPEN_START, self._until_last("latest_start", empty=False))
        ends = _any(_OPEN_END, self._from_first("earliest_end", empty=False))
        return may, _all(starts, ends)

    @property
    def within(self) -> tuple[_Condition, _Condition]:
        """Whether a time may lie inside the window, and whether it must."""
        starts: _Condition = True if self.first is None else ~_OPEN_START
        ends: _Condition = True if self.last is None else ~_OPEN_END
        may = _all(
            _all(starts, self._from_first("latest_start", empty=True)),
            _all(ends, self._until_last("earliest_end", empty=True)),
        )
        must = _all(self._from_first("earliest_start", empty=False), self._until_last("latest_end", empty=False))
        return may, must

    @property
    def reached(self) -> _Condition:
        """Whether the reach of a time shares a day with the window."""
        return _all(self._until_last("reach_start", empty=True), self._from_first("reach_end", empty=True))

    def _from_first(self, column: str, *, empty: bool) -> _Condition:
        """Whether a day is not before the window; ``empty`` is the answer where it is null."""
        if self.first is None:
            return True
        first = _midnight(self.first) if column in self.times else self.first
        return _unless_null(column, nw.col(column) >= first, empty)

    def _until_last(self, column: str, *, empty: bool) -> _Condition:
        """Whether a day is not after the window; ``empty`` is the answer where it is null."""
        if self.last is None:
            return True
        if column in self.times:
            # A datetime at any time of the last day is in the window.
            return _unless_null(column, nw.col(column) < _midnight(self.last) + timedelta(days=1), empty)
        return _unless_null(column, nw.col(column) <= self.last, empty)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _unless_null(column: str, condition: nw.Expr, empty: bool) -> nw.Expr:
    # The result is never null, because engines treat null conditions differently.
    null = nw.col(column).is_null()
    answer: nw.Expr = null | condition if empty else ~null & condition
    return answer


def _all(one: _Condition, other: _Condition) -> _Condition:
    return other if one is True else one if other is True else one & other


def _any(one: _Condition, other: _Condition) -> _Condition:
    return True if one is True or other is True else one | other
