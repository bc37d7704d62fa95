"""Limits of single cases: open ends, contradictions, long chains, and the work that they take."""

import datetime
import itertools
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from support.order_lines import line

from afghanwar.dataset.limits import END, START, Limits, Line, Node
from afghanwar.events import OrderWord
from afghanwar.timespan.bounds import FUTURE, PAST, UNBOUNDED, Bounds, some_time_in, throughout


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
    rest = "the end of z not after 2001-01-03, which contradicts: a until b, b until z"
    words = {
        f"the end of a is not before 2001-01-09 and {rest}",
        # Its start is too late as well.
        f"the start of a is not before 2001-01-05 and {rest}",
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
