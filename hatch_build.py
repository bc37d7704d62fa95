"""A build hook: put the seeds into the wheel as JSON, one file a folder, which reads faster than TOML.

Nothing is written into the source tree, and nothing is done for an editable install, which reads the
seeds themselves.
"""

import json
import shutil
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SeedsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Write what each folder of seeds holds, file by file, and name it to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files before the build."""
        if version == "editable":
            return
        self.folder = Path(tempfile.mkdtemp())
        seeds = Path(self.root) / "seeds"
        folders = ("sources", "actors", "places", "measures", "events", "battles", "relationships", "disagreements")
        for folder in folders:
            content = {
                path.relative_to(seeds).as_posix(): tomllib.loads(path.read_text(encoding="utf-8"))
                for path in sorted((seeds / folder).rglob("*.toml"))
            }
            file = self.folder / f"{folder}.json"
            file.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
            build_data["force_include"][str(file)] = f"afghanwar/_seeds/{folder}.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove them after it."""
        if version != "editable":
            shutil.rmtree(self.folder)
