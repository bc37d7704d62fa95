"""The command line: what it prints, and the status that it exits with."""

import hashlib
import io
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from support.datasets import changed, replacing, unchecked

from afghanwar import Dataset, Order, OrderWord, TimeSpan, __main__
from afghanwar.__main__ import main

EditSeed = Callable[[str, str, str], None]
Output = pytest.CaptureFixture[str]


def check(*folders: tuple[str, Path]) -> int:
    return main(["check", *(str(word) for folder in folders for word in folder)])


# check


def test_valid_seeds_pass_with_a_note_of_what_was_not_verified(seeds_folder: Path, capsys: Output) -> None:
    assert check(("--seeds", seeds_folder)) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert [line.split()[:2] for line in lines[:3]] == [
        ["almanac-1905:", "4"],
        ["harbour-chronicle:", "10"],
        ["red-courier:", "8"],
    ]
    assert "--documents" in lines[3]
    assert err == ""


def test_valid_seeds_pass_with_their_documents(seeds_folder: Path, documents_folder: Path, capsys: Output) -> None:
    assert check(("--seeds", seeds_folder), ("--documents", documents_folder)) == 0
    out, err = capsys.readouterr()
    almanac, chronicle, _ = out.splitlines()
    assert almanac.startswith("almanac-1905: 4 claims; 4 sentences, 4 in a passage, 0 in an aside, 0 uncovered;")
    assert "100.0% of 34 words" in almanac
    assert "11 sentences, 9 in a passage, 2 in an aside, 0 uncovered" in chronicle
    assert err == ""


