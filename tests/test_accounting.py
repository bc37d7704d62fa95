"""Passages against documents, and what of a document is accounted for."""

import hashlib
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afghanwar import Claim, Dataset, Document, DocumentError, Quantity, Source
from afghanwar.accounting import account, locate, misplaced, paragraphs, read_document, sentences
from afghanwar.queries import claims_by_source

FLED = "harbour-chronicle/guards-fled"


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.fixture
def chronicle(world: Dataset) -> Source:
    return world.sources["harbour-chronicle"]


@pytest.fixture
def text(chronicle: Source, documents_folder: Path) -> str:
    """The text of the chronicle."""
    return read_document(chronicle.document, documents_folder)


# Paragraphs


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("\n \u00a0\n\t\n", []),
        ("One", ["One"]),
        ("One.\n\n \u00a0 \n  Two. Three. \nFour", ["One.", "Two. Three.", "Four"]),
        ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
        ("!\n\u00a0?\u00a0", ["!", "?"]),
    ],
)
def test_a_paragraph_is_a_line_that_is_not_blank(text: str, lines: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == lines


# Sentences


@pytest.mark.parametrize(
    "text",
    [
        "He came.| He saw! |Did he win?|  He did.",
        "A heading|\n|Then a sentence.|\n\n \u00a0 \n|And a caption: a pan",
        "He came.|\u00a0He saw.|\n",
        "“We shall keep it.”| She did.",
        "“We shall keep it.”| “They will not.”| ‘So?’| (No.)| [Yes.]| She did.",
        "It fell in 1902.| 450 guards fled.",
        "It fell (in March.)| The guards fled.",
        "Gen. Voss met Dr. Reed, Mr. Hale and Mrs. Hale at St. Ostrel.| Sen. Ash v. Rep. Birch.",
        "It fell on 5 Mar 1902, not on 7 Feb. 1902.| On Sept. 3 it rose.",
        "The U.S. Army and the U.N. came.| A. B. Scribe wrote it.",
        "The riders vs. The guards.",
        "It rose by 1.5 per cent.| It fell.",
        "She said www.example.org is hers... and so on.| Then she left.",
        "Was it A?| No, it was B!| Then all was well.",
        "Who?! Nobody.".replace(" N", "| N"),
        "It ended etc. and so on. then nothing.",
        "He left.| Élan came.",
        "It ended.[1]| Next it began.",
        "Programme.| After the Agenda.| They left the Gen.Then nothing.",
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str) -> None:
    assert pieces(text.replace("|", "")) == [part.strip() for part in text.split("|") if part.strip()]


@given(st.text(alphabet="Ab1 .!?\n\u00a0“”'()", max_size=60))
def test_every_character_that_is_no_blank_lies_in_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    held = "".join(text[start:end] for start, end in spans)
    assert "".join(held.split()) == "".join(text.split())


# Locating a passage


HAYSTACK = "The League came.\n\nThey said: “It’s\u00a0ours,  and we   won.” They won. They left.\n"


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("They said ... won.”", "They said: “It’s\u00a0ours,  and we   won.”"),
        ("They said: “It’s\u00a0ours", "They said: “It’s\u00a0ours"),
        ("They said: \"It's ours", "They said: “It’s\u00a0ours"),
        ("ours, and we won", "ours,  and we   won"),
        ("  ours,\nand ... left ", "ours,  and we   won.” They won. They left"),
        ("It's ours … left.", "It’s\u00a0ours,  and we   won.” They won. They left."),
        ("They left.", "They left."),
    ],
)
def test_a_passage_is_located_by_its_words(words: str, held: str) -> None:
    passage = locate(HAYSTACK, words)
    assert HAYSTACK[passage.start : passage.end] == held
    assert passage.paragraph == 2


def test_a_located_passage_begins_and_ends_with_the_words_given_six_plain_ones_at_most() -> None:
    text = "“One’s two three four five six\u00a0seven eight,” nine."
    whole = locate(text, text)
    assert (whole.begins, whole.ends) == ("\"One's two three four five six", 'four five six seven eight," nine.')
    assert (whole.start, whole.end, whole.paragraph) == (0, len(text), 1)
    short = locate(text, "two ... six seven")
    assert (short.begins, short.ends) == ("two", "six seven")
    alone = locate(text, "two three")
    assert (alone.begins, alone.ends) == ("two three", "two three")


@pytest.mark.parametrize(
    "words",
    [
        "They ran",
        "they said",
        "hey said",
        "They sai",
        "hey said:",
        "d: “It’s",
        "“It’s our",
        "won.” T",
        "League came. They said",
        "left ... League",
        "The League ... left",
        "left ... left",
    ],
)
def test_words_that_stand_nowhere_in_one_paragraph_are_told(words: str) -> None:
    with pytest.raises(LookupError, match=r"there is none.*copy the words") as caught:
        locate(HAYSTACK, words)
    assert words in str(caught.value)


