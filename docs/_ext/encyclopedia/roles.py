"""Roles: how a page links to a record, where each record is, and how its names get into the index."""

from collections.abc import Callable
from typing import Any

import attrs
from docutils import nodes
from sphinx.addnodes import index, pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole, SphinxDirective, SphinxRole
from sphinx.util.nodes import make_refnode

import afghanwar as aw
from encyclopedia.claims import FOLDER, Messages
from encyclopedia.wording import LABELS, tie_title

logger = logging.getLogger(__name__)


@attrs.frozen
class Home:
    """Where a record is: its page, the anchor on it ("" for the page itself), and its title."""

    page: str
    anchor: str
    title: str


def _home_of_claim(id: str, dataset: aw.Dataset) -> Home:
    claim = dataset.claims[id]
    return Home(f"sources/{claim.source}", f"claim-{id.partition('/')[2]}", claim.says)


def _home_of_tie(id: str, dataset: aw.Dataset) -> Home:
    tie = dataset.relationships[id]
    return Home(f"actors/{tie.subject}", f"relationship-{id}", tie_title(tie, dataset))


ROLES: dict[str, Callable[[str, aw.Dataset], Home]] = {
    "actor": lambda id, dataset: Home(f"actors/{id}", "", dataset.actors[id].name),
    "place": lambda id, dataset: Home(f"places/{id}", "", dataset.places[id].name),
    "event": lambda id, dataset: Home(f"events/{id}", "", dataset.events[id].name),
    "source": lambda id, dataset: Home(f"sources/{id}", "", dataset.sources[id].label),
    "disagreement": lambda id, dataset: Home(f"disagreements/{id}", "", dataset.disagreements[id].question),
    "measure": lambda id, dataset: Home("measures", f"measure-{id}", dataset.measures[id].name),
    "claim": _home_of_claim,
    "relationship": _home_of_tie,
}
"""The roles, each with a function that finds where a record is; an unknown id raises ``UnknownRecordError``."""


class RecordRole(ReferenceRole):
    """A link to a record by its id: ``:actor:`taliban```, or with other words, ``:actor:`they <taliban>```."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def run(self) -> Messages:
        """Insert a reference that the domain resolves once all pages are read."""
        node = pending_xref(
            self.rawtext,
            nodes.inline(self.rawtext, self.title),
            refdomain=Encyclopedia.name,
            reftype=self.kind,
            reftarget=self.target,
            refexplicit=self.has_explicit_title,
            refdoc=self.env.docname,
        )
        self.set_source_info(node)
        return [node], []


class ModalityRole(SphinxRole):
    """How a claim is made, as a label in words: ``:modality:`judged```."""

    def run(self) -> Messages:
        """Insert the label; an unknown modality is an error."""
        try:
            label = LABELS[aw.Modality(self.text)]
        except ValueError as error:
            return [], [self.inliner.reporter.error(str(error), line=self.lineno)]
        return [nodes.inline(self.rawtext, label, classes=["modality", self.text])], []


class NamesDirective(SphinxDirective):
    """The names of the subject of a page, one per line, for the index and the search."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Add each name to the index as a main entry, which links to the page and which the search ranks first."""
        return [index(entries=[("single", name.replace(";", ","), "", "main", None) for name in self.content])]


class TotalsDirective(SphinxDirective):
    """How many records there are, with links to their indexes, for the home page."""

    def run(self) -> list[nodes.Node]:
        """Insert a list of numbers."""
        dataset = aw.load()
        pages = {
            "sources": "sources/index",
            "claims": "claims",
            "events": "explore",
            "actors": "actors/index",
            "relationships": "relationships",
            "disagreements": "disagreements/index",
        }
        items = nodes.bullet_list(classes=["totals"])
        for noun, page in pages.items():
            reference = pending_xref(
                "",
                refdomain="std",
                reftype="doc",
                reftarget=f"/{FOLDER}/{page}",
                refexplicit=True,
                refdoc=self.env.docname,
            )
            reference += nodes.inline("", noun)
            number = nodes.strong("", f"{len(getattr(dataset, noun)):,} ")
            items += nodes.list_item("", nodes.paragraph("", "", number, reference))
        return [items]


class Encyclopedia(Domain):
    """The domain of the records. It stores nothing, because the id of a record determines where it is."""

    name = "afghanwar"
    label = "Dataset"

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Link to a record; an unknown id is a warning, which fails a build with ``-W``."""
        try:
            home = ROLES[typ](target, aw.load())
        except aw.UnknownRecordError as error:
            logger.warning("%s", error, location=node, type="ref", subtype=typ)
            return None
        words: nodes.Node = contnode if node["refexplicit"] else nodes.inline("", home.title)
        return make_refnode(builder, fromdocname, f"{FOLDER}/{home.page}", home.anchor or None, words, home.title)

    def resolve_any_xref(self, *_: Any) -> list[tuple[str, nodes.reference]]:
        """Do not resolve ``any``: one id may belong to an actor and to a place."""
        return []

    def merge_domaindata(self, docnames: Any, otherdata: Any) -> None:
        """Do nothing: there is no data to merge after a parallel read."""
