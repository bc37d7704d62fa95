"""Hostile input: documents and words of any characters."""

import hashlib
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hostile import ODD_CHARACTERS, assert_reported_briefly, mutated

from afghanwar import Dataset, DocumentError, Passage, documents, read

WORLD = Path(__file__).parent / "world"
TEXTS = [
    *(path.read_text("utf-8") for path in sorted((WORLD / "documents").iterdir())),
    "د. علی آمد. «او رفت.»\nसपسम‏۔ वह आया। 他来了。他说：“是。”",
    "Zāhir… Za\u0304hir – “Gen. ʿAbd” – „x“ ‹y› ﬁn\u00ad\u2011al . . . 1.5 [1]\u2028e.g. U.S. A. B. etc.",
]
PIECES = (
    st.text("aAéʿ .!?…:;,'\"“”‘’«»()[]0١۔؟।。\n\r\u00a0\u0301\u0651", max_size=8)
    | ODD_CHARACTERS
    | st.sampled_from([" ... ", "…", "...", "Gen. ", "e.g.", "[1]", "\r\n", "ﬁ", "ß", "İ", "\ufdfa"])
)
DOCUMENTS = mutated(st.sampled_from(TEXTS), PIECES) | st.text(st.characters() | ODD_CHARACTERS)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return read(WORLD / "seeds")


@given(DOCUMENTS)
def test_any_text_is_split_into_sentences_and_words_that_keep_it(text: str) -> None:
    for split in (documents.paragraphs, documents.sentences, documents.words):
        spans = split(text)
        assert all(start < end for start, end in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    lines, pieces = documents.paragraphs(text), documents.sentences(text)
    for spans in (lines, pieces):
        held = "".join(text[start:end] for start, end in spans)
        assert "".join(held.split()) == "".join(text.split())
    assert all(any(first <= start and end <= last for first, last in lines) for start, end in pieces)


@given(DOCUMENTS, st.data())
def test_any_words_are_located_exactly_or_not_at_all(dataset: Dataset, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    copied = text[start : start + data.draw(st.integers(0, 60))]
    words = data.draw(st.just(copied) | mutated(st.just(copied), PIECES) | st.text(st.characters() | ODD_CHARACTERS))
    try:
        passage = documents.locate(text, words)
    except LookupError as error:
        assert_reported_briefly(str(error), most=700)
        return
    claim = attrs.evolve(
        dataset.claims["red-courier/guards-ran"], passage=passage, wording=None, quantities=(), says="x"
    )
    assert documents.verify_passages([claim], text) == []


@given(DOCUMENTS, st.integers(-1, 400), st.integers(-1, 400), st.integers(-1, 9), PIECES, PIECES)
def test_any_passage_is_verified_with_clear_faults(
    dataset: Dataset, text: str, start: int, end: int, paragraph: int, begins: str, ends: str
) -> None:
    passage = Passage(start=start, end=end, paragraph=paragraph, begins=begins, ends=ends)
    claim = attrs.evolve(dataset.claims["red-courier/guards-ran"], passage=passage, wording=begins)
    for problem in documents.verify_passages([claim], text):
        assert_reported_briefly(str(problem), most=700)


@given(DOCUMENTS, st.sampled_from(["utf-8", "utf-16", "utf-8-sig", "cp1252", "latin-1"]), st.binary(max_size=4))
def test_any_file_is_the_document_or_a_document_error(
    dataset: Dataset, tmp_path_factory: pytest.TempPathFactory, text: str, encoding: str, more: bytes
) -> None:
    original = text.encode("utf-8", "replace")
    document = attrs.evolve(
        dataset.sources["red-courier"].document,
        sha256=hashlib.sha256(original).hexdigest(),
        characters=len(original.decode()),
    )
    folder = tmp_path_factory.getbasetemp()
    content = text.encode(encoding, "replace") + more
    (folder / document.file).write_bytes(content)
    found = None
    try:
        found = documents.read_document(document, folder)
    except DocumentError as error:
        assert_reported_briefly(str(error), most=1_000)
    else:
        assert found.encode() == original
    assert (found is None) == (content != original)
