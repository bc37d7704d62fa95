"""Seeds: read a dataset from hand-written TOML; no other package reads seeds.

The folder of seeds has one folder per kind. In ``sources/``, each file describes one source and has its claims, and the
name of the file is the id of the source. In the other folders, a file has any group of records, each in a table named
after its id. A wheel carries the same content as JSON, which is faster to read, with one file per class of records.
"""

from afghanwar.seeds.load import load, read
from afghanwar.seeds.plain import from_dict, to_dict

__all__ = ["from_dict", "load", "read", "to_dict"]
