"""Days: how certain an event or a relationship is, day by day, and in words; charts, pages and pictures show this.

The module is not imported by ``import afghanwar``; import it as ``from afghanwar.days import days_of``.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Final, TypeAlias

import attrs

from afghanwar.dataset.chronology import Dated
from afghanwar.dataset.dataset import Dataset
from afghanwar.events import Event
from afghanwar.queries.scope import Sources, resolve, scope
from afghanwar.timespan.bounds import FUTURE, PAST, UNBOUNDED, some_time_in
from afghanwar.timespan.edtf import read, write
from afghanwar.timespan.english import humanize
from afghanwar.timespan.worlds import Worlds

_DAY: Final = timedelta(days=1)

_Span: TypeAlias = tuple[date, date] | None
"""The first and the last of some days, both inclusive; ``None`` for no days."""

_Marked: TypeAlias = tuple["Mark", _Span]
"""How days are drawn, and the days."""


class Mark(Enum):
    """How days are drawn, and what it means; the same in every chart, page and picture."""

    FILLED = "filled"
    """Certain on each of these days."""

    FRAMED = "framed"
    """Certain at some time within these days, and possible on each of them."""

    PALE = "pale"
    """Possible on each of these days, going by what the sources say about its time."""

    FADING = "fading"
    """Not ruled out, but the sources are silent about these days. Drawn as a line that fades into dots."""


MEANINGS: Final[Mapping[Mark, str]] = {
    Mark.FILLED: "certain on each of these days",
    Mark.FRAMED: "certain at some time within these days",
    Mark.PALE: "possible on these days",
    Mark.FADING: "not ruled out, but no source speaks of these days",
}
"""What each mark means in a few words, in the order of a legend."""


@attrs.frozen(kw_only=True)
class Stretch:
    """Consecutive days that are drawn alike.

    Attributes:
        first: The first day; 0001-01-01 if it has no bound.
        last: The last day, inclusive; 9999-12-31 if it has no bound.
        mark: How they are drawn.
    """

    first: date
    last: date
    mark: Mark


@attrs.frozen(kw_only=True)
class Days:
    """The days on which an event took place or a relationship held, or may have.

    Attributes:
        stretches: All days that are not ruled out, in order and without a gap; never empty. Neighbours have different
            marks. At most one is filled or framed.
        asserted: Whether a source asserts it in its own voice. If none does, its name is drawn in grey, and no day is
            filled or framed.
    """

    stretches: tuple[Stretch, ...]
    asserted: bool


def days_of(record: Dated | str, *, according_to: Sources | None = None, dataset: Dataset | None = None) -> Days:
    """Return how certain an event or a relationship is on every day.

    The marks follow the answers of :func:`~afghanwar.queries.explain.explain` about single days: *certain* is filled,
    *possible* is framed or pale, *silent* is fading, and a day with the answer *no* is in no stretch. About the framed
    days as a whole, the answer is *certain*.

    >>> for stretch in days_of("Battle of Tora Bora").stretches:
    ...     print(stretch.first, stretch.last, stretch.mark.value)
    2001-12-06 2001-12-17 filled

    Args:
        record: The event or the relationship.
        according_to: The source or sources to which the dataset is restricted; all by default.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        Its days, and whether it is asserted.

    Raises:
        UnknownRecordError: No event or relationship has that id or name, or the sources do not mention it.
        AmbiguousNameError: More than one event or relationship has that name.
        TypeError: The record is neither a string, nor an event, nor a relationship.
    """
    whole, view = scope(dataset, according_to)
    (named,) = resolve(record, whole.events, whole.relationships, one=True)
    times = view.chronology.times(view.events[named.id] if isinstance(named, Event) else view.relationships[named.id])
    return Days(stretches=stretches_of(times.worlds), asserted=times.asserted)


def stretches_of(worlds: Worlds) -> tuple[Stretch, ...]:
    """Return how certain every day is, for a time.

    >>> from afghanwar import TimeSpan
    >>> for stretch in stretches_of(TimeSpan("2005/[2021-07-14..2021]").worlds):
    ...     print(stretch.first, stretch.last, stretch.mark.value)
    2005-01-01 2005-12-30 pale
    2005-12-31 2021-07-14 filled
    2021-07-15 2021-12-31 pale

    Args:
        worlds: The possible worlds of the time, and those that the sources speak of.

    Returns:
        All days that are not ruled out, as in :class:`Days`.
    """
    possible, reach = worlds.possible, worlds.reach
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


def clip(stretches: Iterable[Stretch], first: date, last: date) -> Iterator[Stretch]:
    """Yield what some stretches look like when only the days from a first to a last one are shown.

    A framed stretch that is cut off becomes pale, because only the whole stretch certainly contains the time.

    >>> from afghanwar import TimeSpan
    >>> whole = stretches_of(TimeSpan("2001").worlds)
    >>> for stretch in clip(whole, date(2001, 7, 1), date(2001, 7, 31)):
    ...     print(stretch.first, stretch.last, stretch.mark.value)
    2001-07-01 2001-07-31 pale

    Args:
        stretches: The stretches.
        first: The first day that is shown.
        last: The last day that is shown, inclusive.

    Yields:
        Those with a day that is shown, in the same order, with only these days.
    """
    for each in stretches:
        start, end = max(each.first, first), min(each.last, last)
        if start <= end:
            cut = (start, end) != (each.first, each.last)
            mark = Mark.PALE if cut and each.mark is Mark.FRAMED else each.mark
            yield Stretch(first=start, last=end, mark=mark)


def limits_in_words(record: Dated, days: Days) -> str:
    """Return the limits of the first and the last day of a record in English, where its date does not give them.

    A limit is left out where the sources are silent about the days next to it.

    >>> from afghanwar import load
    >>> limits_in_words(load().events["bombing-of-tora-bora"], days_of("bombing-of-tora-bora"))
    '17 December 2001 or earlier'

    Args:
        record: The event or the relationship, as in a dataset or a view.
        days: Its days there.

    Returns:
        The words, which can follow the date; ``""`` if there is no such limit.
    """
    dates = UNBOUNDED if record.when is None else record.when.bounds
    first, last = days.stretches[0], days.stretches[-1]
    begins = PAST if first.first == dates.earliest_start or first.mark is Mark.FADING else first.first
    ends = FUTURE if last.last == dates.latest_end or last.mark is Mark.FADING else last.last
    text = write(some_time_in(begins, ends))
    return "" if text is None else humanize(read(text))


def _core(worlds: Worlds, reach: _Span) -> _Marked:
    """The smallest span of days whose answer is certain, filled if each day is; ``None`` if it would mislead.

    For an event that happened by some day, this span reaches back to the unbounded past. A frame around only the days
    that a source speaks of would say that it happened on one of them.
    """
    possible = worlds.possible
    first, last = sorted((possible.latest_start, possible.earliest_end))
    mark = Mark.FILLED if first == possible.latest_start else Mark.FRAMED
    told = reach is not None and reach[0] <= first and last <= reach[1]
    known = not worlds.doubtful and (told or mark is Mark.FILLED)
    return mark, (first, last) if known else None


def _mark(day: date, *marked: _Marked) -> Mark:
    """The mark of the first span that contains a day; fading if none does."""
    return next((mark for mark, span in marked if span is not None and span[0] <= day <= span[1]), Mark.FADING)
