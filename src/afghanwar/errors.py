"""Every exception of the library, in one tree.

.. code-block:: text

    AfghanwarError                        never raised itself
    ├── TimeSpanError      (ValueError)   a text is no time-span
    ├── UnknownRecordError (LookupError)  .kind .ref .nearest
    ├── AmbiguousNameError (LookupError)  .kind .name .candidates
    ├── SeedError          (ValueError)   .problems: every fault of seeds, or of a plain record
    ├── DatasetError       (ValueError)   .problems: what does not hold across records
    ├── DocumentError      (ValueError)   a document is missing, or is not the one that was read
    └── ExportError        (OSError)      a target cannot be written, or exists

Their attributes are ids and texts, never records, so that an error can be logged and pickled.
"""

import reprlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from pathlib import Path


class _Shortened(reprlib.Repr):
    def repr_int(self, x: int, level: int) -> str:
        # From Python 3.14, the library itself describes a number that is too long to write, with its address in memory.
        repr(x)
        return super().repr_int(x, level)


_shortened = _Shortened()
_shortened.maxstring = _shortened.maxother = 80
# Six lists of six, six levels deep, hold more texts than anybody reads.
_shortened.maxlevel = 3

_MOST_FAULTS = 1_000


def quoted(value: object) -> str:
    """Quote a value for an error message, in full unless it is long.

    Bad input may be ten megabytes long; the message about it may not.

    >>> quoted("2001-13")
    "'2001-13'"

    Args:
        value: Anything that a caller or a seed gave.

    Returns:
        Its ``repr``, with the middle left out where that of a text is longer than 80 characters, and that of
        a list or a table longer than 300.
    """
    try:
        return _printable(_shortened.repr(value), 300)
    except Exception:  # A number of thousands of digits has no repr, and other values may have none either.
        return f"a value of type {type(value).__name__}"


def quoted_path(path: "Path") -> str:
    """Quote a path for an error message, in full unless it is longer than any that is there."""
    return _printable(repr(str(path)), 1_000)


def why_unreadable(error: OSError | ValueError) -> str:
    """Tell why a file or a folder cannot be read, without its name; a ``ValueError`` is for NUL in the name, too."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def listed(values: Sequence[object]) -> str:
    """Quote some values for an error message, the first twenty where there are more.

    >>> listed(["a", "b"])
    "'a', 'b'"

    Args:
        values: What a caller or a seed gave.

    Returns:
        Each one :func:`quoted`, with commas between.
    """
    more = len(values) - 20
    return ", ".join(map(quoted, values[:20])) + (f" and {more} more" if more > 0 else "")


def _printable(text: str, most: int) -> str:
    """A text as a message can hold it: what no screen shows is escaped, and the middle of a long one left out."""
    if len(text) > most:
        text = f"{text[: most // 2]}...{text[-(most // 2) :]}"
    return text if text.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


@attrs.frozen(kw_only=True)
class Problem:
    """One fault of a dataset or its seeds, and where it is.

    >>> print(Problem(file="actors/states.toml", kind="actor", record="iran", field="name", message="is missing"))
    actors/states.toml: actor iran: name: is missing

    Attributes:
        file: The seed file, relative to the folder of seeds; ``""`` where the record came from no file.
        kind: The kind of the record, such as ``"actor"``, because ids are unique only within a kind; ``""``
            where the fault concerns a whole file.
        record: The id of the record; ``""`` where the fault concerns a whole file.
        field: The field, with the place within it; ``""`` where the fault concerns the whole record.
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
    """The base of all exceptions that this library defines; catch it to catch them all."""


class TimeSpanError(AfghanwarError, ValueError):
    """A text is no time-span of the documented subset of EDTF."""


class UnknownRecordError(AfghanwarError, LookupError):
    """No record has the id or name that was asked for.

    Attributes:
        kind: What was looked for: ``"actor"``, ``"place"``, ``"source"``, ...
        ref: The id or name as it was given.
        nearest: The ids of records with a similar name, the nearest first; often empty.
    """

    def __init__(self, kind: str, ref: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(kind, ref, tuple(nearest))
        self.kind = kind
        self.ref = ref
        self.nearest: tuple[str, ...] = tuple(nearest)

    def __str__(self) -> str:
        if self.nearest:
            advice = f"did you mean {' or '.join(map(quoted, self.nearest))}?"
        else:
            advice = "nothing has a similar name; iterate over the shelf to see what there is"
        return f"no {self.kind} is named {quoted(self.ref)}; {advice}"


class AmbiguousNameError(AfghanwarError, LookupError):
    """Two or more records bear the name that was asked for, and none is picked in silence.

    Attributes:
        kind: What was looked for.
        name: The name as it was given.
        candidates: The ids of all records that bear it, sorted.
    """

    def __init__(self, kind: str, name: str, candidates: Sequence[str]) -> None:
        super().__init__(kind, name, tuple(candidates))
        self.kind = kind
        self.name = name
        self.candidates: tuple[str, ...] = tuple(candidates)

    def __str__(self) -> str:
        return f"{quoted(self.name)} names more than one {self.kind}; ask by id, one of {listed(self.candidates)}"


class _ProblemsError(AfghanwarError, ValueError):
    """The common shape of the errors that list every fault at once."""

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
        problems: Every fault of every file, in the order of files.
    """

    where = "data"


class DatasetError(_ProblemsError):
    """Records do not fit together, or two datasets clash.

    Attributes:
        problems: Everything that does not hold, in the order of kinds and ids.
    """

    where = "dataset"


class DocumentError(AfghanwarError, ValueError):
    """A document is missing, or is not the one that was read when its claims were made."""


class ExportError(AfghanwarError, OSError):
    """A file or a folder cannot be written, or exists and was not to be replaced."""


def missing_extra(extra: str, package: str, *, module: str | None = None) -> ImportError:
    """Return the error that a module raises when it is imported without the package that it needs.

    >>> missing_extra("parquet", "pyarrow").msg
    "afghanwar.export.parquet needs pyarrow; install it with: pip install 'afghanwar[parquet]'"

    Args:
        extra: The name of the extra.
        package: The package that it needs.
        module: The module, within the library; by default that of the extra's name in ``afghanwar.export``.
    """
    needs = f"afghanwar.{module or f'export.{extra}'} needs {package}"
    return ImportError(f"{needs}; install it with: pip install 'afghanwar[{extra}]'", name=package)
