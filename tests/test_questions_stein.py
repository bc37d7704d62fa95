"""Questions that the Maoist report of July 2021 answers; the answers are read from its text."""

import afghanwar as aw

SOURCE = "stein-2021"


def test_whose_figure_is_the_85_percent() -> None:
    ((claim, quantity),) = aw.quantities_of("share-of-afghan-territory-under-taliban-control", according_to=SOURCE)
    assert claim.attributed_to == "taliban"
    assert (quantity.low, quantity.approximate) == (85, True)


def test_last_week_is_as_wide_as_the_text_leaves_it() -> None:
    ((claim, quantity),) = aw.quantities_of("afghan-troops-who-fled-to-tajikistan", according_to=SOURCE)
    assert (quantity.low, quantity.high) == (1300, None)
    assert "last week" in claim.says
    assert "when" in claim.inferred
    assert claim.when is not None
    assert claim.when.within(aw.TimeSpan("2021-07-01/2021-07-18")) is aw.Certainty.CERTAIN
    assert claim.when.overlaps(aw.TimeSpan("2021-07-08")) is aw.Certainty.POSSIBLE


def test_bidens_announcements_of_april_and_july_are_two() -> None:
    spoken = aw.events_between("2021-01", "2021-07", kinds="announcement", actor="Biden", according_to=SOURCE)
    assert {event.id for event in spoken} >= {"biden-announces-withdrawal", "biden-announces-withdrawal-by-august-31"}
    april = [event for event in spoken if event.id == "biden-announces-withdrawal"]
    assert [str(event.when) for event in april] == ["2021-04"]


def test_the_two_parties_sided_with_nobody_in_the_talks() -> None:
    contacts = aw.relationships_of("Taliban", on="2021-07-10", kinds="contact", according_to=SOURCE)
    others = {end for tie in contacts for end in (tie.subject, tie.object)} - {"taliban"}
    assert {"russia", "china", "iran", "pakistan"} <= others
    assert not others & {ally.id for ally in aw.actors_allied_with("Taliban", on="2021-07-10", according_to=SOURCE)}


def test_an_imputed_aim_is_not_a_fact() -> None:
    aims = aw.claims_by_source(SOURCE, attributed_to="United States")
    assert {claim.modality.value for claim in aims} == {"planned"}
    assert any("Central Asia" in claim.says for claim in aims)


def test_fields_that_the_text_does_not_state_are_empty() -> None:
    source = aw.load().sources[SOURCE]
    assert source.publisher is None
    assert source.authors == ("Jakob Stein",)
    assert source.published is None or "published" in source.inferred
