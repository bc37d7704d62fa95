"""Claims: single statements by single sources, each with its passage or row."""

from collections.abc import Iterable
from enum import Enum
from typing import NewType

import attrs

from afghanwar.actors import ActorId
from afghanwar.measures import MeasureId
from afghanwar.places import PlaceId
from afghanwar.sources import Passage, Row, SourceId
from afghanwar.summaries import summary
from afghanwar.timespan import Certainty, TimeSpan

ClaimId = NewType("ClaimId", str)
"""The id of a claim, ``"<source>/<slug>"``."""


class Modality(Enum):
    """How a source says something; where two fit, use the later one.

    It is independent of who is speaking: a fear of the Taliban that a source reports is ``PREDICTED``
    and attributed to the Taliban.
    """

    ASSERTED = "asserted"
    """As a fact, which a witness or a record could settle; this includes an actor's own aim or belief."""

    HEDGED = "hedged"
    """As a fact, with "reportedly", "possibly", "it is estimated"."""

    JUDGED = "judged"
    """As an evaluation, a cause or an imputed motive, which no witness could settle."""

    PREDICTED = "predicted"
    """About what was then the future, including fears."""

    PLANNED = "planned"
    """As intended, promised, proposed or requested."""

    REJECTED = "rejected"
    """As a view that the source says is false."""


@attrs.frozen(kw_only=True)
class Quantity:
    """A number as a source gives it, with its "over" and "about".

    ``low`` and ``high`` are inclusive, and equal for a bare number. "Over N" has no high, "nearly N" and "up to N"
    have no low, and "several" and "dozens of" have neither, because they give no number. Numbers have up to 15
    digits, which a ``float`` holds as they are written; a whole number is an ``int``.

    A dataset may also give a best estimate. If it contradicts itself, with an estimate outside the bounds or a low
    above the high, the numbers are kept and the note of the claim says so.

    Attributes:
        measure: What is counted.
        low: The lowest number that the words allow; ``None`` if they set no lower bound.
        high: The highest number that they allow; ``None`` if they set no upper bound.
        best: The source's own estimate, inside or outside the bounds; ``None`` if it gives none.
        approximate: Whether the words say "about", "around" or "an estimated".
        wording: The words of the source.
    """

    measure: MeasureId
    low: float | None = None
    high: float | None = None
    best: float | None = None
    approximate: bool = False
    wording: str


@attrs.frozen(kw_only=True)
class Claim:
    """One atomic statement by one source, in the curator's words, with its passage or row.

    Attributes:
        id: The id of its source, a slash, and a slug: ``"giustozzi-2021/iran-shift-2005"``.
        source: The source that says it.
        says: One full sentence that is a true report even when read alone: it names the speaker and states the
            uncertainty.
        passage: Where the source says it; ``None`` if the source is a dataset.
        row: Where a dataset says it; ``None`` for every other source.
        modality: How the source says it.
        attributed_to: Whose words, belief, fear, promise or plan it is, if not the source's own.
        when: The time of what is described, not of the statement; ``None`` if the source gives none.
        actors: Everyone it is about.
        places: Every place it is about.
        quantities: The numbers in it.
        wording: A short quotation, at most twelve words, where the words themselves matter.
        inferred: The fields that rest on context or common knowledge, not on the passage.
        note: The curator's remark: an error in the text, an ambiguity, the reason for a reading.
    """

    id: ClaimId
    source: SourceId
    says: str
    passage: Passage | None = None
    row: Row | None = None
    modality: Modality
    attributed_to: ActorId | None = None
    when: TimeSpan | None = None
    actors: tuple[ActorId, ...] = ()
    places: tuple[PlaceId, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    wording: str | None = None
    inferred: tuple[str, ...] = ()
    note: str | None = None

    @property
    def locator(self) -> Passage | Row:
        """Where the source says it: the passage or the row."""
        found = self.passage or self.row
        # Every dataset is checked for this.
        assert found is not None, self.id
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """Every string by which a query finds it."""
        return (self.id,)

    def __str__(self) -> str:
        """Return what it says and where: ``"... (stein-2021, paragraph 7)"``."""
        return f"{self.says} ({self.source}, {self.locator.unit} {self.locator.place})"

    def __repr__(self) -> str:
        return summary(self, self.says.removesuffix("."), self.when, self.modality.value)


def source_of(claim: str) -> SourceId:
    """Return the source of a claim by the id of the claim, which begins with it; the claim need not be loaded."""
    return SourceId(claim.partition("/")[0])


def is_assertion(claim: Claim) -> bool:
    """Return whether the source of a claim states it as a fact and in its own voice."""
    return claim.modality is Modality.ASSERTED and claim.attributed_to is None


def assertion_strength(evidence: Iterable[Claim]) -> Certainty:
    """Return how firmly some claims together state that something was the case.

    A date may be exact although the event itself is hearsay; no date shows that uncertainty.

    Args:
        evidence: The claims about one event or relationship.

    Returns:
        ``CERTAIN`` if at least one is asserted in its source's own voice; ``POSSIBLE`` if the firmest are
        hedged, judged, or attributed to somebody; ``NO`` if all of them are predicted, planned or rejected,
        or there are none.
    """
    best = Certainty.NO
    for claim in evidence:
        if is_assertion(claim):
            return Certainty.CERTAIN
        if claim.modality in (Modality.ASSERTED, Modality.HEDGED, Modality.JUDGED):
            best = Certainty.POSSIBLE
    return best


def mentions(claims: Iterable[Claim]) -> tuple[frozenset[ActorId], frozenset[PlaceId]]:
    """Return the actors, including speakers, and the places that some claims name."""
    actors: set[ActorId] = set()
    places: set[PlaceId] = set()
    for claim in claims:
        actors.update(claim.actors)
        places.update(claim.places)
        if claim.attributed_to is not None:
            actors.add(claim.attributed_to)
    return frozenset(actors), frozenset(places)
