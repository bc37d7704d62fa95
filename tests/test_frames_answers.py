"""The answers about the rows of a frame are those of ``Worlds`` on every engine, and are computed by the engine."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any

import narwhals.stable.v2 as nw
import pytest
from support.frames import EAGER, ENGINES, WARNINGS, cells, every, made_by

from afghanwar import TimeSpanError
from afghanwar.frames import verdict, where
from afghanwar.queries.window import Match, Relation, Window
from afghanwar.timespan.bounds import FUTURE, PAST, Bounds, bounded, some_time_in
from afghanwar.timespan.columns import columns_of
from afghanwar.timespan.worlds import UNDATED, Certainty, Worlds

pytestmark = [pytest.mark.filterwarnings(warning) for warning in WARNINGS]

FIRST = date(2001, 1, 1)
RELATIONS: tuple[Relation, ...] = ("overlaps", "within")
MATCHES: tuple[Match, ...] = ("certain", "possible", "silent")


def a_day(chance: random.Random, *edges: date) -> date:
    """One of few days, so that days are often equal, or the edge of what can be written, or no bound."""
    return chance.choice([*edges, *(FIRST + timedelta(days=chance.randrange(40)) for _ in range(9))])


def some_worlds(chance: random.Random) -> Iterator[Worlds]:
    while True:
        starts = sorted(a_day(chance, PAST, date(2, 1, 1)) for _ in range(2))
        ends = sorted(a_day(chance, FUTURE, date(9998, 12, 31)) for _ in range(2))
        # Either limit may be missing, whatever the other is.
        latest_start, earliest_end = (
            chance.choice([starts[1], starts[1], FUTURE]),
            chance.choice([ends[0], ends[0], PAST]),
        )
        possible = bounded(starts[0], latest_start, earliest_end, ends[1])
        if possible is None:
            continue
        reach = sorted((a_day(chance, PAST), a_day(chance, FUTURE)))
        told: Bounds | None = possible.meet(some_time_in(reach[0], reach[1]))
        yield Worlds(possible, chance.choice([told, told, possible, None]), chance.random() < 0.2)


def some_windows(chance: random.Random, count: int) -> list[Window]:
    windows = [Window(PAST, FUTURE, Certainty.POSSIBLE, relation) for relation in RELATIONS]
    while len(windows) < count:
        first, last = sorted((a_day(chance, PAST), a_day(chance, FUTURE)))
        windows.append(Window(first, last, Certainty.POSSIBLE, RELATIONS[len(windows) % 2]))
    return windows


def a_frame(engine: str, worlds: list[Worlds]) -> Any:
    rows = [{"row": row, **columns_of(each)} for row, each in enumerate(worlds)]
    return made_by(engine, {name: [row[name] for row in rows] for name in rows[0]})


@every(*ENGINES)
def test_a_hundred_thousand_random_answers_are_those_of_worlds(engine: str) -> None:
    chance = random.Random(18)
    drawn = some_worlds(chance)
    worlds = [UNDATED, *(next(drawn) for _ in range(4999))]
    windows = some_windows(chance, 20)
    frame = a_frame(engine, worlds)
    for some in (windows[at : at + 5] for at in range(0, len(windows), 5)):
        asked = frame
        for number, window in enumerate(some):
            asked = verdict(asked, window.first, window.last, relation=window.relation)
            asked = nw.from_native(asked).rename({"verdict": f"verdict {number}"}).to_native()
        found = cells(asked, by="row")
        for number, window in enumerate(some):
            assert found[f"verdict {number}"] == [window.answer(each).value for each in worlds], window


@every(*ENGINES)
def test_the_rows_that_are_kept_are_those_with_a_sure_answer(engine: str) -> None:
    chance = random.Random(81)
    drawn = some_worlds(chance)
    worlds = [UNDATED, *(next(drawn) for _ in range(300))]
    frame = a_frame(engine, worlds)
    for relation, match in ((relation, match) for relation in RELATIONS for match in MATCHES):
        window = Window.of("2001-01-05", "2001-01-20", match, relation)
        kept = cells(where(frame, "2001-01-05", "2001-01-20", match=match, relation=relation), by="row")
        assert kept["row"] == [row for row, each in enumerate(worlds) if window.answer(each) >= window.minimum]


@every(*ENGINES)
def test_a_frame_stays_of_its_type_and_lazy(engine: str) -> None:
    frame = a_frame(engine, [UNDATED])
    for result in (where(frame, "2001"), verdict(frame, "2001"), where(frame)):
        assert type(result) is type(frame)
        assert isinstance(nw.from_native(result), nw.LazyFrame) is (engine not in EAGER)


@pytest.mark.interop("polars")
def test_no_row_of_a_lazy_frame_is_computed() -> None:
    polars: Any = import_module("polars")

    def computed(_: Any) -> Any:
        raise AssertionError("a row was computed")

    frame = made_by("polars, lazy", {name: [cell] for name, cell in columns_of(UNDATED).items()})
    frame = frame.with_columns(polars.col("dated").map_batches(computed, return_dtype=polars.Boolean))
    lazy = verdict(where(frame, "2001", "2002", match="silent"), "2001")
    with pytest.raises(Exception, match="a row was computed"):
        lazy.collect()


def test_without_dates_every_row_is_returned_whatever_is_asked() -> None:
    frame = a_frame("pyarrow", [UNDATED])
    for match in MATCHES:
        assert cells(where(frame, match=match))["row"] == [0]


def test_a_narwhals_frame_is_returned_as_one() -> None:
    frame = nw.from_native(a_frame("pyarrow", [UNDATED]), eager_only=True)
    assert isinstance(where(frame, "2001"), nw.DataFrame)


def test_a_datetime_is_on_its_day() -> None:
    frame = a_frame("pyarrow", [UNDATED, UNDATED])
    noon, text = nw.lit(datetime(2001, 12, 31, 12)), "2001-12-31"
    days = nw.from_native(frame, eager_only=True).with_columns(
        nw.lit(True).alias("dated"), noon.alias("reach_start"), noon.alias("reach_end")
    )
    assert set(cells(verdict(days, text, text))["verdict"]) == {"possible"}
    assert set(cells(verdict(days, "2002-01-01"))["verdict"]) == {"silent"}


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        (
            nw.col("earliest_start").cast(nw.String),
            TypeError,
            "'earliest_start' is of type String; make it a column of",
        ),
        (
            nw.lit(datetime(2001, 1, 1)).dt.replace_time_zone("Asia/Kabul").alias("reach_end"),
            ValueError,
            "the column 'reach_end' has the time zone Asia/Kabul; convert it to dates",
        ),
        (
            nw.lit("yes").alias("doubtful"),
            TypeError,
            "the column 'doubtful' is of type String; make it Boolean",
        ),
        (nw.lit("no").alias("verdict"), ValueError, "the frame already has 'verdict'; rename or drop these columns"),
    ],
)
def test_columns_of_other_types_are_named(changed: nw.Expr, error: type[Exception], message: str) -> None:
    frame = nw.from_native(a_frame("pyarrow", [UNDATED]), eager_only=True).with_columns(changed).to_native()
    with pytest.raises(error) as caught:
        verdict(frame, "2001")
    assert message in str(caught.value)


def test_a_missing_column_and_what_is_not_a_window_are_named() -> None:
    frame = a_frame("pyarrow", [UNDATED])
    with pytest.raises(ValueError, match="the frame has no column 'doubtful'; it has 'row', 'earliest_start'"):
        where(frame.drop(["doubtful"]), "2001")
    with pytest.raises(ValueError, match="the start, '2002', is after the end, '2001'; swap them"):
        where(frame, "2002", "2001")
    with pytest.raises(TimeSpanError, match="'last week'"):
        verdict(frame, "last week")
    with pytest.raises(ValueError, match="match is 'sure'"):
        where(frame, "2001", match="sure")  # type: ignore[arg-type]


@pytest.mark.parametrize("frame", [None, [1], {"when": []}, "2001"])
def test_what_is_not_a_frame_is_refused(frame: Any) -> None:
    with pytest.raises(TypeError, match=r"a value of type builtins\.\w+ is not a supported frame; pass one of pandas"):
        where(frame, "2001")
