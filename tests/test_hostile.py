"""Hostile input: any input gives a result or one of the documented errors, in bounded time and memory.

Ordinarily few examples are tried. With the command below it is 100,000 a property, which takes about an hour, and
the large inputs are ten times as large::

    pytest --no-cov tests/test_hostile*.py --hypothesis-profile=fuzz --hypothesis-show-statistics
"""

import errno
import os
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st
from support.datasets import records_of, unchecked
from support.hostile import (
    ODD_CHARACTERS,
    assert_faults_are_clear,
    assert_reported_briefly,
    mutated,
    places_in,
    rearranged,
)
from support.time_spans import INVALID_TIME_SPANS, VALID_TIME_SPANS

from afghanwar import (
    AmbiguousNameError,
    Dataset,
    DatasetError,
    DocumentError,
    SeedError,
    Shelf,
    TimeSpan,
    TimeSpanError,
    UnknownRecordError,
    load,
    read,
)
from afghanwar.command import main
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.names import name_key
from afghanwar.dataset.shelf import Shelves
from afghanwar.documents import read_document
from afghanwar.errors import Problem, quoted
from afghanwar.kinds import KINDS, SHELVES, kind_of
from afghanwar.seeds.carried import pack, unpack, unpack_times
from afghanwar.timespan.bounds import FUTURE, PAST

Output = pytest.CaptureFixture[str]

ACTOR = 'name = "X"\nkind = "person"\ndescription = "D."\n'
"""The fields that a table of an actor must have."""

MANY = 1_000_000 if settings.default is not None and settings.default.max_examples > 1_000 else 100_000
"""How many keys a large file has."""


# Time-spans

TIME_TEXTS = [example.text for example in VALID_TIME_SPANS] + [
    text for texts, _ in INVALID_TIME_SPANS for text in texts
]
TIME_PIECES = (
    st.text("0129-/.[]~?%XTZ{}, \n", max_size=6) | ODD_CHARACTERS | st.sampled_from(["..", "21", "-24", "9999"])
)


@given(
    mutated(st.sampled_from(TIME_TEXTS), TIME_PIECES)
    | st.text("0129-/.[]~?%XT\n", max_size=24)
    | st.from_regex(r"\A[0-9.\[\]/~?%X-]{4,22}\Z")
    | st.text(st.characters() | ODD_CHARACTERS)
)
def test_any_text_gives_a_time_span_that_keeps_it_or_an_error_that_quotes_it(text: str) -> None:
    try:
        span = TimeSpan(text)
    except TimeSpanError as error:
        assert_reported_briefly(str(error), f"{quoted(text)} is not a time-span: ")
        return
    assert str(span) == text
    assert PAST <= span.earliest_start <= span.latest_start <= span.latest_end <= FUTURE
    assert span.earliest_start <= span.earliest_end <= span.latest_end
    assert span.approximate == any(mark in text for mark in "~%")
    assert span.uncertain == any(mark in text for mark in "?%")
    assert re.fullmatch(r"[a-zA-Z0-9 ,-]*[a-z0-9]", span.humanize())


# Names

LOOKED_UP: list[Shelf[Any]] = [load().places, load().actors, load().sources]
NAMES = sorted({name for shelf in LOOKED_UP for record in shelf for name in record.names})
NAME_PIECES = (
    st.text(max_size=4) | ODD_CHARACTERS | st.sampled_from(["ß", "ﬁ", "ʿ", "İ", "\ufdfa", "a\u0301\u0323", "-"])
)


@given(
    st.sampled_from(LOOKED_UP), mutated(st.sampled_from(NAMES), NAME_PIECES) | st.text(ODD_CHARACTERS | st.characters())
)
def test_any_name_finds_the_record_of_that_name_or_gives_an_error_that_quotes_it(shelf: Shelf[Any], name: str) -> None:
    bearers = [record.id for record in shelf if name_key(name) and name_key(name) in map(name_key, record.names)]
    assert [record.id for record in shelf.search(name)][: len(bearers)] == bearers
    try:
        found = shelf.find(name)
    except (UnknownRecordError, AmbiguousNameError) as error:
        assert_reported_briefly(str(error), quoted(name))
        assert_error_is_correct(error, shelf, name, bearers)
    else:
        assert name == found.id or bearers == [found.id] or (not bearers and shelf.search(name)[0] is found)


