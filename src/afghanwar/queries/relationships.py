"""Relationships: who was allied with whom, and how else two actors were related."""

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

    Support counts in both directions: an actor is allied with those who support it and with those whom it supports.
    For the evidence, call :func:`relationships_of` with the same arguments.

    >>> import afghanwar as aw
    >>> aw.load().actors["northern-alliance"] in aw.actors_allied_with("United States", on="2001-12-10")
    True

    Args:
        actor: The actor.
        on: A day or a longer time; ``None`` for any time.
        kinds: The kinds of relationship that count; alliance, support and cooperation by default.
        match: ``"certain"`` for actors that must have been allied with it, ``"possible"`` also for those that may
            have been, given what the sources say, ``"silent"`` also for those that nothing rules out.
        including: ``"parts"`` to include an actor's parts; ``"circle"`` to include also the bodies that it led, its
            leaders and its members, at the time of that leadership or membership.
        according_to: The source or sources to ask; all by default.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The actors at the other end, without duplicates, by name, then by id.

    Raises:
        TimeSpanError: A string is not a date.
        ValueError: An argument has an unknown value.
        UnknownRecordError: No actor or source has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: A date has the wrong type.
    """
    whole, view = scope(dataset, according_to)
    window = Window.of(on, on, match)
    check_including(including)
    ours = Circle.of(actor, including, window, whole, view)
    others = set()
    for tie in _between(ours, None, kinds, window, view):
        worlds = view.chronology.times(tie).worlds
        for one, other in ((tie.subject, tie.object), (tie.object, tie.subject)):
            if ours.includes(one, worlds) and not ours.includes(other, worlds):
                others.add(other)
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
    """Find the relationships of an actor, or between two actors.

    >>> import afghanwar as aw
    >>> [tie.kind.value for tie in aw.relationships_of("Northern Alliance", other="Taliban")]
    ['hostility']

    Args:
        actor: The actor at either end; ``None`` for any.
        other: The actor at the other end; ``None`` for any.
        on: A day or a longer time; ``None`` for any time.
        kinds: Only relationships of these kinds.
        match: ``"certain"`` for relationships that must have existed then, ``"possible"`` also for those that may have,
            given what the sources say, ``"silent"`` also for those that nothing rules out, undated ones included.
        including: ``"parts"`` to include an actor's parts, at both ends; ``"circle"`` to include also the bodies that
            it led, its leaders and its members, at the time of that leadership or membership.
        according_to: The source or sources to ask; all by default.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The relationships by the first day of their reach, then the last, then id; then those about which the
        sources are silent, undated ones last.

    Raises:
        TimeSpanError: A string is not a date.
        ValueError: An argument has an unknown value.
        UnknownRecordError: No actor or source has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: A date has the wrong type.
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
    """Yield the relationships between two circles; ``None`` means any actors."""
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
            and any(
                (not ours or ours.includes(a, worlds)) and (not theirs or theirs.includes(b, worlds)) for a, b in pairs
            )
            and (window.minimum is not Certainty.CERTAIN or view.chronology.times(tie).asserted)
        ):
            yield tie
