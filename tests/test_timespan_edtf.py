"""Time-spans agree with EDTF as other libraries read it, and are written as the nearest strict EDTF."""

import datetime
import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.span_texts import exposed, plain, spans
from support.time_spans import (
    EDTF_STRINGS,
    STRICT_EDTF,
    STRICT_TIME_SPANS,
    EdtfString,
    StrictTimeSpan,
)

from afghanwar.errors import TimeSpanError
from afghanwar.timespan import TimeSpan

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from edtf import parse_edtf


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_plain_forms_have_the_bounds_that_the_edtf_package_gives(data: st.DataObject) -> None:
    days = st.dates(datetime.date(2, 1, 1), datetime.date(9998, 12, 31))
    start, end = sorted(data.draw(st.tuples(days, days)))
    first, last = st.sampled_from(plain(start)), st.sampled_from(plain(end))
    # That package ends winter with December, the specification leaves it open.
    seasons = st.builds("{:04}-{}".format, st.just(start.year), st.integers(21, 23))
    text = data.draw(first | st.builds("{}/{}".format, first, last) | seasons)
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
