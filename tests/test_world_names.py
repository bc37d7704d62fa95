"""The names of the bundled dataset: what people write, also in Dari and Pashto, and the record that it finds."""

import re

import pytest

import afghanwar as aw

DATASET = aw.load()
ARABIC = re.compile("[\u0600-\u06ff]")
IN_DARI_OR_PASHTO = [
    pytest.param(shelf, record.id, name, id=f"{shelf.kind}-{record.id}-{number}")
    for shelf in (DATASET.actors, DATASET.places)
    for record in shelf
    for number, name in enumerate(record.names)
    if ARABIC.search(name)
]
PERSIAN, ARAB = "یک", "يك"


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("طالبان", "taliban"),
        ("القاعده", "al-qaeda"),
        ("القاعدة", "al-qaeda"),
        ("داعش", "islamic-state"),
        ("لشکر فاطمیون", "fatemiyoun-brigades"),
        ("جبهه متحد اسلامی ملی برای نجات افغانستان", "northern-alliance"),
        ("حزب وحدت", "hizb-e-wahdat"),
        ("حزب اسلامی گلبدین", "hizb-e-islami"),
        ("جمعیت اسلامی", "jamiat-e-islami"),
        ("محاذ ملی اسلامی افغانستان", "mahaz-e-milli"),
        ("لويه جرګه", "loya-jirga"),
        ("اردوی ملی افغانستان", "afghan-national-army"),
        ("افغان ملي اردو", "afghan-national-army"),
        ("د افغانستان ملي پوليس", "afghan-national-police"),
        ("جمهوری اسلامی افغانستان", "islamic-republic"),
        ("د افغانستان اسلامي امارت", "islamic-emirate"),
        ("ناتو", "nato"),
        ("ناټو", "nato"),
        ("ملگري ملتونه", "united-nations"),
        ("سازمان ملل متحد", "united-nations"),
        ("پاکستان", "pakistan"),
        ("پاكستان", "pakistan"),
        ("ایران", "iran"),
        ("ايران", "iran"),
        ("امریکا", "united-states"),
        ("آمریکا", "united-states"),
        ("امريكا", "united-states"),
        ("ایالات متحدهٔ آمریکا", "united-states"),
        ("متحده ایالات", "united-states"),
        ("شوروي اتحاد", "soviet-union"),
        ("المان", "germany"),
        ("حامد کرزی", "hamid-karzai"),
        ("حامد کرزئ", "hamid-karzai"),
        ("حامد كرزي", "hamid-karzai"),
        ("اشرف غنی", "ashraf-ghani"),
        ("محمد اشرف غنی", "ashraf-ghani"),
        ("عبدالله عبدالله", "abdullah-abdullah"),
        ("عبدالرشید دوستم", "abdul-rashid-dostum"),
        ("گلبدین حکمتیار", "gulbuddin-hekmatyar"),
        ("ګلبدین حکمتیار", "gulbuddin-hekmatyar"),
        ("عبدالغنی برادر", "abdul-ghani-baradar"),
        ("هبت الله آخندزاده", "haibatullah-akhunzada"),
        ("أسامة بن لادن", "osama-bin-laden"),
        ("پښتانه", "pashtuns"),
        ("هزاره", "hazaras"),
        ("Daesh", "islamic-state"),
        ("Da'esh", "islamic-state"),
        ("ISIS-K", "islamic-state-in-khorasan"),
        ("ISIS\N{EN DASH}K", "islamic-state-in-khorasan"),
        ("NATO", "nato"),
        ("the United Front", "northern-alliance"),
        ("Hibatullah Akhundzada", "haibatullah-akhunzada"),
        ("Usama bin Laden", "osama-bin-laden"),
        ("Dr. Abdullah Abdullah", "abdullah-abdullah"),
        ("America", "united-states"),
        ("Great Britain", "united-kingdom"),
    ],
)
def test_an_actor_is_found_by_what_people_call_it(name: str, id: str) -> None:
    assert DATASET.actors.find(name).id == id
    assert DATASET.actors.candidates(name) == (DATASET.actors[id],)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("افغانستان", "afghanistan"),
        ("کابل", "kabul"),
        ("كابل", "kabul"),
        ("قندهار", "kandahar"),
        ("کندهار", "kandahar"),
        ("کندز", "kunduz"),
        ("قندوز", "kunduz"),
        ("مزار شریف", "mazar-i-sharif"),
        ("مزارشريف", "mazar-i-sharif"),
        ("فیض\N{ZERO WIDTH NON-JOINER}آباد", "fayzabad"),
        ("آیبک", "samangan"),
        ("هلمند", "helmand"),
        ("ولایت هرات", "herat-province"),
        ("د ننګرهار ولایت", "nangarhar"),
        ("پروان", "parwan"),
        ("توره بوړه", "tora-bora"),
        ("میدان هوایی بگرام", "bagram-airfield"),
        ("میدان هوایی بین المللی کابل", "kabul-airport"),
        ("Hamid Karzai International Airport", "kabul-airport"),
        ("دوحه", "doha"),
        ("پاړاچنار", "parachinar"),
        ("ایران", "iran"),
    ],
)
def test_a_place_is_found_by_what_people_call_it(name: str, id: str) -> None:
    assert DATASET.places.find(name).id == id
    assert DATASET.places.candidates(name) == (DATASET.places[id],)


