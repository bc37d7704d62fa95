"""Reading a document, and why a copy differs."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from afghanwar import Dataset, Document, DocumentError, Source
from afghanwar.documents import read_document


@pytest.fixture
def chronicle(world: Dataset) -> Source:
    return world.sources["harbour-chronicle"]


def test_a_document_is_read_as_it_is(tmp_path: Path) -> None:
    content = " \ufeffOne’s\u00a0two.\r\n\n".encode()
    (tmp_path / "x.txt").write_bytes(content)
    document = Document(file="x.txt", sha256=hashlib.sha256(content).hexdigest(), characters=15)
    assert read_document(document, str(tmp_path)).encode() == content


def test_a_missing_document_is_reported_with_its_path(chronicle: Source, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(DocumentError, match=r"chronicle\.txt' cannot be read"):
            read_document(chronicle.document, folder)


def test_a_folder_instead_of_a_document_is_reported(chronicle: Source, tmp_path: Path) -> None:
    (tmp_path / "chronicle.txt").mkdir()
    with pytest.raises(DocumentError, match=r"chronicle\.txt"):
        read_document(chronicle.document, tmp_path)


@pytest.mark.parametrize("change", ["crlf", "truncated", "empty", "stripped", "another"])
def test_a_different_text_is_reported_with_both_digests(chronicle: Source, documents_folder: Path, change: str) -> None:
    file = documents_folder / "chronicle.txt"
    content = file.read_bytes()
    changed = {
        "crlf": content.replace(b"\n", b"\r\n"),
        "truncated": content[:-1],
        "empty": b"",
        "stripped": content.replace("\u00a0".encode(), b" "),
        "another": (documents_folder / "courier.txt").read_bytes(),
    }[change]
    file.write_bytes(changed)
    with pytest.raises(DocumentError) as caught:
        read_document(chronicle.document, documents_folder)
    assert hashlib.sha256(changed).hexdigest() in str(caught.value)
    assert chronicle.document.sha256 in str(caught.value)
    assert file.name in str(caught.value)
    assert ("saved as UTF-8 with Windows line ends" in str(caught.value)) == (change == "crlf")


def test_a_text_that_was_changed_is_not_said_to_be_saved_in_another_way(
    chronicle: Source, documents_folder: Path
) -> None:
    # Digests of other texts lie before and after that of the document.
    for number in range(8):
        (documents_folder / "chronicle.txt").write_text(f"another {number}")
        with pytest.raises(DocumentError, match="every byte must be the same"):
            read_document(chronicle.document, documents_folder)


def test_a_document_that_is_not_utf_8_is_reported(tmp_path: Path) -> None:
    content = b"\xff\xfe"
    (tmp_path / "x.txt").write_bytes(content)
    document = Document(file="x.txt", sha256=hashlib.sha256(content).hexdigest(), characters=2)
    with pytest.raises(DocumentError, match="UTF-8"):
        read_document(document, tmp_path)


@pytest.mark.parametrize(
    ("encode", "told"),
    [
        (lambda text: text.replace("\n", "\r\n").encode(), "saved as UTF-8 with Windows line ends (CRLF), so save it"),
        (lambda text: text.encode("utf-8-sig"), "saved as UTF-8 with a byte order mark, so save it"),
        (
            lambda text: text.replace("\n", "\r\n").encode("utf-16"),
            "saved as UTF-16 with Windows line ends (CRLF), so save",
        ),
        (lambda text: text.encode("cp1252"), "saved as Windows-1252 or Latin-1, so save it"),
        (
            lambda text: unicodedata.normalize("NFD", text).encode(),
            "saved as UTF-8 with decomposed accents (NFD), so save",
        ),
    ],
)
def test_a_recognised_change_to_a_copy_is_reported(encode: Callable[[str], bytes], told: str, tmp_path: Path) -> None:
    text = "Élan’s\nend\n"
    document = Document(file="x.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), characters=len(text))
    (tmp_path / "x.txt").write_bytes(encode(text))
    with pytest.raises(DocumentError, match=re.escape(told)):
        read_document(document, tmp_path)


def test_a_copy_with_composed_accents_is_reported(tmp_path: Path) -> None:
    text = "E\u0301lan"
    document = Document(file="x.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), characters=len(text))
    (tmp_path / "x.txt").write_bytes("Élan".encode())
    with pytest.raises(DocumentError, match="with composed accents"):
        read_document(document, tmp_path)


@pytest.mark.parametrize("characters", [3, 5])
def test_a_wrong_length_is_reported_with_what_to_write(tmp_path: Path, characters: int) -> None:
    (tmp_path / "x.txt").write_bytes("Élan".encode())
    document = Document(file="x.txt", sha256=hashlib.sha256("Élan".encode()).hexdigest(), characters=characters)
    with pytest.raises(DocumentError, match=f"has 4 characters, not {characters}; write characters = 4"):
        read_document(document, tmp_path)
