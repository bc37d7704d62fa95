"""A user's table as claims and events: how its cells are read, and how its faults are reported."""

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.tables import DEATHS, ROW, SOURCE, made, problems, the_event

import afghanwar as aw
from afghanwar import documents
from afghanwar.export import to_json


def test_a_row_becomes_a_claim_and_an_event() -> None:
    event, claim = the_event(
        actors={"taker": "who", "loser": "whom"},
        place="where",
        kind=aw.EventKind.CAPTURE,
        quantities={DEATHS: {"low": "low", "best": "best", "high": "high"}},
        identifiers={"ucdp": "no", "acled": lambda row: f"AFG{row['no']}"},
    )
    assert claim == aw.Claim(
        id=aw.ClaimId("my-list/7"),
        source=SOURCE.id,
        says="My list reports, in row 7: Capture: Taliban; Kabul; 15 August 2021; Deaths (low 1, best 2, high 3).",
        row=aw.Row(column="no", key="7"),
        modality=aw.Modality.ASSERTED,
        when=aw.TimeSpan("2021-08-15"),
        actors=(aw.ActorId("taliban"),),
        places=(aw.PlaceId("kabul"),),
        quantities=(aw.Quantity(measure=DEATHS.id, low=1, high=3, best=2, wording="low 1, best 2, high 3"),),
    )
    assert event == aw.Event(
        id=aw.EventId("my-list-row-7"),
        name="Capture: Taliban; Kabul",
        kind=aw.EventKind.CAPTURE,
        dates=((SOURCE.id, aw.TimeSpan("2021-08-15")),),
        places=(aw.PlaceId("kabul"),),
        participants=(aw.Participation(actor=aw.ActorId("taliban"), role="taker"),),
        evidence=(claim.id,),
        identifiers=aw.EventIdentifiers(ucdp=7, acled="AFG7"),
    )


def test_names_and_sentences_and_kinds_may_be_columns() -> None:
    event, claim = the_event({"who": "other"}, name="where", says=lambda row: f"{row['where']} fell.", kind="who")
    assert (event.name, claim.says, event.kind.value) == ("Kabul", "Kabul fell.", "other")
    assert the_event()[0].name == "Event 7 of My list"


def test_a_battle_has_a_side_for_each_role() -> None:
    roles = {"attackers": "who", "defenders": lambda row: ["Afghan government", "US"], "others": "whom"}
    event, _ = the_event(kind=aw.EventKind.BATTLE, actors=roles)
    assert isinstance(event, aw.Battle)
    assert [(side.name, side.actors) for side in event.sides] == [
        ("attackers", ("taliban",)),
        ("defenders", ("islamic-republic", "united-states")),
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2001-12~", "2001-12~"),
        (" 2001 ", "2001"),
        (date(2001, 12, 6), "2001-12-06"),
        (datetime(2001, 12, 6, 23, 59), "2001-12-06"),
        (aw.TimeSpan("2001/"), "2001/"),
        (2001, "2001"),
        ("", None),
        (None, None),
        (float("nan"), None),
    ],
)
def test_a_time_is_a_text_or_a_day_or_missing(cell: Any, text: str | None) -> None:
    event, claim = the_event({"when": cell})
    assert (None if claim.when is None else claim.when.text) == text
    assert event.when == claim.when


@pytest.mark.parametrize(
    ("preset", "cells", "text"),
    [
        (
            "ucdp",
            {"start": "2001-12-06 00:00:00.000", "end": "2001-12-17", "precision": "4"},
            "[2001-12-06..2001-12-17]",
        ),
        ("ucdp", {"start": date(2001, 12, 6), "end": "", "precision": 2.0}, "[2001-12-06..2001-12-11]"),
        ("acled", {"start": "2021-08-15", "precision": 3}, "2021-08"),
        ("ftm", {"start": "2001", "end": "2021-08"}, "2001/2021-08"),
    ],
)
def test_the_dates_of_publishers_are_as_vague_as_they_say(preset: str, cells: dict[str, Any], text: str) -> None:
    event, _ = the_event(cells, when={"preset": preset, **{name: name for name in cells}})
    assert str(event.when) == text


