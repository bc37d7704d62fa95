"""The dataset as an encyclopedia: a small Sphinx extension that writes one page per record.

At the start of a build, the pages are written to ``docs/dataset/``, which git ignores, from the dataset that
``afghanwar.load()`` returns. Pages of records that no longer exist are removed. The pages are reStructuredText; one
module per kind of record makes them. They link to each other with the roles of :mod:`encyclopedia.roles`, which the
other pages use too.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

import afghanwar as aw
from encyclopedia import actors, disagreements, events, explore, indexes, measures, places, relationships, sources
from encyclopedia.claims import FOLDER, CiteRole, SaidDirective, SaidRole
from encyclopedia.folds import Fold, FoldDirective, depart, visit
from encyclopedia.roles import ROLES, Encyclopedia, ModalityRole, NamesDirective, RecordRole, TotalsDirective


def pages(dataset: aw.Dataset) -> Iterator[tuple[str, str]]:
    """Make every page.

    Args:
        dataset: The records.

    Yields:
        The name of a page below the folder, without an ending, and its text.
    """
    near = indexes.beside(dataset)
    for source in dataset.sources:
        yield f"sources/{source.id}", sources.page(source, near["source", source.id], dataset)
    for actor in dataset.actors:
        yield f"actors/{actor.id}", actors.page(actor, near["actor", actor.id], dataset)
    for event in dataset.events:
        yield f"events/{event.id}", events.page(event, near["event", event.id], dataset)
    for place in dataset.places:
        yield f"places/{place.id}", places.page(place, near["place", place.id], dataset)
    for dispute in dataset.disagreements:
        page = disagreements.page(dispute, near["disagreement", dispute.id], dataset)
        yield f"disagreements/{dispute.id}", page
    yield "measures", measures.page(dataset)
    yield "relationships", relationships.page(dataset)
    yield from indexes.pages(dataset)
    yield from explore.pages(dataset)


def write(app: Sphinx) -> None:
    """Write the pages that are new or changed, and remove those of records that no longer exist.

    Args:
        app: The build.
    """
    folder = Path(app.srcdir, FOLDER)
    written = set()
    for name, text in pages(aw.load()):
        file = folder / f"{name}.rst"
        written.add(file)
        # A page that has not changed keeps its modification time, so that Sphinx does not read it again.
        if not file.is_file() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    for file in folder.rglob("*.rst"):
        if file not in written:
            file.unlink()


def reuse_navigation(
    made: dict[tuple[str, str], str], app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Make the navigation once per folder, for pages that are in no table of contents, to halve the time of a build.

    These are the pages of records and of modules. No entry of their navigation is marked as the current page.

    Args:
        made: The navigations made so far, by folder and options.
        app: The build.
        page: The name of the page.
        template: The name of its template.
        context: The variables of the template.
        doctree: The text of the page.
    """
    folder, _, _ = page.rpartition("/")
    record = "orphan" in app.env.metadata.get(page, {}) and folder.startswith(f"{FOLDER}/")
    if "toctree" in context and (record or page.startswith("_modules/")):
        make = context["toctree"]

        def toctree(**options: Any) -> str:
            key = (folder, repr(options))
            return made[key] if key in made else made.setdefault(key, make(**options))

        context["toctree"] = toctree


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, the roles without its prefix, and the function that writes the pages."""
    app.add_domain(Encyclopedia)
    for name in ROLES:
        app.add_role(name, RecordRole(name))
    app.add_role("modality", ModalityRole())
    app.add_role("cite", CiteRole())
    app.add_role("said", SaidRole())
    app.add_directive("said", SaidDirective)
    app.add_directive("names", NamesDirective)
    app.add_directive("totals", TotalsDirective)
    app.add_node(Fold, html=(visit, depart))
    app.add_directive("fold", FoldDirective)
    app.connect("builder-inited", write)
    # Before the theme asks for it.
    app.connect("html-page-context", partial(reuse_navigation, {}), priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
