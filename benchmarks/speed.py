"""How fast the library is, compared with others, in one run.

    python benchmarks/speed.py            all of these:
    python benchmarks/speed.py cold       first answers in a new process, and those of other libraries
    python benchmarks/speed.py parse      time-spans parsed per second, against two others
    python benchmarks/speed.py events     ten days out of a thousand to a million events, against six others
    python benchmarks/speed.py queries    every other query, warm, at 10,000, 100,000 and a million records of each kind
    python benchmarks/speed.py checks     checks and the chronology, at sizes that double
    python benchmarks/speed.py memory     the memory for an event and for its entry in the index
    python benchmarks/speed.py search     claims by their words, against simpler methods
    python benchmarks/speed.py export     claims to SQLite, against the bare insertion of the same rows

Besides the library, it needs ``pip install edtf undate pandas polars duckdb intervaltree``; ``cold`` makes its own
environments. It prints the tables of the documentation. Machines are noisy, so compare the ratios; both sides of each
are from the same run.
"""

import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import attrs
from cold import cold
from edtf import parse_edtf
from other_engines import WINDOW, ask, others
from undate import Undate, UndateInterval

import afghanwar as aw
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.names import words
from afghanwar.dataset.shelf import Shelves
from afghanwar.export import to_sqlite
from afghanwar.export.tables import Table, TableRow, tables

WAR = (date(2001, 10, 7), date(2021, 8, 30))


