"""Tables: records as a frame."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, Literal, TypeAlias, get_args

import narwhals.stable.v2 as nw

from afghanwar.claims import Claim, Quantity
from afghanwar.dataset.dataset import Dataset
from afghanwar.kinds import AnyRecord
from afghanwar.queries.scope import Sources
from afghanwar.queries.window import check_one_of
from afghanwar.rows import Value, to_rows
from afghanwar.timespan.columns import DAYS, FLAGS

Backend: TypeAlias = Literal["pandas", "polars", "pyarrow"]
"""The library that makes the frame."""

# The types of columns, for narwhals and for pandas. The usual integers and Booleans of pandas cannot be null.
_DAY: Final = (nw.Date(), "datetime64[us]")
_FLAG: Final = (nw.Boolean(), "boolean")
_INTEGER: Final = (nw.Int64(), "Int64")
_NUMBER: Final = (nw.Float64(), "float64")
_TEXT: Final = (nw.String(), "string")
_TYPES: Final = {
    **dict.fromkeys(DAYS, _DAY),
    **dict.fromkeys((*FLAGS, "approximate", "uncertain", "number_approximate"), _FLAG),
    **dict.fromkeys(("asserted", "directed", "allied"), _FLAG),
    **dict.fromkeys(("paragraph", "start", "end", "ucdp", "gw", "cow", "gtd"), _INTEGER),
    **dict.fromkeys(("low", "high", "best", "latitude", "longitude"), _NUMBER),
}


def table(
    records: Iterable[AnyRecord | tuple[Claim, Quantity]],
    *,
    backend: Backend = "pandas",
    according_to: Sources | None = None,
    dataset: Dataset | None = None,
) -> Any:
    """Make a frame of records with the columns of ``to_rows``; column types do not depend on the values.

    >>> import afghanwar as aw
    >>> battles = table(aw.events_between("2001", "2001", of=aw.Battle), backend="pyarrow")
    >>> battles["name"].to_pylist(), battles["latest_end"].to_pylist()
    (['Battle of Tora Bora'], [datetime.date(2001, 12, 17)])

    Args:
        records: Records of one kind, or pairs of a claim and a quantity, as for :func:`~afghanwar.rows.to_rows`.
        backend: ``"pandas"``, ``"polars"`` or ``"pyarrow"``; it has to be installed.
        according_to: The source or sources whose view the records are from.
        dataset: The dataset that the records are from; the bundled one by default.

    Returns:
        A frame with one row per record, in their order. Without records it has no columns, because the kind is not
        known. Days are dates; in pandas, ``datetime64[us]``.

    Raises:
        ValueError: ``backend`` is not one of these, or the records are not all of one kind and from one dataset.
        TypeError: One of them is not a record.
        UnknownRecordError: The dataset has no such record.
        ModuleNotFoundError: The backend is not installed.
    """
    check_one_of("backend", backend, get_args(Backend))
    rows = to_rows(records, according_to=according_to, dataset=dataset)
    names = list(rows[0]) if rows else []
    cells = {name: [_cell(name, row[name]) for row in rows] for name in names}
    if backend == "pandas":
        pandas: Any = nw.Implementation.PANDAS.to_native_namespace()
        return pandas.DataFrame({name: pandas.array(cells[name], dtype=_types(name)[1]) for name in names})
    return nw.from_dict(cells, schema={name: _types(name)[0] for name in names}, backend=backend).to_native()


def _types(name: str) -> tuple[nw.dtypes.DType, str]:
    return _INTEGER if name.endswith("_count") else _TYPES.get(name, _TEXT)


def _cell(name: str, value: Value) -> Value | date:
    return date.fromisoformat(value) if name in DAYS and isinstance(value, str) else value
