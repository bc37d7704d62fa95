"""Compare: what several sources say, side by side, and where they disagree."""

import attrs

from afghanwar.claims import Claim, ClaimId, source_of
from afghanwar.dataset.dataset import Dataset
from afghanwar.disagreements import Disagreement
from afghanwar.errors import quoted
from afghanwar.queries.disagreements import Topic, disagreements_about, positions_about, topics
from afghanwar.queries.scope import scope, sources
from afghanwar.sources import Source


@attrs.frozen(kw_only=True)
class Comparison:
    """What several sources say about one subject, as :func:`compare` returns it; ``str()`` returns it as text.

    ``aw.to_rows(comparison)`` has a row for each claim.

    Attributes:
        about: The records that the claims are about, at most one of each kind; empty if the claims are not restricted.
        sources: The sources.
        claims: For each source, in the same order, its claims in the order of their passages or rows.
        disagreements: The disagreements in which at least two of the sources take a position, with the positions of
            these sources, by id.
    """

    about: tuple[Topic, ...]
    sources: tuple[Source, ...]
    claims: tuple[tuple[Claim, ...], ...]
    disagreements: tuple[Disagreement, ...]

    def __str__(self) -> str:
        subject = " and ".join(dict.fromkeys(record.name for record in self.about)) or "Everything"
        lines = [f"{subject}, according to {', '.join(source.id for source in self.sources) or 'no source'}"]
        for dispute in self.disagreements:
            lines += ["", f"{dispute.question} ({dispute.kind.value})"]
            lines += [f"  {position.answer} ({', '.join(position.claims)})" for position in dispute.positions]
        for source, said in zip(self.sources, self.claims, strict=True):
            lines += ["", f"{source.id}, “{source.title}”: {len(said)} claim{'' if len(said) == 1 else 's'}"]
            lines += [f"  {claim.locator.unit} {claim.locator.place}: {claim.says}" for claim in said]
        return "\n".join(lines)


def compare(*of: Source | str, about: Topic | str | None = None, dataset: Dataset | None = None) -> Comparison:
    """Compare what several sources say, and list the questions that they answer differently.

    >>> import afghanwar as aw
    >>> comparison = aw.compare("stein-2021", "historica-war", about="districts-of-afghanistan")
    >>> [[claim.says for claim in said] for said in comparison.claims]
    [['Afghanistan has 407 districts.'], ['Afghanistan had 350 districts.']]
    >>> comparison.disagreements[0].question
    'How many districts does Afghanistan have?'

    Args:
        *of: The sources, at least two; if none is given, all sources that say anything about the subject.
        about: The actor, the place (or one within it), the measure or the event that the claims are about; a string
            that names records of several kinds means all of them. ``None`` for all claims.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The claims of each source, in the order given, or by id if none is given; and the disagreements.

    Raises:
        UnknownRecordError: No source, actor, place, measure or event has that id or name.
        AmbiguousNameError: More than one record of a kind has it.
        ValueError: Only one source is given.
    """
    whole, _ = scope(dataset, None)
    given = sources(of, whole)
    if len(given) == 1:
        advice = "name another, or none to compare all sources"
        raise ValueError(f"a comparison needs two sources, not only {quoted(given[0].id)}; {advice}")
    records = () if about is None else topics(about, whole)
    index = whole.indexes.claims
    by_source: dict[str, list[Claim]] = {source.id: [] for source in given or whole.sources}
    positions = {at for each in records for at in positions_about(each, whole)}
    for at in sorted(positions) if records else range(len(index.records)):
        claim = index.records[at]
        if claim.source in by_source:
            by_source[claim.source].append(claim)
    compared = given or tuple(source for source in whole.sources if by_source[source.id])
    return Comparison(
        about=records,
        sources=compared,
        claims=tuple(tuple(by_source[source.id]) for source in compared),
        disagreements=_between(compared, about, whole),
    )


def _between(compared: tuple[Source, ...], about: Topic | str | None, whole: Dataset) -> tuple[Disagreement, ...]:
    """Return the disagreements on a subject in which at least two of the sources take a position."""
    if len(compared) < 2:
        return ()
    found = disagreements_about(about, according_to=compared, dataset=whole)
    return tuple(each for each in found if len(set(map(source_of, _claims_of(each)))) > 1)


def _claims_of(dispute: Disagreement) -> list[ClaimId]:
    return [id for position in dispute.positions for id in position.claims]
