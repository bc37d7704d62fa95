"""Routine tasks, one session each: ``nox --list`` lists them, and ``nox`` runs those that every change must pass.

A session needs nothing but Python and nox. It makes its own environment, with uv where uv is installed. All sessions
but ``tests`` use the Python that nox runs on; ``.ci/run`` runs the same sessions, two at a time.
"""

import os
import shutil
import sys
from pathlib import Path

import nox

PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = ["3.11", "3.12", "3.13", "3.14", "3.14t"]  # The last one is without the global interpreter lock.
THIS = "{}.{}".format(*sys.version_info)

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = [f"tests-{THIS}", "interop", "types", "lint", "check", "docs"]


def install_group(session: nox.Session, group: str) -> None:
    """Install a dependency group of ``pyproject.toml``."""
    session.install(*nox.project.dependency_groups(PYPROJECT, group))


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests; coverage is measured with the lowest version, on Linux."""
    session.install("--editable", ".[test]")
    measured = session.python == PYTHONS[0] and sys.platform == "linux"
    session.run("pytest", *([] if measured else ["--no-cov"]), *session.posargs)


@nox.session
def interop(session: nox.Session) -> None:
    """Test exports and frames with the programs that they are for, and run the how-to pages with them."""
    session.install("--editable", ".[test,interop]")
    session.run("pytest", "--no-cov", "-m", "interop", "tests", *session.posargs)
    session.run("pytest", "--no-cov", "docs/how-to")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of everything, and that every public name has one."""
    session.install("--editable", ".[test,docs,interop]")
    install_group(session, "types")
    session.run("mypy")
    session.run("pyright", "--verifytypes", "afghanwar", "--ignoreexternal")


@nox.session
def lint(session: nox.Session) -> None:
    """Check the style and format of the code, and the files that configure other services."""
    install_group(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("validate-pyproject", "pyproject.toml")
    session.run("pre-commit", "validate-config")
    session.run("zizmor", "--offline", "--no-progress", ".github")
    workflows = sorted(str(file) for file in Path(".github/workflows").iterdir())
    session.run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows)
    session.run("check-jsonschema", "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml")
    session.run("check-jsonschema", "--builtin-schema", "vendor.readthedocs", ".readthedocs.yaml")


@nox.session
def check(session: nox.Session) -> None:
    """Check the seeds, and the passages too where AFGHANWAR_DOCUMENTS names the folder of the documents."""
    session.install("--editable", ".")
    documents = os.environ.get("AFGHANWAR_DOCUMENTS")
    session.run("afghanwar", "check", *(["--documents", documents] if documents else []))


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site into docs/_build without a warning, and test its pages, in a browser too where there is one."""
    session.install("--editable", ".[test,docs]")
    patterns = ("test_docs*.py", "test_examples*.py", "test_charts_browser.py")
    modules = sorted(str(file) for pattern in patterns for file in Path("tests").glob(pattern))
    session.run("pytest", "--no-cov", "--site=docs/_build", *modules, *session.posargs)


@nox.session
def build(session: nox.Session) -> None:
    """Build the wheel and the sdist into dist/, and check them."""
    install_group(session, "build")
    shutil.rmtree("dist", ignore_errors=True)
    session.run("pyproject-build")
    session.run("twine", "check", "--strict", *map(str, Path("dist").iterdir()))
    session.run("check-wheel-contents", "dist")


@nox.session
@nox.parametrize("part", [nox.param(part, id=part) for part in ("lowest", "newest", "application")])
def artefacts(session: nox.Session, part: str) -> None:
    """Install the wheel with its lowest and its newest dependencies and run the tests; build applications with it."""
    session.install("--editable", ".[test]")
    session.run("pytest", "--no-cov", "-m", "artefacts", "-k", part, "tests/test_artefacts.py", *session.posargs)


@nox.session
def benchmark(session: nox.Session) -> None:
    """Measure the speed in comparison with other libraries; "-- cold" measures only one part."""
    session.install("--editable", ".[frames,interop]")
    install_group(session, "benchmark")
    session.run("python", "benchmarks/speed.py", *session.posargs)
    if not session.posargs:
        for script in ("answers", "names", "frames"):
            session.run("python", f"benchmarks/{script}.py")


@nox.session
def fuzz(session: nox.Session) -> None:
    """Try 100,000 hostile inputs per property, which takes about an hour."""
    session.install("--editable", ".[test]")
    modules = sorted(str(file) for file in Path("tests").glob("test_hostile*.py"))
    session.run("pytest", "--no-cov", "--hypothesis-profile=fuzz", *(session.posargs or modules))


@nox.session
def mutants(session: nox.Session) -> None:
    """Change the code one operator at a time, and list the changes that no test detects; takes many hours."""
    clone = Path(session.create_tmp(), "clone")
    shutil.rmtree(clone, ignore_errors=True)
    session.run("git", "clone", "--quiet", ".", str(clone), external=True)
    install_group(session, "mutants")
    session.chdir(clone)
    session.install("--editable", ".[test]")
    session.run("cosmic-ray", "init", "tests/mutation.toml", "mutants.sqlite")
    session.run("cr-filter-operators", "mutants.sqlite", "tests/mutation.toml")
    session.run("cosmic-ray", "exec", "tests/mutation.toml", "mutants.sqlite")
    session.run("cr-report", "--surviving-only", "--show-diff", "mutants.sqlite")
