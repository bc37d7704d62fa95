"""A table of one's own: a row, the dataset that some rows make, and what is wrong with them."""

from collections.abc import Mapping
from typing import Any

import pytest

import afghanwar as aw

SOURCE = aw.Source(
    id=aw.SourceId("my-list"),
    title="My list",
    kind=aw.SourceKind.DATASET,
    stance="A list of mine",
    document=aw.Document(file="list.csv", sha256="0" * 64, characters=60),
)
DEATHS = aw.Measure(id=aw.MeasureId("deaths"), name="Deaths", unit="people", description="Everyone killed.")
ROW = {
    "no": "7",
    "when": "2021-08-15",
    "who": "Taliban",
    "whom": "",
    "where": "Kabul",
    "low": "1",
    "best": "2",
    "high": "3",
}


def made(*rows: Mapping[str, Any], **arguments: Any) -> aw.Dataset:
    """The dataset of some rows, which have the cells of ROW unless they say otherwise."""
    given: dict[str, Any] = {"id": "no", "when": "when", "source": SOURCE, "onto": aw.load(), **arguments}
    return aw.from_rows([{**ROW, "no": str(7 + at), **row} for at, row in enumerate(rows)], **given)


def the_event(*rows: Mapping[str, Any], **arguments: Any) -> tuple[aw.Event, aw.Claim]:
    """The event and the claim of the first of some rows."""
    dataset = made(*(rows or ({},)), **arguments)
    return dataset.events["my-list-row-7"], dataset.claims["my-list/7"]


def problems(*rows: Any, **arguments: Any) -> list[tuple[str, str, str]]:
    """The number, the column and the message of each fault of some rows."""
    with pytest.raises(aw.DatasetError) as error:
        made(*rows, **arguments)
    assert {problem.file for problem in error.value.problems} == {"list.csv"}
    return [(problem.record, problem.field, problem.message) for problem in error.value.problems]
