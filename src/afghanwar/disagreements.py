"""Disagreements: questions that the sources answer differently, with the claims on each side."""

from enum import Enum
from typing import NewType

import attrs

from afghanwar.claims import ClaimId
from afghanwar.summaries import summary

DisagreementId = NewType("DisagreementId", str)
"""The id of a disagreement."""


class DisagreementKind(Enum):
    """What kind of disagreement it is."""

    CONTRADICTION = "contradiction"
    """Both cannot be true."""
    SCOPE = "scope"
    """They are about a different time, place, group or way of counting."""
    WORDING = "wording"
    """The same facts, in different words or with a different judgement."""


@attrs.frozen(kw_only=True)
class Position:
    """One answer to the question, and the claims that give it.

    Attributes:
        answer: The answer, in a few words.
        claims: The claims that give it; never empty.
    """

    answer: str
    claims: tuple[ClaimId, ...]


@attrs.frozen(kw_only=True)
class Disagreement:
    """A question that the sources answer differently; no answer is preferred.

    Attributes:
        id: A lower-case slug, such as ``"districts-held-july-2021"``.
        question: The question, in plain words.
        kind: Whether the answers exclude each other, or differ in scope or in wording.
        positions: The answers, at least two.
        note: The reason for the kind.
    """

    id: DisagreementId
    question: str
    kind: DisagreementKind
    positions: tuple[Position, ...]
    note: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every string by which a query finds it."""
        return (self.id, self.question)

    def __repr__(self) -> str:
        return summary(self, self.question, None, self.kind.value)