def assert_error_is_correct(
    error: UnknownRecordError | AmbiguousNameError, shelf: Shelf[Any], name: str, bearers: list[str]
) -> None:
    if isinstance(error, UnknownRecordError):
        assert (error.kind, error.ref, bearers) == (shelf.kind, name, [])
        assert all(near in shelf for near in error.nearest)
    else:
        assert (error.kind, error.name, list(error.candidates)) == (shelf.kind, name, bearers)
        assert len(bearers) > 1


@given(st.text(ODD_CHARACTERS | st.characters(), max_size=12))
def test_the_key_of_a_name_equals_that_of_the_decomposed_name(text: str) -> None:
    # The key is computed by character, because normalizing many accents in a row takes quadratic time.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = [c for c in folded if c.isalnum() and unicodedata.category(c) != "Lm" and c not in "ءʔʕꜢꜣꜤꜥ"]
    same = str.maketrans("ىیکةہە", "ييكههه")
    assert name_key(text) == "".join(str(unicodedata.decimal(c, c)) for c in letters).translate(same)


def test_a_key_that_python_cannot_write_is_a_type_error(world: Dataset) -> None:
    with pytest.raises(TypeError, match="an id or a slice, not a value of type int; "):
        world.actors[16**5000]  # type: ignore[call-overload]
    with pytest.raises(TypeError, match=r"not a value of type int\Z"):
        world.actors.find(16**5000)  # type: ignore[arg-type]


# Seeds


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
    for shelf, name in zip(dataset.all, SHELVES.values(), strict=True):
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


def faults_of(text: str, folder: Path, file: str = "actors/x.toml") -> list[Problem]:
    """The faults of a single file."""
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    with pytest.raises((SeedError, DatasetError)) as caught:
        read(folder)
    assert isinstance(caught.value, SeedError | DatasetError)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"[x]\n{ACTOR}identifiers = {{ ucdp = 0x{'f' * 5000} }}", "a value of type int is not a whole number"),
        (f"[x]\n{ACTOR}identifiers = {{ ucdp = {10**15} }}", "1000000000000000 is not a whole number of up to 15"),
        ("x = 1e99999999999999999999", "'1e99999999999999999999' has too large an exponent"),
        ("x = -1.5e-99999999999999999999", "'-1.5e-99999999999999999999' has too large an exponent"),
        (f"[x]\nname{'.a' * 60} = 1", "is nested too deeply"),
        (f"[x]\nname{'.a' * 50} = 1", "is nested too deeply"),
        ("[x" + ' . "a" ' * 60 + "]", "is nested too deeply"),
        (f"[x]\nname{'.a' * 49} = 1", "x: name: {'a': {'a': {'a': {...}}}} is not a text"),
        (f"[x]\nname = {[[['x' * 99] * 9] * 9] * 9}", "x: name: [[['xxx"),
    ],
)
def test_a_huge_value_is_reported_briefly(tmp_path: Path, text: str, told: str) -> None:
    lines = [str(problem) for problem in faults_of(text, tmp_path)]
    assert told in lines[0]
    assert max(map(len, lines)) < 500


def test_a_coordinate_that_is_not_a_finite_number_is_reported(tmp_path: Path) -> None:
    at = f"latitude = 0x{'f' * 5000}, longitude = 1e400"
    place = f"x = {{ name = 'X', kind = 'city', coordinates = {{ {at}, precision = 'point', source = 'X' }} }}"
    latitude, longitude = faults_of(place, tmp_path, "places/x.toml")
    assert latitude.message.startswith("a value of type int is not a number of up to 15 digits")
    assert longitude.message.startswith("Decimal('1E+400') is not a number of up to 15 digits")


