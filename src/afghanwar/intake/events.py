"""Events: the rows of a table as a dataset of claims and events."""

from collections.abc import Iterable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

import attrs

from afghanwar.dataset.dataset import Dataset
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.shelf import Shelves
from afghanwar.errors import DatasetError, Problem, listed, quoted
from afghanwar.events import EventIdentifiers, EventKind
from afghanwar.intake.columns import (
    ActorColumns,
    Cells,
    Column,
    DateColumns,
    NumberColumns,
    PlaceColumns,
    check_keys,
    names_in,
    zones_of,
)
from afghanwar.intake.matching import Actors, NewActors, NewPlaces, Places
from afghanwar.intake.records import Table, records_of
from afghanwar.kinds import AnyRecord, kind_of
from afghanwar.measures import Measure
from afghanwar.sources import Source, SourceKind
from afghanwar.timespan.precision import PRESETS

_NOTHING: Final[Mapping[Any, Any]] = MappingProxyType({})


def from_rows(
    rows: Iterable[Cells],
    *,
    source: Source,
    id: str,
    when: Column | DateColumns,
    name: Column | None = None,
    says: Column | None = None,
    kind: EventKind | Column = EventKind.OTHER,
    actors: Mapping[str, Column | ActorColumns] = _NOTHING,
    place: Column | PlaceColumns | None = None,
    quantities: Mapping[Measure | str, Column | NumberColumns] = _NOTHING,
    identifiers: Mapping[str, Column] = _NOTHING,
    new_actors: NewActors = None,
    new_places: NewPlaces = None,
    onto: Dataset | None = None,
) -> Dataset:
    """Make a claim and an event of each row of a table: of all rows, or, if anything is wrong, of none.

    An empty cell says nothing; everything else that cannot be read is a fault. An actor is found by its identifiers,
    or else by its id or name, in any spelling; a place by its id or name. A name that is not found is a fault, unless
    ``new_actors`` or ``new_places`` asks for a new record.

    >>> import afghanwar as aw
    >>> source = aw.Source(
    ...     id="my-list",
    ...     title="My list",
    ...     kind=aw.SourceKind.DATASET,
    ...     stance="A list of mine",
    ...     document=aw.Document(file="list.csv", sha256="0" * 64, characters=60),
    ... )
    >>> rows = [{"no": 1, "when": "2001-12~", "where": "Tora Bora"}, {"no": 2, "when": "2021-08-15", "where": "Kabul"}]
    >>> mine = from_rows(rows, source=source, id="no", when="when", place="where", onto=aw.load())
    >>> [event.name for event in aw.events_between("2001-12", "2001-12", told_by="my-list", dataset=mine)]
    ['Event: Tora Bora']

    Args:
        rows: A mapping of columns to cells for each row, such as ``csv.DictReader(file)`` or ``frame.to_dicts()``.
        source: Whose table it is, of the kind ``DATASET``. Its document is the table as a CSV file, which
            :func:`~afghanwar.documents.read.document_of` describes and ``afghanwar check`` looks the rows up in.
        id: The column that identifies the rows.
        when: The column of times, which are EDTF texts or days; or the columns of another publisher's dates.
        name: The column of names of the events; by default a name is made of the kind, the actors and the place.
        says: The column of sentences for the claims; by default a sentence is made of all that is known.
        kind: The kind of all events, or the column of kinds. A battle has a side for each role in ``actors``.
        actors: The columns of actors, by role: ``{"attacker": "who", "target": {"name": "whom", "ucdp": "number"}}``.
        place: The column of places, or the columns of what a new place needs.
        quantities: The columns of numbers, by what they count: a measure of ``onto``, or a new one as a record.
            ``{measure: "dead"}`` for exact numbers, ``{measure: {"low": "min", "best": "best", "high": "max"}}``.
        identifiers: The columns of what other datasets call the event, by field of
            :class:`~afghanwar.events.EventIdentifiers`.
        new_actors: Which kind of actor a name that is not found becomes, or a function of the name that returns it.
        new_places: Which kind of place, likewise.
        onto: The dataset that has the actors, places and measures, such as ``load()``; the result has its records too.

    Returns:
        A dataset, checked, with the source, and for each row the claim ``"<source>/<key>"`` and the event
        ``"<source>-row-<key>"``.

    Raises:
        DatasetError: Rows cannot be read, or their records do not fit together. ``problems`` has every fault, with its
            column and the number of its row, which counts from 1 without the header.
        ValueError: The source is of another kind, or an argument has an unknown key.
        TypeError: ``rows`` is no table, such as a text or a data frame.
        UnknownRecordError: ``onto`` has no measure of that name.
    """
    if source.kind is not SourceKind.DATASET:
        raise ValueError(f"the source {quoted(source.id)} is of the kind {source.kind.value!r}; make it a dataset")
    base = Dataset.of([]) if onto is None else onto
    measures = {
        each if isinstance(each, Measure) else base.measures.find(each): columns for each, columns in quantities.items()
    }
    new: list[AnyRecord] = [] if source in base.sources else [source]
    base = Dataset.of([*new, *(measure for measure in measures if measure not in base.measures)], onto=base)
    table = Table(
        source=source,
        id=id,
        when=when,
        name=name,
        says=says,
        kind=kind,
        actors=actors,
        place=place,
        quantities=measures,
        identifiers=identifiers,
        known_actors=Actors(base.actors, source, new_actors),
        known_places=Places(base.places, source, new_places),
    )
    _check(table)
    reader = _Reader(table, base)
    reader.read(_rows(rows))
    return reader.dataset()


