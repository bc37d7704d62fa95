"""Rows are flat, have the same documented columns for each record of a kind, and keep uncertainty and names."""

import csv
import io
import re
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from support.answers import ids

import afghanwar as aw
from afghanwar.rows import FlatRow

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "rows.md"
SHELVES = ("sources", "claims", "actors", "places", "measures", "events", "relationships", "disagreements")


def rows_of(shelf: str) -> list[FlatRow]:
    return aw.to_rows(getattr(aw.load(), shelf))


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_record_of_a_kind_has_the_same_flat_columns(shelf: str) -> None:
    rows = rows_of(shelf)
    assert [row["id"] for row in rows] == ids(getattr(aw.load(), shelf))
    assert len({tuple(row) for row in rows}) == 1
    assert {type(value) for row in rows for value in row.values()} <= {str, int, float, bool, type(None)}


@pytest.mark.parametrize("shelf", SHELVES)
def test_a_column_has_values_of_one_type(shelf: str) -> None:
    rows = rows_of(shelf)
    for column in rows[0]:
        assert len({type(row[column]) for row in rows} - {type(None)}) <= 1, column


def test_the_documentation_has_every_column() -> None:
    cells = re.findall(r"^\| (`.*?) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    documented = set(re.findall(r"`(\w+)`", " ".join(cells)))
    columns = {column for shelf in SHELVES for column in rows_of(shelf)[0]}
    columns |= {column for answer in (aw.quantities_of(), aw.compare()) for column in aw.to_rows(answer)[0]}
    assert documented == columns


def test_a_row_of_a_battle() -> None:
    [row] = aw.to_rows([aw.load().events["battle-of-tora-bora"]])
    assert row["kind"] == "battle"
    assert (row["when"], row["when_english"]) == ("2001-12-06/2001-12-17", "from 6 to 17 December 2001")
    assert (row["earliest_start"], row["latest_end"]) == ("2001-12-06", "2001-12-17")
    assert row["place_names"] == "Tora Bora"
    assert "Osama bin Laden" in str(row["participant_names"]).split("; ")
    assert str(row["participants"]).count("; ") == str(row["participant_names"]).count("; ")
    assert row["sources"] == "historica-tora-bora"
    assert row["source_count"] == 1


def test_an_unbounded_side_is_empty() -> None:
    [row] = aw.to_rows([aw.load().relationships["pakistan-supports-taliban"]])
    assert row["latest_end"] is None
    assert row["reach_end"] is not None
    values = [str(value) for shelf in SHELVES for row in rows_of(shelf) for value in row.values()]
    assert not [value for value in values if value.startswith(("0001-", "9999-"))]


def test_an_undated_record_has_no_time() -> None:
    undated = next(row for row in rows_of("events") if row["when"] is None and row["reach_start"] is None)
    assert undated["when_english"] is None
    assert undated["reach_end"] is None


@pytest.mark.parametrize(
    ("start", "end"), [("2001-12-06", "2001-12-12"), ("2014-07-01", "2014-07-07"), ("2021-07-01", "2021-08-15")]
)
@pytest.mark.parametrize("shelf", ["events", "relationships"])
def test_the_columns_repeat_the_four_answers(shelf: str, start: str, end: str) -> None:
    def answer(row: FlatRow) -> str:
        first, last, begin, finish = (
            str(row[column] or other)
            for column, other in (
                ("earliest_start", date.min),
                ("latest_end", date.max),
                ("latest_start", date.max),
                ("earliest_end", date.min),
            )
        )
        if first > end or last < start:
            return "no"
        if begin <= end and finish >= start and not row["doubtful"]:
            return "certain"
        told = row["reach_start"] is not None and str(row["reach_start"]) <= end and str(row["reach_end"]) >= start
        return "possible" if told else "silent"

    for record, row in zip(getattr(aw.load(), shelf), rows_of(shelf), strict=True):
        assert aw.Certainty(answer(row)) is aw.explain(record, start, end).answer, record.id


def test_asserted_says_whether_a_source_asserts_it() -> None:
    for event, row in zip(aw.load().events, rows_of("events"), strict=True):
        own = [c for c in aw.evidence_for(event) if c.modality is aw.Modality.ASSERTED and c.attributed_to is None]
        assert row["asserted"] is bool(own)


def test_quantities_are_rows_with_their_claims() -> None:
    rows = aw.to_rows(aw.quantities_of(unit="people", at_least=1000))
    assert rows
    assert all(row["unit"] == "people" and row["low"] is not None and float(row["low"]) >= 1000 for row in rows)
    assert {type(row["low"]) for row in rows} == {float}


def test_a_csv_writer_takes_them() -> None:
    rows = rows_of("events")
    file = io.StringIO()
    writer = csv.DictWriter(file, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    again = list(csv.DictReader(io.StringIO(file.getvalue())))
    assert [row["when"] for row in again] == [row["when"] or "" for row in rows]


@pytest.mark.parametrize("shelf", SHELVES)
def test_pandas_takes_them(shelf: str) -> None:
    rows = rows_of(shelf)
    frame = pd.DataFrame(rows)
    assert list(frame.columns) == list(rows[0])
    assert len(frame) == len(rows)
    # Pandas has a mark of its own for an empty cell.
    again = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert again == rows


@pytest.mark.interop("polars")
@pytest.mark.parametrize("shelf", SHELVES)
def test_polars_takes_them(shelf: str) -> None:
    polars: Any = import_module("polars")
    rows = rows_of(shelf)
    frame = polars.DataFrame(rows, infer_schema_length=None)
    assert frame.to_dicts() == rows


@pytest.mark.interop("polars")
def test_days_become_days_in_data_frames() -> None:
    polars: Any = import_module("polars")
    rows = rows_of("events")
    days = pd.to_datetime(pd.DataFrame(rows)["earliest_start"])
    frame = polars.DataFrame(rows, infer_schema_length=None).with_columns(
        polars.col("earliest_start").str.to_date("%Y-%m-%d")
    )
    expected = [row["earliest_start"] for row in rows]
    assert [None if pd.isna(day) else day.date().isoformat() for day in days] == expected
    assert [None if day is None else day.isoformat() for day in frame["earliest_start"]] == expected


def test_no_records_give_no_rows() -> None:
    assert aw.to_rows([]) == []


def test_rows_of_a_view_need_its_sources() -> None:
    events = aw.events_between("2021-07", according_to="giustozzi-2021")
    rows = aw.to_rows(events, according_to="giustozzi-2021")
    assert {row["sources"] for row in rows} == {"giustozzi-2021"}
    with pytest.raises(ValueError, match=r"differs from the record of the dataset; pass its dataset, and the sources"):
        aw.to_rows(events)


def test_records_of_several_kinds_are_refused() -> None:
    dataset = aw.load()
    with pytest.raises(ValueError, match="the records are of several kinds, source, actor; pass one kind"):
        aw.to_rows([*dataset.sources, *dataset.actors])


@pytest.mark.parametrize("value", ["taliban", b"x", None, aw.load().actors["taliban"]])
def test_a_single_record_or_a_text_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match=r"expected several records, not .*; wrap a single one in a list"):
        aw.to_rows(value)


CLAIM = next(iter(aw.load().claims))


@pytest.mark.parametrize("value", ["taliban", 1, None, (), (CLAIM,), (CLAIM, CLAIM), (CLAIM, CLAIM.quantities)])
def test_anything_but_a_record_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="expected a record, not"):
        aw.to_rows([value])  # type: ignore[list-item]


def test_a_record_that_the_dataset_lacks_is_refused() -> None:
    place = aw.Place(id=aw.PlaceId("atlantis"), name="Atlantis", kind=aw.PlaceKind.CITY)
    with pytest.raises(aw.UnknownRecordError, match="no place is named 'atlantis'"):
        aw.to_rows([place])
