"""How fast a real table becomes a dataset and answers a question, compared with pandas on the same rows.

    python benchmarks/intake.py FILE

FILE is a CSV file of UCDP GED, or a gzip file of it: as published, or with the 14 columns of the R package juanr, whose
file of release 21.1 has 16,038 events in Afghanistan. It needs ``pip install pandas``. It builds the dataset on top of
the bundled one five times, and asks for the events of some days 101 times, warm. Medians count, and both sides of the
ratio alternate. It also prints the CPU time, because machines are shared.
"""

import csv
import gzip
import hashlib
import io
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

import afghanwar as aw

WINDOWS = (("2011-05-01", "2011-05-10"), ("2001-12-01", "2001-12-10"), ("2019-08-01", "2019-08-31"))
DEATHS = aw.Measure(
    id=aw.MeasureId("people-killed"), name="People killed", unit="people", description="Everyone killed in an event."
)


def day(row: Mapping[str, Any]) -> str:
    return str(row.get("date_start") or f"{row['year']}-{row['month']:0>2}-{row['day']:0>2}")[:10]


def dataset_of(rows: list[dict[str, str]], text: str) -> aw.Dataset:
    suffix = "" if "low" in rows[0] else "_death"
    source = aw.Source(
        id=aw.SourceId("ucdp-ged"),
        title="UCDP GED",
        kind=aw.SourceKind.DATASET,
        stance="Coded from news and reports.",
        document=aw.Document(file="ged.csv", sha256=hashlib.sha256(text.encode()).hexdigest(), characters=len(text)),
    )
    return aw.from_rows(
        rows,
        source=source,
        id="id",
        when=day,
        kind="kind",
        actors={f"side {x}": lambda row, x=x: row[f"side_{x}"].split(", ") for x in "ab"},
        quantities={DEATHS: {name: f"{name}{suffix}" for name in ("low", "best", "high")}},
        identifiers={"ucdp": "id"},
        new_actors="armed-group",
        onto=aw.load(),
    )


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def main(file: Path) -> None:
    content = file.read_bytes()
    text = (gzip.decompress(content) if file.suffix == ".gz" else content).decode()
    len(aw.load())
    walls, cpus = [], []
    for _ in range(5):
        wall, cpu = time.perf_counter(), time.process_time()
        rows = [{**row, "kind": "battle"} for row in csv.DictReader(io.StringIO(text, newline=""))]
        data = dataset_of(rows, text)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    print(
        f"{len(rows):,} rows read and checked: {statistics.median(walls):.2f} s, {statistics.median(cpus):.2f} s of CPU"
    )
    frame = pd.DataFrame(rows)
    frame["day"] = pd.to_datetime([day(row) for row in rows])
    print("| days | events | afghanwar, µs | pandas, µs | afghanwar is faster by |\n|---|---:|---:|---:|---:|")
    for first, last in WINDOWS:
        start, end = pd.Timestamp(first), pd.Timestamp(last)

        def ours(first: str = first, last: str = last) -> tuple[aw.Event, ...]:
            return aw.events_between(first, last, told_by="ucdp-ged", dataset=data)

        def theirs(start: pd.Timestamp = start, end: pd.Timestamp = end) -> Any:
            return frame[(frame["day"] >= start) & (frame["day"] <= end)]

        assert {event.identifiers.ucdp for event in ours()} == set(map(int, theirs()["id"].astype(float)))
        times = [(seconds(ours), seconds(theirs)) for _ in range(101)]
        mine, other = (statistics.median(each) * 1e6 for each in zip(*times, strict=True))
        print(f"| {first} to {last} | {len(ours())} | {mine:.0f} | {other:.0f} | {other / mine:.1f} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
