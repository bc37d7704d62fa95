"""Seeds: hand-written TOML in, a dataset out; the only module that reads them.

The folder of seeds has one folder a kind (:data:`FOLDERS`). In ``sources/`` a file is a source, its name
the id, and holds the claims of that source; in the others a file is any group of records, each a table
under its id. A wheel carries the same content as JSON, one file a folder, which reads faster.
"""

import json
import os
import re
import stat
import threading
import tomllib
import types
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, get_args, get_origin

import attrs
import cattrs

from afghanwar.actors import Actor
from afghanwar.battles import Battle
from afghanwar.claims import Claim
from afghanwar.dataset import Dataset
from afghanwar.disagreements import Disagreement
from afghanwar.errors import DatasetError, Problem, SeedError, listed, quoted, quoted_path, why_unreadable
from afghanwar.events import Dates, Event
from afghanwar.integrity import faults
from afghanwar.measures import Measure
from afghanwar.places import Place
from afghanwar.records import Records
from afghanwar.relationships import Relationship
from afghanwar.shelves import AnyRecord, kind_name, kind_of
from afghanwar.sources import Source, SourceId
from afghanwar.timespan import TimeSpan

FOLDERS: dict[str, type[AnyRecord]] = {
    "sources": Source,
    "actors": Actor,
    "places": Place,
    "measures": Measure,
    "events": Event,
    "battles": Battle,
    "relationships": Relationship,
    "disagreements": Disagreement,
}
"""The folders of seeds, and the kind of record in each."""

_PACKAGE = Path(__file__).parent
_IN_WHEEL = _PACKAGE / "_seeds"
_IN_CHECKOUT = _PACKAGE.parents[1] / "seeds"
_ONE_AT_A_TIME = threading.Lock()
# A hexadecimal number may be so long that Python refuses to write it, even in a message.
_LARGEST = 10**15 - 1
# The time that tomllib takes for a key grows with the square of its parts. A part is bare or in quotation marks.
_DEEP_KEY = r"""(?<![\w\\.-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){50}"""

_Table: TypeAlias = dict[str, Any]
_Seed: TypeAlias = tuple[str, type[AnyRecord], _Table, Any]
"""One record in its plain form: its file, its kind, what names say of it (its id), and its table."""

K = TypeVar("K", bound=AnyRecord)


def load() -> Dataset:
    """Load the bundled dataset.

    It is read from the package alone, built once, and the same for every caller and thread; its shelves
    are filled when they are first touched.

    >>> load() is load()
    True

    Returns:
        The dataset.
    """
    with _ONE_AT_A_TIME:
        return _bundled()


@cache
def _bundled() -> Dataset:
    if not _IN_WHEEL.is_dir():
        return read(_IN_CHECKOUT)
    return Dataset(
        sources=_shelf("sources", Source),
        claims=_shelf("sources", Claim),
        actors=_shelf("actors", Actor),
        places=_shelf("places", Place),
        measures=_shelf("measures", Measure),
        events=Records("event", (event for folder in ("events", "battles") for event in _in_wheel(folder, Event))),
        relationships=_shelf("relationships", Relationship),
        disagreements=_shelf("disagreements", Disagreement),
    )


def read(folder: str | Path, *, onto: Dataset | None = None) -> Dataset:
    """Read a folder of seeds.

    Args:
        folder: The folder that holds ``sources/``, ``actors/`` and so on; each may be absent.
        onto: A dataset whose records the seeds name and do not repeat, such as ``load()``; its records
            and those of the seeds make the result.

    Returns:
        A dataset, checked.

    Raises:
        SeedError: A file is no TOML, or a table in it is not of the form of its record; every fault of
            every file is listed.
        DatasetError: The records do not fit together; likewise.
    """
    problems: list[Problem] = []
    unread: set[str] = set()
    kept: list[AnyRecord] = [] if onto is None else [record for shelf in onto.all for record in shelf]
    there = {(kind_of(record), record.id) for record in kept}
    origin: dict[tuple[str, str], str] = {}
    for file, kind, derived, table in _seeds_of(_files_of(Path(folder), problems, unread)):
        id = derived["id"]
        place = (kind_name(kind), id)
        if place in origin or place in there:
            where = f"in {origin[place]}" if place in origin else "in the dataset that these are read onto"
            message = f"the id stands {where} already; choose another, or leave the record out"
            problems.append(Problem(file=file, record=id, field="", message=message))
            continue
        origin[place] = file
        try:
            kept.append(_structured(kind, derived, table))
        except SeedError as error:
            problems.extend(attrs.evolve(problem, file=file, record=id) for problem in error.problems)
    dataset = Dataset.holding(kept)
    # Nothing is known of what stands in a file that could not be read at all.
    across = faults(dataset, origin=origin, broken=lambda kind, id: kind in unread or (kind, id) in origin)
    if problems:
        raise SeedError(sorted([*problems, *across], key=lambda problem: problem.file))
    if across:
        raise DatasetError(across)
    return dataset


