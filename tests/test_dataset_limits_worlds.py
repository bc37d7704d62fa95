"""Limits are those of the enumeration of all worlds in which dates and order lines are true together."""

import datetime
import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.order_lines import line
from support.time_spans import Marks, World, all_marks, marks_of, on_line, worlds_of

from afghanwar.dataset.limits import END, NOT_AFTER, START, Limits, Line, Node, Point
from afghanwar.events import OrderWord
from afghanwar.timespan.bounds import UNBOUNDED, Bounds

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
def test_a_doubtful_record_receives_limits_and_sets_none(told: Told) -> None:
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
