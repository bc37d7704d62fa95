"""Folds: parts of a page that the reader unfolds, and the button that shows how to cite a claim."""

from html import escape
from typing import Any, TypeAlias

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective, SphinxRole

import afghanwar as aw

Messages: TypeAlias = tuple[list[nodes.Node], list[nodes.system_message]]


class Fold(nodes.General, nodes.Element):
    """A part of a page under a line of its own, which unfolds it; ``details`` in HTML."""


def visit(translator: Any, node: Fold) -> None:
    """Begin the part, and write the line that stays visible."""
    head = escape(node["summary"])
    translator.body.append(f'<details class="fold"{" open" if node["open"] else ""}><summary>{head}</summary>\n')


def depart(translator: Any, node: Fold) -> None:
    """End the part."""
    translator.body.append("</details>\n")


class FoldDirective(SphinxDirective):
    """``.. fold:: Support (15)``, with the part that unfolds as its content; ``:open:`` if it is unfolded at first."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"open": directives.flag}  # noqa: RUF012  # Docutils declares it so.
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Parse the content, which may not have headings."""
        fold = Fold(summary=self.arguments[0], open="open" in self.options)
        fold += self.parse_content_to_nodes()
        return [fold]


class CiteRole(SphinxRole):
    """A button that shows the footnote of a claim: ``:cite:`historica-war/bagram-evacuated```."""

    def run(self) -> Messages:
        """Insert the button and the footnote, which the browser shows above the page; an unknown id is an error."""
        try:
            footnote = aw.cite(aw.load().claims[self.text])
        except aw.UnknownRecordError as error:
            return [], [self.inliner.reporter.error(str(error), line=self.lineno)]
        id = f"cite-{self.env.new_serialno('cite')}"
        button = f'<button type="button" class="cite" popovertarget="{id}">cite</button>'
        html = f'{button}<span popover id="{id}" class="footnote">{escape(footnote)}</span>'
        return [nodes.raw("", html, format="html")], []
