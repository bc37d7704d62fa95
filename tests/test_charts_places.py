"""The map: every event is on it or named below it, no name covers another, and every border is drawn once."""

from collections import Counter
from itertools import pairwise
from math import dist
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import afghanwar as aw
from afghanwar.charts import places
from afghanwar.charts.labels import SIZE, Box, Spot, place_labels, wrap_text
from afghanwar.charts.maps import HOW, Map
from afghanwar.charts.outlines import AFGHANISTAN, CREDIT, Mercator, outlines
from afghanwar.charts.views import ALL

Point = tuple[float, float]


def map_of(events: Any = None, dataset: aw.Dataset | None = None, width: int = 640) -> Map:
    dataset = dataset or aw.load()
    return Map(view=ALL, dataset=dataset, events=tuple(events or dataset.events), site=None, width=width)


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def rings(geometry: dict[str, Any]) -> list[list[Point]]:
    """The rings of an area, or the lines of a border."""
    many = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(x, y) for x, y in ring] for each in many for ring in each]


def edges(ring: list[Point]) -> set[frozenset[Point]]:
    return {frozenset(pair) for pair in pairwise(ring)}


def test_every_event_is_at_its_places_or_named_below() -> None:
    dataset = aw.load()
    shown = {row["name"]: row["count"] for row in map_of().rows()}
    below = " ".join(row["text"] for row in map_of().captions())
    for place in dataset.places:
        count = sum(place.id in event.places for event in dataset.events)
        if count and place.name in shown:
            assert shown[place.name] >= count
        elif count and place.id not in ("kabul-airport", "northeastern-mazar"):
            assert f"{place.name} ({count})" in below
    assert f"Events whose place no source gives: {sum(not event.places for event in dataset.events)}." in below
    assert below.endswith(CREDIT)


def test_a_place_that_is_on_no_map_is_counted_with_the_one_that_it_lies_in() -> None:
    (kabul,) = (row for row in map_of().rows() if row["name"] == "Kabul")
    assert kabul["includes"] == "Main airport in Kabul"
    events = {event.id for event in aw.load().events if {"kabul", "kabul-airport"} & set(event.places)}
    assert (kabul["count"], kabul["how"]) == (len(events), "in this place")
    # A region of a country is not the country.
    (country,) = (row for row in map_of().rows() if row["name"] == "Afghanistan")
    assert country["count"] == sum("afghanistan" in event.places for event in aw.load().events)


def test_only_a_point_is_drawn_as_one() -> None:
    dataset = aw.load()
    by_name = {place.name: place for place in dataset.places}
    for row in map_of().rows():
        where = by_name[row["name"]].coordinates
        assert where is not None
        assert row["how"] == HOW[where.precision]
        assert row["point"] is (where.precision.value in ("point", "near"))
        assert row["point"] or row["source"] in outlines()
        assert row["source"] == where.source


def test_a_view_has_the_places_of_its_own_events() -> None:
    chart = places(site="https://example.org/").to_dict()
    found = [row for data in chart["datasets"].values() for row in data if "how" in row]
    for source in aw.load().sources:
        events = aw.events_between(according_to=source)
        for row in found:
            if row["view"] == source.label and row["includes"] == "-":
                place = row["href"].removeprefix("https://example.org/dataset/places/").removesuffix(".html")
                assert row["count"] == sum(place in event.places for event in events), row["name"]


def test_the_events_of_some_days_are_those_of_the_query() -> None:
    chart = places(start="2001-12", end="2001-12").to_dict()
    (row,) = (
        row
        for data in chart["datasets"].values()
        for row in data
        if row.get("name") == "Tora Bora" and row["view"] == ALL
    )
    assert row["count"] == len(aw.events_between("2001-12", "2001-12", place="Tora Bora"))
    assert row["events"].endswith(f"; and {row['count'] - 5} more")
    with pytest.raises(ValueError, match="there is nothing to draw"):
        places(())


def test_a_place_outside_the_map_or_without_an_outline_is_named_below() -> None:
    world = aw.load()
    doha = next(event for event in world.events if "doha" in event.places)
    assert "Doha (1)" in " ".join(row["text"] for row in map_of([doha]).captions())
    assert [row for row in map_of([doha]).rows() if row["name"] == "Doha"] == []


def test_a_dataset_without_coordinates_is_named_below(world: aw.Dataset) -> None:
    drawn = map_of(dataset=world)
    named = {world.places[id].name for event in world.events for id in event.places}
    text = " ".join([*(row["text"] for row in drawn.captions()), *(row["name"] for row in drawn.rows())])
    assert all(name in text for name in named)


@pytest.mark.parametrize("width", [320, 640, 900])
def test_no_name_covers_another_name_or_a_point(width: int) -> None:
    for dataset in (aw.load(), *map(aw.load().according_to, aw.load().sources)):
        drawn = map_of(dataset=dataset, width=width)
        boxes = [box for box in drawn.boxes.values() if box is not None]
        assert not any(overlap(a, b) for number, a in enumerate(boxes) for b in boxes[:number])
        for row in drawn.rows():
            if row["text"] is None:
                assert f"{row['name']} ({row['count']})" in " ".join(line["text"] for line in drawn.captions())
            x, y = drawn.projection.at(row["longitude"], row["latitude"])
            assert not row["point"] or not any(b[0] < x < b[2] and b[1] < y < b[3] for b in boxes)


