"""The times of all records together: no date is changed, a view has its own, and the order of records is irrelevant."""

import datetime
from random import Random

import attrs
from hypothesis import given
from hypothesis import strategies as st
from support.datasets import records_of
from support.stories import ATTRIBUTED, Story, dated, days, times_of

import afghanwar as aw
from afghanwar import Certainty, Modality
from afghanwar.dataset.chronology import Chronology, Times
from afghanwar.dataset.shelf import Shelves
from afghanwar.kinds import AnyRecord
from afghanwar.timespan import reconcile
from afghanwar.timespan.bounds import FUTURE, PAST, UNBOUNDED, Bounds
from afghanwar.timespan.worlds import UNDATED, Worlds


def test_a_view_has_only_the_lines_and_horizons_of_its_own_sources() -> None:
    story = Story(early="2021-07", late="2022-07")
    story.says("2005", source="early")
    story.says("2020", source="late")
    story.event("siege", {"early": "2001-12", "late": "2001-12"})
    story.event("retreat", {"early": "2010", "late": "2010"})
    story.event("it", {"early": "2001/", "late": "2001/"}, "early: since siege, late: until retreat")
    dataset = story.build()
    assert str(times_of(dataset, "it").worlds.possible.latest_end) == "2010-12-31"
    early, late = dataset.according_to("early"), dataset.according_to("late")
    assert times_of(early, "it").worlds.possible == Bounds(
        datetime.date(2001, 12, 1), datetime.date(2001, 12, 31), datetime.date(2001, 12, 1), FUTURE
    )
    assert times_of(early, "it").reach == (datetime.date(2001, 12, 1), datetime.date(2005, 12, 31))
    assert times_of(late, "it").worlds.possible == Bounds(
        datetime.date(2001, 1, 1), datetime.date(2001, 12, 31), datetime.date(2001, 1, 1), datetime.date(2010, 12, 31)
    )
    assert set(early.chronology.horizons) == {"early"}
    assert dataset.chronology is dataset.chronology


def test_in_a_view_a_record_may_be_doubtful_that_another_source_asserts() -> None:
    story = Story("early", "late")
    story.event("siege", {"early": "2012-03-05"}, how=ATTRIBUTED)
    siege = story.records["event siege"]
    assert isinstance(siege, aw.Event)
    story.records["event siege"] = attrs.evolve(siege, evidence=(*siege.evidence, story.says(None, source="late")))
    story.event("later", None, "after siege")
    dataset = story.build()
    assert times_of(dataset, "siege").asserted
    view = dataset.according_to("early")
    assert not times_of(view, "siege").asserted
    assert times_of(dataset, "later").worlds.possible.earliest_start == datetime.date(2012, 3, 5)
    assert times_of(view, "later").worlds == UNDATED