@pytest.mark.parametrize(("words", "count"), [("They", 3), ("won", 2), ("They ... won", 3), ("They ... left", 3)])
def test_words_that_stand_more_than_once_are_told_with_where(words: str, count: int) -> None:
    with pytest.raises(LookupError, match=f"there are {count}") as caught:
        locate(HAYSTACK, words)
    assert "more words" in str(caught.value)
    places = re.findall(r"(\d+) to (\d+)", str(caught.value))
    assert len(places) == count
    for start, end in places:
        assert re.sub(r"\s+", " ", HAYSTACK[int(start) : int(end)]).startswith(words.split(" ... ")[0])
        assert HAYSTACK[int(start) : int(end)].endswith(words.split(" ... ")[-1])


@pytest.mark.parametrize("words", ["", " \u00a0", " ... ", "They ...  ", " ... won", " … "])
def test_words_that_are_none_are_told(words: str) -> None:
    with pytest.raises(LookupError, match="first words"):
        locate(HAYSTACK, words)


def test_two_parts_without_dots_between_are_one_text() -> None:
    with pytest.raises(LookupError):
        locate(HAYSTACK, "They said won")
    with pytest.raises(LookupError):
        locate(HAYSTACK, "They said...won")


def test_what_is_located_is_in_its_place(world: Dataset, text: str) -> None:
    claim = world.claims[FLED]
    found = locate(text, "On 5 March ... guards fled")
    assert (found.start, found.end, found.paragraph) == (claim.passage.start, claim.passage.end, 3)
    assert misplaced([attrs.evolve(claim, passage=found)], text) == []


# Misplaced passages


def wrong(claim: Claim, text: str, **changes: Any) -> list[tuple[str, str]]:
    """The faults of a claim whose passage is changed."""
    moved = attrs.evolve(claim, passage=attrs.evolve(claim.passage, **changes))
    found = misplaced([moved], text)
    assert all(problem.record == claim.id for problem in found)
    return [(problem.field, problem.message) for problem in found]


def test_claims_that_stand_where_they_say_have_no_fault(world: Dataset, chronicle: Source, text: str) -> None:
    claims = claims_by_source(chronicle, dataset=world)
    assert len(claims) == 10
    assert misplaced(claims, text) == []


def test_a_passage_has_to_begin_and_end_with_its_words(world: Dataset, text: str) -> None:
    claim = world.claims[FLED]
    for field in ("begins", "ends"):
        ((at, message),) = wrong(claim, text, **{field: "Off 5 March"})
        assert at == f"passage.{field}"
        assert "'Off 5 March'" in message


def test_a_passage_may_be_told_with_straight_quotes_and_plain_blanks(world: Dataset, text: str) -> None:
    assert "’" in text[world.claims[FLED].passage.start : world.claims[FLED].passage.end]
    assert "'" in world.claims[FLED].passage.begins
    siege = world.claims["harbour-chronicle/siege-dates"]
    assert "at\u00a0Greymoor" in text[: siege.passage.end]
    assert wrong(siege, text, ends="fort at Greymoor") == wrong(siege, text, ends="Crown’s fort at\u00a0Greymoor") == []


def test_a_passage_does_not_cut_a_word_in_two(world: Dataset, text: str) -> None:
    passage = world.claims[FLED].passage
    ((field, message),) = wrong(world.claims[FLED], text, end=passage.end - 1, ends="guards fle")
    assert (field, "word" in message) == ("passage", True)
    ((field, message),) = wrong(world.claims[FLED], text, start=passage.start + 1, begins="n 5 March")
    assert (field, "word" in message) == ("passage", True)


def test_a_passage_ends_in_the_document(world: Dataset, text: str) -> None:
    ((field, message),) = wrong(world.claims[FLED], text, end=len(text) + 1)
    assert field == "passage"
    assert str(len(text)) in message


def test_a_passage_lies_in_the_paragraph_that_it_names(world: Dataset, text: str) -> None:
    for paragraph in (2, 4, 7, -1, 0):
        ((field, message),) = wrong(world.claims[FLED], text, paragraph=paragraph)
        assert field == "passage.paragraph"
        assert str(paragraph) in message
    alone = attrs.evolve(world.claims["harbour-chronicle/league-won"], passage=locate("It is.", "It is."))
    assert misplaced([alone], "It is.") == []
    assert [field for field, _ in wrong(alone, "It is.", paragraph=0)] == ["passage.paragraph"]


