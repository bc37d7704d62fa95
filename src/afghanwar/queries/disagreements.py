"""Disagreements: what the sources answer differently."""

from collections.abc import Iterable, Set
from typing import TypeAlias

from afghanwar.actors import Actor
from afghanwar.dataset.dataset import Dataset
from afghanwar.disagreements import Disagreement, DisagreementKind
from afghanwar.events import Event
from afghanwar.measures import Measure
from afghanwar.places import Place
from afghanwar.queries.scope import Sources, members, place_ids, resolve, scope

Topic: TypeAlias = Actor | Place | Measure | Event
"""A subject on which sources can disagree or be compared."""


def disagreements_about(
    subject: Topic | str | None = None,
    *,
    kinds: DisagreementKind | str | Iterable[DisagreementKind | str] | None = None,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Disagreement, ...]:
    """Find what the sources answer differently.

    Args:
        subject: Only disagreements with a claim that names this actor or this place (or one within it), has a number
            of this measure, or supports this event; ``None`` for all. A string that names records of several kinds
            means all of them.
        kinds: Only disagreements of these kinds.
        according_to: The source or sources to ask; all by default.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The disagreements, by id.

    Raises:
        UnknownRecordError: No actor, place, measure, event or source has that id or name.
        AmbiguousNameError: More than one record of a kind has it.
        ValueError: ``according_to`` names no source, or a kind is unknown.
    """
    whole, view = scope(dataset, according_to)
    wanted = members(DisagreementKind, DisagreementKind if kinds is None else kinds)
    found: Iterable[Disagreement] = view.disagreements
    if subject is not None:
        by_claim, claims = view.indexes.disagreements, whole.indexes.claims.records
        positions = {at for topic in topics(subject, whole) for at in positions_about(topic, whole)}
        ids = {id for at in positions for id in by_claim.get(claims[at].id, ())}
        found = (view.disagreements[id] for id in sorted(ids))
    return tuple(disagreement for disagreement in found if disagreement.kind in wanted)


def topics(subject: Topic | str, whole: Dataset) -> tuple[Topic, ...]:
    """Find the records that a subject means, at most one of each kind.

    Raises:
        UnknownRecordError: No actor, place, measure or event has that id or name.
        AmbiguousNameError: More than one record of a kind has it.
    """
    return resolve(subject, whole.actors, whole.places, whole.measures, whole.events)


def positions_about(topic: Topic, whole: Dataset) -> Set[int]:
    """Return the positions of the claims that name an actor or a place, use a measure, or support an event."""
    index = whole.indexes.claims
    if isinstance(topic, Event):
        return {whole.indexes.claim_positions[id] for id in topic.evidence}
    if isinstance(topic, Place):
        return index.where("place", place_ids(topic, whole))
    return index.where("actor" if isinstance(topic, Actor) else "measure", [topic.id])
