"""Evidence: claims, shown on the pages of the records that they support, grouped by source."""

from collections.abc import Iterable
from itertools import groupby

import afghanwar as aw
from afghanwar.claims import assertion_strength
from encyclopedia.rst import bullets, heading, link, text
from encyclopedia.wording import when


def said(claim: aw.Claim) -> str:
    """Show a claim in one line: how it is made, what it says, who speaks, and a link to its place."""
    speaker = f" Speaker: {link('actor', claim.attributed_to)}." if claim.attributed_to else ""
    place = link("claim", claim.id, f"{claim.locator.unit} {claim.locator.place}")
    return f":modality:`{claim.modality.value}` {text(claim.says)}{speaker} ({place})"


def told(id: aw.ClaimId, dataset: aw.Dataset) -> str:
    """Show a claim in one line that begins with its source."""
    claim = dataset.claims[id]
    return f"{link('source', claim.source, claim.source)}: {said(claim)}"


def by_source(claims: Iterable[aw.Claim], dataset: aw.Dataset) -> list[str]:
    """Show claims in the order of their passages or rows, under one heading per source."""
    lines: list[str] = []
    for id, group in groupby(sorted(claims, key=_order), key=lambda claim: claim.source):
        source = dataset.sources[id]
        lines += heading(source.title, "~")
        lines += [f"{link('source', id, id)}: {text(source.stance)}", *bullets(map(said, group))]
    return lines


def places_of(claims: Iterable[aw.Claim]) -> list[str]:
    """Link to claims by their paragraphs or rows, in one line per source: ``historica-war, paragraph 2, 3``."""
    rows = []
    for id, group in groupby(claims, key=lambda claim: claim.source):
        theirs = list(group)
        places = ", ".join(link("claim", claim.id, claim.locator.place) for claim in theirs)
        rows.append(f"{link('source', id, id)}, {theirs[0].locator.unit} {places}")
    return rows


def doubt(claims: Iterable[aw.Claim]) -> str:
    """Say that no source asserts something in its own voice; ``""`` if one does."""
    certain = assertion_strength(claims) is aw.Certainty.CERTAIN
    return "" if certain else "possible only, because no source states it as a fact in its own voice"


def dated(dates: aw.events.Dates) -> list[str]:
    """Give the time of a record according to each source, in one line per source, if more than one dates it."""
    return [f"{link('source', id, id)}: {when(span)}" for id, span in dates] if len(dates) > 1 else []


def remarks(record: aw.Event | aw.Relationship) -> list[tuple[str, str | list[str]]]:
    """Give the inferred fields of a record, and the curator's note."""
    return [("Inferred", text(", ".join(record.inferred))), ("Note", text(record.note or ""))]


def _order(claim: aw.Claim) -> tuple[int | str, ...]:
    return (claim.source, *claim.locator.sort_key, claim.id)
