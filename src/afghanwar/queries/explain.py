"""Explain: the reasons for an answer about the time of an event or a relationship, claim by claim."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

import attrs

from afghanwar.actors import ActorId
from afghanwar.claims import Claim, ClaimId, Modality, is_assertion
from afghanwar.dataset.chronology import Dated
from afghanwar.dataset.dataset import Dataset
from afghanwar.dataset.limits import END, START, Line, Node, Point
from afghanwar.events import Event, OrderWord
from afghanwar.kinds import kind_of
from afghanwar.queries.scope import Sources, resolve, scope
from afghanwar.queries.window import Relation, Window
from afghanwar.relationships import Relationship
from afghanwar.timespan import Certainty, TimeLike, TimeSpan
from afghanwar.timespan.bounds import FUTURE, PAST, UNBOUNDED, Bounds
from afghanwar.timespan.english import day_in_words, days_in_words, within_days_in_words

ORDER_IN_WORDS: Final[Mapping[OrderWord, str]] = {
    OrderWord.AFTER: "{} began no earlier than the end of {}",
    OrderWord.SINCE: "{} began no earlier than the beginning of {}",
    OrderWord.BEFORE: "{} ended no later than the beginning of {}",
    OrderWord.UNTIL: "{} ended no later than the end of {}",
    OrderWord.DURING: "{} was within {}",
    OrderWord.THROUGHOUT: "{} lasted throughout {}",
    OrderWord.OPENED_BY: "{} began during {}",
    OrderWord.CLOSED_BY: "{} ended during {}",
}
"""What each word of order says about two records, as a template for their names."""

_INSTEAD_OF_ASSERTING = {
    Modality.HEDGED: "reports it only in hedged words",
    Modality.JUDGED: "gives it as its judgement",
    Modality.PREDICTED: "predicts it",
    Modality.PLANNED: "reports it as planned",
    Modality.REJECTED: "mentions it in a view that it rejects",
}


@attrs.frozen(kw_only=True)
class Reason:
    """One step of an explanation.

    Attributes:
        text: The step as an English sentence, without a capital or a full stop.
        claims: The claims that it rests on, if any.
    """

    text: str
    claims: tuple[ClaimId, ...] = ()


@attrs.frozen(kw_only=True)
class Explanation:
    """The reasons for an answer about the time of an event or a relationship; ``str()`` returns them as text.

    Attributes:
        name: What is explained, in words.
        days: The days of the question, in words; ``None`` if it has none.
        answer: The answer; ``None`` if the question has no days.
        reasons: The reasons for the answer, the time that the sources cover, how each source dates the record, how
            the order of events limits it, and who asserts it.
    """

    name: str
    days: str | None
    answer: Certainty | None
    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        head = self.name if self.answer is None else f"{self.name} {self.days}: {self.answer.value}"
        return "\n  ".join([head, *(reason.text for reason in self.reasons)])


def explain(
    record: Event | Relationship | str,
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    *,
    relation: Relation = "overlaps",
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> Explanation:
    """Explain what is known about the time of an event or a relationship, and the answer for some days.

    >>> import afghanwar as aw
    >>> aw.explain("Battle of Tora Bora", "2001-12-10", "2001-12-10").answer
    <Certainty.CERTAIN: 'certain'>

    Args:
        record: The event or the relationship.
        start: The question begins with the first day that this allows; ``None`` for no beginning.
        end: The question ends with the last day that this allows, inclusive; ``None`` for no end. If both are ``None``,
            there is no answer, only what is known.
        relation: ``"overlaps"`` asks whether it shares a day with those days, ``"within"`` whether it lies wholly
            inside them.
        according_to: The source or sources to ask; all by default.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The answer and its reasons, each with the claims that it rests on.

    Raises:
        TimeSpanError: A string is not a date.
        ValueError: The start is after the end, or the relation is unknown.
        UnknownRecordError: No event or relationship has that id or name, or the sources do not mention it.
        AmbiguousNameError: More than one has.
        TypeError: A date or the record has the wrong type.
    """
    whole, view = scope(dataset, according_to)
    window = Window.of(start, end, relation=relation)
    (named,) = resolve(record, whole.events, whole.relationships, one=True)
    seen = view.events[named.id] if isinstance(named, Event) else view.relationships[named.id]
    steps = _Steps(view, seen)
    answer = None if window.is_unbounded else window.answer(view.chronology.times(seen).worlds)
    reasons = [] if answer is None else [Reason(text=steps.why(window, answer))]
    reasons += [*steps.reach(), *steps.dates(), *steps.order(), *steps.life(), *steps.assertion()]
    return Explanation(
        name=steps.title(steps.node),
        days=None if answer is None else _days(window.first, window.last),
        answer=answer,
        reasons=tuple(reasons),
    )


def _days(first: date, last: date) -> str:
    if first == PAST:
        return f"until {day_in_words(last)}"
    return f"from {day_in_words(first)} on" if last == FUTURE else days_in_words(first, last)


def _time(first: date, last: date) -> str:
    """Return some days as a noun: "March 1901", "the time from 5 to 7 March 1902"."""
    if (first, last) == (PAST, FUTURE):
        return "any time"
    days = _days(first, last)
    bare = days.removeprefix("on ").removeprefix("in ")
    return f"the time {days}" if bare == days else bare


@attrs.frozen(eq=False)
class _Steps:
    """The steps of the explanation of one record."""

    view: Dataset
    record: Dated

    @property
    def node(self) -> Node:
        return kind_of(self.record).name, self.record.id

    def why(self, window: Window, answer: Certainty) -> str:
        times = self.view.chronology.times(self.record)
        when = self.record.when
        time, source = ("time", "within its limits") if when is None else ("reading", "of its dates")
        verb, verbs = ("lies within", "lie within") if window.relation == "within" else ("overlaps", "overlap")
        sure = window.answer(attrs.evolve(times.worlds, doubtful=False))
        if sure is Certainty.CERTAIN:
            if when is not None and window.answer(attrs.evolve(when.worlds, doubtful=False)) is not sure:
                source += " that fits the order of events"
            doubt = "its date is marked as uncertain" if times.asserted else "no source asserts it in its own voice"
            return f"every {time} {source} {verb} that time{'' if answer is sure else f', but {doubt}'}"
        if answer is Certainty.POSSIBLE:
            return f"some {time}s {source} {verbs} that time, others do not"
        if answer is Certainty.SILENT:
            return "nothing rules it out, but no source dates it to that time"
        if when is None:
            return "the order of events rules it out"
        allowed = window.answer(when.worlds) is not Certainty.NO
        return "its dates allow it, but the order of events rules it out" if allowed else "its dates rule it out"

    def reach(self) -> Iterator[Reason]:
        reach = self.view.chronology.times(self.record).reach
        if reach is None:
            yield Reason(text="no source dates it, and the order of events does not limit it on both sides")
            return
        evidence = "the sources cover" if self.record.dates else "the order of events allows"
        yield Reason(text=f"{evidence} {_time(*reach)}")
        horizons = self.view.chronology.horizons
        for source, span in self.record.dates:
            if span.bounds.latest_end == FUTURE and horizons.get(source) == reach[1]:
                last = day_in_words(reach[1])
                yield Reason(text=f"{source} gives no end, and describes nothing after {last}")

    def dates(self) -> Iterator[Reason]:
        for source, span in self.record.dates:
            claims = self._dating(self.record, source, span)
            text = f"{source}, {_located(claims)}, dates it: {span.humanize()} ({span}){_inference(self.record)}"
            yield Reason(text=text, claims=_ids(claims))
        when = self.record.when
        spans = [span for _, span in self.record.dates]
        if len(spans) > 1 and when is not None and any(span.bounds.meet(when.bounds) != when.bounds for span in spans):
            yield Reason(text=f"these dates contradict each other, and any may be right: {when.humanize()}")

    def order(self) -> Iterator[Reason]:
        limits = self.view.chronology.limits
        bounds = limits.bounds(self.node)
        dated = UNBOUNDED if self.record.when is None else self.record.when.bounds
        used: set[Line] = set()
        for text, point, lower in limits_by_order(self.node, bounds, dated):
            lines, origin = limits.chain(point, lower=lower)
            used.update(lines)
            reason = self._limit(lines, origin, lower=lower)
            yield attrs.evolve(reason, text=f"{text}: {reason.text}")
        contradictory = {line for conflict in self.view.chronology.conflicts for line in conflict.lines}
        for line in limits.lines_of(self.node):
            if line not in used:
                left_out = "is left out, because dates contradict it"
                effect = left_out if line in contradictory else "does not limit it further"
                claims = tuple(map(ClaimId, line.evidence))
                yield Reason(text=f"{self._line(line)}; this {effect}", claims=claims)

    def life(self) -> Iterator[Reason]:
        """Yield the limits that the lives of its two actors set for a relationship."""
        if not isinstance(self.record, Relationship):
            return
        limits = self.view.chronology.times(self.record).worlds.possible
        bounds = self.view.chronology.limits.bounds(self.node)
        for actor in self.view.chronology.with_ancestors(self.record.subject, self.record.object):
            life = self.view.chronology.lives.get(actor, UNBOUNDED)
            if life.earliest_start == limits.earliest_start != bounds.earliest_start:
                yield self._turn(actor, life.earliest_start, begins=True)
            if life.latest_end == limits.latest_end != bounds.latest_end:
                yield self._turn(actor, life.latest_end, begins=False)

    def assertion(self) -> Iterator[Reason]:
        evidence = self._evidence()
        own = [each for each in evidence if is_assertion(each)]
        sources = list(dict.fromkeys(claim.source for claim in own))
        for source in sources:
            claims = [claim for claim in own if claim.source == source]
            text = f"{source}, {_located(claims)}, asserts it in its own voice{self._reading()}"
            yield Reason(text=text, claims=_ids(claims))
        if not sources:
            said: dict[str, list[Claim]] = {}
            for claim in evidence:
                said.setdefault(f"{claim.source} {self._without_asserting(claim)}", []).append(claim)
            for text, claims in said.items():
                yield Reason(text=f"{text} ({_located(claims)})", claims=_ids(claims))

    def _reading(self) -> str:
        """Name the fields of the record itself that the curator inferred."""
        read = [field for field in ("kind", "subject", "object") if field in self.record.inferred]
        return f", its {' and '.join(read)} partly inferred by the curator" if read else ""

    def title(self, node: Node) -> str:
        kind, id = node
        if kind == "source":
            return f"the publication of {id}"
        if kind == "event":
            name = self.view.events[id].name.replace('"', "'")
            return f'"{name}"'
        tie = self.view.relationships[id]
        between = "to" if tie.kind.directed else "and"
        return f"{self.view.actors[tie.subject].name} {between} {self.view.actors[tie.object].name} ({tie.kind.value})"

    def _evidence(self) -> list[Claim]:
        order = self.view.indexes.claim_positions
        return [self.view.claims[id] for id in sorted(self.record.evidence, key=order.__getitem__)]

    def _dating(self, record: Dated, source: str, span: TimeSpan) -> list[Claim]:
        """Return the claims that a source's date of a record comes from, by their own dates; all if none fits."""
        theirs = [claim for id in record.evidence if (claim := self.view.claims[id]).source == source]
        claims = [claim for claim in theirs if claim.when]
        days = set(attrs.astuple(span.bounds)) - {PAST, FUTURE}
        same = [claim for claim in claims if claim.when == span]
        sharing = [claim for claim in claims if claim.when and days & set(attrs.astuple(claim.when.bounds))]
        near = [claim for claim in claims if claim.when and span.overlaps(claim.when) > Certainty.SILENT]
        return same or sharing or near or [claim for claim in theirs if not claim.when] or theirs

    def _limit(self, lines: Iterable[Line], origin: Point, *, lower: bool) -> Reason:
        """Explain a limit by the lines that lead to it and the date at their other end."""
        evidence = [ClaimId(id) for line in lines for id in line.evidence]
        return Reason(
            text=", and ".join([*map(self._line, lines), self._point(origin, lower=lower)]),
            claims=tuple(dict.fromkeys([*evidence, *_ids(self._dated_by(origin[0]))])),
        )

    def _line(self, line: Line) -> str:
        names = ["it" if node == self.node else self.title(node) for node in (line.record, line.other)]
        claims = [self.view.claims[id] for id in line.evidence]
        return ORDER_IN_WORDS[line.word].format(*names) + (_where(claims) if claims else " (inferred by the curator)")

    def _point(self, point: Point, *, lower: bool) -> str:
        node, end = point
        bounds = self.view.chronology.limits.dates[node]
        first, last = (bounds.earliest_end, bounds.latest_end) if end else (bounds.earliest_start, bounds.latest_start)
        verb = "was" if node[0] == "source" else "ended" if end else "began"
        if first > PAST and last < FUTURE:
            when = within_days_in_words(first, last)
        else:
            when = f"{'no earlier' if lower else 'no later'} than {day_in_words(first if lower else last)}"
        record = self._record(node)
        reading = "" if record is None else _inference(record)
        return f"{self.title(node)} {verb} {when}{_where(self._dated_by(node))}{reading}"

    def _record(self, node: Node) -> Dated | None:
        """Return the event or relationship of a node; ``None`` for a source, which represents its publication."""
        kind, id = node
        if kind == "source":
            return None
        return self.view.events[id] if kind == "event" else self.view.relationships[id]

    def _dated_by(self, node: Node) -> list[Claim]:
        """Return the claims that the dates of a record come from; a publication has none."""
        record = self._record(node)
        if record is None:
            return []
        return [claim for source, span in record.dates for claim in self._dating(record, source, span)]

    def _turn(self, actor: ActorId, day: date, *, begins: bool) -> Reason:
        """Explain the limit that an actor's life sets, by the events with which that life begins or ends."""
        assert isinstance(self.record, Relationship), self.record
        name = self.view.actors[actor].name
        whole = self._whole(self.record, actor)
        texts: list[str] = []
        rests_on: list[ClaimId] = []
        for event in self.view.events:
            claims = dict(event.begins if begins else event.ends).get(actor)
            if claims is None:
                continue
            node = ("event", event.id)
            text = self.title(node) + _where(self.view.claims[claim] for claim in claims)
            rests_on += claims
            limits = self.view.chronology.limits
            bounds = limits.bounds(node)
            if day == (bounds.earliest_start if begins else bounds.latest_end):
                limit = self._limit(*limits.chain((node, START if begins else END), lower=begins), lower=begins)
                text = f"{text}, and {limit.text}"
                rests_on += limit.claims
            texts.append(text)
        not_then = f"did not begin before {day_in_words(day)}" if begins else f"ended no later than {day_in_words(day)}"
        verb = "began" if begins else "ended"
        return Reason(
            text=f"it {not_then}: {name}{whole} {verb} with {', and with '.join(texts)}",
            claims=tuple(dict.fromkeys(rests_on)),
        )

    def _whole(self, tie: Relationship, actor: ActorId) -> str:
        """Name the ends of a relationship that are parts of an actor; an empty string if the actor is an end itself."""
        ends = (tie.subject, tie.object)
        if actor in ends:
            return ""
        parts = [self.view.actors[end].name for end in ends if actor in self.view.chronology.with_ancestors(end)]
        return f", of which {' and '.join(parts)} {'is a part' if len(parts) == 1 else 'are parts'},"

    def _without_asserting(self, claim: Claim) -> str:
        if claim.attributed_to is not None:
            speaker = self.view.actors[claim.attributed_to].name
            return f"does not assert it in its own voice, but attributes it to {speaker}"
        return f"does not assert it, but {_INSTEAD_OF_ASSERTING[claim.modality]}"


