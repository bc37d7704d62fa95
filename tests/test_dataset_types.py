"""The types of fields: what does not fit an annotation is reported when a dataset is made from records."""

from decimal import Decimal
from typing import Any

import pytest
from support.datasets import changed, records_of, replacing

from afghanwar import (
    Aside,
    CoordinatePrecision,
    Coordinates,
    Dataset,
    DatasetError,
    EventKind,
    Order,
    OrderWord,
    Participation,
    Quantity,
    Side,
    SupportForm,
    TimeSpan,
    load,
)
from afghanwar.dataset.types import type_faults
from afghanwar.kinds import AnyRecord

FALL, MARCH, SIEGE, FLED = "fall-of-ostrel", "march-on-harbour", "siege-of-greymoor", "harbour-chronicle/guards-fled"


def wrong(**values: Any) -> Any:
    """Values for fields of a record, of any type."""
    return values


def located(**values: Any) -> Coordinates:
    """Coordinates with fields of any type."""
    known = {"latitude": 34.5, "longitude": 69.1, "precision": CoordinatePrecision.POINT, "source": "Atlas"}
    return Coordinates(**wrong(**{**known, **values}))


def problems_of(world: Dataset, *records: AnyRecord) -> list[tuple[str, str, str, str]]:
    """The faults of the dataset in which some records take the place of those with their ids."""
    with pytest.raises(DatasetError) as caught:
        Dataset.of(replacing(world, *records))
    return [(each.kind, each.record, each.field, each.message) for each in caught.value.problems]


def test_valid_records_have_no_faults(world: Dataset) -> None:
    assert [(record, found) for record in (*world, *load()) if (found := list(type_faults(record)))] == []


@pytest.mark.parametrize(
    ("shelf", "id", "changes", "field", "message"),
    [
        ("events", FALL, {"kind": "capture"}, "kind", "'capture' ... EventKind"),
        ("actors", "crown", {"aliases": "Kabul"}, "aliases", "'Kabul' is not a tuple"),
        ("actors", "crown", {"aliases": ["Kabul"]}, "aliases", "['Kabul'] is not a tuple"),
        ("actors", "crown", {"aliases": ("Kabul", 3)}, "aliases[1]", "3 is not a string"),
        ("actors", "crown", {"name": None}, "name", "None is not a string"),
        ("actors", "crown", {"name": b"Crown"}, "name", "b'Crown' is not a string"),
        ("actors", "crown", {"part_of": {"lowmark"}}, "part_of", "{'lowmark'} is not a tuple"),
        ("actors", "crown", {"identifiers": None}, "identifiers", "None ... Identifiers"),
        ("claims", FLED, {"when": "2021-07-02"}, "when", "'2021-07-02' ... TimeSpan"),
        ("claims", FLED, {"passage": (0, 5)}, "passage", "(0, 5) ... Passage"),
        ("claims", FLED, {"modality": "asserted"}, "modality", "'asserted' ... Modality"),
        ("claims", FLED, {"source": 7}, "source", "7 is not a string"),
        ("claims", FLED, {"attributed_to": ("crown",)}, "attributed_to", "('crown',) is not a string"),
        ("places", "ostrel", {"coordinates": (34.5, 69.1)}, "coordinates", "(34.5, 69.1) ... Coordinates or None"),
        (
            "places",
            "ostrel",
            {"coordinates": located(latitude=True)},
            "coordinates.latitude",
            "True is not a number",
        ),
        (
            "places",
            "ostrel",
            {"coordinates": located(longitude=Decimal("20.5"))},
            "coordinates.longitude",
            "Decimal('20.5') is not a number",
        ),
        (
            "places",
            "ostrel",
            {"coordinates": located(precision="point")},
            "coordinates.precision",
            "'point' ... CoordinatePrecision",
        ),
        (
            "events",
            FALL,
            {"dates": (("red-courier", "1902-03-07"),)},
            "dates[0][1]",
            "'1902-03-07' ... TimeSpan",
        ),
        ("events", FALL, {"dates": {"red-courier": "1901"}}, "dates", "{'red-courier': '1901'} is not a tuple"),
        ("events", FALL, {"dates": (("red-courier",),)}, "dates[0]", "('red-courier',) has 1 items; give 2"),
        ("events", FALL, {"dates": ("red-courier",)}, "dates[0]", "'red-courier' is not a tuple"),
        ("events", FALL, {"dates": None}, "dates", "None is not a tuple"),
        ("relationships", "league-fights-crown", {"dates": ("1901",)}, "dates[0]", "'1901' is not a tuple"),
        ("events", FALL, {"participants": ("riders",)}, "participants[0]", "'riders' ... Participation"),
        ("claims", FLED, {"quantities": 300}, "quantities", "300 is not a tuple"),
        ("events", FALL, {"ends": (("riders",),)}, "ends[0]", "('riders',) has 1 items; give 2"),
        ("events", FALL, {"order": ("after",)}, "order[0]", "'after' ... Order"),
        ("events", FALL, {"begins": ("riders",)}, "begins[0]", "'riders' is not a tuple"),
        ("events", FALL, {"ends": (("riders", FLED),)}, "ends[0][1]", f"{FLED!r} is not a tuple"),
        ("events", FALL, {"note": 3}, "note", "3 is not a string"),
        ("events", SIEGE, {"victor": 1}, "victor", "1 is not a string"),
        (
            "relationships",
            "league-fights-crown",
            {"forms": (SupportForm.FUNDING, "weapons")},
            "forms[1]",
            "'weapons' ... SupportForm",
        ),
        ("disagreements", "guild-paid", {"kind": None}, "kind", "None ... DisagreementKind"),
        ("sources", "red-courier", {"published": 1903}, "published", "1903 ... TimeSpan"),
    ],
)
def test_a_value_of_another_type_is_reported_with_its_field(
    world: Dataset, shelf: str, id: str, changes: dict[str, Any], field: str, message: str
) -> None:
    record: AnyRecord = getattr(world, shelf)[id]
    (problem,) = problems_of(world, changed(record, **changes))
    assert problem[1:3] == (id, field)
    assert problem[0] == shelf.removesuffix("s")
    assert all(part in problem[3] for part in message.split(" ... "))


