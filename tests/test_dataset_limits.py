"""Limits, against the enumeration of all worlds in which dates and order lines hold together."""

import datetime
import itertools
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from random import Random
from types import FrameType
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.time_spans import Marks, World, all_marks, marks_of, on_line, worlds_of

from afghanwar.dataset.limits import END, NOT_AFTER, START, Limits, Line, Node, Point
from afghanwar.events import OrderWord
from afghanwar.timespan.bounds import FUTURE, PAST, UNBOUNDED, Bounds, some_time_in, throughout

LINE = [datetime.date(2001, 12, 29) + datetime.timedelta(days=n) for n in range(5)]
NODES: list[Node] = [("event", "a"), ("event", "b"), ("relationship", "a"), ("source", "c")]
WHENEVER: Marks = (0, 4, 0, 4)

HOLDS: dict[OrderWord, Callable[[World, World], bool]] = {
    OrderWord.AFTER: lambda its, other: its[0] >= other[1],
    OrderWord.SINCE: lambda its, other: its[0] >= other[0],
    OrderWord.BEFORE: lambda its, other: its[1] <= other[0],
    OrderWord.UNTIL: lambda its, other: its[1] <= other[1],
    OrderWord.DURING: lambda its, other: other[0] <= its[0] and its[1] <= other[1],
    OrderWord.THROUGHOUT: lambda its, other: its[0] <= other[0] and other[1] <= its[1],
    OrderWord.OPENED_BY: lambda its, other: other[0] <= its[0] <= other[1],
    OrderWord.CLOSED_BY: lambda its, other: other[0] <= its[1] <= other[1],
}
"""What each word says of the start and the end of a record and of the other one."""


class Told(NamedTuple):
    """Some records, their dates on the line of days, and what is said of their order."""

    dates: dict[Node, Marks]
    lines: list[Line]
    doubtful: frozenset[Node] = frozenset()

    @property
    def bounds(self) -> dict[Node, Bounds]:
        return {node: on_line(marks, LINE) for node, marks in self.dates.items()}

    def limits(self) -> Limits:
        return Limits.of(self.bounds, self.lines, self.gives)

    def gives(self, node: Node) -> bool:
        return node not in self.doubtful


def line(record: Node, word: OrderWord, other: Node) -> Line:
    return Line(record, word, other, (f"source/{record[1]}-{word.value}-{other[1]}",))


dates = st.sampled_from(all_marks(len(LINE))) | st.sampled_from([WHENEVER, WHENEVER, (1, 1, 1, 1), (3, 3, 3, 3)])
pairs = st.sampled_from(list(itertools.permutations(NODES, 2)))
lines = st.builds(lambda pair, word: line(pair[0], word, pair[1]), pairs, st.sampled_from(OrderWord))


@st.composite
def told(draw: st.DrawFn, doubtful: bool = False, most: int = 6) -> Told:
    """Three or four records and some lines between them."""
    nodes = NODES[: draw(st.integers(3, 4))]
    drawn = draw(st.lists(lines, max_size=most, unique=True))
    kept = [each for each in drawn if {each.record, each.other} <= set(nodes)]
    doubts = draw(st.frozensets(st.sampled_from(nodes))) if doubtful else frozenset()
    return Told({node: draw(dates) for node in nodes}, kept, doubts)


def all_worlds(told: Told, lines: Collection[Line]) -> Iterator[dict[Node, World]]:
    """Every choice of a world for each record in which all lines hold."""

    def complete(chosen: dict[Node, World], rest: list[Node]) -> Iterator[dict[Node, World]]:
        if not rest:
            yield chosen
            return
        for world in worlds_of(told.dates[rest[0]]):
            tried = {**chosen, rest[0]: world}
            decided = (each for each in lines if rest[0] in (each.record, each.other))
            if all(
                HOLDS[each.word](tried[each.record], tried[each.other])
                for each in decided
                if {each.record, each.other} <= tried.keys()
            ):
                yield from complete(tried, rest[1:])

    return complete({}, list(told.dates))


