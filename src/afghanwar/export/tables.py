"""Tables: a whole dataset as tables that refer to each other; all relational formats use them.

Every kind of record has a table, and so has every list in a record; its rows keep the order of the list. The tables are
derived from the classes of the records, so a new field is exported without a change here. A string, a number or a
member of an enumeration is one column; a value with several fields is one column per field. The type of an id
determines which table it refers to.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache
from operator import itemgetter
from types import NoneType, UnionType
from typing import Any, Final, Literal, NewType, TypeAlias, Union, get_args, get_origin, get_type_hints

import attrs

from afghanwar.battles import Battle
from afghanwar.claims import Claim, assertion_strength
from afghanwar.dataset.chronology import Dated
from afghanwar.dataset.dataset import Dataset
from afghanwar.export.descriptions import field_descriptions, summary
from afghanwar.kinds import KINDS
from afghanwar.relationships import Relationship
from afghanwar.timespan import Certainty, TimeSpan
from afghanwar.timespan.columns import columns_of
from afghanwar.timespan.worlds import UNDATED

Cell: TypeAlias = str | int | float | bool | date | None
"""The value of a row in one column."""

TableRow: TypeAlias = tuple[Cell, ...]
"""The cells of a row, one for each column."""

Type: TypeAlias = Literal["text", "integer", "number", "boolean", "date"]
"""The type of a column."""


@attrs.frozen(kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its name, which is not a reserved word of SQL.
        type: The type of its values.
        description: Its description.
        refers_to: The table whose id it holds.
        required: Whether every row has a value.
        values: For an enumeration, the values that it may have.
    """

    name: str
    type: Type
    description: str
    refers_to: str | None = None
    required: bool = True
    values: tuple[str, ...] = ()


@attrs.frozen
class ForeignKey:
    """Columns of a table that hold the key of a row in another table.

    Attributes:
        columns: The columns.
        table: The name of the other table.
        key: The columns of the key in that table.
    """

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@attrs.frozen(kw_only=True, eq=False)
class Table:
    """A table: the records of a shelf, or the items of one list in each of them.

    Attributes:
        name: Its name: that of the shelf, or of the record and the list, such as ``"event_places"``.
        description: What its rows are.
        key: The names of the columns that together identify a row.
        columns: Its columns, those of the key first.
        owner: The table whose rows have the list; ``None`` for a table of records.
    """

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    owner: "Table | None"
    _walk: "_Walk"
    _cells: "tuple[_Cells, ...]"

    def rows(self, dataset: Dataset) -> Iterator[TableRow]:
        """Yield the rows of a dataset, sorted by the id of the record; items of a list in its order."""
        for key, item in self._walk(dataset):
            yield (*key, *[cell for cells in self._cells for cell in cells.of(item, dataset)])

    @property
    def references(self) -> tuple[ForeignKey, ...]:
        """Its references to other tables, or to itself."""
        owner = () if self.owner is None else (ForeignKey(self.key[:-1], self.owner.name, self.owner.key),)
        return (
            *owner,
            *(ForeignKey((each.name,), each.refers_to, ("id",)) for each in self.columns if each.refers_to is not None),
        )


_Walk: TypeAlias = Callable[[Dataset], Iterator[tuple[TableRow, Any]]]
"""Iterates over the records of a dataset, or over the items of a list in each of them, with their keys."""


@attrs.frozen
class _Cells:
    """Adjacent columns, and the function that fills them from a record or from an item of a list."""

    columns: tuple[Column, ...]
    of: Callable[[Any, Dataset], TableRow]


@attrs.frozen
class _Part:
    """A field of a record or of a value in one: its name, its type, its description, and a function that returns it."""

    name: str
    hint: Any
    description: str
    get: Callable[[Any], Any]


