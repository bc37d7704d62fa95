"""Answers: ``afghanwar search``, ``events`` and ``allies``, which query the bundled dataset."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, get_args

from afghanwar import load
from afghanwar.command.console import Commands, say, say_json, say_table
from afghanwar.events import Event
from afghanwar.queries import claims, events_between, relationships_of
from afghanwar.queries.window import Match
from afghanwar.relationships import ALLIED, Relationship
from afghanwar.rows import FlatRow, to_rows

R = TypeVar("R", Event, Relationship)


def add_to(commands: Commands) -> None:
    """Add the commands ``search``, ``events`` and ``allies``."""
    search_parser = commands.add_parser("search", help="find claims by their words, the best match first")
    search_parser.add_argument(
        "words", nargs="+", metavar="WORD", help="a word, in any inflection; a claim must have all words"
    )
    search_parser.set_defaults(run=_search)
    events_parser = commands.add_parser("events", help="list what happened between two dates")
    events_parser.add_argument("start", metavar="FROM", help="the first day, month or year, such as 2021-07")
    events_parser.add_argument("end", metavar="TO", help="the last, inclusive")
    events_parser.set_defaults(run=_events)
    allies_parser = commands.add_parser("allies", help="list who was allied with an actor, and according to whom")
    allies_parser.add_argument("actor", metavar="NAME", help="the actor, by any name")
    allies_parser.add_argument("--on", metavar="DATE", help="a day, month or year; any time by default")
    allies_parser.set_defaults(run=_allies)
    for parser in (events_parser, allies_parser):
        parser.add_argument(
            "--match",
            choices=get_args(Match),
            default="possible",
            help="how certain an answer must be (default: %(default)s)",
        )
    for parser in (search_parser, events_parser, allies_parser):
        parser.add_argument("--according-to", nargs="+", metavar="ID", help="only what these sources say")
        parser.add_argument("--json", action="store_true", help="print the rows as JSON, with all their columns")


def _search(given: argparse.Namespace) -> int:
    found = to_rows(claims(text=" ".join(given.words), according_to=given.according_to))
    return _say_rows(given, found, {"source": "source", "paragraph": "paragraph", "claim": "says"})


def _events(given: argparse.Namespace) -> int:
    def ask(match: Match) -> tuple[Event, ...]:
        return events_between(given.start, given.end, match=match, according_to=given.according_to)

    columns = {"when": "when_english", "answer": "answer", "event": "name", "sources": "sources"}
    return _say_rows(given, _answered(ask, given), columns)


def _allies(given: argparse.Namespace) -> int:
    actor = load().actors.find(given.actor)

    def ask(match: Match) -> tuple[Relationship, ...]:
        return relationships_of(actor, on=given.on, kinds=ALLIED, match=match, according_to=given.according_to)

    rows = _answered(ask, given)
    for row in rows:
        end = "object" if row["subject"] == actor.id else "subject"
        by = f" by {row['subject_name']}" if row["directed"] else ""
        row |= {"ally": row[end], "ally_name": row[f"{end}_name"], "relationship": f"{row['kind']}{by}"}
    rows.sort(key=lambda row: (str(row["ally_name"]), str(row["ally"])))
    columns = {"ally": "ally_name", "relationship": "relationship", "when": "when_english"}
    return _say_rows(given, rows, {**columns, "answer": "answer", "sources": "sources"})


def _answered(ask: Callable[[Match], tuple[R, ...]], given: argparse.Namespace) -> list[FlatRow]:
    """Return the rows of an answer, each with its certainty."""
    records = ask(given.match)
    sure: dict[str, Match] = {record.id: "silent" for record in records}
    surer: tuple[Match, ...] = ("possible", "certain")
    for match in surer:
        sure |= {record.id: match for record in ask(match) if record.id in sure}
    rows = to_rows(records, according_to=given.according_to)
    return [{**row, "answer": sure[record.id]} for record, row in zip(records, rows, strict=True)]


def _say_rows(given: argparse.Namespace, rows: Sequence[FlatRow], columns: Mapping[str, str]) -> int:
    """Print rows as JSON, or some of their columns as a table."""
    if given.json:
        say_json(rows)
    elif rows:
        cells = [[row[column] for column in columns.values()] for row in rows]
        say_table(tuple(columns), [["" if cell is None else str(cell) for cell in row] for row in cells])
    else:
        say("nothing was found", error=True)
    return 0
