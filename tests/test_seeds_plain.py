"""The plain form of a record: JSON-ready, exact both ways, and strict when it is read."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import attrs
import cattrs
import pytest
from hypothesis import given, settings
from support.datasets import changed
from support.strategies import datasets

import afghanwar as aw
from afghanwar import Dataset, Quantity, SeedError, from_dict, to_dict
from afghanwar.kinds import KINDS, AnyRecord

CLAIM = "harbour-chronicle/guards-fled"
MARCH, SIEGE = "march-on-harbour", "siege-of-greymoor"


def faults_of(kind: Any, data: Any) -> list[tuple[str, str]]:
    """The faults of a record in its plain form: the field and the message of each."""
    with pytest.raises(SeedError) as caught:
        from_dict(kind, data)
    return [(problem.field, problem.message) for problem in caught.value.problems]


def assert_is_the_same_in_every_form(record: AnyRecord) -> None:
    data = to_dict(record)
    written = json.dumps(data, allow_nan=False)
    for kind in (type(record), type(record).__name__.lower()):
        again = from_dict(kind, json.loads(written))
        assert again == record
        # As texts, because 3 == 3.0.
        assert repr(again) == repr(record)
    assert cattrs.structure(cattrs.unstructure(record), type(record)) == record


# Out and in


def test_every_bundled_record_is_the_same_after_it_was_written_and_read() -> None:
    for record in aw.load():
        assert_is_the_same_in_every_form(record)


@settings(max_examples=50)
@given(datasets())
def test_every_record_of_any_dataset_is_the_same_after_it_was_written_and_read(dataset: Dataset) -> None:
    for record in dataset:
        assert_is_the_same_in_every_form(record)
    assert list(Dataset.of(from_dict(type(record), to_dict(record)) for record in dataset)) == list(dataset)


def test_what_has_its_default_or_is_computed_is_left_out(world: Dataset) -> None:
    assert to_dict(world.measures["ships"]) == attrs.asdict(world.measures["ships"])
    assert list(to_dict(world.places["ostrel"])) == ["id", "name", "kind", "within", "coordinates"]
    siege = to_dict(world.battles[SIEGE])
    assert not {"kind", "participants", "note", "ends"} & set(siege)
    assert siege["dates"] == [[source, span.text] for source, span in world.battles[SIEGE].dates]


@pytest.mark.parametrize("number", [0, 3, -7, 10**15 - 1, 2.3, 1.9, 0.1, -0.5, 123456789.25, 1e-300, 3.0, None])
def test_a_number_keeps_its_value_and_its_type(world: Dataset, number: float | None) -> None:
    quantity = Quantity(measure=aw.MeasureId("guards"), low=number, wording="x")
    claim = changed(world.claims[CLAIM], quantities=(quantity,))
    assert_is_the_same_in_every_form(claim)
    (low,) = (each.low for each in from_dict(aw.Claim, json.loads(json.dumps(to_dict(claim)))).quantities)
    assert (low, type(low)) == (number, type(number))


def test_each_call_returns_a_new_dictionary_and_does_not_alter_its_argument(world: Dataset) -> None:
    march = world.events[MARCH]
    data = to_dict(march)
    kept = copy.deepcopy(data)
    from_dict("event", data)
    assert data == kept
    data["participants"].clear()
    assert to_dict(march) == kept


@pytest.mark.parametrize("value", [None, 3, "taliban", {}, (), aw.Actor, aw.TimeSpan("2001")])
def test_only_a_record_has_a_plain_form(value: Any) -> None:
    with pytest.raises(TypeError, match="expected a record, not "):
        to_dict(value)


def test_cattrs_is_imported_only_by_what_reads_the_plain_form() -> None:
    program = """
import sys
import afghanwar as aw
data = aw.to_dict(aw.Place(id="ostrel", name="Ostrel", kind=aw.PlaceKind.CITY))
print("cattrs" in sys.modules)
aw.from_dict("place", data)
print("cattrs" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]


# Strictly


