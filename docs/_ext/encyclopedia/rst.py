"""reStructuredText: the few constructs that the pages consist of."""

import re
import unicodedata
from collections.abc import Iterable

_SPECIAL = re.compile(r"([\\*`|_<>])")


def text(words: str) -> str:
    """Escape words so that they are shown unchanged, also at the start of a line."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(words.splitlines()))
    return f"\\{escaped}" if escaped[:1].isalnum() or escaped[:1] in tuple("-+•.:") else escaped


def link(kind: str, id: str, words: str | None = None) -> str:
    """Link to a record, with its own title or with other words."""
    return f":{kind}:`{text(words)} <{id}>`" if words is not None else f":{kind}:`{id}`"


def links(kind: str, ids: Iterable[str]) -> str:
    """Link to several records of one kind, in a row."""
    return ", ".join(link(kind, id) for id in ids)


def heading(words: str, line: str = "-") -> list[str]:
    """Write a heading: ``=`` for the page, ``-`` for a section, ``~`` for a part of one."""
    title = text(words)
    return ["", title, line * max(4, 2 * len(title)), ""]


def bullets(rows: Iterable[str]) -> list[str]:
    """Write a list, one paragraph per row."""
    return ["", *(f"* {row}" for row in rows), ""]


def fields(rows: Iterable[tuple[str, str | list[str]]]) -> list[str]:
    """Write names with their values, a list as one line per item; a pair without a value is left out."""
    lines = [""]
    for name, value in rows:
        if isinstance(value, list):
            value = "\n".join(["", *(f"   | {each}" for each in value)]) if value else ""
        lines += f":{name}: {value}".splitlines() if value else []
    return [*lines, ""]


def box(classes: str, lines: Iterable[str], anchor: str | None = None) -> list[str]:
    """Put lines into a box with a class of the style sheet, and with an anchor."""
    head = [f".. container:: {classes}", *([f"   :name: {anchor}"] if anchor else []), ""]
    return ["", *head, *(f"   {line}" if line else "" for line in lines), ""]


def page_text(
    title: str,
    above: str,
    description: str,
    lines: Iterable[str],
    names: tuple[str, ...] = (),
    *,
    listed: bool = False,
) -> str:
    """Assemble a page.

    Args:
        title: Its heading.
        above: The line above its text: a link back, and the kind of record.
        description: One sentence for search engines and link previews.
        lines: Its text.
        names: Every name of the subject, for the index and the search.
        listed: Whether the page is in a table of contents; most pages are not, because there are too many.
    """
    head = [*([] if listed else [":orphan:"]), f":og:description: {text(description)}", ""]
    head += [".. meta::", f"   :description: {text(description)}"]
    spellings = sorted({word for name in names for word in plain(name).split()})
    head += [f"   :keywords: {', '.join(spellings)}", ""] if spellings else [""]
    index = [".. names::", "", *(f"   {name}" for name in names), ""] if names else []
    return "\n".join([*head, *heading(title, "="), *index, *box("above", [above]), *lines]) + "\n"


def plain(name: str) -> str:
    """Reduce a name to what somebody types who does not know its accents, hyphens and apostrophes."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    kept = (c for c in folded if unicodedata.category(c) not in ("Mn", "Lm") and c not in "'’‘`")
    return "".join(c if c.isalnum() else " " for c in kept)
