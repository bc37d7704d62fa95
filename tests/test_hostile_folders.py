"""Hostile folders: loops of links, pipes, impossible names, and files that vanish or cannot be read are reported."""

import errno
import os
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.hostile import (
    ACTOR,
    READ,
    bounded,
    faults_of,
)

from afghanwar import (
    Dataset,
    SeedError,
    read,
)


def test_loops_of_links_are_reported_and_not_followed(seeds_folder: Path, world: Dataset) -> None:
    (seeds_folder / "actors/again").symlink_to(seeds_folder, target_is_directory=True)
    (seeds_folder / "actors/self").symlink_to(seeds_folder / "actors/self")
    with pytest.raises(SeedError) as caught:
        read(seeds_folder)
    assert [problem.file for problem in caught.value.problems] == ["actors/again", "actors/self"]
    assert "it is a link to a folder; " in caught.value.problems[0].message
    assert "its name does not end in .toml; " in caught.value.problems[1].message
    for name in ("again", "self"):
        (seeds_folder / "actors" / name).unlink()
    (seeds_folder / "again").symlink_to(seeds_folder, target_is_directory=True)
    assert list(read(seeds_folder).actors) == list(world.actors)
    for name in ("self.toml", "folder.toml", "dangling.toml"):
        target = {"self.toml": "self.toml", "folder.toml": ".", "dangling.toml": "nowhere.toml"}[name]
        (seeds_folder / "actors" / name).symlink_to(target)
    with pytest.raises(SeedError) as caught:
        read(seeds_folder)
    told = {problem.file: problem.message for problem in caught.value.problems}
    assert list(told) == ["actors/dangling.toml", "actors/folder.toml", "actors/self.toml"]
    for message, fragment in zip(
        told.values(),
        (os.strerror(errno.ENOENT), "is not a file but a directory", os.strerror(errno.ELOOP)),
        strict=True,
    ):
        assert fragment in message


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("a\0b", "'a\\x00b' cannot be read as seeds ("),
        ("\udcff", "'\\udcff' cannot be read as seeds"),
    ],
)
def test_a_folder_with_an_impossible_name_is_reported(folder: str, told: str) -> None:
    with pytest.raises(SeedError) as caught:
        read(folder)
    (problem,) = caught.value.problems
    assert problem.message.startswith(told)


def test_a_folder_with_too_long_a_name_is_reported_briefly() -> None:
    with pytest.raises(SeedError, match="cannot be read as seeds") as caught:
        read("x" * 10**7)
    assert len(caught.value.problems[0].message) < 1_300


def test_a_file_whose_name_is_not_unicode_is_reported(tmp_path: Path) -> None:
    (problem,) = faults_of("x = 3", tmp_path, "actors/\udcff.toml")
    assert str(problem).startswith("actors/\\udcff.toml: actor x: 3 is not a record")


@pytest.mark.parametrize("name", ["actors/x.toml", "x.toml", "actors/pipe"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors/y.toml").write_text(f"[y]\n{ACTOR}")
    os.mkfifo(tmp_path / name)
    message = {
        "actors/x.toml": "a pipe or a device",
        "x.toml": "is not in a folder of seeds",
        "actors/pipe": "actors/pipe: is not read",
    }[name]
    assert message in bounded(READ, tmp_path, seconds=6)


def test_a_file_that_vanishes_while_the_folder_is_read_is_reported(
    seeds_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loads(text: str, /, **options: Any) -> dict[str, Any]:
        (seeds_folder / "sources/red-courier.toml").unlink(missing_ok=True)
        return parse(text, **options)

    parse = tomllib.loads
    monkeypatch.setattr(tomllib, "loads", loads)
    with pytest.raises(SeedError) as caught:
        read(seeds_folder)
    (problem,) = caught.value.problems
    assert problem.file == "sources/red-courier.toml"
    assert "No such file" in problem.message


def test_a_folder_that_vanishes_while_the_seeds_are_listed_is_reported(
    seeds_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scandir(folder: Path) -> Any:
        if folder.name == "places":
            folder.rename(seeds_folder.parent / "gone")
        return look(folder)

    look = os.scandir
    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(SeedError) as caught:
        read(seeds_folder)
    # References of the other files to places are not reported, as their targets may have been there.
    (problem,) = caught.value.problems
    assert "places' cannot be read as seeds (No such file or directory); name a folder" in problem.message


@pytest.fixture
def forbidden(seeds_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Remove all permissions of a file or a folder in ``seeds``; root becomes nobody, to be bound by them."""
    if not hasattr(os, "geteuid"):
        pytest.skip("nothing can be forbidden here")
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    root = os.geteuid() == 0

    def forbid(name: str) -> None:
        (seeds_folder / name).chmod(0)
        if root:
            os.seteuid(65_534)

    yield forbid
    if root:
        os.seteuid(0)
    for path in seeds_folder.iterdir():
        path.chmod(0o755)


@pytest.mark.parametrize(
    ("name", "file", "told"),
    [
        ("places/places.toml", "places/places.toml", "Permission denied"),
        ("places", "", "'seeds/places' cannot be read as seeds (Permission denied)"),
    ],
)
def test_a_file_or_folder_without_permission_is_reported(
    forbidden: Callable[[str], None], name: str, file: str, told: str
) -> None:
    forbidden(name)
    with pytest.raises(SeedError) as caught:
        read("seeds")
    (problem,) = caught.value.problems
    assert problem.file == file
    assert told in problem.message
