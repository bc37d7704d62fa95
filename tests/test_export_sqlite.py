"""The database has keys, indexes, comments, views and a search; it is written whole, and Datasette shows it."""

import asyncio
import json
import sqlite3
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from support.datasets import changed, unchecked
from support.strategies import datasets

import afghanwar as aw
from afghanwar.export import to_sqlite
from afghanwar.export.tables import tables


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled dataset as a database."""
    file = tmp_path_factory.mktemp("sqlite") / "war.sqlite"
    to_sqlite(aw.load(), file)
    return file


@pytest.fixture
def database(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file)) as database:
        database.row_factory = sqlite3.Row
        yield database


def texts(database: sqlite3.Connection, query: str, *values: str) -> list[str]:
    return [row[0] for row in database.execute(query, values)]


def test_it_is_sound(database: sqlite3.Connection) -> None:
    assert texts(database, "pragma integrity_check") == ["ok"]
    assert texts(database, "pragma foreign_key_check") == []
    assert database.execute("select count(*) from claims").fetchone()[0] == len(aw.load().claims)


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_a_table_has_its_keys_and_an_index_for_each(database: sqlite3.Connection, table: Any) -> None:
    columns = database.execute(f"pragma table_info({table.name})").fetchall()
    assert [row["name"] for row in columns] == [column.name for column in table.columns]
    assert [row["name"] for row in sorted(columns, key=lambda row: row["pk"]) if row["pk"]] == list(table.key)
    keys = database.execute(f"pragma foreign_key_list({table.name})").fetchall()
    assert {row["table"] for row in keys} == {key.table for key in table.references}
    indexes = [row["name"] for row in database.execute(f"pragma index_list({table.name})")]
    indexed = [texts(database, f"select name from pragma_index_info('{index}') order by seqno") for index in indexes]
    for key in table.references:
        assert any(tuple(each[: len(key.columns)]) == key.columns for each in indexed), key


def test_the_columns_are_explained_where_they_are_created(database: sqlite3.Connection) -> None:
    [statement] = texts(database, "select sql from sqlite_master where name = 'claims'")
    assert "    says TEXT not null, -- One full sentence that is a true report even when read alone" in statement
    assert "-- How the source says it. One of: asserted, hedged, judged, predicted, planned, rejected." in statement


def test_a_number_keeps_its_form(database: sqlite3.Connection) -> None:
    query = "select low, typeof(low) from claim_quantities where wording = '407 districts'"
    assert tuple(database.execute(query).fetchone()) == (407, "integer")


@pytest.mark.parametrize(
    ("words", "others"),
    [("opium", "OPIUM"), ("talks", "talking"), ("withdrawals troops", "troop withdrawal"), ("taliban", "tālibān")],
)
def test_words_of_claims_are_found_in_any_inflection_and_with_any_accents(
    database: sqlite3.Connection, words: str, others: str
) -> None:
    query = "select rowid from claims_search where claims_search match ? order by rowid"
    found = texts(database, query, words)
    assert found
    assert found == texts(database, query, others)
    assert set(found) <= set(texts(database, "select rowid from claims"))


def test_the_view_of_events_has_what_the_library_says(database: sqlite3.Connection) -> None:
    rows = {row["id"]: row for row in database.execute("select * from events_with_names")}
    assert len(rows) == len(aw.load().events)
    for same in aw.to_rows(aw.load().events):
        row = rows[same["id"]]
        assert (row["places"], row["participants"], row["part_of"]) == (
            same["place_names"],
            same["participant_names"],
            same["part_of_name"],
        )
        assert (row["sources"], row["claim_count"]) == (same["source_titles"], same["claim_count"])
        assert (row["earliest_start"], row["reach_end"]) == (same["earliest_start"], same["reach_end"])


def test_the_view_of_relationships_has_what_the_library_says(database: sqlite3.Connection) -> None:
    rows = {row["id"]: row for row in database.execute("select * from relationships_with_names")}
    assert len(rows) == len(aw.load().relationships)
    for same in aw.to_rows(aw.load().relationships):
        row = rows[same["id"]]
        assert (row["subject"], row["object"]) == (same["subject_name"], same["object_name"])
        assert (bool(row["directed"]), bool(row["allied"])) == (same["directed"], same["allied"])
        assert (row["forms"], row["sources"], row["claim_count"]) == (
            same["forms"],
            same["source_titles"],
            same["claim_count"],
        )


ANSWER = """
    select id, case
        when earliest_start > :day or latest_end < :day then 'no'
        when (open_start or latest_start <= :day) and (open_end or earliest_end >= :day) and not doubtful then 'certain'
        when dated and ifnull(reach_start <= :day, true) and ifnull(reach_end >= :day, true) then 'possible'
        else 'silent' end as answer
    from events_with_names
