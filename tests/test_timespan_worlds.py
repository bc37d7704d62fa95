"""What time-spans are to each other, against the enumeration of all their possible worlds."""

import datetime
import itertools
import operator
from collections.abc import Callable
from random import Random
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pendulum import Date

from afghanwar.errors import TimeSpanError
from afghanwar.timespan import FUTURE, PAST, Certainty, TimeSpan, reconcile

World: TypeAlias = frozenset[int]
"""The days from a start to an end, counted along a line of days."""

Marks: TypeAlias = tuple[int, int, int, int]
"""Earliest start, latest start, earliest end and latest end, as positions on a line of days."""

Bounds: TypeAlias = tuple[Date, Date, Date, Date]

LINE = [Date(2003, 12, 30).add(days=n) for n in range(4)]
LONG_LINE = [Date(2004, 2, 24).add(days=n) for n in range(9)]
ENDLESS_LINE = [PAST, Date(2003, 12, 31), Date(2004, 1, 1), FUTURE]
NOTHING_BOUNDED = {PAST, FUTURE}

EVERY_MARKS = [(a, b, c, d) for a, b, c, d in itertools.product(range(4), repeat=4) if a <= b and c <= d and a <= d]

HOLDS: dict[str, Callable[[World, World], bool]] = {
    "overlaps": lambda one, other: bool(one & other),
    "within": lambda one, other: one <= other,
    "before": lambda one, other: max(one) < min(other),
}
DECIDES = {"overlaps": TimeSpan.overlaps, "within": TimeSpan.within, "before": TimeSpan.before}
RANK = [Certainty.NO, Certainty.POSSIBLE, Certainty.CERTAIN]


def worlds(marks: Marks) -> set[World]:
    """Every start and end between the bounds that are in order."""
    a, b, c, d = marks
    pairs = itertools.product(range(a, b + 1), range(c, d + 1))
    return {frozenset(range(start, end + 1)) for start, end in pairs if start <= end}


def enumerated(relation: str, one: Marks, other: Marks) -> Certainty:
    answers = {HOLDS[relation](mine, yours) for mine in worlds(one) for yours in worlds(other)}
    return Certainty.CERTAIN if answers == {True} else Certainty.POSSIBLE if True in answers else Certainty.NO


def written(marks: Marks, line: list[Date] = LINE) -> TimeSpan:
    """The bounds as a text, but not by the library's own way to write them."""
    a, b, c, d = (line[mark] for mark in marks)
    return TimeSpan(f"[{a}..{b}]/[{c}..{d}]")


def questioned(marks: Marks) -> TimeSpan | None:
    """The same with a ``?``, which only an end of one day can take."""
    a, b, c, d = (LINE[mark] for mark in marks)
    if a == b:
        return TimeSpan(f"{a}?/[{c}..{d}]")
    return TimeSpan(f"[{a}..{b}]/{c}?") if c == d else None


def bounds(span: TimeSpan) -> Bounds:
    return span.earliest_start, span.latest_start, span.earliest_end, span.latest_end


def tightest(some: set[World]) -> Bounds:
    """The four bounds, on the short line, that hold some worlds and no more than they must."""
    starts, ends = {LINE[min(world)] for world in some}, {LINE[max(world)] for world in some}
    return min(starts), max(starts), min(ends), max(ends)


def normalised(a: Date, b: Date, c: Date, d: Date) -> Bounds:
    return a, min(b, d), max(c, a), d


