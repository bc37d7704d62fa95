"""Bars: how the lines of a timeline are drawn, with a menu of sources, a legend of kinds and an overview."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Any, Final, TypeAlias

import altair as alt
import attrs

from afghanwar.charts.labels import wrap_text
from afghanwar.charts.rows import Axis, Line, Row, axis_of, milliseconds, rows_of
from afghanwar.charts.views import views_of
from afghanwar.dataset.dataset import Dataset
from afghanwar.days import Mark
from afghanwar.queries.window import Window

Parameter: TypeAlias = Any
"""A parameter of Vega-Lite; Altair's types do not say that it can be used in expressions."""

Drawing: TypeAlias = Any
"""A chart, or a part of one; the types of Altair do not say what its methods return."""

# A date on an axis, as precisely as it needs to be: 2021, July, 4 July.
_DAY: Final = "utcFormat(datum.value, utcdate(datum.value) != 1 ? '%-d %b' : utcmonth(datum.value) != 0 ? '%B' : '%Y')"

GREY: Final = "#7a7a7a"
"""Readable on white and on black, as are the colours of the kinds."""

# The opacity of an area and of its edge.
_AREAS: Final = {Mark.FILLED: 1.0, Mark.FRAMED: 0.4, Mark.PALE: 0.3, Mark.FADING: 0.0}
_EDGES: Final = {Mark.FILLED: 1.0, Mark.FRAMED: 1.0, Mark.PALE: 0.0, Mark.FADING: 0.0}
# A bar that tapers off. Vega scales the shape of a point from a square from -1 to 1, here to the height of a bar.
_TAPERS: Final = {"before": "M0,-1L-5,0L0,1Z", "after": "M0,-1L5,0L0,1Z"}
# In pixels: the size of a name and the height of a line of it, the height of a bar and of the space around it, the
# height of the overview.
_SIZE, _TEXT, _BAR, _SPACE, _OVERVIEW = 12, 14, 9, 9, 60
# The minimum width for a legend of three columns.
_ROOM: Final = 480
_KEY: Final = (
    "filled: certain on each day – framed: at some time within",
    "pale: possible – dotted: the sources are silent",
    "grey name: no source asserts it in its own voice",
)


def key() -> alt.TitleParams:
    """Return the explanation of the marks, as the title of a chart."""
    return alt.TitleParams(list(_KEY), anchor="start", color=GREY, fontSize=11, fontWeight="normal", offset=8)


def menu(rows: Sequence[Row]) -> Parameter:
    """Return the menu of the sources of some rows; the first is selected initially."""
    views = list(dict.fromkeys(row["view"] for row in rows))
    select = alt.binding_select(options=views, name="According to ")
    return alt.param(name_of("source", rows), value=views[0], bind=select)


def name_of(what: str, rows: Sequence[Row]) -> str:
    """Return a parameter name that no chart of other rows has, so that charts can be combined."""
    return f"{what}_{sha256(json.dumps(rows).encode()).hexdigest()[:8]}"


