import itertools
import threading
import time
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afghanwar.actors import Actor, ActorId, ActorKind
from afghanwar.dataset.names import Records, name_key
from afghanwar.errors import AmbiguousNameError, DatasetError, UnknownRecordError
from afghanwar.places import Place, PlaceId, PlaceKind


def actor(id: str, name: str, *aliases: str) -> Actor:
    return Actor(id=ActorId(id), name=name, kind=ActorKind.GROUP, aliases=aliases, description="An actor.")


TALIBAN = actor("taliban", "Taliban", "Taleban", "the Taliban", "Islamic Emirate")
JAMIAT = actor("jamiat-e-islami", "Jamiʿat-e Islami", "Jamiat")
ALLIANCE = actor("northern-alliance", "Northern\N{NO-BREAK SPACE}Alliance", "United Front")
US = actor("united-states", "United States", "U.S.", "America")
GUARDS = actor("iran-revolutionary-guards", "Iran's Revolutionary Guards", "Sepāh-e Pāsdārān")
ASHRAF = actor("ashraf-ghani", "Ashraf Ghani", "Ghani")
USMAN = actor("usman-ghani", "Usman Ghani", "Ghani")
EVERYBODY = [TALIBAN, JAMIAT, ALLIANCE, US, GUARDS, ASHRAF, USMAN]


@pytest.fixture
def shelf() -> Records[Actor]:
    return Records("actor", EVERYBODY)


def counted(records: list[Actor], runs: list[int], pause: float = 0) -> Iterator[Actor]:
    """Yield some records, and note when somebody begins to look at them."""
    runs.append(1)
    for record in records:
        time.sleep(pause)
        yield record


def test_a_shelf_holds_its_records_in_the_order_of_their_ids(shelf: Records[Actor]) -> None:
    assert len(shelf) == 7
    assert list(shelf) == sorted(EVERYBODY, key=lambda record: record.id)
    assert list(shelf) == list(shelf)
    assert shelf["taliban"] is TALIBAN
    assert repr(shelf) == "<7 records of kind 'actor'>"


def test_only_ids_are_in_a_shelf(shelf: Records[Actor]) -> None:
    assert "taliban" in shelf
    assert "Taliban" not in shelf
    assert "" not in shelf
    assert 7 not in shelf
    assert None not in shelf


def test_an_empty_shelf_is_false_and_finds_nothing() -> None:
    empty: Records[Actor] = Records("actor", ())
    assert not empty
    assert list(empty) == []
    assert empty.search("taliban") == ()
    with pytest.raises(UnknownRecordError) as caught:
        empty.find("taliban")
    assert caught.value.nearest == ()


@pytest.mark.parametrize(
    ("spelled", "found"),
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
        (TALIBAN, TALIBAN),
        (actor("taliban", "Another of that id"), TALIBAN),
    ],
)
def test_a_record_is_found_by_its_id_or_name_in_odd_spelling(
    shelf: Records[Actor], spelled: str | Actor, found: Actor
) -> None:
    assert shelf.find(spelled) is found


@given(st.sampled_from([name for record in EVERYBODY[:5] for name in record.names]), st.randoms())
def test_neither_case_nor_accents_nor_marks_between_letters_count(name: str, dice: Any) -> None:
    noisy = "".join(
        dice.choice([str.upper, str.lower])(letter)
        + dice.choice(["", "'", "ʿ", "ʼ", "\N{COMBINING MACRON}", "-", " \u00a0"])
        for letter in unicodedata.normalize("NFD", name)
    )
    shelf = Records("actor", EVERYBODY)
    assert shelf.find(noisy) is shelf.find(name)


@given(
    st.text(st.characters(max_codepoint=0x36F) | st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=20)
)
def test_what_counts_of_a_name_counts_again_and_is_but_letters_and_digits(text: str) -> None:
    key = name_key(text)
    assert name_key(key) == key == key.casefold()
    assert key.isalnum() or key == ""


@pytest.mark.parametrize(
    "text", ["", " ", "?!", "ʿʼ", "\N{NO-BREAK SPACE}", "\N{COMBINING ACUTE ACCENT}", "\ud800", "\0"]
)
def test_what_has_no_letter_names_nobody(shelf: Records[Actor], text: str) -> None:
    assert name_key(text) == ""
    assert shelf.search(text) == ()
    with pytest.raises(UnknownRecordError) as caught:
        shelf.find(text)
    assert (caught.value.ref, caught.value.nearest) == (text, ())


