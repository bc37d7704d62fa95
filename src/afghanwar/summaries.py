"""Summaries: a record in one line, for a prompt, a log or a message."""

from typing import Final

from afghanwar.timespan import TimeSpan

WIDTH: Final = 100
"""The most characters of a summary."""


def summary(record: object, name: str, when: TimeSpan | str | None, *facts: str) -> str:
    """Write a record in one line: its class, its name, its time in English, and facts that distinguish it.

    >>> summary(object(), "Battle of Tora Bora", TimeSpan("2001-12-06/2001-12-17"), "battle")
    '<object: Battle of Tora Bora, from 6 to 17 December 2001, battle>'

    Args:
        record: The record.
        name: Its name, or what it says; a long one is cut.
        when: Its time, ``"undated"`` if its time is missing, or ``None`` if such records have no time.
        *facts: Short words, such as the value of its kind.

    Returns:
        At most 100 characters, all of them printable.
    """
    time = when.humanize() if isinstance(when, TimeSpan) else when
    head, tail = f"<{type(record).__name__}: ", "".join(f", {fact}" for fact in facts) + ">"
    room = WIDTH - len(head) - len(tail)
    if time:
        # A long name and a long time each get half of the room.
        time = f", {_fit(time, max(room - len(name), room // 2) - 2)}"
    return f"{head}{_fit(name, room - len(time or ''))}{time or ''}{tail}"


def _fit(text: str, most: int) -> str:
    """A text on one line; one that is too long is cut, after a word if possible."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if len(line) <= most:
        return line
    whole = line[:most].rpartition(" ")[0]
    return f"{whole or line[: most - 1]}…"
