"""The world as some of its sources have it: nothing of the others is left, and nothing else is lost."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest

from afghanwar import ClaimId, Dataset, Modality, Participation, Side, TimeSpan, UnknownRecordError
from afghanwar.dataset.integrity import faults
from afghanwar.kinds import AnyRecord

CHRONICLE, COURIER, ALMANAC = "harbour-chronicle", "red-courier", "almanac-1905"
FALL, MARCH, SIEGE = "fall-of-ostrel", "march-on-harbour", "siege-of-greymoor"


def changed(world: Dataset, shelf: str, id: str, **changes: Any) -> Dataset:
    """The world with other values in one record."""
    old: AnyRecord = getattr(world, shelf)[id]
    new = attrs.evolve(old, **changes)
    return Dataset.of(new if record is old else record for each in world.all for record in each)


# What is in a view


def test_a_view_has_its_sources_and_their_claims_and_no_others(world: Dataset) -> None:
    view = world.according_to(COURIER)
    assert [source.id for source in view.sources] == [COURIER]
    assert list(view.claims) == [claim for claim in world.claims if claim.source == COURIER]
    assert len(view.claims) == 8


def test_actors_places_and_measures_are_common_to_all_views(world: Dataset) -> None:
    view = world.according_to(ALMANAC)
    assert list(view.actors) == list(world.actors)
    assert list(view.places) == list(world.places)
    assert list(view.measures) == list(world.measures)


def test_a_view_has_what_its_sources_tell_of(world: Dataset) -> None:
    view = world.according_to(COURIER)
    assert [event.id for event in view.events] == [FALL, SIEGE]
    assert [tie.id for tie in view.relationships] == [
        "kingdom-allied-with-league",
        "kingdom-supports-league",
        "league-fights-crown",
    ]


def test_an_event_keeps_the_evidence_dates_and_participants_of_its_sources(world: Dataset) -> None:
    fall = world.according_to(COURIER).events[FALL]
    assert fall.evidence == ("red-courier/ostrel-fell", "red-courier/guards-ran")
    assert fall.dates == ((COURIER, TimeSpan("1902-03-07")),)
    assert fall.when == TimeSpan("1902-03-07")
    # The riders are the chronicle's, the army is the curator's.
    assert [each.actor for each in fall.participants] == ["ostrel-guard", "crown-army"]
    assert fall.places == ("ostrel",)


def test_a_relationship_keeps_the_evidence_and_dates_of_its_sources(world: Dataset) -> None:
    tie = world.according_to(COURIER).relationships["league-fights-crown"]
    assert tie.evidence == ("red-courier/reed-commanded", "red-courier/kingdom-fought")
    assert tie.dates == ()
    assert tie.when is None


def test_an_event_keeps_the_places_that_its_sources_name(world: Dataset) -> None:
    assert world.according_to(CHRONICLE).events[SIEGE].places == ("greymoor",)
    assert world.according_to(ALMANAC).events[SIEGE].places == ("greymoor", "fenland")


def test_a_side_keeps_the_actors_and_commanders_that_its_sources_name(world: Dataset) -> None:
    # Voss is named by no source's evidence, so that nobody takes her away.
    assert world.according_to(CHRONICLE).battles[SIEGE].sides == (
        Side(name="League", actors=("red-league",), commanders=("mira-voss",)),  # type: ignore[arg-type]
        Side(name="Crown", actors=("crown",)),  # type: ignore[arg-type]
    )


def test_a_side_without_actors_goes_with_its_commanders(world: Dataset) -> None:
    siege = world.according_to(ALMANAC).battles[SIEGE]
    assert siege.sides == ()
    assert siege.participants == ()


def test_the_victor_goes_with_the_claims_that_tell_who_won(world: Dataset) -> None:
    seen = world.according_to(CHRONICLE).battles[SIEGE]
    assert (seen.outcome, seen.victor) == (("harbour-chronicle/league-won",), "League")
    seen = world.according_to(COURIER).battles[SIEGE]
    assert "League" in {side.name for side in seen.sides}
    assert (seen.outcome, seen.victor) == ((), None)


def test_the_victor_goes_with_its_side(world: Dataset) -> None:
    siege = world.battles[SIEGE]
    told = changed(world, "events", SIEGE, outcome=(*siege.outcome, "almanac-1905/siege-in-spring"))
    seen = told.according_to(ALMANAC).battles[SIEGE]
    assert (seen.outcome, seen.victor) == (("almanac-1905/siege-in-spring",), None)


def test_a_disagreement_keeps_two_positions_or_is_none(world: Dataset) -> None:
    assert list(world.according_to(CHRONICLE).disagreements) == []
    seen = world.according_to(CHRONICLE, COURIER).disagreements
    assert [each.id for each in seen] == ["day-of-ostrel", "guards-of-ostrel"]
    asked = world.disagreements["guild-paid"]
    third = attrs.evolve(
        asked.positions[0], answer="who knows", claims=(world.claims["red-courier/reed-fears-sale"].id,)
    )
    wider = changed(world, "disagreements", asked.id, positions=(*asked.positions, third))
    answers = wider.according_to(CHRONICLE, ALMANAC).disagreements[asked.id].positions
    assert answers == asked.positions


def test_a_position_keeps_the_claims_of_the_sources(world: Dataset) -> None:
    asked = world.disagreements["guards-of-ostrel"]
    more = world.claims["almanac-1905/siege-in-spring"].id
    both = attrs.evolve(asked.positions[0], claims=(*asked.positions[0].claims, more))
    wider = changed(world, "disagreements", asked.id, positions=(both, asked.positions[1]))
    assert wider.according_to(CHRONICLE, COURIER).disagreements[asked.id] == asked


# What is not in a view


def test_what_the_sources_only_foresee_is_not_in_their_view(world: Dataset) -> None:
    assert world.claims["red-courier/riders-will-march"].modality is Modality.PREDICTED
    assert MARCH not in world.according_to(COURIER).events
    assert MARCH in world.according_to(CHRONICLE).events
    assert MARCH in world.according_to(COURIER, CHRONICLE).events


@pytest.mark.parametrize("modality", [Modality.PREDICTED, Modality.PLANNED, Modality.REJECTED])
def test_a_tie_that_the_sources_only_plan_foresee_or_deny_is_not_in_their_view(
    world: Dataset, modality: Modality
) -> None:
    denied = changed(world, "claims", "almanac-1905/crown-did-not-pay", modality=modality)
    assert "crown-supports-guild" not in denied.according_to(ALMANAC, COURIER).relationships
    assert "crown-supports-guild" in denied.according_to(CHRONICLE, ALMANAC).relationships


def test_a_whole_that_is_not_in_the_view_is_named_by_none_of_its_parts(world: Dataset) -> None:
    assert world.according_to(COURIER).events[FALL].part_of is None
    assert world.according_to(CHRONICLE).events[FALL].part_of == "salt-war"


def test_an_inferred_name_goes_with_its_field(world: Dataset) -> None:
    assert world.events[FALL].inferred == ("participants", "part_of")
    assert world.according_to(COURIER).events[FALL].inferred == ("participants",)
    assert world.according_to(ALMANAC).events[SIEGE].inferred == ()
    dated = changed(world, "relationships", "league-fights-crown", inferred=("when", "object"))
    assert dated.according_to(COURIER).relationships["league-fights-crown"].inferred == ("object",)
    assert dated.according_to(CHRONICLE).relationships["league-fights-crown"].inferred == ("when", "object")


def test_a_participant_named_by_a_claim_only_as_its_speaker_goes_with_that_claim(world: Dataset) -> None:
    speaking = changed(world, "claims", "harbour-chronicle/guards-fled", attributed_to="mira-voss")
    fall = speaking.events[FALL]
    voss = Participation(actor=speaking.actors["mira-voss"].id, role="speaker")
    told = changed(speaking, "events", FALL, participants=(*fall.participants, voss))
    assert voss in told.according_to(CHRONICLE).events[FALL].participants
    assert voss not in told.according_to(COURIER).events[FALL].participants


# What a view is


def test_the_view_of_all_sources_is_the_dataset(world: Dataset) -> None:
    assert world.according_to(*world.sources) is world
    view = world.according_to(COURIER, ALMANAC)
    assert view.according_to(ALMANAC, COURIER) is view


def test_a_view_is_built_once_however_its_sources_are_named(world: Dataset) -> None:
    view = world.according_to(COURIER, ALMANAC)
    again = world.according_to("almanac for 1905", world.sources[COURIER], "News from OSTREL", COURIER)
    assert again is view


def test_a_view_is_one_object_for_every_thread(world: Dataset) -> None:
    fresh = Dataset.of(record for shelf in world.all for record in shelf)
    with ThreadPoolExecutor(8) as pool:
        views = list(pool.map(lambda _: fresh.according_to(COURIER), range(32)))
    assert {id(view) for view in views} == {id(fresh.according_to(COURIER))}


def test_a_view_needs_a_source_of_the_dataset(world: Dataset) -> None:
    with pytest.raises(ValueError, match="name one or more"):
        world.according_to()
    with pytest.raises(UnknownRecordError, match="'red-currier'") as caught:
        world.according_to(ALMANAC, "red-currier")
    assert caught.value.nearest == (COURIER,)
    with pytest.raises(UnknownRecordError, match=CHRONICLE):
        world.according_to(ALMANAC).according_to(CHRONICLE)


def test_a_view_leaves_the_dataset_as_it_was(world: Dataset) -> None:
    before = [list(shelf) for shelf in world.all]
    list(world.according_to(ALMANAC).events)
    assert [list(shelf) for shelf in world.all] == before


def test_a_tie_whose_ends_only_others_name_is_not_in_a_view(world: Dataset) -> None:
    tie = world.relationships["kingdom-supports-league"]
    wider = attrs.evolve(tie, evidence=(*tie.evidence, ClaimId("harbour-chronicle/war-dates")))
    whole = Dataset.of([wider if record == tie else record for shelf in world.all for record in shelf])
    view = whole.according_to("harbour-chronicle")
    assert tie.id not in view.relationships
    assert faults(view) == []
