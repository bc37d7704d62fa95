"""Questions about events and numbers, asked of all five documents; the answers are read from their texts."""

import pytest

import afghanwar as aw
from afghanwar.queries.window import Match

WAR, TORA_BORA = "historica-war", "historica-tora-bora"
SOCIALIST, STEIN, GIUSTOZZI = "socialistworld-2021", "stein-2021", "giustozzi-2021"
JULY_ARTICLES = (SOCIALIST, STEIN)


def ids(events: tuple[aw.Event, ...]) -> set[str]:
    return {event.id for event in events}


def actors(event: aw.Event) -> set[str]:
    return {each.actor for each in event.participants}


def bounds(measure: str, source: str) -> list[tuple[object, object]]:
    """What a source counts, by a measure."""
    return [(quantity.low, quantity.high) for _, quantity in aw.quantities_of(measure, according_to=source)]


# When did it happen?


def test_on_which_day_was_bagram_left() -> None:
    for source, on_2_july in ((WAR, True), (SOCIALIST, False)):
        certain = aw.events_between("2021-07-02", "2021-07-02", match="certain", according_to=source)
        assert ("evacuation-of-bagram" in ids(certain)) is on_2_july
    # "In early July" does not exclude the day, and does not go beyond the tenth.
    assert "evacuation-of-bagram" in ids(aw.events_between("2021-07-02", "2021-07-02", according_to=SOCIALIST))
    early = aw.events_between(
        "2021-07-01", "2021-07-10", match="certain", relation="within", kinds="withdrawal", according_to=SOCIALIST
    )
    assert "evacuation-of-bagram" in ids(early)
    # Both together know what the more exact one knows.
    assert "evacuation-of-bagram" in ids(aw.events_between("2021-07-02", "2021-07-02", match="certain"))


def test_who_left_bagram() -> None:
    of_war, of_socialist = (
        aw.load().according_to(source).events["evacuation-of-bagram"] for source in (WAR, SOCIALIST)
    )
    assert "us-allied-forces" in actors(of_socialist)
    assert "us-allied-forces" not in actors(of_war)
    assert {claim.source for claim in aw.evidence_for("evacuation-of-bagram")} == {WAR, SOCIALIST}


def test_articles_of_july_know_of_nothing_that_certainly_happened_in_august() -> None:
    assert aw.events_between("2021-08-01", match="certain", according_to=JULY_ARTICLES) == ()
    turns = ("capture", "withdrawal", "government", "flight", "agreement", "announcement", "battle")
    assert aw.events_between("2021-08-01", relation="within", kinds=turns, according_to=JULY_ARTICLES) == ()
    assert "fall-of-kabul-2021" in ids(aw.events_between("2021-08-01", match="certain", relation="within"))


def test_the_deadline_of_the_withdrawal_is_a_plan_and_not_an_event_of_that_day() -> None:
    for day in ("2021-08-31", "2021-09-11"):
        assert not aw.events_between(day, day, match="certain", kinds="withdrawal")
    said = {
        (claim.source, claim.when.latest_end.isoformat())
        for claim in aw.claims_attributed_to("Joe Biden", modality="planned")
        if claim.when is not None
    }
    assert {(WAR, "2001-09-11"), (SOCIALIST, "2021-09-11"), (STEIN, "2021-08-31")} <= said


@pytest.mark.parametrize(
    ("source", "in_february", "in_2020"),
    [(GIUSTOZZI, "certain", "certain"), (SOCIALIST, "possible", "certain"), (STEIN, "silent", "silent")],
)
def test_when_did_the_united_states_and_the_taliban_agree(source: str, in_february: str, in_2020: str) -> None:
    for window, expected in (("2020-02", in_february), ("2020", in_2020)):
        asked = {
            "certain": aw.events_between(window, window, match="certain", relation="within", according_to=source),
            "possible": aw.events_between(window, window, according_to=source),
            "silent": aw.events_between(window, window, match="silent", according_to=source),
        }
        found = [name for name, events in asked.items() if "us-taliban-agreement" in ids(events)]
        assert found[0] == expected


def test_what_happened_on_28_december_2014() -> None:
    day = "2014-12-28"
    assert "us-withdrawal-2014" in ids(aw.events_between("2014", "2014", match="certain", relation="within"))
    assert "us-withdrawal-2014" in ids(aw.events_between(day, day))
    assert "us-withdrawal-2014" not in ids(aw.events_between(day, day, match="certain"))
    # That the NATO phase ended on that day is often said, which the page does not make its own.
    assert "end-of-nato-phase-2014" in ids(aw.events_between(day, day))
    assert "end-of-nato-phase-2014" not in ids(aw.events_between(day, day, match="certain"))
    told = aw.claims_by_source(WAR, day, day, match="certain", about="NATO")
    assert told
    assert {claim.modality for claim in told if claim.when == aw.TimeSpan(day)} == {aw.Modality.HEDGED}


def test_isaf_began_to_withdraw_after_2008_and_no_year_is_given() -> None:
    def withdrawal(year: str, match: Match = "possible") -> bool:
        found = aw.events_between(year, year, match=match, actor="ISAF", kinds="withdrawal")
        return "isaf-begins-to-withdraw" in ids(found)

    assert not withdrawal("2008")
    assert withdrawal("2009")
    assert withdrawal("2012")
    assert not withdrawal("2009", "certain")


def test_the_surge_has_no_date_in_the_documents_whatever_a_reader_knows() -> None:
    window = ("2009", "2012")
    assert "us-troop-surge" not in ids(aw.events_between(*window, kinds="deployment"))
    assert "us-troop-surge" in ids(aw.events_between(*window, kinds="deployment", match="silent"))
    assert "us-troop-surge" not in ids(aw.events_between(*window, match="certain"))
    (surge,) = aw.events_between(actor="Barack Obama", kinds="deployment", according_to=SOCIALIST)
    assert surge.id == "us-troop-surge"


def test_abdullahs_three_lost_elections_are_not_dated_from_common_knowledge() -> None:
    (lost,) = aw.events_between(actor="Abdullah Abdullah", kinds="government", according_to=GIUSTOZZI)
    assert lost.when is None
    assert bounds("presidential-elections-lost-by-abdullah-abdullah", GIUSTOZZI) == [(3, 3)]
    # The only election that a document dates is Karzai's.
    elected = aw.events_between("2004", "2004", match="certain", kinds="government", actor="Hamid Karzai")
    assert "karzai-elected-president" in ids(elected)


def test_when_did_ghani_flee() -> None:
    def fled(day: str, match: Match) -> bool:
        return "flight-of-ghani" in ids(aw.events_between(day, day, match=match, actor="Ghani", kinds="flight"))

    # The entry into Kabul forced him to; the page does not say that he left the same day.
    assert fled("2021-08-15", "possible")
    assert not fled("2021-08-15", "certain")
    assert not fled("2021-08-14", "possible")


def test_soviet_troops_came_in_1979_and_left_in_1989() -> None:
    moves = ("deployment", "withdrawal")
    eighties = aw.events_between("1980", "1988", actor="Soviet Union", kinds=moves, according_to=SOCIALIST)
    assert eighties == ()
    for year, kind in (("1979", "deployment"), ("1989", "withdrawal")):
        (event,) = aw.events_between(
            year, year, match="certain", actor="Soviet Union", kinds=kind, according_to=SOCIALIST
        )
        assert "afghanistan" in event.places


def test_two_hundred_years_ago_is_as_wide_as_a_round_number() -> None:
    assert "great-game" in ids(aw.events_between("1820", "1829", match="certain", relation="within"))
    assert "great-game" not in ids(aw.events_between("1821", "1821", match="certain"))


def test_which_deals_of_2021_were_made_in_june() -> None:
    certain = aw.events_between(
        "2021-06", "2021-06", match="certain", relation="within", kinds="agreement", actor="Taliban"
    )
    assert "rabbani-faction-deal-with-taliban" in ids(certain)
    assert not {"deals-of-jamiat-commanders-in-the-west", "deals-of-hazara-militia-commanders"} & ids(certain)
    # "In late June and early July" may be either.
    possible = aw.events_between("2021-06", "2021-06", kinds="agreement", actor="Taliban", place="western-afghanistan")
    assert "deals-of-jamiat-commanders-in-the-west" in ids(possible)
    # The understanding of the spring came before, if it was no agreement yet.
    spring = aw.events_between("2021-03", "2021-05", match="certain", relation="within", actor="Taliban")
    assert "khalili-faction-understanding-with-taliban" in ids(spring)
    assert "khalili-faction-understanding-with-taliban" not in ids(
        aw.events_between("2021-03", "2021-03", match="certain")
    )


def test_fighting_of_the_taliban_and_the_islamic_state_from_2015_on() -> None:
    for year, certain in (("2014", False), ("2018", True)):
        found = aw.events_between(year, year, match="certain", actor="Islamic State", kinds="campaign")
        assert ("fight-of-taliban-and-islamic-state" in ids(found)) is certain
    assert "fight-of-taliban-and-islamic-state" not in ids(aw.events_between("2014", "2014"))


# What, where and who?


