"""The command line: ``python -m afghanwar check`` and ``python -m afghanwar locate``."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from afghanwar import accounting, load, read
from afghanwar.dataset import Dataset
from afghanwar.errors import DatasetError, DocumentError, Problem, SeedError, quoted_path, why_unreadable
from afghanwar.dataset.integrity import faults
from afghanwar.queries import claims_by_source
from afghanwar.sources import Source


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The words of the command line; those of the process by default.

    Returns:
        The exit status: 0 where all is well, 1 where a fault was found.
    """
    parser = argparse.ArgumentParser(prog="python -m afghanwar", description="Check the dataset, or locate a passage.")
    commands = parser.add_subparsers(required=True, metavar="check | locate")
    check_parser = commands.add_parser("check", help="verify seeds, and passages where the documents are at hand")
    check_parser.add_argument(
        "--seeds", type=Path, metavar="DIR", help="a folder of seeds; the bundled dataset by default"
    )
    check_parser.add_argument("--documents", type=Path, metavar="DIR", help="the folder that holds the documents")
    check_parser.set_defaults(run=lambda given: check(given.seeds, given.documents))
    locate_parser = commands.add_parser("locate", help="print a claim's passage line, ready for its seed")
    locate_parser.add_argument("document", type=Path, metavar="DOCUMENT", help="the file of a document")
    locate_parser.add_argument("words", metavar='"words ... words"', help="its first words, ' ... ' and its last words")
    locate_parser.set_defaults(run=lambda given: locate(given.document, given.words))
    given = parser.parse_args(arguments)
    status: int = given.run(given)
    return status


def check(seeds: Path | None, documents: Path | None) -> int:
    """Validate a dataset and account for its documents; print what was found.

    Args:
        seeds: A folder of seeds; ``None`` for the bundled dataset.
        documents: The folder that holds the documents; ``None`` leaves passages unverified.

    Returns:
        0, or 1 where there is any fault, or any sentence that is not accounted for.
    """
    try:
        dataset = load() if seeds is None else read(seeds)
    except (SeedError, DatasetError) as error:
        print(error, file=sys.stderr)
        return 1
    # What a wheel carries was checked when it was built, and is checked again here.
    sound = _report(faults(dataset))
    for source in dataset.sources:
        if documents is None:
            print(f"{source.id}: {len(claims_by_source(source, dataset=dataset))} claims")
        else:
            sound = _account_for(source, dataset, documents) and sound
    if documents is None:
        print("no passage was verified; name the folder of the documents with --documents")
    return 0 if sound else 1


def locate(document: Path, words: str) -> int:
    """Print the passage of a claim as a line for its seed.

    Args:
        document: The file of a document.
        words: As :func:`afghanwar.accounting.locate` takes them.

    Returns:
        0, or 1 where there is not exactly one such passage.
    """
    try:
        text = document.read_bytes().decode("utf-8")
    except (OSError, ValueError) as error:  # A ValueError is for bytes that are not UTF-8, or NUL in the name.
        advice = "name the file of a document"
        print(f"{quoted_path(document)} cannot be read ({why_unreadable(error)}); {advice}", file=sys.stderr)
        return 1
    try:
        passage = accounting.locate(text, words)
    except LookupError as error:
        print(error, file=sys.stderr)
        return 1
    # A JSON string is a TOML basic string.
    begins, ends = (json.dumps(text, ensure_ascii=False) for text in (passage.begins, passage.ends))
    place = f"start = {passage.start}, end = {passage.end}, paragraph = {passage.paragraph}"
    print(f"passage = {{ {place}, begins = {begins}, ends = {ends} }}")
    return 0


def _account_for(source: Source, dataset: Dataset, documents: Path) -> bool:
    """Print the account of one document, and tell whether it is sound and complete."""
    try:
        text = accounting.read_document(source.document, documents)
    except DocumentError as error:
        print(f"{source.id}: {error}", file=sys.stderr)
        return False
    claims = claims_by_source(source, dataset=dataset)
    account = accounting.account(source, claims, text)
    print(
        f"{source.id}: {account.claims} claims; {account.sentences} sentences, "
        f"{len(account.in_passages)} in a passage, {len(account.in_asides)} in an aside, "
        f"{len(account.in_neither)} in neither; "
        f"{account.share:.1%} of {account.words} words in a passage or an aside"
    )
    for start, end in account.in_neither:
        print(f"  not accounted for: {start} to {end}, {text[start:end][:60]!r}")
    sound = _report(accounting.misplaced(claims, text))
    return sound and not account.in_neither


def _report(problems: Sequence[Problem]) -> bool:
    for problem in problems:
        print(f"  {problem}", file=sys.stderr)
    return not problems


if __name__ == "__main__":
    sys.exit(main())
