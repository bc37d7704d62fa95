"""Where PyInstaller finds the hook of this package, as its documentation on hooks says."""

from pathlib import Path


def get_hook_dirs() -> list[str]:
    """Return the folder of the hook; an entry point names this function."""
    return [str(Path(__file__).parent)]
