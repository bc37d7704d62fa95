"""Check rows against the table of their dataset."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO

from afghanwar.claims import Claim
from afghanwar.errors import Problem, listed, quoted

_WHOLE_NUMBER = re.compile(r"(-?\d+)\.0+")


def key_of(cell: object) -> str:
    """Return the key of a row as text: stripped, and a whole number without ``.0``.

    Programs that read tables may turn 187656 into 187656.0, for example if another cell of the column is empty.

    >>> key_of("AFG12345"), key_of(187656.0), key_of("187656.0")
    ('AFG12345', '187656', '187656')

    Args:
        cell: A string or a number.
    """
    text = str(cell).strip()
    match = _WHOLE_NUMBER.fullmatch(text)
    return match[1] if match else text


def table_of(text: str) -> list[dict[str, str]]:
    r"""Read the rows of a CSV table, whose first row has the names of the columns.

    >>> table_of("id,when\n1,2001-12\n")
    [{'id': '1', 'when': '2001-12'}]

    Args:
        text: The text of a CSV file, from :func:`afghanwar.documents.read_document`.

    Returns:
        The rows in the order of the file; cells missing at the end of a row are empty.
    """
    # A file from a spreadsheet may begin with a byte order mark.
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), restval=""))


def verify_rows(claims: Iterable[Claim], text: str) -> list[Problem]:
    """Check that each row that the claims of a dataset cite is in its table exactly once.

    Args:
        claims: The claims of one source, whose kind is ``DATASET``.
        text: The text of its document, from :func:`afghanwar.documents.read_document`, which compares the digest.

    Returns:
        The faults in the order of the claims.
    """
    table = table_of(text)
    counts: dict[str, Counter[str]] = {}
    return [
        Problem(kind="claim", record=claim.id, field=field, message=message)
        for claim in claims
        for field, message in _row_faults(claim, table, counts)
    ]


def _row_faults(
    claim: Claim, table: list[dict[str, str]], counts: dict[str, Counter[str]]
) -> Iterator[tuple[str, str]]:
    row = claim.row
    if row is None:
        yield "row", "is missing; use verify_passages for the claims of a text"
        return
    columns = list(table[0]) if table else []
    if row.column not in columns:
        yield "row.column", f"the table has no column {quoted(row.column)}; it has {listed(columns)}"
        return
    if row.column not in counts:
        counts[row.column] = Counter(key_of(each[row.column]) for each in table)
    count = counts[row.column][row.key]
    if count == 0:
        yield "row.key", f"no row has the {row.column} {quoted(row.key)}; fix the key"
    elif count > 1:
        yield "row.key", f"{count} rows have the {row.column} {quoted(row.key)}; name a column that identifies rows"
