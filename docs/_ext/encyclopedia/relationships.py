"""Relationships: what held between two actors, shown on the pages of both, and in one list."""

import afghanwar as aw
from encyclopedia.evidence import dated, doubt, places_of, remarks
from encyclopedia.rst import box, bullets, fields, heading, link, page_text
from encyclopedia.times import limits, own_order, reach
from encyclopedia.wording import in_words, tie_from, when


def entry(tie: aw.Relationship, actor: aw.Actor, dataset: aw.Dataset) -> list[str]:
    """Show a relationship on the page of one of its ends; links to it lead to that of its subject."""
    claims = aw.evidence_for(tie, dataset=dataset)
    other = tie.object if tie.subject == actor.id else tie.subject
    forms = f" ({', '.join(map(in_words, tie.forms))})" if tie.forms else ""
    rows: list[tuple[str, str | list[str]]] = [
        ("Kind", in_words(tie.kind) + forms + (", counts as allied" if tie.kind in aw.ALLIED else "")),
        ("By source", dated(tie.dates)),
        ("Reach", reach(tie, dataset)),
        ("Order", own_order(tie, dataset)),
        ("Limits", limits(tie, dataset)),
        ("Evidence", places_of(claims)),
        ("Certainty", doubt(claims)),
        *remarks(tie),
    ]
    anchor = f"relationship-{tie.id}" if tie.subject == actor.id else None
    sentence = f"{when(tie.when, strong=True)}: {tie_from(tie, actor)} {link('actor', other)}"
    return box("entry", [sentence, *fields(rows)], anchor)


def page(dataset: aw.Dataset) -> str:
    """Make the list of all relationships, by kind and time."""
    lines = ["Each link leads to the relationship on the page of one of its ends, with its evidence."]
    for kind in aw.RelationshipKind:
        ties = aw.relationships_of(kinds=kind, dataset=dataset)
        if ties:
            lines += heading(in_words(kind).capitalize())
            lines += bullets(f"{when(tie.when, strong=True)}: {link('relationship', tie.id)}" for tie in ties)
    description = "Who was allied with whom, supported, led or fought whom, from when to when."
    return page_text("Relationships", ":doc:`The dataset </encyclopedia>`", description, lines, listed=True)
