"""Columns: the worlds of a time as cells of a table, from which the four answers can be computed again."""

from datetime import date
from typing import Final

from afghanwar.timespan.bounds import FUTURE, PAST
from afghanwar.timespan.worlds import Worlds

DAYS: Final = ("earliest_start", "latest_start", "earliest_end", "latest_end", "reach_start", "reach_end")
"""The columns of days; each is empty if nothing bounds it."""

FLAGS: Final = ("open_start", "open_end", "dated", "doubtful")
"""The Boolean columns; none is empty."""


def columns_of(worlds: Worlds) -> dict[str, date | bool | None]:
    """Return the worlds of a time as cells, which are empty instead of in the years 1 and 9999.

    ``latest_start`` is empty both if the start may have been on any day before ``latest_end`` and if it was before
    all days. Only the second allows a certain answer, so ``open_start`` marks it, and ``open_end`` its counterpart.

    >>> from afghanwar import TimeSpan
    >>> {name: cell for name, cell in columns_of(TimeSpan("2001-11/..").worlds).items() if cell}
    ... # doctest: +NORMALIZE_WHITESPACE
    {'earliest_start': datetime.date(2001, 11, 1), 'latest_start': datetime.date(2001, 11, 30),
     'reach_start': datetime.date(2001, 11, 1), 'open_end': True, 'dated': True}

    Args:
        worlds: The possible and the told worlds.

    Returns:
        A cell for each of :data:`DAYS`, then for each of :data:`FLAGS`: whether it began before all days, whether it
        did not end, whether the sources say anything about its time, and whether no answer about it can be certain.
    """
    possible = worlds.possible
    days = (
        possible.earliest_start,
        possible.latest_start,
        possible.earliest_end,
        possible.latest_end,
        *(worlds.reach or (PAST, FUTURE)),
    )
    flags = (possible.latest_start == PAST, possible.earliest_end == FUTURE, worlds.told is not None, worlds.doubtful)
    bounded = (None if day in (PAST, FUTURE) else day for day in days)
    return {**dict(zip(DAYS, bounded, strict=True)), **dict(zip(FLAGS, flags, strict=True))}
