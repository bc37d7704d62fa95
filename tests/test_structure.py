"""The structure of the code: imports go one way, one noun names a module, its test and its page."""

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
from afghanwar.kinds import FOLDERS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "afghanwar"

# Every module, in an order in which each imports only from those above it. A package follows its modules.
LAYERS = [
    "errors",
    "timespan.bounds",
    "timespan.worlds",
    "timespan.columns",
    "timespan.faults",
    "timespan.dates",
    "timespan.edtf",
    "timespan.strict",
    "timespan.english",
    "timespan.timespan",
    "timespan.intervals",
    "timespan.precision",
    "timespan",
    "summaries",
    "sources",
    "places",
    "actors",
    "measures",
    "claims",
    "events",
    "battles",
    "relationships",
    "disagreements",
    "kinds",
    "dataset.graphs",
    "dataset.names",
    "dataset.shelf",
    "dataset.types",
    "dataset.integrity",
    "dataset.limits",
    "dataset.chronology",
    "dataset.texts",
    "dataset.indexes",
    "dataset.views",
    "dataset.dataset",
    "dataset.consistency",
    "dataset",
    "seeds.lookalikes",
    "seeds.files",
    "seeds.documents",
    "seeds.decode",
    "seeds.plain",
    "seeds.bundle",
    "seeds.load",
    "seeds",
    "documents.read",
    "documents.sentences",
    "documents.differences",
    "documents.passages",
    "documents.rows",
    "documents.coverage",
    "documents",
    "intake.columns",
    "intake.cells",
    "intake.matching",
    "intake.records",
    "intake.reading",
    "intake.events",
    "intake",
    "queries.window",
    "queries.scope",
    "queries.circle",
    "queries.events",
    "queries.relationships",
    "queries.claims",
    "queries.disagreements",
    "queries.compare",
    "queries.numbers",
    "queries.explain",
    "queries",
    "days",
    "citations",
    "rows",
    "cards",
    "charts.views",
    "charts.rows",
    "charts.labels",
    "charts.bars",
    "charts.outlines",
    "charts.maps",
    "charts.timeline",
    "charts.relationships",
    "charts.places",
    "charts",
    "frames.engines",
    "frames.dates",
    "frames.answers",
    "frames.tables",
    "frames",
    "export.target",
    "export.credits",
    "export.descriptions",
    "export.tables",
    "export.sqlite",
    "export.csv",
    "export.parquet",
    "export.json",
    "export.schema",
    "export.vocabulary",
    "export.jsonld",
    "export.geojson",
    "export.graph",
    "export.timelinejs",
    "export.citations",
    "export",
    "__init__",
    "command.console",
    "command.check",
    "command.answers",
    "command.export",
    "command",
    "__main__",
    "__pyinstaller",
]
TOP = [name for name in LAYERS if "." not in name]


def path_of(module: str) -> Path:
    """The file of a module; that of a package is its ``__init__.py``."""
    path = PACKAGE.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def tree_of(module: str) -> ast.Module:
    return ast.parse(path_of(module).read_text("utf-8"))


def imports_of(module: str) -> set[str]:
    """The modules and packages of the library that a module imports."""
    found = set()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            package, _, name = (node.module or "").partition(".")
            if package == "afghanwar":
                inside = {f"{name}.{each.name}".lstrip(".") for each in node.names} & set(LAYERS)
                found |= inside or {name or "__init__"}
        elif isinstance(node, ast.Import):
            assert not any(each.name.split(".")[0] == "afghanwar" for each in node.names)
    return found


def test_every_module_has_a_layer() -> None:
    # PyInstaller's hooks have names that Python cannot import.
    files = {path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.rglob("*.py") if "-" not in path.name}
    names = {".".join(file.parts).removesuffix(".__init__") for file in files}
    assert sorted(LAYERS) == sorted(names)


@pytest.mark.parametrize("module", LAYERS)
def test_imports_lead_to_lower_layers(module: str) -> None:
    assert {name for name in imports_of(module) if LAYERS.index(name) >= LAYERS.index(module)} == set()


