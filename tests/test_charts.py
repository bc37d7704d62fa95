"""The charts along time: what they draw of each record and view, against the queries, and that they can be saved."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import altair as alt
import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import datasets

import afghanwar as aw
from afghanwar.charts import relationships, timeline
from afghanwar.charts.rows import Line, axis_of, rows_of
from afghanwar.charts.timeline import GROUPS
from afghanwar.charts.views import ALL, events_in, views_of
from afghanwar.days import Days, Mark, days_of, stretches_of
from afghanwar.queries.window import Window
from afghanwar.timespan import Certainty

ROOT = Path(__file__).parents[1]
SVG = "{http://www.w3.org/2000/svg}"
DAY = 24 * 60 * 60 * 1000


def rows(chart: Any) -> list[dict[str, Any]]:
    """The rows of a chart of time; what only holds the ends of the axis is not one."""
    return [row for data in chart.to_dict()["datasets"].values() for row in data if "view" in row]


def names(chart: Any, view: str = ALL) -> list[str]:
    return [row["name"] for row in sorted(rows(chart), key=lambda row: row["order"]) if row["view"] == view]


def marks_on(row: dict[str, Any], day: datetime) -> list[str]:
    """How a day is drawn."""
    moment = day.timestamp() * 1000
    drawn = zip(row["first"], row["last"], row["mark"], strict=True)
    return [mark for first, last, mark in drawn if first <= moment < last]


def test_a_timeline_shows_what_the_query_answers_in_its_order_for_each_view() -> None:
    chart = timeline(start="2021-07", end="2021-08")
    dataset = aw.load()
    assert names(chart) == [event.name for event in aw.events_between("2021-07", "2021-08")]
    for source in dataset.sources:
        answer = aw.events_between("2021-07", "2021-08", according_to=source)
        assert names(chart, source.label) == [event.name for event in answer]


@pytest.mark.parametrize("day", ["2001-12-10", "2014-06-01", "2021-07-15", "2021-08-15"])
def test_a_bar_is_drawn_on_a_day_as_the_four_answers_say(day: str) -> None:
    chart = timeline(start="2001", end="2021")
    answers = {"filled": Certainty.CERTAIN, "framed": Certainty.POSSIBLE, "pale": Certainty.POSSIBLE}
    for row in rows(chart):
        if row["view"] == ALL:
            (event,) = (event for event in aw.load().events if event.name == row["name"])
            drawn = marks_on(row, datetime.fromisoformat(day).replace(tzinfo=UTC))
            expected = aw.explain(event, day, day).answer
            assert [answers.get(mark, Certainty.SILENT) for mark in drawn] == ([expected] if drawn else [])
            assert bool(drawn) is (expected is not Certainty.NO)


def test_events_that_are_given_are_kept_unless_they_are_ruled_out() -> None:
    given_events = [aw.load().events[id] for id in ("evacuation-of-bagram", "battle-of-tora-bora", "iraq-war")]
    assert names(timeline(given_events)) == [event.name for event in given_events]
    # The sources say no day of the end of the war in Iraq.
    assert names(timeline(given_events, start="2021", end="2021")) == ["Evacuation of Bagram Airbase", "Iraq War"]
    with pytest.raises(ValueError, match="none of the records is possible on these days"):
        timeline(given_events[:1], start="2001", end="2001")
    with pytest.raises(ValueError, match="a chart of events cannot show the actor"):
        timeline([aw.load().actors["taliban"]])  # type: ignore[list-item]
    view = aw.load().according_to("stein-2021")
    with pytest.raises(ValueError, match="differs from the record of the dataset"):
        timeline([view.events["us-withdrawal-2021"]])
    assert names(timeline([view.events["us-withdrawal-2021"]], dataset=view))


def test_a_row_says_when_according_to_whom_and_how_sure() -> None:
    event = aw.load().events["evacuation-of-bagram"]
    row, _, theirs = rows(timeline([event], site="https://example.org/"))
    assert (row["when"], row["asserted"], row["mark"]) == ("2 July 2021", True, ["filled"])
    assert row["sources"] == "Historica Wiki, Afghanistan War, socialistworld.net 2021"
    assert row["href"] == "https://example.org/dataset/events/evacuation-of-bagram.html"
    assert row["last"][0] - row["first"][0] == DAY
    assert datetime.fromtimestamp(row["first"][0] / 1000, UTC) == datetime(2021, 7, 2, tzinfo=UTC)
    assert (theirs["view"], theirs["when"]) == ("socialistworld.net 2021", "between 1 and 10 July 2021")


def test_without_a_site_nothing_is_a_link() -> None:
    chart = timeline(start="2021-08", end="2021-08")
    assert {row["href"] for row in rows(chart)} == {None}
    assert '"href": {' not in json.dumps(chart.to_dict())


def test_what_no_source_asserts_is_grey() -> None:
    for row in rows(timeline(start="2001", end="2021")):
        assert row["assertion"].startswith("by a source" if row["asserted"] else "by no source")
        assert row["asserted"] or not {"filled", "framed"} & set(row["mark"])
    assert {row["asserted"] for row in rows(timeline(start="2001", end="2021"))} == {True, False}


def test_every_kind_of_event_has_a_colour() -> None:
    assert set(GROUPS) == set(aw.EventKind)


def test_the_relationships_of_an_actor_are_grouped_by_the_other() -> None:
    ties = aw.relationships_of("Pakistan")
    chart = relationships("Pakistan")
    assert len(names(chart)) == len(ties)
    # The date is added to a name that would otherwise occur twice.
    assert {"supporter of Taliban, 2004 or earlier", "cooperation with Iran"} <= {*names(chart)}
    assert len({*names(chart)}) == len(ties)
    others = [name.split(", ")[0].split(maxsplit=2)[-1] for name in names(chart)]
    assert len(others) - len(set(others)) == sum(a == b for a, b in pairwise(others))
    for source in aw.load().sources:
        assert len(names(chart, source.label)) == len(aw.relationships_of("Pakistan", according_to=source))


def test_the_relationships_of_a_time_are_those_of_the_query() -> None:
    chart = relationships("taliban", start="2005-07-01", end="2005-07-01", site="https://example.org/")
    ties = aw.relationships_of("taliban", on="2005-07-01")
    assert {row["href"] for row in rows(chart) if row["view"] == ALL} == {
        f"https://example.org/dataset/actors/{tie.subject}.html#relationship-{tie.id}" for tie in ties
    }
    assert "led by Haibatullah Akhunzada" in names(relationships("taliban"))
    with pytest.raises(aw.UnknownRecordError):
        relationships("nobody")


def line(text: str) -> Line:
    """The line of an event of some time."""
    event = aw.load().events["battle-of-tora-bora"]
    days = Days(stretches=stretches_of(aw.TimeSpan(text).worlds), asserted=True)
    return Line(record=event, days=days, name=text, kind="other", page="")


def test_the_axis_ends_with_what_the_sources_speak_of() -> None:
    def axis(*texts: str, start: str | None = None, end: str | None = None) -> list[str]:
        return [str(day) for day in axis_of(map(line, texts), Window.of(start, end))]

    assert axis("2001-12", "2005/2006") == ["2001-12-01", "2006-12-31"]
    assert axis("[..2018]/[2018..]") == ["2018-01-01", "2018-12-31"]
    assert axis("2001-12", "2005", start="2004") == ["2004-01-01", "2005-12-31"]
    assert axis("2001-12", start="2000", end="2010") == ["2000-01-01", "2010-12-31"]
    with pytest.raises(ValueError, match="the sources give no day to draw for any of these records"):
        axis()


def test_a_line_without_a_day_on_the_axis_is_left_out() -> None:
    lines = [line("2001-12"), line("[..2018]"), line("2021")]
    found = rows_of(ALL, aw.load(), lines, axis_of(lines, Window.of("2018", "2019")), None)
    assert [row["name"] for row in found] == ["[..2018]"]


@given(datasets(), st.sampled_from(["1999", "2001-12", "2021-08-15"]))
def test_a_generated_dataset_is_drawn_or_there_is_nothing_to_draw(dataset: aw.Dataset, day: str) -> None:
    chosen = events_in(dataset.events, day, day, dataset)
    window = Window.of(day, day)
    for name, view in views_of(dataset):
        lines = [
            Line(record=event, days=days_of(event, dataset=view), name=event.name, kind="other", page="x.html")
            for event in chosen(view)
        ]
        found = list(rows_of(name, view, lines, axis_of(lines, window), None))
        # What is not ruled out has a day on the axis.
        assert len(found) == len(lines)
        for row in found:
            assert len(row["first"]) == len(row["last"]) == len(row["mark"]) == len(row["here"])
            assert len(row["edge"]) == len(row["side"])
            assert row["first"] == sorted(row["first"])
            assert row["first"][1:] == row["last"][:-1]
            assert set(row["mark"]) <= {mark.value for mark in Mark}


def test_sources_of_one_name_can_be_told_apart_in_the_menu(world: aw.Dataset) -> None:
    assert [name for name, _ in views_of(world)] == [ALL, *(source.label for source in world.sources)]
    single = world.according_to(next(iter(world.sources)))
    assert [name for name, _ in views_of(single)] == [ALL]
    twin = attrs.evolve(next(iter(world.sources)), id=aw.SourceId("twin"))
    choices = [name for name, _ in views_of(aw.Dataset.of([twin], onto=world))]
    assert f"{twin.label} (twin)" in choices
    assert len(set(choices)) == len(world.sources) + 2


def test_a_chart_is_saved_as_a_picture_without_a_network(tmp_path: Path) -> None:
    chart = timeline(start="2021-08-15", end="2021-08-20")
    chart.save(tmp_path / "chart.svg")
    chart.save(tmp_path / "chart.png")
    text = (tmp_path / "chart.svg").read_text("utf-8")
    for name in names(chart):
        assert name in text.replace("&apos;", "'").replace("&quot;", '"')
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


def test_long_names_are_broken_into_lines_and_end_above_their_bars(tmp_path: Path) -> None:
    chart = relationships("Taliban", start="1990", end="2021", width=320)
    chart.save(tmp_path / "chart.svg")
    # Vega ends a text that it cuts off with this character, and writes the lines of a text as parts of it.
    assert "…" not in (tmp_path / "chart.svg").read_text("utf-8")
    drawn = [list(text) for text in ElementTree.parse(tmp_path / "chart.svg").iter(f"{SVG}text")]
    lines = [[line.text or "" for line in text] for text in drawn if text]
    # Where every name has the same number of lines, which SVG only draws if they have a character, all end alike.
    assert {len(each) for each in lines} == {3}
    assert all(line for each in lines for line in each)
    names = {" ".join(each).replace("\u200b", "").strip() for each in lines}
    assert names >= {row["name"] for row in rows(chart) if row["view"] == ALL}


def test_the_picture_of_the_readme_is_that_of_its_program() -> None:
    picture = ROOT / "docs" / "_static" / "timeline.svg"
    assert f"({picture.relative_to(ROOT)})" in (ROOT / "README.md").read_text("utf-8")
    assert picture.stat().st_size < 100_000
    events = aw.events_between("2021-07", "2021-08", match="certain", relation="within")
    text = picture.read_text("utf-8")
    for row in rows(timeline(events, start="2021-07", end="2021-08")):
        assert (row["view"] != ALL) or row["label"] in text.replace("&apos;", "'")


def test_charts_can_be_combined() -> None:
    both = timeline(start="2021-08", end="2021-08") & relationships("Iran")
    assert isinstance(both, alt.VConcatChart)
    assert both.to_dict()


def test_without_altair_one_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("afghanwar.charts")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ImportError) as caught:
        __import__("afghanwar.charts")
    assert caught.value.msg == "afghanwar.charts needs altair; install it with: pip install 'afghanwar[charts]'"


def test_the_library_does_not_import_altair() -> None:
    program = "import sys, afghanwar, afghanwar.days; print('altair' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert printed == "False\n"
