"""Questions that the socialist article of July 2021 answers; the answers are read from its text."""

import afghanwar as aw

SOURCE = "socialistworld-2021"


def test_who_called_the_war_unwinnable() -> None:
    (claim,) = [claim for claim in aw.claims_by_source(SOURCE, attributed_to="Biden") if "unwinnable" in claim.says]
    # An evaluation, and Biden's; the source does not make it its own.
    assert claim.modality is aw.Modality.JUDGED
    assert "unwinnable" not in " ".join(each.says for each in aw.claims_by_source(SOURCE) if each != claim)


def test_the_displaced_of_2021_are_a_part_of_all_the_displaced() -> None:
    ((recent, since_january),) = aw.quantities_of("people-displaced-in-afghanistan-since-january-2021")
    ((_, in_all),) = aw.quantities_of("internally-displaced-people-in-afghanistan")
    assert (since_january.low, in_all.low) == (270_000, 3_500_000)
    assert since_january.approximate
    assert in_all.approximate
    assert recent.note is not None
    assert "Part of the total" in recent.note


def test_the_pounds_are_for_one_province_only() -> None:
    ((claim, quantity),) = aw.quantities_of("uk-spending-in-helmand")
    assert (quantity.low, quantity.wording) == (40_000_000_000, "£40bn")
    assert "helmand" in claim.places


def test_that_no_city_had_been_captured_held_on_the_day_of_writing() -> None:
    ((claim, quantity),) = aw.quantities_of("cities-captured-by-the-taliban")
    assert (quantity.low, quantity.high) == (0, 0)
    assert claim.when is not None
    assert claim.when.overlaps(aw.TimeSpan("2021-07-01/2021-07-31")) is aw.Certainty.CERTAIN
    # "So far": of the time after July the article does not speak.
    assert claim.when.overlaps(aw.TimeSpan("2021-08-15")) is aw.Certainty.SILENT


def test_facts_can_be_set_apart_from_judgements() -> None:
    facts = aw.claims_by_source(SOURCE, modality=["asserted", "hedged"])
    judgements = aw.claims_by_source(SOURCE, modality="judged")
    assert len(judgements) > 60
    assert len(facts) > 130
    assert not any("puppet" in claim.says for claim in facts if claim.wording is None)


def test_who_backed_the_taliban_when_they_ruled() -> None:
    backers = {
        tie.subject
        for tie in aw.relationships_of("Taliban", on="1998", kinds="support", according_to=SOURCE)
        if tie.object == "taliban"
    }
    assert "pakistan" in backers


def test_what_its_text_gets_wrong_is_kept_with_a_note() -> None:
    ((claim, quantity),) = aw.quantities_of("us-spending-in-afghanistan")
    assert quantity.wording == "$2.26 trillion"
    assert claim.note is not None
    assert "pounds sterling" in claim.note
