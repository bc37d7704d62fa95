"""Export: datasets and records as files that other programs read.

What needs no extra can be imported from here; what needs one is imported from its own module, such as
``afghanwar.export.parquet``.
"""

from afghanwar.export.citations import to_bibtex, to_csl, to_csl_citations
from afghanwar.export.csv import to_csv
from afghanwar.export.sqlite import to_sqlite

__all__ = ["to_bibtex", "to_csl", "to_csl_citations", "to_csv", "to_sqlite"]
