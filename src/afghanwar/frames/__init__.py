"""Frames: uncertain dates in data frames, computed by their own engine; needs narwhals, from the extra ``frames``."""

from afghanwar.errors import missing_extra

try:
    import narwhals.stable.v2  # noqa: F401
except ImportError as _error:
    raise missing_extra("frames", "narwhals", module="frames") from _error

from afghanwar.frames.answers import verdict, where
from afghanwar.frames.dates import parse, with_bounds
from afghanwar.frames.tables import table

__all__ = ["parse", "table", "verdict", "where", "with_bounds"]
