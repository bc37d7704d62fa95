"""Events: when and where something happened, who took part, and according to which source."""

from collections.abc import Iterable, Iterator

import afghanwar as aw
from afghanwar.claims import is_assertion
from afghanwar.days import days_of
from encyclopedia.bars import Axis
from encyclopedia.disagreements import section as disagreements
from encyclopedia.evidence import by_source, claim_line, combined, doubt, remarks, told, what_sources_say
from encyclopedia.rst import bullets, fields, folds, heading, link, links, page_text, raw, table, text, trail
from encyclopedia.times import before_and_after, limits, reach
from encyclopedia.wording import elsewhere, in_time, in_words, period, plain, when


def page(event: aw.Event, beside: tuple[str, str], dataset: aw.Dataset) -> str:
    """Make the page of an event."""
    claims = aw.evidence_for(event, dataset=dataset)
    facts: list[tuple[str, str | list[str]]] = [
        ("When", combined(event)),
        ("Reach", reach(event, dataset)),
        ("Limits", limits(event, dataset)),
        ("Where", links("place", event.places)),
        ("Part of", links("event", [event.part_of] if event.part_of else [])),
        ("Certainty", doubt(claims)),
        ("Identifiers", elsewhere(event.identifiers)),
        *remarks(event),
    ]
    lines = [*_lead(event, dataset), *_sources(event, claims), *fields(facts)]
    lines += _sides(event, dataset) if isinstance(event, aw.Battle) else _participants(event)
    lines += _parts(event, dataset)
    lines += before_and_after(event, dataset)
    lines += disagreements(aw.disagreements_about(event, dataset=dataset))
    lines += what_sources_say(claims, dataset)
    above = trail("dataset/events/index", "Events", in_words(event.kind), beside)
    described = f"{event.name}, {plain(event.when)}: who took part, and according to which source."
    return page_text(event.name, above, described, lines, (event.name,))


def row(event: aw.Event, dataset: aw.Dataset, actor: aw.Actor | None = None) -> str:
    """Show an event in one line of a list, with the part of an actor in it and what its sources say about its time."""
    roles = ", ".join(each.role for each in event.participants if actor and each.actor == actor.id)
    part = f", as {text(roles)}" if roles else ""
    return f"{when(event.when, strong=True)}: {link('event', event.id)}{part} ({text(told(event, dataset))})"


def by_period(events: Iterable[aw.Event], dataset: aw.Dataset, actor: aw.Actor | None = None) -> list[str]:
    """List events by period, in the order of time, each with the part of an actor in it."""
    groups: dict[str, list[str]] = {}
    for event in sorted(events, key=in_time(dataset)):
        groups.setdefault(period(dataset.chronology.times(event).reach), []).append(row(event, dataset, actor))
    return folds(groups.items())


def _lead(event: aw.Event, dataset: aw.Dataset) -> list[str]:
    """Show the claim of each source that comes nearest to stating the event as a fact with its date, and the bar."""
    dates = {span for _, span in event.dates}

    def distance(id: aw.ClaimId) -> tuple[bool, bool]:
        claim = dataset.claims[id]
        return not is_assertion(claim), claim.when not in dates

    nearest: dict[aw.SourceId, aw.ClaimId] = {}
    for id in sorted(event.evidence, key=distance):
        nearest.setdefault(dataset.claims[id].source, id)
    days = days_of(event, dataset=dataset)
    axis = Axis.around(dataset.chronology.times(event).reach)
    bar = f'<div class="along">{axis.ticks()}{axis.bar(days.stretches)}</div>'
    return [*bullets(claim_line(id, dataset) for id in nearest.values()), *raw(bar)]


def _sources(event: aw.Event, claims: tuple[aw.Claim, ...]) -> list[str]:
    """List the sources, each with its date for the event and its number of claims."""
    dates: dict[str, aw.TimeSpan] = dict(event.dates)
    rows = [[link("source", id), when(dates.get(id)), f"{number:,}"] for id, number in by_source(claims).items()]
    return table(("Source", "When", "Claims"), rows, "by-source")


def _parts(event: aw.Event, dataset: aw.Dataset) -> list[str]:
    parts = [other for other in dataset.events if other.part_of == event.id]
    return [*heading("Its parts, by time"), *by_period(parts, dataset)] if parts else []


def _participants(event: aw.Event) -> list[str]:
    if not event.participants:
        return []
    rows = (f"{link('actor', each.actor)}, {text(each.role)}" for each in event.participants)
    return [*heading("Who took part"), *folds([("Who took part", list(rows))])]


def _sides(battle: aw.Battle, dataset: aw.Dataset) -> list[str]:
    lines: list[str] = []
    if battle.sides:
        lines += heading("Sides")
        for side in battle.sides:
            lines += [f"**{text(side.name)}**{' (victor)' if side.name == battle.victor else ''}", ""]
            lines += fields(_of_side(side))
        if battle.victor is None:
            lines += ["The sources name no victor.", ""]
    if battle.outcome:
        lines += [*heading("How it ended"), *bullets(claim_line(id, dataset) for id in battle.outcome)]
    return lines


def _of_side(side: aw.Side) -> Iterator[tuple[str, str]]:
    yield "Actors", links("actor", side.actors)
    yield "Commanders", links("actor", side.commanders)
