"""A build hook: check the seeds, and add them to the wheel in a form that is fast to read.

If the seeds have faults, all of them are listed and nothing is built. The hook writes nothing into the source tree, and
does nothing for an editable install, which reads the seeds directly.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SeedsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Write the records of the seeds as JSON files and add these to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check the seeds and write the JSON files before the build."""
        if version == "editable":
            return
        # The library reads and checks the seeds, so its dependencies are build requirements.
        sys.path.insert(0, str(Path(self.root) / "src"))
        from afghanwar.seeds.bundle import pack
        from afghanwar.seeds.load import read

        files = pack(read(Path(self.root) / "seeds"))
        self.folder = Path(tempfile.mkdtemp())
        for name, text in files.items():
            (self.folder / name).write_text(text, "utf-8")
            build_data["force_include"][str(self.folder / name)] = f"afghanwar/_seeds/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the JSON files after the build."""
        if version != "editable":
            shutil.rmtree(self.folder)
