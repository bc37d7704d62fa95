"""The four answers, against their definition: the enumeration of all possible worlds and of those within reach."""

import datetime
import itertools
import operator
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.time_spans import (
    RELATIONS,
    VALID_TIME_SPANS,
    Marks,
    World,
    all_marks,
    marks_of,
    on_line,
    told_worlds_of,
    worlds_of,
)

from afghanwar.timespan import Certainty, TimeSpan
from afghanwar.timespan.bounds import FUTURE, PAST, UNBOUNDED, some_time_in, throughout
from afghanwar.timespan.worlds import UNDATED, Worlds

Reach: TypeAlias = tuple[int, int]
"""The first and the last day that something is said of, as positions on a line of days."""

FIRST = datetime.date(2003, 12, 30)
SHORT_LINE = [FIRST + datetime.timedelta(days=n) for n in range(3)]
LONG_LINE = [FIRST + datetime.timedelta(days=n) for n in range(9)]
# Three days that are written, and the two that never are.
WRITTEN_LINE = [PAST, FIRST, FIRST + datetime.timedelta(days=1), FIRST + datetime.timedelta(days=2), FUTURE]

DECIDES: dict[str, Callable[[Worlds, Worlds], Certainty]] = {
    "overlaps": Worlds.overlaps,
    "within": Worlds.within,
    "before": Worlds.before,
}
SPANS_DECIDE: dict[str, Callable[[TimeSpan, TimeSpan], Certainty]] = {
    "overlaps": TimeSpan.overlaps,
    "within": TimeSpan.within,
    "before": TimeSpan.before,
}


class Known(NamedTuple):
    """What is known of a time, on a line of days; no reach for what nobody dates."""

    marks: Marks
    reach: Reach | None

    def worlds(self, line: list[datetime.date], *, doubtful: bool = False) -> Worlds:
        possible = on_line(self.marks, line)
        told = self.reach and possible.meet(some_time_in(line[self.reach[0]], line[self.reach[1]]))
        return Worlds(possible, told, doubtful)


def defined(relation: str, one: Known, other: Known, *, doubtful: bool) -> Certainty:
    """The answer by its definition, which goes through all worlds."""

    def answers(some: frozenset[World], others: frozenset[World]) -> set[bool]:
        return {RELATIONS[relation](mine, yours) for mine in some for yours in others}

    possible = answers(worlds_of(one.marks), worlds_of(other.marks))
    if True not in possible:
        return Certainty.NO
    if False not in possible and not doubtful:
        return Certainty.CERTAIN
    told = answers(told_worlds_of(*one), told_worlds_of(*other))
    return Certainty.POSSIBLE if True in told else Certainty.SILENT


def reaches(length: int) -> list[Reach | None]:
    """Every reach on a line of so many days, and that there is none."""
    return [None, *((first, last) for first in range(length) for last in range(first, length))]


def every_text() -> Iterator[tuple[str, Known]]:
    """A text of each form with a side that may be open, for all days of the line that are written, and its meaning."""
    last = len(WRITTEN_LINE) - 1
    drawn: list[tuple[str, Marks, Reach]]
    for a in range(1, last):
        drawn = [("{0}", (a, a, a, a), (a, a)), ("[..{0}]", (0, a, 0, a), (a, a))]
        drawn += [("[{0}..]", (a, last, a, last), (a, a)), ("{0}/", (a, a, a, last), (a, a))]
        drawn += [("/{0}", (0, a, a, a), (a, a)), ("{0}/..", (a, a, last, last), (a, last))]
        drawn += [("../{0}", (0, 0, a, a), (0, a)), ("[..{0}]/", (0, a, 0, last), (a, a))]
        drawn += [("/[{0}..]", (0, last, a, last), (a, a)), ("[..{0}]/..", (0, a, last, last), (a, last))]
        drawn += [("../[{0}..]", (0, 0, a, last), (0, a)), ("[{0}..]/..", (a, last, last, last), (a, last))]
        yield from _texts(drawn, a)
        for b in range(1, last):
            drawn = [("[..{0}]/[{1}..]", (0, a, b, last), (min(a, b), max(a, b)))]
            if a <= b:
                drawn += [("{0}/{1}", (a, a, b, b), (a, b)), ("[{0}..{1}]", (a, b, a, b), (a, b))]
                drawn += [("{0}/[{1}..]", (a, a, b, last), (a, b)), ("[..{0}]/{1}", (0, a, b, b), (a, b))]
                drawn += [("[{0}..{1}]/..", (a, b, last, last), (a, last)), ("[{0}..{1}]/", (a, b, a, last), (a, b))]
            yield from _texts(drawn, a, b)


