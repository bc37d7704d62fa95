"""Explore: a page with all events and one with all claims, which a script filters; without it they are full lists.

The script, ``_static/explore.js``, has the rows that the library exports, for all sources together and for the view of
each, and answers as ``events_between`` does.
"""

import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

import afghanwar as aw
from afghanwar.days import Days, days_of
from afghanwar.timespan.columns import DAYS, FLAGS
from encyclopedia.bars import WAR, legend
from encyclopedia.evidence import dated_by
from encyclopedia.rst import ABOVE, page_text, raw
from encyclopedia.wording import LABELS, in_words

_CELLS = ("id", "kind", "asserted", "participants", *DAYS, *FLAGS)
"""The columns of the exported rows that the script needs."""


def pages(dataset: aw.Dataset) -> Iterator[tuple[str, str]]:
    """Make both pages.

    Args:
        dataset: The records.

    Yields:
        The name of a page and its text.
    """
    yield "explore", _events(dataset)
    yield "claims", _claims(dataset)


def _events(dataset: aw.Dataset) -> str:
    views = {id or "": _rows(dataset, id) for id in (None, *(source.id for source in dataset.sources))}
    # A "<" in a name could end the script.
    data = json.dumps(views, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    actors = {each.actor for event in dataset.events for each in event.participants}
    kinds = {event.kind.value: in_words(event.kind) for event in dataset.events}
    form = [
        _select("source", "According to", "all sources", {each.id: each.label for each in dataset.sources}),
        _select("kind", "Kind", "all kinds", kinds),
        _select("actor", "Actor", "all actors", {id: dataset.actors[id].name for id in actors}),
        '<label>From <input type="date" name="from"></label>',
        '<label>To <input type="date" name="to"></label>',
        '<label><input type="checkbox" name="certain" value="yes"> certain only</label>',
        '<button type="button">Show all</button>',
    ]
    events = aw.events_between(dataset=dataset)
    html = [*_form(form, len(events), "events"), legend(), WAR.ticks()]
    for asserted, title in ((True, "Certain"), (False, "Possible")):
        theirs = [event for event in events if dataset.chronology.times(event).asserted is asserted]
        html.append(f'<section><h2>{title} (<span class="number">{len(theirs)}</span>)</h2>')
        html += [f'<ol class="events" id="{title.lower()}">', *(_event(event, dataset) for event in theirs)]
        html.append("</ol></section>")
    html.append(f'<script type="application/json" id="rows">{data}</script>')
    lead = (
        "Choose a source, a kind of event, an actor or a time. Each event links to its page. It is *certain* if a "
        "source states it as a fact in its own voice and, where you choose a time, at least a part of it certainly "
        "lies within that time; the other events that may have happened then are *possible*. *Limits* follow from "
        "what the sources say about the order of events. The address contains the filters, so that you can share "
        "what you see."
    )
    described = "Every event on a timeline, filtered by source, kind, actor and date."
    return page_text("Explore the events", ABOVE, described, [lead, *raw("\n".join(html))], listed=True)


def _rows(dataset: aw.Dataset, source: str | None) -> list[dict[str, Any]]:
    """The exported rows of a view, in order of time: the columns that the script needs, the time and the bar."""
    view = dataset if source is None else dataset.according_to(source)
    events = aw.events_between(dataset=view)
    rows = []
    for event, row in zip(events, aw.to_rows(events, dataset=view), strict=True):
        days = days_of(event, dataset=view)
        bar = [[str(each.first), str(each.last), each.mark.value] for each in days.stretches]
        # Empty cells are left out.
        cells = {name: row[name] for name in _CELLS if row[name] not in (None, False)}
        rows.append({**cells, "words": _words(event, days, view), "bar": bar})
    return rows


def _words(event: aw.Event, days: Days, dataset: aw.Dataset) -> str:
    kind = "" if event.kind is aw.EventKind.OTHER else f"{in_words(event.kind)}, "
    return kind + dated_by(event, days, dataset)


def _event(event: aw.Event, dataset: aw.Dataset) -> str:
    days = days_of(event, dataset=dataset)
    reported = "" if days.asserted else ' class="reported"'
    return (
        f'<li id="event-{event.id}"{reported}><a href="events/{event.id}.html">{escape(event.name)}</a> '
        f"<small>{escape(_words(event, days, dataset))}</small>"
        f"{WAR.bar(days.stretches)}</li>"
    )


def _claims(dataset: aw.Dataset) -> str:
    labels = {modality.value: words for modality, words in LABELS.items()}
    form = [
        '<label class="wide">Words <input type="search" name="text"></label>',
        _select("source", "Source", "all sources", {each.id: each.label for each in dataset.sources}),
        _select("modality", "Stated as", "all labels", labels),
        '<button type="button">Show all</button>',
    ]
    html = _form(form, len(dataset.claims), "claims")
    html += ['<ol class="claims">', *(_claim(claim, dataset) for claim in aw.claims(dataset=dataset)), "</ol>"]
    lead = (
        "Every claim in one list. A claim is shown if it has all the words that you write, anywhere and in any order, "
        "with or without accents. It links to its place on the page of its source, with its passage."
    )
    described = "Every claim in the dataset, filtered by words, source and label."
    return page_text("Find a claim", ABOVE, described, [lead, *raw("\n".join(html))], listed=True)


def _claim(claim: aw.Claim, dataset: aw.Dataset) -> str:
    address = f"sources/{claim.source}.html#claim-{claim.id.partition('/')[2]}"
    place = f"{dataset.sources[claim.source].label}, {claim.locator.unit} {claim.locator.place}"
    modality = claim.modality.value
    return (
        f'<li data-source="{claim.source}" data-modality="{modality}"><a href="{address}">{escape(claim.says)}</a> '
        f'<small><span class="modality {modality}">{LABELS[claim.modality]}</span> {escape(place)}</small></li>'
    )


def _form(fields: Iterable[str], number: int, noun: str) -> list[str]:
    """A form that only a script shows, and the number of rows shown, which screen readers announce when it changes."""
    status = f'<p><output class="count" aria-live="polite">{number:,} of {number:,} {noun}</output></p>'
    return [f'<form class="explore" data-noun="{noun}" hidden>', *fields, "</form>", status]


def _select(name: str, title: str, every: str, options: dict[str, str]) -> str:
    rows = sorted(options.items(), key=lambda option: option[1].casefold())
    shown = "".join(f'<option value="{value}">{escape(words)}</option>' for value, words in rows)
    return f'<label>{title} <select name="{name}"><option value="">{every}</option>{shown}</select></label>'