def limits_by_order(node: Node, bounds: Bounds, dated: Bounds) -> Iterator[tuple[str, Point, bool]]:
    """Yield the limits that order sets for a record: in words, with the point, and whether it is a lower limit."""
    start, end = (node, START), (node, END)
    # A limit that start and end share is given once.
    if bounds.earliest_start != dated.earliest_start:
        yield f"it did not begin before {day_in_words(bounds.earliest_start)}", start, True
    if bounds.latest_start not in (dated.latest_start, bounds.latest_end):
        yield f"it began no later than {day_in_words(bounds.latest_start)}", start, False
    if bounds.earliest_end not in (dated.earliest_end, bounds.earliest_start):
        yield f"it did not end before {day_in_words(bounds.earliest_end)}", end, True
    if bounds.latest_end != dated.latest_end:
        yield f"it ended no later than {day_in_words(bounds.latest_end)}", end, False


def _inference(record: Dated) -> str:
    """Return what to add to the date of a record: that the curator inferred it, if so."""
    return ", partly inferred by the curator" if "when" in record.inferred else ""


def _where(claims: Iterable[Claim]) -> str:
    """Return where some claims are: " (giustozzi-2021, paragraphs 3 and 7)"."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.source, []).append(claim)
    parts = [f"{source}, {_located(theirs)}" for source, theirs in found.items()]
    return f" ({'; '.join(parts)})" if parts else ""


def _located(claims: Iterable[Claim]) -> str:
    """Return the first three paragraphs or rows of some claims of one source: "paragraphs 3 and 7"."""
    locators = [claim.locator for claim in claims]
    # The places are texts; sorting by length first puts 9 before 10.
    places = sorted({each.place for each in locators}, key=lambda place: (len(place), place))
    unit = locators[0].unit
    if len(places) == 1:
        return f"{unit} {places[0]}"
    if len(places) > 3:
        return f"{unit}s {', '.join(places[:3])} and others"
    return f"{unit}s {', '.join(places[:-1])} and {places[-1]}"


def _ids(claims: Iterable[Claim]) -> tuple[ClaimId, ...]:
    return tuple(claim.id for claim in claims)
