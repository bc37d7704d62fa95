"""Real conflict data together with the documents: a file of UCDP GED, read in one call.

python examples/ucdp_ged.py                     the few rows in examples/data
python examples/ucdp_ged.py GEDEvent_v23_1.csv  a file as UCDP publishes it, instead of the rows of release 23.1
"""

import csv
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import afghanwar as aw
from afghanwar.documents import document_of

DATA = Path(__file__).parent / "data"
DEATHS = aw.Measure(
    id=aw.MeasureId("people-killed-in-an-event"),
    name="People killed in one event",
    unit="people",
    description="Everyone killed in one event, fighters and civilians, according to UCDP.",
)
# The actors whose names in UCDP differ from those in the dataset; only needed if a table has no numbers of actors.
NAMES = {"Government of Iraq": "iraq", "Government of United States of America": "united-states", "IS": "islamic-state"}


def day(row: Mapping[str, Any]) -> str:
    """Return the first possible day of an event."""
    return str(row.get("date_start") or f"{row['year']}-{row['month']:0>2}-{row['day']:0>2}")[:10]


def side(letter: str, row: Mapping[str, Any]) -> list[str]:
    """Return the names of a side, which may be two governments; Afghanistan's is the one that held Kabul."""
    if row[f"side_{letter}"] == "Government of Afghanistan":
        return ["islamic-republic" if "2001-11-13" <= day(row) < "2021-08-15" else "islamic-emirate"]
    return [NAMES.get(name, name) for name in row[f"side_{letter}"].split(", ")]


def table(file: Path) -> list[dict[str, str]]:
    """Read a CSV file."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def source(file: Path, release: str) -> aw.Source:
    """Describe a file of UCDP GED."""
    return aw.Source(
        id=aw.SourceId(f"ucdp-ged-{release.replace('.', '-')}"),
        title=f"UCDP GED {release}",
        authors=("Uppsala Conflict Data Program",),
        kind=aw.SourceKind.DATASET,
        url="https://ucdp.uu.se/downloads/",
        stance="Coded by researchers from news and reports; events of organised violence with at least one death.",
        licence="CC BY 4.0; Sundberg and Melander 2013",
        document=document_of(file),
    )


def published(file: Path, onto: aw.Dataset) -> aw.Dataset:
    """Read the Afghan events since 2001 from a file as UCDP publishes it."""
    return aw.from_rows(
        [row for row in table(file) if row["country"] == "Afghanistan" and day(row) >= "2001"],
        source=source(file, "23.1"),
        id="id",
        when={"start": "date_start", "end": "date_end", "precision": "date_prec", "preset": "ucdp"},
        kind=lambda row: "attack" if float(row["type_of_violence"]) == 3 else "battle",
        actors={f"side {x}": {"name": partial(side, x), "ucdp": f"side_{x}_new_id"} for x in "ab"},
        place={"name": "where_coordinates", "within": "country"},
        quantities={DEATHS: {"low": "low", "best": "best", "high": "high"}},
        identifiers={"ucdp": "id"},
        new_actors="armed-group",
        new_places="other",
        onto=onto,
    )


def older(file: Path, onto: aw.Dataset) -> aw.Dataset:
    """Read an older extract, with other columns, no end and no precision: a day is only the first possible one."""
    return aw.from_rows(
        table(file),
        source=source(file, "21.1"),
        id="id",
        when=lambda row: f"{day(row)}?",
        kind=lambda row: "attack" if row["type_of_violence"] == "One-sided violence" else "battle",
        actors={f"side {x}": partial(side, x) for x in "ab"},
        place=lambda row: "tora-bora" if (row["latitude"], row["longitude"]) == ("34.116667", "70.216667") else None,
        quantities={DEATHS: {"low": "low_death", "best": "best_death", "high": "high_death"}},
        identifiers={"ucdp": "id"},
        onto=onto,
    )


def deaths(events: tuple[aw.Event, ...], data: aw.Dataset) -> str:
    """Add up the deaths in some events, with UCDP's bounds, which are sometimes swapped."""
    numbers = [n for event in events for claim in aw.evidence_for(event, dataset=data) for n in claim.quantities]
    known = [(n.low or 0, n.best or 0, n.high or 0) for n in numbers if n.measure == DEATHS.id]
    low, high = sum(min(n) for n in known), sum(max(n) for n in known)
    return f"{len(events)} event{'s' * (len(events) > 1)}, {sum(best for _, best, _ in known)} dead ({low} to {high})"


def in_words(when: aw.TimeSpan | None) -> str:
    """Return a time in English, as precise as the source."""
    return when.humanize() if when else "undated"


def reported_by(record: aw.Event | aw.Relationship) -> str:
    """Return the documents that report it."""
    return ", ".join(source.id for source in aw.told_by(record))


def tora_bora(data: aw.Dataset) -> None:
    """Compare the fights around Tora Bora in December 2001."""
    fights = aw.events_between("2001-12", "2001-12", place="Tora Bora", told_by="UCDP GED 21.1", dataset=data)
    days = [event.when.bounds.earliest_start for event in fights if event.when]
    print(f"UCDP GED 21.1: {deaths(fights, data)}, from {min(days).day} to {max(days).day} December, perhaps later")
    for battle in aw.events_between("2001-12", "2001-12", place="Tora Bora", of=aw.Battle):
        print(f"{reported_by(battle)}: {battle.name}, {in_words(battle.when)}")


def months_of_2021(data: aw.Dataset) -> None:
    """Compare the deaths of each month of 2021."""
    for month in range(1, 13):
        window = f"2021-{month:02}"
        events = aw.events_between(window, window, told_by="UCDP GED 23.1", match="certain", dataset=data)
        if events:
            print(f"UCDP GED 23.1: {aw.TimeSpan(window).humanize()}: {deaths(events, data)}")
    for claim in aw.claims(text="killed", start="2021", end="2021", match="certain"):
        print(f"{claim.source}: {claim.says}")


def against_islamic_state(data: aw.Dataset) -> None:
    """Compare who fought the Islamic State, and since when."""
    first: dict[str, aw.Battle] = {}
    for battle in aw.events_between("2001", actor="Islamic State", of=aw.Battle, dataset=data):
        for each in battle.participants:
            if battle.identifiers.ucdp and each.actor != "islamic-state":
                first.setdefault(data.actors[each.actor].name, battle)
    for name, battle in first.items():
        print(f"{battle.dates[0][0]}: {name}, first {in_words(battle.when)}")
    for tie in aw.relationships_of("Islamic State", kinds="hostility"):
        other = aw.load().actors[tie.other("islamic-state")].name
        print(f"{reported_by(tie)}: {other}, {in_words(tie.when)}")


file = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "ucdp_ged_23_1.csv"
data = older(DATA / "ucdp_ged_21_1.csv", onto=published(file, onto=aw.load()))
for question, answer in (
    ("Who fought around Tora Bora in December 2001?", tora_bora),
    ("How many people were killed in each month of 2021?", months_of_2021),
    ("Who fought the Islamic State, and since when?", against_islamic_state),
):
    print(f"\n{question}")
    answer(data)
