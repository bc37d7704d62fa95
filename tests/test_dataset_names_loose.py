"""A name is found with what comes with it: a title, an article, a possessive; and by an identifier."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.actors import GUARDS, TALIBAN, US, actor, shelf_of

from afghanwar.actors import Actor, ActorKind
from afghanwar.errors import AmbiguousNameError, UnknownRecordError
from afghanwar.places import Identifiers


def person(id: str, name: str, *aliases: str) -> Actor:
    return attrs.evolve(actor(id, name, *aliases), kind=ActorKind.PERSON)


MCKENZIE = person("frank-mckenzie", "Gen. Frank McKenzie")
OMAR = person("omar", "Omar", "Mullah Omar")
IRAN = actor("iran", "Iran")
CHINA = actor("china", "China", "People's Republic of China")
WEST = actor("western-countries", "the West")
POWERS = actor("great-powers", "Major powers")
OFFICE = person("officials", "Vice President", "Secretary of Defense")
LOOSE = [MCKENZIE, OMAR, IRAN, CHINA, WEST, POWERS, OFFICE, TALIBAN, US, GUARDS]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("the US", US),
        ("the U.S.’s", US),
        ("Talibans", TALIBAN),
        ("the Talebans'", TALIBAN),
        ("Taliban's", TALIBAN),
        ("TALIBAN’S", TALIBAN),
        ("West", WEST),
        ("Iran Revolutionary Guards", GUARDS),
        ("the Iran’s Revolutionary Guards", GUARDS),
        ("Frank McKenzie", MCKENZIE),
        ("the General Frank McKenzie", MCKENZIE),
        ("Mr. Omar", OMAR),
        ("the late Mullah Omar's", OMAR),
        ("Mulla Omar", OMAR),
        ("Islamic Republic of Iran", IRAN),
        ("the Islamic Republic of Iran’s", IRAN),
        ("Kingdom of the Iran", IRAN),
        ("State of Iran", IRAN),
        ("Peoples Republic of China", CHINA),
    ],
)
def test_a_name_is_found_with_what_comes_with_it(asked: str, found: Actor) -> None:
    shelf = shelf_of(*LOOSE)
    assert shelf.find(asked) is found
    assert shelf.candidates(asked) == (found,)
    assert shelf.search(asked)[0] is found


@pytest.mark.parametrize(
    "asked",
    [
        "Republic of China",
        "General Omar",
        "former Taliban",
        "powers",
        "President",
        "Defense",
        "President of Iran",
        "Islamic State of Iran",
        "the",
        "Republic of",
        "the" + " " * 200 + "Taliban's",
    ],
)
def test_a_title_or_style_of_another_is_not_ignored(asked: str) -> None:
    shelf = shelf_of(*LOOSE)
    assert shelf.candidates(asked) == ()
    with pytest.raises(UnknownRecordError):
        shelf.find(asked)


def test_a_name_that_two_records_have_loosely_is_an_error() -> None:
    shelf = shelf_of(person("a", "General Ghani"), person("b", "President Ghani"), person("c", "Abbas"))
    with pytest.raises(AmbiguousNameError) as caught:
        shelf.find("Ghani")
    assert caught.value.candidates == ("a", "b")
    assert shelf.find("Gen. Ghani").id == "a"
    assert shelf.candidates("Gen. Ghani", loosely=False) == ()


@given(st.sampled_from(LOOSE), st.sampled_from(["", "the ", "The "]), st.sampled_from(["", "'s", "’S"]), st.data())
def test_an_article_and_a_possessive_make_no_difference(record: Actor, before: str, after: str, data: Any) -> None:
    name = data.draw(st.sampled_from(record.names))
    if not name.startswith("the "):
        assert shelf_of(*LOOSE).find(before + name + after) is record


def identified(id: str, **identifiers: Any) -> Actor:
    return attrs.evolve(actor(id, id.title()), identifiers=Identifiers(**identifiers))


BANDS = identified("bands", wikidata="Q42418", ucdp=303)
STATE = identified("state", wikidata="Q889", ucdp=130, gw=700, cow=701, iso3="AFG")
LATER = identified("later", ucdp=130)


@pytest.mark.parametrize(("text", "found"), [("Q42418", BANDS), ("AFG", STATE), ("Q889", STATE)])
def test_a_wikidata_item_and_an_iso_code_find_their_record(text: str, found: Actor) -> None:
    shelf = shelf_of(BANDS, STATE, LATER)
    assert shelf.find(text) is found
    assert shelf.search(text)[0] is found
    assert shelf.find(text.lower()) is found
    for other in (f"the {text}", "303", "Q8890"):
        assert shelf.candidates(other) == ()


def test_a_name_in_any_case_comes_before_an_identifier_in_lower_case() -> None:
    fun = actor("fun-group", "Afg")
    assert shelf_of(STATE, fun).find("afg") is fun
    assert shelf_of(STATE, fun).by_identifier("iso3", "afg") is STATE
    assert shelf_of(STATE, fun).by_identifier("wikidata", "q889") is STATE


@pytest.mark.parametrize("text", ["Pres. Omar", "ex-President Omar", "Ambassador Omar", "Gov. Omar", "Sen. Omar"])
def test_short_and_rarer_titles_are_titles(text: str) -> None:
    omar = attrs.evolve(actor("omar", "Omar"), kind=ActorKind.PERSON)
    assert shelf_of(omar, actor("omar-party", "Omar Party")).find(text) is omar


def test_the_beginning_of_a_word_is_a_part_of_a_name() -> None:
    found = shelf_of(*(actor(name.lower(), name) for name in ("Kandahar", "Kabul", "Alkandi"))).search("Kand")
    assert [each.id for each in found] == ["kandahar", "alkandi"]
    assert shelf_of(actor("kandahar", "Kandahar")).search("Kan") == ()


def test_an_iso_code_that_is_the_name_of_another_record_is_ambiguous() -> None:
    with pytest.raises(AmbiguousNameError):
        shelf_of(STATE, actor("fun-group", "AFG")).find("AFG")