def test_a_name_that_two_records_bear_is_not_decided_in_silence(shelf: Records[Actor]) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        shelf.find("GHANI")
    error = caught.value
    assert (error.kind, error.name, error.candidates) == ("actor", "GHANI", ("ashraf-ghani", "usman-ghani"))
    assert shelf.find("Ashraf Ghani") is ASHRAF


def test_an_exact_id_is_unambiguous_even_where_another_record_bears_it_as_a_name() -> None:
    ghani = actor("ghani", "Abdul Ghani")
    shelf = Records("actor", [ghani, ASHRAF])
    assert shelf.find("ghani") is ghani
    with pytest.raises(AmbiguousNameError):
        shelf.find("Ghani")


def test_one_record_that_bears_a_name_twice_is_not_ambiguous() -> None:
    twice = actor("us", "US", "U.S.", "us")
    assert Records("actor", [twice]).find("U. S.") is twice


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [("talban", "taliban"), ("Northen Aliance", "northern-alliance"), ("ashraf-gani", "ashraf-ghani")],
)
def test_an_unknown_name_brings_the_nearest_ids(shelf: Records[Actor], wrong: str, nearest: str) -> None:
    for look in (shelf.find, shelf.__getitem__):
        with pytest.raises(
            UnknownRecordError, match=f"^no actor is named {wrong!r}; did you mean {nearest!r}"
        ) as caught:
            look(wrong)
        assert caught.value.kind == "actor"
        assert caught.value.ref == wrong
        assert caught.value.nearest[0] == nearest


@pytest.mark.parametrize("aliases", [(), ("Talibans",)], ids=["names of their own", "a name in common"])
def test_near_names_are_few_and_each_record_is_named_once(aliases: tuple[str, ...]) -> None:
    alike = [actor(f"taliban-{letter}", f"The taliban {letter}", *aliases) for letter in "abcdefgh"]
    with pytest.raises(UnknownRecordError) as caught:
        Records("actor", alike).find("talibanz")
    nearest = caught.value.nearest
    assert len(nearest) == len(set(nearest)) == 3
    assert set(nearest) <= {record.id for record in alike}


def test_getting_by_id_does_not_take_a_name(shelf: Records[Actor]) -> None:
    with pytest.raises(UnknownRecordError, match="did you mean 'taliban'") as caught:
        shelf["Taliban"]
    assert not isinstance(caught.value, KeyError)


@pytest.mark.parametrize("wrong", [7, ["taliban"], {}])
def test_getting_by_what_is_no_text_is_an_unknown_record(shelf: Records[Actor], wrong: Any) -> None:
    with pytest.raises(UnknownRecordError):
        shelf[wrong]


@pytest.mark.parametrize("wrong", [None, 7, ["taliban"], object()])
def test_finding_what_is_neither_text_nor_record_is_a_type_error(shelf: Records[Actor], wrong: Any) -> None:
    with pytest.raises(TypeError, match="a record of kind 'actor' is wanted, not "):
        shelf.find(wrong)


def test_a_record_that_is_not_on_the_shelf_is_unknown(shelf: Records[Actor]) -> None:
    kabul = Place(id=PlaceId("kabul"), name="Kabul", kind=PlaceKind.CITY)
    with pytest.raises(UnknownRecordError, match="'kabul'"):
        shelf.find(kabul)


def test_a_record_of_another_kind_is_not_taken_for_the_one_that_has_its_id(shelf: Records[Actor]) -> None:
    with pytest.raises(TypeError, match="a record of kind 'actor' is wanted, not Place"):
        shelf.find(Place(id=PlaceId("taliban"), name="Taliban", kind=PlaceKind.CITY))