@given(
    st.lists(st.tuples(st.integers(-5, 305), st.integers(-5, 205), st.integers(0, 12), st.integers(1, 30)), max_size=25)
)
def test_labels_never_overlap(given_spots: list[tuple[int, int, int, int]]) -> None:
    spots = [Spot(x=x, y=y, radius=radius, text="n" * length) for x, y, radius, length in given_spots]
    boxes = place_labels(spots, 300, 200, [(100, 0, 104, 200)])
    assert len(boxes) == len(spots)
    found = [box for box in boxes if box]
    assert not any(overlap(a, b) for number, a in enumerate(found) for b in found[:number])
    for spot, box in zip(spots, boxes, strict=True):
        if box is not None:
            assert box[0] >= 0 <= box[1]
            assert (box[2] <= 300, box[3] <= 200) == (True, True)
            nearest = (min(max(spot.x, box[0]), box[2]), min(max(spot.y, box[1]), box[3]))
            assert dist(nearest, (spot.x, spot.y)) <= 1.5 * (spot.radius + 32)
            assert not any(
                overlap(box, (s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius))
                for s in spots
                if s.radius
            )


def test_a_label_goes_around_a_line_where_it_can() -> None:
    spot = Spot(x=50, y=50, radius=4, text="Kabul")
    (free,) = place_labels([spot], 200, 100)
    (around,) = place_labels([spot], 200, 100, [(60, 40, 62, 60)])
    (across,) = place_labels([spot], 200, 100, [(0, 0, 200, 100)])
    assert free == across != around


def test_words_are_broken_between_words() -> None:
    lines = wrap_text("Hahr-e Shahi (1), Main airport in Kabul (1), Northern Afghanistan (5)", 20 * SIZE)
    assert max(map(len, lines)) <= 20 * SIZE / (0.56 * SIZE)
    assert " ".join(lines).count("Hahr-e Shahi") == 1


@given(st.floats(60, 75.3), st.floats(29, 39), st.integers(100, 2000))
def test_degrees_become_pixels_and_back(longitude: float, latitude: float, width: int) -> None:
    projection = Mercator(width)
    x, y = projection.at(longitude, latitude)
    assert -0.5 <= x <= width + 0.5
    assert -0.5 <= y <= projection.height + 0.5
    assert projection.degrees(x, y) == pytest.approx((longitude, latitude))
    assert projection.shows(longitude, latitude)


def test_the_outlines_are_what_the_gazetteers_call_them() -> None:
    for place in aw.load().places:
        if place.coordinates is not None and place.coordinates.precision.value.startswith("middle"):
            assert place.coordinates.source in outlines(), place.id


def test_afghanistan_is_drawn_from_one_outline() -> None:
    (outline,) = rings(outlines()[AFGHANISTAN]["geometry"])
    border = edges(outline)
    provinces: Counter[frozenset[Point]] = Counter()
    for feature in outlines().values():
        if feature["properties"]["kind"] == "province":
            for ring in rings(feature["geometry"]):
                provinces.update(edges(ring))
    assert len([f for f in outlines().values() if f["properties"]["kind"] == "province"]) == 34
    # What only one province has is the outline of the country, but for slivers; the rest is shared by two.
    alone = {edge for edge, times in provinces.items() if times == 1}
    assert border <= alone
    assert len(alone - border) <= 12
    for feature in outlines().values():
        if feature["properties"]["kind"] == "border":
            for part in rings(feature["geometry"]):
                assert edges(part) <= border


def test_the_rings_run_as_d3_expects() -> None:
    for feature in outlines().values():
        if feature["properties"]["kind"] != "border":
            for ring in rings(feature["geometry"]):
                assert ring[0] == ring[-1]
                area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
                assert area < 0, feature["id"]


def test_a_place_of_another_dataset_may_have_an_outline_that_is_not_here() -> None:
    dataset = aw.load()
    india = aw.Coordinates(
        latitude=22,
        longitude=79,
        precision=aw.CoordinatePrecision.MIDDLE_OF_AREA,
        source="Natural Earth 1:50m countries: India",
    )
    place = aw.Place(id=aw.PlaceId("india"), name="India", kind=aw.PlaceKind.COUNTRY, coordinates=india)
    tora_bora = dataset.events["withdrawal-into-tora-bora-caves"]
    event = attrs.evolve(tora_bora, id=aw.EventId("elsewhere"), places=(place.id,), order=(), part_of=None)
    event = attrs.evolve(event, inferred=("places",))
    more = aw.Dataset.of([place, event], onto=dataset)
    assert "India (1)" in " ".join(row["text"] for row in map_of([event], more).captions())
