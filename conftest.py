"""Run every code block of the README and the docs as a test, and take options of the tests."""

from importlib.util import find_spec
from typing import Any

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add an option for a site that is kept; it must be here, because pytest reads options before ``tests/``."""
    parser.addoption("--site", metavar="DIR", help="build the documentation here, instead of in a temporary folder")


def _setup(namespace: dict[str, Any]) -> None:
    # For blocks that show another package, which may not be installed.
    namespace["lacks"] = lambda package: find_spec(package) is None


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()], patterns=["*.md"], excludes=["seeds/*"], setup=_setup
).pytest()
