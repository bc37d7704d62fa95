"""Claims: how firmly they assert something together, and which actors and places they name."""

from itertools import permutations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afghanwar import ActorId, Certainty, Claim, ClaimId, Dataset, Modality, Passage, PlaceId, SourceId
from afghanwar.claims import assertion_strength, mentions

SOMEBODY = ActorId("somebody")


def claim(modality: Modality = Modality.ASSERTED, *, speaker: ActorId | None = None) -> Claim:
    return Claim(
        id=ClaimId("tale/it-was-so"),
        source=SourceId("tale"),
        says="It was so.",
        passage=Passage(start=0, end=1, paragraph=1, begins="I", ends="I"),
        modality=modality,
        attributed_to=speaker,
    )


def test_what_a_source_asserts_in_its_own_voice_is_certain() -> None:
    assert assertion_strength([claim()]) is Certainty.CERTAIN


@pytest.mark.parametrize("modality", [Modality.HEDGED, Modality.JUDGED])
@pytest.mark.parametrize("speaker", [None, SOMEBODY])
def test_what_is_hedged_or_judged_is_possible(modality: Modality, speaker: ActorId | None) -> None:
    assert assertion_strength([claim(modality, speaker=speaker)]) is Certainty.POSSIBLE


def test_what_is_asserted_by_somebody_else_is_possible() -> None:
    assert assertion_strength([claim(speaker=SOMEBODY)]) is Certainty.POSSIBLE


@pytest.mark.parametrize("modality", [Modality.PREDICTED, Modality.PLANNED, Modality.REJECTED])
@pytest.mark.parametrize("speaker", [None, SOMEBODY])
def test_what_is_predicted_planned_or_rejected_is_not_asserted(modality: Modality, speaker: ActorId | None) -> None:
    assert assertion_strength([claim(modality, speaker=speaker)]) is Certainty.NO


def test_without_a_claim_nothing_is_asserted() -> None:
    assert assertion_strength([]) is Certainty.NO


def test_the_strongest_claim_decides_in_any_order() -> None:
    strong, weak, none = claim(), claim(Modality.HEDGED), claim(Modality.REJECTED)
    assert {assertion_strength(order) for order in permutations([none, weak, strong])} == {Certainty.CERTAIN}
    assert {assertion_strength(order) for order in permutations([none, weak, none])} == {Certainty.POSSIBLE}


evidence = st.lists(st.builds(claim, st.sampled_from(Modality), speaker=st.sampled_from([None, SOMEBODY])))


@given(some=evidence, others=evidence)
def test_another_claim_makes_nothing_less_certain(some: list[Claim], others: list[Claim]) -> None:
    both = assertion_strength(iter(some + others))
    assert both == max(assertion_strength(some), assertion_strength(others))
    assert both is not Certainty.SILENT


def test_claims_mention_their_actors_speakers_and_places() -> None:
    told = attrs.evolve(claim(speaker=SOMEBODY), actors=(ActorId("crown"),), places=(PlaceId("ostrel"),))
    other = attrs.evolve(claim(), actors=(ActorId("crown"), ActorId("riders")), places=(PlaceId("fenland"),))
    actors, places = mentions(iter([told, other]))
    assert sorted(actors) == ["crown", "riders", "somebody"]
    assert sorted(places) == ["fenland", "ostrel"]


def test_claims_without_actors_and_places_mention_none() -> None:
    assert mentions([]) == (frozenset(), frozenset())
    assert mentions([claim()]) == (frozenset(), frozenset())


def test_a_claim_is_found_by_its_id_in_any_spelling(world: Dataset) -> None:
    ran = world.claims["red-courier/guards-ran"]
    assert world.claims.find("Red Courier: GUARDS RAN") is ran
    assert ran in world.claims.search("guards ran")
