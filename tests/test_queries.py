"""What all queries have in common: dates, how certain an answer is, and views."""

import datetime
from typing import Any

import pendulum
import pytest
from support.answers import ids, timed

import afghanwar as aw
from afghanwar import Dataset
from afghanwar.queries.window import Match, Relation, Window


@pytest.mark.parametrize(
    "day",
    [
        datetime.date(1903, 5, 15),
        datetime.datetime(1903, 5, 15, 23, 59),
        pendulum.datetime(1903, 5, 15, tz="Asia/Kabul"),
        aw.TimeSpan("1903-05-15"),
        "1903-05-15",
    ],
    ids=lambda day: type(day).__name__,
)
def test_a_day_may_be_given_in_any_of_its_forms(world: Dataset, day: aw.TimeLike) -> None:
    assert ids(aw.events_between(day, day, dataset=world)) == ["salt-war", "siege-of-greymoor"]


def test_the_edges_of_a_window_are_inclusive_and_as_wide_as_the_words(world: Dataset) -> None:
    assert "siege-of-greymoor" in ids(aw.events_between("1903-05-20", dataset=world))
    assert "siege-of-greymoor" not in ids(aw.events_between("1903-05-21", dataset=world))
    assert "siege-of-greymoor" in ids(aw.events_between(None, "1903-05-10", dataset=world))
    assert "siege-of-greymoor" not in ids(aw.events_between(None, "1903-05-09", dataset=world))
    # As an end, "1903-05" is its last day; as a start, its first.
    assert "siege-of-greymoor" in ids(aw.events_between("1903-05", "1903-05", match="certain", dataset=world))


def test_the_uncertainty_of_an_argument_is_ignored(world: Dataset) -> None:
    sure = aw.events_between("1903-05-10", "1903-05-20", match="certain", dataset=world)
    assert sure
    assert aw.events_between("1903-05-10?", "1903-05-20?", match="certain", dataset=world) == sure


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("../1903", None),
        (datetime.date.min, None),
        (None, datetime.date.max),
        (datetime.date.min, datetime.date.max),
        (datetime.datetime.min, datetime.datetime.max),
        (pendulum.Date(1, 1, 1), pendulum.Date(9999, 12, 31)),
        ("[..1903]", "[1903..]"),
    ],
    ids=repr,
)
def test_an_argument_without_bounds_asks_for_no_date(
    world: Dataset, start: aw.TimeLike | None, end: aw.TimeLike | None
) -> None:
    everything = aw.events_between(dataset=world)
    assert ids(everything)[-1] == "guild-buys-ships"
    assert aw.events_between(start, end, dataset=world) == everything


def test_the_first_and_the_last_date_are_unbounded_on_one_side_too(world: Dataset) -> None:
    until, since = datetime.date(1902, 3, 6), datetime.date(1903, 5, 21)
    assert aw.events_between(datetime.date.min, until, dataset=world) == aw.events_between(None, until, dataset=world)
    assert aw.events_between(since, datetime.date.max, dataset=world) == aw.events_between(since, dataset=world)


@pytest.mark.parametrize("day", [datetime.date(1, 1, 2), datetime.date(1, 12, 31), datetime.date(9999, 12, 30)])
def test_a_date_in_a_year_that_no_text_can_write_is_an_error(world: Dataset, day: datetime.date) -> None:
    with pytest.raises(aw.TimeSpanError, match=f"{day} is out of range; use a year from 0002 to 9998"):
        aw.events_between(day, dataset=world)


@pytest.mark.parametrize("day", [datetime.date(2, 1, 1), datetime.date(9998, 12, 31)])
def test_the_first_and_the_last_year_that_a_text_can_write_are_dates(world: Dataset, day: datetime.date) -> None:
    assert aw.events_between(day, day, dataset=world) == ()


SPANS = {
    "before": "1899",
    "whole": "1900/1903",
    "some-time-in": "1901",
    "from": "1902/",
    "by": "[..1904]",
    "attested": "[..1905]/[1905..]",
    "perhaps": "1901-05?",
    "undated": None,
}


def answers(start: str, end: str, relation: Relation = "overlaps") -> dict[str, list[str]]:
    """What each ``match`` adds to the one before."""
    dataset = timed(SPANS)
    found: dict[str, list[str]] = {}
    matches: tuple[Match, ...] = ("certain", "possible", "silent")
    for match in matches:
        answer = ids(aw.events_between(start, end, match=match, relation=relation, dataset=dataset))
        before = [id for ids in found.values() for id in ids]
        assert set(before) <= set(answer)
        found[match] = [id for id in answer if id not in before]
    return found


@pytest.mark.parametrize(
    ("start", "end", "certain", "possible", "silent"),
    [
        ("1902", "1902", ["whole", "from"], [], ["by", "attested", "undated"]),
        ("1901", "1901", ["whole", "some-time-in"], ["perhaps"], ["by", "attested", "undated"]),
        ("1901-06-01", "1901-06-01", ["whole"], ["some-time-in"], ["by", "attested", "undated"]),
        ("1904", "1904", [], ["from", "by"], ["attested", "undated"]),
        ("1905", "1905", ["attested"], ["from"], ["undated"]),
        # The source describes nothing after 1905, so it leaves the end of "1902/" open until then.
        ("1906", "1906", [], [], ["from", "attested", "undated"]),
        ("1850", "1850", [], [], ["by", "attested", "undated"]),
    ],
)
def test_what_each_match_adds(start: str, end: str, certain: list[str], possible: list[str], silent: list[str]) -> None:
    assert answers(start, end) == {"certain": certain, "possible": possible, "silent": silent}


