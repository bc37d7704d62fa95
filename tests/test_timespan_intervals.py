"""The index of spans of days, compared with a scan of every span."""

import datetime
import pickle
import random
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afghanwar.timespan.bounds import FUTURE, PAST
from afghanwar.timespan.intervals import Intervals

Span: TypeAlias = tuple[datetime.date, datetime.date]

FIRST, LAST = datetime.date(1995, 1, 1), datetime.date(2025, 12, 31)


def after(day: datetime.date, days: int) -> datetime.date:
    """The day so many days later, or the last one of all."""
    return datetime.date.fromordinal(min(day.toordinal() + days, FUTURE.toordinal()))


days = st.dates(FIRST, LAST)
# Lengths of every order of magnitude, from a day to millennia.
lengths = st.integers(0, 3) | st.integers(0, 40) | st.integers(0, 4_000) | st.integers(0, 2_900_000)
bounded = st.builds(lambda first, length: (first, after(first, length)), days, lengths)
unbounded = days.map(lambda day: (PAST, day)) | days.map(lambda day: (day, FUTURE)) | st.just((PAST, FUTURE))
many = st.lists(st.none() | bounded | bounded | unbounded, max_size=60)
windows = bounded | unbounded


def scanned(spans: list[Span | None], window: Span) -> list[int]:
    """What a look at every single span finds."""
    first, last = window
    return [at for at, span in enumerate(spans) if span is not None and span[0] <= last and span[1] >= first]


@given(many, windows)
def test_the_index_finds_what_a_scan_of_every_span_finds(spans: list[Span | None], window: Span) -> None:
    assert Intervals.of(spans).overlapping(*window) == scanned(spans, window)


@given(many, windows, st.data())
def test_the_index_finds_the_same_among_some_positions(
    spans: list[Span | None], window: Span, data: st.DataObject
) -> None:
    among = data.draw(st.frozensets(st.sampled_from(range(len(spans))))) if spans else frozenset()
    found = Intervals.of(spans).overlapping(*window, among)
    assert found == [at for at in scanned(spans, window) if at in among]


@pytest.mark.parametrize("seed", range(3))
def test_the_index_finds_the_same_among_thousands(seed: int) -> None:
    dice = random.Random(seed)
    spans: list[Span | None] = []
    for number in range(2_000):
        first = datetime.date(1900, 1, 1) + datetime.timedelta(days=dice.randrange(40_000))
        spans.append(None if number % 50 == 0 else (first, after(first, dice.randrange(2 ** dice.randrange(1, 20)))))
    intervals = Intervals.of(spans)
    for _ in range(20):
        first = datetime.date(1900, 1, 1) + datetime.timedelta(days=dice.randrange(40_000))
        window = (first, after(first, dice.choice([0, 1, 10, 400])))
        wanted = scanned(spans, window)
        assert intervals.overlapping(*window) == wanted
        assert 0 < len(wanted) < len(spans)
        # Few positions are looked at one by one, many are looked up in what the window holds.
        for size in (3, len(wanted), len(spans) - 1):
            among = frozenset(dice.sample(range(len(spans)), size))
            assert intervals.overlapping(*window, among) == [at for at in wanted if at in among]


@given(many)
def test_all_of_time_finds_every_position_with_a_span(spans: list[Span | None]) -> None:
    assert Intervals.of(spans).overlapping(PAST, FUTURE) == [at for at, span in enumerate(spans) if span is not None]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2001-12-05", "2001-12-05", False),
        ("2001-12-05", "2001-12-06", True),
        ("2001-12-17", "2001-12-17", True),
        ("2001-12-18", "2002-12-31", False),
        ("2001-12-01", "2001-12-31", True),
        ("2001-12-10", "2001-12-11", True),
    ],
)
def test_a_span_overlaps_a_window_from_its_first_to_its_last_day(first: str, last: str, found: bool) -> None:
    intervals = Intervals.of(iter([(datetime.date(2001, 12, 6), datetime.date(2001, 12, 17))]))
    window = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    assert intervals.overlapping(*window) == ([0] if found else [])
    assert intervals.overlapping(*window, frozenset({0})) == ([0] if found else [])


def test_a_war_that_began_decades_before_the_window_is_found_among_many_short_events() -> None:
    august = [datetime.date(2021, 8, day) for day in range(1, 32)]
    short: list[Span | None] = [(day, day) for day in august]
    war, over = datetime.date(1978, 4, 27), datetime.date(1992, 4, 28)
    intervals = Intervals.of([(war, FUTURE), (war, over), *short])
    assert intervals.overlapping(august[14], august[15]) == [0, 16, 17]


@pytest.mark.parametrize("spans", [[], [None, None]], ids=["no positions", "none with a span"])
def test_an_index_without_spans_finds_nothing(spans: list[Span | None]) -> None:
    intervals = Intervals.of(spans)
    assert intervals.overlapping(PAST, FUTURE) == []
    assert intervals.overlapping(PAST, FUTURE, frozenset(range(len(spans)))) == []


def test_a_position_without_a_span_is_not_found_on_the_first_day_of_all() -> None:
    spans: list[Span | None] = [None, (PAST, PAST), None]
    intervals = Intervals.of(spans)
    for among in (None, frozenset({0}), frozenset({0, 1, 2})):
        assert intervals.overlapping(PAST, PAST, among) == ([1] if among is None or 1 in among else [])


def test_an_index_can_be_pickled() -> None:
    spans: list[Span | None] = [(FIRST, LAST), None, (LAST, LAST)]
    again = pickle.loads(pickle.dumps(Intervals.of(spans)))
    assert again.overlapping(LAST, FUTURE) == [0, 2]
