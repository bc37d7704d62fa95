"""Datasets as lists of records, to compare and to change them; and a package that holds another dataset."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import attrs
import pytest

import afghanwar as aw
from afghanwar.dataset.shelf import Shelves
from afghanwar.kinds import AnyRecord, kind_of
from afghanwar.measures import MeasureId

R = TypeVar("R", bound=attrs.AttrsInstance)


def records_of(*datasets: aw.Dataset) -> list[AnyRecord]:
    """All records of some datasets, in order."""
    return [record for dataset in datasets for record in dataset]


def same_records(one: aw.Dataset, other: aw.Dataset) -> bool:
    """Whether two datasets have equal records, in the same order and on the same shelves."""
    return [list(shelf) for shelf in one.shelves] == [list(shelf) for shelf in other.shelves]


def changed(record: R, **changes: Any) -> R:
    """The record with other values, of whatever type."""
    return attrs.evolve(record, **changes)  # type: ignore[misc]


def replacing(dataset: aw.Dataset, *records: AnyRecord) -> list[AnyRecord]:
    """The records of a dataset, in which some take the place of those with their ids; new ones come last."""
    places = {(kind_of(record).name, record.id) for record in records}
    return [*(each for each in dataset if (kind_of(each).name, each.id) not in places), *records]


def unchecked(records: Iterable[AnyRecord]) -> aw.Dataset:
    """A dataset whose records may have faults."""
    return aw.Dataset(Shelves.of(records))


@contextmanager
def bundled(package: Path) -> Iterator[None]:
    """Let ``load()`` read the data that another folder bundles, as if the package were there.

    Args:
        package: The folder ``afghanwar`` of an installed wheel, or of a checkout.
    """
    import_module("afghanwar.seeds.load")
    # The package has a function of the same name.
    module = sys.modules["afghanwar.seeds.load"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "pkgutil", SimpleNamespace(get_data=lambda name, file: (package / file).read_bytes()))
        patch.setattr(module, "__file__", str(package / "seeds" / "load.py"))
        yield


def passage_of(claim: aw.Claim) -> aw.Passage:
    """The passage of a claim of a document."""
    assert claim.passage is not None, claim.id
    return claim.passage


def measure(id: str, **changes: Any) -> aw.Measure:
    plain = aw.Measure(id=MeasureId(id), name=f"the number of {id}", unit="things", description="Things.")
    return attrs.evolve(plain, **changes)


def problems_of(caught: pytest.ExceptionInfo[aw.DatasetError]) -> list[tuple[str, str]]:
    return [(problem.record, problem.field) for problem in caught.value.problems]
