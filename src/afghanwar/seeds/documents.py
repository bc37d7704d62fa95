"""Documents: a whole dataset as one JSON document, which ``afghanwar.export.to_json`` writes."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from afghanwar.errors import Problem, listed, quoted, quoted_path, why_unreadable
from afghanwar.kinds import KINDS, OF_CLASS, AnyRecord
from afghanwar.seeds.files import Seed, exact_number, text_of

FORMAT: Final = "afghanwar-dataset"
"""The value of ``"format"`` in such a document."""

VERSION: Final = 1
"""The value of ``"version"``; it changes with the format."""

KEYS: Final[Mapping[str, type[AnyRecord]]] = {f"{kind.record.__name__.lower()}s": kind.record for kind in KINDS}
"""The class of the records in each list of such a document, by its key."""


@attrs.frozen(eq=False)
class JsonFile:
    """A JSON document of a dataset, and its faults.

    Attributes:
        path: The file.
        problems: Why the document, or a list in it, cannot be read; complete once :meth:`seeds` is exhausted.
        unread: The kinds of the records that were not read: those of such a list, or of a record without an id.
    """

    path: Path
    problems: list[Problem] = attrs.field(factory=list, init=False)
    unread: set[str] = attrs.field(factory=set, init=False)

    def seeds(self) -> Iterator[Seed]:
        """Yield every record in the document."""
        try:
            content = _content(self.path)
        except (OSError, ValueError) as error:
            reason = f"{quoted_path(self.path)} cannot be read ({why_unreadable(error)})"
            self._report("", f"{reason}; name a file that to_json wrote" if isinstance(error, OSError) else str(error))
            self.unread.update(kind.name for kind in KINDS)
            return
        for field, value in (("format", FORMAT), ("version", VERSION)):
            if content.get(field) != value:
                given = f"is {quoted(content[field])}" if field in content else "is missing"
                self._report(field, f"{given}; export it again with this version of afghanwar, which reads {value!r}")
        if unknown := sorted(content.keys() - {"format", "version", *KEYS}):
            self._report("", f"no list of records is called {listed(unknown)}; use one of {', '.join(KEYS)}")
        for key, kind in KEYS.items():
            records = content.get(key)
            if isinstance(records, list):
                yield from (self._seed(kind, table) for table in records)
            else:
                given = f"{quoted(records)} is not a list" if key in content else "is missing"
                self._report(key, f"{given}; write a list of records, empty if there are none")
                self.unread.add(OF_CLASS[kind].name)

    def _seed(self, kind: type[AnyRecord], table: Any) -> Seed:
        id = table.get("id") if isinstance(table, dict) else None
        if not isinstance(id, str):
            self.unread.add(OF_CLASS[kind].name)
        return Seed(self.path.name, kind, {"id": id if isinstance(id, str) else ""}, table, plain=True)

    def _report(self, field: str, message: str) -> None:
        self.problems.append(Problem(file=self.path.name, field=field, message=message))


def _content(path: Path) -> dict[str, Any]:
    """Return the lists of a document, or raise an OSError or a ValueError that says what is wrong with it."""
    text = text_of(path)
    try:
        content = json.loads(
            text, parse_float=exact_number, parse_constant=_no_number, object_pairs_hook=_without_repetition
        )
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: {error}; export it again, or fix it") from None
    except RecursionError:
        raise ValueError("is nested too deeply; write flat records") from None
    if not isinstance(content, dict):
        raise ValueError(f"{quoted(content)} is not a dataset; name a file that to_json wrote")
    return content


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is not JSON; write a number, or leave the field out")


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        repeated = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]
        raise ValueError(f"one object repeats {listed(repeated)}; write each key once")
    return table