def test_candidates_come_by_bearing_the_name_then_by_a_longer_name_then_by_likeness() -> None:
    bearers = [actor("z-bearer", "Ghani"), actor("y-bearer", "Someone", "GHĀNĪ")]
    longer = [actor("x-longer", "Ashraf Ghani"), actor("b-longer", "Ghani Khel")]
    alike = actor("a-alike", "Ghan")
    shelf = Records("actor", [actor("c-other", "Massoud"), alike, *longer, *bearers])
    ranked = [record.id for record in shelf.search("ghani")]
    assert ranked == ["y-bearer", "z-bearer", "b-longer", "x-longer", "a-alike"]
    assert shelf.search("nothing of the kind") == ()


@given(st.sampled_from([name for record in EVERYBODY for name in record.names]), st.integers(0, 8), st.integers(1, 12))
def test_candidates_are_records_of_the_shelf_without_repeats(name: str, start: int, length: int) -> None:
    part = name[start : start + length]
    shelf = Records("actor", EVERYBODY)
    candidates = shelf.search(part)
    assert len({record.id for record in candidates}) == len(candidates)
    if name_key(part):
        bearers = [record for record in shelf if name_key(part) in map(name_key, record.names)]
        assert list(candidates[: len(bearers)]) == bearers
        assert {record.id for record in shelf if name_key(name) in map(name_key, record.names)} <= {
            record.id for record in candidates
        }


def test_every_id_that_stands_twice_is_told_once_and_the_shelf_never_opens() -> None:
    shelf = Records("actor", [US, TALIBAN, US, JAMIAT, US, TALIBAN])
    for touch in (
        len,
        list,
        lambda shelf: shelf.find("us"),
        lambda shelf: "x" in shelf,
        lambda shelf: shelf.search("us"),
    ):
        with pytest.raises(DatasetError, match="ids are unique") as caught:
            touch(shelf)
        assert [problem.record for problem in caught.value.problems] == ["taliban", "united-states"]


def test_a_shelf_is_read_only(shelf: Records[Actor]) -> None:
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


def test_a_shelf_does_not_change_with_the_list_it_was_filled_from() -> None:
    given_list = [TALIBAN]
    shelf = Records("actor", given_list)
    assert len(shelf) == 1
    given_list.append(US)
    assert list(shelf) == [TALIBAN]


def test_a_generator_is_run_once_and_only_when_the_shelf_is_touched() -> None:
    runs: list[int] = []
    shelf = Records("actor", counted(EVERYBODY, runs))
    assert runs == []
    for _ in range(3):
        assert len(shelf) == 7
        assert shelf.find("Taleban") is shelf["taliban"] is TALIBAN
        assert TALIBAN in shelf.search("tali")
    assert runs == [1]


@pytest.mark.parametrize("way", ["iterate", "find"])
def test_many_threads_that_touch_a_shelf_at_once_see_the_same_records(way: str) -> None:
    runs: list[int] = []
    shelf = Records("actor", counted(EVERYBODY, runs, pause=0.002))
    start = threading.Barrier(64)

    def touch(_: int) -> list[int]:
        start.wait(timeout=60)
        seen = shelf if way == "iterate" else itertools.chain(shelf.search("Ghani"), [shelf.find("Taleban")])
        return [id(record) for record in seen]

    with ThreadPoolExecutor(64) as pool:
        seen = list(pool.map(touch, range(64)))
    assert runs == [1]
    assert len(seen) == 64
    assert all(each == seen[0] != [] for each in seen)


def test_a_shelf_that_could_not_be_filled_stays_broken_and_is_not_empty() -> None:
    def failing() -> Iterator[Actor]:
        yield TALIBAN
        raise KeyError("iraq")

    shelf = Records("actor", failing())
    for _ in range(2):
        with pytest.raises(KeyError, match="iraq"):
            len(shelf)
        with pytest.raises(KeyError, match="iraq"):
            shelf["taliban"]


def test_letters_without_a_case_of_their_own_compare_too() -> None:
    assert name_key("\N{MATHEMATICAL BOLD CAPITAL T}aliban") == "taliban"


def test_a_name_without_letters_finds_nothing() -> None:
    shelf = Records("actor", [actor("iran", "Iran", "\N{EM DASH}")])
    with pytest.raises(UnknownRecordError):
        shelf.find("?!")


def test_a_part_of_a_name_is_near_to_it(shelf: Records[Actor]) -> None:
    with pytest.raises(UnknownRecordError) as caught:
        shelf.find("revolutionary")
    assert caught.value.nearest == ("iran-revolutionary-guards",)
