"""Shelves: the records of one kind, and the shelf of each record."""

import copy
import itertools
import pickle
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest

from afghanwar import Battle, Dataset, load
from afghanwar.actors import Actor, ActorId, ActorKind
from afghanwar.dataset.shelf import Shelf, Shelves
from afghanwar.errors import AmbiguousNameError, DatasetError, UnknownRecordError
from afghanwar.events import Order
from afghanwar.kinds import has_field, kind_of
from afghanwar.places import Identifiers, Place, PlaceId, PlaceKind


def actor(id: str, name: str, *aliases: str) -> Actor:
    return Actor(id=ActorId(id), name=name, kind=ActorKind.GROUP, aliases=aliases, description="An actor.")


def copy_of(actor: Actor) -> Actor:
    return attrs.evolve(actor)


TALIBAN = actor("taliban", "Taliban", "Taleban", "the Taliban", "Islamic Emirate")
JAMIAT = actor("jamiat-e-islami", "Jamiʿat-e Islami", "Jamiat")
US = actor("united-states", "United States", "U.S.", "America")
ASHRAF = actor("ashraf-ghani", "Ashraf Ghani", "Ghani")
EVERYBODY = [TALIBAN, JAMIAT, US, ASHRAF]


@pytest.fixture
def shelf() -> Shelf[Actor]:
    return Shelf("actor", lambda: EVERYBODY)


# One shelf


def test_a_shelf_has_its_records_in_the_order_of_their_ids(shelf: Shelf[Actor]) -> None:
    assert len(shelf) == 4
    assert list(shelf) == [ASHRAF, JAMIAT, TALIBAN, US]
    assert list(shelf) == list(shelf)
    assert repr(shelf) == "<4 records of kind 'actor'>"


def test_a_record_is_read_by_its_id(shelf: Shelf[Actor]) -> None:
    assert shelf["taliban"] is shelf.get("taliban") is TALIBAN
    assert shelf.get("Taliban") is shelf.get("iran") is None


def test_some_records_are_read_as_a_slice(shelf: Shelf[Actor]) -> None:
    assert shelf[:2] == (ASHRAF, JAMIAT)
    assert shelf[-1:] == (US,)
    assert shelf[::-2] == (US, JAMIAT)
    assert shelf[:] == tuple(shelf)
    assert shelf[4:] == ()


@pytest.mark.parametrize("wrong", [7, -1, None, ["taliban"], {}, TALIBAN])
def test_a_key_that_is_neither_an_id_nor_a_slice_is_a_type_error(shelf: Shelf[Actor], wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"an id or a slice, not .*; to index by position, use shelf\[:1\]"):
        shelf[wrong]


def test_ids_and_records_are_in_a_shelf_and_names_are_not(shelf: Shelf[Actor]) -> None:
    assert "taliban" in shelf
    assert TALIBAN in shelf
    assert copy_of(TALIBAN) in shelf
    assert "Taliban" not in shelf
    assert "" not in shelf


@pytest.mark.parametrize(
    "other",
    [
        7,
        None,
        Actor,
        actor("taliban", "Another with that id"),
        actor("iran", "Iran"),
        Place(id=PlaceId("taliban"), name="Taliban", kind=PlaceKind.CITY),
        attrs.make_class("NoId", [])(),
    ],
    ids=repr,
)
def test_other_values_are_not_in_a_shelf(shelf: Shelf[Actor], other: object) -> None:
    assert other not in shelf


def test_an_empty_shelf_is_false_and_finds_nothing() -> None:
    empty: Shelf[Actor] = Shelf("actor", list)
    assert not empty
    assert list(empty) == []
    assert empty[:3] == empty.search("taliban") == ()
    assert empty.nearest("taliban") == ()
    with pytest.raises(UnknownRecordError) as caught:
        empty.find("taliban")
    assert caught.value.nearest == ()


def test_an_id_is_completed_in_a_notebook(shelf: Shelf[Actor]) -> None:
    assert shelf._ipython_key_completions_() == [record.id for record in shelf]


def test_reading_by_id_does_not_accept_a_name(shelf: Shelf[Actor]) -> None:
    with pytest.raises(UnknownRecordError, match="did you mean 'taliban'") as caught:
        shelf["Taliban"]
    assert not isinstance(caught.value, KeyError)


@pytest.mark.parametrize("given", [TALIBAN, actor("taliban", "Another with that id")])
def test_a_record_finds_the_record_of_the_shelf_that_has_its_id(shelf: Shelf[Actor], given: Actor) -> None:
    assert shelf.find(given) is TALIBAN
    assert shelf.candidates(given) == (TALIBAN,)


@pytest.mark.parametrize("wrong", [None, 7, ["taliban"], object(), slice(1)])
def test_finding_something_other_than_a_text_or_a_record_is_a_type_error(shelf: Shelf[Actor], wrong: Any) -> None:
    for look in (shelf.find, shelf.candidates):
        with pytest.raises(TypeError, match="expected an id, a name or a record of kind 'actor', not "):
            look(wrong)


