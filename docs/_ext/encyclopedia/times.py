"""Times: what the pages say about the time of a record besides its dates: its reach, its order and its limits."""

from collections.abc import Iterable, Iterator
from datetime import date

import afghanwar as aw
from afghanwar.dataset.limits import Line, Node, Point
from afghanwar.kinds import kind_of
from afghanwar.queries.explain import ORDER_IN_WORDS, limits_by_order
from afghanwar.timespan.bounds import FUTURE, PAST, UNBOUNDED, Bounds
from afghanwar.timespan.english import day_in_words, days_in_words, within_days_in_words
from encyclopedia.evidence import places_of
from encyclopedia.rst import bullets, fields, heading, link
from encyclopedia.wording import when


def reach(record: aw.Event | aw.Relationship, dataset: aw.Dataset) -> str:
    """Say which ends of a record no source states, and which days the sources cover; ``""`` if both are stated."""
    told = dataset.chronology.times(record).reach
    if record.when is None:
        return "no source dates it" + (f"; by the order of events, it was {_between(*told)}" if told else "")
    assert told is not None, record.id
    first, last = told
    bounds = record.when.bounds
    opens, closes = bounds.earliest_start == PAST, bounds.latest_end == FUTURE
    if opens and closes:
        return f"neither beginning nor end is stated; the sources speak of it {days_in_words(first, last)}"
    if closes:
        return f"its end is not stated; the sources speak of it until {day_in_words(last)}"
    if opens:
        return f"its beginning is not stated; the sources speak of it from {day_in_words(first)}"
    return ""


def limits(record: aw.Event | aw.Relationship, dataset: aw.Dataset) -> list[str]:
    """List the limits that are stricter than the dates, each with its reason."""
    node = (kind_of(record).name, str(record.id))
    dates = UNBOUNDED if record.when is None else record.when.bounds
    by_order = dataset.chronology.limits.bounds(node)
    found = dataset.chronology.times(record).worlds.possible
    rows = list(_by_order(node, dates, by_order, dataset))
    if isinstance(record, aw.Relationship):
        rows += _by_lives(record, by_order, found, dataset)
    return rows


def before_and_after(event: aw.Event, dataset: aw.Dataset) -> list[str]:
    """List what came before and after an event: according to the sources, with their claims, and by the dates."""
    node = ("event", str(event.id))
    rows = own_order(event, dataset)
    for other in (*dataset.events, *dataset.relationships):
        theirs = (kind_of(other).name, str(other.id))
        lines = (line for line in other.order if line.other == event.id)
        rows += [_sentence(Line(theirs, line.word, node, line.evidence), node, dataset) for line in lines]
    near = list(_nearest(event, dataset))
    return [*heading("Before and after"), *bullets(rows), *fields(near)] if rows or near else []


def _nearest(event: aw.Event, dataset: aw.Dataset, most: int = 3) -> Iterator[tuple[str, str]]:
    """List the last events that certainly ended before an event, and the first that certainly began after it."""
    own = dataset.chronology.times(event).worlds
    worlds = {other: dataset.chronology.times(other).worlds for other in dataset.events if other.when is not None}
    before = [other for other, its in worlds.items() if its.before(own) is aw.Certainty.CERTAIN]
    after = [other for other, its in worlds.items() if own.before(its) is aw.Certainty.CERTAIN]
    before.sort(key=lambda other: worlds[other].possible.latest_end, reverse=True)
    after.sort(key=lambda other: worlds[other].possible.earliest_start)
    for name, found in (("Nearest earlier events", before), ("Nearest later events", after)):
        yield name, "; ".join(f"{link('event', other.id)}, {when(other.when)}" for other in found[:most])


def own_order(record: aw.Event | aw.Relationship, dataset: aw.Dataset) -> list[str]:
    """List what a record came before, after or within, and whose existence it begins or ends."""
    node = (kind_of(record).name, str(record.id))
    rows = []
    for line in record.order:
        other = ("event" if line.other in dataset.events else "source", str(line.other))
        rows.append(_sentence(Line(node, line.word, other, line.evidence), node, dataset))
    if isinstance(record, aw.Event):
        for verb, lives in (("began", record.begins), ("ended", record.ends)):
            rows += [f"{link('actor', id)} {verb} with it ({_says_who(by, dataset)})" for id, by in lives]
    return rows


def life(actor: aw.Actor, dataset: aw.Dataset) -> list[tuple[str, str]]:
    """Name the events with which an actor's existence begins and ends."""
    begins = [link("event", event.id) for event in dataset.events if actor.id in dict(event.begins)]
    ends = [link("event", event.id) for event in dataset.events if actor.id in dict(event.ends)]
    return [("Begins with", ", ".join(begins)), ("Ends with", ", ".join(ends))]


def _by_lives(tie: aw.Relationship, by_order: Bounds, found: Bounds, dataset: aw.Dataset) -> Iterator[str]:
    """Yield the limits from the lives of a tie's actors, or of what they are part of, beyond the order of events."""
    for id in dataset.chronology.with_ancestors(tie.subject, tie.object):
        lived = dataset.chronology.lives.get(id, UNBOUNDED)
        (_, begins), (_, ends) = life(dataset.actors[id], dataset)
        actor = link("actor", id)
        if lived.earliest_start == found.earliest_start != by_order.earliest_start:
            yield f"it did not begin before {day_in_words(found.earliest_start)}: {actor} began with {begins}"
        if lived.latest_end == found.latest_end != by_order.latest_end:
            yield f"it ended no later than {day_in_words(found.latest_end)}: {actor} ended with {ends}"


def _by_order(node: Node, dates: Bounds, found: Bounds, dataset: aw.Dataset) -> Iterator[str]:
    for words, point, lower in limits_by_order(node, found, dates):
        lines, origin = dataset.chronology.limits.chain(point, lower=lower)
        yield f"{words}: {_chain(lines, origin, node, dataset)}"


def _chain(lines: Iterable[Line], origin: Point, node: Node, dataset: aw.Dataset) -> str:
    """Write the lines that lead to a limit, and the date of the record that it comes from."""
    reasons = "; ".join(_sentence(line, node, dataset) for line in lines)
    kind, id = origin[0]
    if kind == "source":
        return f"{reasons}, published {when(dataset.sources[id].published)}"
    record = dataset.events[id] if kind == "event" else dataset.relationships[id]
    return f"{reasons}; {link(kind, id)} is dated {when(record.when)}"


def _sentence(line: Line, node: Node, dataset: aw.Dataset) -> str:
    names = (_name(each, node) for each in (line.record, line.other))
    return f"{ORDER_IN_WORDS[line.word].format(*names)} ({_says_who(line.evidence, dataset)})"


def _name(each: Node, node: Node) -> str:
    if each == node:
        return "it"
    kind, id = each
    return f"the publication of {link(kind, id)}" if kind == "source" else link(kind, id)


def _says_who(evidence: Iterable[str], dataset: aw.Dataset) -> str:
    return "; ".join(places_of((dataset.claims[id] for id in evidence), dataset)) or "inferred by the curator"


def _between(first: date, last: date) -> str:
    if first == PAST:
        return f"not after {day_in_words(last)}"
    if last == FUTURE:
        return f"not before {day_in_words(first)}"
    return within_days_in_words(first, last)
