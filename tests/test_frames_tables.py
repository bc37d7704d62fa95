"""Records become frames with the same types whatever they are, and frames answer as the queries do."""

import sys
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import pytest
from support.frames import WARNINGS, cells, every

import afghanwar as aw
from afghanwar.errors import missing_extra
from afghanwar.frames import table, verdict, where
from afghanwar.queries.window import Match, Relation

pytestmark = [pytest.mark.filterwarnings(warning) for warning in WARNINGS]

BACKENDS: list[Any] = ["pandas", "polars", "pyarrow"]
SHELVES = ("sources", "claims", "actors", "places", "measures", "events", "relationships", "disagreements")


def a_table(engine: Any, records: Any) -> Any:
    return table(records, backend=engine)


@every(*BACKENDS)
@pytest.mark.parametrize("shelf", [*SHELVES, "quantities"])
def test_a_frame_holds_what_the_rows_hold(engine: Any, shelf: str) -> None:
    records: Any = aw.quantities_of() if shelf == "quantities" else getattr(aw.load(), shelf)
    found = cells(a_table(engine, records))
    rows = aw.to_rows(records)
    assert list(found) == list(rows[0])
    for name, values in found.items():
        values = [str(value) if isinstance(value, date) else value for value in values]
        assert values == [row[name] for row in rows], name


@every(*BACKENDS)
def test_the_types_do_not_depend_on_the_records(engine: Any) -> None:
    whole = nw.from_native(a_table(engine, aw.load().events)).collect_schema()
    for event in list(aw.load().events)[::20]:
        assert nw.from_native(a_table(engine, [event])).collect_schema() == whole
    for name in ("earliest_start", "reach_end"):
        assert isinstance(whole[name], nw.Datetime if engine == "pandas" else nw.Date)


@every(*BACKENDS)
@pytest.mark.parametrize("match", ["certain", "possible", "silent"])
def test_a_frame_of_events_answers_as_events_between(engine: Any, match: Match) -> None:
    events = a_table(engine, aw.load().events)
    relations: tuple[Relation, ...] = ("overlaps", "within")
    for relation in relations:
        for window in (("2001", "2001"), ("2001-12-06", "2001-12-17"), ("1979", None), (None, "2009"), (None, None)):
            rows = where(events, *window, match=match, relation=relation)
            if match == "certain" and window == (None, None):
                # What no source asserts is doubtful, which a question without dates does not look at.
                rows = nw.from_native(rows).filter(nw.col("asserted")).to_native()
            asked = aw.events_between(*window, match=match, relation=relation)
            assert sorted(cells(rows)["id"]) == sorted(event.id for event in asked)


def test_a_view_has_its_own_times() -> None:
    source = "giustozzi-2021"
    ties = aw.relationships_of("Taliban", according_to=source)
    found = cells(table(ties, backend="pyarrow", according_to=source))
    assert found["id"] == [tie.id for tie in ties]
    assert set(found["sources"]) == {source}


def test_without_records_there_are_no_columns() -> None:
    assert cells(table((), backend="pyarrow")) == {}
    with pytest.raises(ValueError, match="the frame has no column 'earliest_start'"):
        verdict(table((), backend="pyarrow"), "2001")


def test_another_backend_is_refused() -> None:
    with pytest.raises(ValueError, match="backend is 'excel'; use one of 'pandas', 'polars', 'pyarrow'"):
        table((), backend="excel")  # type: ignore[arg-type]


def test_without_narwhals_one_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("afghanwar.frames")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with pytest.raises(ImportError) as caught:
        __import__("afghanwar.frames")
    message = "afghanwar.frames needs narwhals; install it with: pip install 'afghanwar[frames]'"
    assert caught.value.msg == message == missing_extra("frames", "narwhals", module="frames").msg
