"""Claims: what the sources say, about whom and in whose words, and which claims support a record."""

from collections.abc import Iterable, Mapping, Set
from typing import TypeAlias, TypedDict

from typing_extensions import Unpack

from afghanwar.actors import Actor
from afghanwar.claims import Claim, Modality
from afghanwar.dataset.dataset import Dataset
from afghanwar.disagreements import Disagreement
from afghanwar.errors import quoted
from afghanwar.events import Event
from afghanwar.places import Place
from afghanwar.queries.circle import Circle, Including, check_including
from afghanwar.queries.scope import Sources, intersection, members, place_ids, resolve, scope
from afghanwar.queries.window import Match, Window, check_one_of
from afghanwar.relationships import Relationship
from afghanwar.sources import Source
from afghanwar.timespan import TimeLike

Subject: TypeAlias = Actor | Place | str
"""What a claim may be about; a string that names both an actor and a place, such as "Pakistan", means both."""


class ClaimFilters(TypedDict, total=False):
    """The arguments that all queries for claims share; :func:`claims` documents them."""

    text: str | None
    said: bool | None
    match: Match
    modality: Modality | str | Iterable[Modality | str] | None
    including: Including | None
    dataset: Dataset | None


class SourceClaimFilters(ClaimFilters, total=False):
    """The arguments of :func:`claims_by_source` besides the source and the dates."""

    about: Subject | Iterable[Subject] | None
    attributed_to: Actor | str | None


class SubjectClaimFilters(ClaimFilters, total=False):
    """The arguments of :func:`claims_about` besides the subject and the dates."""

    attributed_to: Actor | str | None
    according_to: Sources | None


class SpeakerClaimFilters(ClaimFilters, total=False):
    """The arguments of :func:`claims_attributed_to` besides the speaker and the dates."""

    about: Subject | Iterable[Subject] | None
    according_to: Sources | None


def claims(
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    *,
    text: str | None = None,
    about: Subject | Iterable[Subject] | None = None,
    attributed_to: Actor | str | None = None,
    said: bool | None = None,
    match: Match = "possible",
    modality: Modality | str | Iterable[Modality | str] | None = None,
    including: Including | None = None,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Claim, ...]:
    """Find claims.

    >>> import afghanwar as aw
    >>> {claim.source for claim in aw.claims(about=["Tora Bora", "Bin Laden"])}
    {'historica-tora-bora'}
    >>> aw.claims(text="harvesting opium")[0].says
    'The Taliban offensive of 2002 was paid for out of the opium harvest.'

    Args:
        start: Only claims about a time from the first day that this allows.
        end: Only claims about a time up to the last day that this allows, inclusive.
        text: Only claims that have all the words of this text in their sentence, quotation or note, in any inflection
            and spelling; the best match comes first.
        about: Only claims that name this actor, or this place or one within it; of several subjects, all of them.
        attributed_to: Only claims that report the words, belief or plan of this actor.
        said: ``True`` for claims that report somebody's words, belief or plan, ``False`` for those in the source's own
            voice.
        match: ``"certain"`` for claims whose time must share a day with the window, ``"possible"`` also for those
            whose time may, by the dates that are written, ``"silent"`` also for those that nothing rules out, claims
            without a time included. Only the time decides, not whether the claim is true.
        modality: Only claims of these modalities.
        including: ``"parts"`` to include an actor's parts; ``"circle"`` to include also the bodies that it led, its
            leaders and its members, at the time of that leadership or membership.
        according_to: Only claims of this source or these sources.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The claims by source, then passage, then id; those about whose time the sources are silent come last. With
        ``text``, the best match first, whatever its time: claims whose sentence or quotation has the words in the same
        sequence, then those whose sentence and quotation have all of them, then those that have some only in the note;
        within each group, shorter sentences first.

    Raises:
        TimeSpanError: A string is not a date.
        ValueError: The start is after the end, or another argument has an unknown value.
        UnknownRecordError: No source, actor or place has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: A date or the text has the wrong type.
    """
    whole, view = scope(dataset, according_to)
    window = Window.of(start, end, match)
    check_including(including)
    check_one_of("said", said, (True, False, None))
    index = whole.indexes.claims
    conditions: list[Set[int]] = []
    if view is not whole:
        conditions.append(index.where("source", [source.id for source in view.sources]))
    if about is not None:
        # A record of any kind is one subject; a later lookup rejects the wrong kinds.
        subjects = (about,) if isinstance(about, str) or not isinstance(about, Iterable) else tuple(about)
        conditions.extend(_positions_about(subject, including, window, whole, view) for subject in subjects)
    if attributed_to is not None:
        speakers = Circle.of(attributed_to, including, window, whole, view)
        conditions.append(speakers.positions(index, "speaker"))
    ranks = _ranks(text, whole)
    if text is not None:
        conditions.append(ranks.keys())
    wanted = members(Modality, Modality if modality is None else modality)
    positions = window.select(index, intersection(conditions))
    if text is not None:
        positions.sort(key=ranks.__getitem__)
    return tuple(
        claim
        for claim in (index.records[at] for at in positions)
        if claim.modality in wanted and (said is None or (claim.attributed_to is not None) == said)
    )


