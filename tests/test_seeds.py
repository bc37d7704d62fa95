"""Reading seeds: valid ones make a dataset, and every fault of invalid ones is reported at once, with its place."""

import random
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import tomli_w
from support.datasets import bundled, passage_of, records_of

import afghanwar
from afghanwar import (
    Battle,
    CoordinatePrecision,
    Coordinates,
    Dataset,
    DatasetError,
    Order,
    OrderWord,
    SeedError,
    TimeSpan,
    load,
    read,
)
from afghanwar.__pyinstaller import get_hook_dirs
from afghanwar.kinds import FOLDERS
from afghanwar.seeds.carried import pack

EditSeed = Callable[[str, str, str], None]
Fault = tuple[str, str, str, str]

ACTOR = 'name = "X"\nkind = "person"\ndescription = "D."\n'
PLACE = 'name = "X"\nkind = "city"\n'
AT = PLACE + 'coordinates = {{ latitude = {}, longitude = {}, precision = "point", source = "X" }}'
EVENT = 'name = "X"\nkind = "other"\nevidence = ["almanac-1905/guild-bought-ships"]\n'
BATTLE = 'name = "X"\nevidence = ["almanac-1905/guild-bought-ships"]\n'
TIE = 'subject = "crown"\nobject = "harbour-guild"\nevidence = ["almanac-1905/crown-and-guild-friends"]\n'
ASKED = (
    'question = "Q?"\nkind = "scope"\npositions = [{ answer = "yes", claims = [] }, { answer = "no", claims = 3 }]\n'
)
ANSWERED = """question = "Q?"
positions = [
    { answer = "yes", claims = ["almanac-1905/guild-bought-ships"] },
    { answer = "no", claims = ["almanac-1905/siege-in-spring"] },
]
"""
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
    assert world.places["ostrel"].coordinates == Coordinates(
        latitude=10.0, longitude=20.5, precision=CoordinatePrecision.POINT, source="Atlas of Lowmark: Ostrel"
    )


def test_an_absent_folder_and_an_empty_file_are_accepted(tmp_path: Path) -> None:
    add(tmp_path, "measures/ships.toml", 'ships = { name = "ships", unit = "ships", description = "Ships." }')
    add(tmp_path, "places/none.toml", "# Nothing yet.\n")
    assert [record.id for record in records_of(read(str(tmp_path)))] == ["ships"]


def test_order_lines_become_order(world: Dataset) -> None:
    (meeting,) = world.events["voss-meets-reed"].order
    assert meeting == Order(word=OrderWord.AFTER, other=world.events["siege-of-greymoor"].id)
    (march,) = world.events["march-on-harbour"].order
    assert (march.word, march.other, march.evidence) == (
        OrderWord.AFTER,
        "red-courier",
        ("red-courier/riders-will-march",),
    )
    (tie,) = world.relationships["voss-leads-league"].order
    assert (tie.word, tie.other, tie.evidence) == (
        OrderWord.THROUGHOUT,
        "salt-war",
        ("harbour-chronicle/voss-led-league",),
    )
    assert world.events["salt-war"].order == world.battles["siege-of-greymoor"].order == ()


@pytest.mark.parametrize("folder", ["events", "battles", "relationships"])
def test_every_word_may_name_several_others(seeds_folder: Path, folder: str) -> None:
    content = {"events": EVENT, "battles": BATTLE, "relationships": f'kind = "alliance"\n{TIE}'}[folder]
    words = [word.value for word in OrderWord]
    # They are read in the order of the words, whatever that of the lines.
    for word in reversed(words):
        others = "'salt-war'", "'siege-of-greymoor'", "'red-courier'"
        content += f"{word} = {{ {', '.join(f'{other} = []' for other in others)} }}\n"
    # To come after and before the same is a ring.
    content = content.replace("before = { 'salt-war' = [], 'siege-of-greymoor' = [], 'red-courier' = [] }", "")
    words.remove("before")
    add(seeds_folder, f"{folder}/x.toml", f"[x]\n{content}inferred = {words}")
    dataset = read(seeds_folder)
    record = dataset.relationships["x"] if folder == "relationships" else dataset.events["x"]
    assert [(line.word.value, line.other) for line in record.order] == [
        (word, other) for word in words for other in ("salt-war", "siege-of-greymoor", "red-courier")
    ]
    assert {line.evidence for line in record.order} == {()}


