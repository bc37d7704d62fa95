"""The reach of a relationship that lasted throughout an event includes the reach of that event."""

import attrs
import pytest
from support.answers import timed
from support.datasets import replacing

import afghanwar as aw
from afghanwar import Certainty
from afghanwar.dataset.dataset import Dataset


def lasting(when: str | None, siege: str | None) -> aw.Dataset:
    """Return a dataset with a siege and with an alliance that lasted throughout it."""
    dataset = timed({"siege": siege}, {"east": when})
    line = aw.Order(word=aw.OrderWord.THROUGHOUT, other=aw.EventId("siege"))
    inferred = ("object", "throughout")
    tie = attrs.evolve(dataset.relationships["east"], order=(line,), inferred=inferred)
    return Dataset.of(replacing(dataset, tie))


@pytest.mark.parametrize(
    ("when", "siege", "first", "last"),
    [
        ("[..1901]/[1901..]", "1901-03/1902-05", "1901-01-01", "1902-05-31"),
        ("[..1903]/[1903..]", "1901-03/1902-05", "1901-03-01", "1903-12-31"),
        ("[..1901]/[1901..]", None, "1901-01-01", "1901-12-31"),
        (None, "1901-03/", "1901-03-01", "1901-03-31"),
    ],
)
def test_its_reach_covers_that_of_the_event(when: str | None, siege: str | None, first: str, last: str) -> None:
    dataset = lasting(when, siege)
    reach = dataset.chronology.times(dataset.relationships["east"]).reach
    assert reach is not None
    assert (str(reach[0]), str(reach[1])) == (first, last)


def test_an_order_line_to_an_event_without_reach_adds_no_reach() -> None:
    dataset = lasting(None, None)
    assert dataset.chronology.times(dataset.relationships["east"]).reach is None


def test_the_sources_are_not_silent_about_it_on_a_day_of_the_event() -> None:
    dataset = aw.load()
    days = ["2001-10-20", "2001-12-10", "2010-06-15", "2014-06-15", "2021-06-15", "2021-08-10", "2021-09-15"]
    windows = [aw.TimeSpan(day).worlds for day in days]
    answers = set()
    for tie in dataset.relationships:
        for line in tie.order:
            if line.word is aw.OrderWord.THROUGHOUT and line.other in dataset.events:
                event = dataset.events[line.other]
                for window in windows:
                    if dataset.chronology.times(event).worlds.overlaps(window) > Certainty.SILENT:
                        answers.add(dataset.chronology.times(tie).worlds.overlaps(window))
    assert answers == {Certainty.POSSIBLE, Certainty.CERTAIN}
