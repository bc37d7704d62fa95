"""Plain: a record as dictionaries, lists, texts and numbers, which JSON can hold, and back.

In this form, what has its default is left out, a time-span is its text and a member of an enumeration its value. A
number stays a number: JSON writes a ``float`` with as many digits as are needed to read the same one again.
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
        A new dictionary of the fields that do not have their default, in the order of the class. It does not say
        which kind of record it is. A field that is computed, such as the participants of a battle, is left out. A pair,
        such as a source and its date in ``dates``, is a list of two.

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

    Whether the record fits others is checked where it becomes part of a dataset, by ``Dataset.of``.

    >>> import afghanwar as aw
    >>> from_dict("actor", {"id": "guild", "name": "Guild", "kind": "party", "description": "Boatmen."}).kind
    <ActorKind.PARTY: 'party'>
    >>> taliban = aw.load().actors["taliban"]
    >>> from_dict(aw.Actor, to_dict(taliban)) == taliban
    True

    Args:
        kind: The class of the record, or its name in lower case, such as ``"claim"`` or ``"battle"``.
        data: Its fields, as :func:`to_dict` returns them. It is not altered.

    Returns:
        The record, equal to the one from which ``data`` was made.

    Raises:
        SeedError: A field is missing, unknown, or holds something else than it should; every fault is listed.
        ValueError: There is no such kind.
    """
    # Imported here, because cattrs takes a tenth of the time of a start and is needed only to read.
    from afghanwar.seeds.decode import decode_plain

    found = [record for name, record in _CLASSES.items() if kind in (name, record)]
    if not found:
        raise ValueError(f"kind is {quoted(kind)}; give one of {', '.join(map(repr, _CLASSES))}, or its class")
    return decode_plain(found[0], data)


def builder(kind: type) -> _Build:
    """Return what makes a record of a class from its plain form, without a check and as fast as possible.

    Args:
        kind: The class.

    Returns:
        A function that takes a dictionary, which it alters, and returns the record.
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
    """The default of each field of a class that can be given."""
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
    """What makes a value of a type from its plain form; ``None`` where that is the value itself."""
    if hint is TimeSpan:
        return cache(TimeSpan)  # The same few hundred dates are written again and again.
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        return _build_tuple(arguments)
    if get_origin(hint) in (Union, types.UnionType):
        # A value that is None is not written.
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
