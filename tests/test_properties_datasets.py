"""Any dataset is the same when it is written and read again, pickled, or made in two steps."""

import pickle
import shutil
import tempfile
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import attrs
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st
from support.datasets import bundled, records_of, same_records
from support.parts import parts
from support.strategies import World, datasets, some, worlds

import afghanwar as aw
from afghanwar import Dataset
from hatch_build import SeedsHook

T = TypeVar("T")
EMPTY: tuple[Any, ...] = ([], {})


def plain(value: Any, *, empties: bool) -> Any:
    """A record, or a value in it, as seeds hold it, with empty values or without them."""
    if isinstance(value, tuple):
        return [plain(each, empties=empties) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, aw.TimeSpan):
        return str(value)
    if not attrs.has(type(value)):
        return value
    table: dict[str, Any] = {}
    for field in attrs.fields(type(value)):
        content = getattr(value, field.name)
        if field.name == "dates":
            table["dates"] = {source: str(span) for source, span in content}
        elif field.name in ("begins", "ends") and isinstance(value, aw.Event):
            table[field.name] = {actor: list(claims) for actor, claims in content}
        elif field.name == "order":
            table |= {word.value: {} for word in aw.OrderWord}
            for line in content:
                table[line.word.value][str(line.other)] = list(line.evidence)
        elif field.name == "id" or (field.name == "source" and isinstance(value, aw.Claim)):
            continue  # The table, or the file, is named so.
        elif field.init and content is not None:
            table[field.name] = plain(content, empties=empties)
    return {name: content for name, content in table.items() if empties or content not in EMPTY}


def seeds_of(dataset: Dataset, *, empties: bool) -> dict[str, dict[str, Any]]:
    """The content of the seed files of a dataset, by their paths."""
    files: dict[str, dict[str, Any]] = {}
    for source in dataset.sources:
        theirs = (claim for claim in dataset.claims if claim.source == source.id)
        claims = {claim.id.partition("/")[2]: plain(claim, empties=empties) for claim in theirs}
        files[f"sources/{source.id}.toml"] = {**plain(source, empties=empties), "claims": claims}
    for shelf in dataset.shelves[2:]:
        for record in shelf:
            folder = "battles" if isinstance(record, aw.Battle) else f"{shelf.kind}s"
            files.setdefault(f"{folder}/all.toml", {})[record.id] = plain(record, empties=empties)
    return files


def numbers_of(dataset: Dataset) -> list[type]:
    """The types of all numbers that two types may write, for 3 == 3.0."""
    ends = [end for claim in dataset.claims for quantity in claim.quantities for end in (quantity.low, quantity.high)]
    points = [place.coordinates for place in dataset.places if place.coordinates is not None]
    return [*map(type, ends), *(type(end) for point in points for end in (point.latitude, point.longitude))]


def write(root: Path, dataset: Dataset, *, empties: bool) -> None:
    """Write a dataset as a folder of seeds."""
    for name, content in seeds_of(dataset, empties=empties).items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(tomli_w.dumps(content), "utf-8", newline="\n")


def install(root: Path) -> Path:
    """Build a wheel from a folder that has seeds, and install the data in it; return the folder of its package."""
    hook: Any = SeedsHook(str(root), {}, None, None, str(root), "wheel")  # type: ignore[arg-type]
    build_data: dict[str, Any] = {"force_include": {}}
    hook.initialize("standard", build_data)
    for file, name in build_data["force_include"].items():
        (root / "wheel" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, root / "wheel" / name)
    hook.finalize("standard", build_data, "")
    return root / "wheel/afghanwar"


@settings(max_examples=50)  # Each writes some twenty files.
@given(datasets(), st.booleans())
def test_a_dataset_written_as_seeds_is_read_again_from_a_folder_and_from_a_wheel(
    dataset: Dataset, empties: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root / "seeds", dataset, empties=empties)
        from_folder = aw.read(root / "seeds")
        with bundled(install(root)):
            from_wheel = aw.load()
            # As texts, because 3 == 3.0.
            assert list(map(str, records_of(from_wheel))) == list(map(str, records_of(from_folder)))
            for again in (from_folder, from_wheel):
                for shelf, mine in zip(again.shelves, dataset.shelves, strict=True):
                    assert list(shelf) == list(mine)
                    assert [hash(record) for record in shelf] == [hash(record) for record in mine]
                assert numbers_of(again) == numbers_of(dataset)
                for record in (*dataset.events, *dataset.relationships):
                    assert again.chronology.times(record) == dataset.chronology.times(record)


@given(worlds)
def test_a_pickled_dataset_and_a_pickled_view_are_the_same(world: World) -> None:
    dataset, dice = world
    view = dataset.according_to(*some(dice, dataset.sources, least=1))
    again, same_view = pickle.loads(pickle.dumps((dataset, view)))
    assert same_records(again, dataset)
    assert same_records(same_view, view)
    assert again.according_to(*same_view.sources) is same_view


@given(worlds)
def test_a_dataset_is_made_in_two_steps_as_in_one(world: World) -> None:
    dataset, dice = world
    first = parts(dice, dataset)
    rest = [record for record in records_of(dataset) if record not in set(records_of(first))]
    assert same_records(Dataset.of(rest, onto=first), dataset)
