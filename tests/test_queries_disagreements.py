"""The query for disagreements, asked of the made-up world."""

import attrs
import pytest
from support.answers import ids
from support.datasets import replacing

import afghanwar as aw
from afghanwar import Dataset, DisagreementKind


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        (None, ["day-of-ostrel", "guards-of-ostrel", "guild-paid"]),
        ("Harbour Guild", ["guild-paid"]),
        ("Fenland", ["day-of-ostrel", "guards-of-ostrel"]),
        ("guards who fled Ostrel", ["day-of-ostrel", "guards-of-ostrel"]),
        ("Fall of Ostrel", ["day-of-ostrel", "guards-of-ostrel"]),
        ("Tolan Reed", []),
    ],
)
def test_disagreements_are_found_by_what_they_are_about(world: Dataset, subject: str | None, found: list[str]) -> None:
    assert ids(aw.disagreements_about(subject, dataset=world)) == found


def test_a_subject_may_be_a_record_of_each_kind(world: Dataset) -> None:
    of_ostrel = ["day-of-ostrel", "guards-of-ostrel"]
    assert ids(aw.disagreements_about(world.actors["harbour-guild"], dataset=world)) == ["guild-paid"]
    assert ids(aw.disagreements_about(world.places["ostrel"], dataset=world)) == of_ostrel
    assert ids(aw.disagreements_about(world.measures["guards"], dataset=world)) == of_ostrel
    assert ids(aw.disagreements_about(world.events["fall-of-ostrel"], dataset=world)) == of_ostrel


def test_disagreements_can_be_filtered_by_kind(world: Dataset) -> None:
    assert ids(aw.disagreements_about(kinds="scope", dataset=world)) == ["guards-of-ostrel"]
    assert ids(aw.disagreements_about(kinds=DisagreementKind.CONTRADICTION, dataset=world)) == [
        "day-of-ostrel",
        "guild-paid",
    ]
    assert aw.disagreements_about(kinds=["wording"], dataset=world) == ()
    assert aw.disagreements_about(kinds=[], dataset=world) == ()
    both = aw.disagreements_about("Fenland", kinds=["scope", DisagreementKind.WORDING], dataset=world)
    assert ids(both) == ["guards-of-ostrel"]


def test_a_disagreement_needs_two_positions_in_the_view(world: Dataset) -> None:
    assert aw.disagreements_about("ships", dataset=world) == ()
    counted = [world.claims[id] for id in ("harbour-chronicle/guards-fled", "red-courier/guards-ran")]
    ships = [
        attrs.evolve(each, quantities=(attrs.evolve(each.quantities[0], measure=world.measures["ships"].id),))
        for each in counted
    ]
    assert aw.disagreements_about("guards", dataset=Dataset.of(replacing(world, *ships))) == ()
    assert aw.disagreements_about(according_to="red-courier", dataset=world) == ()
    assert ids(aw.disagreements_about(according_to=["red-courier", "harbour-chronicle"], dataset=world)) == [
        "day-of-ostrel",
        "guards-of-ostrel",
    ]
    assert aw.disagreements_about("Fenland", according_to="red-courier", dataset=world) == ()
