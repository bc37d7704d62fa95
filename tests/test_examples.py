"""The examples: every program runs, without a network and without a display, and prints something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
# A socket that cannot be made stands for a network that is not there.
ALONE = """\
import runpy, socket, sys
def no_network(*args, **kwargs):
    raise OSError("an example wants the network")
socket.socket.connect = no_network
"""
RUN = ALONE + "runpy.run_path(sys.argv.pop(1), run_name='__main__')\n"


def run(program: str, *arguments: str) -> str:
    """Run a program with warnings as errors and no display, and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    command = [sys.executable, "-W", "error", "-c", program, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.stem)
def test_an_example_runs(example: Path) -> None:
    assert run(RUN, str(example))
