"""Rules for a record by itself: its id, texts, identifiers, passages, quantities and coordinates, each broken once."""

from typing import Any

import pytest
from support.datasets import changed, passage_of, replacing
from support.faults import FALL, FLED, SHALL, SHIPS, WAR, reported, the_fault

from afghanwar import (
    Aside,
    Claim,
    Dataset,
    Quantity,
    TimeSpan,
)
from afghanwar.actors import Actor, ActorId, ActorKind
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.shelf import Shelves
from afghanwar.kinds import has_field
from afghanwar.places import CoordinatePrecision, Coordinates, Identifiers, Place, PlaceId, PlaceKind


def located(world: Dataset, **values: Any) -> Place:
    """A place with other coordinates."""
    known = {"latitude": 10.0, "longitude": 20.5, "precision": CoordinatePrecision.POINT, "source": "Atlas"}
    return changed(world.places["ostrel"], coordinates=Coordinates(**{**known, **values}))


@pytest.mark.parametrize("id", ["Ships", "old ships", "-ships", "ships-", "old--ships", "größe", "ships\n"])
def test_an_id_is_a_slug(world: Dataset, id: str) -> None:
    assert repr(id) in the_fault(world, changed(world.measures["ships"], id=id), field="id")


def test_a_slug_may_be_words_and_numbers(world: Dataset) -> None:
    assert reported(world, changed(world.measures["ships"], id="2-ships-of-1902")) == []


@pytest.mark.parametrize(
    ("id", "value"),
    [
        ("red-courier/guards", "'red-courier'"),
        ("harbour-chronicle/Guards", "'Guards'"),
        ("harbour-chronicle/guards/fled", "'guards/fled'"),
        ("harbour-chronicle/", "''"),
        ("harbour-chronicle", "''"),
    ],
)
def test_the_id_of_a_claim_is_its_source_and_a_slug(world: Dataset, id: str, value: str) -> None:
    assert value in the_fault(world, changed(world.claims[FLED], id=id), field="id")


def test_a_claim_without_a_source_in_its_id_is_reported_with_the_source(world: Dataset) -> None:
    messages = [message for _, _, message in reported(world, changed(world.claims[FLED], id="guards-fled"))]
    assert len(messages) == 2
    assert "'harbour-chronicle'" in messages[0]


def test_no_text_is_blank(world: Dataset) -> None:
    crown = world.actors["crown"]
    assert "blank" in the_fault(world, changed(crown, name=""), field="name")
    assert "blank" in the_fault(world, changed(crown, aliases=("The Crown", "\u00a0\n")), field="aliases")
    anonymous = changed(crown.identifiers, wikidata=" ")
    assert "blank" in the_fault(world, changed(crown, identifiers=anonymous), field="identifiers.wikidata")
    nothing = (Quantity(measure=world.measures["guards"].id, wording=" "),)
    assert "blank" in the_fault(world, changed(world.claims[FLED], quantities=nothing), field="quantities.wording")


@pytest.mark.parametrize("text", ["—", "ʿ", "\u200b", "?!"])
def test_a_text_without_a_letter_or_digit_is_blank(world: Dataset, text: str) -> None:
    message = the_fault(world, changed(world.actors["crown"], aliases=(text,)), field="aliases")
    assert message.startswith(f"is blank, with no letter or digit in {text!r}; ")


@pytest.mark.parametrize("aliases", [("Y", "Y"), ("X", "x"), ("Straße", "STRASSE")])
def test_a_text_is_listed_once_in_whatever_case(world: Dataset, aliases: tuple[str, ...]) -> None:
    message = the_fault(world, changed(world.actors["crown"], aliases=aliases), field="aliases")
    assert message == f"{aliases[1]!r} is listed more than once, ignoring case; list it once"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("wikidata", "q42"),
        ("wikidata", "Q0"),
        ("wikidata", "Q1\n"),
        ("iso3", "afg"),
        ("iso3", "AF"),
        ("ucdp", 0),
        ("gw", -1),
        ("cow", 0),
    ],
)
@pytest.mark.parametrize("shelf", ["actors", "places"])
def test_an_identifier_has_the_form_of_its_field(world: Dataset, shelf: str, field: str, value: object) -> None:
    record = getattr(world, shelf)[:1][0]
    odd = changed(record, identifiers=Identifiers(**{field: value}))  # type: ignore[arg-type]
    assert repr(value) in the_fault(world, odd, field=f"identifiers.{field}")


