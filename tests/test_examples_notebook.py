"""The notebook among the examples: every cell runs without a network, and shows what it promises."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import afghanwar as aw

NOTEBOOK = Path(__file__).parents[1] / "examples" / "first_questions.ipynb"
MISSING = [name for name in ("altair", "anywidget", "ipykernel", "nbclient") if importlib.util.find_spec(name) is None]

# The kernel talks to this program over the machine's own address; any other stands for a network that is not there. It
# runs in a process of its own, because the warnings of Jupyter's packages are not ours.
RUN = """\
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
alone = '''
import socket
connect = socket.socket.connect
def only_here(self, address):
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "localhost", "::1"):
        raise OSError("the notebook wants the network")
    return connect(self, address)
socket.socket.connect = only_here
'''
notebook.cells.insert(0, nbformat.v4.new_code_cell(alone))
NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
nbformat.write(notebook, sys.argv[2])
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What each cell of code displays last, by its media type."""
    if MISSING:
        pytest.skip(f"the docs extra is not installed: {', '.join(MISSING)}")
    target = tmp_path_factory.mktemp("notebook") / "executed.ipynb"
    subprocess.run([sys.executable, "-c", RUN, str(NOTEBOOK), str(target)], check=True, capture_output=True, text=True)
    cells = [cell for cell in json.loads(target.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"][1:]
    assert [
        output for cell in cells for output in cell["outputs"] if output["output_type"] in ("error", "stream")
    ] == []
    return [cell["outputs"][-1]["data"] for cell in cells]


def test_the_notebook_has_ten_cells_and_is_saved_without_answers() -> None:
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    assert len(cells) == 10
    assert [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []


def test_the_notebook_shows_a_table_cards_and_charts(outputs: list[dict[str, Any]]) -> None:
    dataset, table, card, ties, question, along_time, on_map = outputs
    assert "".join(dataset["text/plain"]) == repr(aw.load())
    assert "<td>Evacuation of Bagram Airbase</td>" in "".join(table["text/html"])
    assert "#:~:text=evacuating%20Bagram%20Airbase" in "".join(card["text/html"])
    assert "".join(ties["text/html"]).count("<td>Pakistan</td>") == 3
    assert "350; 407" in "".join(question["text/html"])
    for chart in (along_time, on_map):
        assert "application/vnd.jupyter.widget-view+json" in chart
