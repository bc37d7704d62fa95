"""Queries: the questions that a dataset answers.

All of them take ``dataset``, the bundled one by default, and ``according_to``, one source or several whose
view answers; they return tuples in a documented order. A record may be given as itself, by its id, or by
any of its names, found in the whole dataset. A date may be a ``datetime.date``, a
:class:`~afghanwar.timespan.TimeSpan` or an EDTF text; a question looks at whole days, from the first that ``start``
allows to the last that ``end`` allows, and drops the doubt of the argument itself.

``match="possible"``, the default, keeps what may be so: a historian would rather see too much than miss
something. ``match="certain"`` keeps what must be so by the dates *and*, of events and relationships, what at
least one source asserts in its own voice; a claim is somebody's word either way. A record without a time says
nothing of a day: a question about dates leaves it out unless ``undated=True``, and then it is possible; where
no date is asked, it is in.
"""

from collections.abc import Callable, Iterable, Iterator, Set
from enum import Enum
from typing import Literal, TypeAlias, TypeVar, overload

from afghanwar.actors import Actor
from afghanwar.claims import Claim, Modality, Quantity, standing
from afghanwar.dataset import Dataset
from afghanwar.disagreements import Disagreement
from afghanwar.errors import AmbiguousNameError, UnknownRecordError, quoted
from afghanwar.events import Event, EventKind
from afghanwar.measures import Measure
from afghanwar.places import Place
from afghanwar.records import Record, Records
from afghanwar.relationships import ALLIED, Relationship, RelationshipKind
from afghanwar.seeds import load
from afghanwar.sources import Source
from afghanwar.timeline import chronological
from afghanwar.timespan import FUTURE, PAST, Certainty, TimeLike, TimeSpan

E = TypeVar("E", bound=Event)
_Kind = TypeVar("_Kind", bound=Enum)

Match: TypeAlias = Literal["possible", "certain"]
"""Which answers to keep, what may be so or only what must."""

Relation: TypeAlias = Literal["overlaps", "within"]
"""How an event lies to the window, sharing a day with it or wholly inside."""

Sources: TypeAlias = Source | str | Iterable[Source | str]
"""One source or several."""

_Test: TypeAlias = Callable[[TimeSpan], Certainty]


@overload
def events_between(
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    *,
    match: Match = "possible",
    relation: Relation = "overlaps",
    undated: bool = False,
    kinds: EventKind | str | Iterable[EventKind | str] | None = None,
    actor: Actor | str | None = None,
    place: Place | str | None = None,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Event, ...]: ...
