"""The examples: every program runs, without a network and without a display, and says or draws something."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
DRAWING = ("matplotlib", "networkx")
MISSING = [name for name in DRAWING if importlib.util.find_spec(name) is None]

# A socket that cannot be made stands for a network that is not there.
ALONE = """\
import runpy, socket, sys
def no_network(*args, **kwargs):
    raise OSError("an example wants the network")
socket.socket.connect = no_network
"""
RUN = ALONE + "runpy.run_path(sys.argv.pop(1), run_name='__main__')\n"
DRAW = (
    ALONE
    + "import matplotlib.pyplot as plt\n"
    + "plt.show = lambda: None\n"
    + "runpy.run_path(sys.argv[1], run_name='__main__')\n"
    + "for number in plt.get_fignums():\n"
    + "    plt.figure(number).savefig(f'{sys.argv[2]}/{number}.png')\n"
)


def run(program: str, *arguments: str) -> str:
    """Run a program with warnings as errors and no display, and return what it prints."""
    environment = {**os.environ, "MPLBACKEND": "Agg"}
    environment.pop("DISPLAY", None)
    command = [sys.executable, "-W", "error", "-c", program, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.stem)
def test_an_example_runs(example: Path) -> None:
    run(RUN, str(example))


@pytest.mark.skipif(bool(MISSING), reason=f"the docs extra is not installed: {', '.join(MISSING)}")
@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("gallery/plot_*.py")), ids=lambda path: path.stem)
def test_a_picture_is_drawn(example: Path, tmp_path: Path) -> None:
    run(DRAW, str(example), str(tmp_path))
    drawn = list(tmp_path.glob("*.png"))
    assert drawn
    assert all(file.stat().st_size > 5000 for file in drawn)