def test_unprintable_names_are_escaped_in_a_message(tmp_path: Path) -> None:
    problems = faults_of(f'["a\\u0000b\\n"]\n{ACTOR}["{"x" * 999}"]\ndates."\\u202E" = 3', tmp_path, "actors/\n.toml")
    lines = [str(problem) for problem in problems]
    assert lines[0].startswith("actors/\\n.toml: actor a\\x00b\\n: id: 'a\\x00b\\n' is not a slug") or lines[
        0
    ].startswith("actors/\\n.toml: actor xxxxxxxx")
    assert problems[-1].record in ("a\0b\n", "x" * 999)
    assert all(line.isprintable() and len(line) < 600 for line in lines)


def test_a_date_under_a_long_source_name_is_reported_briefly(tmp_path: Path) -> None:
    event = f"[x]\nname = 'X'\nkind = 'other'\nevidence = ['a/b']\n[x.dates]\n{'y' * 999} = 3"
    (problem,) = faults_of(event, tmp_path, "events/x.toml")
    assert problem.field == "dates"
    assert problem.message.startswith("by 'yyyy")
    assert len(problem.message) < 300


def test_a_thousand_faults_are_printed_and_all_are_kept(tmp_path: Path) -> None:
    problems = faults_of("".join(f"k{number} = 3\n" for number in range(1_002)), tmp_path)
    assert len(problems) == 1_002
    lines = str(SeedError(problems)).splitlines()
    assert lines[0] == "1002 faults in the data:"
    assert lines[1_000].startswith("  actors/x.toml: actor k999: 3 is not a record")
    assert lines[1_001:] == ["  and 2 more; the attribute 'problems' has them all"]
    assert len(str(SeedError(problems[:1_000])).splitlines()) == 1_001


def test_many_unknown_keys_and_many_candidates_are_reported_briefly(tmp_path: Path) -> None:
    (problem,) = faults_of(f"[x]\n{ACTOR}" + "".join(f"k{number} = 1\n" for number in range(25)), tmp_path)
    assert problem.message.startswith("'k0', 'k1', 'k10', ")
    assert " and 5 more is not a field; write one of name, " in problem.message
    error = AmbiguousNameError("actor", "x", [f"x-{number}" for number in range(25)])
    assert "'x-0', 'x-1', " in str(error)
    assert str(error).endswith("'x-19' and 5 more")


# Large input, in bounded time and memory


def bounded(program: str, *arguments: str | int | Path, gigabytes: int = 2, seconds: int = 120) -> str:
    """Run a program within limits of memory and processor time, which are wide enough for a slow machine."""
    pytest.importorskip("resource")
    limits = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({gigabytes << 30},) * 2)\n"
        f"resource.setrlimit(resource.RLIMIT_CPU, ({seconds},) * 2)\n"
    )
    command = [sys.executable, "-c", limits + program, *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20 * seconds)
    assert run.returncode == 0, run.stderr[-3_000:]
    return run.stdout


def test_ten_megabytes_are_refused_as_a_time_span_at_once() -> None:
    program = """
from afghanwar import TimeSpan, TimeSpanError
n = 10_000_000
shapes = ["2001" * (n // 4), "[" * n, "[" + "." * n, "[" + "." * n + "x]", "2001/" * (n // 5), " " * n, "?" * n]
shapes += [f"[2001..{'9' * n}]", "2001-" * (n // 5), "1" * n + "X", "/" * n, "]" * n + "?", "[..2001]" * (n // 8)]
shapes += [chr(0) * n, chr(0xD800) * n, chr(0x0661) * n, "2001-11-13" + "~" * n, "T" * n, "[" * n + "..]"]
for text in shapes:
    try:
        print("accepted", TimeSpan(text))
    except TimeSpanError as error:
        assert len(str(error)) < 350, len(str(error))
"""
    assert bounded(program, gigabytes=1, seconds=30) == ""


def test_an_unknown_name_of_megabytes_is_refused_at_once() -> None:
    program = """
from afghanwar import UnknownRecordError, load
n = int(sys.argv[1])
shelf = load().actors
# These accents are not in canonical order; sorting ten megabytes of them would take hours.
for text in ("x" * n, chr(0) * n, chr(0xD800) * n, "a" + (chr(0x301) + chr(0x323)) * (n // 2), chr(0xFDFA) * n):
    shelf.search(text)
    for look in (shelf.find, shelf.__getitem__):
        try:
            print("found", look(text))
        except UnknownRecordError as error:
            assert len(str(error)) < 350, len(str(error))
assert shelf.find("-" * n + "Tali" + chr(0x301) + "ban").id == "taliban"
"""
    assert bounded(program, 10 * MANY) == ""


READ = """
from afghanwar import DatasetError, SeedError, read
try:
    print(read(sys.argv[1]))
except (SeedError, DatasetError) as error:
    print(len(error.problems), str(error).replace(chr(10), "|"))
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("x = " + "[" * 100_000, "is nested too deeply", id="100,000 brackets"),
        pytest.param("x = " + "[" * 100_000 + "]" * 100_000, "is nested too deeply", id="100,000 lists"),
        pytest.param("x = " + "{a=" * 100_000, "is nested too deeply", id="100,000 tables"),
        pytest.param("[x]\nname" + ".a" * 100_000 + " = 1", "is nested too deeply", id="a key of 100,000 parts"),
        pytest.param("[x" + '."\\".a"' * 100_000 + "]", "is nested too deeply", id="a header of 100,000 parts"),
        pytest.param(("k" + ".a" * 48 + "=1\n") * 9, "is not TOML", id="keys just not too deep"),
        pytest.param(f"[x]\n{ACTOR}aliases = ['{'x' * 10**7}']", "1 actors", id="a value of 10 MB"),
        pytest.param(f"[x]\n{ACTOR}aliases = '{'x' * 10**7}'", "is not a list", id="a value of 10 MB and no list"),
        pytest.param(f"[x]\n{ACTOR}{'x' * 10 * MANY} = 3", "is not a field", id="a key of 10 MB"),
        pytest.param(f"['{'?' * 10 * MANY}']\n{ACTOR}", "is not a slug", id="an id of 10 MB"),
        pytest.param(f"[{'x' * 10 * MANY}]\n{ACTOR}" * 2, "is not TOML", id="an id of 10 MB twice"),
        pytest.param(f"[x]\n{ACTOR}aliases = [{'3,' * MANY}]", "3 is not a text", id="a million items"),
        pytest.param(
            f"[x]\n{ACTOR}" + "".join(f"k{number}=1\n" for number in range(MANY)),
            f"and {MANY - 20} more is not a field",
            id="a million unknown keys",
        ),
        pytest.param(
            "".join(f"k{number}=1\n" for number in range(MANY)),
            f"{MANY} {MANY} faults",
            id="a million faulty records",
        ),
        pytest.param('"' * 10 * MANY, "is not TOML", id="quotation marks"),
        pytest.param('x = "' + '\\"' * 5 * MANY, "is not TOML", id="escapes without an end"),
        pytest.param("a." * 49 + "a" * 10 * MANY, "is not TOML", id="a long part of a key"),
        pytest.param("# " + "a . " * MANY, "is nested too deeply", id="dots in a comment"),
        pytest.param("#" * 10 * MANY, "0 actors", id="a comment"),
        pytest.param(f"x = 0x{'f' * MANY}", "is not a record", id="a number of a million digits"),
        pytest.param(f"x = 1.{'9' * MANY}", "is not a record", id="a million decimals"),
    ],
)
def test_a_large_file_is_read_or_reported_briefly(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors/x.toml").write_text(text, "utf-8")
    out = bounded(READ, tmp_path)
    assert told in out
    assert len(out) < 1_001 * 80


# Folders


def test_loops_of_links_are_reported_and_not_followed(seeds_folder: Path, world: Dataset) -> None:
    (seeds_folder / "actors/again").symlink_to(seeds_folder, target_is_directory=True)
    (seeds_folder / "actors/self").symlink_to(seeds_folder / "actors/self")
    with pytest.raises(SeedError) as caught:
        read(seeds_folder)
    assert [problem.file for problem in caught.value.problems] == ["actors/again", "actors/self"]
    assert "it is a link to a folder; " in caught.value.problems[0].message
    assert "its name does not end in .toml; " in caught.value.problems[1].message
    for name in ("again", "self"):
        (seeds_folder / "actors" / name).unlink()
    (seeds_folder / "again").symlink_to(seeds_folder, target_is_directory=True)
    assert list(read(seeds_folder).actors) == list(world.actors)
    for name in ("self.toml", "folder.toml", "dangling.toml"):
        target = {"self.toml": "self.toml", "folder.toml": ".", "dangling.toml": "nowhere.toml"}[name]
        (seeds_folder / "actors" / name).symlink_to(target)
    with pytest.raises(SeedError) as caught:
        read(seeds_folder)
    told = {problem.file: problem.message for problem in caught.value.problems}
    assert list(told) == ["actors/dangling.toml", "actors/folder.toml", "actors/self.toml"]
    for message, fragment in zip(
        told.values(),
        (os.strerror(errno.ENOENT), "is not a file but a directory", os.strerror(errno.ELOOP)),
        strict=True,
    ):
        assert fragment in message


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("a\0b", "'a\\x00b' cannot be read as seeds ("),
        ("\udcff", "'\\udcff' cannot be read as seeds"),
    ],
)
def test_a_folder_with_an_impossible_name_is_reported(folder: str, told: str) -> None:
    with pytest.raises(SeedError) as caught:
        read(folder)
    (problem,) = caught.value.problems
    assert problem.message.startswith(told)


def test_a_folder_with_too_long_a_name_is_reported_briefly() -> None:
    with pytest.raises(SeedError, match="cannot be read as seeds") as caught:
        read("x" * 10**7)
    assert len(caught.value.problems[0].message) < 1_300


def test_a_file_whose_name_is_not_unicode_is_reported(tmp_path: Path) -> None:
    (problem,) = faults_of("x = 3", tmp_path, "actors/\udcff.toml")
    assert str(problem).startswith("actors/\\udcff.toml: actor x: 3 is not a record")


@pytest.mark.parametrize("name", ["actors/x.toml", "x.toml", "actors/pipe"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors/y.toml").write_text(f"[y]\n{ACTOR}")
    os.mkfifo(tmp_path / name)
    message = {
        "actors/x.toml": "a pipe or a device",
        "x.toml": "in none of the folders",
        "actors/pipe": "actors/pipe: is not read",
    }[name]
    assert message in bounded(READ, tmp_path, seconds=6)


def test_a_file_that_vanishes_while_the_folder_is_read_is_reported(
    seeds_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loads(text: str, /, **options: Any) -> dict[str, Any]:
        (seeds_folder / "sources/red-courier.toml").unlink(missing_ok=True)
        return parse(text, **options)

    parse = tomllib.loads
    monkeypatch.setattr(tomllib, "loads", loads)
    with pytest.raises(SeedError) as caught:
        read(seeds_folder)
    (problem,) = caught.value.problems
    assert problem.file == "sources/red-courier.toml"
    assert "No such file" in problem.message


def test_a_folder_that_vanishes_while_the_seeds_are_listed_is_reported(
    seeds_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scandir(folder: Path) -> Any:
        if folder.name == "places":
            folder.rename(seeds_folder.parent / "gone")
        return look(folder)

    look = os.scandir
    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(SeedError) as caught:
        read(seeds_folder)
    # References of the other files to places are not reported, as their targets may have been there.
    (problem,) = caught.value.problems
    assert "places' cannot be read as seeds (No such file or directory); name a folder" in problem.message


@pytest.fixture
def forbidden(seeds_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Remove all permissions of a file or a folder in ``seeds``; root becomes nobody, to be bound by them."""
    if not hasattr(os, "geteuid"):
        pytest.skip("nothing can be forbidden here")
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    root = os.geteuid() == 0

    def forbid(name: str) -> None:
        (seeds_folder / name).chmod(0)
        if root:
            os.seteuid(65_534)

    yield forbid
    if root:
        os.seteuid(0)
    for path in seeds_folder.iterdir():
        path.chmod(0o755)


