"""Actors: who acts or speaks, with their relationships, their events, and what the sources say about them."""

import afghanwar as aw
from encyclopedia.disagreements import rows as disagreement_rows
from encyclopedia.evidence import by_source
from encyclopedia.relationships import entry
from encyclopedia.rst import bullets, fields, heading, link, links, page_text, text
from encyclopedia.times import life, reach
from encyclopedia.wording import elsewhere, in_words, when


def page(actor: aw.Actor, dataset: aw.Dataset) -> str:
    """Make the page of an actor."""
    parts = [other.id for other in dataset.actors if actor.id in other.part_of]
    facts = [
        ("Also", ", ".join(map(text, actor.aliases))),
        ("Part of", links("actor", actor.part_of)),
        ("Parts", links("actor", parts)),
        *life(actor, dataset),
        ("Identifiers", elsewhere(actor.identifiers)),
    ]
    lines = [text(actor.description), *fields(facts)]
    ties = aw.relationships_of(actor, dataset=dataset)
    if ties:
        lines += heading("Relationships, by time")
        for tie in ties:
            lines += entry(tie, actor, dataset)
    events = aw.events_between(actor=actor, dataset=dataset)
    if events:
        lines += [*heading("Events"), *bullets(_part_in(event, actor, dataset) for event in events)]
    lines += disagreement_rows(aw.disagreements_about(actor, dataset=dataset))
    claims = {*aw.claims_about(actor, dataset=dataset), *aw.claims_attributed_to(actor, dataset=dataset)}
    if claims:
        lines += [*heading("What the sources say"), *by_source(claims, dataset)]
    above = f":doc:`Actors </dataset/actors/index>`: {in_words(actor.kind)}"
    return page_text(actor.name, above, f"{actor.name}: {actor.description}", lines, (actor.name, *actor.aliases))


def _part_in(event: aw.Event, actor: aw.Actor, dataset: aw.Dataset) -> str:
    roles = ", ".join(each.role for each in event.participants if each.actor == actor.id)
    told = reach(event, dataset) if event.when is not None else ""
    return f"{when(event.when)}: {link('event', event.id)}, as {text(roles)}" + (f" ({told})" if told else "")
