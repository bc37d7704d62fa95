"""The chart of places: where events took place, on a map that shows how precisely that is known."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import altair as alt

from afghanwar.charts.bars import GREY, Drawing, Parameter, menu
from afghanwar.charts.labels import SIZE
from afghanwar.charts.maps import AREA, BORDER, HOW, NEAR, POINT, Map
from afghanwar.charts.outlines import AFGHANISTAN, Mercator, outlines
from afghanwar.charts.rows import Row
from afghanwar.charts.views import events_in, views_of
from afghanwar.dataset.dataset import Dataset
from afghanwar.events import Event
from afghanwar.queries.scope import scope
from afghanwar.timespan import TimeLike

# From the palette of Okabe and Ito.
_COLOURS: Final = {
    POINT: "#0072b2",
    NEAR: "#cc79a7",
    AREA: "#009e73",
    BORDER: "#d55e00",
}
_TOOLTIP: Final = {
    "name": "Place",
    "how": "Where",
    "count": "Events",
    "events": "Such as",
    "includes": "Also counted here",
    "source": "Position from",
}
# The default of Vega-Lite, used here because names would otherwise have the colour of their place.
_BLACK: Final = alt.value("black")


def places(
    events: Iterable[Event] | None = None,
    *,
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    dataset: Dataset | None = None,
    site: str | None = None,
    width: int = 640,
) -> alt.VConcatChart:
    """Draw where events took place on a map of Afghanistan.

    A town is drawn as a point, a province or a country as an area, a border as a line. A place that cannot be drawn is
    counted with the place that it lies in, unless that is a country. Other places that cannot be drawn, and those
    outside the map, are listed below it. A menu shows the map according to one source.

    >>> chart = places(start="2001-10", end="2001-12")
    >>> chart.save("places.svg")  # doctest: +SKIP

    Args:
        events: The events, such as the answer to a query; those that cannot have happened in the window are left
            out. ``None`` for all that may have happened in it, going by what the sources say about their time.
        start: The window begins with the first day that this allows; ``None`` for no beginning.
        end: The window ends with the last day that this allows, inclusive; ``None`` for no end.
        dataset: The dataset that the events are from, or the view; the bundled one by default.
        site: The address of the built documentation of the dataset, with a slash at its end; a click on a place opens
            its page there. ``None`` for no links.
        width: The width of the map in pixels.

    Returns:
        The map, and below it a list of what it does not show.

    Raises:
        TimeSpanError: A string is not a date.
        ValueError: The start is after the end, a record is not an event, or there are no events.
        TypeError: A date or a record is of another type.
    """
    dataset, _ = scope(dataset, None)
    chosen = events_in(events, start, end, dataset)
    maps = [
        Map(view=name, dataset=view, events=chosen(view), site=site, width=width) for name, view in views_of(dataset)
    ]
    maps = [each for each in maps if each.events]
    if not maps:
        raise ValueError("there is nothing to draw; choose other events or days")
    return _chart(
        [row for each in maps for row in each.rows()], [line for each in maps for line in each.captions()], width
    )


def _chart(rows: Sequence[Row], words: Sequence[Row], width: int) -> alt.VConcatChart:
    source = menu(words)
    below = alt.Chart(alt.InlineData(values=list(words))).transform_filter(alt.datum.view == source)
    below = below.mark_text(align="left", baseline="middle", color=GREY, fontSize=SIZE)
    below = below.encode(x=alt.value(0), y=alt.Y("line:O", axis=None), text="text:N")
    below = below.properties(width=width, height=alt.Step(SIZE + 4), view=alt.ViewConfig(stroke=None))
    return alt.vconcat(_map(rows, source, width), below, spacing=6, params=[source.param])


def _map(rows: Sequence[Row], source: Parameter, width: int) -> Drawing:
    projection = Mercator(width)
    features = alt.InlineData(values=list(outlines().values()))
    shown = alt.Chart(alt.InlineData(values=list(rows))).transform_filter(alt.datum.view == source)
    shapes = shown.transform_lookup("source", alt.LookupData(features, "id", ["geometry"]))
    areas, borders = (shapes.transform_filter(alt.datum.how == HOW[each]) for each in (AREA, BORDER))
    encoded = _encodings(rows)
    strength = alt.condition("datum.country", alt.value(0.15), alt.value(0.45))
    layers = [
        *_base(),
        areas.mark_geoshape(clip=True).encode(shape="geometry:G", fillOpacity=strength, **encoded),
        borders.mark_geoshape(clip=True, filled=False, strokeWidth=4, strokeOpacity=0.7).encode(
            shape="geometry:G", **encoded
        ),
        shown.transform_filter("datum.point")
        .mark_circle(opacity=0.85)
        .encode(
            longitude="longitude:Q", latitude="latitude:Q", size=alt.Size("size:Q", scale=None, legend=None), **encoded
        ),
        shown.transform_filter("datum.text")
        .mark_text(align="left", baseline="middle", fontSize=SIZE)
        .encode(
            longitude="label_longitude:Q", latitude="label_latitude:Q", text="text:N", **{**encoded, "color": _BLACK}
        ),
    ]
    chart = alt.layer(*layers, data=features)
    chart = chart.project("mercator", scale=projection.scale, translate=list(projection.translate))
    return chart.properties(width=width, height=projection.height)


def _base() -> Iterator[Drawing]:
    """The neighbours, the provinces, and the outline of Afghanistan."""
    home = f"datum.id === '{AFGHANISTAN}'"
    neighbours = f"datum.properties.kind === 'country' && !({home})"
    provinces = "datum.properties.kind === 'province'"
    for drawn, fill, width in ((neighbours, 0.12, 0.8), (provinces, 0, 0.4), (home, 0, 1.5)):
        chart = alt.Chart().transform_filter(drawn)
        yield chart.mark_geoshape(clip=True, fill=GREY, fillOpacity=fill, stroke=GREY, strokeWidth=width)


def _encodings(rows: Sequence[Row]) -> dict[str, Any]:
    """The colour of a place, its tooltip, and the link to its page."""
    shown = [HOW[each] for each in HOW if any(row["how"] == HOW[each] for row in rows)]
    colours = [_COLOURS[each] for each in HOW if HOW[each] in shown]
    encodings: dict[str, Any] = {
        "color": alt.Color(
            "how:N",
            scale=alt.Scale(domain=shown, range=colours),
            legend=alt.Legend(title=None, orient="top", columns=2, symbolType="circle", symbolOpacity=1, labelLimit=0),
        ),
        "description": "label:N",
        "tooltip": [alt.Tooltip(f"{name}:N", title=title) for name, title in _TOOLTIP.items()],
    }
    if any(row["href"] for row in rows):
        encodings["href"] = "href:N"
    return encodings
