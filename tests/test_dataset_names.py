"""A name finds its record in any spelling and script, and no other record."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.actors import ALLIANCE, ASHRAF, EVERYBODY, GUARDS, JAMIAT, TALIBAN, US, USMAN, actor, shelf_of

from afghanwar.actors import Actor
from afghanwar.dataset.names import Names, name_key
from afghanwar.dataset.shelf import Shelf
from afghanwar.errors import AmbiguousNameError, UnknownRecordError


@given(
    st.text(st.characters(max_codepoint=0x36F) | st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=20)
)
def test_a_key_has_only_letters_and_digits_and_is_its_own_key(text: str) -> None:
    key = name_key(text)
    assert name_key(key) == key == key.casefold()
    assert key.isalnum() or key == ""


def test_letters_that_have_a_case_only_when_decomposed_are_compared_without_case() -> None:
    assert name_key("\N{MATHEMATICAL BOLD CAPITAL T}aliban") == "taliban"


@pytest.mark.parametrize(
    ("spelling", "found"),
    [
        ("taliban", TALIBAN),
        ("TALEBAN", TALIBAN),
        (" the  taliban ", TALIBAN),
        ("ＴＡＬＩＢＡＮ", TALIBAN),
        ("jamiat-e-islami", JAMIAT),
        ("Jamiʿat-e Islami", JAMIAT),
        ("Jamiʼat-e Islami", JAMIAT),
        ("Jami'at e Islami", JAMIAT),
        ("Jami\N{RIGHT SINGLE QUOTATION MARK}at-e-Islami", JAMIAT),
        ("jamiat e\N{NO-BREAK SPACE}islami", JAMIAT),
        ("Northern Alliance", ALLIANCE),
        ("Northern\N{EN DASH}Alliance", ALLIANCE),
        ("US", US),
        ("u. s.", US),
        ("Iran’s revolutionary guards", GUARDS),
        ("Sepah-e Pasdaran", GUARDS),
        (unicodedata.normalize("NFD", "Sepāh-e Pāsdārān"), GUARDS),
    ],
)
def test_a_record_is_found_by_its_id_or_name_in_any_spelling(shelf: Shelf[Actor], spelling: str, found: Actor) -> None:
    assert shelf.find(spelling) is found
    assert shelf.candidates(spelling) == (found,)


@given(st.sampled_from([name for record in EVERYBODY[:5] for name in record.names]), st.randoms())
def test_case_accents_and_punctuation_make_no_difference(name: str, dice: Any) -> None:
    noisy = "".join(
        dice.choice([str.upper, str.lower])(letter)
        + dice.choice(["", "'", "ʿ", "ʼ", "\N{COMBINING MACRON}", "-", " \u00a0"])
        for letter in unicodedata.normalize("NFD", name)
    )
    shelf = shelf_of(*EVERYBODY)
    assert shelf.find(noisy) is shelf.find(name)


@pytest.mark.parametrize(
    "text", ["", " ", "?!", "ʿʼ", "\N{NO-BREAK SPACE}", "\N{COMBINING ACUTE ACCENT}", "\ud800", "\0"]
)
def test_a_text_without_letters_finds_nothing(shelf: Shelf[Actor], text: str) -> None:
    assert name_key(text) == ""
    assert shelf.search(text) == shelf.candidates(text) == ()
    with pytest.raises(UnknownRecordError) as caught:
        shelf.find(text)
    assert (caught.value.ref, caught.value.nearest) == (text, ())


def test_a_name_without_letters_is_not_found_by_another_text_without_letters() -> None:
    shelf = shelf_of(actor("iran", "Iran", "\N{EM DASH}"))
    assert shelf.search("?!") == ()
    with pytest.raises(UnknownRecordError):
        shelf.find("?!")


def test_a_name_of_two_records_is_an_error_that_lists_both(shelf: Shelf[Actor]) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        shelf.find("GHANI")
    error = caught.value
    assert (error.kind, error.ref, error.candidates) == ("actor", "GHANI", ("ashraf-ghani", "usman-ghani"))
    assert shelf.candidates("GHANI") == (ASHRAF, USMAN)
    assert shelf.find("Ashraf Ghani") is ASHRAF


def test_an_exact_id_is_unambiguous_even_if_another_record_has_it_as_a_name() -> None:
    ghani = actor("ghani", "Abdul Ghani")
    shelf = shelf_of(ghani, ASHRAF)
    assert shelf.find("ghani") is ghani
    assert shelf.find("Ghani") is ASHRAF
    with pytest.raises(AmbiguousNameError):
        shelf.find("GHANI")


def test_a_name_exactly_as_written_comes_before_other_spellings() -> None:
    plain, marked = actor("ali", "Ali"), actor("ali-2", "ʿAli")
    shelf = shelf_of(plain, marked)
    assert (shelf.find("Ali"), shelf.find("ʿAli")) == (plain, marked)
    with pytest.raises(AmbiguousNameError):
        shelf.find("ALI")


def test_a_record_that_has_a_name_twice_is_not_ambiguous() -> None:
    twice = actor("us", "US", "U.S.", "us")
    assert shelf_of(twice).find("U. S.") is twice
    assert Names([twice]).match_exactly("U. S.") == ("us",)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("کابل", "كابل"),
        ("علی", "علي"),
        ("علی", "على"),
        ("القاعدة", "القاعده"),
        ("خانهٔ ۀ", "خانه ه"),
        ("علاء", "علا"),
        ("أحمد", "احمد"),
        ("۰۵۵ Brigade", "055 brigade"),
        ("٠٥٥", "055"),
        ("طـالبان", "طالبان"),
        ("ʕAli", "Ali"),
        ("Ꜥali ꜣ", "Ali"),
    ],
)
def test_forms_of_a_letter_in_several_scripts_are_the_same(name: str, asked: str) -> None:
    named = actor("x", name)
    assert name_key(name) == name_key(asked)
    assert shelf_of(named, TALIBAN).find(asked) is named


@pytest.mark.parametrize(("one", "other"), [("علی", "لی"), ("کابل", "گابل"), ("۱", "2")])
def test_different_letters_remain_different(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
