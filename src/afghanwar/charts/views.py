"""Views: the choices of the menu of sources, and the events that a chart shows according to each."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from afghanwar.dataset.dataset import Dataset
from afghanwar.events import Event
from afghanwar.kinds import records_of_kinds
from afghanwar.queries.events import events_between
from afghanwar.queries.window import Window
from afghanwar.rows import check_from
from afghanwar.timespan import Certainty, TimeLike

ALL: Final = "all sources"
"""The name of all sources together in the menu."""


def views_of(dataset: Dataset) -> Iterator[tuple[str, Dataset]]:
    """Yield the choices of the menu of sources: the whole dataset, then the view of each source, each with its name."""
    yield ALL, dataset
    if len(dataset.sources) > 1:
        for source in dataset.sources:
            alike = [each for each in dataset.sources if each.label == source.label]
            name = source.label if len(alike) == 1 else f"{source.label} ({source.id})"
            yield name, dataset.according_to(source)


def events_in(
    events: Iterable[Event] | None, start: TimeLike | None, end: TimeLike | None, dataset: Dataset
) -> Callable[[Dataset], tuple[Event, ...]]:
    """Return which events a chart shows, as a function of the view.

    Args:
        events: The events to show, in their order, without those that are ruled out in the window; ``None`` for all
            that are possible in the window.
        start: The window begins with the first day that this allows.
        end: The window ends with the last day that this allows, inclusive.
        dataset: The dataset that the events are from.

    Raises:
        TimeSpanError: A string is not a date.
        ValueError: The start is after the end, or a record is not an event of the dataset.
        TypeError: A date or a record is of another type.
    """
    window = Window.of(start, end)
    if events is None:
        return lambda view: events_between(start, end, dataset=view)
    given = records_of_kinds(("event",), events, "a chart of events cannot show", "leave it out")
    for event in given:
        check_from(dataset, event)

    def seen(view: Dataset) -> tuple[Event, ...]:
        theirs = (view.events[event.id] for event in given if event.id in view.events)
        return tuple(event for event in theirs if window.answer(view.chronology.times(event).worlds) > Certainty.NO)

    return seen
