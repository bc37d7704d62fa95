"""Order limits when a record may have been; doubtful records limit nothing, and a contradiction is listed."""

import datetime

import attrs
import pytest
from support.stories import ATTRIBUTED, DOUBTED, Story, answer

import afghanwar as aw
from afghanwar import Certainty, Modality, TimeSpan
from afghanwar.timespan.bounds import UNBOUNDED


@pytest.mark.parametrize(
    ("date", "order", "possible", "reach"),
    [
        # An open beginning reaches back to its lower limit.
        ("[..2021-07]", "after siege", "2012-03-09/2021-07-31", "2012-03-09/2021-07-31"),
        ("/2021-07", "since siege", "2012-03-05/2021-07-31", "2012-03-05/2021-07-31"),
        ("[..2021-07]", "until siege, throughout siege", "0001-01-01/2012-03-09", "2012-03-05/2012-03-09"),
        # An open end reaches the upper limit that order sets, whatever the horizon.
        ("2011/", "until siege", "2011-01-01/2012-03-09", "2011-01-01/2012-03-09"),
        ("2011/", "before retreat", "2011-01-01/2030-01-02", "2011-01-01/2030-01-02"),
        ("2011/", "until late", "2011-01-01/2025-12-31", "2011-01-01/2025-12-31"),
        ("2005/[2009..]", "closed_by siege", "2005-01-01/2012-03-09", "2005-01-01/2012-03-09"),
        # No upper limit: the horizon.
        ("[2011..]", "since siege", "2012-03-05/9999-12-31", "2012-03-05/2021-09-30"),
        # What is merely attested does not reach to limits that lie outside of what is said of it.
        ("[..2018]/[2018..]", "after siege, before retreat", "2012-03-09/2030-01-02", "2018-01-01/2018-12-31"),
        # Inner limits widen the reach: it certainly lasted so long.
        ("[..2018]/[2018..]", "throughout siege", "0001-01-01/9999-12-31", "2012-03-05/2018-12-31"),
        ("[..2018]/[2018..]", "throughout retreat", "0001-01-01/9999-12-31", "2018-01-01/2030-01-09"),
        ("2011/", "throughout retreat", "2011-01-01/9999-12-31", "2011-01-01/2030-01-09"),
        # A date that has both ends is only made narrower.
        ("2012", "after siege", "2012-03-09/2012-12-31", "2012-03-09/2012-12-31"),
        ("2012", "during siege", "2012-03-05/2012-03-09", "2012-03-05/2012-03-09"),
        ("2012/2014", "opened_by siege", "2012-03-05/2014-12-31", "2012-03-05/2014-12-31"),
        # Without a date there is a reach where order sets both limits.
        (None, "after siege, before retreat", "2012-03-09/2030-01-02", "2012-03-09/2030-01-02"),
        (None, "during siege", "2012-03-05/2012-03-09", "2012-03-05/2012-03-09"),
        (None, "after siege, until late", "2012-03-09/2025-12-31", "2012-03-09/2025-12-31"),
        (None, "after siege", "2012-03-09/9999-12-31", None),
        (None, "before retreat", "0001-01-01/2030-01-02", None),
        # What lasted through another record was so for certain from its beginning to its end.
        # What lasted through another record was so, for certain, at some time from its beginning to its end.
        (None, "throughout siege", "0001-01-01/9999-12-31", "2012-03-05/2012-03-09"),
        (None, "throughout summit", "0001-01-01/9999-12-31", "2013-04-05/2013-04-05"),
        (None, "throughout winter", "0001-01-01/9999-12-31", "2012-12-01/2013-02-28"),
        # So was what began, or ended, within it, at some time of it.
        (None, "opened_by siege", "2012-03-05/9999-12-31", "2012-03-05/2012-03-09"),
        (None, "closed_by siege", "0001-01-01/2012-03-09", "2012-03-05/2012-03-09"),
    ],
)
def test_order_limits_what_is_possible_and_extends_what_is_open(
    date: str | None, order: str, possible: str, reach: str | None
) -> None:
    story = Story(early="2040", late="2025")
    story.says("2021-09")
    story.event("siege", "2012-03-05/2012-03-09")
    story.event("retreat", "2030-01-02/2030-01-09")
    story.event("summit", "2013-04-05")
    story.event("winter", "2012-24")
    story.event("it", date, order)
    story.tie("tie", date, order)
    dataset = story.build()
    assert dataset.chronology.conflicts == ()
    assert story.possible("it") == story.possible("tie") == possible
    assert story.reach("it") == story.reach("tie") == reach
    # Dates are never changed; limits are kept beside them.
    assert dataset.events["it"].when == (None if date is None else TimeSpan(date))
    assert dataset.events["siege"].when == TimeSpan("2012-03-05/2012-03-09")


