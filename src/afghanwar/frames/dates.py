"""Dates: turn the date columns of a frame into the columns from which the answers are computed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Final, Literal, TypeAlias, get_args

import attrs
import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from afghanwar.errors import TimeSpanError, listed, quoted
from afghanwar.frames.engines import (
    Frame,
    add_key,
    attach_cells,
    check_new,
    distinct,
    first_row,
    to_narwhals,
    to_type_of,
    types_of,
)
from afghanwar.queries.window import check_one_of
from afghanwar.timespan import TimeSpan
from afghanwar.timespan.columns import DAYS, FLAGS, columns_of
from afghanwar.timespan.precision import PresetName, preset_of, span_from, zone_of
from afghanwar.timespan.worlds import UNDATED

Errors: TypeAlias = Literal["raise", "null"]
"""What to do about a date that cannot be read: raise an error, or leave its row undated."""

COLUMNS: Final = (*DAYS, *FLAGS, "approximate")
"""The columns that are added."""

_TEXTS: Final = (nw.String, nw.Categorical, nw.Enum, nw.Unknown)
# pandas has no type for days, so a column of objects may hold days.
_DATES: Final = (*_TEXTS, nw.Object, nw.Date, nw.Datetime)
# Separates the values in a key. No date or code contains it; a value that does is refused, as it splits into too many.
_BETWEEN: Final = "\x1f"
_SHOWN: Final = 10


def parse(frame: IntoFrameT, column: str = "when", *, errors: Errors = "raise") -> IntoFrameT:
    """Read a column of EDTF strings into the columns that ``where`` and ``verdict`` use.

    Each distinct text is read once, by ``TimeSpan``. For that, the distinct texts of a lazy frame are collected; the
    frame itself stays lazy. A null is undated.

    >>> import pyarrow as pa
    >>> table = parse(pa.table({"when": ["2001-12-06/2001-12-17", "2001~", None]}))
    >>> table["earliest_start"].to_pylist()
    [datetime.date(2001, 12, 6), datetime.date(2000, 1, 1), None]

    Args:
        frame: A pandas, Polars, PyArrow, DuckDB, Ibis, PySpark or Dask frame, eager or lazy.
        column: The column of texts.
        errors: ``"raise"``, or ``"null"`` to leave rows undated whose text is not a time-span.

    Returns:
        A frame of the same type, with the columns of :data:`COLUMNS` added. The rows of an eager frame stay in their
        order.

    Raises:
        TimeSpanError: Some texts are not time-spans; the message counts them and shows the first ten.
        ValueError: There is no such column, it has only nulls, the frame already has one of the new columns, or two
            columns have the same name.
        TypeError: The frame, or the type of the column, is not supported.
    """
    check_one_of("errors", errors, get_args(Errors))
    inside = to_narwhals(frame)
    _check_type(inside, column, _TEXTS, "text")
    # A sign before each text distinguishes an empty text from a null.
    key = nw.concat_str(nw.lit("="), nw.col(column).cast(nw.String)).fill_null("")
    reading = _Reading(f"the column {quoted(column)}", key, lambda text: TimeSpan(text[1:]) if text else None)
    return to_type_of(frame, reading.added_to(inside, errors))


def with_bounds(
    frame: IntoFrameT,
    start: str,
    end: str | None = None,
    *,
    preset: PresetName,
    precision: str | None = None,
    errors: Errors = "raise",
) -> IntoFrameT:
    """Read the dates of another publisher's table into the same columns, as imprecise as the publishers say.

    :data:`~afghanwar.timespan.precision.PRESETS` documents the presets and their sources. Each distinct combination of
    dates and code is read once, as in :func:`parse`. A missing date is unknown, and a missing code counts as the least
    precise.

    >>> import pyarrow as pa
    >>> ged = pa.table({"date_start": ["2001-12-06"], "date_end": ["2001-12-17"], "date_prec": [4]})
    >>> with_bounds(ged, "date_start", "date_end", preset="ucdp")["latest_start"].to_pylist()
    [datetime.date(2001, 12, 17)]

    Args:
        frame: A pandas, Polars, PyArrow, DuckDB, Ibis, PySpark or Dask frame, eager or lazy.
        start: The column of starts, or of the only date: days, datetimes, or texts that begin with a day.
        end: The column of ends; ``None`` if there is none. For a single date of ``"ftm"``, pass its column as both.
        preset: The publisher: ``"ucdp"``, ``"acled"`` or ``"ftm"``.
        precision: The column of codes; by default the publisher's own.
        errors: ``"raise"``, or ``"null"`` to leave rows undated that cannot be read.

    Returns:
        A frame of the same type, with the columns of :data:`COLUMNS` added. The rows of an eager frame stay in their
        order.

    Raises:
        TimeSpanError: Some dates or codes are not in the documented form, or a start is after its end; the message
            counts them and shows the first ten.
        ValueError: There is no such column, all dates are null, the frame already has one of the new columns, the
            preset has no end or no codes, two columns have the same name, or dates are in different time zones.
        TypeError: The frame, or the type of a column, is not supported.
    """
    check_one_of("errors", errors, get_args(Errors))
    convention = preset_of(preset, end=end is not None, code=precision is not None)
    inside = to_narwhals(frame)
    dates = [start] if end is None else [start, end]
    code = precision or convention.column
    parts = [*_dates(inside, dates), *([] if end is not None else [nw.lit("")])]
    if code is not None:
        parts.append(_codes(inside, code))
    about = f"the dates in {' and '.join(map(quoted, dates))}"
    zones: set[str] = set()

    def read(key: str) -> TimeSpan | None:
        values = key.split(_BETWEEN)
        if len(values) != len(parts):
            raise TimeSpanError(f"{quoted(key)} has a control character; remove it")
        zones.update(filter(None, map(zone_of, values)))
        if len(zones) > 1:
            raise ValueError(f"{about} are in more than one time zone, {listed(sorted(zones))}; convert them to one")
        return span_from(preset, *values)

    reading = _Reading(about, nw.concat_str(*parts, separator=_BETWEEN), read)
    return to_type_of(frame, reading.added_to(inside, errors))


@attrs.frozen
class _Reading:
    """How the key of each row is read as a time-span."""

    about: str
    key: nw.Expr
    read: Callable[[str], TimeSpan | None]

    def added_to(self, frame: Frame, errors: Errors) -> Frame:
        check_new(frame, COLUMNS)
        frame = add_key(frame, self.key)
        spans: dict[str, TimeSpan | None] = {}
        faults: dict[str, TimeSpanError] = {}
        for text in distinct(frame):
            try:
                spans[text] = self.read(text)
            except TimeSpanError as error:
                spans[text], faults[text] = None, error
        if errors == "raise":
            if faults:
                raise TimeSpanError(self._message(frame, faults))
            if spans and not any(spans.values()):
                raise ValueError(f"every row of {self.about} is null; pass errors='null' to leave all rows undated")
        # A frame without rows also needs columns of these types.
        spans = spans or {"": None}
        return attach_cells(frame, list(spans), _cells(spans.values()))

    def _message(self, frame: Frame, faults: Mapping[str, TimeSpanError]) -> str:
        count = "1 value" if len(faults) == 1 else f"{len(faults)} values"
        advice = "correct the data, or pass errors='null' to leave these rows undated"
        lines = [f"{count} of {self.about} cannot be read; {advice}:"]
        for text, error in islice(faults.items(), _SHOWN):
            row = first_row(frame, text)
            lines.append(str(error) if row is None else f"row {row}: {error}")
        if len(faults) > _SHOWN:
            lines.append(f"and {len(faults) - _SHOWN} more")
        return "\n  ".join(lines)


def _cells(spans: Iterable[TimeSpan | None]) -> dict[str, list[object]]:
    rows = [
        {**columns_of(UNDATED if span is None else span.worlds), "approximate": span is not None and span.approximate}
        for span in spans
    ]
    return {name: [row[name] for row in rows] for name in COLUMNS}


def _dates(frame: Frame, columns: Sequence[str]) -> list[nw.Expr]:
    """Columns of dates as texts; a datetime becomes its day in its own time zone."""
    kinds = {column: _check_type(frame, column, _DATES, "dates") for column in columns}
    zones = {kind.time_zone for kind in kinds.values() if isinstance(kind, nw.Datetime)}
    if len(zones) > 1:
        names = " and ".join(map(quoted, columns))
        raise ValueError(f"the columns {names} are in different time zones, {listed(list(zones))}; convert them to one")
    texts = {column: nw.col(column).cast(nw.String) for column in columns}
    return [
        (texts[column].str.slice(0, 10) if isinstance(kinds[column], nw.Datetime) else texts[column]).fill_null("")
        for column in columns
    ]


def _codes(frame: Frame, column: str) -> nw.Expr:
    if not types_of(frame, [column])[column].is_numeric():
        _check_type(frame, column, (*_TEXTS, nw.Object), "numbers")
    return nw.col(column).cast(nw.String).fill_null("")


def _check_type(frame: Frame, column: str, allowed: tuple[type[nw.dtypes.DType], ...], wanted: str) -> nw.dtypes.DType:
    kind = types_of(frame, [column])[column]
    if not isinstance(kind, allowed):
        raise TypeError(f"the column {quoted(column)} is of type {kind}; make it a column of {wanted}")
    return kind
