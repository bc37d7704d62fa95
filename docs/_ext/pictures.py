"""Pictures: how the figures of the gallery are put into their pages, for light and dark mode.

Sphinx-Gallery by itself inserts a bitmap with a white background. Here a figure becomes a vector graphic within the
page: black takes the colour of the text, and white that of the page.
"""

import re
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

PAGE = "var(--color-background-primary, #ffffff)"


def scrape(block: Any, block_vars: dict[str, Any], gallery_conf: dict[str, Any]) -> str:
    """Save the figures that a block of an example has left open.

    Args:
        block: The block; not used.
        block_vars: Its variables; the paths for pictures are among them.
        gallery_conf: The settings of the gallery; not used.

    Returns:
        reStructuredText that shows them.
    """
    shown = []
    for number, path in zip(plt.get_fignums(), block_vars["image_path_iterator"], strict=False):
        figure = plt.figure(number)
        width, height = figure.get_size_inches()
        # The bitmap is only for the thumbnail, which shows the upper part.
        top = Bbox.from_extents(0, max(0, height - 0.7 * width), width, height)
        figure.savefig(path, dpi=120, bbox_inches=top)
        graphic = Path(path).with_suffix(".svg")
        graphic.write_text(as_svg(figure), "utf-8")
        shown.append(f".. raw:: html\n   :file: images/{graphic.name}\n")
    plt.close("all")
    return "\n".join(shown)


def as_svg(figure: Figure) -> str:
    """Write a figure as an SVG element that takes its colours from the page; its label or title says what it shows."""
    buffer = StringIO()
    metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
    figure.savefig(buffer, format="svg", transparent=True, metadata=metadata)
    _, _, drawing = buffer.getvalue().partition("<svg ")
    drawing = drawing.replace("#000000", "currentColor").replace("#ffffff", PAGE)
    titles = [axes.get_title() for axes in figure.axes] + [figure.get_suptitle()]
    label = escape(str(figure.get_label()) or ", ".join(filter(None, titles)))
    drawing = re.sub(r' (width|height)="[\d.]+pt"', "", drawing, count=2)
    return f'<svg class="picture" role="img" aria-label="{label}" fill="currentColor" {drawing}'
