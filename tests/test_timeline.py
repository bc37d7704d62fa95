import random

import attrs
import pytest
from afghanwar.timeline import Timeline, chronological
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date

from afghanwar.timespan import FUTURE, PAST, Certainty, TimeSpan


@attrs.frozen
class Happening:
    """The least that a timeline asks of a record."""

    id: str
    when: TimeSpan | None


def happening(id: str, when: str | None) -> Happening:
    return Happening(id, None if when is None else TimeSpan(when))


days = st.dates(Date(1995, 1, 1), Date(2025, 12, 31)).map(lambda day: Date(day.year, day.month, day.day))
# Lengths of every order of magnitude, from a day to millennia.
lengths = st.integers(0, 3) | st.integers(0, 40) | st.integers(0, 4_000) | st.integers(0, 2_900_000)
bounded = st.builds(lambda first, length: f"{first}/{first.add(days=length)}", days, lengths)
loose = st.builds("[{}..]".format, days) | st.builds("[..{}]".format, days)
unbounded = st.builds("{}/..".format, days) | st.builds("../{}".format, days) | st.builds("/{}".format, days)
coarse = st.builds(lambda day: day.isoformat()[:7], days) | st.builds(lambda day: f"{day.year}~", days)
texts = st.none() | bounded | loose | unbounded | coarse | days.map(Date.isoformat)
happenings = st.lists(texts, max_size=60).map(
    lambda drawn: [happening(f"event-{number}", text) for number, text in enumerate(drawn)]
)
windows = st.builds(lambda first, length: (first, first.add(days=length)), days, lengths)


def scanned(records: tuple[Happening, ...], first: Date, last: Date) -> list[Happening]:
    """What a look at every single record finds."""
    window = TimeSpan(f"{first}/{last}")
    return [record for record in records if record.when and record.when.overlaps(window) is not Certainty.NO]


@given(happenings, windows)
def test_the_index_finds_what_a_look_at_every_record_finds(records: list[Happening], window: tuple[Date, Date]) -> None:
    timeline = Timeline(records)
    assert timeline.overlapping(*window) == scanned(timeline.records, *window)


@pytest.mark.parametrize("seed", range(3))
def test_the_index_finds_the_same_among_thousands(seed: int) -> None:
    dice = random.Random(seed)
    records = []
    for number in range(2_000):
        first = Date(1900, 1, 1).add(days=dice.randrange(40_000))
        records.append(
            happening(f"event-{number}", f"{first}/{first.add(days=dice.randrange(2 ** dice.randrange(1, 20)))}")
        )
    timeline = Timeline(records)
    for _ in range(20):
        first = Date(1900, 1, 1).add(days=dice.randrange(40_000))
        last = first.add(days=dice.choice([0, 1, 10, 400]))
        found = timeline.overlapping(first, last)
        assert found == scanned(timeline.records, first, last)
        assert 0 < len(found) < len(records)


@given(happenings)
def test_all_of_time_finds_every_dated_record_and_none_without_a_date(records: list[Happening]) -> None:
    timeline = Timeline(records)
    found = timeline.overlapping(PAST, FUTURE)
    assert (*found, *timeline.undated) == timeline.records
    assert {record.when for record in timeline.undated} <= {None}
    assert None not in {record.when for record in found}


@given(happenings, st.randoms())
def test_a_timeline_does_not_depend_on_the_order_it_was_given(records: list[Happening], dice: random.Random) -> None:
    shuffled = dice.sample(records, len(records))
    assert Timeline(iter(shuffled)).records == Timeline(records).records
    assert sorted(record.id for record in chronological(records)) == sorted(record.id for record in records)


def test_records_come_by_first_day_then_last_day_then_text_then_id_and_the_undated_last() -> None:
    ordered = [
        happening("z", "[..2001]"),
        happening("y", "2001-01"),
        happening("b", "2001"),
        happening("c", "2001"),
        happening("a", "2001-01-01/2001"),
        happening("x", "2001/.."),
        happening("w", "2001-02-03"),
        happening("a-undated", None),
        happening("b-undated", None),
    ]
    backwards = ordered[::-1]
    assert chronological(backwards) == ordered
    assert backwards == ordered[::-1]
    timeline = Timeline(backwards)
    assert timeline.records == tuple(ordered)
    assert timeline.undated == tuple(ordered[-2:])
    assert timeline.overlapping(Date(2001, 1, 31), Date(2001, 1, 31)) == ordered[:6]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ((2001, 12, 5), (2001, 12, 5), []),
        ((2001, 12, 5), (2001, 12, 6), ["siege"]),
        ((2001, 12, 17), (2001, 12, 17), ["siege"]),
        ((2001, 12, 18), (2002, 12, 31), []),
        ((2001, 12, 1), (2001, 12, 31), ["siege"]),
        ((2001, 12, 10), (2001, 12, 11), ["siege"]),
    ],
)
def test_a_window_is_met_from_its_first_to_its_last_day(
    first: tuple[int, int, int], last: tuple[int, int, int], found: list[str]
) -> None:
    timeline = Timeline([happening("siege", "2001-12-06/2001-12-17")])
    assert [record.id for record in timeline.overlapping(Date(*first), Date(*last))] == found


def test_a_war_that_began_decades_before_the_window_is_found_among_many_short_events() -> None:
    short = [happening(f"event-{day:02}", f"2021-08-{day:02}") for day in range(1, 32)]
    timeline = Timeline([*short, happening("war", "1978/.."), happening("over", "1978/1992")])
    found = timeline.overlapping(Date(2021, 8, 15), Date(2021, 8, 16))
    assert [record.id for record in found] == ["war", "event-15", "event-16"]


@pytest.mark.parametrize("records", [[], [happening("a", None)]], ids=["no records", "none with a date"])
def test_a_timeline_without_dates_finds_nothing(records: list[Happening]) -> None:
    timeline = Timeline(records)
    assert timeline.records == timeline.undated == tuple(records)
    assert timeline.overlapping(PAST, FUTURE) == []