def test_a_passage_lies_in_one_paragraph(world: Dataset, text: str) -> None:
    end = text.index("Guild") + len("Guild")
    assert [field for field, _ in wrong(world.claims[FLED], text, end=end, ends="Guild")] == ["passage.paragraph"]


def test_a_passage_holds_the_words_that_are_quoted_from_it(world: Dataset, text: str) -> None:
    claim = world.claims[FLED]
    quoted = attrs.evolve(claim, wording="the League's Riders")
    assert misplaced([quoted], text) == []
    (problem,) = misplaced([attrs.evolve(claim, wording="the Crown's Riders")], text)
    assert problem.field == "wording"
    assert '"the Crown\'s Riders"' in problem.message
    count: Quantity = attrs.evolve(claim.quantities[0], wording="some 300")
    (problem,) = misplaced([attrs.evolve(claim, quantities=(count,))], text)
    assert "'some 300'" in problem.message


def test_every_fault_of_every_claim_is_told(world: Dataset, text: str) -> None:
    claim = world.claims[FLED]
    bad = attrs.evolve(claim, passage=attrs.evolve(claim.passage, begins="x", ends="y", paragraph=99), wording="z")
    found = misplaced([bad, world.claims["harbour-chronicle/league-won"], bad], text)
    assert [problem.field for problem in found] == [
        "passage.begins",
        "passage.ends",
        "passage.paragraph",
        "wording",
    ] * 2


# Copies


SENTENCE = "The League’s riders (some 300) took the well-known town of Ostrel."


@pytest.mark.parametrize(
    "says",
    [
        "the league's riders some 300 took the well known town",
        "Then THE LEAGUES RIDERS, some 300, took the well-known town.",
        "It says: “riders - some 300 - took the well-known town of Ostrel!”",
    ],
)
def test_ten_words_in_a_row_are_a_copy(world: Dataset, says: str) -> None:
    assert [problem.field for problem in copies(world, says)] == ["says"]


@pytest.mark.parametrize(
    "says",
    [
        "The League's riders, some 300, took the well-known",
        "some 300 took the well-known town of Ostrel, the League's riders",
        "The League’s riders, some 300 men, took the well-known town of Ostrel.",
        "The League s riders some 300 took the well known town",
        "",
    ],
)
def test_nine_words_in_a_row_are_none(world: Dataset, says: str) -> None:
    assert copies(world, says) == []


def copies(world: Dataset, says: str) -> list[Any]:
    claim = attrs.evolve(
        world.claims[FLED], says=says, quantities=(), passage=locate(SENTENCE, "The League's ... Ostrel")
    )
    return misplaced([claim], SENTENCE)


def test_a_copy_is_shown_with_its_words(world: Dataset) -> None:
    (problem,) = copies(world, "Then the League's riders, some 300, took the well-known town of Ostrel.")
    assert '"the League\'s riders some 300 took the well known town"' in problem.message
    assert "10 words" in problem.message


# Accounts


def test_every_sentence_is_counted_once(world: Dataset, chronicle: Source, text: str) -> None:
    found = account(chronicle, claims_by_source(chronicle, dataset=world), text)
    assert (found.source, found.claims, found.sentences) == (chronicle.id, 10, 11)
    assert (len(found.in_passages), len(found.in_asides), found.in_neither) == (9, 2, ())
    assert [text[start:end] for start, end in found.in_asides] == ["The Salt War", "Please support this page!"]
    assert sorted(found.in_passages + found.in_asides) == list(sentences(text))
    # Of its words, "Gen" alone is nowhere.
    assert (found.words, found.words_covered) == (93, 92)


def test_a_sentence_of_which_nothing_is_claimed_is_in_neither(world: Dataset, chronicle: Source, text: str) -> None:
    claims = [claim for claim in claims_by_source(chronicle, dataset=world) if "won" not in claim.id]
    bare = attrs.evolve(chronicle, document=attrs.evolve(chronicle.document, asides=chronicle.document.asides[:1]))
    found = account(bare, claims, text)
    assert [text[start:end] for start, end in found.in_neither] == ["The League won.", "Please support this page!"]
    assert found.sentences == 11


def test_words_are_counted_with_those_that_are_covered_in_part(world: Dataset, chronicle: Source) -> None:
    text = "Ostrel fell in 1902. Nobody's here."
    plain = attrs.evolve(chronicle, document=attrs.evolve(chronicle.document, asides=()))
    claim = attrs.evolve(world.claims[FLED], passage=locate(text, "Ostrel fell"))
    found = account(plain, [claim, claim], text)
    assert (found.words, found.words_covered, found.claims) == (7, 2, 2)
    half = attrs.evolve(claim, passage=attrs.evolve(claim.passage, end=9))
    assert account(plain, [half], text).words_covered == 2
    assert account(plain, [], text).words_covered == 0


