"""The bundled places."""

import afghanwar as aw


def test_every_place_is_named_by_a_claim_or_contains_another() -> None:
    dataset = aw.load()
    mentioned = {place for claim in dataset.claims for place in claim.places}
    containing = {place.within for place in dataset.places}
    assert [place.id for place in dataset.places if place.id not in mentioned | containing] == []


def test_a_point_in_afghanistan_lies_there() -> None:
    dataset = aw.load()
    for place in dataset.places:
        if place.latitude is not None and place.longitude is not None and place.within is not None:
            top = place
            while top.within is not None:
                top = dataset.places[top.within]
            if top.id == "afghanistan":
                assert 29 < place.latitude < 39, place.id
                assert 60 < place.longitude < 75, place.id


def test_provinces_and_districts_lie_in_something() -> None:
    for place in aw.load().places:
        if place.kind in (aw.PlaceKind.PROVINCE, aw.PlaceKind.DISTRICT):
            assert place.within is not None, place.id
