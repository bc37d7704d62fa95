"""Bars: how lines along time are drawn, with a menu of sources, a legend of kinds and an overview."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import altair as alt
import attrs

from afghanwar.charts.rows import Axis, Line, Row, axis_of, milliseconds, rows_of
from afghanwar.charts.views import views_of
from afghanwar.dataset.dataset import Dataset
from afghanwar.days import Mark
from afghanwar.queries.window import Window

Parameter: TypeAlias = Any
"""A parameter of Vega-Lite; Altair's types do not say that it can be used in expressions."""

GREY: Final = "#7a7a7a"
"""Readable on white and on black, as are the colours of the kinds."""

# How strong the colour of an area and of its edge is.
_AREAS: Final = {Mark.FILLED: 1.0, Mark.FRAMED: 0.4, Mark.PALE: 0.3, Mark.FADING: 0.0}
_EDGES: Final = {Mark.FILLED: 1.0, Mark.FRAMED: 1.0, Mark.PALE: 0.0, Mark.FADING: 0.0}
# A bar that becomes thin. Vega draws the shape of a point within a square from -1 to 1, here as high as a bar.
_TAPERS: Final = {"before": "M0,-1L-5,0L0,1Z", "after": "M0,-1L5,0L0,1Z"}
# In pixels: a line of the chart, the bar in it, how far the bar and the name are from the middle, and the overview.
_STEP, _BAR, _BAR_AT, _NAME_AT, _OVERVIEW = 30, 9, 7, -7, 60
_KEY: Final = (
    "filled: certain on each day – framed: at some time within",
    "pale: possible – dotted: the sources are silent",
    "grey name: no source asserts it in its own voice",
)


def key() -> alt.TitleParams:
    """Return what says how days are drawn, as the title of a chart."""
    return alt.TitleParams(list(_KEY), anchor="start", color=GREY, fontSize=11, fontWeight="normal", offset=8)


