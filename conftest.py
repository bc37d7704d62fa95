"""Run every code block of the README and the docs as a test."""

from importlib.util import find_spec
from typing import Any

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser


def _setup(namespace: dict[str, Any]) -> None:
    # For blocks that show another package, which may not be installed.
    namespace["lacks"] = lambda package: find_spec(package) is None


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()], patterns=["*.md"], excludes=["seeds/*"], setup=_setup
).pytest()
