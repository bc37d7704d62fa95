"""Valid seeds become the records of a dataset, whatever files they are in, or are read onto another dataset."""

import random
import tomllib
from pathlib import Path

import pytest
import tomli_w
from support.datasets import records_of
from support.seed_texts import ACTOR, COUNTED, EVENT, PLACE, EditSeed, add, faults_in, the_fault

from afghanwar import (
    Battle,
    CoordinatePrecision,
    Coordinates,
    Dataset,
    TimeSpan,
    read,
)
from afghanwar.kinds import FOLDERS


def test_seeds_become_records(world: Dataset) -> None:
    claim = world.claims["harbour-chronicle/guards-fled"]
    assert (claim.source, claim.when, claim.actors) == ("harbour-chronicle", TimeSpan("1902-03-05"), ("ostrel-guard",))
    assert claim.quantities[0].approximate
    assert not world.claims["red-courier/guards-ran"].quantities[0].approximate
    assert world.sources["harbour-chronicle"].document.asides[0].end == len("The Salt War")
    assert isinstance(world.events["siege-of-greymoor"], Battle)
    assert world.events["fall-of-ostrel"].dates[1] == ("red-courier", TimeSpan("1902-03-07"))
    assert world.actors["northern-kingdom"].identifiers.ucdp == 1
    assert world.places["ostrel"].coordinates == Coordinates(
        latitude=10.0, longitude=20.5, precision=CoordinatePrecision.POINT, source="Atlas of Lowmark: Ostrel"
    )


def test_an_absent_folder_and_an_empty_file_are_accepted(tmp_path: Path) -> None:
    add(tmp_path, "measures/ships.toml", 'ships = { name = "ships", unit = "ships", description = "Ships." }')
    add(tmp_path, "places/none.toml", "# Nothing yet.\n")
    assert [record.id for record in records_of(read(str(tmp_path)))] == ["ships"]


@pytest.mark.parametrize("kind", ["contradiction", "scope", "wording"])
def test_a_disagreement_has_a_kind(seeds_folder: Path, edit_seed: EditSeed, kind: str) -> None:
    edit_seed("disagreements/disagreements.toml", 'kind = "scope"', f'kind = "{kind}"')
    assert read(seeds_folder).disagreements["guards-of-ostrel"].kind.value == kind


def test_a_byte_order_mark_is_accepted(seeds_folder: Path, world: Dataset) -> None:
    for path in seeds_folder.rglob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert records_of(read(seeds_folder)) == records_of(world)


def test_a_second_byte_order_mark_is_reported(seeds_folder: Path) -> None:
    assert "TOML" in the_fault(seeds_folder, "actors/x.toml", f"\ufeff\ufeff[x]\n{ACTOR}")[3]


def test_the_distribution_of_records_over_files_does_not_matter(
    tmp_path: Path, seeds_folder: Path, world: Dataset
) -> None:
    turn = random.Random(7)
    for folder in set(FOLDERS) - {"sources"}:
        tables = [
            (id, table)
            for file in (seeds_folder / folder).iterdir()
            for id, table in tomllib.loads(file.read_text("utf-8")).items()
        ]
        turn.shuffle(tables)
        for number, (id, table) in enumerate(tables):
            add(tmp_path / "new", f"{folder}/{'deeper/' * (number % 2)}{number}.toml", tomli_w.dumps({id: table}))
    for file in (seeds_folder / "sources").iterdir():
        add(tmp_path / "new", f"sources/{file.name}", file.read_bytes())
    assert records_of(read(tmp_path / "new")) == records_of(world)


@pytest.mark.parametrize(
    ("written", "number"),
    [("0", 0), ("-3", -3), ("1_000", 1000), ("1.5", 1.5), ("0.10", 0.1), ("1e3", 1000.0), ("2.3", 2.3)],
)
def test_a_number_is_read_exactly(seeds_folder: Path, written: str, number: float) -> None:
    add(
        seeds_folder,
        "sources/x.toml",
        f"{COUNTED}low = {written} }}]",
    )
    low = read(seeds_folder).claims["x/c"].quantities[0].low
    assert low == number
    assert type(low) is type(number)


def test_seeds_may_refer_to_records_of_the_dataset_they_are_read_onto(tmp_path: Path, world: Dataset) -> None:
    add(tmp_path, "actors/x.toml", f"[x]\n{ACTOR}part_of = ['crown']")
    add(tmp_path, "events/y.toml", f"[y]\n{EVENT}part_of = 'salt-war'")
    joined = read(tmp_path, onto=world)
    assert sorted({record.id for record in records_of(joined)} - {record.id for record in records_of(world)}) == [
        "x",
        "y",
    ]
    assert len(records_of(joined)) == len(records_of(world)) + 2
    assert "x" not in world.actors
    assert faults_in(tmp_path)


def test_seeds_may_not_repeat_a_record_of_the_dataset_they_are_read_onto(tmp_path: Path, world: Dataset) -> None:
    add(tmp_path, "actors/x.toml", f"[crown]\n{ACTOR}[greymoor]\n{ACTOR}")
    ((file, record, field, message),) = faults_in(tmp_path, onto=world)
    assert (file, record, field) == ("actors/x.toml", "crown", "")
    assert "in the dataset that is extended" in message


def test_references_to_the_dataset_that_seeds_are_read_onto_are_checked(tmp_path: Path, world: Dataset) -> None:
    add(tmp_path, "places/x.toml", f"[x]\n{PLACE}within = 'crown'")
    assert [fault[:3] for fault in faults_in(tmp_path, onto=world)] == [("places/x.toml", "x", "within")]
