"""Large input is read or refused in bounded time and memory, each in a process with limits."""

from pathlib import Path

import pytest
from hypothesis import settings
from support.hostile import ACTOR, READ, bounded

MANY = 1_000_000 if settings.default is not None and settings.default.max_examples > 1_000 else 100_000
"""How many keys a large file has; a large text has ten times as many characters."""


def test_megabytes_are_refused_as_a_time_span_at_once() -> None:
    program = """
from afghanwar import TimeSpan, TimeSpanError
n = 10 * int(sys.argv[1])
shapes = ["2001" * (n // 4), "[" * n, "[" + "." * n, "[" + "." * n + "x]", "2001/" * (n // 5), " " * n, "?" * n]
shapes += [f"[2001..{'9' * n}]", "2001-" * (n // 5), "1" * n + "X", "/" * n, "]" * n + "?", "[..2001]" * (n // 8)]
shapes += [chr(0) * n, chr(0xD800) * n, chr(0x0661) * n, "2001-11-13" + "~" * n, "T" * n, "[" * n + "..]"]
for text in shapes:
    try:
        print("accepted", TimeSpan(text))
    except TimeSpanError as error:
        assert len(str(error)) < 350, len(str(error))
"""
    assert bounded(program, MANY, gigabytes=1, seconds=30) == ""


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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("x = " + "[" * 100_000, "is nested too deeply", id="100,000 brackets"),
        pytest.param("x = " + "[" * 100_000 + "]" * 100_000, "is nested too deeply", id="100,000 lists"),
        pytest.param("x = " + "{a=" * 100_000, "is nested too deeply", id="100,000 tables"),
        pytest.param("[x]\nname" + ".a" * 100_000 + " = 1", "is nested too deeply", id="a key of 100,000 parts"),
        pytest.param("[x" + '."\\".a"' * 100_000 + "]", "is nested too deeply", id="a header of 100,000 parts"),
        pytest.param(("k" + ".a" * 48 + "=1\n") * 9, "is not TOML", id="keys just below the depth limit"),
        pytest.param(f"[x]\n{ACTOR}aliases = ['{'x' * 10**7}']", "1 actors", id="a value of 10 MB"),
        pytest.param(
            f"[x]\n{ACTOR}aliases = '{'x' * 10**7}'", "is not a list", id="a value of 10 MB instead of a list"
        ),
        pytest.param(f"[x]\n{ACTOR}{'x' * 10 * MANY} = 3", "is not a field", id="a key of 10 MB"),
        pytest.param(f"['{'?' * 10 * MANY}']\n{ACTOR}", "is not a slug", id="an id of 10 MB"),
        pytest.param(f"[{'x' * 10 * MANY}]\n{ACTOR}" * 2, "is not TOML", id="an id of 10 MB twice"),
        pytest.param(f"[x]\n{ACTOR}aliases = [{'3,' * MANY}]", "3 is not a string", id="a million items"),
        pytest.param(
            f"[x]\n{ACTOR}" + "".join(f"k{number}=1\n" for number in range(MANY)),
            f"and {MANY - 20} more are not fields",
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
