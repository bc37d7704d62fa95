"""Actors: the persons, states, bodies and groups that act or speak in the documents."""

from enum import Enum
from typing import NewType

import attrs

from afghanwar.places import Identifiers
from afghanwar.summaries import summary

ActorId = NewType("ActorId", str)
"""The id of an actor."""


class ActorKind(Enum):
    """What kind of actor it is; where two fit, use the first one."""

    PERSON = "person"
    STATE = "state"
    GOVERNMENT = "government"
    ALLIANCE = "alliance"
    FORCE = "force"
    """An army, a police force, or a part of one, that acts for a state or an alliance."""
    ARMED_GROUP = "armed-group"
    PARTY = "party"
    MEDIA = "media"
    ORGANISATION = "organisation"
    COMMUNITY = "community"
    """People of one origin, faith, place or work."""
    GROUP = "group"
    """A loose or unnamed set that a text treats as one, such as "regional powers"."""


@attrs.frozen(kw_only=True)
class Actor:
    """A person, a state, a body or a group that acts or speaks in a source.

    Attributes:
        id: A lower-case slug, such as ``"northern-alliance"``.
        name: The common English name.
        kind: What kind of actor it is.
        aliases: Other names and spellings, including those of every document.
        description: One neutral sentence.
        part_of: The bodies on whose orders it acts, by common knowledge: the Green Berets are part of the
            US armed forces. A faction, a commander or a follower is not; such a tie is a relationship,
            with evidence.
        identifiers: Its identifiers in other datasets.
    """

    id: ActorId
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    description: str
    part_of: tuple[ActorId, ...] = ()
    identifiers: Identifiers = attrs.field(factory=Identifiers)

    @property
    def names(self) -> tuple[str, ...]:
        """Every string by which a query finds it."""
        return (self.id, self.name, *self.aliases)

    def __repr__(self) -> str:
        return summary(self, self.name, None, self.kind.value)
