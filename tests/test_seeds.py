"""Reading seeds: valid ones make a dataset, and every fault of invalid ones is reported at once, with its place."""

import json
import random
import re
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import tomli_w
from support.datasets import records_of

from afghanwar import Battle, Dataset, DatasetError, SeedError, TimeSpan, seeds
from afghanwar.seeds import FOLDERS, load, read

EditSeed = Callable[[str, str, str], None]
Fault = tuple[str, str, str, str]

ACTOR = 'name = "X"\nkind = "person"\ndescription = "D."\n'
PLACE = 'name = "X"\nkind = "city"\n'
EVENT = 'name = "X"\nkind = "other"\nevidence = ["almanac-1905/guild-bought-ships"]\n'
BATTLE = 'name = "X"\nevidence = ["almanac-1905/guild-bought-ships"]\n'
TIE = 'subject = "crown"\nobject = "harbour-guild"\nevidence = ["almanac-1905/crown-and-guild-friends"]\n'
ASKED = 'question = "Q?"\npositions = [{ answer = "yes", claims = [] }, { answer = "no", claims = 3 }]\n'
SOURCE = f"""
title = "T"
kind = "analysis"
stance = "S"
document = {{ file = "x.txt", sha256 = "{"a" * 64}", characters = 9 }}
"""
CLAIM = f"""{SOURCE}
[claims.c]
says = "S."
modality = "asserted"
passage = {{ start = 0, end = 5, paragraph = 1, begins = "a", ends = "b" }}
"""
COUNTED = f"{CLAIM}quantities = [{{ measure = 'ships', wording = 'w', "


def faults_in(folder: Path, *, onto: Dataset | None = None) -> list[Fault]:
    """The faults that reading some seeds reports."""
    with pytest.raises((SeedError, DatasetError)) as caught:
        read(folder, onto=onto)
    assert isinstance(caught.value, SeedError | DatasetError)
    return [(each.file, each.record, each.field, each.message) for each in caught.value.problems]


def add(folder: Path, file: str, content: str | bytes) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def the_fault(folder: Path, file: str, content: str | bytes) -> Fault:
    """The only fault of valid seeds to which a file is added."""
    add(folder, file, content)
    found = faults_in(folder)
    assert len(found) == 1, found
    return found[0]


# Valid seeds


def test_seeds_become_records(world: Dataset) -> None:
    claim = world.claims["harbour-chronicle/guards-fled"]
    assert (claim.source, claim.when, claim.actors) == ("harbour-chronicle", TimeSpan("1902-03-05"), ("ostrel-guard",))
    assert claim.quantities[0].approximate
    assert not world.claims["red-courier/guards-ran"].quantities[0].approximate
    assert world.sources["harbour-chronicle"].document.asides[0].end == len("The Salt War")
    assert isinstance(world.events["siege-of-greymoor"], Battle)
    assert world.events["fall-of-ostrel"].dates[1] == ("red-courier", TimeSpan("1902-03-07"))
    assert world.actors["northern-kingdom"].identifiers.ucdp == 1
    assert world.places["ostrel"].latitude == 10.0


def test_an_absent_folder_and_an_empty_file_are_accepted(tmp_path: Path) -> None:
    add(tmp_path, "measures/ships.toml", 'ships = { name = "ships", unit = "ships", description = "Ships." }')
    add(tmp_path, "places/none.toml", "# Nothing yet.\n")
    assert [record.id for record in records_of(read(str(tmp_path)))] == ["ships"]


def test_other_files_than_toml_files_are_ignored(seeds_folder: Path, world: Dataset) -> None:
    add(seeds_folder, "README.md", "# Seeds")
    add(seeds_folder, "actors/notes.txt", "[")
    assert records_of(read(seeds_folder)) == records_of(world)


def test_the_distribution_of_records_over_files_does_not_matter(
    tmp_path: Path, seeds_folder: Path, world: Dataset
) -> None:
    turn = random.Random(7)
    for folder in set(FOLDERS) - {"sources"}:
        tables = [
            (id, table)
            for file in (seeds_folder / folder).iterdir()
            for id, table in tomllib.loads(file.read_text("utf-8")).items()
        ]
        turn.shuffle(tables)
        for number, (id, table) in enumerate(tables):
            add(tmp_path / "new", f"{folder}/{'deeper/' * (number % 2)}{number}.toml", tomli_w.dumps({id: table}))
    for file in (seeds_folder / "sources").iterdir():
        add(tmp_path / "new", f"sources/{file.name}", file.read_bytes())
    assert records_of(read(tmp_path / "new")) == records_of(world)


