"""The command line: what it prints, and the status that it exits with."""

import hashlib
import io
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
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


# check of one document, and on top of the bundled dataset


@pytest.fixture
def own_folder(world: Dataset, seeds_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seeds with only a source of the made-up dataset, the rest of which is the bundled dataset."""
    monkeypatch.setattr(__main__, "load", lambda: world.according_to("almanac-1905", "harbour-chronicle"))
    for path in seeds_folder.rglob("*.toml"):
        if path.name != "red-courier.toml":
            path.unlink()
    return seeds_folder


@pytest.mark.parametrize("name", ["red-courier", "RED COURIER", "The Red Courier"])
def test_only_the_document_of_one_source_is_checked(
    seeds_folder: Path, documents_folder: Path, capsys: Output, name: str
) -> None:
    (documents_folder / "almanac.txt").unlink()
    words = ["check", "--seeds", str(seeds_folder), "--source", name]
    assert main(words) == 0
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()][:-1] == ["red-courier"]
    assert main([*words, "--documents", str(documents_folder)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("red-courier: 8 claims; 7 sentences, ")
    assert (len(out.splitlines()), err) == (1, "")


def test_a_fault_of_another_document_is_not_found_but_that_of_the_seeds_is(
    seeds_folder: Path, documents_folder: Path, edit_seed: EditSeed, capsys: Output
) -> None:
    edit_seed("sources/almanac-1905.toml", 'begins = "The Guild bought two ships"', 'begins = "A Guild"')
    words = ["check", "--seeds", str(seeds_folder), "--documents", str(documents_folder), "--source"]
    assert main([*words, "red-courier"]) == 0
    assert main([*words, "almanac-1905"]) == 1
    assert "A Guild" in capsys.readouterr().err
    edit_seed("events/events.toml", 'kind = "war"', 'kind = "peace"')
    assert main([*words, "red-courier"]) == 1
    assert "event salt-war: kind: 'peace'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("red-curier", "no source is named 'red-curier'; did you mean 'red-courier'?\n"),
        ("zzz", "no source is named 'zzz'; nothing has a similar name; "),
        ("", "no source is named ''; "),
        ("NEWS", "'NEWS' names more than one source; ask by id, one of 'almanac-1905', 'red-courier'\n"),
    ],
)
def test_an_unknown_or_ambiguous_source_is_a_failure(
    seeds_folder: Path, edit_seed: EditSeed, capsys: Output, name: str, told: str
) -> None:
    edit_seed("sources/almanac-1905.toml", "title = ", 'title = "News" #')
    edit_seed("sources/red-courier.toml", "title = ", 'title = "News" #')
    assert main(["check", "--seeds", str(seeds_folder), "--source", name]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(told)


def test_seeds_are_checked_on_top_of_the_bundled_dataset(
    own_folder: Path, documents_folder: Path, capsys: Output
) -> None:
    assert check(("--seeds", own_folder)) == 1
    assert "no actor has the id " in capsys.readouterr().err
    assert main(["check", "--seeds", str(own_folder), "--onto"]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first == "red-courier: 8 claims"
    assert "--documents" in last
    # The documents of the bundled dataset are not needed.
    (documents_folder / "almanac.txt").unlink()
    words = ["check", "--onto", "--seeds", str(own_folder), "--documents", str(documents_folder)]
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert out.startswith("red-courier: 8 claims; 7 sentences, ")
    assert (len(out.splitlines()), err) == (1, "")
    assert main([*words, "--source", "harbour-chronicle"]) == 0
    assert capsys.readouterr().out.startswith("harbour-chronicle: ")


def test_an_id_of_the_bundled_dataset_is_a_fault_of_seeds_on_top_of_it(
    world: Dataset, seeds_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr(__main__, "load", lambda: world)
    assert main(["check", "--seeds", str(seeds_folder), "--onto"]) == 1
    assert "is already used in the dataset that these are read onto" in capsys.readouterr().err


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
    "words",
    [
        [],
        ["count"],
        ["locate"],
        ["locate", "x.txt"],
        ["check", "--seed-bank", "x"],
        ["check", "x"],
        ["check", "--onto"],
    ],
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


# Pipes


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    """The end of a pipe from the other end of which nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.fixture
def commands(seeds_folder: Path, documents_folder: Path) -> dict[str, list[str]]:
    """A command that prints to each of the streams."""
    document = str(documents_folder / "chronicle.txt")
    return {
        "check": ["check", "--seeds", str(seeds_folder)],
        "check documents": ["check", "--seeds", str(seeds_folder), "--documents", str(documents_folder)],
        "locate": ["locate", document, "We shall keep it"],
        "help": ["--help"],
        "help of check": ["check", "--help"],
        "fault": ["check", "--seeds", str(documents_folder)],
        "not found": ["locate", document, "nowhere in it"],
        "usage": ["chek"],
    }


TO_STDERR = ("fault", "not found", "usage")
COMMANDS = ["check", "check documents", "locate", "help", "help of check", *TO_STDERR]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_closed_pipe_ends_every_command_with_status_1(
    commands: dict[str, list[str]], closed_pipe: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    closed, other = ("stderr", "stdout") if name in TO_STDERR else ("stdout", "stderr")
    with os.fdopen(os.dup(closed_pipe), "w") as pipe, (tmp_path / "other").open("w") as file:
        monkeypatch.setattr(sys, closed, pipe)
        monkeypatch.setattr(sys, other, file)
        assert main(commands[name]) == 1
        pipe.write("more")
    assert (tmp_path / "other").read_text() == ""


@pytest.mark.parametrize("name", ["check", "check documents", "locate", "fault", "not found"])
def test_a_stream_that_was_closed_before_the_start_is_not_written_to(
    commands: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch, capsys: Output, name: str
) -> None:
    monkeypatch.setattr(sys, "stderr" if name in TO_STDERR else "stdout", None)
    assert main(commands[name]) == (name in TO_STDERR)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_process_says_nothing_about_a_closed_pipe(
    commands: dict[str, list[str]], closed_pipe: int, name: str, buffered: bool
) -> None:
    ran = subprocess.run(
        [sys.executable, *([] if buffered else ["-u"]), "-m", "afghanwar", *commands[name]],
        stdout=subprocess.PIPE if name in TO_STDERR else closed_pipe,
        stderr=closed_pipe if name in TO_STDERR else subprocess.PIPE,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    )
    # The parser of the command line ignores by itself that it cannot print.
    expected = {"help": 0, "help of check": 0, "usage": 2}.get(name, 1) if not buffered else 1
    assert (ran.returncode, ran.stdout or b"", ran.stderr or b"") == (expected, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no head")
def test_head_shows_the_first_line_alone(tmp_path: Path) -> None:
    # A pipe holds 64 kilobytes, so the command is still writing when head has ended.
    (tmp_path / "seeds/actors").mkdir(parents=True)
    lines = "".join(f'[x{number}]\nname = "X"\nkind = "person"\n' for number in range(900))
    (tmp_path / "seeds/actors/x.toml").write_text(lines)
    command = f"'{sys.executable}' -m afghanwar check --seeds '{tmp_path / 'seeds'}' 2>&1 | head -1"
    ran = subprocess.run(["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, b"900 faults in the data:\n", b"")
