"""The structure of the tests and benchmarks: short modules that say what they promise, and use public names alone."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROGRAMS = [
    path.relative_to(ROOT)
    for folder in ("tests", "tests/support", "benchmarks")
    for path in sorted((ROOT / folder).glob("*.py"))
]


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("_")


def own_names(tree: ast.Module) -> set[str]:
    """The methods and attributes that a module itself defines."""
    methods = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    return methods | {node.attr for node in attributes if isinstance(node.ctx, ast.Store)}


@pytest.mark.parametrize("file", PROGRAMS, ids=Path.as_posix)
def test_a_module_is_short_and_begins_with_one_sentence_on_what_it_is(file: Path) -> None:
    text = (ROOT / file).read_text("utf-8")
    first, *_ = (ast.get_docstring(ast.parse(text)) or "").split("\n\n")
    assert first.endswith(".")
    assert len(text.splitlines()) < 400


@pytest.mark.parametrize("file", PROGRAMS, ids=Path.as_posix)
def test_a_module_reaches_into_no_private_names(file: Path) -> None:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    own = own_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert not [each.name for each in node.names if is_private(each.name)]
        elif isinstance(node, ast.Attribute) and is_private(node.attr):
            assert node.attr in own, ast.unparse(node)
