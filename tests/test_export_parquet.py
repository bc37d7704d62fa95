"""The Parquet files have the tables with their types, and are read by pyarrow, polars and DuckDB."""

import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

import afghanwar as aw
from afghanwar.export.parquet import to_parquet
from afghanwar.export.tables import tables


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled dataset as Parquet files."""
    folder = tmp_path_factory.mktemp("parquet") / "war"
    to_parquet(aw.load(), folder)
    return folder


def rows_in(file: Path) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in parquet.read_table(file).to_pylist()]


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_a_file_has_the_rows_of_its_table(folder: Path, table: Any) -> None:
    assert rows_in(folder / f"{table.name}.parquet") == list(table.rows(aw.load()))


def test_columns_have_types_and_descriptions(folder: Path) -> None:
    schema = parquet.read_schema(folder / "events.parquet")
    assert schema.field("earliest_start").type == pa.date32()
    assert schema.field("doubtful").type == pa.bool_()
    assert not schema.field("name").nullable
    assert schema.field("name").metadata[b"description"] == b"A neutral name."
    assert parquet.read_schema(folder / "claim_quantities.parquet").field("low").type == pa.float64()


def test_rows_are_written_a_few_at_a_time(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, world: aw.Dataset
) -> None:
    monkeypatch.setattr("afghanwar.export.parquet._ROWS_AT_ONCE", 2)
    to_parquet(world, tmp_path / "x")
    for table in tables():
        assert rows_in(tmp_path / "x" / f"{table.name}.parquet") == list(table.rows(world))
    assert parquet.ParquetFile(tmp_path / "x" / "claims.parquet").num_row_groups > 1


def test_every_run_writes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    to_parquet(aw.load(), tmp_path / "again")
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_a_folder_is_replaced_only_by_force(tmp_path: Path, world: aw.Dataset) -> None:
    to_parquet(aw.load(), tmp_path / "x")
    with pytest.raises(aw.ExportError, match="x' already exists; choose another target, or use force to replace it"):
        to_parquet(world, tmp_path / "x")
    to_parquet(world, str(tmp_path / "x"), force=True)
    assert len(rows_in(tmp_path / "x" / "actors.parquet")) == len(world.actors)


@pytest.mark.interop("polars")
def test_polars_reads_days_as_days(folder: Path) -> None:
    pl: Any = import_module("polars")
    frame = pl.read_parquet(folder / "events.parquet")
    battle = frame.filter(pl.col("id") == "battle-of-tora-bora")
    assert battle["earliest_start"].to_list() == [date(2001, 12, 6)]
    early = [row["id"] for row in aw.to_rows(aw.load().events) if row["latest_end"] and str(row["latest_end"]) < "2002"]
    assert frame.filter(pl.col("latest_end") < date(2002, 1, 1))["id"].to_list() == early


def test_duckdb_joins_the_tables(folder: Path) -> None:
    query = f"""
        select actors.name from '{folder}/event_side_commanders.parquet' as line
        join '{folder}/actors.parquet' as actors on actors.id = line.actor where event = 'battle-of-tora-bora'
        order by side, number"""
    battle = aw.load().battles["battle-of-tora-bora"]
    expected = [aw.load().actors[actor].name for side in battle.sides for actor in side.commanders]
    assert [name for (name,) in duckdb.connect().execute(query).fetchall()] == expected


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "afghanwar.export.parquet")
    with pytest.raises(
        ImportError, match=r"parquet needs pyarrow; install it with: pip install 'afghanwar\[parquet\]'"
    ):
        import_module("afghanwar.export.parquet")
