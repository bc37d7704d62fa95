"""Which records the names and identifiers of a table refer to, and which are added."""

from typing import Any

import pytest
from support.tables import made, problems, the_event

import afghanwar as aw

NAMED = {"name": "who", "ucdp": "low"}


def who(*cells: Any, **arguments: Any) -> list[tuple[str, ...]]:
    """The actors of each of some rows, given as names, or as names and numbers of UCDP."""
    rows = [{"who": name, "low": number} for name, number in cells]
    dataset = made(*rows, **{"actors": {"one": NAMED}, **arguments})
    return [dataset.claims[f"my-list/{7 + at}"].actors for at in range(len(rows))]


@pytest.mark.parametrize(
    ("name", "number", "found"),
    [
        ("Taleban", "", "taliban"),
        ("TALEBAN", 303, "taliban"),
        ("a name of its own", "303.0", "taliban"),
        ("", "303", "taliban"),
        ("islamic-emirate", 130, "islamic-emirate"),
        ("Afghan government", 130, "islamic-republic"),
        (aw.load().actors["taliban"], "", "taliban"),
    ],
)
def test_an_identifier_counts_before_a_name(name: Any, number: Any, found: str) -> None:
    assert who((name, number)) == [(found,)]


def test_an_identifier_that_the_dataset_does_not_have_contradicts_no_name() -> None:
    assert who(("Taliban", 9), actors={"one": {"name": "who", "gw": "low"}}) == [("taliban",)]


def test_a_missing_actor_is_not_a_fault() -> None:
    assert who(("", "")) == [()]
    assert the_event(actors={"one": "whom"})[1].actors == ()


@pytest.mark.parametrize(
    ("name", "number", "message"),
    [
        ("Talibs", "", "no actor is called 'Talibs'; give an id, such as 'taliban'"),
        ("the Pakistanis'", "", "no actor is called"),
        (
            "Government of Afghanistan",
            130,
            "ucdp 130 belongs to 'islamic-emirate', 'islamic-republic'; give the id",
        ),
        (
            "Taliban",
            304000,
            "the name means 'taliban', whose ucdp is 303, not 304000; correct the name",
        ),
        ("", 304000, "no actor has ucdp 304000; give a name"),
        (
            aw.Actor(id=aw.ActorId("x"), name="X", kind=aw.ActorKind.PARTY, description="X."),
            "",
            "no actor has the id 'x'",
        ),
    ],
)
def test_no_actor_is_guessed(name: Any, number: Any, message: str) -> None:
    ((_, field, found),) = problems({"who": name, "low": number}, actors={"one": NAMED})
    assert field == "who"
    assert found.startswith(message)


def test_a_name_of_two_actors_is_a_fault() -> None:
    base = made({"who": "Guild"}, actors={"one": "who"}, new_actors="party")
    twin = aw.Actor(id=aw.ActorId("twin"), name="Guild", kind=aw.ActorKind.PARTY, description="Another one.")
    both = aw.Dataset.of([twin], onto=base)
    ((_, _, message),) = problems({"no": "1", "who": "Guild"}, actors={"one": "who"}, onto=both)
    assert message == "'Guild' is a name of 'guild', 'twin'; give the id of the right one"


def test_new_actors_are_made_once_if_asked_for() -> None:
    dataset = made(
        {"who": "High Council", "low": 7_001},
        {"who": "HIGH COUNCIL", "low": ""},
        {"who": "Its other name", "low": 7_001},
        {"who": "شورا", "low": ""},
        {"who": "Taliban!", "low": ""},
        actors={"one": NAMED},
        new_actors=lambda name: aw.ActorKind.PARTY if name.isascii() else "group",
    )
    new = [actor for actor in dataset.actors if actor.id not in aw.load().actors]
    assert [(actor.id, actor.name, actor.kind.value, actor.identifiers.ucdp) for actor in new] == [
        ("high-council", "High Council", "party", 7_001),
        ("named-in-my-list", "شورا", "group", None),
    ]
    assert new[0].description == "An actor in My list."
    assert [dataset.claims[f"my-list/{no}"].actors for no in (7, 8, 9)] == [("high-council",)] * 3


def test_a_new_actor_has_an_id_of_its_own() -> None:
    base = aw.Dataset.of([aw.Actor(id=aw.ActorId("guild"), name="Boatmen", kind=aw.ActorKind.PARTY, description="X.")])
    rows = [{"who": "The Guild"}, {"who": "guild."}, {"who": "Guild, the"}]
    dataset = made(*rows, actors={"one": lambda row: f"({row['who']})"}, new_actors="party", onto=base)
    assert [actor.id for actor in dataset.actors] == ["guild", "guild-the", "the-guild"]


