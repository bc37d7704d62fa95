"""Explain: why an answer about the time of an event or a relationship is what it is, claim by claim."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from afghanwar.claims import Claim, ClaimId, Modality
from afghanwar.dataset.chronology import Dated
from afghanwar.dataset.dataset import Dataset
from afghanwar.dataset.limits import END, START, Line, Node, Point
from afghanwar.events import Event, OrderWord
from afghanwar.kinds import kind_of
from afghanwar.queries.scope import Sources, meant, scope
from afghanwar.queries.window import Relation, Window
from afghanwar.relationships import Relationship, RelationshipKind
from afghanwar.timespan import Certainty, TimeLike
from afghanwar.timespan.bounds import FUTURE, PAST, UNBOUNDED, Bounds
from afghanwar.timespan.english import day_in_words, days_in_words, within_days_in_words

_ANSWERS = {
    Certainty.CERTAIN: "whichever of the days that its dates allow is right, it was so then",
    Certainty.POSSIBLE: "some of the days that the sources speak of lie then, and nothing makes it certain",
    Certainty.SILENT: "nothing rules it out, but no source speaks of it then",
    Certainty.NO: "its dates, or the order of events, rule it out",
}

_WORDS = {
    OrderWord.AFTER: "{} began when {} was over, or later",
    OrderWord.SINCE: "{} began when {} began, or later",
    OrderWord.BEFORE: "{} was over when {} began, or earlier",
    OrderWord.UNTIL: "{} was over when {} was over, or earlier",
    OrderWord.DURING: "{} lay within {}",
    OrderWord.THROUGHOUT: "{} lasted through all of {}",
    OrderWord.OPENED_BY: "{} began within {}",
    OrderWord.CLOSED_BY: "{} ended within {}",
}

_BETWEEN = {
    RelationshipKind.SUPPORT: "for",
    RelationshipKind.MEMBERSHIP: "in",
    RelationshipKind.LEADERSHIP: "over",
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
        return "at all times" if last == FUTURE else f"until {day_in_words(last)}"
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
        without_doubt = window.answer(attrs.evolve(times.worlds, doubtful=False))
        if answer is without_doubt:
            return _ANSWERS[answer]
        if not times.asserted:
            return "its dates would make it certain, but no source asserts it in its own voice"
        return "its dates would make it certain, but they are marked as uncertain"

    def reach(self) -> Iterator[Reason]:
        reach = self.view.chronology.times(self.record).reach
        if reach is None:
            yield Reason(text="no source says when it was, and no order of events bounds it on both sides")
            return
        first, last = reach
        yield Reason(text=f"the sources speak of it {_days(first, last)}")
        open_by = [source for source, span in self.record.dates if span.bounds.latest_end == FUTURE]
        horizons = self.view.chronology.horizons
        for source in open_by:
            if horizons.get(source) == last:
                yield Reason(
                    text=f"{source} gives no end of it; the last day that it describes at all is {day_in_words(last)}"
                )

    def dates(self) -> Iterator[Reason]:
        for source, span in self.record.dates:
            claims = [claim for claim in self._evidence() if claim.source == source and claim.when is not None]
            claims = [claim for claim in claims if claim.when == span] or claims
            where = f", {_paragraphs(claims)}," if claims else ""
            yield Reason(text=f"{source}{where} dates it {span.humanize()} ({span})", claims=_ids(claims))
        when = self.record.when
        spans = [span for _, span in self.record.dates]
        if len(spans) > 1 and when is not None and any(span.bounds.meet(when.bounds) != when.bounds for span in spans):
            yield Reason(text=f"these dates exclude each other, so together they say only {when.humanize()}")

    def order(self) -> Iterator[Reason]:
        limits = self.view.chronology.limits
        bounds = limits.bounds(self.node)
        told = UNBOUNDED if self.record.when is None else self.record.when.bounds
        for text, day, told_day, point, lower in _sides(self.node, bounds, told):
            if day != told_day:
                lines, origin = limits.chain(point, lower=lower)
                steps = [self._line(line) for line in lines]
                yield Reason(
                    text=f"{text} {day_in_words(day)}: {', and '.join(steps)}, and {self._point(origin, lower=lower)}",
                    claims=tuple(ClaimId(id) for line in lines for id in line.evidence),
                )
        for conflict in self.view.chronology.conflicts:
            if any(self.node in (line.record, line.other) for line in conflict.lines):
                lines_in_words = ", and ".join(map(self._line, conflict.lines))
                yield Reason(text=f"left out, because dates contradict it: {lines_in_words}")

    def life(self) -> Iterator[Reason]:
        """What the lives of its two actors add to the limits of a relationship."""
        if not isinstance(self.record, Relationship):
            return
        limits = self.view.chronology.times(self.record).worlds.possible
        bounds = self.view.chronology.limits.bounds(self.node)
        for actor in self.view.chronology.actors_of(self.record):
            life = self.view.chronology.lives.get(actor, UNBOUNDED)
            name = self.view.actors[actor].name
            if life.earliest_start == limits.earliest_start != bounds.earliest_start:
                begun, claims = self._turns(actor, begins=True)
                yield Reason(text=f"it did not begin before {name}: {begun}", claims=claims)
            if life.latest_end == limits.latest_end != bounds.latest_end:
                ended, claims = self._turns(actor, begins=False)
                yield Reason(text=f"it was over when {name} was over, or earlier: {ended}", claims=claims)

    def assertion(self) -> Iterator[Reason]:
        evidence = self._evidence()
        own = [each for each in evidence if each.modality is Modality.ASSERTED and each.attributed_to is None]
        sources = list(dict.fromkeys(claim.source for claim in own))
        for source in sources:
            claims = [claim for claim in own if claim.source == source]
            yield Reason(text=f"{source}, {_paragraphs(claims)}, asserts it in its own voice", claims=_ids(claims))
        if not sources:
            yield Reason(text=f"no source asserts it in its own voice{_where(evidence)}", claims=_ids(evidence))

    def title(self, node: Node) -> str:
        kind, id = node
        if kind == "source":
            return f"the publication of {id}"
        if kind == "event":
            return f'"{self.view.events[id].name}"'
        tie = self.view.relationships[id]
        subject, other = self.view.actors[tie.subject].name, self.view.actors[tie.object].name
        return f'"{tie.kind.value.capitalize()} of {subject} {_BETWEEN.get(tie.kind, "and")} {other}"'

    def _evidence(self) -> list[Claim]:
        order = self.view.indexes.claim_positions
        return [self.view.claims[id] for id in sorted(self.record.evidence, key=order.__getitem__)]

    def _line(self, line: Line) -> str:
        names = ["it" if node == self.node else self.title(node) for node in (line.record, line.other)]
        claims = [self.view.claims[id] for id in line.evidence]
        return _WORDS[line.word].format(*names) + (_where(claims) if claims else " (the curator's reading)")

    def _point(self, point: Point, *, lower: bool) -> str:
        node, end = point
        bounds = self.view.chronology.limits.dates[node]
        first, last = (bounds.earliest_end, bounds.latest_end) if end else (bounds.earliest_start, bounds.latest_start)
        verb = "ended" if end else "began"
        if node[0] == "source":
            verb = "was"
        if first > PAST and last < FUTURE:
            return f"{self.title(node)} {verb} {within_days_in_words(first, last)}"
        day = first if lower else last
        return f"{self.title(node)} {verb} {'no earlier' if lower else 'no later'} than {day_in_words(day)}"

    def _turns(self, actor: str, *, begins: bool) -> tuple[str, tuple[ClaimId, ...]]:
        """The events that an actor's life begins or ends with."""
        verb = "begins" if begins else "ends"
        texts: list[str] = []
        found: list[ClaimId] = []
        for event in self.view.events:
            for id, claims in event.begins if begins else event.ends:
                if id == actor:
                    where = _where(self.view.claims[claim] for claim in claims)
                    texts.append(f"its life {verb} with {self.title(('event', event.id))}{where}")
                    found.extend(claims)
        return ", and ".join(texts), tuple(found)


