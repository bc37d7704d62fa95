"""Downloads: files of the dataset in other formats, written beside the pages at the end of a build."""

import json
import shutil
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

import afghanwar as aw
from afghanwar.export import json_schema, to_csv, to_json, to_jsonld, to_sqlite

FOLDER = "downloads"


def write(app: Sphinx, error: Exception | None) -> None:
    """Write all files into a folder beside the pages.

    Args:
        app: The build.
        error: Why the build failed, if it did.
    """
    folder = Path(app.outdir, FOLDER)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    dataset = aw.load()
    to_sqlite(dataset, folder / "afghanwar.sqlite")
    to_json(dataset, folder / "afghanwar.json")
    (folder / "afghanwar.schema.json").write_text(f"{json.dumps(json_schema(), indent=2)}\n", "utf-8")
    (folder / "afghanwar.jsonld").write_text(f"{json.dumps(to_jsonld(dataset), ensure_ascii=False)}\n", "utf-8")
    tables = folder / "afghanwar-csv"
    to_csv(dataset, tables)
    with ZipFile(folder / "afghanwar-csv.zip", "w") as archive:
        for file in sorted(tables.iterdir()):
            # A ZipInfo made from a name has a fixed date, so every build writes the same bytes.
            archive.writestr(ZipInfo(f"afghanwar-csv/{file.name}"), file.read_bytes())
    shutil.rmtree(tables)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the function that writes the files."""
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
