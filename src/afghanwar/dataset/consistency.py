"""Consistency: checks of the data beyond the rules that the queries need."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from afghanwar.claims import Claim
from afghanwar.dataset.chronology import Dated
from afghanwar.dataset.dataset import Dataset
from afghanwar.errors import Problem
from afghanwar.events import Event
from afghanwar.kinds import kind_of
from afghanwar.timespan import TimeSpan


def inconsistencies(dataset: Dataset) -> list[Problem]:
    """List the dates that are more certain than their evidence, or outside the event that theirs is part of.

    A date of a relationship is certain only on days on which a claim of its source in the evidence is, unless
    ``"when"`` is in ``inferred``. The dates of an event lie within those of the event that it is part of, unless a
    note says why not.

    Args:
        dataset: The dataset.

    Returns:
        The problems, by kind and id; empty if there are none.
    """
    found = []
    for record in (*dataset.events, *dataset.relationships):
        for field, message in _inconsistencies_of(record, dataset):
            found.append(Problem(kind=kind_of(record).name, record=record.id, field=field, message=message))
    return found


def _inconsistencies_of(record: Dated, dataset: Dataset) -> Iterator[tuple[str, str]]:
    if isinstance(record, Event):
        whole = None if record.part_of is None else dataset.events[record.part_of]
        if whole is not None and record.note is None and not _has_room(whole.when, record.when):
            advice = "fix one of them, or say in a note why it is still a part"
            yield "part_of", f"{record.when} is not within {whole.when}, the time of {whole.id!r}; {advice}"
        return
    claims = [dataset.claims[id] for id in record.evidence]
    for source, span in record.dates:
        days = _certain_days(span)
        if days is not None and "when" not in record.inferred and not _covers(claims, source, days):
            advice = "make it less certain, or list 'when' in inferred and say in a note what supports it"
            yield "dates", f"{span} by {source!r} is more certain than the claims of that source; {advice}"


def _has_room(whole: TimeSpan | None, part: TimeSpan | None) -> bool:
    """Whether the days that are written in the dates of a part are within the bounds of its whole."""
    if whole is None or part is None:
        return True
    (first, last), room = part.reach, whole.bounds
    return room.earliest_start <= first and last <= room.latest_end


def _certain_days(span: TimeSpan | None) -> tuple[date, date] | None:
    """The days on which something with this date was certainly the case."""
    if span is None or span.uncertain or span.bounds.latest_start > span.bounds.earliest_end:
        return None
    return span.bounds.latest_start, span.bounds.earliest_end


def _covers(claims: Iterable[Claim], source: str, days: tuple[date, date]) -> bool:
    """Whether the claims of a source together are certain on all days of a range."""
    first, last = days
    spans = sorted(certain for claim in claims if claim.source == source and (certain := _certain_days(claim.when)))
    for start, end in spans:
        if start > first:
            return False
        if end >= last:
            return True
        first = max(first, end + timedelta(days=1))
    return False
