"""Questions that the analysis of the alliances alone answers; the answers are read from its text."""

import pytest

import afghanwar as aw

SOURCE = "giustozzi-2021"

# Their partners "for years" at home and in the region; since when, the text does not say.
PARTNERS_FOR_YEARS = {"local-partners-of-the-taliban", "regional-powers-dealing-with-taliban"}
FROM_JUNE = {"rabbani-faction", "rabbani-followers"}
DEALT_AROUND_THE_TURN_OF_JUNE = {
    "jamiat-commanders-in-the-west",
    "hazara-militia-commanders-linked-to-khalili",
    "police-officers-loyal-to-southern-notables",
    "militia-commanders-loyal-to-southern-notables",
}
# They "have been jointly taxing": an example of relations built "for years", without a beginning or an end of its own.
TAXING_TOGETHER = {"jamiat-commanders-in-the-northeast"}
MARGINALISED_FRIENDS = {"khalili-faction", "gulbuddin-hekmatyar"}
ALLIES = [
    ("2005-06", {"pakistan"}, {"pakistan", "iran", "saudi-arabia"}),
    ("2010-06", {"pakistan"}, {"pakistan", "iran", "saudi-arabia"}),
    # Of China and Russia the text speaks from 2011 on.
    ("2016-06", {"pakistan"}, {"pakistan", "iran", "saudi-arabia", "china", "russia"}),
    ("2018-06", {"pakistan"}, {"pakistan", "iran", "saudi-arabia", "china", "russia"}),
    (
        "2021-03",
        {"pakistan"} | PARTNERS_FOR_YEARS,
        {"pakistan", "iran", "saudi-arabia", "china", "russia", *TAXING_TOGETHER}
        | PARTNERS_FOR_YEARS
        | MARGINALISED_FRIENDS,
    ),
    (
        "2021-07",
        # The deals of spring and June are read as lasting to the collapse, to which they were key. The followers had
        # left the conflict by the time of those that came next. Hekmatyar's "full friendship" is a judgement.
        {"pakistan", "khalili-faction"} | FROM_JUNE | PARTNERS_FOR_YEARS | DEALT_AROUND_THE_TURN_OF_JUNE,
        {"pakistan", "iran", "saudi-arabia", "china", "russia", *TAXING_TOGETHER}
        | PARTNERS_FOR_YEARS
        | MARGINALISED_FRIENDS
        | FROM_JUNE
        | DEALT_AROUND_THE_TURN_OF_JUNE,
    ),
    (
        "2021-09",
        {"pakistan", "regional-powers-dealing-with-taliban"},
        # The Saudis had stopped before the power grab of mid-August, up to which local partners had helped.
        {"pakistan", "iran", "china", "russia", "regional-powers-dealing-with-taliban"}
        | TAXING_TOGETHER
        | MARGINALISED_FRIENDS
        | FROM_JUNE
        | DEALT_AROUND_THE_TURN_OF_JUNE,
    ),
]


def ids(records: tuple[aw.Actor, ...]) -> set[str]:
    return {record.id for record in records}


@pytest.mark.parametrize(("on", "certain", "possible"), ALLIES, ids=[on for on, _, _ in ALLIES])
def test_who_was_allied_with_the_taliban(on: str, certain: set[str], possible: set[str]) -> None:
    assert ids(aw.actors_allied_with("Taliban", on=on, match="certain", according_to=SOURCE)) == certain
    assert ids(aw.actors_allied_with("Taliban", on=on, according_to=SOURCE)) == possible


@pytest.mark.parametrize("on", [on for on, _, _ in ALLIES])
def test_the_source_is_silent_about_undated_allies(on: str) -> None:
    possible = ids(aw.actors_allied_with("Taliban", on=on, according_to=SOURCE))
    undated = ids(aw.actors_allied_with("Taliban", on=on, match="silent", according_to=SOURCE)) - possible
    dated = {tie for tie in aw.relationships_of("Taliban", kinds=aw.ALLIED, according_to=SOURCE) if tie.dates}
    undated -= {end for tie in dated for end in (tie.subject, tie.object)}
    assert undated == {
        "qatar",
        "kuwait",
        "haji-zahir-qadir-militias",
        "jamiat-linked-smugglers-in-parwan",
        "drug-traders-in-the-south",
        "state-actors-in-the-south",
    }


@pytest.mark.parametrize(
    ("on", "beyond"),
    [
        # By the text they dealt with the Taliban before they defected, in June 2021; from when on it does not say.
        ("2018-06", {"rabbani-followers-with-taliban-dealings", *PARTNERS_FOR_YEARS}),
        ("2010-06", {"rabbani-followers-with-taliban-dealings", "china", *PARTNERS_FOR_YEARS}),
        # At the end of August the Taliban had abandoned negotiations with most of their local partners.
        ("2021-09", {"rabbani-followers-with-taliban-dealings", "local-partners-of-the-taliban"}),
    ],
)
def test_the_source_is_silent_about_allies_outside_the_stated_times(on: str, beyond: set[str]) -> None:
    possible = ids(aw.actors_allied_with("Taliban", on=on, according_to=SOURCE))
    silent = ids(aw.actors_allied_with("Taliban", on=on, match="silent", according_to=SOURCE))
    assert beyond <= silent - possible


