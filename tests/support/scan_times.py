"""The times of records for the reference implementation: from dates, order, lives and horizons, without an index."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import product
from typing import TypeAlias, TypeVar

import attrs

import afghanwar as aw
from afghanwar import Certainty, Dataset, OrderWord
from afghanwar.kinds import kind_of

Dated = TypeVar("Dated", aw.Event, aw.Relationship)

PAST, FUTURE = date.min, date.max

Days: TypeAlias = tuple[date, date, date, date]
"""The first and last day on which something may have begun, and the first and last on which it may have ended."""

Point: TypeAlias = tuple[str, str, str]
"""A kind, an id, and ``"start"`` or ``"end"``."""
ANY_TIME: Days = (PAST, FUTURE, PAST, FUTURE)


def is_asserted(record: aw.Event | aw.Relationship, view: Dataset) -> bool:
    """Whether a claim in the evidence of a record asserts it in the source's own voice."""
    evidence = [view.claims[id] for id in record.evidence]
    return any(claim.modality is aw.Modality.ASSERTED and claim.attributed_to is None for claim in evidence)


@attrs.frozen
class Time:
    """When something was: its possible worlds, the days that the sources speak of, and whether it is doubtful."""

    days: Days
    reach: tuple[date, date] | None
    doubtful: bool = False


UNDATED = Time(ANY_TIME, None)


def plain(day: date) -> date:
    return date(day.year, day.month, day.day)


def days_of(span: aw.TimeSpan) -> Days:
    """The four days of a time-span."""
    return (plain(span.earliest_start), plain(span.latest_start), plain(span.earliest_end), plain(span.latest_end))


@lru_cache(maxsize=4096)
def time_of_span(span: aw.TimeSpan) -> Time:
    first, last = span.reach
    return Time(days_of(span), (plain(first), plain(last)), "?" in str(span) or "%" in str(span))


def narrowed(one: Days, other: Days) -> Days | None:
    """What both allow; None where that is nothing."""
    starts = max(one[0], other[0]), min(one[1], other[1], one[3], other[3])
    ends = max(one[2], other[2], starts[0]), min(one[3], other[3])
    return None if starts[0] > starts[1] or ends[0] > ends[1] else (*starts, *ends)


@lru_cache(maxsize=65536)
def answer(time: Time, first: date, last: date, relation: str) -> Certainty:
    """Whether something overlaps a window of days or lies within it, by trying every world that could differ."""
    reach = (PAST, FUTURE) if time.reach is None else time.reach
    edges = {*time.days, *reach, first, last}
    around = [min(max(day.toordinal() + step, 1), FUTURE.toordinal()) for day in edges for step in (-1, 0, 1)]
    days = sorted(map(date.fromordinal, set(around)))
    starts = [day for day in days if time.days[0] <= day <= time.days[1]]
    ends = [day for day in days if time.days[2] <= day <= time.days[3]]
    fits, told = [], []
    for start, end in product(starts, ends):
        if start <= end:
            fit = first <= start and end <= last if relation == "within" else start <= last and first <= end
            fits.append(fit)
            told.append(fit and time.reach is not None and reach[0] <= start and end <= reach[1])
    if all(fits) and not time.doubtful:
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if any(told) else Certainty.SILENT if any(fits) else Certainty.NO


NOT_AFTER: Mapping[OrderWord, tuple[tuple[str, str], ...]] = {
    OrderWord.AFTER: (("other end", "own start"),),
    OrderWord.SINCE: (("other start", "own start"),),
    OrderWord.BEFORE: (("own end", "other start"),),
    OrderWord.UNTIL: (("own end", "other end"),),
    OrderWord.DURING: (("other start", "own start"), ("own end", "other end")),
    OrderWord.THROUGHOUT: (("own start", "other start"), ("other end", "own end")),
    OrderWord.OPENED_BY: (("other start", "own start"), ("own start", "other end")),
    OrderWord.CLOSED_BY: (("other start", "own end"), ("own end", "other end")),
}
"""For each word, the pairs of points of which the first is not after the second."""


def dated_records(view: Dataset) -> list[aw.Event | aw.Relationship]:
    return [*view.events, *view.relationships]


def is_doubtful(record: aw.Event | aw.Relationship, view: Dataset) -> bool:
    """Whether nothing can be certain of a record, so that it gives no limits to others."""
    return not is_asserted(record, view) or (record.when is not None and record.when.uncertain)


def steps_of(view: Dataset) -> list[tuple[Point, Point]]:
    """The pairs of points of which the first is not after the second, by order or as start and end of one record."""
    left_out = {(line.record, line.word, line.other) for each in view.chronology.conflicts for line in each.lines}
    found: list[tuple[Point, Point]] = []
    nodes = [("source", str(source.id)) for source in view.sources]
    for record in dated_records(view):
        own = (kind_of(record).name, str(record.id))
        nodes.append(own)
        for line in record.order:
            other = ("event" if line.other in view.events else "source", str(line.other))
            if (own, line.word, other) not in left_out:
                ends = {"own": own, "other": other}
                pairs = [[name.split() for name in pair] for pair in NOT_AFTER[line.word]]
                found += [((*ends[a], edge), (*ends[b], its_edge)) for (a, edge), (b, its_edge) in pairs]
    return found + [((*node, "start"), (*node, "end")) for node in nodes]


