"""Console: print lines, tables and JSON."""

import argparse
import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""The object to which a command adds its parser."""

_NARROWEST = 12
"""The smallest width to which a column is wrapped."""


def say(text: str, *, error: bool = False) -> None:
    r"""Print one line on stdout or stderr, with escapes for characters that the console cannot show.

    All output goes through this function, because ``print`` fails for a character that the encoding of the console does
    not have. Escapes are those of ``errors="backslashreplace"``, but always ``\u`` or ``\U``, because TOML has no
    ``\x`` and a passage line must be valid in a seed. JSON has ``\u`` too.

    Args:
        text: The line.
        error: Whether to print it on stderr.
    """
    stream = sys.stderr if error else sys.stdout
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = "".join(map(partial(_shown, encoding), text))
    print(text, file=stream)


def say_json(value: Any) -> None:
    """Print a value as JSON."""
    # A character outside the basic plane needs two escapes in JSON, which only json.dumps writes.
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    ascii_only = not encoding.lower().startswith("utf")
    say(json.dumps(value, ensure_ascii=ascii_only, indent=2))


def say_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns: on a terminal, wrapped to its width; otherwise, one line per row.

    Args:
        heads: The names of the columns.
        rows: The cells of each row.
    """
    width = shutil.get_terminal_size().columns if sys.stdout is not None and sys.stdout.isatty() else None
    for line in table(heads, rows, width):
        say(line)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], width: int | None) -> list[str]:
    """Format rows in columns.

    >>> for line in table(["when", "event"], [["2001", "Fall of Kabul"], ["2021", "Fall of Kabul again"]], 22):
    ...     print(line)
    when  event
    2001  Fall of Kabul
    2021  Fall of Kabul
          again

    Args:
        heads: The names of the columns.
        rows: The cells of each row.
        width: The most characters in a line; the widest columns are wrapped, but to no fewer than twelve characters.
            ``None`` for no limit.

    Returns:
        The lines; no text is cut off.
    """
    cells = [list(heads), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    while width is not None and sum(widths) + 2 * (len(widths) - 1) > width and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    lines = []
    for row in cells:
        wrapped = [textwrap.wrap(cell, size) or [""] for cell, size in zip(row, widths, strict=True)]
        for number in range(max(map(len, wrapped))):
            parts = [part[number] if number < len(part) else "" for part in wrapped]
            lines.append("  ".join(part.ljust(size) for part, size in zip(parts, widths, strict=True)).rstrip())
    return lines


def _shown(encoding: str, character: str) -> str:
    code = ord(character)
    return (
        character if character.encode(encoding, "ignore") else f"\\u{code:04x}" if code < 1 << 16 else f"\\U{code:08x}"
    )