@pytest.mark.parametrize(
    ("field", "kinds", "shared"),
    [
        ("wikidata", (ActorKind.STATE, ActorKind.STATE), False),
        ("ucdp", (ActorKind.STATE, ActorKind.GOVERNMENT), True),
        ("gw", (ActorKind.STATE, ActorKind.GROUP), False),
        ("ucdp", (ActorKind.GROUP, ActorKind.GROUP), False),
    ],
)
def test_only_governments_of_a_state_share_its_numbers(
    field: str, kinds: tuple[ActorKind, ActorKind], shared: bool
) -> None:
    same = Identifiers(**{field: "Q7" if field == "wikidata" else 7})  # type: ignore[arg-type]
    one, other = (
        Actor(id=ActorId(id), name=id, kind=kind, description="D.", identifiers=same)
        for id, kind in zip(("x", "y"), kinds, strict=True)
    )
    place = Place(id=PlaceId("z"), name="Z", kind=PlaceKind.COUNTRY, identifiers=same)
    shelves = Shelves.of([one, other, place])
    found = [(fault.record, fault.field) for fault in faults(shelves)]
    assert found == ([] if shared else [(id, f"identifiers.{field}") for id in ("x", "y")])
    assert [fault.record for fault in faults(shelves, [other])] == ([] if shared else ["y"])


def test_inferred_names_fields_that_the_record_has(world: Dataset) -> None:
    fall = world.events[FALL]
    for name in ("outcome", "colour", "id", "note", "inferred"):
        assert repr(name) in the_fault(world, changed(fall, inferred=(*fall.inferred, name)), field="inferred")
    assert "'part_of'" in the_fault(world, changed(fall, part_of=None), field="inferred")


def test_a_date_is_inferred_under_the_name_when(world: Dataset) -> None:
    assert has_field(world.events[WAR], "when")
    assert has_field(world.claims[FLED], "when")
    assert not has_field(world.events[SHIPS], "when")
    assert not has_field(world.claims[SHALL], "when")
    # So far apart that the record as a whole has no time; yet each of its sources gives one.
    apart = (("harbour-chronicle", TimeSpan("[..1901]")), ("red-courier", TimeSpan("[1905..]")))
    assert changed(world.events[FALL], dates=apart).when is None
    assert has_field(changed(world.events[FALL], dates=apart), "when")


@pytest.mark.parametrize("digest", ["abc", "A" * 64, "g" * 64, "a" * 63, "a" * 64 + "\n"])
def test_a_digest_is_64_lower_case_hex_digits(world: Dataset, digest: str) -> None:
    source = world.sources["red-courier"]
    message = the_fault(
        world, changed(source, document=changed(source.document, sha256=digest)), field="document.sha256"
    )
    assert "64" in message


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (6, 5), (0, 10_000)])
def test_an_aside_lies_in_its_document(world: Dataset, start: int, end: int) -> None:
    source = world.sources["red-courier"]
    asides = (Aside(start=start, end=end, reason="heading"),)
    message = the_fault(
        world, changed(source, document=changed(source.document, asides=asides)), field="document.asides"
    )
    assert f"{start} to {end}" in message


def test_an_aside_may_reach_the_end_of_its_document(world: Dataset) -> None:
    source = world.sources["red-courier"]
    asides = (Aside(start=0, end=source.document.characters, reason="all"),)
    assert reported(world, changed(source, document=changed(source.document, asides=asides))) == []


