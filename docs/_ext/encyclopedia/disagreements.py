"""Disagreements: questions that the sources answer differently, with the answers side by side and no winner."""

import re
from collections.abc import Iterable

import afghanwar as aw
from encyclopedia.evidence import claim_line
from encyclopedia.rst import box, bullets, folds, heading, link, page_text, text, trail
from encyclopedia.wording import in_time, when

MEANINGS = {
    aw.DisagreementKind.CONTRADICTION: "The answers cannot all be true",
    aw.DisagreementKind.SCOPE: "The answers concern a different time, place or group, or count differently",
    aw.DisagreementKind.WORDING: "The answers give the same facts in different words or with a different judgement",
}
"""What each kind of disagreement means, as a sentence without a full stop."""

LABELS = {
    aw.DisagreementKind.CONTRADICTION: "contradiction",
    aw.DisagreementKind.SCOPE: "difference of scope",
    aw.DisagreementKind.WORDING: "difference of wording",
}
"""The label of a kind of disagreement."""

NUMBERS = "Numbers"
_THEMES = (
    ("Dates and durations", r"(since |by )?when\b|on which day\b|how (long|soon)\b"),
    (NUMBERS, r"how (many|much)\b"),
    ("Names and descriptions", r".*\b(called|described)\?|what does the name\b"),
    ("People and sides", r"whom?\b|with whom\b|on which side\b"),
    ("Aims and reasons", r".*\b(aim|meant to|humanitarian|reasons?)\b|what were .* for\b|what (helped|weakened)\b"),
    ("Predictions and plans", r"would\b|what (was|government was) to follow\b"),
    (
        "Allies and enemies",
        r".*\b(support|come to terms|rivals|enemies|close|oppose|join|together|work with)\b",
    ),
)
"""The themes, each with a pattern for its questions in lower case; the first match counts."""

THEMES = (*(theme for theme, _ in _THEMES), "What happened")


def theme(disagreement: aw.Disagreement, dataset: aw.Dataset) -> str:
    """Return the theme of a disagreement, by its question; it is numbers if two of its answers count the same thing."""
    counts = [
        {quantity.measure for id in position.claims for quantity in dataset.claims[id].quantities}
        for position in disagreement.positions
    ]
    question = disagreement.question.lower()
    by_question = next((theme for theme, form in _THEMES if re.match(form, question)), THEMES[-1])
    same = any(one & other for at, one in enumerate(counts) for other in counts[:at])
    return NUMBERS if same and by_question != _THEMES[0][0] else by_question


def page(disagreement: aw.Disagreement, beside: tuple[str, str], dataset: aw.Dataset) -> str:
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
    above = trail("dataset/disagreements/index", "Disagreements", LABELS[disagreement.kind], beside)
    return page_text(disagreement.question, above, described, lines)


def section(disagreements: Iterable[aw.Disagreement]) -> list[str]:
    """List disagreements under a heading, contradictions first; nothing if there are none."""
    found = sorted(disagreements, key=lambda each: each.question)
    groups = [(kind, [each for each in found if each.kind is kind]) for kind in aw.DisagreementKind]
    if not found:
        return []
    few = len(found) <= 10
    return [
        *heading("Disagreements"),
        *folds(
            (
                f"{LABELS[kind].capitalize()}: {MEANINGS[kind].lower()}",
                [link("disagreement", each.id) + (f" ({LABELS[kind]})" if few else "") for each in of_kind],
            )
            for kind, of_kind in groups
        ),
    ]


def _row(id: aw.ClaimId, dataset: aw.Dataset) -> str:
    time = dataset.claims[id].when
    return claim_line(id, dataset) + (f" Time: {when(time)}." if time else "")
