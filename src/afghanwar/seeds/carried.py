"""Carried: the checked dataset as a wheel carries it, written when the wheel is built and read without checks.

It is read for every first answer, so it is made to be read fast: one JSON file per class of records, in their plain
form, made into records without cattrs, whose import and generated code take longer than the reading; and the times of
the chronology, which otherwise would need every claim. Measured by ``python benchmarks/speed.py cold``.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

import attrs

from afghanwar.dataset.chronology import Times
from afghanwar.dataset.dataset import Dataset
from afghanwar.kinds import KINDS, Kind, kind_of
from afghanwar.seeds.plain import builder, to_dict
from afghanwar.timespan.bounds import Bounds
from afghanwar.timespan.worlds import Worlds

Files: TypeAlias = Callable[[str], bytes | None]
"""Returns the content of a file by its name; ``None`` where there is none."""


def pack(dataset: Dataset) -> dict[str, str]:
    """Write a dataset as the files that a wheel carries.

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
        files: Those files.
        shelf: The name of the shelf, such as ``"actors"``.

    Yields:
        The records.
    """
    for kind in KINDS:
        if kind.shelf == shelf:
            yield from map(builder(kind.record), _read(files, _file(kind)))


def unpack_times(files: Files, name: str) -> Mapping[str, Times]:
    """Read the times of the events or the relationships, by id, from the files that :func:`pack` wrote."""
    return {
        id: Times(Worlds(_bounds(possible), None if told is None else _bounds(told), doubtful), asserted)
        for id, (possible, told, doubtful, asserted) in _read(files, f"times-{name}.json").items()
    }


def _file(kind: Kind) -> str:
    return f"{kind.record.__name__.lower()}s.json"


def _read(files: Files, name: str) -> Any:
    content = files(name)
    if content is None:
        raise FileNotFoundError(f"the package lacks its file {name}; install it again")
    return json.loads(content)


def _ordinals(bounds: Bounds) -> list[int]:
    return [day.toordinal() for day in attrs.astuple(bounds)]


def _bounds(ordinals: list[int]) -> Bounds:
    return Bounds(*map(date.fromordinal, ordinals))
