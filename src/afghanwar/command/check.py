"""Check: ``afghanwar check`` and ``afghanwar locate``, which compare seeds with documents."""

import argparse
import json
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from afghanwar import documents, load, read
from afghanwar.command.console import Commands, say
from afghanwar.dataset import Dataset
from afghanwar.dataset.consistency import inconsistencies
from afghanwar.documents.read import read_text
from afghanwar.errors import DocumentError, Problem
from afghanwar.queries import claims_by_source
from afghanwar.sources import Source, SourceKind


def add_to(commands: Commands) -> None:
    """Add the commands ``check`` and ``locate``."""
    check_parser = commands.add_parser("check", help="verify seeds, and their passages if you have the documents")
    check_parser.add_argument(
        "--seeds", type=Path, metavar="DIR", help="a folder of seeds; the bundled dataset by default"
    )
    check_parser.add_argument(
        "--onto", action="store_true", help="read the seeds on top of the bundled dataset, and check only their sources"
    )
    check_parser.add_argument("--documents", type=Path, metavar="DIR", help="the folder that contains the documents")
    check_parser.add_argument("--source", metavar="ID", help="check only the document of this source")
    check_parser.set_defaults(run=partial(_check, check_parser))
    locate_parser = commands.add_parser("locate", help="print the passage line to paste into the seed of a claim")
    locate_parser.add_argument("document", type=Path, metavar="DOCUMENT", help="the file of the document")
    locate_parser.add_argument("words", metavar='"words ... words"', help="the first words, ' ... ' and the last words")
    locate_parser.set_defaults(run=lambda given: locate(given.document, given.words))


def _check(parser: argparse.ArgumentParser, given: argparse.Namespace) -> int:
    if given.onto and given.seeds is None:
        parser.error("--onto needs --seeds; name the folder of the seeds to read on top of the bundled dataset")
    return check(given.seeds, given.documents, onto=given.onto, source=given.source)


def check(seeds: Path | None, documents: Path | None, *, onto: bool = False, source: str | None = None) -> int:
    """Validate a dataset, check its passages and rows and its coverage of the documents, and print the results.

    Args:
        seeds: A folder of seeds; ``None`` for the bundled dataset.
        documents: The folder that contains the documents; ``None`` leaves passages unverified.
        onto: Whether to read the seeds on top of the bundled dataset; then only their documents are checked.
        source: The id or the title of the only source whose document is checked; ``None`` for all.

    Returns:
        0, or 1 if there is any fault or any uncovered sentence.

    Raises:
        SeedError: The seeds cannot be read as records.
        DatasetError: The records do not fit together.
        UnknownRecordError: No source has that id or title.
        AmbiguousNameError: More than one has.
    """
    # The dataset of a wheel was checked when the wheel was built; Dataset.of checks it again.
    dataset = Dataset.of(load()) if seeds is None else read(seeds, onto=load() if onto else None)
    sources: Iterable[Source] = dataset.sources if source is None else [dataset.sources.find(source)]
    if onto and source is None:
        sources = [each for each in dataset.sources if each.id not in load().sources]
    sound = _report(inconsistencies(dataset))
    for conflict in dataset.chronology.conflicts:
        say(f"conflict: {conflict}; fix a date or an order line")
    for each in sources:
        if documents is None:
            say(f"{each.id}: {len(claims_by_source(each, dataset=dataset))} claims")
        else:
            sound = _check_document(each, dataset, documents) and sound
    if documents is None:
        say("no passage was verified; name the folder of the documents with --documents")
    return 0 if sound else 1


def locate(document: Path, words: str) -> int:
    """Print the passage of a claim as a line for its seed.

    Args:
        document: The file of a document.
        words: See :func:`afghanwar.documents.locate`.

    Returns:
        0, or 1 if there is not exactly one such passage.

    Raises:
        DocumentError: The file is missing or cannot be read, or is not UTF-8.
    """
    text = read_text(document)
    try:
        passage = documents.locate(text, words)
    except LookupError as error:
        say(str(error), error=True)
        return 1
    # A JSON string is also a valid TOML string.
    begins, ends = (json.dumps(text, ensure_ascii=False) for text in (passage.begins, passage.ends))
    place = f"start = {passage.start}, end = {passage.end}, paragraph = {passage.paragraph}"
    say(f"passage = {{ {place}, begins = {begins}, ends = {ends} }}")
    return 0


def _check_document(source: Source, dataset: Dataset, folder: Path) -> bool:
    """Print the coverage of a document and the faults of its passages or rows; return whether there are none."""
    try:
        text = documents.read_document(source.document, folder)
    except DocumentError as error:
        say(f"{source.id}: {error}", error=True)
        return False
    claims = claims_by_source(source, dataset=dataset)
    if source.kind is SourceKind.DATASET:
        # Claims need not use every row of a table.
        say(f"{source.id}: {len(claims)} claims, {len(documents.table_of(text))} rows")
        return _report(documents.verify_rows(claims, text))
    covered = documents.coverage(source, claims, text)
    say(
        f"{source.id}: {covered.claims} claims; {covered.sentences} sentences, "
        f"{len(covered.in_passages)} in a passage, {len(covered.in_asides)} in an aside, "
        f"{len(covered.uncovered)} uncovered; "
        f"{covered.share:.1%} of {covered.words} words in a passage or an aside"
    )
    for start, end in covered.uncovered:
        say(f"  uncovered: {start} to {end}, {text[start:end][:60]!r}")
    sound = _report(documents.verify_passages(claims, text))
    return sound and not covered.uncovered


def _report(problems: Sequence[Problem]) -> bool:
    for problem in problems:
        say(f"  {problem}", error=True)
    return not problems
