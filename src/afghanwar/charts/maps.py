"""Maps: which places a map shows according to some sources, and what it says about the others."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from math import dist, pi, sqrt
from typing import Final

import attrs

from afghanwar.charts.labels import Box, Spot, place_labels, wrap_text
from afghanwar.charts.outlines import CREDIT, Mercator, outlines
from afghanwar.charts.rows import Row
from afghanwar.dataset.dataset import Dataset
from afghanwar.events import Event
from afghanwar.places import CoordinatePrecision, Coordinates, Place, PlaceKind

POINT, NEAR = CoordinatePrecision.POINT, CoordinatePrecision.NEAR
AREA, BORDER = CoordinatePrecision.MIDDLE_OF_AREA, CoordinatePrecision.MIDDLE_OF_BORDER

HOW: Final = {
    POINT: "in this place",
    NEAR: "near this point, up to 25 km away",
    AREA: "somewhere in this area",
    BORDER: "somewhere along this border",
}
"""How precisely it is known where an event was, in words, in the order of the legend."""

# How many events a tooltip names, and how far names stay from the middle of a line, in pixels.
_NAMED, _NEAR = 5, 3.0


@attrs.frozen(kw_only=True, eq=False, repr=False)
class MapPlace:
    """A place on the map.

    Attributes:
        place: The place.
        events: The events there, by id.
        includes: The names of places in it that cannot be drawn themselves; their events are counted here.
    """

    place: Place
    events: dict[str, Event] = attrs.field(factory=dict)
    includes: dict[str, None] = attrs.field(factory=dict)

    @property
    def coordinates(self) -> Coordinates:
        """Its coordinates; every place on the map has some."""
        assert self.place.coordinates is not None, self.place.id
        return self.place.coordinates

    @property
    def is_point(self) -> bool:
        """Whether it is drawn as a point."""
        return self.coordinates.precision.is_point

    @property
    def text(self) -> str:
        """Its name and the number of events."""
        return f"{self.place.name} ({len(self.events)})"

    @property
    def area(self) -> int:
        """The area of its circle in square pixels."""
        return 40 + 20 * len(self.events)


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Map:
    """The places of some events according to some sources.

    Attributes:
        view: The name of the view.
        dataset: The view.
        events: The events.
        site: The address of the site; ``None`` for no links.
        width: The width of the map in pixels.
    """

    view: str
    dataset: Dataset
    events: Sequence[Event]
    site: str | None
    width: int

    @property
    def projection(self) -> Mercator:
        """The projection from degrees to pixels."""
        return Mercator(self.width)

    def rows(self) -> Iterator[Row]:
        """Yield a row for each place on the map, those with the most events first."""
        for shown in self.drawn:
            yield {**self._row(shown), **self._label(shown)}

    def captions(self) -> Iterator[Row]:
        """Yield the lines below the map: what it does not show, and what it shows without a name."""
        unnamed = [(shown.place.name, len(shown.events)) for shown in self.drawn if self.boxes[shown.place.id] is None]
        off = Counter(
            self.dataset.places[id].name
            for event in self.events
            for id in event.places
            if self._shown_at(self.dataset.places[id]) is None
        )
        nowhere = sum(not event.places for event in self.events)
        sentences = [
            _listed("On the map without a name, with the number of events", unnamed),
            _listed("Not on the map", off.items()),
            f"Events whose place no source gives: {nowhere}." if nowhere else "",
            CREDIT,
        ]
        lines = [line for sentence in sentences for line in wrap_text(sentence, self.width)]
        yield from ({"view": self.view, "line": number, "text": line} for number, line in enumerate(lines))

    @cached_property
    def drawn(self) -> list[MapPlace]:
        """The places on the map, those with the most events first."""
        found: dict[str, MapPlace] = {}
        for event in self.events:
            for place in (self.dataset.places[id] for id in event.places):
                at = self._shown_at(place)
                if at is not None:
                    shown = found.setdefault(at.id, MapPlace(place=at))
                    shown.events[event.id] = event
                    if at is not place:
                        shown.includes[place.name] = None
        return sorted(found.values(), key=lambda shown: (-len(shown.events), shown.place.id))

    @cached_property
    def boxes(self) -> Mapping[str, Box | None]:
        """Where the name of each place is written."""
        spots = [self._spot(shown) for shown in self.drawn]
        boxes = place_labels(spots, self.width, self.projection.height, list(self._lines()))
        return {shown.place.id: box for shown, box in zip(self.drawn, boxes, strict=True)}

    def _lines(self) -> Iterator[Box]:
        """Small boxes along the borders that are drawn."""
        for shown in self.drawn:
            if shown.coordinates.precision is BORDER:
                for line in outlines()[shown.coordinates.source]["geometry"]["coordinates"]:
                    for start, end in pairwise(self.projection.at(*point) for point in line):
                        steps = round(dist(start, end) / _NEAR) + 1
                        for step in range(steps):
                            x, y = (a + (b - a) * step / steps for a, b in zip(start, end, strict=True))
                            yield (x - _NEAR, y - _NEAR, x + _NEAR, y + _NEAR)

    def _shown_at(self, place: Place) -> Place | None:
        """The first that can be drawn of the place and of the larger places around it, except countries around it."""
        at: Place | None = place
        while at is not None and (at is place or at.kind is not PlaceKind.COUNTRY):
            where = at.coordinates
            if where is not None and where.precision.is_point:
                return at if self.projection.shows(where.longitude, where.latitude) else None
            if where is not None and where.source in outlines():
                return at
            at = None if at.within is None else self.dataset.places[at.within]
        return None

    def _spot(self, shown: MapPlace) -> Spot:
        x, y = self.projection.at(shown.coordinates.longitude, shown.coordinates.latitude)
        # The middle of a country may be outside the map.
        x, y = min(max(x, 0), self.width), min(max(y, 0), self.projection.height)
        radius = sqrt(shown.area / pi) + 1 if shown.is_point else 0
        return Spot(x=x, y=y, radius=radius, text=shown.text)

    def _row(self, shown: MapPlace) -> Row:
        names = [event.name for event in shown.events.values()]
        more = f"; and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        return {
            "view": self.view,
            "name": shown.place.name,
            "how": HOW[shown.coordinates.precision],
            "country": shown.place.kind is PlaceKind.COUNTRY,
            "point": shown.is_point,
            "longitude": float(shown.coordinates.longitude),
            "latitude": float(shown.coordinates.latitude),
            "size": shown.area,
            "count": len(names),
            "events": "; ".join(names[:_NAMED]) + more,
            "includes": ", ".join(shown.includes) or "-",
            "source": shown.coordinates.source,
            "label": f"{shown.text} {HOW[shown.coordinates.precision]}",
            "href": None if self.site is None else f"{self.site}dataset/places/{shown.place.id}.html",
        }

    def _label(self, shown: MapPlace) -> Row:
        box = self.boxes[shown.place.id]
        if box is None:
            return {"text": None, "label_longitude": None, "label_latitude": None}
        longitude, latitude = self.projection.degrees(box[0], (box[1] + box[3]) / 2)
        return {"text": shown.text, "label_longitude": round(longitude, 3), "label_latitude": round(latitude, 3)}


def _listed(what: str, counts: Iterable[tuple[str, int]]) -> str:
    listed = ", ".join(f"{name} ({count})" for name, count in sorted(counts))
    return f"{what}: {listed}." if listed else ""
