"""Columns: the types of the arguments of ``from_rows``, in a module that is fast to import."""

from collections.abc import Callable, Mapping
from typing import Any, Required, TypeAlias, TypedDict

from afghanwar.actors import ActorKind
from afghanwar.places import CoordinatePrecision, PlaceKind
from afghanwar.timespan.precision import PresetName

Cells: TypeAlias = Mapping[str, Any]
"""A row of a table: its cells by column."""

Column: TypeAlias = str | Callable[[Cells], Any]
"""The name of a column, or a function that computes the value from the cells of a row."""

NewActors: TypeAlias = ActorKind | str | Callable[[str], ActorKind | str | None] | None
"""The kind of the actors that a table adds, or a function that returns it for a name; ``None`` to add no actor."""

NewPlaces: TypeAlias = PlaceKind | str | Callable[[str], PlaceKind | str | None] | None
"""The kind of the places that a table adds, in the same way."""


class DateColumns(TypedDict, total=False):
    """The columns of dates in the table of another publisher, as for ``frames.with_bounds``.

    ``preset`` names the publisher's convention, which decides how precise its dates are: ``"ucdp"``, ``"acled"`` or
    ``"ftm"``; see :data:`~afghanwar.timespan.precision.PRESETS`. ``"ftm"`` also fits start and end dates of your own.
    """

    preset: Required[PresetName]
    start: Required[Column]
    end: Column
    precision: Column


class ActorColumns(TypedDict, total=False):
    """The columns of actors: a name, and identifiers, which take precedence over the name.

    A cell of ``name`` has one name, id or actor, or several in a list; identifiers are used only if it has one.
    """

    name: Required[Column]
    wikidata: Column
    ucdp: Column
    gw: Column
    cow: Column
    iso3: Column


class PlaceColumns(TypedDict, total=False):
    """The columns of places: a name or an id; for a new place, also the place that it is within, and its coordinates.

    Give ``latitude``, ``longitude`` and ``precision`` together, or none of them.
    """

    name: Required[Column]
    within: Column
    latitude: Column
    longitude: Column
    precision: Column | CoordinatePrecision


class NumberColumns(TypedDict, total=False):
    """The columns of a number: the least and the most that it may be, and the table's own estimate."""

    low: Column
    high: Column
    best: Column
