"""Load: the bundled dataset, and datasets from your own seeds."""

from collections.abc import Iterator
from functools import cache, partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import attrs

from afghanwar.dataset.dataset import Dataset
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.shelf import Shelf, Shelves
from afghanwar.errors import DatasetError, Problem, SeedError
from afghanwar.kinds import KINDS, AnyRecord
from afghanwar.seeds.decode import decode, decode_checked
from afghanwar.seeds.files import Folder, carried

_PACKAGE = Path(__file__).parents[1]


@cache
def load() -> Dataset:
    """Load the bundled dataset.

    It is read from the package alone, and built once; its shelves are filled when they are first used.

    >>> load() is load()
    True

    Returns:
        The dataset.

    Raises:
        SeedError: The data is missing from the package, as it may be where only its code was copied.
    """
    data = resources.files("afghanwar") / "_seeds"
    if data.is_dir():
        return Dataset(Shelves(**{kind.shelf: Shelf(kind.name, partial(_carried, kind.shelf)) for kind in KINDS}))
    root = _PACKAGE.parents[1]
    # Only the checkout of this project; a folder "seeds" beside any other program is somebody else's.
    if root / "src" / "afghanwar" == _PACKAGE and (root / "pyproject.toml").is_file() and (root / "seeds").is_dir():
        return read(root / "seeds")
    message = "the data of the package is missing; install afghanwar with its folder afghanwar/_seeds, or bundle that"
    raise SeedError([Problem(message=message)])


def read(folder: str | Path, *, onto: Dataset | None = None) -> Dataset:
    """Read a folder of seeds.

    Args:
        folder: The folder that holds ``sources/``, ``actors/`` and so on; each may be absent.
        onto: A dataset whose records the seeds refer to and do not repeat, such as ``load()``; its records
            and those of the seeds make the result.

    Returns:
        A dataset, checked.

    Raises:
        SeedError: A file is not TOML, or a table in it does not have the form of its record; every fault of
            every file is listed.
        DatasetError: The records do not fit together; likewise.
    """
    seeds = Folder(Path(folder))
    problems: list[Problem] = []
    records: list[AnyRecord] = []
    origin: dict[tuple[str, str], str] = {}
    base = None if onto is None else onto._shelves
    names = {kind.record: kind.name for kind in KINDS}
    for seed in seeds.seeds():
        id, kind = seed.named["id"], names[seed.record]
        if (kind, id) in origin or (base is not None and id in base.of_kind(kind)):
            where = f"in {origin[kind, id]}" if (kind, id) in origin else "in the dataset that these are read onto"
            message = f"the id is already used {where}; choose another, or leave the record out"
            problems.append(Problem(file=seed.file, kind=kind, record=id, message=message))
            continue
        origin[kind, id] = seed.file
        try:
            records.append(decode(seed))
        except SeedError as error:
            problems.extend(attrs.evolve(problem, file=seed.file, kind=kind, record=id) for problem in error.problems)
    problems = [*seeds.problems, *problems]
    shelves = Shelves.of(records, base)
    # Nothing is known of what is in a file that could not be read at all.
    across = faults(
        shelves, records, origin=origin, broken=lambda kind, id: kind in seeds.unread or (kind, id) in origin
    )
    if problems:
        raise SeedError(sorted([*problems, *across], key=lambda problem: problem.file))
    if across:
        raise DatasetError(across)
    return Dataset(shelves)


def _carried(shelf: str) -> Iterator[Any]:
    """The records of a shelf that the wheel carries."""
    data: Traversable = resources.files("afghanwar") / "_seeds"
    classes = tuple(kind.record for kind in KINDS if kind.shelf == shelf)
    for folder in dict.fromkeys(kind.folder for kind in KINDS if kind.shelf == shelf):
        for seed in carried(data, folder):
            if seed.record in classes:
                yield decode_checked(seed)
