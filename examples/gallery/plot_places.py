"""
Where it happened
=================

The places of the dataset that have coordinates, on a plain grid of degrees without borders or rivers. The larger the
circle, the more events the dataset has at that place or within it. A place without a known point, such as a border
region, has a page but no circle. Most coordinates are from `Natural Earth <https://www.naturalearthdata.com/>`_ and from
the `Georeferenced Event Dataset of the UCDP <https://ucdp.uu.se/>`_.
"""

import math

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

import afghanwar as aw

# Bluish green of Okabe and Ito.
COLOUR = "#009E73"
# Where a name may be placed around its circle: by how many points right and up, and how it is aligned.
AROUND = (
    (8, 0, "left", "center"),
    (-8, 0, "right", "center"),
    (0, 9, "center", "bottom"),
    (0, -9, "center", "top"),
    (7, 8, "left", "bottom"),
    (-7, 8, "right", "bottom"),
    (7, -8, "left", "top"),
    (-7, -8, "right", "top"),
)


AFGHANISTAN = Bbox.from_extents(60, 29, 76, 39)
REGION = Bbox.from_extents(30, 18, 80, 45)


def label(axes: Axes, name: str, point: tuple[float, float], taken: list[Bbox]) -> None:
    """Write a name next to its circle, where there is room if possible."""
    for right, up, ha, va in AROUND:
        text = axes.annotate(name, point, (right, up), textcoords="offset points", fontsize=9)
        text.set(ha=ha, va=va)
        extent = text.get_window_extent()
        if not any(extent.overlaps(other) for other in taken):
            break
        text.set_visible(False)
    text.set_visible(True)
    taken.append(text.get_window_extent())


def picture(title: str, frame: Bbox, drawn_elsewhere: Bbox | None = None) -> None:
    """Draw the places within a frame of degrees; those of another picture are drawn without their names."""
    points = {
        place: (place.longitude, place.latitude)
        for place in aw.load().places
        if place.longitude is not None and place.latitude is not None
        if frame.contains(place.longitude, place.latitude)
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
        taken.append(circle.get_window_extent())
    # Where there is little room, the place with the most events is labelled first.
    for place in sorted(points, key=lambda place: (-events[place], place.id)):
        if drawn_elsewhere is None or not drawn_elsewhere.contains(*points[place]):
            label(axes, place.name, points[place], taken)


# %%
# Afghanistan and its borders
# ---------------------------

picture("In and around Afghanistan", AFGHANISTAN)

# %%
# The wider region
# ----------------
#
# The places of the picture above are shown here without their names.

picture("The wider region", REGION, drawn_elsewhere=AFGHANISTAN)

plt.show()
