"""Matching: find the actors and places that a table names, and make new ones."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

import attrs

from afghanwar.actors import Actor, ActorId, ActorKind
from afghanwar.dataset.names import name_key
from afghanwar.dataset.shelf import Shelf
from afghanwar.documents import key_of
from afghanwar.errors import AmbiguousNameError, UnknownRecordError, either, listed, quoted
from afghanwar.intake.cells import BadCellError, call, cell_of, field_of, member_of, number_of, text_of
from afghanwar.intake.columns import ActorColumns, Cells, Column, NewActors, NewPlaces, PlaceColumns
from afghanwar.places import CoordinatePrecision, Coordinates, Identifiers, Place, PlaceId, PlaceKind
from afghanwar.sources import Source

_Given: TypeAlias = tuple[tuple[str, str], ...]
"""Pairs of a field and an identifier."""


def slug_of(text: str) -> str:
    """Make a slug for an id; ``""`` if the text has no letter of a-z and no digit.

    >>> slug_of("Hizb-i Islāmī (Khalis)")
    'hizb-i-islami-khalis'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def _free_id(text: str, source: Source, taken: Callable[[str], bool]) -> str:
    slug = slug_of(text) or f"named-in-{source.id}"
    numbered = (slug if number == 1 else f"{slug}-{number}" for number in range(1, 10**9))
    return next(id for id in numbered if not taken(id))


def _kind_of_new(
    asked: Any, name: str, kind: Any, noun: str, nearest: Callable[[str], tuple[str, ...]], field: str
) -> Any:
    """Return the kind of a new record with that name.

    Raises:
        BadCellError: No new record is asked for, or its kind is unknown.
    """
    argument = f"new_{noun}s"
    value = call(lambda _: asked(name), {}, argument) if callable(asked) else asked
    if value is None:
        found = nearest(name)
        near = f", such as {either(map(quoted, found))}" if found else ""
        raise BadCellError(field, f"no {noun} is called {quoted(name)}; give an id{near}, or pass {argument}")
    try:
        return kind(value)
    except ValueError:
        members = ", ".join(member.value for member in kind)
        raise BadCellError(argument, f"{quoted(value)} is unknown; use one of {members}") from None


@attrs.define(eq=False)
class Actors:
    """Finds actors by verified identifiers or else by name, and makes new ones if asked to.

    Attributes:
        shelf: The existing actors.
        source: The source of the table.
        asked: The kind of new actors to make.
        new: The new actors, by id.
    """

    shelf: Shelf[Actor]
    source: Source
    asked: NewActors
    new: dict[str, Actor] = attrs.field(factory=dict, init=False)
    _named: dict[str, Actor] = attrs.field(factory=dict, init=False)
    _identified: dict[tuple[str, str], Actor] = attrs.field(factory=dict, init=False)
    _known: dict[tuple[object, _Given], Actor] = attrs.field(factory=dict, init=False)
    _nearest: Callable[[str], tuple[str, ...]] = attrs.field(init=False)

    @_nearest.default
    def _nearest_of_shelf(self) -> Callable[[str], tuple[str, ...]]:
        # Many rows may have the same unknown name, and finding similar names is slow.
        return cache(self.shelf.nearest)

    def of(self, row: Cells, columns: Column | ActorColumns, argument: str) -> Iterator[Actor]:
        """Yield the actors that the cells of a row name.

        Raises:
            BadCellError: A name or an identifier is ambiguous, or the two contradict each other, or there is no such
                actor and none is to be made.
        """
        spec: ActorColumns = columns if isinstance(columns, Mapping) else {"name": columns}
        name = spec["name"]
        field = field_of(name, argument)
        value = cell_of(row, name, argument)
        names = list(value) if isinstance(value, list | tuple) else [value]
        given = tuple(self._given(row, spec, argument)) if len(names) == 1 else ()
        if names != [None] or given:
            for each in names:
                yield self._find(each if each is None or isinstance(each, Actor) else str(each).strip(), given, field)

    def _given(self, row: Cells, spec: ActorColumns, argument: str) -> Iterator[tuple[str, str]]:
        for field, column in spec.items():
            if field != "name":
                value = cell_of(row, column, f"{argument}.{field}")  # type: ignore[arg-type]
                if value is not None:
                    yield field, key_of(value)

    def _find(self, name: str | Actor | None, given: _Given, field: str) -> Actor:
        key = (name, given)
        if key not in self._known:
            self._known[key] = self._found(name, given, field)
        return self._known[key]

    def _found(self, name: str | Actor | None, given: _Given, field: str) -> Actor:
        identified = {actor.id: actor for pair in given for actor in self._identified_by(*pair)}
        named = {} if name is None else {actor.id: actor for actor in self._named_by(name, field)}
        both = identified.keys() & named.keys()
        if len(identified) == 1:
            return next(iter(identified.values()))
        if len(both) == 1:
            return identified[both.pop()]
        shown = " and ".join(f"{field} {value}" for field, value in given)
        if identified:
            advice = "give the id of the right one as the name"
            raise BadCellError(field, f"{shown} belongs to {listed(sorted(identified))}; {advice}")
        if len(named) == 1:
            return self._without_contradiction(next(iter(named.values())), given, field)
        if named:
            advice = "give the id of the right one"
            raise BadCellError(field, f"{quoted(name)} is a name of {listed(sorted(named))}; {advice}")
        if not isinstance(name, str):
            raise BadCellError(field, f"no actor has {shown or f'the id {name.id!r}' if name else shown}; give a name")
        return self._made(name, given, field)

    def _identified_by(self, field: str, value: str) -> tuple[Actor, ...]:
        new = self._identified.get((field, value.upper()))
        if new is not None:
            return (new,)
        try:
            return (self.shelf.by_identifier(field, value),)
        except UnknownRecordError:
            return ()
        except AmbiguousNameError as error:
            return tuple(self.shelf[id] for id in error.candidates)

    def _named_by(self, name: str | Actor, field: str) -> tuple[Actor, ...]:
        if isinstance(name, Actor):
            return self.shelf.candidates(name)
        new = self._named.get(name_key(name))
        # Without its article, or in the plural, the name might be that of another actor.
        return self.shelf.candidates(name, loosely=False) or (() if new is None else (new,))

    def _without_contradiction(self, actor: Actor, given: _Given, field: str) -> Actor:
        for name, value in given:
            known = getattr(actor.identifiers, name)
            if known is not None:
                fault = f"the name means {actor.id!r}, whose {name} is {known}, not {value}"
                raise BadCellError(field, f"{fault}; correct the name or the {name}")
        return actor

    def _made(self, name: str, given: _Given, field: str) -> Actor:
        kind = _kind_of_new(self.asked, name, ActorKind, "actor", self._nearest, field)
        id = _free_id(name, self.source, lambda id: id in self.shelf or id in self.new)
        actor = Actor(
            id=ActorId(id),
            name=name,
            kind=kind,
            description=f"An actor in {self.source.title}.",
            identifiers=_identifiers(given, field),
        )
        self.new[id] = self._named[name_key(name)] = actor
        self._identified.update(((field, value.upper()), actor) for field, value in given)
        return actor


