"""The dataset: a validated set of records, which can be restricted to some sources and merged with another."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, Self, final

import attrs

from afghanwar.actors import Actor
from afghanwar.battles import Battle
from afghanwar.claims import Claim
from afghanwar.dataset.chronology import Chronology, Times
from afghanwar.dataset.indexes import Indexes
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.shelf import Shelf, Shelves, duplicate_id
from afghanwar.dataset.types import type_faults
from afghanwar.dataset.views import disagreements_of, events_of, relationships_of
from afghanwar.disagreements import Disagreement
from afghanwar.errors import DatasetError, Problem, quoted
from afghanwar.events import Event
from afghanwar.kinds import SHELVES, AnyRecord, as_records, kind_of
from afghanwar.measures import Measure
from afghanwar.places import Place
from afghanwar.relationships import Relationship
from afghanwar.sources import Source, SourceId


@final
@attrs.frozen(eq=False, repr=False, slots=False)
class Dataset:
    """A validated set of records that refer to each other by id: one shelf per kind, every reference checked.

    :func:`~afghanwar.seeds.load` returns the bundled one, :func:`~afghanwar.seeds.read` one from your own seeds, and
    :meth:`of` one from records; each of them checks it. It never changes: its methods return new datasets. It can be
    copied, pickled, and sent to other processes.
    """

    _shelves: Shelves
    _whole: "Dataset | None" = None
    _times: Callable[[str], Mapping[str, Times]] | None = None
    _views: dict[frozenset[SourceId], "Dataset"] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, records: Iterable[AnyRecord], *, onto: "Dataset | None" = None) -> "Dataset":
        """Build a dataset from records, and check it.

        Args:
            records: Records of any kinds, in any order.
            onto: A dataset that they refer to and whose records they do not repeat, such as ``load()``; the result
                includes it.

        Returns:
            The dataset.

        Raises:
            DatasetError: A field holds something of another type, ids are not unique, a reference does not resolve,
                or another rule of :func:`~afghanwar.dataset.integrity.faults` is broken; every fault is listed.
            TypeError: One of them is not a record, ``records`` is not iterable, or ``onto`` is not a dataset.
        """
        unique: dict[tuple[str, str], AnyRecord] = {}
        repeated: dict[tuple[str, str], None] = {}
        base = None if onto is None else require_dataset(onto)._shelves
        for record in as_records(records):
            kind = kind_of(record)
            place = (kind.name, str(record.id))
            if place in unique or (base is not None and record.id in base.of_kind(kind.name)):
                repeated[place] = None
            unique[place] = record
        problems = [duplicate_id(name, id) for name, id in sorted(repeated)]
        new = [record for place, record in unique.items() if place not in repeated or base is None]
        mistyped = {
            (kind_of(record).name, str(record.id)): found for record in new if (found := list(type_faults(record)))
        }
        for (name, id), found in sorted(mistyped.items()):
            problems.extend(Problem(kind=name, record=id, field=field, message=message) for field, message in found)
        sound = [record for record in new if (kind_of(record).name, str(record.id)) not in mistyped]
        shelves = Shelves.of(sound, base)
        problems.extend(faults(shelves, sound, broken=lambda kind, id: (kind, id) in mistyped))
        if problems:
            order = list(SHELVES)
            raise DatasetError(sorted(problems, key=lambda problem: (order.index(problem.kind), problem.record)))
        return cls(shelves)

    # Not plain properties, because IPython completes keys in brackets only after attributes that it can safely read.
    @cached_property
    def sources(self) -> Shelf[Source]:
        """The published works."""
        return self._shelves.sources

    @cached_property
    def claims(self) -> Shelf[Claim]:
        """What the sources say."""
        return self._shelves.claims

    @cached_property
    def actors(self) -> Shelf[Actor]:
        """Who acts or speaks in the sources."""
        return self._shelves.actors

    @cached_property
    def places(self) -> Shelf[Place]:
        """Where things happened."""
        return self._shelves.places

    @cached_property
    def measures(self) -> Shelf[Measure]:
        """What the quantities of claims count."""
        return self._shelves.measures

    @cached_property
    def events(self) -> Shelf[Event]:
        """What happened, battles included."""
        return self._shelves.events

    @cached_property
    def battles(self) -> Shelf[Battle]:
        """The events that have sides."""
        return Shelf("battle", partial(_battles, self.events))

    @cached_property
    def relationships(self) -> Shelf[Relationship]:
        """What held between two actors."""
        return self._shelves.relationships

    @cached_property
    def disagreements(self) -> Shelf[Disagreement]:
        """The questions that the sources answer differently."""
        return self._shelves.disagreements

    @property
    def shelves(self) -> tuple[Shelf[AnyRecord], ...]:
        """Every shelf except ``battles``, because battles are also events."""
        return self._shelves.all

    @cached_property
    def chronology(self) -> Chronology:
        """The time of every event and relationship, from dates and order; built on first use."""
        return Chronology(self._shelves, self._times)

    @cached_property
    def indexes(self) -> Indexes:
        """The indexes that the queries use; each is built on first use."""
        return Indexes(self._shelves, self.chronology)

    def __iter__(self) -> Iterator[AnyRecord]:
        """Iterate over all records, by kind and then by id."""
        return (record for shelf in self.shelves for record in shelf)

    def according_to(self, *sources: str | Source) -> "Dataset":
        """Restrict the dataset to some of its sources.

        The view has their claims, the events and relationships with such a claim as evidence, and the disagreements
        in which at least two positions remain. An event or a relationship keeps the evidence, dates, order,
        participants, places and side members that these sources give, and what the curator inferred without any
        source. It is left out if only predictions, plans or rejected views remain. Actors, places and measures are
        the same in all views.

        >>> import afghanwar
        >>> view = afghanwar.load().according_to("historica-tora-bora")
        >>> {claim.source for claim in view.claims}
        {'historica-tora-bora'}

        Args:
            *sources: One or more sources of this dataset, as records, ids or titles.

        Returns:
            The view, which is built once and is also a dataset; this dataset itself if all sources are given.

        Raises:
            ValueError: No source is given.
            UnknownRecordError: This dataset has no such source.
            AmbiguousNameError: More than one has that title.
            TypeError: A source is neither a string nor a source.
        """
        if not sources:
            raise ValueError("a view needs a source; pass one or more of dataset.sources")
        chosen = frozenset(self.sources.find(source).id for source in sources)
        if len(chosen) == len(self.sources):
            return self
        view = self._views.get(chosen)
        # Two threads may build it at once; both get the one that is kept.
        return view if view is not None else self._views.setdefault(chosen, self._view(chosen))

    def merge(self, other: "Dataset") -> "Dataset":
        """Merge two datasets into a new one.

        Records with the same id and the same content become one record.

        Args:
            other: Another dataset.

        Returns:
            A dataset with the records of both.

        Raises:
            DatasetError: An id has different content in the two (every clash is listed, with the fields that
                differ); or both are views of one dataset, or that dataset and a view of it, whose restricted records
                cannot be combined again: ask that dataset for a view of all their sources.
            TypeError: The other is not a dataset.
        """
        require_dataset(other)
        if self is not other and self._root is other._root:
            advice = "call according_to() on that dataset with the sources of both"
            raise DatasetError([Problem(message=f"two views of one dataset cannot be merged; {advice}")])
        large, small = (self, other) if len(self) >= len(other) else (other, self)
        new, clashes = [], []
        for record in small:
            kind = kind_of(record).name
            there = large._shelves.of_kind(kind).get(record.id)
            if there is None:
                new.append(record)
            elif there != record:
                fields = ", ".join(_differing(there, record))
                message = f"this {kind} has different content in the two datasets; rename one of them"
                clashes.append(Problem(kind=kind, record=record.id, field=fields, message=message))
        if clashes:
            raise DatasetError(clashes)
        return Dataset.of(new, onto=large)

    def _view(self, sources: frozenset[SourceId]) -> "Dataset":
        shelves = self._shelves
        events = Shelf("event", partial(_events_in, self, sources))
        view = Shelves(
            sources=Shelf("source", partial(_sources_in, self, sources)),
            claims=Shelf("claim", partial(_claims_in, self, sources)),
            actors=shelves.actors,
            places=shelves.places,
            measures=shelves.measures,
            events=events,
            relationships=Shelf("relationship", partial(_relationships_in, self, sources, events)),
            disagreements=Shelf("disagreement", partial(_disagreements_in, self, sources)),
        )
        return Dataset(view, self._root)

    @property
    def _root(self) -> "Dataset":
        """The dataset of which this is a view, or this dataset."""
        return self if self._whole is None else self._whole

    def __len__(self) -> int:
        """The number of all records."""
        return sum(len(shelf) for shelf in self.shelves)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        # A view is pickled with the whole dataset, and restored as a view of it.
        if self._whole is not None:
            return _view_again, (self._whole, tuple(source.id for source in self.sources))
        return Dataset, (self._shelves,)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(shelf)} {shelf.kind}s" for shelf in self.shelves)
        return f"<Dataset: {counts}>"


def _battles(events: Shelf[Event]) -> list[Battle]:
    return [event for event in events if isinstance(event, Battle)]


def _sources_in(whole: Dataset, sources: frozenset[SourceId]) -> list[Source]:
    return [whole.sources[source] for source in sources]


def _claims_in(whole: Dataset, sources: frozenset[SourceId]) -> list[Claim]:
    return whole.indexes.claims_of(sources)


def _events_in(whole: Dataset, sources: frozenset[SourceId]) -> list[Event]:
    return events_of(whole.indexes.evidenced_by(whole.events, sources), whole.claims, sources)


def _relationships_in(whole: Dataset, sources: frozenset[SourceId], events: Shelf[Event]) -> list[Relationship]:
    theirs = whole.indexes.evidenced_by(whole.relationships, sources)
    return list(relationships_of(theirs, events, whole.claims, sources))


def _disagreements_in(whole: Dataset, sources: frozenset[SourceId]) -> list[Disagreement]:
    return list(disagreements_of(whole.indexes.answered_by(sources), sources))


def _view_again(whole: Dataset, sources: tuple[SourceId, ...]) -> Dataset:
    return whole.according_to(*sources)


def _differing(one: AnyRecord, other: AnyRecord) -> list[str]:
    """The fields in which two records of a kind differ."""
    if type(one) is not type(other):
        return ["kind"]
    return [field.name for field in attrs.fields(type(one)) if getattr(one, field.name) != getattr(other, field.name)]


def require_dataset(dataset: object) -> Dataset:
    """Return a dataset after checking its type.

    Raises:
        TypeError: It is not a dataset.
    """
    if not isinstance(dataset, Dataset):
        raise TypeError(f"expected a dataset, not {quoted(dataset)}; make one from records with Dataset.of(records)")
    return dataset
