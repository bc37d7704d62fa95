"""SQLite: a whole dataset as one database file, with keys, comments, views and full-text search."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

from afghanwar.dataset.dataset import Dataset, require_dataset
from afghanwar.export.credits import credits_of
from afghanwar.export.tables import Column, Table, TableRow, tables
from afghanwar.export.target import atomic_write, with_progress
from afghanwar.relationships import ALLIED, RelationshipKind

# NUMERIC, because REAL would turn 350 into 350.0.
_TYPES: Final = {"text": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER", "date": "TEXT"}
# The column that Datasette shows where another record refers to this one.
_LABELS: Final = {"name", "title", "question", "says"}
_SEARCH: Final = (
    'create virtual table claims_search using fts5 (says, wording, note, content="claims",'
    ' tokenize="porter unicode61 remove_diacritics 2")',
    "insert into claims_search (claims_search) values ('rebuild')",
)


def _names(table: str, shelf: str, column: str, owner: str, name: str = "name") -> str:
    """An SQL expression: the names of the records in a list, in its order."""
    inner = f"select {shelf}.{name} as name from {table} join {shelf} on {shelf}.id = {table}.{column}"
    return f"(select group_concat(name, '; ') from ({inner} where {table}.{owner} = {owner}s.id order by number))"


def _common(owner: str) -> str:
    """SQL expressions: the time of a record, its sources, and the number of claims about it."""
    told_by = f"""select distinct sources.title from {owner}_evidence as line join claims on claims.id = line.claim
            join sources on sources.id = claims.source where line.{owner} = {owner}s.id order by sources.id"""
    return f"""edtf,
        earliest_start, latest_start, earliest_end, latest_end, reach_start, reach_end, open_start, open_end,
        dated, doubtful, asserted,
        (select group_concat(title, '; ') from ({told_by})) as sources,
        (select count(*) from {owner}_evidence where {owner} = {owner}s.id) as claim_count, note"""


def _is(kinds: Iterable[RelationshipKind]) -> str:
    return f"kind in ({', '.join(sorted(repr(kind.value) for kind in kinds))})"


_CLAIM: Final = """claims.says, claims.modality, sources.title as source, claims.passage_paragraph as paragraph,
        claims.passage_begins as begins, claims.passage_ends as ends, claims.row_key as row"""

_VIEWS: Final = {
    "events_with_names": (
        "Events with the names of places, participants and sources.",
        f"""select id, name, kind, {_names("event_places", "places", "place", "event")} as places,
        {_names("event_participants", "actors", "actor", "event")} as participants,
        (select whole.name from events as whole where whole.id = events.part_of) as part_of, {_common("event")}
    from events""",
    ),
    "relationships_with_names": (
        "Relationships with the names of the actors and sources.",
        f"""select id, kind, (select name from actors where actors.id = subject) as subject,
        (select name from actors where actors.id = object) as object,
        {_is(kind for kind in RelationshipKind if kind.directed)} as directed, {_is(ALLIED)} as allied,
        (select group_concat(form, '; ') from (select form from relationship_forms
            where relationship = relationships.id order by number)) as forms, {_common("relationship")}
    from relationships""",
    ),
    "claims_with_passages": (
        "Claims with the title of the source, the passage or the row, and the names of speaker, actors and places.",
        f"""select claims.id, {_CLAIM}, (select name from actors where actors.id = claims.attributed_to) as speaker,
        {_names("claim_actors", "actors", "actor", "claim")} as actors,
        {_names("claim_places", "places", "place", "claim")} as places, claims.edtf, claims.wording, claims.note
    from claims join sources on sources.id = claims.source""",
    ),
    "quantities_with_claims": (
        "The numbers of the sources, with their measures and claims.",
        f"""select measures.name as measure, measures.unit, low, high, best, approximate, claim_quantities.wording,
        claims.id as claim, {_CLAIM}
    from claim_quantities join measures on measures.id = claim_quantities.measure
        join claims on claims.id = claim_quantities.claim join sources on sources.id = claims.source""",
    ),
    "events_with_claims": (
        "Events, each with every claim about it.",
        f"""select events.id as event, events.name, claims.id as claim, {_CLAIM}
    from event_evidence join events on events.id = event_evidence.event
        join claims on claims.id = event_evidence.claim join sources on sources.id = claims.source""",
    ),
    "relationships_with_claims": (
        "Relationships, each with every claim about it.",
        f"""select relationships.id as relationship, relationships.kind, subject.name as subject,
        object.name as object, claims.id as claim, {_CLAIM}
    from relationship_evidence join relationships on relationships.id = relationship_evidence.relationship
        join actors as subject on subject.id = relationships.subject
        join actors as object on object.id = relationships.object
        join claims on claims.id = relationship_evidence.claim join sources on sources.id = claims.source""",
    ),
    "disagreements_with_claims": (
        "Disagreements, each with every answer and every claim that gives it.",
        f"""select disagreements.id as disagreement, disagreements.kind, question, answer, claims.id as claim, {_CLAIM}
    from disagreement_positions as line join disagreements on disagreements.id = line.disagreement
        join disagreement_position_claims as given
            on given.disagreement = line.disagreement and given.position = line.number
        join claims on claims.id = given.claim join sources on sources.id = claims.source""",
    ),
}
"""The description and the query of each view."""


def to_sqlite(dataset: Dataset, file: str | Path, *, force: bool = False) -> None:
    """Write a dataset as an SQLite database, and beside it a file that describes it to Datasette.

    The database has the tables of :func:`~afghanwar.export.tables.tables`; views with names, sources and passages; and
    ``claims_search``, an FTS5 index of what claims say. The file for Datasette has the name of the database, with the
    suffix ``.metadata.json`` instead of its own. Every run with the same version of SQLite writes the same bytes.

    >>> import sqlite3
    >>> import afghanwar as aw
    >>> file = getfixture("tmp_path") / "war.sqlite"
    >>> to_sqlite(aw.load(), file)
    >>> database = sqlite3.connect(file)
    >>> database.execute("select places from events_with_names where name = 'Battle of Tora Bora'").fetchall()
    [('Tora Bora',)]
    >>> database.close()

    Args:
        dataset: The dataset, or a view of one.
        file: The file to write; its folder has to exist.
        force: Whether to replace files that exist.

    Raises:
        TypeError: It is not a dataset.
        ExportError: A file exists or cannot be written; neither file is changed.
    """
    file = Path(file)
    metadata = _metadata(require_dataset(dataset), file.stem)
    with atomic_write(file, force=force) as path:
        try:
            with closing(sqlite3.connect(path, isolation_level=None)) as database:
                _fill(database, dataset)
        except sqlite3.Error as error:
            raise OSError(str(error)) from error
        with atomic_write(file.parent / f"{file.stem}.metadata.json", force=force) as beside:
            beside.write_text(json.dumps(metadata, ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")


def _fill(database: sqlite3.Connection, dataset: Dataset) -> None:
    # The file is not visible before it is complete, so rollbacks and safety from power loss are not needed.
    for statement in ("pragma journal_mode = off", "pragma synchronous = off", "pragma page_size = 4096", "begin"):
        database.execute(statement)
    for table in with_progress(tables(), len(tables()), "tables"):
        database.execute(_create(table))
        places = ", ".join("?" * len(table.columns))
        database.executemany(f'insert into "{table.name}" values ({places})', _rows(table, dataset))
        for statement in _indexes(table):
            database.execute(statement)
    for name, (description, query) in _VIEWS.items():
        database.execute(f"create view {name} as -- {description}\n    {query}")
    for statement in _SEARCH:
        database.execute(statement)
    for broken in database.execute("pragma foreign_key_check"):
        raise sqlite3.IntegrityError(f"a row of {broken[0]} refers to a row of {broken[2]} that is missing")
    database.execute("commit")


def _create(table: Table) -> str:
    """The statement that creates a table, with descriptions of its columns as comments, which SQLite keeps."""
    lines = []
    for column in table.columns:
        null = " not null" if column.required else ""
        lines.append((f"    {column.name} {_TYPES[column.type]}{null},", _description(column)))
    ends = [f"    primary key ({', '.join(table.key)})"]
    for key in table.references:
        ends.append(f"    foreign key ({', '.join(key.columns)}) references {key.table} ({', '.join(key.key)})")
    body = "\n".join(f"{line} -- {description}" for line, description in lines) + "\n" + ",\n".join(ends)
    # The rows of a list are stored in its order. Tables of records keep their rowids, which the search refers to.
    options = "" if table.owner is None else " without rowid"
    return f"create table {table.name} ( -- {table.description}\n{body}\n){options}"


def _description(column: Column) -> str:
    return f"{column.description} One of: {', '.join(column.values)}." if column.values else column.description


def _indexes(table: Table) -> Iterator[str]:
    """The statements that create an index for each reference whose columns the key does not begin with."""
    for key in table.references:
        if key.columns != table.key[: len(key.columns)]:
            columns = ", ".join(key.columns)
            yield f"create index {table.name}_by_{'_'.join(key.columns)} on {table.name} ({columns})"


def _rows(table: Table, dataset: Dataset) -> Iterator[TableRow]:
    dates = [at for at, column in enumerate(table.columns) if column.type == "date"]
    for row in table.rows(dataset):
        cells = list(row)
        for at in dates:
            day = cells[at]
            if isinstance(day, date):
                cells[at] = day.isoformat()
        yield tuple(cells)


def _metadata(dataset: Dataset, name: str) -> dict[str, Any]:
    """The description for Datasette of a database with that name."""
    credits = credits_of(dataset)
    shown = {
        "title": credits.title,
        "license": credits.licence_title,
        "license_url": credits.licence_url,
        "source": "; ".join(source.title for source in dataset.sources),
    }
    described: dict[str, Any] = {table.name: _described(table) for table in tables()}
    described["claims"] |= {"fts_table": "claims_search"}
    views = {view: {"description": description} for view, (description, _) in _VIEWS.items()}
    shown = {key: value for key, value in shown.items() if value}
    return {**shown, "databases": {name: {"tables": described | views}}}


def _described(table: Table) -> dict[str, Any]:
    label = next((column.name for column in table.columns if column.name in _LABELS), None)
    facets = [column.name for column in table.columns if column.values or column.type == "boolean"]
    return {
        "description": table.description,
        "columns": {column.name: _description(column) for column in table.columns},
        **({} if table.owner or label is None else {"label_column": label}),
        **({"facets": facets} if facets else {}),
    }