long_marks = st.tuples(*[st.integers(0, 8)] * 4).map(
    lambda drawn: (min(drawn[0], drawn[3]), max(drawn[:2]), min(drawn[2:]), max(drawn[0], drawn[3]))
)
edges = st.sampled_from(["2003-01-01", "2003-01-31", "2003-02-28", "2003-12-31", "2004-01-01", "2004-02-29"])
some_days = edges.map(datetime.date.fromisoformat) | st.dates(datetime.date(2, 1, 1), datetime.date(9998, 12, 31))
written_days = some_days.map(lambda day: Date(day.year, day.month, day.day))
days = written_days | st.sampled_from([PAST, FUTURE])
four_bounds = (
    st.tuples(days, days, days, days)
    .map(lambda drawn: (min(drawn[0], drawn[3]), max(drawn[:2]), min(drawn[2:]), max(drawn[0], drawn[3])))
    .filter(lambda drawn: not NOTHING_BOUNDED.issuperset(normalised(*drawn)))
)
windows = st.tuples(written_days, written_days).map(sorted).map(lambda ends: TimeSpan(f"{ends[0]}/{ends[1]}"))
unmarked = four_bounds.map(lambda four: TimeSpan.from_bounds(*four))
marked = st.sampled_from(
    ["2003-01-31?", "2003?", "2004%", "2003-12?/2004", "2003?/..", "/2004-02-29?", "[..2003]/2004?", "2003?/2004~"]
).map(TimeSpan.parse)
spans = unmarked | marked


@pytest.mark.parametrize("relation", DECIDES)
def test_a_verdict_is_that_of_all_possible_worlds_for_all_bounds_on_a_short_line(relation: str) -> None:
    decide = DECIDES[relation]
    assert len(EVERY_MARKS) == 85
    for one, other in itertools.product(EVERY_MARKS, repeat=2):
        assert decide(written(one), written(other)) is enumerated(relation, one, other), (one, other)


@pytest.mark.parametrize("relation", DECIDES)
def test_a_question_mark_on_either_side_makes_certain_possible_and_changes_nothing_else(relation: str) -> None:
    decide, capped = DECIDES[relation], 0
    for one, other in itertools.product(EVERY_MARKS, repeat=2):
        verdict = enumerated(relation, one, other)
        wanted = Certainty.POSSIBLE if verdict is Certainty.CERTAIN else verdict
        mine, yours = questioned(one), questioned(other)
        if mine is not None:
            assert decide(mine, written(other)) is wanted, (one, other)
        if yours is not None:
            assert decide(written(one), yours) is wanted, (one, other)
        capped += mine is not None and verdict is Certainty.CERTAIN
    assert capped > 100


@pytest.mark.parametrize("relation", DECIDES)
def test_a_verdict_is_that_of_all_possible_worlds_where_a_side_is_unbounded(relation: str) -> None:
    endless = {}
    for marks in EVERY_MARKS:
        four = normalised(*(ENDLESS_LINE[mark] for mark in marks))
        if not NOTHING_BOUNDED.issuperset(four):
            endless[marks] = TimeSpan.from_bounds(*four)
    for one, other in itertools.product(endless, repeat=2):
        assert DECIDES[relation](endless[one], endless[other]) is enumerated(relation, one, other), (one, other)


@settings(deadline=None)
@given(long_marks, long_marks, st.sampled_from(sorted(DECIDES)))
def test_a_verdict_is_that_of_all_possible_worlds_on_a_longer_line(one: Marks, other: Marks, relation: str) -> None:
    verdict = DECIDES[relation](written(one, LONG_LINE), written(other, LONG_LINE))
    assert verdict is enumerated(relation, one, other)


@given(spans, spans)
def test_overlapping_is_mutual(one: TimeSpan, other: TimeSpan) -> None:
    assert one.overlaps(other) is other.overlaps(one)


@given(unmarked, unmarked)
def test_what_cannot_overlap_is_certainly_apart_and_the_other_way_round(one: TimeSpan, other: TimeSpan) -> None:
    apart = Certainty.CERTAIN in (one.before(other), other.before(one))
    assert (one.overlaps(other) is Certainty.NO) == apart


@given(spans, spans)
def test_what_lies_within_overlaps_at_least_as_surely_and_is_not_surely_before(one: TimeSpan, other: TimeSpan) -> None:
    assert RANK.index(one.within(other)) <= RANK.index(one.overlaps(other))
    if one.within(other) is not Certainty.NO:
        assert Certainty.CERTAIN not in (one.before(other), other.before(one))