@pytest.mark.parametrize(("shelf", "id", "name"), IN_DARI_OR_PASHTO)
def test_a_name_in_dari_or_pashto_is_found_with_the_letters_of_an_arabic_keyboard(
    shelf: aw.Shelf[aw.Actor], id: str, name: str
) -> None:
    for written in (name, name.translate(str.maketrans(PERSIAN, ARAB)), name.translate(str.maketrans(ARAB, PERSIAN))):
        assert shelf.find(written).id == id


@pytest.mark.parametrize("name", ["هرات", "بگرام", "خراسان", "عبدالله"])
def test_a_name_of_something_else_finds_nothing(name: str) -> None:
    for shelf in (DATASET.actors, DATASET.places):
        assert shelf.candidates(name) == ()


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
    actors = DATASET.actors
    assert {name: actors.find(name).id for name in names} == dict.fromkeys(names, id)
    assert {name: actors.search(name)[0].id for name in names} == dict.fromkeys(names, id)


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
    assert {name: DATASET.places.find(name).id for name in names} == dict.fromkeys(names, id)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Emirate of Afghanistan", "islamic-emirate"),
        ("talban", "taliban"),
        ("Talib", "taliban"),
        ("T\u0430liban", "taliban"),  # With a Cyrillic letter.
        ("Bin Ladin", "osama-bin-laden"),
        ("George Bush", "george-w-bush"),
        ("Northern Aliance", "northern-alliance"),
        ("Saudi Arabai", "saudi-arabia"),
    ],
)
def test_a_name_that_is_not_known_is_never_guessed_and_the_likeliest_is_suggested_first(name: str, first: str) -> None:
    with pytest.raises(aw.UnknownRecordError) as caught:
        DATASET.actors.find(name)
    assert caught.value.nearest[0] == first


@pytest.mark.parametrize("name", ["a", "b", "stan", "lib", "kist", "", " ", "'s", "—", "Mr."])
def test_a_part_of_a_word_finds_nothing_that_only_contains_it(name: str) -> None:
    for shelf in (DATASET.actors, DATASET.places):
        for record in shelf.search(name):
            words = {
                word for each in record.names for word in each.casefold().replace("-", " ").replace(".", "").split()
            }
            assert name.casefold() in words, record.id


def test_a_record_is_found_by_an_identifier_of_another_dataset() -> None:
    dataset = DATASET
    assert dataset.actors.by_identifier("ucdp", 303).id == "taliban"
    assert dataset.actors.by_identifier("wikidata", "Q42418").id == "taliban"
    assert dataset.places.by_identifier("iso3", "AFG").id == "afghanistan"
    for number in ("303", "ucdp:303"):
        with pytest.raises(aw.UnknownRecordError):
            dataset.actors.find(number)


def test_every_name_of_the_dataset_finds_its_record_and_no_actor_or_place_shares_one() -> None:
    for shelf in DATASET.shelves:
        for record in shelf:
            for name in record.names:
                candidates = shelf.candidates(name)
                assert record in candidates
                assert len(candidates) == 1 or record.id == name or shelf.kind not in ("actor", "place"), name