@pytest.mark.parametrize(
    ("written", "number"),
    [("0", 0), ("-3", -3), ("1_000", 1000), ("1.5", Decimal("1.5")), ("0.10", Decimal("0.1")), ("1e3", Decimal(1000))],
)
def test_a_number_is_read_exactly(seeds_folder: Path, written: str, number: int | Decimal) -> None:
    add(
        seeds_folder,
        "sources/x.toml",
        f"{COUNTED}low = {written} }}]",
    )
    low = read(seeds_folder).claims["x/c"].quantities[0].low
    assert low == number
    assert type(low) is type(number)


# One fault each


@pytest.mark.parametrize("file", ["x.toml", "actor/x.toml", "deep/actors/x.toml"])
def test_a_file_outside_of_the_seed_folders_is_reported(seeds_folder: Path, file: str) -> None:
    at, record, field, message = the_fault(seeds_folder, file, f"[x]\n{ACTOR}")
    assert (at, record, field) == (file, "", "")
    assert "sources, actors" in message


@pytest.mark.parametrize(
    ("content", "value"),
    [
        pytest.param("[x", "TOML", id="broken"),
        pytest.param(f"[x]\n{ACTOR}{ACTOR}", "TOML", id="a key twice"),
        pytest.param(f"[x]\n{ACTOR}[x]\n{ACTOR}", "TOML", id="a record twice"),
        pytest.param(f"\ufeff[x]\n{ACTOR}", "TOML", id="a byte order mark"),
        pytest.param("[x]\nname = 'Königin'\n".encode("latin-1"), "UTF-8", id="Latin-1"),
        pytest.param("x = 3".encode("utf-16"), "UTF-8", id="UTF-16"),
        pytest.param("x = " + "[" * 100_000, "nested", id="a hundred thousand brackets"),
        pytest.param("x = " + "9" * 10_000, "digits", id="ten thousand digits"),
    ],
)
def test_a_file_that_cannot_be_read_is_reported(seeds_folder: Path, content: str | bytes, value: str) -> None:
    at, record, field, message = the_fault(seeds_folder, "actors/x.toml", content)
    assert (at, record, field) == ("actors/x.toml", "", "")
    assert value in message
    assert len(message) < 300


def test_a_folder_with_the_name_of_a_file_is_reported(seeds_folder: Path) -> None:
    (seeds_folder / "actors/x.toml").mkdir()
    ((file, record, field, message),) = faults_in(seeds_folder)
    assert (file, record, field) == ("actors/x.toml", "", "")
    assert "directory" in message.lower()


