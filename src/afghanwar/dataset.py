"""The dataset: its records, one shelf a kind, every reference checked; by source, and joined."""

from collections.abc import Iterable
from functools import cached_property

import attrs

from afghanwar.errors import DatasetError, Problem
from afghanwar.events import Event
from afghanwar.integrity import faults
from afghanwar.records import Records, twice_told
from afghanwar.shelves import AnyRecord, Shelves, kind_of
from afghanwar.sources import Source, SourceId
from afghanwar.timeline import Timeline
from afghanwar.views import disagreements_seen, events_seen, relationships_seen


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Dataset(Shelves):
    """A world of records that refer to each other by id: one shelf a kind, every reference checked.

    :func:`~afghanwar.seeds.load` gives the bundled one, :func:`~afghanwar.seeds.read` one from your own seeds, and
    :meth:`of` one from records. It never changes; what looks like a change makes a new one.
    """

    _whole: "Dataset | None" = None
    _views: dict[frozenset[SourceId], "Dataset"] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, records: Iterable[AnyRecord]) -> "Dataset":
        """Build a dataset from records, and check that they fit together.

        Args:
            records: Records of any kinds, in any order.

        Returns:
            The dataset.

        Raises:
            DatasetError: Ids are not unique, a reference does not resolve, or another rule of
                :func:`~afghanwar.integrity.faults` is broken; every fault is listed.
            TypeError: Something among them is no record.
        """
        unique: dict[tuple[str, str], AnyRecord] = {}
        twice: dict[tuple[str, str], None] = {}
        for record in records:
            place = (kind_of(record), record.id)
            if unique.setdefault(place, record) is not record:
                twice[place] = None
        problems = [twice_told(kind, id) for kind, id in sorted(twice)]
        dataset = cls.holding(unique.values())
        problems.extend(faults(dataset))
        if problems:
            raise DatasetError(problems)
        return dataset

    @cached_property
    def timeline(self) -> Timeline[Event]:
        """The events by their time, built once."""
        return Timeline(self.events)

    def according_to(self, *sources: str | Source) -> "Dataset":
        """See the world as some of the sources have it.

        The view has their claims; the events and relationships whose evidence includes theirs, and of
        each the evidence, dates, participants, places and side members that these sources give (what
        rests on no source's words, only on the curator's inference, stays); and the disagreements in
        which at least two positions remain. An event or a relationship of which only predictions, plans
        or rejected views remain is not in it. Actors, places and measures are common to all views.

        >>> import afghanwar
        >>> view = afghanwar.load().according_to("historica-tora-bora")
        >>> {claim.source for claim in view.claims}
        {'historica-tora-bora'}

        Args:
            *sources: One or more sources of this dataset, as records, ids or titles.

        Returns:
            The view, a dataset of its own, built once; this dataset itself where all are asked for.

        Raises:
            ValueError: No source is given.
            UnknownRecordError: This dataset has no such source.
        """
        if not sources:
            raise ValueError("a view needs a source; name one or more of dataset.sources")
        chosen = frozenset(self.sources.find(source).id for source in sources)
        if len(chosen) == len(self.sources):
            return self
        view = self._views.get(chosen)
        # Two threads may build it at once; both get the one that is kept.
        return view if view is not None else self._views.setdefault(chosen, self._view(chosen))

    def merge(self, other: "Dataset") -> "Dataset":
        """Join two datasets into a new one.

        Records with the same id and the same content are one record.

        Args:
            other: Another dataset.

        Returns:
            A dataset with the records of both.

        Raises:
            DatasetError: An id has different content in the two (every clash is listed); or the joined
                records do not fit together; or both are views of one dataset, whose records are cut
                down and would not add up again: ask that dataset for a view of all their sources.
        """
        if self is not other and (self._whole or self) is (other._whole or other):
            advice = "ask the dataset for according_to() with the sources of both"
            raise DatasetError([Problem(file="", record="", field="", message=f"two views of one dataset; {advice}")])
        joined: dict[tuple[str, str], AnyRecord] = {}
        clashes = []
        for dataset in (self, other):
            for shelf in dataset.all:
                for record in shelf:
                    if joined.setdefault((shelf.kind, record.id), record) != record:
                        message = f"this {shelf.kind} has different content in the two datasets; rename one of them"
                        clashes.append(Problem(file="", record=record.id, field="", message=message))
        if clashes:
            raise DatasetError(clashes)
        return Dataset.of(joined.values())

    def _view(self, sources: frozenset[SourceId]) -> "Dataset":
        return Dataset(
            sources=Records("source", (source for source in self.sources if source.id in sources)),
            claims=Records("claim", (claim for claim in self.claims if claim.source in sources)),
            actors=self.actors,
            places=self.places,
            measures=self.measures,
            events=Records("event", events_seen(self, sources)),
            relationships=Records("relationship", relationships_seen(self, sources)),
            disagreements=Records("disagreement", disagreements_seen(self, sources)),
            whole=self._whole or self,
        )
