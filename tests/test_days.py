"""How certain a record is day by day, compared with the four answers, for every small time and bundled record."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from support.strategies import datasets
from support.time_spans import VALID_TIME_SPANS, ValidTimeSpan, all_marks, on_line

import afghanwar as aw
from afghanwar.days import Days, Mark, Stretch, clip, days_of, limits_in_words, stretches_of
from afghanwar.timespan import Certainty, TimeSpan
from afghanwar.timespan.bounds import FUTURE, PAST, UNBOUNDED, some_time_in, throughout
from afghanwar.timespan.worlds import UNDATED, Worlds

DAY = timedelta(days=1)
LINE = [date(2003, 12, 29) + n * DAY for n in range(6)]
# The days that are written, and the two that never are.
OPEN_LINE = [PAST, *LINE[:3], FUTURE]

ANSWERS = {
    Mark.FILLED: Certainty.CERTAIN,
    Mark.FRAMED: Certainty.POSSIBLE,
    Mark.PALE: Certainty.POSSIBLE,
    Mark.FADING: Certainty.SILENT,
}


def small_worlds() -> Iterator[Worlds]:
    """Every time on a short line of days, with every reach and none, with and without doubt."""
    for line in (LINE[:5], OPEN_LINE):
        reaches = [None, *((first, last) for first in line for last in line if first <= last)]
        for marks in all_marks(len(line)):
            possible = on_line(marks, line)
            for reach in reaches:
                told = reach and possible.meet(some_time_in(*reach))
                yield Worlds(possible, told)
                yield Worlds(possible, told, doubtful=True)


def answer(worlds: Worlds, first: date, last: date) -> Certainty:
    """The answer about some days."""
    window = throughout(first, last)
    return worlds.overlaps(Worlds(window, window))


def check(stretches: tuple[Stretch, ...], worlds: Worlds) -> None:
    """Compare stretches with the answers about their days, and with what they promise of each other."""
    possible = worlds.possible
    assert (stretches[0].first, stretches[-1].last) == (possible.earliest_start, possible.latest_end)
    for before, after in pairwise(stretches):
        assert before.last + DAY == after.first
        assert before.mark is not after.mark
    for stretch in stretches:
        # What bounds an answer is a day in the worlds; between two such days, it does not change.
        near = {stretch.first, stretch.last}
        near |= {day + n * DAY for day in LINE for n in (-1, 0, 1) if stretch.first <= day + n * DAY <= stretch.last}
        assert {answer(worlds, day, day) for day in near} == {ANSWERS[stretch.mark]}, stretch
    for day in LINE:
        if not any(stretch.first <= day <= stretch.last for stretch in stretches):
            assert answer(worlds, day, day) is Certainty.NO
    check_frame(stretches, worlds)


def check_frame(stretches: tuple[Stretch, ...], worlds: Worlds) -> None:
    """The framed days are the fewest whose answer is certain, unless the sources do not speak of all of them."""
    sure = [stretch for stretch in stretches if stretch.mark in (Mark.FILLED, Mark.FRAMED)]
    assert len(sure) <= 1
    for stretch in sure:
        assert answer(worlds, stretch.first, stretch.last) is Certainty.CERTAIN
        if stretch.mark is Mark.FRAMED:
            assert stretch.first < stretch.last
            assert answer(worlds, stretch.first + DAY, stretch.last) < Certainty.CERTAIN
            assert answer(worlds, stretch.first, stretch.last - DAY) < Certainty.CERTAIN
    if not sure and not worlds.doubtful:
        first, last = worlds.possible.earliest_end, worlds.possible.latest_start
        assert Certainty.SILENT in {answer(worlds, first, first), answer(worlds, last, last)}


def test_every_day_of_every_small_time_agrees_with_the_four_answers() -> None:
    for worlds in small_worlds():
        check(stretches_of(worlds), worlds)


@pytest.mark.parametrize("valid", VALID_TIME_SPANS, ids=lambda valid: valid.text)
def test_the_edges_of_every_time_span_agree_with_the_four_answers(valid: ValidTimeSpan) -> None:
    worlds = TimeSpan(valid.text).worlds
    check(stretches_of(worlds), worlds)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2001-12", "framed"),
        ("2001-12-06/2001-12-17", "filled"),
        ("2001-12-06?", "pale"),
        ("2005/[2021-09..]", "pale filled pale fading"),
        ("[..2018]/[2018..]", "fading framed fading"),
        # A frame would say that it was in July; it was in July or before.
        ("[..2021-07]", "fading pale"),
        ("[2001-12-17..]", "pale fading"),
        ("2016/", "framed fading"),
        ("../2001", "filled pale"),
        ("2001/..", "pale filled"),
    ],
)
def test_a_time_is_drawn(text: str, marks: str) -> None:
    assert " ".join(stretch.mark.value for stretch in stretches_of(TimeSpan(text).worlds)) == marks


def test_an_undated_record_fades_over_all_time() -> None:
    assert stretches_of(UNDATED) == (Stretch(first=PAST, last=FUTURE, mark=Mark.FADING),)
    assert stretches_of(Worlds(UNBOUNDED, None, doubtful=True)) == stretches_of(UNDATED)


@given(datasets())
def test_a_record_is_drawn_by_its_times(dataset: aw.Dataset) -> None:
    for record in (*dataset.events, *dataset.relationships):
        times = dataset.chronology.times(record)
        days = days_of(record, dataset=dataset)
        assert days == Days(stretches=stretches_of(times.worlds), asserted=times.asserted)
        assert days.asserted or not {Mark.FILLED, Mark.FRAMED} & {stretch.mark for stretch in days.stretches}


def test_every_stretch_of_the_bundled_records_has_the_answer_that_is_explained() -> None:
    dataset = aw.load()
    for record in (*dataset.events, *dataset.relationships):
        worlds = dataset.chronology.times(record).worlds
        stretches = days_of(record).stretches
        check(stretches, worlds)
        for stretch in stretches:
            assert aw.explain(record, stretch.first, stretch.first).answer is ANSWERS[stretch.mark], record.id
        if (last := stretches[-1].last) < FUTURE:
            assert aw.explain(record, last + DAY, last + DAY).answer is Certainty.NO, record.id


def test_a_frame_is_certain_only_as_a_whole() -> None:
    bars = stretches_of(TimeSpan("2001-03/2001-09").worlds)
    (pale, filled, after) = bars
    assert [each.mark for each in bars] == [Mark.PALE, Mark.FILLED, Mark.PALE]
    assert list(clip(bars, PAST, FUTURE)) == list(bars)
    assert list(clip(bars, filled.first, filled.first)) == [
        Stretch(first=filled.first, last=filled.first, mark=Mark.FILLED)
    ]
    assert list(clip(bars, date(2002, 1, 1), FUTURE)) == []
    (frame,) = stretches_of(TimeSpan("2001-03").worlds)
    assert frame.mark is Mark.FRAMED
    for first, last in ((frame.first, date(2001, 3, 30)), (date(2001, 3, 2), frame.last), (date(2001, 3, 2),) * 2):
        assert list(clip([frame], first, last)) == [Stretch(first=first, last=last, mark=Mark.PALE)]
    assert list(clip([frame], frame.first, frame.last)) == [frame]
    assert list(clip([pale, after], date(2001, 3, 9), date(2001, 9, 9))) == [
        attrs.evolve(pale, first=date(2001, 3, 9)),
        attrs.evolve(after, last=date(2001, 9, 9)),
    ]


@pytest.mark.parametrize(
    ("record", "words"),
    [
        # No source dates it, and nothing limits it.
        ("taliban-announcement-on-targets", ""),
        # Only the order of events says when it was.
        ("taliban-fighters-leave-the-fight", "between 11 September and 17 December 2001"),
        # It was before another event, but the sources are silent about all days before it.
        ("us-troop-surge", ""),
        # The order of events limits one side of its date.
        ("isaf-begins-to-withdraw", "2014 or earlier"),
        # The founding of the Taliban limits a relationship of theirs.
        ("pakistan-supports-taliban-before-2004", "1990 or later"),
        # It does, but the sources are silent about the years before 2020.
        ("iran-cooperates-with-taliban", ""),
        ("battle-of-tora-bora", ""),
    ],
)
def test_words_beside_a_bar_give_the_limits_that_it_follows(record: str, words: str) -> None:
    dataset = aw.load()
    dated = dataset.events.get(record) or dataset.relationships[record]
    assert limits_in_words(dated, days_of(dated, dataset=dataset)) == words


@given(datasets())
def test_words_beside_a_bar_give_limits_where_it_is_shorter_than_the_date(dataset: aw.Dataset) -> None:
    for record in (*dataset.events, *dataset.relationships):
        days = days_of(record, dataset=dataset)
        first, last = days.stretches[0], days.stretches[-1]
        dates = UNBOUNDED if record.when is None else record.when.bounds
        later = first.first > dates.earliest_start and first.mark is not Mark.FADING
        earlier = last.last < dates.latest_end and last.mark is not Mark.FADING
        words = limits_in_words(record, days)
        assert (words.endswith("or later"), words.endswith("or earlier")) == (later > earlier, earlier > later)
        assert bool(words) == (later or earlier)


def test_a_view_has_days_of_its_own() -> None:
    whole, seen = days_of("us-taliban-agreement"), days_of("us-taliban-agreement", according_to="stein-2021")
    assert whole != seen
    view = aw.load().according_to("stein-2021")
    assert seen == days_of(view.events["us-taliban-agreement"], dataset=view)


def test_a_relationship_is_found_by_its_id() -> None:
    tie = aw.relationships_of("Taliban", on="2005-07-01", match="certain")[0]
    assert days_of(tie.id) == days_of(tie)
    with pytest.raises(aw.UnknownRecordError, match="no event or relationship"):
        days_of("no-such-thing")


def test_the_library_does_not_import_it_by_itself() -> None:
    program = "import sys, afghanwar; print('afghanwar.days' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout == "False\n"
