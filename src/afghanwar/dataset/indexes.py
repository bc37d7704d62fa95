"""Indexes: records in the order in which queries return them, and the positions of those that match."""

from collections.abc import Callable, Iterable, Mapping, Set
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Generic

import attrs
from typing_extensions import TypeVar

from afghanwar.claims import Claim, source_of
from afghanwar.dataset.chronology import Chronology
from afghanwar.dataset.names import Named
from afghanwar.dataset.shelf import Shelf, Shelves
from afghanwar.disagreements import Disagreement
from afghanwar.events import Event
from afghanwar.relationships import Relationship
from afghanwar.timespan.bounds import FUTURE, PAST
from afghanwar.timespan.intervals import Intervals
from afghanwar.timespan.worlds import UNDATED, Worlds

if TYPE_CHECKING:
    from afghanwar.dataset.texts import Texts

R = TypeVar("R", bound=Named)
T = TypeVar("T", Event, Relationship)


@attrs.frozen(eq=False, repr=False, slots=False)
class Index(Generic[R]):
    """The records of one kind in the order in which queries return them; its methods use their positions.

    Attributes:
        records: The records in that order.
        worlds_of: The possible and told worlds of a record.
        ids: For each field by which records are found, the ids that a record names in it.
    """

    records: tuple[R, ...]
    worlds_of: Callable[[R], Worlds]
    ids: Mapping[str, Callable[[R], Iterable[str | None]]]
    _postings: dict[str, Mapping[str, Set[int]]] = attrs.field(factory=dict, init=False)

    @cached_property
    def worlds(self) -> tuple[Worlds, ...]:
        """The possible and told worlds of each record."""
        return tuple(map(self.worlds_of, self.records))

    @cached_property
    def told(self) -> Intervals:
        """The days on which each record may be possible or certain: its reach; without a reach, its limits."""
        return Intervals.of(map(_days_told, self.worlds))

    @cached_property
    def untold(self) -> Set[int]:
        """The records without a reach. Their worlds need not be looked up one by one, which is slow among millions."""
        return frozenset(at for at, each in enumerate(self.worlds) if each.told is None)

    @cached_property
    def possible(self) -> Intervals:
        """The days that the limits of each record allow."""
        return Intervals.of((each.possible.earliest_start, each.possible.latest_end) for each in self.worlds)

    def where(self, field: str, ids: Iterable[str]) -> Set[int]:
        """Return the positions of the records that name at least one of some ids in a field."""
        postings = self._postings.get(field)
        if postings is None:
            found: dict[str, set[int]] = {}
            for position, record in enumerate(self.records):
                for id in self.ids[field](record):
                    if id is not None:
                        found.setdefault(id, set()).add(position)
            # Two threads may build it at once; both get the one that is kept.
            postings = self._postings.setdefault(field, found)
        sets = [postings[id] for id in ids if id in postings]
        return sets[0] if len(sets) == 1 else set().union(*sets)


def _days_told(worlds: Worlds) -> tuple[date, date] | None:
    if worlds.reach is not None:
        return worlds.reach
    # Without a reach nothing is possible, but limits can make something certain: "began before 2001, ended after 2005".
    bounds = worlds.possible
    bounded = bounds.latest_start != FUTURE or bounds.earliest_end != PAST
    return (bounds.earliest_start, bounds.latest_end) if bounded else None


