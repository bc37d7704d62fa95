"""Carried: the checked dataset as a wheel carries it, written when the wheel is built and read without checks.

It is read for every first answer, so it is made to be read fast: one JSON file per class of records, in the form of
their fields, made into records without cattrs, whose import and generated code take longer than the reading; and the
times of the chronology, which otherwise would need every claim. Measured by ``python benchmarks/speed.py cold``.
"""

import json
import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

import attrs

from afghanwar.dataset.chronology import Times
from afghanwar.dataset.dataset import Dataset
from afghanwar.kinds import KINDS, Kind, kind_of
from afghanwar.timespan import TimeSpan
from afghanwar.timespan.bounds import Bounds
from afghanwar.timespan.worlds import Worlds

Files: TypeAlias = Callable[[str], bytes | None]
"""Returns the content of a file by its name; ``None`` where there is none."""

_Build: TypeAlias = Callable[[Any], Any]


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
        tables[_file(kind)].append(_plain(record))
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
            yield from map(_record_builder(kind.record), _read(files, _file(kind)))


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
    return json.loads(content, parse_float=Decimal)


def _plain(value: Any) -> Any:
    """A value in the form that JSON has for it; what a record computes, or has by default, is left out."""
    if isinstance(value, TimeSpan):
        return value.text
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if not attrs.has(type(value)):
        return value
    fields = {
        field.name: (getattr(value, field.name), field.default) for field in attrs.fields(type(value)) if field.init
    }
    return {name: _plain(held) for name, (held, default) in fields.items() if held is not None and held != default}


def _ordinals(bounds: Bounds) -> list[int]:
    return [day.toordinal() for day in attrs.astuple(bounds)]


def _bounds(ordinals: list[int]) -> Bounds:
    return Bounds(*map(date.fromordinal, ordinals))


@cache
def _builder(hint: Any) -> _Build | None:
    """What makes a value of a type from its plain form; ``None`` where that is the value itself."""
    if hint is TimeSpan:
        return cache(TimeSpan)  # The same few hundred dates are written again and again.
    if hint is float:
        return float
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        return _tuple_builder(arguments)
    if get_origin(hint) in (Union, types.UnionType):
        # A value that is None is not written.
        return next((build for each in arguments if (build := _builder(each)) is not None), None)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {member.value: member for member in hint}.__getitem__
    return _record_builder(hint) if attrs.has(hint) else None


def _tuple_builder(arguments: tuple[Any, ...]) -> _Build:
    if arguments[-1] is Ellipsis:
        item = _builder(arguments[0])
        return tuple if item is None else lambda values: tuple(map(item, values))
    builders = [_builder(each) or (lambda value: value) for each in arguments]
    return lambda values: tuple(build(value) for build, value in zip(builders, values, strict=True))


def _record_builder(kind: type) -> _Build:
    hints = get_type_hints(kind)
    fields = {field.name: build for field in attrs.fields(kind) if (build := _builder(hints[field.name])) is not None}

    def make(table: dict[str, Any]) -> Any:
        for name, build in fields.items():
            if name in table:
                table[name] = build(table[name])
        return kind(**table)

    return make