def _files_of(root: Path, problems: list[Problem], unread: set[str]) -> Iterator[tuple[str, str, _Table]]:
    """Every file of a folder of seeds: its folder, its path in the root, its content.

    What is wrong with a file goes into ``problems``, and the kinds of record that it may hold into ``unread``.
    """
    for path in _paths_in(root, problems, unread):
        file = path.relative_to(root).as_posix()
        folder = file.partition("/")[0]
        try:
            if folder not in FOLDERS:
                raise ValueError(f"is in none of the folders of seeds; move it into one of {', '.join(FOLDERS)}")
            if not stat.S_ISREG(path.stat().st_mode):  # To read from a pipe could wait for ever.
                raise ValueError("is no file but a directory, a pipe or a device; move it away")
            text = path.read_bytes().decode("utf-8")
            # To count dots is many times faster than to look for keys everywhere.
            if any(line.count(".") >= 50 and re.search(_DEEP_KEY, line) for line in text.split("\n")):
                raise RecursionError
            content = tomllib.loads(text, parse_float=_decimal)
        except UnicodeDecodeError as error:
            problems.append(Problem(file=file, record="", field="", message=f"is not UTF-8: {error}; save it as UTF-8"))
        except tomllib.TOMLDecodeError as error:
            problems.append(Problem(file=file, record="", field="", message=f"is not TOML: {error}; mend it there"))
        except RecursionError:
            problems.append(Problem(file=file, record="", field="", message="is nested too deeply; a record is flat"))
        except (OSError, ValueError) as error:
            problems.append(Problem(file=file, record="", field="", message=str(error)))
        else:
            yield folder, file, content
            continue
        if folder in FOLDERS:
            unread.update(_kinds_in(folder))


def _paths_in(root: Path, problems: list[Problem], unread: set[str]) -> list[Path]:
    """Every path in a folder of seeds that ends in .toml; Path.rglob would pass over what it cannot list."""
    found: list[Path] = []
    advice = f"name a folder that has {', '.join(FOLDERS)}"
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.endswith(".toml"):
                        found.append(folder / entry.name)
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(folder / entry.name)
        except (OSError, ValueError) as error:
            message = f"{quoted_path(folder)} holds no seeds that can be read ({why_unreadable(error)}); {advice}"
            problems.append(Problem(file="", record="", field="", message=message))
            unread.update(*map(_kinds_in, FOLDERS))
    if not found and not problems:
        message = f"{quoted_path(root)} holds no seeds; {advice}"
        problems.append(Problem(file="", record="", field="", message=message))
    return sorted(found)


def _kinds_in(folder: str) -> set[str]:
    return {"source", "claim"} if folder == "sources" else {kind_name(FOLDERS[folder])}


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(f"the number {quoted(text)} has too large an exponent; write it out") from None


def _seeds_of(files: Iterable[tuple[str, str, _Table]]) -> Iterator[_Seed]:
    """The records of some files, a source's claims among them, in their plain form."""
    for folder, file, content in files:
        if folder == "sources":
            yield from _source_and_claims(file, file.rpartition("/")[2].removesuffix(".toml"), content)
        else:
            for id, table in content.items():
                yield file, FOLDERS[folder], {"id": id}, table


def _source_and_claims(file: str, source: str, content: _Table) -> Iterator[_Seed]:
    """A source's file as the source, with its document whole, and then its claims."""
    table = {name: value for name, value in content.items() if name != "claims"}
    yield file, Source, {"id": source}, table
    claims = content.get("claims", {})
    if not isinstance(claims, dict):
        claims = {"": claims}
    for slug, claim in claims.items():
        yield file, Claim, {"id": f"{source}/{slug}", "source": source}, claim


def _structured(kind: type[K], derived: _Table, table: Any) -> K:
    """One record from its plain form and from what its names say, or a SeedError that lists all its faults."""
    if not isinstance(table, dict):
        raise SeedError([_problem("", f"{quoted(table)} is no record; write a table")])
    message = "is not written in the table; the name of the table or of the file says it"
    problems = [_problem(field, message) for field in derived if field in table]
    try:
        record = _converter().structure({**table, **derived}, kind)
    except (cattrs.BaseValidationError, ValueError, TypeError) as error:
        problems.extend(_problems(error))
    if problems:
        raise SeedError(problems)
    return record


def _shelf(folder: str, kind: type[K]) -> Records[K]:
    return Records(kind_name(kind), _in_wheel(folder, kind))


