"""The query for quantities, asked of the made-up world."""

from typing import Any

import afghanwar as aw
from afghanwar import Dataset


def test_the_quantities_of_a_measure_come_by_source(world: Dataset) -> None:
    pairs = aw.quantities_of("guards", dataset=world)
    assert [(claim.source, quantity.wording) for claim, quantity in pairs] == [
        ("harbour-chronicle", "about 300"),
        ("red-courier", "450"),
    ]
    assert aw.quantities_of(world.measures["guards"], dataset=world) == pairs
    assert aw.quantities_of("guards who fled Ostrel", dataset=world) == pairs


def test_quantities_can_be_filtered_by_unit_and_source(world: Dataset) -> None:
    assert [quantity.measure for _, quantity in aw.quantities_of(dataset=world)] == ["guards", "guards", "ships"]
    assert [quantity.measure for _, quantity in aw.quantities_of(unit="ships", dataset=world)] == ["ships"]
    assert aw.quantities_of("guards", unit="ships", dataset=world) == ()
    ((claim, quantity),) = aw.quantities_of("guards", unit="people", according_to="red-courier", dataset=world)
    assert (claim.id, quantity.low) == ("red-courier/guards-ran", 450)


def test_quantities_can_be_filtered_by_size_both_limits_included(world: Dataset) -> None:
    def wordings(**limits: Any) -> list[str]:
        return [quantity.wording for _, quantity in aw.quantities_of("guards", dataset=world, **limits)]

    assert wordings(at_least=300) == ["about 300", "450"]
    assert wordings(at_least=301) == wordings(at_least=450) == ["450"]
    assert wordings(at_least=451) == []
    assert wordings(at_most=450) == wordings(at_most=500) == ["about 300", "450"]
    assert wordings(at_most=449) == wordings(at_most=300) == ["about 300"]
    assert wordings(at_most=299) == wordings(at_least=301, at_most=449) == []


def test_a_word_for_many_has_a_lower_bound_and_no_upper_one() -> None:
    for claim, quantity in aw.quantities_of():
        for word, low in (("hundreds", 100), ("thousands", 1_000), ("millions", 1_000_000)):
            if word in quantity.wording.split():
                assert (quantity.low, quantity.high) == (low, None), claim.id
    many = {claim.id for claim, _ in aw.quantities_of(unit="people", at_least=1_000_000)}
    assert "socialistworld-2021/millions-protested-invasion-of-iraq" in many


def test_a_number_with_decimals_is_compared_as_it_is_written() -> None:
    measure = "daily-earnings-below-the-poverty-line"
    ((_, quantity),) = aw.quantities_of(measure, at_most=1.9)
    assert (quantity.wording, quantity.low, quantity.high) == ("less than $1.90 a day", None, 1.9)
    assert aw.quantities_of(measure, at_most=1.89) == ()