@given(spans, windows, windows)
def test_a_wider_window_loses_no_hit_and_no_certainty(span: TimeSpan, one: TimeSpan, other: TimeSpan) -> None:
    first, last = min(one.earliest_start, other.earliest_start), max(one.latest_end, other.latest_end)
    wider = TimeSpan(f"{first}/{last}")
    assert RANK.index(span.overlaps(one)) <= RANK.index(span.overlaps(wider))
    assert RANK.index(span.within(one)) <= RANK.index(span.within(wider))


@given(four_bounds)
def test_bounds_are_written_as_a_text_that_has_exactly_them(four: Bounds) -> None:
    span = TimeSpan.from_bounds(*four)
    assert bounds(span) == bounds(TimeSpan(span.edtf)) == normalised(*four)
    assert (span.approximate, span.uncertain) == (False, False)


def test_every_bounds_at_the_edges_of_time_are_written_or_bound_nothing() -> None:
    for marks in EVERY_MARKS:
        four = normalised(*(ENDLESS_LINE[mark] for mark in marks))
        if NOTHING_BOUNDED.issuperset(four):
            with pytest.raises(TimeSpanError):
                TimeSpan.from_bounds(*four)
        else:
            assert bounds(TimeSpan.from_bounds(*four)) == four


PLAIN = "2003-12-31 2003-12 2003 2003/2004-02 2003-12/.. ../2003 2003/ /2003-12-31 [2003..2004] [2003-02..2004-01]"
PLAIN += " [2003-01-31..2003-12-31] [..2003] [2004-02..] 2003/[2004-02..] [..2003]/[2003..]"


@pytest.mark.parametrize("text", PLAIN.split())
def test_bounds_are_written_as_plainly_as_a_person_would(text: str) -> None:
    assert TimeSpan.from_bounds(*bounds(TimeSpan(text))).edtf == text


@given(written_days, written_days, days, days)
def test_bounds_that_no_world_fits_are_refused(one: Date, other: Date, b: Date, c: Date) -> None:
    first, last = min(one, other), max(one, other).add(days=1)
    with pytest.raises(TimeSpanError):
        TimeSpan.from_bounds(last, max(b, last), min(c, first), first)
    with pytest.raises(TimeSpanError):
        TimeSpan.from_bounds(last, first, last, FUTURE)
    with pytest.raises(TimeSpanError):
        TimeSpan.from_bounds(PAST, first, last, first)


def test_two_spans_join_as_the_worlds_that_both_allow_or_cover_all_where_there_are_none() -> None:
    for one, other in itertools.product(EVERY_MARKS, repeat=2):
        joined = reconcile([written(one), written(other)])
        assert joined is not None
        allowed = worlds(one) & worlds(other) or worlds(one) | worlds(other)
        assert bounds(joined) == tightest(allowed), (one, other)


@given(st.lists(st.sampled_from(EVERY_MARKS), min_size=1, max_size=5), st.randoms())
def test_spans_join_alike_in_any_order_and_when_told_again(some: list[Marks], random: Random) -> None:
    told = [written(marks) for marks in some]
    joined = reconcile(told)
    assert joined is not None
    allowed = set.intersection(*map(worlds, some)) or set.union(*map(worlds, some))
    assert bounds(joined) == tightest(allowed)
    random.shuffle(told)
    assert reconcile(told) == joined
    assert reconcile(iter(told * 2)) == joined
    assert bounds(reconcile([joined, *told]) or joined) == bounds(joined)


@given(st.lists(spans, min_size=1, max_size=4), st.randoms())
def test_marked_and_unbounded_spans_join_alike_in_any_order(told: list[TimeSpan], random: Random) -> None:
    joined = reconcile(told)
    random.shuffle(told)
    assert reconcile(told) == joined
    assert reconcile(told * 2) == joined
    assert reconcile(told[:1] * 3) == reconcile(told[:1]) == told[0]


