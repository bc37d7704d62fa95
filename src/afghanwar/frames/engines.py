"""Engines: frames of several engines as narwhals frames, and operations that narwhals lacks for some of them."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final, TypeAlias, TypeVar, cast

import narwhals.stable.v2 as nw
from narwhals.exceptions import DuplicateError
from narwhals.stable.v2.typing import IntoFrameT

from afghanwar.errors import listed, quoted
from afghanwar.timespan.columns import DAYS

Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]
"""A narwhals frame, eager or lazy."""

Cells: TypeAlias = Mapping[str, Sequence[object]]
"""New columns by name: days in those of ``DAYS``, Booleans in the others."""

T = TypeVar("T")

_ENGINES: Final = "pandas, Polars, PyArrow, DuckDB, Ibis, PySpark or Dask"
_KEY: Final = "__afghanwar_key__"


def to_narwhals(frame: object) -> Frame:
    """Return a frame of any engine as a narwhals frame.

    Raises:
        TypeError: It is not a frame of a supported engine.
        ValueError: Two of its columns have the same name.
    """
    try:
        inside: Frame = nw.from_native(frame)
        names = list(inside.columns)
    except DuplicateError:
        # The attribute ``columns`` of a PyArrow table has the data, not the names.
        names = list(getattr(frame, "column_names", None) or frame.columns)  # type: ignore[attr-defined]
    except TypeError as error:
        kind = f"{type(frame).__module__}.{type(frame).__qualname__}"
        raise TypeError(f"a value of type {kind} is not a supported frame; pass one of {_ENGINES}") from error
    repeated = [name for name, times in Counter(names).items() if times > 1]
    if repeated:
        raise ValueError(f"the frame has more than one column named {listed(repeated)}; rename them")
    return inside


def to_type_of(frame: IntoFrameT, result: Frame) -> IntoFrameT:
    """Return a result as a frame of the type of a given frame."""
    given: Any = result if isinstance(frame, nw.DataFrame | nw.LazyFrame) else result.to_native()
    return cast(IntoFrameT, given)


def types_of(frame: Frame, columns: Collection[str]) -> dict[str, nw.dtypes.DType]:
    """Return the types of some columns.

    Raises:
        ValueError: There is no such column.
    """
    # The schema is collected once, because an engine may have to plan a query for it.
    schema = frame.collect_schema()
    for column in columns:
        if column not in schema:
            raise ValueError(f"the frame has no column {quoted(column)}; it has {listed(schema.names())}")
    return {column: schema[column] for column in columns}


def check_new(frame: Frame, names: Collection[str]) -> None:
    """Check that a frame has none of the columns that will be added.

    Raises:
        ValueError: The frame already has one of them.
    """
    present = [name for name in frame.collect_schema().names() if name in names]
    if present:
        raise ValueError(f"the frame already has {listed(present)}; rename or drop these columns")


def add_key(frame: Frame, key: nw.Expr) -> Frame:
    """Add a text key to each row, on which new columns will depend; :func:`attach_cells` drops it."""
    # Dask has two types of text, and warns when it joins them; the cast returns the type of the frames it creates.
    return frame.with_columns(key.cast(nw.String).alias(_KEY))


def distinct(frame: Frame) -> list[str]:
    """Collect the distinct keys, sorted. Nothing else in a lazy frame is computed."""
    found = frame.select(_KEY).unique()
    collected = found.collect() if isinstance(found, nw.LazyFrame) else found
    return sorted(collected[_KEY].to_list())


def first_row(frame: Frame, key: str) -> int | None:
    """Return the position, from 0, of the first row with a key; ``None`` in a lazy frame, whose rows have no order."""
    if isinstance(frame, nw.LazyFrame):
        return None
    position: int = frame[_KEY].to_list().index(key)
    return position


def attach_cells(frame: Frame, keys: Sequence[str], cells: Cells) -> Frame:
    """Add columns that depend only on the key, lazily if the frame is lazy, and drop the key.

    Args:
        frame: The frame with its key; the key of every row is in ``keys``.
        keys: At least one key.
        cells: The new columns, with one cell per key.

    Returns:
        The frame with the new columns; the rows of an eager frame stay in their order.

    Raises:
        TypeError: The frame is lazy, and its engine is not supported.
    """
    engine = frame.implementation
    if isinstance(frame, nw.LazyFrame):
        if engine not in _LIKE:
            raise TypeError(f"lazy frames of {engine} are not supported; pass one of {_ENGINES}")
        other = nw.from_native(_LIKE[engine](frame.to_native(), {_KEY: keys, **cells}))
        return frame.join(other, on=_KEY, how="left").drop(_KEY)
    # Not a join, because PyArrow's changes the order of rows, and pandas's loses the index.
    rows = eager(cells, engine)[frame[_KEY].replace_strict(keys, range(len(keys)), return_dtype=nw.Int64), :]
    return frame.drop(_KEY).with_columns(*(rows[name] for name in cells))


def eager(cells: Cells, engine: nw.Implementation) -> nw.DataFrame[Any]:
    """Make an eager frame; a day is a datetime at midnight if the engine has no type for days."""
    day = nw.Datetime("us") if engine.is_pandas_like() else nw.Date()
    backend: Any = engine
    return nw.from_dict(cells, schema=_types(cells, nw.String(), day, nw.Boolean()), backend=backend)


def _types(cells: Cells, text: T, day: T, flag: T) -> dict[str, T]:
    return {name: text if name == _KEY else day if name in DAYS else flag for name in cells}


def _like_duckdb(frame: Any, cells: Cells) -> Any:
    # Only relations of the same connection can be joined, and a query on a relation is the way to create another one.
    # The query finds the table by the name of the variable.
    lookup = eager(cells, nw.Implementation.PYARROW).to_native()
    assert lookup is not None  # The query uses it by name.
    return frame.query("frame", "SELECT * FROM lookup")


def _like_spark(frame: Any, cells: Cells) -> Any:  # pragma: no cover  # It needs PySpark and Java.
    columns = ", ".join(f"`{name}` {kind}" for name, kind in _types(cells, "string", "date", "boolean").items())
    return frame.sparkSession.createDataFrame(list(zip(*cells.values(), strict=True)), columns)


_LIKE: Final[Mapping[nw.Implementation, Callable[[Any, Cells], Any]]] = {
    nw.Implementation.POLARS: lambda _, cells: eager(cells, nw.Implementation.POLARS).lazy().to_native(),
    nw.Implementation.DUCKDB: _like_duckdb,
    nw.Implementation.IBIS: lambda frame, cells: nw.get_native_namespace(frame).memtable(
        eager(cells, nw.Implementation.PYARROW).to_native()
    ),
    nw.Implementation.PYSPARK: _like_spark,
    nw.Implementation.PYSPARK_CONNECT: _like_spark,
    nw.Implementation.DASK: lambda frame, cells: nw.get_native_namespace(frame).from_pandas(
        eager(cells, nw.Implementation.PANDAS).to_native(), npartitions=1
    ),
}
"""How to make a small frame of the same engine as a native frame."""