def _identifiers(given: _Given, field: str) -> Identifiers:
    values: dict[str, Any] = {}
    for name, value in given:
        numeric = name in ("ucdp", "gw", "cow")
        if numeric and not value.isdecimal():
            raise BadCellError(field, f"the {name} {quoted(value)} is not a number; fix it, or leave it out")
        values[name] = int(value) if numeric else value
    return Identifiers(**values)


@attrs.define(eq=False)
class Places:
    """Finds places by name, and makes new ones if asked to.

    Attributes:
        shelf: The existing places.
        source: The source of the table.
        asked: The kind of new places to make.
        new: The new places, by id.
    """

    shelf: Shelf[Place]
    source: Source
    asked: NewPlaces
    new: dict[str, Place] = attrs.field(factory=dict, init=False)
    _made_of: dict[tuple[object, ...], Place] = attrs.field(factory=dict, init=False)
    _found: dict[str | Place, tuple[Place, ...]] = attrs.field(factory=dict, init=False)
    _nearest: Callable[[str], tuple[str, ...]] = attrs.field(init=False)

    @_nearest.default
    def _nearest_of_shelf(self) -> Callable[[str], tuple[str, ...]]:
        return cache(self.shelf.nearest)

    def of(self, row: Cells, columns: Column | PlaceColumns, key: str) -> Place | None:
        """Return the place that the cells of a row name; ``None`` if they are empty.

        Raises:
            BadCellError: The name is ambiguous, or there is no such place and none is to be made.
        """
        spec: PlaceColumns = columns if isinstance(columns, Mapping) else {"name": columns}
        field = field_of(spec["name"], "place")
        value = cell_of(row, spec["name"], "place")
        if value is None:
            return None
        name = value if isinstance(value, Place) else str(value).strip()
        found = self._called(name, field)
        if found is not None:
            return found
        if isinstance(name, Place):
            raise BadCellError(field, f"no place has the id {name.id!r}; add it to the dataset")
        kind = _kind_of_new(self.asked, name, PlaceKind, "place", self._nearest, field)
        return self._new(name, kind, self._within(row, spec), self._point(row, spec), key)

    def _called(self, name: str | Place, field: str) -> Place | None:
        if name not in self._found:
            self._found[name] = self.shelf.candidates(name, loosely=False)
        found = self._found[name]
        if len(found) > 1:
            ids = listed([place.id for place in found])
            raise BadCellError(field, f"{quoted(name)} is a name of {ids}; give the id of the right one")
        return found[0] if found else None

    def _within(self, row: Cells, spec: PlaceColumns) -> PlaceId | None:
        name = text_of(row, spec["within"], "place.within") if "within" in spec else None
        if name is None:
            return None
        field = field_of(spec["within"], "place.within")
        found = self._called(name, field)
        if found is None:
            raise BadCellError(field, f"no place is called {quoted(name)}; give the id of an existing place")
        return found.id

    def _point(self, row: Cells, spec: PlaceColumns) -> tuple[float, float, CoordinatePrecision] | None:
        if "latitude" not in spec:
            return None
        latitude = number_of(row, spec["latitude"], "place.latitude")
        longitude = number_of(row, spec["longitude"], "place.longitude")
        precision = member_of(row, spec["precision"], "place.precision", CoordinatePrecision)
        if latitude is None and longitude is None:
            return None
        if latitude is None or longitude is None or precision is None:
            missing = "latitude" if latitude is None else "longitude" if longitude is None else "precision"
            raise BadCellError("place", f"the coordinates have no {missing}; write all three, or none")
        return float(latitude), float(longitude), precision

    def _new(
        self,
        name: str,
        kind: PlaceKind,
        within: PlaceId | None,
        point: tuple[float, float, CoordinatePrecision] | None,
        key: str,
    ) -> Place:
        # Two places with one name may have different coordinates.
        made_of = (name_key(name), within, point)
        if made_of not in self._made_of:
            id = _free_id(name, self.source, lambda id: id in self.shelf or id in self.new)
            at = None
            if point is not None:
                gazetteer = f"{self.source.title}: {key}"
                at = Coordinates(latitude=point[0], longitude=point[1], precision=point[2], source=gazetteer)
            place = Place(id=PlaceId(id), name=name, kind=kind, within=within, coordinates=at)
            self.new[id] = self._made_of[made_of] = place
        return self._made_of[made_of]