def enumerated(told: Told, lines: Collection[Line]) -> dict[Node, Bounds]:
    """The narrowest bounds of each record in all these worlds; empty where there is no such world."""
    worlds = list(all_worlds(told, lines))
    return {node: on_line(marks_of(world[node] for world in worlds), LINE) for node in told.dates if worlds}


class Naive(NamedTuple):
    """The limits of each point, by passing them on until nothing changes."""

    lower: dict[Point, datetime.date]
    upper: dict[Point, datetime.date]

    @property
    def contradictory(self) -> bool:
        return any(self.lower[point] > self.upper[point] for point in self.lower)


def passed_on(dates: Mapping[Node, Bounds], lines: Collection[Line], gives: Callable[[Node], bool]) -> Naive:
    """Limits by their definition: those that give pass theirs on, and an end is not before its own start."""
    lower, upper = {}, {}
    for node, bounds in dates.items():
        lower[node, START], lower[node, END] = bounds.earliest_start, bounds.earliest_end
        upper[node, START], upper[node, END] = bounds.latest_start, bounds.latest_end
    not_after = [((node, START), (node, END)) for node in dates]
    for each in lines:
        ends = {"its": each.record, "other": each.other}
        not_after += [((ends[one], end), (ends[two], to)) for one, end, two, to in NOT_AFTER[each.word.value]]
    while True:
        before = (dict(lower), dict(upper))
        for earlier, later in not_after:
            if earlier[0] == later[0] or gives(earlier[0]):
                lower[later] = max(lower[later], lower[earlier])
            if earlier[0] == later[0] or gives(later[0]):
                upper[earlier] = min(upper[earlier], upper[later])
        if before == (lower, upper):
            return Naive(lower, upper)


def dropped(limits: Limits) -> set[Line]:
    return {each for conflict in limits.conflicts for each in conflict.lines}


@pytest.mark.parametrize("word", OrderWord)
def test_a_word_limits_each_of_two_records_to_the_worlds_in_which_it_holds(word: OrderWord) -> None:
    one, other = NODES[:2]
    says = [line(one, word, other)]
    for mine, yours in itertools.product(all_marks(4), repeat=2):
        both = Told({one: mine, other: yours}, says)
        exact, limits = enumerated(both, says), both.limits()
        if exact:
            assert {node: limits.bounds(node) for node in exact} == exact, (mine, yours)
            assert limits.conflicts == ()
        else:
            assert [conflict.lines for conflict in limits.conflicts] == [tuple(says)], (mine, yours)


@given(told())
def test_limits_are_exact_where_no_record_is_doubtful_and_nothing_contradicts(told: Told) -> None:
    exact, limits = enumerated(told, told.lines), told.limits()
    assert bool(exact) == (limits.conflicts == ())
    if exact:
        assert {node: limits.bounds(node) for node in told.dates} == exact


@given(told(doubtful=True))
def test_limits_are_those_that_records_without_doubt_pass_on(told: Told) -> None:
    naive, limits = passed_on(told.bounds, told.lines, told.gives), told.limits()
    assert naive.contradictory == (limits.conflicts != ())
    kept = [each for each in told.lines if each not in dropped(limits)]
    naive = passed_on(told.bounds, kept, told.gives)
    assert (dict(limits.lower), dict(limits.upper)) == (naive.lower, naive.upper)
    for node, bounds in told.bounds.items():
        assert bounds.meet(limits.bounds(node)) == limits.bounds(node), "limits never widen a date"


@given(told(doubtful=True))
def test_a_doubtful_record_takes_limits_and_gives_none(told: Told) -> None:
    limits = told.limits()
    assume(not limits.conflicts)
    for doubtful in told.doubtful:
        others = {node: marks for node, marks in told.dates.items() if node != doubtful}
        without = Told(others, told.lines, told.doubtful).limits()
        assert {node: limits.bounds(node) for node in others} == {node: without.bounds(node) for node in others}


