"""Relationships: what held between two actors, shown on the pages of both, and in one list."""

from collections.abc import Iterable
from datetime import date
from html import escape

import afghanwar as aw
from afghanwar.days import days_of
from encyclopedia.bars import Axis, legend
from encyclopedia.evidence import combined, dated, dated_by, doubt, places_of, remarks
from encyclopedia.rst import box, bullets, fields, fold, heading, link, links, page_text, raw, trail
from encyclopedia.times import limits, own_order, reach
from encyclopedia.wording import in_words, when

_ROWS = 13
"""When this number of relationships is reached, the other actors are folded."""
_FEW = 3
"""At most this number of other actors are not worth a fold."""
_UNFOLDED = 3
"""The largest number of relationships of which a page shows all in full."""


def section(actor: aw.Actor, dataset: aw.Dataset) -> list[str]:
    """Show the relationships of an actor, if any: a timeline by the other actor, then in full by kind."""
    ties = aw.relationships_of(actor, dataset=dataset)
    if not ties:
        return []
    lines = [*heading("Relationships"), *_along_time(ties, actor, dataset)]
    for kind in aw.RelationshipKind:
        theirs = [tie for tie in ties if tie.kind is kind]
        if theirs:
            entries = [line for tie in theirs for line in _entry(tie, actor, dataset)]
            head = f"{in_words(kind).capitalize()} ({len(theirs)}): {_others(theirs, actor, dataset)}"
            lines += fold(head, entries, unfolded=len(ties) <= _UNFOLDED)
    return lines


def page(dataset: aw.Dataset) -> str:
    """Make the list of all relationships, by kind and time."""
    lines = ["Each link leads to the relationship on the page of one of its ends, with its evidence."]
    for kind in aw.RelationshipKind:
        ties = aw.relationships_of(kinds=kind, dataset=dataset)
        if ties:
            rows = bullets(f"{when(tie.when, strong=True)}: {link('relationship', tie.id)}" for tie in ties)
            lines += fold(f"{in_words(kind).capitalize()} ({len(ties)})", rows)
    description = "Who was allied with whom, supported, led or fought whom, from when to when."
    above = trail("dataset/actors/index", "Actors", "relationships")
    return page_text("Relationships", above, description, lines, listed=True)


def _entry(tie: aw.Relationship, actor: aw.Actor, dataset: aw.Dataset) -> list[str]:
    """Show a relationship in full on the page of one of its ends; links to it lead to the page of its subject."""
    claims = aw.evidence_for(tie, dataset=dataset)
    forms = f" ({', '.join(map(in_words, tie.forms))})" if tie.forms else ""
    rows: list[tuple[str, str | list[str]]] = [
        ("Kind", in_words(tie.kind) + forms + (", counts as allied" if tie.kind in aw.ALLIED else "")),
        ("When", combined(tie)),
        ("By source", dated(tie.dates)),
        ("Reach", reach(tie, dataset)),
        ("Order", own_order(tie, dataset)),
        ("Limits", limits(tie, dataset)),
        ("Evidence", places_of(claims, dataset)),
        ("Disagreements", links("disagreement", _disputes_about([tie], dataset))),
        ("Certainty", doubt(claims)),
        *remarks(tie),
    ]
    sentence = f"{when(tie.when, strong=True)}: {tie.phrase(actor.id)} {link('actor', tie.other(actor.id))}"
    return box("entry", [sentence, *fields(rows)], f"relationship-{tie.id}")


