"""JSON: a whole dataset as one document, which ``afghanwar.read`` reads back, and its JSON Schema."""

import json
from collections.abc import Iterator
from pathlib import Path

from afghanwar.dataset.dataset import Dataset, require_dataset
from afghanwar.export.target import atomic_write, with_progress
from afghanwar.kinds import AnyRecord
from afghanwar.seeds.documents import FORMAT, KEYS, VERSION
from afghanwar.seeds.plain import to_dict


def to_json(dataset: Dataset, file: str | Path, *, force: bool = False) -> None:
    """Write a complete dataset as one JSON document.

    It has one record per line, sorted by kind and id, as :func:`~afghanwar.seeds.plain.to_dict` returns it. Every run
    writes the same bytes. :func:`~afghanwar.seeds.load.read` returns an equal dataset;
    :func:`~afghanwar.export.schema.json_schema` describes the document.

    >>> import json
    >>> import afghanwar as aw
    >>> file = getfixture("tmp_path") / "afghanwar.json"
    >>> to_json(aw.load(), file)
    >>> list(json.loads(file.read_text("utf-8")))[:4]
    ['format', 'version', 'sources', 'claims']
    >>> list(aw.read(file)) == list(aw.load())
    True

    Args:
        dataset: The dataset, or a view of one.
        file: The file to write, in UTF-8; its folder has to exist.
        force: Whether to replace a file that exists.

    Raises:
        ExportError: The file exists or cannot be written; it is not changed.
        TypeError: It is not a dataset.
    """
    require_dataset(dataset)
    with atomic_write(file, force=force) as path, path.open("w", encoding="utf-8", newline="\n") as document:
        document.writelines(_lines(dataset))


def _lines(dataset: Dataset) -> Iterator[str]:
    yield f'{{"format": {json.dumps(FORMAT)}, "version": {VERSION}'
    records: dict[str, list[AnyRecord]] = {key: [] for key in KEYS}
    keys = {kind: key for key, kind in KEYS.items()}
    for record in dataset:
        records[keys[type(record)]].append(record)
    for key, some in records.items():
        yield f',\n"{key}": ['
        for at, record in enumerate(with_progress(some, len(some), key)):
            yield f"{',' if at else ''}\n{json.dumps(to_dict(record), ensure_ascii=False)}"
        yield "\n]"
    yield "}\n"