def claims_by_source(
    source: Source | str,
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    **filters: Unpack[SourceClaimFilters],
) -> tuple[Claim, ...]:
    """Find what a source says; see :func:`claims` for the other arguments, the order and the errors.

    >>> import afghanwar as aw
    >>> aw.claims_by_source("historica-tora-bora")[0].says
    'The Battle of Tora Bora took place from 6 to 17 December 2001.'

    Args:
        source: The source.
        start: Only claims about a time from the first day that this allows.
        end: Only claims about a time up to the last day that this allows, inclusive.
        **filters: As for :func:`claims`.

    Returns:
        The claims in the order of their passages, then by id.
    """
    return claims(start, end, according_to=source, **filters)


def claims_about(
    subject: Subject | Iterable[Subject],
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    **filters: Unpack[SubjectClaimFilters],
) -> tuple[Claim, ...]:
    """Find what is said about an actor or a place; see :func:`claims` for the other arguments, order and errors.

    >>> import afghanwar as aw
    >>> {claim.source for claim in aw.claims_about("Parachinar")}
    {'historica-tora-bora'}

    Args:
        subject: The actor or the place, with all places within it; of several subjects, a claim must name all.
        start: Only claims about a time from the first day that this allows.
        end: Only claims about a time up to the last day that this allows, inclusive.
        **filters: As for :func:`claims`.

    Returns:
        The claims by source, then in the order of their passages.
    """
    return claims(start, end, about=subject, **filters)


def claims_attributed_to(
    speaker: Actor | str,
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    **filters: Unpack[SpeakerClaimFilters],
) -> tuple[Claim, ...]:
    """Find what an actor said, believed, feared, promised or planned, as the sources report it.

    See :func:`claims` for the other arguments, the order and the errors.

    >>> import afghanwar as aw
    >>> aw.claims_attributed_to("Bin Laden", modality="planned")[0].modality
    <Modality.PLANNED: 'planned'>

    Args:
        speaker: The actor who said or thought it.
        start: Only claims about a time from the first day that this allows.
        end: Only claims about a time up to the last day that this allows, inclusive.
        **filters: As for :func:`claims`.

    Returns:
        The claims by source, then in the order of their passages.
    """
    return claims(start, end, attributed_to=speaker, **filters)


def evidence_for(
    record: Event | Relationship | Disagreement | str,
    *,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Claim, ...]:
    """Find the claims that support an event, a relationship or the positions of a disagreement.

    >>> import afghanwar as aw
    >>> aw.evidence_for("Operation Anaconda")[0].source
    'historica-tora-bora'

    Args:
        record: The event, relationship or disagreement.
        according_to: The source or sources to ask; all by default.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The claims by source, then in the order of their passages; empty if those sources do not mention the record.

    Raises:
        UnknownRecordError: None has that id or name.
        AmbiguousNameError: More than one has.
        ValueError: ``according_to`` names no source.
        TypeError: The record is neither a string nor a record of these kinds.
    """
    whole, view = scope(dataset, according_to)
    (named,) = resolve(record, whole.events, whole.relationships, whole.disagreements, one=True)
    if isinstance(named, Disagreement):
        dispute = view.disagreements.get(named.id)
        positions = () if dispute is None else dispute.positions
        ids = [id for position in positions for id in position.claims]
    else:
        shelf = view.events if isinstance(named, Event) else view.relationships
        seen = shelf.get(named.id)
        ids = [] if seen is None else list(seen.evidence)
    order = whole.indexes.claim_positions
    return tuple(view.claims[id] for id in sorted(set(ids), key=order.__getitem__))


def told_by(record: Event | Relationship | Disagreement | str, *, dataset: Dataset | None = None) -> tuple[Source, ...]:
    """Find the sources that mention an event, a relationship or the question of a disagreement.

    >>> import afghanwar as aw
    >>> [source.id for source in aw.told_by("Battle of Tora Bora")]
    ['historica-tora-bora']

    Args:
        record: The event, relationship or disagreement.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The sources, by id.

    Raises:
        UnknownRecordError: None has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: The record is neither a string nor a record of these kinds.
    """
    whole, _ = scope(dataset, None)
    sources = {claim.source for claim in evidence_for(record, dataset=whole)}
    return tuple(source for source in whole.sources if source.id in sources)


def _ranks(text: str | None, whole: Dataset) -> Mapping[int, int]:
    """Return the positions of the claims that have the words of a text, each with its rank."""
    if text is None:
        return {}
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, not {quoted(text)}")
    return whole.indexes.texts.ranked(text)


def _positions_about(
    subject: Subject, including: Including | None, window: Window, whole: Dataset, view: Dataset
) -> Set[int]:
    """Return the positions of the claims that name an actor, or a place or one within it."""
    index = whole.indexes.claims
    found: set[int] = set()
    for record in resolve(subject, whole.actors, whole.places):
        if isinstance(record, Actor):
            found |= Circle.of(record, including, window, whole, view).positions(index, "actor")
        else:
            found |= index.where("place", place_ids(record.id, whole))
    return found
