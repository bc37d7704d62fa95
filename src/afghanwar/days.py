"""Days: how sure it is, day by day, that an event or a relationship was so; charts, pages and pictures draw this.

The module is not imported by ``import afghanwar``; import it as ``from afghanwar.days import days_of``.
"""

from datetime import date, timedelta
from enum import Enum
from typing import Final, TypeAlias

import attrs

from afghanwar.dataset.chronology import Dated
from afghanwar.dataset.dataset import Dataset
from afghanwar.events import Event
from afghanwar.queries.scope import Sources, meant, scope
from afghanwar.timespan.worlds import Worlds

_DAY: Final = timedelta(days=1)

_Span: TypeAlias = tuple[date, date] | None
"""Days from one to another, both inclusive; ``None`` for no days."""

_Marked: TypeAlias = tuple["Mark", _Span]
"""Days, and how they are drawn."""


class Mark(Enum):
    """How days are drawn, and what that means; the same in every chart, page and picture."""

    FILLED = "filled"
    """It was so on each of these days for certain."""

    FRAMED = "framed"
    """It was so at some time within these days for certain, and on each of them it is possible."""

    PALE = "pale"
    """It may have been so on each of these days, by what the sources say of its time."""

    FADING = "fading"
    """Nothing rules these days out, but the sources are silent about them. Drawn as a line that fades into dots."""


@attrs.frozen(kw_only=True)
class Stretch:
    """Some days, one after another, that are drawn alike.

    Attributes:
        first: The first of them; 0001-01-01 where nothing bounds them.
        last: The last of them, inclusive; 9999-12-31 where nothing bounds them.
        mark: How they are drawn.
    """

    first: date
    last: date
    mark: Mark


@attrs.frozen(kw_only=True)
class Days:
    """The days on which an event or a relationship was so, or may have been so.

    Attributes:
        stretches: All days that nothing rules out, in their order and without a gap; never empty. Of two that follow
            each other, the marks differ. At most one is filled or framed.
        asserted: Whether a source asserts in its own voice that it was so. If none does, its name is drawn in grey,
            and no day is filled or framed.
    """

    stretches: tuple[Stretch, ...]
    asserted: bool


def days_of(record: Dated | str, *, according_to: Sources | None = None, dataset: Dataset | None = None) -> Days:
    """Say of every day how sure it is that an event or a relationship was so then.

    The answers are those of :func:`~afghanwar.queries.explain.explain` about single days: filled for certain, framed or
    pale for possible, fading for silent, and in no stretch for no. A question about exactly the framed days has the
    answer certain.

    >>> for stretch in days_of("Battle of Tora Bora").stretches:
    ...     print(stretch.first, stretch.last, stretch.mark.value)
    2001-12-06 2001-12-17 filled

    Args:
        record: The event or the relationship.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        Its days, and whether it is asserted.

    Raises:
        UnknownRecordError: No event or relationship has that id or name, or the sources do not speak of it.
        AmbiguousNameError: More than one has.
        TypeError: It is neither a text, nor an event, nor a relationship.
    """
    whole, view = scope(dataset, according_to)
    (named,) = meant(record, whole.events, whole.relationships, one=True)
    times = view.chronology.times(view.events[named.id] if isinstance(named, Event) else view.relationships[named.id])
    return Days(stretches=stretches_of(times.worlds), asserted=times.asserted)


def stretches_of(worlds: Worlds) -> tuple[Stretch, ...]:
    """Say of every day how sure it is that something of such a time was so then.

    >>> from afghanwar import TimeSpan
    >>> for stretch in stretches_of(TimeSpan("2005/[2021-07-14..2021]").worlds):
    ...     print(stretch.first, stretch.last, stretch.mark.value)
    2005-01-01 2005-12-30 pale
    2005-12-31 2021-07-14 filled
    2021-07-15 2021-12-31 pale

    Args:
        worlds: What is possible, and what of that the sources speak of.

    Returns:
        All days that nothing rules out, as in :class:`Days`.
    """
    possible, told = worlds.possible, worlds.told
    reach = None if told is None else (told.earliest_start, told.latest_end)
    core = _core(worlds, reach)
    turns = {possible.earliest_start}
    for _, span in (core, (Mark.PALE, reach)):
        if span is not None:
            turns |= {span[0], *({span[1] + _DAY} if span[1] < possible.latest_end else ())}
    starts = sorted(turns)
    lasts = [*(day - _DAY for day in starts[1:]), possible.latest_end]
    return tuple(
        Stretch(first=first, last=last, mark=_mark(first, core, (Mark.PALE, reach)))
        for first, last in zip(starts, lasts, strict=True)
    )


def _core(worlds: Worlds, reach: _Span) -> _Marked:
    """The fewest days whose answer is certain, filled where each of them is; none where that says more than is known.

    What happened by some day has such days back to the unbounded past. A frame around those that a source speaks of
    would say that it was then.
    """
    possible = worlds.possible
    first, last = sorted((possible.latest_start, possible.earliest_end))
    mark = Mark.FILLED if first == possible.latest_start else Mark.FRAMED
    told = reach is not None and reach[0] <= first and last <= reach[1]
    known = not worlds.doubtful and (told or mark is Mark.FILLED)
    return mark, (first, last) if known else None


def _mark(day: date, *marked: _Marked) -> Mark:
    """The mark of the first of several spans that a day is in; fading where it is in none."""
    return next((mark for mark, span in marked if span is not None and span[0] <= day <= span[1]), Mark.FADING)
