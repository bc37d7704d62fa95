"""Columns: what the arguments of ``from_rows`` take, light enough to be imported at every start."""

from collections.abc import Callable, Mapping
from typing import Any, Required, TypeAlias, TypedDict

from afghanwar.actors import ActorKind
from afghanwar.places import CoordinatePrecision, PlaceKind
from afghanwar.timespan.precision import Vague

Cells: TypeAlias = Mapping[str, Any]
"""A row of a table: its cells, by column."""

Column: TypeAlias = str | Callable[[Cells], Any]
"""The name of a column, or a function that makes its cell from the other cells of a row."""

NewActors: TypeAlias = ActorKind | str | Callable[[str], ActorKind | str | None] | None
"""The kind of the actors that a table adds, or a function of a name that returns it; ``None`` for no such actor."""

NewPlaces: TypeAlias = PlaceKind | str | Callable[[str], PlaceKind | str | None] | None
"""The kind of the places that a table adds, likewise."""


class DateColumns(TypedDict, total=False):
    """Which columns say when, in a table of another publisher; as for ``frames.with_bounds``.

    ``vague`` says whose table it is, and so how vague its dates are: ``"ucdp"``, ``"acled"`` or ``"ftm"``, as
    :data:`~afghanwar.timespan.precision.PRESETS` explains. ``"ftm"`` is also for a start and an end of your own.
    """

    vague: Required[Vague]
    start: Required[Column]
    end: Column
    precision: Column


class ActorColumns(TypedDict, total=False):
    """Which columns say who: a name, and identifiers, which count first.

    A cell of ``name`` has one name, id or actor, or several in a list; identifiers count where it has one.
    """

    name: Required[Column]
    wikidata: Column
    ucdp: Column
    gw: Column
    cow: Column
    iso3: Column


class PlaceColumns(TypedDict, total=False):
    """Which columns say where: a name or an id; and for a place that is new, what it lies in and its coordinates.

    ``latitude``, ``longitude`` and ``precision`` are given together.
    """

    name: Required[Column]
    within: Column
    latitude: Column
    longitude: Column
    precision: Column | CoordinatePrecision


class NumberColumns(TypedDict, total=False):
    """Which columns have a number: the least and the most that it may be, and the table's own estimate."""

    low: Column
    high: Column
    best: Column
