"""Datasets as JSON documents: nothing is lost, every run writes the same, and faults are found when they are read."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from support.datasets import same_records
from support.strategies import datasets

import afghanwar as aw
from afghanwar import Dataset
from afghanwar.export import to_json


def document_of(dataset: Dataset, folder: Path) -> dict[str, Any]:
    to_json(dataset, folder / "dataset.json", force=True)
    document: dict[str, Any] = json.loads((folder / "dataset.json").read_text("utf-8"))
    return document


@settings(max_examples=50)
@given(datasets())
def test_a_dataset_and_its_views_arrive_equal(dataset: Dataset) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for each in (dataset, *(dataset.according_to(source) for source in dataset.sources)):
            to_json(each, Path(folder, "a.json"), force=True)
            again = aw.read(Path(folder, "a.json"))
            assert same_records(again, each)
            assert [*map(repr, again)] == [*map(repr, each)]


def test_the_bundled_dataset_arrives_equal(tmp_path: Path) -> None:
    to_json(aw.load(), tmp_path / "a.json")
    again = aw.read(tmp_path / "a.json")
    assert same_records(again, aw.load())
    assert aw.events_between("2021-08", dataset=again) == aw.events_between("2021-08")


def test_every_run_writes_the_same_bytes(world: Dataset, tmp_path: Path) -> None:
    to_json(world, tmp_path / "a.json")
    to_json(Dataset.of(reversed([*world])), tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_record_is_one_line(world: Dataset, tmp_path: Path) -> None:
    to_json(world, tmp_path / "a.json")
    lines = (tmp_path / "a.json").read_text("utf-8").splitlines()
    assert len([line for line in lines if line.startswith('{"id"')]) == len(world)


def test_a_file_is_replaced_only_with_force(world: Dataset, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("old")
    with pytest.raises(aw.ExportError, match="exists"):
        to_json(world, tmp_path / "a.json")
    assert (tmp_path / "a.json").read_text() == "old"
    to_json(world, tmp_path / "a.json", force=True)
    assert same_records(aw.read(tmp_path / "a.json"), world)


def test_anything_but_a_dataset_is_an_error(world: Dataset, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="expected a dataset, not "):
        to_json(tuple(world.events), tmp_path / "a.json")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_document_is_read_on_top_of_a_dataset(world: Dataset, tmp_path: Path) -> None:
    document = {**document_of(world, tmp_path), "measures": []}
    for key in document.keys() - {"format", "version", "actors"}:
        document[key] = []
    document["actors"] = [
        {"id": "tailors", "name": "Tailors", "kind": "party", "description": "They sew.", "part_of": ["harbour-guild"]}
    ]
    (tmp_path / "more.json").write_text(json.dumps(document))
    both = aw.read(tmp_path / "more.json", onto=world)
    assert (len(both), both.actors["tailors"].part_of) == (len(world) + 1, ("harbour-guild",))
    document["actors"][0]["id"] = "harbour-guild"
    (tmp_path / "more.json").write_text(json.dumps(document))
    with pytest.raises(aw.SeedError, match=r"more\.json: actor harbour-guild: the id is already used in the dataset"):
        aw.read(tmp_path / "more.json", onto=world)


def faults(document: object, folder: Path) -> list[tuple[str, str, str, str]]:
    """The file, kind, record and field of each fault."""
    (folder / "x.json").write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    with pytest.raises((aw.SeedError, aw.DatasetError)) as caught:
        aw.read(folder / "x.json")
    return [(each.file, each.kind, each.record, each.field) for each in caught.value.problems]


def message(document: object, folder: Path) -> str:
    faults(document, folder)
    with pytest.raises((aw.SeedError, aw.DatasetError)) as caught:
        aw.read(folder / "x.json")
    (problem,) = caught.value.problems
    return str(problem)


def test_all_faults_are_reported_at_once_with_file_record_and_field(world: Dataset, tmp_path: Path) -> None:
    document = document_of(world, tmp_path)
    document["actors"][0]["kind"] = "guild"
    document["claims"][0]["passage"]["start"] = "1"
    document["claims"][1]["when"] = "1902-13"
    document["places"][0]["within"] = "nowhere"
    del document["battles"][0]["evidence"]
    document["measures"][0] = 7
    document["relationships"][1]["strength"] = 1
    document["disagreements"].append(document["disagreements"][0])
    claims = [claim["id"] for claim in document["claims"]]
    assert faults(document, tmp_path) == [
        ("x.json", "claim", claims[0], "passage.start"),
        ("x.json", "claim", claims[1], "when"),
        ("x.json", "actor", document["actors"][0]["id"], "kind"),
        ("x.json", "measure", "", ""),
        ("x.json", "event", "siege-of-greymoor", "evidence"),
        ("x.json", "relationship", document["relationships"][1]["id"], ""),
        ("x.json", "disagreement", document["disagreements"][0]["id"], ""),
        ("x.json", "place", document["places"][0]["id"], "within"),
    ]


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        (lambda document: document.pop("format"), "format", "is missing; export it again"),
        (lambda document: document.update(format=None), "format", "is None; export it again"),
        (
            lambda document: document.update(version=2),
            "version",
            "is 2; export it again with this version of afghanwar, which reads 1",
        ),
        (lambda document: document.pop("measures"), "measures", "is missing; write a list of records, empty if"),
        (lambda document: document.update(measures={}), "measures", "{} is not a list; write a list of records"),
        (
            lambda document: document.update(wars=[]),
            "",
            "no list of records is called 'wars'; use one of sources, claims",
        ),
    ],
)
def test_a_document_of_another_form_is_reported(
    world: Dataset, tmp_path: Path, change: Callable[[dict[str, Any]], object], field: str, says: str
) -> None:
    document = document_of(world, tmp_path)
    change(document)
    assert [each[3] for each in faults(document, tmp_path)] == [field]
    assert says in message(document, tmp_path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "x.json: is not JSON: Expecting value: line 1 column 1 (char 0); export it again, or fix it"),
        ('{"format": "afghanwar-dataset", "vers', "is not JSON: Unterminated string"),
        ("[]", "[] is not a dataset; name a file that to_json wrote"),
        ('{"a": NaN}', "NaN is not JSON; write a number, or leave the field out"),
        ('{"a": 1, "b": 2, "a": 3}', "one object repeats 'a'; write each key once"),
        ('{"a": 1e999999999999999999999}', "has too large an exponent"),
        (f'{{"a": {"1" * 5000}}}', "Exceeds the limit"),
        ("[" * 100_000, "is nested too deeply; write flat records"),
    ],
)
def test_what_is_not_such_a_document_is_one_fault(tmp_path: Path, text: str, says: str) -> None:
    assert says in message(text, tmp_path)


def test_a_file_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    with pytest.raises(aw.SeedError, match=r"missing\.json' cannot be read \(No such file or directory\); name a file"):
        aw.read(tmp_path / "missing.json")
    (tmp_path / "x.json").write_bytes(b"\xff{}")
    with pytest.raises(aw.SeedError, match=r"x\.json: is not UTF-8: "):
        aw.read(tmp_path / "x.json")


def test_a_folder_may_have_a_name_like_a_document(seeds_folder: Path, world: Dataset) -> None:
    assert same_records(aw.read(seeds_folder.rename(seeds_folder.with_suffix(".json"))), world)


def test_a_number_with_more_digits_than_can_be_kept_is_a_fault(world: Dataset, tmp_path: Path) -> None:
    text = json.dumps(document_of(world, tmp_path)).replace('"latitude": 10', '"latitude": 10.00000000000000001')
    assert [each[3] for each in faults(text, tmp_path)] == ["coordinates.latitude"]