def menu(views: Sequence[str]) -> Parameter:
    """Return the menu of sources; the first is chosen at the start."""
    return alt.param(value=views[0], bind=alt.binding_select(options=list(views), name="According to "))


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
    """Draw lines along time, according to all sources and to each of them.

    Args:
        lines: Returns the lines of a view, in the order in which they are drawn.
        what: What a line is, as the tooltip calls it.
        colours: The kinds of lines in the order of the legend, and their colours.
        window: The days to draw; where it is unbounded, those that are certain or possible for a line.
        dataset: All that the sources say.
        site: The address of the site whose pages a click opens; ``None`` for no links.
        width: The width of the drawing, without its margins, in pixels.

    Raises:
        ValueError: There is nothing to draw.
    """
    found = [(name, view, list(lines(view))) for name, view in views_of(dataset)]
    axis = axis_of(found[0][2], window)
    rows = [row for name, view, theirs in found for row in rows_of(name, view, theirs, axis, site)]
    if not rows:
        raise ValueError("none of the records can have been in these days; ask for others")
    views = {row["view"]: None for row in rows}
    kinds = {row["kind"] for row in rows}
    return Bars(
        rows=rows,
        what=what,
        colours={kind: colour for kind, colour in colours.items() if kind in kinds},
        axis=axis,
        width=width,
        source=menu(list(views)),
    ).chart()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Bars:
    """A chart of lines along time.

    Attributes:
        rows: The data.
        what: What a line is, as the tooltip calls it.
        colours: The kinds in the order of the legend, and their colours.
        axis: The days that are shown at the start.
        width: The width of the drawing in pixels.
        source: The menu of sources.
        kind: What is chosen in the legend.
        days: The days that are chosen in the overview.
    """

    rows: Sequence[Row]
    what: str
    colours: Mapping[str, str]
    axis: Axis
    width: int
    source: Parameter
    kind: Parameter = attrs.field(init=False, factory=lambda: alt.selection_point(fields=["kind"], bind="legend"))
    days: Parameter = attrs.field(
        init=False, factory=lambda: alt.selection_interval(encodings=["x"], translate=False, zoom=False)
    )

    def chart(self) -> alt.VConcatChart:
        """Return the overview, and the lines below it."""
        data = alt.InlineData(values=list(self.rows))
        chart = alt.vconcat(
            self._overview(), self._lines(), data=data, title=key(), spacing=6, params=[self.source.param]
        )
        return chart.resolve_scale(color="independent", stroke="independent")

    def _data(self) -> alt.Chart:
        """The lines of the chosen source and kind."""
        return alt.Chart().transform_filter(alt.datum.view == self.source).transform_filter(self.kind)

    def _overview(self) -> alt.Chart:
        ends = [milliseconds(self.axis[0]), milliseconds(self.axis[1], after=True)]
        chart = self._data().transform_flatten(["first", "last", "mark"]).mark_bar()
        chart = chart.encode(
            x=alt.X("first:T", scale=alt.Scale(type="utc", domain=ends), axis=_axis(grid=False)),
            x2="last",
            y=alt.Y("order:O", axis=None),
            color=self._colour(alt.Color, shown=False),
            fillOpacity=_strength(alt.FillOpacity, _AREAS),
        )
        return chart.properties(width=self.width, height=_OVERVIEW).add_params(self.days)

    def _lines(self) -> alt.LayerChart:
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
            self._ends(),
        ]
        return alt.layer(*layers).properties(width=self.width, height=alt.Step(_STEP))

    def _names(self, lines: alt.Chart, *, asserted: bool) -> alt.Chart:
        colour = {} if asserted else {"color": GREY}
        mark = lines.transform_filter(alt.datum.asserted == asserted).mark_text(
            align="left", baseline="middle", yOffset=_NAME_AT, fontSize=12, limit=self.width, **colour
        )
        return mark.encode(x=alt.value(0), text="name:N", **self._shared())

    def _dots(self, bars: alt.Chart) -> alt.Chart:
        silent = bars.transform_filter(alt.datum.mark == Mark.FADING.value)
        mark = silent.mark_rule(yOffset=_BAR_AT, strokeDash=[1, 4], strokeWidth=1.5, clip=True)
        return mark.encode(x=self._x(), x2="last", color=self._colour(alt.Color), **self._shared("here"))

    def _tapers(self, lines: alt.Chart) -> alt.Chart:
        mark = lines.transform_flatten(["edge", "side"]).mark_point(
            yOffset=_BAR_AT, size=_BAR**2, strokeWidth=0, fillOpacity=_AREAS[Mark.PALE], clip=True
        )
        shapes = alt.Scale(domain=list(_TAPERS), range=list(_TAPERS.values()))
        return mark.encode(
            x=self._x("edge:T"),
            y=alt.Y("order:O", axis=None),
            fill=self._colour(alt.Fill, shown=False),
            shape=alt.Shape("side:N", scale=shapes, legend=None),
        )

    def _bars(self, bars: alt.Chart) -> alt.Chart:
        mark = bars.transform_filter(alt.datum.mark != Mark.FADING.value).mark_bar(
            yOffset=_BAR_AT, height=_BAR, strokeWidth=1.5, clip=True
        )
        return mark.encode(
            x=self._x(),
            x2="last",
            color=self._colour(alt.Color),
            stroke=self._colour(alt.Stroke, shown=False),
            fillOpacity=_strength(alt.FillOpacity, _AREAS),
            strokeOpacity=_strength(alt.StrokeOpacity, _EDGES),
            **self._shared("here"),
        ).add_params(self.kind)

    def _ends(self) -> alt.Chart:
        """Nothing to see: it keeps the days of the axis where a source or a kind has fewer."""
        ends = {"first": milliseconds(self.axis[0]), "last": milliseconds(self.axis[1], after=True)}
        return alt.Chart(alt.InlineData(values=[ends])).mark_rule(opacity=0).encode(x=self._x(), x2="last")

    def _x(self, field: str = "first:T") -> alt.X:
        return alt.X(field, scale=alt.Scale(type="utc", domain=self.days), axis=_axis(grid=True))

    def _colour(self, channel: Any, *, shown: bool = True) -> Any:
        scale = alt.Scale(domain=list(self.colours), range=list(self.colours.values()))
        legend = alt.Legend(title=None, orient="top", columns=3, symbolType="square", symbolOpacity=1)
        return channel("kind:N", scale=scale, legend=legend if shown else None)

    def _shared(self, *more: str) -> dict[str, Any]:
        """The place of a line, its tooltip, and the link to its page."""
        titles = {"name": self.what, "when": "When", "here": "Here", "sources": "Sources", "standing": "Standing"}
        shown = [name for name in titles if name != "here" or name in more]
        encodings: dict[str, Any] = {
            "y": alt.Y("order:O", axis=None),
            "description": "label:N",
            "tooltip": [alt.Tooltip(f"{name}:N", title=titles[name]) for name in shown],
        }
        if any("href" in row for row in self.rows):
            encodings["href"] = "href:N"
        return encodings


def _axis(*, grid: bool) -> alt.Axis:
    return alt.Axis(orient="top", title=None, grid=grid, domain=False)


def _strength(channel: Any, strengths: Mapping[Mark, float]) -> Any:
    names = [mark.value for mark in strengths]
    scale = alt.Scale(type="ordinal", domain=names, range=list(strengths.values()))
    return channel("mark:N", scale=scale, legend=None)
