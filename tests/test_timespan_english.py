"""Time-spans and days in English have no notation in them, and say once what both days share."""

import datetime
import re

import pytest
from hypothesis import given
from support.span_texts import spans

from afghanwar.timespan import TimeSpan
from afghanwar.timespan.english import day_in_words, days_in_words, within_days_in_words


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