def seconds(call: Callable[[], object], times: int) -> float:
    """The median time of a call."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def parse() -> None:
    """Time distinct texts of four forms, so that nothing can be cached."""
    days = [WAR[0] + timedelta(days=step) for step in range(7000)]
    later = timedelta(days=400)
    texts = [text for day in days for text in (f"{day}", f"{day:%Y-%m}/{day + later}", f"{day}~", f"{day}/..")]
    some = texts[:: len(texts) // 200]

    def undate(text: str) -> Undate | UndateInterval:
        return Undate.parse(text, "EDTF")

    print("| | per second | speed-up of afghanwar |\n|---|---:|---:|")
    ours = len(texts) / seconds(lambda: [aw.TimeSpan(text) for text in texts], 5)
    print(f"| afghanwar | {ours:,.0f} | |")
    for name, parse_one in (("edtf", parse_edtf), ("undate", undate)):
        theirs = len(some) / seconds(lambda read=parse_one: [read(text) for text in some], 3)  # type: ignore[misc]
        print(f"| {name} | {theirs:,.0f} | {ours / theirs:,.0f} |")


def generated(count: int, *, checked: bool = True) -> aw.Dataset:
    """Events over the twenty years, most of a day, some of months, a few of decades; and as many ties and claims."""
    rng = random.Random(2001)
    bundled = aw.load()
    source = bundled.sources["historica-war"]
    model = aw.evidence_for("battle-of-tora-bora")[0]
    actors, places = list(bundled.actors), list(bundled.places)
    total = (WAR[1] - WAR[0]).days
    rows: list[Any] = [*bundled.sources, *actors, *places, *bundled.measures]
    for number in range(count):
        first = WAR[0] + timedelta(days=rng.randrange(total))
        length = rng.choices((0, rng.randrange(30, 120), rng.randrange(3650, 7300)), (90, 9, 1))[0]
        span = aw.TimeSpan(f"{first}/{first + timedelta(days=length)}")
        id = f"n-{number}"
        # Few records for most actors, so that an answer is small although there are many records.
        actor, other = (
            actors[int(len(actors) * rng.random() ** 40)].id if number % 100 else each.id
            for each in (rng.choice(actors), rng.choice(actors))
        )
        claim = attrs.evolve(
            model,
            id=aw.ClaimId(f"{source.id}/{id}"),
            source=source.id,
            when=span,
            actors=(actor, other) if actor != other else (actor,),
            places=(),
            attributed_to=actor if number % 10 == 0 else None,
            inferred=(),
        )
        common: Any = {"dates": ((source.id, span),), "evidence": (claim.id,)}
        event_id = aw.EventId("n-7-only" if number == 7 else id)
        event = aw.Event(id=event_id, name=id, kind=aw.EventKind.OTHER, **common)
        tie_id = aw.RelationshipId(id)
        kind = aw.RelationshipKind.HOSTILITY if number % 2 else aw.RelationshipKind.RIVALRY
        tie = aw.Relationship(id=tie_id, kind=kind, subject=actor, object=other, **common)
        rows += [claim, event, tie]
    return aw.Dataset.of(rows) if checked else aw.Dataset(Shelves.of(rows))


def events() -> None:
    """Time a window of ten days; every library returns the ids of the same events."""
    counts = (1_000, 100_000, 1_000_000)
    rows: dict[str, list[str]] = {"events found": []}
    for count in counts:
        dataset = generated(count, checked=False)
        found = ask(dataset)  # The index is built here, once.
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


def queries() -> None:
    """Time queries for an actor with few records; apart from the answer, the cost must not grow with the dataset."""
    print("| | records of each kind | time | records in the answer |\n|---|---:|---:|---:|")
    for count in (10_000, 100_000, 1_000_000):
        dataset = generated(count, checked=False)
        index = dataset.indexes.claims
        known = [each.id for each in dataset.actors if index.where("actor", [each.id])]
        actor = min(known, key=lambda id: (len(index.where("actor", [id])), id))
        event = dataset.events["n-7-only"]
        kinds = ["hostility", "rivalry"]
        questions: dict[str, Callable[[], Any]] = {
            "relationships_of(actor)": partial(aw.relationships_of, actor, dataset=dataset),
            "actors_allied_with(actor, on=)": partial(
                aw.actors_allied_with, actor, on=WINDOW[0], kinds=kinds, dataset=dataset
            ),
            "claims_about(actor)": partial(aw.claims_about, actor, dataset=dataset),
            "claims_attributed_to(actor)": partial(aw.claims_attributed_to, actor, dataset=dataset),
            "claims_by_source(source), ten days": partial(
                aw.claims_by_source, "historica-war", *WINDOW, dataset=dataset
            ),
            "evidence_for(event)": partial(aw.evidence_for, event, dataset=dataset),
            "evidence_for(id)": partial(aw.evidence_for, "n-7-only", dataset=dataset),
            "events_between(actor=)": partial(aw.events_between, actor=actor, dataset=dataset),
        }
        for name, question in questions.items():
            answer = question()
            print(f"| {name} | {count:,} | {seconds(question, 101) * 1e6:,.0f} µs | {len(answer):,} |", flush=True)


def checks() -> None:
    """Time checks across records, and the chronology, at sizes that double: their time must double too."""
    print("| | sizes | seconds |\n|---|---|---|")
    for name, measure, sizes in (
        ("a chain of places", chain_of_places, (8_000, 16_000, 32_000)),
        ("an event with many claims", long_evidence, (16_000, 32_000, 64_000)),
        ("merge of one record into many", merge_of_one, (10_000, 20_000, 40_000)),
        ("chronology, as many lines as events", chronology, (25_000, 50_000, 100_000)),
    ):
        taken = [f"{measure(size):.3f}" for size in sizes]
        print(f"| {name} | {', '.join(f'{size:,}' for size in sizes)} | {', '.join(taken)} |")
    shelves = Shelves.of(aw.load())
    bundled = statistics.median(times_of_all(aw.Dataset(shelves)) for _ in range(21))
    print(f"\nThe chronology of the bundled dataset: {bundled * 1000:.1f} ms.")


def once(call: Callable[[], object]) -> float:
    """The time of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def chain_of_places(size: int) -> float:
    """Check places that each lie in the next one."""
    ids = [aw.PlaceId(f"place-{number}") for number in range(size)]
    rows = [
        aw.Place(id=id, name=id, kind=aw.PlaceKind.OTHER, within=above)
        for id, above in zip(ids, [*ids[1:], None], strict=True)
    ]
    return once(lambda: faults(Shelves.of(rows)))


