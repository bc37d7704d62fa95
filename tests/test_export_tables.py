"""The tables of a dataset lose nothing: every record, reference and order arrives again; and say what is uncertain."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from support.datasets import records_of
from support.relational import records_of_tables, tables_of_csv, tables_of_sqlite
from support.strategies import datasets

import afghanwar as aw
from afghanwar.export import to_csv, to_sqlite
from afghanwar.export.parquet import to_parquet
from afghanwar.export.tables import tables
from afghanwar.kinds import SHELVES, kind_of

TYPES = {"text": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "date": (date,)}


def assert_every_record_arrives(dataset: aw.Dataset) -> None:
    with tempfile.TemporaryDirectory() as name:
        file, folder = Path(name, "x.sqlite"), Path(name, "x")
        to_sqlite(dataset, file)
        to_csv(dataset, folder)
        for read in (tables_of_sqlite(file), tables_of_csv(folder)):
            assert records_of_tables(read) == records_of(dataset)


@settings(max_examples=40)
@given(datasets())
def test_every_record_of_any_dataset_arrives_in_sqlite_and_csv(dataset: aw.Dataset) -> None:
    assert_every_record_arrives(dataset)


def test_every_record_of_the_bundled_dataset_arrives() -> None:
    assert_every_record_arrives(aw.load())


def test_every_record_of_a_view_arrives(world: aw.Dataset) -> None:
    assert_every_record_arrives(world)
    assert_every_record_arrives(world.according_to("red-courier"))


def test_a_dataset_without_records_has_all_tables() -> None:
    assert_every_record_arrives(aw.Dataset.of([]))


@settings(max_examples=40)
@given(datasets())
def test_the_cells_are_as_their_columns_say(dataset: aw.Dataset) -> None:
    for table in tables():
        keys = set()
        for row in table.rows(dataset):
            keys.add(row[: len(table.key)])
            for cell, column in zip(row, table.columns, strict=True):
                assert (cell is not None) or not column.required, (table.name, column.name)
                assert cell is None or type(cell) in TYPES[column.type], (table.name, column.name)
                assert not column.values or cell is None or cell in column.values
        assert len(keys) == len(list(table.rows(dataset)))


@settings(max_examples=40)
@given(datasets())
def test_every_reference_of_a_record_is_a_foreign_key_that_resolves(dataset: aw.Dataset) -> None:
    rows = {table.name: list(table.rows(dataset)) for table in tables()}
    linked = set()
    for table in tables():
        names = [column.name for column in table.columns]
        top = table
        while top.owner is not None:
            top = top.owner
        for key in table.references:
            other = next(each for each in tables() if each.name == key.table)
            assert key.key == other.key
            there = {row[: len(other.key)] for row in rows[other.name]}
            for row in rows[table.name]:
                cells = tuple(row[names.index(name)] for name in key.columns)
                assert cells in there or cells == (None,), (table.name, key)
                linked.add((top.name, row[0], key.table, cells[0]))
    for record in dataset:
        kind = kind_of(record)
        for reference in kind.references:
            for id in reference.ids(record):
                assert any((kind.shelf, record.id, SHELVES[name], id) in linked for name in reference.kinds)


@pytest.mark.parametrize("shelf", ["sources", "claims", "events", "relationships"])
def test_the_columns_of_time_are_those_of_rows(shelf: str) -> None:
    days = ["earliest_start", "latest_start", "earliest_end", "latest_end", "reach_start", "reach_end"]
    table = next(each for each in tables() if each.name == shelf)
    names = [column.name for column in table.columns]
    for row, same in zip(table.rows(aw.load()), aw.to_rows(getattr(aw.load(), shelf)), strict=True):
        cells = dict(zip(names, row, strict=True))
        assert [None if cells[day] is None else str(cells[day]) for day in days] == [same[day] for day in days]
        assert cells["published" if shelf == "sources" else "edtf"] == same["when"]
        if shelf in ("events", "relationships"):
            assert (cells["asserted"], cells["doubtful"]) == (same["asserted"], same["doubtful"])


def test_an_unbounded_side_is_empty(world: aw.Dataset) -> None:
    for dataset in (world, aw.load()):
        days = {cell for table in tables() for row in table.rows(dataset) for cell in row if isinstance(cell, date)}
        assert days
        assert not {day.year for day in days} & {1, 9999}


def test_a_claim_is_asserted_in_the_voice_of_its_source() -> None:
    claims = next(each for each in tables() if each.name == "claims")
    at = [column.name for column in claims.columns].index("asserted")
    for claim, row in zip(aw.load().claims, claims.rows(aw.load()), strict=True):
        assert row[at] is (claim.modality is aw.Modality.ASSERTED and claim.attributed_to is None)


def test_everything_has_a_description_without_markup() -> None:
    for table in tables():
        for text in (table.description, *(column.description for column in table.columns)):
            assert text.endswith((".", "...")), (table.name, text)
            assert not set("`\n") & set(text)
            assert ":class:" not in text


def test_tables_have_no_descriptions_where_python_leaves_docstrings_out() -> None:
    program = (
        "from afghanwar.export.tables import tables; print({bool(each.columns[0].description) for each in tables()})"
    )
    ran = subprocess.run([sys.executable, "-OO", "-c", program], capture_output=True, text=True, check=True)
    assert "False" in ran.stdout


def test_the_documentation_has_every_table_with_its_columns() -> None:
    page = Path(__file__).parents[1] / "docs" / "reference" / "export.md"
    rows = [f"| `{each.name}` | {', '.join(f'`{column.name}`' for column in each.columns)} |" for each in tables()]
    assert "\n".join(rows) in page.read_text("utf-8")


def test_no_name_is_a_reserved_word_of_sql() -> None:
    query = "select keyword_name from duckdb_keywords() where keyword_category = 'reserved'"
    reserved = {word for (word,) in duckdb.connect().execute(query).fetchall()}
    assert "end" in reserved
    assert not reserved & {name for table in tables() for name in (table.name, *(each.name for each in table.columns))}


@pytest.mark.parametrize("export", [to_sqlite, to_csv, to_parquet])
@pytest.mark.parametrize("value", [None, [], "war", aw.TimeSpan("2001")])
def test_anything_but_a_dataset_is_refused(tmp_path: Path, export: Callable[[Any, Path], None], value: object) -> None:
    with pytest.raises(TypeError, match=r"expected a dataset, not .*; make one from records with Dataset\.of"):
        export(value, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []
