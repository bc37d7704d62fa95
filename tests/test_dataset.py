"""The dataset: built from records and checked, never changed, copied and pickled."""

import copy
import multiprocessing
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from support.datasets import changed, measure, problems_of, records_of, replacing, same_records, unchecked
from support.tables import SOURCE

import afghanwar
from afghanwar import Actor, Battle, Dataset, DatasetError, Measure
from afghanwar.actors import ActorId, ActorKind
from afghanwar.charts import timeline
from afghanwar.export import to_geojson, to_timelinejs
from afghanwar.export.graph import to_networkx

SHELVES = ("sources", "claims", "actors", "places", "measures", "events", "relationships", "disagreements")


def crew(*wholes: str, id: str = "crew") -> Actor:
    return Actor(
        id=ActorId(id), name="Crew", kind=ActorKind.GROUP, description="Sailors.", part_of=tuple(map(ActorId, wholes))
    )


# Building


def test_records_of_any_kinds_in_any_order_make_a_dataset(world: Dataset) -> None:
    built = Dataset.of(reversed(records_of(world)))
    assert same_records(built, world)
    assert all(len(getattr(built, name)) > 0 for name in SHELVES)


def test_no_records_make_an_empty_dataset() -> None:
    assert records_of(Dataset.of([])) == []


def test_every_shelf_is_in_the_order_of_ids(world: Dataset) -> None:
    for shelf in Dataset.of(reversed(records_of(world))).shelves:
        assert [record.id for record in shelf] == sorted(record.id for record in shelf)


def test_a_battle_is_on_its_own_shelf_and_among_the_events(world: Dataset) -> None:
    assert [battle.id for battle in world.battles] == ["siege-of-greymoor"]
    assert world.events["siege-of-greymoor"] is world.battles["siege-of-greymoor"]
    assert [event.id for event in world.events if isinstance(event, Battle)] == ["siege-of-greymoor"]
    assert world.battles is world.battles
    assert world.battles.kind == "battle"


def test_a_dataset_has_a_length_and_goes_through_all_records(world: Dataset) -> None:
    assert len(world) == len(list(world)) == sum(len(shelf) for shelf in world.shelves)
    assert list(world) == [record for shelf in world.shelves for record in shelf]
    assert len(Dataset.of([])) == 0


def test_the_chronology_and_the_indexes_are_built_once(world: Dataset) -> None:
    assert world.chronology is world.chronology
    assert world.indexes is world.indexes
    assert [event.id for event in world.indexes.events.records][:2] == ["salt-war", "fall-of-ostrel"]
    assert set(world.indexes.events.records) == set(world.events)


@pytest.mark.parametrize("thing", ["crown", 7, None, ("crown",), Measure])
def test_only_records_make_a_dataset(world: Dataset, thing: Any) -> None:
    with pytest.raises(TypeError) as caught:
        Dataset.of([*records_of(world), thing])
    assert "expected a record, not " in str(caught.value)
    assert (thing if isinstance(thing, str) else "") in str(caught.value)
    with pytest.raises(TypeError):
        Dataset.of([thing], onto=world)