@attrs.frozen(eq=False, repr=False, slots=False)
class Indexes:
    """The indexes of a dataset, each built on first use."""

    _shelves: Shelves
    _chronology: Chronology

    @cached_property
    def claims(self) -> Index[Claim]:
        """Claims by source, then in the order of their passages or rows; those of one passage by id."""
        ordered = sorted(self._shelves.claims, key=lambda claim: (claim.source, *claim.locator.sort_key, claim.id))
        return Index(
            tuple(ordered),
            lambda claim: UNDATED if claim.when is None else claim.when.worlds,
            {
                "source": lambda claim: (claim.source,),
                "actor": lambda claim: claim.actors,
                "place": lambda claim: claim.places,
                "measure": lambda claim: (quantity.measure for quantity in claim.quantities),
                "speaker": lambda claim: (claim.attributed_to,),
            },
        )

    @cached_property
    def texts(self) -> "Texts":
        """The full-text index of the claims, by their positions in :attr:`claims`."""
        # Imported here, with SQLite, because few programs search for words.
        from afghanwar.dataset.texts import Texts

        return Texts(self.claims.records)

    @cached_property
    def claim_positions(self) -> Mapping[str, int]:
        """The position of each claim in :attr:`claims`."""
        return {claim.id: position for position, claim in enumerate(self.claims.records)}

    @cached_property
    def events(self) -> Index[Event]:
        """Events by the first day of their reach, then the last, then id; those without a reach last."""
        return Index(
            tuple(sorted(self._shelves.events, key=self._by_reach)),
            lambda event: self._chronology.times(event).worlds,
            {
                "actor": lambda event: (each.actor for each in event.participants),
                "place": lambda event: event.places,
                "source": _sources_of,
            },
        )

    @cached_property
    def relationships(self) -> Index[Relationship]:
        """Relationships, in the same order as events."""
        return Index(
            tuple(sorted(self._shelves.relationships, key=self._by_reach)),
            lambda tie: self._chronology.times(tie).worlds,
            {"actor": lambda tie: (tie.subject, tie.object), "source": _sources_of},
        )

    @cached_property
    def _by_source(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The ids of the events and of the relationships for which each source gives evidence."""
        return {
            shelf.kind: _inverted((record.id, _sources_of(record)) for record in shelf)
            for shelf in (self._shelves.events, self._shelves.relationships)
        }

    def evidenced_by(self, shelf: Shelf[T], sources: Iterable[str]) -> list[T]:
        """Return the events or the relationships for which at least one of some sources gives evidence."""
        found = self._by_source[shelf.kind]
        return [shelf[id] for id in dict.fromkeys(id for source in sources for id in found.get(source, ()))]

    def answered_by(self, sources: Iterable[str]) -> list[Disagreement]:
        """Return the disagreements in which at least one of some sources takes a position."""
        ids = {id for claim in self.claims_of(sources) for id in self.disagreements.get(claim.id, ())}
        return [self._shelves.disagreements[id] for id in ids]

    def claims_of(self, sources: Iterable[str]) -> list[Claim]:
        """Return the claims of some sources."""
        return [self.claims.records[at] for at in self.claims.where("source", sources)]

    @cached_property
    def disagreements(self) -> Mapping[str, tuple[str, ...]]:
        """The disagreements in which each claim takes a position, by id."""
        found: dict[str, dict[str, None]] = {}
        for disagreement in self._shelves.disagreements:
            for position in disagreement.positions:
                for claim in position.claims:
                    found.setdefault(claim, {})[disagreement.id] = None
        return {claim: tuple(ids) for claim, ids in found.items()}

    @cached_property
    def inside(self) -> Mapping[str, tuple[str, ...]]:
        """The places that lie directly within each place."""
        return _inverted((place.id, () if place.within is None else (place.within,)) for place in self._shelves.places)

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """The actors that are directly part of each actor."""
        return _inverted((actor.id, actor.part_of) for actor in self._shelves.actors)

    def _by_reach(self, record: Event | Relationship) -> tuple[object, ...]:
        reach = self._chronology.times(record).reach
        return (1, record.id) if reach is None else (0, *reach, record.id)


def _sources_of(record: Event | Relationship) -> Iterable[str]:
    return dict.fromkeys(map(source_of, record.evidence))


def _inverted(links: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for id, above in links:
        for each in above:
            found.setdefault(each, []).append(id)
    return {id: tuple(below) for id, below in found.items()}