@pytest.mark.parametrize(
    ("field", "changes", "value"),
    [
        ("passage", {"start": 7, "end": 7}, "7 to 7"),
        ("passage", {"start": 8, "end": 7}, "8 to 7"),
        ("passage", {"start": -1}, "-1 to"),
        ("passage.paragraph", {"paragraph": 0}, "0"),
        ("passage.begins", {"begins": "one two three four five six seven"}, "7 words"),
        ("passage.ends", {"ends": "one two three\nfour five\tsix seven"}, "7 words"),
    ],
)
def test_a_passage_holds_text_of_a_paragraph_and_has_up_to_six_words_at_each_end(
    world: Dataset, field: str, changes: dict[str, Any], value: str
) -> None:
    claim = world.claims[FLED]
    assert value in the_fault(world, changed(claim, passage=changed(passage_of(claim), **changes)), field=field)


def test_a_passage_ends_within_the_document(world: Dataset) -> None:
    claim = world.claims[FLED]
    length = world.sources["harbour-chronicle"].document.characters
    assert reported(world, changed(claim, passage=changed(passage_of(claim), end=length))) == []
    message = the_fault(world, changed(claim, passage=changed(passage_of(claim), end=length + 1)), field="passage")
    assert message == f"ends at {length + 1}, and the document has {length} characters; locate it again"
    # Nothing is known of the document of a source that could not be read.
    lost = Shelves.of(
        record
        for record in replacing(world, changed(claim, passage=changed(passage_of(claim), end=9_999)))
        if record.id != "harbour-chronicle"
    )
    assert faults(lost, broken=lambda kind, id: id == "harbour-chronicle") == []


def test_a_wording_has_at_most_twelve_words(world: Dataset) -> None:
    claim = world.claims[FLED]
    assert reported(world, changed(claim, wording=" ".join(["word"] * 12))) == []
    assert "13 words" in the_fault(world, changed(claim, wording=" ".join(["word"] * 13)), field="wording")


def test_the_low_of_a_quantity_is_not_over_its_high(world: Dataset) -> None:
    def fled(low: int | None, high: int | None) -> Claim:
        return changed(world.claims[FLED], quantities=(changed(world.claims[FLED].quantities[0], low=low, high=high),))

    message = the_fault(world, fled(301, 300), field="quantities")
    assert "301" in message
    assert "300" in message
    assert reported(world, fled(300, 300)) == reported(world, fled(None, 3)) == reported(world, fled(3, None)) == []


@pytest.mark.parametrize("name", ["\ud800", "X\udcff", "\ud83d\ude00"])
def test_a_text_has_no_half_of_a_character(world: Dataset, name: str) -> None:
    message = the_fault(world, changed(world.actors["riders"], name=f"X{name}"), field="name")
    assert message.endswith(" has a lone surrogate, half of a character; write the whole character")
    assert reported(world, changed(world.actors["riders"], name="\U0001f600 Zāhir")) == []


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), 10**15, -(10**15), 1e300])
@pytest.mark.parametrize("bound", ["low", "high"])
def test_a_bound_of_a_quantity_has_up_to_fifteen_digits(world: Dataset, bound: str, number: float) -> None:
    claim = world.claims[FLED]
    quantity = changed(claim.quantities[0], **{"low": None, "high": None, bound: number})
    message = the_fault(world, changed(claim, quantities=(quantity,)), field=f"quantities[0].{bound}")
    assert message.endswith(" is not a number of up to 15 digits; write one")


@pytest.mark.parametrize(
    ("field", "latitude", "longitude", "value"),
    [
        ("latitude", 90.1, 0.0, "90.1"),
        ("latitude", -90.1, 0.0, "-90.1"),
        ("longitude", 0.0, 180.1, "180.1"),
        ("longitude", 0.0, -180.1, "-180.1"),
        ("longitude", 0.0, float("nan"), "nan"),
        ("latitude", float("inf"), 0.0, "inf"),
    ],
)
def test_a_place_is_on_the_globe(world: Dataset, field: str, latitude: float, longitude: float, value: str) -> None:
    nowhere = located(world, latitude=latitude, longitude=longitude)
    assert value in the_fault(world, nowhere, field=f"coordinates.{field}")


def test_a_place_may_be_at_a_pole(world: Dataset) -> None:
    assert reported(world, located(world, latitude=-90.0, longitude=180.0)) == []


def test_coordinates_without_a_source_are_a_fault(world: Dataset) -> None:
    assert "blank" in the_fault(world, located(world, source=" "), field="coordinates.source")
