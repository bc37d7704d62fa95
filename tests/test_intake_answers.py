"""A table beside the documents: in the queries, in a view, in the exports, and in the example with rows of UCDP."""

import ast
import json
import sqlite3
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from support.datasets import changed, records_of, same_records
from support.tables import DEATHS, made

import afghanwar as aw
from afghanwar.citations import citations_of
from afghanwar.export import json_schema, to_csl, to_csl_citations, to_json, to_jsonld, to_sqlite, to_timelinejs

EXAMPLE = Path(__file__).parents[1] / "examples" / "ucdp_ged.py"


PASSAGE = aw.Passage(start=0, end=1, paragraph=1, begins="x", ends="x")
LARGE = aw.Quantity(measure=DEATHS.id, best=1e15, wording="x")


@cache
def table() -> aw.Dataset:
    """Two captures of Kabul, according to a list."""
    return made(
        {},
        {"when": "2021-08-14", "low": "3", "high": "2"},
        name=lambda row: f"Fall of Kabul, number {row['no']}",
        place="where",
        actors={"taker": "who"},
        kind=aw.EventKind.CAPTURE,
        quantities={DEATHS: {"low": "low", "best": "best", "high": "high"}},
        identifiers={"ucdp": "no"},
    )


def test_a_table_answers_beside_the_documents() -> None:
    found = aw.events_between("2021-08-15", "2021-08-15", match="certain", place="Kabul", dataset=table())
    assert [event.id for event in found if event.evidence[0].startswith("my-list")] == ["my-list-row-7"]
    assert len(found) > 1
    assert [each.id for each in aw.events_between(according_to="My list", dataset=table())] == [
        "my-list-row-8",
        "my-list-row-7",
    ]
    assert table().events.by_identifier("ucdp", 8).id == "my-list-row-8"
    assert same_records(aw.Dataset.of(records_of(table())), table())


def test_rows_are_named_where_paragraphs_are() -> None:
    compared = str(aw.compare("my-list", "giustozzi-2021", about="Kabul", dataset=table()))
    assert "  row 7: My list reports, in row 7: Fall of Kabul, number 7; 15 August 2021" in compared
    assert "  paragraph " in compared
    explained = str(aw.explain("my-list-row-7", "2021-08-15", "2021-08-15", dataset=table()))
    assert "my-list, row 7, dates it: 15 August 2021" in explained
    slide = to_timelinejs([table().events["my-list-row-7"]], dataset=table())["events"][0]
    assert "<small>(My list, row 7)</small>" in slide["text"]["text"]


def test_rows_are_cited_by_their_keys() -> None:
    assert aw.cite("my-list/7", dataset=table()) == "“My list”, n.d., row 7."
    both = aw.Disagreement(
        id=aw.DisagreementId("x"),
        question="When?",
        kind=aw.DisagreementKind.CONTRADICTION,
        positions=tuple(aw.Position(answer=no, claims=(aw.ClaimId(f"my-list/{no}"),)) for no in "78"),
    )
    dataset = aw.Dataset.of([both], onto=table())
    assert aw.cite(both, dataset=dataset) == "“My list”, n.d., rows 7, 8."
    assert to_csl_citations([both], dataset=dataset) == [[{"id": "my-list", "suffix": ", rows 7, 8"}]]
    assert to_csl(["my-list/7"], dataset=dataset)[0]["type"] == "dataset"
    (citation,) = citations_of("my-list/7", dataset=dataset)
    rows = tuple(aw.Row(column="no", key=str(key)) for key in range(12))
    assert changed(citation, rows=rows).keys == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more"


def test_flat_rows_have_the_key_and_the_best_estimate() -> None:
    (row,) = aw.to_rows([table().claims["my-list/8"]], dataset=table())
    assert (row["row"], row["paragraph"], row["begins"]) == ("8", None, None)
    _, numbers = aw.to_rows(aw.quantities_of("Deaths", dataset=table()), dataset=table())
    assert (numbers["low"], numbers["best"], numbers["high"]) == (3.0, 2.0, 2.0)
    (event,) = aw.to_rows([table().events["my-list-row-8"]], dataset=table())
    assert (event["ucdp"], event["acled"]) == (8, None)