@pytest.mark.parametrize(
    ("id", "path", "value", "field"),
    [
        (FLED, "passage", wrong(start="0"), "passage.start"),
        (FLED, "passage", wrong(end=True), "passage.end"),
        (FLED, "passage", wrong(paragraph=1.0), "passage.paragraph"),
    ],
)
def test_a_value_within_a_value_is_reported_with_its_place(
    world: Dataset, id: str, path: str, value: dict[str, Any], field: str
) -> None:
    claim = world.claims[id]
    ((kind, record, at, _),) = problems_of(world, changed(claim, **{path: changed(getattr(claim, path), **value)}))
    assert (kind, record, at) == ("claim", id, field)


def test_a_value_within_a_list_is_reported_with_its_place(world: Dataset) -> None:
    claim, march, siege, source = (
        world.claims[FLED],
        world.events[MARCH],
        world.battles[SIEGE],
        world.sources["red-courier"],
    )
    quantity = Quantity(**wrong(measure="guards", low=Decimal(300), high="300", approximate=1, wording=None))
    participation = Participation(**wrong(actor="riders", role=7))
    order = Order(**wrong(word="after", other="salt-war", evidence="harbour-chronicle/riders-marched"))
    side = Side(**wrong(name="Red", actors=["red-league"], commanders=(None,)))
    aside = Aside(**wrong(start=0, end="16", reason="heading"))
    found = problems_of(
        world,
        changed(claim, quantities=(claim.quantities[0], quantity)),
        changed(march, participants=(participation,), order=(order,)),
        changed(siege, sides=(*siege.sides, side)),
        changed(source, document=changed(source.document, asides=(aside,))),
    )
    assert sorted(fault[:3] for fault in found) == sorted(
        [
            ("claim", FLED, "quantities[1].low"),
            ("claim", FLED, "quantities[1].high"),
            ("claim", FLED, "quantities[1].approximate"),
            ("claim", FLED, "quantities[1].wording"),
            ("event", MARCH, "order[0].word"),
            ("event", MARCH, "order[0].evidence"),
            ("event", MARCH, "participants[0].role"),
            ("event", SIEGE, "sides[3].actors"),
            ("event", SIEGE, "sides[3].commanders[0]"),
            ("source", "red-courier", "document.asides[0].end"),
        ]
    )


def test_every_fault_of_every_record_is_listed_at_once(world: Dataset) -> None:
    found = problems_of(
        world,
        changed(world.events[FALL], kind="capture"),
        changed(world.actors["crown"], aliases="Kabul", description=None),
        changed(world.claims[FLED], when="2021-07-02"),
        changed(world.places["ostrel"], coordinates=located(latitude="34.5")),
        changed(world.places["harbour"], within="nowhere"),
    )
    assert sorted(fault[:3] for fault in found) == sorted(
        [
            ("actor", "crown", "aliases"),
            ("actor", "crown", "description"),
            ("claim", FLED, "when"),
            ("event", FALL, "kind"),
            ("place", "ostrel", "coordinates.latitude"),
            ("place", "harbour", "within"),
        ]
    )


def test_references_to_a_record_with_a_misfit_are_not_reported(world: Dataset) -> None:
    found = problems_of(world, changed(world.actors["riders"], name=3), changed(world.sources["red-courier"], title=3))
    assert sorted(fault[:3] for fault in found) == sorted(
        [("actor", "riders", "name"), ("source", "red-courier", "title")]
    )


@pytest.mark.parametrize(
    ("shelf", "id", "changes"),
    [
        ("places", "ostrel", {"coordinates": located(latitude=10, longitude=-20)}),
        ("claims", FLED, {"quantities": (Quantity(**wrong(measure="guards", low=1, high=1.5, wording="x")),)}),
        ("claims", FLED, {"when": TimeSpan("1902-03-05"), "note": None}),
        ("events", FALL, {"kind": EventKind.ATTACK}),
        ("events", MARCH, {"order": (Order(**wrong(word=OrderWord.AFTER, other=SIEGE)),), "inferred": ("after",)}),
    ],
)
def test_a_value_that_fits_is_accepted(world: Dataset, shelf: str, id: str, changes: dict[str, Any]) -> None:
    record: AnyRecord = getattr(world, shelf)[id]
    changed_record = changed(record, **changes)
    assert changed_record in records_of(Dataset.of(replacing(world, changed_record)))


def test_an_id_of_another_type_is_reported(world: Dataset) -> None:
    for id in (7, None, ["crown"], ("crown",)):
        record = changed(world.measures["ships"], id=id)
        with pytest.raises(DatasetError) as caught:
            Dataset.of([record])
        (problem,) = caught.value.problems
        assert (problem.kind, problem.record, problem.field) == ("measure", str(id), "id")
        assert problem.message.startswith(f"{id!r} is not a string")
        with pytest.raises(DatasetError):
            Dataset.of([record], onto=world)


def test_a_subclass_of_a_text_is_a_text(world: Dataset) -> None:
    class Name(str):
        __slots__ = ()

    crown = changed(world.actors["crown"], name=Name("Crown"))
    assert Dataset.of(replacing(world, crown)).actors["crown"].name == "Crown"
