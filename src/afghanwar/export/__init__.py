"""Export: datasets and records as files that other programs read.

What needs no extra can be imported from here; what needs one is imported from its own module, such as
``afghanwar.export.parquet``.
"""

from afghanwar.export.citations import to_bibtex, to_csl, to_csl_citations
from afghanwar.export.csv import to_csv
from afghanwar.export.geojson import to_geojson
from afghanwar.export.json import to_json
from afghanwar.export.jsonld import to_jsonld
from afghanwar.export.schema import json_schema
from afghanwar.export.sqlite import to_sqlite
from afghanwar.export.timelinejs import to_timelinejs

__all__ = [
    "json_schema",
    "to_bibtex",
    "to_csl",
    "to_csl_citations",
    "to_csv",
    "to_geojson",
    "to_json",
    "to_jsonld",
    "to_sqlite",
    "to_timelinejs",
]
