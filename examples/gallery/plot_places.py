"""
Where it happened
=================

The places of the dataset that have coordinates, on a plain grid of degrees without borders or rivers. The larger the
circle, the more events the dataset has at that place or within it. A full circle is a point on the ground; an empty
circle is the middle of a province or a country. Border regions are not shown. Most coordinates are from
`Natural Earth <https://www.naturalearthdata.com/>`_ and from the `Georeferenced Event Dataset of the UCDP
<https://ucdp.uu.se/>`_.
"""

import math
from itertools import product

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.transforms import Bbox

import afghanwar as aw

# Bluish green of Okabe and Ito.
COLOUR = "#009E73"
POINTS = (aw.CoordinatePrecision.POINT, aw.CoordinatePrecision.NEAR)
# Where a name may be placed around its circle: the direction, and how it is aligned.
AROUND = (
    (1, 0, "left", "center"),
    (-1, 0, "right", "center"),
    (0, 1, "center", "bottom"),
    (0, -1, "center", "top"),
    (0.8, 0.8, "left", "bottom"),
    (-0.8, 0.8, "right", "bottom"),
    (0.8, -0.8, "left", "top"),
    (-0.8, -0.8, "right", "top"),
)


AFGHANISTAN = Bbox.from_extents(60, 29, 76, 39)
REGION = Bbox.from_extents(30, 18, 80, 45)


def label(axes: Axes, name: str, point: tuple[float, float], taken: list[Bbox]) -> None:
    """Write a name next to its circle, or farther away with a line to it, where there is room."""
    line = {"arrowstyle": "-", "color": COLOUR, "linewidth": 0.6}
    for distance, (right, up, ha, va) in product((8, 20, 32, 44, 56), AROUND):
        offset = (distance * right, distance * up)
        text = axes.annotate(
            name, point, offset, textcoords="offset points", fontsize=9, arrowprops=line if distance > 8 else None
        )
        text.set(ha=ha, va=va)
        text.update_positions(axes.figure.canvas.get_renderer())  # type: ignore[attr-defined]
        extent = Text.get_window_extent(text)
        inside = axes.bbox.containsx(extent.x0) and axes.bbox.containsx(extent.x1)
        if inside and not any(extent.overlaps(other) for other in taken):
            taken.append(extent)
            return
        text.remove()


def picture(title: str, frame: Bbox, without: tuple[aw.PlaceKind, ...], drawn_elsewhere: Bbox | None = None) -> None:
    """Draw the places within a frame of degrees; those of another picture are drawn without names."""
    points = {
        place: (place.coordinates.longitude, place.coordinates.latitude)
        for place in aw.load().places
        if place.coordinates is not None and place.kind not in without
        if frame.contains(place.coordinates.longitude, place.coordinates.latitude)
    }
    # A degree of longitude is shorter than one of latitude, by the cosine of the latitude.
    stretch = 1 / math.cos(math.radians((frame.y0 + frame.y1) / 2))
    figure, axes = plt.subplots(figsize=(5.2, 0.8 + 4.6 * stretch * frame.height / frame.width))
    axes.set(xlim=frame.intervalx, ylim=frame.intervaly, title=title, aspect=stretch)
    axes.grid(color="black", alpha=0.15)
    axes.tick_params(labelsize=9)
    axes.spines[:].set_visible(False)
    axes.xaxis.set_major_formatter("{x:g}°E")
    axes.yaxis.set_major_formatter("{x:g}°N")
    figure.canvas.draw()
    events = {place: len(aw.events_between(place=place)) for place in points}
    taken: list[Bbox] = []
    for place, point in points.items():
        (circle,) = axes.plot(*point, "o", color=COLOUR, alpha=0.8, markersize=4 + 2 * math.sqrt(events[place]))
        circle.set_fillstyle("full" if place.coordinates and place.coordinates.precision in POINTS else "none")
        taken.append(circle.get_window_extent())
    # Where there is little room, the place with the most events is labelled first.
    for place in sorted(points, key=lambda place: (-events[place], place.id)):
        if (
            drawn_elsewhere is None
            or place.kind is aw.PlaceKind.COUNTRY
            or not drawn_elsewhere.contains(*points[place])
        ):
            label(axes, place.name, points[place], taken)


# %%
# Afghanistan and its borders
# ---------------------------

picture("In and around Afghanistan", AFGHANISTAN, without=(aw.PlaceKind.COUNTRY, aw.PlaceKind.REGION))

# %%
# The wider region
# ----------------
#
# The places of the picture above are shown here without their names.

picture("The wider region", REGION, without=(aw.PlaceKind.REGION,), drawn_elsewhere=AFGHANISTAN)

plt.show()