def test_what_each_match_adds_where_all_of_a_time_has_to_lie_in_the_window() -> None:
    assert answers("1900", "1903", "within") == {
        "certain": ["whole", "some-time-in"],
        "possible": ["perhaps", "from"],
        "silent": ["by", "undated"],
    }


def test_what_the_sources_speak_of_comes_first_then_what_they_are_silent_about_then_what_nobody_dates() -> None:
    # In each group by the first day of the reach, then the last, then id.
    spans = {
        "z-undated": None,
        "y-silent": "[..1905]/[1905..]",
        "x-silent": "[..1904]/[1905..]",
        "w-long": "1900/1902",
        "v-short": "1900/1901",
        "u-late": "1901",
        "c-silent": "[..1905]/[1905..]",
        "b-late": "1901",
        "a-undated": None,
    }
    expected = ["v-short", "w-long", "b-late", "u-late", "x-silent", "c-silent", "y-silent", "a-undated", "z-undated"]
    assert ids(aw.events_between("1901", "1901", match="silent", dataset=timed(spans))) == expected
    ties = aw.relationships_of("hill", on="1901", match="silent", dataset=timed(ties=spans))
    assert ids(ties) == expected
    # Claims are in the order of their passages, which is here that of their ids; silent ones come after the others.
    said = aw.claims("1901", "1901", match="silent", dataset=timed(spans))
    slugs = [claim.id.removeprefix("gazette/") for claim in said]
    assert slugs == [
        "b-late",
        "u-late",
        "v-short",
        "w-long",
        "a-undated",
        "c-silent",
        "x-silent",
        "y-silent",
        "z-undated",
    ]


def test_everything_is_included_where_no_date_is_asked() -> None:
    dataset = timed(SPANS, {f"{id}-tie": when for id, when in SPANS.items()})
    matches: tuple[Match, ...] = ("certain", "possible", "silent")
    for match in matches:
        assert len(aw.events_between(match=match, dataset=dataset)) == len(SPANS)
        assert len(aw.relationships_of(match=match, dataset=dataset)) == len(SPANS)
        assert len(aw.actors_allied_with("hill", match=match, dataset=dataset)) == len(SPANS)
        assert len(aw.claims(match=match, dataset=dataset)) == 2 * len(SPANS)


def test_order_gives_an_undated_event_a_time() -> None:
    events = {"first": "1901-03", "between": None, "last": "1901-06", "free": None}
    dataset = timed(events, order={"between": [("after", "first"), ("before", "last")], "free": [("after", "first")]})
    assert ids(aw.events_between("1901-04", "1901-05", dataset=dataset)) == ["between"]
    assert ids(aw.events_between("1901-03", "1901-06", match="certain", relation="within", dataset=dataset)) == [
        "first",
        "between",
        "last",
    ]
    assert ids(aw.events_between("1901-04", "1901-05", match="silent", dataset=dataset)) == ["between", "free"]
    # What came after March cannot have happened before it.
    assert aw.events_between(None, "1901-02", match="silent", dataset=dataset) == ()


def test_what_only_order_makes_certain_is_found() -> None:
    dataset = timed({"war": "1901/1904", "peace": None}, order={"peace": [("throughout", "war")]})
    assert ids(aw.events_between("1901", "1904", match="certain", dataset=dataset)) == ["war", "peace"]


def test_a_view_answers_with_the_dates_of_its_sources(world: Dataset) -> None:
    def on_the_sixth(according_to: Any) -> list[str]:
        found = aw.events_between("1902-03-06", "1902-03-06", kinds="capture", according_to=according_to, dataset=world)
        return ids(found)

    assert on_the_sixth(None) == ["fall-of-ostrel"]
    assert on_the_sixth("red-courier") == []
    assert on_the_sixth(["red-courier", world.sources["harbour-chronicle"]]) == ["fall-of-ostrel"]
    assert on_the_sixth(iter(["red-courier", "harbour-chronicle"])) == ["fall-of-ostrel"]


def test_names_are_found_in_the_whole_dataset(world: Dataset) -> None:
    assert aw.events_between(actor="Mira Voss", according_to="almanac-1905", dataset=world) == ()


def test_without_a_dataset_the_bundled_one_answers() -> None:
    assert aw.events_between() == aw.events_between(dataset=aw.load())
    assert aw.told_by("battle-of-tora-bora") == aw.told_by("battle-of-tora-bora", dataset=aw.load())


def test_a_window_knows_whether_it_has_bounds() -> None:
    assert Window.of(None, None).is_unbounded
    assert Window.of("../1903", None).is_unbounded
    assert not Window.of("1903", None).is_unbounded
    assert not Window.of(None, "1903").is_unbounded
    window = Window.of("1903", "1904-02", "silent", "within")
    assert (window.first, window.last) == (datetime.date(1903, 1, 1), datetime.date(1904, 2, 29))
    assert (window.minimum, window.relation) == (aw.Certainty.SILENT, "within")
