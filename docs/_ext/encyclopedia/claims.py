"""Claims: one line for each, with its label, its speaker, a link to its place, and a button that shows its footnote.

The lines are HTML instead of nodes of docutils, because there are thousands of them.
"""

from collections.abc import Callable
from html import escape
from typing import TypeAlias

from docutils import nodes
from sphinx.util.docutils import SphinxDirective, SphinxRole

import afghanwar as aw
from encyclopedia.wording import LABELS

FOLDER = "dataset"
"""The folder of the pages, within ``docs``."""

Messages: TypeAlias = tuple[list[nodes.Node], list[nodes.system_message]]


class SaidRole(SphinxRole):
    """A claim in one line: ``:said:`historica-war/bagram-evacuated```."""

    def run(self) -> Messages:
        """Insert the line; an unknown id is an error."""
        try:
            html = line(self.text, self.address_of, self.env.new_serialno("cite"))
        except aw.UnknownRecordError as error:
            return [], [self.inliner.reporter.error(str(error), line=self.lineno)]
        return [nodes.raw("", html, format="html")], []

    def address_of(self, page: str) -> str:
        """Return the address of a page of a record, from this page."""
        return self.env.app.builder.get_relative_uri(self.env.docname, f"{FOLDER}/{page}")


class CiteRole(SphinxRole):
    """Only the button of a claim: ``:cite:`historica-war/bagram-evacuated```."""

    def run(self) -> Messages:
        """Insert the button; an unknown id is an error."""
        try:
            html = footnote(aw.load().claims[self.text], self.env.new_serialno("cite"))
        except aw.UnknownRecordError as error:
            return [], [self.inliner.reporter.error(str(error), line=self.lineno)]
        return [nodes.raw("", html, format="html")], []


class SaidDirective(SphinxDirective):
    """A list of claims, with an id in each line of its content."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Insert the list."""

        def address_of(page: str) -> str:
            return self.env.app.builder.get_relative_uri(self.env.docname, f"{FOLDER}/{page}")

        lines = (line(id, address_of, self.env.new_serialno("cite")) for id in self.content)
        html = "\n".join(f"<li>{each}</li>" for each in lines)
        return [nodes.raw("", f'<ul class="said">{html}</ul>', format="html")]


def line(id: str, address_of: Callable[[str], str], number: int) -> str:
    """Write a claim in one line.

    Args:
        id: The id of the claim.
        address_of: Returns the address of the page of a record, such as ``"sources/stein-2021"``.
        number: A number that no other footnote of the page has.
    """
    dataset = aw.load()
    claim = dataset.claims[id]
    speaker = ""
    if claim.attributed_to is not None:
        name = escape(dataset.actors[claim.attributed_to].name)
        speaker = f' Speaker: <a href="{address_of(f"actors/{claim.attributed_to}")}">{name}</a>.'
    place = f"{address_of(f'sources/{claim.source}')}#claim-{id.partition('/')[2]}"
    return (
        f'<span class="modality {claim.modality.value}">{LABELS[claim.modality]}</span> {escape(claim.says)}{speaker} '
        f'(<a href="{place}">{claim.locator.unit} {claim.locator.place}</a>) {footnote(claim, number)}'
    )


def footnote(claim: aw.Claim, number: int) -> str:
    """Write the footnote of a claim, and the button that makes the browser show it above the page."""
    button = f'<button type="button" class="cite" popovertarget="cite-{number}">cite</button>'
    return f'{button}<span popover id="cite-{number}" class="footnote">{escape(aw.cite(claim))}</span>'
