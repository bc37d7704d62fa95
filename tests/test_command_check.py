"""The commands ``check`` and ``locate``: what they print, and the status that they exit with."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from support.datasets import changed, passage_of, replacing, unchecked

from afghanwar import Dataset, Order, OrderWord, TimeSpan
from afghanwar.command import check as module
from afghanwar.command import main

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
    monkeypatch.setattr(module, "load", lambda: world)
    assert main(["check"]) == 0
    assert "almanac-1905: 4 claims" in capsys.readouterr().out


def test_the_bundled_dataset_is_checked_again(world: Dataset, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    faulty = unchecked(record for record in world if record.id not in ("riders", "salt-war"))
    monkeypatch.setattr(module, "load", lambda: faulty)
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
    monkeypatch.setattr(module, "load", lambda: dataset)
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
    monkeypatch.setattr(module, "load", lambda: dataset)
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
    assert f"characters, not {length + 1}" in err
    assert f"write characters = {length}" in err


def test_a_fault_of_the_first_source_decides_the_status(
    world: Dataset, documents_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    first = world.sources[:1][0]
    wrong = changed(first, document=changed(first.document, characters=first.document.characters + 1))
    dataset = Dataset.of(replacing(world, wrong))
    monkeypatch.setattr(module, "load", lambda: dataset)
    assert check(("--documents", documents_folder)) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


# check of one document, and on top of the bundled dataset


@pytest.fixture
def own_folder(world: Dataset, seeds_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seeds with only a source of the made-up dataset, the rest of which is the bundled dataset."""
    monkeypatch.setattr(module, "load", lambda: world.according_to("almanac-1905", "harbour-chronicle"))
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
        ("NEWS", "'NEWS' names more than one source; use an id, one of 'almanac-1905', 'red-courier'\n"),
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
    monkeypatch.setattr(module, "load", lambda: world)
    assert main(["check", "--seeds", str(seeds_folder), "--onto"]) == 1
    assert "is already used in the dataset that is extended" in capsys.readouterr().err


# locate


def test_a_passage_is_printed_as_a_line_of_a_seed(world: Dataset, documents_folder: Path, capsys: Output) -> None:
    words = '"We shall keep it ... Voss said'
    assert main(["locate", str(documents_folder / "chronicle.txt"), words]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert len(out.splitlines()) == 1
    passage = passage_of(world.claims["harbour-chronicle/voss-means-to-keep-ostrel"])
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
