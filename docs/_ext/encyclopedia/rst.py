"""reStructuredText: the few constructs that the pages consist of."""

import re
import unicodedata
from collections.abc import Iterable

ABOVE = ":doc:`The dataset </encyclopedia>`"
"""The way to a page of the dataset that is in no other list."""

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
    """Write fields with their values, a list as one line per item; a field without a value is left out."""
    lines = [""]
    for name, value in rows:
        if isinstance(value, list):
            value = "\n".join(["", *(f"   | {each}" for each in value)]) if value else ""
        lines += f":{name}: {value}".splitlines() if value else []
    return [*lines, ""]


def fold(summary: str, lines: Iterable[str], *, unfolded: bool = False) -> list[str]:
    """Put lines under a summary line that unfolds them; they may not have headings."""
    head = [f".. fold:: {' '.join(summary.split())}", *(["   :open:"] if unfolded else []), ""]
    return ["", *head, *(f"   {line}" if line else "" for line in lines), ""]


def folds(groups: Iterable[tuple[str, list[str]]], most: int = 10) -> list[str]:
    """Write groups of list items: as one list if the items are few, otherwise each as a fold with its number.

    Args:
        groups: The titles of the groups, and their items.
        most: How many items may be visible.
    """
    found = [(title, items) for title, items in groups if items]
    if sum(len(items) for _, items in found) <= most:
        return bullets(item for _, items in found for item in items)
    lines: list[str] = []
    for title, items in found:
        lines += fold(f"{title} ({len(items)})", bullets(items))
    return lines


def raw(html: str) -> list[str]:
    """Put HTML into a page unchanged."""
    return ["", ".. raw:: html", "", *(f"   {line}" for line in html.splitlines()), ""]


def table(heads: Iterable[str], rows: Iterable[Iterable[str]], classes: str = "") -> list[str]:
    """Write a table whose first column has the headings of its rows."""
    head = [".. list-table::", "   :header-rows: 1", "   :stub-columns: 1", "   :widths: auto"]
    head += [f"   :class: {classes}"] if classes else []
    lines = ["", *head, ""]
    for row in (heads, *rows):
        lines += [f"   {'* -' if at == 0 else '  -'} {cell}" for at, cell in enumerate(row)]
    return [*lines, ""]


def trail(place: str, title: str, what: str, beside: tuple[str, str] = ("", "")) -> str:
    """Write the line above the text of a page: the path to it, and links to its neighbours.

    Args:
        place: The index that lists it, as a document: ``"dataset/actors/index"``.
        title: What the index is called.
        what: The kind of record.
        beside: Links to what comes before and after it in the index.
    """
    before, after = beside
    near = " | ".join(filter(None, (before and f"← {before}", after and f"{after} →")))
    way = f"{ABOVE} › :doc:`{title} </{place}>` › {what}"
    return f"{way} | {near}" if near else way


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
    """Reduce a name to what somebody types without its accents, hyphens and apostrophes."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    kept = (c for c in folded if unicodedata.category(c) not in ("Mn", "Lm") and c not in "'’‘`")
    return "".join(c if c.isalnum() else " " for c in kept)
