"""Messages about huge, many or unprintable values are short, complete and printable."""

from pathlib import Path

import pytest
from support.hostile import ACTOR, faults_of

from afghanwar import (
    AmbiguousNameError,
    SeedError,
)


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
        (f"[x]\nname{'.a' * 49} = 1", "x: name: {'a': {'a': {'a': {...}}}} is not a string"),
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
    assert " and 5 more are not fields; use one of name, " in problem.message
    error = AmbiguousNameError("actor", "x", [f"x-{number}" for number in range(25)])
    assert "'x-0', 'x-1', " in str(error)
    assert str(error).endswith("'x-19' and 5 more")
