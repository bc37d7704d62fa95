"""Disagreements: questions that the sources answer differently, with the answers side by side and no winner."""

from collections.abc import Iterable

import afghanwar as aw
from encyclopedia.evidence import told
from encyclopedia.rst import box, bullets, heading, link, page_text, text
from encyclopedia.wording import in_time, in_words, when

MEANINGS = {
    aw.DisagreementKind.CONTRADICTION: "The answers cannot all be true",
    aw.DisagreementKind.SCOPE: "The answers concern a different time, place or group, or count differently",
    aw.DisagreementKind.WORDING: "The answers give the same facts in different words or with a different judgement",
}
"""What each kind of disagreement means, as a sentence without a full stop."""


def page(disagreement: aw.Disagreement, dataset: aw.Dataset) -> str:
    """Make the page of a disagreement."""
    answers: list[str] = []
    for position in disagreement.positions:
        rows = (_row(id, dataset) for id in position.claims)
        answers += box("answer", [f"**{text(position.answer)}**", *bullets(rows)])
    kind = f"{MEANINGS[disagreement.kind]}."
    lines = [f"{kind} {text(disagreement.note)}" if disagreement.note else kind, *box("answers", answers)]
    sides = {id for position in disagreement.positions for id in position.claims}
    events = sorted((event for event in dataset.events if sides & set(event.evidence)), key=in_time(dataset))
    if events:
        lines += [*heading("Related events"), *bullets(link("event", event.id) for event in events)]
    described = "How the sources answer it: " + "; ".join(position.answer for position in disagreement.positions)
    above = f":doc:`Disagreements </dataset/disagreements/index>`: {in_words(disagreement.kind)}"
    return page_text(disagreement.question, above, described, lines)


def rows(disagreements: Iterable[aw.Disagreement]) -> list[str]:
    """List disagreements under a heading, contradictions first; nothing if there are none."""
    kinds = list(aw.DisagreementKind)
    ordered = sorted(disagreements, key=lambda each: (kinds.index(each.kind), each.question))
    lines = [f"{link('disagreement', each.id)} ({in_words(each.kind)})" for each in ordered]
    return [*heading("Disagreements"), *bullets(lines)] if lines else []


def _row(id: aw.ClaimId, dataset: aw.Dataset) -> str:
    time = dataset.claims[id].when
    return told(id, dataset) + (f" Time: {when(time)}." if time else "")
