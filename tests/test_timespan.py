"""What a text means, which texts are not time-spans, how bounds are written, and how several dates join."""

import copy
import datetime
import itertools
import operator
import pickle
import re
import warnings
from collections.abc import Callable
from random import Random
from typing import Any

import pendulum
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.time_spans import (
    EDTF_STRINGS,
    INVALID_TIME_SPANS,
    STRICT_EDTF,
    STRICT_TIME_SPANS,
    VALID_TIME_SPANS,
    EdtfString,
    Marks,
    StrictTimeSpan,
    ValidTimeSpan,
    all_marks,
    marks_of,
    on_line,
    worlds_of,
)

from afghanwar.errors import TimeSpanError
from afghanwar.timespan import Certainty, TimeSpan, reconcile
from afghanwar.timespan.bounds import FUTURE, PAST, Bounds, bounded
from afghanwar.timespan.edtf import mark_uncertain, write
from afghanwar.timespan.english import day_in_words, days_in_words, within_days_in_words

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from edtf import parse_edtf


LINE = [datetime.date(2003, 12, 30) + datetime.timedelta(days=n) for n in range(4)]
ENDLESS_LINE = [PAST, LINE[1], LINE[2], FUTURE]
MARKS = all_marks(4)


def exposed(span: TimeSpan) -> tuple[pendulum.Date, ...]:
    """The four days as callers see them."""
    return span.earliest_start, span.latest_start, span.earliest_end, span.latest_end


def written(marks: Marks, mark: str = "") -> TimeSpan:
    """Marks on the short line as a text, but not by the library's own way to write them."""
    a, b, c, d = (LINE[each] for each in marks)
    return TimeSpan(f"[{a}..{b}]/[{c}..{d}]{mark}")


def leaves_everything_open(bounds: Bounds) -> bool:
    """Whether each of the four days is unbounded, which no text says."""
    return {PAST, FUTURE} >= {bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end}


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
    unmarked = plain(day) | st.sampled_from([season(day), f"{day.year // 10:03}X"]) | unspecified(day) | group(day)
    return unmarked | st.builds(operator.add, unmarked, st.sampled_from("~?%")) | marked_in_part(day)


def unspecified(day: datetime.date) -> st.SearchStrategy[str]:
    """A day, month or year that holds a day, with unspecified digits on the right."""

    def cut(text: str, count: int) -> str:
        digits = re.sub("[0-9]", "X", text[len(text) - count :])
        return text[: len(text) - count] + digits

    cuts = [(f"{day}", count) for count in (1, 2, 4, 5)] + [(f"{day}"[:7], count) for count in (1, 2)]
    return st.sampled_from([cut(text, count) for text, count in cuts])


