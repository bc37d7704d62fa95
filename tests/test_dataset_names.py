"""Names: which records a name finds, in any spelling of it, and which are similar."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afghanwar.actors import Actor, ActorId, ActorKind
from afghanwar.dataset.names import Names, name_key
from afghanwar.dataset.shelf import Shelf
from afghanwar.errors import AmbiguousNameError, UnknownRecordError


def actor(id: str, name: str, *aliases: str) -> Actor:
    return Actor(id=ActorId(id), name=name, kind=ActorKind.GROUP, aliases=aliases, description="An actor.")


def shelf_of(*actors: Actor) -> Shelf[Actor]:
    return Shelf("actor", lambda: actors)


TALIBAN = actor("taliban", "Taliban", "Taleban", "the Taliban", "Islamic Emirate")
JAMIAT = actor("jamiat-e-islami", "Jamiʿat-e Islami", "Jamiat")
ALLIANCE = actor("northern-alliance", "Northern\N{NO-BREAK SPACE}Alliance", "United Front")
US = actor("united-states", "United States", "U.S.", "America")
GUARDS = actor("iran-revolutionary-guards", "Iran's Revolutionary Guards", "Sepāh-e Pāsdārān")
ASHRAF = actor("ashraf-ghani", "Ashraf Ghani", "Ghani")
USMAN = actor("usman-ghani", "Usman Ghani", "Ghani")
EVERYBODY = [TALIBAN, JAMIAT, ALLIANCE, US, GUARDS, ASHRAF, USMAN]


@pytest.fixture
def shelf() -> Shelf[Actor]:
    return shelf_of(*EVERYBODY)


# The key of a name


@given(
    st.text(st.characters(max_codepoint=0x36F) | st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=20)
)
def test_a_key_has_only_letters_and_digits_and_is_its_own_key(text: str) -> None:
    key = name_key(text)
    assert name_key(key) == key == key.casefold()
    assert key.isalnum() or key == ""


def test_letters_that_have_a_case_only_when_decomposed_are_compared_without_case() -> None:
    assert name_key("\N{MATHEMATICAL BOLD CAPITAL T}aliban") == "taliban"


# Exact names


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
    assert (error.kind, error.name, error.candidates) == ("actor", "GHANI", ("ashraf-ghani", "usman-ghani"))
    assert shelf.candidates("GHANI") == (ASHRAF, USMAN)
    assert shelf.find("Ashraf Ghani") is ASHRAF


def test_an_exact_id_is_unambiguous_even_if_another_record_has_it_as_a_name() -> None:
    ghani = actor("ghani", "Abdul Ghani")
    shelf = shelf_of(ghani, ASHRAF)
    assert shelf.find("ghani") is ghani
    with pytest.raises(AmbiguousNameError):
        shelf.find("Ghani")


def test_a_record_that_has_a_name_twice_is_not_ambiguous() -> None:
    twice = actor("us", "US", "U.S.", "us")
    assert shelf_of(twice).find("U. S.") is twice
    assert Names([twice]).exactly("U. S.") == ("us",)


# Similar names


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


@given(st.sampled_from([name for record in EVERYBODY for name in record.names]), st.integers(0, 8), st.integers(1, 12))
def test_a_search_finds_each_record_whose_name_has_that_part_once(name: str, start: int, length: int) -> None:
    part = name[start : start + length]
    shelf = shelf_of(*EVERYBODY)
    candidates = shelf.search(part)
    assert len({record.id for record in candidates}) == len(candidates)
    if name_key(part):
        exact = [record for record in shelf if name_key(part) in map(name_key, record.names)]
        assert list(candidates[: len(exact)]) == exact
        assert {record.id for record in shelf if name_key(name) in map(name_key, record.names)} <= {
            record.id for record in candidates
        }