def _texts(drawn: list[tuple[str, Marks, Reach]], *written: int) -> Iterator[tuple[str, Known]]:
    for shape, marks, reach in drawn:
        text = shape.format(*(WRITTEN_LINE[mark] for mark in written))
        yield text, Known(marks_of(worlds_of(marks)), reach)


TEXTS = dict(every_text())
SPANS = {text: TimeSpan(text) for text in TEXTS}
KNOWN = [Known(marks, reach) for marks in all_marks(len(SHORT_LINE)) for reach in reaches(len(SHORT_LINE))]


LONG_MARKS = all_marks(len(LONG_LINE))


@st.composite
def known(draw: st.DrawFn) -> Known:
    """Anything that can be known of a time on the long line."""
    position = st.integers(0, len(LONG_LINE) - 1)
    first, last = sorted(draw(st.tuples(position, position)))
    return Known(draw(st.sampled_from(LONG_MARKS)), draw(st.sampled_from([None, (first, last), (first, last)])))


edges = st.sampled_from(["2003-01-01", "2003-01-31", "2003-12-31", "2004-02-29"]).map(datetime.date.fromisoformat)
days = edges | st.dates(datetime.date(2, 1, 1), datetime.date(9998, 12, 31))
windows = st.tuples(days, days).map(lambda drawn: TimeSpan(f"{min(drawn)}/{max(drawn)}"))
unmarked = st.sampled_from([TimeSpan(each.text) for each in VALID_TIME_SPANS if not set(each.text) & set("?%")])
marked = st.sampled_from(
    ["2003-01-31?", "2003?", "2004%", "2003-12?/2004", "2003?/..", "/2004-02-29?", "[..2003]/2004?", "[2003..]?"]
).map(TimeSpan)
spans = unmarked | marked | windows


@pytest.mark.parametrize("relation", RELATIONS)
def test_an_answer_is_that_of_all_worlds_whatever_the_bounds_the_reach_and_the_doubt(relation: str) -> None:
    seen = set()
    worlds = {each: each.worlds(SHORT_LINE) for each in KNOWN}
    doubted = {each: each.worlds(SHORT_LINE, doubtful=True) for each in KNOWN}
    for one, other in itertools.product(KNOWN, repeat=2):
        answer = DECIDES[relation](worlds[one], worlds[other])
        assert answer is defined(relation, one, other, doubtful=False), (one, other)
        in_doubt = defined(relation, one, other, doubtful=True)
        assert DECIDES[relation](doubted[one], worlds[other]) is in_doubt, (one, other)
        assert DECIDES[relation](worlds[one], doubted[other]) is in_doubt, (one, other)
        assert DECIDES[relation](doubted[one], doubted[other]) is in_doubt, (one, other)
        seen.add((answer, in_doubt))
    # Doubt makes CERTAIN possible, or leaves the sources silent, and changes nothing else.
    certain, possible, silent, no = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.SILENT, Certainty.NO
    assert seen == {(certain, possible), (certain, silent), (possible, possible), (silent, silent), (no, no)}


@given(known(), known(), st.booleans(), st.booleans(), st.sampled_from(sorted(RELATIONS)))
def test_an_answer_is_that_of_all_worlds_on_a_longer_line(
    one: Known, other: Known, doubt: bool, other_doubt: bool, relation: str
) -> None:
    answer = DECIDES[relation](one.worlds(LONG_LINE, doubtful=doubt), other.worlds(LONG_LINE, doubtful=other_doubt))
    assert answer is defined(relation, one, other, doubtful=doubt or other_doubt)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_with_an_open_side_has_its_worlds_and_reaches_from_the_first_to_the_last_date_written(text: str) -> None:
    marks, reach = TEXTS[text]
    assert reach is not None
    span = SPANS[text]
    assert span.bounds == on_line(marks, WRITTEN_LINE)
    assert span.reach == (WRITTEN_LINE[reach[0]], WRITTEN_LINE[reach[1]])
    told = told_worlds_of(marks, reach)
    assert span.worlds.told == on_line(marks_of(told), WRITTEN_LINE)


@pytest.mark.parametrize("relation", RELATIONS)
def test_an_answer_about_texts_is_that_of_all_worlds_where_a_side_is_open(relation: str) -> None:
    seen = set()
    for one, other in itertools.product(TEXTS, repeat=2):
        answer = SPANS_DECIDE[relation](SPANS[one], SPANS[other])
        assert answer is defined(relation, TEXTS[one], TEXTS[other], doubtful=False), (one, other)
        seen.add(answer)
    assert seen == set(Certainty)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize(
    ("text", "marks", "reach"),
    [
        ("{1}?", (1, 1, 1, 1), (1, 1)),
        ("{1}?/{2}", (1, 1, 2, 2), (1, 2)),
        ("{1}/{2}?", (1, 1, 2, 2), (1, 2)),
        ("[..{2}]?", (0, 2, 0, 2), (2, 2)),
        ("[{1}..{2}]/[{2}..{3}]?", (1, 2, 2, 3), (1, 3)),
        ("{2}?/..", (2, 2, 4, 4), (2, 4)),
    ],
)
def test_a_question_mark_on_either_side_makes_certain_possible_and_changes_nothing_else(
    text: str, marks: Marks, reach: Reach, relation: str
) -> None:
    span, known = TimeSpan(text.format(*WRITTEN_LINE)), Known(marks, reach)
    for other, meaning in TEXTS.items():
        wanted = defined(relation, known, meaning, doubtful=True)
        assert SPANS_DECIDE[relation](span, SPANS[other]) is wanted, other
        wanted = defined(relation, meaning, known, doubtful=True)
        assert SPANS_DECIDE[relation](SPANS[other], span) is wanted, other


@pytest.mark.parametrize(
    ("text", "window", "answer"),
    [
        # By 2018: nothing rules 1900 out, and nothing that is said reaches so far.
        ("[..2018]/[2018..]", "1900-06-01/1900-06-01", Certainty.SILENT),
        ("[..2018]/[2018..]", "2018-06-01/2018-06-01", Certainty.POSSIBLE),
        ("[..2018]/[2018..]", "2018-01-01/2018-12-31", Certainty.CERTAIN),
        ("[..2018]/[2018..]", "2019-01-01/2019-01-01", Certainty.SILENT),
        # From 2011 on, the end not given.
        ("2011/", "2010-12-31/2010-12-31", Certainty.NO),
        ("2011/", "2011-12-31/2011-12-31", Certainty.POSSIBLE),
        ("2011/", "2012-01-01/2021-12-31", Certainty.SILENT),
        # It happened by July.
        ("[..2021-07]", "2021-06-01/2021-06-30", Certainty.SILENT),
        ("[..2021-07]", "2021-07-31/2021-07-31", Certainty.POSSIBLE),
        ("[..2021-07]", "2021-08-01/2021-08-01", Certainty.NO),
        # From 2005 on, and still so when written.
        ("2005/[2021-09..]", "2004-12-31/2004-12-31", Certainty.NO),
        ("2005/[2021-09..]", "2005-06-01/2005-06-01", Certainty.POSSIBLE),
        ("2005/[2021-09..]", "2006-01-01/2006-01-01", Certainty.CERTAIN),
        ("2005/[2021-09..]", "2021-09-30/2021-09-30", Certainty.POSSIBLE),
        ("2005/[2021-09..]", "2021-10-01/2021-10-01", Certainty.SILENT),
        # What is written to have no end has none.
        ("2001/..", "9000-01-01/9000-01-01", Certainty.CERTAIN),
        ("../2001", "0100-01-01/0100-01-01", Certainty.CERTAIN),
        # The mark widens the date, and with it the reach.
        ("2015~/", "2016-12-31/2016-12-31", Certainty.POSSIBLE),
        ("2015~/", "2017-01-01/2017-01-01", Certainty.SILENT),
        ("2005?/[2021-09..]", "2006-01-01/2006-01-01", Certainty.POSSIBLE),
    ],
)
def test_what_is_possible_in_a_window_ends_with_what_is_written(text: str, window: str, answer: Certainty) -> None:
    assert TimeSpan(text).overlaps(TimeSpan(window)) is answer
    assert TimeSpan(window).overlaps(TimeSpan(text)) is answer


