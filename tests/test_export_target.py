"""A target is written whole or not at all, and replaced only when that is asked for."""

import errno
import io
import sys
import time
from pathlib import Path

import pytest

from afghanwar import ExportError
from afghanwar.export.target import atomic_write, with_progress


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def write(file: Path, text: str, error: BaseException | None = None, *, force: bool = False) -> None:
    """Write a file, and fail after that where an error is given."""
    with atomic_write(file, force=force) as path:
        path.write_text(text)
        if error is not None:
            raise error


def write_folder(folder: Path) -> None:
    """Replace a folder."""
    with atomic_write(folder, force=True, folder=True) as path:
        (path / "x.txt").write_text("new")


def test_a_file_is_written(tmp_path: Path) -> None:
    with atomic_write(tmp_path / "a.txt") as path:
        path.write_text("new")
    assert contents(tmp_path) == {"a.txt": "new"}


def test_a_folder_is_written(tmp_path: Path) -> None:
    with atomic_write(tmp_path / "a", folder=True) as path:
        (path / "b.txt").write_text("new")
    assert contents(tmp_path) == {"a/b.txt": "new"}


def test_what_exists_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(ExportError, match=r"a\.txt' already exists; choose another target, or use force to replace it"):
        write(tmp_path / "a.txt", "new")
    assert contents(tmp_path) == {"a.txt": "old"}


def test_what_exists_is_replaced_by_force(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with atomic_write(tmp_path / "a.txt", force=True) as path:
        path.write_text("new")
    assert contents(tmp_path) == {"a.txt": "new"}


def test_a_whole_folder_is_replaced_by_force(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("old")
    with atomic_write(tmp_path / "a", force=True, folder=True) as path:
        (path / "x.txt").write_text("new")
        (path / "y.txt").write_text("new")
    assert contents(tmp_path) == {"a/x.txt": "new", "a/y.txt": "new"}


def test_a_folder_with_other_files_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "thesis.txt").write_text("old")
    with pytest.raises(ExportError, match=r"a' cannot be written \(it also has 'thesis\.txt', which this export would"):
        write_folder(tmp_path / "a")
    assert contents(tmp_path) == {"a/thesis.txt": "old"}


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "thesis.txt").write_text("old")
    with pytest.raises(ExportError, match=r"a' is not a file, so it is not replaced; name another target"):
        write(tmp_path / "a", "new", force=True)
    assert contents(tmp_path) == {"a/thesis.txt": "old"}


def test_a_file_is_not_replaced_by_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(ExportError, match=r"a' is not a folder, so it is not replaced; name another target"):
        write_folder(tmp_path / "a")
    assert contents(tmp_path) == {"a": "old"}


@pytest.mark.parametrize("force", [False, True])
def test_a_link_that_leads_nowhere_is_kept(tmp_path: Path, force: bool) -> None:
    (tmp_path / "a").symlink_to("nowhere")
    with pytest.raises(ExportError, match=r"a' (already exists|is not a file)"):
        write(tmp_path / "a", "new", force=force)
    assert (tmp_path / "a").is_symlink()


def test_a_name_that_no_file_can_have_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"cannot be written \(File name too long\) and is unchanged"):
        write(tmp_path / ("a" * 300), "new")


@pytest.mark.parametrize("error", [ValueError("bad"), KeyboardInterrupt()])
def test_a_failed_export_leaves_the_target_as_it_was(tmp_path: Path, error: BaseException) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(type(error)):
        write(tmp_path / "a.txt", "half", error, force=True)
    assert contents(tmp_path) == {"a.txt": "old"}


def test_a_full_disk_is_one_clear_error(tmp_path: Path) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(ExportError, match=r"a\.txt' cannot be written \(No space left on device\) and is unchanged"):
        write(tmp_path / "a.txt", "half", full)
    assert contents(tmp_path) == {}


def test_a_folder_that_is_missing_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"'.*missing/a\.txt' cannot be written \(No such file or directory\)"):
        write(tmp_path / "missing" / "a.txt", "new")


def test_a_folder_that_cannot_be_replaced_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("old")
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.parent != tmp_path and path.name == "a":
            raise PermissionError(errno.EPERM, "Operation not permitted")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ExportError, match=r"a' cannot be written \(Operation not permitted\)"):
        write_folder(tmp_path / "a")
    assert contents(tmp_path) == {"a/x.txt": "old"}


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"), "surrogates not allowed"),
        (OverflowError("Python int too large"), "Python int too large"),
    ],
)
def test_a_value_that_cannot_be_written_is_one_clear_error(tmp_path: Path, error: Exception, reason: str) -> None:
    with pytest.raises(ExportError, match=reason):
        write(tmp_path / "a.txt", "half", error)
    assert contents(tmp_path) == {}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_after_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([0.0, 0.5, 1.2, 1.21, 9.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(seconds))
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(with_progress("abcd", 4, "claims")) == list("abcd")
    assert terminal.getvalue() == "\r2 of 4 claims\r4 of 4 claims\r4 of 4 claims\n"


def test_a_short_export_shows_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(with_progress("abc", 3, "claims")) == list("abc")
    assert terminal.getvalue() == ""


def test_a_program_without_standard_error_exports_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert list(with_progress("abc", 3, "claims")) == list("abc")


def test_no_progress_is_shown_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(with_progress("abc", 3, "claims")) == list("abc")
    assert capsys.readouterr().err == ""
