"""Bounds are written as the plainest text that has exactly them, with a question mark where asked."""

import pytest
from hypothesis import given
from support.span_texts import ENDLESS_LINE, MARKS, leaves_everything_open, some_bounds
from support.time_spans import (
    on_line,
)

from afghanwar.timespan import TimeSpan
from afghanwar.timespan.bounds import Bounds
from afghanwar.timespan.edtf import mark_uncertain, write


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
