"""Values written as TOML, and files written to a folder, for tests that write seeds."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Raw(str):
    """A value as it stands in the TOML."""


def toml(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{toml(name)} = {toml(content)}' for name, content in value.items())}}}"
    return str(value)


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder
