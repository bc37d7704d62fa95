"""Questions about ties, words and disputes, asked of all five documents; the answers are read from their texts."""

import pytest

import afghanwar as aw
from afghanwar.queries.circle import Including
from afghanwar.queries.window import Match

WAR, TORA_BORA = "historica-war", "historica-tora-bora"
SOCIALIST, STEIN, GIUSTOZZI = "socialistworld-2021", "stein-2021", "giustozzi-2021"


def allies(actor: str, source: str | None = None, on: str | None = None, match: Match = "possible") -> set[str]:
    return {other.id for other in aw.actors_allied_with(actor, on=on, match=match, according_to=source)}


def kinds(actor: str, other: str, source: str | tuple[str, ...]) -> set[str]:
    found = aw.relationships_of(actor, other=other, according_to=source)
    return {tie.kind.value for tie in found}


# Who stood with whom?


def test_who_fought_beside_the_united_states_in_2001() -> None:
    by_war = allies("United States", WAR, "2001", "certain")
    assert {"united-kingdom", "australia", "germany", "canada", "northern-alliance"} <= by_war
    by_tora_bora = allies("United States", TORA_BORA, "2001-12", "certain")
    assert {"united-kingdom", "germany", "northern-alliance"} <= by_tora_bora
    # That page does not name two of them.
    assert not by_tora_bora & {"australia", "canada"}
    assert "isaf" not in by_war


def test_whose_soldiers_helped_the_northern_alliance() -> None:
    helpers = aw.relationships_of(
        "United States", other="Northern Alliance", kinds="support", including="parts", according_to=WAR
    )
    assert ("green-berets", aw.SupportForm.TROOPS) in {(tie.subject, form) for tie in helpers for form in tie.forms}
    assert aw.relationships_of("United States", other="Northern Alliance", kinds="support", according_to=WAR) == ()
    # At Tora Bora they called in air support, with the British and the Germans.
    at_tora_bora = aw.relationships_of("Northern Alliance", kinds="support", on="2001-12", according_to=TORA_BORA)
    assert {tie.subject for tie in at_tora_bora} >= {"united-states", "united-kingdom", "germany"}
    assert {form for tie in at_tora_bora for form in tie.forms} == {aw.SupportForm.AIR_POWER}


def test_what_were_the_taliban_and_al_qaeda_to_each_other() -> None:
    # Sanctuary by the survey; side by side at Tora Bora; by Bush's administration; links only; nothing.
    (sanctuary,) = aw.relationships_of("Islamic Emirate", other="al-Qaeda", according_to=WAR)
    assert aw.SupportForm.SANCTUARY in sanctuary.forms
    assert kinds("Taliban", "al-Qaeda", TORA_BORA) == {"alliance"}
    assert "al-qaeda" in allies("Taliban", SOCIALIST, "2001")
    assert "al-qaeda" not in allies("Taliban", SOCIALIST, match="certain")
    assert kinds("Taliban", "al-Qaeda", GIUSTOZZI) == {"contact"}
    assert kinds("Taliban", "al-Qaeda", STEIN) == set()


def test_when_did_pakistan_support_the_taliban() -> None:
    # Backed while they ruled from 1996 to 2001, and supported further on, by the one.
    assert "pakistan" in allies("Taliban", SOCIALIST, "2001", "certain")
    # Resumed in 2004 by the other, who does not say when it had begun and lapsed: he is silent about 2003.
    assert "pakistan" not in allies("Taliban", GIUSTOZZI, "2003-06")
    assert "pakistan" in allies("Taliban", GIUSTOZZI, "2003-06", "silent")
    assert "pakistan" in allies("Taliban", GIUSTOZZI, "2005-06", "certain")
    # A meeting and talks are no support.
    assert kinds("Taliban", "Pakistan", (WAR, STEIN)) == {"contact"}


@pytest.mark.parametrize(
    ("power", "by_giustozzi", "by_socialist", "by_stein"),
    [
        ("Russia", {"support", "contact"}, set(), {"contact"}),
        ("China", {"support"}, set(), {"contact"}),
        ("Iran", {"support"}, {"cooperation"}, {"contact"}),
        ("Saudi Arabia", {"support"}, set(), set()),
        ("India", set(), set(), set()),
        ("Turkey", set(), set(), {"contact"}),
    ],
)
def test_what_ties_did_foreign_states_have_with_the_taliban(
    power: str, by_giustozzi: set[str], by_socialist: set[str], by_stein: set[str]
) -> None:
    assert kinds(power, "Taliban", GIUSTOZZI) == by_giustozzi
    assert kinds(power, "Taliban", SOCIALIST) == by_socialist
    assert kinds(power, "Taliban", STEIN) == by_stein
    assert kinds(power, "Taliban", (WAR, TORA_BORA)) == set()


def test_monarchies_of_arabia_are_not_saudi_arabia() -> None:
    assert "arabian-peninsula-monarchies" in allies("Taliban", SOCIALIST)
    # The Saudis paid for schools, and enlisted fighters against the Soviet forces.
    assert {"madrassas-in-pakistan", "anti-soviet-islamist-fighters", "cia"} <= allies("Saudi Arabia", SOCIALIST)
    assert "taliban" not in allies("Saudi Arabia", SOCIALIST)


def test_the_cia_is_counted_as_the_united_states_only_where_parts_are() -> None:
    def partners(including: Including | None) -> set[str]:
        found = aw.actors_allied_with("United States", on="1979/1989", including=including, according_to=SOCIALIST)
        return {actor.id for actor in found}

    assert {"pakistan", "saudi-arabia"} <= partners("parts")
    assert not {"pakistan", "saudi-arabia"} & partners(None)


def test_was_the_united_states_ever_allied_with_the_taliban() -> None:
    # In the 1990s by one author alone, and no text says in which years.
    assert "taliban" in allies("United States", STEIN, "1996")
    assert "taliban" not in allies("United States", STEIN, "1996", "certain")
    for source in (WAR, TORA_BORA, SOCIALIST, GIUSTOZZI):
        assert "taliban" not in allies("United States", source)
    # The agreement of 2020 made no allies of them.
    assert "taliban" not in allies("United States", on="2020-03")
    agreed = aw.relationships_of("United States", other="Taliban", kinds="agreement", on="2020", match="certain")
    assert {claim.source for tie in agreed for claim in aw.evidence_for(tie)} >= {SOCIALIST, STEIN, GIUSTOZZI}


def test_a_truce_with_bin_laden_made_no_ally_of_the_northern_alliance() -> None:
    (truce,) = aw.relationships_of("Osama bin Laden", kinds="agreement", according_to=TORA_BORA)
    assert {truce.subject, truce.object} == {"northern-alliance-warlord", "osama-bin-laden"}
    assert not {"northern-alliance", "northern-alliance-warlord"} & allies("Osama bin Laden")
    # The warlords were at odds among themselves.
    (odds,) = aw.relationships_of("Northern Alliance commanders", kinds="rivalry", according_to=TORA_BORA)
    assert odds.subject == odds.object


def test_fighters_once_with_dostum_are_only_reportedly_with_the_taliban() -> None:
    assert "former-dostum-militias" in allies("Taliban", SOCIALIST, "2021-07")
    assert "former-dostum-militias" not in allies("Taliban", SOCIALIST, "2021-07", "certain")
    # Neither he nor the militia linked to him is.
    assert not {"abdul-rashid-dostum", "uzbek-militia-of-mazar"} & allies("Taliban")
    linked = aw.relationships_of("Dostum", kinds="membership", on="2021-07", match="certain")
    assert "uzbek-militia-of-mazar" in {tie.subject for tie in linked}


def test_isaf_and_the_afghan_forces_worked_together_at_some_time_between_2001_and_2014() -> None:
    forces = {"afghan-national-army", "afghan-national-police"}
    assert forces <= allies("ISAF", WAR)
    # No year is told; their operations came after the formation of ISAF and before the withdrawal of 2014.
    assert forces <= allies("ISAF", WAR, "2008")
    assert not forces & allies("ISAF", WAR, "2000")
    assert not forces & allies("ISAF", WAR, "2016")
    assert not forces & {actor.id for actor in aw.actors_allied_with("ISAF", on="2008", match="certain")}


def test_who_led_afghanistan_in_july_2021() -> None:
    ruling = aw.relationships_of("Islamic Republic", kinds="leadership", on="2021-07", match="certain")
    assert "ashraf-ghani" in {tie.subject for tie in ruling}
    assert "hamid-karzai" not in {tie.subject for tie in ruling}
    # One article calls both president, and disputes with itself.
    (dispute,) = [
        each
        for each in aw.disagreements_about("Hamid Karzai", according_to=SOCIALIST)
        if each in aw.disagreements_about("Ashraf Ghani", according_to=SOCIALIST) and "president" in each.question
    ]
    assert len(dispute.positions) > 1


def test_pledges_to_the_islamic_states_leader_are_not_the_taliban_movements() -> None:
    assert kinds("Taliban", "Islamic State", WAR) == set()
    followers = aw.relationships_of("Abu Bakr al-Baghdadi", kinds="membership", according_to=WAR)
    assert {tie.subject for tie in followers} == {"pledged-taliban-commanders", "foreign-fighters"}
    assert {tie.when for tie in followers} == {None}
    (fight,) = aw.relationships_of("Taliban", other="Islamic State", on="2018", match="certain")
    assert fight.kind is aw.RelationshipKind.HOSTILITY


def test_iran_and_the_hazaras_are_linked_and_not_allied() -> None:
    assert kinds("Iran", "Hazaras", SOCIALIST) == {"contact"}
    # Fighters of its brigades are in a militia; the brigades are not.
    militia = "hazara-militias-of-hahr-e-shahi"
    ties = aw.relationships_of(militia, kinds="membership", according_to=SOCIALIST)
    members = {tie.subject for tie in ties if tie.object == militia}
    assert members == {"fatemiyoun-fighters", "hazaras-of-hahr-e-shahi"}
    # It is itself one of the militias of the north.
    assert {tie.object for tie in ties if tie.subject == militia} == {"northern-militias"}


def test_who_supported_the_northern_militias() -> None:
    gifts = aw.relationships_of("northern-militias", kinds="support", on="2021-07-10", according_to=SOCIALIST)
    assert {tie.subject for tie in gifts if aw.SupportForm.WEAPONS in tie.forms} == {
        "islamic-republic",
        "power-brokers-of-northern-afghanistan",
    }


# Who said it?


def test_what_did_biden_say_of_the_war() -> None:
    for source, word in ((SOCIALIST, "unwinnable"), (STEIN, "failed")):
        judged = aw.claims_attributed_to("Joe Biden", modality="judged", according_to=source)
        assert any(word in (claim.wording or "") for claim in judged)
    assert aw.claims_attributed_to("Joe Biden", modality="judged", according_to=(WAR, TORA_BORA, GIUSTOZZI)) == ()


def test_who_foresaw_what_in_july_2021() -> None:
    def seers(source: str, about: str) -> set[str | None]:
        return {claim.attributed_to for claim in aw.claims_by_source(source, modality="predicted", about=about)}

    assert {"joe-biden", "john-kirby", "media-pundits"} <= seers(STEIN, "Taliban")
    assert "the-independent" in seers(SOCIALIST, "Taliban")
    assert "iran" in seers(SOCIALIST, "Iran")
    # Both authors foresee something themselves as well.
    assert None in seers(STEIN, "Taliban")
    assert None in seers(SOCIALIST, "Taliban")


def test_a_newspaper_spoke_on_a_day_and_of_the_time_after() -> None:
    (spoke,) = aw.events_between("2021-07-09", "2021-07-09", match="certain", kinds="announcement", actor="Independent")
    assert [each.actor for each in spoke.participants] == ["the-independent"]
    foretold = aw.claims_attributed_to("The Independent", "2021-07-09", modality="predicted")
    assert foretold
    # "Within a few years": no day of 2023 is written, and none is ruled out.
    assert not aw.claims_attributed_to("The Independent", "2023", modality="predicted")
    assert foretold == aw.claims_attributed_to("The Independent", "2023", modality="predicted", match="silent")
    assert aw.claims_attributed_to("The Independent", None, "2021-07-08", modality="predicted") == ()


def test_statements_that_a_source_rejects_are_kept_with_their_speaker() -> None:
    lies = aw.claims_about("Iraq", modality="rejected", according_to=SOCIALIST)
    assert {claim.attributed_to for claim in lies} == {"pro-war-governments"}
    assumed = aw.claims_attributed_to("analysts-of-afghanistan", modality="rejected", about="Taliban")
    assert {claim.source for claim in assumed} == {GIUSTOZZI}


def test_aims_of_the_invasion_by_source() -> None:
    def aims(source: str) -> set[str]:
        found = aw.claims_attributed_to("United States", "2001", "2001", modality="planned", according_to=source)
        return {str(actor) for claim in found for actor in claim.actors} - {"united-states"}

    assert {"al-qaeda", "taliban"} <= aims(WAR)
    assert "taliban" in aims(SOCIALIST)
    assert "al-qaeda" not in aims(SOCIALIST)
    # Bin Laden is the "pretext" of another, in judgement.
    (pretext,) = aw.claims_about("Osama bin Laden", modality="judged", according_to=STEIN)
    assert pretext.attributed_to is None


def test_what_a_source_does_not_speak_of() -> None:
    for subject, silent in {
        "Northern Alliance": (STEIN, GIUSTOZZI),
        "Tora Bora": (WAR, SOCIALIST, STEIN, GIUSTOZZI),
        "Russia": (WAR, TORA_BORA),
        "Qatar": (TORA_BORA, STEIN),
        "Salahuddin Rabbani": (WAR, TORA_BORA, SOCIALIST, STEIN),
        "Haibatullah Akhunzada": (TORA_BORA, SOCIALIST, STEIN, GIUSTOZZI),
        "Green Berets": (TORA_BORA, SOCIALIST, STEIN, GIUSTOZZI),
    }.items():
        assert aw.claims_about(subject, according_to=silent) == ()
        assert aw.claims_about(subject)


def test_what_was_found_on_11_december_2001() -> None:
    found = aw.claims_by_source(TORA_BORA, "2001-12-11", "2001-12-11", match="certain", modality="asserted")
    measures = {quantity.measure for claim in found for quantity in claim.quantities}
    assert "training-camps-found-near-tora-bora" in measures
    # The page finds nothing of Bin Laden on that day: his voice was heard at no time that is told.
    voice = aw.quantities_of("times-bin-ladens-voice-was-heard-at-tora-bora", according_to=TORA_BORA)
    assert voice
    assert not {claim for claim, _ in voice} & set(found)


def test_what_is_said_of_kunduz_and_by_whom() -> None:
    told = aw.claims_about("Kunduz")
    assert {WAR, SOCIALIST} <= {claim.source for claim in told}
    assert any(quantity.low == 374_000 for claim in told for quantity in claim.quantities)
    # The north holds it.
    assert set(told) <= set(aw.claims_about("northern-afghanistan"))
    assert aw.claims_about("Kunduz", "2021-08-01", "2021-08-14", match="certain", according_to=SOCIALIST) == ()


def test_claims_without_a_time_answer_no_date() -> None:
    wanted = aw.claims_about("ISAF", "2008", "2008", according_to=WAR)
    with_undated = aw.claims_about("ISAF", "2008", "2008", match="silent", according_to=WAR)
    assert set(wanted) < set(with_undated)
    assert all(claim.when is None for claim in set(with_undated) - set(wanted))


# On what do they rest, and where do they differ?


def test_what_the_record_of_a_tie_rests_on() -> None:
    iran = aw.evidence_for("iran-supports-taliban")
    assert {claim.source for claim in iran} == {GIUSTOZZI}
    assert any(str(claim.when) == "2005" for claim in iran)
    assert aw.evidence_for("iran-supports-taliban", according_to=STEIN) == ()


def test_by_when_were_us_forces_to_leave() -> None:
    for subject in ("Joe Biden", "US armed forces"):
        assert "withdrawal-deadline" in {each.id for each in aw.disagreements_about(subject)}
    assert {claim.source for claim in aw.evidence_for("withdrawal-deadline")} == {WAR, SOCIALIST, STEIN}
    assert {claim.source for claim in aw.evidence_for("withdrawal-deadline", according_to=(WAR, STEIN))} == {WAR, STEIN}
    assert aw.evidence_for("withdrawal-deadline", according_to=GIUSTOZZI) == ()


def test_which_way_from_tora_bora() -> None:
    (ways,) = [each for each in aw.disagreements_about("Khyber Pass") if each.id == "way-of-escape-from-tora-bora"]
    places = {
        place for position in ways.positions for claim in position.claims for place in aw.load().claims[claim].places
    }
    assert {"khyber-pass", "parachinar"} <= places
    assert ways in aw.disagreements_about("Pakistan")


def test_a_dispute_needs_two_answers_in_the_view() -> None:
    # Of the number of districts neither page alone has a dispute.
    assert "number-of-districts" not in {each.id for each in aw.disagreements_about(according_to=STEIN)}
    assert "steadiness-of-irans-support" in {each.id for each in aw.disagreements_about("Iran", according_to=GIUSTOZZI)}


def test_were_peace_talks_going_on_in_july_2021() -> None:
    def talks(source: str) -> set[str]:
        found = aw.events_between("2021-07-05", "2021-07-05", match="certain", place="Doha", according_to=source)
        return {event.id for event in found}

    assert "peace-talks-in-doha-2021" in talks(WAR)
    assert talks(STEIN) == set()
    (dispute,) = [each for each in aw.disagreements_about("Doha") if each.id == "peace-talks-in-july-2021"]
    assert {claim.source for claim in aw.evidence_for(dispute)} == {WAR, SOCIALIST, STEIN, GIUSTOZZI}
