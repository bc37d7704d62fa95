"""Events: what happened, according to the sources."""

from enum import Enum
from typing import NewType, TypeAlias

import attrs

from afghanwar.actors import ActorId
from afghanwar.claims import ClaimId
from afghanwar.places import PlaceId
from afghanwar.sources import SourceId
from afghanwar.summaries import summary
from afghanwar.timespan import TimeSpan, reconcile

EventId = NewType("EventId", str)
"""The id of an event."""

Dates: TypeAlias = tuple[tuple[SourceId, TimeSpan], ...]
"""The time of one record according to each source that dates it, at most one per source."""

Lives: TypeAlias = tuple[tuple[ActorId, tuple[ClaimId, ...]], ...]
"""Actors whose life an event begins or ends, each with the claims that say so; none if the curator inferred it."""


class EventKind(Enum):
    """What kind of event it is."""

    WAR = "war"
    CAMPAIGN = "campaign"
    """Operations with one aim over some time, such as an invasion, an offensive or an insurgency."""
    BATTLE = "battle"
    """An event with sides; always a :class:`~afghanwar.battles.Battle`."""
    CAPTURE = "capture"
    """A place changes hands, with or without a fight."""
    ATTACK = "attack"
    AGREEMENT = "agreement"
    TALKS = "talks"
    GOVERNMENT = "government"
    """A leader, a cabinet or a body is chosen, elected or formed, or falls."""
    WITHDRAWAL = "withdrawal"
    DEPLOYMENT = "deployment"
    ANNOUNCEMENT = "announcement"
    FLIGHT = "flight"
    """People or troops flee."""
    DEFECTION = "defection"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class Participation:
    """An actor in an event, and its role.

    Attributes:
        actor: The actor.
        role: Its role, in a word or two: ``"attacker"``, ``"mediator"``, ``"leader"``.
    """

    actor: ActorId
    role: str


class OrderWord(Enum):
    """How one record relates to another in time; all are inclusive, so the same day satisfies them."""

    AFTER = "after"
    """It began on or after the day on which the other ended."""
    SINCE = "since"
    """It began on or after the day on which the other began."""
    BEFORE = "before"
    """It ended on or before the day on which the other began."""
    UNTIL = "until"
    """It ended on or before the day on which the other ended."""
    DURING = "during"
    """It lies within the other."""
    THROUGHOUT = "throughout"
    """It lasted from the other's beginning to its end, or longer."""
    OPENED_BY = "opened_by"
    """It began within the other."""
    CLOSED_BY = "closed_by"
    """It ended within the other."""


@attrs.frozen(kw_only=True)
class Order:
    """A statement that one record came before, after or within another, with its evidence.

    Attributes:
        word: How the record relates to the other.
        other: The id of another event; or of a source, which represents the days on which it was published.
        evidence: The claims that say so, from the evidence of the record; empty if the curator inferred it.
    """

    word: OrderWord
    other: str
    evidence: tuple[ClaimId, ...] = ()


@attrs.frozen(kw_only=True)
class EventIdentifiers:
    """The verified identifiers of an event in other datasets.

    Attributes:
        wikidata: The `Wikidata <https://www.wikidata.org/>`_ item, such as ``"Q1124477"``.
        ucdp: The number of the event in `UCDP GED <https://ucdp.uu.se/downloads/>`_, its column ``id``.
        acled: The event in `ACLED <https://acleddata.com/>`_, its column ``event_id_cnty``, such as ``"AFG12345"``.
        gtd: The number of the event in the `Global Terrorism Database <https://www.start.umd.edu/gtd/>`_, its column
            ``eventid``.
    """

    wikidata: str | None = None
    ucdp: int | None = None
    acled: str | None = None
    gtd: int | None = None


@attrs.frozen(kw_only=True)
class Event:
    """Something that happened.

    Attributes:
        id: A lower-case slug, such as ``"fall-of-kabul-2021"``.
        name: A neutral name.
        kind: What kind of event it is.
        dates: When it happened, according to each source, in the order of the seeds; empty if no source dates it.
        order: What it came before, after or within.
        begins: The actors whose life it begins, as a founding does.
        ends: The actors whose life it ends.
        places: Where it happened.
        participants: Who took part, and in which role.
        part_of: The longer event that it belongs to.
        evidence: The claims about it: that it happened, when, why, with what result; never empty.
        inferred: The fields that rest on context or common knowledge, not on the evidence.
        identifiers: Its identifiers in other datasets.
        note: The curator's remark.
    """

    id: EventId
    name: str
    kind: EventKind
    dates: Dates = ()
    order: tuple[Order, ...] = ()
    begins: Lives = ()
    ends: Lives = ()
    places: tuple[PlaceId, ...] = ()
    participants: tuple[Participation, ...] = ()
    part_of: EventId | None = None
    evidence: tuple[ClaimId, ...]
    inferred: tuple[str, ...] = ()
    identifiers: EventIdentifiers = attrs.field(factory=EventIdentifiers)
    note: str | None = None

    @property
    def when(self) -> TimeSpan | None:
        """When it happened, according to all its dates; ``None`` if there is no date.

        This is what all dates allow together, or, if they cannot all be true, the smallest span that covers them;
        see :func:`~afghanwar.timespan.reconcile`.
        """
        return reconcile(span for _, span in self.dates)

    @property
    def names(self) -> tuple[str, ...]:
        """Every string by which a query finds it."""
        return (self.id, self.name)

    def __repr__(self) -> str:
        return summary(self, self.name, self.when or "undated", self.kind.value)
