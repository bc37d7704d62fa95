"""Circle: whose acts count as an actor's own, and at what time."""

from collections.abc import Iterator, Mapping, Set
from typing import Any, Literal, TypeAlias, get_args

import attrs

from afghanwar.actors import Actor
from afghanwar.dataset.dataset import Dataset
from afghanwar.dataset.indexes import Index
from afghanwar.queries.scope import reached
from afghanwar.queries.window import Window, check_one_of
from afghanwar.relationships import Relationship, RelationshipKind
from afghanwar.timespan import Certainty
from afghanwar.timespan.worlds import Worlds

Including: TypeAlias = Literal["parts", "circle"]
"""What counts as an actor's own: also what its parts (``part_of``) did, or what all of its circle did."""


@attrs.frozen(eq=False, repr=False)
class Circle:
    """The actors that count as one, each with the times at which it does.

    Attributes:
        times: The actors, by id; with the times of the leadership or membership by which they count, or with
            ``()`` where they always do.
    """

    times: Mapping[str, tuple[Worlds, ...]]

    @classmethod
    def of(
        cls, actor: Actor | str, including: Including | None, window: Window, whole: Dataset, view: Dataset
    ) -> "Circle":
        """Find who counts as an actor.

        Args:
            actor: The actor.
            including: ``None`` for the actor alone, ``"parts"`` for its parts too, ``"circle"`` also for the bodies
                that it led, for its leaders and for its members, with their parts.
            window: The days that are asked for; a leadership or membership has to answer them too.
            whole: The dataset in which the actor is found.
            view: The dataset whose relationships say whom it led, and who belonged to it.
        """
        id = whole.actors.find(actor).id
        if including is None:
            return cls({id: ()})
        parts = whole.indexes.parts
        times: dict[str, tuple[Worlds, ...]] = dict.fromkeys(reached(id, parts), ())
        if including == "circle":
            index = view.indexes.relationships
            for at in window.select(index, index.where("actor", list(times))):
                tie = index.records[at]
                for other in _counting(tie, times):
                    for member in reached(other, parts):
                        if times.get(member) != ():
                            times[member] = (*times.get(member, ()), index.worlds[at])
        return cls(times)

    def counts(self, actor: str, worlds: Worlds) -> bool:
        """Return whether an actor may count at some time."""
        times = self.times.get(actor)
        return times is not None and (not times or any(each.overlaps(worlds) is not Certainty.NO for each in times))

    def positions(self, index: Index[Any], field: str) -> Set[int]:
        """Return the positions of the records that name somebody who counts at their time."""
        always = [actor for actor, times in self.times.items() if not times]
        found = index.where(field, always)
        for actor, times in self.times.items():
            if times:
                there = index.where(field, [actor])
                found = found | {at for at in there if self.counts(actor, index.worlds[at])}
        return found


def _counting(tie: Relationship, times: Mapping[str, tuple[Worlds, ...]]) -> Iterator[str]:
    """The other end of a leadership, in either direction, and the subject of a membership."""
    if tie.kind is RelationshipKind.LEADERSHIP and times.get(tie.subject) == ():
        yield tie.object
    if tie.kind in (RelationshipKind.LEADERSHIP, RelationshipKind.MEMBERSHIP) and times.get(tie.object) == ():
        yield tie.subject


def check_including(including: Including | None) -> None:
    """Make sure that what is to be included is known, whether an actor is asked for or not.

    Raises:
        ValueError: It is not.
    """
    if including is not None:
        check_one_of("including", including, get_args(Including))