# A column has the name of its field, except where that is reserved in SQL or not clear among the other columns.
_NAMES: Final = {
    "when": "edtf",
    "coordinates.source": "coordinates_source",
    **{f"asides.{name}": f"aside_{name}" for name in ("start", "end")},
    **{f"passage.{name}": f"passage_{name}" for name in ("start", "end", "paragraph", "begins", "ends")},
    **{f"row.{name}": f"row_{name}" for name in ("column", "key")},
    **{f"document.{name}": f"document_{name}" for name in ("file", "sha256", "characters")},
}
# The names of single items of lists, for columns and for the names of nested lists.
_SINGULAR: Final = {
    "actors": "actor",
    "aliases": "alias",
    "authors": "author",
    "claims": "claim",
    "commanders": "actor",
    "evidence": "claim",
    "forms": "form",
    "inferred": "field",
    "order": "order_line",
    "outcome": "claim",
    "places": "place",
    "positions": "position",
    "sides": "side",
}
# The parts of the items that are pairs.
_DATE: Final = (("source", "The source that dates it."), ("edtf", "When, according to that source, as EDTF."))
_LIFE: Final = (("actor", "The actor."), ("evidence", "The claims that say so; none if it is the curator's reading."))
_PAIRS: Final = {"dates": _DATE, "begins": _LIFE, "ends": _LIFE}
_DAYS: Final = (
    ("earliest_start", "The first day on which it may have begun; empty where nothing bounds it."),
    ("latest_start", "The last day on which it may have begun; empty where nothing bounds it."),
    ("earliest_end", "The first day on which it may have ended; empty where nothing bounds it."),
    ("latest_end", "The last day on which it may have ended; empty where nothing bounds it."),
    ("reach_start", "The first day that the sources speak of; empty where they speak of none, or it is unbounded."),
    ("reach_end", "The last day that the sources speak of; empty where they speak of none, or it is unbounded."),
)
_FLAGS: Final = (
    ("open_start", "Whether it began before all days; otherwise an empty latest_start means that nothing bounds it."),
    ("open_end", "Whether it did not end; otherwise an empty earliest_end means that nothing bounds it."),
    ("dated", "Whether the sources speak of its time; if so, a reach without ends means all days."),
    ("doubtful", "Whether no answer about its time can be certain."),
)
_TIME: Final = (
    *(Column(name=name, type="date", description=description, required=False) for name, description in _DAYS),
    *(Column(name=name, type="boolean", description=description) for name, description in _FLAGS),
)
_DATED: Final = (
    Column(name="edtf", type="text", description="When, by its dates alone, as EDTF.", required=False),
    *_TIME,
    Column(name="asserted", type="boolean", description="Whether a source asserts it in its own voice."),
)
_OTHER: Final = (
    Column(name="other_event", type="text", description="The other event.", refers_to="events", required=False),
    Column(
        name="other_source",
        type="text",
        description="Or the source, for the days on which it was published.",
        refers_to="sources",
        required=False,
    ),
)
_NUMBER: Final = Column(name="number", type="integer", description="Its position in the list, from 1.")
_TYPES: Final[Mapping[Any, Type]] = {str: "text", int: "integer", float: "number", bool: "boolean"}
# Battles come after events in the table of kinds, and have all fields of events.
_KINDS: Final = {kind.shelf: kind for kind in KINDS}
_TABLE_OF_ID: Final = {get_type_hints(kind.record)["id"]: kind.shelf for kind in KINDS}
_COMPUTED: Final = {
    Battle: (_Part("when", Dated, "", lambda record: record),),
    Relationship: (_Part("when", Dated, "", lambda record: record),),
    Claim: (
        _Part(
            "asserted",
            bool,
            "Whether it is asserted as a fact, in the source's own voice.",
            lambda claim: assertion_strength([claim]) is Certainty.CERTAIN,
        ),
    ),
}


@cache
def tables() -> tuple[Table, ...]:
    """Return all tables, those of a kind of record before those of its lists.

    >>> [table.name for table in tables()][:4]
    ['sources', 'source_authors', 'source_asides', 'source_inferred']
    """
    return tuple(table for shelf in _KINDS for table in _tables_of(shelf))


def _tables_of(shelf: str) -> Iterator[Table]:
    kind = _KINDS[shelf]
    id, *parts = _parts(kind.record)

    def walk(dataset: Dataset) -> Iterator[tuple[TableRow, Any]]:
        return (((record.id,), record) for record in getattr(dataset, shelf))

    key = (Column(name="id", type="text", description=id.description),)
    # The description of an event is used for battles too.
    table = _table(shelf, summary(kind.record.__mro__[-2]), key, walk, parts, None)
    yield table
    yield from _lists(table, walk, parts, kind.name, kind.name)


def _table(
    name: str, description: str, key: tuple[Column, ...], walk: _Walk, parts: list[_Part], owner: Table | None
) -> Table:
    cells = tuple(cells for part in parts for cells in _cells(part))
    columns = (*key, *(column for each in cells for column in each.columns))
    names = tuple(column.name for column in key)
    return Table(name=name, description=description, key=names, columns=columns, owner=owner, walk=walk, cells=cells)


def _lists(owner: Table, walk: _Walk, parts: list[_Part], prefix: str, item: str) -> Iterator[Table]:
    """The tables of the lists in the rows of a table, and of the lists nested in these."""
    above, own = owner.columns[: len(owner.key) - 1], owner.columns[len(owner.key) - 1]
    description = f"The {item}." if owner.owner is None else f"The number of its row in {owner.name}."
    key = (*above, attrs.evolve(own, name=item, description=description), _NUMBER)
    for part in parts:
        if (hint := _item_of(part.hint)) is not None:
            inside = _parts_of_item(part, hint)
            items = _walk_items(walk, part.get)
            table = _table(f"{prefix}_{part.name}", part.description, key, items, inside, owner)
            yield table
            one = _SINGULAR.get(part.name, part.name)
            yield from _lists(table, items, inside, f"{prefix}_{one}", one)


