"""Hostile input: records in their plain form, with values of any type in any place."""

import copy
import json
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hostile import ODD_CHARACTERS, assert_faults_are_clear, places_in, rearranged

from afghanwar import SeedError, from_dict, load, to_dict
from afghanwar.dataset.types import type_faults
from afghanwar.kinds import AnyRecord

KEYS = [
    "id",
    "kind",
    "order",
    "dates",
    "word",
    "other",
    "note",
    "nam",
    "",
    "a b",
    "\0",
    " @ $",
    "x" * 999,
    "ʿ",
    7,
    None,
]
ODD_VALUES: list[Any] = [
    *(None, True, False, 0, -1, 1, 1.5, 2.0, 10**15, 16**5000, float("nan"), float("inf"), 1e308, 5e-324),
    *(Decimal("1.5"), Decimal("sNaN"), Decimal("1e999999"), 1j, b"x", (), ("a",), set(), frozenset("a"), object()),
    *("", " ", "ʿ", "x", "x" * 99_999, "\0", "\ud800", "\u202e", "1901", "2001-13", "battle", "asserted", "riders"),
    *([], [[]], {}, [None], [{}], ["a", "a"], ["a", "1901"], [["a", "1901"]], [["a", ["b"]]], {"a": 1}, {1: 2}),
    *([[["x" * 99] * 9] * 9] * 9, {"start": 0, "end": 1}, dict.fromkeys(range(99)), json.loads("[" * 100 + "]" * 100)),
]
LOOP: list[Any] = []
LOOP.append(LOOP)


@cache
def plain_records() -> list[tuple[type[AnyRecord], dict[str, Any]]]:
    """A few records of each kind, those with the most content first."""
    found = []
    for shelf in load().shelves:
        by_size = sorted(shelf, key=lambda record: -len(repr(record)))
        found += [(type(record), to_dict(record)) for record in (*by_size[:20], *by_size[-5:])]
    return found


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[type[AnyRecord], Any]:
    """A kind, and the plain form of a record of it, in which one to three places hold something else."""
    kind, original = draw(st.deferred(lambda: st.sampled_from(plain_records())))
    data: Any = copy.deepcopy(original)
    odd = st.sampled_from(ODD_VALUES) | st.text(ODD_CHARACTERS, max_size=3)
    for _ in range(draw(st.integers(1, 3))):
        places = places_in(data)
        if not places:
            break
        holder, key = places[draw(st.integers(0, 9_999)) % len(places)]
        change = draw(st.sampled_from(["odd", "odd", "drop", "copy", "list", "table", "name", "whole"]))
        if rearranged(draw, change, (holder, key), places, KEYS):
            continue
        if change == "whole":
            kind = draw(st.sampled_from(plain_records()))[0]
        else:
            holder[key] = copy.deepcopy(draw(odd))
    return kind, data


@given(spoilt())
def test_any_data_gives_a_record_that_keeps_it_or_its_faults(drawn: tuple[type[AnyRecord], Any]) -> None:
    kind, data = drawn
    try:
        record = from_dict(kind, data)
    except SeedError as error:
        assert_faults_are_clear(error)
        return
    assert type(record) is kind
    assert list(type_faults(record)) == []
    again = json.loads(json.dumps(to_dict(record), allow_nan=False))
    assert repr(from_dict(kind, again)) == repr(record)


@pytest.mark.parametrize("kind", ["claim", "battle"])
def test_what_is_not_a_record_is_reported_briefly(kind: str) -> None:
    for data in (*ODD_VALUES, LOOP):
        with pytest.raises(SeedError) as caught:
            from_dict(kind, data)
        assert_faults_are_clear(caught.value)
