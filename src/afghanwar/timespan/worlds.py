"""Certainty: the four answers to a question about uncertain dates, and the rule that decides between them."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import total_ordering
from typing import NoReturn, TypeAlias

import attrs

from afghanwar.timespan.bounds import UNBOUNDED, Bounds, some_time_in

_Comparison: TypeAlias = Callable[[Bounds, Bounds], bool]


@total_ordering
class Certainty(Enum):
    """How certain an answer about uncertain dates is; members are ordered ``CERTAIN > POSSIBLE > SILENT > NO``.

    It has no truth value, because ``if span.overlaps(...)`` would treat a possibility as a fact (or as its opposite).
    Compare it with a member.

    >>> from afghanwar import TimeSpan
    >>> TimeSpan("2001-12").overlaps(TimeSpan("2001-12-25")) >= Certainty.POSSIBLE
    True
    """

    NO = "no"
    """False in every possible world."""

    SILENT = "silent"
    """True in some possible world, but only outside the days that the sources cover."""

    POSSIBLE = "possible"
    """True in some possible world that stays within the days that the sources cover."""

    CERTAIN = "certain"
    """True in every possible world."""

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self} is neither true nor false; compare it, as in answer >= Certainty.POSSIBLE")

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Certainty):
            return NotImplemented
        ranks = list(Certainty)
        return ranks.index(self) < ranks.index(other)


@attrs.frozen
class Worlds:
    """The possible worlds of one time, and among them those that the sources cover.

    A *told world* is a possible world that stays within the reach of the time: the days that the words of the
    sources, or what follows from them, cover. So "by 2018" does not make 1900 possible, although nothing rules it
    out: the sources are silent about 1900.

    Only this class decides between the four answers. Time-spans, records and views all use it.

    Attributes:
        possible: The bounds of all possible worlds.
        told: The bounds of the told worlds; ``None`` if there are none, as for something undated.
        doubtful: Whether no answer about it can be certain, because a date is marked ``?`` or no source asserts it
            in its own voice.
    """

    possible: Bounds
    told: Bounds | None
    doubtful: bool = False

    @classmethod
    def of(cls, possible: Bounds, reach: tuple[date, date] | None, *, doubtful: bool) -> "Worlds":
        """Return the worlds of a time from its bounds and its reach, which is ``None`` if no source dates it."""
        if reach is None:
            told = None
        elif reach == (possible.earliest_start, possible.latest_end):
            told = possible
        else:
            told = possible.meet(some_time_in(*reach))
        return cls(possible, told, doubtful)

    @property
    def reach(self) -> tuple[date, date] | None:
        """The first and the last day that the sources cover, both inclusive; ``None`` if they cover none."""
        return None if self.told is None else (self.told.earliest_start, self.told.latest_end)

    def overlaps(self, other: "Worlds") -> Certainty:
        """Return how certain it is that the two share a day."""
        return self._answer(other, Bounds.may_overlap, Bounds.must_overlap)

    def within(self, other: "Worlds") -> Certainty:
        """Return how certain it is that this lies inside the other, first and last day included."""
        return self._answer(other, Bounds.may_be_within, Bounds.must_be_within)

    def before(self, other: "Worlds") -> Certainty:
        """Return how certain it is that this ended before the other began, with no day in common."""
        return self._answer(other, Bounds.may_precede, Bounds.must_precede)

    def _answer(self, other: "Worlds", may: _Comparison, must: _Comparison) -> Certainty:
        if not may(self.possible, other.possible):
            return Certainty.NO
        if must(self.possible, other.possible) and not (self.doubtful or other.doubtful):
            return Certainty.CERTAIN
        if self.told is not None and other.told is not None and may(self.told, other.told):
            return Certainty.POSSIBLE
        return Certainty.SILENT


UNDATED = Worlds(UNBOUNDED, None)
"""The worlds of something undated: anything is possible, and the sources are silent about it."""
