"""Datasets as lists of records, to compare and to change them."""

import afghanwar as aw
from afghanwar.kinds import AnyRecord


def records_of(*datasets: aw.Dataset) -> list[AnyRecord]:
    """All records of some datasets, in order."""
    return [record for dataset in datasets for shelf in dataset.all for record in shelf]


def same_records(one: aw.Dataset, other: aw.Dataset) -> bool:
    """Whether two datasets have equal records, in the same order and on the same shelves."""
    return [list(shelf) for shelf in one.all] == [list(shelf) for shelf in other.all]