@pytest.mark.parametrize(
    ("cell", "number"),
    [("10.0", 10), (11.0, 11), ("0.5", 0.5), (Decimal("1e3"), 1000), (" 7 ", 7), ("", None), (float("nan"), None)],
)
def test_a_number_is_exact_and_whole_where_it_can_be(cell: Any, number: float | None) -> None:
    _, claim = the_event({"low": cell}, quantities={DEATHS: "low"})
    found = [(each.low, each.high, each.best, type(each.low)) for each in claim.quantities]
    assert found == ([] if number is None else [(number, number, None, type(number))])


@pytest.mark.parametrize(
    ("low", "best", "high", "note"),
    [
        (3, 3, 2, "In the source, the low for Deaths, 3, is over the high, 2."),
        (3, 2, 3, "In the source, the best estimate for Deaths, 2, is not between the low and the high."),
        ("", 4, 3, "In the source, the best estimate for Deaths, 4, is not between the low and the high."),
        (0, 0, 9, None),
        (1, "", 2, None),
    ],
)
def test_numbers_that_contradict_each_other_are_kept_with_a_note(
    low: Any, best: Any, high: Any, note: str | None
) -> None:
    numbers = {DEATHS: {"low": "low", "best": "best", "high": "high"}}
    _, claim = the_event({"low": low, "best": best, "high": high}, quantities=numbers)
    (quantity,) = claim.quantities
    assert [quantity.low, quantity.best, quantity.high] == [each if each != "" else None for each in (low, best, high)]
    assert claim.note == note


def test_a_measure_of_the_dataset_is_named() -> None:
    _, claim = the_event(quantities={"US troops in Afghanistan": "low"})
    assert claim.quantities[0].measure == "us-troops-in-afghanistan"
    with pytest.raises(aw.UnknownRecordError, match="no measure is named 'gold'"):
        made({}, quantities={"gold": "low"})


def test_keys_are_whole_numbers_as_they_were_published() -> None:
    dataset = aw.from_rows(
        [{"no": 187656.0, "when": ""}, {"no": "AFG 12/b", "when": ""}], source=SOURCE, id="no", when="when"
    )
    assert [(claim.id, claim.locator.place) for claim in dataset.claims] == [
        ("my-list/187656", "187656"),
        ("my-list/afg-12-b", "AFG 12/b"),
    ]


def test_a_table_can_be_added_to_one_of_the_same_source() -> None:
    first = made({})
    both = aw.from_rows([{**ROW, "no": "8"}], source=SOURCE, id="no", when="when", onto=first)
    assert len(both.claims) == len(first.claims) + 1
    with pytest.raises(aw.DatasetError) as again:
        aw.from_rows([ROW], source=SOURCE, id="no", when="when", onto=first)
    assert [problem.message for problem in again.value.problems] == [
        "the claim 'my-list/7' is in the dataset already; drop the row",
        "the event 'my-list-row-7' is in the dataset already; drop the row",
    ]


def test_every_bad_row_is_reported_at_once() -> None:
    found = problems(
        {"when": "yesterday"},
        {},
        {"who": "Talibann", "low": "many"},
        {"no": ""},
        {"no": "8"},
        {"where": "Atlantis"},
        {"no": "ا"},
        actors={"taker": "who"},
        place="where",
        quantities={DEATHS: {"low": "low"}},
    )
    assert [(row, field, message.partition(";")[0]) for row, field, message in found] == [
        ("1", "when", found[0][2].partition(";")[0]),
        ("3", "who", "no actor is called 'Talibann'"),
        ("3", "low", "'many' is not a number"),
        ("4", "no", "is empty"),
        ("5", "no", "'8' is also the key of row 2"),
        ("6", "where", "no place is called 'Atlantis'"),
        ("7", "no", "'ا' has no letter of a-z and no digit, so it cannot be part of an id"),
    ]
    assert "'yesterday' is not a time-span" in found[0][2]
    assert "such as 'taliban'" in found[1][2]


