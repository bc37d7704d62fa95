"""Hostile input: valid texts and contents after a few edits, and what a message about them must be like.

Ordinarily few examples are tried. ``nox -s fuzz`` tries 100,000 per property, and large inputs that are ten times as
large.
"""

import copy
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from afghanwar import (
    DatasetError,
    SeedError,
    read,
)
from afghanwar.errors import Problem

LONGEST_LINE = 1_800
"""The longest line about one fault: its file, record and field, 200 characters each at most, and a message of 1,000."""

ODD_CHARACTERS = st.sampled_from(
    "\0\n\r\t\x7f\u0085\u00a0\u0301\u0345\u0660\u200b\u202e\ud800\udcff\ufeff\uffff\U0010ffff"
)


@st.composite
def mutated(draw: st.DrawFn, texts: st.SearchStrategy[str], pieces: st.SearchStrategy[str]) -> str:
    """A valid text after one to four edits, which drop, insert, replace, double or swap a few characters."""
    text = draw(texts)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        part = text[at : at + draw(st.integers(0, 8))]
        before, after = text[:at], text[at + len(part) :]
        change = draw(st.sampled_from(["drop", "put in", "replace", "double", "swap"]))
        piece = draw(pieces) if change in ("put in", "replace") else ""
        text = {
            "drop": before + after,
            "put in": before + piece + part + after,
            "replace": before + piece + after,
            "double": before + part + part + after,
            "swap": before + after[: len(part)] + part + after[len(part) :],
        }[change]
    return text


def assert_reported_briefly(message: str, what: str = "", most: int = 400) -> None:
    assert what in message
    assert message.isprintable()
    assert len(message) < most


def assert_faults_are_clear(error: SeedError | DatasetError) -> None:
    assert error.problems
    for problem in error.problems:
        assert problem.message
        assert_reported_briefly(str(problem), most=LONGEST_LINE + 1)


def places_in(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a nested content: a table or list, and a key or index in it."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [place for key in keys for place in ((value, key), *places_in(value[key]))]


def rearranged(
    draw: st.DrawFn, change: str, place: tuple[Any, Any], places: Sequence[tuple[Any, Any]], names: Sequence[Any]
) -> bool:
    """Change what is in a place without a new value, and return whether the change is one of those.

    Args:
        draw: What draws the rest.
        change: The change: "drop", "copy" from another place, put into a "list" or a "table", or another "name".
        place: The table or list, and the key or index.
        places: All places.
        names: The other names of keys.
    """
    holder, key = place
    if change == "drop":
        del holder[key]
    elif change == "copy":
        other, other_key = places[draw(st.integers(0, 9_999)) % len(places)]
        # Without a copy, a table could contain itself.
        holder[key] = copy.deepcopy(other[other_key])
    elif change == "list":
        holder[key] = [holder[key]] * draw(st.integers(1, 3))
    elif change == "table":
        holder[key] = {"a": holder[key]}
    elif change == "name" and isinstance(holder, dict):
        holder[draw(st.sampled_from(names))] = holder.pop(key)
    else:
        return False
    return True


ACTOR = 'name = "X"\nkind = "person"\ndescription = "D."\n'
"""The fields that a table of an actor must have."""


def faults_of(text: str, folder: Path, file: str = "actors/x.toml") -> list[Problem]:
    """The faults of a single file."""
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    with pytest.raises((SeedError, DatasetError)) as caught:
        read(folder)
    assert isinstance(caught.value, SeedError | DatasetError)
    return list(caught.value.problems)


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


READ = """
from afghanwar import DatasetError, SeedError, read
try:
    print(read(sys.argv[1]))
except (SeedError, DatasetError) as error:
    print(len(error.problems), str(error).replace(chr(10), "|"))
"""
