"""Footnotes: what they name, how they are written, and what is marked as inferred."""

import re

import pytest
from support.datasets import changed, replacing

import afghanwar as aw
from afghanwar import Dataset
from afghanwar.citations import Citation, citations_of

COURIER = "red-courier"


def test_a_claim_is_cited_with_its_paragraph_and_first_words() -> None:
    claim = aw.load().claims["historica-war/bagram-evacuated"]
    assert aw.cite(claim) == (
        "Historica Wiki (Fandom), “Afghanistan War”, n.d., paragraph 2, at “evacuating Bagram Airbase on 2 July”, "
        "https://historica.fandom.com/wiki/Afghanistan_War."
    )
    assert aw.cite(claim.id) == aw.cite(claim)


def test_a_source_is_cited_as_a_whole() -> None:
    assert aw.cite(aw.load().sources["giustozzi-2021"]) == (
        "Antonio Giustozzi, “Alliances Were Key to the Taliban Takeover of Afghanistan”, Newlines Institute, "
        "[between 9 September 2021 and the end of September 2021], "
        "https://newlinesinstitute.org/state-resilience-fragility/power-vacuums/"
        "alliances-were-key-to-the-taliban-takeover-of-afghanistan."
    )


@pytest.mark.parametrize("shelf", ["events", "relationships", "disagreements"])
def test_a_record_is_cited_by_each_of_its_sources_and_all_their_paragraphs(shelf: str) -> None:
    for record in getattr(aw.load(), shelf):
        found = citations_of(record)
        assert [each.source for each in found] == list(aw.told_by(record))
        for each in found:
            theirs = [claim for claim in aw.evidence_for(record) if claim.source == each.source.id]
            assert set(each.passages) == {claim.passage for claim in theirs}
            assert list(each.passages) == sorted(each.passages, key=lambda passage: (passage.start, passage.end))
        assert aw.cite(record).count("paragraph") >= len(found)


def test_an_event_is_cited_source_by_source(world: Dataset) -> None:
    chronicle, courier = (
        aw.cite("Fall of Ostrel", according_to=id, dataset=world) for id in ("harbour-chronicle", COURIER)
    )
    assert "Chronicle" in chronicle
    assert aw.cite("Fall of Ostrel", dataset=world) == f"{chronicle.removesuffix('.')}; {courier}"


def test_what_is_not_in_the_view_is_not_cited(world: Dataset) -> None:
    for record in (world.claims["red-courier/ostrel-fell"], world.sources[COURIER], "fall-of-ostrel"):
        assert aw.cite(record, according_to=COURIER, dataset=world).endswith(".")
        assert aw.cite(record, according_to="almanac-1905", dataset=world) == ""


@pytest.mark.parametrize(
    ("paragraphs", "written"),
    [([2], "2"), ([3, 2], "2–3"), ([1, 2, 3, 5, 7, 8, 1], "1–3, 5, 7–8"), ([9, 11], "9, 11"), ([], "")],
)
def test_neighbouring_paragraphs_are_a_range(world: Dataset, paragraphs: list[int], written: str) -> None:
    passages = tuple(aw.Passage(start=n, end=n + 1, paragraph=n, begins="x", ends="x") for n in paragraphs)
    assert Citation(source=world.sources[COURIER], passages=passages).paragraphs == written


def test_the_number_of_paragraphs_decides_the_word() -> None:
    for record in aw.load().events:
        for each in aw.cite(record).split("; "):
            (word, numbers) = re.findall(r", (paragraphs?) ([\d–, ]*\d)", each)[0]
            assert (word == "paragraphs") == ("–" in numbers or "," in numbers)


def source_with(world: Dataset, **changes: object) -> Dataset:
    return Dataset.of(replacing(world, changed(world.sources[COURIER], **changes)))


def test_what_was_inferred_is_in_brackets(world: Dataset) -> None:
    full = {"authors": ("A. Scribe", "B. Scribe"), "publisher": "Press", "url": "https://example.org/x"}
    known = {"title": "T", "published": aw.TimeSpan("1902"), "inferred": (), **full}
    dataset = source_with(world, **known)
    text = "A. Scribe, B. Scribe, “T”, Press, 1902, https://example.org/x."
    assert aw.cite(dataset.sources[COURIER], dataset=dataset) == text
    names = {
        "authors": "A. Scribe, B. Scribe",
        "title": "T",
        "publisher": "Press",
        "published": "1902",
        "url": full["url"],
    }
    for field, shown in names.items():
        dataset = source_with(world, **{**known, "inferred": (field,)})
        assert aw.cite(dataset.sources[COURIER], dataset=dataset) == text.replace(str(shown), f"[{shown}]")


def test_what_a_source_lacks_is_left_out(world: Dataset) -> None:
    bare = {"title": "T", "authors": (), "publisher": None, "published": None, "url": None, "inferred": ()}
    dataset = source_with(world, **bare)
    assert aw.cite(dataset.sources[COURIER], dataset=dataset) == "“T”, n.d."
    dataset = source_with(world, **{**bare, "publisher": "Press"})
    assert aw.cite(dataset.sources[COURIER], dataset=dataset) == "Press, “T”, n.d."


def test_markdown_links_the_title_and_escapes_the_rest(world: Dataset) -> None:
    given = {"title": "A *T*\n[1] <b>", "publisher": "P_r_ess", "url": "https://example.org/a>b c\\", "inferred": ()}
    dataset = source_with(world, authors=(), published=None, **given)
    assert aw.cite(dataset.sources[COURIER], style="markdown", dataset=dataset) == (
        r"P\_r\_ess, “[A \*T\* \[1\] \<b\>](<https://example.org/a%3Eb%20c%5C>)”, n.d."
    )
    dataset = source_with(world, authors=(), published=None, **{**given, "url": None, "title": "T"})
    assert aw.cite(dataset.sources[COURIER], style="markdown", dataset=dataset) == r"P\_r\_ess, “T”, n.d."


def test_an_unknown_style_record_or_kind_is_an_error(world: Dataset) -> None:
    with pytest.raises(ValueError, match="style is 'html'; use one of 'text', 'markdown'"):
        aw.cite("fall-of-ostrel", style="html", dataset=world)  # type: ignore[arg-type]
    with pytest.raises(aw.UnknownRecordError, match="no claim, event, relationship or disagreement is named"):
        aw.cite("Fall of Nowhere", dataset=world)
    with pytest.raises(aw.UnknownRecordError):
        aw.cite(world.actors["riders"], dataset=world)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected an id, a name or a record of kind claim, event"):
        aw.cite(5, dataset=world)  # type: ignore[arg-type]
    other = changed(world.sources[COURIER], id=aw.SourceId("gazette"))
    with pytest.raises(aw.UnknownRecordError, match="no source is named 'gazette'"):
        aw.cite(other, dataset=world)
