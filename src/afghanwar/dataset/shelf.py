"""Shelves: the records of one kind, in the order of their ids."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from operator import index
from types import MappingProxyType
from typing import Any, Generic, Self, SupportsIndex, overload

import attrs
from typing_extensions import TypeVar

from afghanwar.actors import Actor
from afghanwar.claims import Claim
from afghanwar.dataset.names import Named, Names
from afghanwar.disagreements import Disagreement
from afghanwar.errors import AmbiguousNameError, DatasetError, Problem, UnknownRecordError, quoted
from afghanwar.events import Event, EventIdentifiers
from afghanwar.kinds import SHELVES, AnyRecord, kind_of
from afghanwar.measures import Measure
from afghanwar.places import Identifiers, Place
from afghanwar.relationships import Relationship
from afghanwar.sources import Source

R = TypeVar("R", bound=Named, covariant=True)
"""The kind of record that a shelf holds; a shelf of battles is also one of events."""


@attrs.frozen(eq=False, repr=False, slots=False)
class Shelf(Generic[R]):
    """The records of one kind, read-only, in the order of their ids.

    ``len(shelf)``, ``for record in shelf``, ``id in shelf``, ``record in shelf``, ``shelf[id]`` and slices such as
    ``shelf[:10]`` work as for a mapping and a tuple. Its records are loaded lazily, on first use.

    Args:
        kind: The kind of its records, for messages: ``"actor"``.
        fill: Returns the records, in any order; called on first use.

    Raises:
        DatasetError: On first use, if two records have the same id.
    """

    kind: str
    _fill: Callable[[], Iterable[R]]

    @property
    def _by_id(self) -> Mapping[str, R]:
        # Several threads may fill it at once; the records of one of them are kept.
        filled: Mapping[str, R] | None = self.__dict__.get("filled")
        return self.__dict__.setdefault("filled", self._filled()) if filled is None else filled

    def _filled(self) -> Mapping[str, R]:
        found: dict[str, R] = {}
        repeated: dict[str, None] = {}
        for record in self._fill():
            if record.id in found:
                repeated[record.id] = None
            found[record.id] = record
        if repeated:
            raise DatasetError([duplicate_id(self.kind, id) for id in sorted(repeated)])
        return MappingProxyType(dict(sorted(found.items())))

    @cached_property
    def _names(self) -> Names:
        return Names(self)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[R]:
        return iter(self._by_id.values())

    def __contains__(self, item: object) -> bool:
        """Return whether a record, or a record with an id, is on this shelf."""
        if isinstance(item, str):
            return item in self._by_id
        return attrs.has(type(item)) and self._by_id.get(getattr(item, "id", "")) == item

    @overload
    def __getitem__(self, key: str) -> R: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[R, ...]: ...
    def __getitem__(self, key: str | slice) -> R | tuple[R, ...]:
        """Return the record with an id, or a slice of the records; use :meth:`find` for a name.

        Raises:
            UnknownRecordError: No record has that id.
            TypeError: The key is neither an id nor a slice.
        """
        if isinstance(key, slice):
            return tuple(self)[key]
        if not isinstance(key, str):
            raise TypeError(f"a shelf takes an id or a slice, not {quoted(key)}; to index by position, use shelf[:1]")
        try:
            return self._by_id[key]
        except KeyError:
            raise UnknownRecordError(self.kind, key, self._names.nearest(key)) from None

    @cached_property
    def by_name(self) -> "ByName[R]":
        """The records by name, with completion in notebooks: ``shelf.by_name["Mullah Omar"]``."""
        return ByName(self)

    def get(self, id: str) -> R | None:
        """Return the record with an id, or ``None`` if there is none."""
        return self._by_id.get(id)

    def find(self, ref: "str | Named") -> R:
        """Find the one record with an id, a name or a verified identifier.

        A text is looked up as an id; then as a name exactly as written, a Wikidata item (``"Q889"``) or an ISO code
        (``"AFG"``); then as a name by its letters and digits only, without case and accents; and last without a
        leading article, a possessive ending, an English plural, the title of a person, or an official style such as
        "Republic of". The first step that finds a record decides.

        Args:
            ref: A record of this kind, its id, its name, an alias, or its Wikidata item or ISO code.

        Returns:
            The record.

        Raises:
            UnknownRecordError: No record has that id or name; the error suggests up to three.
            AmbiguousNameError: More than one record has that name; the error lists them.
            TypeError: The argument is neither a string nor a record, or it is a record of another kind whose id a
                record of this kind has, too.
        """
        found = self.candidates(ref)
        if not found:
            text = ref if isinstance(ref, str) else ref.id
            raise UnknownRecordError(self.kind, text, self._names.nearest(text))
        if len(found) > 1:
            raise AmbiguousNameError(self.kind, str(ref), [record.id for record in found])
        return found[0]

    def candidates(self, ref: "str | Named", *, loosely: bool = True) -> tuple[R, ...]:
        """Return the records that :meth:`find` chooses among: at most one for an id or a record.

        Args:
            ref: As for :meth:`find`.
            loosely: Whether to try a name without its article, plural, title or style if nothing else is found.

        Raises:
            TypeError: The argument is neither a string nor a record, or it is a record of another kind whose id a
                record of this kind has, too.
        """
        if isinstance(ref, str):
            record = self.get(ref)
            if record is not None:
                return (record,)
            found = self._names.match_exactly(ref) or (self._names.match_loosely(ref) if loosely else ())
            return tuple(self._by_id[id] for id in found)
        id = getattr(ref, "id", None)
        record = self.get(id) if isinstance(id, str) else None
        if isinstance(id, str) and record is None:
            return ()
        if record is None or type(record) is not type(ref):
            raise TypeError(f"expected an id, a name or a record of kind {self.kind!r}, not {quoted(ref)}")
        # Not the given record, which may be a restricted one from a view.
        return (record,)

    def by_identifier(self, field: str, value: str | SupportsIndex) -> R:
        """Find the record that has an identifier in another dataset.

        Args:
            field: A field of :class:`~afghanwar.places.Identifiers`: ``"wikidata"``, ``"ucdp"``, ``"gw"``, ...; for an
                event, of :class:`~afghanwar.events.EventIdentifiers`.
            value: The identifier; a number may also be given as a string.

        Returns:
            The record.

        Raises:
            UnknownRecordError: No record has that identifier.
            AmbiguousNameError: More than one record has it, as governments of one state may; the error lists them.
            ValueError: There is no such field.
            TypeError: The value is neither a string nor an integer.
        """
        known = EventIdentifiers if self.kind in ("event", "battle") else Identifiers
        fields = [each.name for each in attrs.fields(known)]
        if field not in fields:
            raise ValueError(f"{quoted(field)} is not an identifier; use one of {', '.join(map(quoted, fields))}")
        if not isinstance(value, str | SupportsIndex):
            raise TypeError(f"expected a string or an integer, not {quoted(value)}")
        text = value if isinstance(value, str) else str(index(value))
        found = self._names.by_identifier(field, text)
        if not found:
            raise UnknownRecordError(self.kind, text, field=field)
        if len(found) > 1:
            raise AmbiguousNameError(self.kind, text, found, field)
        return self._by_id[found[0]]

    def search(self, text: str) -> tuple[R, ...]:
        """Return every record that a text may mean, the most likely first.

        Args:
            text: A name or a part of one, in any spelling.

        Returns:
            The records that :meth:`find` chooses among; then those with a name that has all the words of the text, with
            a very similar name, with a name whose words are all in the text, with a name in which a word begins with
            the text, and with a similar name. Within each group the fewest other words come first, or the most similar,
            then the lower id. Empty if nothing is similar.
        """
        return tuple(self._by_id[id] for id in self._names.search(text))

    def nearest(self, text: str) -> tuple[str, ...]:
        """Return the ids of the first three records that :meth:`search` finds, for an error message."""
        return self._names.nearest(text)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._by_id)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.kind, partial(tuple, tuple(self)))

    def __repr__(self) -> str:
        return f"<{len(self)} records of kind {self.kind!r}>"


@attrs.frozen(eq=False, repr=False)
class ByName(Generic[R]):
    """The records of a shelf by name: ``by_name[name]`` is the same as :meth:`Shelf.find`."""

    _shelf: Shelf[R]

    def __getitem__(self, name: str) -> R:
        """Return the one record with a name."""
        return self._shelf.find(name)

    def _ipython_key_completions_(self) -> list[str]:
        return sorted({name for record in self._shelf for name in record.names})

    def __repr__(self) -> str:
        return f"<the names of {self._shelf!r}>"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Shelves:
    """One shelf per kind of record, not validated.

    Attributes:
        sources: The published works.
        claims: What the sources say.
        actors: Who acts or speaks in the sources.
        places: Where things happened.
        measures: What the quantities of claims count.
        events: What happened, battles included.
        relationships: What held between two actors.
        disagreements: The questions that the sources answer differently.
    """

    sources: Shelf[Source]
    claims: Shelf[Claim]
    actors: Shelf[Actor]
    places: Shelf[Place]
    measures: Shelf[Measure]
    events: Shelf[Event]
    relationships: Shelf[Relationship]
    disagreements: Shelf[Disagreement]

    @classmethod
    def of(cls, records: Iterable[AnyRecord], onto: "Shelves | None" = None) -> Self:
        """Sort records onto shelves.

        Args:
            records: Records of any kinds, in any order.
            onto: Shelves whose records are included.

        Raises:
            TypeError: One of them is not a record.
        """
        rows: dict[str, list[Any]] = {name: [] for name in SHELVES}
        for record in records:
            rows[kind_of(record).name].append(record)
        return cls(
            **{
                shelf: Shelf(name, partial(_joined, None if onto is None else getattr(onto, shelf), rows[name]))
                for name, shelf in SHELVES.items()
            }
        )

    @property
    def all(self) -> tuple[Shelf[AnyRecord], ...]:
        """Every shelf, in the order of the kinds."""
        return tuple(getattr(self, shelf) for shelf in SHELVES.values())

    def of_kind(self, kind: str) -> Shelf[Any]:
        """Return the shelf of a kind, by the name of the kind."""
        shelf: Shelf[Any] = getattr(self, SHELVES[kind])
        return shelf


def _joined(shelf: Shelf[R] | None, records: list[R]) -> list[R]:
    return records if shelf is None else [*shelf, *records]


def duplicate_id(kind: str, id: str) -> Problem:
    """Return the problem about two records of a kind with the same id."""
    return Problem(kind=kind, record=id, message=f"more than one {kind} has this id; remove or rename all but one")
