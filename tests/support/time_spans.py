"""Examples of texts that are and are not time-spans, from ``tests/data/``, and worlds to enumerate.

On a short line of days every possible world can be listed, so that what the library computes from four days can be
compared with the definition.
"""

import csv
import itertools
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from afghanwar.timespan.bounds import Bounds

_DATA = Path(__file__).parents[1] / "data"


class ValidTimeSpan(NamedTuple):
    """A text of an accepted form, the bounds and the reach that it must have, and its words in English."""

    text: str
    earliest_start: str
    latest_start: str
    earliest_end: str
    latest_end: str
    reach_first: str
    reach_last: str
    in_english: str


class EdtfString(NamedTuple):
    """A valid EDTF text from elsewhere, and its bounds, or the reason why it is not supported."""

    text: str
    origin: str
    earliest_start: str
    latest_start: str
    earliest_end: str
    latest_end: str
    unsupported: str


class StrictTimeSpan(NamedTuple):
    """A text of the extension, the nearest one in strict EDTF, and what that leaves out, with semicolons between."""

    text: str
    strict: str
    losses: str


def _valid() -> list[ValidTimeSpan]:
    with (_DATA / "time_spans.csv").open(encoding="utf-8", newline="") as file:
        return [ValidTimeSpan(**row) for row in csv.DictReader(file)]


def _edtf_strings() -> list[EdtfString]:
    with (_DATA / "edtf_strings.csv").open(encoding="utf-8", newline="") as file:
        return [EdtfString(**row) for row in csv.DictReader(file)]


def _strict() -> list[StrictTimeSpan]:
    with (_DATA / "strict_time_spans.csv").open(encoding="utf-8", newline="") as file:
        return [StrictTimeSpan(**row) for row in csv.DictReader(file)]


def _invalid() -> list[tuple[list[str], str]]:
    cases = tomllib.loads((_DATA / "invalid_time_spans.toml").read_text("utf-8"))["cases"]
    lone_surrogates = (["\ud800", "2001\udcff"], " (a control character); write the date without it")
    return [*((case["texts"], case["message"]) for case in cases), lone_surrogates]


VALID_TIME_SPANS = _valid()
"""Every accepted form. Some rows reach the first or the last year that can be written, and are unbounded there."""

EDTF_STRINGS = _edtf_strings()
"""Valid EDTF from the examples of the specification, from the tests of two other libraries and from catalogues."""

STRICT_TIME_SPANS = _strict()
"""Texts that are not strict EDTF."""

_MARKED = "[~?%]?"
_PLAIN_DATE = rf"{_MARKED}\d{{4}}{_MARKED}(-{_MARKED}\d\d{_MARKED}(-{_MARKED}\d\d{_MARKED})?)?"
_UNSPECIFIED = r"(\dXXX|\d\dXX|\d{3}X)(-XX(-XX)?)?|\d{4}-(\d\d-\dX|\d\d-XX|XX-XX|\dX-XX|\dX|XX)"
_A_DATE, _SEASON = f"({_PLAIN_DATE}|{_UNSPECIFIED})", r"\d{4}-(2[1-9]|3\d|4[01])"
_A_RANGE = r"(\d{4}\.\.\d{4}|\d{4}-\d\d\.\.\d{4}-\d\d|\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d)"
_EDGE, _MEMBER = r"\d{4}(-\d\d(-\d\d)?)?", f"({_A_RANGE}|{_A_DATE})"
_A_LIST = rf"\[(\.\.{_EDGE}|{_MEMBER})(,{_MEMBER})*(,{_EDGE}\.\.)?\]|\[{_EDGE}\.\.\]"
STRICT_EDTF = re.compile(rf"{_A_DATE}|{_SEASON}|({_A_DATE}|\.\.)?/({_A_DATE}|\.\.)?|{_A_LIST}|.{{10}}T.*")
"""The form of strict EDTF that ``to_edtf`` may write, as the grammars of other libraries have it."""

INVALID_TIME_SPANS = _invalid()
"""Texts that must be refused, and a part of the message about each of them."""

World: TypeAlias = tuple[int, int]
"""A start and an end, as positions on a line of days."""

Marks: TypeAlias = tuple[int, int, int, int]
"""Earliest start, latest start, earliest end and latest end, as positions on a line of days."""

RELATIONS: Final[dict[str, Callable[[World, World], bool]]] = {
    "overlaps": lambda one, other: not days_of(one).isdisjoint(days_of(other)),
    "within": lambda one, other: days_of(one) <= days_of(other),
    "before": lambda one, other: max(days_of(one)) < min(days_of(other)),
}
"""What two worlds can be to each other, by the days that they consist of."""


def days_of(world: World) -> frozenset[int]:
    """The days of a world."""
    start, end = world
    return frozenset(range(start, end + 1))


def worlds_of(marks: Marks) -> frozenset[World]:
    """Every possible world: every start and end between the marks that are in order."""
    a, b, c, d = marks
    pairs = itertools.product(range(a, b + 1), range(c, d + 1))
    return frozenset((start, end) for start, end in pairs if start <= end)


def told_worlds_of(marks: Marks, reach: tuple[int, int] | None) -> frozenset[World]:
    """Every told world: every possible world that starts and ends within the reach."""
    if reach is None:
        return frozenset()
    first, last = reach
    return frozenset((start, end) for start, end in worlds_of(marks) if start >= first and end <= last)


def marks_of(worlds: Iterable[World]) -> Marks:
    """The narrowest marks that allow some worlds."""
    starts, ends = zip(*worlds, strict=True)
    return min(starts), max(starts), min(ends), max(ends)


def all_marks(length: int) -> list[Marks]:
    """All marks on a line of so many days that allow a world, as narrow as each other makes them."""
    line = range(length)
    drawn = itertools.product(line, line, line, line)
    return sorted({marks_of(worlds) for marks in drawn if (worlds := worlds_of(marks))})


def on_line(marks: Marks, line: Sequence[date]) -> Bounds:
    """Marks as bounds."""
    return Bounds(*(line[mark] for mark in marks))