@pytest.mark.parametrize("folder", ["", "nowhere", "empty"])
def test_a_folder_without_seeds_is_reported(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty/actors").mkdir(parents=True)
    ((file, record, field, message),) = faults_in(tmp_path / folder)
    assert (file, record, field) == ("", "", "")
    assert (folder or tmp_path.name) in message
    assert "disagreements" in message


@pytest.mark.parametrize(
    ("file", "content", "field", "value"),
    [
        ("actors", f'{ACTOR}aliases = "abc"', "aliases", "'abc'"),
        ("actors", f"{ACTOR}aliases = {{ a = 1 }}", "aliases", "'a'"),
        ("actors", f'{ACTOR}aliases = ["a", 3]', "aliases[1]", "3 is not a text"),
        ("actors", f"{ACTOR}identifiers = {{ ucdp = 1.9 }}", "identifiers.ucdp", "'1.9') is not a whole number"),
        ("actors", f"{ACTOR}identifiers = {{ gw = true }}", "identifiers.gw", "True"),
        ("actors", f'{ACTOR}identifiers = {{ cow = "700" }}', "identifiers.cow", "'700'"),
        ("actors", f"{ACTOR}identifiers = {{ iso3 = 4 }}", "identifiers.iso3", "4"),
        ("actors", ACTOR.replace('"X"', "2001-12-06"), "name", "2001, 12, 6"),
        ("actors", ACTOR.replace('"X"', "false"), "name", "False"),
        ("actors", ACTOR.replace("person", "persn"), "kind", "'persn' is unknown; write one of person, state"),
        ("actors", ACTOR.replace("person", "PERSON"), "kind", "'PERSON'"),
        ("actors", ACTOR.replace('"person"', "1"), "kind", "1"),
        ("actors", ACTOR.replace('"person"', '["person"]'), "kind", "['person']"),
        ("actors", ACTOR.replace('kind = "person"\n', ""), "kind", "missing"),
        ("actors", ACTOR.replace("D.", " \\t"), "description", "blank"),
        ("actors", f'{ACTOR}part_of = ["nobody"]', "part_of", "'nobody'"),
        ("actors", f'{ACTOR}part_of = ["x"]', "part_of", "'x'"),
        ("actors", f'{ACTOR}id = "x"', "id", "not written"),
        ("places", f'{PLACE}within = "x"', "within", "'x'"),
        ("places", f'{PLACE}latitude = "10"\nlongitude = 2', "latitude", "'10'"),
        ("places", f"{PLACE}latitude = 1\nlongitude = true", "longitude", "True"),
        ("places", f"{PLACE}latitude = nan\nlongitude = 1", "latitude", "nan"),
        ("measures", 'name = "X"\nunit = "x"', "description", "missing"),
        ("events", f'{EVENT}part_of = "x"', "part_of", "'x'"),
        ("events", EVENT.replace("other", "battle"), "kind", "'battle'"),
        ("events", EVENT.replace('"almanac-1905/guild-bought-ships"', ""), "evidence", "empty"),
        ("events", EVENT.replace("evidence", "note = 'n' #"), "evidence", "missing"),
        ("events", f'{EVENT}participants = [{{ actor = "crown" }}]', "participants[0].role", "missing"),
        ("battles", f'{BATTLE}sides = [{{ name = "S", actors = "crown" }}]', "sides[0].actors", "'crown'"),
        ("battles", f'{BATTLE}victor = "S"', "victor", "'S'"),
        ("relationships", f'kind = "friends"\n{TIE}', "kind", "'friends'"),
        ("relationships", f'kind = "alliance"\nforms = ["funding"]\n{TIE}', "forms", "support"),
        ("relationships", f'kind = "support"\nforms = ["money"]\n{TIE}', "forms[0]", "'money'"),
        ("relationships", f'kind = "alliance"\n{TIE}'.replace("harbour-guild", "crown"), "object", "'crown'"),
        ("disagreements", ASKED, "positions[1].claims", "3"),
    ],
)
def test_a_fault_of_a_record_is_reported_with_its_field(
    seeds_folder: Path, file: str, content: str, field: str, value: str
) -> None:
    where, record, at, message = the_fault(seeds_folder, f"{file}/x.toml", f"[x]\n{content}")
    assert (where, record, at) == (f"{file}/x.toml", "x", field)
    assert value in message


@pytest.mark.parametrize(
    ("content", "record", "field", "value"),
    [
        (SOURCE.replace("9 }", "9.0 }"), "x", "document.characters", "9.0"),
        (SOURCE.replace("9 }", '9, encoding = "u" }'), "x", "document", "'encoding'"),
        (SOURCE.replace("9 }", '9, asides = "abc" }'), "x", "document.asides", "'abc'"),
        (
            SOURCE.replace("9 }", "9, asides = [{ start = 1, reason = 'r' }] }"),
            "x",
            "document.asides[0].end",
            "missing",
        ),
        (
            SOURCE.replace("9 }", "9, asides = [{ start = 1, end = 99, reason = 'r' }] }"),
            "x",
            "document.asides",
            "1 to 99",
        ),
        (f"{SOURCE}published = 1999-01-01", "x", "published", "1999, 1, 1"),
        (f'{SOURCE}published = "99"', "x", "published", "'99'"),
        (f"{SOURCE}claims = 3", "x/", "", "3"),
        (f"{SOURCE}[[claims]]\nsays = 'S.'", "x/", "", "says"),
        (f'{SOURCE}claims.c = "S."', "x/c", "", "'S.'"),
        (CLAIM.replace("start = 0", "start = 1.9"), "x/c", "passage.start", "1.9"),
        (CLAIM.replace("end = 5", "end = true"), "x/c", "passage.end", "True"),
        (CLAIM.replace("end = 5, ", ""), "x/c", "passage.end", "missing"),
        (CLAIM.replace("asserted", "said"), "x/c", "modality", "'said'"),
        (CLAIM.replace('says = "S."', 'says = " "'), "x/c", "says", "blank"),
        (f'{CLAIM}when = "2001-13"', "x/c", "when", "'2001-13'"),
        (f"{CLAIM}when = 2001-12-06", "x/c", "when", "2001, 12, 6"),
        (f'{CLAIM}source = "x"', "x/c", "source", "not written"),
        (f'{CLAIM}actors = ["nobody"]', "x/c", "actors", "'nobody'"),
        (f"{COUNTED}low = '3' }}]", "x/c", "quantities[0].low", "'3'"),
        (f"{COUNTED}low = inf }}]", "x/c", "quantities[0].low", "Infinity"),
        (f"{COUNTED}high = true }}]", "x/c", "quantities[0].high", "True"),
        (f"{COUNTED}approximate = 1 }}]", "x/c", "quantities[0].approximate", "1 is not true or false"),
    ],
)
def test_a_fault_of_a_source_or_a_claim_is_reported_with_its_field(
    seeds_folder: Path, content: str, record: str, field: str, value: str
) -> None:
    where, at, faulty, message = the_fault(seeds_folder, "sources/x.toml", content)
    assert (where, at, faulty) == ("sources/x.toml", record, field)
    assert value in message


@pytest.mark.parametrize(
    ("folder", "content", "field"),
    [
        ("actors", f'{ACTOR}identifiers = "Q1"', "identifiers"),
        ("events", f'{EVENT}participants = ["crown"]', "participants[0]"),
        ("sources", CLAIM.replace("passage = {", "passage = 5 # {"), "passage"),
        ("sources", SOURCE.replace("document = {", "document = 5 # {"), "document"),
    ],
)
def test_a_value_that_is_not_a_table_is_reported(seeds_folder: Path, folder: str, content: str, field: str) -> None:
    content = content if folder == "sources" else f"[x]\n{content}"
    assert the_fault(seeds_folder, f"{folder}/x.toml", content)[2] == field


@pytest.mark.parametrize(
    ("folder", "content", "value"),
    [
        ("actors", f"{ACTOR}colour = 3", "'colour'"),
        ("events", f'{EVENT}when = "1901"', "'when'"),
        ("events", f"{EVENT}sides = []", "'sides'"),
        ("battles", f'{BATTLE}kind = "battle"', "'kind'"),
        ("battles", f"{BATTLE}participants = []", "'participants'"),
        ("relationships", f'kind = "alliance"\n{TIE}document = 3', "'document'"),
    ],
)
def test_an_unknown_key_is_reported(seeds_folder: Path, folder: str, content: str, value: str) -> None:
    where, record, _, message = the_fault(seeds_folder, f"{folder}/x.toml", f"[x]\n{content}")
    assert (where, record) == (f"{folder}/x.toml", "x")
    assert value in message.partition(";")[0]


def test_an_unknown_key_is_reported_with_the_known_keys(seeds_folder: Path) -> None:
    message = the_fault(seeds_folder, "battles/x.toml", f"[x]\n{BATTLE}colour = 3")[3]
    known = "name, dates, places, part_of, evidence, inferred, note, sides, outcome, victor"
    assert message.endswith(f"write one of {known}")
    (seeds_folder / "battles/x.toml").unlink()
    message = the_fault(seeds_folder, "sources/x.toml", f"{CLAIM}colour = 3\nsound = 4")[3]
    known = "says, passage, modality, attributed_to, when, actors, places, quantities, wording, inferred, note"
    assert message.endswith(f"write one of {known}")
    assert "'colour', 'sound'" in message


@pytest.mark.parametrize(
    ("dates", "value"),
    [
        ('dates = "1901"', "'1901'"),
        ("dates = []", "[]"),
        ("dates.almanac-1905 = 1903-05-10", "1903, 5, 10"),
        ('dates.almanac-1905 = "1901-13"', "'1901-13'"),
        ("dates.almanac-1905 = 1901", "1901"),
        ('dates.almanac-1905.day = "1901"', "'day'"),
        ('dates.nobody = "1901"', "'nobody'"),
        ('dates.red-courier = "1901"', "'red-courier'"),
    ],
)
def test_dates_map_sources_to_texts(seeds_folder: Path, dates: str, value: str) -> None:
    where, record, _, message = the_fault(seeds_folder, "events/x.toml", f"[x]\n{EVENT}{dates}")
    assert (where, record) == ("events/x.toml", "x")
    assert value in message


@pytest.mark.parametrize("content", ['"abc"', "3", "true", '["abc"]', "2001-12-06"])
def test_a_record_that_is_not_a_table_is_reported(seeds_folder: Path, content: str) -> None:
    file, record, field, message = the_fault(seeds_folder, "actors/x.toml", f"x = {content}")
    assert (file, record, field) == ("actors/x.toml", "x", "")
    assert "table" in message


def test_records_after_one_that_is_not_a_table_are_read(seeds_folder: Path) -> None:
    add(seeds_folder, "actors/x.toml", f"x = 3\n[y]\n{ACTOR}part_of = ['nobody']\n[z]\n{ACTOR}")
    assert [(record, field) for _, record, field, _ in faults_in(seeds_folder)] == [("x", ""), ("y", "part_of")]


@pytest.mark.parametrize(
    ("first", "second"),
    [("actors/a.toml", "actors/b.toml"), ("actors/a.toml", "actors/deep/a.toml"), ("battles/x.toml", "events/x.toml")],
)
def test_an_id_in_two_files_is_reported_with_both_files(seeds_folder: Path, first: str, second: str) -> None:
    content = {"actors": ACTOR, "events": EVENT, "battles": BATTLE}
    add(seeds_folder, first, f"[x]\n{content[first.partition('/')[0]]}")
    file, record, field, message = the_fault(seeds_folder, second, f"[x]\n{content[second.partition('/')[0]]}")
    assert (file, record, field) == (second, "x", "")
    assert first in message


def test_a_source_in_two_files_is_reported_with_its_claims(seeds_folder: Path) -> None:
    add(seeds_folder, "sources/a/x.toml", CLAIM)
    add(seeds_folder, "sources/b/x.toml", CLAIM)
    found = faults_in(seeds_folder)
    assert [(file, record) for file, record, _, _ in found] == [("sources/b/x.toml", "x"), ("sources/b/x.toml", "x/c")]


def test_every_record_of_a_cycle_is_reported(seeds_folder: Path, edit_seed: EditSeed) -> None:
    edit_seed("places/places.toml", 'kind = "country" }', 'kind = "country", within = "ostrel" }')
    edit_seed("events/events.toml", 'kind = "war"', 'kind = "war"\npart_of = "march-on-harbour"')
    edit_seed("actors/states.toml", 'A state by the sea."', 'A state by the sea."\npart_of = ["crown"]')
    assert sorted((record, field) for _, record, field, _ in faults_in(seeds_folder)) == [
        ("crown", "part_of"),
        ("fenland", "within"),
        ("lowmark", "part_of"),
        ("lowmark", "within"),
        ("march-on-harbour", "part_of"),
        ("ostrel", "within"),
        ("salt-war", "part_of"),
    ]


# Many faults


def test_faults_of_every_kind_are_reported_in_one_error(seeds_folder: Path, edit_seed: EditSeed) -> None:
    add(seeds_folder, "actors/a.toml", f"[x]\nname = 3\ncolour = 4\n[y]\n{ACTOR}aliases = 'abc'\npart_of = ['nobody']")
    add(seeds_folder, "actors/b.toml", "[")
    add(seeds_folder, "elsewhere/c.toml", "")
    add(seeds_folder, "measures/d.toml", b"\xff")
    (seeds_folder / "places/e.toml").mkdir()
    add(seeds_folder, "events/f.toml", f"[salt-war]\n{EVENT}[g]\n{EVENT}id = 'g'\ndates.nobody = 3")
    add(seeds_folder, "sources/h.toml", CLAIM.replace('"asserted"', "4").replace("analysis", "book"))
    edit_seed("battles/battles.toml", 'victor = "League"', 'victor = "Nobody"')
    found = {(file, record, field) for file, record, field, _ in faults_in(seeds_folder)}
    assert found == {
        ("actors/a.toml", "x", "name"),
        ("actors/a.toml", "x", "kind"),
        ("actors/a.toml", "x", "description"),
        ("actors/a.toml", "x", ""),
        ("actors/a.toml", "y", "aliases"),
        ("actors/b.toml", "", ""),
        ("battles/battles.toml", "siege-of-greymoor", "victor"),
        ("elsewhere/c.toml", "", ""),
        ("events/f.toml", "g", "id"),
        ("events/f.toml", "salt-war", ""),
        ("measures/d.toml", "", ""),
        ("places/e.toml", "", ""),
        ("events/f.toml", "g", "dates"),
        ("sources/h.toml", "h", "kind"),
        ("sources/h.toml", "h/c", "modality"),
    }


def test_references_into_an_unreadable_file_are_not_reported(seeds_folder: Path) -> None:
    (seeds_folder / "places/places.toml").write_text("[")
    assert [(file, record) for file, record, _, _ in faults_in(seeds_folder)] == [("places/places.toml", "")]


def test_references_to_a_record_that_is_not_a_table_are_not_reported(seeds_folder: Path) -> None:
    text = (seeds_folder / "places/places.toml").read_text()
    (seeds_folder / "places/places.toml").write_text(re.sub(r"(?m)^greymoor = .*$", "greymoor = 3", text))
    assert [(record, field) for _, record, field, _ in faults_in(seeds_folder)] == [("greymoor", "")]


def test_asides_outside_of_the_document_table_are_an_unknown_key(seeds_folder: Path) -> None:
    path = seeds_folder / "sources/almanac-1905.toml"
    path.write_text(f"asides = []\n{path.read_text()}")
    ((_, record, field, message),) = faults_in(seeds_folder)
    assert (record, field) == ("almanac-1905", "")
    assert message.startswith("'asides' is no field")


def test_a_number_of_more_than_fifteen_digits_is_refused(seeds_folder: Path) -> None:
    path = seeds_folder / "sources/almanac-1905.toml"
    text = path.read_text()
    for number in ("0.1234567890123456789", "0.30000000000000001", "1000000000000000", "-1000000000000000"):
        path.write_text(text.replace("low = 2", f"low = {number}"))
        ((_, _, field, message),) = faults_in(seeds_folder)
        assert field.startswith("quantities[0]")
        assert "15 digits" in message
    path.write_text(text.replace("low = 2, high = 2", "low = -999999999999999, high = 999999999999999"))
    (quantity,) = read(seeds_folder).claims["almanac-1905/guild-bought-ships"].quantities
    assert (quantity.low, quantity.high) == (-(10**15) + 1, 10**15 - 1)


def test_an_identifier_has_up_to_fifteen_digits(seeds_folder: Path) -> None:
    add(seeds_folder, "actors/x.toml", f"[x]\n{ACTOR}identifiers = {{ ucdp = 999999999999999 }}")
    assert read(seeds_folder).actors["x"].identifiers.ucdp == 999999999999999


def test_an_unknown_key_of_a_document_is_reported_by_its_name(seeds_folder: Path, edit_seed: EditSeed) -> None:
    edit_seed("sources/almanac-1905.toml", "[document]", "[document]\nage = 3")
    ((_, _, field, message),) = faults_in(seeds_folder)
    assert (field, message.partition(" is no field")[0]) == ("document", "'age'")


def test_faults_between_valid_records_raise_a_dataset_error(seeds_folder: Path, edit_seed: EditSeed) -> None:
    edit_seed("places/places.toml", 'kind = "province", within = "lowmark"', 'kind = "province", within = "nowhere"')
    with pytest.raises(DatasetError):
        read(seeds_folder)
    add(seeds_folder, "actors/b.toml", "[")
    with pytest.raises(SeedError):
        read(seeds_folder)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("actors/states.toml", 'kind = "government"', 'kind = "regime"'),
        ("places/places.toml", 'name = "Greymoor"', "name = 3"),
        ("measures/measures.toml", 'unit = "people"', "unit = []"),
        ("events/events.toml", 'kind = "war"', 'kind = "peace"'),
        ("sources/red-courier.toml", 'kind = "news-article"', 'kind = "rumour"'),
        ("sources/harbour-chronicle.toml", 'says = "The Riders captured Ostrel on 5 March 1902."', "says = 3"),
        ("sources/almanac-1905.toml", 'modality = "rejected"', "modality = 3"),
    ],
)
def test_references_to_an_invalid_record_are_not_reported(
    seeds_folder: Path, edit_seed: EditSeed, file: str, old: str, new: str
) -> None:
    edit_seed(file, old, new)
    assert [fault[0] for fault in faults_in(seeds_folder)] == [file]


