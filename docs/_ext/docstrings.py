"""Docstrings: how Sphinx reads those of this library.

The reference documents a name in the module that defines it. Docstrings and pages also use the shorter form, such as
``afghanwar.timespan.TimeSpan``; such a reference is resolved by importing the package and asking the object where it
was defined.
"""

from importlib import import_module
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata


def resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element) -> nodes.Node | None:
    """Resolve a reference to a name of this library through a module that re-exports it.

    Args:
        app: The build.
        env: Its environment.
        node: The reference, which nothing else has resolved.
        contnode: The text of the link.

    Returns:
        The link; ``None`` if there is no such name, or if it is not documented.
    """
    target = str(node.get("reftarget", ""))
    if node.get("refdomain") != "py" or not target.startswith("afghanwar."):
        return None
    package, _, name = target.rpartition(".")
    try:
        value: Any = getattr(import_module(package), name)
        home = f"{value.__module__}.{value.__qualname__}"
    except (ImportError, AttributeError):
        return None
    if home == target:
        return None
    domain = env.domains["py"]
    return domain.resolve_xref(env, node["refdoc"], app.builder, str(node["reftype"]), home, node, contnode)


def keep_first_lines(app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """Prevent Napoleon from reading the beginning of a text, up to a colon, as a type; types are annotated.

    For this, put an empty comment before the text of an attribute and of a section on what is returned.
    """
    if what in ("attribute", "data", "property"):
        lines[:0] = ["..", ""]
    for at in reversed(range(len(lines))):
        if lines[at] in ("Returns:", "Yields:"):
            lines[at + 1 : at + 1] = ["    ..", ""]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the two functions."""
    app.setup_extension("sphinx.ext.autodoc")
    app.connect("missing-reference", resolve)
    # Before Napoleon, which has the default priority of 500.
    app.connect("autodoc-process-docstring", keep_first_lines, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
