"""Types: whether the fields of a record have the types of their annotations.

A type checker reports such faults before a program runs. Without one, a list instead of a tuple or a string instead of
a date would not fail at once: answers would lack a record.
"""

import types
from collections.abc import Iterator
from functools import cache
from typing import Any, NewType, TypeAlias, Union, get_args, get_origin, get_type_hints

import attrs

from afghanwar.errors import either, quoted
from afghanwar.kinds import AnyRecord

_Fault: TypeAlias = tuple[str, str]
"""A field and what is wrong with it."""

_NAMES = {
    str: "a string",
    bool: "True or False",
    int: "a whole number",
    float: "a number",
    type(None): "None",
}


def type_faults(record: AnyRecord) -> Iterator[_Fault]:
    """Compare the fields of a record, and of the values in it, with their annotations.

    Args:
        record: A record.

    Yields:
        Each field with a value of another type, and a message that says what the type should be.
    """
    yield from _fields(record, "")


def _fields(value: Any, path: str) -> Iterator[_Fault]:
    kind: Any = type(value)
    for name, hint, plain in _hints(kind):
        held = getattr(value, name)
        if type(held) not in plain:
            yield from _value(held, hint, f"{path}{name}")


@cache
def _hints(kind: Any) -> tuple[tuple[str, Any, frozenset[type]], ...]:
    hints = get_type_hints(kind)
    return tuple(
        (field.name, hints[field.name], _plain(hints[field.name])) for field in attrs.fields(kind) if field.init
    )


@cache
def _plain(hint: Any) -> frozenset[type]:
    """The classes that an annotation allows and that need no further check; most values have one of them."""
    if get_origin(hint) is tuple:
        return frozenset()
    return frozenset(kind for kind in _classes(hint) if not _has_fields(kind))


@cache
def _has_fields(kind: Any) -> bool:
    return attrs.has(kind) and kind.__module__.startswith("afghanwar.")


def _value(value: Any, hint: Any, path: str) -> Iterator[_Fault]:
    kind: Any = type(value)
    if isinstance(hint, NewType):
        hint = hint.__supertype__
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        yield from _tuple(value, arguments, path)
    elif isinstance(value, _classes(hint)) and not (isinstance(value, bool) and bool not in _classes(hint)):
        if _has_fields(kind):
            yield from _fields(value, f"{path}.")
    else:
        yield path, f"{quoted(value)} is not {_described(hint)}; convert it"


def _tuple(value: Any, arguments: tuple[Any, ...], path: str) -> Iterator[_Fault]:
    if not isinstance(value, tuple):
        yield path, f"{quoted(value)} is not a tuple; give a tuple, such as (x,)"
    elif arguments[-1] is Ellipsis:
        plain = _plain(arguments[0])
        for at, item in enumerate(value):
            if type(item) not in plain:
                yield from _value(item, arguments[0], f"{path}[{at}]")
    elif len(value) != len(arguments):
        yield path, f"{quoted(value)} has {len(value)} items; give {len(arguments)}"
    else:
        for at, (item, hint) in enumerate(zip(value, arguments, strict=True)):
            yield from _value(item, hint, f"{path}[{at}]")


@cache
def _classes(hint: Any) -> tuple[type, ...]:
    """The classes whose instances an annotation allows."""
    if isinstance(hint, NewType):
        return _classes(hint.__supertype__)
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(kind for argument in get_args(hint) for kind in _classes(argument))
    # An int is valid where a float is expected.
    return (float, int) if hint is float else (hint,)


def _described(hint: Any) -> str:
    classes = [kind for kind in _classes(hint) if not (kind is int and float in _classes(hint))]
    return either(_NAMES.get(kind, f"an instance of {kind.__name__}") for kind in classes)
