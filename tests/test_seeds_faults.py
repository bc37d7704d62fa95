"""Every fault of a record in a seed is reported with its file, its record and its field."""

from pathlib import Path

import pytest
from support.datasets import passage_of
from support.seed_texts import (
    ACTOR,
    ANSWERED,
    ASKED,
    AT,
    BATTLE,
    CLAIM,
    COUNTED,
    EVENT,
    PLACE,
    SOURCE,
    TIE,
    EditSeed,
    add,
    faults_in,
    the_fault,
)

from afghanwar import (
    read,
)


@pytest.mark.parametrize(
    ("file", "content", "field", "value"),
    [
        ("actors", f'{ACTOR}aliases = "abc"', "aliases", "'abc'"),
        ("actors", f"{ACTOR}aliases = {{ a = 1 }}", "aliases", "'a'"),
        ("actors", f'{ACTOR}aliases = ["a", 3]', "aliases[1]", "3 is not a string"),
        ("actors", f"{ACTOR}identifiers = {{ ucdp = 1.9 }}", "identifiers.ucdp", "'1.9') is not a whole number"),
        ("actors", f"{ACTOR}identifiers = {{ gw = true }}", "identifiers.gw", "True"),
        ("actors", f'{ACTOR}identifiers = {{ cow = "700" }}', "identifiers.cow", "'700'"),
        ("actors", f"{ACTOR}identifiers = {{ iso3 = 4 }}", "identifiers.iso3", "4"),
        ("actors", ACTOR.replace('"X"', "2001-12-06"), "name", "2001, 12, 6"),
        ("actors", ACTOR.replace('"X"', "false"), "name", "False"),
        ("actors", ACTOR.replace("person", "persn"), "kind", "'persn' is unknown; use one of person, state"),
        ("actors", ACTOR.replace("person", "PERSON"), "kind", "'PERSON'"),
        ("actors", ACTOR.replace('"person"', "1"), "kind", "1"),
        ("actors", ACTOR.replace('"person"', '["person"]'), "kind", "['person']"),
        ("actors", ACTOR.replace('kind = "person"\n', ""), "kind", "missing"),
        ("actors", ACTOR.replace("D.", " \\t"), "description", "blank"),
        ("actors", f'{ACTOR}part_of = ["nobody"]', "part_of", "'nobody'"),
        ("actors", f'{ACTOR}part_of = ["x"]', "part_of", "'x'"),
        ("actors", f'{ACTOR}id = "x"', "id", "does not belong in the table"),
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
            "use one of latitude, longitude, precision, source",
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
            "'quarrel' is unknown; use one of contradiction, scope",
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
        (f'{CLAIM}source = "x"', "x/c", "source", "does not belong in the table"),
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
    assert f"use one of {known}" in message
    (seeds_folder / "battles/x.toml").unlink()
    message = the_fault(seeds_folder, "sources/x.toml", f"{CLAIM}colour = 3\nsound = 4")[3]
    known = "says, passage, row, modality, attributed_to, when, actors, places, quantities, wording, inferred, note"
    assert message.endswith(f"use one of {known}")
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