def test_the_actors_whose_life_an_event_begins_or_ends_are_read(seeds_folder: Path, world: Dataset) -> None:
    ends = (("ostrel-guard", ("harbour-chronicle/guards-fled", "red-courier/guards-ran")),)
    assert world.events["fall-of-ostrel"].ends == ends
    assert world.events["fall-of-ostrel"].begins == ()
    assert world.events["guild-buys-ships"].begins == (("harbour-guild", ()),)
    content = f"{BATTLE}begins.crown = []\nends = {{ riders = ['almanac-1905/guild-bought-ships'], crown-army = [] }}"
    add(seeds_folder, "battles/x.toml", f"[x]\n{content}\ninferred = ['begins', 'ends']")
    battle = read(seeds_folder).battles["x"]
    assert battle.begins == (("crown", ()),)
    assert battle.ends == (("riders", ("almanac-1905/guild-bought-ships",)), ("crown-army", ()))


@pytest.mark.parametrize("kind", ["contradiction", "scope", "wording"])
def test_a_disagreement_has_a_kind(seeds_folder: Path, edit_seed: EditSeed, kind: str) -> None:
    edit_seed("disagreements/disagreements.toml", 'kind = "scope"', f'kind = "{kind}"')
    assert read(seeds_folder).disagreements["guards-of-ostrel"].kind.value == kind


# Which files are read


@pytest.mark.parametrize("file", ["README.md", "notes.txt", "elsewhere/notes.txt", "elsewhere/deep/x.json", "LICENSE"])
def test_other_files_outside_of_the_folders_of_seeds_are_ignored(seeds_folder: Path, world: Dataset, file: str) -> None:
    add(seeds_folder, file, "[")
    assert records_of(read(seeds_folder)) == records_of(world)


@pytest.mark.parametrize(
    "file",
    [
        ".hidden.toml",
        ".DS_Store",
        ".git/config.toml",
        "actors/.hidden.toml",
        "actors/.states.toml.swp",
        "actors/.git/states.toml",
        "actors/~$states.toml",
        "actors/~$notes.txt",
        "actors/._states.toml",
        "actors/.#states.toml",
        "actors/.ipynb_checkpoints/states-checkpoint.toml",
        "__MACOSX/actors/._states.toml",
        "sources/.red-courier.toml.un~",
    ],
)
def test_hidden_files_and_lock_files_are_ignored(seeds_folder: Path, world: Dataset, file: str) -> None:
    add(seeds_folder, file, "[")
    assert records_of(read(seeds_folder)) == records_of(world)


@pytest.mark.parametrize(
    "file",
    [
        "actors/b.toml.txt",
        "actors/b.TOML",
        "actors/b.Toml",
        "actors/b.toml ",
        "actors/b.toml.swp",
        "actors/#b.toml#",
        "actors/b.yaml",
        "actors/__pycache__/b.pyc",
        "actors/Thumbs.db",
        "actors/b.toml~",
        "actors/b.toml.bak",
        "actors/toml",
        "actors/notes.txt",
        "actors/deep/b.json",
        "sources/page.html",
        "disagreements/README",
    ],
)
def test_a_file_of_another_type_in_a_folder_of_seeds_is_reported(seeds_folder: Path, file: str) -> None:
    at, record, field, message = the_fault(seeds_folder, file, f"[x]\n{ACTOR}")
    assert (at, record, field) == (file, "", "")
    assert "is not read, because its name does not end in .toml" in message


@pytest.mark.parametrize("folder", ["actors", "battles", "places/deep"])
def test_a_link_to_a_folder_of_seeds_is_reported_and_not_followed(seeds_folder: Path, folder: str) -> None:
    elsewhere = seeds_folder.parent / "elsewhere"
    if (seeds_folder / folder).exists():
        (seeds_folder / folder).rename(elsewhere)
    else:
        elsewhere.mkdir()
    (seeds_folder / folder).symlink_to(elsewhere, target_is_directory=True)
    ((file, record, field, message),) = faults_in(seeds_folder)
    assert (file, record, field) == (folder, "", "")
    assert message.startswith("is not read, because it is a link to a folder; ")


def test_a_link_to_a_file_is_read(seeds_folder: Path, world: Dataset) -> None:
    (seeds_folder / "places/places.toml").rename(seeds_folder.parent / "p.txt")
    (seeds_folder / "places/linked.toml").symlink_to(seeds_folder.parent / "p.txt")
    assert records_of(read(seeds_folder)) == records_of(world)


def test_a_file_with_the_name_of_a_folder_of_seeds_is_reported(seeds_folder: Path) -> None:
    shutil.rmtree(seeds_folder / "measures")
    (seeds_folder / "measures").write_text("x")
    ((file, _, _, message),) = faults_in(seeds_folder)
    assert (file, message) == ("measures", "is not read, because it is not a folder; move it away")


def test_a_byte_order_mark_is_accepted(seeds_folder: Path, world: Dataset) -> None:
    for path in seeds_folder.rglob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert records_of(read(seeds_folder)) == records_of(world)


def test_a_second_byte_order_mark_is_reported(seeds_folder: Path) -> None:
    assert "TOML" in the_fault(seeds_folder, "actors/x.toml", f"\ufeff\ufeff[x]\n{ACTOR}")[3]


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
    [("0", 0), ("-3", -3), ("1_000", 1000), ("1.5", 1.5), ("0.10", 0.1), ("1e3", 1000.0), ("2.3", 2.3)],
)
def test_a_number_is_read_exactly(seeds_folder: Path, written: str, number: float) -> None:
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
        ("places", AT.format('"10"', 2), "coordinates.latitude", "'10'"),
        ("places", AT.format(1, "true"), "coordinates.longitude", "True"),
        ("places", AT.format("nan", 1), "coordinates.latitude", "NaN"),
        ("places", AT.format(1, 2).replace("latitude = 1,", ""), "coordinates.latitude", "missing"),
        ("places", AT.format(1, 2).replace('precision = "point",', ""), "coordinates.precision", "missing"),
        ("places", AT.format(1, 2).replace('"point"', '"city"'), "coordinates.precision", "'city' is unknown"),
        ("places", AT.format(1, 2).replace(', source = "X"', ""), "coordinates.source", "missing"),
        (
            "places",
            AT.format(1, 2).replace("source", "map = 1, source"),
            "coordinates",
            "write one of latitude, longitude, precision, source",
        ),
        ("places", f"{PLACE}coordinates = [1, 2]", "coordinates", "[1, 2] is not a table"),
        ("places", f"{PLACE}latitude = 1", "", "'latitude' is not a field"),
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
        ("disagreements", "question = 'Q?'\npositions = []", "kind", "missing"),
        (
            "disagreements",
            f"{ANSWERED}kind = 'quarrel'",
            "kind",
            "'quarrel' is unknown; write one of contradiction, scope",
        ),
        ("disagreements", f"{ANSWERED}kind = ['scope']", "kind", "['scope']"),
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
    known = (
        "name, dates, begins, ends, places, part_of, evidence, inferred, identifiers, note, sides, outcome, victor, "
        "after, since"
    )
    assert f"write one of {known}" in message
    (seeds_folder / "battles/x.toml").unlink()
    message = the_fault(seeds_folder, "sources/x.toml", f"{CLAIM}colour = 3\nsound = 4")[3]
    known = "says, passage, row, modality, attributed_to, when, actors, places, quantities, wording, inferred, note"
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


