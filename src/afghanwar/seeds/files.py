"""Files: read the TOML files of a folder of seeds as plain tables."""

import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from afghanwar.claims import Claim
from afghanwar.errors import Problem, quoted, quoted_path, why_unreadable
from afghanwar.kinds import FOLDERS, KINDS, AnyRecord
from afghanwar.seeds.lookalikes import look_alike
from afghanwar.sources import Source

Table: TypeAlias = dict[str, Any]

# tomllib takes quadratic time in the number of parts of a key. A part is bare or in quotation marks.
_DEEP_KEY = r"""(?<![\w\\.-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){50}"""


@attrs.frozen
class Seed:
    """One record in its plain form.

    Attributes:
        file: Its file, relative to the folder of seeds.
        record: Its class.
        named: The fields that the names of its table and its file give: its id, and the source of a claim.
        table: The content of its table; a dictionary, unless the file has a fault.
        plain: Whether the table has the form of ``afghanwar.to_dict`` instead of the form of seeds.
    """

    file: str
    record: type[AnyRecord]
    named: Mapping[str, str]
    table: Any
    plain: bool = False


@attrs.frozen(eq=False)
class Folder:
    """A folder of seeds, and the faults of its files.

    Attributes:
        root: The folder.
        problems: The files that cannot be read, and why; complete once :meth:`seeds` is exhausted.
        unread: The kinds of record that such files may have.
    """

    root: Path
    problems: list[Problem] = attrs.field(factory=list, init=False)
    unread: set[str] = attrs.field(factory=set, init=False)

    def seeds(self) -> Iterator[Seed]:
        """Yield every record in the files of the folder."""
        for path in self._paths():
            file = path.relative_to(self.root).as_posix()
            folder = file.partition("/")[0]
            try:
                content = _content(path, folder)
            except (OSError, ValueError) as error:
                self.problems.append(Problem(file=file, message=str(error)))
                self.unread.update(_kinds_in(folder))
            else:
                yield from _seeds_in(folder, file, content)

    def _paths(self) -> list[Path]:
        """Return every file that holds seeds; ``Path.rglob`` would silently skip folders that it cannot list."""
        found: list[Path] = []
        advice = f"name a folder that has {', '.join(FOLDERS)}"
        waiting = [self.root]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if entry.name.startswith((".", "~$")):
                            continue  # Hidden files, and lock files of editors.
                        if entry.name.endswith(".toml"):
                            found.append(folder / entry.name)
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(folder / entry.name)
                        elif not entry.name.endswith(".toml"):
                            self._report_other(folder / entry.name)
            except (OSError, ValueError) as error:
                message = f"{quoted_path(folder)} cannot be read as seeds ({why_unreadable(error)}); {advice}"
                self.problems.append(Problem(message=message))
                self.unread.update(*map(_kinds_in, FOLDERS))
        if not found and not self.problems:
            self.problems.append(Problem(message=f"{quoted_path(self.root)} contains no seeds; {advice}"))
        return sorted(found)

    def _report_other(self, path: Path) -> None:
        file = path.relative_to(self.root).as_posix()
        if file.partition("/")[0] not in FOLDERS:
            return
        message = "is not read, because its name does not end in .toml; rename it, or move it away"
        if path.is_dir():
            # Following it could lead to a loop.
            message = "is not read, because it is a link to a folder; put the folder itself there, or move it away"
        elif file in FOLDERS:
            message = "is not read, because it is not a folder; move it away"
        self.problems.append(Problem(file=file, message=message))
        if file in FOLDERS:
            self.unread.update(_kinds_in(file))


def _content(path: Path, folder: str) -> Table:
    """Return the tables of a file, or raise an OSError or a ValueError that says what is wrong with it."""
    if folder not in FOLDERS:
        raise ValueError(f"is not in a folder of seeds; move it into one of {', '.join(FOLDERS)}")
    text = text_of(path)
    try:
        # Counting dots first is many times faster than searching every line for such keys.
        if any(line.count(".") >= 50 and re.search(_DEEP_KEY, line) for line in text.split("\n")):
            raise RecursionError
        return tomllib.loads(text, parse_float=exact_number)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"is not TOML: {error}; fix it{look_alike(text, str(error))}") from None
    except RecursionError:
        raise ValueError("is nested too deeply; write flat records") from None


def text_of(path: Path) -> str:
    """Read a data file as text.

    Raises:
        OSError: It cannot be read.
        ValueError: It is not a regular file, or not UTF-8.
    """
    if not stat.S_ISREG(path.stat().st_mode):  # Reading from a pipe could wait forever.
        raise ValueError("is not a file but a directory, a pipe or a device; move it away")
    try:
        # Some editors write a byte order mark at the start of a file, which TOML and JSON do not allow.
        return path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8: {error}; save it as UTF-8") from None


def exact_number(text: str) -> Decimal:
    """Read a number with a fraction or an exponent without losing a digit.

    Raises:
        ValueError: Its exponent is too large for a decimal.
    """
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(
            f"the number {quoted(text)} has too large an exponent; write a number of up to 15 digits"
        ) from None


def _kinds_in(folder: str) -> set[str]:
    return {kind.name for kind in KINDS if kind.folder == folder}


def _seeds_in(folder: str, file: str, content: Table) -> Iterator[Seed]:
    """Yield the records of one file; the file of a source has its claims too."""
    if folder != "sources":
        (kind,) = (kind for kind in KINDS if kind.folder == folder)
        for id, table in content.items():
            yield Seed(file, kind.record, {"id": id}, table)
        return
    source = file.rpartition("/")[2].removesuffix(".toml")
    yield Seed(file, Source, {"id": source}, {name: value for name, value in content.items() if name != "claims"})
    claims = content.get("claims", {})
    for slug, table in (claims if isinstance(claims, dict) else {"": claims}).items():
        yield Seed(file, Claim, {"id": f"{source}/{slug}", "source": source}, table)
