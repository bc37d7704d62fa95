"""Decode: make one record from its plain form, strictly.

By default, cattrs turns ``"abc"`` into a tuple of letters and 1.9 into 1. Here, a value that does not have the type of
its field is a fault, and every fault of a record is listed.
"""

import math
import re
import types
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeAlias, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn

from afghanwar.actors import ActorId
from afghanwar.claims import Claim, ClaimId
from afghanwar.dataset.integrity import has_surrogate
from afghanwar.errors import Problem, SeedError, listed, quoted
from afghanwar.events import Dates, Event, Lives, OrderWord
from afghanwar.kinds import OF_CLASS, AnyRecord
from afghanwar.relationships import Relationship
from afghanwar.seeds.files import Seed, Table
from afghanwar.sources import SourceId
from afghanwar.timespan import TimeSpan

# A hexadecimal number may be so long that Python refuses to convert it to text, even for a message.
_LARGEST = 10**15 - 1
R = TypeVar("R", bound=AnyRecord)
_ClaimsByName: TypeAlias = dict[str, tuple[ClaimId, ...]]
_WORDS = tuple(word.value for word in OrderWord)


def decode(seed: Seed) -> AnyRecord:
    """Make a record from its plain form.

    Args:
        seed: The record in its plain form.

    Returns:
        The record; whether it fits the others is not checked here.

    Raises:
        SeedError: A field is missing, is unknown or has the wrong type; every fault of the record is listed.
    """
    if seed.plain:
        return decode_plain(seed.record, seed.table)
    if not isinstance(seed.table, dict):
        raise SeedError([Problem(message=f"{quoted(seed.table)} is not a record; write a table")])
    message = "does not belong in the table, because the name of the table or the file gives it; leave it out"
    problems = [Problem(field=field, message=message) for field in seed.named if field in seed.table]
    table, lines, misfits = _with_order(seed)
    problems.extend(misfits)
    try:
        record: AnyRecord = _converter_of_seeds().structure({**table, **seed.named}, seed.record)
    except (cattrs.BaseValidationError, ValueError, TypeError) as error:
        found = _problems(error, _message_of_seeds)
        problems.extend(attrs.evolve(problem, field=_as_written(problem.field, lines)) for problem in found)
    if problems:
        raise SeedError(problems)
    return record


def decode_plain(kind: type[R], data: object) -> R:
    """Make a record from the form that ``afghanwar.to_dict`` returns.

    Args:
        kind: The class of the record.
        data: The plain form of the record.

    Returns:
        The record.

    Raises:
        SeedError: A field is missing, is unknown or has the wrong type; every fault is listed.
    """
    name = OF_CLASS[kind].name
    if not isinstance(data, dict):
        raise SeedError([Problem(kind=name, message=f"{quoted(data)} is not a record; give a dictionary")])
    # Older versions of cattrs cannot list unknown fields if the name of one is a number.
    fields = {key: value for key, value in data.items() if isinstance(key, str)}
    odd = [key for key in data if not isinstance(key, str)]
    problems = [Problem(message=f"{listed(odd)} is not a field; the name of a field is a string")] if odd else []
    try:
        record = _converter().structure(fields, kind)
    except (cattrs.BaseValidationError, ValueError, TypeError) as error:
        problems.extend(_problems(error, _message))
    if problems:
        id = data["id"] if isinstance(data.get("id"), str) else ""
        raise SeedError([attrs.evolve(problem, kind=name, record=id) for problem in problems])
    return record


def _with_order(seed: Seed) -> tuple[Table, list[str], list[Problem]]:
    """Return a table whose order lines are one field, as in the record; the names of the lines; and their faults."""
    if not issubclass(seed.record, Event | Relationship):
        return seed.table, [], []
    table = {name: value for name, value in seed.table.items() if name not in _WORDS}
    order, names, problems = [], [], []
    if "order" in table:
        message = f"is not a field of a seed; write lines such as after.ID = [claims], with one of {', '.join(_WORDS)}"
        problems.append(Problem(field="order", message=message))
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


def _strict_converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool, _true_or_false)
    converter.register_structure_hook(int, _whole_number)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(TimeSpan, lambda value, _: TimeSpan(value))
    converter.register_structure_hook(Enum, _member)
    converter.register_structure_hook_factory(_is_tuple, _tuple_of(converter))
    converter.register_structure_hook_factory(attrs.has, _table_of(converter))
    return converter


_converter = cache(_strict_converter)


@cache
def _converter_of_seeds() -> cattrs.Converter:
    """Return a converter for seeds, where pairs are tables: ``dates.<source> = "..."``, ``begins.<actor> = [...]``."""
    converter = _strict_converter()
    converter.register_structure_hook_func(lambda kind: kind == Dates, _dates)
    converter.register_structure_hook_func(lambda kind: kind == Lives, _lives(converter))
    return converter


