"""The command itself: its usage, its status, limited encodings, closed pipes and interruptions."""

import hashlib
import io
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from afghanwar.command import answers, main
from afghanwar.command.console import say

EditSeed = Callable[[str, str, str], None]
Output = pytest.CaptureFixture[str]


def check(*folders: tuple[str, Path]) -> int:
    return main(["check", *(str(word) for folder in folders for word in folder)])


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
    assert "usage: afghanwar" in capsys.readouterr().err


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


def test_the_package_runs_as_the_command() -> None:
    assert import_module("afghanwar.__main__").main is main


def test_help_names_every_command(capsys: Output) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert all(f"\n    {name} " in out for name in ("search", "events", "allies", "export", "check", "locate"))


def test_an_interruption_ends_the_command_quietly(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(answers, "claims", interrupted)
    assert main(["search", "opium"]) == 130
    assert capsys.readouterr() == ("", "")


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
    say("a\udcffé")
    assert stdout.getvalue() == "a\\udcffé\n"


def test_a_process_with_a_limited_encoding_does_not_fail(tmp_path: Path) -> None:
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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("words", [["events", "1979", "2021"], ["search", "opium"]])
def test_an_output_that_cannot_be_written_is_one_clear_error(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("/dev/full").open("w") as full, (tmp_path / "errors").open("w") as errors:
        monkeypatch.setattr(sys, "stdout", full)
        monkeypatch.setattr(sys, "stderr", errors)
        # After the message, nothing more is written, not even at exit.
        errors.reconfigure(line_buffering=True)
        assert main(words) == 1
    said = "the output cannot be written (No space left on device); write it elsewhere\n"
    assert (tmp_path / "errors").read_text() == said


def test_an_error_that_cannot_be_written_either_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

        def fileno(self) -> int:
            return os.open(os.devnull, os.O_WRONLY)

    monkeypatch.setattr(sys, "stdout", Full())
    monkeypatch.setattr(sys, "stderr", Full())
    assert main(["search", "opium"]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no head")
def test_head_shows_only_the_first_line(tmp_path: Path) -> None:
    # A pipe holds 64 kilobytes, so the command is still writing when head has ended.
    (tmp_path / "seeds/actors").mkdir(parents=True)
    lines = "".join(f'[x{number}]\nname = "X"\nkind = "person"\n' for number in range(900))
    (tmp_path / "seeds/actors/x.toml").write_text(lines)
    command = f"'{sys.executable}' -m afghanwar check --seeds '{tmp_path / 'seeds'}' 2>&1 | head -1"
    ran = subprocess.run(["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, b"900 faults in the data:\n", b"")
