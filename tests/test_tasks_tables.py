"""Typical tasks of a journalist, each in at most three lines: data frames, a spreadsheet, a database."""

import csv
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import afghanwar as aw
from afghanwar.export import to_csv, to_sqlite


def test_the_events_of_a_month_as_a_data_frame_of_pandas() -> None:
    frame = pd.DataFrame(aw.to_rows(aw.events_between("2021-07")))
    assert frame.groupby("asserted").size().sum() == len(aw.events_between("2021-07"))
    assert frame["name"].str.contains("Bagram").any()


@pytest.mark.interop("polars")
def test_the_ties_of_an_actor_as_a_data_frame_of_polars() -> None:
    pl: Any = import_module("polars")
    frame = pl.DataFrame(aw.to_rows(aw.relationships_of("Taliban")), infer_schema_length=None)
    allied = frame.filter(pl.col("allied"), pl.col("reach_start") <= "2005-07-01", pl.col("reach_end") >= "2005-07-01")
    assert {"Iran", "Pakistan", "Saudi Arabia"} <= {*allied["subject_name"], *allied["object_name"]}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "war"


def test_claims_about_a_subject_as_a_spreadsheet(file: Path) -> None:
    frame = pd.DataFrame(aw.to_rows(aw.claims_about("Bagram Airfield")))
    frame.to_csv(file, index=False, encoding="utf-8-sig")
    with file.open(encoding="utf-8-sig", newline="") as sheet:
        assert [row["says"] for row in csv.DictReader(sheet)] == list(frame["says"])


def test_the_whole_dataset_as_spreadsheets(file: Path) -> None:
    to_csv(aw.load(), file)
    assert (file / "events.csv").is_file()


def test_a_question_to_a_database(file: Path) -> None:
    to_sqlite(aw.load(), file)
    with closing(sqlite3.connect(file)) as database:
        query = "select name from events_with_names where latest_start <= ? and earliest_end >= ? and not doubtful"
        found = {name for (name,) in database.execute(query, ("2021-07-12", "2021-07-01"))}
    assert found == {event.name for event in aw.events_between("2021-07-01", "2021-07-12", match="certain")}
