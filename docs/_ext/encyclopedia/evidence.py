"""Evidence: claims, shown on the pages of the records that they support, grouped by source."""

from collections.abc import Iterable
from itertools import groupby

import afghanwar as aw
from afghanwar.claims import assertion_strength, source_of
from afghanwar.days import Days, limits_in_words
from encyclopedia.rst import fold, heading, link, text
from encyclopedia.wording import counted, exactly, inferred, label, plain, when

_MOST = 12
"""How many claims a page shows before anything is unfolded."""


def claim_line(id: aw.ClaimId, dataset: aw.Dataset) -> str:
    """Show a claim in one line that begins with its source."""
    return f"{link('source', dataset.claims[id].source)}: :said:`{id}`"


def what_sources_say(claims: Iterable[aw.Claim], dataset: aw.Dataset) -> list[str]:
    """Show claims in the order of their passages under a heading, with one fold per source; nothing if there are none.

    The folds of a page with few claims are open.
    """
    ordered = sorted(claims, key=_order)
    lines = heading("What the sources say") if ordered else []
    for id, group in groupby(ordered, key=lambda claim: claim.source):
        theirs = list(group)
        head = f"{label(id, dataset)}: {counted(len(theirs), 'claim')}"
        stance = f"{link('source', id)}: {text(dataset.sources[id].stance)}"
        lines += fold(head, [stance, *said(theirs)], unfolded=len(ordered) <= _MOST)
    return lines


def said(claims: Iterable[aw.Claim]) -> list[str]:
    """List claims, one line for each."""
    return ["", ".. said::", "", *(f"   {claim.id}" for claim in claims), ""]


def places_of(claims: Iterable[aw.Claim], dataset: aw.Dataset) -> list[str]:
    """Link to claims by their paragraphs, in one line per source: ``Stein 2021, paragraphs 2, 3``."""
    rows = []
    for id, group in groupby(claims, key=lambda claim: claim.source):
        theirs = list(group)
        numbers = ", ".join(link("claim", claim.id, claim.locator.place) for claim in theirs)
        unit = theirs[0].locator.unit
        rows.append(f"{text(label(id, dataset))}, {unit}{'' if len(theirs) == 1 else 's'} {numbers}")
    return rows


def doubt(claims: Iterable[aw.Claim]) -> str:
    """Return a remark that no source asserts something in its own voice; ``""`` if one does."""
    certain = assertion_strength(claims) is aw.Certainty.CERTAIN
    return "" if certain else "possible only, because no source states it as a fact in its own voice"


def dated(dates: aw.events.Dates) -> list[str]:
    """Return the time of a record according to each source, one line per source, if more than one dates it."""
    return [f"{link('source', id)}: {when(span)}" for id, span in dates] if len(dates) > 1 else []


def combined(record: aw.Event | aw.Relationship) -> str:
    """Return the time of a record, and how it follows from the dates of several sources, if they differ."""
    spans = {span for _, span in record.dates}
    if record.when is None or len(spans) < 2:
        return exactly(record.when)
    found = record.when.bounds
    allowed = all(found.meet(span.bounds) == found for span in spans)
    how = "what the dates of all sources allow together" if allowed else "the smallest span that covers all dates"
    return f"{exactly(record.when)} ({how})"


def remarks(record: aw.Event | aw.Relationship) -> list[tuple[str, str | list[str]]]:
    """Return the inferred fields of a record, and the curator's note."""
    return [("Inferred", inferred(record.inferred)), ("Note", text(record.note or ""))]


def sources_of(claims: Iterable[aw.ClaimId]) -> list[str]:
    """Return the ids of the sources of some claims, each once."""
    return list(dict.fromkeys(map(source_of, claims)))


def labels(claims: Iterable[aw.ClaimId], dataset: aw.Dataset) -> str:
    """Name the sources of some claims, each once: ``Giustozzi 2021; Stein 2021``."""
    return "; ".join(label(id, dataset) for id in sources_of(claims))


def told(record: aw.Event | aw.Relationship, dataset: aw.Dataset) -> str:
    """Name the sources of a record, each with its own time if these differ: ``Stein 2021: 2001; BBC: undated``."""
    dates: dict[str, aw.TimeSpan] = dict(record.dates)
    times = {id: dates.get(id) for id in sources_of(record.evidence)}
    differ = len(set(times.values())) > 1
    return "; ".join(label(id, dataset) + (f": {plain(span)}" if differ else "") for id, span in times.items())


def dated_by(record: aw.Event | aw.Relationship, days: Days, dataset: aw.Dataset) -> str:
    """Return the time of a record, its sources as :func:`told`, and its limits, as text beside the bar of its days."""
    limits = limits_in_words(record, days)
    return f"{plain(record.when)} ({told(record, dataset)})" + (f"; limits: {limits}" if limits else "")


def by_source(claims: Iterable[aw.Claim]) -> dict[str, int]:
    """Count claims by their source."""
    found: dict[str, int] = {}
    for claim in claims:
        found[claim.source] = found.get(claim.source, 0) + 1
    return dict(sorted(found.items()))


def _order(claim: aw.Claim) -> tuple[int | str, ...]:
    return (claim.source, *claim.locator.sort_key, claim.id)
