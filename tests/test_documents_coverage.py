"""Which sentences and words of a document its claims cover."""

from pathlib import Path

import attrs
import pytest
from support.datasets import passage_of

from afghanwar import Dataset, Source
from afghanwar.documents import coverage, locate, read_document, sentences
from afghanwar.queries import claims_by_source

FLED = "harbour-chronicle/guards-fled"


@pytest.fixture
def chronicle(world: Dataset) -> Source:
    return world.sources["harbour-chronicle"]


@pytest.fixture
def text(chronicle: Source, documents_folder: Path) -> str:
    """The text of the chronicle."""
    return read_document(chronicle.document, documents_folder)


def test_every_sentence_is_counted_once(world: Dataset, chronicle: Source, text: str) -> None:
    found = coverage(chronicle, claims_by_source(chronicle, dataset=world), text)
    assert (found.source, found.claims, found.sentences) == (chronicle.id, 10, 11)
    assert (len(found.in_passages), len(found.in_asides), found.uncovered) == (9, 2, ())
    assert [text[start:end] for start, end in found.in_asides] == ["The Salt War", "Please support this page!"]
    assert sorted(found.in_passages + found.in_asides) == list(sentences(text))
    # Of its words, "Gen" alone is nowhere.
    assert (found.words, found.words_covered) == (93, 92)
    assert found.share == 92 / 93


def test_a_sentence_of_which_nothing_is_claimed_is_uncovered(world: Dataset, chronicle: Source, text: str) -> None:
    claims = [claim for claim in claims_by_source(chronicle, dataset=world) if "won" not in claim.id]
    bare = attrs.evolve(chronicle, document=attrs.evolve(chronicle.document, asides=chronicle.document.asides[:1]))
    found = coverage(bare, claims, text)
    assert [text[start:end] for start, end in found.uncovered] == ["The League won.", "Please support this page!"]
    assert found.sentences == 11


def test_words_are_counted_with_those_that_are_covered_in_part(world: Dataset, chronicle: Source) -> None:
    text = "Ostrel fell in 1902. Nobody's here."
    plain = attrs.evolve(chronicle, document=attrs.evolve(chronicle.document, asides=()))
    claim = attrs.evolve(world.claims[FLED], passage=locate(text, "Ostrel fell"))
    found = coverage(plain, [claim, claim], text)
    assert (found.words, found.words_covered, found.claims) == (7, 2, 2)
    half = attrs.evolve(claim, passage=attrs.evolve(passage_of(claim), end=9))
    assert coverage(plain, [half], text).words_covered == 2
    assert coverage(plain, [], text).words_covered == 0


def test_a_passage_beyond_the_document_covers_nothing_there(world: Dataset, chronicle: Source) -> None:
    text = "One. Two."
    plain = attrs.evolve(chronicle, document=attrs.evolve(chronicle.document, asides=()))
    for start, end, covered in [(5, 500, 1), (50, 500, 0), (500, 50, 0)]:
        claim = world.claims[FLED]
        passage = attrs.evolve(passage_of(claim), start=start, end=end)
        found = coverage(plain, [attrs.evolve(claim, passage=passage)], text)
        assert (len(found.in_passages), found.words_covered, found.sentences) == (covered, covered, 2)


def test_an_empty_document_has_nothing_to_account_for(chronicle: Source) -> None:
    found = coverage(attrs.evolve(chronicle, document=attrs.evolve(chronicle.document, asides=())), [], " \n")
    assert (found.sentences, found.words, found.words_covered) == (0, 0, 0)


def test_a_document_without_words_is_covered(world: Dataset) -> None:
    source = world.sources["almanac-1905"]
    assert coverage(source, [], "***").share == 1


def test_each_sentence_of_a_text_in_arabic_script_is_counted(world: Dataset) -> None:
    text = "طالبان کابل را گرفتند. غنی رفت. چرا رفت؟ کسی نمی‌داند! پایان۔"
    source = world.sources["almanac-1905"]
    claim = attrs.evolve(world.claims[FLED], passage=locate(text, "غنی رفت"))
    found = coverage(source, [claim], text)
    assert (found.sentences, len(found.in_passages), len(found.uncovered)) == (5, 1, 4)
