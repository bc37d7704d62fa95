"""Battles: events with sides."""

from typing import Literal, final

import attrs

from afghanwar.actors import ActorId
from afghanwar.claims import ClaimId
from afghanwar.events import Event, EventKind, Participation


@attrs.frozen(kw_only=True)
class Side:
    """One side of a battle.

    Attributes:
        name: Its name: ``"Coalition"``.
        actors: Who fought on it.
        commanders: Who led it, as far as the sources name them.
    """

    name: str
    actors: tuple[ActorId, ...]
    commanders: tuple[ActorId, ...] = ()


@final
@attrs.frozen(kw_only=True, repr=False)
class Battle(Event):
    """An event with sides.

    Its participants are the actors of its sides, as belligerents, and their commanders.

    Attributes:
        sides: Who fought whom; empty if the sources name none.
        outcome: The claims of the evidence that say how it ended.
        victor: The name of the side that won; ``None`` if the sources name none.
    """

    kind: Literal[EventKind.BATTLE] = attrs.field(default=EventKind.BATTLE, init=False)
    sides: tuple[Side, ...] = ()
    participants: tuple[Participation, ...] = attrs.field(init=False)
    outcome: tuple[ClaimId, ...] = ()
    victor: str | None = None

    @participants.default
    def _participants(self) -> tuple[Participation, ...]:
        return tuple(
            Participation(actor=actor, role=role)
            for side in self.sides
            for role, actors in (("belligerent", side.actors), ("commander", side.commanders))
            for actor in actors
        )
