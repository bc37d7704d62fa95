"""Plain: convert a record to dictionaries, lists, strings and numbers, which JSON can represent, and back.

In this form, fields with their default value are left out, a time-span is written as its text and a member of an
enumeration as its value. Numbers stay numbers: JSON writes enough digits of a ``float`` to read back the same one.
"""

import types
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints, overload

import attrs

from afghanwar.errors import quoted
from afghanwar.kinds import KINDS, AnyRecord, kind_of
from afghanwar.timespan import TimeSpan

R = TypeVar("R", bound=AnyRecord)

_Build: TypeAlias = Callable[[Any], Any]

_CLASSES: dict[str, type[AnyRecord]] = {kind.record.__name__.lower(): kind.record for kind in KINDS}


def to_dict(record: AnyRecord) -> dict[str, Any]:
    """Return a record in its plain form, for JSON, a database or another program.

    >>> import afghanwar as aw
    >>> to_dict(aw.load().measures["districts-of-afghanistan"])["unit"]
    'districts'

    Args:
        record: A record of any kind.

    Returns:
        A new dictionary of the fields that do not have their default value, in the order of the class. It does not say
        which kind of record it is. Computed fields, such as the participants of a battle, are left out. A pair, such as
        a source and its date in ``dates``, is a list of two.

    Raises:
        TypeError: It is not a record.
    """
    kind_of(record)
    return _table(record)


@overload
def from_dict(kind: type[R], data: dict[str, Any]) -> R: ...
@overload
def from_dict(kind: str, data: dict[str, Any]) -> AnyRecord: ...
def from_dict(kind: Any, data: dict[str, Any]) -> AnyRecord:
    """Make a record from its plain form, strictly.

    ``Dataset.of`` checks whether it fits the other records of a dataset.

    >>> import afghanwar as aw
    >>> from_dict("actor", {"id": "guild", "name": "Guild", "kind": "party", "description": "Boatmen."}).kind
    <ActorKind.PARTY: 'party'>
    >>> taliban = aw.load().actors["taliban"]
    >>> from_dict(aw.Actor, to_dict(taliban)) == taliban
    True

    Args:
        kind: The class of the record, or its name in lower case, such as ``"claim"`` or ``"battle"``.
        data: Its fields, as :func:`to_dict` returns them. It is not changed.

    Returns:
        The record; it equals the one from which ``data`` was made.

    Raises:
        SeedError: A field is missing, is unknown or has a wrong value; every fault is listed.
        ValueError: There is no such kind.
    """
    # Imported here, because cattrs takes a tenth of the start-up time and is needed only to read.
    from afghanwar.seeds.decode import decode_plain

    found = [record for name, record in _CLASSES.items() if kind in (name, record)]
    if not found:
        raise ValueError(f"kind is {quoted(kind)}; use one of {', '.join(map(repr, _CLASSES))}, or its class")
    return decode_plain(found[0], data)


def builder(kind: type) -> _Build:
    """Return a function that makes records of a class from their plain form, as fast as possible and without checks.

    Args:
        kind: The class.

    Returns:
        A function that takes a dictionary, which it changes, and returns the record.
    """
    hints = get_type_hints(kind)
    fields = {field.name: build for field in attrs.fields(kind) if (build := _build(hints[field.name])) is not None}

    def make(table: dict[str, Any]) -> Any:
        for name, build in fields.items():
            if name in table:
                table[name] = build(table[name])
        return kind(**table)

    return make


def _table(value: Any) -> dict[str, Any]:
    kind: Any = type(value)
    held = [(name, getattr(value, name), default) for name, default in _defaults(kind).items()]
    return {name: _plain(each) for name, each, default in held if each != default}


@cache
def _defaults(kind: Any) -> dict[str, Any]:
    """Return the default of each field that the constructor of a class takes."""
    return {
        field.name: field.default.factory() if isinstance(field.default, attrs.Factory) else field.default  # type: ignore[arg-type]
        for field in attrs.fields(kind)
        if field.init
    }


def _plain(value: Any) -> Any:
    if isinstance(value, TimeSpan):
        return value.text
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _table(value) if attrs.has(type(value)) else value


@cache
def _build(hint: Any) -> _Build | None:
    """Return a function that makes a value of a type from its plain form; ``None`` if no conversion is needed."""
    if hint is TimeSpan:
        return cache(TimeSpan)  # The data repeats a few hundred dates.
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        return _build_tuple(arguments)
    if get_origin(hint) in (Union, types.UnionType):
        # None is the default, so it is never in the plain form.
        return next((build for each in arguments if (build := _build(each)) is not None), None)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {member.value: member for member in hint}.__getitem__
    return builder(hint) if attrs.has(hint) else None


def _build_tuple(arguments: tuple[Any, ...]) -> _Build:
    if arguments[-1] is Ellipsis:
        item = _build(arguments[0])
        return tuple if item is None else lambda values: tuple(map(item, values))
    builders = [_build(each) or (lambda value: value) for each in arguments]
    return lambda values: tuple(build(value) for build, value in zip(builders, values, strict=True))