@given(told(doubtful=True, most=5))
def test_the_fewest_contradictory_lines_are_left_out_whole_until_none_contradicts(told: Told) -> None:
    limits = told.limits()
    kept = list(told.lines)
    for conflict in limits.conflicts:
        assert set(conflict.lines) <= set(kept)
        assert len(set(conflict.lines)) == len(conflict.lines) > 0
        assert passed_on(told.bounds, conflict.lines, told.gives).contradictory
        for fewer in itertools.combinations(kept, len(conflict.lines) - 1):
            assert not passed_on(told.bounds, fewer, told.gives).contradictory, fewer
        kept = [each for each in kept if each not in conflict.lines]
    assert not passed_on(told.bounds, kept, told.gives).contradictory


@given(told(doubtful=True))
def test_a_conflict_leads_from_one_date_to_another_that_is_too_early_for_it(told: Told) -> None:
    for conflict in told.limits().conflicts:
        assert conflict.last < conflict.first
        (node, end), bounds = conflict.not_before, told.bounds[conflict.not_before[0]]
        assert conflict.first == (bounds.earliest_end if end else bounds.earliest_start)
        assert linked(node, conflict.lines) == conflict.not_after[0]
        (node, end), bounds = conflict.not_after, told.bounds[conflict.not_after[0]]
        assert conflict.last == (bounds.latest_end if end else bounds.latest_start)


def linked(node: Node, lines: Sequence[Line]) -> Node:
    """Where some lines lead from a record, each from the record at which the one before it ended."""
    for each in lines:
        assert node in (each.record, each.other)
        node = each.other if node == each.record else each.record
    return node


@given(told(doubtful=True), st.booleans())
def test_a_chain_leads_over_lines_that_are_there_to_the_date_that_sets_the_limit(told: Told, lower: bool) -> None:
    limits = told.limits()
    for point in itertools.product(told.dates, (START, END)):
        chain, origin = limits.chain(point, lower=lower)
        assert set(chain) <= set(told.lines) - dropped(limits)
        assert linked(point[0], chain) == origin[0]
        # The lines of the chain, and the one date that it leads to, are enough.
        only = {node: told.bounds[node] if node == origin[0] else UNBOUNDED for node in told.dates}
        naive = passed_on(only, chain, told.gives)
        limit = limits.lower[point] if lower else limits.upper[point]
        assert (naive.lower[point] if lower else naive.upper[point]) == limit
        assert limit == (limits.lower[origin] if lower else limits.upper[origin])
        assert limits.chain(origin, lower=lower) == ((), origin)


@given(told(doubtful=True), st.randoms())
def test_limits_and_conflicts_do_not_depend_on_the_order_of_what_is_given(told: Told, dice: Random) -> None:
    limits = told.limits()
    shuffled = Told(
        dict(dice.sample(list(told.dates.items()), len(told.dates))),
        dice.sample(told.lines, len(told.lines)),
        told.doubtful,
    ).limits()
    assert shuffled.conflicts == limits.conflicts
    assert (shuffled.lower, shuffled.upper) == (limits.lower, limits.upper)


def days(first: int, last: int) -> Bounds:
    """Exactly from one day of January to another."""
    return throughout(datetime.date(2001, 1, first), datetime.date(2001, 1, last))


def events(**dates: Bounds) -> dict[Node, Bounds]:
    return {("event", id): bounds for id, bounds in dates.items()}


def read(text: str) -> list[Line]:
    """Order lines between events, as in ``"b after a, c before b"``."""
    words = [each.split() for each in text.split(", ")]
    return [line(("event", record), OrderWord(word), ("event", other)) for record, word, other in words]


def everyone(node: Node) -> bool:
    return True