# Onto another dataset


def test_seeds_may_refer_to_records_of_the_dataset_they_are_read_onto(tmp_path: Path, world: Dataset) -> None:
    add(tmp_path, "actors/x.toml", f"[x]\n{ACTOR}part_of = ['crown']")
    add(tmp_path, "events/y.toml", f"[y]\n{EVENT}part_of = 'salt-war'")
    joined = read(tmp_path, onto=world)
    assert sorted({record.id for record in records_of(joined)} - {record.id for record in records_of(world)}) == [
        "x",
        "y",
    ]
    assert len(records_of(joined)) == len(records_of(world)) + 2
    assert "x" not in world.actors
    assert faults_in(tmp_path)


def test_seeds_may_not_repeat_a_record_of_the_dataset_they_are_read_onto(tmp_path: Path, world: Dataset) -> None:
    add(tmp_path, "actors/x.toml", f"[crown]\n{ACTOR}[greymoor]\n{ACTOR}")
    ((file, record, field, message),) = faults_in(tmp_path, onto=world)
    assert (file, record, field) == ("actors/x.toml", "crown", "")
    assert "onto" in message


def test_references_to_the_dataset_that_seeds_are_read_onto_are_checked(tmp_path: Path, world: Dataset) -> None:
    add(tmp_path, "places/x.toml", f"[x]\n{PLACE}within = 'crown'")
    assert [fault[:3] for fault in faults_in(tmp_path, onto=world)] == [("places/x.toml", "x", "within")]


