"""Every exception of the library, in one tree.

.. code-block:: text

    AfghanwarError                        the base class, never raised
    ├── TimeSpanError      (ValueError)   a string is not a time-span
    ├── UnknownRecordError (LookupError)  .kind .ref .nearest
    ├── AmbiguousNameError (LookupError)  .kind .ref .candidates
    ├── SeedError          (ValueError)   .problems: every fault of seeds, or of a plain record
    ├── DatasetError       (ValueError)   .problems: every rule that the records break
    ├── DocumentError      (ValueError)   a document is missing, or differs from the one that was read
    └── ExportError        (OSError)      a target cannot be written, or already exists

Their attributes are ids and text, never records, so that an error can be logged and pickled.
"""

import reprlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from pathlib import Path


class _Shortened(reprlib.Repr):
    def repr_int(self, x: int, level: int) -> str:
        # From Python 3.14, reprlib itself describes a number that is too long to write, with its address in memory.
        repr(x)
        return super().repr_int(x, level)


_shortened = _Shortened()
_shortened.maxstring = _shortened.maxother = 80
# The default, six levels of six items, is far too long for a message.
_shortened.maxlevel = 3

_MOST_FAULTS = 1_000


def quoted(value: object) -> str:
    """Quote a value for an error message, in full unless it is long.

    Bad input may be megabytes long; a message about it should not be.

    >>> quoted("2001-13")
    "'2001-13'"

    Args:
        value: Any value from a caller or a seed.

    Returns:
        Its ``repr``, without the middle if that of a string is longer than 80 characters, or that of a list or a
        table longer than 300.
    """
    try:
        return _printable(_shortened.repr(value), 300)
    except Exception:  # A number with thousands of digits has no repr, and other values may have none either.
        return f"a value of type {type(value).__name__}"


def quoted_path(path: "Path") -> str:
    """Quote a path for an error message, in full up to 1,000 characters."""
    return _printable(repr(str(path)), 1_000)


