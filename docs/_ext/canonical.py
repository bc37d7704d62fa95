"""Canonical names: links to a name by the package that exports it, such as ``afghanwar.timespan.TimeSpan``.

The reference documents a name in the module that defines it. This extension resolves the shorter form, which docstrings
and pages use, by importing the package and asking the object where it was defined.
"""

from importlib import import_module
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata


def resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element) -> nodes.Node | None:
    """Resolve a reference to a name of this library that is exported by another module than its own.

    Args:
        app: The build.
        env: Its environment.
        node: The reference, which nothing else has resolved.
        contnode: What is shown for it.

    Returns:
        The link; ``None`` if there is no such name, or if it is documented nowhere.
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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the resolution of references."""
    app.connect("missing-reference", resolve)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
