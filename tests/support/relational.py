"""A reader of the tables that the relational exports write, which knows them only by their documented names."""

import csv
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import afghanwar as aw
from afghanwar.kinds import AnyRecord

Rows: TypeAlias = Sequence[Mapping[str, Any]]
Tables: TypeAlias = Mapping[str, Rows]


def tables_of_sqlite(file: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table of a database."""
    with closing(sqlite3.connect(file)) as database:
        database.row_factory = sqlite3.Row
        names = [row[0] for row in database.execute("select name from sqlite_master where type = 'table'")]
        return {name: [dict(row) for row in database.execute(f'select * from "{name}"')] for name in names}


def tables_of_csv(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table of a Data Package, with the types that its description gives."""
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    found = {}
    for resource in package["resources"]:
        types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        with (folder / resource["path"]).open(encoding=resource["encoding"], newline="") as file:
            found[resource["name"]] = [
                {name: _value(text, types[name]) for name, text in row.items()} for row in csv.DictReader(file)
            ]
    return found


def _value(text: str, type: str) -> Any:
    if text == "":
        return None
    reads: dict[str, Callable[[str], Any]] = {
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
    }
    return reads.get(type, str)(text)


def records_of_tables(tables: Tables) -> list[AnyRecord]:
    """The records that some tables hold, kind by kind, in the order of the rows."""
    read = Reader(tables)
    shelves: Sequence[tuple[str, Any]] = (
        ("sources", read.source),
        ("claims", read.claim),
        ("actors", read.actor),
        ("places", read.place),
        ("measures", read.measure),
        ("events", read.event),
        ("relationships", read.relationship),
        ("disagreements", read.disagreement),
    )
    return [make(row) for name, make in shelves for row in tables[name]]


def plain(row: Mapping[str, Any], /, *names: str, **lists: Any) -> dict[str, Any]:
    """Some fields of a record in its plain form: those that have a value."""
    found = {name: row[name] for name in names} | lists
    return {name: value for name, value in found.items() if value not in (None, [], {})}


class Reader:
    def __init__(self, tables: Tables) -> None:
        self.lists: dict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
        for name, rows in tables.items():
            for row in sorted(rows, key=lambda row: row.get("number", 0)):
                # The columns before the number are whose list it is.
                owner = list(row.values())[: list(row).index("number")] if "number" in row else []
                self.lists[name, *owner].append(row)

    def column(self, table: str, column: str, *owner: Any) -> list[Any]:
        return [row[column] for row in self.lists[table, *owner]]

    def source(self, row: Mapping[str, Any]) -> aw.Source:
        asides = [
            {"start": each["aside_start"], "end": each["aside_end"], "reason": each["reason"]}
            for each in self.lists["source_asides", row["id"]]
        ]
        document = plain(
            {name: row[f"document_{name}"] for name in ("file", "sha256", "characters")} | {"asides": asides},
            "file",
            "sha256",
            "characters",
            "asides",
        )
        names = ("id", "title", "publisher", "published", "kind", "url", "stance", "licence", "note")
        authors = self.column("source_authors", "author", row["id"])
        inferred = self.column("source_inferred", "field", row["id"])
        return aw.from_dict(aw.Source, plain(row, *names, authors=authors, document=document, inferred=inferred))

    def claim(self, row: Mapping[str, Any]) -> aw.Claim:
        id = row["id"]
        parts = {name: row[f"passage_{name}"] for name in ("start", "end", "paragraph", "begins", "ends")}
        quantities = [
            plain(each, "measure", "low", "high", "best", "wording", approximate=bool(each["approximate"]))
            for each in self.lists["claim_quantities", id]
        ]
        lists = {
            "passage": plain(parts, *parts),
            "row": plain({"column": row["row_column"], "key": row["row_key"]}, "column", "key"),
            "when": row["edtf"],
            "actors": self.column("claim_actors", "actor", id),
            "places": self.column("claim_places", "place", id),
            "quantities": quantities,
            "inferred": self.column("claim_inferred", "field", id),
        }
        names = ("id", "source", "says", "modality", "attributed_to", "wording", "note")
        return aw.from_dict(aw.Claim, plain(row, *names, **lists))

    def actor(self, row: Mapping[str, Any]) -> aw.Actor:
        lists = {
            "aliases": self.column("actor_aliases", "alias", row["id"]),
            "part_of": self.column("actor_part_of", "part_of", row["id"]),
            "identifiers": self.identifiers(row),
        }
        return aw.from_dict(aw.Actor, plain(row, "id", "name", "kind", "description", **lists))

    def place(self, row: Mapping[str, Any]) -> aw.Place:
        at = plain(row, "latitude", "longitude", "precision", source=row["coordinates_source"])
        aliases = self.column("place_aliases", "alias", row["id"])
        lists = {"aliases": aliases, "coordinates": at, "identifiers": self.identifiers(row)}
        return aw.from_dict(aw.Place, plain(row, "id", "name", "kind", "within", "note", **lists))

    def identifiers(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return plain(row, "wikidata", "ucdp", "gw", "cow", "iso3")

    def measure(self, row: Mapping[str, Any]) -> aw.Measure:
        return aw.from_dict(aw.Measure, plain(row, "id", "name", "unit", "description"))

    def dated(self, row: Mapping[str, Any], kind: str) -> dict[str, Any]:
        id = row["id"]
        order = [
            plain(
                each,
                "word",
                other=each["other_event"] or each["other_source"],
                evidence=self.column(f"{kind}_order_line_evidence", "claim", id, each["number"]),
            )
            for each in self.lists[f"{kind}_order", id]
        ]
        return {
            "dates": [[each["source"], each["edtf"]] for each in self.lists[f"{kind}_dates", id]],
            "order": order,
            "evidence": self.column(f"{kind}_evidence", "claim", id),
            "inferred": self.column(f"{kind}_inferred", "field", id),
        }

    def event(self, row: Mapping[str, Any]) -> aw.Event:
        id = row["id"]
        lists = {
            **self.dated(row, "event"),
            "places": self.column("event_places", "place", id),
            **{
                life: [
                    [each["actor"], self.column(f"event_{life}_evidence", "claim", id, each["number"])]
                    for each in self.lists[f"event_{life}", id]
                ]
                for life in ("begins", "ends")
            },
        }
        lists["identifiers"] = plain(row, "wikidata", "ucdp", "acled", "gtd")
        names = ("id", "name", "part_of", "note")
        if row["kind"] == "battle":
            sides = [
                plain(
                    each,
                    "name",
                    actors=self.column("event_side_actors", "actor", id, each["number"]),
                    commanders=self.column("event_side_commanders", "actor", id, each["number"]),
                )
                for each in self.lists["event_sides", id]
            ]
            outcome = self.column("event_outcome", "claim", id)
            return aw.from_dict(aw.Battle, plain(row, *names, "victor", **lists, sides=sides, outcome=outcome))
        roles = [plain(each, "actor", "role") for each in self.lists["event_participants", id]]
        return aw.from_dict(aw.Event, plain(row, *names, "kind", **lists, participants=roles))

    def relationship(self, row: Mapping[str, Any]) -> aw.Relationship:
        forms = self.column("relationship_forms", "form", row["id"])
        lists = {**self.dated(row, "relationship"), "forms": forms}
        return aw.from_dict(aw.Relationship, plain(row, "id", "kind", "subject", "object", "note", **lists))

    def disagreement(self, row: Mapping[str, Any]) -> aw.Disagreement:
        id = row["id"]
        positions = [
            plain(each, "answer", claims=self.column("disagreement_position_claims", "claim", id, each["number"]))
            for each in self.lists["disagreement_positions", id]
        ]
        return aw.from_dict(aw.Disagreement, plain(row, "id", "question", "kind", "note", positions=positions))
