"""A relationship lies within the lives of its actors and of what they are part of."""

import datetime

import attrs
import pytest
from support.stories import DOUBTED, Story

import afghanwar as aw
from afghanwar import Modality, TimeSpan
from afghanwar.timespan.bounds import FUTURE, Bounds


def lived(*, how: Modality | str = Modality.ASSERTED, founded: str = "2003-05-01", died: str = "2010-02-03") -> Story:
    """An actor with a beginning and an end, a part of it, and a part of that part."""
    story = Story()
    story.says("2021-09")
    story.actor("whole")
    story.actor("part", "whole")
    story.actor("unit", "part")
    story.event("founding", founded, begins=["whole"], how=how)
    story.event("end", died, ends=["whole"], how=how)
    return story


@pytest.mark.parametrize("actor", ["whole", "part", "unit"])
@pytest.mark.parametrize("pair", [0, 1], ids=["subject", "object"])
def test_a_tie_lies_within_the_lives_of_its_ends_and_of_whatever_they_are_part_of(actor: str, pair: int) -> None:
    story = lived()
    between = (actor, "other") if pair == 0 else ("other", actor)
    for id, date in (("open", "2003/"), ("by", "[..2007]"), ("attested", "[..2007]/[2007..]"), ("undated", None)):
        story.tie(id, date, between=between)
    story.tie("ordered", None, "since founding, until the-last-day", between=between)
    story.event("the-last-day", "2012-01-02")
    story.tie("others", "2001/", between=("other", "another"))
    assert story.possible("open") == "2003-05-01/2010-02-03"
    assert story.possible("by") == "2003-05-01/2007-12-31"
    assert story.possible("attested") == "2003-05-01/2010-02-03"
    assert story.possible("undated") == "2003-05-01/2010-02-03"
    assert story.possible("ordered") == "2003-05-01/2010-02-03"
    assert story.possible("others") == "2001-01-01/9999-12-31"
    # A life limits; it does not make the sources speak of a tie that nobody dates.
    assert story.reach("open") == "2003-05-01/2010-02-03"
    assert story.reach("by") == "2003-05-01/2007-12-31"
    assert story.reach("attested") == "2007-01-01/2007-12-31"
    assert story.reach("undated") is None
    assert story.reach("ordered") == "2003-05-01/2010-02-03"
    assert story.reach("others") == "2001-01-01/2021-09-30"


@pytest.mark.parametrize("date", ["2001", "2015-03", "2001/2002"])
def test_dates_that_contradict_a_life_are_kept(date: str) -> None:
    story = lived()
    story.tie("it", date, between=("part", "other"))
    assert story.times("it").worlds == TimeSpan(date).worlds
    assert story.build().chronology.conflicts == ()


def test_a_life_has_the_bounds_of_the_events_that_open_and_close_it() -> None:
    story = lived(founded="2003", died="2010")
    lives = story.build().chronology.lives
    assert set(lives) == {"whole"}
    assert lives["whole"] == TimeSpan("2003/2010").bounds
    # It began with the founding, and ended with the end, by what order says of them, too.
    story.event("meeting", "2003-09-09")
    story.event("founding", "2003", "after meeting", begins=["whole"])
    assert story.build().chronology.lives["whole"].earliest_start == datetime.date(2003, 9, 9)


def test_of_two_events_that_disagree_about_a_life_the_one_with_the_lower_id_counts() -> None:
    story = Story()
    story.actor("whole")
    story.event("b-end", "2001", ends=["whole"])
    story.event("a-founding", "2005", begins=["whole"])
    story.actor("other")
    story.event("its-end", "2001", ends=["other"])
    assert story.build().chronology.lives["other"] == TimeSpan("[..2001]/2001").bounds
    assert story.build().chronology.lives["whole"] == Bounds(
        datetime.date(2005, 1, 1), datetime.date(2005, 12, 31), datetime.date(2005, 1, 1), FUTURE
    )


@pytest.mark.parametrize(("date", "how"), DOUBTED)
def test_a_doubtful_event_limits_no_life(date: str, how: Modality | str) -> None:
    story = lived(how=how, founded=date, died=date)
    story.tie("it", "2005/", between=("whole", "other"))
    assert story.build().chronology.lives == {}
    assert story.possible("it") == "2005-01-01/9999-12-31"


def test_a_life_does_not_limit_events() -> None:
    story = lived()
    whole = story.records["event end"]
    assert isinstance(whole, aw.Event)
    role = aw.Participation(actor=aw.ActorId("whole"), role="founder")
    story.event("it", "2001/")
    it = story.records["event it"]
    assert isinstance(it, aw.Event)
    story.records["event it"] = attrs.evolve(it, participants=(role,), inferred=("when", "participants"))
    assert story.possible("it") == "2001-01-01/9999-12-31"
