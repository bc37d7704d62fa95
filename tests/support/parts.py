"""Parts of a dataset, to merge them again, and records that differ in one field."""

import random
from collections.abc import Iterable
from typing import Any

import attrs

from afghanwar import Dataset
from afghanwar.kinds import AnyRecord
from support.datasets import records_of
from support.scans import texts_in

NOBODY = Dataset.of([])


def part_of(dataset: Dataset, chosen: Iterable[AnyRecord]) -> Dataset:
    """Some records, and all that they name."""
    by_id: dict[str, list[AnyRecord]] = {}
    for record in records_of(dataset):
        by_id.setdefault(record.id, []).append(record)
    found: set[AnyRecord] = set()
    waiting = list(chosen)
    while waiting:
        record = waiting.pop()
        if record not in found:
            found.add(record)
            waiting += [each for text in texts_in(record) for each in by_id.get(text, ())]
    return Dataset.of(found)


def parts(dice: random.Random, dataset: Dataset) -> Dataset:
    everything = records_of(dataset)
    return part_of(dataset, dice.sample(everything, dice.randint(0, min(3, len(everything)))))


SAYING = {
    "source": "title",
    "claim": "says",
    "actor": "description",
    "place": "name",
    "measure": "unit",
    "event": "name",
    "relationship": "note",
    "disagreement": "question",
}
"""A field of each kind of record that may hold any text."""


def otherwise(record: Any, field: str) -> AnyRecord:
    changed: AnyRecord = attrs.evolve(record, **{field: f"{getattr(record, field)}!"})
    return changed
