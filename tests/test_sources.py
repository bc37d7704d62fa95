"""The bundled sources, and their documents where these are available."""

import os

import pytest
from support.datasets import passage_of

import afghanwar as aw
from afghanwar import documents

SOURCES = tuple(aw.load().sources)


@pytest.fixture(scope="module")
def folder() -> str:
    """The folder that holds the documents."""
    if "AFGHANWAR_DOCUMENTS" not in os.environ:
        pytest.skip("AFGHANWAR_DOCUMENTS does not name the folder of the documents")
    return os.environ["AFGHANWAR_DOCUMENTS"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_every_sentence_of_the_document_is_covered(source: aw.Source, folder: str) -> None:
    text = documents.read_document(source.document, folder)
    coverage = documents.coverage(source, aw.claims_by_source(source), text)
    assert [text[start:end] for start, end in coverage.uncovered] == []
    assert len(text) == source.document.characters
    # The rest is "and", "but", "however".
    assert coverage.share > 0.95


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_every_passage_is_in_the_document_and_no_claim_copies_it(source: aw.Source, folder: str) -> None:
    text = documents.read_document(source.document, folder)
    assert documents.verify_passages(aw.claims_by_source(source), text) == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_asides_have_reasons_and_contain_no_passage(source: aw.Source) -> None:
    for aside in source.document.asides:
        assert aside.reason
        held = [claim.id for claim in aw.claims_by_source(source) if aside.start <= passage_of(claim).start < aside.end]
        assert held == []


def test_passages_are_spans_and_not_paragraphs() -> None:
    lengths = sorted(passage_of(claim).end - passage_of(claim).start for claim in aw.load().claims)
    assert lengths[len(lengths) // 2] < 120
    assert lengths[-1] < 500
