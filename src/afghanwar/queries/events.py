"""Events: what happened between two dates."""

from collections.abc import Iterable, Set
from typing import TypedDict, TypeVar, overload

from typing_extensions import Unpack

from afghanwar.actors import Actor
from afghanwar.dataset.dataset import Dataset
from afghanwar.events import Event, EventKind
from afghanwar.places import Place
from afghanwar.queries.circle import Circle, Including, check_including
from afghanwar.queries.scope import Sources, intersection, members, place_ids, scope, sources
from afghanwar.queries.window import Match, Relation, Window
from afghanwar.timespan import Certainty, TimeLike

E = TypeVar("E", bound=Event)


class EventFilters(TypedDict, total=False):
    """The arguments of :func:`events_between` besides the dates; it documents them."""

    match: Match
    relation: Relation
    kinds: EventKind | str | Iterable[EventKind | str] | None
    actor: Actor | str | None
    including: Including | None
    place: Place | str | None
    told_by: Sources | None
    according_to: Sources | None
    dataset: Dataset | None


@overload
def events_between(
    start: TimeLike | None = None, end: TimeLike | None = None, **filters: Unpack[EventFilters]
) -> tuple[Event, ...]: ...
@overload
def events_between(
    start: TimeLike | None = None, end: TimeLike | None = None, *, of: type[E], **filters: Unpack[EventFilters]
) -> tuple[E, ...]: ...
def events_between(
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    *,
    of: type[Event] = Event,
    match: Match = "possible",
    relation: Relation = "overlaps",
    kinds: EventKind | str | Iterable[EventKind | str] | None = None,
    actor: Actor | str | None = None,
    including: Including | None = None,
    place: Place | str | None = None,
    told_by: Sources | None = None,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Event, ...]:
    """Find what happened between two dates.

    The time it takes grows with the size of the answer, not of the dataset.

    >>> import afghanwar as aw
    >>> [event.name for event in aw.events_between("2001-12-06", "2001-12-17", of=aw.Battle)]
    ['Battle of Tora Bora']
    >>> [event.name for event in aw.events_between("2021-07", "2021-07", told_by=["giustozzi-2021", "stein-2021"])]
    ['Withdrawal of US ground forces and air support in 2021']

    Args:
        start: The window begins with the first day that this allows; ``None`` for no beginning.
        end: The window ends with the last day that this allows, inclusive; ``None`` for no end.
        of: ``Battle`` for battles only.
        match: ``"certain"`` for events that must match the window, ``"possible"`` also for those that may, given what
            the sources say, ``"silent"`` also for those that nothing rules out, undated events included.
        relation: ``"overlaps"`` for events that share a day with the window, ``"within"`` for those that lie wholly
            inside it.
        kinds: Only events of these kinds.
        actor: Only events in which this actor takes part.
        including: ``"parts"`` to include an actor's parts; ``"circle"`` to include also the bodies that it led, its
            leaders and its members, at the time of that leadership or membership.
        place: Only events at this place or at one within it.
        told_by: Only events that this source mentions; of several sources, all of them.
        according_to: The source or sources to ask; all by default.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The events by the first day of their reach, then the last, then id; then those about which the sources are
        silent, undated events last.

    Raises:
        TimeSpanError: A string is not a date.
        ValueError: The start is after the end, or another argument has an unknown value.
        UnknownRecordError: No actor, place or source has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: A date has the wrong type.
    """
    whole, view = scope(dataset, according_to)
    window = Window.of(start, end, match, relation)
    check_including(including)
    index = view.indexes.events
    conditions: list[Set[int]] = []
    if actor is not None:
        conditions.append(Circle.of(actor, including, window, whole, view).positions(index, "actor"))
    if place is not None:
        conditions.append(index.where("place", place_ids(place, whole)))
    if told_by is not None:
        conditions.extend(index.where("source", [source.id]) for source in sources(told_by, whole))
    found: Iterable[Event] = map(index.records.__getitem__, window.select(index, intersection(conditions)))
    if window.minimum is Certainty.CERTAIN:
        found = (event for event in found if view.chronology.times(event).asserted)
    if of is not Event:
        found = (event for event in found if isinstance(event, of))
    if kinds is not None:
        wanted = members(EventKind, kinds)
        found = (event for event in found if event.kind in wanted)
    return tuple(found)
