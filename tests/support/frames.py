"""Frames of every engine that is installed, and what they hold."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any, Final, TypeAlias

import narwhals.stable.v2 as nw
import pytest

from afghanwar.timespan.columns import DAYS

Columns: TypeAlias = Mapping[str, Sequence[object]]

WARNINGS: Final = (
    "ignore:Dask support is moving:FutureWarning",
    "ignore:PySpark does not yet fully support pandas:FutureWarning",
    "ignore:.*is_categorical_dtype:DeprecationWarning",
)
"""What the engines warn of, which nothing here can change."""


def _pandas(columns: Columns) -> Any:
    kinds = _schema(columns, nw.Datetime("us"))
    # An empty cell makes its integers numbers with a point.
    kinds.update({name: nw.Float64() for name, kind in kinds.items() if kind == nw.Int64 and None in columns[name]})
    return nw.from_dict(columns, schema=kinds, backend="pandas").to_native()


def _polars(columns: Columns) -> Any:
    return nw.from_dict(columns, schema=_schema(columns, nw.Date()), backend="polars").to_native()


def _polars_lazy(columns: Columns) -> Any:
    return _polars(columns).lazy()


def _pyarrow(columns: Columns) -> Any:
    return nw.from_dict(columns, schema=_schema(columns, nw.Date()), backend="pyarrow").to_native()


def _duckdb(columns: Columns) -> Any:
    # A connection of its own, because not every relation is of the default one.
    return import_module("duckdb").connect().from_arrow(_pyarrow(columns))


def _ibis(columns: Columns) -> Any:
    return import_module("ibis").memtable(_pyarrow(columns))


@cache
def spark() -> Any:
    """A session of Spark on this machine, with two threads."""
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.log.level": "ERROR"}
    return import_module("pyspark.sql").SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()


def _pyspark(columns: Columns) -> Any:
    names = {nw.String: "string", nw.Date: "date", nw.Boolean: "boolean", nw.Int64: "long"}
    schema = ", ".join(f"{name} {names[type(kind)]}" for name, kind in _schema(columns, nw.Date()).items())
    return spark().createDataFrame(list(zip(*columns.values(), strict=True)), schema)


def _dask(columns: Columns) -> Any:
    return import_module("dask.dataframe").from_pandas(_pandas(columns), npartitions=3)


ENGINES: Final[Mapping[str, Callable[[Columns], Any]]] = {
    "pandas": _pandas,
    "polars": _polars,
    "polars, lazy": _polars_lazy,
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
    "ibis": _ibis,
    "pyspark": _pyspark,
    "dask": _dask,
}
"""How each engine makes a frame of columns; pandas and Dask have datetimes for days."""

EAGER: Final = ("pandas", "polars", "pyarrow")


def every(*engines: str) -> pytest.MarkDecorator:
    """Parametrise a test by its argument ``engine``; those that only the extra ``interop`` has are marked."""
    tested = ("pandas", "pyarrow", "duckdb")
    marks = {name: [] if name in tested else [pytest.mark.interop(name.partition(",")[0])] for name in engines}
    return pytest.mark.parametrize("engine", [pytest.param(name, marks=marks[name]) for name in engines])


def made_by(engine: str, columns: Columns) -> Any:
    """A frame of an engine; the test is skipped where PySpark has no Java."""
    if engine == "pyspark" and shutil.which("java") is None:
        pytest.skip("PySpark needs Java")
    return ENGINES[engine](columns)


def cells(frame: Any, *, by: str | None = None) -> dict[str, list[Any]]:
    """What a frame of any engine holds, with plain days and ``None``; in the order of a column."""
    inside: Any = nw.from_native(frame)
    eager = inside.collect() if isinstance(inside, nw.LazyFrame) else inside
    if by is not None:
        eager = eager.sort(by)
    return {name: [_plain(cell) for cell in eager[name].to_list()] for name in eager.columns}


def _plain(cell: Any) -> Any:
    if cell is None or str(cell) in ("NaT", "<NA>", "nan"):
        return None
    return date(cell.year, cell.month, cell.day) if isinstance(cell, date) else cell


def _schema(columns: Columns, day: Any) -> dict[str, Any]:
    kinds = {str: nw.String(), date: day, bool: nw.Boolean(), int: nw.Int64()}
    first = {name: next((cell for cell in values if cell is not None), "") for name, values in columns.items()}
    return {name: day if name in DAYS else kinds[type(cell)] for name, cell in first.items()}