@pytest.mark.parametrize(
    ("arguments", "field", "message"),
    [
        ({"new_actors": lambda name: None}, "who", "no actor is called 'X Y Z'"),
        ({"new_actors": "tribe"}, "new_actors", "'tribe' is unknown; use one of person"),
        ({"new_actors": lambda name: 1 / 0}, "new_actors", "the function raised ZeroDivisionError"),
        (
            {"new_actors": "group", "actors": {"one": {"name": "who", "gw": "where"}}},
            "who",
            "the gw 'Kabul' is not a number",
        ),
    ],
)
def test_a_new_actor_may_be_refused(arguments: dict[str, Any], field: str, message: str) -> None:
    ((_, found, text),) = problems({"who": "X Y Z"}, **{"actors": {"one": "who"}, **arguments})
    assert found == field
    assert text.startswith(message)


def test_identifiers_of_new_actors_keep_their_form() -> None:
    ((_, field, message),) = problems(
        {"who": "X Y Z"}, actors={"one": {"name": "who", "wikidata": "where"}}, new_actors="group"
    )
    assert field == "actor.identifiers.wikidata"
    assert message.startswith("x-y-z: 'Kabul' is not a Wikidata item")


PLACE = {"name": "where", "within": "whom", "latitude": "low", "longitude": "high", "precision": "best"}


def test_a_place_is_found_by_its_name_or_made_if_asked_for() -> None:
    dataset = made(
        {"where": "KABUL", "low": "34", "high": "69", "best": "point"},
        {"where": "Shahi Kot", "low": "33.38", "high": "69.18", "best": "near", "whom": "Afghanistan"},
        {"where": "shahi kot", "low": "33.38", "high": "69.18", "best": "near", "whom": "Afghanistan"},
        {"where": "Shahi Kot", "low": "", "high": "", "best": ""},
        {"where": ""},
        {"where": aw.load().places["tora-bora"]},
        place=PLACE,
        new_places="valley",
    )
    found = [" ".join(dataset.claims[f"my-list/{no}"].places) for no in range(7, 13)]
    assert found == ["kabul", "shahi-kot", "shahi-kot", "shahi-kot-2", "", "tora-bora"]
    assert dataset.places["shahi-kot"] == aw.Place(
        id=aw.PlaceId("shahi-kot"),
        name="Shahi Kot",
        kind=aw.PlaceKind.VALLEY,
        within=aw.PlaceId("afghanistan"),
        coordinates=aw.Coordinates(
            latitude=33.38, longitude=69.18, precision=aw.CoordinatePrecision.NEAR, source="My list: 8"
        ),
    )
    assert dataset.places["shahi-kot-2"].coordinates is None


def test_a_new_place_may_be_a_name_and_nothing_else() -> None:
    dataset = made({"where": "Shahi Kot"}, place="where", new_places=aw.PlaceKind.VALLEY)
    assert dataset.places["shahi-kot"] == aw.Place(
        id=aw.PlaceId("shahi-kot"), name="Shahi Kot", kind=aw.PlaceKind.VALLEY
    )


@pytest.mark.parametrize(
    ("row", "field", "message"),
    [
        ({"low": "1", "high": "", "best": "near"}, "place", "the coordinates have no longitude"),
        ({"low": "", "high": "1", "best": "near"}, "place", "the coordinates have no latitude"),
        ({"low": "1", "high": "1", "best": ""}, "place", "the coordinates have no precision"),
        ({"low": "1", "high": "1", "best": "exact"}, "best", "'exact' is unknown; use one of point"),
        ({"low": "91", "high": "1", "best": "near"}, "place.coordinates.latitude", "atlantis: 91.0 is out of range"),
        ({"whom": "Lemuria"}, "whom", "no place is called 'Lemuria'"),
        ({"where": aw.Place(id=aw.PlaceId("x"), name="X", kind=aw.PlaceKind.CITY)}, "where", "no place has the id 'x'"),
    ],
)
def test_a_bad_place_is_reported(row: dict[str, Any], field: str, message: str) -> None:
    cells = {"where": "Atlantis", "low": "", "high": "", "best": ""}
    ((_, found, text),) = problems({**cells, **row}, place=PLACE, new_places=lambda name: aw.PlaceKind.OTHER)
    assert found == field
    assert text.startswith(message)


def test_a_name_of_two_places_is_a_fault() -> None:
    twins = [aw.Place(id=aw.PlaceId(id), name="Shahi Kot", kind=aw.PlaceKind.VALLEY) for id in ("x", "y")]
    ((_, _, message),) = problems({"where": "Shahi Kot"}, place="where", onto=aw.Dataset.of(twins))
    assert message == "'Shahi Kot' is a name of 'x', 'y'; give the id of the right one"