def _walk_items(walk: _Walk, get: Callable[[Any], Any]) -> _Walk:
    def items(dataset: Dataset) -> Iterator[tuple[TableRow, Any]]:
        return (((*key, number), item) for key, owner in walk(dataset) for number, item in enumerate(get(owner), 1))

    return items


def _parts(kind: type, within: str = "") -> Iterator[_Part]:
    """The fields of a class, inherited ones first, and then what is computed from them.

    A field whose value has fields of its own is replaced by those.
    """
    hints, descriptions = get_type_hints(kind), field_descriptions(kind)
    fields = {field.name: field for each in reversed(kind.__mro__) if attrs.has(each) for field in attrs.fields(each)}
    for name, field in fields.items():
        part = _Part(_NAMES.get(within + name, name), hints[name], descriptions.get(name, ""), _getter(field))
        hint, required = _present(part.hint)
        if attrs.has(hint) and hint is not TimeSpan:
            for each in _parts(hint, f"{name}."):
                inner = each.hint if required else each.hint | None
                yield attrs.evolve(each, hint=inner, get=_inside(part.get, each.get))
        else:
            yield part
    yield from _COMPUTED.get(kind, ())


def _getter(field: "attrs.Attribute[Any]") -> Callable[[Any], Any]:
    # An event that is not a battle lacks some fields; they have their defaults.
    return lambda record: getattr(record, field.name, field.default)


def _parts_of_item(part: _Part, hint: Any) -> list[_Part]:
    """The parts of an item of a list: the fields of a value, the two members of a pair, or the item itself."""
    if attrs.has(hint):
        return list(_parts(hint, f"{part.name}."))
    if get_origin(hint) is tuple:
        pair = zip(_PAIRS[part.name], get_args(hint), strict=True)
        return [_Part(name, each, description, itemgetter(at)) for at, ((name, description), each) in enumerate(pair)]
    return [_Part(_SINGULAR.get(part.name, part.name), hint, part.description, lambda item: item)]


def _item_of(hint: Any) -> Any:
    """The type of the items of a list; ``None`` if the type is not that of a list."""
    arguments = get_args(hint)
    return arguments[0] if get_origin(hint) is tuple and arguments[-1] is Ellipsis else None


def _cells(part: _Part) -> Iterator[_Cells]:
    """The columns of a field: none for a list, several for a time or for a reference to one of two tables."""
    hint, required = _present(part.hint)
    if part.hint == Dated:
        yield _Cells(_DATED, _dated)
    elif part.name == "other":
        yield _Cells(_OTHER, lambda line, dataset: _other(line.other, dataset))
    elif hint is TimeSpan:
        text = Column(name=part.name, type="text", description=part.description, required=required)
        yield _Cells((text, *_TIME), lambda item, _: _span(part.get(item)))
    elif _item_of(hint) is None:
        yield _single(part, hint, required)


def _single(part: _Part, hint: Any, required: bool) -> _Cells:
    table = _TABLE_OF_ID.get(hint)
    if isinstance(hint, NewType):
        hint = hint.__supertype__
    if get_origin(hint) is Literal:
        hint = type(get_args(hint)[0])
    if issubclass(hint, Enum):
        values = tuple(member.value for member in hint)
        column = Column(name=part.name, type="text", description=part.description, required=required, values=values)
        return _Cells((column,), lambda item, _: (getattr(part.get(item), "value", None),))
    column = Column(name=part.name, type=_TYPES[hint], description=part.description, refers_to=table, required=required)
    return _Cells((column,), lambda item, _: (part.get(item),))


def _present(hint: Any) -> tuple[Any, bool]:
    """A type without ``None``, and whether a value is required."""
    if get_origin(hint) not in (Union, UnionType):
        return hint, True
    rest = [each for each in get_args(hint) if each is not NoneType]
    return rest[0], len(rest) == len(get_args(hint))


def _inside(outer: Callable[[Any], Any], get: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def inner(item: Any) -> Any:
        value = outer(item)
        return None if value is None else get(value)

    return inner


def _dated(record: Dated, dataset: Dataset) -> TableRow:
    times, when = dataset.chronology.times(record), record.when
    return (None if when is None else when.text, *columns_of(times.worlds).values(), times.asserted)


def _span(when: TimeSpan | None) -> TableRow:
    worlds = UNDATED if when is None else when.worlds
    return (None if when is None else when.text, *columns_of(worlds).values())


def _other(id: str, dataset: Dataset) -> TableRow:
    return (id, None) if id in dataset.events else (None, id)
