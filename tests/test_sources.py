"""The bundled sources, and their documents where these are available."""

import os

import attrs
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


def test_every_source_has_a_label_of_its_own_and_is_found_by_it() -> None:
    for source in SOURCES:
        assert aw.load().sources.find(source.label) is source
    assert len({source.label for source in SOURCES}) == len(SOURCES)


@pytest.mark.parametrize(
    ("authors", "publisher", "published", "label"),
    [
        (("Ada Alpha",), "Press", "2021-07", "Alpha 2021"),
        (("Ada Alpha", "Bo Beta"), None, "[2020-12..2020]", "Alpha and Beta 2020"),
        (("Ada Alpha", "Bo Beta", "Cy Gamma"), None, "2020", "Alpha et al. 2020"),
        (("Ada Alpha",), None, None, "Alpha, Battle of Tora Bora"),
        (("Ada Alpha",), None, "[2020..2021]", "Alpha, between 2020 and 2021"),
        ((" ",), "Wiki (Fandom)", None, "Wiki, Battle of Tora Bora"),
        ((), None, "2020", "Battle of Tora Bora"),
    ],
)
def test_a_label_is_author_or_publisher_and_year(
    authors: tuple[str, ...], publisher: str | None, published: str | None, label: str
) -> None:
    span = None if published is None else aw.TimeSpan(published)
    source = aw.load().sources["historica-tora-bora"]
    assert attrs.evolve(source, authors=authors, publisher=publisher, published=span).label == label
