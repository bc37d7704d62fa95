"""Export: datasets and records as files that other programs read.

What needs no other package is imported from here. What needs one is imported from its own module, as in
``from afghanwar.export.graph import to_networkx``.
"""

from afghanwar.export.json import to_json
from afghanwar.export.schema import json_schema

__all__ = ["json_schema", "to_json"]
