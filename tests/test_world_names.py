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
def test_a_name_that_is_rather_that_of_something_else_finds_nothing(name: str) -> None:
    for shelf in (DATASET.actors, DATASET.places):
        assert shelf.candidates(name) == ()