def group(day: datetime.date) -> st.SearchStrategy[str]:
    """A quarter, third or half of a year, or a southern season, that holds a day."""
    month = day.month - 1
    codes = [33 + month // 3, 37 + month // 4, 40 + month // 6]
    southern = (day.year, 29 + (day.month - 9) // 3 % 4) if day.month > 2 else (day.year - 1, 30)
    return st.sampled_from([f"{day.year:04}-{code}" for code in codes] + ["{:04}-{}".format(*southern)])


def marked_in_part(day: datetime.date) -> st.SearchStrategy[str]:
    """A day with a mark before or after one or two of its parts."""
    parts = [
        st.builds(str.format, st.sampled_from(["{0}", "{1}{0}", "{0}{1}"]), st.just(part), st.sampled_from("~?%"))
        for part in day.isoformat().split("-")
    ]
    return st.tuples(*parts).map("-".join)


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
    shapes += [("[{0},{1}]", start, end), ("[{4},{1},{0}]/{3}", start, end), ("{2}/[{5},{6}]", start, end)]
    shape, start, end = draw(st.sampled_from(shapes))
    texts = [*draw(st.tuples(single, closed, first, last)), f"..{before}", f"{end}", f"{after}.."]
    if shape[0] == "[" or shape[-1] == "]":
        texts[1] = f"{start}..{end}"
    return shape.format(*texts), start, end


spans = texts_with_a_world().map(lambda drawn: TimeSpan(drawn[0]))
edges = st.sampled_from(["2003-01-01", "2003-01-31", "2003-02-28", "2003-12-31", "2004-01-01", "2004-02-29"])
some_days = edges.map(datetime.date.fromisoformat) | st.dates(datetime.date(2, 1, 1), datetime.date(9998, 12, 31))


@st.composite
def bounds_that_a_text_can_have(draw: st.DrawFn) -> Bounds:
    """Any bounds that do not leave everything open."""
    day = some_days | st.sampled_from([PAST, FUTURE])
    a, b, c, d = draw(st.tuples(day, day, day, day))
    bounds = bounded(min(a, d), max(a, b), min(c, d), max(a, d))
    assert bounds is not None
    assume(not leaves_everything_open(bounds))
    return bounds


some_bounds = bounds_that_a_text_can_have()
texts_of_bounds = some_bounds.map(write)
unmarked = texts_of_bounds.map(lambda text: TimeSpan(text or ""))
doubted = texts_of_bounds.map(lambda text: TimeSpan(mark_uncertain(text or "")))


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


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_unspecified_digits_groups_and_lists_have_the_bounds_that_the_edtf_package_gives(data: st.DataObject) -> None:
    day, other = data.draw(st.tuples(*[st.dates(datetime.date(1000, 1, 1), datetime.date(9899, 12, 31))] * 2))
    years = [f"{day.year}"[:count] + "X" * (4 - count) for count in (2, 3)]
    # That package ends a season over New Year with December.
    months = [f"{day.year}-XX", f"{day:%Y-%m}-XX", f"{day.year}-XX-XX"]
    groups = [f"{day.year}-{code}" for code in range(25, 42) if code not in (28, 30)]
    lists = [
        f"[{day},{other:%Y}]",
        f"[{min(day, other)}..{max(day, other)},{other:%Y-%m}]",
        f"[{other.year},{years[1]}]",
    ]
    text = data.draw(st.sampled_from([*years, *months, *groups, *lists, f"{day}T10:00:00Z"]))
    span, theirs = TimeSpan(text), parse_edtf(text)
    assert span.earliest_start.timetuple()[:3] == theirs.lower_strict()[:3]
    assert span.latest_end.timetuple()[:3] == theirs.upper_strict()[:3]


@pytest.mark.parametrize("example", EDTF_STRINGS, ids=[example.text for example in EDTF_STRINGS])
def test_valid_edtf_from_elsewhere_has_its_bounds_or_is_reported_as_unsupported(example: EdtfString) -> None:
    if example.unsupported:
        with pytest.raises(TimeSpanError, match=re.escape(f"supported here: {example.unsupported}; ")):
            TimeSpan(example.text)
        return
    span = TimeSpan(example.text)
    assert [str(day) for day in exposed(span)] == list(example[2:6])
    assert span.to_edtf() == (example.text, ())


def test_most_valid_edtf_from_elsewhere_is_read() -> None:
    assert len(EDTF_STRINGS) >= 180
    assert sum(not example.unsupported for example in EDTF_STRINGS) >= 150


@pytest.mark.parametrize("example", STRICT_TIME_SPANS, ids=[example.text for example in STRICT_TIME_SPANS])
def test_a_text_of_the_extension_has_a_nearest_strict_text_and_losses(example: StrictTimeSpan) -> None:
    assert TimeSpan(example.text).to_edtf() == (example.strict, tuple(example.losses.split("; ")))


@given(spans)
def test_the_strict_text_keeps_the_outer_days_or_says_that_it_does_not(span: TimeSpan) -> None:
    text, losses = span.to_edtf()
    assert STRICT_EDTF.fullmatch(text)
    assert (text == span.text) == (losses == ())
    strict = TimeSpan(text)
    assert strict.to_edtf() == (text, ())
    said = " ".join(losses)
    assert (strict.earliest_start == span.earliest_start) or "it may have begun earlier" in said
    assert (strict.latest_end == span.latest_end) or "it may have ended later" in said
    assert strict.uncertain <= span.uncertain


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
    with pytest.raises(TypeError, match="a time-span is a text in quotation marks, such as '2001-12', not "):
        TimeSpan(value)


@given(spans)
def test_a_span_in_english_keeps_no_notation(span: TimeSpan) -> None:
    assert re.fullmatch(r"[a-zA-Z0-9 ,-]*[a-z0-9]", span.humanize())


@pytest.mark.parametrize(
    ("first", "last", "throughout", "within"),
    [
        ("2001-12-06", "2001-12-06", "on 6 December 2001", "on 6 December 2001"),
        ("2001-12-01", "2001-12-31", "in December 2001", "in December 2001"),
        ("2000-02-01", "2000-02-29", "in February 2000", "in February 2000"),
        ("2001-01-01", "2001-12-31", "in 2001", "in 2001"),
        ("2001-12-06", "2001-12-17", "from 6 to 17 December 2001", "between 6 and 17 December 2001"),
        ("2001-10-07", "2001-12-17", "from 7 October to 17 December 2001", "between 7 October and 17 December 2001"),
        ("2001-12-01", "2002-11-30", "from 1 December 2001 to 30 November 2002", None),
        ("2001-01-01", "2002-12-31", "from 1 January 2001 to 31 December 2002", None),
        ("2001-02-01", "2001-02-27", "from 1 to 27 February 2001", "between 1 and 27 February 2001"),
    ],
)
def test_days_in_english_say_once_what_both_share(first: str, last: str, throughout: str, within: str | None) -> None:
    days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    assert days_in_words(*days) == throughout
    assert within_days_in_words(*days) == (within or throughout.replace("from", "between").replace(" to ", " and "))
    assert day_in_words(days[0]) == f"{days[0].day} {days[0]:%B} {days[0].year}"


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


@given(some_bounds)
def test_bounds_are_written_as_a_text_that_has_exactly_them(bounds: Bounds) -> None:
    text = write(bounds)
    assert text is not None
    span = TimeSpan(text)
    assert span.bounds == bounds
    assert (span.approximate, span.uncertain) == (False, False)


def test_every_bounds_at_the_edges_of_time_are_written_or_leave_everything_open() -> None:
    seen = set()
    for marks in MARKS:
        if marks in [(0, 0, 0, 0), (3, 3, 3, 3)]:
            continue  # Nothing lies wholly in the unbounded past or future.
        bounds = on_line(marks, ENDLESS_LINE)
        text = write(bounds)
        if leaves_everything_open(bounds):
            assert text is None, marks
        else:
            assert text is not None, marks
            assert TimeSpan(text).bounds == bounds
        seen.add(text is None)
    assert seen == {True, False}


PLAIN = "2003-12-31 2003-12 2003 2003/2004-02 2003-12/.. ../2003 2003/ /2003-12-31 [2003..2004] [2003-02..2004-01]"
PLAIN += " [2003-01-31..2003-12-31] [..2003] [2004-02..] 2003/[2004-02..] [..2003]/[2003..]"


@pytest.mark.parametrize("text", PLAIN.split())
def test_bounds_are_written_as_plainly_as_a_person_would(text: str) -> None:
    assert write(TimeSpan(text).bounds) == text


@given(some_bounds)
def test_a_text_takes_a_question_mark_and_keeps_its_bounds(bounds: Bounds) -> None:
    span = TimeSpan(mark_uncertain(write(bounds) or ""))
    assert span.uncertain
    assert span.text.count("?") == 1
    assert span.bounds == bounds


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("2001", "2001?"),
        ("2001/2002", "2001?/2002"),
        ("2001/..", "2001?/.."),
        ("/2002", "/2002?"),
        ("../2002", "../2002?"),
        ("[..2001]/2002", "[..2001]/2002?"),
        ("[..2001]/[2002..]", "[..2001]?/[2002..]"),
        ("/[2001..2002]", "/[2001..2002]?"),
        ("[2001..2002]", "[2001..2002]?"),
    ],
)
def test_a_question_mark_is_put_after_a_plain_date_where_there_is_one(text: str, marked: str) -> None:
    assert mark_uncertain(text) == marked


def test_two_spans_join_as_the_worlds_that_both_allow_or_cover_all_where_there_are_none() -> None:
    for one, other in itertools.product(MARKS, repeat=2):
        joined = reconcile([written(one), written(other)])
        assert joined is not None
        allowed = worlds_of(one) & worlds_of(other) or worlds_of(one) | worlds_of(other)
        assert joined.bounds == on_line(marks_of(allowed), LINE), (one, other)


@given(st.lists(st.sampled_from(MARKS), min_size=1, max_size=5), st.randoms())
def test_spans_join_alike_in_any_order_and_when_given_again(some: list[Marks], random: Random) -> None:
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
def test_marked_and_unbounded_spans_join_alike_in_any_order(some: list[TimeSpan], random: Random) -> None:
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
