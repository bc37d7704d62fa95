"""The commands ``search``, ``events`` and ``allies``: tables, JSON and errors."""

import io
import json
from itertools import pairwise

import pytest
from support.datasets import passage_of

import afghanwar as aw
from afghanwar.command import main
from afghanwar.command.console import table

Output = pytest.CaptureFixture[str]


class Terminal(io.StringIO):
    """A terminal that shows every character."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def printed(capsys: Output, *words: str) -> list[str]:
    """The lines that a command prints, which must not fail."""
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return str(out).splitlines()


def test_search_prints_the_best_match_first(capsys: Output) -> None:
    head, *lines = printed(capsys, "search", "Northern", "Alliance")
    assert head.split() == ["source", "paragraph", "claim"]
    found = aw.claims(text="Northern Alliance")
    assert [line.split(maxsplit=2) for line in lines] == [
        [claim.source, str(passage_of(claim).paragraph), claim.says] for claim in found
    ]


def test_search_is_restricted_to_some_sources(capsys: Output) -> None:
    _, *lines = printed(capsys, "search", "Taliban", "--according-to", "stein-2021", "historica-war")
    assert {line.split()[0] for line in lines} == {"stein-2021", "historica-war"}


def test_events_are_printed_with_their_time_and_certainty(capsys: Output) -> None:
    head, *lines = printed(capsys, "events", "2021-07-01", "2021-07-12", "--match", "certain")
    assert head.split() == ["when", "answer", "event", "sources"]
    found = aw.events_between("2021-07-01", "2021-07-12", match="certain")
    assert len(lines) == len(found)
    for line, event in zip(lines, found, strict=True):
        assert event.name in line
        assert " certain " in line
        assert "; ".join(source.id for source in aw.told_by(event)) in line


@pytest.mark.parametrize("match", ["certain", "possible", "silent"])
def test_each_event_has_the_answer_that_explain_gives(capsys: Output, match: str) -> None:
    rows = json.loads("\n".join(printed(capsys, "events", "2005", "2005-06", "--match", match, "--json")))
    expected = aw.events_between("2005", "2005-06", match=match)  # type: ignore[call-overload]
    assert [row["id"] for row in rows] == [event.id for event in expected]
    for row in rows:
        assert aw.Certainty(row["answer"]) is aw.explain(row["id"], "2005", "2005-06").answer


def test_what_has_no_date_has_an_empty_cell(capsys: Output) -> None:
    lines = printed(capsys, "events", "1990", "2030", "--match", "silent")
    undated = [event.name for event in aw.events_between(match="silent") if event.when is None]
    assert undated
    for line in lines:
        assert "None" not in line


def test_allies_are_printed_by_name_with_their_ties(capsys: Output) -> None:
    head, *lines = printed(capsys, "allies", "taliban", "--on", "2005-07-01")
    assert head.split() == ["ally", "relationship", "when", "answer", "sources"]
    names = [ally.name for ally in aw.actors_allied_with("Taliban", on="2005-07-01")]
    assert list(dict.fromkeys(line.split("  ")[0] for line in lines)) == names
    certain = {ally.name for ally in aw.actors_allied_with("Taliban", on="2005-07-01", match="certain")}
    assert {line.split("  ")[0] for line in lines if " certain " in line} == certain
    assert any("support by Pakistan" in line for line in lines)


def test_an_ally_may_be_at_either_end(capsys: Output) -> None:
    rows = json.loads("\n".join(printed(capsys, "allies", "Pakistan", "--json")))
    assert {row["ally"] for row in rows} == {ally.id for ally in aw.actors_allied_with("Pakistan")}
    assert all("pakistan" in (row["subject"], row["object"]) and row["ally"] != "pakistan" for row in rows)


def test_allies_according_to_a_source(capsys: Output) -> None:
    rows = json.loads("\n".join(printed(capsys, "allies", "Taliban", "--json", "--according-to", "giustozzi-2021")))
    assert {row["sources"] for row in rows} == {"giustozzi-2021"}


def test_json_has_all_columns(capsys: Output) -> None:
    rows = json.loads("\n".join(printed(capsys, "search", "opium", "harvest", "--json")))
    assert rows == aw.to_rows(aw.claims(text="opium harvest"))


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_json_stays_valid_on_a_console_with_a_limited_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    stdout = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr("sys.stdout", stdout)
    assert main(["search", "Jamiat", "--json"]) == 0
    stdout.seek(0)
    assert json.load(stdout) == aw.to_rows(aw.claims(text="Jamiat"))


def test_an_empty_answer_is_reported_and_is_not_a_failure(capsys: Output) -> None:
    assert main(["search", "zzz"]) == 0
    assert capsys.readouterr() == ("", "nothing was found\n")
    assert main(["search", "zzz", "--json"]) == 0
    assert capsys.readouterr() == ("[]\n", "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["allies", "Talibn"], "no actor is named 'Talibn'; did you mean 'taliban'?\n"),
        (["allies", "Taliban", "--on", "yesterday"], "'yesterday' is not a time-span"),
        (["events", "2022", "2021"], "the start, '2022', is after the end, '2021'; swap them\n"),
        (["search", "opium", "--according-to", "gazette"], "no source is named 'gazette'"),
    ],
)
def test_an_error_of_the_library_is_one_line(capsys: Output, words: list[str], told: str) -> None:
    assert main(words) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(told)
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", [["events", "2021"], ["search"], ["allies"], ["events", "1", "2", "--match", "sure"]])
def test_a_wrong_command_line_ends_with_status_2(words: list[str], capsys: Output) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "usage: afghanwar" in capsys.readouterr().err


# Tables


def test_a_table_fits_the_width_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", terminal := Terminal())
    monkeypatch.setenv("COLUMNS", "72")
    assert main(["events", "2021-07-01", "2021-07-12"]) == 0
    lines = terminal.getvalue().splitlines()
    assert max(map(len, lines)) <= 72
    assert {len(line) for line in lines} != {0}
    words = " ".join(terminal.getvalue().split())
    assert "Withdrawal" in words


def test_nothing_of_a_table_is_cut_off() -> None:
    rows = [["from 2001 to some time between July and December 2021", "Taliban insurgency in all of Afghanistan", "a"]]
    for width in (None, 100, 60, 40, 10):
        lines = table(["when", "event", "x"], rows, width)
        assert all(len(line) <= max(width or 999, 31) for line in lines)
        starts = [*(lines[0].index(head) for head in ("when", "event", "x")), None]
        columns = [[line[start:end] for line in lines[1:]] for start, end in pairwise(starts)]
        assert [" ".join("".join(f"{part} " for part in column).split()) for column in columns] == rows[0]


def test_a_cell_of_several_lines_is_one_line() -> None:
    assert table(["a", "b"], [["1\n2", ""]], None) == ["a    b", "1 2"]


def test_a_word_that_is_wider_than_its_column_is_broken() -> None:
    lines = table(["a", "b"], [["x" * 30, "yes"]], 20)
    assert lines == ["a                b", "x" * 15 + "  yes", "x" * 15]