def test_which_battles_do_the_documents_name() -> None:
    tora_bora, anaconda = aw.events_between(
        "2001-12", "2002-03", of=aw.Battle, match="certain", relation="within", according_to=TORA_BORA
    )
    assert (tora_bora.name, anaconda.name) == ("Battle of Tora Bora", "Operation Anaconda")
    assert {"us-led-coalition", "northern-alliance"} <= {actor for side in tora_bora.sides for actor in side.actors}
    # Of the second the page tells no sides and no outcome.
    assert (anaconda.sides, anaconda.outcome, anaconda.victor) == ((), (), None)


def test_who_bombed_the_hazara_school_is_not_said() -> None:
    (bombing,) = aw.events_between("2021-01", "2021-07", kinds="attack", place="Kabul", according_to=SOCIALIST)
    assert actors(bombing) == {"hazara-schoolgirls-and-teachers"}
    assert bounds("people-killed-in-the-kabul-school-bombing", SOCIALIST) == [(85, 85)]
    # The hand of ISIS is "implicated" in some massacres; that makes it no participant, only the subject of a claim.
    attacks = aw.events_between(actor="Islamic State", kinds="attack", according_to=SOCIALIST)
    assert "sectarian-massacres-in-afghanistan" not in ids(attacks)
    assert "hedged" in {claim.modality.value for claim in aw.claims_about("Islamic State", according_to=SOCIALIST)}
    (hand,) = aw.claims_about("Islamic State", modality="hedged", according_to=SOCIALIST)
    assert hand.attributed_to is None


def test_was_kunduz_taken() -> None:
    assert aw.events_between(place="Kunduz", kinds="capture", according_to=JULY_ARTICLES) == ()
    captured = ids(aw.events_between(place="Kunduz", kinds="capture", according_to=WAR))
    # By itself, and as one of a series of provincial capitals.
    assert captured == {"capture-of-kunduz", "capture-of-provincial-capitals"}
    assert captured <= ids(aw.events_between("2021-08-01", "2021-08-14", match="certain", relation="within"))
    assert bounds("cities-captured-by-the-taliban", SOCIALIST) == [(0, 0)]
    assert "cities-taken-by-the-taliban" in {each.id for each in aw.disagreements_about("Kunduz")}


def test_a_country_counts_what_happened_in_its_parts() -> None:
    in_pakistan = ids(aw.events_between("2001-12", "2001-12", match="certain", place="Pakistan"))
    assert "escape-from-tora-bora" in in_pakistan
    assert in_pakistan >= ids(aw.events_between("2001-12", "2001-12", match="certain", place="Parachinar"))
    assert "bombing-of-tora-bora" not in in_pakistan
    assert "detention-of-baradar" in ids(aw.events_between("2009", "2010", place="Pakistan", kinds="other"))
    (mosul,) = aw.events_between("2014-06", "2014-06", match="certain", place="Iraq", according_to=WAR)
    assert mosul.id == "fall-of-mosul"


def test_turkish_troops_at_kabul_airport_are_a_wish() -> None:
    assert aw.events_between(place="Kabul airport", kinds="deployment", according_to=SOCIALIST) == ()
    wishes = aw.claims_about("Kabul airport", modality="planned", according_to=SOCIALIST)
    assert {wish.attributed_to for wish in wishes} == {"turkey"}


def test_no_document_of_july_or_before_dates_a_taliban_government_of_2021() -> None:
    assert "taliban-interim-government" not in ids(
        aw.events_between(match="silent", kinds="government", according_to=(*JULY_ARTICLES, TORA_BORA))
    )
    found = aw.events_between("2021-08-15", "2021-09-07", kinds="government", actor="Taliban", match="certain")
    assert "taliban-interim-government" in ids(found)


def test_the_predicted_fall_of_kandahar_is_not_an_event_of_2021() -> None:
    # The Taliban threatened to recapture it; that they did is told nowhere.
    assert aw.events_between("2021", "2021", place="Kandahar") == ()
    in_2001 = aw.events_between("2001", "2001", place="Kandahar", kinds="capture")
    assert {actor for event in in_2001 for actor in actors(event)} == {"northern-alliance"}


# How many?


def test_how_many_districts_does_afghanistan_have() -> None:
    assert bounds("districts-of-afghanistan", WAR) == [(350, 350)]
    assert bounds("districts-of-afghanistan", STEIN) == [(407, 407)]
    both = aw.disagreements_about("districts-of-afghanistan", according_to=(WAR, STEIN))
    assert "number-of-districts" in {each.id for each in both}
    assert not [each for each in aw.disagreements_about(according_to=WAR) if each.id == "number-of-districts"]