BOUGHT = "almanac-1905/guild-bought-ships"


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        # Their form.
        ('after = "salt-war"', "after", "'salt-war' does not name another record; write after.<event or source>"),
        ('after = ["salt-war"]', "after", "['salt-war'] does not name another record"),
        ("throughout = 3", "throughout", "3 does not name another record"),
        ('closed_by = [{ event = "salt-war" }]', "closed_by", "does not name another record"),
        (f'after.salt-war = "{BOUGHT}"', "after.salt-war", f"{BOUGHT!r} is not a list"),
        ("until.salt-war = {}", "until.salt-war", "{} is not a list"),
        ("until.salt-war = [3]", "until.salt-war[0]", "3 is not a text"),
        (f"since.salt-war = ['{BOUGHT}']\nafter.salt-war = [3]", "after.salt-war[0]", "3 is not a text"),
        ("during.salt-war = 2001-12-06", "during.salt-war", "2001, 12, 6"),
        (
            "order = []",
            "order",
            "is not a field of a seed; write lines such as after.ID = [claims], with after, since, before",
        ),
        ('order = [{ word = "after", other = "salt-war" }]', "order", "is not a field of a seed"),
        ("begins = 'crown'", "begins", "'crown' does not name an actor; write begins.<actor> = [claims], or ends"),
        ("ends = ['crown']", "ends", "['crown'] does not name an actor"),
        (f"begins.crown = '{BOUGHT}'", "begins.crown", f"{BOUGHT!r} is not a list"),
        ("ends.crown = [3]", "ends.crown[0]", "3 is not a text"),
        # What they say.
        (f"after.nowhere = ['{BOUGHT}']", "order", "no event or source has the id 'nowhere'"),
        (f"after.crown = ['{BOUGHT}']", "order", "'crown'"),
        (f"begins.nobody = ['{BOUGHT}']", "begins", "no actor has the id 'nobody'"),
        (f"ends.salt-war = ['{BOUGHT}']", "ends", "no actor has the id 'salt-war'"),
        (f"during.x = ['{BOUGHT}']", "during", "'x' is the record itself"),
        ("after.salt-war = []", "after", "no claim says so of 'salt-war'"),
        ("opened_by.red-courier = []", "opened_by", "list 'opened_by' in inferred"),
        ("begins.crown = []", "begins", "no claim says so of 'crown'"),
        ("after.salt-war = ['harbour-chronicle/war-dates']", "after", "'harbour-chronicle/war-dates' is not in the"),
        ("ends.crown = ['harbour-chronicle/war-dates']", "ends", "'harbour-chronicle/war-dates' is not in the"),
        (f"begins.crown = ['{BOUGHT}']\nends.crown = ['{BOUGHT}']", "ends", "'crown' both begins and ends"),
        (f"since.salt-war = ['{BOUGHT}']\ninferred = ['after']", "inferred", "'after'"),
        (f"since.salt-war = ['{BOUGHT}']\ninferred = ['order']", "inferred", "'order'"),
        ("since.salt-war = []\ninferred = ['since', 'begins']", "inferred", "'begins'"),
    ],
)
def test_a_fault_of_an_order_line_is_reported_with_its_word(
    seeds_folder: Path, lines: str, field: str, value: str
) -> None:
    where, record, at, message = the_fault(seeds_folder, "events/x.toml", f"[x]\n{EVENT}{lines}")
    assert (where, record, at) == ("events/x.toml", "x", field)
    assert value in message


def test_a_fault_of_an_order_line_of_a_battle_or_a_relationship_is_reported(seeds_folder: Path) -> None:
    fault = the_fault(seeds_folder, "battles/x.toml", f"[x]\n{BATTLE}since.salt-war = 'x'")
    assert fault[:3] == ("battles/x.toml", "x", "since.salt-war")
    (seeds_folder / "battles/x.toml").unlink()
    tie = f'[x]\nkind = "alliance"\n{TIE}'
    fault = the_fault(seeds_folder, "relationships/x.toml", f"{tie}closed_by.salt-war = []")
    assert fault[:3] == ("relationships/x.toml", "x", "closed_by")
    fault = the_fault(seeds_folder, "relationships/x.toml", f"{tie}begins.crown = []")
    assert fault[3].startswith("'begins' is not a field; write one of ")


def test_an_order_line_that_is_written_twice_is_not_toml(seeds_folder: Path) -> None:
    lines = f"after.salt-war = ['{BOUGHT}']\nafter.salt-war = []"
    assert "TOML" in the_fault(seeds_folder, "events/x.toml", f"[x]\n{EVENT}{lines}")[3]


