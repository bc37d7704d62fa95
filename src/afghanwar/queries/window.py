"""Window: the days of a question, and the records of an index that match them."""

from collections.abc import Set
from datetime import date
from typing import Literal, TypeAlias, get_args

import attrs
from typing_extensions import TypeVar

from afghanwar.dataset.indexes import Index
from afghanwar.dataset.names import Named
from afghanwar.errors import TimeSpanError, quoted
from afghanwar.timespan import Certainty, TimeLike, TimeSpan
from afghanwar.timespan.bounds import FUTURE, PAST, throughout
from afghanwar.timespan.worlds import Worlds

R = TypeVar("R", bound=Named)

Match: TypeAlias = Literal["certain", "possible", "silent"]
"""Which answers to return: what is certain, also what is possible, or also what the sources are silent about."""

Relation: TypeAlias = Literal["overlaps", "within"]
"""How a record must match the window: share a day with it, or lie wholly inside."""

_LEAST: dict[str, Certainty] = {
    "certain": Certainty.CERTAIN,
    "possible": Certainty.POSSIBLE,
    "silent": Certainty.SILENT,
}


@attrs.frozen(eq=False, repr=False)
class Window:
    """The days of a question, from one day to another, both inclusive.

    Attributes:
        first: The first day; 0001-01-01 if there is no beginning.
        last: The last day; 9999-12-31 if there is no end.
        minimum: How certain an answer has to be.
        relation: How a record must match the days.
    """

    first: date
    last: date
    minimum: Certainty
    relation: Relation = "overlaps"

    @classmethod
    def of(
        cls,
        start: TimeLike | None,
        end: TimeLike | None,
        match: Match = "possible",
        relation: Relation = "overlaps",
    ) -> "Window":
        """Make a window from the arguments of a query.

        Args:
            start: The window begins with the first day that this allows; ``None`` for no beginning. Marks are ignored.
            end: The window ends with the last day that this allows; ``None`` for no end.
            match: How certain an answer has to be.
            relation: How a record must match the days.

        Raises:
            TimeSpanError: A string is not a date.
            TypeError: A date has the wrong type.
            ValueError: The start is after the end, or another argument has an unknown value.
        """
        first = PAST if start is None else _days_of(start)[0]
        last = FUTURE if end is None else _days_of(end)[1]
        if first > last:
            raise ValueError(f"the start, {str(start)!r}, is after the end, {str(end)!r}; swap them")
        check_one_of("match", match, get_args(Match))
        check_one_of("relation", relation, get_args(Relation))
        return cls(first, last, _LEAST[match], relation)

    @property
    def is_unbounded(self) -> bool:
        """Whether the question has no dates, so that every record matches, dated or not."""
        return (self.first, self.last) == (PAST, FUTURE)

    def answer(self, worlds: Worlds) -> Certainty:
        """Return how certain it is that a time matches the window."""
        window = throughout(self.first, self.last)
        days = Worlds(window, window)
        return worlds.within(days) if self.relation == "within" else worlds.overlaps(days)

    def select(self, index: Index[R], among: Set[int] | None = None) -> list[int]:
        """Return the positions in an index of the records that match.

        Args:
            index: The records.
            among: Only these positions; ``None`` for all.

        Returns:
            The positions in the order of the index; those about which the sources are silent come last.
        """
        if self.is_unbounded:
            return list(range(len(index.records))) if among is None else sorted(among)
        if self.minimum is not Certainty.SILENT:
            found = index.told.overlapping(self.first, self.last, among)
            # POSSIBLE means that the told worlds share a day with the window, which the index has already checked.
            enough = self.minimum is Certainty.POSSIBLE and self.relation == "overlaps"
            unchecked = index.untold if enough else range(len(index.records))
            return [at for at in found if at not in unchecked or self.answer(index.worlds[at]) >= self.minimum]
        answers = {at: self.answer(index.worlds[at]) for at in index.possible.overlapping(self.first, self.last, among)}
        told = [at for at, answer in answers.items() if answer > Certainty.SILENT]
        return told + [at for at, answer in answers.items() if answer is Certainty.SILENT]


def check_one_of(argument: str, value: object, allowed: tuple[object, ...]) -> None:
    """Check that an argument has one of a few values.

    Raises:
        ValueError: It has another value; the message lists the allowed ones.
    """
    if value not in allowed:
        raise ValueError(f"{argument} is {quoted(value)}; use one of {', '.join(map(repr, allowed))}")


def _days_of(value: TimeLike) -> tuple[date, date]:
    """Return the first and the last day that a date allows."""
    if isinstance(value, str):
        value = TimeSpan(value)
    if isinstance(value, TimeSpan):
        return value.bounds.earliest_start, value.bounds.latest_end
    if not isinstance(value, date):
        raise TypeError(f"expected a datetime.date, a TimeSpan or a string such as '2001-12', not {quoted(value)}")
    # A datetime counts as its calendar day.
    day = date(value.year, value.month, value.day)
    if day.year in (PAST.year, FUTURE.year) and day not in (PAST, FUTURE):
        raise TimeSpanError(f"{day} is out of range; use a year from 0002 to 9998, or date.min or date.max")
    return day, day
