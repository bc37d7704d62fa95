"""How fast it is, against others, in one run.

    python benchmarks/speed.py           all of these:
    python benchmarks/speed.py cold      a cold first answer, each library in a new process
    python benchmarks/speed.py parse     time-spans parsed in a second, against two others
    python benchmarks/speed.py events    ten days out of a thousand to a million events, against six others
    python benchmarks/speed.py memory    what an event and its place in the index weigh

It needs, beside the library: ``pip install edtf undate pandas polars duckdb intervaltree``; ``cold`` makes its
own environments. What is printed are the tables of the documentation. Machines are noisy, so the ratios count,
and both sides of each are of the same run.
"""

import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
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
from undate import Undate, UndateInterval

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
    """Time a first answer in a new process against the bare imports and the first answers of others."""
    programs = {
        "bare imports": "import attrs, cattrs, pendulum",
        "afghanwar": "import afghanwar; afghanwar.events_between('2021-07', '2021-08')",
        "pycountry": "import pycountry; pycountry.countries.lookup('Afghanistan')",
        "edtf": "from edtf import parse_edtf; parse_edtf('2021-07').lower_strict()",
        "undate": "from undate import Undate; Undate.parse('2021-07', 'EDTF').earliest",
        "holidays": "import holidays; holidays.country_holidays('AF', years=2021).get('2021-08-19')",
        "followthemoney": "from followthemoney import model; model.get('Event').label",
    }
    others = [name for name in programs if name not in ("bare imports", "afghanwar")]
    with tempfile.TemporaryDirectory() as folder:
        # The library in an environment of its own, so that nothing of the others' is there to slow the start.
        pythons = {
            "afghanwar": new_python(f"{folder}/own", str(ROOT)),
            "others": new_python(f"{folder}/others", *others),
        }
        taken: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(31):
            for name, program in programs.items():
                python = pythons["others" if name in others else "afghanwar"]
                start = time.perf_counter()
                subprocess.run([python, "-c", program], check=True, cwd=folder)
                taken[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    print("| | ms | to the bare imports |\n|---|---:|---:|")
    for name, median in medians.items():
        print(f"| {name} | {median * 1000:.0f} | {median / medians['bare imports']:.2f} |")


def new_python(folder: str, *packages: str) -> str:
    """The Python of a new environment with some packages."""
    venv.create(folder, with_pip=True)
    python = str(Path(folder) / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
    return python


def parse() -> None:
    """Time distinct texts of four forms, so that nothing can be remembered."""
    days = [WAR[0] + timedelta(days=step) for step in range(7000)]
    later = timedelta(days=400)
    texts = [text for day in days for text in (f"{day}", f"{day:%Y-%m}/{day + later}", f"{day}~", f"{day}/..")]
    some = texts[:: len(texts) // 200]

    def undate(text: str) -> Undate | UndateInterval:
        return Undate.parse(text, "EDTF")

    print("| | a second | afghanwar is faster by |\n|---|---:|---:|")
    ours = len(texts) / seconds(lambda: [aw.TimeSpan(text) for text in texts], 5)
    print(f"| afghanwar | {ours:,.0f} | |")
    for name, parse_one in (("edtf", parse_edtf), ("undate", undate)):
        theirs = len(some) / seconds(lambda read=parse_one: [read(text) for text in some], 3)  # type: ignore[misc]
        print(f"| {name} | {theirs:,.0f} | {ours / theirs:,.0f} |")


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
        span = aw.TimeSpan(f"{first}/{first + timedelta(days=length)}")
        id = aw.EventId(f"event-{number}")
        dates = ((source.id, span),)
        evidence = (claim.id,)
        rows.append(
            aw.Event(id=id, name=id, kind=aw.EventKind.OTHER, dates=dates, evidence=evidence, inferred=("when",))
        )
    return aw.Dataset.of(rows)


def events() -> None:
    """Time a window of ten days; every library gives the ids of the same events."""
    counts = (1_000, 100_000, 1_000_000)
    rows: dict[str, list[str]] = {"events found": []}
    for count in counts:
        dataset = generated(count)
        found = ask(dataset)  # the index is built here, once
        rows["events found"].append(f"{len(found):,}")
        ours = seconds(partial(ask, dataset), 101)
        rows.setdefault("afghanwar", []).append(f"{ours * 1e6:,.0f} µs")
        for name, ask_other in others(dataset):
            assert sorted(ask_other()) == sorted(event.id for event in found), name
            theirs = seconds(ask_other, 21)
            rows.setdefault(name, []).append(f"{theirs / ours:,.1f} times")
    print(f"| | {' | '.join(f'{count:,}' for count in counts)} |\n|---{'|---:' * len(counts)}|")
    for name, cells in rows.items():
        print(f"| {name} | {' | '.join(cells)} |")


def memory() -> None:
    """Weigh events and their index."""
    count = 100_000
    generated(1)  # what is bundled is not to be weighed
    tracemalloc.start()
    dataset = generated(count)
    len(dataset.events)
    records, _ = tracemalloc.get_traced_memory()
    ask(dataset)
    total, _ = tracemalloc.get_traced_memory()
    print(f"{count:,} events: {records / count:,.0f} bytes a record, {(total - records) / count:,.0f} in the index")


def ask(dataset: aw.Dataset) -> tuple[aw.Event, ...]:
    """The question that all are timed with."""
    return aw.events_between(*WINDOW, dataset=dataset)


def others(dataset: aw.Dataset) -> Iterable[tuple[str, Callable[[], Iterable[str]]]]:
    """The same question to six others, each with its data and index ready."""
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


if __name__ == "__main__":
    measures = {"cold": cold, "parse": parse, "events": events, "memory": memory}
    for name in sys.argv[1:] or measures:
        print(f"\n{name}\n")
        measures[name]()