def test_how_many_soldiers_fled_to_tajikistan() -> None:
    # "Over 1,000" and "over 1,300" are neither averaged nor capped.
    assert bounds("afghan-troops-who-fled-to-tajikistan", WAR) == [(1000, None)]
    assert bounds("afghan-troops-who-fled-to-tajikistan", STEIN) == [(1300, None)]
    found = aw.disagreements_about("afghan-troops-flee-to-tajikistan")
    assert {"number-who-fled-to-tajikistan", "flight-to-tajikistan-forced-or-chosen"} <= {each.id for each in found}


def test_how_many_died() -> None:
    ((civilians, killed),) = aw.quantities_of("afghan-civilians-killed-in-the-war")
    assert (killed.low, killed.high) == (175000, None)
    # "It is conservatively estimated".
    assert civilians.modality is aw.Modality.HEDGED
    assert bounds("us-personnel-killed-in-the-war", SOCIALIST) == [(2320, None)]
    assert bounds("uk-soldiers-killed-in-the-war", SOCIALIST) == [(400, None)]


def test_dozens_and_several_stay_words_and_hundreds_are_at_least_a_hundred() -> None:
    words = {
        "districts-of-afghanistan-captured-by-the-taliban": "dozens",
        "afghan-soldiers-killed-or-forced-to-surrender": "hundreds",
        "afghan-troops-who-surrendered": "thousands",
        "taliban-prisoners-released": "several",
        "distance-between-state-and-taliban-tax-points": "hundreds",
        "training-camps-found-near-tora-bora": "few",
        "coalition-special-forces-operatives-at-tora-bora": "scores",
    }
    for measure, word in words.items():
        for _, quantity in aw.quantities_of(measure):
            assert (quantity.low, quantity.high) == ({"hundreds": 100, "thousands": 1_000}.get(word), None)
            assert word in quantity.wording
        assert aw.quantities_of(measure)


def test_how_many_foreign_troops_there_were() -> None:
    assert (100_000, 100_000) in bounds("foreign-troops-in-afghanistan", SOCIALIST)
    assert (13_000, None) in bounds("foreign-troops-in-afghanistan", WAR)
    # The 650 are American, and were to stay: an intention.
    ((stay, quantity),) = aw.quantities_of("us-troops-in-afghanistan", according_to=STEIN)
    assert (quantity.low, stay.modality) == (650, aw.Modality.PLANNED)


def test_which_shares_do_the_documents_give() -> None:
    found = {(claim.source, quantity.high) for claim, quantity in aw.quantities_of(unit="percent")}
    assert {(STEIN, 85), (SOCIALIST, 54), (SOCIALIST, 40), (GIUSTOZZI, 30)} <= found
    # Forty percent are Pashtuns, and not the Taliban's supporters.
    assert bounds("share-of-pashtuns-in-the-afghan-population", SOCIALIST) == [(40, 40)]


def test_up_to_nearly_and_less_than_have_no_lower_bound() -> None:
    assert bounds("afghan-refugees-abroad", SOCIALIST) == [(None, 5_000_000)]
    assert bounds("islamic-state-members-in-afghanistan", GIUSTOZZI) == [(None, 10_000)]
    assert bounds("duration-of-the-occupation-of-afghanistan", STEIN) == [(None, 20)]
    assert bounds("daily-earnings-below-the-poverty-line", SOCIALIST) == [(None, 1.9)]


def test_two_of_three_customs_offices_were_taken() -> None:
    assert bounds("customs-offices-on-the-iranian-border-captured-by-the-taliban", STEIN) == [(2, 2)]
    assert bounds("customs-offices-on-the-iranian-border", STEIN) == [(3, 3)]
    captured = aw.events_between(place="afghan-iranian-border", kinds="capture", according_to=STEIN)
    assert "capture-of-customs-offices-on-iranian-border" in ids(captured)
    # The posts on three other borders were captured too; of customs offices there only Iran's are told.
    assert "capture-of-customs-offices-on-iranian-border" not in ids(
        aw.events_between(place="afghan-tajik-border", kinds="capture", according_to=STEIN)
    )


def test_which_numbers_are_round_by_their_own_words() -> None:
    rough = {
        "people-displaced-in-afghanistan-since-january-2021": 270_000,
        "internally-displaced-people-in-afghanistan": 3_500_000,
        "share-of-afghan-territory-under-taliban-control": 85,
        "afghan-translators-to-be-evacuated": 2_500,
    }
    exact = {
        "share-of-afghans-below-the-poverty-line": 54,
        "population-of-kunduz": 374_000,
        "us-troops-in-afghanistan": 650,
        "rank-in-the-human-development-index": 169,
    }
    for numbers, approximate in ((rough, True), (exact, False)):
        for measure, number in numbers.items():
            found = [(quantity.low, quantity.high, quantity.approximate) for _, quantity in aw.quantities_of(measure)]
            assert (number, number, approximate) in found
