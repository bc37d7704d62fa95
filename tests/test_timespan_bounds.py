"""Bounds, against the enumeration of all their possible worlds."""

import datetime
import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.time_spans import RELATIONS, Marks, all_marks, marks_of, on_line, worlds_of

from afghanwar.timespan.bounds import FUTURE, PAST, UNBOUNDED, Bounds, bounded, some_time_in, throughout

LINE = [datetime.date(2003, 12, 29) + datetime.timedelta(days=n) for n in range(5)]
ENDLESS_LINE = [PAST, LINE[0], LINE[1], FUTURE]
LONG_LINE = [datetime.date(2004, 2, 24) + datetime.timedelta(days=n) for n in range(12)]

MARKS = all_marks(4)
MAY: dict[str, Callable[[Bounds, Bounds], bool]] = {
    "overlaps": Bounds.may_overlap,
    "within": Bounds.may_be_within,
    "before": Bounds.may_precede,
}
MUST: dict[str, Callable[[Bounds, Bounds], bool]] = {
    "overlaps": Bounds.must_overlap,
    "within": Bounds.must_be_within,
    "before": Bounds.must_precede,
}

long_marks = st.sampled_from(all_marks(len(LONG_LINE)))


def truths(relation: str, one: Marks, other: Marks) -> set[bool]:
    """Whether a relation holds, in all pairs of possible worlds."""
    holds = RELATIONS[relation]
    return {holds(mine, yours) for mine in worlds_of(one) for yours in worlds_of(other)}


@pytest.mark.parametrize("line", [LINE, ENDLESS_LINE], ids=["bounded", "unbounded"])
@pytest.mark.parametrize("relation", RELATIONS)
def test_may_is_in_some_pair_of_worlds_and_must_in_every_one(relation: str, line: list[datetime.date]) -> None:
    for one, other in itertools.product(MARKS, repeat=2):
        found = truths(relation, one, other)
        assert MAY[relation](on_line(one, line), on_line(other, line)) == (True in found), (one, other)
        assert MUST[relation](on_line(one, line), on_line(other, line)) == (False not in found), (one, other)


@given(long_marks, long_marks, st.sampled_from(sorted(RELATIONS)))
def test_may_and_must_are_those_of_all_worlds_on_a_longer_line(one: Marks, other: Marks, relation: str) -> None:
    found = truths(relation, one, other)
    assert MAY[relation](on_line(one, LONG_LINE), on_line(other, LONG_LINE)) == (True in found)
    assert MUST[relation](on_line(one, LONG_LINE), on_line(other, LONG_LINE)) == (False not in found)


def test_bounds_are_as_narrow_as_each_of_the_four_days_makes_the_others() -> None:
    seen = set()
    line = range(len(LINE))
    for marks in itertools.product(line, line, line, line):
        found = bounded(*(LINE[mark] for mark in marks))
        worlds = worlds_of(marks)
        assert found == (on_line(marks_of(worlds), LINE) if worlds else None), marks
        seen.add(found is None)
    assert seen == {True, False}


def test_two_bounds_meet_in_the_worlds_that_both_allow() -> None:
    seen = set()
    for one, other in itertools.product(MARKS, repeat=2):
        both = worlds_of(one) & worlds_of(other)
        found = on_line(one, LINE).meet(on_line(other, LINE))
        assert found == (on_line(marks_of(both), LINE) if both else None), (one, other)
        if both:
            assert worlds_of(marks_of(both)) == both, "and in no others"
        seen.add(found is None)
    assert seen == {True, False}


def test_the_hull_of_two_bounds_is_the_narrowest_that_allows_what_either_allows() -> None:
    for one, other in itertools.product(MARKS, repeat=2):
        either = marks_of(worlds_of(one) | worlds_of(other))
        assert on_line(one, LINE).hull(on_line(other, LINE)) == on_line(either, LINE), (one, other)


@given(long_marks, long_marks, long_marks)
def test_meeting_and_hull_do_not_depend_on_the_order(one: Marks, two: Marks, three: Marks) -> None:
    a, b, c = (on_line(marks, LONG_LINE) for marks in (one, two, three))
    assert a.meet(b) == b.meet(a)
    assert a.hull(b) == b.hull(a)
    assert a.hull(b).hull(c) == a.hull(b.hull(c))
    assert a.meet(a) == a.hull(a) == a.meet(UNBOUNDED) == a
    assert a.hull(UNBOUNDED) == UNBOUNDED


def test_a_window_lasts_throughout_and_a_date_is_some_time_within() -> None:
    first, last = LINE[1], LINE[3]
    assert throughout(first, last) == Bounds(first, first, last, last)
    assert some_time_in(first, last) == Bounds(first, last, first, last)
    assert Bounds(datetime.date.min, datetime.date.max, datetime.date.min, datetime.date.max) == UNBOUNDED


def test_bounds_are_a_value() -> None:
    one, same = (throughout(LINE[0], LINE[1]) for _ in range(2))
    assert one == same
    assert hash(one) == hash(same)
    assert one != some_time_in(LINE[0], LINE[1])
    with pytest.raises(AttributeError):
        one.latest_end = LINE[2]  # type: ignore[misc]
