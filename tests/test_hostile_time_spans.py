"""Hostile texts for time-spans: each is read and kept, or gives an error that quotes it."""

import re

from hypothesis import given
from hypothesis import strategies as st
from support.hostile import (
    ODD_CHARACTERS,
    assert_reported_briefly,
    mutated,
)
from support.time_spans import INVALID_TIME_SPANS, VALID_TIME_SPANS

from afghanwar import (
    TimeSpan,
    TimeSpanError,
)
from afghanwar.errors import quoted
from afghanwar.timespan.bounds import FUTURE, PAST

TIME_TEXTS = [example.text for example in VALID_TIME_SPANS] + [
    text for texts, _ in INVALID_TIME_SPANS for text in texts
]
TIME_PIECES = (
    st.text("0129-/.[]~?%XTZ{}, \n", max_size=6) | ODD_CHARACTERS | st.sampled_from(["..", "21", "-24", "9999"])
)


@given(
    mutated(st.sampled_from(TIME_TEXTS), TIME_PIECES)
    | st.text("0129-/.[]~?%XT\n", max_size=24)
    | st.from_regex(r"\A[0-9.\[\]/~?%X-]{4,22}\Z")
    | st.text(st.characters() | ODD_CHARACTERS)
)
def test_any_text_gives_a_time_span_that_keeps_it_or_an_error_that_quotes_it(text: str) -> None:
    try:
        span = TimeSpan(text)
    except TimeSpanError as error:
        assert_reported_briefly(str(error), f"{quoted(text)} is not a time-span: ")
        return
    assert str(span) == text
    assert PAST <= span.earliest_start <= span.latest_start <= span.latest_end <= FUTURE
    assert span.earliest_start <= span.earliest_end <= span.latest_end
    assert span.approximate == any(mark in text for mark in "~%")
    assert span.uncertain == any(mark in text for mark in "?%")
    assert re.fullmatch(r"[a-zA-Z0-9 ,-]*[a-z0-9]", span.humanize())
