"""Schema: the JSON Schema of the documents that ``to_json`` writes, made from the classes of the records."""

import types
from enum import Enum
from typing import Any, Final, NewType, TypeAlias, Union, get_args, get_origin, get_type_hints

import attrs

from afghanwar.export.descriptions import field_descriptions, summary
from afghanwar.seeds.documents import FORMAT, KEYS, VERSION
from afghanwar.timespan import TimeSpan

Schema: TypeAlias = dict[str, Any]

_SIMPLE: Final = {str: "string", bool: "boolean", int: "integer", float: "number"}
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ABOUT: Final = (
    "A dataset for afghanwar. A field that is empty, or has its default, is left out. If a string is an id, its title "
    "names the kind of record that it refers to."
)


def json_schema() -> Schema:
    """Return the JSON Schema of the documents that :func:`~afghanwar.export.json.to_json` writes.

    It follows version 2020-12 of JSON Schema, and states the type and the meaning of each field, and which fields are
    required. Whether the records fit together is checked by :func:`~afghanwar.seeds.load.read`, not by the schema.

    >>> json_schema()["$defs"]["Quantity"]["required"]
    ['measure', 'wording']

    Returns:
        A new dictionary that ``json.dump`` can write.
    """
    definitions: dict[str, Schema] = {}
    lists = {key: {"type": "array", "items": _of(kind, definitions)} for key, kind in KEYS.items()}
    return {
        "$schema": _DIALECT,
        "title": FORMAT,
        "description": _ABOUT,
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "version": {"const": VERSION}, **lists},
        "required": ["format", "version", *lists],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _of(hint: Any, definitions: dict[str, Schema]) -> Schema:
    """The schema of a type; schemas of classes are added to the definitions."""
    if isinstance(hint, NewType):
        return {**_of(hint.__supertype__, definitions), "title": hint.__name__}
    if hint in _SIMPLE:
        return {"type": _SIMPLE[hint]}
    arguments = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        # A field that is None is left out.
        (present,) = (each for each in arguments if each is not type(None))
        return _of(present, definitions)
    if get_origin(hint) is tuple:
        return _of_tuple(arguments, definitions)
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}  # A class may have fields of its own type.
        definitions[hint.__name__] = _definition(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _of_tuple(arguments: tuple[Any, ...], definitions: dict[str, Schema]) -> Schema:
    if arguments[-1] is Ellipsis:
        return {"type": "array", "items": _of(arguments[0], definitions)}
    pair = [_of(each, definitions) for each in arguments]
    return {"type": "array", "prefixItems": pair, "items": False, "minItems": len(pair)}


def _definition(kind: Any, definitions: dict[str, Schema]) -> Schema:
    about = {"description": summary(kind)}
    if kind is TimeSpan:
        return {**about, "type": "string", "minLength": 1}
    if issubclass(kind, Enum):
        return {**about, "enum": [member.value for member in kind]}
    hints, texts = get_type_hints(kind), field_descriptions(kind)
    fields = [field for field in attrs.fields(kind) if field.init]
    return {
        **about,
        "type": "object",
        "properties": {
            field.name: {**_of(hints[field.name], definitions), "description": texts.get(field.name, "")}
            for field in fields
        },
        "required": [field.name for field in fields if field.default is attrs.NOTHING],
        "additionalProperties": False,
    }