def test_a_table_arrives_in_the_exports(tmp_path: Path) -> None:
    to_json(table(), tmp_path / "all.json")
    assert same_records(aw.read(tmp_path / "all.json"), table())
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    jsonschema.validate(json.loads((tmp_path / "all.json").read_text("utf-8")), json_schema())
    to_sqlite(table(), tmp_path / "all.sqlite")
    database = sqlite3.connect(tmp_path / "all.sqlite")
    found = database.execute(
        "select row, low, best, high from quantities_with_claims where measure = 'Deaths'"
    ).fetchall()
    database.close()
    assert found == [("7", 1, 2, 3), ("8", 3, 2, 2)]
    nodes = {node["id"]: node for node in to_jsonld(table())["@graph"]}
    target = nodes["annotations:my-list/7"]["target"]
    assert target["selector"] == {"type": "RowSelector", "column": "no", "key": "7"}
    assert nodes["claims:my-list/7"]["quantity"][0]["value"] == 2
    assert nodes["events:my-list-row-7"]["identifier"] == [{"type": "PropertyValue", "propertyID": "ucdp", "value": 7}]


@pytest.mark.parametrize(
    ("claim", "changes", "fault"),
    [
        ("my-list/7", {"row": None}, ("row", "is missing")),
        (
            "my-list/7",
            {"passage": aw.Passage(start=0, end=1, paragraph=1, begins="x", ends="x")},
            ("passage", "is not for"),
        ),
        ("historica-war/bagram-evacuated", {"row": aw.Row(column="x", key="y")}, ("row", "is not for")),
        ("historica-war/bagram-evacuated", {"passage": None}, ("passage", "is missing")),
        ("my-list/8", {"note": None}, ("quantities", "the low, 3, is above the high, 2; say in a note")),
        (
            "my-list/7",
            {"quantities": (aw.Quantity(measure=DEATHS.id, best=1e15, wording="x"),)},
            ("quantities[0].best", "1"),
        ),
    ],
)
def test_a_claim_has_a_row_or_a_passage(claim: str, changes: dict[str, object], fault: tuple[str, str]) -> None:
    others = [record for record in records_of(table()) if getattr(record, "id", "") != claim]
    with pytest.raises(aw.DatasetError) as error:
        aw.Dataset.of([*others, changed(table().claims[claim], **changes)])
    ((field, message),) = [(each.field, each.message) for each in error.value.problems]
    assert field == fault[0]
    assert message.startswith(fault[1])


def test_events_do_not_share_an_identifier() -> None:
    event = changed(table().events["my-list-row-7"], id="another", identifiers=aw.EventIdentifiers(ucdp=8, acled="12"))
    with pytest.raises(aw.DatasetError) as error:
        aw.Dataset.of([event], onto=table())
    found = [(each.record, each.field, each.message.partition(";")[0]) for each in error.value.problems]
    assert found == [
        ("another", "identifiers.acled", "'12' is not an event of ACLED, such as 'AFG12345'"),
        ("another", "identifiers.ucdp", "8 also identifies 'my-list-row-8'"),
    ]


def test_the_example_with_rows_of_ucdp_has_the_right_figures() -> None:
    command = [sys.executable, "-W", "error", str(EXAMPLE)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout.splitlines()
    assert [line for line in lines if not line.startswith(("socialistworld-2021", "stein-2021"))] == [
        "",
        "Who fought around Tora Bora in December 2001?",
        "UCDP GED 21.1: 8 events, 473 dead (473 to 567), from 1 to 16 December, perhaps later",
        "historica-tora-bora: Battle of Tora Bora, from 6 to 17 December 2001",
        "",
        "How many people were killed in each month of 2021?",
        "UCDP GED 23.1: January 2021: 2 events, 12 dead (11 to 13)",
        "UCDP GED 23.1: February 2021: 1 event, 11 dead (11 to 12)",
        "UCDP GED 23.1: March 2021: 1 event, 2 dead (2 to 2)",
        "UCDP GED 23.1: May 2021: 2 events, 10 dead (10 to 11)",
        "UCDP GED 23.1: June 2021: 4 events, 26 dead (24 to 27)",
        "UCDP GED 23.1: July 2021: 2 events, 23 dead (23 to 26)",
        "UCDP GED 23.1: September 2021: 1 event, 1 dead (1 to 2)",
        "",
        "Who fought the Islamic State, and since when?",
        "ucdp-ged-21-1: Taliban, first perhaps 2 February 2015",
        "ucdp-ged-21-1: Islamic Republic of Afghanistan, first perhaps 9 February 2015",
        "ucdp-ged-21-1: Iraq, first perhaps 31 July 2017",
        "historica-war: Iraqi Army, June 2014, perhaps also before and after",
        "giustozzi-2021: Taliban, from 2015 to September 2021 or later",
        "historica-war: Civilians, undated",
    ]
    assert any("85 Hazara girls and teachers were killed" in line for line in lines)


def test_a_published_file_is_read_in_fifteen_lines() -> None:
    tree = ast.parse(EXAMPLE.read_text("utf-8"))
    (function,) = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "published"]
    assert (function.end_lineno or 0) - function.body[1].lineno + 1 <= 15
