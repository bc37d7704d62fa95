"""CSV: a whole dataset as a Data Package, which is a folder of CSV files and a description of them."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from afghanwar.dataset.dataset import Dataset, require_dataset
from afghanwar.export.credits import credits_of
from afghanwar.export.tables import Cell, Column, Table, tables
from afghanwar.export.target import atomic_write, with_progress

_TYPES: Final = {"text": "string"}


def to_csv(dataset: Dataset, folder: str | Path, *, force: bool = False) -> None:
    """Write a dataset as a Data Package: one CSV file per table, and ``datapackage.json``, which describes them.

    The tables are those of :func:`~afghanwar.export.tables.tables`. The description has the type and the meaning of
    every column, the keys, the sources, and the licence of the bundled dataset. The files are in UTF-8, with a header,
    commas, and lines that end with CR LF, as in RFC 4180. An empty cell is an absent value; there are no empty strings.
    Every run writes the same bytes.

    >>> import afghanwar as aw
    >>> folder = getfixture("tmp_path") / "war"
    >>> to_csv(aw.load(), folder)
    >>> (folder / "measures.csv").read_text("utf-8").splitlines()[0]
    'id,name,unit,description'

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
            with (path / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(column.name for column in table.columns)
                writer.writerows(map(_cell, row) for row in table.rows(dataset))
        description = json.dumps(_package(dataset), ensure_ascii=False, indent=2)
        (path / "datapackage.json").write_text(description + "\n", "utf-8", newline="\n")


def _cell(value: Cell) -> str | int | float | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else value


def _package(dataset: Dataset) -> dict[str, Any]:
    credits = credits_of(dataset)
    licence = {"name": credits.licence, "title": credits.licence_title, "path": credits.licence_url}
    sources = [{"title": source.title, "path": source.url} for source in dataset.sources]
    return {
        "name": "afghanwar",
        "profile": "tabular-data-package",
        "title": credits.title,
        **({"licenses": [licence]} if credits.licence else {}),
        "sources": [{key: value for key, value in source.items() if value} for source in sources],
        "resources": [_resource(table) for table in tables()],
    }


def _resource(table: Table) -> dict[str, Any]:
    keys = [
        {
            "fields": list(key.columns),
            # The specification uses an empty name for a reference to the same table.
            "reference": {"resource": "" if key.table == table.name else key.table, "fields": list(key.key)},
        }
        for key in table.references
    ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "description": table.description,
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }
