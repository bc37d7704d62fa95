"""Summaries: a record in one line, for a prompt, a log or a message."""

from typing import Final

from afghanwar.timespan import TimeSpan

WIDTH: Final = 100
"""The most characters of a summary."""


def summary(record: object, name: str, when: TimeSpan | str | None, *facts: str) -> str:
    """Write a record in one line: its class, its name, its time in English, and what else tells it from others.

    >>> summary(object(), "Battle of Tora Bora", TimeSpan("2001-12-06/2001-12-17"), "battle")
    '<object: Battle of Tora Bora, from 6 to 17 December 2001, battle>'

    Args:
        record: The record.
        name: Its name, or what it says; of a long one, the beginning is shown.
        when: Its time, ``"undated"`` if it should have one and has none, or ``None`` if it has none by its nature.
        *facts: Short words, such as the value of its kind.

    Returns:
        At most 100 characters, all of them printable.
    """
    time = when.humanize() if isinstance(when, TimeSpan) else when
    head, tail = f"<{type(record).__name__}: ", "".join(f", {fact}" for fact in facts) + ">"
    room = WIDTH - len(head) - len(tail)
    if time:
        # Of a long name and a long time, each has half of the room.
        time = f", {_fit(time, max(room - len(name), room // 2) - 2)}"
    return f"{head}{_fit(name, room - len(time or ''))}{time or ''}{tail}"


def _fit(text: str, most: int) -> str:
    """A text on one line, and of a longer one its first words."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if len(line) <= most:
        return line
    whole = line[:most].rpartition(" ")[0]
    return f"{whole or line[: most - 1]}…"
