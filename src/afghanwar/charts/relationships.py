"""The timeline of the relationships of an actor."""

from typing import Final

import altair as alt

from afghanwar.actors import Actor, ActorId
from afghanwar.charts.bars import bars
from afghanwar.charts.rows import Line
from afghanwar.dataset.dataset import Dataset
from afghanwar.days import days_of
from afghanwar.queries.relationships import relationships_of
from afghanwar.queries.window import Window
from afghanwar.relationships import Relationship, RelationshipKind
from afghanwar.seeds.load import load
from afghanwar.timespan import TimeLike

# How a relationship is named for its subject, and for its object.
_WORDS: Final = {
    RelationshipKind.ALLIANCE: ("alliance with", "alliance with"),
    RelationshipKind.SUPPORT: ("support for", "support from"),
    RelationshipKind.COOPERATION: ("cooperation with", "cooperation with"),
    RelationshipKind.AGREEMENT: ("agreement with", "agreement with"),
    RelationshipKind.CONTACT: ("contact with", "contact with"),
    RelationshipKind.MEMBERSHIP: ("member or follower of", "joined or followed by"),
    RelationshipKind.LEADERSHIP: ("leader of", "led by"),
    RelationshipKind.HOSTILITY: ("fighting against", "fighting against"),
    RelationshipKind.RIVALRY: ("rivalry with", "rivalry with"),
}
# From the palettes of Okabe and Ito and of Tol, which colour-blind readers can distinguish; hostility is red.
_COLOURS: Final = {
    "alliance": "#0072b2",
    "support": "#56b4e9",
    "cooperation": "#009e73",
    "agreement": "#999933",
    "contact": "#888888",
    "membership": "#cc79a7",
    "leadership": "#aa4499",
    "hostility": "#d55e00",
    "rivalry": "#e69f00",
}


def relationships(
    actor: Actor | str,
    *,
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    dataset: Dataset | None = None,
    site: str | None = None,
    width: int = 640,
) -> alt.VConcatChart:
    """Draw a timeline of the relationships of an actor, grouped by the other actor.

    Bars, menu, legend and overview are the same as in :func:`~afghanwar.charts.timeline.timeline`.

    >>> chart = relationships("Pakistan", start="1996", end="2021")
    >>> chart.save("pakistan.svg")  # doctest: +SKIP

    Args:
        actor: The actor, or its id or a name.
        start: The drawing begins with the first day that this allows; ``None`` for the first day that is certain or
            possible for one of the relationships.
        end: The drawing ends with the last day that this allows, inclusive; ``None`` for the last such day.
        dataset: The dataset to ask, or the view; the bundled one by default.
        site: The address of the built documentation of the dataset, with a slash at its end; a click on a
            relationship opens its entry there. ``None`` for no links.
        width: The width of the drawing, without its margins, in pixels.

    Returns:
        The overview above the relationships. Without a start and an end, all are drawn, including undated ones;
        otherwise those that may have held then, going by what the sources say about their time.

    Raises:
        TimeSpanError: A string is not a date.
        ValueError: The start is after the end, or there is nothing to draw.
        UnknownRecordError: No actor has that id or name.
        AmbiguousNameError: More than one actor has that name.
        TypeError: A date or the actor is of another type.
    """
    dataset = load() if dataset is None else dataset
    window = Window.of(start, end)
    named = dataset.actors.find(actor)

    def lines(view: Dataset) -> list[Line]:
        ties = relationships_of(named.id, dataset=view)
        if not window.is_unbounded:
            ties = tuple(tie for tie in ties if window.answer(view.chronology.times(tie).worlds) >= window.minimum)
        # The other actors in the order of their first relationship.
        others = list(dict.fromkeys(_other(tie, named) for tie in ties))
        return [_line(tie, named, view) for tie in sorted(ties, key=lambda tie: others.index(_other(tie, named)))]

    return bars(lines, "Relationship", _COLOURS, window=window, dataset=dataset, site=site, width=width)


def _line(tie: Relationship, actor: Actor, view: Dataset) -> Line:
    within = tie.subject == tie.object
    words = f"{tie.kind.value} within" if within else _WORDS[tie.kind][0 if tie.subject == actor.id else 1]
    return Line(
        record=tie,
        days=days_of(tie, dataset=view),
        name=f"{words} {view.actors[_other(tie, actor)].name}",
        kind=tie.kind.value,
        page=f"dataset/actors/{tie.subject}.html#relationship-{tie.id}",
    )


def _other(tie: Relationship, actor: Actor) -> ActorId:
    return tie.object if tie.subject == actor.id else tie.subject
