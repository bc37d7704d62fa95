"""Columns of dates are read once per distinct date, on every engine, and what cannot be read is never guessed."""

import random
from datetime import UTC, date, datetime, timedelta, timezone
from importlib import import_module
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd
import pytest
from support.frames import EAGER, ENGINES, WARNINGS, Columns, cells, every, made_by
from support.time_spans import EDTF_STRINGS, VALID_TIME_SPANS

from afghanwar import TimeSpan, TimeSpanError
from afghanwar.frames import parse, with_bounds
from afghanwar.frames.dates import COLUMNS
from afghanwar.timespan.columns import columns_of
from afghanwar.timespan.precision import PresetName, span_from
from afghanwar.timespan.worlds import UNDATED

pytestmark = [pytest.mark.filterwarnings(warning) for warning in WARNINGS]

TEXTS = [*(each.text for each in VALID_TIME_SPANS), *(each.text for each in EDTF_STRINGS if not each.unsupported)]


def expected(spans: list[TimeSpan | None]) -> Columns:
    rows = [
        {**columns_of(span.worlds if span else UNDATED), "approximate": span.approximate if span else False}
        for span in spans
    ]
    return {name: [row[name] for row in rows] for name in COLUMNS}


def added(frame: Any) -> Columns:
    """What the new columns hold, in the order of the column ``row``."""
    found = cells(frame, by="row")
    return {name: found[name] for name in COLUMNS}


@every(*ENGINES)
def test_every_form_of_text_is_read_as_time_spans_are(engine: str) -> None:
    texts: list[str | None] = [*TEXTS, None, *TEXTS]
    random.Random(1).shuffle(texts)
    frame = made_by(engine, {"row": list(range(len(texts))), "when": texts})
    parsed = parse(frame)
    assert type(parsed) is type(frame)
    assert added(parsed) == expected([None if text is None else TimeSpan(text) for text in texts])
    assert cells(parsed, by="row")["when"] == texts
    if engine in EAGER:
        assert cells(parsed)["row"] == list(range(len(texts)))


@every(*ENGINES)
def test_a_frame_stays_lazy(engine: str) -> None:
    parsed = parse(made_by(engine, {"when": ["2001"]}))
    assert isinstance(nw.from_native(parsed), nw.LazyFrame) is (engine not in EAGER)


@pytest.mark.interop("polars")
def test_only_the_distinct_texts_of_a_lazy_frame_are_collected() -> None:
    polars: Any = import_module("polars")

    def computed(_: Any) -> Any:
        raise AssertionError("another column was computed")

    frame = made_by("polars, lazy", {"when": ["2001"], "row": [1]})
    lazy = parse(frame.with_columns(polars.col("row").map_batches(computed, return_dtype=polars.Int64)))
    with pytest.raises(Exception, match="another column was computed"):
        lazy.collect()


def test_pandas_keeps_its_index() -> None:
    parsed = parse(pd.DataFrame({"when": ["2001", None, "2001"]}, index=[7, 3, 7]))
    assert list(parsed.index) == [7, 3, 7]
    assert list(parsed["dated"]) == [True, False, True]


@every(*ENGINES)
def test_bad_texts_are_counted_and_the_first_ten_shown(engine: str) -> None:
    frame = made_by(engine, {"row": [0, 1, 2], "when": ["2001", "2001-13", ""]})
    with pytest.raises(TimeSpanError) as caught:
        parse(frame)
    lines = str(caught.value).split("\n  ")
    assert lines[0] == (
        "2 values of the column 'when' cannot be read;"
        " correct the data, or pass errors='null' to leave these rows undated:"
    )
    first = "row 2: " if engine in EAGER else ""
    assert lines[1].startswith(f"{first}'' is not a time-span")
    assert "'2001-13' is not a time-span" in lines[2]
    assert added(parse(frame, errors="null")) == expected([TimeSpan("2001"), None, None])


def test_of_many_bad_texts_ten_are_shown() -> None:
    with pytest.raises(TimeSpanError) as caught:
        parse(made_by("pyarrow", {"when": [f"day {number:02}" for number in range(30)]}))
    lines = str(caught.value).split("\n  ")
    assert lines[0].startswith("30 values of the column 'when'")
    assert lines[10].startswith("row 9: 'day 09'")
    assert lines[11:] == ["and 20 more"]
    with pytest.raises(TimeSpanError, match="1 value of the column 'when'"):
        parse(made_by("pyarrow", {"when": ["today"]}))