@pytest.mark.parametrize("wrong", [3, "abc", ["abc"]], ids=str)
def test_something_else_than_a_dataset_or_records_is_an_error_that_names_it(world: Dataset, wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^expected (several records|a record), not .*(3|abc)"):
        Dataset.of(wrong)
    for make in (
        lambda: Dataset.of([], onto=wrong),
        lambda: world.merge(wrong),
        lambda: afghanwar.events_between(dataset=wrong),
        lambda: afghanwar.to_rows(world.events, dataset=wrong),
        lambda: afghanwar.read(Path(__file__).parent / "world" / "seeds", onto=wrong),
        lambda: to_geojson([], dataset=wrong),
        lambda: to_timelinejs([], dataset=wrong),
        lambda: to_networkx([], dataset=wrong),
        lambda: timeline(dataset=wrong),
        lambda: afghanwar.from_rows([], source=SOURCE, id="no", when="when", onto=wrong),
    ):
        with pytest.raises(TypeError, match=r"^expected a dataset, not .*(3|abc)"):
            make()


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


def test_an_id_is_unique_on_its_shelf(world: Dataset) -> None:
    with pytest.raises(DatasetError) as caught:
        Dataset.of([*records_of(world), measure("ships"), measure("guards")])
    assert problems_of(caught) == [("guards", ""), ("ships", "")]
    boats = measure("boats")
    for twice in ([boats, measure("boats")], [boats, boats], [boats, boats, boats]):
        with pytest.raises(DatasetError, match="more than one measure has this id") as caught:
            Dataset.of(twice)
        assert problems_of(caught) == [("boats", "")]


def test_an_actor_and_a_place_may_have_the_same_id(world: Dataset) -> None:
    assert world.actors["lowmark"].name == world.places["lowmark"].name


def test_a_shelf_has_the_name_of_its_kind(world: Dataset) -> None:
    for dataset in (world, Dataset.of(records_of(world)), world.according_to("red-courier")):
        assert [f"{shelf.kind}s" for shelf in dataset.shelves] == list(SHELVES)


# Never changing


@pytest.mark.parametrize("name", [*SHELVES, "battles", "chronology", "indexes", "colour", "_views", "_whole"])
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


def test_a_dataset_equals_only_itself(world: Dataset) -> None:
    again = Dataset.of(records_of(world))
    assert world != again
    assert {world, world, again} == {again, world}


def test_a_dataset_is_shown_with_its_numbers_of_records(world: Dataset) -> None:
    shown = repr(world)
    assert "Dataset" in shown
    assert "3 sources" in shown
    assert "22 claims" in shown
    assert len(shown) < 200


# On top of another dataset


def test_records_may_refer_to_those_of_the_dataset_they_are_added_to(world: Dataset) -> None:
    joined = Dataset.of([crew("crown"), measure("boats")], onto=world)
    assert same_records(joined, Dataset.of([*world, crew("crown"), measure("boats")]))
    assert "crew" not in world.actors
    assert Dataset.of([], onto=world) is not world
    assert same_records(Dataset.of([], onto=world), world)
    with pytest.raises(DatasetError, match="no actor has the id 'crown'"):
        Dataset.of([crew("crown")])


def test_records_may_not_repeat_those_of_the_dataset_they_are_added_to(world: Dataset) -> None:
    for again in (world.actors["crown"], crew("lowmark", id="crown")):
        with pytest.raises(DatasetError) as caught:
            Dataset.of([again, crew("crown")], onto=world)
        assert [(each.kind, each.record, each.field) for each in caught.value.problems] == [("actor", "crown", "")]
        assert "more than one actor has this id" in caught.value.problems[0].message


def test_only_records_that_are_added_are_checked(world: Dataset) -> None:
    faulty = unchecked(replacing(world, changed(world.actors["crown"], name=" ")))
    with pytest.raises(DatasetError) as caught:
        Dataset.of([crew("crown"), measure("boats", unit="")], onto=faulty)
    assert problems_of(caught) == [("boats", "unit")]
    assert "crew" in Dataset.of([crew("crown")], onto=faulty).actors


def test_a_ring_through_records_that_are_added_is_reported(world: Dataset) -> None:
    with pytest.raises(DatasetError) as caught:
        Dataset.of([crew("mates"), crew("crew", id="mates")], onto=world)
    assert problems_of(caught) == [("crew", "part_of"), ("mates", "part_of")]


def test_records_may_be_added_to_a_view(world: Dataset) -> None:
    view = world.according_to("red-courier")
    joined = Dataset.of([crew("crown")], onto=view)
    assert same_records(joined, Dataset.of([*view, crew("crown")]))
    assert joined.according_to("red-courier") is joined


# Copies, processes and threads


def test_a_copy_of_a_dataset_is_the_dataset(world: Dataset) -> None:
    view = world.according_to("red-courier")
    for dataset in (world, view):
        assert copy.copy(dataset) is copy.deepcopy(dataset) is dataset
        assert copy.deepcopy({"a": [dataset]})["a"][0] is dataset


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickled_dataset_is_the_same_dataset(world: Dataset, protocol: int) -> None:
    again = pickle.loads(pickle.dumps(world, protocol))
    assert type(again) is Dataset
    assert same_records(again, world)
    assert [shelf.kind for shelf in again.shelves] == [shelf.kind for shelf in world.shelves]
    assert afghanwar.events_between("1902", "1903", dataset=again) == afghanwar.events_between(
        "1902", "1903", dataset=world
    )
    assert again.chronology.lives == world.chronology.lives


def test_a_pickled_view_is_a_view(world: Dataset) -> None:
    view = world.according_to("red-courier", "almanac-1905")
    again, whole = pickle.loads(pickle.dumps((view, world)))
    assert same_records(again, view)
    assert same_records(whole, world)
    assert whole.according_to("red-courier", "almanac-1905") is again
    with pytest.raises(DatasetError, match="two views of one dataset"):
        again.merge(whole)
    narrower = pickle.loads(pickle.dumps(view.according_to("red-courier")))
    assert same_records(narrower, world.according_to("red-courier"))


def test_a_dataset_that_was_used_can_be_pickled_with_its_errors_and_records(world: Dataset) -> None:
    assert world.actors.search("voss")
    assert world.battles.search("greymoor")
    again, event = pickle.loads(pickle.dumps((world, world.events["fall-of-ostrel"])))
    assert event in again.events
    assert event in world.events
    assert hash(event) == hash(world.events["fall-of-ostrel"])
    assert again.battles[:] == world.battles[:]


def answers(dataset: Dataset) -> tuple[object, ...]:
    """What a dataset answers to some questions."""
    return (
        [dataset.chronology.times(record) for record in (*dataset.events, *dataset.relationships)],
        [record.id for record in dataset],
        [event.id for event in afghanwar.events_between("1902", "1904", dataset=dataset)],
        [tie.id for tie in afghanwar.relationships_of("red-league", dataset=dataset)],
        [battle.id for battle in dataset.battles],
        dataset.actors.find("the league").id,
    )


def answers_of_a_part(dataset: Dataset) -> tuple[object, ...]:
    return answers(dataset.according_to("red-courier"))


def test_other_processes_give_the_same_answers(world: Dataset) -> None:
    view = world.according_to("red-courier", "harbour-chronicle")
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        for ask in (answers, answers_of_a_part):
            assert list(pool.map(ask, [world, view, view])) == [ask(world), ask(view), ask(view)]
        # A record, a shelf and a dataset come back, too.
        assert pool.submit(copy.copy, world.events["salt-war"]).result() == world.events["salt-war"]
        assert list(pool.submit(copy.copy, view.claims).result()) == list(view.claims)
        assert same_records(pool.submit(copy.copy, view).result(), view)


@pytest.mark.parametrize(
    "use",
    [
        lambda dataset: dataset.according_to("red-courier"),
        lambda dataset: dataset.according_to("red-courier").events["fall-of-ostrel"],
        lambda dataset: dataset.according_to("red-courier").battles[:1][0],
        lambda dataset: dataset.actors.find("Voss"),
    ],
    ids=["view", "event of a view", "battle of a view", "name"],
)
def test_threads_that_use_a_new_dataset_at_once_get_the_same_objects(
    world: Dataset, use: Callable[[Dataset], object]
) -> None:
    dataset = Dataset.of(world)
    start = threading.Barrier(16)

    def together(_: int) -> object:
        start.wait(timeout=60)
        return use(dataset)

    with ThreadPoolExecutor(16) as pool:
        seen = list(pool.map(together, range(16)))
    assert all(each is seen[0] for each in seen)


def test_threads_that_ask_a_new_dataset_at_once_get_the_same_answers(world: Dataset) -> None:
    dataset = Dataset.of(world)
    with ThreadPoolExecutor(16) as pool:
        for ask in (answers, answers_of_a_part):
            assert all(each == ask(world) for each in pool.map(ask, [dataset] * 64))
