"""The command ``export``: every format, targets that exist or cannot be written, and what is missing."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import afghanwar as aw
from afghanwar.command import main
from afghanwar.command.export import FORMATS
from afghanwar.export import to_bibtex, to_csl

Output = pytest.CaptureFixture[str]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_has_its_function(tmp_path: Path, name: str, capsys: Output) -> None:
    module, _, function = FORMATS[name].function.partition(":")
    assert callable(getattr(import_module(f"afghanwar.export.{module}"), function))
    assert main(["export", name, str(tmp_path / "target")]) == 0
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "target").exists()


def test_the_same_bytes_are_written_on_every_run(tmp_path: Path) -> None:
    for name in ("csl", "bibtex"):
        for run in ("one", "two"):
            assert main(["export", name, str(tmp_path / run), "--force"]) == 0
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_value_is_written_as_json_and_a_text_as_it_is(tmp_path: Path) -> None:
    assert main(["export", "csl", str(tmp_path / "sources.json")]) == 0
    assert json.loads((tmp_path / "sources.json").read_text("utf-8")) == to_csl(aw.load().sources)
    assert main(["export", "bibtex", str(tmp_path / "sources.bib")]) == 0
    assert (tmp_path / "sources.bib").read_bytes() == to_bibtex(aw.load().sources).encode()


def test_only_what_some_sources_say_is_written(tmp_path: Path) -> None:
    words = ["export", "csl", str(tmp_path / "x"), "--according-to", "stein-2021", "Afghanistan War"]
    assert main(words) == 0
    items = json.loads((tmp_path / "x").read_text("utf-8"))
    assert [item["id"] for item in items] == ["historica-war", "stein-2021"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_a_view(tmp_path: Path, name: str) -> None:
    assert main(["export", name, str(tmp_path / "all")]) == 0
    assert main(["export", name, str(tmp_path / "some"), "--according-to", "giustozzi-2021"]) == 0
    sizes = [
        sum(file.stat().st_size for file in ([path] if path.is_file() else path.rglob("*")))
        for path in (tmp_path / "all", tmp_path / "some")
    ]
    assert 0 < sizes[1] < sizes[0]


def test_a_target_that_exists_is_replaced_only_by_force(tmp_path: Path, capsys: Output) -> None:
    target = tmp_path / "sources.bib"
    target.write_text("mine")
    assert main(["export", "bibtex", str(target)]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "already exists; choose another target, or use force to replace it" in err
    assert target.read_text() == "mine"
    assert main(["export", "bibtex", str(target), "--force"]) == 0
    assert target.read_text("utf-8").startswith("@misc{")


@pytest.mark.parametrize("name", FORMATS)
def test_a_failed_export_leaves_nothing(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    assert main(["export", name, str(tmp_path / "nowhere" / "target")]) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_source_leaves_nothing(tmp_path: Path, capsys: Output) -> None:
    assert main(["export", "csl", str(tmp_path / "x"), "--according-to", "gazette"]) == 1
    assert capsys.readouterr().err.startswith("no source is named 'gazette'")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_is_answered_with_the_list(tmp_path: Path, capsys: Output) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["export", "xlsx", str(tmp_path / "x")])
    assert caught.value.code == 2
    err = capsys.readouterr().err
    assert "'xlsx'" in err
    assert all(name in err for name in FORMATS)


def test_a_missing_extra_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "afghanwar.export.parquet", raising=False)
    assert main(["export", "parquet", str(tmp_path / "x")]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "pip install 'afghanwar[parquet]'" in err
    assert list(tmp_path.iterdir()) == []


def test_no_format_is_imported_by_other_commands() -> None:
    program = "import sys, afghanwar.command; print(*(name for name in sys.modules if 'afghanwar.export' in name))"
    assert subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout.strip() == b""


def test_the_help_lists_every_format(capsys: Output) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    out = capsys.readouterr().out
    assert all(f"\n  {name} " in out for name in FORMATS)