@overload
def events_between(
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    *,
    of: type[E],
    match: Match = "possible",
    relation: Relation = "overlaps",
    undated: bool = False,
    kinds: EventKind | str | Iterable[EventKind | str] | None = None,
    actor: Actor | str | None = None,
    place: Place | str | None = None,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[E, ...]: ...
def events_between(
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    *,
    of: type[Event] = Event,
    match: Match = "possible",
    relation: Relation = "overlaps",
    undated: bool = False,
    kinds: EventKind | str | Iterable[EventKind | str] | None = None,
    actor: Actor | str | None = None,
    place: Place | str | None = None,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Event, ...]:
    """Find what happened between two dates.

    The time of the answer grows with the answer and not with the dataset.

    >>> import afghanwar as aw
    >>> [event.name for event in aw.events_between("2001-12-06", "2001-12-17", of=aw.Battle)]
    ['Battle of Tora Bora']

    Args:
        start: The window begins with the first day that this allows; ``None`` for no beginning.
        end: The window ends with the last day that this allows, inclusive; ``None`` for no end.
        of: ``Battle`` for battles alone.
        match: ``"possible"`` for what may lie so to the window, ``"certain"`` for what must.
        relation: ``"overlaps"`` for events that share a day with the window, ``"within"`` for those that
            lie wholly inside.
        undated: Whether to add events that no source dates, where a date is asked.
        kinds: Only events of these kinds.
        actor: Only events in which this actor takes part.
        place: Only events at this place or at one that lies within it.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The events by the ``sort_key`` of their ``when``, those without one last, then by id.

    Raises:
        TimeSpanError: A text is no date.
        ValueError: The start lies after the end, or another argument is none of those named here.
        UnknownRecordError: No actor, place or source has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: A date is of another type.
    """
    whole, view = _worlds(dataset, according_to)
    window = _window(start, end)
    certain = _is_certain(match)
    _one_of("relation", relation, ("overlaps", "within"))
    timeline = view.timeline
    found: Iterable[Event]
    if window is None:
        found = timeline.records
    else:
        found = timeline.overlapping(window.earliest_start, window.latest_end)
        if certain or relation == "within":
            test = _test(window, relation)
            found = [event for event in found if event.when is not None and _holds(test(event.when), certain)]
        if undated and not certain:
            found = [*found, *timeline.undated]
    if certain:
        found = [event for event in found if _is_vouched(event, view)]
    if of is not Event:
        found = [event for event in found if isinstance(event, of)]
    if kinds is not None:
        wanted = _members(EventKind, kinds)
        found = [event for event in found if event.kind in wanted]
    if actor is not None:
        who = whole.actors.find(actor).id
        found = [event for event in found if any(who == each.actor for each in event.participants)]
    if place is not None:
        where = _places_in(whole.places.find(place), whole)
        found = [event for event in found if not where.isdisjoint(event.places)]
    return tuple(found)


def actors_allied_with(
    actor: Actor | str,
    *,
    on: TimeLike | None = None,
    kinds: RelationshipKind | str | Iterable[RelationshipKind | str] = ALLIED,
    match: Match = "possible",
    undated: bool = False,
    parts: bool = False,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Actor, ...]:
    """Find who stood with an actor.

    Support counts in both directions: who supports it stands with it, and so does whom it supports. For
    the evidence, ask :func:`relationships_of` the same.

    >>> import afghanwar as aw
    >>> aw.load().actors["northern-alliance"] in aw.actors_allied_with("United States", on="2001-12-10")
    True

    Args:
        actor: The actor.
        on: A day or a longer time; ``None`` for ever.
        kinds: The kinds of relationship that count; alliance, support and cooperation by default.
        match: ``"possible"`` for who may have stood with it, ``"certain"`` for who must have.
        undated: Whether to count ties that no source dates, where a date is asked.
        parts: Whether what an actor's parts did counts as its own.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The actors at the other end, each once, by name, then by id.

    Raises:
        TimeSpanError: A text is no date.
        ValueError: An argument is none of those named here.
        UnknownRecordError: No actor or source has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: A date is of another type.
    """
    whole, view = _worlds(dataset, according_to)
    ours = _with_parts(whole.actors.find(actor), whole, parts)
    ties = _relationships(view, ours, None, on, kinds, match, undated)
    others = {end for tie in ties for end in (tie.subject, tie.object) if end not in ours}
    return tuple(sorted((whole.actors[id] for id in others), key=lambda other: (other.name, other.id)))


def relationships_of(
    actor: Actor | str | None = None,
    *,
    other: Actor | str | None = None,
    on: TimeLike | None = None,
    kinds: RelationshipKind | str | Iterable[RelationshipKind | str] | None = None,
    match: Match = "possible",
    undated: bool = False,
    parts: bool = False,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Relationship, ...]:
    """Find what held between an actor and others, or between two.

    >>> import afghanwar as aw
    >>> [tie.kind.value for tie in aw.relationships_of("Northern Alliance", other="Taliban")]
    ['hostility']

    Args:
        actor: One end, whichever; ``None`` for every relationship.
        other: The other end.
        on: A day or a longer time; ``None`` for ever.
        kinds: Only relationships of these kinds.
        match: ``"possible"`` for what may have held, ``"certain"`` for what must have.
        undated: Whether to add ties that no source dates, where a date is asked.
        parts: Whether what an actor's parts did counts as its own, at both ends.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The relationships by the ``sort_key`` of their ``when``, those without one last, then by id.

    Raises:
        TimeSpanError: A text is no date.
        ValueError: An argument is none of those named here.
        UnknownRecordError: No actor or source has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: A date is of another type.
    """
    whole, view = _worlds(dataset, according_to)
    ours = None if actor is None else _with_parts(whole.actors.find(actor), whole, parts)
    theirs = None if other is None else _with_parts(whole.actors.find(other), whole, parts)
    return tuple(chronological(_relationships(view, ours, theirs, on, kinds, match, undated)))


def claims_by_source(
    source: Source | str,
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    *,
    match: Match = "possible",
    undated: bool = False,
    modality: Modality | str | Iterable[Modality | str] | None = None,
    about: Actor | Place | str | None = None,
    attributed_to: Actor | str | None = None,
    dataset: Dataset | None = None,
) -> tuple[Claim, ...]:
    """Find what a source says.

    >>> import afghanwar as aw
    >>> aw.claims_by_source("historica-tora-bora")[0].says
    'The Battle of Tora Bora took place from 6 to 17 December 2001.'

    Args:
        source: The source.
        start: Only claims about a time from the first day that this allows.
        end: Only claims about a time up to the last day that this allows, inclusive.
        match: ``"possible"`` for claims whose time may share a day with that window, ``"certain"`` for
            those whose time must.
        undated: Whether to add claims without a time, where a date is asked.
        modality: Only claims of these modalities.
        about: Only claims that name this actor, or this place or one within it; a text that names an
            actor and a place ("Pakistan") asks for both.
        attributed_to: Only claims whose words, belief or plan are this actor's.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The claims in the order of their passages; those of one passage by id.

    Raises:
        TimeSpanError: A text is no date.
        ValueError: The start lies after the end, or another argument is none of those named here.
        UnknownRecordError: No source, actor or place has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: A date is of another type.
    """
    whole, view = _worlds(dataset, source)
    return _claims(whole, view, start, end, match, undated, modality, about, attributed_to)


def claims_about(
    subject: Actor | Place | str,
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    *,
    match: Match = "possible",
    undated: bool = False,
    modality: Modality | str | Iterable[Modality | str] | None = None,
    attributed_to: Actor | str | None = None,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Claim, ...]:
    """Find what is said of an actor or a place.

    >>> import afghanwar as aw
    >>> {claim.source for claim in aw.claims_about("Parachinar")}
    {'historica-tora-bora'}

    Args:
        subject: The actor, or the place, with all that lies within it; a text that names an actor and a
            place ("Pakistan") asks for both.
        start: As for :func:`claims_by_source`.
        end: As for :func:`claims_by_source`.
        match: As for :func:`claims_by_source`.
        undated: As for :func:`claims_by_source`.
        modality: Only claims of these modalities.
        attributed_to: Only claims whose words, belief or plan are this actor's.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The claims by source, then in the order of their passages.

    Raises:
        TimeSpanError: A text is no date.
        ValueError: The start lies after the end, or another argument is none of those named here.
        UnknownRecordError: No actor, place or source has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: A date is of another type.
    """
    whole, view = _worlds(dataset, according_to)
    return _claims(whole, view, start, end, match, undated, modality, subject, attributed_to)


def claims_attributed_to(
    speaker: Actor | str,
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    *,
    match: Match = "possible",
    undated: bool = False,
    modality: Modality | str | Iterable[Modality | str] | None = None,
    about: Actor | Place | str | None = None,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Claim, ...]:
    """Find what an actor said, believed, feared, promised or planned, as the sources report it.

    >>> import afghanwar as aw
    >>> aw.claims_attributed_to("Bin Laden", modality="planned")[0].modality
    <Modality.PLANNED: 'planned'>

    Args:
        speaker: The actor whose words or thoughts they are.
        start: As for :func:`claims_by_source`.
        end: As for :func:`claims_by_source`.
        match: As for :func:`claims_by_source`.
        undated: As for :func:`claims_by_source`.
        modality: Only claims of these modalities.
        about: Only claims that name this actor, or this place or one within it.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The claims by source, then in the order of their passages.

    Raises:
        TimeSpanError: A text is no date.
        ValueError: The start lies after the end, or another argument is none of those named here.
        UnknownRecordError: No actor, place or source has that id or name.
        AmbiguousNameError: More than one has.
        TypeError: A date is of another type.
    """
    whole, view = _worlds(dataset, according_to)
    return _claims(whole, view, start, end, match, undated, modality, about, speaker)


def evidence_for(
    record: Event | Relationship | Disagreement | str,
    *,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Claim, ...]:
    """Find the claims that an event, a relationship or a disagreement rests on.

    >>> import afghanwar as aw
    >>> aw.evidence_for("Operation Anaconda")[0].source
    'historica-tora-bora'

    Args:
        record: The event, relationship or disagreement.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The claims by source, then in the order of their passages; empty where the record is not in the
        view of those sources.

    Raises:
        UnknownRecordError: None has that id or name.
        AmbiguousNameError: More than one has.
        ValueError: ``according_to`` names no source.
    """
    whole, view = _worlds(dataset, according_to)
    found: list[str] = []
    for named in _named(record, whole.events, whole.relationships, whole.disagreements, one=True):
        if isinstance(named, Disagreement) and named.id in view.disagreements:
            positions = view.disagreements[named.id].positions
            found.extend(claim for position in positions for claim in position.claims)
        elif isinstance(named, Event) and named.id in view.events:
            found.extend(view.events[named.id].evidence)
        elif isinstance(named, Relationship) and named.id in view.relationships:
            found.extend(view.relationships[named.id].evidence)
    return _in_order(view.claims[id] for id in dict.fromkeys(found))


def disagreements_about(
    subject: Actor | Place | Measure | Event | str | None = None,
    *,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[Disagreement, ...]:
    """Find what the sources answer differently.

    Args:
        subject: Only disagreements of which a claim names this actor or this place (or one within it),
            counts by this measure, or is evidence for this event; ``None`` for all. A text that names
            several kinds of record asks for each.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The disagreements, by id.

    Raises:
        UnknownRecordError: No actor, place, measure, event or source has that id or name.
        AmbiguousNameError: More than one of a kind has.
        ValueError: ``according_to`` names no source.
    """
    whole, view = _worlds(dataset, according_to)
    if subject is None:
        return tuple(view.disagreements)
    named = _named(subject, whole.actors, whole.places, whole.measures, whole.events)
    concerned = [_concern(record, whole) for record in named]
    return tuple(
        disagreement
        for disagreement in view.disagreements
        if any(
            concerns(view.claims[id])
            for position in disagreement.positions
            for id in position.claims
            for concerns in concerned
        )
    )


def quantities_of(
    measure: Measure | str | None = None,
    *,
    unit: str | None = None,
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> tuple[tuple[Claim, Quantity], ...]:
    """Set the numbers of the sources side by side.

    >>> import afghanwar as aw
    >>> [(quantity.wording, quantity.low) for _, quantity in aw.quantities_of("people-tora-bora-could-shelter")]
    [('more than 1,000', 1000)]

    Args:
        measure: Only quantities of this measure; ``None`` for all.
        unit: Only quantities whose measure has this unit.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        Pairs of a claim and a quantity in it; by measure, then by source and passage.

    Raises:
        UnknownRecordError: No measure or source has that id or name.
        AmbiguousNameError: More than one has.
        ValueError: No measure has that unit, or ``according_to`` names no source.
    """
    whole, view = _worlds(dataset, according_to)
    units = sorted({each.unit for each in whole.measures})
    if unit is not None:
        _one_of("unit", unit, units)
    wanted = {whole.measures.find(measure).id} if measure is not None else {each.id for each in whole.measures}
    pairs = [
        (claim, quantity)
        for claim in _in_order(view.claims)
        for quantity in claim.quantities
        if quantity.measure in wanted and (unit is None or whole.measures[quantity.measure].unit == unit)
    ]
    pairs.sort(key=lambda pair: pair[1].measure)
    return tuple(pairs)


def _worlds(dataset: Dataset | None, according_to: Sources | None) -> tuple[Dataset, Dataset]:
    """The dataset that names are found in, and the view that answers."""
    whole = load() if dataset is None else dataset
    if according_to is None:
        return whole, whole
    sources = (according_to,) if isinstance(according_to, str | Source) else tuple(according_to)
    return whole, whole.according_to(*sources)


def _window(start: TimeLike | None, end: TimeLike | None) -> TimeSpan | None:
    """The days that a question looks at; ``None`` where it asks for none."""
    first = PAST if start is None else TimeSpan.of(start).earliest_start
    last = FUTURE if end is None else TimeSpan.of(end).latest_end
    if first > last:
        raise ValueError(f"the start, {str(start)!r}, lies after the end, {str(end)!r}; exchange them")
    return None if (first, last) == (PAST, FUTURE) else TimeSpan.from_bounds(first, first, last, last)


def _one_of(argument: str, value: str, allowed: Iterable[str]) -> None:
    if value not in allowed:
        raise ValueError(f"{argument} is {quoted(value)}; write one of {', '.join(map(repr, allowed))}")


def _is_certain(match: str) -> bool:
    _one_of("match", match, ("possible", "certain"))
    return match == "certain"


def _holds(certainty: Certainty, certain: bool) -> bool:
    return certainty is Certainty.CERTAIN if certain else certainty is not Certainty.NO


def _test(window: TimeSpan, relation: str) -> _Test:
    return lambda span: span.within(window) if relation == "within" else span.overlaps(window)


def _is_at(when: TimeSpan | None, window: TimeSpan | None, certain: bool, undated: bool) -> bool:
    """Whether a time answers a question about a window."""
    if window is None:
        return True
    if when is None:
        return undated and not certain
    return _holds(when.overlaps(window), certain)


def _is_vouched(record: Event | Relationship, view: Dataset) -> bool:
    return standing(view.claims[id] for id in record.evidence) is Certainty.CERTAIN


def _members(kind: type[_Kind], given: "_Kind | str | Iterable[_Kind | str]") -> Set[_Kind]:
    """Members of an enumeration, from members or their values, one or several."""
    values = {str(member.value): member for member in kind}
    found = set()
    for value in (given,) if isinstance(given, str) or not isinstance(given, Iterable) else given:
        if isinstance(value, kind):
            found.add(value)
        else:
            _one_of(kind.__name__, str(value), values)
            found.add(values[str(value)])
    return found


def _places_in(place: Place, dataset: Dataset) -> Set[str]:
    """A place and all that lies within it, through however many steps."""
    return _closure(place.id, ((each.id, each.within) for each in dataset.places))


def _with_parts(actor: Actor, dataset: Dataset, parts: bool) -> Set[str]:
    if not parts:
        return {actor.id}
    return _closure(actor.id, ((each.id, whole) for each in dataset.actors for whole in each.part_of))


def _closure(top: str, links: Iterable[tuple[str, str | None]]) -> Set[str]:
    below: dict[str, list[str]] = {}
    for part, whole in links:
        if whole is not None:
            below.setdefault(whole, []).append(part)
    found = {top}
    waiting = [top]
    while waiting:
        new = [part for part in below.get(waiting.pop(), ()) if part not in found]
        found.update(new)
        waiting.extend(new)
    return found


def _relationships(
    view: Dataset,
    ours: Set[str] | None,
    theirs: Set[str] | None,
    on: TimeLike | None,
    kinds: RelationshipKind | str | Iterable[RelationshipKind | str] | None,
    match: Match,
    undated: bool,
) -> Iterator[Relationship]:
    certain = _is_certain(match)
    window = _window(on, on)
    wanted = _members(RelationshipKind, RelationshipKind if kinds is None else kinds)
    for tie in view.relationships:
        ends = ((tie.subject, tie.object), (tie.object, tie.subject))
        if (
            tie.kind in wanted
            and any((ours is None or a in ours) and (theirs is None or b in theirs) for a, b in ends)
            and _is_at(tie.when, window, certain, undated)
            and (not certain or _is_vouched(tie, view))
        ):
            yield tie


def _claims(
    whole: Dataset,
    view: Dataset,
    start: TimeLike | None,
    end: TimeLike | None,
    match: Match,
    undated: bool,
    modality: Modality | str | Iterable[Modality | str] | None,
    about: Actor | Place | str | None,
    attributed_to: Actor | str | None,
) -> tuple[Claim, ...]:
    certain = _is_certain(match)
    window = _window(start, end)
    wanted = _members(Modality, Modality if modality is None else modality)
    concerned = [] if about is None else [_concern(each, whole) for each in _named(about, whole.actors, whole.places)]
    speaker = None if attributed_to is None else whole.actors.find(attributed_to).id
    return _in_order(
        claim
        for claim in view.claims
        if claim.modality in wanted
        and (speaker is None or claim.attributed_to == speaker)
        and (about is None or any(concerns(claim) for concerns in concerned))
        and _is_at(claim.when, window, certain, undated)
    )


def _in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by source and passage; those of one passage by id."""
    return tuple(sorted(claims, key=lambda claim: (claim.source, claim.passage.start, claim.passage.end, claim.id)))


def _concern(record: Record, dataset: Dataset) -> Callable[[Claim], bool]:
    """A test whether a claim concerns a record."""
    match record:
        case Actor():
            return lambda claim: record.id in claim.actors
        case Place():
            places = _places_in(record, dataset)
            return lambda claim: not places.isdisjoint(claim.places)
        case Measure():
            return lambda claim: any(record.id == quantity.measure for quantity in claim.quantities)
    assert isinstance(record, Event), record  # no other kind stands on a shelf that is asked
    return lambda claim: claim.id in record.evidence


def _named(ref: Record | str, *shelves: Records[Record], one: bool = False) -> tuple[Record, ...]:
    """The records of several shelves that are meant by a record, or by an id or a name that they share.

    Args:
        ref: A record, an id or a name.
        *shelves: Where to look.
        one: Whether no more than one may be meant.
    """
    kinds = " or ".join(shelf.kind for shelf in shelves)
    found: list[Record] = []
    nearest: list[str] = []
    for shelf in shelves:
        try:
            if isinstance(ref, str):
                found.append(shelf.find(ref))
            elif ref.id in shelf and type(shelf[ref.id]) is type(ref):
                found.append(shelf[ref.id])
        except UnknownRecordError as error:
            nearest.extend(error.nearest)
    if not found:
        raise UnknownRecordError(kinds, ref if isinstance(ref, str) else ref.id, nearest)
    if one and len(found) > 1:
        raise AmbiguousNameError(kinds, str(ref), [record.id for record in found])
    return tuple(found)
