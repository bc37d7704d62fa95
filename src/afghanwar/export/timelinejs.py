"""TimelineJS: events as slides on a timeline, with their uncertainty in words."""

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any, Final, TypeAlias

from afghanwar.claims import Claim
from afghanwar.dataset.dataset import Dataset
from afghanwar.events import Event, EventKind
from afghanwar.export.credits import credits_of
from afghanwar.kinds import records_of_kinds
from afghanwar.queries.scope import scope
from afghanwar.rows import check_from
from afghanwar.timespan import TimeSpan
from afghanwar.timespan.bounds import FUTURE, PAST
from afghanwar.timespan.dates import Point
from afghanwar.timespan.edtf import read

Slide: TypeAlias = dict[str, Any]
"""A JSON object of TimelineJS."""

_UNASSERTED: Final = " (no source asserts it in its own voice)"


def to_timelinejs(events: Iterable[Event], *, dataset: Dataset | None = None) -> Slide:
    """Make the JSON of a timeline for TimelineJS, by Knight Lab.

    A slide begins at the earliest date that is written and ends at the latest, both as precise as they are written. Its
    ``display_date`` gives the date and its uncertainty in English; its text is what the sources say. An event without a
    date is placed by the order of events, if that bounds it on both sides, and its slide says so. Any other has no
    slide; it is in the list ``undated``, which TimelineJS ignores, and named on the title slide. A war is also an era,
    for the days on which it certainly lasted.

    >>> import afghanwar as aw
    >>> [slide] = to_timelinejs([aw.load().events["battle-of-tora-bora"]])["events"]
    >>> slide["start_date"], slide["display_date"]
    ({'year': 2001, 'month': 12, 'day': 6}, 'From 6 to 17 December 2001')

    Args:
        events: The events, including battles. TimelineJS shows nothing unless at least one has a date.
        dataset: The dataset that they are from, or the view; the bundled one by default.

    Returns:
        A document with ``title``, ``events`` and ``eras``, as TimelineJS reads it, and ``undated``; slides are in the
        order of the events.

    Raises:
        TypeError: One of them is not a record.
        ValueError: One of them is not an event, or differs from the dataset's because it is from a view.
        UnknownRecordError: The dataset has no such event.
    """
    dataset, _ = scope(dataset, None)
    given = tuple(dict.fromkeys(records_of_kinds(("event",), events, "a timeline shows events, not", "leave it out")))
    for event in given:
        check_from(dataset, event)
    slides, undated = [], []
    for event in given:
        slide, dates = _slide(event, dataset), _dates(event, dataset)
        if dates:
            slides.append({**dates, **slide})
        else:
            undated.append(slide)
    return {
        "title": _title(undated, dataset),
        "events": slides,
        "eras": [era for event in given for era in _eras(event, dataset)],
        "undated": undated,
    }


def _slide(event: Event, dataset: Dataset) -> Slide:
    """A slide without its dates."""
    places = ", ".join(dataset.places[place].name for place in event.places)
    claims = "".join(_said(dataset.claims[id], dataset) for id in event.evidence)
    text = f"{f'<p>{escape(places)}</p>' if places else ''}<ul>{claims}</ul>"
    return {
        "unique_id": str(event.id),
        "group": event.kind.value.capitalize(),
        "text": {"headline": escape(event.name), "text": text},
    }


def _said(claim: Claim, dataset: Dataset) -> str:
    where = f"{dataset.sources[claim.source].title}, {claim.locator.unit} {claim.locator.place}"
    return f"<li>{escape(claim.says)} <small>({escape(where)})</small></li>"


def _dates(event: Event, dataset: Dataset) -> Slide:
    """The dates of a slide, and their description; empty if there is no day to place it at."""
    times = dataset.chronology.times(event)
    if event.when is not None:
        start, end, words = *_written(event.when), event.when.humanize()
    elif times.reach is not None:
        # An event without a date has a reach only if the order of events bounds it on both sides.
        first, last = times.reach
        start, end = _parts(first.isoformat()), _parts(last.isoformat())
        words = f"no date is given; by the order of events, {TimeSpan(f'[{first}..{last}]').humanize()}"
    else:
        return {}
    words = f"{words[0].upper()}{words[1:]}{'' if times.asserted else _UNASSERTED}"
    return {"start_date": start, **({} if start == end else {"end_date": end}), "display_date": words}


def _written(span: TimeSpan) -> tuple[Slide, Slide]:
    """The earliest and the latest date that is written in a time-span."""
    points = read(span.text).points
    earliest = min(points, key=lambda point: (point.first, -len(point.text)))
    latest = max(points, key=lambda point: (point.last, len(point.text)))
    return _date(earliest, earliest.first), _date(latest, latest.last)


def _date(point: Point, outer: date) -> Slide:
    """A written date; where TimelineJS has no such date, as for a season, its first or last month or year."""
    if point.in_months:
        return _parts(outer.isoformat()[:7])
    if point.unspecified:
        return _parts(outer.isoformat()[: 4 if point.text[3] == "X" else 10])
    return _parts(point.text)


def _parts(text: str) -> Slide:
    return dict(zip(("year", "month", "day"), map(int, text.split("-")), strict=False))


def _eras(event: Event, dataset: Dataset) -> Iterable[Slide]:
    """The days on which a war certainly lasted, if there are any."""
    worlds = dataset.chronology.times(event).worlds
    first, last = worlds.possible.latest_start, worlds.possible.earliest_end
    if event.kind is EventKind.WAR and not worlds.doubtful and PAST < first <= last < FUTURE:
        start, end = _parts(first.isoformat()), _parts(last.isoformat())
        yield {"start_date": start, "end_date": end, "text": {"headline": escape(event.name)}}


def _title(undated: list[Slide], dataset: Dataset) -> Slide:
    text = "<p>A date is only as precise as its sources; the words above each slide say what is known about it.</p>"
    if undated:
        names = "; ".join(slide["text"]["headline"] for slide in undated)
        text += f"<p>Without a date, and so without a slide ({len(undated)}): {names}.</p>"
    return {"unique_id": "title-slide", "text": {"headline": escape(credits_of(dataset).title), "text": text}}
