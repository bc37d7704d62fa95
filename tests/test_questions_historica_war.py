"""Questions that the survey of the whole war answers; the answers are read from its text."""

from functools import partial

import afghanwar as aw
from afghanwar.queries.window import Match

SOURCE = "historica-war"
between = partial(aw.events_between, according_to=SOURCE)


def names(events: tuple[aw.Event, ...]) -> set[str]:
    return {event.id for event in events}


def test_what_happened_in_the_first_days_of_july_2021() -> None:
    certain = between("2021-07-01", "2021-07-05", match="certain", relation="within")
    assert names(certain) == {"evacuation-of-bagram"}
    # The counterattack was launched on the 5th; how long it lasted is not said.
    begun = names(between("2021-07-01", "2021-07-05", match="certain"))
    assert "afghan-counterattack-in-the-north" in begun
    possible = names(between("2021-07-01", "2021-07-05"))
    # Of "the summer" and "early July" it is only possible; of "the first two weeks of August" it is not.
    assert {"capture-of-border-crossings", "taliban-gain-100-districts", *names(certain)} <= possible
    assert not {"capture-of-kunduz", "fall-of-kabul-2021"} & possible


def test_which_provincial_capitals_fell_in_early_august() -> None:
    captured = between("2021-08-01", "2021-08-14", match="certain", relation="within", kinds="capture")
    assert {"capture-of-samangan", "capture-of-fayzabad", "capture-of-kunduz"} <= names(captured)
    assert "fall-of-kabul-2021" not in names(captured)


def test_who_was_allied_with_the_northern_alliance_in_2001_and_on_one_day() -> None:
    def allies(on: str, match: Match) -> set[str]:
        found = aw.actors_allied_with("Northern Alliance", on=on, match=match, according_to=SOURCE)
        return {actor.name for actor in found}

    assert allies("2001", "certain") == {"United States", "Green Berets"}
    assert allies("2001-11-01", "possible") == {"United States", "Green Berets"}
    # The page does not say on which days of 2001.
    assert allies("2001-11-01", "certain") == set()


def test_the_taliban_government_and_not_the_movement_gave_sanctuary_to_al_qaeda() -> None:
    (tie,) = aw.relationships_of("al-Qaeda", kinds="support", according_to=SOURCE)
    assert tie.subject == "islamic-emirate"
    assert aw.SupportForm.SANCTUARY in tie.forms


def test_how_many_districts_did_the_taliban_hold_in_early_july() -> None:
    pairs = aw.quantities_of("districts-of-afghanistan-under-taliban-control", according_to=SOURCE)
    ((claim, quantity),) = pairs
    assert (quantity.low, quantity.high) == (100, 100)
    ((_, all_districts),) = aw.quantities_of("districts-of-afghanistan", according_to=SOURCE)
    assert all_districts.low == 350
    assert claim.when is not None
    assert claim.when.overlaps(aw.TimeSpan("2021-07-10")) is not aw.Certainty.NO


def test_over_thirteen_thousand_foreign_troops_has_no_upper_bound() -> None:
    ((claim, quantity),) = aw.quantities_of("foreign-troops-in-afghanistan", according_to=SOURCE)
    assert (quantity.low, quantity.high) == (13000, None)
    assert str(claim.when) == "[..2017-05]/[2017-05..]"


def test_who_predicted_the_fall_of_kabul_and_for_when() -> None:
    (claim,) = aw.claims_attributed_to("US intelligence community", modality="predicted")
    assert [(quantity.low, quantity.high) for quantity in claim.quantities] == [(1, 3)]
    assert claim.when is not None
    assert claim.when.overlaps(aw.TimeSpan("2021-08-15")) is aw.Certainty.POSSIBLE
    (fall,) = between("2021-08-15", "2021-08-15", match="certain", place="Kabul", kinds="capture")
    assert fall.id == "fall-of-kabul-2021"


def test_who_feared_a_second_mosul() -> None:
    (claim,) = aw.claims_attributed_to("Peter Galbraith")
    assert claim.modality is aw.Modality.PREDICTED
    (mosul,) = between("2014-06", "2014-06", match="certain", relation="within")
    assert mosul.id == "fall-of-mosul"
    # It happened in another country, and is no part of this war.
    assert mosul.part_of is None


def test_the_deadline_is_kept_as_the_page_states_it_with_a_note_on_the_error() -> None:
    deadline = aw.load().claims["historica-war/biden-planned-deadline"]
    assert deadline in aw.claims_attributed_to("Joe Biden", according_to=SOURCE)
    assert str(deadline.when) == "[..2001-09-11]"
    assert deadline.note is not None
