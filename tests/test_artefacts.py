"""What is built: the same bytes each time, complete, nothing else, and it passes its tests where it is installed."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipapp
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import afghanwar
from afghanwar.seeds.bundle import pack

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "afghanwar"
MODULES = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
DEPENDENCIES = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]


def run(*command: str | Path, cwd: Path | None = None, **variables: str) -> str:
    """What a command prints, in an environment without a path to the checkout."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    ran = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment | variables, text=True, stdout=-1, stderr=subprocess.STDOUT
    )
    assert ran.returncode == 0, ran.stdout[-10_000:]
    return ran.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build a distribution and return its file; ``what`` is ``"--wheel"`` or ``"--sdist"``."""

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
    """The unpacked sdist."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    return folder


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_two_builds_are_identical_byte_for_byte(built: Callable[..., Path], wheel: Path, sdist: Path) -> None:
    assert digest(built("--wheel")) == digest(wheel)
    assert digest(built("--sdist")) == digest(sdist)


def test_the_sdist_builds_the_same_wheel(built: Callable[..., Path], wheel: Path, unpacked: Path) -> None:
    assert digest(built("--wheel", unpacked)) == digest(wheel)


def test_the_wheel_has_only_the_modules_the_types_and_the_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    seeds = {f"_seeds/{name}" for name in pack(afghanwar.load())}
    assert len(seeds) > len(afghanwar.load().shelves)
    about = {"METADATA", "RECORD", "WHEEL", "licenses/LICENSE", "licenses/LICENSE-DATA", "entry_points.txt"}
    name, version, *tags = wheel.stem.split("-")
    assert (name, tags) == ("afghanwar", ["py3", "none", "any"])
    expected = {f"afghanwar/{name}" for name in (*MODULES, *seeds, "charts/outlines.json", "py.typed")}
    assert names == expected | {f"afghanwar-{version}.dist-info/{name}" for name in about}


def test_the_sdist_has_only_what_is_under_version_control(sdist: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a repository")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    files = run("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT).split()
    assert names == {name for name in files if not name.startswith(".ci/")} | {"PKG-INFO"}


def test_the_wheel_has_the_same_records_and_times_as_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import afghanwar; assert sys.argv[1] in afghanwar.__file__;"
        "dataset = afghanwar.load();"
        "dated = [*dataset.events, *dataset.relationships];"
        "print(*dataset, *map(dataset.chronology.times, dated), *dataset.chronology.conflicts, sep='\\n')"
    )
    records = run(sys.executable, "-I", "-c", program, tmp_path, cwd=tmp_path, PYTHONIOENCODING="utf-8")
    dataset = afghanwar.load()
    times = map(dataset.chronology.times, [*dataset.events, *dataset.relationships])
    assert records.splitlines() == [str(each) for each in (*dataset, *times, *dataset.chronology.conflicts)]


UV = shutil.which("uv")


def new_environment(folder: Path, python: str = sys.executable) -> Path:
    """The Python of a new environment, which uv makes where it is installed, because it is faster than pip."""
    run(*((UV, "venv", "--python", python) if UV else (python, "-m", "venv")), folder)
    return folder / "bin" / "python"


def install(python: Path, *packages: str | Path) -> None:
    """Install packages into an environment."""
    run(*((UV, "pip", "install", "--python", python) if UV else (python, "-m", "pip", "install")), *packages)


def python_or_this(name: str) -> str:
    """The program of another version of Python, where there is one, or that of this one."""
    found = shutil.which(name)
    # Where pyenv keeps the versions, a program may be there that only says that its version is not selected.
    works = found is not None and subprocess.run([found, "-c", ""], capture_output=True).returncode == 0
    return found if found is not None and works else sys.executable


@pytest.mark.artefacts
@pytest.mark.parametrize(
    ("versions", "other"), [("lowest", "python3.12"), ("newest", "python3.13")], ids=["lowest", "newest"]
)
def test_the_wheel_passes_the_tests_with_only_its_dependencies(
    versions: str, other: str, wheel: Path, unpacked: Path, tmp_path: Path
) -> None:
    pins = [each.replace(">=", "==") for each in DEPENDENCIES] if versions == "lowest" else []
    python = new_environment(tmp_path / "venv", python_or_this(other))
    install(python, wheel, *pins)
    run(python, "-I", "-W", "error", "-m", "afghanwar", "check", cwd=tmp_path)
    install(python, f"{wheel}[test]", *pins)
    home = run(python, "-c", "import afghanwar; print(afghanwar.__file__)", cwd=unpacked)
    assert "site-packages" in home
    # The properties are tried with many examples from the checkout.
    command = ("-m", "pytest", "--no-cov", "--hypothesis-profile=brief", "tests", "README.md", "docs")
    run(python, *command, cwd=unpacked)


ZIPPED = """
import afghanwar
assert ".pyz" in afghanwar.__file__, afghanwar.__file__
dataset = afghanwar.load()
print(len(dataset), len(afghanwar.events_between("2021-07", "2021-08-15")), len(dataset.according_to("stein-2021")))
print(dataset.actors.find("Taliban").id, len(afghanwar.claims(about="Taliban")))
"""


@pytest.mark.artefacts
def test_an_application_in_a_zip_file_has_the_data_of_the_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    python = new_environment(tmp_path / "venv")
    install(python, wheel)
    where = run(python, "-I", "-c", "import afghanwar; print(afghanwar.__path__[0])", cwd=tmp_path).strip()
    # The dependencies have compiled parts, which cannot be imported from a zip file.
    (tmp_path / "app").mkdir()
    Path(where).rename(tmp_path / "app/afghanwar")
    (tmp_path / "app/__main__.py").write_text(ZIPPED)
    zipapp.create_archive(tmp_path / "app", tmp_path / "app.pyz")
    shutil.rmtree(tmp_path / "app")
    # Seeds beside the program are not those of the package.
    (tmp_path / "seeds/actors").mkdir(parents=True)
    (tmp_path / "seeds/actors/x.toml").write_text('x = { name = "X", kind = "person", description = "D." }')
    dataset = afghanwar.load()
    counts = (
        len(dataset),
        len(afghanwar.events_between("2021-07", "2021-08-15")),
        len(dataset.according_to("stein-2021")),
    )
    taliban = f"taliban {len(afghanwar.claims(about='Taliban'))}"
    out = run(python, "-I", "-W", "error", tmp_path / "app.pyz", cwd=tmp_path)
    assert out.splitlines() == [" ".join(map(str, counts)), taliban]


FROZEN = """
import afghanwar
print(len(afghanwar.load()), len(afghanwar.events_between("2021-07", "2021-08-15")), afghanwar.TimeSpan("2001-12"))
print(afghanwar.from_dict("claim", afghanwar.to_dict(afghanwar.claims(about="Taliban")[0])).source)
"""


@pytest.mark.artefacts
def test_an_application_of_pyinstaller_has_the_data_of_the_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    python = new_environment(tmp_path / "venv")
    install(python, wheel, "pyinstaller")
    (tmp_path / "main.py").write_text(FROZEN)
    # An application must not read the seeds of somebody else that are beside it.
    (tmp_path / "seeds" / "actors").mkdir(parents=True)
    expected = run(python, "-I", "-W", "error", tmp_path / "main.py", cwd=tmp_path)
    for form, program in (("--onedir", "dist/main/main"), ("--onefile", "dist/main")):
        run(python, "-m", "PyInstaller", "--noconfirm", form, "main.py", cwd=tmp_path)
        assert run(tmp_path / program, cwd=tmp_path) == expected
        shutil.rmtree(tmp_path / "dist")
