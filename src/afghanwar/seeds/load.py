"""Load: the bundled dataset, and datasets from seeds of your own."""

import pkgutil
import threading
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import attrs

from afghanwar.dataset.chronology import Times
from afghanwar.dataset.dataset import Dataset, require_dataset
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.shelf import Shelf, Shelves
from afghanwar.errors import DatasetError, Problem, SeedError
from afghanwar.kinds import OF_CLASS, SHELVES, AnyRecord
from afghanwar.seeds.bundle import unpack, unpack_times

if TYPE_CHECKING:
    from pathlib import Path

_ONE_AT_A_TIME = threading.Lock()


def load() -> Dataset:
    """Load the bundled dataset.

    It is read only from the package, and built once; every caller and thread gets the same object. Its shelves are
    filled when they are first used.

    >>> load() is load()
    True

    Returns:
        The dataset.

    Raises:
        SeedError: The data is missing from the package, for example because only the code was copied.
    """
    with _ONE_AT_A_TIME:
        return _bundled(__file__)


@cache
def _bundled(module: str) -> Dataset:
    if _bundled_file("sources.json") is not None:
        shelves = Shelves(**{shelf: Shelf(name, partial(_records, shelf)) for name, shelf in SHELVES.items()})
        return Dataset(shelves, times=_times)
    # Imported here, because it takes a fortieth of the start-up time, and a wheel does not need it.
    from pathlib import Path

    package = Path(module).parents[1]
    root = package.parents[1]
    # Only a checkout of this project; a folder "seeds" next to another program is not ours.
    project = root / "pyproject.toml"
    if (
        root / "src" / "afghanwar" == package
        and project.is_file()
        and 'name = "afghanwar"' in project.read_text("utf-8")
    ):
        return read(root / "seeds")
    message = "the data of the package is missing; install or bundle afghanwar with its folder afghanwar/_seeds"
    raise SeedError([Problem(message=message)])


def read(path: "str | Path", *, onto: Dataset | None = None) -> Dataset:
    """Read a folder of seeds, or a file that :func:`~afghanwar.export.json.to_json` wrote.

    Args:
        path: The folder that has ``sources/``, ``actors/`` and so on, any of which may be absent; or the file, whose
            name ends in ``.json``.
        onto: A dataset to extend, such as ``load()``. The new records may refer to its records, but not repeat them;
            the result has both.

    Returns:
        The dataset, which was checked.

    Raises:
        SeedError: A file is not TOML or JSON, or a table in it does not have the form of its record; every fault of
            every file is listed.
        DatasetError: The records do not fit together; every fault is listed.
    """
    # Imported here, because these take an eighth of the start-up time and are needed only to read files.
    from pathlib import Path

    from afghanwar.seeds.decode import decode
    from afghanwar.seeds.documents import JsonFile
    from afghanwar.seeds.files import Folder

    path = Path(path)
    seeds = JsonFile(path) if path.suffix == ".json" and not path.is_dir() else Folder(path)
    problems: list[Problem] = []
    records: list[AnyRecord] = []
    origin: dict[tuple[str, str], str] = {}
    base = None if onto is None else require_dataset(onto)._shelves
    for seed in seeds.seeds():
        id, kind = seed.named["id"], OF_CLASS[seed.record].name
        if id and ((kind, id) in origin or (base is not None and id in base.of_kind(kind))):
            where = f"in {origin[kind, id]}" if (kind, id) in origin else "in the dataset that is extended"
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
    # The content of a file that could not be read is unknown.
    across = faults(
        shelves, records, origin=origin, broken=lambda kind, id: kind in seeds.unread or (kind, id) in origin
    )
    if problems:
        raise SeedError(sorted([*problems, *across], key=lambda problem: problem.file))
    if across:
        raise DatasetError(across)
    return Dataset(shelves)


def _records(shelf: str) -> Iterator[Any]:
    return unpack(_bundled_file, shelf)


def _times(kind: str) -> Mapping[str, Times]:
    return unpack_times(_bundled_file, kind)


def _bundled_file(name: str) -> bytes | None:
    """Return a file of the wheel, wherever the package is imported from: a folder, a zip file, a frozen application.

    ``importlib.resources`` could read it too, but importing it takes a tenth of the start-up time.
    """
    try:
        return pkgutil.get_data("afghanwar", f"_seeds/{name}")
    except OSError:
        return None
