"""Maps: which places a map shows according to some sources, and what it says of the others."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import pi, sqrt
from typing import Final

import attrs

from afghanwar.charts.labels import Box, Spot, placed, wrapped
from afghanwar.charts.outlines import CREDIT, Mercator, outlines
from afghanwar.charts.rows import Row
from afghanwar.dataset.dataset import Dataset
from afghanwar.events import Event
from afghanwar.places import CoordinatePrecision, Place, PlaceKind

HOW: Final = {
    CoordinatePrecision.POINT: "in this place",
    CoordinatePrecision.NEAR: "near this point, up to 25 km away",
    CoordinatePrecision.MIDDLE_OF_AREA: "somewhere in this area",
    CoordinatePrecision.MIDDLE_OF_BORDER: "somewhere along this border",
}
"""How precisely it is known where an event was, in words, in the order of the legend."""

_POINTS: Final = (CoordinatePrecision.POINT, CoordinatePrecision.NEAR)
_NAMED: Final = 5


@attrs.frozen(kw_only=True, eq=False, repr=False)
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
        """How degrees become pixels."""
        return Mercator(self.width)

    def rows(self) -> Iterator[Row]:
        """Yield a row for each place on the map, those with the most events first."""
        shown: dict[str, list[Event]] = {}
        within: dict[str, list[str]] = {}
        for event in self.events:
            for id in event.places:
                at = self._shown(self.dataset.places[id])
                if at is not None:
                    shown.setdefault(at.id, []).append(event)
                    within.setdefault(at.id, []).extend([] if at.id == id else [self.dataset.places[id].name])
        drawn = sorted(shown, key=lambda id: (-len(set(shown[id])), id))
        spots = [self._spot(self.dataset.places[id], len(set(shown[id]))) for id in drawn]
        boxes = placed(spots, self.width, self.projection.height)
        for id, spot, box in zip(drawn, spots, boxes, strict=True):
            there = list(dict.fromkeys(shown[id]))
            yield {**self._row(self.dataset.places[id], there, within[id]), **self._label(spot, box)}

    def words(self) -> Iterator[Row]:
        """Yield the lines below the map: what it does not show."""
        off = Counter(
            self.dataset.places[id].name
            for event in self.events
            for id in event.places
            if self._shown(self.dataset.places[id]) is None
        )
        nowhere = sum(not event.places for event in self.events)
        sentences = []
        if off:
            listed = ", ".join(f"{name} ({count})" for name, count in sorted(off.items()))
            sentences.append(f"Not on the map, with the number of events: {listed}.")
        if nowhere:
            sentences.append(f"Events whose place no source gives: {nowhere}.")
        lines = [line for sentence in (*sentences, CREDIT) for line in wrapped(sentence, self.width)]
        yield from ({"view": self.view, "line": number, "text": line} for number, line in enumerate(lines))

    def _shown(self, place: Place) -> Place | None:
        """The place itself, or the nearest that it lies in and that is no country, if it is on the map."""
        at: Place | None = place
        while at is not None and (at is place or at.kind is not PlaceKind.COUNTRY):
            where = at.coordinates
            if where is not None and where.precision in _POINTS:
                return at if self.projection.shows(where.longitude, where.latitude) else None
            if where is not None and where.source in outlines():
                return at
            at = None if at.within is None else self.dataset.places[at.within]
        return None

    def _spot(self, place: Place, count: int) -> Spot:
        assert place.coordinates is not None, place.id  # It is on the map.
        x, y = self.projection.at(place.coordinates.longitude, place.coordinates.latitude)
        radius = sqrt(_area(count) / pi) + 1 if place.coordinates.precision in _POINTS else 0
        # The middle of a country may lie beyond the edges.
        inside = (min(max(x, 0), self.width), min(max(y, 0), self.projection.height))
        return Spot(x=inside[0], y=inside[1], radius=radius, text=f"{place.name} ({count})")

    def _row(self, place: Place, events: Sequence[Event], within: Sequence[str]) -> Row:
        where = place.coordinates
        assert where is not None, place.id  # It is on the map.
        names = [event.name for event in events]
        more = f"; and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        feature = outlines().get(where.source)
        return {
            "view": self.view,
            "name": place.name,
            "how": HOW[where.precision],
            "longitude": float(where.longitude),
            "latitude": float(where.latitude),
            "geometry": None if where.precision in _POINTS or feature is None else feature["geometry"],
            "country": place.kind is PlaceKind.COUNTRY,
            "size": _area(len(events)),
            "count": len(events),
            "events": "; ".join(names[:_NAMED]) + more,
            "includes": ", ".join(dict.fromkeys(within)) or "-",
            "source": where.source,
            "label": f"{place.name}: {len(events)} events {HOW[where.precision]}",
            "href": None if self.site is None else f"{self.site}dataset/places/{place.id}.html",
        }

    def _label(self, spot: Spot, box: Box | None) -> Row:
        if box is None:
            return {"text": None, "label_longitude": None, "label_latitude": None}
        longitude, latitude = self.projection.degrees(box[0], (box[1] + box[3]) / 2)
        return {"text": spot.text, "label_longitude": round(longitude, 3), "label_latitude": round(latitude, 3)}


def _area(count: int) -> int:
    """The area of the circle for some events, in square pixels."""
    return 40 + 20 * count
