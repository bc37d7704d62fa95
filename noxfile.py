"""Routine tasks, one session each; ``nox --list`` lists them, and ``nox`` runs those that every change must pass."""

import os
from pathlib import Path

import nox

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
PYPROJECT = nox.project.load_toml("pyproject.toml")

nox.needs_version = ">=2025.2"
nox.options.default_venv_backend = "venv"
nox.options.sessions = ["tests-3.11", "types", "lint", "check", "docs"]


def install_group(session: nox.Session, group: str) -> None:
    session.install(*nox.project.dependency_groups(PYPROJECT, group))


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests, without the programs that exports are for; coverage is measured on Python 3.11 only."""
    session.install("--editable", ".[test]")
    session.run("pytest", *([] if session.python == PYTHONS[0] else ["--no-cov"]), *session.posargs)


@nox.session(python=PYTHONS[0])
def interop(session: nox.Session) -> None:
    """Test exports, frames and charts with the programs that they are for."""
    session.install("--editable", ".[test,interop]")
    session.run("pytest", "--no-cov", "-m", "interop", *session.posargs)


@nox.session(python=PYTHONS[0])
def types(session: nox.Session) -> None:
    """Check the types of everything, and that every public name has one."""
    session.install("--editable", ".[test,docs,interop]")
    install_group(session, "types")
    session.run("mypy")
    session.run("pyright", "--verifytypes", "afghanwar", "--ignoreexternal")


@nox.session(python=PYTHONS[0])
def lint(session: nox.Session) -> None:
    """Check style and format."""
    install_group(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session(python=PYTHONS[0])
def check(session: nox.Session) -> None:
    """Check the seeds, and the passages too where AFGHANWAR_DOCUMENTS names the folder of the documents."""
    session.install("--editable", ".")
    documents = os.environ.get("AFGHANWAR_DOCUMENTS")
    session.run("afghanwar", "check", *(["--documents", documents] if documents else []))


@nox.session(python=PYTHONS[0])
def docs(session: nox.Session) -> None:
    """Build the documentation without a warning, and try it in a browser where there is one."""
    session.install("--editable", ".[test,docs]")
    session.run("sphinx-build", "-nW", "-q", "docs", "docs/_build")
    session.run("pytest", "--no-cov", "tests/test_docs.py", "tests/test_docs_browser.py", "tests/test_examples.py")


@nox.session(python=PYTHONS[0])
def build(session: nox.Session) -> None:
    """Build the distributions into dist/, and check them."""
    install_group(session, "build")
    session.run("python", "-m", "build")
    files = [str(file) for file in Path("dist").iterdir()]
    session.run("twine", "check", "--strict", *files)
    session.run("check-wheel-contents", *(file for file in files if file.endswith(".whl")))
    session.run("validate-pyproject", "pyproject.toml")


@nox.session(python=PYTHONS[0])
def artefacts(session: nox.Session) -> None:
    """Install what is built into new environments, and run the tests there."""
    session.install("--editable", ".[test]")
    session.run("pytest", "--no-cov", "-m", "artefacts", *session.posargs)


@nox.session(python=PYTHONS[0])
def benchmark(session: nox.Session) -> None:
    """Measure the speed, in comparison with other libraries."""
    session.install("--editable", ".[test]")
    install_group(session, "benchmark")
    session.run("python", "benchmarks/speed.py", *session.posargs)
    session.run("python", "benchmarks/answers.py")


@nox.session(python=PYTHONS[0])
def fuzz(session: nox.Session) -> None:
    """Try 100,000 hostile inputs per property, which takes about an hour."""
    session.install("--editable", ".[test]")
    session.run("pytest", "--no-cov", "tests/test_hostile.py", "--hypothesis-profile=fuzz", *session.posargs)


@nox.session(python=PYTHONS[0])
def mutants(session: nox.Session) -> None:
    """Change the code one operator at a time, and list the changes that no test notices; takes many hours."""
    clone = session.create_tmp()
    session.run("git", "clone", "--quiet", ".", clone, external=True)
    session.chdir(clone)
    session.install("--editable", ".[test]")
    install_group(session, "mutants")
    session.run("cosmic-ray", "init", "tests/mutation.toml", "mutants.sqlite")
    session.run("cr-filter-operators", "mutants.sqlite", "tests/mutation.toml")
    session.run("cosmic-ray", "exec", "tests/mutation.toml", "mutants.sqlite")
    session.run("cr-report", "--surviving-only", "--show-diff", "mutants.sqlite")
