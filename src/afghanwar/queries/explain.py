"""Explain: why an answer about the time of an event or a relationship is what it is, claim by claim."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from afghanwar.actors import ActorId
from afghanwar.claims import Claim, ClaimId, Modality, is_assertion
from afghanwar.dataset.chronology import Dated
from afghanwar.dataset.dataset import Dataset
from afghanwar.dataset.limits import END, START, Line, Node, Point
from afghanwar.events import Event, OrderWord
from afghanwar.kinds import kind_of
from afghanwar.queries.scope import Sources, meant, scope
from afghanwar.queries.window import Relation, Window
from afghanwar.relationships import Relationship
from afghanwar.timespan import Certainty, TimeLike, TimeSpan
from afghanwar.timespan.bounds import FUTURE, PAST, UNBOUNDED, Bounds
from afghanwar.timespan.english import day_in_words, days_in_words, within_days_in_words

_WORDS = {
    OrderWord.AFTER: "{} began no earlier than the end of {}",
    OrderWord.SINCE: "{} began no earlier than the beginning of {}",
    OrderWord.BEFORE: "{} ended no later than the beginning of {}",
    OrderWord.UNTIL: "{} ended no later than the end of {}",
    OrderWord.DURING: "{} lay within {}",
    OrderWord.THROUGHOUT: "{} lasted through all of {}",
    OrderWord.OPENED_BY: "{} began within {}",
    OrderWord.CLOSED_BY: "{} ended within {}",
}

_RESERVES = {
    Modality.HEDGED: "says it with reserve",
    Modality.JUDGED: "judges it to be so",
    Modality.REJECTED: "speaks of it in a view that it rejects",
}


@attrs.frozen(kw_only=True)
class Reason:
    """One step of an explanation.

    Attributes:
        text: The step as an English sentence, without a capital or a full stop.
        claims: The claims that it rests on, as far as it rests on claims.
    """

    text: str
    claims: tuple[ClaimId, ...] = ()


@attrs.frozen(kw_only=True)
class Explanation:
    """Why an answer about the time of an event or a relationship is what it is; ``str()`` prints it.

    Attributes:
        name: What is explained, in words.
        days: The days that were asked for, in words; ``None`` where none were.
        answer: The answer; ``None`` where no days were asked for.
        reasons: What the answer rests on: how far the sources speak of it, how each of them dates it, what the order
            of events adds, and who asserts it.
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
    """Explain what is known of the time of an event or a relationship, and what that answers for some days.

    >>> import afghanwar as aw
    >>> aw.explain("Battle of Tora Bora", "2001-12-10", "2001-12-10").answer
    <Certainty.CERTAIN: 'certain'>

    Args:
        record: The event or the relationship.
        start: The first day that is asked for is the first that this allows; ``None`` for no beginning.
        end: The last day that is asked for is the last that this allows, inclusive; ``None`` for no end. Both
            ``None`` for no question, only what is known.
        relation: ``"overlaps"`` for whether it shares a day with those days, ``"within"`` for whether it lies
            wholly inside.
        according_to: The source or sources whose view answers.
        dataset: The dataset to ask; the bundled one by default.

    Returns:
        The answer and its reasons, each with the claims that it rests on.

    Raises:
        TimeSpanError: A text is not a date.
        ValueError: The start is after the end.
        UnknownRecordError: No event or relationship has that id or name, or the sources do not speak of it.
        AmbiguousNameError: More than one has.
        TypeError: A date, or the record, is of another type.
    """
    whole, view = scope(dataset, according_to)
    window = Window.of(start, end, relation=relation)
    (named,) = meant(record, whole.events, whole.relationships, one=True)
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
        return "over all time" if last == FUTURE else f"until {day_in_words(last)}"
    return f"from {day_in_words(first)} on" if last == FUTURE else days_in_words(first, last)


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
        it = "lies within that time" if window.relation == "within" else "shares a day with that time"
        when = self.record.when
        dates = "what bounds it," if when is None else "its dates"
        sure = window.answer(attrs.evolve(times.worlds, doubtful=False))
        if sure is Certainty.CERTAIN and when is not None:
            by_dates = window.answer(attrs.evolve(when.worlds, doubtful=False))
            dates += "" if by_dates is sure else " that the order of events allows,"
        if answer is not sure:
            reason = "its date is marked as uncertain" if times.asserted else "no source asserts it in its own voice"
            return f"on every reading of {dates} it {it}, but {reason}"
        if answer is Certainty.CERTAIN:
            return f"on every reading of {dates} it {it}"
        if answer is Certainty.POSSIBLE:
            return f"on some readings of {dates} it {it}, on others not"
        if answer is Certainty.SILENT:
            return "nothing rules it out, but no source puts it then"
        if when is None:
            return "the order of events rules it out"
        allowed = window.answer(when.worlds) is not Certainty.NO
        return "its dates allow it, but the order of events rules it out" if allowed else "its dates rule it out"

    def reach(self) -> Iterator[Reason]:
        reach = self.view.chronology.times(self.record).reach
        if reach is None:
            yield Reason(text="no source dates it, and the order of events does not bound it on both sides")
            return
        days = _days(*reach)
        verb = "lies" if days.startswith(("on ", "in ")) else "reaches"
        said = "the sources say" if self.record.dates else "the order of events says"
        yield Reason(text=f"what {said} of its time {verb} {days}")
        horizons = self.view.chronology.horizons
        for source, span in self.record.dates:
            if span.bounds.latest_end == FUTURE and horizons.get(source) == reach[1]:
                horizon = f"the dates of what it describes go no further than {day_in_words(reach[1])}"
                yield Reason(text=f"{source} gives no end of it; {horizon}")

    def dates(self) -> Iterator[Reason]:
        for source, span in self.record.dates:
            claims = self._dating(self.record, source, span)
            text = f"{source}, {_located(claims)}, dates it {span.humanize()} ({span}){_inference(self.record)}"
            yield Reason(text=text, claims=_ids(claims))
        when = self.record.when
        spans = [span for _, span in self.record.dates]
        if len(spans) > 1 and when is not None and any(span.bounds.meet(when.bounds) != when.bounds for span in spans):
            yield Reason(text=f"these dates exclude each other, so together they say only {when.humanize()}")

    def order(self) -> Iterator[Reason]:
        limits = self.view.chronology.limits
        bounds = limits.bounds(self.node)
        told = UNBOUNDED if self.record.when is None else self.record.when.bounds
        used: set[Line] = set()
        for text, point, lower in _sides(self.node, bounds, told):
            used.update(limits.chain(point, lower=lower)[0])
            reason = self._limit(point, lower=lower)
            yield attrs.evolve(reason, text=f"{text}: {reason.text}")
        contradictory = {line for conflict in self.view.chronology.conflicts for line in conflict.lines}
        for line in limits.lines_of(self.node):
            if line not in used:
                without = "is left out, because dates contradict it" if line in contradictory else "adds nothing"
                claims = tuple(map(ClaimId, line.evidence))
                yield Reason(text=f"that {self._line(line)} {without}", claims=claims)

    def life(self) -> Iterator[Reason]:
        """What the lives of its two actors add to the limits of a relationship."""
        if not isinstance(self.record, Relationship):
            return
        limits = self.view.chronology.times(self.record).worlds.possible
        bounds = self.view.chronology.limits.bounds(self.node)
        for actor in self.view.chronology.with_wholes(self.record.subject, self.record.object):
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
                said.setdefault(f"{claim.source} {self._reserve(claim)}", []).append(claim)
            for text, claims in said.items():
                yield Reason(text=f"{text} ({_located(claims)})", claims=_ids(claims))

    def _reading(self) -> str:
        """Say what of the record itself the curator has read into the sources."""
        read = [field for field in ("kind", "subject", "object") if field in self.record.inferred]
        return f", its {' and '.join(read)} in part by the curator's reading" if read else ""

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
        """The claims of a source that a date of a record comes from, as far as their own dates show it; else all."""
        theirs = [claim for id in record.evidence if (claim := self.view.claims[id]).source == source]
        claims = [claim for claim in theirs if claim.when]
        days = set(attrs.astuple(span.bounds)) - {PAST, FUTURE}
        same = [claim for claim in claims if claim.when == span]
        sharing = [claim for claim in claims if claim.when and days & set(attrs.astuple(claim.when.bounds))]
        near = [claim for claim in claims if claim.when and span.overlaps(claim.when) > Certainty.SILENT]
        return same or sharing or near or [claim for claim in theirs if not claim.when] or theirs

    def _limit(self, point: Point, *, lower: bool) -> Reason:
        """Where the limit of a point comes from: the lines that lead to it, and the date at their other end."""
        lines, origin = self.view.chronology.limits.chain(point, lower=lower)
        evidence = [ClaimId(id) for line in lines for id in line.evidence]
        return Reason(
            text=", and ".join([*map(self._line, lines), self._point(origin, lower=lower)]),
            claims=tuple(dict.fromkeys([*evidence, *_ids(self._dated_by(origin[0]))])),
        )

    def _line(self, line: Line) -> str:
        names = ["it" if node == self.node else self.title(node) for node in (line.record, line.other)]
        claims = [self.view.claims[id] for id in line.evidence]
        return _WORDS[line.word].format(*names) + (_where(claims) if claims else " (the curator's reading)")

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
        """The event or relationship of a node; ``None`` for a source, which represents its publication."""
        kind, id = node
        if kind == "source":
            return None
        return self.view.events[id] if kind == "event" else self.view.relationships[id]

    def _dated_by(self, node: Node) -> list[Claim]:
        """The claims that the dates of a record come from; those of a source's publication come from none."""
        record = self._record(node)
        if record is None:
            return []
        return [claim for source, span in record.dates for claim in self._dating(record, source, span)]

    def _turn(self, actor: ActorId, day: date, *, begins: bool) -> Reason:
        """The limit that an actor's life sets, and the events with which that life begins or ends."""
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
            bounds = self.view.chronology.limits.bounds(node)
            if day == (bounds.earliest_start if begins else bounds.latest_end):
                limit = self._limit((node, START if begins else END), lower=begins)
                text = f"{text}, and {limit.text}"
                rests_on += limit.claims
            texts.append(text)
        not_then = f"did not begin before {day_in_words(day)}" if begins else f"ended no later than {day_in_words(day)}"
        existence = "earlier, having begun" if begins else "later, having ended"
        return Reason(
            text=f"it {not_then}: {name}{whole} did not exist {existence} with {', and with '.join(texts)}",
            claims=tuple(dict.fromkeys(rests_on)),
        )

    def _whole(self, tie: Relationship, actor: ActorId) -> str:
        """Say whose whole an actor is, where it is not itself an end of a relationship."""
        ends = (tie.subject, tie.object)
        if actor in ends:
            return ""
        parts = [self.view.actors[end].name for end in ends if actor in self.view.chronology.with_wholes(end)]
        return f", of which {' and '.join(parts)} {'is a part' if len(parts) == 1 else 'are parts'},"

    def _reserve(self, claim: Claim) -> str:
        if claim.attributed_to is not None:
            return f"does not assert it in its own voice, but has it from {self.view.actors[claim.attributed_to].name}"
        return f"does not assert it, but {_RESERVES.get(claim.modality, f'has it as {claim.modality.value}')}"


