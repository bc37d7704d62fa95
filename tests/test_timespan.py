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

from afghanwar.errors import TimeSpanError
from afghanwar.timespan import FUTURE, PAST, TimeSpan

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from edtf import parse_edtf

# Each text, with its earliest start, latest start, earliest end and latest end, and in English.
FORMS = [
    ("2001-11-13", "2001-11-13 2001-11-13 2001-11-13 2001-11-13", "13 November 2001"),
    ("2004-02-29", "2004-02-29 2004-02-29 2004-02-29 2004-02-29", "29 February 2004"),
    ("2001-11", "2001-11-01 2001-11-30 2001-11-01 2001-11-30", "November 2001"),
    ("2000-02", "2000-02-01 2000-02-29 2000-02-01 2000-02-29", "February 2000"),
    ("2001", "2001-01-01 2001-12-31 2001-01-01 2001-12-31", "2001"),
    ("199X", "1990-01-01 1999-12-31 1990-01-01 1999-12-31", "the 1990s"),
    ("001X", "0010-01-01 0019-12-31 0010-01-01 0019-12-31", "the 0010s"),
    ("998X", "9980-01-01 9989-12-31 9980-01-01 9989-12-31", "the 9980s"),
    ("2001-21", "2001-03-01 2001-05-31 2001-03-01 2001-05-31", "spring 2001"),
    ("2001-23", "2001-09-01 2001-11-30 2001-09-01 2001-11-30", "autumn 2001"),
    ("2001-24", "2001-12-01 2002-02-28 2001-12-01 2002-02-28", "winter 2001-2002"),
    ("2003-24", "2003-12-01 2004-02-29 2003-12-01 2004-02-29", "winter 2003-2004"),
    ("2001-10-07/2001-12", "2001-10-07 2001-10-07 2001-12-01 2001-12-31", "from 7 October 2001 to December 2001"),
    ("2001-10/2001", "2001-10-01 2001-10-31 2001-10-01 2001-12-31", "from October 2001 to 2001"),
    ("199X/2001-24", "1990-01-01 1999-12-31 2001-12-01 2002-02-28", "from the 1990s to winter 2001-2002"),
    ("2001-12-06/2001-12-17", "2001-12-06 2001-12-06 2001-12-17 2001-12-17", "from 6 to 17 December 2001"),
    ("2001-10-07/2001-12-17", "2001-10-07 2001-10-07 2001-12-17 2001-12-17", "from 7 October to 17 December 2001"),
    ("2001-01/2002-02", "2001-01-01 2001-01-31 2002-02-01 2002-02-28", "from January 2001 to February 2002"),
    ("2001-02-03/2002-02-03", "2001-02-03 2001-02-03 2002-02-03 2002-02-03", "from 3 February 2001 to 3 February 2002"),
    ("2001-05~/2001-06~", "2001-04-01 2001-06-30 2001-05-01 2001-07-31", "from around May to around June 2001"),
    ("2002-01/2002-02", "2002-01-01 2002-01-31 2002-02-01 2002-02-28", "from January to February 2002"),
    ("2001-21/2001-23", "2001-03-01 2001-05-31 2001-09-01 2001-11-30", "from spring to autumn 2001"),
    ("2001-10-07/..", "2001-10-07 2001-10-07 9999-12-31 9999-12-31", "since 7 October 2001"),
    ("../2001-12", "0001-01-01 0001-01-01 2001-12-01 2001-12-31", "until December 2001"),
    ("2001-10/", "2001-10-01 2001-10-31 2001-10-01 9999-12-31", "from October 2001 to an unknown time"),
    ("/2001-12", "0001-01-01 2001-12-31 2001-12-01 2001-12-31", "from an unknown time to December 2001"),
    ("[2001..2001]", "2001-01-01 2001-12-31 2001-01-01 2001-12-31", "between 2001 and 2001"),
    ("[2001-11-09..2001-11-13]", "2001-11-09 2001-11-13 2001-11-09 2001-11-13", "between 9 and 13 November 2001"),
    ("[..2003]", "0001-01-01 2003-12-31 0001-01-01 2003-12-31", "2003 or earlier"),
    ("[2021-01..2021-04]", "2021-01-01 2021-04-30 2021-01-01 2021-04-30", "between January and April 2021"),
    ("[2002-05..]", "2002-05-01 9999-12-31 2002-05-01 9999-12-31", "May 2002 or later"),
    (
        "2016/[2016..2018]",
        "2016-01-01 2016-12-31 2016-01-01 2018-12-31",
        "from 2016 to some time between 2016 and 2018",
    ),
    ("[..2018]/[2018..]", "0001-01-01 2018-12-31 2018-01-01 9999-12-31", "2018, perhaps also before and after"),
    ("2005/[2021-09..]", "2005-01-01 2005-12-31 2021-09-01 9999-12-31", "from 2005 to September 2021 or later"),
    (
        "2020-24/[2021-09..]",
        "2020-12-01 2021-02-28 2021-09-01 9999-12-31",
        "from winter 2020-2021 to September 2021 or later",
    ),
    (
        "[..2001-12]/[2002-03..]",
        "0001-01-01 2001-12-31 2002-03-01 9999-12-31",
        "from December 2001 to March 2002, perhaps also before and after",
    ),
    (
        "[..2021-08]/[2021-06..]",
        "0001-01-01 2021-08-31 2021-06-01 9999-12-31",
        "some time between June and August 2021, perhaps also before and after",
    ),
    ("[..2001]/", "0001-01-01 2001-12-31 0001-01-01 9999-12-31", "from 2001 or earlier to an unknown time"),
    (
        "[..2021-08-11]/[2021-08..]",
        "0001-01-01 2021-08-11 2021-08-01 9999-12-31",
        "some time between 1 and 11 August 2021, perhaps also before and after",
    ),
    (
        "[..2001-12]/[2001-12-31..]",
        "0001-01-01 2001-12-31 2001-12-31 9999-12-31",
        "31 December 2001, perhaps also before and after",
    ),
    (
        "/[2001..2002]",
        "0001-01-01 2002-12-31 2001-01-01 2002-12-31",
        "from an unknown time to some time between 2001 and 2002",
    ),
    ("[2001..2002]/..", "2001-01-01 2002-12-31 9999-12-31 9999-12-31", "since some time between 2001 and 2002"),
    ("../[2001..2002]", "0001-01-01 0001-01-01 2001-01-01 2002-12-31", "until some time between 2001 and 2002"),
    ("2001-12-06/2001-12-06", "2001-12-06 2001-12-06 2001-12-06 2001-12-06", "6 December 2001"),
    ("[2001..2003]?", "2001-01-01 2003-12-31 2001-01-01 2003-12-31", "perhaps between 2001 and 2003"),
    ("[..2003]?", "0001-01-01 2003-12-31 0001-01-01 2003-12-31", "perhaps 2003 or earlier"),
    ("[2001..]?", "2001-01-01 9999-12-31 2001-01-01 9999-12-31", "perhaps 2001 or later"),
    ("2001-11-13~", "2001-11-12 2001-11-14 2001-11-12 2001-11-14", "around 13 November 2001"),
    ("2004-03-01~", "2004-02-29 2004-03-02 2004-02-29 2004-03-02", "around 1 March 2004"),
    ("2001-11~", "2001-10-01 2001-12-31 2001-10-01 2001-12-31", "around November 2001"),
    ("2001-02~", "2001-01-01 2001-03-31 2001-01-01 2001-03-31", "around February 2001"),
    ("2001-12~", "2001-11-01 2002-01-31 2001-11-01 2002-01-31", "around December 2001"),
    ("2001-01~", "2000-12-01 2001-02-28 2000-12-01 2001-02-28", "around January 2001"),
    ("2001~/2002-06%", "2000-01-01 2002-07-31 2002-05-01 2002-07-31", "from around 2001 to perhaps around June 2002"),
    ("2001-05-02~/2001-05-01", "2001-05-01 2001-05-01 2001-05-01 2001-05-01", "from around 2 May 2001 to 1 May 2001"),
    ("../2015~", "0001-01-01 0001-01-01 2014-01-01 2016-12-31", "until around 2015"),
    ("2001%", "2000-01-01 2002-12-31 2000-01-01 2002-12-31", "perhaps around 2001"),
    ("2001-11-13?", "2001-11-13 2001-11-13 2001-11-13 2001-11-13", "perhaps 13 November 2001"),
    # What a mark or a winter moves out of the years that can be written is unbounded.
    ("0003~", "0002-01-01 0004-12-31 0002-01-01 0004-12-31", "around 3"),
    ("0002-01~", "0001-01-01 0002-02-28 0001-01-01 0002-02-28", "around January 2"),
    ("9998-11~", "9998-10-01 9998-12-31 9998-10-01 9998-12-31", "around November 9998"),
    ("9998-12%", "9998-11-01 9999-12-31 9998-11-01 9999-12-31", "perhaps around December 9998"),
    ("9998-24", "9998-12-01 9999-12-31 9998-12-01 9999-12-31", "winter 9998-9999"),
]

