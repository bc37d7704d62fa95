"""Outlines: the countries, provinces and borders that the map draws, and the projection from degrees to pixels.

``outlines.json`` is a GeoJSON file. Afghanistan, its provinces and its borders are from geoBoundaries (Runfola et al.
2020), its neighbours from Natural Earth (1:50m); both are in the public domain, and simplified to about 5 km. The
neighbours are clipped at that outline of Afghanistan, so that every border is drawn once. The id of a feature is the
text in the ``source`` of a place's coordinates. Rings run clockwise, as d3 expects.
"""

import json
from functools import cache
from importlib.resources import files
from math import atan, degrees, exp, log, pi, radians, tan
from typing import Any, Final, TypeAlias

import attrs

Feature: TypeAlias = dict[str, Any]
"""A GeoJSON feature."""

CREDIT: Final = "Outlines: geoBoundaries (Runfola et al. 2020) and Natural Earth, simplified."
"""Where the outlines are from."""

AFGHANISTAN: Final = "Natural Earth 1:50m countries: Afghanistan"
"""The id of the outline of Afghanistan."""

_WEST, _EAST, _SOUTH, _NORTH = 60.0, 75.3, 29.0, 39.0


@cache
def outlines() -> dict[str, Feature]:
    """Return the features by their id."""
    text = files("afghanwar.charts").joinpath("outlines.json").read_text("utf-8")
    return {feature["id"]: feature for feature in json.loads(text)["features"]}


@attrs.frozen
class Mercator:
    """A map of Afghanistan in the Mercator projection, as Vega draws it.

    Attributes:
        width: Its width in pixels.
    """

    width: int

    @property
    def scale(self) -> float:
        """The number of pixels per radian, at the equator."""
        return self.width / radians(_EAST - _WEST)

    @property
    def translate(self) -> tuple[float, float]:
        """The position in pixels of the point at 0 degrees north and 0 degrees east."""
        return (-self.scale * radians(_WEST), self.scale * _stretched(_NORTH))

    @property
    def height(self) -> int:
        """Its height in pixels."""
        return round(self.scale * (_stretched(_NORTH) - _stretched(_SOUTH)))

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return the position of a point, in pixels from the left and from the top."""
        east, north = self.translate
        return (east + self.scale * radians(longitude), north - self.scale * _stretched(latitude))

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Return the longitude and the latitude of a position in pixels from the left and from the top."""
        east, north = self.translate
        return degrees((x - east) / self.scale), degrees(2 * atan(exp((north - y) / self.scale)) - pi / 2)

    def shows(self, longitude: float, latitude: float) -> bool:
        """Return whether a point is on the map."""
        return _WEST <= longitude <= _EAST and _SOUTH <= latitude <= _NORTH


def _stretched(latitude: float) -> float:
    return log(tan(pi / 4 + radians(latitude) / 2))
