"""Chronology: the time of every event and relationship, from dates and order, and how far the sources cover it."""

from collections.abc import Callable, Iterator, Mapping, Set
from datetime import date
from functools import cached_property
from typing import Final, TypeAlias

import attrs

from afghanwar.actors import ActorId
from afghanwar.claims import Modality, is_assertion
from afghanwar.dataset.limits import Conflict, Limits, Line, Node
from afghanwar.dataset.shelf import Shelves
from afghanwar.events import Event, OrderWord
from afghanwar.relationships import Relationship
from afghanwar.timespan import TimeSpan
from afghanwar.timespan.bounds import FUTURE, PAST, UNBOUNDED, Bounds, some_time_in
from afghanwar.timespan.edtf import read
from afghanwar.timespan.worlds import Worlds

Dated: TypeAlias = Event | Relationship
"""A record that may have a time."""

_DESCRIBING: Final = (Modality.ASSERTED, Modality.HEDGED, Modality.JUDGED)
"""The modalities with which a source describes what was the case."""


@attrs.frozen
class Times:
    """The time of one event or relationship.

    Attributes:
        worlds: What the dates of its sources and the order of records allow (``worlds.possible``, its limits), and what
            of that lies within its reach (``worlds.told``, ``None`` if it has no reach).
        asserted: Whether at least one source asserts it in its own voice.
    """

    worlds: Worlds
    asserted: bool

    @property
    def reach(self) -> tuple[date, date] | None:
        """The first and the last day that the sources' words, or what follows from them, cover."""
        return self.worlds.reach


