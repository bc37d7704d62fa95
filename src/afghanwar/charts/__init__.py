"""Charts: timelines of events and relationships, and maps of places, as interactive Altair charts.

They need the packages of the extra ``charts``; nothing else in the library imports this package.
"""

from afghanwar.errors import missing_extra

try:
    import altair  # noqa: F401
except ImportError as _error:
    raise missing_extra("charts", "altair", module="charts") from _error

from afghanwar.charts.places import places
from afghanwar.charts.relationships import relationships
from afghanwar.charts.timeline import timeline

__all__ = ["places", "relationships", "timeline"]