@pytest.mark.parametrize("module", LAYERS)
def test_nothing_is_imported_inside_a_function(module: str) -> None:
    functions = [node for node in ast.walk(tree_of(module)) if isinstance(node, ast.FunctionDef)]
    found = [node for each in functions for node in ast.walk(each) if isinstance(node, ast.Import | ast.ImportFrom)]
    # These are slow to import, and most programs never need them: for a link on a card, for a day that is shown, to
    # look for words, and to read files, records or tables.
    late = {
        "cards": ["from urllib.parse import quote"],
        "dataset.indexes": ["from afghanwar.dataset.texts import Texts"],
        "timespan.timespan": ["from pendulum import Date"],
        "intake.events": ["from afghanwar.intake.reading import read_rows"],
        "seeds.plain": ["from afghanwar.seeds.decode import decode_plain"],
        "seeds.load": [
            "from pathlib import Path",
            "from pathlib import Path",
            "from afghanwar.seeds.decode import decode",
            "from afghanwar.seeds.documents import JsonFile",
            "from afghanwar.seeds.files import Folder",
        ],
    }
    assert [ast.unparse(node) for node in found] == late.get(module, [])


@pytest.mark.parametrize("module", LAYERS)
def test_a_function_fits_on_a_screen(module: str) -> None:
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.FunctionDef):
            documented = ast.get_docstring(node) is not None
            first = node.body[1].lineno if documented and len(node.body) > 1 else node.body[0].lineno
            assert (node.end_lineno or 0) - first < 40, node.name


def test_the_design_page_lists_the_modules_in_the_order_of_their_imports() -> None:
    page = (ROOT / "docs" / "explanation" / "design.md").read_text("utf-8")
    listed = re.findall(r"`([a-z]+)`", page.partition("when you meet it:")[2].partition("##")[0])
    assert listed == [name for name in TOP if not name.startswith("__")]


def test_only_the_four_dependencies_are_imported() -> None:
    program = (
        "import sys; import attrs, cattrs, pendulum, typing_extensions; before = set(sys.modules); import afghanwar;"
        "print(*{name.split('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names))"
    )
    new = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert new == ["afghanwar"]


def test_all_is_sorted_and_every_name_in_it_is_documented() -> None:
    assert afghanwar.__all__ == sorted(set(afghanwar.__all__))
    for name in afghanwar.__all__:
        value = getattr(afghanwar, name)
        home = next(
            module
            for module in LAYERS
            if not module.startswith("__") and name in vars(import_module(f"afghanwar.{module}"))
        )
        page = (ROOT / "docs" / "reference" / f"{home.partition('.')[0]}.md").read_text("utf-8")
        assert f"automodule:: afghanwar.{home}" in page, name
        if isinstance(value, type) or callable(value):
            assert value.__doc__, name
        else:
            assert f"\n{name}" in path_of(home).read_text("utf-8"), name


@pytest.mark.parametrize("module", [name for name in TOP if not name.startswith("__")])
def test_a_module_has_a_test_and_a_page_of_its_name(module: str) -> None:
    assert (ROOT / "docs" / "reference" / f"{module}.md").is_file()
    assert list((ROOT / "tests").glob(f"test_{module}*.py"))


def test_a_folder_of_seeds_is_a_module_too() -> None:
    folders = {path.name for path in (ROOT / "seeds").iterdir() if path.is_dir()}
    assert folders <= set(FOLDERS)
    assert folders <= set(TOP)


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


def test_only_the_subject_of_a_question_and_its_dates_are_positional() -> None:
    for name in afghanwar.__all__:
        value = getattr(afghanwar, name)
        if inspect.isfunction(value):
            asked = inspect.signature(value).parameters.values()
            by_place = [each.name for each in asked if each.kind is each.POSITIONAL_OR_KEYWORD]
            assert set(by_place[1:]) <= {"start", "end", "data"}, name


def test_a_record_is_made_by_keyword() -> None:
    made = [value for value in vars(afghanwar).values() if isinstance(value, type) and attrs.has(value)]
    others = (afghanwar.TimeSpan, afghanwar.Shelf, afghanwar.Dataset)
    for kind in (*made, documents.Coverage):
        fields = [field for field in attrs.fields(kind) if field.init]
        assert kind in others or all(field.kw_only for field in fields), kind


def test_a_prompt_offers_the_public_names_and_not_the_modules() -> None:
    assert dir(afghanwar) == afghanwar.__all__
    assert "events" not in dir(afghanwar)
