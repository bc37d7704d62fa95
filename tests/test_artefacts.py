"""What is built for others: the same bytes each time, nothing missing or too much, and it passes its tests there."""

import hashlib
import os
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import afghanwar

ROOT = Path(__file__).parents[1]
MODULES = {path.name for path in (ROOT / "src" / "afghanwar").glob("*.py")}
DEPENDENCIES = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]


def run(*command: str | Path, cwd: Path | None = None, **variables: str) -> str:
    """What a command prints, in an environment that knows nothing of the checkout."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    ran = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment | variables, text=True, stdout=-1, stderr=subprocess.STDOUT
    )
    assert ran.returncode == 0, ran.stdout[-10_000:]
    return ran.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build a distribution and give its file; ``what`` is ``"--wheel"`` or ``"--sdist"``."""

    def build(what: str, source: Path = ROOT) -> Path:
        folder = tmp_path_factory.mktemp("built")
        command = (sys.executable, "-m", "build", what, "--no-isolation", "--outdir", folder, source)
        run(*command, SOURCE_DATE_EPOCH="1000000000")
        (file,) = folder.iterdir()
        return file

    return build


@pytest.fixture(scope="module")
def wheel(built: Callable[..., Path]) -> Path:
    return built("--wheel")


@pytest.fixture(scope="module")
def sdist(built: Callable[..., Path]) -> Path:
    return built("--sdist")


@pytest.fixture
def unpacked(sdist: Path, tmp_path: Path) -> Path:
    """The sources as someone has them who has only the sdist."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    return folder


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_two_builds_are_alike_byte_for_byte(built: Callable[..., Path], wheel: Path, sdist: Path) -> None:
    assert digest(built("--wheel")) == digest(wheel)
    assert digest(built("--sdist")) == digest(sdist)


def test_the_sdist_builds_the_same_wheel(built: Callable[..., Path], wheel: Path, unpacked: Path) -> None:
    assert digest(built("--wheel", unpacked)) == digest(wheel)


def test_the_wheel_has_the_modules_the_types_and_the_seeds_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    seeds = {f"_seeds/{folder}.json" for folder in afghanwar.seeds.FOLDERS}
    about = {"METADATA", "RECORD", "WHEEL", "licenses/LICENSE", "licenses/LICENSE-DATA"}
    version = wheel.name.split("-")[1]
    expected = {f"afghanwar/{name}" for name in (*MODULES, *seeds, "py.typed")}
    assert names == expected | {f"afghanwar-{version}.dist-info/{name}" for name in about}


def test_the_sdist_has_what_is_under_version_control_and_nothing_else(sdist: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("nothing is under version control here")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    files = run("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT).split()
    assert names == {name for name in files if not name.startswith(".ci/")} | {"PKG-INFO"}


def test_the_wheel_holds_the_same_records_as_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import afghanwar; assert sys.argv[1] in afghanwar.__file__;"
        "print(*(record for shelf in afghanwar.load().all for record in shelf), sep='\\n')"
    )
    records = run(sys.executable, "-I", "-c", program, tmp_path, cwd=tmp_path, PYTHONIOENCODING="utf-8")
    assert records.splitlines() == [str(record) for shelf in afghanwar.load().all for record in shelf]


@pytest.mark.artefacts
@pytest.mark.parametrize("versions", ["lowest", "newest"])
def test_the_wheel_passes_the_tests_with_nothing_but_its_dependencies(
    versions: str, wheel: Path, unpacked: Path, tmp_path: Path
) -> None:
    pins = [each.replace(">=", "==") for each in DEPENDENCIES] if versions == "lowest" else []
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    run(python, "-m", "pip", "install", wheel, *pins)
    run(python, "-I", "-W", "error", "-m", "afghanwar", "check", cwd=tmp_path)
    run(python, "-m", "pip", "install", f"{wheel}[test]", *pins)
    home = run(python, "-c", "import afghanwar; print(afghanwar.__file__)", cwd=unpacked)
    assert "site-packages" in home
    run(python, "-m", "pytest", "--no-cov", "tests", "README.md", "docs", cwd=unpacked)