def _rows(rows: object) -> list[Any]:
    several = isinstance(rows, Iterable) and not isinstance(rows, str | bytes | Mapping)
    given = list(rows) if several else []  # type: ignore[call-overload]
    if not several or (given and not any(isinstance(row, Mapping) for row in given)):
        advice = "pass csv.DictReader(file), or of a frame what to_dicts() or to_dict('records') returns"
        raise TypeError(f"rows are mappings of columns to cells, not {quoted(given[0] if given else rows)}; {advice}")
    return given


def _check(table: Table) -> None:
    """Make sure that no argument lacks a key, or has one that would be ignored."""
    if isinstance(table.when, Mapping):
        check_keys("when", table.when, DateColumns)
        preset = PRESETS.get(table.when["vague"])
        if preset is None:
            raise ValueError(f"when['vague'] is {quoted(table.when['vague'])}; write one of {listed(list(PRESETS))}")
        if ("end" in table.when and not preset.has_end) or ("precision" in table.when and preset.column is None):
            what = "codes of precision" if preset.has_end else "end"
            raise ValueError(f"the dates of {table.when['vague']!r} have no {what}; leave that column out")
    for role, actor in table.actors.items():
        if isinstance(actor, Mapping):
            check_keys(f"actors[{role!r}]", actor, ActorColumns)
    if isinstance(table.place, Mapping):
        check_keys("place", table.place, PlaceColumns)
        given = [key for key in ("latitude", "longitude", "precision") if key in table.place]
        if len(given) in (1, 2):
            raise ValueError(f"place has only {' and '.join(given)}; give latitude, longitude and precision, or none")
    for numbers in table.quantities.values():
        if isinstance(numbers, Mapping):
            check_keys("quantities", numbers, NumberColumns)
    known = [field.name for field in attrs.fields(EventIdentifiers)]
    if unknown := [key for key in table.identifiers if key not in known]:
        raise ValueError(f"identifiers has the key {quoted(unknown[0])}; write one of {', '.join(known)}")


@attrs.define(eq=False)
class _Reader:
    """Makes records of all rows, and collects everything that is wrong."""

    table: Table
    base: Dataset
    records: list[AnyRecord] = attrs.field(factory=list, init=False)
    problems: list[Problem] = attrs.field(factory=list, init=False)
    numbers: dict[tuple[str, str], int] = attrs.field(factory=dict, init=False)
    """The number of the row that each record was made of."""

    def read(self, rows: list[Any]) -> None:
        """Read all rows, if the first has every column."""
        first = next((row for row in rows if isinstance(row, Mapping)), None)
        if first is None:
            self._report(0, "", "there are no rows; check how the table is read")
            return
        asked = (value for value in attrs.astuple(self.table, recurse=False) if not isinstance(value, Source))
        for column in dict.fromkeys(name for value in asked for name in names_in(value)):
            if column not in first:
                self._report(0, column, f"there is no such column; the table has {listed(list(first))}")
        if self.problems:
            return
        zones: set[str] = set()
        for number, row in enumerate(rows, 1):
            if isinstance(row, Mapping):
                self._read(number, row)
                zones.update(zones_of(row, self.table.when))
            else:
                self._report(number, "", f"{quoted(row)} is not a mapping of columns to cells; make it one")
        if len(zones) > 1:
            self._report(
                0, "when", f"the dates are in several time zones, {listed(sorted(zones))}; convert them to one"
            )

    def dataset(self) -> Dataset:
        """Return the dataset of the records that were made and of those that they refer to.

        Raises:
            DatasetError: Anything is wrong with rows or records.
        """
        records: list[AnyRecord] = [*self.table.known_actors.new.values(), *self.table.known_places.new.values()]
        for record in self.records:
            if record.id in self.base._shelves.of_kind(kind := kind_of(record).name):
                number = self.numbers[kind, record.id]
                self._report(number, self.table.id, f"the {kind} {record.id!r} is in the dataset already; drop the row")
            else:
                records.append(record)
        shelves = Shelves.of(records, self.base._shelves)
        # The types of their fields need no check, since they were made here.
        for problem in faults(shelves, records):
            number = self.numbers[problem.kind, problem.record]
            self._report(number, f"{problem.kind}.{problem.field}", f"{problem.record}: {problem.message}")
        if self.problems:
            raise DatasetError(sorted(self.problems, key=lambda problem: int(problem.record or 0)))
        return Dataset(shelves)

    def _read(self, number: int, row: Cells) -> None:
        actors, places = self.table.known_actors.new, self.table.known_places.new
        before = len(actors), len(places)
        made, faults = records_of(row, self.table)
        if None in row:  # What csv.DictReader does with more cells than there are columns.
            faults.append(("", f"the row has more cells than the table has columns: {quoted(row[None])}"))  # type: ignore[index]
        for field, message in faults:
            self._report(number, field, message)
        new: list[AnyRecord] = [
            *islice(reversed(actors.values()), len(actors) - before[0]),
            *islice(reversed(places.values()), len(places) - before[1]),
        ]
        if made is not None:
            same = self.numbers.get(("claim", made[0].id))
            if same is not None:
                key = quoted(row[self.table.id])
                self._report(number, self.table.id, f"{key} is also the key of the row {same}; drop one, or rename it")
                return
            new += made
            self.records += made
        self.numbers.update(((kind_of(record).name, record.id), number) for record in new)

    def _report(self, number: int, field: str, message: str) -> None:
        """Add a problem of a row; 0 is the table as a whole."""
        file = self.table.source.document.file
        kind, record = ("row", str(number)) if number else ("", "")
        self.problems.append(Problem(file=file, kind=kind, record=record, field=field, message=message))
