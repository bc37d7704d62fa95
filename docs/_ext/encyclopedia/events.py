"""Events: when and where something happened, who took part, and according to which source."""

from collections.abc import Iterator

import afghanwar as aw
from encyclopedia.disagreements import rows as disagreement_rows
from encyclopedia.evidence import by_source, dated, doubt, remarks, told
from encyclopedia.rst import bullets, fields, heading, link, links, page_text, text
from encyclopedia.times import before_and_after, limits, reach
from encyclopedia.wording import elsewhere, in_time, in_words, when


def page(event: aw.Event, dataset: aw.Dataset) -> str:
    """Make the page of an event."""
    claims = aw.evidence_for(event, dataset=dataset)
    facts: list[tuple[str, str | list[str]]] = [
        ("When", when(event.when)),
        ("By source", dated(event.dates)),
        ("Reach", reach(event, dataset)),
        ("Limits", limits(event, dataset)),
        ("Where", links("place", event.places)),
        ("Part of", links("event", [event.part_of] if event.part_of else [])),
        ("Certainty", doubt(claims)),
        ("Identifiers", elsewhere(event.identifiers)),
        *remarks(event),
    ]
    lines = fields(facts)
    lines += _sides(event, dataset) if isinstance(event, aw.Battle) else _participants(event)
    parts = sorted((other for other in dataset.events if other.part_of == event.id), key=in_time(dataset))
    if parts:
        lines += [*heading("Its parts, by time"), *bullets(map(row, parts))]
    lines += before_and_after(event, dataset)
    lines += disagreement_rows(aw.disagreements_about(event, dataset=dataset))
    lines += [*heading("What the sources say"), *by_source(claims, dataset)]
    above = f":doc:`Events </dataset/events/index>`: {in_words(event.kind)}"
    time = event.when.humanize() if event.when else "undated"
    described = f"{event.name}, {time}: who took part, and according to which source."
    return page_text(event.name, above, described, lines, (event.name,))


def row(event: aw.Event) -> str:
    """Show an event in one line of a list."""
    return f"{when(event.when, strong=True)}: {link('event', event.id)}"


def _participants(event: aw.Event) -> list[str]:
    if not event.participants:
        return []
    rows = (f"{link('actor', each.actor)}, {text(each.role)}" for each in event.participants)
    return [*heading("Who took part"), *bullets(rows)]


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
        lines += [*heading("How it ended"), *bullets(told(id, dataset) for id in battle.outcome)]
    return lines


def _of_side(side: aw.Side) -> Iterator[tuple[str, str]]:
    yield "Actors", links("actor", side.actors)
    yield "Commanders", links("actor", side.commanders)
