"""Events: the rows of a table as a dataset of claims and events."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from afghanwar.dataset.dataset import Dataset
from afghanwar.events import EventKind
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
from afghanwar.measures import Measure
from afghanwar.sources import Source

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
    """Make a claim and an event from each row of a table; if any row has a fault, nothing is made.

    An empty cell means that nothing is known; any other cell that cannot be read is a fault. An actor is found by its
    identifiers, or else by its id or name, in any spelling; a place by its id or name. A name that is not found is a
    fault, unless ``new_actors`` or ``new_places`` asks for a new record.

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
        source: The source of the table, of the kind ``DATASET``. Its document is the table as a CSV file; make it with
            :func:`~afghanwar.documents.read.document_of`. ``afghanwar check`` looks up the rows in that file.
        id: The column that identifies the rows.
        when: The column of times, which are EDTF strings or days; or the columns of another publisher's dates.
        name: The column of event names; by default a name is made from the kind, the actors and the place.
        says: The column of sentences for the claims; by default a sentence is made from all values of the row.
        kind: The kind of all events, or the column of kinds. A battle has a side for each role in ``actors``.
        actors: The columns of actors, by role: ``{"attacker": "who", "target": {"name": "whom", "ucdp": "number"}}``.
        place: The column of places, or the columns of what a new place needs.
        quantities: The columns of numbers, by measure: a measure of ``onto``, or a new one as a record.
            ``{measure: "dead"}`` for exact numbers, ``{measure: {"low": "min", "high": "max", "best": "best"}}``
            for bounds and an estimate.
        identifiers: The columns of the event's ids in other datasets, by field of
            :class:`~afghanwar.events.EventIdentifiers`.
        new_actors: The kind of the new actor to make if a name is not found, or a function that returns it for a name.
        new_places: The kind of the new place, in the same way.
        onto: The dataset that has the actors, places and measures, such as ``load()``; the result has its records too.

    Returns:
        The dataset, which was checked, with the source, and for each row the claim ``"<source>/<key>"`` and the event
        ``"<source>-row-<key>"``.

    Raises:
        DatasetError: Rows cannot be read, or their records do not fit together. ``problems`` has every fault, with its
            column and the number of its row, counted from 1 without the header.
        ValueError: The source is of another kind, or an argument has an unknown key.
        TypeError: ``rows`` is not an iterable of mappings, but for example a string or a data frame; or ``onto`` is not
            a dataset.
        UnknownRecordError: ``onto`` has no measure of that name.
        AmbiguousNameError: It has more than one.
    """
    # Imported here, because it takes a tenth of the start-up time, and few programs read tables.
    from afghanwar.intake.reading import read_rows

    return read_rows(
        rows,
        source=source,
        id=id,
        when=when,
        name=name,
        says=says,
        kind=kind,
        actors=actors,
        place=place,
        quantities=quantities,
        identifiers=identifiers,
        new_actors=new_actors,
        new_places=new_places,
        onto=onto,
    )