"""


@settings(max_examples=25)
@given(datasets())
def test_the_columns_of_a_view_repeat_the_four_answers(dataset: aw.Dataset) -> None:
    with tempfile.TemporaryDirectory() as folder:
        to_sqlite(dataset, Path(folder, "x.sqlite"))
        with closing(sqlite3.connect(Path(folder, "x.sqlite"))) as database:
            for day in ("0900-01-01", "1902-03-06", "2001-11-13", "2021-08-15"):
                answers = dict(database.execute(ANSWER, {"day": day}))
                for event in dataset.events:
                    answer = aw.explain(event, day, day, dataset=dataset).answer
                    assert aw.Certainty(answers[event.id]) is answer, (event.id, day)


def test_the_view_of_claims_has_their_passages(database: sqlite3.Connection) -> None:
    rows = {row["id"]: row for row in database.execute("select * from claims_with_passages")}
    for same in aw.to_rows(aw.load().claims):
        row = rows[same["id"]]
        for column, other in (
            ("source", "source_title"),
            ("speaker", "speaker_name"),
            ("actors", "actor_names"),
            ("places", "place_names"),
            ("paragraph", "paragraph"),
            ("begins", "begins"),
            ("edtf", "when"),
        ):
            assert row[column] == same[other]


def test_the_other_views_have_a_row_for_each_claim(database: sqlite3.Connection) -> None:
    dataset = aw.load()
    counts = {
        "quantities_with_claims": len(aw.quantities_of()),
        "events_with_claims": sum(len(event.evidence) for event in dataset.events),
        "relationships_with_claims": sum(len(tie.evidence) for tie in dataset.relationships),
        "disagreements_with_claims": sum(len(p.claims) for each in dataset.disagreements for p in each.positions),
    }
    for view, count in counts.items():
        assert database.execute(f"select count(*) from {view}").fetchone()[0] == count
    query = "select says from events_with_claims where event = 'battle-of-tora-bora'"
    assert sorted(texts(database, query)) == sorted(claim.says for claim in aw.evidence_for("battle-of-tora-bora"))


def test_every_run_writes_the_same_bytes(file: Path, tmp_path: Path) -> None:
    to_sqlite(aw.load(), tmp_path / "war.sqlite")
    for name in ("war.sqlite", "war.metadata.json"):
        assert (tmp_path / name).read_bytes() == (file.parent / name).read_bytes()


def test_a_database_is_replaced_only_by_force(tmp_path: Path, world: aw.Dataset) -> None:
    file = tmp_path / "x.sqlite"
    to_sqlite(world, file)
    before = file.read_bytes()
    with pytest.raises(aw.ExportError, match=r"x\.sqlite' already exists; choose another target, or use"):
        to_sqlite(aw.load(), file)
    assert file.read_bytes() == before
    file.unlink()
    with pytest.raises(aw.ExportError, match=r"^'[^']*x\.metadata\.json' already exists; choose another target"):
        to_sqlite(aw.load(), file)
    to_sqlite(aw.load(), str(file), force=True)
    assert file.read_bytes() != before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.metadata.json", "x.sqlite"]


def test_a_folder_in_its_place_leaves_the_metadata_as_they_were(tmp_path: Path, world: aw.Dataset) -> None:
    (tmp_path / "x.sqlite").mkdir()
    (tmp_path / "x.metadata.json").write_text("old")
    with pytest.raises(aw.ExportError, match=r"x\.sqlite' is not a file, so it is not replaced"):
        to_sqlite(world, tmp_path / "x.sqlite", force=True)
    assert (tmp_path / "x.metadata.json").read_text() == "old"


def test_a_full_disk_is_one_clear_error(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="only POSIX limits the resources of a process")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(
            aw.ExportError, match=r"^'[^']*x\.sqlite' cannot be written \([^()]*\) and is unchanged; [a-z, ]*$"
        ):
            to_sqlite(aw.load(), tmp_path / "x.sqlite")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_a_text_or_a_number_that_sqlite_cannot_hold_is_one_clear_error(tmp_path: Path, world: aw.Dataset) -> None:
    actor = world.actors["lowmark"] if "lowmark" in world.actors else next(iter(world.actors))
    others = [record for record in world if record is not actor]
    for odd in (changed(actor, name="\ud800x"), changed(actor, identifiers=aw.Identifiers(ucdp=2**64))):
        with pytest.raises(aw.ExportError, match=r"x\.sqlite' cannot be written \("):
            to_sqlite(unchecked([*others, odd]), tmp_path / "x.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_reference_that_does_not_resolve_is_one_clear_error(tmp_path: Path, world: aw.Dataset) -> None:
    with pytest.raises(aw.ExportError, match=r"\(a row of \w+ refers to a row of measures that is missing\)"):
        to_sqlite(unchecked([each for each in world if not isinstance(each, aw.Measure)]), tmp_path / "x.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_an_export_does_not_hold_its_rows_in_memory(tmp_path: Path) -> None:
    to_sqlite(aw.load(), tmp_path / "x.sqlite")
    tracemalloc.start()
    to_sqlite(aw.load(), tmp_path / "x.sqlite", force=True)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # It is 0.1 MB, for one record as for 100,000.
    assert peak < 500_000


# What Datasette shows


def test_the_metadata_has_the_licence_of_the_bundled_dataset_only(
    file: Path, tmp_path: Path, world: aw.Dataset
) -> None:
    ours = json.loads((file.parent / "war.metadata.json").read_text("utf-8"))
    assert ours["license"] == "Creative Commons Attribution 4.0 International"
    assert ours["databases"]["war"]["tables"]["events"]["label_column"] == "name"
    to_sqlite(world, tmp_path / "x.sqlite")
    theirs = json.loads((tmp_path / "x.metadata.json").read_text("utf-8"))
    assert "license" not in theirs
    assert theirs["title"] == "A dataset of claims, made with afghanwar"


@pytest.mark.interop("datasette")
@pytest.mark.filterwarnings("ignore:::datasette", "ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_datasette_shows_it(file: Path) -> None:
    app: Any = import_module("datasette.app")
    site = app.Datasette([str(file)], metadata=json.loads((file.parent / "war.metadata.json").read_text("utf-8")))

    async def ask(*paths: str) -> list[Any]:
        await site.invoke_startup()
        return [await site.client.get(path) for path in paths]

    search, view, table, facets = asyncio.run(
        ask(
            "/war/claims.json?_search=opium&_shape=array",
            "/war/events_with_names.json?id=battle-of-tora-bora&_shape=array",
            "/war/claim_actors",
            "/war/events?_facet=kind",
        )
    )
    assert [row["id"] for row in search.json()]
    assert view.json()[0]["places"] == "Tora Bora"
    assert table.status_code == facets.status_code == 200
    # A reference is shown with the name of the other record, and a column with what it is.
    assert '<a href="/war/actors/abdullah-abdullah">Abdullah Abdullah</a>' in table.text
    assert "Everyone it is about." in table.text
    assert "Creative Commons Attribution 4.0 International" in table.text
