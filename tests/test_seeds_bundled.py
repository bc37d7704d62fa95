"""The bundled dataset is found in a checkout and in a wheel, is the same in both, and is loaded once."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.datasets import bundled, records_of
from support.seed_texts import EditSeed, add

import afghanwar
from afghanwar import (
    Dataset,
    SeedError,
    load,
    read,
)
from afghanwar.__pyinstaller import get_hook_dirs
from afghanwar.seeds.bundle import pack


@pytest.fixture
def checkout(seeds_folder: Path, tmp_path: Path) -> Iterator[Path]:
    """The library in a checkout with the made-up seeds, not yet loaded; the folder of its package."""
    root = tmp_path / "checkout"
    package = root / "src/afghanwar"
    package.mkdir(parents=True)
    seeds_folder.rename(root / "seeds")
    add(root, "pyproject.toml", '[project]\nname = "afghanwar"\n')
    with bundled(package):
        yield package


def test_the_bundled_dataset_is_loaded_once() -> None:
    assert all(len(shelf) > 0 for shelf in (load().claims, load().events, load().actors))
    assert load() is load()


@pytest.mark.usefixtures("checkout")
def test_a_checkout_loads_its_seeds(world: Dataset) -> None:
    assert records_of(load()) == records_of(world)
    assert load() is load()


@pytest.mark.usefixtures("installed")
def test_a_wheel_loads_the_same_records_as_a_checkout(world: Dataset) -> None:
    loaded = load()
    for shelf, same in zip(loaded.shelves, world.shelves, strict=True):
        assert shelf.kind == same.kind
        assert list(map(repr, shelf)) == list(map(repr, same))
        assert list(shelf) == list(same)
    assert [battle.id for battle in loaded.battles] == ["siege-of-greymoor"]
    assert [type(event) for event in loaded.events] == [type(event) for event in world.events]


@pytest.mark.usefixtures("installed")
def test_a_wheel_has_the_same_times_and_views_as_a_checkout(world: Dataset) -> None:
    loaded = load()
    for dataset, same in (
        (loaded, world),
        (loaded.according_to("red-courier"), world.according_to("red-courier")),
        (Dataset.of([], onto=loaded), world),
    ):
        for record in (*same.events, *same.relationships):
            assert dataset.chronology.times(record) == same.chronology.times(record)
        assert dataset.chronology.lives == same.chronology.lives


def test_a_wheel_gives_the_events_of_a_day_without_reading_the_claims(installed: Path, world: Dataset) -> None:
    (installed / "_seeds/claims.json").write_text("broken")
    assert list(load().events) == list(world.events)
    found = afghanwar.events_between("1903-05-10", "1903-06", dataset=load())
    assert found == afghanwar.events_between("1903-05-10", "1903-06", dataset=world)
    with pytest.raises(SeedError, match=r"claims\.json: is damaged in the package"):
        list(load().claims)


@pytest.mark.parametrize("written", ["0.5", "1.50", "1_000", "1e3", "-2", "123456789.25"])
def test_a_wheel_has_the_same_numbers_as_a_checkout(
    seeds_folder: Path, edit_seed: EditSeed, tmp_path: Path, written: str
) -> None:
    edit_seed("sources/almanac-1905.toml", "low = 2, high = 2", f"low = {written}")
    edit_seed("places/places.toml", "latitude = 10", "latitude = -10.25")
    dataset = read(seeds_folder)
    for name, text in pack(dataset).items():
        add(tmp_path / "afghanwar", f"_seeds/{name}", text)
    with bundled(tmp_path / "afghanwar"):
        # As texts, because 3 == 3.0.
        assert list(map(repr, records_of(load()))) == list(map(repr, records_of(dataset)))


def test_a_package_without_data_is_reported(tmp_path: Path) -> None:
    (tmp_path / "afghanwar").mkdir()
    with bundled(tmp_path / "afghanwar"), pytest.raises(SeedError, match="the data of the package is missing; "):
        load()


@pytest.mark.parametrize("home", ["checkout", "installed"])
def test_load_gives_every_thread_the_same_object(request: pytest.FixtureRequest, home: str, world: Dataset) -> None:
    request.getfixturevalue(home)
    start = threading.Barrier(16)

    def together(_: int) -> Dataset:
        start.wait(timeout=60)
        return load()

    with ThreadPoolExecutor(16) as pool:
        loaded = list(pool.map(together, range(16)))
        shelves = list(pool.map(lambda dataset: [id(claim) for claim in dataset.claims], loaded * 4))
    assert {id(dataset) for dataset in loaded} == {id(load())}
    assert len(set(map(tuple, shelves))) == 1
    assert list(load().claims) == list(world.claims)


NO_DATA = """
import sys
sys.path.insert(0, sys.argv[1])
import afghanwar
assert afghanwar.__file__.startswith(sys.argv[1])
for _ in range(2):
    try:
        print(afghanwar.load())
    except afghanwar.SeedError as error:
        (problem,) = error.problems
        assert (problem.file, problem.kind, problem.record, problem.field) == ("", "", "", "")
        print(problem.message)
"""


@pytest.mark.parametrize(
    ("where", "project"),
    [
        ("app/afghanwar", 'name = "app"'),
        ("app/lib/afghanwar", 'name = "app"'),
        ("app/src/afghanwar", 'name = "app"'),
        ("app/src/afghanwar", None),
        ("app/lib/afghanwar", None),
        # A fork that has the name of this project, but not its folders.
        ("app/lib/afghanwar", 'name = "afghanwar"'),
    ],
)
def test_a_copy_of_the_code_without_data_does_not_load_the_seeds_of_somebody_else(
    seeds_folder: Path, tmp_path: Path, where: str, project: str | None
) -> None:
    package = tmp_path / where
    ignored = shutil.ignore_patterns("_seeds", "__pycache__")
    shutil.copytree(Path(afghanwar.__file__).parent, package, ignore=ignored)
    for folder in {tmp_path, tmp_path / "app", package.parent}:
        if folder / "seeds" != seeds_folder:
            shutil.copytree(seeds_folder, folder / "seeds")
        if project is not None:
            add(folder, "pyproject.toml", f"[project]\n{project}\n")
    command = [sys.executable, "-I", "-c", NO_DATA, str(package.parent)]
    ran = subprocess.run(command, cwd=tmp_path / "app", capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    message = "the data of the package is missing; install or bundle afghanwar with its folder afghanwar/_seeds"
    assert ran.stdout.splitlines() == [message] * 2


def test_pyinstaller_is_given_the_folder_of_the_hook() -> None:
    (folder,) = get_hook_dirs()
    assert [path.name for path in Path(folder).glob("hook-*")] == ["hook-afghanwar.py"]