def test_an_unknown_word_of_an_order_line_is_an_unknown_field(seeds_folder: Path) -> None:
    _, record, field, message = the_fault(seeds_folder, "events/x.toml", f"[x]\n{EVENT}while.salt-war = []")
    assert (record, field) == ("x", "")
    assert message.startswith("'while' is not a field; write one of ")
    assert message.endswith("after, since, before, until, during, throughout, opened_by, closed_by")


def test_events_that_come_after_one_another_are_reported(seeds_folder: Path) -> None:
    one, two = (f"[{id}]\n{EVENT}after.{other} = ['{BOUGHT}']\n" for id, other in (("x", "y"), ("y", "x")))
    add(seeds_folder, "events/x.toml", one)
    add(seeds_folder, "events/y.toml", two)
    found = faults_in(seeds_folder)
    assert [fault[:3] for fault in found] == [("events/x.toml", "x", "order"), ("events/y.toml", "y", "order")]
    assert all("is after itself, through 'x', 'y'" in message for *_, message in found)


def test_a_passage_beyond_the_end_of_the_document_is_reported(seeds_folder: Path) -> None:
    content = CLAIM.replace("end = 5", "end = 10")
    where, record, field, message = the_fault(seeds_folder, "sources/x.toml", content)
    assert (where, record, field) == ("sources/x.toml", "x/c", "passage")
    assert "ends at 10, and the document has 9 characters" in message
    add(seeds_folder, "sources/x.toml", CLAIM.replace("end = 5", "end = 9"))
    assert passage_of(read(seeds_folder).claims["x/c"]).end == 9


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
    assert message.startswith("'asides' is not a field")


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
    assert (field, message.partition(" is not a field")[0]) == ("document", "'age'")


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
def checkout(seeds_folder: Path, tmp_path: Path) -> Iterator[Path]:
    """The library in a checkout with the made-up seeds, not yet loaded; the folder of its package."""
    root = tmp_path / "checkout"
    package = root / "src/afghanwar"
    package.mkdir(parents=True)
    seeds_folder.rename(root / "seeds")
    add(root, "pyproject.toml", '[project]\nname = "afghanwar"\n')
    with bundled(package):
        yield package


def test_the_bundled_dataset_is_loaded_once() -> None:
    assert all(len(shelf) > 0 for shelf in (load().claims, load().events, load().actors))
    assert load() is load()


@pytest.mark.usefixtures("checkout")
def test_a_checkout_loads_its_seeds(world: Dataset) -> None:
    assert records_of(load()) == records_of(world)
    assert load() is load()


@pytest.mark.usefixtures("installed")
def test_a_wheel_loads_the_same_records_as_a_checkout(world: Dataset) -> None:
    loaded = load()
    for shelf, same in zip(loaded.all, world.all, strict=True):
        assert shelf.kind == same.kind
        assert list(map(repr, shelf)) == list(map(repr, same))
        assert list(shelf) == list(same)
    assert [battle.id for battle in loaded.battles] == ["siege-of-greymoor"]
    assert [type(event) for event in loaded.events] == [type(event) for event in world.events]


@pytest.mark.usefixtures("installed")
def test_a_wheel_has_the_same_times_and_views_as_a_checkout(world: Dataset) -> None:
    loaded = load()
    for dataset, same in (
        (loaded, world),
        (loaded.according_to("red-courier"), world.according_to("red-courier")),
        (Dataset.of([], onto=loaded), world),
    ):
        for record in (*same.events, *same.relationships):
            assert dataset.chronology.times(record) == same.chronology.times(record)
        assert dataset.chronology.lives == same.chronology.lives


def test_a_wheel_gives_the_events_of_a_day_without_reading_the_claims(installed: Path, world: Dataset) -> None:
    (installed / "_seeds/claims.json").write_text("broken")
    assert list(load().events) == list(world.events)
    found = afghanwar.events_between("1903-05-10", "1903-06", dataset=load())
    assert found == afghanwar.events_between("1903-05-10", "1903-06", dataset=world)
    with pytest.raises(SeedError, match=r"claims\.json: is damaged in the package"):
        list(load().claims)


