"""Strict EDTF: the nearest text to a time-span that any EDTF parser accepts."""

from datetime import date
from typing import NamedTuple

from afghanwar.errors import quoted
from afghanwar.timespan.bounds import FUTURE, PAST, some_time_in
from afghanwar.timespan.dates import Point, length_of
from afghanwar.timespan.edtf import Missing, OneOf, Reading, mark_uncertain, write


class StrictText(NamedTuple):
    """A text in strict EDTF, and what it leaves out.

    Attributes:
        text: The text.
        losses: What the original text says and this one does not, in English; empty if nothing is lost.
    """

    text: str
    losses: tuple[str, ...]


def to_strict(text: str, reading: Reading) -> StrictText:
    """Write a time-span in strict EDTF.

    Args:
        text: Its text.
        reading: The parsed text.

    Returns:
        The text itself if it is strict EDTF, otherwise the nearest text that is.
    """
    if reading.end is None:
        assert not isinstance(reading.start, Missing), reading
        return _single(text, reading.start)
    sides = ((reading.start, True), (reading.end, False))
    parts = text.split("/")
    kept = [part if _is_strict_end(end) else None for part, (end, _) in zip(parts, sides, strict=True)]
    if None not in kept:
        return StrictText(text, ())
    ends = [_outer(end, first) if part is None else part for part, (end, first) in zip(kept, sides, strict=True)]
    if {*ends} <= {"", ".."}:
        return _attested(parts, reading)
    losses = [
        f"the {'start' if first else 'end'} {quoted(part)} is written as {quoted(written) if written else 'unknown'}"
        for part, written, (_, first) in zip(parts, ends, sides, strict=True)
        if part != written
    ]
    return StrictText("/".join(ends), tuple(losses))


def _single(text: str, end: Point | OneOf) -> StrictText:
    """A date, a one-of range or a list."""
    if isinstance(end, Point):
        if _is_strict(end):
            return StrictText(text, ())
        return StrictText(_replaced(end), (f"the mark of {quoted(text)}",))
    unmarked = text.removesuffix("?")
    losses = [] if unmarked == text else [f"the mark of {quoted(text)}"]
    members = []
    for part, (begin, last) in zip(unmarked[1:-1].split(","), end.members or ((end.begin, end.end),), strict=True):
        if begin is last and begin is not None and not _is_strict(begin, in_list=True):
            member = _replaced(begin, in_list=True).strip("[]")
            fault = "the member {} is written as a range" if ".." in member else "the mark of {}"
            losses.append(fault.format(quoted(part)))
            members.append(member)
        elif begin is not None and last is not None and begin is not last and len(begin.text) != len(last.text):
            losses.append(f"the range {quoted(part)} is written in days")
            members.append(f"{begin.first}..{last.last}")
        else:
            members.append(part)
    return StrictText(f"[{','.join(members)}]", tuple(losses))


def _is_strict(point: Point, *, in_list: bool = False) -> bool:
    """Whether a date is strict EDTF: only days, months and years have marks, and lists have no seasons."""
    if point.in_months:
        return not point.mark and not in_list
    return not point.mark or not point.unspecified


def _is_strict_end(end: Point | OneOf | Missing) -> bool:
    """Whether the end of an interval is strict EDTF."""
    return isinstance(end, Missing) or (isinstance(end, Point) and not end.in_months and _is_strict(end))


def _replaced(point: Point, *, in_list: bool = False) -> str:
    """A marked season or date with an ``X``: without the mark, and as the range that it covers if that is wider."""
    if point.mark == "?" and not (in_list and point.in_months):
        return point.text
    text = write(some_time_in(point.first, point.last))
    assert text is not None, point
    return text


def _outer(end: Point | OneOf | Missing, first: bool) -> str:
    """The outermost date of an end of an interval; ``""`` if there is none."""
    assert not isinstance(end, Missing), end
    point = (end.begin if first else end.end) if isinstance(end, OneOf) else end
    if point is None:
        return ""
    day = point.first if first else point.last
    if day in (PAST, FUTURE):
        return ""
    text = point.text if point.mark in ("", "?") and not point.in_months else _as_month(day, first)
    doubtful = "?" in end.mark + point.mark or "%" in end.mark + point.mark
    return f"{text}?" if doubtful and text[-1] != "X" else text


def _as_month(day: date, first: bool) -> str:
    """A day as a text, or the month that begins or ends with it."""
    whole = day.day == (1 if first else length_of(day.year, day.month))
    return day.isoformat()[: 7 if whole else 10]


def _attested(parts: list[str], reading: Reading) -> StrictText:
    """The written days of a time-span that may have begun long before or ended long after them."""
    start, end, bounds = reading
    losses = []
    if isinstance(start, OneOf):
        losses.append(f"the start {quoted(parts[0])}: it may have begun earlier")
    if isinstance(end, OneOf):
        losses.append(f"the end {quoted(parts[1])}: it may have ended later")
    if isinstance(start, OneOf) and isinstance(end, OneOf) and bounds.latest_start >= bounds.earliest_end:
        text = write(some_time_in(bounds.earliest_end, bounds.latest_start))
        assert text is not None, bounds
        text = mark_uncertain(text) if reading.marks and text[0] != "[" else text
        return StrictText(text, tuple(losses))
    ends = [
        _outer(side, not first) if isinstance(side, OneOf) else part
        for part, side, first in zip(parts, (start, end), (True, False), strict=True)
    ]
    return StrictText("/".join(ends), tuple(losses))
