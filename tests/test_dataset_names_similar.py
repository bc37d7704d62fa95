"""An unknown name gets the nearest records: by letters, by whole words, at most three, in good time."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.actors import ASHRAF, EVERYBODY, TALIBAN, US, actor, shelf_of

from afghanwar.actors import Actor
from afghanwar.dataset.names import Names, name_key, words
from afghanwar.dataset.shelf import Shelf
from afghanwar.errors import UnknownRecordError


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [("talban", "taliban"), ("Northen Aliance", "northern-alliance"), ("ashraf-gani", "ashraf-ghani")],
)
def test_an_error_about_an_unknown_name_has_the_nearest_ids(shelf: Shelf[Actor], wrong: str, nearest: str) -> None:
    for look in (shelf.find, shelf.__getitem__):
        with pytest.raises(
            UnknownRecordError, match=f"^no actor is named {wrong!r}; did you mean {nearest!r}"
        ) as caught:
            look(wrong)
        assert caught.value.kind == "actor"
        assert caught.value.ref == wrong
        assert caught.value.nearest[0] == nearest
    assert shelf.nearest(wrong)[0] == nearest


@pytest.mark.parametrize("aliases", [(), ("Talibans",)], ids=["different names", "a common name"])
def test_at_most_three_records_are_suggested_each_once(aliases: tuple[str, ...]) -> None:
    alike = [actor(f"taliban-{letter}", f"The taliban {letter}", *aliases) for letter in "abcdefgh"]
    with pytest.raises(UnknownRecordError) as caught:
        shelf_of(*alike).find("talibanz")
    nearest = caught.value.nearest
    assert len(nearest) == len(set(nearest)) == 3
    assert set(nearest) <= {record.id for record in alike}


def test_a_record_is_suggested_for_a_part_of_its_name(shelf: Shelf[Actor]) -> None:
    with pytest.raises(UnknownRecordError) as caught:
        shelf.find("revolutionary")
    assert caught.value.nearest == ("iran-revolutionary-guards",)


def test_a_part_of_three_letters_is_too_short_for_a_suggestion() -> None:
    names = Names([actor("bagram-airfield", "Bagram Airfield")])
    assert (names.nearest("bag"), names.nearest("bagr")) == ((), ("bagram-airfield",))


@pytest.mark.parametrize(
    ("name", "other"),
    [("abxcdxefxgh", "abc-{}-zz"), ("abxcxdxefxg", "b-{}-zzzz"), ("abcdefgx", "a long name {} without any of them")],
)
def test_names_that_share_most_pairs_of_letters_are_looked_at_closely(name: str, other: str) -> None:
    others = [actor(f"other-{number}", other.format(number)) for number in range(100, 160)]
    assert Names([*others, actor("near", name)]).nearest("abcdefgh") == ("near",)


def test_one_letter_has_near_names_too() -> None:
    assert Names([actor("u", "U"), actor("taliban", "Taliban")]).nearest("u") == ("u",)


def test_a_search_ranks_exact_names_before_longer_and_similar_ones() -> None:
    exact = [actor("z-exact", "Ghani"), actor("y-exact", "Someone", "GHĀNĪ")]
    longer = [actor("x-longer", "Ashraf Ghani"), actor("b-longer", "Ghani Khel")]
    similar = actor("a-similar", "Ghan")
    shelf = shelf_of(actor("c-other", "Massoud"), similar, *longer, *exact)
    ranked = [record.id for record in shelf.search("ghani")]
    assert ranked == ["y-exact", "z-exact", "b-longer", "x-longer", "a-similar"]
    assert shelf.search("nothing of the kind") == ()


@given(st.sampled_from([name for record in EVERYBODY for name in record.names]), st.data())
def test_a_search_finds_each_record_whose_name_has_these_words_once(name: str, data: Any) -> None:
    part = " ".join(data.draw(st.lists(st.sampled_from(words(name)), min_size=1, unique=True)))
    shelf = shelf_of(*EVERYBODY)
    candidates = shelf.search(part)
    assert len({record.id for record in candidates}) == len(candidates)
    exact = [record for record in shelf if name_key(part) in map(name_key, record.names)]
    assert list(candidates[: len(exact)]) == exact
    if part not in ("the", "e"):
        assert {record.id for record in shelf if name in record.names} <= {record.id for record in candidates}


def test_a_part_of_a_word_is_not_suggested() -> None:
    shelf = shelf_of(actor("afghanistan", "Afghanistan"), actor("afghan-people", "Afghan people"), ASHRAF)
    assert shelf.search("Ghani") == (ASHRAF,)
    assert shelf_of(actor("translators", "Afghan translators who must leave")).nearest("the US") == ()


@pytest.mark.parametrize("text", ["Ashraf Ghani of Kabul", "President Ghani's ministers", "Ghanis"])
def test_a_name_within_the_text_is_suggested(text: str) -> None:
    assert shelf_of(ASHRAF, TALIBAN, US).search(text) == (ASHRAF,)


def test_names_with_fewer_other_words_come_first() -> None:
    longer, shorter = actor("a", "Army of the United States in Kabul"), actor("b", "United States Army")
    assert shelf_of(longer, shorter, US).search("United States") == (US, shorter, longer)


def test_at_most_three_of_many_names_are_suggested() -> None:
    names = Names([actor(f"a-{number}", f"Kabul Ghani Band {number} of Zabul") for number in range(10_000)])
    assert names.nearest("band 77")[0] == "a-77"
    for text in ("kabul gahni bnad 500 of zabul", "x" * 300, "kabul " * 50, "of"):
        assert len(names.nearest(text)) <= 3


def test_a_very_similar_name_comes_before_one_within_the_text() -> None:
    army = actor("us-army", "US Army")
    assert shelf_of(army, US).search("US Amry") == (army, US)
