"""Relationships: what held between two actors for a time, and on what evidence."""

from enum import Enum
from typing import Final, NewType

import attrs

from afghanwar.actors import ActorId
from afghanwar.claims import ClaimId
from afghanwar.events import Dates, Order
from afghanwar.summaries import summary
from afghanwar.timespan import TimeSpan, reconcile

RelationshipId = NewType("RelationshipId", str)
"""The id of a relationship."""


class RelationshipKind(Enum):
    """What holds between two actors."""

    ALLIANCE = "alliance"
    """They fought, governed or campaigned on the same side."""

    SUPPORT = "support"
    """The subject gave the object money, arms, sanctuary, training, air cover or political backing."""

    COOPERATION = "cooperation"
    """A deal, an understanding or shared business put them on one side, or took one out of the war."""

    AGREEMENT = "agreement"
    """They made commitments and stayed adversaries, as in a truce or a release of prisoners."""

    CONTACT = "contact"
    """They talked, lobbied, mediated, drew closer or kept links, and the sources say no more."""

    MEMBERSHIP = "membership"
    """The subject is part, member or follower of the object, has pledged to it, or is loyal to it."""

    LEADERSHIP = "leadership"
    """The subject leads, commands or heads the object."""

    HOSTILITY = "hostility"
    """They fought, or one targeted the other."""

    RIVALRY = "rivalry"
    """They competed, or were at odds, short of fighting."""

    @property
    def directed(self) -> bool:
        """Whether it runs only from the subject to the object."""
        return self in (RelationshipKind.SUPPORT, RelationshipKind.MEMBERSHIP, RelationshipKind.LEADERSHIP)


# What the subject is to the object, and what the object is to the subject.
_PHRASES: Final = {
    RelationshipKind.ALLIANCE: ("alliance with", "alliance with"),
    RelationshipKind.SUPPORT: ("supporter of", "supported by"),
    RelationshipKind.COOPERATION: ("cooperation with", "cooperation with"),
    RelationshipKind.AGREEMENT: ("agreement with", "agreement with"),
    RelationshipKind.CONTACT: ("contact with", "contact with"),
    RelationshipKind.MEMBERSHIP: ("member or follower of", "joined or followed by"),
    RelationshipKind.LEADERSHIP: ("leader of", "led by"),
    RelationshipKind.HOSTILITY: ("fighting against", "fighting against"),
    RelationshipKind.RIVALRY: ("rivalry with", "rivalry with"),
}

ALLIED = frozenset({RelationshipKind.ALLIANCE, RelationshipKind.SUPPORT, RelationshipKind.COOPERATION})
"""The kinds that count as allied. An agreement between adversaries does not, nor does contact."""


class SupportForm(Enum):
    """The form in which support was given."""

    FUNDING = "funding"
    WEAPONS = "weapons"
    SANCTUARY = "sanctuary"
    TRAINING = "training"
    TROOPS = "troops"
    AIR_POWER = "air-power"
    ADVISERS = "advisers"
    POLITICAL = "political"
    UNSPECIFIED = "unspecified"
    """The source says that there was support, but not in which form."""


@attrs.frozen(kw_only=True)
class Relationship:
    """A relationship of one kind between two actors, for one continuous period.

    Attributes:
        id: A lower-case slug, such as ``"iran-supports-taliban"``.
        kind: What kind of relationship it is.
        subject: The actor that it runs from, if the kind is directed; otherwise one of the two.
        object: The actor that it runs to, if the kind is directed; otherwise the other.
        dates: When it held, according to each source, in the order of the seeds; empty if no source dates it.
        order: What it came before, after or within.
        forms: For support, the forms in which it was given.
        evidence: The claims about it; never empty.
        inferred: The fields that rest on context or common knowledge, not on the evidence.
        note: The curator's remark.
    """

    id: RelationshipId
    kind: RelationshipKind
    subject: ActorId
    object: ActorId
    dates: Dates = ()
    order: tuple[Order, ...] = ()
    forms: tuple[SupportForm, ...] = ()
    evidence: tuple[ClaimId, ...]
    inferred: tuple[str, ...] = ()
    note: str | None = None

    @property
    def when(self) -> TimeSpan | None:
        """When it held, according to all its dates; ``None`` if there is no date.

        This is what all dates allow together, or, if they cannot all be true, the smallest span that covers them;
        see :func:`~afghanwar.timespan.reconcile`.
        """
        return reconcile(span for _, span in self.dates)

    @property
    def names(self) -> tuple[str, ...]:
        """Every string by which a query finds it."""
        return (self.id,)

    def other(self, actor: str) -> ActorId:
        """Return the other actor; the same one if the relationship is within one actor.

        Args:
            actor: The id of one of the two actors.

        Raises:
            ValueError: It is neither of the two.
        """
        if actor not in (self.subject, self.object):
            raise ValueError(
                f"{self.id!r} is not a relationship of {actor!r}; pass {self.subject!r} or {self.object!r}"
            )
        return self.object if actor == self.subject else self.subject

    def phrase(self, actor: str) -> str:
        """Return what an actor is to the other, in words that a name can follow: ``"supported by"``.

        Args:
            actor: The id of one of the two actors.

        Raises:
            ValueError: It is neither of the two.
        """
        if self.other(actor) == actor:
            return f"{self.kind.value} within"
        return _PHRASES[self.kind][0 if actor == self.subject else 1]

    def __repr__(self) -> str:
        between = "to" if self.kind.directed else "and"
        return summary(self, f"{self.subject} {between} {self.object}", self.when or "undated", self.kind.value)