def test_a_record_that_is_not_on_the_shelf_is_unknown(shelf: Shelf[Actor]) -> None:
    kabul = Place(id=PlaceId("kabul"), name="Kabul", kind=PlaceKind.CITY)
    assert shelf.candidates(kabul) == ()
    with pytest.raises(UnknownRecordError, match="'kabul'"):
        shelf.find(kabul)


def test_a_record_of_another_kind_does_not_find_the_one_that_has_its_id(shelf: Shelf[Actor]) -> None:
    with pytest.raises(TypeError, match="a record of kind 'actor', not <Place: "):
        shelf.find(Place(id=PlaceId("taliban"), name="Taliban", kind=PlaceKind.CITY))


@pytest.mark.parametrize("twin", [lambda actor: actor, copy_of], ids=["the same object", "an equal one"])
def test_every_repeated_id_is_reported_once_however_the_shelf_is_used(twin: Any) -> None:
    shelf = Shelf("actor", lambda: [US, TALIBAN, twin(US), JAMIAT, twin(US), twin(TALIBAN)])
    for use in (
        len,
        list,
        lambda shelf: shelf.find("us"),
        lambda shelf: "x" in shelf,
        lambda shelf: shelf.search("us"),
    ):
        with pytest.raises(DatasetError, match="more than one actor has this id; remove or rename") as caught:
            use(shelf)
        found = [(problem.kind, problem.record) for problem in caught.value.problems]
        assert found == [("actor", "taliban"), ("actor", "united-states")]


def test_a_shelf_is_read_only(shelf: Shelf[Actor]) -> None:
    before = list(shelf)
    with pytest.raises(AttributeError):
        shelf.kind = "place"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        shelf.note = "x"  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        shelf["taliban"] = US  # type: ignore[index]
    with pytest.raises(TypeError):
        del shelf["taliban"]  # type: ignore[attr-defined]
    assert list(shelf) == before


# Identifiers


ALL = Identifiers(wikidata="Q30", ucdp=3, gw=2, cow=5, iso3="USA")


@pytest.mark.parametrize("field", [field.name for field in attrs.fields(Identifiers)])
def test_a_record_is_found_by_each_identifier(field: str) -> None:
    known = attrs.evolve(US, identifiers=ALL)
    shelf = Shelf("actor", lambda: [TALIBAN, known])
    value = getattr(ALL, field)
    assert shelf.by_identifier(field, value) is shelf.by_identifier(field, str(value)) is known
    with pytest.raises(UnknownRecordError, match=f"^no actor has the {field} identifier '99'; ") as caught:
        shelf.by_identifier(field, 99)
    assert (caught.value.field, caught.value.ref) == (field, "99")


def test_an_identifier_of_two_records_is_ambiguous() -> None:
    shelf = Shelf("actor", lambda: [attrs.evolve(each, identifiers=ALL) for each in (US, TALIBAN)])
    with pytest.raises(AmbiguousNameError, match=r"^the ucdp identifier '3' belongs to more than one actor") as caught:
        shelf.by_identifier("ucdp", 3)
    assert caught.value.candidates == ("taliban", "united-states")


def test_a_wrong_identifier_is_refused(shelf: Shelf[Actor], world: Dataset) -> None:
    with pytest.raises(ValueError, match="'isbn' is not an identifier; use one of 'wikidata', 'ucdp'"):
        shelf.by_identifier("isbn", "X")
    with pytest.raises(TypeError, match=r"expected a string or an integer, not 3\.0"):
        shelf.by_identifier("ucdp", 3.0)  # type: ignore[arg-type]
    with pytest.raises(UnknownRecordError):
        world.claims.by_identifier("ucdp", 3)


# Filling a shelf


def slowly(records: list[Actor], runs: list[int], pause: float = 0) -> Iterator[Actor]:
    """Yield copies of some records, and record that the shelf was filled."""
    runs.append(1)
    for record in records:
        time.sleep(pause)
        yield copy_of(record)


def test_a_shelf_is_filled_once_and_only_when_it_is_used() -> None:
    runs: list[int] = []
    shelf = Shelf("actor", lambda: slowly(EVERYBODY, runs))
    assert runs == []
    for _ in range(3):
        assert len(shelf) == 4
        assert shelf.find("Taleban") is shelf["taliban"]
        assert TALIBAN in shelf.search("tali")
    assert runs == [1]


def test_a_shelf_does_not_change_with_the_list_that_it_was_filled_from() -> None:
    records = [TALIBAN]
    shelf = Shelf("actor", lambda: records)
    assert len(shelf) == 1
    records.append(US)
    assert list(shelf) == [TALIBAN]


@pytest.mark.parametrize("way", ["iterate", "find"])
def test_many_threads_that_use_a_shelf_at_once_see_the_same_records(way: str) -> None:
    shelf = Shelf("actor", lambda: slowly(EVERYBODY, [], pause=0.002))
    start = threading.Barrier(64)

    def use(_: int) -> list[int]:
        start.wait(timeout=60)
        seen = shelf if way == "iterate" else itertools.chain(shelf.search("Ghani"), [shelf.find("Taleban")])
        return [id(record) for record in seen]

    with ThreadPoolExecutor(64) as pool:
        seen = list(pool.map(use, range(64)))
    assert len(seen) == 64
    assert all(each == seen[0] != [] for each in seen)


def test_a_shelf_that_cannot_be_filled_is_not_empty_but_raises_each_time() -> None:
    def failing() -> Iterator[Actor]:
        yield TALIBAN
        raise KeyError("iraq")

    shelf = Shelf("actor", failing)
    for _ in range(2):
        with pytest.raises(KeyError, match="iraq"):
            len(shelf)
        with pytest.raises(KeyError, match="iraq"):
            shelf["taliban"]


# Copies


def test_a_copy_of_a_shelf_is_the_shelf(shelf: Shelf[Actor]) -> None:
    assert copy.copy(shelf) is copy.deepcopy(shelf) is shelf
    assert copy.deepcopy([shelf, shelf])[1] is shelf


@pytest.mark.parametrize("used", [True, False])
def test_a_shelf_can_be_pickled_before_and_after_it_is_used(used: bool) -> None:
    # A function defined here cannot be pickled itself.
    shelf = Shelf("actor", lambda: iter(EVERYBODY))
    if used:
        assert shelf.search("Ghani") == (ASHRAF,)
    again: Shelf[Actor] = pickle.loads(pickle.dumps(shelf))
    assert type(again) is Shelf
    assert again.kind == "actor"
    assert list(again) == list(shelf)
    assert again.find("Taleban") == TALIBAN


# The shelf of each record


def test_records_are_sorted_onto_their_shelves_in_any_order(world: Dataset) -> None:
    shelves = Shelves.of(reversed(list(world)))
    assert [list(shelf) for shelf in shelves.all] == [list(shelf) for shelf in world.shelves]
    for kind in ("source", "claim", "actor", "place", "measure", "event", "relationship", "disagreement"):
        assert shelves.of_kind(kind).kind == kind
        assert all(kind_of(record).name == kind for record in shelves.of_kind(kind))


def test_a_battle_is_also_among_the_events(world: Dataset) -> None:
    assert [type(battle) for battle in world.battles] == [Battle]
    assert all(battle in world.events for battle in world.battles)


def test_shelves_may_continue_others(world: Dataset) -> None:
    more = Shelves.of(EVERYBODY, Shelves.of(world))
    assert [record for record in more.actors if record not in EVERYBODY] == list(world.actors)
    assert [len(shelf) for shelf in more.all] == [
        len(shelf) + (4 if shelf.kind == "actor" else 0) for shelf in world.shelves
    ]
    with pytest.raises(DatasetError, match="actor crown: more than one"):
        list(Shelves.of([actor("crown", "Crown")], Shelves.of(world)).actors)


@pytest.mark.parametrize("thing", ["a page", 7, None, Actor, [TALIBAN]])
def test_a_value_that_is_not_a_record_has_no_shelf(thing: Any) -> None:
    with pytest.raises(TypeError, match="expected a record, not "):
        Shelves.of([thing])


# Which fields of a record may be inferred


def test_a_date_is_called_when_as_in_the_seeds(world: Dataset) -> None:
    siege, purchase = world.events["siege-of-greymoor"], world.events["guild-buys-ships"]
    assert has_field(siege, "when")
    assert not has_field(purchase, "when")
    assert not has_field(siege, "dates")


def test_an_order_line_is_called_by_its_word(world: Dataset) -> None:
    meeting, war = world.events["voss-meets-reed"], world.events["salt-war"]
    tie = world.relationships["voss-leads-league"]
    assert [type(line) for line in meeting.order] == [Order]
    assert has_field(meeting, "after")
    assert has_field(tie, "throughout")
    assert not has_field(tie, "after")
    assert not has_field(meeting, "order")
    assert not has_field(war, "after")


def test_the_actors_whose_life_an_event_begins_and_ends_are_fields(world: Dataset) -> None:
    fall, purchase = world.events["fall-of-ostrel"], world.events["guild-buys-ships"]
    assert (has_field(fall, "begins"), has_field(fall, "ends")) == (False, True)
    assert (has_field(purchase, "begins"), has_field(purchase, "ends")) == (True, False)
    assert not has_field(world.relationships["voss-leads-league"], "begins")


def test_a_field_without_a_value_and_an_id_are_not_inferred(world: Dataset) -> None:
    siege, purchase = world.events["siege-of-greymoor"], world.events["guild-buys-ships"]
    assert has_field(siege, "sides")
    assert not has_field(purchase, "sides")
    assert not has_field(purchase, "places")
    for name in ("id", "inferred", "note"):
        assert not has_field(siege, name)


def test_a_prompt_completes_ids_and_names() -> None:
    actors = load().actors
    assert "taliban" in actors._ipython_key_completions_()
    names = actors.by_name._ipython_key_completions_()
    assert {"Taliban", "taliban", "Pakistan"} <= set(names)
    assert names == sorted(names)
    assert actors.by_name["the Taliban"] is actors["taliban"]
    with pytest.raises(UnknownRecordError, match="did you mean 'taliban'"):
        actors.by_name["Talibann"]
    assert repr(actors.by_name) == f"<the names of {actors!r}>"
