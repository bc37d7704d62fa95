"""The folder of the PyInstaller hook of this package, as PyInstaller's documentation on hooks describes."""

from pathlib import Path


def get_hook_dirs() -> list[str]:
    """Return the folder of the hook; the entry point ``hook-dirs`` refers to this function."""
    return [str(Path(__file__).parent)]