def test_a_repeated_row_with_a_faulty_actor_of_its_own_is_reported() -> None:
    found = problems(
        {"who": "Old Guild"},
        {"no": "7", "who": "New Guild"},
        actors={"taker": {"name": "who", "wikidata": lambda row: "xyz"}},
        new_actors="party",
    )
    assert {record for record, _, _ in found} == {"1", "2"}
    assert ("2", "no", "'7' is also the key of row 1; drop one, or rename it") in found


def test_300_rows_are_reported_by_their_numbers() -> None:
    found = problems(*({"when": "2001" if at % 3 else "?"} for at in range(300)))
    assert [row for row, _, _ in found] == [str(number) for number in range(1, 301, 3)]


@pytest.mark.parametrize(
    ("row", "arguments", "problem"),
    [
        ({"low": True}, {"quantities": {DEATHS: "low"}}, ("low", "True is not a number")),
        ({"low": "1,000"}, {"quantities": {DEATHS: "low"}}, ("low", "'1,000' is not a number")),
        ({"low": "1e200"}, {"quantities": {DEATHS: "low"}}, ("low", "'1e200' has more than 15 digits")),
        (
            {"low": "1.23456789012345678901"},
            {"quantities": {DEATHS: "low"}},
            ("low", "'1.23456789012345678901' has more than 15 digits"),
        ),
        ({"who": "war-crime"}, {"kind": "who"}, ("who", "'war-crime' is unknown")),
        ({}, {"kind": lambda row: row["kind"]}, ("kind", "the function raised KeyError")),
        ({"no": "x.5"}, {"identifiers": {"ucdp": lambda row: 0.5}}, ("identifiers.ucdp", "0.5 is not a whole number")),
        (
            {},
            {"identifiers": {"ucdp": lambda row: -1}},
            ("event.identifiers.ucdp", "my-list-row-7: -1 is not a positive"),
        ),
        (
            {"when": "2001-12-07"},
            {"when": {"preset": "ucdp", "start": "when", "end": "where"}},
            ("when, where", "the end 'Kabul'"),
        ),
        (
            {"when": 20011206},
            {"when": {"preset": "acled", "start": "when"}},
            ("when", "the date '20011206' is not a day"),
        ),
        (
            {"low": [1]},
            {"when": {"preset": "acled", "start": "when", "precision": "low"}},
            ("when, low", "the precision is '[1]'"),
        ),
        ({None: ["more"]}, {}, ("", "the row has more cells than columns: ['more']")),
    ],
)
def test_a_bad_cell_is_reported_with_its_column(row: Any, arguments: Any, problem: tuple[str, str]) -> None:
    ((number, field, message),) = problems(row, **arguments)
    assert (number, field) == ("1", problem[0])
    assert message.startswith(problem[1])


def test_a_row_that_is_not_a_mapping_and_one_that_lacks_a_cell_are_reported() -> None:
    rows: list[Any] = [ROW, "7", {"no": "8"}]
    with pytest.raises(aw.DatasetError) as error:
        aw.from_rows(rows, source=SOURCE, id="no", when="when")
    assert [str(problem).partition(";")[0] for problem in error.value.problems] == [
        "list.csv: row 2: '7' is not a mapping of columns to cells",
        "list.csv: row 3: when: this row has no such column",
    ]


def test_a_column_that_is_missing_is_one_fault() -> None:
    ((row, field, message),) = problems({}, {}, name="title", place={"name": "where", "within": lambda row: None})
    assert (row, field) == ("", "title")
    assert message.startswith("there is no such column; the table has 'no', 'when'")
    assert problems() == [("", "", "the table has no rows; check how it is read")]