def long_evidence(size: int) -> float:
    """Check an event with many claims."""
    dataset = generated(size, checked=False)
    evidence = tuple(claim.id for claim in dataset.claims)
    event = aw.Event(id=aw.EventId("long"), name="Long", kind=aw.EventKind.OTHER, evidence=evidence)
    shelves = Shelves.of([event], Shelves.of(dataset))
    len(shelves.claims)
    return once(lambda: faults(shelves, [event]))


def merge_of_one(size: int) -> float:
    """Merge one place into many records."""
    dataset = generated(size, checked=False)
    len(dataset)
    place = aw.Place(id=aw.PlaceId("one-more"), name="One more", kind=aw.PlaceKind.OTHER)
    return once(lambda: dataset.merge(aw.Dataset.of([place])))


def chronology(size: int) -> float:
    """Find the times of many events."""
    return times_of_all(in_one_chain(size))


def times_of_all(dataset: aw.Dataset) -> float:
    """Find the times of all events and relationships of a new dataset whose records are already loaded."""
    len(dataset)
    dated = [*dataset.events, *dataset.relationships]
    return once(lambda: [dataset.chronology.times(record) for record in dated])


def in_one_chain(size: int) -> aw.Dataset:
    """Order many events in one chain; one in ten is dated."""
    dataset = generated(size, checked=False)
    rows: list[Any] = [*dataset.sources, *dataset.claims]
    by_day = sorted(dataset.events, key=lambda event: (event.when.sort_key if event.when else (), event.id))
    for number, (before, event) in enumerate(zip([by_day[-1], *by_day], by_day, strict=False)):
        order = (aw.Order(word=aw.OrderWord.SINCE, other=before.id, evidence=event.evidence),) if number else ()
        rows.append(attrs.evolve(event, order=order, dates=event.dates if number % 10 == 0 else ()))
    return aw.Dataset(Shelves.of(rows))


def memory() -> None:
    """Measure the memory of events and of their index."""
    count = 100_000
    generated(1)  # The bundled dataset is not measured.
    tracemalloc.start()
    dataset = generated(count)
    len(dataset.events)
    records, _ = tracemalloc.get_traced_memory()
    ask(dataset)
    total, _ = tracemalloc.get_traced_memory()
    print(f"{count:,} events: {records / count:,.0f} bytes per record, {(total - records) / count:,.0f} in the index")


def search() -> None:
    """Time searches for words in 100,000 claims, the first of which builds the index, against three other methods."""
    numbered = enumerate(claims(100_000))
    dataset = unchecked(
        attrs.evolve(claim, says=f"{claim.says} Line r{number % 20_000}.") for number, claim in numbered
    )
    len(dataset.claims)
    print(
        f"The first search, which builds the index: {once(lambda: aw.claims(text='opium', dataset=dataset)):.1f} s.\n"
    )
    ways = dict(other_searches(dataset))
    print(f"| words | found | afghanwar | {' | '.join(ways)} |\n|---|---:|---:{'|---:' * len(ways)}|")
    for text in ("r77", "Taliban r77", "opium harvest", "Northern Alliance", "Taliban"):
        found = aw.claims(text=text, dataset=dataset)
        ours = seconds(partial(aw.claims, text=text, dataset=dataset), 21)
        theirs = []
        for ask_other in ways.values():
            assert len(list(ask_other(text))) <= len(found)  # Only our stems find every inflection.
            theirs.append(f"{seconds(partial(ask_other, text), 5) * 1e6:,.0f} µs")
        print(f"| {text} | {len(found):,} | {ours * 1e6:,.0f} µs | {' | '.join(theirs)} |")


def unchecked(new: Iterable[aw.Claim]) -> aw.Dataset:
    """The bundled dataset with other claims."""
    bundled = aw.load()
    return aw.Dataset(Shelves.of([*bundled.sources, *bundled.actors, *bundled.measures, *new]))


