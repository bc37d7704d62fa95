"""Kinds: the table of the kinds of record, used by all code that handles every kind.

To add a kind of record, add a row; to add a reference between records, add a line to its row.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias, TypeVar

import attrs

from afghanwar.actors import Actor
from afghanwar.battles import Battle
from afghanwar.claims import Claim
from afghanwar.disagreements import Disagreement
from afghanwar.errors import quoted
from afghanwar.events import Event
from afghanwar.measures import Measure
from afghanwar.places import Place
from afghanwar.relationships import Relationship
from afghanwar.sources import Source

T = TypeVar("T")

AnyRecord: TypeAlias = Source | Claim | Actor | Place | Measure | Event | Relationship | Disagreement
"""A record of any kind; a battle is an event."""

R = TypeVar("R", bound=AnyRecord)


@attrs.frozen(eq=False, repr=False)
class Reference:
    """A field of a record that names other records.

    Attributes:
        field: The field, with the place within it, such as ``"positions.claims"``.
        kinds: The kinds of record that it may name; usually one.
        ids: Returns the ids that a record has in the field, in order, possibly with repeats.
    """

    field: str
    kinds: tuple[str, ...]
    ids: Callable[[Any], Iterable[str]]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Kind:
    """A row of the table: one class of records.

    Attributes:
        record: The class.
        name: Its name in messages: ``"actor"``. A battle is an ``"event"``, because the two share their ids.
        shelf: The attribute of a dataset that holds its records: ``"actors"``.
        folder: The folder of seeds that holds them; claims are written in the files of their sources.
        references: The fields that name other records.
    """

    record: type[AnyRecord]
    name: str
    shelf: str
    folder: str
    references: tuple[Reference, ...] = ()


def _one(id: str | None) -> tuple[str, ...]:
    return () if id is None else (id,)


_TIME = (
    Reference("dates", ("source",), lambda record: [source for source, _ in record.dates]),
    Reference("order", ("event", "source"), lambda record: [line.other for line in record.order]),
    Reference("order.evidence", ("claim",), lambda record: [id for line in record.order for id in line.evidence]),
    Reference("evidence", ("claim",), lambda record: record.evidence),
)
_EVENT = (
    *_TIME,
    Reference("begins", ("actor",), lambda event: [actor for actor, _ in event.begins]),
    Reference("ends", ("actor",), lambda event: [actor for actor, _ in event.ends]),
    Reference("begins.evidence", ("claim",), lambda event: [id for _, claims in event.begins for id in claims]),
    Reference("ends.evidence", ("claim",), lambda event: [id for _, claims in event.ends for id in claims]),
    Reference("places", ("place",), lambda event: event.places),
    Reference("part_of", ("event",), lambda event: _one(event.part_of)),
)

KINDS: Final = (
    Kind(record=Source, name="source", shelf="sources", folder="sources"),
    Kind(
        record=Claim,
        name="claim",
        shelf="claims",
        folder="sources",
        references=(
            Reference("source", ("source",), lambda claim: (claim.source,)),
            Reference("attributed_to", ("actor",), lambda claim: _one(claim.attributed_to)),
            Reference("actors", ("actor",), lambda claim: claim.actors),
            Reference("places", ("place",), lambda claim: claim.places),
            Reference("quantities.measure", ("measure",), lambda claim: [each.measure for each in claim.quantities]),
        ),
    ),
    Kind(
        record=Actor,
        name="actor",
        shelf="actors",
        folder="actors",
        references=(Reference("part_of", ("actor",), lambda actor: actor.part_of),),
    ),
    Kind(
        record=Place,
        name="place",
        shelf="places",
        folder="places",
        references=(Reference("within", ("place",), lambda place: _one(place.within)),),
    ),
    Kind(record=Measure, name="measure", shelf="measures", folder="measures"),
    Kind(
        record=Event,
        name="event",
        shelf="events",
        folder="events",
        references=(
            *_EVENT,
            Reference("participants", ("actor",), lambda event: [each.actor for each in event.participants]),
        ),
    ),
    Kind(
        record=Battle,
        name="event",
        shelf="events",
        folder="battles",
        references=(
            *_EVENT,
            Reference("outcome", ("claim",), lambda battle: battle.outcome),
            Reference("sides.actors", ("actor",), lambda battle: [id for side in battle.sides for id in side.actors]),
            Reference(
                "sides.commanders", ("actor",), lambda battle: [id for side in battle.sides for id in side.commanders]
            ),
        ),
    ),
    Kind(
        record=Relationship,
        name="relationship",
        shelf="relationships",
        folder="relationships",
        references=(
            *_TIME,
            Reference("subject", ("actor",), lambda tie: (tie.subject,)),
            Reference("object", ("actor",), lambda tie: (tie.object,)),
        ),
    ),
    Kind(
        record=Disagreement,
        name="disagreement",
        shelf="disagreements",
        folder="disagreements",
        references=(
            Reference(
                "positions.claims", ("claim",), lambda dispute: [id for each in dispute.positions for id in each.claims]
            ),
        ),
    ),
)
"""Every kind, in the order in which they are processed."""

SHELVES: Final[Mapping[str, str]] = MappingProxyType({kind.name: kind.shelf for kind in KINDS})
"""The attribute of a dataset that holds each kind, by the name of the kind."""

FOLDERS: Final = tuple(dict.fromkeys(kind.folder for kind in KINDS))
"""The folders of seeds."""

_NEVER_INFERRED = {"id", "dates", "order", "identifiers", "inferred", "note"}

OF_CLASS: Final[Mapping[type, Kind]] = MappingProxyType({kind.record: kind for kind in KINDS})
"""The kind of the records of each class."""


def kind_of(record: object) -> Kind:
    """Return the row of the table for a record.

    Raises:
        TypeError: The value is not a record.
    """
    try:
        return OF_CLASS[type(record)]
    except KeyError:
        raise TypeError(f"expected a record, not {quoted(record)}") from None


def as_records(records: Iterable[T]) -> tuple[T, ...]:
    """Return an iterable of records as a tuple.

    Raises:
        TypeError: The argument is a string, which would be an iterable of letters, or is not iterable.
    """
    if isinstance(records, str | bytes) or not isinstance(records, Iterable):
        raise TypeError(f"expected several records, not {quoted(records)}; wrap a single one in a list")
    return tuple(records)


def records_of_kinds(kinds: tuple[str, ...], records: Iterable[R], expected: str, advice: str) -> tuple[R, ...]:
    """Return an iterable of records of some kinds as a tuple.

    Args:
        kinds: The names of the kinds.
        records: The records.
        expected: How the message about a record of another kind begins: ``"a map shows events or places, not"``.
        advice: How it ends: what to do.

    Raises:
        TypeError: The argument is not an iterable of records.
        ValueError: One of them is of another kind.
    """
    given = as_records(records)
    for record in given:
        if (kind := kind_of(record).name) not in kinds:
            raise ValueError(f"{expected} the {kind} {quoted(record.id)}; {advice}")
    return given


def has_field(record: AnyRecord, name: str) -> bool:
    """Return whether a record has a value in a field that its ``inferred`` may name.

    Args:
        record: The record.
        name: The name of a field; for an order line, its word, such as ``"after"``.

    Returns:
        ``False`` also for the fields that cannot be inferred: ``id``, ``dates`` (that is ``"when"``), ``order``
        (that is its words), ``identifiers``, ``inferred`` and ``note``.
    """
    if isinstance(record, Event | Relationship) and any(line.word.value == name for line in record.order):
        return True
    if isinstance(record, Event | Relationship) and name == "when":
        return bool(record.dates)
    fields = {each.name for each in attrs.fields(type(record))} - _NEVER_INFERRED
    return name in fields and getattr(record, name) not in (None, ())
