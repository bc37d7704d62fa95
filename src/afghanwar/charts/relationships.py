"""The timeline of the relationships of an actor."""

from collections import Counter
from typing import Final

import altair as alt

from afghanwar.actors import Actor, ActorId
from afghanwar.charts.bars import bars
from afghanwar.charts.rows import Line, date_in_words
from afghanwar.dataset.dataset import Dataset
from afghanwar.days import days_of
from afghanwar.queries.relationships import relationships_of
from afghanwar.queries.scope import scope
from afghanwar.queries.window import Window
from afghanwar.relationships import Relationship
from afghanwar.timespan import TimeLike

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
        otherwise those that may have held then, going by what the sources say about their time. The date is part of a
        name that would otherwise occur twice.

    Raises:
        TimeSpanError: A string is not a date.
        ValueError: The start is after the end, or there is nothing to draw.
        UnknownRecordError: No actor has that id or name.
        AmbiguousNameError: More than one actor has that name.
        TypeError: A date or the actor is of another type.
    """
    dataset, _ = scope(dataset, None)
    window = Window.of(start, end)
    named = dataset.actors.find(actor)

    def lines(view: Dataset) -> list[Line]:
        ties = relationships_of(named.id, dataset=view)
        if not window.is_unbounded:
            ties = tuple(tie for tie in ties if window.answer(view.chronology.times(tie).worlds) >= window.minimum)
        # The other actors in the order of their first relationship.
        others = list(dict.fromkeys(tie.other(named.id) for tie in ties))
        alike = Counter(_name(tie, named.id, view) for tie in ties)
        ordered = sorted(ties, key=lambda tie: others.index(tie.other(named.id)))
        return [_line(tie, named.id, view, dated=alike[_name(tie, named.id, view)] > 1) for tie in ordered]

    return bars(lines, "Relationship", _COLOURS, window=window, dataset=dataset, site=site, width=width)


def _name(tie: Relationship, actor: ActorId, view: Dataset) -> str:
    return f"{tie.phrase(actor)} {view.actors[tie.other(actor)].name}"


def _line(tie: Relationship, actor: ActorId, view: Dataset, *, dated: bool) -> Line:
    """A line; with its date if others have the same name."""
    return Line(
        record=tie,
        days=days_of(tie, dataset=view),
        name=_name(tie, actor, view) + (f", {date_in_words(tie)}" if dated else ""),
        kind=tie.kind.value,
        page=f"dataset/actors/{tie.subject}.html#relationship-{tie.id}",
    )