TEXTS = ["2001", "2003-05", "2005/", "/2006", "[..2007]", "[2004..]", "[..2008]/[2008..]", "2002/2009", "2006-02-03"]
TEXTS += ["2005/[2009..]", "2004?", "[2003..2005]", "2007~", "[..2003]/[2006..]", "/2004-06?"]
HOW: list[Modality | str] = [Modality.ASSERTED, Modality.ASSERTED, Modality.ASSERTED, Modality.HEDGED, ATTRIBUTED]
# Lines to an earlier record, and to a later one: a cycle through after and before would be a fault.
BACK = ["after", "since", "until", "during", "throughout", "opened_by", "closed_by"]
FORTH = ["before", *BACK[1:]]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A few events and ties with dates, order and lives, drawn at random."""
    dice = Random(draw(st.integers(0, 2**32)))
    story = Story(early="2009-07", late="2012")
    story.says(dice.choice(["2003", "2008-05", None]), source="early")
    story.says(dice.choice(["2005", "2011", None]), source="late")
    actors = [story.actor("whole"), story.actor("part", "whole"), story.actor("other")]

    def dates() -> dict[str, str]:
        return {source: dice.choice(TEXTS) for source in ("early", "late") if dice.random() < 0.5}

    def order(at: int, among: int) -> str:
        lines = {}
        for _ in range(dice.randrange(3)):
            other = dice.randrange(among)
            if other != at:
                word = dice.choice(BACK if other < at else FORTH)
                lines[f"{word} e{other}"] = f"{dice.choice(['early', 'late'])}: {word} e{other}"
            elif dice.random() < 0.3:
                lines["until early"] = "late: until early"
        return ", ".join(lines.values())

    number = draw(st.integers(2, 5))
    for at in range(number):
        begun, ended = ([dice.choice(actors)] if dice.random() < 0.2 else [] for _ in range(2))
        ended = [actor for actor in ended if actor not in begun]
        story.event(f"e{at}", dates(), order(at, number), how=dice.choice(HOW), begins=begun, ends=ended)
    for at in range(draw(st.integers(1, 3))):
        first, second = dice.sample(actors, 2)
        story.tie(f"t{at}", dates(), order(number, number), how=dice.choice(HOW), between=(first, second))
    return story


def without_order(record: AnyRecord) -> AnyRecord:
    if isinstance(record, aw.Event):
        return attrs.evolve(record, order=(), begins=(), ends=())
    return attrs.evolve(record, order=()) if isinstance(record, aw.Relationship) else record


WINDOWS = ["1999", "2001", "2002-05", "2003/2004", "2005-06-07", "2006-02", "2007/2008", "2008-12", "2009/2011", "2030"]


@given(stories())
def test_nothing_that_is_certain_without_order_becomes_less_certain_with_it(story: Story) -> None:
    dataset = story.build()
    bare = aw.Dataset.of(map(without_order, story.records.values()))
    for record in dated(dataset):
        with_order, without = times_of(dataset, record.id).worlds, times_of(bare, record.id).worlds
        for window in (Worlds(days(text), days(text)) for text in WINDOWS):
            for decide in (Worlds.overlaps, Worlds.within, Worlds.before):
                before, now = decide(without, window), decide(with_order, window)
                if before is Certainty.CERTAIN:
                    assert now is Certainty.CERTAIN
                # What dates rule out stays ruled out, and the sources do not fall silent.
                if before is Certainty.NO:
                    assert now is Certainty.NO
                if before is Certainty.POSSIBLE and decide is not Worlds.before:
                    assert now is not Certainty.SILENT


@given(stories())
def test_a_date_is_never_changed_and_limits_lie_within_it(story: Story) -> None:
    dataset = story.build()
    for record in dated(dataset):
        times = dataset.chronology.times(record)
        assert record.when == reconcile(span for _, span in record.dates)
        possible = times.worlds.possible
        if record.when is not None:
            assert record.when.bounds.meet(possible) == possible
            assert times.reach is not None
        if times.reach is not None:
            first, last = times.reach
            assert possible.earliest_start <= first <= possible.latest_start
            assert possible.earliest_end <= last <= possible.latest_end


@given(stories(), st.randoms())
def test_times_do_not_depend_on_the_order_in_which_records_are_given(story: Story, dice: Random) -> None:
    dataset = story.build()
    shuffled = aw.Dataset.of(dice.sample(list(story.records.values()), len(story.records)))
    for record in dated(dataset):
        assert times_of(shuffled, record.id) == times_of(dataset, record.id)
    assert shuffled.chronology.conflicts == dataset.chronology.conflicts


def test_the_bundled_records_keep_their_dates() -> None:
    dataset = aw.load()
    before = records_of(dataset)
    chronology = Chronology(Shelves.of(dataset))
    for record in dated(dataset):
        possible = chronology.times(record).worlds.possible
        when = UNBOUNDED if record.when is None else record.when.bounds
        assert when.meet(possible) == possible, record.id
        assert chronology.times(record) == dataset.chronology.times(record)
    assert records_of(dataset) == before


def test_times_that_a_wheel_carries_are_taken_as_they_are() -> None:
    story = Story()
    story.event("it", "2001")
    story.tie("tie", "2001")
    dataset = story.build()
    carried = {"event": Times(UNDATED, asserted=False), "relationship": Times(UNDATED, asserted=True)}
    chronology = Chronology(Shelves.of(dataset), lambda kind: {"it": carried[kind], "tie": carried[kind]})
    assert chronology.times(dataset.events["it"]) is carried["event"]
    assert chronology.times(dataset.relationships["tie"]) is carried["relationship"]


def test_there_are_no_days_before_the_unbounded_past() -> None:
    story = Story()
    story.event("it", "../2001")
    story.event("earlier", None, "before it")
    assert (story.times("it").worlds.told or UNBOUNDED).earliest_start == PAST
    assert story.times("earlier").reach is None