def _text(value: Any, _: Any) -> str:
    if type(value) is not str:
        raise TypeError(f"{quoted(value)} is not a string; write a string")
    if has_surrogate(value):
        raise ValueError(f"{quoted(value)} has a lone surrogate, half of a character; write the whole character")
    return value


def _true_or_false(value: Any, _: Any) -> bool:
    if type(value) is not bool:
        raise TypeError(f"{quoted(value)} is not true or false; write true or false")
    return value


def _whole_number(value: Any, _: Any) -> int:
    if type(value) is not int or abs(value) > _LARGEST:
        raise TypeError(f"{quoted(value)} is not a whole number of up to 15 digits; write a whole number")
    return value


def _number(value: Any, _: Any) -> float:
    if type(value) is int and abs(value) <= _LARGEST:
        return value
    # Numbers in seeds are read as decimals, to detect digits that a float would lose.
    if type(value) is float or (type(value) is Decimal and Decimal(repr(float(value))) == value):
        number = float(value)
        if math.isfinite(number):
            return number
    raise TypeError(f"{quoted(value)} is not a number of up to 15 digits; write one, or leave the field out")


def _dates(value: Any, _: Any) -> Dates:
    if not isinstance(value, dict):
        raise TypeError(f'{quoted(value)} names no source; write dates.<source id> = "..."')
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
        raise ValueError(f"{quoted(value)} is unknown; use one of {members}") from None


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple_of(converter: cattrs.Converter) -> Callable[[Any], Callable[[Any, Any], Any]]:
    def factory(kind: Any) -> Callable[[Any, Any], Any]:
        first, last = get_args(kind)
        if last is not Ellipsis:
            return _pair(converter, first, last)
        items = types.GenericAlias(list, first)
        structure_items = converter.get_structure_hook(items)

        def structure(value: Any, _: Any) -> Any:
            if not isinstance(value, list):
                raise TypeError(f"{quoted(value)} is not a list; write it in square brackets")
            return tuple(structure_items(value, items))

        return structure

    return factory


def _table_of(converter: cattrs.Converter) -> Callable[[type], Callable[[Any, Any], Any]]:
    def factory(kind: type) -> Callable[[Any, Any], Any]:
        structure_fields: Callable[[Any, Any], Any] = make_dict_structure_fn(kind, converter)

        def structure(value: Any, _: Any) -> Any:
            if not isinstance(value, dict):
                raise TypeError(f"{quoted(value)} is not a table; write one, {{ field = value, ... }}")
            return structure_fields(value, kind)

        return structure

    return factory


def _pair(converter: cattrs.Converter, *kinds: Any) -> Callable[[Any, Any], Any]:
    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, list) or len(value) != len(kinds):
            raise TypeError(f"{quoted(value)} is not a pair; write a list of two")
        pair, errors = [], []
        for at, (item, kind) in enumerate(zip(value, kinds, strict=True)):
            try:
                pair.append(converter.structure(item, kind))
            except (cattrs.BaseValidationError, ValueError, TypeError) as error:
                error.add_note(cattrs.IterableValidationNote(f"at index {at}", at, kind))
                errors.append(error)
        if errors:
            raise cattrs.IterableValidationError("a pair", errors, tuple)
        return tuple(pair)

    return structure


def _problems(error: BaseException, message: Callable[[BaseException, Any], str]) -> Iterator[Problem]:
    for text in cattrs.transform_error(error, format_exception=message):
        says, _, path = text.rpartition(" @ $")
        yield Problem(field=path.lstrip("."), message=says)


def _as_written(field: str, lines: list[str]) -> str:
    """Return the name of a field of a record as seeds write it."""
    field = re.sub(r"^order\[(\d+)\](?:\.evidence)?", lambda match: lines[int(match[1])], field)
    return re.sub(r"^(begins|ends)\['(.*)'\]", r"\1.\2", field)


def _message(error: BaseException, kind: Any) -> str:
    if isinstance(error, KeyError):
        return "is missing; add it"
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        return _unknown(error, [field.name for field in attrs.fields(error.cl) if field.init])
    return str(error)


def _message_of_seeds(error: BaseException, kind: Any) -> str:
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        # The names of the table and the file give the id and the source, and an order line is written under its word.
        elsewhere = ("id", "source", "order") if error.cl is Claim else ("id", "order")
        names = [field.name for field in attrs.fields(error.cl) if field.init and field.name not in elsewhere]
        return _unknown(error, [*names, *(_WORDS if issubclass(error.cl, Event | Relationship) else ())])
    return _message(error, kind)


def _unknown(error: cattrs.ForbiddenExtraKeysError, known: list[str]) -> str:
    fields = sorted(error.extra_fields, key=quoted)  # The keys of a dictionary may have several types.
    fault = "is not a field" if len(fields) == 1 else "are not fields"
    return f"{listed(fields)} {fault}; use one of {', '.join(known)}"