def test_the_bundled_dataset_is_checked_by_default(
    world: Dataset, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr(__main__, "load", lambda: world)
    assert main(["check"]) == 0
    assert "almanac-1905: 4 claims" in capsys.readouterr().out


def test_the_bundled_dataset_is_checked_again(world: Dataset, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    faulty = unchecked(record for record in world if record.id not in ("riders", "salt-war"))
    monkeypatch.setattr(__main__, "load", lambda: faulty)
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "event march-on-harbour: participants: no actor has the id 'riders'" in err
    assert "event fall-of-ostrel: part_of: no event has the id 'salt-war'" in err


def test_a_date_that_is_more_certain_than_the_claims_is_printed(
    world: Dataset, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    tie = changed(world.relationships["crown-supports-guild"], dates=(("harbour-chronicle", TimeSpan("1901/1903")),))
    dataset = Dataset.of(replacing(world, tie))
    monkeypatch.setattr(__main__, "load", lambda: dataset)
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert err.startswith(
        "  relationship crown-supports-guild: dates: 1901/1903 by 'harbour-chronicle' is more certain"
    )
    assert len(err.splitlines()) == 1
    assert "red-courier: 8 claims" in out


def test_order_that_contradicts_dates_is_printed(
    world: Dataset, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    meeting = world.events["voss-meets-reed"]
    order = (Order(word=OrderWord.BEFORE, other=world.events["fall-of-ostrel"].id),)
    dataset = Dataset.of(replacing(world, changed(meeting, order=order, inferred=("before",))))
    monkeypatch.setattr(__main__, "load", lambda: dataset)
    assert main(["check"]) == 0
    out, err = capsys.readouterr()
    (line,) = (line for line in out.splitlines() if line.startswith("conflict: "))
    assert "voss-meets-reed" in line
    assert "fall-of-ostrel" in line
    assert err == ""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "war"', 'kind = "peace"', "event salt-war: kind: 'peace'"),
        ('"salt-war"', '"war"', "event siege-of-greymoor: part_of: no event has the id 'war'"),
    ],
)
def test_faults_of_the_seeds_are_printed(
    seeds_folder: Path, documents_folder: Path, edit_seed: EditSeed, capsys: Output, old: str, new: str, told: str
) -> None:
    edit_seed("battles/battles.toml" if old == '"salt-war"' else "events/events.toml", old, new)
    assert check(("--seeds", seeds_folder), ("--documents", documents_folder)) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "1 fault" in err
    assert told in err


def test_a_folder_without_seeds_is_a_failure(tmp_path: Path, capsys: Output) -> None:
    assert check(("--seeds", tmp_path / "nowhere")) == 1
    assert "cannot be read as seeds" in capsys.readouterr().err


def test_an_uncovered_sentence_is_printed(
    seeds_folder: Path, documents_folder: Path, edit_seed: EditSeed, capsys: Output
) -> None:
    edit_seed("sources/red-courier.toml", '[[document.asides]]\nstart = 0\nend = 16\nreason = "no assertion"', "")
    assert check(("--seeds", seeds_folder), ("--documents", documents_folder)) == 1
    out, err = capsys.readouterr()
    assert "7 sentences, 6 in a passage, 0 in an aside, 1 uncovered" in out
    assert "  uncovered: 0 to 16, 'NEWS FROM OSTREL'" in out
    assert out.count("uncovered: ") == 1
    assert err == ""


def test_a_misplaced_passage_is_printed_and_the_other_documents_are_checked_too(
    seeds_folder: Path, documents_folder: Path, edit_seed: EditSeed, capsys: Output
) -> None:
    edit_seed("sources/almanac-1905.toml", 'begins = "The Guild bought two ships"', 'begins = "A Guild"')
    assert check(("--seeds", seeds_folder), ("--documents", documents_folder)) == 1
    out, err = capsys.readouterr()
    assert "almanac-1905/guild-bought-ships: passage.begins: 'A Guild'" in err
    assert len(err.splitlines()) == 1
    assert len(out.splitlines()) == 3


def test_a_missing_and_an_altered_document_are_printed_and_the_rest_is_checked(
    seeds_folder: Path, documents_folder: Path, capsys: Output
) -> None:
    (documents_folder / "almanac.txt").unlink()
    (documents_folder / "courier.txt").write_text("Nothing.")
    assert check(("--seeds", seeds_folder), ("--documents", documents_folder)) == 1
    out, err = capsys.readouterr()
    almanac, courier = err.splitlines()
    assert almanac.startswith("almanac-1905: ")
    assert courier.startswith("red-courier: ")
    assert "sha256" in courier
    assert [line.partition(":")[0] for line in out.splitlines()] == ["harbour-chronicle"]


def test_a_wrong_length_of_a_document_is_printed(
    seeds_folder: Path, documents_folder: Path, world: Dataset, edit_seed: EditSeed, capsys: Output
) -> None:
    length = world.sources["almanac-1905"].document.characters
    edit_seed("sources/almanac-1905.toml", f"characters = {length}", f"characters = {length + 1}")
    assert check(("--seeds", seeds_folder), ("--documents", documents_folder)) == 1
    err = capsys.readouterr().err
    assert "almanac-1905: " in err
    assert f"its record {length + 1}" in err
    assert f"write characters = {length}" in err


def test_a_fault_of_the_first_source_decides_the_status(
    world: Dataset, documents_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    first = world.sources[:1][0]
    wrong = changed(first, document=changed(first.document, characters=first.document.characters + 1))
    dataset = Dataset.of(replacing(world, wrong))
    monkeypatch.setattr(__main__, "load", lambda: dataset)
    assert check(("--documents", documents_folder)) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


# locate


def test_a_passage_is_printed_as_a_line_of_a_seed(world: Dataset, documents_folder: Path, capsys: Output) -> None:
    words = '"We shall keep it ... Voss said'
    assert main(["locate", str(documents_folder / "chronicle.txt"), words]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert len(out.splitlines()) == 1
    passage = world.claims["harbour-chronicle/voss-means-to-keep-ostrel"].passage
    assert tomllib.loads(out) == {
        "passage": {
            "start": passage.start,
            "end": passage.end,
            "paragraph": passage.paragraph,
            "begins": '"We shall keep it',
            "ends": "Voss said",
        }
    }


def test_words_beyond_ascii_are_printed_as_they_are(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "x.txt").write_bytes("Éowyn “Ä\\ö” came.".encode())
    assert main(["locate", str(tmp_path / "x.txt"), 'Éowyn "Ä\\ö" came']) == 0
    out = capsys.readouterr().out
    assert "Éowyn" in out
    assert tomllib.loads(out)["passage"]["begins"] == 'Éowyn "Ä\\ö" came'


@pytest.mark.parametrize(
    ("words", "told"), [("Voss left", "matched no passage"), ("the", "matched more than 5"), (" ... ", "first words")]
)
def test_words_that_do_not_match_one_passage_are_a_failure(
    documents_folder: Path, capsys: Output, words: str, told: str
) -> None:
    assert main(["locate", str(documents_folder / "chronicle.txt"), words]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err


def test_a_document_that_cannot_be_read_is_a_failure(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "latin.txt").write_bytes("Königin".encode("latin-1"))
    for name, told in (("nowhere.txt", "nowhere.txt"), ("", tmp_path.name), ("latin.txt", "utf-8")):
        assert main(["locate", str(tmp_path / name), "word"]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert told in err


# The command line itself


@pytest.mark.parametrize(
    "words", [[], ["count"], ["locate"], ["locate", "x.txt"], ["check", "--seed-bank", "x"], ["check", "x"]]
)
def test_an_unknown_command_is_answered_with_the_usage(words: list[str], capsys: Output) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "python -m afghanwar" in capsys.readouterr().err


def test_the_arguments_of_the_process_are_used_by_default(
    seeds_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr("sys.argv", ["afghanwar", "check", "--seeds", str(seeds_folder)])
    assert main() == 0
    assert "red-courier" in capsys.readouterr().out


def test_the_status_is_that_of_the_process(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("He came. He saw.")
    command = [sys.executable, "-m", "afghanwar", "locate", str(tmp_path / "x.txt")]
    found = subprocess.run([*command, "He saw"], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("passage = ")
    assert subprocess.run([*command, "He"], capture_output=True, check=False).returncode == 1


def test_help_names_both_commands(capsys: Output) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert "check" in out
    assert "locate" in out


# Consoles


POOR = [("ascii", "strict"), ("cp1252", "strict"), ("cp437", "strict"), ("ascii", "surrogateescape")]


@pytest.mark.parametrize(("encoding", "errors"), POOR)
def test_a_passage_is_printed_as_valid_toml_whatever_the_console_can_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, errors: str
) -> None:
    words = 'Éowyn: "ʿAbd al-Raḥmān \\ 𞤀" came'
    (tmp_path / "x.txt").write_bytes(f"{words}.".encode())
    stdout = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=errors)
    monkeypatch.setattr("sys.stdout", stdout)
    assert main(["locate", str(tmp_path / "x.txt"), words]) == 0
    stdout.seek(0)
    out = stdout.read()
    assert tomllib.loads(out)["passage"]["begins"] == words
    assert ("\\u00c9owyn" in out) == (encoding == "ascii")


@pytest.mark.parametrize(("encoding", "errors"), POOR)
def test_every_document_is_checked_whatever_the_console_can_show(
    seeds_folder: Path,
    documents_folder: Path,
    edit_seed: EditSeed,
    monkeypatch: pytest.MonkeyPatch,
    encoding: str,
    errors: str,
) -> None:
    text = "Nobody saw ʿAbd al-Raḥmān 𞤀."
    digest = hashlib.sha256((documents_folder / "almanac.txt").read_bytes()).hexdigest()
    content = (documents_folder / "almanac.txt").read_text("utf-8") + text
    (documents_folder / "almanac.txt").write_bytes(content.encode())
    edit_seed("sources/almanac-1905.toml", digest, hashlib.sha256(content.encode()).hexdigest())
    edit_seed("sources/almanac-1905.toml", f"characters = {len(content) - len(text)}", f"characters = {len(content)}")
    stdout, stderr = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=errors) for _ in range(2))
    monkeypatch.setattr("sys.stdout", stdout)
    monkeypatch.setattr("sys.stderr", stderr)
    assert check(("--seeds", seeds_folder), ("--documents", documents_folder)) == 1
    stdout.seek(0)
    out = stdout.read()
    assert "\\u02bfAbd al-Ra\\u1e25m\\u0101n \\U0001e900.'" in out
    assert [line.split(":")[0] for line in out.splitlines() if "claims" in line] == [
        "almanac-1905",
        "harbour-chronicle",
        "red-courier",
    ]


def test_a_text_that_no_console_can_show_is_printed_with_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    stdout = io.StringIO()
    monkeypatch.setattr("sys.stdout", stdout)
    __main__._say("a\udcffé")
    assert stdout.getvalue() == "a\\udcffé\n"


def test_a_process_with_a_poor_encoding_does_not_fail(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes("The Jamīyat left on 5 July.".encode())
    command = [sys.executable, "-m", "afghanwar", "locate", str(tmp_path / "x.txt"), "The ... 5 July"]
    for encoding in ("ascii", "cp1252"):
        environment = os.environ | {"PYTHONIOENCODING": encoding}
        found = subprocess.run(command, capture_output=True, env=environment, check=False)
        assert (found.returncode, found.stderr) == (0, b"")
        assert found.stdout.startswith(b"passage = ")
