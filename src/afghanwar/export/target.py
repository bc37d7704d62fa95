"""Target: files and folders that are written whole or not at all, and what a long export shows meanwhile."""

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
def written(target: str | Path, *, force: bool = False, folder: bool = False) -> Iterator[Path]:
    """Yield a path to write to, which becomes the target when the block ends, and is removed when it fails.

    >>> from pathlib import Path
    >>> folder = getfixture("tmp_path")
    >>> with written(folder / "greeting.txt") as path:
    ...     _ = path.write_text("hello")
    >>> [each.name for each in folder.iterdir()]
    ['greeting.txt']

    Args:
        target: A file or a folder that does not exist yet; its own folder does.
        force: Whether to replace what exists there. A folder is replaced only by a folder that has all of its names,
            so that a mistyped path does not delete other files.
        folder: Whether the target is a folder. A folder is never replaced by a file, nor a file by a folder.

    Yields:
        A path where nothing exists, for a file that the block makes; or an empty folder.

    Raises:
        ExportError: The target exists, it cannot be written, or a value cannot be written in that format; whatever was
            there before is unchanged.
    """
    target = Path(target)
    # A link that leads nowhere is there too.
    if os.path.lexists(target):
        if not force:
            raise ExportError(f"{quoted_path(target)} exists; name another target, or replace it with force")
        if not (target.is_dir() if folder else target.is_file()):
            kind = "folder" if folder else "file"
            raise ExportError(f"{quoted_path(target)} is not a {kind}, and is not replaced by one; name another target")
    try:
        # Beside the target, because only within one file system can it be moved in one step.
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".afghanwar-") as scratch:
            path = Path(scratch, target.name)
            if folder:
                path.mkdir()
            yield path
            _replace(path, target, Path(scratch, "replaced"))
    except ExportError:  # Of another target, which is written inside the block.
        raise
    except (OSError, OverflowError, UnicodeEncodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ExportError(f"{quoted_path(target)} cannot be written ({reason}); it is as it was before") from error


def _replace(new: Path, target: Path, old: Path) -> None:
    """Put a file or a folder in the place of another, or of nothing."""
    if not target.is_dir():
        new.replace(target)
        return
    names = {path.name for path in new.iterdir()}
    others = [path.name for path in sorted(target.iterdir()) if path.name not in names]
    if others:
        raise OSError(f"it also has {listed(others)}, which this export would not replace")
    # A folder can only be renamed to a name that is free.
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise


def with_progress(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Yield items, and show on a terminal how far an export is, from its second second on.

    Args:
        items: What is exported.
        total: How many there are.
        what: What they are, such as ``"claims"``.

    Yields:
        The items.
    """
    if not sys.stderr.isatty():
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
