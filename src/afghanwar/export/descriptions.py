"""Descriptions: the meaning of the fields of records, from their docstrings, for formats that have descriptions."""

import inspect
import re


def field_descriptions(kind: type) -> dict[str, str]:
    """Return the description of each field of a class, from the section "Attributes" of its docstring.

    >>> from afghanwar import Quantity
    >>> field_descriptions(Quantity)["wording"]
    'The words of the source.'

    Args:
        kind: The class of a record, or of a value in one.

    Returns:
        The descriptions by field, as plain text, including inherited ones; empty if Python runs without docstrings.
    """
    found: dict[str, str] = {}
    for each in reversed(kind.__mro__):
        section = inspect.cleandoc(each.__doc__ or "").partition("\nAttributes:\n")[2]
        for field, text in re.findall(r"^    (\w+): (.*(?:\n     .*)*)", section, re.MULTILINE):
            found[field] = _plain(text)
    return found


def summary(kind: type) -> str:
    """Return the first sentence of the docstring of a class, as plain text."""
    return _plain(inspect.cleandoc(kind.__doc__ or "").partition("\n")[0])


def _plain(text: str) -> str:
    """A text of a docstring on one line, without markup; ``None`` in Python is empty in a table."""
    text = re.sub(r"`([^`<]+) <([^>]+)>`_", r"\1 (\2)", text.replace("``None``", "empty"))
    text = re.sub(r":\w+:`~?(?:[\w.]*\.)?(\w+)`", r"\1", text)
    return " ".join(text.replace("``", "").split())
