"""The house: one ladder of imports, one front door, and one noun in four places."""

import ast
import inspect
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import attrs
import pytest

import afghanwar
from afghanwar import documents

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "afghanwar"

LADDER = [
    "errors",
    "timespan",
    "timeline",
    "sources",
    "places",
    "actors",
    "measures",
    "claims",
    "events",
    "battles",
    "relationships",
    "disagreements",
    "records",
    "shelves",
    "integrity",
    "views",
    "dataset",
    "seeds",
    "queries",
    "documents",
    "__init__",
    "__main__",
]


def files_of(module: str) -> list[Path]:
    """The file of a module, or those of a package of modules."""
    return (
        [PACKAGE / f"{module}.py"] if (PACKAGE / f"{module}.py").is_file() else sorted((PACKAGE / module).glob("*.py"))
    )


def imports_of(module: str) -> set[str]:
    """The modules and packages of the house that a module imports, itself left out."""
    return set().union(*map(imports_in, files_of(module))) - ({module} if (PACKAGE / module).is_dir() else set())


def imports_in(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            package, *names = (node.module or "").split(".")
            if package == "afghanwar":
                found |= (
                    {names[0]} if names else {each.name if each.name in LADDER else "__init__" for each in node.names}
                )
        elif isinstance(node, ast.Import):
            assert not any(each.name.split(".")[0] == "afghanwar" for each in node.names)
    return found


def test_every_module_stands_on_the_ladder() -> None:
    assert sorted(LADDER) == sorted(
        path.stem for path in [*PACKAGE.glob("*.py"), *(each.parent for each in PACKAGE.glob("*/__init__.py"))]
    )


@pytest.mark.parametrize("module", LADDER)
def test_imports_lead_down_the_ladder(module: str) -> None:
    assert {name for name in imports_of(module) if LADDER.index(name) >= LADDER.index(module)} == set()


<<<<<<< HEAD
def test_the_design_page_lists_the_modules_in_the_order_of_their_imports() -> None:
    page = (ROOT / "docs" / "explanation" / "design.md").read_text("utf-8")
    listed = re.findall(r"`([a-z]+)`", page.partition("when you meet it:")[2].partition("##")[0])
    assert listed == [name for name in LADDER if not name.startswith("__")]
=======
LADDER_OF_DOCUMENTS: dict[str, set[str]] = {
    "read": set(),
    "sentences": set(),
    "differences": {"sentences"},
    "passages": {"differences", "sentences"},
    "coverage": {"sentences"},
    "__init__": {"read", "sentences", "passages", "coverage"},
}


def test_imports_lead_down_within_the_package_of_documents() -> None:
    found = {
        file.stem: {
            node.module.removeprefix("afghanwar.documents.")
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("afghanwar.documents")
        }
        for file in files_of("documents")
    }
    assert found == LADDER_OF_DOCUMENTS
>>>>>>> doc


@pytest.mark.parametrize("module", LADDER)
def test_nothing_is_imported_inside_a_function(module: str) -> None:
    trees = [ast.parse(file.read_text("utf-8")) for file in files_of(module)]
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert not [node for each in functions for node in ast.walk(each) if isinstance(node, ast.Import | ast.ImportFrom)]


def test_only_the_four_dependencies_are_imported() -> None:
    program = (
        "import sys; import attrs, cattrs, pendulum, typing_extensions; before = set(sys.modules); import afghanwar;"
        "print(*{name.split('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names))"
    )
    new = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert new == ["afghanwar"]


def test_the_front_door_is_sorted_and_every_name_behind_it_is_documented() -> None:
    assert afghanwar.__all__ == sorted(set(afghanwar.__all__))
    for name in afghanwar.__all__:
        value = getattr(afghanwar, name)
        home = next(
            module for module in LADDER if module != "__init__" and name in vars(import_module(f"afghanwar.{module}"))
        )
        page = (ROOT / "docs" / "reference" / f"{home}.md").read_text("utf-8")
        assert f"automodule:: afghanwar.{home}" in page
        source = (PACKAGE / f"{home}.py").read_text("utf-8")
        if isinstance(value, type) or callable(value):
            assert value.__doc__, name
        else:
            assert f"\n{name}" in source, name


@pytest.mark.parametrize("module", [name for name in LADDER if not name.startswith("__")])
def test_a_module_has_a_test_and_a_page_of_its_name(module: str) -> None:
    assert (ROOT / "docs" / "reference" / f"{module}.md").is_file()
    assert list((ROOT / "tests").glob(f"test_{module}*.py"))


def test_a_folder_of_seeds_is_a_module_too() -> None:
    folders = {path.name for path in (ROOT / "seeds").iterdir() if path.is_dir()}
    assert folders <= set(afghanwar.seeds.FOLDERS)
    assert folders <= set(LADDER)


def test_the_versions_agree() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_the_bundled_dataset_cannot_be_altered() -> None:
    dataset = afghanwar.load()
    event = next(iter(dataset.events))
    for target, name in ((event, "name"), (dataset, "events"), (dataset.events, "kind"), (event.evidence, "x")):
        with pytest.raises((AttributeError, TypeError)):
            setattr(target, name, "other")
    with pytest.raises(TypeError):
        dataset.events[event.id] = event  # type: ignore[index]


def test_what_is_not_the_subject_of_a_question_is_asked_by_keyword() -> None:
    for name in afghanwar.__all__:
        value = getattr(afghanwar, name)
        if inspect.isfunction(value):
            asked = inspect.signature(value).parameters.values()
            by_place = [each.name for each in asked if each.kind is not each.KEYWORD_ONLY]
            assert set(by_place[1:]) <= {"start", "end"}, name


def test_a_record_is_made_by_keyword() -> None:
    made = [value for value in vars(afghanwar).values() if isinstance(value, type) and attrs.has(value)]
    for kind in (*made, documents.Coverage):
        fields = [field for field in attrs.fields(kind) if field.init]
        assert kind in (afghanwar.TimeSpan, afghanwar.Records) or all(field.kw_only for field in fields), kind