@pytest.mark.parametrize(
    ("name", "file", "told"),
    [
        ("places/places.toml", "places/places.toml", "Permission denied"),
        ("places", "", "'seeds/places' cannot be read as seeds (Permission denied)"),
    ],
)
def test_a_file_or_folder_without_permission_is_reported(
    forbidden: Callable[[str], None], name: str, file: str, told: str
) -> None:
    forbidden(name)
    with pytest.raises(SeedError) as caught:
        read("seeds")
    (problem,) = caught.value.problems
    assert problem.file == file
    assert told in problem.message


# Documents

COPIES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda content: b"", "it is empty, save it again"),
    "truncated": (lambda content: content[:-1], "its bytes must be the same to the last, line ends included"),
    "cut in a character": (lambda content: content[: content.index(b"\xe2") + 1], "its bytes must be the same"),
    "CRLF": (lambda content: content.replace(b"\n", b"\r\n"), "it was saved as UTF-8 with Windows line ends (CRLF)"),
    "byte order mark": (lambda content: b"\xef\xbb\xbf" + content, "it was saved as UTF-8 with a byte order mark,"),
    "UTF-16": (lambda content: content.decode().encode("utf-16"), "it was saved as UTF-16,"),
    "Windows": (
        lambda content: content.decode().replace("\n", "\r\n").encode("cp1252"),
        "it was saved as Windows-1252 or Latin-1 with Windows line ends (CRLF)",
    ),
    "Notepad": (
        lambda content: content.decode().replace("\n", "\r\n").encode("utf-8-sig"),
        "it was saved as UTF-8 with a byte order mark with Windows line ends (CRLF)",
    ),
}


