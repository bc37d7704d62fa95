"""Bundle: the dataset in a wheel, checked and written when the wheel is built, and read without checks.

Every program reads it before its first answer, so reading it has to be fast. It has one JSON file per class of records,
in their plain form. They are made into records without cattrs, because importing cattrs and generating its code takes
longer than reading. It also has the times of the chronology, which otherwise could not be computed without reading
every claim. ``python benchmarks/speed.py cold`` measures this.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeAlias

import attrs

from afghanwar.dataset.chronology import Times
from afghanwar.dataset.dataset import Dataset
from afghanwar.errors import Problem, SeedError, quoted
from afghanwar.kinds import KINDS, Kind, kind_of
from afghanwar.seeds.plain import builder, to_dict
from afghanwar.timespan.bounds import Bounds
from afghanwar.timespan.worlds import Worlds

Files: TypeAlias = Callable[[str], bytes | None]
"""A function that returns the content of a file by its name; ``None`` if there is no such file."""


def pack(dataset: Dataset) -> dict[str, str]:
    """Return a dataset as the files that a wheel carries.

    Args:
        dataset: The dataset.

    Returns:
        The text of each file, by its name.
    """
    tables: dict[str, Any] = {_file(kind): [] for kind in KINDS}
    times: dict[str, Any] = {}
    for record in dataset:
        kind = kind_of(record)
        tables[_file(kind)].append(to_dict(record))
        if kind.name in ("event", "relationship"):
            found = dataset.chronology.times(record)  # type: ignore[arg-type]
            told = None if found.worlds.told is None else _ordinals(found.worlds.told)
            row = [_ordinals(found.worlds.possible), told, found.worlds.doubtful, found.asserted]
            times.setdefault(kind.name, {})[record.id] = row
    tables |= {f"times-{name}.json": rows for name, rows in times.items()}
    return {name: json.dumps(table, ensure_ascii=False, separators=(",", ":")) for name, table in tables.items()}


def unpack(files: Files, shelf: str) -> Iterator[Any]:
    """Read the records of a shelf from the files that :func:`pack` wrote.

    Args:
        files: Returns the content of each of these files.
        shelf: The name of the shelf, such as ``"actors"``.

    Yields:
        The records.

    Raises:
        SeedError: A file is missing or damaged.
    """
    for kind in KINDS:
        if kind.shelf == shelf:
            with _reading(files, _file(kind)) as rows:
                yield from map(builder(kind.record), rows)


def unpack_times(files: Files, name: str) -> Mapping[str, Times]:
    """Read the times of the events or the relationships, by id, from the files that :func:`pack` wrote.

    Raises:
        SeedError: The file is missing or damaged.
    """
    with _reading(files, f"times-{name}.json") as rows:
        return {
            id: Times(Worlds(_bounds(possible), None if told is None else _bounds(told), doubtful), asserted)
            for id, (possible, told, doubtful, asserted) in rows.items()
        }


def _file(kind: Kind) -> str:
    return f"{kind.record.__name__.lower()}s.json"


@contextmanager
def _reading(files: Files, name: str) -> Iterator[Any]:
    """Read a file without checking it; an error in the block means that the file is damaged."""
    fault = "is missing from the package"
    try:
        if (content := files(name)) is not None:
            yield json.loads(content)
            return
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        fault = f"is damaged in the package ({type(error).__name__}: {quoted(str(error))})"
    raise SeedError([Problem(file=name, message=f"{fault}; install afghanwar again")])


def _ordinals(bounds: Bounds) -> list[int]:
    return [day.toordinal() for day in attrs.astuple(bounds)]


def _bounds(ordinals: list[int]) -> Bounds:
    return Bounds(*map(date.fromordinal, ordinals))
