"""Decode: one record from its plain form, strictly.

By itself cattrs turns ``"abc"`` into a tuple of letters and 1.9 into 1. Here a value has the type of its field, or it
is a fault; and every fault of a record is listed.
"""

import re
import types
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeAlias, get_args, get_origin

import attrs
import cattrs

from afghanwar.actors import ActorId
from afghanwar.claims import Claim, ClaimId
from afghanwar.errors import Problem, SeedError, listed, quoted
from afghanwar.events import Dates, Event, EventId, Lives, OrderWord
from afghanwar.kinds import AnyRecord
from afghanwar.relationships import Relationship
from afghanwar.seeds.files import Seed, Table
from afghanwar.sources import SourceId
from afghanwar.timespan import TimeSpan

# A hexadecimal number may be so long that Python refuses to write it, even in a message.
_LARGEST = 10**15 - 1
_ClaimsByName: TypeAlias = dict[str, tuple[ClaimId, ...]]
_WORDS = tuple(word.value for word in OrderWord)


def decode(seed: Seed) -> AnyRecord:
    """Make a record from its plain form.

    Args:
        seed: The record in its plain form.

    Returns:
        The record; whether it fits the others is not known yet.

    Raises:
        SeedError: A field is missing, unknown or of another type; every fault of the record is listed.
    """
    if not isinstance(seed.table, dict):
        raise SeedError([Problem(message=f"{quoted(seed.table)} is not a record; write a table")])
    message = "is not written in the table; the name of the table or of the file says it"
    problems = [Problem(field=field, message=message) for field in seed.named if field in seed.table]
    table, lines, misfits = _with_order(seed)
    problems.extend(misfits)
    try:
        record: AnyRecord = _converter().structure({**table, **seed.named}, seed.record)
    except (cattrs.BaseValidationError, ValueError, TypeError) as error:
        problems.extend(_problems(error, lines))
    if problems:
        raise SeedError(problems)
    return record


def _with_order(seed: Seed) -> tuple[Table, list[str], list[Problem]]:
    """A table whose order lines are one field, as in its record; their names; and what is wrong with their form."""
    if not issubclass(seed.record, Event | Relationship):
        return seed.table, [], []
    table = {name: value for name, value in seed.table.items() if name not in _WORDS}
    order, names, problems = [], [], []
    if "order" in table:
        problems.append(Problem(field="order", message=f"is not written so; write one of {', '.join(_WORDS)}"))
    for word in _WORDS:
        lines = seed.table.get(word, {})
        if not isinstance(lines, dict):
            advice = f"write {word}.<event or source> = [claims]"
            problems.append(Problem(field=word, message=f"{quoted(lines)} does not name another record; {advice}"))
            continue
        for other, evidence in lines.items():
            order.append({"word": word, "other": other, "evidence": evidence})
            names.append(f"{word}.{other}")
    return {**table, "order": order}, names, problems


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    for kind, article in ((str, "a text"), (bool, "true or false")):
        converter.register_structure_hook(kind, _exactly(kind, article))
    converter.register_structure_hook(EventId | SourceId, _exactly(str, "a text"))
    converter.register_structure_hook(int, _whole_number)
    converter.register_structure_hook(float, _degrees)
    converter.register_structure_hook(int | Decimal | None, _number)
    converter.register_structure_hook(TimeSpan, lambda value, _: TimeSpan(value))
    converter.register_structure_hook(Enum, _member)
    converter.register_structure_hook_factory(_is_tuple, _tuple_of(converter))
    converter.register_structure_hook_func(lambda kind: kind == Dates, _dates)
    converter.register_structure_hook_func(lambda kind: kind == Lives, _lives(converter))
    return converter