@every(*ENGINES)
def test_a_column_of_nulls_is_an_error_and_a_frame_without_rows_is_not(engine: str) -> None:
    nulls = made_by(engine, {"row": [0, 1], "when": [None, None]})
    with pytest.raises(ValueError, match="every row of the column 'when' is null; pass errors='null' to leave all"):
        parse(nulls)
    assert added(parse(nulls, errors="null")) == expected([None, None])
    frame = nw.from_native(nulls)
    none: Any = parse(frame.filter(nw.col("row") > 5).to_native())
    assert cells(none)["earliest_start"] == []
    kinds = nw.from_native(none).collect_schema()
    assert isinstance(kinds["reach_end"], nw.Date | nw.Datetime)
    assert isinstance(kinds["dated"], nw.Boolean)


@every(*ENGINES)
def test_dates_of_publishers_are_as_vague_as_they_say(engine: str) -> None:
    columns: Columns = {
        "row": [0, 1, 2, 3],
        "date_start": [date(2001, 12, 6), date(2001, 12, 6), None, None],
        "date_end": [date(2001, 12, 6), date(2001, 12, 17), date(2001, 12, 17), None],
        "date_prec": [1, 4, None, 3],
        "acled": [1, None, 2, 3],
    }
    frame = made_by(engine, columns)
    spans = [
        span_from("ucdp", "2001-12-06", "2001-12-06", 1),
        span_from("ucdp", "2001-12-06", "2001-12-17", 4),
        span_from("ucdp", None, "2001-12-17"),
        None,
    ]
    assert added(with_bounds(frame, "date_start", "date_end", preset="ucdp")) == expected(spans)
    acled = [span_from("acled", "2001-12-06", code=1), span_from("acled", "2001-12-06"), None, None]
    assert added(with_bounds(frame, "date_start", preset="acled", precision="acled")) == expected(acled)
    ftm = ["2001-12-06", "2001-12-06/2001-12-17", "/2001-12-17", None]
    assert added(with_bounds(frame, "date_start", "date_end", preset="ftm")) == expected(
        [None if text is None else TimeSpan(text) for text in ftm]
    )


def test_a_single_date_of_followthemoney_is_named_twice() -> None:
    frame = made_by("pyarrow", {"row": [0, 1], "date": ["2021", None]})
    assert added(with_bounds(frame, "date", "date", preset="ftm")) == expected([TimeSpan("2021"), None])
    assert added(with_bounds(frame, "date", preset="ftm")) == expected([TimeSpan("2021/"), None])


@every("pandas", "polars", "pyarrow")
def test_a_datetime_is_its_day_in_its_time_zone(engine: str) -> None:
    late = datetime(2001, 12, 6, 22, tzinfo=UTC)
    frame = nw.from_native(made_by(engine, {"row": [0, 1]}), eager_only=True)
    for zone, day in (("UTC", "2001-12-06"), ("Asia/Kabul", "2001-12-07")):
        local = nw.new_series("event_date", [late, None], nw.Datetime("us", "UTC"), backend=engine)  # type: ignore[arg-type]
        dated = frame.with_columns(local.dt.convert_time_zone(zone), nw.lit(1).alias("time_precision"))
        assert added(with_bounds(dated.to_native(), "event_date", preset="acled")) == expected([TimeSpan(day), None])


def test_a_column_of_objects_of_pandas_may_be_days() -> None:
    frame = pd.DataFrame({"row": [0, 1], "date": [date(2001, 12, 6), None]})
    assert added(with_bounds(frame, "date", "date", preset="ftm")) == expected([TimeSpan("2001-12-06"), None])
    kabul = timezone(timedelta(hours=4, minutes=30))
    frame["date"] = [datetime(2001, 12, 6, tzinfo=UTC), datetime(2001, 12, 6, tzinfo=kabul)]
    frame["date"] = frame["date"].astype(object)
    with pytest.raises(ValueError, match=r"the dates in 'date' are in more than one time zone, '\+00:00', '\+04:30'"):
        with_bounds(frame, "date", preset="ftm", errors="null")


def test_a_text_with_the_character_that_separates_values_is_refused() -> None:
    for preset in ("ftm", "ucdp"):
        columns: Columns = {"row": [0], "date": ["2001\x1f2005"], "date_prec": ["1"]}
        frame = made_by("pyarrow", columns)
        with pytest.raises(TimeSpanError, match=r"'2001\\x1f2005.* has a control character; remove it"):
            with_bounds(frame, "date", preset=preset)
        assert added(with_bounds(frame, "date", preset=preset, errors="null")) == expected([None])


def test_mixed_time_zones_are_an_error() -> None:
    frame = nw.from_native(made_by("pyarrow", {"row": [0]}), eager_only=True).with_columns(
        nw.lit(datetime(2001, 1, 1)).dt.replace_time_zone("Asia/Kabul").alias("a"),
        nw.lit(datetime(2001, 1, 2)).alias("b"),
    )
    with pytest.raises(ValueError, match="the columns 'a' and 'b' are in different time zones"):
        with_bounds(frame.to_native(), "a", "b", preset="ftm")
    texts = made_by("pyarrow", {"a": ["2001-01-01T10:00:00Z"], "b": ["2001-01-01T10:00:00+0430"]})
    with pytest.raises(
        ValueError, match=r"the dates in 'a' and 'b' are in more than one time zone, '\+0430', 'Z'; conv"
    ):
        with_bounds(texts, "a", "b", preset="ftm")


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"start": "c", "preset": "acled"}, ValueError, "the frame has no column 'c'; it has 'a', 'b', 'n'"),
        ({"start": "a", "preset": "acled"}, ValueError, "the frame has no column 'time_precision'; it has"),
        ({"start": "n", "preset": "ftm"}, TypeError, "the column 'n' is of type Int64; make it a column of dates"),
        (
            {"start": "a", "preset": "ucdp", "precision": "f"},
            TypeError,
            "the column 'f' is of type Boolean; make it a c",
        ),
        ({"start": "a", "end": "b", "preset": "acled"}, ValueError, "the dates of 'acled' have no end; leave it out"),
        (
            {"start": "a", "preset": "ftm", "precision": "n"},
            ValueError,
            "the dates of 'ftm' have no precision codes;",
        ),
        ({"start": "a", "preset": "gdelt"}, ValueError, "preset is 'gdelt'; use one of 'acled', 'ftm', 'ucdp'"),
        (
            {"start": "a", "preset": "ftm", "errors": "skip"},
            ValueError,
            "errors is 'skip'; use one of 'raise', 'null'",
        ),
        (
            {"start": "b", "end": "a", "preset": "ucdp", "precision": "n"},
            TimeSpanError,
            "row 0: the start '2001-12-07'",
        ),
        (
            {"start": "a", "end": "b", "preset": "ucdp", "precision": "b"},
            TimeSpanError,
            "the precision is '2001-12-07';",
        ),
    ],
)
def test_columns_and_arguments_that_do_not_fit_are_named(
    arguments: dict[str, Any], error: type[Exception], message: str
) -> None:
    frame = made_by("pyarrow", {"a": ["2001-12-06"], "b": ["2001-12-07"], "n": [1], "f": [True]})
    with pytest.raises(error) as caught:
        with_bounds(frame, **arguments)
    assert message in str(caught.value)


def test_what_parse_cannot_take_is_named() -> None:
    frame = made_by("pyarrow", {"when": ["2001"], "n": [1]})
    with pytest.raises(TypeError, match="the column 'n' is of type Int64; make it a column of text"):
        parse(frame, "n")
    with pytest.raises(ValueError, match="the frame already has 'earliest_start', 'latest_start'"):
        parse(parse(frame))
    with pytest.raises(ValueError, match="the frame has more than one column named 'a'; rename them"):
        parse(frame.rename_columns(["a", "a"]))


@every("pandas", "pyspark", "dask")
def test_two_columns_of_one_name_are_an_error(engine: str) -> None:
    frame = made_by(engine, {"when": ["2001"], "other": ["2002"]})
    twice = frame.toDF("when", "when") if engine == "pyspark" else frame.rename(columns={"other": "when"})
    with pytest.raises(ValueError, match="the frame has more than one column named 'when'; rename them"):
        parse(twice)


def test_a_lazy_frame_of_another_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afghanwar.frames.engines._LIKE", {})
    with pytest.raises(TypeError, match="lazy frames of duckdb are not supported; pass one of pandas, Polars"):
        parse(made_by("duckdb", {"when": ["2001"]}))


def test_a_duckdb_relation_outlives_what_it_was_made_from() -> None:
    parsed = [parse(made_by("duckdb", {"row": [0], "when": [year]})) for year in ("2001", "2002")]
    assert [added(each) for each in parsed] == [expected([TimeSpan(year)]) for year in ("2001", "2002")]


@pytest.mark.parametrize("preset", ["ucdp", "acled", "ftm"])
def test_dates_that_are_all_missing_are_an_error(preset: PresetName) -> None:
    frame = made_by("pyarrow", {"row": [0], "date": [None], "time_precision": [1], "date_prec": [1]})
    with pytest.raises(ValueError, match="every row of the dates in 'date' is null"):
        with_bounds(frame, "date", preset=preset)