def test_a_passage_beyond_the_document_covers_nothing_there(world: Dataset, chronicle: Source) -> None:
    text = "One. Two."
    plain = attrs.evolve(chronicle, document=attrs.evolve(chronicle.document, asides=()))
    for start, end, covered in [(5, 500, 1), (50, 500, 0), (500, 50, 0)]:
        claim = world.claims[FLED]
        passage = attrs.evolve(claim.passage, start=start, end=end)
        found = account(plain, [attrs.evolve(claim, passage=passage)], text)
        assert (len(found.in_passages), found.words_covered, found.sentences) == (covered, covered, 2)


def test_an_empty_document_has_nothing_to_account_for(chronicle: Source) -> None:
    found = account(attrs.evolve(chronicle, document=attrs.evolve(chronicle.document, asides=())), [], " \n")
    assert (found.sentences, found.words, found.words_covered) == (0, 0, 0)


# Reading a document


def test_a_document_is_read_as_it_is(tmp_path: Path) -> None:
    content = " \ufeffOne’s\u00a0two.\r\n\n".encode()
    (tmp_path / "x.txt").write_bytes(content)
    document = Document(file="x.txt", sha256=hashlib.sha256(content).hexdigest(), characters=15)
    assert read_document(document, str(tmp_path)).encode() == content


def test_a_document_that_is_missing_is_told_with_its_path(chronicle: Source, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(DocumentError, match=r"chronicle\.txt' cannot be read"):
            read_document(chronicle.document, folder)


def test_a_document_that_is_a_folder_is_told(chronicle: Source, tmp_path: Path) -> None:
    (tmp_path / "chronicle.txt").mkdir()
    with pytest.raises(DocumentError, match=r"chronicle\.txt"):
        read_document(chronicle.document, tmp_path)


@pytest.mark.parametrize("change", ["crlf", "truncated", "empty", "stripped", "another"])
def test_another_text_is_told_with_both_digests(chronicle: Source, documents_folder: Path, change: str) -> None:
    file = documents_folder / "chronicle.txt"
    content = file.read_bytes()
    changed = {
        "crlf": content.replace(b"\n", b"\r\n"),
        "truncated": content[:-1],
        "empty": b"",
        "stripped": content.replace("\u00a0".encode(), b" "),
        "another": (documents_folder / "courier.txt").read_bytes(),
    }[change]
    file.write_bytes(changed)
    with pytest.raises(DocumentError) as caught:
        read_document(chronicle.document, documents_folder)
    assert hashlib.sha256(changed).hexdigest() in str(caught.value)
    assert chronicle.document.sha256 in str(caught.value)
    assert file.name in str(caught.value)
    assert ("saved as UTF-8 with Windows line ends" in str(caught.value)) == (change == "crlf")


def test_a_text_that_was_changed_is_not_said_to_be_saved_in_another_way(
    chronicle: Source, documents_folder: Path
) -> None:
    # Digests of other texts lie before and after that of the document.
    for number in range(8):
        (documents_folder / "chronicle.txt").write_text(f"another {number}")
        with pytest.raises(DocumentError, match="its bytes must be the same to the last"):
            read_document(chronicle.document, documents_folder)


def test_a_document_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    content = b"\xff\xfe"
    (tmp_path / "x.txt").write_bytes(content)
    document = Document(file="x.txt", sha256=hashlib.sha256(content).hexdigest(), characters=2)
    with pytest.raises(DocumentError, match="UTF-8"):
        read_document(document, tmp_path)


def test_no_more_than_five_places_are_told() -> None:
    with pytest.raises(LookupError, match="there are 7, among them 0 to 1, 2 to 3, 4 to 5, 6 to 7, 8 to 9; give"):
        locate("x x x x x x x", "x")


def test_overlapping_places_of_some_words_are_more_than_one() -> None:
    with pytest.raises(LookupError, match="there are 2"):
        locate("very very very good", "very very")


def test_a_last_word_that_begins_with_a_mark_is_a_whole_one_too() -> None:
    assert locate('A "wonder" is "won" here.', '"won').start == 14
    assert locate("It fell. It (fell) and fell.Then not.", "fell.Then").start == 23


def test_blanks_of_any_kind_part_the_first_and_last_words() -> None:
    passage = locate("a\tb  c d e f g h", "a b c d e f g h")
    assert (passage.begins.split(), passage.ends.split()) == (list("abcdef"), list("cdefgh"))


def test_a_document_without_words_is_covered(world: Dataset) -> None:
    source = world.sources["almanac-1905"]
    assert account(source, [], "***").share == 1
