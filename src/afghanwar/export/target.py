"""Target: files and folders that are written atomically, and the progress of a long export."""

import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from afghanwar.errors import ExportError, listed, quoted_path

T = TypeVar("T")


@contextmanager
def atomic_write(target: str | Path, *, force: bool = False, folder: bool = False) -> Iterator[Path]:
    """Yield a path to write to, which becomes the target if the block succeeds, and is removed if it fails.

    >>> from pathlib import Path
    >>> folder = getfixture("tmp_path")
    >>> with atomic_write(folder / "greeting.txt") as path:
    ...     _ = path.write_text("hello")
    >>> [each.name for each in folder.iterdir()]
    ['greeting.txt']

    Args:
        target: The file or folder to write; its parent folder has to exist.
        force: Whether to replace a target that exists. A folder is replaced only if the new one has all names in it, so
            that a mistyped path does not delete other files.
        folder: Whether the target is a folder. A folder is never replaced by a file, nor a file by a folder.

    Yields:
        A path at which the block creates a file, or an empty folder.

    Raises:
        ExportError: The target exists, it cannot be written, or a value cannot be written in that format; the target is
            not changed.
    """
    target = Path(target)
    # A broken link counts as existing.
    if os.path.lexists(target):
        if not force:
            raise ExportError(
                f"{quoted_path(target)} already exists; choose another target, or use force to replace it"
            )
        if not (target.is_dir() if folder else target.is_file()):
            kind = "folder" if folder else "file"
            raise ExportError(f"{quoted_path(target)} is not a {kind}, so it is not replaced; name another target")
    try:
        # Beside the target, because a move is atomic only within one file system.
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".afghanwar-") as scratch:
            path = Path(scratch, target.name)
            if folder:
                path.mkdir()
            yield path
            _replace(path, target, Path(scratch, "replaced"))
    except ExportError:  # From another target, which is written inside the block.
        raise
    except (OSError, OverflowError, UnicodeEncodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        advice = "fix the cause, or choose another target"
        raise ExportError(f"{quoted_path(target)} cannot be written ({reason}) and is unchanged; {advice}") from error


def _replace(new: Path, target: Path, old: Path) -> None:
    """Move a new file or folder to its target, and replace an old one."""
    if not target.is_dir():
        new.replace(target)
        return
    names = {path.name for path in new.iterdir()}
    others = [path.name for path in sorted(target.iterdir()) if path.name not in names]
    if others:
        raise OSError(f"it also has {listed(others)}, which this export would not replace")
    # A folder can only be renamed to a free name.
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise


def with_progress(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Yield items, and after one second show the progress of an export on a terminal.

    Args:
        items: The items to export.
        total: The number of items.
        what: What they are, such as ``"claims"``.

    Yields:
        The items.
    """
    # A program without a console has no standard error.
    if sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    began = shown = time.monotonic()
    for done, item in enumerate(items):
        yield item
        now = time.monotonic()
        if now - began > 1 and now - shown > 0.1:
            shown = now
            print(f"\r{done + 1:,} of {total:,} {what}", end="", file=sys.stderr, flush=True)
    if shown != began:
        print(f"\r{total:,} of {total:,} {what}", file=sys.stderr)