@attrs.frozen(eq=False, repr=False, slots=False)
class Chronology:
    """The time of every event and relationship in a dataset, from dates and order.

    It is built on first use, in time that grows with the records and their order lines. The wheel contains the times
    of the bundled dataset, so that a first answer does not need every claim.
    """

    _shelves: Shelves
    _precomputed: Callable[[str], Mapping[str, Times]] | None = None

    def times(self, record: Dated) -> Times:
        """Return the time of a record of this dataset."""
        return (self._of_events if isinstance(record, Event) else self._of_relationships)[record.id]

    @cached_property
    def _of_events(self) -> Mapping[str, Times]:
        return self._of_kind("event") if self._precomputed is None else self._precomputed("event")

    @cached_property
    def _of_relationships(self) -> Mapping[str, Times]:
        return self._of_kind("relationship") if self._precomputed is None else self._precomputed("relationship")

    def _of_kind(self, kind: str) -> Mapping[str, Times]:
        return {node[1]: self._times_of(node, record) for node, record in self._records.items() if node[0] == kind}

    def with_ancestors(self, *actors: ActorId) -> Iterator[ActorId]:
        """Yield some actors and every actor that they are part of."""
        seen: set[ActorId] = set()
        waiting = list(actors)
        while waiting:
            actor = waiting.pop(0)
            if actor not in seen:
                seen.add(actor)
                yield actor
                waiting.extend(self._shelves.actors[actor].part_of)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The order lines that set no limit because they contradict dates."""
        return self.limits.conflicts

    @cached_property
    def asserted(self) -> Mapping[Node, bool]:
        """Whether a source asserts a record in its own voice, for each record."""
        own = {claim.id for claim in self._shelves.claims if is_assertion(claim)}
        return {node: not own.isdisjoint(record.evidence) for node, record in self._records.items()}

    @cached_property
    def horizons(self) -> Mapping[str, date]:
        """The horizon of each source: the last day that it describes, not after its publication.

        It is the last day written in the dates of the claims that the source asserts, hedges or judges. A source
        without such a date has no horizon.
        """
        found: dict[str, date] = {}
        for claim in self._shelves.claims:
            if claim.when is not None and claim.modality in _DESCRIBING:
                told = claim.when.worlds.told
                assert told is not None, claim.id  # A text always has a told world.
                last = told.latest_end
                if last == FUTURE:  # An end written ".." is not a day.
                    last = min(read(claim.when.text).written[1], claim.when.bounds.latest_end)
                found[claim.source] = max(last, found.get(claim.source, PAST))
        for source, last in found.items():
            published = self._shelves.sources[source].published
            if published is not None:
                found[source] = min(last, published.bounds.latest_end)
        return found

    @cached_property
    def limits(self) -> Limits:
        """The limits from dates and order, without those from the lives of actors."""
        dates = {node: UNBOUNDED if when is None else when.bounds for node, when in self._whens.items()}
        return Limits.of(dates, self._lines(), lambda node: node not in self._doubtful)

    @cached_property
    def _doubtful(self) -> Set[Node]:
        """The records that receive limits but do not give any: those that no source asserts, or with a ``?`` date."""
        return {
            node
            for node, when in self._whens.items()
            if not self.asserted.get(node, True) or (when is not None and when.uncertain)
        }

    @cached_property
    def lives(self) -> Mapping[str, Bounds]:
        """The bounds of the life of each actor that an event begins or ends."""
        found: dict[str, Bounds] = {}
        for event in self._shelves.events:
            if not (event.begins or event.ends) or ("event", event.id) in self._doubtful:
                continue
            limits = self.limits.bounds(("event", event.id))
            begins = Bounds(limits.earliest_start, limits.latest_end, limits.earliest_start, FUTURE)
            ends = Bounds(PAST, limits.latest_end, limits.earliest_start, limits.latest_end)
            for life, lives in ((begins, event.begins), (ends, event.ends)):
                for actor, _ in lives:
                    # If two events disagree about a life, the one with the lower id counts.
                    found[actor] = found.get(actor, UNBOUNDED).meet(life) or found[actor]
        return found

    @cached_property
    def _whens(self) -> Mapping[Node, TimeSpan | None]:
        """When each record was, and when each source was published, by their dates alone."""
        whens: dict[Node, TimeSpan | None] = {("source", each.id): each.published for each in self._shelves.sources}
        whens.update((node, record.when) for node, record in self._records.items())
        return whens

    def _times_of(self, node: Node, record: Dated) -> Times:
        by_order = self.limits.bounds(node)
        limits = by_order
        if isinstance(record, Relationship):
            for actor in self.with_ancestors(record.subject, record.object):
                limits = self._within_life(limits, actor)
        reach = self._reach(record, self._whens[node], limits, by_order)
        if isinstance(record, Relationship):
            reach = self._through(record, reach)
        return Times(Worlds.of(limits, reach, doubtful=node in self._doubtful), self.asserted[node])

    def _reach(
        self, record: Dated, when: TimeSpan | None, limits: Bounds, by_order: Bounds
    ) -> tuple[date, date] | None:
        """The first and last day that the sources cover; "The reach of a record" in the docs explains the rules."""
        if when is None:
            if by_order.earliest_start != PAST and by_order.latest_end != FUTURE:
                return by_order.earliest_start, by_order.latest_end
            # What began by one day and did not end before another was certainly the case at some time between the two.
            inner = sorted((by_order.latest_start, by_order.earliest_end))
            return (inner[0], inner[1]) if inner[0] > PAST and inner[1] < FUTURE else None
        spans = [span.worlds.told for _, span in record.dates]
        first = min(told.earliest_start for told in spans if told is not None)
        last = max(told.latest_end for told in spans if told is not None)
        opens, closes = when.bounds.earliest_start == PAST, when.bounds.latest_end == FUTURE
        if opens and not closes and limits.earliest_start != PAST:
            first = min(first, limits.earliest_start)
        if closes and not opens:
            last = max(last, self._open_end(record) if limits.latest_end == FUTURE else limits.latest_end)
        # The reach includes every certain day, even one that only order makes certain.
        return min(first, limits.latest_start), max(last, limits.earliest_end)

    def _through(self, tie: Relationship, reach: tuple[date, date] | None) -> tuple[date, date] | None:
        """Widen the reach of a relationship by that of the events throughout which it lasted."""
        events = [self._records.get(("event", line.other)) for line in tie.order if line.word is OrderWord.THROUGHOUT]
        reaches = [reach, *(self.times(event).reach for event in events if event is not None)]
        found = [each for each in reaches if each is not None]
        return (min(first for first, _ in found), max(last for _, last in found)) if found else None

    def _open_end(self, record: Dated) -> date:
        """The horizon of the sources that leave the end of a record open."""
        return max(self.horizons.get(source, PAST) for source, span in record.dates if span.bounds.latest_end == FUTURE)

    def _within_life(self, limits: Bounds, actor: str) -> Bounds:
        life = self.lives.get(actor)
        if life is None:
            return limits
        lived = some_time_in(life.earliest_start, life.latest_end)
        # Dates that contradict a life are kept.
        return limits.meet(lived) or limits

    @cached_property
    def _records(self) -> Mapping[Node, Dated]:
        records: dict[Node, Dated] = {("event", event.id): event for event in self._shelves.events}
        records.update((("relationship", tie.id), tie) for tie in self._shelves.relationships)
        return records

    def _lines(self) -> Iterator[Line]:
        for node, record in self._records.items():
            for order in record.order:
                event = ("event", order.other)
                other = event if event in self._records else ("source", order.other)
                yield Line(node, order.word, other, order.evidence)