def _exactly(kind: type, description: str) -> Callable[[Any, Any], Any]:
    def structure(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{quoted(value)} is not {description}; write {description}")
        return value

    return structure


def _whole_number(value: Any, _: Any) -> int:
    if type(value) is not int or abs(value) > _LARGEST:
        raise TypeError(f"{quoted(value)} is not a whole number of up to 15 digits; write a whole number")
    return value


def _degrees(value: Any, _: Any) -> float:
    if type(value) not in (int, float, Decimal) or (type(value) is int and abs(value) > _LARGEST):
        raise TypeError(f"{quoted(value)} is not a number of degrees; write a number")
    return float(value)


def _number(value: Any, _: Any) -> int | Decimal | None:
    if type(value) is int and abs(value) <= _LARGEST:
        return value
    if type(value) is Decimal and (carried := Decimal(repr(float(value)))).is_finite() and carried == value:
        # The wheel's JSON goes through binary floating point, which gives 1.9 for 1.90: so does a checkout.
        return carried
    raise TypeError(f"{quoted(value)} is not a number of up to 15 digits; write one, or leave the field out")


def _dates(value: Any, _: Any) -> Dates:
    if not isinstance(value, dict):
        raise TypeError(f'{quoted(value)} does not say who dates it; write dates.<source id> = "..."')
    rows, errors = [], []
    for source, span in value.items():
        try:
            rows.append((SourceId(source), TimeSpan(span)))
        except (TypeError, ValueError) as error:
            errors.append(type(error)(f"by {quoted(source)}: {error}"))
    if errors:
        raise cattrs.IterableValidationError("dates", errors, Dates)
    return tuple(rows)


def _lives(converter: cattrs.Converter) -> Callable[[Any, Any], Lives]:
    def structure(value: Any, _: Any) -> Lives:
        if not isinstance(value, dict):
            raise TypeError(f"{quoted(value)} does not name an actor; write begins.<actor> = [claims], or ends")
        return tuple((ActorId(actor), found) for actor, found in converter.structure(value, _ClaimsByName).items())

    return structure


def _member(value: Any, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError:
        members = ", ".join(member.value for member in kind)
        raise ValueError(f"{quoted(value)} is unknown; write one of {members}") from None


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple_of(converter: cattrs.Converter) -> Callable[[Any], Callable[[Any, Any], Any]]:
    def factory(kind: Any) -> Callable[[Any, Any], Any]:
        items = types.GenericAlias(list, get_args(kind)[0])
        structure_items = converter.get_structure_hook(items)

        def structure(value: Any, _: Any) -> Any:
            if not isinstance(value, list):
                raise TypeError(f"{quoted(value)} is not a list; write it in square brackets")
            return tuple(structure_items(value, items))

        return structure

    return factory


def _problems(error: BaseException, lines: list[str]) -> Iterator[Problem]:
    """The fields at fault in one record, under the names that the seeds have for them."""
    for text in cattrs.transform_error(error, format_exception=_message):
        message, _, path = text.rpartition(" @ $")
        field = re.sub(r"^order\[(\d+)\](?:\.evidence)?", lambda match: lines[int(match[1])], path.lstrip("."))
        field = re.sub(r"^(begins|ends)\['(.*)'\]", r"\1.\2", field)
        yield Problem(field=field, message=message)


def _message(error: BaseException, kind: Any) -> str:
    if isinstance(error, KeyError):
        return "is missing; write it"
    if isinstance(error, AttributeError):  # cattrs asks a value that is not a table for its keys.
        return f"{quoted(error.obj)} is not a table; write one, {{ field = value, ... }}"
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        known = ", ".join(_written(error.cl))
        return f"{listed(sorted(error.extra_fields))} is not a field; write one of {known}"
    return str(error)


def _written(kind: type) -> list[str]:
    """The names of the fields that a seed of a class may give."""
    elsewhere = ("id", "source", "order") if kind is Claim else ("id", "order")
    names = [field.name for field in attrs.fields(kind) if field.init and field.name not in elsewhere]
    return [*names, *(_WORDS if issubclass(kind, Event | Relationship) else ())]