@pytest.mark.parametrize("written", ["0.5", "1.50", "1_000", "1e3", "-2", "123456789.25"])
def test_a_wheel_has_the_same_numbers_as_a_checkout(
    seeds_folder: Path, edit_seed: EditSeed, tmp_path: Path, written: str
) -> None:
    edit_seed("sources/almanac-1905.toml", "low = 2, high = 2", f"low = {written}")
    edit_seed("places/places.toml", "latitude = 10", "latitude = -10.25")
    dataset = read(seeds_folder)
    for name, text in pack(dataset).items():
        add(tmp_path / "afghanwar", f"_seeds/{name}", text)
    with bundled(tmp_path / "afghanwar"):
        # As texts, because 3 == 3.0.
        assert list(map(repr, records_of(load()))) == list(map(repr, records_of(dataset)))


def test_a_package_without_data_is_reported(tmp_path: Path) -> None:
    (tmp_path / "afghanwar").mkdir()
    with bundled(tmp_path / "afghanwar"), pytest.raises(SeedError, match="the data of the package is missing; "):
        load()


@pytest.mark.parametrize("home", ["checkout", "installed"])
def test_load_gives_every_thread_the_same_object(request: pytest.FixtureRequest, home: str, world: Dataset) -> None:
    request.getfixturevalue(home)
    start = threading.Barrier(16)

    def together(_: int) -> Dataset:
        start.wait(timeout=60)
        return load()

    with ThreadPoolExecutor(16) as pool:
        loaded = list(pool.map(together, range(16)))
        shelves = list(pool.map(lambda dataset: [id(claim) for claim in dataset.claims], loaded * 4))
    assert {id(dataset) for dataset in loaded} == {id(load())}
    assert len(set(map(tuple, shelves))) == 1
    assert list(load().claims) == list(world.claims)


NO_DATA = """
import sys
sys.path.insert(0, sys.argv[1])
import afghanwar
assert afghanwar.__file__.startswith(sys.argv[1])
for _ in range(2):
    try:
        print(afghanwar.load())
    except afghanwar.SeedError as error:
        (problem,) = error.problems
        assert (problem.file, problem.kind, problem.record, problem.field) == ("", "", "", "")
        print(problem.message)
"""


@pytest.mark.parametrize(
    ("where", "project"),
    [
        ("app/afghanwar", 'name = "app"'),
        ("app/lib/afghanwar", 'name = "app"'),
        ("app/src/afghanwar", 'name = "app"'),
        ("app/src/afghanwar", None),
        ("app/lib/afghanwar", None),
        # A fork that has the name of this project, but not its folders.
        ("app/lib/afghanwar", 'name = "afghanwar"'),
    ],
)
def test_a_copy_of_the_code_without_data_does_not_load_the_seeds_of_somebody_else(
    seeds_folder: Path, tmp_path: Path, where: str, project: str | None
) -> None:
    package = tmp_path / where
    ignored = shutil.ignore_patterns("_seeds", "__pycache__")
    shutil.copytree(Path(afghanwar.__file__).parent, package, ignore=ignored)
    for folder in {tmp_path, tmp_path / "app", package.parent}:
        if folder / "seeds" != seeds_folder:
            shutil.copytree(seeds_folder, folder / "seeds")
        if project is not None:
            add(folder, "pyproject.toml", f"[project]\n{project}\n")
    command = [sys.executable, "-I", "-c", NO_DATA, str(package.parent)]
    ran = subprocess.run(command, cwd=tmp_path / "app", capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    message = "the data of the package is missing; install afghanwar with its folder afghanwar/_seeds, or bundle that"
    assert ran.stdout.splitlines() == [message] * 2


def test_pyinstaller_is_given_the_folder_of_the_hook() -> None:
    (folder,) = get_hook_dirs()
    assert [path.name for path in Path(folder).glob("hook-*")] == ["hook-afghanwar.py"]