def test_days_of_several_time_zones_are_not_mixed() -> None:
    rows = [{"when": "2021-08-15T23:00:00+04:30"}, {"when": "2021-08-15T23:00:00Z"}, {"when": ""}]
    when = {"preset": "ftm", "start": "when", "end": "when"}
    ((row, field, message),) = problems(*rows, when=when)
    assert (row, field) == ("", "when")
    assert message.startswith("the dates are in several time zones, '+04:30', 'Z'")
    assert len(made(rows[0], when=when).events) == len(aw.load().events) + 1


@pytest.mark.parametrize("rows", ["no,when", b"", 7, {"no": 1}, ["no", "when"], [1, 2]])
def test_anything_but_a_table_is_refused(rows: Any) -> None:
    with pytest.raises(TypeError, match="rows are mappings of columns to cells, not"):
        aw.from_rows(rows, source=SOURCE, id="no", when="when")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"when": {"start": "when"}}, "when lacks the key 'preset'"),
        (
            {"when": {"preset": "ucdp", "start": "when", "prec": "low"}},
            "when has the key 'prec'; use one of 'preset'",
        ),
        (
            {"when": {"preset": "ged", "start": "when"}},
            "preset is 'ged'; use one of 'acled', 'ftm', 'ucdp'",
        ),
        ({"when": {"preset": "acled", "start": "when", "end": "when"}}, "the dates of 'acled' have no end"),
        (
            {"when": {"preset": "ftm", "start": "when", "precision": "low"}},
            "the dates of 'ftm' have no precision codes",
        ),
        ({"actors": {"x": {"ucdp": "no"}}}, r"actors\['x'\] lacks the key 'name'"),
        ({"place": {"name": "where", "latitude": "low"}}, "place has only latitude"),
        ({"quantities": {DEATHS: {"most": "high"}}}, "quantities has the key 'most'"),
        ({"identifiers": {"cow": "no"}}, "identifiers has the key 'cow'; use one of wikidata, ucdp, acled, gtd"),
        ({"source": aw.load().sources["giustozzi-2021"]}, "has the kind 'analysis'; make it a dataset"),
    ],
)
def test_an_argument_that_would_be_ignored_is_refused(arguments: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        made({}, **arguments)


def test_rows_are_verified_against_their_file(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("no,when\n7,2021-08-15\n8.0,2021\n9,\n9,\n", "utf-8")
    source = aw.Source(
        id=aw.SourceId("my-list"),
        title="My list",
        kind=aw.SourceKind.DATASET,
        stance="A list of mine",
        document=documents.document_of(file),
    )
    text = documents.read_document(source.document, tmp_path)
    with file.open(newline="", encoding="utf-8") as lines:
        dataset = aw.from_rows(list(csv.DictReader(lines))[:3], source=source, id="no", when="when")
    to_json(dataset, tmp_path / "mine.json")
    assert list(aw.read(tmp_path / "mine.json")) == list(dataset)
    faults = documents.verify_rows(dataset.claims, text)
    assert [(fault.record, fault.field) for fault in faults] == [("my-list/9", "row.key")]
    assert faults[0].message.startswith("2 rows have the no '9'")


def test_the_rows_of_data_frames_are_rows() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame({"no": [1, 2], "when": [pandas.Timestamp("2021-08-15"), pandas.NaT]})
    rows = [{**row, "n": number} for row, number in zip(frame.to_dict("records"), (1.0, pandas.NA), strict=True)]
    dataset = aw.from_rows(rows, source=SOURCE, id="no", when="when", quantities={DEATHS: "n"})
    assert [(event.id, event.when) for event in dataset.events] == [
        ("my-list-row-1", aw.TimeSpan("2021-08-15")),
        ("my-list-row-2", None),
    ]
    assert [len(claim.quantities) for claim in dataset.claims] == [1, 0]
    with pytest.raises(TypeError, match="not 'no'; pass csv"):
        aw.from_rows(frame, source=SOURCE, id="no", when="when")
