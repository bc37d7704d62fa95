"""Seeds: hand-written TOML in, a dataset out; the only package that reads them.

The folder of seeds has one folder per kind. In ``sources/`` each file is a source, its name the id, and holds the
claims of that source; in the others a file is any group of records, each a table under its id. A wheel carries the same
content as JSON, one file per folder, which reads faster.
"""

from afghanwar.seeds.load import load, read
from afghanwar.seeds.plain import from_dict, to_dict

__all__ = ["from_dict", "load", "read", "to_dict"]
