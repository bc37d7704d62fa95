"""How long a first answer takes in a new process, compared with other libraries; a part of ``speed.py``."""

import statistics
import subprocess
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def cold() -> None:
    """Time a first answer in a new process against the bare imports and the first answers of other libraries."""
    programs = {
        "bare imports": "import attrs, cattrs, pendulum",
        "events_between": "import afghanwar as aw; aw.events_between('2021-07', '2021-08')",
        "actors_allied_with": "import afghanwar as aw; aw.actors_allied_with('Taliban', on='2021-07')",
        "claims_about": "import afghanwar as aw; aw.claims_about('Taliban')",
        "a view": "import afghanwar as aw; aw.events_between('2021-07', '2021-08', according_to='giustozzi-2021')",
        "everything": (
            "import afghanwar as aw; len(aw.load()); aw.events_between('2021-07', '2021-08');"
            "aw.actors_allied_with('Taliban', on='2021-07'); aw.claims_about('Taliban');"
            "aw.disagreements_about('Taliban')"
        ),
        "pycountry": "import pycountry; pycountry.countries.lookup('Afghanistan')",
        "edtf": "from edtf import parse_edtf; parse_edtf('2021-07').lower_strict()",
        "undate": "from undate import Undate; Undate.parse('2021-07', 'EDTF').earliest",
        "holidays": "import holidays; holidays.country_holidays('AF', years=2021).get('2021-08-19')",
        "followthemoney": "from followthemoney import model; model.get('Event').label",
    }
    others = ["pycountry", "edtf", "undate", "holidays", "followthemoney"]
    with tempfile.TemporaryDirectory() as folder:
        # The library has its own environment, so that packages of the others do not slow its start.
        pythons = {
            "afghanwar": new_python(f"{folder}/own", str(ROOT)),
            "others": new_python(f"{folder}/others", *others),
        }
        taken: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(31):
            for name, program in programs.items():
                python = pythons["others" if name in others else "afghanwar"]
                start = time.perf_counter()
                subprocess.run([python, "-c", program], check=True, cwd=folder)
                taken[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    print("| | ms | relative to the bare imports |\n|---|---:|---:|")
    for name, median in medians.items():
        print(f"| {name} | {median * 1000:.0f} | {median / medians['bare imports']:.2f} |")


def new_python(folder: str, *packages: str) -> str:
    """Return the Python of a new environment with some packages."""
    venv.create(folder, with_pip=True)
    python = str(Path(folder) / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
    return python
