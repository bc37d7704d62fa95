"""Names as people write them, asked of the bundled dataset: what each finds, or what is suggested."""

from typing import Any

import pytest

import afghanwar as aw
from afghanwar import UnknownRecordError


def ids(records: Any) -> list[str]:
    return [record.id for record in records]


@pytest.mark.parametrize(
    ("id", "names"),
    [
        ("united-states", ["the US", "US", "U.S.", "u.s.a.", "USA", "the USA's", "the United States of America"]),
        ("united-states", ["the Americans", "Americans", "American", "United States'", "THE UNITED STATES’S", "Q30"]),
        (
            "taliban",
            ["Talibans", "Taliban's", "Taliban’s", "the Taliban", "TALIBAN", "Tālibān", " taliban. ", "“Taliban”"],
        ),
        ("taliban", ["Q42418", "Taliba\u0304n", "Ｔａｌｉｂａｎ", "the Talibans'", "Tali\u00adban", "Tali\u200bban"]),
        (
            "hamid-karzai",
            ["Karzai", "Karzai's", "Karzai’s", "President Karzai", "Mr. Karzai", "the late President Karzai"],
        ),
        ("ashraf-ghani", ["Ghani", "President Ghani", "Ashraf Ghani", "Dr. Ashraf Ghani's"]),
        ("abdul-rashid-dostum", ["Dostum", "General Dostum", "Gen. Dostum", "Gen Dostum’s", "Marshal Dostum"]),
        ("osama-bin-laden", ["bin Laden", "Bin-Laden", "BIN LADEN'S", "Osama Bin-Laden"]),
        ("joe-biden", ["Biden", "President Biden", "Joe Biden", "President Joe Biden’s"]),
        ("abdullah-abdullah", ["Abdullah", "Dr. Abdullah", "Dr Abdullah Abdullah"]),
        ("saudi-arabia", ["Kingdom of Saudi Arabia", "the Kingdom of Saudi Arabia's", "Saudi Arabia", "the Saudis"]),
        ("qatar", ["State of Qatar", "Qatar", "Qatar's"]),
        ("iran", ["Islamic Republic of Iran", "the Islamic Republic of Iran", "Iran", "Iranians", "Iran’s"]),
        ("pakistan", ["Islamic Republic of Pakistan", "Pakistan's", "Pakistanis"]),
        ("russia", ["Russian Federation", "the Russian Federation", "Russians", "Russia's"]),
        ("china", ["People's Republic of China", "Peoples Republic of China", "China"]),
        ("islamic-emirate", ["Islamic Emirate", "the Islamic Emirate of Afghanistan", "Islamic Emirate's"]),
        ("united-kingdom", ["the UK", "Britain", "UK's"]),
        ("al-qaeda", ["al Qaeda", "Al-Qaida", "al-Qa'ida", "al-Qāʿida", "alqaeda", "Al Qaeda’s"]),
        (
            "northern-alliance",
            ["the Northern Alliance", "Northern Alliance's", "northern alliances", "NORTHERN–ALLIANCE"],
        ),
        ("nato", ["NATO", "N.A.T.O.", "Nato's"]),
    ],
)
def test_an_actor_is_found_by_its_name_as_people_write_it(id: str, names: list[str]) -> None:
    actors = aw.load().actors
    assert {name: actors.find(name).id for name in names} == dict.fromkeys(names, id)
    assert {name: ids(actors.search(name))[0] for name in names} == dict.fromkeys(names, id)


@pytest.mark.parametrize(
    ("id", "names"),
    [
        ("afghanistan", ["Afghanistan", "AFG", "Q889", "Afghanistan's"]),
        ("kabul", ["Kabul", "Kābul", "KABUL's", "Ka\u0304bul"]),
        ("tora-bora", ["Tora Bora", "Tora-Bora", "torabora", "Tora\u00a0Bora", "Tora\u2011Bora"]),
        ("mazar-i-sharif", ["Mazar-i-Sharif", "Mazar-e Sharif", "Mazār-i Sharīf", "Mazar i Sharif"]),
        ("bagram-airfield", ["Bagram", "Bagram Air Base", "bagram airbase", "the Bagram Airfield"]),
        ("middle-east", ["the Middle East", "Middle East"]),
    ],
)
def test_a_place_is_found_by_its_name_as_people_write_it(id: str, names: list[str]) -> None:
    assert {name: aw.load().places.find(name).id for name in names} == dict.fromkeys(names, id)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Emirate of Afghanistan", "islamic-emirate"),
        ("talban", "taliban"),
        ("Talib", "taliban"),
        ("T\u0430liban", "taliban"),  # With a Cyrillic letter.
        ("Usama bin Laden", "osama-bin-laden"),
        ("Bin Ladin", "osama-bin-laden"),
        ("Mohammad Ashraf Ghani", "ashraf-ghani"),
        ("George Bush", "george-w-bush"),
        ("Northern Aliance", "northern-alliance"),
        ("Saudi Arabai", "saudi-arabia"),
    ],
)
def test_a_name_that_is_not_known_is_never_guessed_and_the_likeliest_is_suggested_first(name: str, first: str) -> None:
    with pytest.raises(UnknownRecordError) as caught:
        aw.load().actors.find(name)
    assert caught.value.nearest[0] == first


@pytest.mark.parametrize("name", ["a", "b", "stan", "lib", "kist", "", " ", "'s", "—", "Mr."])
def test_a_part_of_a_word_finds_nothing_that_only_contains_it(name: str) -> None:
    for shelf in (aw.load().actors, aw.load().places):
        for record in shelf.search(name):
            words = {
                word for each in record.names for word in each.casefold().replace("-", " ").replace(".", "").split()
            }
            assert name.casefold() in words, record.id


def test_a_record_is_found_by_an_identifier_of_another_dataset() -> None:
    dataset = aw.load()
    assert dataset.actors.by_identifier("ucdp", 303).id == "taliban"
    assert dataset.actors.by_identifier("wikidata", "Q42418").id == "taliban"
    assert dataset.places.by_identifier("iso3", "AFG").id == "afghanistan"
    for number in ("303", "q42418", "ucdp:303"):
        with pytest.raises(UnknownRecordError):
            dataset.actors.find(number)


def test_every_name_of_the_dataset_finds_its_record_and_no_actor_or_place_shares_one() -> None:
    for shelf in aw.load().all:
        for record in shelf:
            for name in record.names:
                candidates = shelf.candidates(name)
                assert record in candidates
                assert len(candidates) == 1 or record.id == name or shelf.kind not in ("actor", "place"), name
