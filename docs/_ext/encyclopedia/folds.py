"""Folds: parts of a page that the reader unfolds."""

from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective


class Fold(nodes.General, nodes.Element):
    """A part of a page under a summary line that unfolds it; ``details`` in HTML."""


def visit(translator: Any, node: Fold) -> None:
    """Begin the part, and write the line that stays visible."""
    head = escape(node["summary"])
    translator.body.append(f'<details class="fold"{" open" if node["open"] else ""}><summary>{head}</summary>\n')


def depart(translator: Any, node: Fold) -> None:
    """End the part."""
    translator.body.append("</details>\n")


class FoldDirective(SphinxDirective):
    """``.. fold:: Support (15)``, with the folded part as its content; with ``:open:`` it is unfolded at first."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"open": directives.flag}  # noqa: RUF012  # Docutils declares it so.
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Parse the content, which may not have headings."""
        fold = Fold(summary=self.arguments[0], open="open" in self.options)
        fold += self.parse_content_to_nodes()
        return [fold]