def _sides(node: Node, bounds: Bounds, told: Bounds) -> Iterator[tuple[str, Point, bool]]:
    """The limits of a record that order sets, in words; with the point, and whether it is a lower limit."""
    start, end = (node, START), (node, END)
    # What began and ended within the same days needs each of them once.
    if bounds.earliest_start != told.earliest_start:
        yield f"it did not begin before {day_in_words(bounds.earliest_start)}", start, True
    if bounds.latest_start not in (told.latest_start, bounds.latest_end):
        yield f"it began no later than {day_in_words(bounds.latest_start)}", start, False
    if bounds.earliest_end not in (told.earliest_end, bounds.earliest_start):
        yield f"it did not end before {day_in_words(bounds.earliest_end)}", end, True
    if bounds.latest_end != told.latest_end:
        yield f"it ended no later than {day_in_words(bounds.latest_end)}", end, False


def _inference(record: Dated) -> str:
    """What to add to the date of a record that a curator has inferred."""
    return ", in part by the curator's reading" if "when" in record.inferred else ""


def _where(claims: Iterable[Claim]) -> str:
    """Where some claims are written: " (giustozzi-2021, paragraphs 3 and 7)"."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.source, []).append(claim)
    parts = [f"{source}, {_located(theirs)}" for source, theirs in found.items()]
    return f" ({'; '.join(parts)})" if parts else ""


def _located(claims: Iterable[Claim]) -> str:
    """The first three paragraphs, or rows, of some claims of one source: "paragraphs 3 and 7"."""
    locators = [claim.locator for claim in claims]
    # Numbers as texts: 9 comes before 10.
    places = sorted({each.place for each in locators}, key=lambda place: (len(place), place))
    unit = locators[0].unit
    if len(places) == 1:
        return f"{unit} {places[0]}"
    if len(places) > 3:
        return f"{unit}s {', '.join(places[:3])} and others"
    return f"{unit}s {', '.join(places[:-1])} and {places[-1]}"


def _ids(claims: Iterable[Claim]) -> tuple[ClaimId, ...]:
    return tuple(claim.id for claim in claims)