# Texts, and what the message about each of them must hold.
BAD = [
    (["", " ", "\n"], "it is empty; write YYYY, YYYY-MM or YYYY-MM-DD"),
    (["2001\n", " 2001", "2001\N{NO-BREAK SPACE}", "2001/ 2002"], "it has blanks around it; leave them out"),
    (["5 July", "Tuesday", "2001-1", "20011113", "-2001", "Y12001"], "it is not of a known form; write YYYY"),
    (["2001..2002", ".."], "it is not of a known form; write YYYY"),
    (["~2001", "2001-~11", "2001~?", "2001~/?", "199x"], "it is not of a known form; write YYYY"),
    (["\u0662\u0660\u0660\u0661", "२००१-११", "２００１", "2001\N{EN DASH}11"], "it is not of a known form; write YYYY"),
    (["2001\0", "\ud800", "2001\udcff"], "it is not of a known form; write YYYY"),
    (["2001-13", "[2001-13..2002]"], "there is no month 13; write a month from 01 to 12, or a season from 21 to 24"),
    (["2001-00", "2001-00-05"], "there is no month 00; write a month from 01 to 12"),
    (["2001-13-05"], "there is no month 13; write a month from 01 to 12"),
    (["2001-21-05"], "there is no month 21; write a month from 01 to 12"),
    (["2001-02-29", "2001-02-29~", "../2001-02-29"], "2001-02 has no day 29; write a day of that month"),
    (["2001-11-31", "2001-11-00", "2001-11-99"], "2001-11 has no day"),
    (["1900-02-29"], "1900-02 has no day 29"),
    (["0000", "0001-06", "9999-12-31", "000X", "999X", "[..9999]"], "years run from 0002 to 9998"),
    (["/", "/..", "../", "../..", "[..]", "2001/[..]", "[..]/2001"], "it has no date; write YYYY"),
    (["2001-12-17/2001-12-06", "2001-12-17/2001-12-15~"], "it ends before it starts; write the earlier date first"),
    (["[2002..2001]", "2003/[..2002]", "[2004..2005]/2002-24"], "it ends before it starts"),
    (["2001/2002/2003", "2001//2002"], "it has more than one slash; write an interval A/B"),
    (["2001-11-13T10:00", "2001-11-13T10:00:00Z/2001-11-14"], "it has a time of day; write the day alone"),
    (["200X-01", "2001-XX", "20XX", "2001/20XX"], "only a decade such as 199X may leave digits open"),
    (["199X~", "199X?/2001"], "a decade takes no mark; leave it out"),
    (["2001-21~", "2001/2001-24~"], "a season takes no mark '~'; leave it out"),
    (["2001-21%", "2001-24%/2003"], "a season takes no mark '%'; leave it out"),
    (["2001-21?"], "a season takes no mark '?'; leave it out"),
    (["[2001..2002]~", "{2001..2002}", "[2001,2002]", "[2001..2002"], "write [A..B], [..B] or [A..]"),
    (["[2001~..2002]", "[..2001~]"], "'2001~' cannot stand in [A..B]; write a day, month or year without a mark"),
    (["[199X..2002]", "2001/[..199X]"], "'199X' cannot stand in [A..B]"),
    (["[2001-21..2002]", "[..2001-21]"], "'2001-21' cannot stand in [A..B]"),
    (["[2001..2002..2003]"], "'2002..2003' cannot stand in [A..B]"),
]


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


