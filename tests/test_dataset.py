"""The dataset: built from records, never changed, and joined with another."""

from typing import Any

import attrs
import pytest
from support.datasets import records_of, same_records

from afghanwar import Battle, Dataset, DatasetError, Measure, Problem
from afghanwar.kinds import AnyRecord
from afghanwar.measures import MeasureId

SHELVES = ("sources", "claims", "actors", "places", "measures", "events", "relationships", "disagreements")


def measure(id: str, **changes: Any) -> Measure:
    plain = Measure(id=MeasureId(id), name=f"the number of {id}", unit="things", description="Things.")
    return attrs.evolve(plain, **changes)


@pytest.fixture
def other() -> Dataset:
    """A dataset of its own."""
    return Dataset.of([measure("boats"), measure("carts")])


def problems_of(caught: pytest.ExceptionInfo[DatasetError]) -> list[tuple[str, str]]:
    return [(problem.record, problem.field) for problem in caught.value.problems]


# Building


def test_records_of_any_kinds_in_any_order_make_a_dataset(world: Dataset) -> None:
    built = Dataset.of(reversed(records_of(world)))
    assert same_records(built, world)
    assert all(len(getattr(built, name)) > 0 for name in SHELVES)


def test_no_records_make_an_empty_dataset() -> None:
    assert records_of(Dataset.of([])) == []


def test_every_shelf_is_in_the_order_of_ids(world: Dataset) -> None:
    for shelf in Dataset.of(reversed(records_of(world))).all:
        assert [record.id for record in shelf] == sorted(record.id for record in shelf)


def test_a_battle_is_on_its_own_shelf_and_among_the_events(world: Dataset) -> None:
    assert [battle.id for battle in world.battles] == ["siege-of-greymoor"]
    assert world.events["siege-of-greymoor"] is world.battles["siege-of-greymoor"]
    assert [event.id for event in world.events if isinstance(event, Battle)] == ["siege-of-greymoor"]
    assert world.battles is world.battles
    assert world.battles.kind == "battle"


def test_the_timeline_has_the_events_by_their_time(world: Dataset) -> None:
    assert [event.id for event in world.timeline.records][:2] == ["salt-war", "fall-of-ostrel"]
    assert set(world.timeline.records) == set(world.events)
    assert world.timeline is world.timeline


@pytest.mark.parametrize("thing", ["crown", 7, None, ("crown",), Measure])
def test_only_records_make_a_dataset(world: Dataset, thing: Any) -> None:
    with pytest.raises(TypeError) as caught:
        Dataset.of([*records_of(world), thing])
    assert repr(thing) in str(caught.value)


def test_records_that_do_not_fit_together_are_all_listed(world: Dataset) -> None:
    broken = [record for record in records_of(world) if record.id not in ("red-league", "greymoor")]
    with pytest.raises(DatasetError) as caught:
        Dataset.of([*broken, measure("boats", name=" ")])
    found = problems_of(caught)
    assert {
        ("harbour-chronicle/siege-dates", "actors"),
        ("harbour-chronicle/siege-dates", "places"),
        ("riders", "part_of"),
        ("boats", "name"),
        ("siege-of-greymoor", "sides.actors"),
        ("voss-leads-league", "object"),
    } <= set(found)
    # They come kind by kind, and by id within a kind.
    assert found.index(("red-courier/reed-commanded", "places")) < found.index(("riders", "part_of"))
    assert found.index(("boats", "name")) < found.index(("siege-of-greymoor", "places"))


def test_an_id_stands_once_on_its_shelf(world: Dataset) -> None:
    with pytest.raises(DatasetError) as caught:
        Dataset.of([*records_of(world), measure("ships"), measure("guards")])
    assert problems_of(caught) == [("guards", ""), ("ships", "")]
    with pytest.raises(DatasetError):
        Dataset.of([measure("boats"), measure("boats")])


def test_an_actor_and_a_place_may_have_one_id(world: Dataset) -> None:
    assert world.actors["lowmark"].name == world.places["lowmark"].name


