"""Look-alikes: the characters that word processors and web pages use instead of those of TOML."""

import re
import unicodedata

_QUOTES = "“”„‟″‶«»‘’‚‛′‵´`ʻʼʽ＂＇"
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_TRIPLE = re.compile(rf"([{_QUOTES}])\1\1")


def look_alike(text: str, fault: str) -> str:
    """Name the character that makes a text invalid TOML, if it only looks like one of TOML.

    >>> look_alike("name = “X”", "Invalid value (at line 1, column 8)")
    ': U+201C (left double quotation mark) in line 1, column 8 is not TOML; write a straight quotation mark'

    Args:
        text: The text.
        fault: The message of ``tomllib``.

    Returns:
        A clause after a colon; ``""`` if the fault is not at such a character, and no quotation mark before it on its
        line looks like the missing end of a text.
    """
    text = text.replace("\r\n", "\n")  # As tomllib counts lines.
    if place := _PLACE.search(fault):
        row, column = map(int, place.groups())
        line = text.split("\n")[row - 1]
        if column <= len(line) and not (line[column - 1].isascii() and line[column - 1].isprintable()):
            return _named(line[column - 1], row, column, "is not TOML")
        line = line[:column]
    elif not fault.startswith(("Unterminated string", "Expected \"'")):
        return ""
    elif triple := _TRIPLE.search(text):
        row, line = _line_with(text, triple.start())
        line = line[: line.index(triple[0]) + 1]
    else:  # The last text begins here and is not closed.
        row, line = _line_with(text, max(text.rfind("'"), text.rfind('"""')))
    found = [at for at, character in enumerate(line) if character in _QUOTES]
    return _named(line[found[-1]], row, found[-1] + 1, "does not end a string") if found else ""


def _line_with(text: str, at: int) -> tuple[int, str]:
    row = text.count("\n", 0, at)
    return row + 1, text.split("\n")[row]


def _named(character: str, row: int, column: int, fault: str) -> str:
    name = unicodedata.name(character, "a control character").lower()
    place = f"U+{ord(character):04X} ({name}) in line {row}, column {column}"
    return f": {place} {fault}; {_advice(character)}"


def _advice(character: str) -> str:
    category, plain = unicodedata.category(character), unicodedata.normalize("NFKC", character)
    if character == "\r":
        return "save the file with Unix or Windows line ends"
    if character in _QUOTES:
        return "write a straight quotation mark"
    if category == "Pd" or character == "−":
        return "write the hyphen -"
    if category.startswith("Z"):
        return "write a plain space or a new line"
    if category in ("Cf", "Cc", "Mn"):
        return "delete it"
    if category == "Nd":
        return f"write {unicodedata.decimal(character)}"
    if plain.isascii():
        return f"write {plain}"
    return "put quotation marks around a string, and around a key with characters other than a-z, A-Z, 0-9, - and _"
