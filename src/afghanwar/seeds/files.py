"""Files: the TOML of a folder of seeds, as plain tables."""

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

# The time that tomllib takes for a key grows with the square of its parts. A part is bare or in quotation marks.
_DEEP_KEY = r"""(?<![\w\\.-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){50}"""


@attrs.frozen
class Seed:
    """One record in its plain form.

    Attributes:
        file: Its file, relative to the folder of seeds.
        record: Its class.
        named: What the names of its table and its file say: its id, and the source of a claim.
        table: What is written in its table; a dictionary, unless the file is wrong.
        plain: Whether the table is in the form of ``afghanwar.to_dict``, and not in that of seeds.
    """

    file: str
    record: type[AnyRecord]
    named: Mapping[str, str]
    table: Any
    plain: bool = False


@attrs.frozen(eq=False)
class Folder:
    """A folder of seeds, and what is wrong with its files.

    Attributes:
        root: The folder.
        problems: The files that cannot be read, and why; complete once :meth:`seeds` has been gone through.
        unread: The kinds of record that such a file may hold.
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
        """Every file of the folder that holds seeds; ``Path.rglob`` would pass over what it cannot list."""
        found: list[Path] = []
        advice = f"name a folder that has {', '.join(FOLDERS)}"
        waiting = [self.root]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if entry.name.startswith((".", "~$")):
                            continue  # Hidden files, and what editors leave beside a file that is open.
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
            self.problems.append(Problem(message=f"{quoted_path(self.root)} holds no seeds; {advice}"))
        return sorted(found)

    def _report_other(self, path: Path) -> None:
        file = path.relative_to(self.root).as_posix()
        if file.partition("/")[0] not in FOLDERS:
            return
        message = "is not read, because its name does not end in .toml; rename it, or move it away"
        if path.is_dir():
            # Following it could lead around in a circle.
            message = "is not read, because it is a link to a folder; put the folder itself there, or move it away"
        elif file in FOLDERS:
            message = "is not read, because it is not a folder; move it away"
        self.problems.append(Problem(file=file, message=message))
        if file in FOLDERS:
            self.unread.update(_kinds_in(file))


def _content(path: Path, folder: str) -> Table:
    """The tables of a file, or an OSError or a ValueError that says what is wrong with it."""
    if folder not in FOLDERS:
        raise ValueError(f"is in none of the folders of seeds; move it into one of {', '.join(FOLDERS)}")
    text = text_of(path)
    try:
        # Counting dots is many times faster than looking for keys everywhere.
        if any(line.count(".") >= 50 and re.search(_DEEP_KEY, line) for line in text.split("\n")):
            raise RecursionError
        return tomllib.loads(text, parse_float=exact_number)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"is not TOML: {error}; fix it there{look_alike(text, str(error))}") from None
    except RecursionError:
        raise ValueError("is nested too deeply; a record is flat") from None


def text_of(path: Path) -> str:
    """Read a file of data as text.

    Raises:
        OSError: It cannot be read.
        ValueError: It is not a file, or not UTF-8.
    """
    if not stat.S_ISREG(path.stat().st_mode):  # Reading from a pipe could wait forever.
        raise ValueError("is not a file but a directory, a pipe or a device; move it away")
    try:
        # Some editors begin a file with a byte order mark, which TOML and JSON do not know.
        return path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8: {error}; save it as UTF-8") from None


def exact_number(text: str) -> Decimal:
    """Read a number with a fraction or an exponent, with every digit.

    Raises:
        ValueError: Its exponent is too large for a decimal.
    """
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(f"the number {quoted(text)} has too large an exponent; write it out") from None


def _kinds_in(folder: str) -> set[str]:
    return {kind.name for kind in KINDS if kind.folder == folder}


def _seeds_in(folder: str, file: str, content: Table) -> Iterator[Seed]:
    """The records of one file; that of a source holds its claims too."""
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