def test_a_shelf_says_what_it_holds(world: Dataset) -> None:
    for dataset in (world, Dataset.of(records_of(world)), world.according_to("red-courier")):
        assert [f"{shelf.kind}s" for shelf in dataset.all] == list(SHELVES)


# Never changing


@pytest.mark.parametrize("name", [*SHELVES, "battles", "timeline", "colour", "_views", "_whole"])
def test_nothing_of_a_dataset_can_be_set(world: Dataset, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(world, name, None)
    with pytest.raises(AttributeError):
        delattr(world, name)


def test_a_shelf_is_read_only(world: Dataset) -> None:
    shelf: Any = world.actors
    crown = world.actors["crown"]
    with pytest.raises(TypeError):
        shelf["crown"] = crown
    with pytest.raises(TypeError):
        del shelf["crown"]
    with pytest.raises(AttributeError):
        shelf.kind = "place"
    with pytest.raises(AttributeError):
        shelf.append(crown)


def test_a_dataset_equals_itself_alone(world: Dataset) -> None:
    again = Dataset.of(records_of(world))
    assert world != again
    assert {world, world, again} == {again, world}


def test_a_dataset_is_shown_by_how_much_it_has(world: Dataset) -> None:
    shown = repr(world)
    assert "Dataset" in shown
    assert "3 sources" in shown
    assert "22 claims" in shown
    assert len(shown) < 200


# Joining


def test_joining_two_datasets_gives_the_records_of_both(world: Dataset, other: Dataset) -> None:
    joined = world.merge(other)
    assert [each.id for each in joined.measures] == ["boats", "carts", "guards", "ships"]
    assert same_records(joined, Dataset.of(records_of(world, other)))
    assert len(other.measures) == len(world.measures) == 2


def test_one_id_with_two_contents_is_a_clash_and_every_clash_is_listed(world: Dataset) -> None:
    clashing: list[AnyRecord] = [
        measure("ships"),
        measure("guards"),
        attrs.evolve(world.places["ostrel"], name="Ostrel-on-Sea"),
        world.places["fenland"],
        world.places["lowmark"],
    ]
    with pytest.raises(DatasetError) as caught:
        world.merge(Dataset.of(clashing))
    assert problems_of(caught) == [("ostrel", ""), ("guards", ""), ("ships", "")]
    assert all("different content" in problem.message for problem in caught.value.problems)
    assert "place" in caught.value.problems[0].message


def test_an_event_and_a_battle_with_one_id_clash(world: Dataset) -> None:
    fall = world.events["fall-of-ostrel"]
    battle = Battle(
        id=fall.id, name=fall.name, dates=fall.dates, places=fall.places, part_of=fall.part_of, evidence=fall.evidence
    )
    rest = [record for record in records_of(world) if record is not fall]
    with pytest.raises(DatasetError) as caught:
        world.merge(Dataset.of([*rest, attrs.evolve(battle, inferred=("part_of",))]))
    assert problems_of(caught) == [("fall-of-ostrel", "")]


def test_views_of_one_dataset_are_not_joined(world: Dataset) -> None:
    view = world.according_to("red-courier")
    views = (view, world.according_to("almanac-1905"), world.according_to("red-courier", "almanac-1905"))
    for one, two in [(views[0], views[1]), (views[1], views[2]), (view, world), (world, view)]:
        with pytest.raises(DatasetError) as caught:
            one.merge(two)
        assert [type(problem) for problem in caught.value.problems] == [Problem]
        assert "according_to" in caught.value.problems[0].message
    with pytest.raises(DatasetError, match="two views"):
        views[2].according_to("red-courier").merge(views[1])


def test_a_view_may_be_joined_with_itself_and_with_another_dataset(world: Dataset, other: Dataset) -> None:
    view = world.according_to("red-courier")
    assert same_records(view.merge(view), view)
    assert same_records(view.merge(other), Dataset.of(records_of(view, other)))
