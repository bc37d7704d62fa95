"""How Sphinx builds the documentation."""

import importlib.metadata

project = "afghanwar"
author = "The afghanwar authors"
copyright = "2026, The afghanwar authors"
version = release = importlib.metadata.version("afghanwar")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
# Names of other projects, which have no inventory here, and variables of type.
nitpick_ignore_regex = [
    (
        "py:.*",
        r"(pendulum|datetime|decimal|collections\.abc|enum|pathlib|threading|attrs|typing|typing_extensions)\..*",
    ),
    ("py:.*", r"(Date|Decimal|Enum|Generic|Iterable|Iterator|Mapping|Path|Protocol|Sequence|array|optional|Self)"),
    ("py:class", r"(.*\.)?(_?[A-Z]|Seen|TimeLike|_Bounds|_Kind)"),
]

html_theme = "furo"
html_title = "afghanwar"
html_copy_source = False