def _along_time(ties: Iterable[aw.Relationship], actor: aw.Actor, dataset: aw.Dataset) -> list[str]:
    """Draw a timeline of relationships by the other actor, the one with the most evidence first; the rest is folded."""
    groups: dict[aw.ActorId, list[aw.Relationship]] = {}
    for tie in ties:
        groups.setdefault(tie.other(actor.id), []).append(tie)

    def by_evidence(group: tuple[aw.ActorId, list[aw.Relationship]]) -> tuple[int, str]:
        claims = {claim for tie in group[1] for claim in tie.evidence}
        return (-len(claims), dataset.actors[group[0]].name)

    ordered = sorted(groups.items(), key=by_evidence)
    axis = _axis(ties, dataset)
    shown: list[str] = []
    rest: list[str] = []
    drawn = 0
    for id, theirs in ordered:
        (shown if drawn < _ROWS else rest).append(_group(id, theirs, actor, axis, dataset))
        drawn += len(theirs)
    if len(rest) <= _FEW:
        shown, rest = shown + rest, []
    html = [f'<div class="along">{legend()}{axis.ticks()}<ol>', *shown, "</ol>"]
    if rest:
        html += [f'<details class="fold"><summary>{len(rest)} more actors on the timeline</summary>']
        html += [axis.ticks(), "<ol>", *rest, "</ol></details>"]
    return raw("\n".join([*html, "</div>"]))


def _group(id: aw.ActorId, ties: list[aw.Relationship], actor: aw.Actor, axis: Axis, dataset: aw.Dataset) -> str:
    name = dataset.actors[id].name
    rows = []
    for tie in ties:
        days = days_of(tie, dataset=dataset)
        doubts = [] if days.asserted else ["possible only"]
        doubts += [f"{word} inferred" for field, word in (("kind", "kind"), ("when", "time")) if field in tie.inferred]
        doubtful = "".join(f', <span class="doubt">{doubt}</span>' for doubt in doubts)
        rows.append(
            f'<li><a href="#relationship-{tie.id}">{escape(tie.phrase(actor.id))} {escape(name)}</a> '
            f"<small>{escape(dated_by(tie, days, dataset))}{doubtful}</small>"
            f"{axis.bar(days.stretches)}</li>"
        )
    rows += (
        f'<li><small>Different answers: <a href="../disagreements/{dispute.id}.html">'
        f"{escape(dispute.question)}</a></small></li>"
        for dispute in _between(ties, dataset)
    )
    return f'<li><a href="{id}.html">{escape(name)}</a><ul>{"".join(rows)}</ul></li>'


def _between(ties: Iterable[aw.Relationship], dataset: aw.Dataset) -> list[aw.Disagreement]:
    """Return the disagreements in which claims about some relationships are on different sides."""
    claims = {id for tie in ties for id in tie.evidence}
    disputes = (dataset.disagreements[id] for id in _disputes_about(ties, dataset))
    return [each for each in disputes if sum(bool(claims & {*side.claims}) for side in each.positions) > 1]


def _disputes_about(ties: Iterable[aw.Relationship], dataset: aw.Dataset) -> list[str]:
    """Return the disagreements that the evidence of some relationships is a part of, by id."""
    by_claim = dataset.indexes.disagreements
    return sorted({id for tie in ties for claim in tie.evidence for id in by_claim.get(claim, ())})


def _axis(ties: Iterable[aw.Relationship], dataset: aw.Dataset) -> Axis:
    """The years from the first to the last of which the sources speak, not before 1979."""
    told = [days for tie in ties if (days := dataset.chronology.times(tie).reach) is not None]
    first = max(1979, min((first.year for first, _ in told), default=2001))
    last = min(2022, max((last.year for _, last in told), default=2021))
    return Axis(date(min(first, last), 1, 1), date(last, 12, 31))


def _others(ties: Iterable[aw.Relationship], actor: aw.Actor, dataset: aw.Dataset, most: int = 2) -> str:
    """Name the other ends of relationships, those with the most evidence first."""
    ordered = sorted(ties, key=lambda tie: -len(tie.evidence))
    names = list(dict.fromkeys(dataset.actors[tie.other(actor.id)].name for tie in ordered))
    more = [f"{len(names) - most} more"] if len(names) > most + 1 else []
    return " and ".join(filter(None, (", ".join(names[:most] if more else names), *more)))