def why_unreadable(error: OSError | ValueError) -> str:
    """Return why a file or a folder cannot be read, without its name; ``ValueError`` covers a NUL in the name."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def listed(values: Sequence[object]) -> str:
    """Quote some values for an error message, at most the first twenty.

    >>> listed(["a", "b"])
    "'a', 'b'"

    Args:
        values: Any values from a caller or a seed.

    Returns:
        The values, each :func:`quoted`, separated by commas, then how many more there are.
    """
    more = len(values) - 20
    return ", ".join(map(quoted, values[:20])) + (f" and {more} more" if more > 0 else "")


def either(words: Iterable[str]) -> str:
    """Join some words as alternatives.

    >>> either(["claim", "event", "actor"])
    'claim, event or actor'
    """
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _printable(text: str, most: int) -> str:
    """Escape the unprintable characters of a text, and leave out the middle of a long one."""
    if len(text) > most:
        text = f"{text[: most // 2]}...{text[-(most // 2) :]}"
    return text if text.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


@attrs.frozen(kw_only=True)
class Problem:
    """One fault of a dataset or its seeds, and where it is.

    >>> print(Problem(file="actors/states.toml", kind="actor", record="iran", field="name", message="is missing"))
    actors/states.toml: actor iran: name: is missing

    Attributes:
        file: The seed file, relative to the folder of seeds; ``""`` if the record is not from a file.
        kind: The kind of the record, such as ``"actor"``, because ids are unique only within a kind; ``""``
            if the fault concerns a whole file.
        record: The id of the record; ``""`` if the fault concerns a whole file.
        field: The field, with the place within it; ``""`` if the fault concerns the whole record.
        message: What is wrong and what to do, in lower case.
    """

    file: str = ""
    kind: str = ""
    record: str = ""
    field: str = ""
    message: str

    def __str__(self) -> str:
        # A file or a record may have any name, and a message may quote an id.
        record = f"{self.kind} {self.record}".strip()
        parts = (
            *(_printable(part, 200) for part in (self.file, record, self.field)),
            _printable(self.message, 1_000),
        )
        return ": ".join(part for part in parts if part)


class AfghanwarError(Exception):
    """The base of all exceptions that this library defines."""


class TimeSpanError(AfghanwarError, ValueError):
    """A string is not a time-span in the documented subset of EDTF."""


class UnknownRecordError(AfghanwarError, LookupError):
    """No record has the id or name that was asked for.

    Attributes:
        kind: What was looked for: ``"actor"``, ``"place"``, ``"source"``, ...
        ref: The id or name as given.
        nearest: The ids of at most three records with a similar name, the most similar first; often empty.
        field: The field of the identifier that was asked for, such as ``"ucdp"``; ``""`` for an id or a name.
    """

    def __init__(self, kind: str, ref: str, nearest: Sequence[str] = (), field: str = "") -> None:
        super().__init__(kind, ref, tuple(nearest), field)
        self.kind = kind
        self.ref = ref
        self.nearest: tuple[str, ...] = tuple(nearest)
        self.field = field

    def __str__(self) -> str:
        if self.field:
            return f"no {self.kind} has the {self.field} identifier {quoted(self.ref)}; check it"
        if self.nearest:
            advice = f"did you mean {either(map(quoted, self.nearest))}?"
        else:
            advice = "nothing has a similar name; check the spelling"
        return f"no {self.kind} is named {quoted(self.ref)}; {advice}"


class AmbiguousNameError(AfghanwarError, LookupError):
    """More than one record has the name that was asked for.

    Attributes:
        kind: What was looked for.
        ref: The name as given.
        candidates: The ids of all records that have it, sorted.
        field: The field of the identifier that was asked for, such as ``"ucdp"``; ``""`` for a name.
    """

    def __init__(self, kind: str, ref: str, candidates: Sequence[str], field: str = "") -> None:
        super().__init__(kind, ref, tuple(candidates), field)
        self.kind = kind
        self.ref = ref
        self.candidates: tuple[str, ...] = tuple(candidates)
        self.field = field

    def __str__(self) -> str:
        which = f"the {self.field} identifier {quoted(self.ref)}" if self.field else quoted(self.ref)
        verb = "belongs to" if self.field else "names"
        return f"{which} {verb} more than one {self.kind}; use an id, one of {listed(self.candidates)}"


class _ProblemsError(AfghanwarError, ValueError):
    """The base of the errors that list every fault at once."""

    where: str

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(tuple(problems))
        self.problems: tuple[Problem, ...] = tuple(problems)

    def __str__(self) -> str:
        count = "1 fault" if len(self.problems) == 1 else f"{len(self.problems)} faults"
        lines = [f"{count} in the {self.where}:", *map(str, self.problems[:_MOST_FAULTS])]
        if len(self.problems) > _MOST_FAULTS:
            lines.append(f"and {len(self.problems) - _MOST_FAULTS} more; the attribute 'problems' has them all")
        return "\n  ".join(lines)


class SeedError(_ProblemsError):
    """Seeds, or a record in its plain form, cannot be read as records.

    Attributes:
        problems: Every fault of every file, in file order.
    """

    where = "data"


class DatasetError(_ProblemsError):
    """Records break the rules of a dataset, or two datasets clash.

    Attributes:
        problems: Every fault, by kind and id.
    """

    where = "dataset"


class DocumentError(AfghanwarError, ValueError):
    """A document is missing, or differs from the one that its claims were read from."""


class ExportError(AfghanwarError, OSError):
    """A file or a folder cannot be written, or already exists and may not be replaced."""


def missing_extra(extra: str, package: str, *, module: str | None = None) -> ImportError:
    """Return the error that a module raises on import if the package that it needs is not installed.

    >>> missing_extra("parquet", "pyarrow").msg
    "afghanwar.export.parquet needs pyarrow; install it with: pip install 'afghanwar[parquet]'"

    Args:
        extra: The name of the extra.
        package: The package that it needs.
        module: The module, relative to ``afghanwar``; by default ``export.<extra>``.
    """
    needs = f"afghanwar.{module or f'export.{extra}'} needs {package}"
    return ImportError(f"{needs}; install it with: pip install 'afghanwar[{extra}]'", name=package)
