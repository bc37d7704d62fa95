"""Hostile seeds: edited texts and values of any type give a valid dataset, or faults that are clear."""

import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from support.datasets import records_of, unchecked
from support.hostile import (
    ODD_CHARACTERS,
    assert_faults_are_clear,
    mutated,
    places_in,
    rearranged,
)

from afghanwar import (
    Dataset,
    DatasetError,
    SeedError,
    read,
)
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.shelf import Shelves
from afghanwar.kinds import KINDS, SHELVES, kind_of
from afghanwar.seeds.bundle import pack, unpack, unpack_times

ODD_VALUES = [
    *(
        "1",
        "-1",
        "0",
        "1.5",
        "1e3",
        "nan",
        "-inf",
        "1e999999999999999999",
        "1e99999999999999999999",
        "0.1234567890123456789",
    ),
    *("0xffffffffffffffffffff", f"0x{'f' * 5000}", "9" * 5000, "1e-400", "true", "false", "''", "' '", '"\\u0000"'),
    *(
        '"\\ud800"',
        "'\x00'",
        '"\\u202E"',
        "'ʿ'",
        "'x'",
        f"'{'x' * 999}'",
        "'crown'",
        "'almanac-1905/guild-bought-ships'",
    ),
    *("2001-12-06", "2001-12-06T07:08:09Z", "07:08:09", "2001-13-01", "'2001-12'", "'1903?/1904~'", "[]", "{}", "[[]]"),
    *(
        "['']",
        "['crown', 'crown']",
        "[1, 'a', {}]",
        "[{}]",
        "{a = 1}",
        "{a.a.a.a = 1}",
        f"{'[' * 400}{']' * 400}",
        "[nan]",
    ),
]
ODD_TOKENS = st.sampled_from(
    [*ODD_VALUES, *"[]{}=.,\"'#\\", "'''", '"""', "[[", "]]", "\r\n", "a = 1\n", "[x]\n", "a.", "id"]
)
ODD_KEYS = [
    "id",
    "after",
    "closed_by",
    "order",
    "begins",
    "ends",
    "source",
    "when",
    "dates",
    "claims",
    "asides",
    "document",
    "kind",
    "",
    "a b",
    "\0",
    " @ $",
    "x" * 999,
    "ʿ",
]


class SeedFile(NamedTuple):
    """A seed file: its path, its text, and the dataset that it is read onto."""

    file: str
    text: str
    rest: Dataset


@cache
def seed_files() -> tuple[list[SeedFile], list[SeedFile]]:
    """The files of the made-up dataset, each with the records of all others; and single tables of the real seeds."""
    world = Path(__file__).parent / "world" / "seeds"
    records = records_of(read(world))
    made_up = []
    for path in sorted(world.rglob("*.toml")):
        file, text = path.relative_to(world).as_posix(), path.read_text("utf-8")
        own = set(tomllib.loads(text)) if not file.startswith("sources/") else {Path(file).stem}
        kinds = tuple(kind.record for kind in KINDS if kind.folder == Path(file).parts[0])
        rest = [
            record
            for record in records
            if not (type(record) in kinds and (record.id in own or getattr(record, "source", None) in own))
        ]
        made_up.append(SeedFile(file, text, unchecked(rest)))
    real = []
    folder_of_seeds = Path(__file__).parents[1] / "seeds"
    nothing = Dataset.of([])
    for path in sorted(folder_of_seeds.rglob("*.toml")):
        tables = re.split(r"(?m)^(?=\[[^\[\]]+\]$)", path.read_text("utf-8"))
        real += [SeedFile(path.relative_to(folder_of_seeds).as_posix(), table, nothing) for table in tables[:60]]
    return made_up, real


# A file of the made-up dataset may still be valid after an edit, so one is drawn as often as a real table.
SEED_FILES = st.deferred(lambda: st.sampled_from(seed_files()[0]) | st.sampled_from(seed_files()[1]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


def read_alone(folder: Path, seed: SeedFile, content: bytes) -> None:
    """Read one file, and check that it gives a valid dataset, or one of the two errors with clear faults."""
    path = folder / seed.file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    try:
        dataset = read(folder, onto=seed.rest)
        again = read(folder, onto=seed.rest)
    except (SeedError, DatasetError) as error:
        assert_faults_are_clear(error)
        assert {problem.file for problem in error.problems} <= {seed.file, ""}  # noqa: PT017
        return
    finally:
        path.unlink()
    records = records_of(dataset)
    assert records_of(again) == records
    found = faults(Shelves.of(dataset))
    # Records of the other files may refer to one that is no longer in this file.
    before = {(kind_of(record).name, record.id) for record in seed.rest}
    assert {(problem.kind, problem.record) for problem in found} <= before
    if not found:
        assert records_of(Dataset.of(records)) == records
        assert_carried(dataset)


def assert_carried(dataset: Dataset) -> None:
    """Check that a wheel that is built from a dataset gives the same records and times."""
    files = {name: text.encode() for name, text in pack(dataset).items()}
    for shelf, name in zip(dataset.shelves, SHELVES.values(), strict=True):
        carried = sorted(unpack(files.get, name), key=lambda record: str(record.id))
        assert list(map(repr, carried)) == list(map(repr, shelf))
    for record in (*dataset.events, *dataset.relationships):
        assert unpack_times(files.get, kind_of(record).name)[record.id] == dataset.chronology.times(record)


@st.composite
def mutated_texts(draw: st.DrawFn) -> tuple[SeedFile, str]:
    """A seed file with edits in its text."""
    seed = draw(SEED_FILES)
    return seed, draw(mutated(st.just(seed.text), ODD_TOKENS | ODD_CHARACTERS | st.text(max_size=3)))


@st.composite
def mutated_values(draw: st.DrawFn) -> tuple[SeedFile, str]:
    """A seed file with tables, keys and values of the wrong type in some places."""
    seed = draw(SEED_FILES)
    content = tomllib.loads(seed.text, parse_float=Decimal)
    # tomli-w cannot write many of the odd values, so their text replaces a placeholder afterwards.
    odd: dict[str, str] = {}
    for _ in range(draw(st.integers(1, 3))):
        places = places_in(content)
        if not places:
            break
        holder, key = places[draw(st.integers(0, 9_999)) % len(places)]
        change = draw(st.sampled_from(["odd", "odd", "drop", "copy", "list", "table", "name"]))
        if not rearranged(draw, change, (holder, key), places, ODD_KEYS):
            holder[key] = f"odd value {len(odd)}"
            odd[f'"{holder[key]}"'] = draw(st.sampled_from(ODD_VALUES))
    text = tomli_w.dumps(content)
    for placeholder, value in odd.items():
        text = text.replace(placeholder, value)
    return seed, text


@given(mutated=mutated_texts())
def test_any_text_of_a_seed_file_gives_a_dataset_or_its_faults(mutated: tuple[SeedFile, str], folder: Path) -> None:
    seed, text = mutated
    # A lone surrogate becomes bytes that are not valid UTF-8.
    read_alone(folder, seed, text.encode("utf-8", "surrogatepass"))


@given(mutated=mutated_values())
def test_any_value_of_any_type_in_a_seed_gives_a_record_or_its_faults(
    mutated: tuple[SeedFile, str], folder: Path
) -> None:
    seed, text = mutated
    read_alone(folder, seed, text.encode())
