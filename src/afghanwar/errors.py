"""Every exception of the library, in one tree.

.. code-block:: text

    AfghanwarError                        never raised itself
    ├── TimeSpanError      (ValueError)   a text is no time-span
    ├── UnknownRecordError (LookupError)  .kind .ref .nearest
    ├── AmbiguousNameError (LookupError)  .kind .name .candidates
    ├── SeedError          (ValueError)   .problems: every fault of the seeds
    ├── DatasetError       (ValueError)   .problems: what does not hold across records
    └── DocumentError      (ValueError)   a document is missing, or is not the one that was read

Their attributes are ids and texts, never records, so that an error can be logged and pickled.
"""

import reprlib
from collections.abc import Sequence

import attrs

_shortened = reprlib.Repr()
_shortened.maxstring = _shortened.maxother = 80


def quoted(value: object) -> str:
    """Quote a value for an error message, in full unless it is long.

    Bad input may be ten megabytes long; the message about it may not.

    >>> quoted("2001-13")
    "'2001-13'"

    Args:
        value: Anything that a caller or a seed gave.

    Returns:
        Its ``repr``, with the middle left out where that is longer than 80 characters.
    """
    try:
        return _shortened.repr(value)
    except Exception:  # A number of thousands of digits has no repr, and other values may have none either.
        return f"a value of type {type(value).__name__}"


@attrs.frozen(kw_only=True)
class Problem:
    """One fault of a dataset or its seeds, and where it is.

    >>> print(Problem(file="actors/states.toml", record="iran", field="kind", message="is missing"))
    actors/states.toml: iran: kind: is missing

    Attributes:
        file: The seed file, relative to the folder of seeds; ``""`` where the record came from no file.
        record: The id of the record; ``""`` where the fault is the file's.
        field: The field, with the place within it; ``""`` where the fault is the record's.
        message: What is wrong and what to do, in lower case.
    """

    file: str
    record: str
    field: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.record, self.field, self.message) if part)


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
            advice = f"did you mean {' or '.join(map(repr, self.nearest))}?"
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
        listed = ", ".join(map(repr, self.candidates))
        return f"{quoted(self.name)} names more than one {self.kind}; ask by id, one of {listed}"


class _ProblemsError(AfghanwarError, ValueError):
    """The common shape of the errors that list every fault at once."""

    where: str

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(tuple(problems))
        self.problems: tuple[Problem, ...] = tuple(problems)

    def __str__(self) -> str:
        count = "1 fault" if len(self.problems) == 1 else f"{len(self.problems)} faults"
        return "\n  ".join([f"{count} in the {self.where}:", *map(str, self.problems)])


class SeedError(_ProblemsError):
    """Seeds cannot be read as records.

    Attributes:
        problems: Every fault of every file, in the order of files.
    """

    where = "seeds"


class DatasetError(_ProblemsError):
    """Records do not fit together, or two datasets clash.

    Attributes:
        problems: Everything that does not hold, in the order of kinds and ids.
    """

    where = "dataset"


class DocumentError(AfghanwarError, ValueError):
    """A document is missing, or is not the one that was read when its claims were made."""
