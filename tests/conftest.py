"""Fixtures of several test modules, and the profiles of hypothesis.

``world/`` holds a small made-up dataset, in which each rule of the library has something to apply to: the seeds of
three invented works about an invented war, and the documents that they were read from.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import hypothesis
import pytest
from support.actors import EVERYBODY, shelf_of
from support.browser import CHROMIUM, Browser, served
from support.datasets import bundled
from support.sphinx_site import build_site

from afghanwar import Actor, Dataset, Shelf, read
from afghanwar.seeds.bundle import pack

WORLD = Path(__file__).parent / "world"

# How long an example takes depends on the machine, so it is not tested.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.register_profile(
    "fuzz",
    deadline=None,
    max_examples=100_000,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "brief",
    deadline=None,
    max_examples=30,
    # It is enough that a fault is found; its smallest example is not needed.
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.reuse, hypothesis.Phase.generate],
)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def world() -> Dataset:
    """The made-up dataset; it is immutable, so all tests share it."""
    return read(WORLD / "seeds")


@pytest.fixture
def seeds_folder(tmp_path: Path) -> Path:
    """A copy of the seeds of the made-up dataset, which a test may change."""
    return shutil.copytree(WORLD / "seeds", tmp_path / "seeds")


@pytest.fixture
def documents_folder(tmp_path: Path) -> Path:
    """A copy of the documents of the made-up dataset, which a test may change."""
    return shutil.copytree(WORLD / "documents", tmp_path / "documents")


@pytest.fixture
def edit_seed(seeds_folder: Path) -> Callable[[str, str, str], None]:
    """Replace a text that occurs once in a file of ``seeds_folder``."""

    def edit(file: str, old: str, new: str) -> None:
        path = seeds_folder / file
        text = path.read_bytes().decode()
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {file}"
        path.write_bytes(text.replace(old, new).encode())

    return edit


@pytest.fixture
def shelf() -> Shelf[Actor]:
    """A shelf of actors whose names are alike in one way or another."""
    return shelf_of(*EVERYBODY)


@pytest.fixture
def installed(world: Dataset, tmp_path: Path) -> Iterator[Path]:
    """The library in an installed wheel that was built from the made-up seeds, not yet loaded; its package."""
    package = tmp_path / "site-packages/afghanwar"
    (package / "_seeds").mkdir(parents=True)
    for name, text in pack(world).items():
        (package / "_seeds" / name).write_text(text, "utf-8")
    with bundled(package):
        yield package


@pytest.fixture(scope="session")
def built_site(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The folder of the documentation, built once for all tests, and what Sphinx printed."""
    folder = tmp_path_factory.mktemp("site")
    return build_site(folder, Path(pytestconfig.getoption("site") or folder / "site").resolve())


@pytest.fixture(scope="session")
def address(built_site: tuple[Path, subprocess.CompletedProcess[str]]) -> Iterator[str]:
    """The address at which the built site is served."""
    site, _ = built_site
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser for all tests of pages, because its start takes as long as many of them."""
    assert CHROMIUM is not None
    browser = Browser(CHROMIUM, tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test where a package of the extra ``interop`` that its mark lists is not installed."""
    for mark in item.iter_markers("interop"):
        missing = [package for package in mark.args if find_spec(package) is None]
        if missing:
            pytest.skip(f"{', '.join(missing)} is not installed; the extra 'interop' has it")
