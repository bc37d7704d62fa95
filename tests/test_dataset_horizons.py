"""An open end extends to the horizon of its source, which is the last day that the source describes."""

import datetime

import pytest
from support.stories import ATTRIBUTED, Story
from support.time_spans import VALID_TIME_SPANS, ValidTimeSpan

from afghanwar import Modality, TimeSpan
from afghanwar.dataset.chronology import Times
from afghanwar.timespan.worlds import UNDATED


@pytest.mark.parametrize("example", VALID_TIME_SPANS, ids=[example.text for example in VALID_TIME_SPANS])
def test_a_record_with_one_date_and_nothing_else_has_the_worlds_of_that_date(example: ValidTimeSpan) -> None:
    story = Story()
    story.event("it", example.text)
    times = story.times("it")
    assert times.worlds == TimeSpan(example.text).worlds
    assert [str(day) for day in times.reach or ()] == [example.reach_first, example.reach_last]
    assert times.asserted


def test_an_undated_record_has_no_reach() -> None:
    story = Story()
    story.says("2021-09")
    story.event("it")
    assert story.times("it") == Times(UNDATED, asserted=True)
    assert story.times("it").reach is None


@pytest.mark.parametrize(
    ("date", "horizon", "reach"),
    [
        ("2016/", "2021-09", "2016-01-01/2021-09-30"),
        ("[2001-12-17..]", "2002-03", "2001-12-17/2002-03-31"),
        ("2005/[2021-09..]", "2021-12", "2005-01-01/2021-12-31"),
        ("[2001..2003]/", "2009", "2001-01-01/2009-12-31"),
        # The horizon extends what is written, and never shortens it.
        ("2016/", "2010", "2016-01-01/2016-12-31"),
        ("2005/[2021-09..]", "2021-07", "2005-01-01/2021-09-30"),
        # Attested: only that it existed.
        ("[..2018]/[2018..]", "2021-09", "2018-01-01/2018-12-31"),
        ("[..2016]/[2018-05..]", "2021-09", "2016-01-01/2018-05-31"),
        ("[..2001]/", "2021-09", "2001-01-01/2001-12-31"),
        # Nothing is open at the end.
        ("2016", "2021-09", "2016-01-01/2016-12-31"),
        ("[..2003]", "2021-09", "2003-01-01/2003-12-31"),
        ("/2003-05", "2021-09", "2003-05-01/2003-05-31"),
        ("2001/2003", "2021-09", "2001-01-01/2003-12-31"),
        # What is written to have no end has none.
        ("2001/..", "2021-09", "2001-01-01/9999-12-31"),
        ("../2001", "2021-09", "0001-01-01/2001-12-31"),
    ],
)
def test_an_open_end_extends_to_the_horizon(date: str, horizon: str, reach: str) -> None:
    story = Story()
    story.says(horizon)
    story.event("it", date)
    story.tie("tie", date)
    assert story.reach("it") == story.reach("tie") == reach
    # The horizon says how far a source speaks, not what was.
    assert story.times("it").worlds.possible == TimeSpan(date).bounds


def test_an_open_end_extends_to_the_horizon_of_the_source_that_leaves_it_open() -> None:
    story = Story("early", "late")
    story.says("2005", source="early")
    story.says("2020", source="late")
    story.event("open-by-early", {"early": "2001/"})
    story.event("open-by-late", {"late": "2001/"})
    story.event("open-by-both", {"early": "2001/", "late": "2002/"})
    story.event("closed-by-early", {"early": "2001/2003", "late": "2001/"})
    # They clash, and only one of them leaves the end open.
    story.event("clash", {"early": "[2004..]", "late": "2003"})
    assert story.reach("open-by-early") == "2001-01-01/2005-12-31"
    assert story.reach("open-by-late") == "2001-01-01/2020-12-31"
    assert story.reach("open-by-both") == "2001-01-01/2020-12-31"
    assert story.reach("closed-by-early") == "2001-01-01/2003-12-31"
    assert story.reach("clash") == "2003-01-01/2005-12-31"


def test_the_reach_of_a_record_is_the_hull_of_the_reaches_of_its_dates() -> None:
    story = Story("early", "late")
    story.event("two-days", {"early": "2001-05-03", "late": "2001-05-06"})
    story.event("attested", {"early": "[..2010]/[2010..]", "late": "[..2018]/[2018..]"})
    story.event("narrowed", {"early": "2001", "late": "2001-05"})
    assert story.reach("two-days") == "2001-05-03/2001-05-06"
    assert story.reach("attested") == "2010-01-01/2018-12-31"
    # What a date would reach and another one rules out is not told.
    assert story.reach("narrowed") == "2001-05-01/2001-05-31"


@pytest.mark.parametrize(
    ("modality", "counts"),
    [
        (Modality.ASSERTED, True),
        (Modality.HEDGED, True),
        (Modality.JUDGED, True),
        (ATTRIBUTED, True),
        (Modality.PREDICTED, False),
        (Modality.PLANNED, False),
        (Modality.REJECTED, False),
    ],
)
def test_the_horizon_is_the_last_day_that_a_source_describes(modality: Modality | str, counts: bool) -> None:
    story = Story()
    story.says("2003-05-02")
    story.says("2010", modality)
    assert story.build().chronology.horizons == {
        "early": datetime.date(2010, 12, 31) if counts else datetime.date(2003, 5, 2)
    }


@pytest.mark.parametrize(
    ("published", "dates", "horizon"),
    [
        ("2021-07", ["2005"], "2005-12-31"),
        ("2021-07", ["2005", "2004"], "2005-12-31"),
        ("2021-07", ["2021"], "2021-07-31"),
        ("2021-07-18", ["[..2021-07]/[2021-07..]"], "2021-07-18"),
        ("2021-07", ["2005/"], "2005-12-31"),
        ("2021-07", ["[2005..]"], "2005-12-31"),
        ("2021-07", ["/2005"], "2005-12-31"),
        ("2021-07", ["2005~"], "2006-12-31"),
        # An end that is written open is not the day of a source.
        ("2021-07", ["2001/..", "2005"], "2005-12-31"),
        ("2021-07", ["2001/.."], "2001-12-31"),
    ],
)
def test_the_horizon_is_the_last_day_written_and_not_after_the_publication(
    published: str, dates: list[str], horizon: str
) -> None:
    story = Story(early=published)
    for date in dates:
        story.says(date)
    assert story.build().chronology.horizons == {"early": datetime.date.fromisoformat(horizon)}


def test_a_source_has_the_horizon_of_its_own_claims_or_none() -> None:
    story = Story("early", "late", "silent")
    story.says("2005", source="early")
    story.says("2010", source="late")
    story.says(None, source="silent")
    story.says("2015", Modality.PREDICTED, "silent")
    story.event("it", {"silent": "2001/"})
    horizons = {"early": datetime.date(2005, 12, 31), "late": datetime.date(2010, 12, 31)}
    assert story.build().chronology.horizons == horizons
    assert story.reach("it") == "2001-01-01/2001-12-31"