def bars(
    lines: Callable[[Dataset], Sequence[Line]],
    what: str,
    colours: Mapping[str, str],
    *,
    window: Window,
    dataset: Dataset,
    site: str | None,
    width: int,
) -> alt.VConcatChart:
    """Draw the lines of a timeline, according to all sources and to each of them.

    Args:
        lines: A function that returns the lines of a view, in the order in which they are drawn.
        what: What a line is called in its tooltip.
        colours: The kinds of lines in the order of the legend, and their colours.
        window: The days to draw; on an unbounded side, those that are certain or possible for a line.
        dataset: The dataset with all sources.
        site: The address of the site whose pages a click opens; ``None`` for no links.
        width: The width of the drawing, without its margins, in pixels.

    Raises:
        ValueError: There is nothing to draw.
    """
    found = [(name, view, list(lines(view))) for name, view in views_of(dataset)]
    axis = axis_of(found[0][2], window)
    rows = [row for name, view, theirs in found for row in rows_of(name, view, theirs, axis, site)]
    if not rows:
        raise ValueError("none of the records is possible on these days; choose other records or days")
    kinds = {row["kind"] for row in rows}
    return Bars(
        rows=rows,
        what=what,
        colours={kind: colour for kind, colour in colours.items() if kind in kinds},
        axis=axis,
        width=width,
        source=menu(rows),
        kind=alt.selection_point(name_of("kind", rows), fields=["kind"], bind="legend"),
        days=alt.selection_interval(name_of("days", rows), encodings=["x"], translate=False, zoom=False),
    ).chart()


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Bars:
    """A timeline with one line per record.

    Attributes:
        rows: The data.
        what: What a line is called in its tooltip.
        colours: The kinds in the order of the legend, and their colours.
        axis: The days that are shown initially.
        width: The width of the drawing in pixels.
        source: The menu of sources.
        kind: The selection in the legend.
        days: The selection in the overview.
    """

    rows: Sequence[Row]
    what: str
    colours: Mapping[str, str]
    axis: Axis
    width: int
    source: Parameter
    kind: Parameter
    days: Parameter

    def chart(self) -> alt.VConcatChart:
        """Return the overview, and the lines below it."""
        data = alt.InlineData(values=[{**row, "lines": self._lines_of(row["name"])} for row in self.rows])
        chart = alt.vconcat(
            self._overview(), self._lines(), data=data, title=key(), spacing=6, params=[self.source.param]
        )
        resolved: alt.VConcatChart = chart.resolve_scale(color="independent", stroke="independent")
        return resolved

    def _data(self) -> Drawing:
        """The lines of the chosen source and kind."""
        return alt.Chart().transform_filter(alt.datum.view == self.source).transform_filter(self.kind)

    @cached_property
    def _wrapped(self) -> Mapping[str, list[str]]:
        """The lines of each name."""
        return {row["name"]: wrap_text(row["name"], self.width, _SIZE) for row in self.rows}

    @cached_property
    def _most(self) -> int:
        """The largest number of lines of a name."""
        return max(map(len, self._wrapped.values()))

    def _lines_of(self, name: str) -> list[str]:
        """The lines of a name; a short one begins with blank lines, so that all end directly above their bars."""
        lines = self._wrapped[name]
        # Vega or SVG would leave out a line that is empty or a space.
        return ["\u200b"] * (self._most - len(lines)) + lines

    @property
    def _step(self) -> int:
        """The height of a record in pixels: its name, its bar, and the space around them."""
        return _TEXT * self._most + _BAR + _SPACE

    @property
    def _bar_at(self) -> float:
        """The offset of a bar from the middle of its record, in pixels."""
        return (self._step - _BAR) / 2 - 3

    def _overview(self) -> Drawing:
        chart = self._data().transform_flatten(["first", "last", "mark"]).mark_bar()
        chart = chart.encode(
            x=self._x(),
            x2="last",
            y=alt.Y("order:O", axis=None),
            color=self._colour(alt.Color, shown=False),
            fillOpacity=_strength(alt.FillOpacity, _AREAS),
        )
        return chart.properties(width=self.width, height=_OVERVIEW).add_params(self.days)

    def _lines(self) -> Drawing:
        chosen = f"{self.days.name}.first"
        inside = f"!{chosen} || (datum.first[0] < {chosen}[1] && datum.last[length(datum.last) - 1] > {chosen}[0])"
        lines = self._data().transform_filter(inside)
        bars = lines.transform_flatten(["first", "last", "mark", "here"])
        layers = [
            self._names(lines, asserted=True),
            self._names(lines, asserted=False),
            self._dots(bars),
            self._tapers(lines),
            self._bars(bars),
        ]
        return alt.layer(*layers).properties(width=self.width, height=alt.Step(self._step))

    def _names(self, lines: Drawing, *, asserted: bool) -> Drawing:
        colour = alt.Undefined if asserted else GREY
        mark = lines.transform_filter(alt.datum.asserted == asserted).mark_text(
            align="left",
            baseline="bottom",
            lineHeight=_TEXT,
            # Where the first line ends.
            yOffset=self._bar_at - _BAR / 2 - 1 - _TEXT * (self._most - 1),
            fontSize=_SIZE,
            limit=self.width,
            color=colour,
        )
        return mark.encode(x=alt.value(0), text="lines:N", **self._shared())

    def _dots(self, bars: Drawing) -> Drawing:
        silent = bars.transform_filter(alt.datum.mark == Mark.FADING.value)
        mark = silent.mark_rule(yOffset=self._bar_at, strokeDash=[1, 4], strokeWidth=1.5, clip=True)
        return mark.encode(x=self._zoomed(), x2="last", color=self._colour(alt.Color), **self._shared("here"))

    def _tapers(self, lines: Drawing) -> Drawing:
        mark = lines.transform_flatten(["edge", "side"]).mark_point(
            yOffset=self._bar_at, size=_BAR**2, strokeWidth=0, filled=True, fillOpacity=_AREAS[Mark.PALE], clip=True
        )
        shapes = alt.Scale(domain=list(_TAPERS), range=list(_TAPERS.values()))
        return mark.encode(
            x=self._zoomed("edge:T"),
            y=alt.Y("order:O", axis=None),
            color=self._colour(alt.Color),
            shape=alt.Shape("side:N", scale=shapes, legend=None),
        )

    def _bars(self, bars: Drawing) -> Drawing:
        mark = bars.transform_filter(alt.datum.mark != Mark.FADING.value).mark_bar(
            yOffset=self._bar_at, height=_BAR, strokeWidth=1.5, clip=True
        )
        return mark.encode(
            x=self._zoomed(),
            x2="last",
            color=self._colour(alt.Color),
            stroke=self._colour(alt.Stroke),
            fillOpacity=_strength(alt.FillOpacity, _AREAS),
            strokeOpacity=_strength(alt.StrokeOpacity, _EDGES),
            **self._shared("here"),
        ).add_params(self.kind)

    def _zoomed(self, field: str = "first:T") -> alt.X:
        return self._x(field, chosen=alt.ExprRef(f"{self.days.name}.first"), grid=True)

    def _x(self, field: str = "first:T", *, chosen: Any = alt.Undefined, grid: bool = False) -> alt.X:
        # An expression, because Vega-Lite reads a domain of days differently for the start and for the end of a bar.
        days = f"[{milliseconds(self.axis[0])}, {milliseconds(self.axis[1], after=True)}]"
        # In UTC, because west of Greenwich a day would otherwise begin on the day before.
        scale = alt.Scale(type="utc", domain=alt.ExprRef(days), domainRaw=chosen)
        axis = alt.Axis(orient="top", title=None, grid=grid, domain=False, labelExpr=_DAY)
        return alt.X(field, scale=scale, axis=axis)

    def _colour(self, channel: Any, *, shown: bool = True) -> Any:
        scale = alt.Scale(domain=list(self.colours), range=list(self.colours.values()))
        columns = 3 if self.width >= _ROOM else 2
        legend = alt.Legend(title=None, orient="top", columns=columns, symbolType="square", symbolOpacity=1)
        return channel("kind:N", scale=scale, legend=legend if shown else None)

    def _shared(self, *more: str) -> dict[str, Any]:
        """The position of a line, its tooltip, and the link to its page."""
        titles = {"name": self.what, "when": "When", "here": "Here", "sources": "Sources", "assertion": "Asserted"}
        shown = [name for name in titles if name != "here" or name in more]
        encodings: dict[str, Any] = {
            "y": alt.Y("order:O", axis=None),
            "description": "label:N",
            "tooltip": [alt.Tooltip(f"{name}:N", title=titles[name]) for name in shown],
        }
        if any(row["href"] for row in self.rows):
            encodings["href"] = "href:N"
        return encodings


def _strength(channel: Any, strengths: Mapping[Mark, float]) -> Any:
    names = [mark.value for mark in strengths]
    scale = alt.Scale(type="ordinal", domain=names, range=list(strengths.values()))
    return channel("mark:O", scale=scale, legend=None)