def test_factions_dealt_with_the_taliban_and_not_the_parties_or_their_notables() -> None:
    allies = ids(aw.actors_allied_with("Taliban", match="silent", including="parts", according_to=SOURCE))
    assert {"rabbani-faction", "khalili-faction", "gulbuddin-hekmatyar"} <= allies
    parties = {"jamiat-e-islami", "hizb-e-wahdat", "hizb-e-islami", "mahaz-e-milli"}
    assert not allies & (parties | {"hamid-karzai", "abdullah-abdullah", "karim-khalili", "salahuddin-rabbani"})
    # "A cozy relationship" and "edging closer" are links and no alliance.
    (mahaz,) = aw.relationships_of("Mahaz-e Milli", other="Taliban", according_to=SOURCE)
    assert (mahaz.kind, mahaz.when) == (aw.RelationshipKind.CONTACT, None)


def test_al_qaeda_paid_some_within_the_taliban_and_not_the_taliban() -> None:
    (gift,) = aw.relationships_of("al-Qaeda", kinds="support", according_to=SOURCE)
    assert (gift.subject, gift.object) == ("al-qaeda", "al-qaeda-funded-groups-in-the-taliban")
    assert gift.forms == (aw.SupportForm.FUNDING,)
    between = aw.relationships_of("al-Qaeda", other="Taliban", according_to=SOURCE)
    assert {tie.kind for tie in between} == {aw.RelationshipKind.CONTACT}


def test_who_says_that_russia_was_the_third_largest_backer() -> None:
    told = aw.claims_attributed_to("Taliban sources", "2021", "2021", about="Russia", according_to=SOURCE)
    (rank,) = told
    assert rank.modality is aw.Modality.ASSERTED
    # That Russia gave weapons and money the author says himself.
    (tie,) = aw.relationships_of("Russia", other="Taliban", kinds="support", according_to=SOURCE)
    assert set(tie.forms) == {aw.SupportForm.WEAPONS, aw.SupportForm.FUNDING}
    assert any(claim.attributed_to is None for claim in aw.evidence_for(tie))
    # The Islamic State was a concern by 2016; the support is dated by nothing of that year.
    on_2016 = aw.relationships_of("Russia", other="Taliban", kinds="support", on="2016", match="certain")
    assert on_2016 == ()


def test_the_interim_government_of_the_regional_powers_was_a_plan_and_not_an_event() -> None:
    plans = aw.claims_attributed_to(
        "Regional powers that dealt with the Taliban", modality="planned", according_to=SOURCE
    )
    to_replace_ghani = [claim for claim in plans if "ashraf-ghani" in claim.actors]
    assert to_replace_ghani
    formed = aw.events_between(kinds="government", according_to=SOURCE)
    assert "taliban-interim-government" in {event.id for event in formed}
    for event in formed:
        assert not set(aw.evidence_for(event)) & set(plans)


def test_thirty_percent_is_the_most_that_the_taliban_seemed_ready_to_concede() -> None:
    ((claim, quantity),) = aw.quantities_of("share-of-senior-posts-offered-to-taliban-partners")
    assert claim.source == SOURCE
    assert (quantity.low, quantity.high) == (None, 30)
    assert (claim.modality, claim.attributed_to) == (aw.Modality.PLANNED, "taliban")
    assert claim.when is not None
    # Ten days after mid-August they were still negotiating.
    assert claim.when.overlaps(aw.TimeSpan("2021-08-25")) is aw.Certainty.POSSIBLE
    assert claim.when.overlaps(aw.TimeSpan("2021-09-07")) is not aw.Certainty.CERTAIN


def test_that_iran_gave_more_than_pakistan_is_only_possible_by_the_text() -> None:
    both = [claim for claim in aw.claims_about("Iran", according_to=SOURCE) if "pakistan" in claim.actors]
    (compared,) = [claim for claim in both if claim.modality is aw.Modality.HEDGED]
    assert "taliban" in compared.actors
    assert compared.attributed_to is None


def test_the_taliban_targeted_members_of_a_party_that_had_made_its_peace_with_kabul() -> None:
    (peace,) = aw.relationships_of("Hizb-e Islami of Hekmatyar", other="Islamic Republic", on="2016", match="certain")
    assert peace.kind is aw.RelationshipKind.COOPERATION
    (hunted,) = aw.relationships_of("Taliban", other="Members of Hizb-e Islami", according_to=SOURCE)
    assert hunted.kind is aw.RelationshipKind.HOSTILITY
    assert aw.relationships_of("Taliban", other="Members of Hizb-e Islami", on="2015") == ()


def test_who_said_that_the_cabinet_was_a_caretaker_only() -> None:
    (announced,) = aw.events_between(
        "2021-09-07", "2021-09-07", match="certain", relation="within", kinds="announcement", according_to=SOURCE
    )
    assert {each.actor for each in announced.participants} == {"taliban-cabinet"}
    own = aw.claims_by_source(SOURCE, "2021-09-07", "2021-09-30", about="Taliban", attributed_to="Taliban")
    assert any(claim.modality is aw.Modality.ASSERTED and "taliban-cabinet" in claim.actors for claim in own)
    # More appointments are a promise.
    assert any(claim.modality is aw.Modality.PLANNED for claim in own)


def test_when_was_it_written() -> None:
    # It names no day; it tells of 7 September 2021, calls what follows today, and knows of no later month.
    published = aw.load().sources[SOURCE].published
    assert published is not None
    assert published.within(aw.TimeSpan("2021-09-01/2021-09-30")) is aw.Certainty.CERTAIN
