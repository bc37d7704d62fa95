"""Bad copies of documents are reported in one line each, and the other documents are checked."""

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from afghanwar import (
    Dataset,
    DocumentError,
)
from afghanwar.command import main
from afghanwar.documents import read_document

Output = pytest.CaptureFixture[str]


COPIES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda content: b"", "it is empty, so save it again"),
    "truncated": (lambda content: content[:-1], "every byte must be the same, line ends included"),
    "cut in a character": (lambda content: content[: content.index(b"\xe2") + 1], "every byte must be the same"),
    "CRLF": (lambda content: content.replace(b"\n", b"\r\n"), "it was saved as UTF-8 with Windows line ends (CRLF)"),
    "byte order mark": (lambda content: b"\xef\xbb\xbf" + content, "it was saved as UTF-8 with a byte order mark,"),
    "UTF-16": (lambda content: content.decode().encode("utf-16"), "it was saved as UTF-16,"),
    "Windows": (
        lambda content: content.decode().replace("\n", "\r\n").encode("cp1252"),
        "it was saved as Windows-1252 or Latin-1 with Windows line ends (CRLF)",
    ),
    "Notepad": (
        lambda content: content.decode().replace("\n", "\r\n").encode("utf-8-sig"),
        "it was saved as UTF-8 with a byte order mark with Windows line ends (CRLF)",
    ),
}


@pytest.mark.parametrize("copy", COPIES)
def test_a_bad_copy_of_a_document_is_reported_in_one_line_and_the_rest_is_checked(
    seeds_folder: Path, documents_folder: Path, capsys: Output, copy: str
) -> None:
    file = documents_folder / "chronicle.txt"
    spoil, told = COPIES[copy]
    file.write_bytes(spoil(file.read_bytes()))
    assert main(["check", "--seeds", str(seeds_folder), "--documents", str(documents_folder)]) == 1
    out, err = capsys.readouterr()
    assert err.startswith(f"harbour-chronicle: {str(file)!r} differs from the document: ")
    assert told in err
    assert len(err.splitlines()) == 1
    assert [line.partition(":")[0] for line in out.splitlines()] == ["almanac-1905", "red-courier"]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("a\0b", "a\\x00b' cannot be read ("),
        ("x" * 10**7, "cannot be read (File name too long)"),
        ("", "cannot be read (it is a directory, a pipe or a device)"),
        ("/dev/zero", "'/dev/zero' cannot be read (it is a directory, a pipe or a device)"),
        ("loop.txt", f"cannot be read ({os.strerror(errno.ELOOP)})"),
    ],
    ids=["NUL", "long", "folder", "device", "loop"],
)
def test_a_document_that_is_not_a_file_is_reported(world: Dataset, tmp_path: Path, file: str, told: str) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    document = attrs.evolve(world.sources["almanac-1905"].document, file=file)
    with pytest.raises(DocumentError, match=re.escape(told)) as caught:
        read_document(document, tmp_path)
    assert len(str(caught.value)) < 1_300


def test_locate_reports_a_document_with_an_impossible_name(capsys: Output) -> None:
    assert main(["locate", "a\0b", "word"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("'a\\x00b' cannot be read (")
    assert err.endswith("; name the file of a document\n")