def other_searches(dataset: aw.Dataset) -> Iterable[tuple[str, Callable[[str], Iterable[int]]]]:
    """Words in claims by a scan of every claim, by a dict without stems or ranks, and by SQLite with its rank."""
    index = dataset.indexes
    parts = [[words(part or "") for part in (claim.says, claim.wording, claim.note)] for claim in index.claims.records]
    sets = [{word for part in each for word in part} for each in parts]
    yield "every claim", lambda text: [at for at, each in enumerate(sets) if each.issuperset(words(text))]
    postings: dict[str, set[int]] = {}
    for at, each in enumerate(sets):
        for word in each:
            postings.setdefault(word, set()).add(at)

    def by_dict(text: str) -> list[int]:
        return sorted(set.intersection(*sorted((postings.get(word, set()) for word in words(text)), key=len)))

    yield "a dict", by_dict
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table text using fts5(says, wording, note, content='', tokenize='ascii')")
    rows = ((at, *map(" ".join, each)) for at, each in enumerate(parts))
    base.executemany("insert into text (rowid, says, wording, note) values (?, ?, ?, ?)", rows)
    question = "select rowid from text where text match ? order by rank"
    yield "FTS5 with bm25", lambda text: [at for (at,) in base.execute(question, (" ".join(words(text)),))]


def export() -> None:
    """Time an export of claims to SQLite against ``executemany`` with the same rows, ready in memory."""
    print("| | export | bare insertion | ratio | peak of memory |\n|---|---:|---:|---:|---:|")
    for count in (10_000, 100_000):
        dataset = unchecked(claims(count))
        len(dataset)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "claims.sqlite"
            ours = seconds(partial(to_sqlite, dataset, file, force=True), 3)
            rows = {table: list(as_text(table.rows(dataset))) for table in tables()}
            theirs = seconds(partial(insert, Path(folder) / "bare.sqlite", rows), 3)
            del rows
            tracemalloc.start()
            to_sqlite(dataset, file, force=True)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        cells = (f"{ours:.2f} s", f"{theirs:.2f} s", f"{ours / theirs:.1f}", f"{peak / 1e6:.1f} MB")
        print(f"| {count:,} claims | {' | '.join(cells)} |")


def claims(count: int) -> Iterable[aw.Claim]:
    """The claims of the bundled dataset, repeated, without their places and with other dates."""
    rng = random.Random(2001)
    bundled = list(aw.load().claims)
    for number in range(count):
        model = bundled[number % len(bundled)]
        first = WAR[0] + timedelta(days=rng.randrange(7000))
        when = aw.TimeSpan(f"{first}/{first + timedelta(days=40)}")
        yield attrs.evolve(model, id=aw.ClaimId(f"{model.source}/n-{number}"), when=when, places=())


def as_text(rows: Iterable[TableRow]) -> Iterable[TableRow]:
    """Rows with their days as SQLite keeps them."""
    return (tuple(str(cell) if isinstance(cell, date) else cell for cell in row) for row in rows)


def insert(file: Path, rows: dict[Table, list[TableRow]]) -> None:
    """Insert rows into tables without a key."""
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file, isolation_level=None)) as base:
        for statement in ("pragma journal_mode = off", "pragma synchronous = off", "begin"):
            base.execute(statement)
        for table, lines in rows.items():
            base.execute(f"create table {table.name} ({', '.join(column.name for column in table.columns)})")
            base.executemany(f"insert into {table.name} values ({', '.join('?' * len(table.columns))})", lines)
        base.execute("commit")


if __name__ == "__main__":
    measures = {
        "cold": cold,
        "parse": parse,
        "events": events,
        "queries": queries,
        "checks": checks,
        "memory": memory,
        "search": search,
        "export": export,
    }
    if len(sys.argv) == 2:
        print(f"\n{sys.argv[1]}\n")
        measures[sys.argv[1]]()
    else:
        # Each in a process of its own, because what one leaves in memory makes the collector slow for the next.
        for name in sys.argv[1:] or measures:
            subprocess.run([sys.executable, __file__, name], check=True)
