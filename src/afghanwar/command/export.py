"""Export: ``afghanwar export``, which writes the bundled dataset in a format for other programs."""

import argparse
import json
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import attrs

from afghanwar import load
from afghanwar.command.console import Commands


@attrs.frozen(kw_only=True)
class Format:
    """How the command writes one format.

    Attributes:
        function: The module under ``afghanwar.export``, a colon, and the function.
        takes: Its argument: ``"dataset"``, or the name of a shelf whose records it takes.
        writes: Whether it writes the target itself; otherwise it returns a string, or a value to be written as JSON.
        help: What it writes, for the help of the command.
    """

    function: str
    takes: str
    writes: bool
    help: str


FORMATS: Final[Mapping[str, Format]] = {
    "sqlite": Format(
        function="sqlite:to_sqlite", takes="dataset", writes=True, help="a database, such as for Datasette"
    ),
    "csv": Format(function="csv:to_csv", takes="dataset", writes=True, help="a folder of tables, as a Data Package"),
    "parquet": Format(function="parquet:to_parquet", takes="dataset", writes=True, help="a folder of tables"),
    "json": Format(function="json:to_json", takes="dataset", writes=True, help="one document, which read() can read"),
    "jsonld": Format(function="jsonld:to_jsonld", takes="dataset", writes=False, help="linked data"),
    "geojson": Format(function="geojson:to_geojson", takes="events", writes=False, help="the events, for a map"),
    "gexf": Format(function="graph:to_gexf", takes="relationships", writes=True, help="the relationships, for Gephi"),
    "graphml": Format(function="graph:to_graphml", takes="relationships", writes=True, help="the same, for Cytoscape"),
    "timelinejs": Format(
        function="timelinejs:to_timelinejs",
        takes="events",
        writes=False,
        help="the events, for a timeline in a page",
    ),
    "csl": Format(function="citations:to_csl", takes="sources", writes=False, help="the sources, for Zotero or pandoc"),
    "bibtex": Format(function="citations:to_bibtex", takes="sources", writes=False, help="the sources, for LaTeX"),
}
"""The formats, by the names that the command uses."""


def add_to(commands: Commands) -> None:
    """Add the command ``export``."""
    formats = "\n".join(f"  {name:<12}{each.help}" for name, each in FORMATS.items())
    parser = commands.add_parser(
        "export",
        help="write the dataset for another program",
        epilog=f"formats:\n{formats}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("format", choices=tuple(FORMATS), metavar="FORMAT", help="one of the formats below")
    parser.add_argument("target", type=Path, metavar="TARGET", help="the file or folder to write")
    parser.add_argument("--according-to", nargs="+", metavar="ID", help="export only what these sources say")
    parser.add_argument("--force", action="store_true", help="replace the target if it exists")
    parser.set_defaults(run=_export)


def _export(given: argparse.Namespace) -> int:
    chosen = FORMATS[given.format]
    dataset = load() if given.according_to is None else load().according_to(*given.according_to)
    function = _imported(chosen.function)
    whole = chosen.takes == "dataset"
    what = dataset if whole else getattr(dataset, chosen.takes)
    of_records: dict[str, Any] = {} if whole else {"dataset": dataset}
    if chosen.writes:
        function(what, given.target, force=given.force, **of_records)
        return 0
    with _imported("target:atomic_write")(given.target, force=given.force) as path:
        value = function(what, **of_records)
        text = value if isinstance(value, str) else f"{json.dumps(value, ensure_ascii=False, indent=2)}\n"
        path.write_text(text, "utf-8", newline="\n")
    return 0


def _imported(function: str) -> Callable[..., Any]:
    # Imported here, because only this command needs the module, and some formats need an extra.
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"afghanwar.export.{module}"), name)
    return found