def test_an_undated_record_lies_between_those_that_it_follows_and_precedes() -> None:
    dates = events(a=days(2, 3), b=UNBOUNDED, c=UNBOUNDED, d=days(9, 12))
    limits = Limits.of(dates, read("b after a, c after b, c before d"), everyone)
    between = some_time_in(datetime.date(2001, 1, 3), datetime.date(2001, 1, 9))
    assert limits.bounds(("event", "b")) == limits.bounds(("event", "c")) == between
    assert limits.bounds(("event", "a")) == days(2, 3)
    first, second, third = read("b after a, c after b, c before d")
    assert limits.chain((("event", "c"), START), lower=True) == ((second, first), (("event", "a"), END))
    assert limits.chain((("event", "b"), END), lower=False) == ((second, third), (("event", "d"), START))
    assert limits.chain((("event", "a"), START), lower=False) == ((), (("event", "a"), START))
    assert set(limits.lines_of(("event", "c"))) == {second, third}
    assert limits.lines_of(("event", "d")) == ()


def test_a_limit_does_not_pass_through_a_doubtful_record() -> None:
    dates = events(a=days(2, 3), b=UNBOUNDED, c=UNBOUNDED)
    limits = Limits.of(dates, read("b after a, c after b"), lambda node: node != ("event", "b"))
    assert limits.bounds(("event", "b")).earliest_start == datetime.date(2001, 1, 3)
    assert limits.bounds(("event", "c")) == UNBOUNDED


LATE, EARLY = days(5, 9), days(2, 3)
"""From 5 to 9 January, and from 2 to 3 January."""

ENDLESS = Bounds(EARLY.earliest_start, EARLY.latest_start, FUTURE, FUTURE)
BEGINLESS = Bounds(PAST, PAST, LATE.earliest_end, LATE.latest_end)
"""From 2 January without an end, and until 9 January without a beginning."""


@pytest.mark.parametrize(
    ("dates", "lines", "doubtful", "found"),
    [
        # A single line.
        (events(a=LATE, z=EARLY), "z after a", "", [("z after a", "a", "z")]),
        (events(a=LATE, z=EARLY), "z since a", "", [("z since a", "a", "z")]),
        (events(a=LATE, z=EARLY), "a until z", "", [("a until z", "a", "z")]),
        # Over a record without a date.
        (
            events(a=LATE, b=UNBOUNDED, z=EARLY),
            "b after a, z after b",
            "",
            [("b after a, z after b", "a", "z")],
        ),
        # Both contradict; the single line goes first.
        (
            events(a=LATE, b=UNBOUNDED, z=EARLY),
            "b after a, z after b, z after a",
            "",
            [("z after a", "a", "z"), ("b after a, z after b", "a", "z")],
        ),
        # What two contradictory paths share goes with the shorter one, and the rest contradicts no more.
        (
            events(a=LATE, b=UNBOUNDED, c=UNBOUNDED, z=EARLY),
            "b after a, c after b, z after c, z after b",
            "",
            [("b after a, z after b", "a", "z")],
        ),
        # No line is needed from the start of a record to its own end.
        (
            events(a=LATE, b=UNBOUNDED, c=UNBOUNDED, z=EARLY),
            "a until b, c after a, b until c, c before z",
            "",
            [("c after a, c before z", "a", "z")],
        ),
        # A doubtful record takes limits that contradict each other, or its own date.
        (
            events(a=LATE, b=UNBOUNDED, z=EARLY),
            "b after a, z after b",
            "b",
            [("b after a, z after b", "a", "z")],
        ),
        (events(a=LATE, z=EARLY), "z after a", "a", [("z after a", "a", "z")]),
        (events(a=LATE, z=EARLY), "z after a", "z", [("z after a", "a", "z")]),
        # What never ended is not over before anything, and what never began did not begin after anything.
        (events(a=ENDLESS, z=LATE), "a before z", "", [("a before z", "a", "z")]),
        (events(a=ENDLESS, z=LATE), "a before z", "a", [("a before z", "a", "z")]),
        (events(a=ENDLESS, b=UNBOUNDED, z=LATE), "a until b, b before z", "", [("a until b, b before z", "a", "z")]),
        (events(a=EARLY, z=BEGINLESS), "z after a", "", [("z after a", "a", "z")]),
        (events(a=EARLY, z=BEGINLESS), "z after a", "z", [("z after a", "a", "z")]),
        (events(a=EARLY, b=UNBOUNDED, z=BEGINLESS), "b after a, z since b", "", [("b after a, z since b", "a", "z")]),
        (events(a=ENDLESS, b=UNBOUNDED, z=LATE), "b after a, b before z", "b", []),
        (events(a=EARLY, b=UNBOUNDED, z=BEGINLESS), "b after a, b before z", "", [("b after a, b before z", "a", "z")]),
        # Between two doubtful records nothing passes.
        (events(a=LATE, b=UNBOUNDED, c=UNBOUNDED, z=EARLY), "b after a, c after b, z after c", "b c", []),
        (events(a=LATE, z=EARLY), "z after a", "a z", []),
    ],
)
def test_a_contradiction_is_listed_with_its_lines_and_the_records_whose_dates_contradict(
    dates: dict[Node, Bounds], lines: str, doubtful: str, found: list[tuple[str, str, str]]
) -> None:
    limits = Limits.of(dates, read(lines), lambda node: node[1] not in doubtful.split())
    listed = []
    for conflict in limits.conflicts:
        text = ", ".join(f"{each.record[1]} {each.word.value} {each.other[1]}" for each in conflict.lines)
        listed.append((text, conflict.not_before[0][1], conflict.not_after[0][1]))
    assert listed == found
    # Whatever is left out, dates are kept.
    for node, bounds in dates.items():
        assert limits.bounds(node).meet(bounds) == limits.bounds(node)


