"""Rows: the data of a timeline, one row per record, according to all sources and to each of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any, TypeAlias

import attrs

from afghanwar.dataset.chronology import Dated
from afghanwar.dataset.dataset import Dataset
from afghanwar.days import MEANINGS, Days, Mark, Stretch, clip, limits_in_words
from afghanwar.queries.claims import told_by
from afghanwar.queries.window import Window
from afghanwar.timespan.bounds import FUTURE, PAST

Row: TypeAlias = dict[str, Any]
"""A row of data for Vega-Lite; times are milliseconds since 1970, in UTC."""

Axis: TypeAlias = tuple[date, date]
"""The first and the last day that a chart shows, both inclusive."""


@attrs.frozen(kw_only=True)
class Line:
    """A record as a line of a chart.

    Attributes:
        record: The record, as in a view.
        days: Its days in that view.
        name: The text above its bar.
        kind: The kind that determines its colour.
        page: The address of its page, relative to the site.
    """

    record: Dated
    days: Days
    name: str
    kind: str
    page: str


def axis_of(lines: Iterable[Line], window: Window) -> Axis:
    """Return the days that a chart shows.

    Args:
        lines: Its lines.
        window: The days that are asked for; on an unbounded side, the chart ends with the first or the last day that is
            certain or possible for one of the lines.

    Raises:
        ValueError: There is no such day.
    """
    days = [
        day
        for line in lines
        for stretch in line.days.stretches
        for day in (stretch.first, stretch.last)
        if stretch.mark is not Mark.FADING and window.first <= day <= window.last and day not in (PAST, FUTURE)
    ]
    first = min(days, default=PAST) if window.first == PAST else window.first
    last = max(days, default=FUTURE) if window.last == FUTURE else window.last
    if first == PAST or last == FUTURE:
        raise ValueError(
            "the sources give no day to draw for any of these records; choose others, or pass a start and an end"
        )
    return (first, last)


def rows_of(view: str, dataset: Dataset, lines: Sequence[Line], axis: Axis, site: str | None) -> Iterator[Row]:
    """Yield a row for each line that has a day on the axis.

    Args:
        view: The name of the view.
        dataset: The view.
        lines: Its lines, in the order in which they are drawn.
        axis: The days that the chart shows.
        site: The address of the site; ``None`` for none.
    """
    for order, line in enumerate(lines):
        stretches = list(clip(line.days.stretches, *axis))
        if not stretches:
            continue
        limits = limits_in_words(line.record, line.days)
        when = date_in_words(line.record) + (f"; limits: {limits}" if limits else "")
        yield {
            "view": view,
            "order": order,
            "name": line.name,
            "label": f"{line.name}: {when}",
            "kind": line.kind,
            "asserted": line.days.asserted,
            "when": when,
            "sources": ", ".join(source.label for source in told_by(line.record, dataset=dataset)),
            "assertion": f"by {'a' if line.days.asserted else 'no'} source in its own voice",
            "href": None if site is None else f"{site}{line.page}",
            "first": [milliseconds(each.first) for each in stretches],
            "last": [milliseconds(each.last, after=True) for each in stretches],
            "mark": [each.mark.value for each in stretches],
            "here": [MEANINGS[each.mark] for each in stretches],
            **_tapers(stretches),
        }


def milliseconds(day: date, *, after: bool = False) -> int:
    """Return when a day, or the day after it, begins, in milliseconds since 1970, in UTC."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=after)
    return round(start.timestamp() * 1000)


def date_in_words(record: Dated) -> str:
    """Return the date of a record in English."""
    return "undated" if record.when is None else record.when.humanize()


def _tapers(stretches: Sequence[Stretch]) -> Row:
    """Where a bar turns into a dotted line, and on which side of the bar."""
    found = []
    for before, after in pairwise(stretches):
        if Mark.FADING in (before.mark, after.mark):
            found.append((milliseconds(after.first), "before" if before.mark is Mark.FADING else "after"))
    return {"edge": [edge for edge, _ in found], "side": [side for _, side in found]}
