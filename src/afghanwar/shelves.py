"""Shelves: the records of a dataset, one shelf a kind, not yet known to fit together."""

from collections.abc import Iterable
from functools import cached_property
from typing import Self, TypeAlias

import attrs
from typing_extensions import TypeVar

from afghanwar.actors import Actor
from afghanwar.battles import Battle
from afghanwar.claims import Claim
from afghanwar.disagreements import Disagreement
from afghanwar.errors import quoted
from afghanwar.events import Event
from afghanwar.measures import Measure
from afghanwar.places import Place
from afghanwar.records import Records
from afghanwar.relationships import Relationship
from afghanwar.sources import Source

AnyRecord: TypeAlias = Source | Claim | Actor | Place | Measure | Event | Relationship | Disagreement
"""A record of any kind; a battle is an event."""

R = TypeVar("R", bound=AnyRecord)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Shelves:
    """Records that refer to each other by id, one shelf a kind, unchecked.

    Attributes:
        sources: The published works.
        claims: What they say.
        actors: Who acts or speaks in them.
        places: Where.
        measures: What their quantities count.
        events: What happened, battles included.
        relationships: What held between two actors.
        disagreements: What the sources answer differently.
    """

    sources: Records[Source]
    claims: Records[Claim]
    actors: Records[Actor]
    places: Records[Place]
    measures: Records[Measure]
    events: Records[Event]
    relationships: Records[Relationship]
    disagreements: Records[Disagreement]

    @classmethod
    def holding(cls, records: Iterable[AnyRecord]) -> Self:
        """Put records on their shelves.

        Args:
            records: Records of any kinds, in any order.

        Returns:
            The shelves; whether ids are unique shows when one is first touched.

        Raises:
            TypeError: Something among them is no record.
        """
        rows: dict[str, list[AnyRecord]] = {}
        for record in records:
            rows.setdefault(kind_of(record), []).append(record)

        def shelf(kind: type[R]) -> Records[R]:
            name = kind_name(kind)
            return Records(name, [record for record in rows.get(name, ()) if isinstance(record, kind)])

        return cls(
            sources=shelf(Source),
            claims=shelf(Claim),
            actors=shelf(Actor),
            places=shelf(Place),
            measures=shelf(Measure),
            events=shelf(Event),
            relationships=shelf(Relationship),
            disagreements=shelf(Disagreement),
        )

    @property
    def all(self) -> tuple[Records[AnyRecord], ...]:
        """Every shelf but that of the battles, which are events."""
        return (
            self.sources,
            self.claims,
            self.actors,
            self.places,
            self.measures,
            self.events,
            self.relationships,
            self.disagreements,
        )

    @cached_property
    def battles(self) -> Records[Battle]:
        """The events that have sides; all of them stand among the events too."""
        return Records("battle", (event for event in self.events if isinstance(event, Battle)))

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(shelf)} {shelf.kind}s" for shelf in self.all)
        return f"<{type(self).__name__}: {counts}>"


def kind_of(record: object) -> str:
    """Name the kind of a record, as its shelf does; a battle is an event.

    Raises:
        TypeError: It is no record.
    """
    for kind in (Source, Claim, Actor, Place, Measure, Event, Relationship, Disagreement):
        if isinstance(record, kind):
            return kind_name(kind)
    raise TypeError(f"a record is wanted, not {quoted(record)}")


def kind_name(kind: type) -> str:
    """Name a class of records as its shelf does; a battle is an event."""
    return "event" if kind is Battle else kind.__name__.lower()


def gives(record: AnyRecord, name: str) -> bool:
    """Tell whether a record has a field of that name with something in it, as its ``inferred`` may name.

    Args:
        record: The record.
        name: The name of a field as the seeds have it: an event's ``dates`` are ``"when"`` there.

    Returns:
        ``False`` also for the fields that cannot be inferred: ``id``, ``inferred`` and ``note``.
    """
    field = "dates" if name == "when" and isinstance(record, Event | Relationship) else name
    fields = {each.name for each in attrs.fields(type(record)) if each.init} - {"id", "inferred", "note"}
    return name != "dates" and field in fields and getattr(record, field) not in (None, ())
