"""Charts: a directive that puts an interactive chart on a page, and a picture of it that needs no script.

Its content is Python whose last line is an expression that makes a chart. The functions of :mod:`afghanwar.charts` and
``aw`` are defined there::

    ```{chart} The summer of 2021
    timeline(start="2021-06", end="2021-08")
    ```

The code that draws charts is in one file, which is written once per build. Nothing is loaded from elsewhere, and the
pages also work when they are opened from a disk.
"""

import ast
import json
import re
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

import afghanwar as aw
from afghanwar import charts

# A placeholder for the address of the site, because relative links would be rewritten in a picture.
SITE = "https://pages.invalid/"
SCRIPT = "charts.js"
WIDE, NARROW = 640, 320
VERSION = "v" + ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])
# The colours of the page, light or dark, for what Vega draws in black by default.
THEME = {
    "background": "transparent",
    "axis": {"labelColor": "currentColor", "tickColor": "#88888880", "gridColor": "#88888840"},
    "legend": {"labelColor": "currentColor"},
    "text": {"color": "currentColor"},
    "view": {"stroke": "#88888880"},
}


class ChartDirective(SphinxDirective):
    """A chart; the argument says what it shows, for screen readers."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the figure, and the code that draws it."""
        # The chart also changes with the dataset, not only with its page.
        self.env.note_reread()
        label, program = self.arguments[0], "\n".join(self.content)
        wide, narrow = (spec_of(program, width) for width in (WIDE, NARROW))
        root = "../" * self.env.docname.count("/")
        number = self.env.new_serialno("chart")
        data = {"wide": wide, "narrow": narrow, "datasets": {**wide.pop("datasets"), **narrow.pop("datasets")}}
        picture = picture_of({**wide, "datasets": data["datasets"]}, label, f"chart-{number}-")
        # "</script" would end the element, even within a text.
        text = json.dumps(data, separators=(",", ":")).replace("</", "<\\/")
        figure = (
            f'<figure class="chart" id="chart-{number}"><div class="menu"></div><div class="drawing"></div>'
            f"<details open><summary>The same as a picture: each name is a link</summary>{picture}</details>"
            f'<script type="application/json">{text}</script>'
            "<details><summary>The code that draws it</summary>"
        ).replace(SITE, root)
        code = nodes.literal_block(program, program, language="python")
        return [nodes.raw("", figure, format="html"), code, nodes.raw("", "</details></figure>", format="html")]


@cache
def spec_of(program: str, width: int) -> dict[str, Any]:
    """Run a program, and return its chart in the colours of the page."""
    names: dict[str, Any] = {"aw": aw}
    for function in (charts.timeline, charts.relationships, charts.places):
        names[function.__name__] = partial(function, site=SITE, width=width)
    *before, last = ast.parse(program).body
    assert isinstance(last, ast.Expr), program
    exec(compile(ast.Module(before, []), "<chart>", "exec"), names)
    chart = eval(compile(ast.Expression(last.value), "<chart>", "eval"), names)
    text = json.dumps(chart.to_dict()).replace('{"value": "black"}', '{"value": "currentColor"}')
    spec: dict[str, Any] = json.loads(text)
    spec["config"] = {**spec["config"], **THEME}
    return spec


def picture_of(spec: dict[str, Any], label: str, prefix: str) -> str:
    """Draw a chart as an SVG element.

    Args:
        spec: The chart.
        label: What it shows.
        prefix: The beginning of its ids, which makes them unique on a page.
    """
    drawing = vl_convert.vegalite_to_svg(spec, vl_version=VERSION, allowed_base_urls=[])
    head, _, rest = drawing.partition(">")
    box = re.search(r'viewBox="[^"]*"', head)
    assert box is not None, head
    rest = re.sub(r'(id="|url\(#)', rf"\g<1>{prefix}", rest)
    rest = re.sub(r"-?\d+\.\d\d+", lambda match: f"{float(match[0]):.1f}", rest)
    rest = rest.replace("xlink:href", "href").replace(' pointer-events="none"', "")
    rest = re.sub(r' role="[^"]*"| aria-roledescription="[^"]*"', "", rest)
    # A bar has the same link as its name, so the keyboard skips it.
    rest = re.sub(r'<a (href="[^"]*")>(<(?:path|line|rect))', r'<a \1 tabindex="-1" aria-hidden="true">\2', rest)
    rest = re.sub(r'(<(path|line)[^>]*?) aria-label="([^"]*)"([^>]*?)/>', r"\1\4><title>\3</title></\2>", rest)
    rest = re.sub(r'(<text[^>]*?) aria-label="([^"]*)"([^>]*?)>', r"\1\3><title>\2</title>", rest)
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-label="{escape(label)}" {box[0]}>{rest}'


def write(app: Sphinx, error: Exception | None) -> None:
    """Write the file that draws the charts.

    Args:
        app: The build.
        error: Why the build failed, if it did.
    """
    snippet = Path(__file__).with_suffix(".js").read_text("utf-8")
    bundle = vl_convert.javascript_bundle(snippet, vl_version=VERSION)
    # In a function, because its many short global names would replace those of Sphinx, such as "_".
    Path(app.outdir, "_static", SCRIPT).write_text(f"(() => {{{bundle}}})();\n", "utf-8")


def link(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Load the file on a page that has a chart."""
    if doctree is not None and any('<figure class="chart"' in node.astext() for node in doctree.findall(nodes.raw)):
        app.add_js_file(SCRIPT, loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, and the file that draws."""
    app.add_directive("chart", ChartDirective)
    app.add_css_file("charts.css")
    app.connect("html-page-context", link)
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
