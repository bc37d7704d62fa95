"""What a text means, which texts are refused, and what kind of value a time-span is."""

import copy
import datetime
import operator
import pickle
import re
import warnings
from typing import Any

import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.time_spans import INVALID_TIME_SPANS, VALID_TIME_SPANS, ValidTimeSpan

from afghanwar.errors import TimeSpanError
from afghanwar.timespan import FUTURE, PAST, TimeSpan

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from edtf import parse_edtf


def bounds(span: TimeSpan) -> tuple[pendulum.Date, ...]:
    return span.earliest_start, span.latest_start, span.earliest_end, span.latest_end


def plain(day: datetime.date) -> st.SearchStrategy[str]:
    """The day, month or year that holds a day."""
    return st.sampled_from([day.isoformat()[:length] for length in (4, 7, 10)])


def season(day: datetime.date) -> str:
    """The season that holds a day; January and February belong to the winter of the year before."""
    year, code = (day.year, 20 + day.month // 3) if day.month > 2 else (day.year - 1, 24)
    return f"{year:04}-{code}"


def one_of(first: datetime.date, last: datetime.date) -> st.SearchStrategy[str]:
    """A one-of range that holds all days from one to another."""
    closed = st.builds("[{}..{}]".format, plain(first), plain(last))
    return closed | plain(first).map("[{}..]".format) | plain(last).map("[..{}]".format)


def date_text(day: datetime.date) -> st.SearchStrategy[str]:
    """Every form without a slash or a bracket that holds a day."""
    marked = st.builds(operator.add, plain(day), st.sampled_from("~?%"))
    return plain(day) | marked | st.sampled_from([season(day), f"{day.year // 10:03}X"])


@st.composite
def texts_with_a_world(draw: st.DrawFn) -> tuple[str, datetime.date, datetime.date]:
    """A text of any accepted form, with a first and a last day that it allows."""
    origin = draw(st.dates(datetime.date(20, 1, 1), datetime.date(9900, 12, 31)))
    later = draw(st.lists(st.integers(0, 40) | st.integers(0, 20_000), min_size=4, max_size=4))
    before, start, end, after = (origin + datetime.timedelta(days) for days in sorted(later))
    single, closed = date_text(start), one_of(start, end)
    first, last = date_text(start) | one_of(before, start), date_text(end) | one_of(end, after)
    shapes = [("{0}", start, start), ("{1}", start, end), ("{2}/{3}", start, end), ("{2}/..", start, FUTURE)]
    shapes += [("../{3}", PAST, end), ("{2}/", start, after), ("/{3}", before, end)]
    shape, start, end = draw(st.sampled_from(shapes))
    return shape.format(*draw(st.tuples(single, closed, first, last))), start, end


spans = texts_with_a_world().map(lambda drawn: TimeSpan(drawn[0]))


@pytest.mark.parametrize("example", VALID_TIME_SPANS, ids=[example.text for example in VALID_TIME_SPANS])
def test_every_form_has_its_four_bounds_and_its_words_in_english(example: ValidTimeSpan) -> None:
    span = TimeSpan(example.text)
    assert str(span.earliest_start) == example.earliest_start
    assert str(span.latest_start) == example.latest_start
    assert str(span.earliest_end) == example.earliest_end
    assert str(span.latest_end) == example.latest_end
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
    assert str(span) == span.edtf == text
    assert span.earliest_start <= start <= span.latest_start <= span.latest_end
    assert span.earliest_start <= span.earliest_end <= end <= span.latest_end
    assert {type(day) for day in bounds(span)} == {pendulum.Date}


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_plain_forms_have_the_bounds_that_the_edtf_package_gives(data: st.DataObject) -> None:
    days = st.dates(datetime.date(2, 1, 1), datetime.date(9998, 12, 31))
    start, end = sorted(data.draw(st.tuples(days, days)))
    interval = st.builds("{}/{}".format, plain(start), plain(end))
    # That package ends winter with December, the specification leaves it open.
    seasons = st.builds("{:04}-{}".format, st.just(start.year), st.integers(21, 23))
    text = data.draw(plain(start) | interval | seasons)
    span, theirs = TimeSpan(text), parse_edtf(text)
    assert span.earliest_start.timetuple()[:3] == theirs.lower_strict()[:3]
    assert span.latest_end.timetuple()[:3] == theirs.upper_strict()[:3]


@pytest.mark.parametrize(("texts", "fragment"), INVALID_TIME_SPANS)
def test_an_invalid_text_is_refused_with_what_is_wrong_and_what_to_write(texts: list[str], fragment: str) -> None:
    for text in texts:
        with pytest.raises(TimeSpanError, match=re.escape(fragment)) as caught:
            TimeSpan(text)
        message = str(caught.value)
        assert message.startswith(f"{text!r} is no time-span: ")
        assert "; " in message
        assert message.isprintable()


@pytest.mark.parametrize("value", [None, 2001, 2001.0, b"2001", ["2001"], datetime.time(), object()], ids=repr)
def test_what_is_neither_text_nor_date_is_a_type_error(value: Any) -> None:
    for make in (TimeSpan.parse, TimeSpan.of, TimeSpan):
        with pytest.raises(TypeError, match="not "):
            make(value)


@given(spans)
def test_a_span_in_english_keeps_no_notation(span: TimeSpan) -> None:
    assert re.fullmatch(r"[a-zA-Z0-9 ,-]*[a-z0-9]", span.humanize())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2001-11", "2001-11"),
        (TimeSpan("199X"), "199X"),
        (datetime.date(2001, 7, 5), "2001-07-05"),
        (datetime.date(622, 7, 5), "0622-07-05"),
        (datetime.datetime(2001, 7, 5, 23, 59, 59), "2001-07-05"),
        (datetime.datetime(2001, 7, 5, 23, 59, tzinfo=datetime.timezone(datetime.timedelta(hours=-12))), "2001-07-05"),
        (pendulum.date(2001, 7, 5), "2001-07-05"),
        (pendulum.datetime(2001, 7, 5, 1, tz="Asia/Kabul"), "2001-07-05"),
    ],
    ids=repr,
)
def test_whatever_callers_write_for_a_date_is_taken(value: TimeSpan | datetime.date | str, text: str) -> None:
    assert TimeSpan.of(value) == TimeSpan(text)


