"""Records: make a claim and an event from one row of a table."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar

import attrs

from afghanwar.actors import Actor
from afghanwar.battles import Battle, Side
from afghanwar.claims import Claim, ClaimId, Modality, Quantity
from afghanwar.documents import key_of
from afghanwar.events import Event, EventId, EventIdentifiers, EventKind, Participation
from afghanwar.intake.cells import BadCellError, cell_of, field_of, member_of, number_of, text_of, when_of
from afghanwar.intake.columns import ActorColumns, Cells, Column, DateColumns, NumberColumns, PlaceColumns
from afghanwar.intake.matching import Actors, Places, slug_of
from afghanwar.measures import Measure
from afghanwar.places import Place
from afghanwar.sources import Row, Source
from afghanwar.timespan import TimeSpan

T = TypeVar("T")

Fault: TypeAlias = tuple[str, str]
"""A column, and the fault of its cell."""


@attrs.frozen(kw_only=True, eq=False)
class Table:
    """The columns of a table, and the finders of its actors and places.

    Attributes:
        source: The source of the table.
        id: The column that identifies the rows.
        when: The column of times, or the columns of dates.
        name: The column of event names, if any.
        says: The column of sentences, if any.
        kind: The kind of all events, or the column of kinds.
        actors: The columns of actors, by role.
        place: The column of places, or the columns of what a new place needs.
        quantities: The columns of numbers, by measure.
        identifiers: The columns of identifiers of events, by field.
        known_actors: Finds the actors.
        known_places: Finds the places.
    """

    source: Source
    id: str
    when: Column | DateColumns
    name: Column | None
    says: Column | None
    kind: EventKind | Column
    actors: Mapping[str, Column | ActorColumns]
    place: Column | PlaceColumns | None
    quantities: Mapping[Measure, Column | NumberColumns]
    identifiers: Mapping[str, Column]
    known_actors: Actors
    known_places: Places


@attrs.frozen(eq=False)
class _Said:
    """The values of the cells of a row."""

    key: str
    when: TimeSpan | None
    kind: EventKind
    actors: Mapping[str, tuple[Actor, ...]]
    place: Place | None
    numbers: tuple[tuple[Measure, Quantity], ...]
    identifiers: EventIdentifiers
    name: str | None
    says: str | None


def records_of(row: Cells, table: Table) -> tuple[tuple[Claim, Event] | None, list[Fault]]:
    """Make a claim and an event from a row.

    Args:
        row: The cells, by column.
        table: The columns of the table.

    Returns:
        The claim and the event, or ``None`` if the row has faults; and its faults.
    """
    faults: list[Fault] = []

    def read(get: Callable[..., T], *arguments: Any) -> T | None:
        try:
            return get(row, *arguments)
        except BadCellError as error:
            faults.append((error.field, str(error)))
            return None

    key = read(_key, table)
    kind = read(member_of, table.kind, "kind", EventKind) or EventKind.OTHER
    said = _Said(
        key=key or "",
        when=read(when_of, table.when),
        kind=kind,
        actors={role: read(_actors, table, role, columns) or () for role, columns in table.actors.items()},
        place=read(_place, table, key),
        numbers=tuple(
            (measure, number)
            for measure, columns in table.quantities.items()
            if (number := read(_quantity, measure, columns)) is not None
        ),
        identifiers=read(_identifiers, table) or EventIdentifiers(),
        name=read(text_of, table.name, "name") if table.name is not None else None,
        says=read(text_of, table.says, "says") if table.says is not None else None,
    )
    return (None if faults else _records(said, table)), faults


def _key(row: Cells, table: Table) -> str:
    value = cell_of(row, table.id, "id")
    if value is None:
        raise BadCellError(table.id, "is empty; give every row a unique key")
    key = key_of(value)
    if not slug_of(key):
        raise BadCellError(
            table.id, f"{key!r} has no letter of a-z and no digit, so it cannot be part of an id; number the rows"
        )
    return key


def _actors(row: Cells, table: Table, role: str, columns: Column | ActorColumns) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(table.known_actors.of(row, columns, f"actors[{role!r}]")))


def _place(row: Cells, table: Table, key: str | None) -> Place | None:
    return None if table.place is None else table.known_places.of(row, table.place, key or "")


def _identifiers(row: Cells, table: Table) -> EventIdentifiers:
    values: dict[str, Any] = {}
    for field, column in table.identifiers.items():
        argument = f"identifiers.{field}"
        numeric = field in ("ucdp", "gtd")
        value = number_of(row, column, argument) if numeric else text_of(row, column, argument)
        if isinstance(value, float):
            raise BadCellError(field_of(column, argument), f"{value} is not a whole number; fix it")
        values[field] = value
    return EventIdentifiers(**values)


def _quantity(row: Cells, measure: Measure, columns: Column | NumberColumns) -> Quantity | None:
    spec: Mapping[str, Any] = columns if isinstance(columns, Mapping) else {"low": columns, "high": columns}
    found = {name: number_of(row, column, f"quantities.{name}") for name, column in spec.items()}
    cells = {field_of(column, name): found[name] for name, column in spec.items() if found[name] is not None}
    if not cells:
        return None
    wording = ", ".join(f"{column} {number}" for column, number in cells.items())
    low, high, best = (found.get(name) for name in ("low", "high", "best"))
    return Quantity(measure=measure.id, low=low, high=high, best=best, wording=wording)


def _records(said: _Said, table: Table) -> tuple[Claim, Event]:
    source, slug = table.source, slug_of(said.key)
    actors = tuple(dict.fromkeys(actor.id for some in said.actors.values() for actor in some))
    places = () if said.place is None else (said.place.id,)
    name = said.name or _name(said, source)
    notes = [note for measure, number in said.numbers for note in _contradictions(measure, number)]
    claim = Claim(
        id=ClaimId(f"{source.id}/{slug}"),
        source=source.id,
        says=said.says or f"{source.title} reports, in row {said.key}: {name}{_details(said)}.",
        row=Row(column=table.id, key=said.key),
        modality=Modality.ASSERTED,
        when=said.when,
        actors=actors,
        places=places,
        quantities=tuple(number for _, number in said.numbers),
        note=" ".join(notes) or None,
    )
    common: dict[str, Any] = {
        "id": EventId(f"{source.id}-row-{slug}"),
        "name": name,
        "dates": () if said.when is None else ((source.id, said.when),),
        "places": places,
        "evidence": (claim.id,),
        "identifiers": said.identifiers,
    }
    if said.kind is EventKind.BATTLE:
        sides = (Side(name=role, actors=tuple(each.id for each in some)) for role, some in said.actors.items() if some)
        return claim, Battle(sides=tuple(sides), **common)
    parts = (Participation(actor=each.id, role=role) for role, some in said.actors.items() for each in some)
    return claim, Event(kind=said.kind, participants=tuple(parts), **common)


def _name(said: _Said, source: Source) -> str:
    """Make a name for an event that has none: "Battle: United States, al-Qaeda; Tora Bora"."""
    kind = "Event" if said.kind is EventKind.OTHER else said.kind.value.capitalize()
    who = ", ".join(dict.fromkeys(actor.name for some in said.actors.values() for actor in some))
    parts = [part for part in (who, "" if said.place is None else said.place.name) if part]
    return f"{kind}: {'; '.join(parts)}" if parts else f"{kind} {said.key} of {source.title}"


def _details(said: _Said) -> str:
    """Return the time and the numbers as text."""
    parts = [] if said.when is None else [said.when.humanize()]
    parts += [f"{measure.name} ({number.wording})" for measure, number in said.numbers]
    return "".join(f"; {part}" for part in parts)


def _contradictions(measure: Measure, number: Quantity) -> Iterator[str]:
    """Yield a note for numbers in which the source contradicts itself; the numbers are kept as they are."""
    low, high, best = number.low, number.high, number.best
    if low is not None and high is not None and low > high:
        yield f"In the source, the low for {measure.name}, {low}, is over the high, {high}."
    elif best is not None and ((low is not None and best < low) or (high is not None and best > high)):
        yield f"In the source, the best estimate for {measure.name}, {best}, is not between the low and the high."
