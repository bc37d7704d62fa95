"""Rows and their table: where a key is, and where it is not, or more than once."""

from pathlib import Path
from typing import Any

import attrs
import pytest
from support.datasets import changed
from support.tables import SOURCE, made

import afghanwar as aw
from afghanwar import documents
from afghanwar.command import main
from afghanwar.export import to_json

TABLE = "no,when\n7,2021-08-15\n 8.0 ,2021\n9,\n9\n"


def verified(text: str = TABLE, **changes: Any) -> list[tuple[str, str]]:
    claim = changed(made({}).claims["my-list/7"], **changes)
    return [(fault.field, fault.message.partition(";")[0]) for fault in documents.verify_rows([claim], text)]


@pytest.mark.parametrize("text", [TABLE, f"\ufeff{TABLE}", TABLE.replace("\n", "\r\n"), 'no,when\n"7","a\nb"\n'])
def test_a_row_is_found_by_its_key(text: str) -> None:
    assert verified(text) == []
    assert verified(TABLE, row=aw.Row(column="no", key="8")) == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (aw.Row(column="no", key="1"), ("row.key", "no row has the no '1'")),
        (aw.Row(column="no", key="9"), ("row.key", "2 rows have the no '9'")),
        (aw.Row(column="id", key="7"), ("row.column", "the table has no column 'id'")),
        (None, ("row", "is missing")),
    ],
)
def test_a_row_that_is_not_there_once_is_a_fault(row: aw.Row | None, fault: tuple[str, str]) -> None:
    assert verified(row=row) == [fault]


def test_an_empty_file_has_no_rows() -> None:
    assert verified("") == [("row.column", "the table has no column 'no'")]
    assert documents.table_of("") == []


def test_a_claim_of_a_dataset_has_no_passage_and_covers_no_text() -> None:
    claim = made({}).claims["my-list/7"]
    (fault,) = documents.verify_passages([claim], "A text.")
    assert (fault.field, fault.message) == ("passage", "is missing; use verify_rows for the claims of a dataset")
    found = documents.coverage(SOURCE, [claim], "A text.")
    assert (found.claims, found.words_covered) == (1, 0)


def test_a_file_is_described_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(TABLE, "utf-8")
    document = documents.document_of(file)
    assert (document.file, document.characters, document.asides) == ("list.csv", len(TABLE), ())
    assert documents.read_document(document, tmp_path) == TABLE
    file.write_bytes(b"\xff")
    with pytest.raises(aw.DocumentError, match="is not UTF-8"):
        documents.document_of(file)
    with pytest.raises(aw.DocumentError, match="name the file of a document"):
        documents.document_of(tmp_path / "other.csv")


def test_check_verifies_the_rows_of_a_dataset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.csv"
    file.write_text(TABLE, "utf-8")
    source = attrs.evolve(SOURCE, document=documents.document_of(file))
    dataset = made({}, {}, source=source)
    seeds = tmp_path / "all.json"
    to_json(dataset, seeds)
    command = ["check", "--seeds", str(seeds), "--documents", str(tmp_path), "--source", "my-list"]
    assert main(command) == 0
    assert capsys.readouterr().out.splitlines() == ["my-list: 2 claims, 4 rows"]
    to_json(made({}, {}, {}, source=source), seeds, force=True)
    assert main(command) == 1
    assert "claim my-list/9: row.key: 2 rows have the no '9'" in capsys.readouterr().err
    file.write_text(TABLE.replace("8", "6"), "utf-8")
    assert main(command) == 1
    assert "differs from the document: its sha256 is" in capsys.readouterr().err
