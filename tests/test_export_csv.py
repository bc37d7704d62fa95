"""The folder of CSV files is a valid Data Package, with types, keys, sources and the licence."""

import csv
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from support.datasets import changed, unchecked

import afghanwar as aw
from afghanwar.export import to_csv
from afghanwar.export.tables import tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The bundled dataset as a Data Package."""
    to_csv(aw.load(), tmp_path / "war")
    return tmp_path / "war"


def package(folder: Path) -> Any:
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


def rows_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def faults(folder: Path) -> list[tuple[str, str]]:
    """The faults that Frictionless finds: their types, and the table that each is in."""
    frictionless: Any = import_module("frictionless")
    report = frictionless.validate(str(folder / "datapackage.json"))
    if not report.tasks:
        return [(error.type, "") for error in report.errors]
    return [(error.type, task.name) for task in report.tasks for error in task.errors]


def test_there_is_a_file_for_each_table_with_its_columns(folder: Path) -> None:
    names = {f"{table.name}.csv" for table in tables()}
    assert {path.name for path in folder.iterdir()} == {*names, "datapackage.json"}
    for table in tables():
        header, *rows = rows_of(folder / f"{table.name}.csv")
        assert header == [column.name for column in table.columns]
        assert len(rows) == len(list(table.rows(aw.load())))


def test_lines_end_as_rfc_4180_says_and_booleans_are_words(folder: Path) -> None:
    lines = (folder / "events.csv").read_bytes().split(b"\r\n")
    assert lines[0].endswith(b"doubtful,asserted")
    assert lines[1].endswith((b"true,true", b"true,false", b"false,true", b"false,false"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.interop("frictionless")
def test_it_is_a_valid_data_package(folder: Path, tmp_path: Path, world: aw.Dataset) -> None:
    to_csv(world, tmp_path / "world")
    to_csv(world.according_to("red-courier"), tmp_path / "view")
    for each in (folder, tmp_path / "world", tmp_path / "view"):
        assert faults(each) == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.interop("frictionless")
def test_its_types_and_keys_are_checked(folder: Path) -> None:
    damage = [
        ("event_places", ",tora-bora", ",tora-burra", "foreign-key"),
        ("event_side_actors", "battle-of-tora-bora,1,", "battle-of-tora-bora,7,", "foreign-key"),
        ("places", "34.5167", "north", "type-error"),
        ("events", "2001-12-17", "2001-12-32", "type-error"),
        ("disagreements", ",scope,", ",taste,", "constraint-error"),
        ("measures", "districts-of-afghanistan,", "districts-of-afghanistan,,", "extra-cell"),
    ]
    for table, old, new, _ in damage:
        file = folder / f"{table}.csv"
        text = file.read_bytes().decode()
        assert old in text
        file.write_bytes(text.replace(old, new).encode())
    assert {(fault, table) for table, *_, fault in damage} <= set(faults(folder))


def test_it_names_the_sources_and_the_licence(folder: Path, tmp_path: Path, world: aw.Dataset) -> None:
    found = package(folder)
    assert [licence["name"] for licence in found["licenses"]] == ["CC-BY-4.0"]
    assert [source["title"] for source in found["sources"]] == [source.title for source in aw.load().sources]
    assert {source["path"] for source in found["sources"] if "path" in source} == {
        source.url for source in aw.load().sources if source.url
    }
    to_csv(world, tmp_path / "world")
    assert "licenses" not in package(tmp_path / "world")


def test_every_run_writes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    to_csv(aw.load(), tmp_path / "again")
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_a_folder_is_replaced_only_by_force(folder: Path, world: aw.Dataset) -> None:
    with pytest.raises(aw.ExportError, match="war' already exists; choose another target, or use force to replace it"):
        to_csv(world, folder)
    to_csv(world, str(folder), force=True)
    assert len(rows_of(folder / "actors.csv")) == len(world.actors) + 1


def test_a_folder_with_other_files_is_kept(tmp_path: Path, world: aw.Dataset) -> None:
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(aw.ExportError, match=r"it also has 'thesis\.txt'"):
        to_csv(world, tmp_path, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_string_that_utf_8_cannot_encode_is_one_clear_error(tmp_path: Path, world: aw.Dataset) -> None:
    odd = [changed(actor, name="\ud800x") for actor in world.actors]
    others = [record for record in world if not isinstance(record, aw.Actor)]
    with pytest.raises(aw.ExportError, match=r"x' cannot be written \(.*surrogates not allowed\)"):
        to_csv(unchecked([*others, *odd]), tmp_path / "x")
    assert list(tmp_path.iterdir()) == []
