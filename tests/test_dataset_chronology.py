"""The time of events and relationships: dates, order, the lives of actors, and how far the sources speak of it."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.datasets import records_of
from support.time_spans import VALID_TIME_SPANS, ValidTimeSpan

import afghanwar as aw
from afghanwar import Certainty, Modality, TimeSpan
from afghanwar.dataset.chronology import Chronology, Times
from afghanwar.events import Lives
from afghanwar.kinds import AnyRecord
from afghanwar.timespan import reconcile
from afghanwar.timespan.bounds import FUTURE, PAST, UNBOUNDED, Bounds, throughout
from afghanwar.timespan.worlds import UNDATED, Worlds

Dates: TypeAlias = str | Mapping[str, str] | None
"""The date of a record by the first source, or those by several."""

ATTRIBUTED = "attributed"
"""Instead of a modality: the claim is asserted, but in the words of somebody else."""


class Story:
    """A small made-up dataset, written down record by record.

    The claims behind events and ties have no date, so that the horizon of a source is what :meth:`says` makes it.
    """

    def __init__(self, *sources: str, **published: str) -> None:
        self.records: dict[str, AnyRecord] = {}
        self.sources = [*sources, *published] or ["early"]
        for id in self.sources:
            document = aw.Document(file=f"{id}.txt", sha256="0af9" * 16, characters=10)
            self.records[id] = aw.Source(
                id=aw.SourceId(id),
                title=id,
                published=TimeSpan(published[id].replace("_", "-")) if id in published else None,
                kind=aw.SourceKind.ANALYSIS,
                stance="Neutral.",
                document=document,
            )
        self.actor("speaker")

    def actor(self, id: str, *wholes: str) -> str:
        part_of = tuple(map(aw.ActorId, wholes))
        self.records[f"actor {id}"] = aw.Actor(
            id=aw.ActorId(id), name=id, kind=aw.ActorKind.GROUP, description="It is made up.", part_of=part_of
        )
        return id

    def says(
        self, when: str | None, how: Modality | str = Modality.ASSERTED, source: str = "", *, actors: Sequence[str] = ()
    ) -> aw.ClaimId:
        """Add a claim, by the first source unless another one is named."""
        source = source or self.sources[0]
        id = aw.ClaimId(f"{source}/claim-{len(self.records)}")
        self.records[id] = aw.Claim(
            id=id,
            source=aw.SourceId(source),
            says="It was so.",
            passage=aw.Passage(start=0, end=1, paragraph=1, begins="x", ends="x"),
            modality=Modality.ASSERTED if isinstance(how, str) else how,
            attributed_to=aw.ActorId("speaker") if how == ATTRIBUTED else None,
            when=None if when is None else TimeSpan(when),
            actors=tuple(map(aw.ActorId, actors)),
        )
        return id

    def event(
        self,
        id: str,
        dates: Dates = None,
        order: str = "",
        *,
        how: Modality | str = Modality.ASSERTED,
        begins: Sequence[str] = (),
        ends: Sequence[str] = (),
    ) -> None:
        """Add an event with an order such as ``"after siege, late: until siege"``, of which the second is by "late"."""
        common = self._common(dates, order, how)
        claim = common["evidence"][0]
        self.records[f"event {id}"] = aw.Event(
            id=aw.EventId(id),
            name=id,
            kind=aw.EventKind.OTHER,
            begins=_lives(begins, claim),
            ends=_lives(ends, claim),
            **common,
        )

    def tie(
        self,
        id: str,
        dates: Dates = None,
        order: str = "",
        *,
        how: Modality | str = Modality.ASSERTED,
        between: tuple[str, str] = ("one", "two"),
    ) -> None:
        """Add a relationship, as for an event."""
        for actor in between:
            if f"actor {actor}" not in self.records:
                self.actor(actor)
        self.records[f"tie {id}"] = aw.Relationship(
            id=aw.RelationshipId(id),
            kind=aw.RelationshipKind.HOSTILITY,
            subject=aw.ActorId(between[0]),
            object=aw.ActorId(between[1]),
            **self._common(dates, order, how, actors=between),
        )

    def _common(self, dates: Dates, order: str, how: Modality | str, *, actors: Sequence[str] = ()) -> dict[str, Any]:
        told = {} if dates is None else {self.sources[0]: dates} if isinstance(dates, str) else dates
        lines = [each.rpartition(": ") for each in order.split(", ") if order]
        authors = dict.fromkeys([*told, *(by for by, _, _ in lines if by)]) or [self.sources[0]]
        claims = {author: self.says(None, how, author, actors=actors) for author in authors}
        said = [(claims[by] if by else next(iter(claims.values())), line.split()) for by, _, line in lines]
        return {
            "dates": tuple((aw.SourceId(source), TimeSpan(text)) for source, text in told.items()),
            "order": tuple(
                aw.Order(word=aw.OrderWord(word), other=aw.EventId(other), evidence=(claim,))
                for claim, (word, other) in said
            ),
            "evidence": tuple(claims.values()),
            "inferred": ("when",) if told else (),
        }

    def build(self) -> aw.Dataset:
        return aw.Dataset.of(self.records.values())

    def times(self, id: str) -> Times:
        return times_of(self.build(), id)

    def reach(self, id: str) -> str | None:
        """The reach of a record, as text."""
        reach = self.times(id).reach
        return None if reach is None else f"{reach[0]}/{reach[1]}"

    def possible(self, id: str) -> str:
        """The first and the last day on which a record may have been, as text."""
        possible = self.times(id).worlds.possible
        return f"{possible.earliest_start}/{possible.latest_end}"


def _lives(actors: Sequence[str], claim: aw.ClaimId) -> Lives:
    return tuple((aw.ActorId(actor), (claim,)) for actor in actors)


def times_of(dataset: aw.Dataset, id: str) -> Times:
    record = dataset.events.get(id) or dataset.relationships[id]
    return dataset.chronology.times(record)


def dated(dataset: aw.Dataset) -> Iterator[aw.Event | aw.Relationship]:
    yield from dataset.events
    yield from dataset.relationships


def days(text: str) -> Bounds:
    """A text as a window, from its first day to its last."""
    span = TimeSpan(text)
    return throughout(span.bounds.earliest_start, span.bounds.latest_end)


def answer(worlds: Worlds, window: str) -> Certainty:
    return worlds.overlaps(Worlds(days(window), days(window)))


# What a source leaves open.


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


# What order adds.


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


# Doubt.

DOUBTED: list[tuple[str | None, Modality | str]] = [
    ("2012-03-05", Modality.HEDGED),
    ("2012-03-05", Modality.JUDGED),
    ("2012-03-05", ATTRIBUTED),
    ("2012-03-05?", Modality.ASSERTED),
    ("2012-03%", Modality.ASSERTED),
]


@pytest.mark.parametrize(("date", "how"), DOUBTED)
def test_a_doubtful_record_takes_limits_and_gives_none(date: str | None, how: Modality | str) -> None:
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


# Lives.


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


# Views.


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


# Everything at once.

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
    chronology = Chronology(dataset._shelves)
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
    chronology = Chronology(dataset._shelves, lambda kind: {"it": carried[kind], "tie": carried[kind]})
    assert chronology.times(dataset.events["it"]) is carried["event"]
    assert chronology.times(dataset.relationships["tie"]) is carried["relationship"]


def test_there_are_no_days_before_the_unbounded_past() -> None:
    story = Story()
    story.event("it", "../2001")
    story.event("earlier", None, "before it")
    assert (story.times("it").worlds.told or UNBOUNDED).earliest_start == PAST
    assert story.times("earlier").reach is None
