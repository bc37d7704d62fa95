"""Merging two datasets: one has the records of both, or every clash is listed."""

import attrs
import pytest
from support.datasets import changed, measure, problems_of, records_of, replacing, same_records

from afghanwar import Battle, Dataset, DatasetError, Problem
from afghanwar.kinds import AnyRecord


@pytest.fixture
def other() -> Dataset:
    """A dataset that has nothing in common with the made-up one."""
    return Dataset.of([measure("boats"), measure("carts")])


def test_merging_two_datasets_gives_the_records_of_both(world: Dataset, other: Dataset) -> None:
    joined = world.merge(other)
    assert [each.id for each in joined.measures] == ["boats", "carts", "guards", "ships"]
    assert same_records(joined, Dataset.of(records_of(world, other)))
    assert len(other.measures) == len(world.measures) == 2


def test_every_clash_is_listed_with_the_fields_that_differ(world: Dataset) -> None:
    clashing: list[AnyRecord] = [
        measure("ships"),
        measure("guards"),
        attrs.evolve(world.places["ostrel"], name="Ostrel-on-Sea"),
        world.places["fenland"],
        world.places["lowmark"],
    ]
    with pytest.raises(DatasetError) as caught:
        world.merge(Dataset.of(clashing))
    assert [(each.kind, each.record, each.field) for each in caught.value.problems] == [
        ("place", "ostrel", "name"),
        ("measure", "guards", "name, unit, description"),
        ("measure", "ships", "name, unit, description"),
    ]
    assert all("different content" in problem.message for problem in caught.value.problems)
    assert "this place has" in caught.value.problems[0].message
    with pytest.raises(DatasetError) as reversed_order:
        Dataset.of(clashing).merge(world)
    assert reversed_order.value.problems == caught.value.problems


def test_a_small_dataset_is_merged_into_a_large_one_from_either_side(world: Dataset, other: Dataset) -> None:
    small = Dataset.of([*other, world.places["lowmark"], world.measures["ships"]])
    assert same_records(world.merge(small), small.merge(world))
    assert len(world.merge(small)) == len(world) + 2
    changes: list[tuple[AnyRecord, str]] = [
        (changed(world.claims["red-courier/guards-ran"], says="Nothing.", note="x"), "says, note"),
        (changed(world.events["fall-of-ostrel"], order=(), ends=()), "ends"),
        (changed(world.relationships["voss-leads-league"], order=()), "order"),
        (changed(world.sources["red-courier"], published=None, title="x"), "title, published"),
    ]
    for record, fields in changes:
        with pytest.raises(DatasetError) as caught:
            Dataset.of(replacing(world, record)).merge(Dataset.of([measure("boats")], onto=world))
        assert problems_of(caught) == [(record.id, fields)]


def test_the_time_of_an_event_does_not_clash_by_itself(world: Dataset) -> None:
    fall = world.events["fall-of-ostrel"]
    shifted = changed(fall, dates=fall.dates[:1])
    with pytest.raises(DatasetError) as caught:
        world.merge(Dataset.of(replacing(world, shifted)))
    assert problems_of(caught)[0][1].split(", ")[0] == "dates"


def test_an_event_and_a_battle_with_one_id_clash(world: Dataset) -> None:
    fall = world.events["fall-of-ostrel"]
    battle = Battle(
        id=fall.id, name=fall.name, dates=fall.dates, places=fall.places, part_of=fall.part_of, evidence=fall.evidence
    )
    rest = [record for record in records_of(world) if record is not fall]
    with pytest.raises(DatasetError) as caught:
        world.merge(Dataset.of([*rest, attrs.evolve(battle, inferred=("part_of",))]))
    assert problems_of(caught) == [("fall-of-ostrel", "kind")]


def test_views_of_one_dataset_are_not_merged(world: Dataset) -> None:
    view = world.according_to("red-courier")
    views = (view, world.according_to("almanac-1905"), world.according_to("red-courier", "almanac-1905"))
    for one, two in [(views[0], views[1]), (views[1], views[2]), (view, world), (world, view)]:
        with pytest.raises(DatasetError) as caught:
            one.merge(two)
        assert [type(problem) for problem in caught.value.problems] == [Problem]
        assert "according_to" in caught.value.problems[0].message
    with pytest.raises(DatasetError, match="two views"):
        views[2].according_to("red-courier").merge(views[1])


def test_a_view_may_be_merged_with_itself_and_with_another_dataset(world: Dataset, other: Dataset) -> None:
    view = world.according_to("red-courier")
    assert same_records(view.merge(view), view)
    assert same_records(view.merge(other), Dataset.of(records_of(view, other)))