def test_order_leads_from_record_to_record() -> None:
    story = Story(early="2021")
    story.event("siege", "2001-12-06/2001-12-17")
    story.event("flight", None, "after siege")
    story.event("regrouping", None, "after flight, before battle")
    story.event("battle", "2002-03-02")
    assert story.possible("flight") == story.possible("regrouping") == "2001-12-17/2002-03-02"
    assert story.reach("flight") == "2001-12-17/2002-03-02"
    limits = story.build().chronology.limits
    lines, origin = limits.chain((("event", "regrouping"), False), lower=True)
    assert [(line.record[1], line.word.value, line.other[1]) for line in lines] == [
        ("regrouping", "after", "flight"),
        ("flight", "after", "siege"),
    ]
    assert origin[0] == ("event", "siege")
    records = {each.id for each in story.build().claims}
    assert all(line.evidence and records.issuperset(line.evidence) for line in lines)


def test_a_source_is_the_days_of_its_publication() -> None:
    story = Story(early="2021-07")
    story.event("over", "2011/", "until early")
    story.event("still", None, "throughout early")
    assert story.possible("over") == "2011-01-01/2021-07-31"
    assert story.times("still").worlds.possible.latest_start == datetime.date(2021, 7, 31)


def test_a_source_of_which_the_publication_is_not_known_sets_no_limit() -> None:
    story = Story()
    story.event("over", "2011/", "until early")
    assert story.possible("over") == "2011-01-01/9999-12-31"


def test_a_contradiction_is_listed_and_the_dates_are_kept() -> None:
    story = Story()
    story.event("siege", "2001-12")
    story.event("flight", "2001-11", "after siege")
    chronology = story.build().chronology
    (conflict,) = chronology.conflicts
    assert [(line.record, line.other) for line in conflict.lines] == [(("event", "flight"), ("event", "siege"))]
    assert (conflict.first, conflict.last) == (datetime.date(2001, 12, 1), datetime.date(2001, 11, 30))
    assert story.times("flight").worlds == TimeSpan("2001-11").worlds
    assert story.times("siege").worlds == TimeSpan("2001-12").worlds


@pytest.mark.parametrize(("date", "how"), DOUBTED)
def test_a_doubtful_record_receives_limits_and_sets_none(date: str | None, how: Modality | str) -> None:
    story = Story()
    story.event("sure", "2010-01-02")
    story.event("doubted", date, "after sure", how=how)
    story.event("hearsay", None, "after sure", how=Modality.HEDGED)
    story.event("later", None, "after doubted")
    story.event("after-hearsay", None, "after hearsay")
    assert story.possible("later") == "0001-01-01/9999-12-31"
    assert story.possible("hearsay") == "2010-01-02/9999-12-31"
    assert story.possible("after-hearsay") == "0001-01-01/9999-12-31"
    times = story.times("doubted")
    assert times.worlds.doubtful
    assert times.asserted == (how is Modality.ASSERTED)
    assert answer(times.worlds, "2012") is Certainty.POSSIBLE
    assert not story.times("sure").worlds.doubtful


@pytest.mark.parametrize(("date", "how"), DOUBTED)
def test_a_doubtful_record_between_two_dates_that_exclude_it_is_a_conflict(date: str, how: Modality | str) -> None:
    story = Story()
    story.event("late", "2015-01-02")
    story.event("doubted", date, "after late", how=how)
    story.event("torn", None, "after late, before early-on", how=Modality.HEDGED)
    story.event("early-on", "2003-01-02")
    conflicts = story.build().chronology.conflicts
    assert [{line.word.value for line in conflict.lines} for conflict in conflicts] == [{"after"}, {"after", "before"}]
    assert [conflict.lines[0].record[1] for conflict in conflicts] == ["doubted", "torn"]
    assert story.times("doubted").worlds.possible == TimeSpan(date).bounds
    assert story.times("torn").worlds.possible == UNBOUNDED


def test_one_assertion_in_a_sources_own_voice_is_enough() -> None:
    story = Story("early", "late")
    story.event("siege", {"early": "2012-03-05"}, how=ATTRIBUTED)
    story.event("later", None, "after siege")
    assert story.possible("later") == "0001-01-01/9999-12-31"
    siege = story.records["event siege"]
    assert isinstance(siege, aw.Event)
    story.records["event siege"] = attrs.evolve(siege, evidence=(*siege.evidence, story.says(None, source="late")))
    assert story.possible("later") == "2012-03-05/9999-12-31"


def test_a_doubtful_publication_sets_no_limit() -> None:
    story = Story(early="2021-07?")
    story.event("over", "2011/", "until early")
    assert story.possible("over") == "2011-01-01/9999-12-31"