def _in_wheel(folder: str, kind: type[K]) -> Iterator[K]:
    """The records of a folder that the wheel carries; they were checked when it was built."""
    content = json.loads((_IN_WHEEL / f"{folder}.json").read_bytes(), parse_float=Decimal)
    files = ((folder, file, tables) for file, tables in content.items())
    for _, found, derived, table in _seeds_of(files):
        if issubclass(found, kind):
            yield _converter(in_detail=False).structure({**table, **derived}, found)


@cache
def _converter(*, in_detail: bool = True) -> cattrs.Converter:
    """The one door: strict, where cattrs by itself would turn ``"abc"`` into a tuple and 1.9 into 1.

    In detail, it lists every fault of a record; else it stops at the first, and is faster.
    """
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=in_detail)
    for kind, article in ((str, "a text"), (bool, "true or false")):
        converter.register_structure_hook(kind, _exactly(kind, article))
    converter.register_structure_hook(int, _whole_number)
    converter.register_structure_hook(float, _degrees)
    converter.register_structure_hook(int | Decimal | None, _number)
    converter.register_structure_hook(TimeSpan, _time_span)
    converter.register_structure_hook(Enum, _member)
    converter.register_structure_hook_factory(_is_tuple, _tuple_of(converter))
    converter.register_structure_hook_func(lambda kind: kind == Dates, _dates)
    return converter


def _exactly(kind: type, description: str) -> Callable[[Any, Any], Any]:
    def structure(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{quoted(value)} is not {description}; write {description}")
        return value

    return structure


def _whole_number(value: Any, _: Any) -> int:
    if type(value) is not int or abs(value) > _LARGEST:
        raise TypeError(f"{quoted(value)} is not a whole number of up to 15 digits; write a whole number")
    return value


def _degrees(value: Any, _: Any) -> float:
    if type(value) not in (int, float, Decimal) or (type(value) is int and abs(value) > _LARGEST):
        raise TypeError(f"{quoted(value)} is no number of degrees; write a number")
    return float(value)


def _number(value: Any, _: Any) -> int | Decimal | None:
    if type(value) is int and abs(value) <= _LARGEST:
        return value
    if type(value) is Decimal and (carried := Decimal(repr(float(value)))).is_finite() and carried == value:
        # The wheel's JSON goes through binary floating point, which gives 1.9 for 1.90: so does a checkout.
        return carried
    raise TypeError(f"{quoted(value)} is no number of up to 15 digits; write one, or leave the field out")


def _time_span(value: Any, _: Any) -> TimeSpan:
    return TimeSpan.parse(value)


def _dates(value: Any, _: Any) -> Dates:
    if not isinstance(value, dict):
        raise TypeError(f'{quoted(value)} does not say who dates it; write dates.<source id> = "..."')
    rows, errors = [], []
    for source, span in value.items():
        try:
            rows.append((SourceId(source), TimeSpan.parse(span)))
        except (TypeError, ValueError) as error:
            errors.append(type(error)(f"by {quoted(source)}: {error}"))
    if errors:
        raise cattrs.IterableValidationError("dates", errors, Dates)
    return tuple(rows)


def _member(value: Any, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError:
        members = ", ".join(member.value for member in kind)
        raise ValueError(f"{quoted(value)} is unknown; write one of {members}") from None


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple_of(converter: cattrs.Converter) -> Callable[[Any], Callable[[Any, Any], Any]]:
    def factory(kind: Any) -> Callable[[Any, Any], Any]:
        items = types.GenericAlias(list, get_args(kind)[0])
        structure_items = converter.get_structure_hook(items)

        def structure(value: Any, _: Any) -> Any:
            if not isinstance(value, list):
                raise TypeError(f"{quoted(value)} is no list; write it in square brackets")
            return tuple(structure_items(value, items))

        return structure

    return factory


def _problem(field: str, message: str) -> Problem:
    """A fault of a record whose name and file the reader knows."""
    return Problem(file="", record="", field=field, message=message)


def _problems(error: BaseException) -> Iterator[Problem]:
    """The fields at fault in one record, under the names that the seeds have for them."""
    for line in cattrs.transform_error(error, format_exception=_message):
        message, _, path = line.rpartition(" @ $")
        yield _problem(path.lstrip("."), message)


def _message(error: BaseException, kind: Any) -> str:
    if isinstance(error, KeyError):
        return "is missing; write it"
    if isinstance(error, AttributeError):  # cattrs asks a value that is no table for its keys
        return f"{quoted(error.obj)} is no table; write one, {{ field = value, ... }}"
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        known = ", ".join(_seeded(error.cl))
        return f"{listed(sorted(error.extra_fields))} is no field; write one of {known}"
    return str(error)


def _seeded(kind: type) -> list[str]:
    """The names of the fields that a seed of a kind may give."""
    return [field.name for field in attrs.fields(kind) if field.init and field.name not in ("id", "source")]