# The bundled dataset


@pytest.fixture
def in_checkout(seeds_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library in a checkout with the made-up seeds, not yet loaded."""
    monkeypatch.setattr(seeds, "_IN_WHEEL", seeds_folder / "nowhere")
    monkeypatch.setattr(seeds, "_IN_CHECKOUT", seeds_folder)
    monkeypatch.setattr(seeds, "_bundled", cache(seeds._bundled.__wrapped__))


@pytest.fixture
def in_wheel(seeds_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The library in a wheel that was built from the made-up seeds: JSON, as the build hook writes it, and no TOML."""
    wheel = tmp_path / "wheel"
    for folder in FOLDERS:
        content = {
            path.relative_to(seeds_folder).as_posix(): tomllib.loads(path.read_text("utf-8"))
            for path in sorted((seeds_folder / folder).rglob("*.toml"))
        }
        add(wheel, f"{folder}.json", json.dumps(content, ensure_ascii=False, separators=(",", ":")))
    monkeypatch.setattr(seeds, "_IN_WHEEL", wheel)
    monkeypatch.setattr(seeds, "_IN_CHECKOUT", tmp_path / "nowhere")
    monkeypatch.setattr(seeds, "_bundled", cache(seeds._bundled.__wrapped__))
    return wheel


def test_the_bundled_dataset_is_loaded_once() -> None:
    assert all(len(shelf) > 0 for shelf in (load().claims, load().events, load().actors))
    assert load() is load()


@pytest.mark.usefixtures("in_checkout")
def test_a_checkout_loads_its_seeds(world: Dataset) -> None:
    assert records_of(load()) == records_of(world)


@pytest.mark.usefixtures("in_wheel")
def test_a_wheel_loads_the_same_records_as_a_checkout(world: Dataset) -> None:
    loaded = load()
    for shelf, same in zip(loaded.all, world.all, strict=True):
        assert shelf.kind == same.kind
        assert list(shelf) == list(same)
    assert [battle.id for battle in loaded.battles] == ["siege-of-greymoor"]
    assert [type(event) for event in loaded.events] == [type(event) for event in world.events]
    assert type(loaded.places["ostrel"].longitude) is float


def test_a_wheel_gives_the_events_without_reading_the_claims(in_wheel: Path, world: Dataset) -> None:
    (in_wheel / "sources.json").write_text("broken")
    assert list(load().events) == list(world.events)


@pytest.mark.parametrize("home", ["in_checkout", "in_wheel"])
def test_load_gives_every_thread_the_same_object(request: pytest.FixtureRequest, home: str, world: Dataset) -> None:
    request.getfixturevalue(home)
    with ThreadPoolExecutor(16) as pool:
        loaded = list(pool.map(lambda _: load(), range(64)))
        shelves = list(pool.map(lambda dataset: [id(claim) for claim in dataset.claims], loaded))
    assert {id(dataset) for dataset in loaded} == {id(load())}
    assert len(set(map(tuple, shelves))) == 1
    assert list(load().claims) == list(world.claims)
