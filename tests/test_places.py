"""The bundled places."""

import re
from collections import Counter

import afghanwar as aw


def test_every_place_is_named_by_a_claim_or_contains_another() -> None:
    dataset = aw.load()
    mentioned = {place for claim in dataset.claims for place in claim.places}
    containing = {place.within for place in dataset.places}
    assert [place.id for place in dataset.places if place.id not in mentioned | containing] == []


def test_a_point_in_afghanistan_lies_there() -> None:
    dataset = aw.load()
    for place in dataset.places:
        top = place
        while top.within is not None:
            top = dataset.places[top.within]
        if place.coordinates is not None and top.id == "afghanistan":
            assert 29 < place.coordinates.latitude < 39, place.id
            assert 60 < place.coordinates.longitude < 75, place.id


def test_no_middle_is_given_as_a_point() -> None:
    expected = {
        aw.PlaceKind.COUNTRY: aw.CoordinatePrecision.MIDDLE_OF_AREA,
        aw.PlaceKind.PROVINCE: aw.CoordinatePrecision.MIDDLE_OF_AREA,
        aw.PlaceKind.REGION: aw.CoordinatePrecision.MIDDLE_OF_BORDER,
        aw.PlaceKind.CITY: aw.CoordinatePrecision.POINT,
    }
    for place in aw.load().places:
        if place.coordinates is not None and place.kind in expected:
            assert place.coordinates.precision is expected[place.kind], place.id


def test_places_have_coordinates_by_precision() -> None:
    counts = Counter(place.coordinates and place.coordinates.precision.value for place in aw.load().places)
    assert counts == {"point": 10, "near": 2, "middle-of-area": 12, "middle-of-border": 5, None: 21}


def test_coordinates_name_a_gazetteer_and_its_record() -> None:
    gazetteers = {"Natural Earth 1:10m populated places", "Natural Earth 1:50m countries", "geoBoundaries AFG ADM1"}
    for place in aw.load().places:
        if place.coordinates is not None:
            gazetteer, _, record = place.coordinates.source.partition(": ")
            assert gazetteer in gazetteers or re.search(r"^UCDP GED 2\d\.1: .*\(event \d+\)$", place.coordinates.source)
            assert record, place.id


def test_provinces_and_districts_lie_in_something() -> None:
    for place in aw.load().places:
        if place.kind in (aw.PlaceKind.PROVINCE, aw.PlaceKind.DISTRICT):
            assert place.within is not None, place.id
