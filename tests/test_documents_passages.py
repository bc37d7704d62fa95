"""Every fault of a passage is reported: its words, its place, its paragraph, and ten words copied in a row."""

from pathlib import Path
from typing import Any

import attrs
import pytest
from support.datasets import passage_of

from afghanwar import Claim, Dataset, Quantity, Source
from afghanwar.documents import locate, read_document, verify_passages
from afghanwar.queries import claims_by_source

FLED = "harbour-chronicle/guards-fled"


@pytest.fixture
def chronicle(world: Dataset) -> Source:
    return world.sources["harbour-chronicle"]


@pytest.fixture
def text(chronicle: Source, documents_folder: Path) -> str:
    """The text of the chronicle."""
    return read_document(chronicle.document, documents_folder)


def test_what_is_located_is_in_its_place(world: Dataset, text: str) -> None:
    claim = world.claims[FLED]
    found = locate(text, "On 5 March ... guards fled")
    assert (found.start, found.end, found.paragraph) == (passage_of(claim).start, passage_of(claim).end, 3)
    assert verify_passages([attrs.evolve(claim, passage=found)], text) == []


def wrong(claim: Claim, text: str, **changes: Any) -> list[tuple[str, str]]:
    """The faults of a claim whose passage is changed."""
    moved = attrs.evolve(claim, passage=attrs.evolve(passage_of(claim), **changes))
    found = verify_passages([moved], text)
    assert all(problem.record == claim.id for problem in found)
    return [(problem.field, problem.message) for problem in found]


def test_claims_with_correct_passages_have_no_fault(world: Dataset, chronicle: Source, text: str) -> None:
    claims = claims_by_source(chronicle, dataset=world)
    assert len(claims) == 10
    assert verify_passages(claims, text) == []


def test_a_passage_has_to_begin_and_end_with_its_words(world: Dataset, text: str) -> None:
    claim = world.claims[FLED]
    for field in ("begins", "ends"):
        ((at, message),) = wrong(claim, text, **{field: "Off 5 March"})
        assert at == f"passage.{field}"
        assert "'Off 5 March'" in message


def test_a_passage_may_be_given_with_straight_quotes_and_plain_spaces(world: Dataset, text: str) -> None:
    assert "’" in text[passage_of(world.claims[FLED]).start : passage_of(world.claims[FLED]).end]
    assert "'" in passage_of(world.claims[FLED]).begins
    siege = world.claims["harbour-chronicle/siege-dates"]
    assert "at\u00a0Greymoor" in text[: passage_of(siege).end]
    assert wrong(siege, text, ends="fort at Greymoor") == wrong(siege, text, ends="Crown’s fort at\u00a0Greymoor") == []


def test_a_passage_does_not_cut_a_word_in_two(world: Dataset, text: str) -> None:
    passage = passage_of(world.claims[FLED])
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
    assert verify_passages([alone], "It is.") == []
    assert [field for field, _ in wrong(alone, "It is.", paragraph=0)] == ["passage.paragraph"]


def test_a_passage_lies_in_one_paragraph(world: Dataset, text: str) -> None:
    end = text.index("Guild") + len("Guild")
    assert [field for field, _ in wrong(world.claims[FLED], text, end=end, ends="Guild")] == ["passage.paragraph"]


def test_a_passage_holds_the_words_that_are_quoted_from_it(world: Dataset, text: str) -> None:
    claim = world.claims[FLED]
    quoted = attrs.evolve(claim, wording="the League's Riders")
    assert verify_passages([quoted], text) == []
    (problem,) = verify_passages([attrs.evolve(claim, wording="the Crown's Riders")], text)
    assert problem.field == "wording"
    assert '"the Crown\'s Riders"' in problem.message
    count: Quantity = attrs.evolve(claim.quantities[0], wording="some 300")
    (problem,) = verify_passages([attrs.evolve(claim, quantities=(count,))], text)
    assert "'some 300'" in problem.message


@pytest.mark.parametrize(
    ("held", "begins", "told"),
    [
        ("Za\u0304hir entered", "Zāhir entered", " differs only in composed accents (NFC or NFD)"),
        ("Zāhir entered", "Zahir entered", "but 'Zāhir entered' differs only in accents;"),
        ("He came… and", "He came... and", "but 'He came… and' differs only in dots;"),
        ("On 5–6 July", "On 5-6", "but 'On 5–6' differs only in dashes;"),
        ("On 5\u2009July", "On 5 July", "but 'On 5\\u2009July' differs only in spaces;"),
        ("He came", "He left", "'He left' does not begin the passage 'He came'; locate it again"),
        ("Then he he came", "he came", "does not begin the passage 'Then he he came'; locate it again"),
    ],
)
def test_words_that_look_alike_are_reported_with_the_differences(
    world: Dataset, held: str, begins: str, told: str
) -> None:
    at = {"start": 0, "end": len(held), "paragraph": 1, "begins": begins, "ends": held[-2:]}
    bare = attrs.evolve(world.claims[FLED], quantities=(), wording=begins)
    found = wrong(bare, held, **at)
    assert [field for field, _ in found] == ["passage.begins", "wording"][: 1 + (begins not in held)]
    assert told in found[0][1]
    assert found[-1][1].startswith((f"'{begins}' is not ", f"'{begins}' does not begin "))


def test_a_passage_does_not_separate_a_letter_from_its_accent(world: Dataset) -> None:
    bare = attrs.evolve(world.claims[FLED], quantities=())
    at = {"start": 0, "end": 2, "paragraph": 1, "begins": "Za", "ends": "Za"}
    ((field, message),) = wrong(bare, "Za\u0304 came", **at)
    assert (field, "cuts a word in two" in message) == ("passage", True)


def test_every_fault_of_every_claim_is_reported(world: Dataset, text: str) -> None:
    claim = world.claims[FLED]
    bad = attrs.evolve(claim, passage=attrs.evolve(passage_of(claim), begins="x", ends="y", paragraph=99), wording="z")
    found = verify_passages([bad, world.claims["harbour-chronicle/league-won"], bad], text)
    assert [problem.field for problem in found] == [
        "passage.begins",
        "passage.ends",
        "passage.paragraph",
        "wording",
    ] * 2
    assert {(problem.kind, problem.record) for problem in found} == {("claim", claim.id)}


SENTENCE = "The League’s riders (some 300) took the well-known town of Ostrel."


@pytest.mark.parametrize(
    "says",
    [
        "the league's riders some 300 took the well known town",
        "Then THE LEAGUES RIDERS, some 300, took the well-known town.",
        "It says: “riders - some 300 - took the well-known town of Ostrel!”",
        "It says: riders, some 300, took the well-known town of Os\u00adtrel.",
        "The League’s riders (some 300) took the well-known town of Ostrel.",
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
def test_nine_words_in_a_row_are_not_a_copy(world: Dataset, says: str) -> None:
    assert copies(world, says) == []


def copies(world: Dataset, says: str) -> list[Any]:
    claim = attrs.evolve(
        world.claims[FLED], says=says, quantities=(), passage=locate(SENTENCE, "The League's ... Ostrel")
    )
    return verify_passages([claim], SENTENCE)


def test_a_copy_is_shown_with_its_words(world: Dataset) -> None:
    (problem,) = copies(world, "Then the League's riders, some 300, took the well-known town of Ostrel.")
    assert '"the League\'s riders some 300 took the well known town"' in problem.message
    assert "10 words" in problem.message
