"""Disagreements: what the sources answer differently."""

from collections.abc import Iterable

from afghanwar.actors import Actor
from afghanwar.dataset.dataset import Dataset
from afghanwar.disagreements import Disagreement, DisagreementKind
from afghanwar.events import Event
from afghanwar.measures import Measure
from afghanwar.places import Place
from afghanwar.queries.scope import Sources, meant, members, place_ids, scope


def disagreements_about(
    subject: Actor | Place | Measure | Event | str | None = None,
    *,
    kinds: DisagreementKind | str | Iterable[DisagreementKind | str] | None = None,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Disagreement, ...]:
    """Find what the sources answer differently.

    Args:
        subject: Only disagreements of which a claim names this actor or this place (or one within it),
            counts by this measure, or is evidence for this event; ``None`` for all. A text that names
            several kinds of record asks for each.
        kinds: Only disagreements of these kinds.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The disagreements, by id.

    Raises:
        UnknownRecordError: No actor, place, measure, event or source has that id or name.
        AmbiguousNameError: More than one of a kind has.
        ValueError: ``according_to`` names no source, or a kind is not one of those named here.
    """
    whole, view = scope(dataset, according_to)
    wanted = members(DisagreementKind, DisagreementKind if kinds is None else kinds)
    found: Iterable[Disagreement] = view.disagreements
    if subject is not None:
        by_claim = view.indexes.disagreements
        ids = {id for claim in _claims_about(subject, whole) for id in by_claim.get(claim, ())}
        found = (view.disagreements[id] for id in sorted(ids))
    return tuple(disagreement for disagreement in found if disagreement.kind in wanted)


def _claims_about(subject: Actor | Place | Measure | Event | str, whole: Dataset) -> Iterable[str]:
    """The ids of the claims that concern a subject."""
    index = whole.indexes.claims
    for record in meant(subject, whole.actors, whole.places, whole.measures, whole.events):
        if isinstance(record, Event):
            yield from record.evidence
            continue
        if isinstance(record, Place):
            positions = index.where("place", place_ids(record, whole))
        else:
            positions = index.where("actor" if isinstance(record, Actor) else "measure", [record.id])
        yield from (index.records[at].id for at in positions)