@given(st.lists(spans, max_size=3), marked, windows, st.sampled_from(sorted(DECIDES)))
def test_joining_makes_nothing_certain_that_only_a_doubted_span_tells(
    told: list[TimeSpan], doubted: TimeSpan, window: TimeSpan, relation: str
) -> None:
    decide, joined = DECIDES[relation], reconcile([*told, doubted])
    if joined is not None and decide(joined, window) is Certainty.CERTAIN:
        assert Certainty.CERTAIN in [decide(span, window) for span in told]


def test_a_doubted_span_joins_without_loss_of_what_both_allow_or_of_what_either_tells() -> None:
    for one, other in itertools.product(EVERY_MARKS, repeat=2):
        doubted, allowed = questioned(one), worlds(one) & worlds(other)
        if doubted is not None:
            joined = reconcile([doubted, written(other)])
            assert joined is not None
            one_bounds, other_bounds = bounds(doubted), bounds(written(other))
            hull = tuple(
                choose(pair)
                for choose, pair in zip((min, max) * 2, zip(one_bounds, other_bounds, strict=True), strict=True)
            )
            assert bounds(joined) == (tightest(allowed) if allowed else hull), (one, other)
            if allowed:
                assert joined.uncertain or bounds(joined) == other_bounds, (one, other)


@pytest.mark.parametrize(
    ("told", "joined"),
    [
        ([], None),
        (["[..2001]", "[2003..]"], None),
        (["2001-07", "[..2001-07-09]"], "[2001-07-01..2001-07-09]"),
        (["[2001-06..2001-08]", "2001", "2001-22"], "2001-22"),
        (["2005/", "2004/[2021-09..]"], "[2004..2005]/[2005..]"),
        (["2001-12", "2001-12?"], "2001-12"),
        (["2001-12?", "2001"], "2001-12?"),
        (["2001-07", "[..2001-07-09]", "2001?"], "[2001-07-01..2001-07-09]?"),
        (["2001-12-05?", "2003"], "[2001-12-05..2003-12-31]"),
        (["2001?", "2003?"], "[2001..2003]?"),
        (["2004?/[2021-09..]", "2006?/[2021-09..]"], "[2004..2006]?/[2021-09..]"),
        (["../2001?", "../2003?"], "../[2001..2003]?"),
        (["2001-07?/", "/2005"], "2001-07?/2005"),
        (["[..2001-07]/", "/2005?"], "[..2001-07]/2005?"),
    ],
)
def test_joined_spans_keep_a_text_and_a_mark_that_fit(told: list[str], joined: str | None) -> None:
    assert reconcile(map(TimeSpan.parse, told)) == (joined and TimeSpan(joined))


@pytest.mark.parametrize("value", ["no", "possible", "certain"])
def test_a_certainty_has_a_value_but_no_truth_value(value: str) -> None:
    with pytest.raises(TypeError, match=r"compare it with Certainty\.CERTAIN"):
        bool(Certainty(value))


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_spans_have_no_order_of_their_own(compare: Callable[[object, object], object]) -> None:
    with pytest.raises(TypeError):
        compare(TimeSpan("2001"), TimeSpan("2002"))


def test_the_sort_key_goes_by_first_day_then_last_day_then_text() -> None:
    ordered = ["[..2001]", "2001-01", "2001", "2001-01/2001", "2001/", "2001/..", "[2001..]", "2001-02"]
    shuffled = ordered[::2] + ordered[1::2]
    assert sorted(shuffled, key=lambda text: TimeSpan(text).sort_key) == ordered


@given(st.lists(spans, max_size=8), st.randoms())
def test_the_sort_key_puts_any_shuffle_into_one_order(some: list[TimeSpan], random: Random) -> None:
    ordered = sorted(some, key=lambda span: span.sort_key)
    random.shuffle(some)
    assert sorted(some, key=lambda span: span.sort_key) == ordered
    assert all((one.sort_key == other.sort_key) == (one == other) for one in some for other in some)