@pytest.mark.parametrize("copy", COPIES)
def test_a_bad_copy_of_a_document_is_reported_in_one_line_and_the_rest_is_checked(
    seeds_folder: Path, documents_folder: Path, capsys: Output, copy: str
) -> None:
    file = documents_folder / "chronicle.txt"
    spoil, told = COPIES[copy]
    file.write_bytes(spoil(file.read_bytes()))
    assert main(["check", "--seeds", str(seeds_folder), "--documents", str(documents_folder)]) == 1
    out, err = capsys.readouterr()
    assert err.startswith(f"harbour-chronicle: {str(file)!r} differs from the document: ")
    assert told in err
    assert len(err.splitlines()) == 1
    assert [line.partition(":")[0] for line in out.splitlines()] == ["almanac-1905", "red-courier"]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("a\0b", "a\\x00b' cannot be read ("),
        ("x" * 10**7, "cannot be read (File name too long)"),
        ("", "cannot be read (it is a directory, a pipe or a device)"),
        ("/dev/zero", "'/dev/zero' cannot be read (it is a directory, a pipe or a device)"),
        ("loop.txt", f"cannot be read ({os.strerror(errno.ELOOP)})"),
    ],
    ids=["NUL", "long", "folder", "device", "loop"],
)
def test_a_document_that_is_not_a_file_is_reported(world: Dataset, tmp_path: Path, file: str, told: str) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    document = attrs.evolve(world.sources["almanac-1905"].document, file=file)
    with pytest.raises(DocumentError, match=re.escape(told)) as caught:
        read_document(document, tmp_path)
    assert len(str(caught.value)) < 1_300


def test_locate_reports_a_document_with_an_impossible_name(capsys: Output) -> None:
    assert main(["locate", "a\0b", "word"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("'a\\x00b' cannot be read (")
    assert err.endswith("; name the file of a document\n")
