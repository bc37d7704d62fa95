"""What a text means, which texts are not time-spans, and that a time-span is an immutable value."""

import copy
import datetime
import operator
import pickle
import re
from collections.abc import Callable
from random import Random
from typing import Any

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.span_texts import exposed, spans, texts_with_a_world
from support.time_spans import (
    INVALID_TIME_SPANS,
    VALID_TIME_SPANS,
    ValidTimeSpan,
)

from afghanwar.errors import TimeSpanError
from afghanwar.timespan import TimeSpan
from afghanwar.timespan.bounds import FUTURE, PAST, Bounds


@pytest.mark.parametrize("example", VALID_TIME_SPANS, ids=[example.text for example in VALID_TIME_SPANS])
def test_every_form_has_its_four_bounds_its_reach_and_its_words_in_english(example: ValidTimeSpan) -> None:
    span = TimeSpan(example.text)
    assert str(span.earliest_start) == example.earliest_start
    assert str(span.latest_start) == example.latest_start
    assert str(span.earliest_end) == example.earliest_end
    assert str(span.latest_end) == example.latest_end
    assert [str(day) for day in span.reach] == [example.reach_first, example.reach_last]
    assert {type(day) for day in span.reach} == {pendulum.Date}
    assert span.humanize() == example.in_english


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2001/2002", False, False),
        ("2001%", True, True),
        ("2001~/2002", True, False),
        ("2001~/2002?", True, True),
        ("[..2001]/2002-05%", True, True),
    ],
)
def test_a_mark_anywhere_flags_the_whole_span(text: str, approximate: bool, uncertain: bool) -> None:
    span = TimeSpan(text)
    assert (span.approximate, span.uncertain) == (approximate, uncertain)


@given(texts_with_a_world())
def test_every_accepted_text_is_kept_and_allows_the_days_it_was_written_for(
    drawn: tuple[str, datetime.date, datetime.date],
) -> None:
    text, start, end = drawn
    span = TimeSpan(text)
    assert str(span) == span.text == text
    assert span.earliest_start <= start <= span.latest_start <= span.latest_end
    assert span.earliest_start <= span.earliest_end <= end <= span.latest_end
    assert {type(day) for day in exposed(span)} == {pendulum.Date}
    assert span.bounds == Bounds(*exposed(span))


@given(spans)
def test_the_reach_lies_within_what_is_possible_and_ends_where_a_date_ends(span: TimeSpan) -> None:
    first, last = span.reach
    assert span.earliest_start <= first <= span.latest_start
    assert span.earliest_end <= last <= span.latest_end
    told = span.worlds.told
    assert told == span.bounds.meet(Bounds(first, last, first, last))
    # An end without a date does not extend it; one that is written ".." does.
    assert (last == FUTURE) == (span.earliest_end == FUTURE)
    assert (first == PAST) == (span.latest_start == PAST)


@pytest.mark.parametrize(("texts", "fragment"), INVALID_TIME_SPANS)
def test_the_error_about_a_text_says_what_is_wrong_and_what_to_write(texts: list[str], fragment: str) -> None:
    for text in texts:
        with pytest.raises(TimeSpanError, match=re.escape(fragment)) as caught:
            TimeSpan(text)
        message = str(caught.value)
        assert message.startswith(f"{text!r} is not a time-span: ")
        assert "; " in message
        assert message.isprintable()


@pytest.mark.parametrize(
    "value",
    [None, 2001, 2001.0, b"2001", ["2001"], datetime.date(2001, 1, 1), TimeSpan("2001"), object()],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_a_text_is_a_type_error(value: Any) -> None:
    with pytest.raises(TypeError, match="expected a string such as '2001-12', not "):
        TimeSpan(value)


@pytest.mark.parametrize("other", ["2001", datetime.date(2001, 1, 1), None], ids=str)
@pytest.mark.parametrize("compare", [TimeSpan.overlaps, TimeSpan.within, TimeSpan.before], ids=lambda way: way.__name__)
def test_a_time_span_is_compared_with_a_time_span_only(compare: Callable[..., object], other: Any) -> None:
    with pytest.raises(TypeError, match=f"expected a TimeSpan, not {re.escape(repr(other))}; make one with"):
        compare(TimeSpan("2001"), other)


@given(spans)
def test_a_span_survives_pickling_copying_and_its_repr(span: TimeSpan) -> None:
    for twin in (pickle.loads(pickle.dumps(span)), copy.copy(span), copy.deepcopy(span), eval(repr(span))):
        assert twin == span
        assert hash(twin) == hash(span)
        assert twin.worlds == span.worlds
        assert (twin.approximate, twin.uncertain) == (span.approximate, span.uncertain)


def test_two_texts_with_the_same_bounds_are_two_values() -> None:
    day, interval = TimeSpan("2001-11-13"), TimeSpan("2001-11-13/2001-11-13")
    assert day.bounds == interval.bounds
    assert day != interval
    assert {day, interval, TimeSpan("2001-11-13")} == {interval, day}


@pytest.mark.parametrize("name", ["text", "bounds", "worlds", "earliest_start", "uncertain", "note"])
def test_a_span_cannot_be_changed(name: str) -> None:
    span = TimeSpan("2001")
    with pytest.raises(AttributeError):
        setattr(span, name, "2002")
    assert span == TimeSpan("2001")


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