def limits_of(view: Dataset) -> dict[tuple[str, str], Days]:
    """What dates and order together allow for each event and relationship."""
    dates: dict[tuple[str, str], Days] = {}
    silenced = set()
    for source in view.sources:
        dates["source", source.id] = ANY_TIME if source.published is None else days_of(source.published)
        if source.published is not None and source.published.uncertain:
            silenced.add(("source", str(source.id)))
    for record in dated_records(view):
        node = (kind_of(record).name, str(record.id))
        dates[node] = ANY_TIME if record.when is None else days_of(record.when)
        if is_doubtful(record, view):
            silenced.add(node)
    lower: dict[Point, date] = {}
    upper: dict[Point, date] = {}
    for node, days in dates.items():
        for edge, first, last in (("start", days[0], days[1]), ("end", days[2], days[3])):
            # What did not end, or was always there, sets no limit for others.
            lower[(*node, edge)] = PAST if first == FUTURE else first
            upper[(*node, edge)] = FUTURE if last == PAST else last
    steps, changed = steps_of(view), True
    while changed:
        before = (dict(lower), dict(upper))
        for earlier, later in steps:
            same = earlier[:2] == later[:2]
            if same or earlier[:2] not in silenced:
                lower[later] = max(lower[later], lower[earlier])
            if same or later[:2] not in silenced:
                upper[earlier] = min(upper[earlier], upper[later])
        changed = before != (lower, upper)
    found = {}
    for node, days in dates.items():
        start, end = (*node, "start"), (*node, "end")
        both = narrowed(days, (lower[start], upper[start], lower[end], upper[end]))
        assert both is not None, node  # Lines that contradict dates are left out.
        found[node] = both
    return found


def lives_of(view: Dataset, limits: Mapping[tuple[str, str], Days]) -> dict[str, Days]:
    """Between which days each actor began and ended, for those that an event begins or ends."""
    found: dict[str, Days] = {}
    for event in view.events:
        first, _, _, last = limits["event", event.id]
        if is_doubtful(event, view):
            continue
        for lives, days in ((event.begins, (first, last, first, FUTURE)), (event.ends, (PAST, last, first, last))):
            for actor, _ in lives:
                life = found.get(actor, ANY_TIME)
                found[actor] = narrowed(life, days) or life
    return found


def within_lives(tie: aw.Relationship, limits: Days, lives: Mapping[str, Days], view: Dataset) -> Days:
    """Keep a tie within the lives of its ends and of what they are part of; what contradicts is left out."""
    actors: list[str] = [tie.subject, tie.object]
    for actor in actors:  # It grows while it is gone through.
        actors += [whole for whole in view.actors[actor].part_of if whole not in actors]
    for actor in dict.fromkeys(actors):
        first, _, _, last = lives.get(actor, ANY_TIME)
        limits = narrowed(limits, (first, last, first, last)) or limits
    return limits


@lru_cache(maxsize=1024)
def horizon_of(source: str, view: Dataset) -> date:
    """The last day that a source describes: the last one written, not after its publication."""
    published = view.sources[source].published
    most = FUTURE if published is None else plain(published.latest_end)
    factual = (aw.Modality.ASSERTED, aw.Modality.HEDGED, aw.Modality.JUDGED)
    days = [PAST]
    for claim in view.claims:
        if claim.source == source and claim.when is not None and claim.modality in factual:
            # An end written ".." is no day.
            written = aw.TimeSpan(str(claim.when).removesuffix("/.."))
            days.append(min(plain(written.reach[1]), most))
    return max(days)


def reach_of(
    record: aw.Event | aw.Relationship, limits: Days, by_order: Days, view: Dataset
) -> tuple[date, date] | None:
    """The days that the sources speak of."""
    if record.when is None:
        first, latest_start, earliest_end, last = by_order
        if first != PAST and last != FUTURE:
            return first, last
        inner = min(latest_start, earliest_end), max(latest_start, earliest_end)
        return inner if inner[0] > PAST and inner[1] < FUTURE else None
    when = days_of(record.when)
    reaches = [time_of_span(span).reach or (PAST, FUTURE) for _, span in record.dates]
    first, last = min(first for first, _ in reaches), max(last for _, last in reaches)
    attested = when[0] == PAST and when[3] == FUTURE
    if when[0] == PAST and not attested and limits[0] != PAST:
        first = min(first, limits[0])
    if when[3] == FUTURE and not attested:
        open_ended = [source for source, span in record.dates if plain(span.latest_end) == FUTURE]
        horizons = [horizon_of(source, view) for source in open_ended]
        last = max(last, *horizons) if limits[3] == FUTURE else max(last, limits[3])
    return min(first, limits[1]), max(last, limits[2])


@lru_cache(maxsize=64)
def times_of(view: Dataset) -> dict[tuple[str, str], Time]:
    """The time of each event and relationship of a dataset."""
    by_order = limits_of(view)
    lives = lives_of(view, by_order)
    found: dict[tuple[str, str], Time] = {}
    for record in dated_records(view):
        node = (kind_of(record).name, str(record.id))
        limits = by_order[node]
        if isinstance(record, aw.Relationship):
            limits = within_lives(record, limits, lives, view)
        reach = reach_of(record, limits, by_order[node], view)
        if isinstance(record, aw.Relationship):
            for line in record.order:  # Events come before relationships.
                during = told_days(found.get(("event", str(line.other))))
                if line.word is OrderWord.THROUGHOUT and during is not None:
                    first, last = reach or during
                    reach = min(first, during[0]), max(last, during[1])
        found[node] = Time(limits, reach, is_doubtful(record, view))
    return found


def told_days(time: Time | None) -> tuple[date, date] | None:
    """The first and last day on which something may have been, of those that the sources speak of."""
    if time is None or time.reach is None:
        return None
    first, last = time.reach
    told = narrowed(time.days, (first, last, first, last))
    return None if told is None else (told[0], told[3])


def time_of(record: aw.Event | aw.Relationship, view: Dataset) -> Time:
    return times_of(view)[kind_of(record).name, record.id]
