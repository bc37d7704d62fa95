"""Values written as TOML, for tests that write seeds."""

import json
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
