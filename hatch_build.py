"""A build hook: check the seeds, and put them into the wheel in a form that is read fast.

If a seed has a fault, every fault is listed and nothing is built. Nothing is written into the source tree, and nothing
is done for an editable install, which reads the seeds themselves.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SeedsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Write the content of each folder of seeds, file by file, and add it to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check the seeds and write the files before the build."""
        if version == "editable":
            return
        # The library itself checks and reads the seeds; its dependencies are requirements of the build.
        sys.path.insert(0, str(Path(self.root) / "src"))
        from afghanwar.seeds.carried import pack
        from afghanwar.seeds.load import read

        files = pack(read(Path(self.root) / "seeds"))
        self.folder = Path(tempfile.mkdtemp())
        for name, text in files.items():
            (self.folder / name).write_text(text, "utf-8")
            build_data["force_include"][str(self.folder / name)] = f"afghanwar/_seeds/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove them after it."""
        if version != "editable":
            shutil.rmtree(self.folder)
