"""Disagreements: a question that the sources answer differently, with the answers side by side and no winner."""

import afghanwar as aw
from encyclopedia.evidence import told
from encyclopedia.rst import box, bullets, heading, link, page_text, text
from encyclopedia.wording import first_known, when


def page(disagreement: aw.Disagreement, dataset: aw.Dataset) -> str:
    """Make the page of a disagreement."""
    answers: list[str] = []
    for position in disagreement.positions:
        rows = (_row(id, dataset) for id in position.claims)
        answers += box("answer", [f"**{text(position.answer)}**", *bullets(rows)])
    lines = [text(disagreement.note or ""), *box("answers", answers)]
    sides = {id for position in disagreement.positions for id in position.claims}
    events = sorted((event for event in dataset.events if sides & set(event.evidence)), key=first_known)
    if events:
        lines += [*heading("Events that it concerns"), *bullets(link("event", event.id) for event in events)]
    described = "How the sources answer it: " + "; ".join(position.answer for position in disagreement.positions)
    above = ":doc:`Disagreements </dataset/disagreements/index>`"
    return page_text(disagreement.question, above, described, lines)


def _row(id: aw.ClaimId, dataset: aw.Dataset) -> str:
    time = dataset.claims[id].when
    return told(id, dataset) + (f" Time: {when(time)}." if time else "")
