"""The JSON Schema of documents: valid itself, true of every document, and false of a document that is changed."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from support.strategies import datasets

import afghanwar as aw
from afghanwar import Dataset
from afghanwar.export import json_schema, to_json
from afghanwar.kinds import KINDS
from afghanwar.seeds.documents import FORMAT, KEYS, VERSION


def document_of(dataset: Dataset) -> dict[str, Any]:
    """What ``to_json`` writes; a test of that function says that this is the same."""
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION, **{key: [] for key in KEYS}}
    for record in dataset:
        document[f"{type(record).__name__.lower()}s"].append(aw.to_dict(record))
    return document


def validator() -> Any:
    return jsonschema.Draft202012Validator(json_schema())


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert json.loads(json.dumps(json_schema())) == json_schema()


def test_the_bundled_dataset_is_valid(tmp_path: Path) -> None:
    to_json(aw.load(), tmp_path / "a.json")
    document = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert document == document_of(aw.load())
    assert [*validator().iter_errors(document)] == []


@settings(max_examples=50)
@given(datasets())
def test_every_dataset_is_valid(dataset: Dataset) -> None:
    assert [*validator().iter_errors(document_of(dataset))] == []


def test_every_field_is_described() -> None:
    definitions = json_schema()["$defs"]
    assert {kind.record.__name__ for kind in KINDS} <= definitions.keys()
    for name, definition in definitions.items():
        assert definition["description"].endswith("."), name
        for field, schema in definition.get("properties", {}).items():
            assert schema["description"], f"{name}.{field}"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("actors", None),
        ("version", 2),
        ("wars", []),
        ("actors.0.name", 7),
        ("actors.0.colour", "red"),
        ("actors.0.kind", "guild"),
        ("claims.0.says", None),
        ("claims.0.passage.start", "0"),
        ("claims.0.passage.start", 0.5),
        ("events.0.dates", [["red-courier"]]),
        ("events.0.dates", [["red-courier", "1902", "1903"]]),
        ("events.0.evidence", "all"),
        ("battles.0.kind", "battle"),
        ("places.0.coordinates", {"latitude": 1}),
    ],
)
def test_a_changed_document_is_not_valid(world: Dataset, path: str, value: object) -> None:
    document: Any = document_of(world)
    *steps, last = path.split(".")
    place = document
    for step in steps:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    assert [*validator().iter_errors(document)] != []


@pytest.mark.parametrize(("key", "field"), [("actors", "name"), ("claims", "says"), ("battles", "evidence")])
def test_a_document_without_a_field_is_not_valid(world: Dataset, key: str, field: str) -> None:
    document = document_of(world)
    del document[key][0][field]
    assert [*validator().iter_errors(document)] != []
    del document[key]
    assert [*validator().iter_errors(document)] != []
