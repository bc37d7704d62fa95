"""How fast it is, against others, in one run.

    python benchmarks/speed.py cold      a cold first answer, from a wheel in an environment of its own
    python benchmarks/speed.py parse     time-spans parsed in a second, against python-edtf
    python benchmarks/speed.py events    ten days out of 100,000 and 1,000,000 events, against five others

It needs, beside the library: ``pip install edtf pandas polars duckdb intervaltree``. Machines are noisy, so
the ratios count, and both sides of each are of the same run.
"""

import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import intervaltree
import pandas as pd
import polars as pl
from edtf import parse_edtf

import afghanwar as aw

ROOT = Path(__file__).parents[1]
WAR = (date(2001, 10, 7), date(2021, 8, 30))
WINDOW = (date(2011, 5, 1), date(2011, 5, 10))


def seconds(call: Callable[[], object], times: int) -> float:
    """The median time of a call."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def cold() -> None:
    """Time a first answer in a new process against the bare imports."""
    imports = "import attrs, cattrs, pendulum"
    answer = "import afghanwar; afghanwar.events_between('2021-07','2021-08')"
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder) / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", str(ROOT)], check=True)
        taken: dict[str, list[float]] = {imports: [], answer: []}
        for _ in range(31):
            for program, times in taken.items():
                start = time.perf_counter()
                subprocess.run([python, "-c", program], check=True, cwd=folder)
                times.append(time.perf_counter() - start)
    first, second = (statistics.median(times) * 1000 for times in taken.values())
    print(f"{imports}\n  {first:.1f} ms\n{answer}\n  {second:.1f} ms\nratio {second / first:.2f} (medians of 31)")


def parse() -> None:
    """Time distinct texts of four forms, so that nothing can be remembered."""
    days = [WAR[0] + timedelta(days=step) for step in range(7000)]
    later = timedelta(days=400)
    texts = [text for day in days for text in (f"{day}", f"{day:%Y-%m}/{day + later}", f"{day}~", f"{day}/..")]
    some = texts[:: len(texts) // 200]
    ours = len(texts) / seconds(lambda: [aw.TimeSpan.parse(text) for text in texts], 5)
    theirs = len(some) / seconds(lambda: [parse_edtf(text) for text in some], 3)
    print(f"afghanwar {ours:,.0f} a second; edtf {theirs:,.0f} a second; ratio {ours / theirs:,.0f}")


def generated(count: int) -> aw.Dataset:
    """Events over the twenty years: most of a day, some of months, a few of decades."""
    rng = random.Random(2001)
    claim = aw.evidence_for("battle-of-tora-bora")[0]
    source = aw.load().sources[claim.source]
    rows: list[Any] = [source, claim, *aw.load().actors, *aw.load().places, *aw.load().measures]
    total = (WAR[1] - WAR[0]).days
    for number in range(count):
        first = WAR[0] + timedelta(days=rng.randrange(total))
        length = rng.choices((0, rng.randrange(30, 120), rng.randrange(3650, 7300)), (90, 9, 1))[0]
        span = aw.TimeSpan.parse(f"{first}/{first + timedelta(days=length)}")
        id = aw.EventId(f"event-{number}")
        dates = ((source.id, span),)
        evidence = (claim.id,)
        rows.append(
            aw.Event(id=id, name=id, kind=aw.EventKind.OTHER, dates=dates, evidence=evidence, inferred=("when",))
        )
    return aw.Dataset.of(rows)


def events() -> None:
    """Time a window of ten days; every library gives the ids of the same events."""
    for count in (100_000, 1_000_000):
        dataset = generated(count)
        start = time.perf_counter()
        found = ask(dataset)
        built = time.perf_counter() - start
        print(f"\n{count:,} events, {len(found):,} of them in ten days (index built in {built:.2f} s)")
        ours = seconds(partial(ask, dataset), 51)
        print(f"  {'afghanwar':<14}{ours * 1e6:>12,.0f} µs")
        for name, ask_other in others(dataset):
            assert sorted(ask_other()) == sorted(event.id for event in found), name
            theirs = seconds(ask_other, 11)
            print(f"  {name:<14}{theirs * 1e6:>12,.0f} µs   {theirs / ours:,.1f} times as long")


def ask(dataset: aw.Dataset) -> tuple[aw.Event, ...]:
    """The question that all are timed with."""
    return aw.events_between(*WINDOW, dataset=dataset)


def others(dataset: aw.Dataset) -> Iterable[tuple[str, Callable[[], Iterable[str]]]]:
    """The same question to five others, each with its data and index ready."""
    rows = [(event.id, event.when.earliest_start, event.when.latest_end) for event in dataset.events if event.when]
    numbered = [(id, start.toordinal(), end.toordinal()) for id, start, end in rows]
    low, high = (day.toordinal() for day in WINDOW)

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


if __name__ == "__main__":
    {"cold": cold, "parse": parse, "events": events}[sys.argv[1]]()
