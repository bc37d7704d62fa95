"""Reading: read all rows of a table, and collect all faults."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import attrs

from afghanwar.dataset.dataset import Dataset, require_dataset
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.shelf import Shelves
from afghanwar.errors import DatasetError, Problem, listed, quoted
from afghanwar.events import EventIdentifiers
from afghanwar.intake.cells import check_keys, names_in, zones_of
from afghanwar.intake.columns import (
    ActorColumns,
    Cells,
    Column,
    DateColumns,
    NewActors,
    NewPlaces,
    NumberColumns,
    PlaceColumns,
)
from afghanwar.intake.matching import Actors, Places
from afghanwar.intake.records import Table, records_of
from afghanwar.kinds import AnyRecord, kind_of
from afghanwar.measures import Measure
from afghanwar.sources import Source, SourceKind
from afghanwar.timespan.precision import preset_of


def read_rows(
    rows: object,
    *,
    source: Source,
    quantities: Mapping[Measure | str, Column | NumberColumns],
    new_actors: NewActors,
    new_places: NewPlaces,
    onto: Dataset | None,
    **columns: Any,
) -> Dataset:
    """Implement :func:`~afghanwar.intake.events.from_rows`, with the same arguments."""
    if source.kind is not SourceKind.DATASET:
        raise ValueError(f"the source {quoted(source.id)} has the kind {source.kind.value!r}; make it a dataset")
    base = Dataset.of([]) if onto is None else require_dataset(onto)
    measures = {
        each if isinstance(each, Measure) else base.measures.find(each): columns for each, columns in quantities.items()
    }
    new: list[AnyRecord] = [] if source in base.sources else [source]
    base = Dataset.of([*new, *(measure for measure in measures if measure not in base.measures)], onto=base)
    table = Table(
        source=source,
        quantities=measures,
        known_actors=Actors(base.actors, source, new_actors),
        known_places=Places(base.places, source, new_places),
        **columns,
    )
    _check(table)
    reader = _Reader(table, base)
    reader.read(_rows(rows))
    return reader.dataset()


def _rows(rows: object) -> list[Any]:
    several = isinstance(rows, Iterable) and not isinstance(rows, str | bytes | Mapping)
    given = list(rows) if several else []  # type: ignore[call-overload]
    if not several or (given and not any(isinstance(row, Mapping) for row in given)):
        advice = "pass csv.DictReader(file), or to_dicts() or to_dict('records') of a data frame"
        raise TypeError(f"rows are mappings of columns to cells, not {quoted(given[0] if given else rows)}; {advice}")
    return given


def _check(table: Table) -> None:
    """Check that no argument lacks a key, or has one that would be ignored."""
    if isinstance(table.when, Mapping):
        check_keys("when", table.when, DateColumns)
        preset_of(table.when["preset"], end="end" in table.when, code="precision" in table.when)
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
        raise ValueError(f"identifiers has the key {quoted(unknown[0])}; use one of {', '.join(known)}")


@attrs.define(eq=False)
class _Reader:
    """Makes records from all rows, and collects all faults."""

    table: Table
    base: Dataset
    records: list[AnyRecord] = attrs.field(factory=list, init=False)
    problems: list[Problem] = attrs.field(factory=list, init=False)
    numbers: dict[tuple[str, str], int] = attrs.field(factory=dict, init=False)
    """The number of the row from which each record was made."""

    def read(self, rows: list[Any]) -> None:
        """Read all rows, unless the first lacks a column."""
        first = next((row for row in rows if isinstance(row, Mapping)), None)
        if first is None:
            self._report(0, "", "the table has no rows; check how it is read")
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
        """Return the dataset of the new records and the base.

        Raises:
            DatasetError: There are faults in rows or records.
        """
        records: list[AnyRecord] = [*self.table.known_actors.new.values(), *self.table.known_places.new.values()]
        for record in self.records:
            if record.id in self.base._shelves.of_kind(kind := kind_of(record).name):
                number = self.numbers[kind, record.id]
                self._report(number, self.table.id, f"the {kind} {record.id!r} is in the dataset already; drop the row")
            else:
                records.append(record)
        shelves = Shelves.of(records, self.base._shelves)
        # Field types need no check, because the records were made here.
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
        if None in row:  # csv.DictReader puts surplus cells under None.
            faults.append(("", f"the row has more cells than columns: {quoted(row[None])}; fix it"))  # type: ignore[index]
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
                self._report(number, self.table.id, f"{key} is also the key of row {same}; drop one, or rename it")
            else:
                new += made
                self.records += made
        self.numbers.update(((kind_of(record).name, record.id), number) for record in new)

    def _report(self, number: int, field: str, message: str) -> None:
        """Add a problem of a row; 0 is the whole table."""
        file = self.table.source.document.file
        kind, record = ("row", str(number)) if number else ("", "")
        self.problems.append(Problem(file=file, kind=kind, record=record, field=field, message=message))
