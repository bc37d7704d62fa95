"""Actors: pages for those who act or speak, with their relationships, their events, and the claims about them."""

import afghanwar as aw
from encyclopedia.disagreements import section as disagreements
from encyclopedia.events import by_period
from encyclopedia.evidence import by_source, sources_of, what_sources_say
from encyclopedia.relationships import section as relationships
from encyclopedia.rst import fields, fold, heading, link, links, page_text, table, text, trail
from encyclopedia.times import life
from encyclopedia.wording import elsewhere, in_words


def page(actor: aw.Actor, beside: tuple[str, str], dataset: aw.Dataset) -> str:
    """Make the page of an actor."""
    parts = [other.id for other in dataset.actors if actor.id in other.part_of]
    facts = [
        ("Also", ", ".join(map(text, actor.aliases))),
        ("Part of", links("actor", actor.part_of)),
        ("Parts", links("actor", parts)),
        *life(actor, dataset),
        ("Identifiers", elsewhere(actor.identifiers)),
    ]
    claims = {*aw.claims_about(actor, dataset=dataset), *aw.claims_attributed_to(actor, dataset=dataset)}
    lines = [text(actor.description), *_sources(actor, by_source(claims), dataset)]
    lines += fold("Names and parts", fields(facts)) if any(shown for _, shown in facts) else []
    lines += relationships(actor, dataset)
    events = aw.events_between(actor=actor, dataset=dataset)
    if events:
        lines += [*heading("Events"), *by_period(events, dataset, actor)]
    lines += disagreements(aw.disagreements_about(actor, dataset=dataset))
    lines += what_sources_say(claims, dataset)
    above = trail("dataset/actors/index", "Actors", in_words(actor.kind), beside)
    return page_text(actor.name, above, f"{actor.name}: {actor.description}", lines, (actor.name, *actor.aliases))


def _sources(actor: aw.Actor, claims: dict[str, int], dataset: aw.Dataset) -> list[str]:
    """Count the claims, relationships and events of an actor, per source."""
    if not claims:
        return []
    ties, events = aw.relationships_of(actor, dataset=dataset), aw.events_between(actor=actor, dataset=dataset)
    rows = []
    for id, number in claims.items():
        told = [sum(id in sources_of(each.evidence) for each in found) for found in (ties, events)]
        rows.append([link("source", id), *(f"{count:,}" for count in (number, *told))])
    return table(("Source", "Claims", "Relationships", "Events"), rows, "by-source")
