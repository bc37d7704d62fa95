"""How fast the answers about a frame are, compared with a rule written by hand for each engine.

    python benchmarks/frames.py              10^6 and 10^7 rows
    python benchmarks/frames.py 1000000      that many rows

In a temporary folder, it makes Parquet files of times dated to the day, the month, the year, within ranges, with open
ends, or not at all. It counts the rows that may, and those that must, be in a window of ten days: with Polars, DuckDB
and PySpark (two threads), through ``afghanwar.frames`` and through the engine's own expression. It needs ``pip install
'afghanwar[frames,interop]'`` and Java. Machines are noisy: the fastest of 15 runs counts, and both sides alternate.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from pyspark.sql import SparkSession

from afghanwar import frames

WAR = (date(2001, 10, 7), date(2021, 8, 30))
FIRST, LAST = date(2011, 5, 1), date(2011, 5, 10)
AT_ONCE = 1_000_000

# The same rule, written by hand.
CERTAIN = (
    f"(open_start OR latest_start <= DATE '{LAST}') AND (open_end OR earliest_end >= DATE '{FIRST}') AND NOT doubtful"
)
TOLD = (
    f"dated AND (reach_start IS NULL OR reach_start <= DATE '{LAST}')"
    f" AND (reach_end IS NULL OR reach_end >= DATE '{FIRST}')"
)
BY_HAND = {"certain": CERTAIN, "possible": f"({TOLD}) OR ({CERTAIN})"}
SURE = (
    (pl.col("open_start") | (pl.col("latest_start") <= LAST))
    & (pl.col("open_end") | (pl.col("earliest_end") >= FIRST))
    & ~pl.col("doubtful")
)
REACHED = (
    pl.col("dated")
    & (pl.col("reach_start").is_null() | (pl.col("reach_start") <= LAST))
    & (pl.col("reach_end").is_null() | (pl.col("reach_end") >= FIRST))
)
IN_POLARS = {"certain": SURE, "possible": REACHED | SURE}


def texts() -> list[str | None]:
    """Texts of mixed precision; one in thirty is null."""
    chance = random.Random(2001)
    days = [WAR[0] + timedelta(days=step) for step in range((WAR[1] - WAR[0]).days)]
    found: list[str | None] = [None] * 1000
    for _ in range(29_000):
        day, later = chance.choice(days), chance.choice([3, 10, 40, 400])
        forms = (f"{day}", f"{day}", f"{day}", f"{day}/{day + timedelta(days=later)}", f"{day:%Y-%m}", f"{day:%Y}")
        ranges = (f"[{day}..{day + timedelta(days=later)}]", f"{day}/..", f"[..{day}]", f"{day:%Y-%m}?", f"{day}~")
        found.append(chance.choice(forms + ranges))
    return found


def make(folder: Path, rows: int) -> float:
    """Write the files, and return the number of rows parsed per second."""
    chance, some = random.Random(rows), texts()
    spent = 0.0
    for part in range(0, rows, AT_ONCE):
        count = min(AT_ONCE, rows - part)
        frame = pl.DataFrame({"id": range(part, part + count), "when": chance.choices(some, k=count)})
        start = time.perf_counter()
        parsed = frames.parse(frame)
        spent += time.perf_counter() - start
        parsed.write_parquet(folder / f"{part:09}.parquet")
    return rows / spent


def engines(folder: Path) -> dict[str, tuple[Callable[[Any], int], Callable[[Any], int]]]:
    """For each engine, two functions of the match that count rows: through the library, and by hand."""
    files = str(folder / "*.parquet")
    connection = duckdb.connect()
    connection.execute("SET threads TO 2")
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")

    def asked(frame: Any, match: Any) -> Any:
        return frames.where(frame, FIRST, LAST, match=match)

    return {
        "Polars": (
            lambda match: asked(pl.scan_parquet(files), match).select(pl.len()).collect().item(),
            lambda match: pl.scan_parquet(files).filter(IN_POLARS[match]).select(pl.len()).collect().item(),
        ),
        "DuckDB": (
            lambda match: asked(connection.read_parquet(files), match).aggregate("count(*)").fetchall()[0][0],
            lambda match: connection.read_parquet(files).filter(BY_HAND[match]).aggregate("count(*)").fetchall()[0][0],
        ),
        "PySpark": (
            lambda match: asked(spark.read.parquet(files), match).count(),
            lambda match: spark.read.parquet(files).filter(BY_HAND[match]).count(),
        ),
    }


def compare(rows: int) -> None:
    """Print the table for a number of rows."""
    with tempfile.TemporaryDirectory() as folder:
        rate = make(Path(folder), rows)
        print(f"\n{rows:,} rows; Polars parsed {rate:,.0f} a second\n")
        print("| engine | window | rows found | by hand, ms | afghanwar, ms | ratio |\n|---|---|---:|---:|---:|---:|")
        for name, (ours, theirs) in engines(Path(folder)).items():
            for match in BY_HAND:
                found = ours(match)
                assert found == theirs(match), (name, match)
                taken: tuple[list[float], list[float]] = ([], [])
                for _ in range(15):
                    for call, times in ((ours, taken[0]), (theirs, taken[1])):
                        start = time.perf_counter()
                        call(match)
                        times.append(time.perf_counter() - start)
                mine, hand = (min(times) * 1000 for times in taken)
                print(f"| {name} | {match} | {found:,} | {hand:,.1f} | {mine:,.1f} | {mine / hand:.2f} |", flush=True)


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or ["1000000", "10000000"]):
        compare(size)
