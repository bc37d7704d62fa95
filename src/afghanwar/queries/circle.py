"""Circle: the actors that a query includes with an actor, and at what times."""

from collections.abc import Iterator, Mapping, Set
from typing import Any, Literal, TypeAlias, get_args

import attrs

from afghanwar.actors import Actor
from afghanwar.dataset.dataset import Dataset
from afghanwar.dataset.indexes import Index
from afghanwar.queries.scope import with_descendants
from afghanwar.queries.window import Window, check_one_of
from afghanwar.relationships import Relationship, RelationshipKind
from afghanwar.timespan import Certainty
from afghanwar.timespan.worlds import Worlds

Including: TypeAlias = Literal["parts", "circle"]
"""Whom to include with an actor: its parts (``part_of``), or its whole circle, as :meth:`Circle.of` defines it."""


@attrs.frozen(eq=False, repr=False)
class Circle:
    """The actors that a query includes with an actor, and that actor, each with the times at which it is included.

    Attributes:
        times: The times of the leaderships or memberships because of which an actor is included, by its id; ``()`` if
            it is always included.
    """

    times: Mapping[str, tuple[Worlds, ...]]

    @classmethod
    def of(
        cls, actor: Actor | str, including: Including | None, window: Window, whole: Dataset, view: Dataset
    ) -> "Circle":
        """Find the actors to include with an actor.

        Args:
            actor: The actor.
            including: ``None`` for the actor alone; ``"parts"`` to add its parts; ``"circle"`` to add also the bodies
                that it led, its leaders and its members, with their parts.
            window: The days of the question; a leadership or membership counts only if it matches them too.
            whole: The dataset in which the actor is looked up.
            view: The dataset with the leaderships and memberships.
        """
        id = whole.actors.find(actor).id
        if including is None:
            return cls({id: ()})
        parts = whole.indexes.parts
        times: dict[str, tuple[Worlds, ...]] = dict.fromkeys(with_descendants(id, parts), ())
        if including == "circle":
            index = view.indexes.relationships
            for at in window.select(index, index.where("actor", list(times))):
                tie = index.records[at]
                for other in _counting(tie, times):
                    for member in with_descendants(other, parts):
                        if times.get(member) != ():
                            times[member] = (*times.get(member, ()), index.worlds[at])
        return cls(times)

    def includes(self, actor: str, worlds: Worlds) -> bool:
        """Return whether an actor may be included at some time."""
        times = self.times.get(actor)
        return times is not None and (not times or any(each.overlaps(worlds) is not Certainty.NO for each in times))

    def positions(self, index: Index[Any], field: str) -> Set[int]:
        """Return the positions of the records that name an actor that is included at the time of the record."""
        always = [actor for actor, times in self.times.items() if not times]
        found = index.where(field, always)
        for actor, times in self.times.items():
            if times:
                there = index.where(field, [actor])
                found = found | {at for at in there if self.includes(actor, index.worlds[at])}
        return found


def _counting(tie: Relationship, times: Mapping[str, tuple[Worlds, ...]]) -> Iterator[str]:
    """Yield the other end of a leadership, in either direction, and the subject of a membership."""
    if tie.kind is RelationshipKind.LEADERSHIP and times.get(tie.subject) == ():
        yield tie.object
    if tie.kind in (RelationshipKind.LEADERSHIP, RelationshipKind.MEMBERSHIP) and times.get(tie.object) == ():
        yield tie.subject


def check_including(including: Including | None) -> None:
    """Check the argument ``including``, even in a query without an actor.

    Raises:
        ValueError: It has an unknown value.
    """
    if including is not None:
        check_one_of("including", including, get_args(Including))
