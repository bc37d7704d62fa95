"""Examples of texts that are and are not time-spans, from ``tests/data/``."""

import csv
import tomllib
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parents[1] / "data"


class ValidTimeSpan(NamedTuple):
    """A text of an accepted form, the bounds that it must have, and its words in English."""

    text: str
    earliest_start: str
    latest_start: str
    earliest_end: str
    latest_end: str
    in_english: str


def _valid() -> list[ValidTimeSpan]:
    with (_DATA / "time_spans.csv").open(encoding="utf-8", newline="") as file:
        return [ValidTimeSpan(**row) for row in csv.DictReader(file)]


def _invalid() -> list[tuple[list[str], str]]:
    cases = tomllib.loads((_DATA / "invalid_time_spans.toml").read_text("utf-8"))["cases"]
    lone_surrogates = (["\ud800", "2001\udcff"], "it is not of a known form; write YYYY")
    return [*((case["texts"], case["message"]) for case in cases), lone_surrogates]


VALID_TIME_SPANS = _valid()
"""Every accepted form. The last rows reach the first or the last year that can be written, and are unbounded there."""

INVALID_TIME_SPANS = _invalid()
"""Texts that must be refused, and a part of the message about each of them."""
