"""GeoJSON: events or places on a map, with the precision of each point."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from afghanwar.dataset.dataset import Dataset
from afghanwar.events import Event
from afghanwar.kinds import records_of_kinds
from afghanwar.places import Place, PlaceId
from afghanwar.queries.scope import scope
from afghanwar.rows import FlatRow, to_rows

GeoJson: TypeAlias = dict[str, Any]
"""A GeoJSON object, which ``json.dump`` can write."""


def to_geojson(records: Iterable[Event | Place], *, dataset: Dataset | None = None) -> GeoJson:
    """Make a GeoJSON feature collection of events or places, for a web map, QGIS or geopandas.

    A place is one feature, at its coordinates. An event is one feature per place, so that each point has its own
    precision, or one feature without a place; count events by the property ``id``. The geometry of an event is ``None``
    if the place has no coordinates, or only those of the middle of an area or a border, because the event is not known
    to have happened there.

    >>> import afghanwar as aw
    >>> [feature] = to_geojson([aw.load().events["fall-of-kabul-2021"]])["features"]
    >>> feature["geometry"], feature["properties"]["precision"]
    ({'type': 'Point', 'coordinates': [69.1833, 34.5167]}, 'point')

    Args:
        records: Events, or places.
        dataset: The dataset that they are from, or the view; the bundled one by default.

    Returns:
        A feature collection as in RFC 7946: WGS 84, longitude first, in the order of the records and of the places of
        an event. The properties are the columns of :func:`~afghanwar.rows.to_rows`. An event also has ``place`` and
        ``place_name``, and the ``latitude``, ``longitude``, ``precision`` and ``coordinates_source`` of that place.

    Raises:
        TypeError: One of them is not a record.
        ValueError: The records are neither events nor places, or are of both kinds; or one differs from the dataset's
            because it is from a view.
        UnknownRecordError: The dataset has no such record.
    """
    dataset, _ = scope(dataset, None)
    given = records_of_kinds(("event", "place"), records, "a map shows events or places, not", "leave it out")
    features = []
    for record, row in zip(given, to_rows(given, dataset=dataset), strict=True):
        if isinstance(record, Place):
            features.append(_feature(record.id, row, drawn=row["precision"] is not None))
        else:
            features.extend(_at(record.id, row, place, dataset) for place in record.places or (None,))
    return {"type": "FeatureCollection", "features": features}


def _at(event: str, row: FlatRow, place: PlaceId | None, dataset: Dataset) -> GeoJson:
    """The feature of an event at one of its places."""
    at = None if place is None else dataset.places[place].coordinates
    where: FlatRow = {
        "place": place,
        "place_name": None if place is None else dataset.places[place].name,
        "latitude": None if at is None else float(at.latitude),
        "longitude": None if at is None else float(at.longitude),
        "precision": None if at is None else at.precision.value,
        "coordinates_source": None if at is None else at.source,
    }
    drawn = at is not None and at.precision.is_point
    return _feature(event if place is None else f"{event}/{place}", {**row, **where}, drawn=drawn)


def _feature(id: str, properties: FlatRow, *, drawn: bool) -> GeoJson:
    point = {"type": "Point", "coordinates": [properties["longitude"], properties["latitude"]]} if drawn else None
    return {"type": "Feature", "id": id, "geometry": point, "properties": properties}
