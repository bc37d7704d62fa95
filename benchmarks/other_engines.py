"""The same question about ten days, for the library and for six other engines; a part of ``speed.py``."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date

import duckdb
import intervaltree
import pandas as pd
import polars as pl

import afghanwar as aw

WINDOW = (date(2011, 5, 1), date(2011, 5, 10))


def ask(dataset: aw.Dataset) -> tuple[aw.Event, ...]:
    """The question with which all are timed."""
    return aw.events_between(*WINDOW, dataset=dataset)


def others(dataset: aw.Dataset) -> Iterable[tuple[str, Callable[[], Iterable[str]]]]:
    """The same question for six others, each with its data and index ready."""
    rows = [(event.id, event.when.earliest_start, event.when.latest_end) for event in dataset.events if event.when]
    numbered = [(id, start.toordinal(), end.toordinal()) for id, start, end in rows]
    low, high = (day.toordinal() for day in WINDOW)
    yield "linear scan", lambda: [id for id, first, last in numbered if first <= high and last >= low]

    frame = pd.DataFrame(numbered, columns=["id", "first", "last"])
    yield "pandas", lambda: frame.loc[(frame["first"] <= high) & (frame["last"] >= low), "id"].tolist()

    table = pl.DataFrame(numbered, schema=["id", "first", "last"], orient="row")
    yield "polars", lambda: table.filter((pl.col("first") <= high) & (pl.col("last") >= low))["id"].to_list()

    duck = duckdb.connect()
    duck.register("frame", frame)
    duck.execute("create table event as select * from frame")
    question = "select id from event where first <= ? and last >= ?"
    yield "duckdb", lambda: [id for (id,) in duck.execute(question, (high, low)).fetchall()]

    base = sqlite3.connect(":memory:")
    base.execute("create table event (id text, first integer, last integer)")
    base.executemany("insert into event values (?, ?, ?)", numbered)
    base.execute("create index by_time on event (last, first, id)")
    base.execute("analyze")
    yield "sqlite", lambda: [id for (id,) in base.execute(question, (high, low))]

    tree = intervaltree.IntervalTree.from_tuples((start, end + 1, id) for id, start, end in numbered)
    yield "intervaltree", lambda: [interval.data for interval in tree.overlap(low, high + 1)]