def test_a_conflict_can_be_read() -> None:
    limits = Limits.of(events(a=LATE, b=UNBOUNDED, z=EARLY), read("a until b, b until z"), everyone)
    words = {
        "the end of a is not before 2001-01-09, the end of z not after 2001-01-03, against: a until b, b until z",
        # Its start is too late as well.
        "the start of a is not before 2001-01-05, the end of z not after 2001-01-03, against: a until b, b until z",
    }
    assert {str(conflict) for conflict in limits.conflicts} < words


def test_two_records_may_each_have_begun_since_the_other() -> None:
    dates = events(a=some_time_in(datetime.date(2001, 1, 3), datetime.date(2001, 1, 9)), b=UNBOUNDED)
    limits = Limits.of(dates, read("a since b, b since a"), everyone)
    assert limits.conflicts == ()
    # So they began on the same day.
    assert limits.bounds(("event", "b")).earliest_start == datetime.date(2001, 1, 3)
    assert limits.bounds(("event", "b")).latest_start == datetime.date(2001, 1, 9)


def test_a_line_to_a_record_that_is_not_there_sets_no_limit() -> None:
    limits = Limits.of(events(a=days(2, 3)), read("a after b, b before a"), everyone)
    assert limits.conflicts == ()
    assert limits.bounds(("event", "a")) == days(2, 3)
    assert limits.chain((("event", "a"), START), lower=True) == ((), (("event", "a"), START))


def test_there_are_no_limits_without_records() -> None:
    limits = Limits.of({}, [], everyone)
    assert (limits.lower, limits.upper, limits.conflicts) == ({}, {}, ())


def test_what_nothing_bounds_has_no_limit() -> None:
    limits = Limits.of(events(a=UNBOUNDED, b=UNBOUNDED), read("b after a"), everyone)
    assert limits.bounds(("event", "b")) == UNBOUNDED
    assert limits.chain((("event", "b"), START), lower=True) == ((), (("event", "b"), START))


def chain_of(length: int, *, ends: Bounds) -> tuple[dict[Node, Bounds], list[Line]]:
    """Records each of which came after the one before, of which only the first and the last have a date."""
    nodes = [("event", f"{number:06}") for number in range(length)]
    dates = dict.fromkeys(nodes, UNBOUNDED) | {nodes[0]: LATE, nodes[-1]: ends}
    return dates, [line(later, OrderWord.AFTER, earlier) for earlier, later in itertools.pairwise(nodes)]


def test_a_chain_may_be_as_long_as_the_dataset() -> None:
    dates, lines = chain_of(50_000, ends=days(20, 21))
    limits = Limits.of(dates, lines, everyone)
    assert limits.conflicts == ()
    middle = ("event", "025000")
    assert limits.bounds(middle) == some_time_in(datetime.date(2001, 1, 9), datetime.date(2001, 1, 20))
    found, origin = limits.chain((middle, START), lower=True)
    assert found == tuple(lines[24_999::-1])
    assert origin == (("event", "000000"), END)


def test_a_chain_as_long_as_the_dataset_may_contradict_itself() -> None:
    dates, lines = chain_of(50_000, ends=EARLY)
    limits = Limits.of(dates, lines, everyone)
    assert [conflict.lines for conflict in limits.conflicts] == [tuple(lines)]
    assert limits.bounds(("event", "025000")) == UNBOUNDED


def calls_in(work: Callable[[], object]) -> int:
    """How many functions are called, which does not depend on the machine as time does."""
    calls = 0

    def count(frame: FrameType, event: str, function: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("ends", [days(20, 21), EARLY], ids=["possible", "contradictory"])
def test_the_work_grows_with_the_records_and_lines(ends: Bounds) -> None:
    counts = []
    for length in (200, 2_000):
        dates, lines = chain_of(length, ends=ends)
        # Everything also began since the first record did, and ended by the end of the last but one.
        nodes = list(dates)
        lines += [line(node, OrderWord.SINCE, nodes[0]) for node in nodes[2:]]
        lines += [line(node, OrderWord.UNTIL, nodes[-2]) for node in nodes[:-2]]
        counts.append(calls_in(lambda: Limits.of(dates, lines, everyone)) / len(lines))  # noqa: B023
    assert counts[1] <= counts[0] * 1.1


def test_an_end_that_is_written_open_limits_nothing_and_lets_the_limit_of_the_start_pass() -> None:
    since_2001 = Bounds(datetime.date(2001, 1, 1), datetime.date(2001, 12, 31), FUTURE, FUTURE)
    limits = Limits.of(events(a=since_2001, b=UNBOUNDED, c=UNBOUNDED), read("b since a, c after a"), everyone)
    for id in ("b", "c"):
        assert limits.bounds(("event", id)).earliest_start == datetime.date(2001, 1, 1)
        assert limits.bounds(("event", id)).latest_end == FUTURE
    assert limits.bounds(("event", "a")) == since_2001
    assert limits.chain((("event", "a"), END), lower=True) == ((), (("event", "a"), END))
    until_2001 = Bounds(PAST, PAST, datetime.date(2001, 1, 1), datetime.date(2001, 12, 31))
    limits = Limits.of(events(a=until_2001, b=UNBOUNDED, c=UNBOUNDED), read("b until a, c before a"), everyone)
    for id in ("b", "c"):
        assert limits.bounds(("event", id)).latest_end == datetime.date(2001, 12, 31)
        assert limits.bounds(("event", id)).earliest_start == PAST
    assert limits.bounds(("event", "a")) == until_2001
    assert limits.conflicts == ()


def test_lines_are_compared_by_what_they_say() -> None:
    one, other = read("b after a, b after a")
    assert one == other
    assert hash(one) == hash(other)
    # Given twice, it sets no limit twice.
    limits = Limits.of(events(a=LATE, b=EARLY), [one, other], everyone)
    assert {conflict.lines for conflict in limits.conflicts} == {(one,)}
    assert limits.bounds(("event", "b")) == EARLY