def _sides(node: Node, bounds: Bounds, told: Bounds) -> Iterator[tuple[str, date, date, Point, bool]]:
    """The limits of a record: in words, by dates and order, by dates alone, their point, and whether lower."""
    yield "it did not begin before", bounds.earliest_start, told.earliest_start, (node, START), True
    # What began and ended within the same days needs each of them once.
    if bounds.latest_start != bounds.latest_end:
        yield "it began no later than", bounds.latest_start, told.latest_start, (node, START), False
    if bounds.earliest_end != bounds.earliest_start:
        yield "it did not end before", bounds.earliest_end, told.earliest_end, (node, END), True
    yield "it ended no later than", bounds.latest_end, told.latest_end, (node, END), False


def _where(claims: Iterable[Claim]) -> str:
    """Where some claims are written: " (giustozzi-2021, paragraphs 3 and 7)"."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.source, []).append(claim)
    parts = [f"{source}, {_paragraphs(theirs)}" for source, theirs in found.items()]
    return f" ({'; '.join(parts)})" if parts else ""


def _paragraphs(claims: Iterable[Claim]) -> str:
    """The first three paragraphs of some claims of one source: "paragraphs 3 and 7"."""
    numbers = [str(number) for number in sorted({claim.passage.paragraph for claim in claims})[:3]]
    if len(numbers) == 1:
        return f"paragraph {numbers[0]}"
    return f"paragraphs {', '.join(numbers[:-1])} and {numbers[-1]}"


def _ids(claims: Iterable[Claim]) -> tuple[ClaimId, ...]:
    return tuple(claim.id for claim in claims)
