"""Questions about time that are asked of the whole bundled dataset, counted."""

import statistics
from datetime import date

import pytest

import afghanwar as aw

WEEKS = [(date(year, month, 1), date(year, month, 7)) for year in range(2001, 2022) for month in (1, 4, 7, 10)]


def allies(year: int, match: aw.queries.window.Match = "possible") -> set[str]:
    found = aw.actors_allied_with("Taliban", on=date(year, 7, 1), match=match)
    return {actor.id for actor in found}


def test_a_week_of_the_war_has_about_a_dozen_possible_events() -> None:
    assert statistics.median(len(aw.events_between(*week)) for week in WEEKS) <= 12


def test_the_taliban_had_no_allies_before_there_were_taliban() -> None:
    assert allies(1900) == allies(1989) == set()


@pytest.mark.parametrize(
    ("years", "certain", "possible"),
    [
        (range(2005, 2011), {"pakistan"}, {"iran", "saudi-arabia"}),
        (range(2011, 2020), {"pakistan"}, {"iran", "saudi-arabia", "china", "russia"}),
    ],
)
def test_the_allies_of_the_taliban_are_those_of_whom_the_sources_speak(
    years: range, certain: set[str], possible: set[str]
) -> None:
    for year in years:
        assert certain <= allies(year, "certain")
        assert allies(year) == certain | possible


def test_in_the_summer_of_2021_the_deals_of_the_spring_count() -> None:
    assert {"pakistan", "rabbani-faction", "local-partners-of-the-taliban"} <= allies(2021, "certain")
    assert 12 <= len(allies(2021)) <= 20
    assert allies(2002) <= {"pakistan"}


def test_few_events_have_no_time_at_all() -> None:
    chronology = aw.load().chronology
    assert sum(chronology.times(event).reach is None for event in aw.load().events) <= 18


def test_no_order_line_contradicts_a_date() -> None:
    # The page on Tora Bora dates two acts of its battle to 5 December 2001, and the battle from the 6th; their notes
    # say so, and no order line puts them into the battle.
    assert aw.load().chronology.conflicts == ()
    fifth = aw.events_between("2001-12-05", "2001-12-05", match="certain", relation="within", place="Tora Bora")
    assert fifth
    assert all(event.note for event in fifth)


def test_every_sentence_about_a_date_leads_to_a_claim() -> None:
    dataset = aw.load()
    for record in (*dataset.events, *dataset.relationships):
        for reason in aw.explain(record).reasons:
            if " dates it: " in reason.text and not reason.text.startswith("no source "):
                assert reason.claims, (record.id, reason.text)
                assert "paragraph" in reason.text, (record.id, reason.text)
