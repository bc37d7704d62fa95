"""Read a document and say why a copy differs; describe a file as a document, so that it can be read again."""

import hashlib
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from afghanwar.errors import DocumentError, quoted_path, why_unreadable
from afghanwar.sources import Document

_ENCODINGS = (
    ("utf-8", "UTF-8"),
    ("utf-8-sig", "UTF-8 with a byte order mark"),
    ("utf-16", "UTF-16"),
    ("cp1252", "Windows-1252 or Latin-1"),
)
_NAME_IT = "name the file of a document"


def read_document(document: Document, folder: str | Path) -> str:
    """Read the text of a document, and check that it is the one from which the claims were made.

    Its digest is compared, because the offsets of passages are valid only for exactly that text.

    Args:
        document: The document.
        folder: The folder that contains its file.

    Returns:
        Its text, decoded as UTF-8, not stripped or normalised.

    Raises:
        DocumentError: The file is missing or cannot be read, or its digest or its length differs.
    """
    path = Path(folder) / document.file
    name = quoted_path(path)
    content = _content(path, "save the document there, or name the folder that contains it")
    digest = hashlib.sha256(content).hexdigest()
    if digest != document.sha256:
        raise DocumentError(
            f"{name} differs from the document: its sha256 is {digest}, "
            f"not {document.sha256}; {_advice(content, document)}"
        )
    text = _text(path, content)
    if len(text) != document.characters:
        advice = f"write characters = {len(text)} in the seed of its source"
        raise DocumentError(f"{name} has {len(text)} characters, not {document.characters}; {advice}")
    return text


def document_of(file: str | Path) -> Document:
    """Describe a file as the document of a source: its name, its digest and its length.

    Args:
        file: The file, in UTF-8; for a dataset, its table as CSV.

    Returns:
        The document, without asides.

    Raises:
        DocumentError: The file is missing or cannot be read, or is not UTF-8.
    """
    path = Path(file)
    content = _content(path, _NAME_IT)
    digest = hashlib.sha256(content).hexdigest()
    return Document(file=path.name, sha256=digest, characters=len(_text(path, content)))


def read_text(file: str | Path) -> str:
    """Read the text of any document.

    Raises:
        DocumentError: The file is missing or cannot be read, or is not UTF-8.
    """
    path = Path(file)
    return _text(path, _content(path, _NAME_IT))


def _content(path: Path, advice: str) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # Reading from a pipe could block forever.
            raise ValueError("it is a directory, a pipe or a device")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise DocumentError(f"{quoted_path(path)} cannot be read ({why_unreadable(error)}); {advice}") from None


def _text(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{quoted_path(path)} is not UTF-8 ({error}); save the document as UTF-8") from None


def _advice(content: bytes, document: Document) -> str:
    """Say how to undo a change that an editor or a download made to a document, if it can be undone."""
    if not content:
        return "it is empty, so save it again"
    for encoding, name in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        for restored, change in _restored(text):
            if hashlib.sha256(restored.encode()).hexdigest() == document.sha256:
                return f"it was saved as {name}{change}, so save it as UTF-8 with its original line ends and accents"
    return "every byte must be the same, line ends included"


def _restored(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text with each common change undone, and the name of the change."""
    yield text, ""
    yield text.replace("\r\n", "\n"), " with Windows line ends (CRLF)"
    yield unicodedata.normalize("NFC", text), " with decomposed accents (NFD)"
    yield unicodedata.normalize("NFD", text), " with composed accents (NFC)"
