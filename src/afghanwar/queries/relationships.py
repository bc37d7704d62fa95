"""Relationships: who was allied with whom, and what else held between two actors."""

from collections.abc import Iterable, Iterator

from afghanwar.actors import Actor
from afghanwar.dataset.dataset import Dataset
from afghanwar.queries.circle import Circle, Including, check_including
from afghanwar.queries.scope import Sources, members, scope
from afghanwar.queries.window import Match, Window
from afghanwar.relationships import ALLIED, Relationship, RelationshipKind
from afghanwar.timespan import Certainty, TimeLike


def actors_allied_with(
    actor: Actor | str,
    *,
    on: TimeLike | None = None,
    kinds: RelationshipKind | str | Iterable[RelationshipKind | str] = ALLIED,
    match: Match = "possible",
    including: Including | None = None,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Actor, ...]:
    """Find the allies of an actor.

    Support counts in both directions: an actor is allied with those who support it and with those whom it
    supports. For the evidence, ask :func:`relationships_of` the same.

    >>> import afghanwar as aw
    >>> aw.load().actors["northern-alliance"] in aw.actors_allied_with("United States", on="2001-12-10")
    True

    Args:
        actor: The actor.
        on: A day or a longer time; ``None`` for any time.
        kinds: The kinds of relationship that count; alliance, support and cooperation by default.
        match: ``"certain"`` for those who must have been allied with it, ``"possible"`` also for those who may,
            by what the sources say of the time, ``"silent"`` also for those whom nothing rules out.
        including: ``"parts"`` to count what an actor's parts did as its own, ``"circle"`` also what
            the bodies that it led, its leaders and its members did, at the time of that leadership or membership.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The actors at the other end, each once, by name, then by id.

    Raises:
        TimeSpanError: A text is not a date.
        ValueError: An argument is not one of those named here.
        UnknownRecordError: No actor or source has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: A date is of another type.
    """
    whole, view = scope(dataset, according_to)
    window = Window.of(on, on, match)
    check_including(including)
    ours = Circle.of(actor, including, window, whole, view)
    ends = {end for tie in _between(ours, None, kinds, window, view) for end in (tie.subject, tie.object)}
    others = ends - ours.times.keys()
    return tuple(sorted((whole.actors[id] for id in others), key=lambda other: (other.name, other.id)))


def relationships_of(
    actor: Actor | str | None = None,
    *,
    other: Actor | str | None = None,
    on: TimeLike | None = None,
    kinds: RelationshipKind | str | Iterable[RelationshipKind | str] | None = None,
    match: Match = "possible",
    including: Including | None = None,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Relationship, ...]:
    """Find what held between an actor and others, or between two.

    >>> import afghanwar as aw
    >>> [tie.kind.value for tie in aw.relationships_of("Northern Alliance", other="Taliban")]
    ['hostility']

    Args:
        actor: One end, either of the two; ``None`` for every relationship.
        other: The other end.
        on: A day or a longer time; ``None`` for any time.
        kinds: Only relationships of these kinds.
        match: ``"certain"`` for what must have held, ``"possible"`` also for what may, by what the sources say
            of the time, ``"silent"`` also for what nothing rules out, undated relationships included.
        including: ``"parts"`` to count what an actor's parts did as its own, ``"circle"`` also what
            the bodies that it led, its leaders and its members did, at the time of that leadership or membership; at
            both ends.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The relationships by the first day of their reach, then the last, then id; then those about which the
        sources are silent, the undated last.

    Raises:
        TimeSpanError: A text is not a date.
        ValueError: An argument is not one of those named here.
        UnknownRecordError: No actor or source has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: A date is of another type.
    """
    whole, view = scope(dataset, according_to)
    window = Window.of(on, on, match)
    check_including(including)
    ours, theirs = (
        None if each is None else Circle.of(each, including, window, whole, view) for each in (actor, other)
    )
    return tuple(_between(ours, theirs, RelationshipKind if kinds is None else kinds, window, view))


def _between(
    ours: Circle | None,
    theirs: Circle | None,
    kinds: RelationshipKind | str | Iterable[RelationshipKind | str],
    window: Window,
    view: Dataset,
) -> Iterator[Relationship]:
    """Yield the relationships between two circles, either of which may be that of anybody."""
    index = view.indexes.relationships
    among = None
    for end in (ours, theirs):
        if end is not None:
            there = end.positions(index, "actor")
            among = there if among is None else among & there
    wanted = members(RelationshipKind, kinds)
    for at in window.select(index, among):
        tie = index.records[at]
        worlds = index.worlds[at]
        pairs = ((tie.subject, tie.object), (tie.object, tie.subject))
        if (
            tie.kind in wanted
            and any((not ours or ours.counts(a, worlds)) and (not theirs or theirs.counts(b, worlds)) for a, b in pairs)
            and (window.least is not Certainty.CERTAIN or view.chronology.times(tie).asserted)
        ):
            yield tie
