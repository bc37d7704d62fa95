"""Names: which records a name finds, in any spelling of it, and which are similar."""

import time
import unicodedata
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afghanwar.actors import Actor, ActorId, ActorKind
from afghanwar.dataset.names import Names, name_key, words
from afghanwar.dataset.shelf import Shelf
from afghanwar.errors import AmbiguousNameError, UnknownRecordError
from afghanwar.places import Identifiers


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


# Scripts


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


# What comes with a name


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


# Whole words


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


def test_a_hundred_thousand_names_are_searched_in_a_moment() -> None:
    names = Names([actor(f"a-{number}", f"Kabul Ghani Band {number} of Zabul") for number in range(100_000)])
    assert names.nearest("band 77")[0] == "a-77"
    started = time.process_time()
    for text in ("kabul gahni bnad 500 of zabul", "x" * 300, "kabul " * 50, "of"):
        assert len(names.nearest(text)) <= 3
    assert time.process_time() - started < 8


def test_a_very_similar_name_comes_before_one_within_the_text() -> None:
    army = actor("us-army", "US Army")
    assert shelf_of(army, US).search("US Amry") == (army, US)


# Identifiers


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
