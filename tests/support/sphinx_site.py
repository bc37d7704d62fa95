"""The documentation, built as the README says, for the tests of its pages."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_PACKAGES = ("altair", "furo", "myst_parser", "networkx", "sphinx", "sphinx_copybutton", "sphinxext", "vl_convert")
_MISSING = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]

needs_sphinx = pytest.mark.skipif(bool(_MISSING), reason=f"the docs extra is not installed: {', '.join(_MISSING)}")
"""Skip a test where the site cannot be built."""


def sphinx_build(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Build the pages of a folder, with warnings as errors."""
    command = [sys.executable, "-m", "sphinx", "-nW", "--keep-going", "-q", "-j", "auto", str(source), str(target)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def build_site(folder: Path, site: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Build the site, from a copy of its sources, so that it does not interfere with another build.

    Args:
        folder: An empty folder for the copy.
        site: The folder of the pages; what is in it is replaced.

    Returns:
        The folder of the site, and what Sphinx printed.
    """
    products = shutil.ignore_patterns("_build", "dataset", "__pycache__")
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=products)
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copy(ROOT / "README.md", folder)
    # A page that an earlier build left for a record that has been removed since; the build must delete it.
    (folder / "docs" / "dataset" / "actors").mkdir(parents=True)
    (folder / "docs" / "dataset" / "actors" / "gone.rst").write_text("Gone\n====\n", "utf-8")
    return site, sphinx_build(folder / "docs", site)
