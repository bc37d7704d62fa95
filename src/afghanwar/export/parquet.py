"""Parquet: a whole dataset as one Parquet file per table, for data frames and engines that read columns."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from afghanwar.dataset.dataset import Dataset, require_dataset
from afghanwar.errors import missing_extra
from afghanwar.export.tables import Table, TableRow, tables
from afghanwar.export.target import atomic_write, with_progress

try:
    import pyarrow as pa
    from pyarrow import parquet
except ImportError as _error:
    raise missing_extra("parquet", "pyarrow") from _error

_TYPES: Final = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
# Few enough to need little memory.
_ROWS_AT_ONCE: Final = 10_000


def to_parquet(dataset: Dataset, folder: str | Path, *, force: bool = False) -> None:
    """Write a dataset as a folder of Parquet files, one per table.

    The tables are those of :func:`~afghanwar.export.tables.tables`. Days have Parquet's date type, and the Arrow schema
    of the file describes every column. Every run with the same version of pyarrow writes the same bytes. This needs the
    extra ``parquet``.

    Args:
        dataset: The dataset, or a view of one.
        folder: The folder to write; its parent folder has to exist.
        force: Whether to replace a folder that an earlier export wrote.

    Raises:
        TypeError: It is not a dataset.
        ExportError: The folder exists or cannot be written; it is not changed.
    """
    require_dataset(dataset)
    with atomic_write(folder, force=force, folder=True) as path:
        for table in with_progress(tables(), len(tables()), "tables"):
            schema = _schema(table)
            with parquet.ParquetWriter(path / f"{table.name}.parquet", schema) as writer:
                for rows in _batches(table.rows(dataset)):
                    columns = zip(*rows, strict=True)
                    arrays = [pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
                    writer.write_batch(pa.record_batch(arrays, schema=schema))


def _schema(table: Table) -> pa.Schema:
    fields = [
        pa.field(
            column.name, _TYPES[column.type], nullable=not column.required, metadata={"description": column.description}
        )
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"description": table.description})


def _batches(rows: Iterator[TableRow]) -> Iterator[list[TableRow]]:
    while batch := list(islice(rows, _ROWS_AT_ONCE)):
        yield batch
