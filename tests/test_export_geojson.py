"""Events and places as GeoJSON: every one has a feature, and a point is drawn only where something happened."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from support.datasets import changed, replacing
from support.strategies import datasets

import afghanwar as aw
from afghanwar import CoordinatePrecision, Coordinates, Dataset
from afghanwar.export import to_geojson
from afghanwar.export.geojson import GeoJson

DRAWN = {"point", "near"}


def by_id(collection: GeoJson) -> dict[str, Any]:
    return {feature["id"]: feature for feature in collection["features"]}


@settings(max_examples=50)
@given(datasets())
def test_every_record_has_features_of_the_form_of_rfc_7946_an_event_one_for_each_place(dataset: Dataset) -> None:
    for records in (dataset.events, dataset.places):
        collection = to_geojson(records, dataset=dataset)
        assert json.loads(json.dumps(collection, allow_nan=False)) == collection
        assert list(collection) == ["type", "features"]
        assert {each["properties"]["id"] for each in collection["features"]} == {record.id for record in records}
        assert len(by_id(collection)) == len(collection["features"])
        for feature in collection["features"]:
            assert list(feature) == ["type", "id", "geometry", "properties"]
            if feature["geometry"] is not None:
                longitude, latitude = feature["geometry"]["coordinates"]
                assert -180 <= longitude <= 180
                assert -90 <= latitude <= 90
    features = iter(to_geojson(dataset.events, dataset=dataset)["features"])
    for event in dataset.events:
        for place in event.places or (None,):
            feature = next(features)
            properties = feature["properties"]
            assert (properties["id"], properties["place"]) == (event.id, place)
            at = None if place is None else dataset.places[place].coordinates
            assert (feature["geometry"] is not None) == (at is not None and at.precision.value in DRAWN)
            assert properties["precision"] == (None if at is None else at.precision.value)
            assert properties["latitude"] == (None if at is None else at.latitude)
    assert next(features, None) is None


def test_a_place_is_at_its_coordinates_longitude_first(world: Dataset) -> None:
    features = by_id(to_geojson(world.places, dataset=world))
    assert features["ostrel"]["geometry"] == {"type": "Point", "coordinates": [20.5, 10.0]}
    properties = features["ostrel"]["properties"]
    assert (properties["precision"], properties["coordinates_source"]) == ("point", "Atlas of Lowmark: Ostrel")
    assert properties["event_count"] == len([event for event in world.events if "ostrel" in event.places])
    assert features["fenland"]["geometry"] is None


@pytest.mark.parametrize("precision", CoordinatePrecision)
def test_an_event_is_not_drawn_at_the_middle_of_an_area(world: Dataset, precision: CoordinatePrecision) -> None:
    here = Coordinates(latitude=1, longitude=2, precision=precision, source="x")
    dataset = Dataset.of(replacing(world, changed(world.places["ostrel"], coordinates=here)))
    (feature,) = to_geojson([dataset.events["fall-of-ostrel"]], dataset=dataset)["features"]
    assert (feature["geometry"] is None) == (precision.value not in DRAWN)
    assert (feature["properties"]["longitude"], feature["properties"]["precision"]) == (2, precision.value)
    assert by_id(to_geojson(dataset.places, dataset=dataset))["ostrel"]["geometry"]["coordinates"] == [2, 1]


def test_the_uncertainty_of_an_event_is_kept(world: Dataset) -> None:
    (row,) = aw.to_rows([world.events["fall-of-ostrel"]], dataset=world)
    (feature,) = to_geojson([world.events["fall-of-ostrel"]], dataset=world)["features"]
    assert feature["properties"].items() >= row.items()
    assert {"asserted", "doubtful", "claim_count", "earliest_start", "reach_end"} <= row.keys()


def test_no_records_make_an_empty_collection() -> None:
    assert to_geojson([]) == {"type": "FeatureCollection", "features": []}


def test_records_that_cannot_be_mapped_are_an_error(world: Dataset) -> None:
    with pytest.raises(ValueError, match="a map shows events or places, not the actor 'crown'; leave it out"):
        to_geojson([world.actors["crown"]], dataset=world)  # type: ignore[list-item]
    with pytest.raises(ValueError, match="the records are of several kinds, event, place"):
        to_geojson([*world.events, *world.places], dataset=world)
    with pytest.raises(TypeError, match="expected a record, not 'kabul'"):
        to_geojson(["kabul"])  # type: ignore[list-item]


def test_the_events_of_a_view_have_its_places(world: Dataset) -> None:
    view = world.according_to("red-courier")
    assert {each["properties"]["id"] for each in to_geojson(view.events, dataset=view)["features"]} == {
        *map(_id, view.events)
    }


def _id(event: aw.Event) -> str:
    return event.id


@pytest.mark.interop("geopandas")
def test_geopandas_opens_it(tmp_path: Path) -> None:
    geopandas: Any = import_module("geopandas")
    events = aw.load().events
    (tmp_path / "events.geojson").write_text(json.dumps(to_geojson(events)))
    frame = geopandas.read_file(tmp_path / "events.geojson")
    assert (frame.crs.to_epsg(), frame["id"].nunique()) == (4326, len(events))
    drawn = frame[frame.geometry.notna()]
    assert set(drawn["precision"]) == DRAWN
    assert list(drawn.geometry.x) == list(drawn["longitude"])
    assert geopandas.GeoDataFrame.from_features(to_geojson(aw.load().places)).shape[0] == len(aw.load().places)
