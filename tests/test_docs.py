"""The documentation: that it builds, that every record has its place in it, and that no link leads nowhere."""

import ast
import html
import re
import shutil
import subprocess
from enum import Enum
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from support.datasets import passage_of
from support.sphinx_site import ROOT, needs_sphinx, sphinx_build

import afghanwar as aw
from afghanwar import documents
from afghanwar.command import main

DOCS = ROOT / "docs"
DEFINITIONS = (ast.FunctionDef, ast.ClassDef)


@pytest.fixture
def site(built_site: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    """The folder of the site, which was built without a warning."""
    folder, build = built_site
    assert (build.returncode, build.stderr) == (0, "")
    return folder


class Page(HTMLParser):
    """The anchors and the links of a page, each in the order of its text."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.append(value)
            elif value and (name == "src" or (name == "href" and tag in ("a", "link"))):
                self.links.append(value)


def page_of(record: object) -> tuple[str, str]:
    """The page of a record, and the anchor on it."""
    match record:
        case aw.Source():
            return f"sources/{record.id}", ""
        case aw.Claim():
            return f"sources/{record.source}", f"claim-{record.id.partition('/')[2]}"
        case aw.Actor():
            return f"actors/{record.id}", ""
        case aw.Place():
            return f"places/{record.id}", ""
        case aw.Measure():
            return "measures", f"measure-{record.id}"
        case aw.Event():
            return f"events/{record.id}", ""
        case aw.Relationship():
            return f"actors/{record.subject}", f"relationship-{record.id}"
    assert isinstance(record, aw.Disagreement)
    return f"disagreements/{record.id}", ""


@needs_sphinx
def test_every_record_has_its_page_or_its_anchor(site: Path) -> None:
    pages: dict[str, Page] = {}
    for shelf in aw.load().shelves:
        for record in shelf:
            name, anchor = page_of(record)
            if name not in pages:
                pages[name] = Page(site / "dataset" / f"{name}.html")
            assert not anchor or pages[name].anchors.count(anchor) == 1, record.id


@needs_sphinx
def test_a_record_that_is_gone_has_no_page(site: Path) -> None:
    assert not (site / "dataset" / "actors" / "gone.html").exists()


@needs_sphinx
def test_no_link_leads_nowhere(site: Path) -> None:
    pages = {file: Page(file) for file in site.rglob("*.html")}
    astray = []
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            # A page with filters takes a choice where others take an anchor.
            anchor = "" if "=" in parts.fragment else unquote(parts.fragment)
            if not target.is_file() or (anchor and target in pages and anchor not in pages[target].anchors):
                astray.append(f"{file.relative_to(site)}: {link}")
    assert astray == []


@needs_sphinx
def test_a_source_reads_in_the_order_of_its_document(site: Path) -> None:
    for source in aw.load().sources:
        page = Page(site / "dataset" / "sources" / f"{source.id}.html")
        shown = [anchor for anchor in page.anchors if anchor.startswith("claim-")]
        assert shown == [f"claim-{claim.id.partition('/')[2]}" for claim in aw.claims_by_source(source)]


@needs_sphinx
def test_every_claim_shows_its_label_its_place_and_its_speaker(site: Path) -> None:
    for source in aw.load().sources:
        text = (site / "dataset" / "sources" / f"{source.id}.html").read_text("utf-8")
        entries = re.split(r'<div class="entry claim', text)[1:]
        for claim, entry in zip(aw.claims_by_source(source), entries, strict=True):
            assert f'class="modality {claim.modality.value}"' in entry
            for words in (claim.says, passage_of(claim).begins, passage_of(claim).ends):
                assert words in html.unescape(re.sub("<[^>]*>", "", entry)), claim.id
            if claim.attributed_to is not None:
                assert f'href="../actors/{claim.attributed_to}.html"' in entry


@needs_sphinx
def test_a_page_has_a_title_and_a_preview_of_its_own(site: Path) -> None:
    titles = []
    for file in (site / "dataset").rglob("*.html"):
        text = file.read_text("utf-8")
        titles += re.findall("<title>(.*?)</title>", text)
        assert re.search('<meta property="og:description" content="[^"]+', text), file
        assert re.search('<meta content="[^"]+" name="description"', text), file
    assert all(title.strip(" -") for title in titles)


@needs_sphinx
def test_an_unknown_id_fails_the_build(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(DOCS / '_ext')!r})\n"
        "extensions = ['encyclopedia']\nexclude_patterns = ['dataset', '_build']\n",
        "utf-8",
    )
    dataset = aw.load()
    shelves = {shelf.kind: shelf for shelf in dataset.shelves}
    known = [f":{kind}:`{record.id}`" for kind, shelf in shelves.items() for record in [*shelf][:1]]
    index = tmp_path / "index.rst"
    index.write_text("\n\n".join(["Title\n=====", *known, ":actor:`others <taliban>`", ":modality:`judged`"]), "utf-8")
    build = sphinx_build(tmp_path, tmp_path / "_build")
    assert (build.returncode, build.stderr) == (0, "")
    text = (tmp_path / "_build" / "index.html").read_text("utf-8")
    assert f">{dataset.actors['taliban'].name}<" not in text
    assert ">others<" in text
    unknown = [f":{kind}:`talibann`" for kind in shelves]
    index.write_text("\n\n".join(["Title\n=====", *unknown, ":modality:`said`"]), "utf-8")
    build = sphinx_build(tmp_path, tmp_path / "_build")
    assert build.returncode != 0
    assert "no actor is named 'talibann'; did you mean 'taliban'" in build.stderr
    for kind in shelves:
        assert f"no {kind} is named 'talibann'" in build.stderr
    assert "'said' is not a valid Modality" in build.stderr


def test_the_document_that_is_added_as_an_example_is_accounted_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (DOCS / "how-to" / "add-a-document.md").read_text("utf-8")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    for name, content in re.findall(r"```\{code-block\} \w+\n:caption: (\S+)\n\n(.*?)\n```", page, re.S):
        assert not (tmp_path / name).exists()
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content.encode() + b"\n")
    assert main(["check", "--seeds", str(tmp_path / "seeds")]) == 0
    dataset = aw.read(tmp_path / "seeds")
    source = dataset.sources["bagram-handout"]
    text = documents.read_document(source.document, tmp_path)
    assert len(text) == source.document.characters
    claims = aw.claims_by_source(source, dataset=dataset)
    assert documents.verify_passages(claims, text) == []
    assert documents.coverage(source, claims, text).uncovered == ()
    assert dataset.disagreements["day-of-departure-from-bagram"]
    assert dataset.events["arrival-of-guards-at-bagram"].when
    capsys.readouterr()
    assert main(["locate", str(tmp_path / source.document.file), "About 300 Afghan guards ... next morning"]) == 0
    assert capsys.readouterr().out in page


def test_the_vocabularies_are_complete() -> None:
    page = (DOCS / "reference" / "vocabularies.md").read_text("utf-8")
    kinds = [kind for name in aw.__all__ if isinstance(kind := getattr(aw, name), type) and issubclass(kind, Enum)]
    assert aw.Modality in kinds
    for kind in kinds:
        (section,) = (part for part in page.split("\n## ") if f"`~{kind.__module__}.{kind.__name__}`" in part)
        listed = re.findall(r"^\| `([a-z_-]+)` \|", section, re.M) or re.findall(r"`([a-z_-]+)`", section)
        assert listed == [member.value for member in kind]


def test_every_module_with_public_names_is_in_the_reference() -> None:
    package = Path(aw.__file__).parent
    for file in sorted(package.rglob("*.py")):
        module = ".".join(file.relative_to(package).with_suffix("").parts)
        defined = {node.name for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, DEFINITIONS)}
        if not file.name.startswith("__") and any(not name.startswith("_") for name in defined):
            page = DOCS / "reference" / f"{module.partition('.')[0]}.md"
            assert re.search(rf"automodule:: afghanwar\.{module}$", page.read_text("utf-8"), re.M), module


@needs_sphinx
def test_the_pages_of_an_event_say_what_order_adds(site: Path) -> None:
    dataset = aw.load()
    for event in dataset.events:
        if event.order:
            text = (site / "dataset" / "events" / f"{event.id}.html").read_text("utf-8")
            section = text.partition("<h2>Before and after")[2].partition("<h2>")[0]
            for line in event.order:
                assert line.other in section, event.id
                for claim in line.evidence:
                    assert f"#claim-{claim.partition('/')[2]}" in section, claim


def test_every_page_of_the_reference_is_listed() -> None:
    index = (DOCS / "reference" / "index.md").read_text("utf-8")
    for page in (DOCS / "reference").glob("*.md"):
        assert page.stem == "index" or f"{{doc}}`{page.stem}`" in index


class Words(HTMLParser):
    """What a reader reads on a page, without scripts."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = False
        self.feed(file.read_text("utf-8").partition("<article")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


@needs_sphinx
def test_the_pages_of_the_dataset_name_sources_as_people_do(site: Path) -> None:
    ids = [source.id for source in aw.load().sources]
    for file in (site / "dataset").rglob("*.html"):
        words = " ".join(Words(file).found)
        assert [id for id in ids if id in words] == [], file


@needs_sphinx
def test_every_event_and_every_claim_is_on_a_page_without_scripts(site: Path) -> None:
    explore, claims = (Page(site / "dataset" / f"{name}.html") for name in ("explore", "claims"))
    for event in aw.load().events:
        assert f"events/{event.id}.html" in explore.links
        assert explore.anchors.count(f"event-{event.id}") == 1
    for claim in aw.load().claims:
        assert f"sources/{claim.source}.html#claim-{claim.id.partition('/')[2]}" in claims.links
    for name in ("explore", "claims"):
        assert re.search('<form class="explore"[^>]* hidden>', (site / "dataset" / f"{name}.html").read_text("utf-8"))


def test_the_script_of_the_filters_is_short() -> None:
    assert len((DOCS / "_static" / "explore.js").read_text("utf-8").splitlines()) <= 100