@pytest.mark.parametrize("day", [datetime.date.min, datetime.date(1, 12, 31), datetime.date.max])
def test_a_date_beyond_the_years_that_can_be_written_is_refused(day: datetime.date) -> None:
    with pytest.raises(TimeSpanError, match="years run from 0002 to 9998"):
        TimeSpan.of(day)


@given(spans)
def test_a_span_survives_pickling_copying_and_its_repr(span: TimeSpan) -> None:
    for twin in (pickle.loads(pickle.dumps(span)), copy.copy(span), copy.deepcopy(span), eval(repr(span))):
        assert twin == span
        assert hash(twin) == hash(span)
        assert bounds(twin) == bounds(span)
        assert (twin.approximate, twin.uncertain) == (span.approximate, span.uncertain)


def test_two_texts_with_the_same_bounds_are_two_values() -> None:
    day, interval = TimeSpan("2001-11-13"), TimeSpan("2001-11-13/2001-11-13")
    assert bounds(day) == bounds(interval)
    assert day != interval
    assert {day, interval, TimeSpan("2001-11-13")} == {interval, day}


@pytest.mark.parametrize("name", ["edtf", "earliest_start", "latest_end", "uncertain", "note"])
def test_a_span_cannot_be_changed(name: str) -> None:
    span = TimeSpan("2001")
    with pytest.raises(AttributeError):
        setattr(span, name, "2002")
    assert span == TimeSpan("2001")
