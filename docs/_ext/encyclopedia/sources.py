"""Sources: a work with its stance, and everything it says, in the order of its text."""

from collections.abc import Iterator
from itertools import groupby

import afghanwar as aw
from encyclopedia.rst import box, fields, heading, link, links, page_text, text, trail
from encyclopedia.wording import exactly, in_words, inferred, number


def page(source: aw.Source, beside: tuple[str, str], dataset: aw.Dataset) -> str:
    """Make the page of a source."""
    facts = [
        ("Title", text(source.title)),
        ("Authors", ", ".join(map(text, source.authors)) or "not named"),
        ("Publisher", text(source.publisher or "")),
        ("Published", exactly(source.published) if source.published else "not stated"),
        ("Stance", text(source.stance)),
        ("Licence", text(source.licence or "not stated")),
        ("Address", f"`{text(source.url)} <{source.url}>`__" if source.url else ""),
        ("Inferred", inferred(source.inferred)),
        ("Note", text(source.note or "")),
    ]
    lines = fields(facts)
    lines += [
        "This page lists what the source says, in our words and in the order of its text. A label says how each claim "
        "is made; the first and last words of its passage help to find it in the text. "
        ":doc:`How to read the pages </encyclopedia>`.",
    ]
    used = _evidence_of(dataset)
    claims = aw.claims_by_source(source, dataset=dataset)
    for place, group in groupby(claims, key=lambda claim: f"{claim.locator.unit.capitalize()} {claim.locator.place}"):
        lines += heading(place)
        for claim in group:
            lines += _claim(claim, used.get(claim.id, []), dataset)
    by = ", ".join(source.authors) or source.publisher or "an unnamed author"
    description = f"“{source.title}” by {by}: what it says, claim by claim, each with its place in the text."
    above = trail("dataset/sources/index", "Sources", in_words(source.kind), beside)
    return page_text(source.label, above, description, lines, (source.label, source.title), listed=True)


def _claim(claim: aw.Claim, used: list[str], dataset: aw.Dataset) -> list[str]:
    modality = claim.modality.value
    rows: list[tuple[str, str | list[str]]] = [
        ("Where", _where(claim.locator)),
        ("Speaker", links("actor", [claim.attributed_to] if claim.attributed_to else [])),
        ("When", exactly(claim.when) if claim.when else ""),
        ("Numbers", list(_quantities(claim, dataset))),
        ("Its words", f"“{text(claim.wording)}”" if claim.wording else ""),
        ("About", ", ".join(filter(None, (links("actor", claim.actors), links("place", claim.places))))),
        ("Evidence for", used),
        ("Inferred", inferred(claim.inferred)),
        ("Note", text(claim.note or "")),
    ]
    slug = claim.id.partition("/")[2]
    label = f":modality:`{modality}` {text(claim.says)} {link('claim', claim.id, '¶')} :cite:`{claim.id}`"
    return box(f"entry claim {modality}", [label, *fields(rows)], f"claim-{slug}")


def _where(locator: aw.Passage | aw.Row) -> str:
    if isinstance(locator, aw.Row):
        return f"the row with the {text(locator.column)} {text(locator.key)}"
    begins, ends = f"“{text(locator.begins)}”", f"“{text(locator.ends)}”"
    return begins if begins == ends else f"from {begins} to {ends}"


def _quantities(claim: aw.Claim, dataset: aw.Dataset) -> Iterator[str]:
    for quantity in claim.quantities:
        unit = dataset.measures[quantity.measure].unit
        kind = link("measure", quantity.measure)
        yield f"“{text(quantity.wording)}”, {number(quantity)} ({text(unit)}; {kind})"


def _evidence_of(dataset: aw.Dataset) -> dict[aw.ClaimId, list[str]]:
    """Links to every record that each claim is evidence for, and to every disagreement in which it gives an answer."""
    used: dict[aw.ClaimId, list[str]] = {}
    for kind, shelf in (
        ("event", dataset.events),
        ("relationship", dataset.relationships),
        ("disagreement", dataset.disagreements),
    ):
        for record in shelf:
            for claim in aw.evidence_for(record, dataset=dataset):
                used.setdefault(claim.id, []).append(link(kind, record.id))
    return used
