"""Cells: read the cells of a row as values, and report their faults."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Final, TypeVar

from afghanwar.errors import TimeSpanError, quoted
from afghanwar.intake.columns import Cells, Column, DateColumns
from afghanwar.timespan import TimeSpan
from afghanwar.timespan.precision import Day, span_from, zone_of

M = TypeVar("M", bound=Enum)

_NUMBER: Final = re.compile(r"[+-]?(\d+|\d+\.\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_span_from = lru_cache(maxsize=4096)(span_from)


class BadCellError(ValueError):
    """A cell has a wrong value.

    Attributes:
        field: Its column; for a function, the argument that the function was given for.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def check_keys(argument: str, given: Mapping[str, Any], kind: Any) -> None:
    """Check that an argument has the keys that it needs, and no others.

    Raises:
        ValueError: A key is missing or unknown.
    """
    known = tuple(kind.__annotations__)
    if unknown := [key for key in given if key not in known]:
        raise ValueError(f"{argument} has the key {quoted(unknown[0])}; use one of {', '.join(map(repr, known))}")
    if missing := sorted(kind.__required_keys__ - given.keys()):
        raise ValueError(f"{argument} lacks the key {missing[0]!r}; give its column")


def names_in(value: object) -> Iterator[str]:
    """Yield the names of columns in an argument, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if key != "preset":
                yield from names_in(each)


def cell_of(row: Cells, column: Column, argument: str) -> Any:
    """Return the value of a cell; ``None`` if it is empty, blank or NaN.

    Raises:
        BadCellError: The row has no such column, or the function raised an error.
    """
    if isinstance(column, str):
        if column not in row:
            raise BadCellError(column, "this row has no such column; give every row the same columns")
        value = row[column]
    else:
        value = call(column, row, argument)
    return None if _is_missing(value) else value


def call(function: Callable[[Cells], Any], row: Cells, argument: str) -> Any:
    """Call a function that the caller gave, with a row.

    Raises:
        BadCellError: It raised any error; the caller of this adds the number of the row.
    """
    try:
        return function(row)
    except Exception as error:
        reason = f"{type(error).__name__}: {quoted(str(error))}"
        raise BadCellError(argument, f"the function raised {reason}; make it return None for an empty cell") from None


def _is_missing(value: Any) -> bool:
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):  # pandas.NA has no truth value, nor has an array.
        return type(value).__name__ == "NAType"


def text_of(row: Cells, column: Column, argument: str) -> str | None:
    """Return a cell as a stripped text."""
    value = cell_of(row, column, argument)
    return None if value is None else str(value).strip()


def number_of(row: Cells, column: Column, argument: str) -> int | float | None:
    """Return a cell as a number, which is an ``int`` if it is whole.

    Raises:
        BadCellError: It is not a number.
    """
    value = cell_of(row, column, argument)
    if value is None:
        return None
    text = str(value).strip()
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise BadCellError(field_of(column, argument), f"{quoted(value)} is not a number; write digits, such as 1000")
    number = float(text)
    if abs(number) >= 10**15 or Decimal(repr(number)) != Decimal(text):
        raise BadCellError(field_of(column, argument), f"{quoted(value)} has more than 15 digits; write fewer")
    return int(number) if number.is_integer() else number


def member_of(row: Cells, column: Column | M, argument: str, kind: type[M]) -> M | None:
    """Return a cell as a member of an enumeration; the caller may also give one member for all rows.

    Raises:
        BadCellError: It is neither a member nor the value of one.
    """
    if isinstance(column, kind):
        return column
    assert not isinstance(column, Enum), column  # The caller has checked that.
    value = cell_of(row, column, argument)
    try:
        return None if value is None else kind(value)
    except ValueError:
        members = ", ".join(member.value for member in kind)
        raise BadCellError(field_of(column, argument), f"{quoted(value)} is unknown; use one of {members}") from None


def when_of(row: Cells, when: Column | DateColumns) -> TimeSpan | None:
    """Return the time of a row; ``None`` if it has none.

    Raises:
        BadCellError: It is not a date.
    """
    try:
        if isinstance(when, Mapping):
            start, end, code = (_part(row, when, key) for key in ("start", "end", "precision"))
            code = code if code is None or isinstance(code, int | float) else str(code)
            return _span_from(when["preset"], _day(start), _day(end), code)
        value = cell_of(row, when, "when")
        if value is None or isinstance(value, TimeSpan):
            return value
        return TimeSpan(value.isoformat()[:10] if isinstance(value, date) else str(value).strip())
    except TimeSpanError as error:
        keys = ("start", "end", "precision")
        columns = [when.get(key) for key in keys] if isinstance(when, Mapping) else [when]
        fields = dict.fromkeys(field_of(column, "when") for column in columns if column is not None)
        raise BadCellError(", ".join(fields), str(error)) from None


def zones_of(row: Cells, when: Column | DateColumns) -> Iterator[str]:
    """Yield the time zones of the date columns of a row."""
    for column in (when.get("start"), when.get("end")) if isinstance(when, Mapping) else (when,):
        if isinstance(column, str) and isinstance(value := row.get(column), date | str):
            zone = zone_of(value)
            if zone is not None:
                yield zone


def _part(row: Cells, when: DateColumns, key: str) -> Any:
    column: Column | None = when.get(key)  # type: ignore[assignment]
    return None if column is None else cell_of(row, column, f"when.{key}")


def _day(value: Any) -> Day:
    return value if value is None or isinstance(value, date) else str(value).strip()


def field_of(column: Any, argument: str) -> str:
    """Return how a fault names a column: by its name, or by the argument that a function was given for."""
    return column if isinstance(column, str) else argument
