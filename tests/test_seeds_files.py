"""Which files of a folder are seeds, and that every other file in it is ignored or reported."""

import shutil
from pathlib import Path

import pytest
from support.datasets import records_of
from support.seed_texts import ACTOR, add, faults_in, the_fault

from afghanwar import (
    Dataset,
    read,
)


@pytest.mark.parametrize("file", ["README.md", "notes.txt", "elsewhere/notes.txt", "elsewhere/deep/x.json", "LICENSE"])
def test_other_files_outside_of_the_folders_of_seeds_are_ignored(seeds_folder: Path, world: Dataset, file: str) -> None:
    add(seeds_folder, file, "[")
    assert records_of(read(seeds_folder)) == records_of(world)


@pytest.mark.parametrize(
    "file",
    [
        ".hidden.toml",
        ".DS_Store",
        ".git/config.toml",
        "actors/.hidden.toml",
        "actors/.states.toml.swp",
        "actors/.git/states.toml",
        "actors/~$states.toml",
        "actors/~$notes.txt",
        "actors/._states.toml",
        "actors/.#states.toml",
        "actors/.ipynb_checkpoints/states-checkpoint.toml",
        "__MACOSX/actors/._states.toml",
        "sources/.red-courier.toml.un~",
    ],
)
def test_hidden_files_and_lock_files_are_ignored(seeds_folder: Path, world: Dataset, file: str) -> None:
    add(seeds_folder, file, "[")
    assert records_of(read(seeds_folder)) == records_of(world)


@pytest.mark.parametrize(
    "file",
    [
        "actors/b.toml.txt",
        "actors/b.TOML",
        "actors/b.Toml",
        "actors/b.toml ",
        "actors/b.toml.swp",
        "actors/#b.toml#",
        "actors/b.yaml",
        "actors/__pycache__/b.pyc",
        "actors/Thumbs.db",
        "actors/b.toml~",
        "actors/b.toml.bak",
        "actors/toml",
        "actors/notes.txt",
        "actors/deep/b.json",
        "sources/page.html",
        "disagreements/README",
    ],
)
def test_a_file_of_another_type_in_a_folder_of_seeds_is_reported(seeds_folder: Path, file: str) -> None:
    at, record, field, message = the_fault(seeds_folder, file, f"[x]\n{ACTOR}")
    assert (at, record, field) == (file, "", "")
    assert "is not read, because its name does not end in .toml" in message


@pytest.mark.parametrize("folder", ["actors", "battles", "places/deep"])
def test_a_link_to_a_folder_of_seeds_is_reported_and_not_followed(seeds_folder: Path, folder: str) -> None:
    elsewhere = seeds_folder.parent / "elsewhere"
    if (seeds_folder / folder).exists():
        (seeds_folder / folder).rename(elsewhere)
    else:
        elsewhere.mkdir()
    (seeds_folder / folder).symlink_to(elsewhere, target_is_directory=True)
    ((file, record, field, message),) = faults_in(seeds_folder)
    assert (file, record, field) == (folder, "", "")
    assert message.startswith("is not read, because it is a link to a folder; ")


def test_a_link_to_a_file_is_read(seeds_folder: Path, world: Dataset) -> None:
    (seeds_folder / "places/places.toml").rename(seeds_folder.parent / "p.txt")
    (seeds_folder / "places/linked.toml").symlink_to(seeds_folder.parent / "p.txt")
    assert records_of(read(seeds_folder)) == records_of(world)


def test_a_file_with_the_name_of_a_folder_of_seeds_is_reported(seeds_folder: Path) -> None:
    shutil.rmtree(seeds_folder / "measures")
    (seeds_folder / "measures").write_text("x")
    ((file, _, _, message),) = faults_in(seeds_folder)
    assert (file, message) == ("measures", "is not read, because it is not a folder; move it away")


@pytest.mark.parametrize("file", ["x.toml", "actor/x.toml", "deep/actors/x.toml"])
def test_a_file_outside_of_the_seed_folders_is_reported(seeds_folder: Path, file: str) -> None:
    at, record, field, message = the_fault(seeds_folder, file, f"[x]\n{ACTOR}")
    assert (at, record, field) == (file, "", "")
    assert "sources, actors" in message


@pytest.mark.parametrize(
    ("content", "value"),
    [
        pytest.param("[x", "TOML", id="broken"),
        pytest.param(f"[x]\n{ACTOR}{ACTOR}", "TOML", id="a key twice"),
        pytest.param(f"[x]\n{ACTOR}[x]\n{ACTOR}", "TOML", id="a record twice"),
        pytest.param("[x]\nname = 'Königin'\n".encode("latin-1"), "UTF-8", id="Latin-1"),
        pytest.param("x = 3".encode("utf-16"), "UTF-8", id="UTF-16"),
        pytest.param("x = " + "[" * 100_000, "nested", id="a hundred thousand brackets"),
        pytest.param("x = " + "9" * 10_000, "digits", id="ten thousand digits"),
    ],
)
def test_a_file_that_cannot_be_read_is_reported(seeds_folder: Path, content: str | bytes, value: str) -> None:
    at, record, field, message = the_fault(seeds_folder, "actors/x.toml", content)
    assert (at, record, field) == ("actors/x.toml", "", "")
    assert value in message
    assert len(message) < 300


def test_a_folder_with_the_name_of_a_file_is_reported(seeds_folder: Path) -> None:
    (seeds_folder / "actors/x.toml").mkdir()
    ((file, record, field, message),) = faults_in(seeds_folder)
    assert (file, record, field) == ("actors/x.toml", "", "")
    assert "directory" in message.lower()


@pytest.mark.parametrize("folder", ["", "nowhere", "empty"])
def test_a_folder_without_seeds_is_reported(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty/actors").mkdir(parents=True)
    ((file, record, field, message),) = faults_in(tmp_path / folder)
    assert (file, record, field) == ("", "", "")
    assert (folder or tmp_path.name) in message
    assert "disagreements" in message