ODD: list[tuple[str, Callable[[Any], Any], str, str]] = [
    ("actor", lambda data: data.pop("name"), "name", "is missing"),
    ("actor", lambda data: data.update(nam="X"), "", "'nam' is not a field; use one of id, name, kind"),
    ("actor", lambda data: data.update({7: "X"}), "", "7 is not a field"),
    ("actor", lambda data: data.update(name=None), "name", "None is not a string"),
    ("actor", lambda data: data.update(name=b"x"), "name", "b'x' is not a string"),
    ("actor", lambda data: data.update(name="x\ud800"), "name", "'x\\ud800' has a lone surrogate"),
    ("actor", lambda data: data.update(kind="kingdom"), "kind", "'kingdom' is unknown; use one of person, state"),
    ("actor", lambda data: data.update(kind=["person"]), "kind", "['person'] is unknown"),
    ("actor", lambda data: data.update(aliases="Kabul"), "aliases", "'Kabul' is not a list"),
    ("actor", lambda data: data.update(aliases=("Kabul",)), "aliases", "('Kabul',) is not a list"),
    ("actor", lambda data: data.update(aliases=["x", 3]), "aliases[1]", "3 is not a string"),
    ("actor", lambda data: data.update(identifiers=[]), "identifiers", "[] is not a table"),
    ("actor", lambda data: data.update(identifiers={"ucdp": 1.0}), "identifiers.ucdp", "1.0 is not a whole number"),
    ("actor", lambda data: data.update(identifiers={"ucdp": True}), "identifiers.ucdp", "True is not a whole"),
    (
        "place",
        lambda data: data["coordinates"].update(latitude="34.5"),
        "coordinates.latitude",
        "'34.5' is not a number",
    ),
    (
        "place",
        lambda data: data["coordinates"].update(latitude=float("nan")),
        "coordinates.latitude",
        "nan is not a number",
    ),
    (
        "place",
        lambda data: data["coordinates"].update(latitude=float("inf")),
        "coordinates.latitude",
        "inf is not a number",
    ),
    (
        "place",
        lambda data: data["coordinates"].update(latitude=10**15),
        "coordinates.latitude",
        "1000000000000000 is not a number",
    ),
    ("source", lambda data: data.update(published="1905-13"), "published", "'1905-13' is not a time-span: "),
    ("source", lambda data: data.update(published=1905), "published", "expected a string"),
    ("source", lambda data: data.update(document=None), "document", "None is not a table"),
    ("source", lambda data: data["document"].update(sha="x"), "document", "'sha' is not a field; use one of file"),
    ("source", lambda data: data["document"].update(asides=[3]), "document.asides[0]", "3 is not a table"),
    ("claim", lambda data: data["passage"].update(start="0"), "passage.start", "'0' is not a whole number"),
    ("claim", lambda data: data["passage"].pop("end"), "passage.end", "is missing"),
    ("claim", lambda data: data.update(quantities=[{"measure": "x"}]), "quantities[0].wording", "is missing"),
    (
        "event",
        lambda data: data.update(dates={"red-courier": "1901"}),
        "dates",
        "{'red-courier': '1901'} is not a list",
    ),
    ("event", lambda data: data.update(dates=["ab"]), "dates[0]", "'ab' is not a pair"),
    ("event", lambda data: data.update(dates=[["a", "1901", "x"]]), "dates[0]", "is not a pair"),
    ("event", lambda data: data.update(dates=[["a", "1901"], ["b", "190"]]), "dates[1][1]", "'190' is not a time-span"),
    ("event", lambda data: data.update(begins=[["a", ["b", 3]]]), "begins[0][1][1]", "3 is not a string"),
    ("event", lambda data: data.update(order=[{"word": "with", "other": "x"}]), "order[0].word", "'with' is unknown"),
    ("event", lambda data: data.update(order=[{"word": "after"}]), "order[0].other", "is missing"),
    ("battle", lambda data: data.update(kind="battle"), "", "'kind' is not a field"),
    ("battle", lambda data: data.update(sides=[{"name": "X"}]), "sides[0].actors", "is missing"),
    ("disagreement", lambda data: data["positions"].append("x"), "positions[2]", "'x' is not a table"),
]


@pytest.mark.parametrize(("kind", "spoil", "field", "message"), ODD)
def test_a_fault_is_reported_with_its_kind_record_and_field(
    world: Dataset, kind: str, spoil: Callable[[Any], Any], field: str, message: str
) -> None:
    names = {"actor": "crown", "place": "ostrel", "source": "red-courier", "claim": CLAIM, "event": MARCH}
    shelf = world.disagreements if kind == "disagreement" else getattr(world, f"{kind}s")
    record = shelf[names[kind]] if kind in names else next(iter(shelf))
    data = to_dict(record)
    spoil(data)
    with pytest.raises(SeedError) as caught:
        from_dict(kind, data)
    (problem,) = caught.value.problems
    row = next(row for row in KINDS if row.record is type(record))
    assert (problem.kind, problem.record, problem.field) == (row.name, record.id, field)
    assert message in problem.message
    assert str(caught.value).startswith("1 fault in the data:\n")


def test_every_fault_is_listed_at_once(world: Dataset) -> None:
    odd: dict[str, Any] = {
        "kind": "peace",
        "dates": [[3, 3], ["a"], ["b", "12/2001"]],
        "order": [{"word": "with", "other": 3, "more": 1}],
        "part_of": 4,
        "nam": 5,
    }
    data = to_dict(world.events[MARCH]) | odd
    del data["name"]
    assert sorted(field for field, _ in faults_of("event", data)) == [
        "",
        "dates[0][0]",
        "dates[0][1]",
        "dates[1]",
        "dates[2][1]",
        "kind",
        "name",
        "order[0]",
        "order[0].other",
        "order[0].word",
        "part_of",
    ]


def test_an_id_that_is_not_a_text_is_a_fault(world: Dataset) -> None:
    odd: list[Any] = [3, None, ["crown"], {}]
    for id in odd:
        with pytest.raises(SeedError) as caught:
            from_dict("actor", to_dict(world.actors["crown"]) | {"id": id})
        (problem,) = caught.value.problems
        assert (problem.record, problem.field) == ("", "id")


@pytest.mark.parametrize("data", [None, [], "x", 3, [("id", "x")]])
def test_what_is_not_a_dictionary_is_a_fault(data: Any) -> None:
    ((field, message),) = faults_of("claim", data)
    assert field == ""
    assert message.endswith(" is not a record; give a dictionary")


@pytest.mark.parametrize("kind", ["", "evnt", "Event", "events", 3, None, ["event"], int, aw.Passage, KINDS[0]])
def test_an_unknown_kind_is_reported(kind: Any) -> None:
    with pytest.raises(ValueError, match=r"kind is .*; use one of 'source', 'claim', .*, or its class"):
        from_dict(kind, {})


def test_an_event_is_not_read_as_a_battle_nor_a_battle_as_an_event(world: Dataset) -> None:
    assert faults_of("event", to_dict(world.battles[SIEGE]))
    assert [field for field, _ in faults_of("battle", to_dict(world.events[MARCH]))] == [""]
