"""The dates of other tables become time-spans that are as imprecise as their publishers say, and never more precise."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afghanwar import TimeSpan, TimeSpanError
from afghanwar.timespan.precision import PRESETS, Code, Day, PresetName, span_from

DAYS = st.dates(date(4, 1, 1), date(9996, 12, 31))


@pytest.mark.parametrize(
    ("preset", "start", "end", "code", "text"),
    [
        ("ucdp", "2001-12-06", "2001-12-06", 1, "2001-12-06"),
        ("ucdp", "2001-12-06", "2001-12-17", 4, "[2001-12-06..2001-12-17]"),
        # What the codebook says of the dates does not depend on the code.
        ("ucdp", "2001-12-06", "2001-12-17", None, "[2001-12-06..2001-12-17]"),
        ("ucdp", date(2001, 12, 6), None, 1, "2001-12-06"),
        ("ucdp", "2001-12-06T00:00:00.000000", "", "2.0", "[2001-12-06..2001-12-11]"),
        ("ucdp", None, "2001-12-12 00:00:00", 3, "[2001-12-06..2001-12-12]"),
        ("ucdp", datetime(2001, 12, 1, 10), None, 4, "[2001-12-01..2001-12-31]"),
        ("ucdp", "2000-01-01", None, 5, "[2000-01-01..2000-12-31]"),
        ("ucdp", "2000-01-01", None, None, "[2000-01-01..2000-12-31]"),
        ("acled", "2021-08-15", None, 1, "2021-08-15"),
        ("acled", "2021-08-15", None, 2.0, "[2021-08-11..2021-08-19]"),
        ("acled", "2021-08-15", None, "3", "2021-08"),
        ("acled", date(813, 8, 15), None, float("nan"), "0813-08"),
        ("ftm", "2001", "2021-08", None, "2001/2021-08"),
        ("ftm", "2001", "2001", None, "2001"),
        ("ftm", "2001-02-16T21", None, None, "2001-02-16/"),
        ("ftm", "", "2021", None, "/2021"),
        ("ftm", date(2001, 2, 16), datetime(2001, 3, 1, 5), None, "2001-02-16/2001-03-01"),
    ],
)
def test_a_date_is_as_vague_as_its_publisher_says(
    preset: PresetName, start: Day, end: Day, code: Code, text: str
) -> None:
    assert span_from(preset, start, end, code) == TimeSpan(text)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("gdelt", "2001"), "preset is 'gdelt'; use one of 'acled', 'ftm', 'ucdp'"),
        (("acled", "2001-12-06", "2001-12-17", 1), "the dates of 'acled' have no end; leave it out"),
        (("ftm", "2001", "2002", 5), "the dates of 'ftm' have no precision codes; leave them out"),
    ],
)
def test_what_a_publisher_does_not_have_is_refused(arguments: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        span_from(*arguments)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("missing", [None, ""])
def test_without_a_date_there_is_no_time(preset: PresetName, missing: str | None) -> None:
    end = missing if PRESETS[preset].has_end else None
    assert span_from(preset, missing, end, None if preset == "ftm" else 1) is None


@pytest.mark.parametrize(
    ("preset", "start", "end", "code", "message"),
    [
        ("ucdp", "2001-12-17", "2001-12-06", 4, "the start '2001-12-17' is after the end '2001-12-06'; swap them"),
        ("ucdp", "2001-12", None, 1, "the start '2001-12' is not a day"),
        ("ucdp", "20011206", None, 1, "the start '20011206' is not a day"),
        ("ucdp", "2001-12-06Z", None, 1, "the start '2001-12-06Z' is not a day"),
        ("ucdp", "2001-W50-4", None, 1, "the start '2001-W50-4' is not a day"),
        ("ucdp", "2001-02-30", None, 1, "the start '2001-02-30' is not a day"),
        ("acled", "2001-12-06 or later", None, 1, "the date '2001-12-06 or later' is not a day"),
        ("ucdp", "2001-12-06", "about Christmas", 1, "the end 'about Christmas' is not a day"),
        ("ucdp", "9999-12-31", None, 5, "the start '9999-12-31' is not a day from the year 0002 to 9998"),
        ("ucdp", "2001-12-06", None, 6, "the precision is 6; use one of 1, 2, 3, 4, 5"),
        ("ucdp", "2001-12-06", None, 1.5, "the precision is 1.5"),
        ("acled", "13 August 2021", None, 1, "the date '13 August 2021' is not a day"),
        ("acled", "2021-08-13", None, "exact", "the precision is 'exact'; use one of 1, 2, 3"),
        ("ftm", "2021-W7", None, None, "the start '2021-W7' is not a prefix of a date; write YYYY, YYYY-MM or"),
        ("ftm", "2021", "~1968", None, "the end '~1968' is not a prefix of a date"),
        ("ftm", "2021-13", None, None, "'2021-13/'"),
    ],
)
def test_what_the_publisher_does_not_document_is_refused(
    preset: PresetName, start: Day, end: Day, code: Code, message: str
) -> None:
    with pytest.raises(TimeSpanError) as caught:
        span_from(preset, start, end, code)
    assert message in str(caught.value)


@given(DAYS, st.integers(0, 30), st.sampled_from([1, 2, 3, 4, 5, None]))
def test_a_missing_end_never_makes_a_date_more_precise(day: date, length: int, code: int | None) -> None:
    whole = span_from("acled", day, code=2)
    assert whole is not None
    assert whole.bounds.earliest_start <= day <= whole.bounds.latest_end
    for start, end in ((day, None), (None, day)):
        span = span_from("ucdp", start, end, code)
        assert span is not None
        assert span.bounds.earliest_start <= day <= span.bounds.latest_end
