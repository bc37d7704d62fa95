"""How Sphinx builds the documentation."""

import importlib.metadata
import sys
from pathlib import Path

# The extensions of this project.
sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "afghanwar"
author = "The afghanwar authors"
copyright = "2026, The afghanwar authors"
version = release = importlib.metadata.version("afghanwar")

extensions = [
    "charts",
    "docstrings",
    "downloads",
    "encyclopedia",
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "sphinxext.opengraph",
]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
# The quotation marks of the records are kept.
smartquotes = False

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
# An alias such as Id would link to the Python module that defines its type.
viewcode_follow_imported_members = False
# Names of other projects, which have no inventory here, type variables, and private types.
nitpick_ignore_regex = [
    (
        "py:.*",
        r"(altair|pendulum|datetime|decimal|collections\.abc|enum|narwhals|nx|pathlib|threading|attrs|typing|typing_extensions)\..*",
    ),
    ("py:.*", r"(Date|Enum|Generic|Iterable|Iterator|Mapping|Path|Protocol|Sequence|array|optional|Self)"),
    ("py:class", r"(.*\.)?(_?[A-Z]|TimeLike|_Lengths|_Steps)"),
]

# Copied code has no prompts and no output.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

html_theme = "furo"
html_title = "afghanwar"
html_static_path = ["_static"]
html_css_files = ["encyclopedia.css"]
html_js_files = ["pages.js", "explore.js"]
html_favicon = "_static/favicon.svg"
html_copy_source = False
html_show_sourcelink = False
ogp_social_cards = {"enable": False}
