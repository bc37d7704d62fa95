"""All faults of seeds are reported in one error, and none that only follows from another one."""

import re
from pathlib import Path

import pytest
from support.seed_texts import ACTOR, CLAIM, EVENT, EditSeed, add, faults_in

from afghanwar import (
    DatasetError,
    SeedError,
    read,
)


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
