"""The timeline of events."""

from collections.abc import Iterable
from typing import Final

import altair as alt

from afghanwar.charts.bars import bars
from afghanwar.charts.rows import Line
from afghanwar.charts.views import events_in
from afghanwar.dataset.dataset import Dataset
from afghanwar.days import days_of
from afghanwar.events import Event, EventKind
from afghanwar.queries.scope import scope
from afghanwar.queries.window import Window
from afghanwar.timespan import TimeLike

GROUPS: Final = {
    EventKind.WAR: "fighting",
    EventKind.CAMPAIGN: "fighting",
    EventKind.BATTLE: "fighting",
    EventKind.CAPTURE: "fighting",
    EventKind.ATTACK: "fighting",
    EventKind.AGREEMENT: "talks and agreements",
    EventKind.TALKS: "talks and agreements",
    EventKind.GOVERNMENT: "government and announcements",
    EventKind.ANNOUNCEMENT: "government and announcements",
    EventKind.WITHDRAWAL: "movements",
    EventKind.DEPLOYMENT: "movements",
    EventKind.FLIGHT: "movements",
    EventKind.DEFECTION: "movements",
    EventKind.OTHER: "other",
}
# From the palette of Okabe and Ito, which colour-blind readers can distinguish.
_COLOURS: Final = {
    "fighting": "#d55e00",
    "talks and agreements": "#009e73",
    "government and announcements": "#0072b2",
    "movements": "#cc79a7",
    "other": "#888888",
}


def timeline(
    events: Iterable[Event] | None = None,
    *,
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    dataset: Dataset | None = None,
    site: str | None = None,
    width: int = 640,
) -> alt.VConcatChart:
    """Draw a timeline of events, each with a bar that shows how certain it is on every day.

    A bar is filled, framed, pale or dotted, as :func:`~afghanwar.days.days_of` explains; a name is grey if no source
    asserts the event in its own voice. A menu selects one source, and a click in the legend one kind of event. Dragging
    in the overview enlarges some days below it.

    >>> import afghanwar as aw
    >>> chart = timeline(aw.events_between("2001-12-06", "2001-12-17", match="certain"), start="2001-10", end="2002-03")
    >>> chart.save("timeline.svg")  # doctest: +SKIP

    Args:
        events: The events, such as the answer to a query; those that cannot have happened on the days drawn are left
            out. ``None`` for all that may have happened then, going by what the sources say about their time.
        start: The drawing begins with the first day that this allows; ``None`` for the first day that is certain or
            possible for one of the events.
        end: The drawing ends with the last day that this allows, inclusive; ``None`` for the last such day.
        dataset: The dataset that the events are from, or the view; the bundled one by default.
        site: The address of the built documentation of the dataset, with a slash at its end; a click on an event
            opens its page there. ``None`` for no links.
        width: The width of the drawing, without its margins, in pixels.

    Returns:
        The overview above the events, which are in the given order, or in that of ``events_between``.

    Raises:
        TimeSpanError: A string is not a date.
        ValueError: The start is after the end, a record is not an event, or there is nothing to draw.
        TypeError: A date or a record is of another type.
    """
    dataset, _ = scope(dataset, None)
    chosen = events_in(events, start, end, dataset)

    def lines(view: Dataset) -> list[Line]:
        return [
            Line(
                record=event,
                days=days_of(event, dataset=view),
                name=event.name,
                kind=GROUPS[event.kind],
                page=f"dataset/events/{event.id}.html",
            )
            for event in chosen(view)
        ]

    return bars(lines, "Event", _COLOURS, window=Window.of(start, end), dataset=dataset, site=site, width=width)
