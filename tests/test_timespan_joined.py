"""Several dates join to what all of them allow, or to what covers all, in whatever order."""

import itertools
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.span_texts import LINE, MARKS, doubted, some_days, spans, unmarked, written
from support.time_spans import (
    Marks,
    marks_of,
    on_line,
    worlds_of,
)

from afghanwar.timespan import Certainty, TimeSpan, reconcile


def test_two_spans_join_as_the_worlds_that_both_allow_or_cover_all_where_there_are_none() -> None:
    for one, other in itertools.product(MARKS, repeat=2):
        joined = reconcile([written(one), written(other)])
        assert joined is not None
        allowed = worlds_of(one) & worlds_of(other) or worlds_of(one) | worlds_of(other)
        assert joined.bounds == on_line(marks_of(allowed), LINE), (one, other)


@given(st.lists(st.sampled_from(MARKS), min_size=1, max_size=5), st.randoms())
def test_spans_join_to_the_same_result_in_any_order_and_when_repeated(some: list[Marks], random: Random) -> None:
    given_spans = [written(marks) for marks in some]
    joined = reconcile(given_spans)
    assert joined is not None
    allowed = frozenset.intersection(*map(worlds_of, some)) or frozenset().union(*map(worlds_of, some))
    assert joined.bounds == on_line(marks_of(allowed), LINE)
    random.shuffle(given_spans)
    assert reconcile(given_spans) == joined
    assert reconcile(iter(given_spans * 2)) == joined
    again = reconcile([joined, *given_spans])
    assert again is not None
    assert again.bounds == joined.bounds


@given(st.lists(spans, min_size=1, max_size=4), st.randoms())
def test_marked_and_unbounded_spans_join_to_the_same_result_in_any_order(some: list[TimeSpan], random: Random) -> None:
    joined = reconcile(some)
    random.shuffle(some)
    assert reconcile(some) == joined
    assert reconcile(some * 2) == joined
    assert reconcile(some[:1] * 3) == reconcile(some[:1]) == some[0]


@given(
    st.lists(unmarked | doubted, max_size=3),
    doubted,
    st.tuples(some_days, some_days).map(lambda days: TimeSpan(f"{min(days)}/{max(days)}")),
    st.sampled_from([TimeSpan.overlaps, TimeSpan.within, TimeSpan.before]),
)
def test_joining_makes_nothing_certain_that_only_a_doubted_span_says(
    some: list[TimeSpan], one: TimeSpan, window: TimeSpan, decide: Callable[[TimeSpan, TimeSpan], Certainty]
) -> None:
    joined = reconcile([*some, one])
    if joined is not None and decide(joined, window) is Certainty.CERTAIN:
        assert Certainty.CERTAIN in [decide(span, window) for span in some]


def test_a_doubted_span_joins_without_loss_of_what_both_allow_or_either_says() -> None:
    for one, other in itertools.product(MARKS, repeat=2):
        joined = reconcile([written(one, "?"), written(other)])
        assert joined is not None
        both = worlds_of(one) & worlds_of(other)
        assert joined.bounds == on_line(marks_of(both or worlds_of(one) | worlds_of(other)), LINE), (one, other)
        if both:
            assert joined.uncertain != (both == worlds_of(other)), (one, other)


@pytest.mark.parametrize(
    ("some", "joined"),
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
def test_joined_spans_keep_a_text_and_a_mark_that_fit(some: list[str], joined: str | None) -> None:
    assert reconcile(map(TimeSpan, some)) == (joined and TimeSpan(joined))