@pytest.mark.parametrize(
    ("text", "other", "answer"),
    [
        # "About" widens the date by a year, and only "perhaps" makes an answer less than certain.
        ("2015~", "2017", Certainty.CERTAIN),
        ("2015~", "2016", Certainty.POSSIBLE),
        ("2015~", "2013", Certainty.NO),
        ("2015?", "2017", Certainty.POSSIBLE),
        ("2015%", "2017", Certainty.POSSIBLE),
        ("2001-11-~15", "2001-11-17", Certainty.CERTAIN),
        ("2001-11-~15", "2001-11-16", Certainty.POSSIBLE),
        ("20XX", "2100", Certainty.CERTAIN),
        ("[2001,2005]", "2003", Certainty.POSSIBLE),
    ],
)
def test_a_mark_widens_a_date_or_makes_it_doubtful(text: str, other: str, answer: Certainty) -> None:
    assert TimeSpan(text).before(TimeSpan(other)) is answer


@given(known(), st.sampled_from(sorted(RELATIONS)))
def test_the_sources_are_silent_about_what_nobody_dates(other: Known, relation: str) -> None:
    worlds = other.worlds(LONG_LINE)
    assert DECIDES[relation](UNDATED, worlds) is Certainty.SILENT
    assert DECIDES[relation](worlds, UNDATED) is Certainty.SILENT
    always = Worlds(throughout(PAST, FUTURE), throughout(PAST, FUTURE))
    assert UNDATED.within(always) is Certainty.CERTAIN
    assert Worlds(UNBOUNDED, None, doubtful=False) == UNDATED


@given(spans, spans)
def test_overlapping_is_mutual(one: TimeSpan, other: TimeSpan) -> None:
    assert one.overlaps(other) is other.overlaps(one)


@given(unmarked | windows, unmarked | windows)
def test_what_cannot_overlap_is_certainly_apart_and_the_other_way_round(one: TimeSpan, other: TimeSpan) -> None:
    apart = Certainty.CERTAIN in (one.before(other), other.before(one))
    assert (one.overlaps(other) is Certainty.NO) == apart


@given(spans, spans)
def test_what_lies_within_overlaps_at_least_as_certainly_and_is_not_certainly_before(
    one: TimeSpan, other: TimeSpan
) -> None:
    assert one.within(other) <= one.overlaps(other)
    if one.within(other) > Certainty.NO:
        assert Certainty.CERTAIN not in (one.before(other), other.before(one))


@given(spans, windows, windows)
def test_a_wider_window_loses_no_hit_and_no_certainty(span: TimeSpan, one: TimeSpan, other: TimeSpan) -> None:
    first, last = min(one.earliest_start, other.earliest_start), max(one.latest_end, other.latest_end)
    wider = TimeSpan(f"{first}/{last}")
    assert span.overlaps(one) <= span.overlaps(wider)
    assert span.within(one) <= span.within(wider)


@pytest.mark.parametrize("value", ["no", "silent", "possible", "certain"])
def test_a_certainty_has_a_value_but_no_truth_value(value: str) -> None:
    with pytest.raises(TypeError, match=r"compare it, as in answer >= Certainty\.POSSIBLE"):
        bool(Certainty(value))


def test_the_four_answers_are_in_order() -> None:
    ordered = [Certainty.NO, Certainty.SILENT, Certainty.POSSIBLE, Certainty.CERTAIN]
    shuffled = [*ordered[2:], *ordered[:2]]
    assert sorted(shuffled) == ordered == list(Certainty)
    for (n, one), (m, other) in itertools.product(enumerate(ordered), repeat=2):
        for compare in (operator.lt, operator.le, operator.gt, operator.ge, operator.eq):
            assert compare(one, other) == compare(n, m)


@pytest.mark.parametrize("other", ["possible", 2, None])
def test_an_answer_is_not_compared_with_anything_else(other: Any) -> None:
    with pytest.raises(TypeError):
        operator.lt(Certainty.POSSIBLE, other)
    assert other not in list(Certainty)