spans = texts_with_a_world().map(lambda drawn: TimeSpan.parse(drawn[0]))


@pytest.mark.parametrize(("text", "days", "words"), FORMS, ids=[form[0] for form in FORMS])
def test_every_form_has_its_four_bounds_and_says_itself_in_english(text: str, days: str, words: str) -> None:
    span = TimeSpan.parse(text)
    assert " ".join(map(str, bounds(span))) == days
    assert span.humanize() == words


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
    span = TimeSpan.parse(text)
    assert (span.approximate, span.uncertain) == (approximate, uncertain)


@given(texts_with_a_world())
def test_every_accepted_text_comes_back_and_allows_the_days_it_was_written_for(
    drawn: tuple[str, datetime.date, datetime.date],
) -> None:
    text, start, end = drawn
    span = TimeSpan.parse(text)
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
    span, theirs = TimeSpan.parse(text), parse_edtf(text)
    assert span.earliest_start.timetuple()[:3] == theirs.lower_strict()[:3]
    assert span.latest_end.timetuple()[:3] == theirs.upper_strict()[:3]


@pytest.mark.parametrize(("texts", "fragment"), BAD)
def test_a_bad_text_is_refused_with_what_is_wrong_and_what_to_write(texts: list[str], fragment: str) -> None:
    for text in texts:
        with pytest.raises(TimeSpanError, match=re.escape(fragment)) as caught:
            TimeSpan.parse(text)
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
        (TimeSpan.parse("199X"), "199X"),
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
    assert TimeSpan.of(value) == TimeSpan.parse(text)


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
    day, interval = TimeSpan.parse("2001-11-13"), TimeSpan.parse("2001-11-13/2001-11-13")
    assert bounds(day) == bounds(interval)
    assert day != interval
    assert {day, interval, TimeSpan.parse("2001-11-13")} == {interval, day}


@pytest.mark.parametrize("name", ["edtf", "earliest_start", "latest_end", "uncertain", "note"])
def test_a_span_cannot_be_changed(name: str) -> None:
    span = TimeSpan.parse("2001")
    with pytest.raises(AttributeError):
        setattr(span, name, "2002")
    assert span == TimeSpan.parse("2001")
