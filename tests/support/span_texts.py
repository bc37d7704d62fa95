"""Texts of time-spans of every form, drawn with the days that they allow; and bounds."""

import datetime
import re
from collections.abc import Callable

import pendulum
from hypothesis import assume
from hypothesis import strategies as st

from afghanwar.timespan import TimeSpan
from afghanwar.timespan.bounds import FUTURE, PAST, Bounds, bounded
from afghanwar.timespan.edtf import mark_uncertain, write
from support.time_spans import (
    Marks,
    all_marks,
)

LINE = [datetime.date(2003, 12, 30) + datetime.timedelta(days=n) for n in range(4)]
ENDLESS_LINE = [PAST, LINE[1], LINE[2], FUTURE]
MARKS = all_marks(4)


def exposed(span: TimeSpan) -> tuple[pendulum.Date, ...]:
    """The four days as callers see them."""
    return span.earliest_start, span.latest_start, span.earliest_end, span.latest_end


def written(marks: Marks, mark: str = "") -> TimeSpan:
    """Marks on the short line as a text, but not by the library's own way to write them."""
    a, b, c, d = (LINE[each] for each in marks)
    return TimeSpan(f"[{a}..{b}]/[{c}..{d}]{mark}")


def leaves_everything_open(bounds: Bounds) -> bool:
    """Whether each of the four days is unbounded, which no text says."""
    return {PAST, FUTURE} >= {bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end}


def plain(day: datetime.date) -> list[str]:
    """The day, month and year that hold a day."""
    return [day.isoformat()[:length] for length in (4, 7, 10)]


def season(day: datetime.date) -> str:
    """The season that holds a day; January and February belong to the winter of the year before."""
    year, code = (day.year, 20 + day.month // 3) if day.month > 2 else (day.year - 1, 24)
    return f"{year:04}-{code}"


def one_of(draw: st.DrawFn, first: datetime.date, last: datetime.date) -> str:
    """A one-of range that holds all days from one to another."""
    start, end = draw(st.sampled_from(plain(first))), draw(st.sampled_from(plain(last)))
    return draw(st.sampled_from([f"[{start}..{end}]", f"[{start}..]", f"[..{end}]"]))


def date_text(draw: st.DrawFn, day: datetime.date) -> str:
    """A text of any form without a slash or a bracket that holds a day."""
    if draw(st.sampled_from(["whole", "whole", "in part"])) == "in part":
        return marked_in_part(draw, day)
    kinds = [plain(day), [season(day), f"{day.year // 10:03}X"], unspecified(day), group(day)]
    return draw(st.sampled_from(draw(st.sampled_from(kinds)))) + draw(st.sampled_from(["", "", "", "~", "?", "%"]))


def unspecified(day: datetime.date) -> list[str]:
    """Days, months and years that hold a day, with unspecified digits on the right."""

    def cut(text: str, count: int) -> str:
        digits = re.sub("[0-9]", "X", text[len(text) - count :])
        return text[: len(text) - count] + digits

    cuts = [(f"{day}", count) for count in (1, 2, 4, 5)] + [(f"{day}"[:7], count) for count in (1, 2)]
    return [cut(text, count) for text, count in cuts]


def group(day: datetime.date) -> list[str]:
    """The quarter, third and half of a year, and the southern season, that hold a day."""
    month = day.month - 1
    codes = [33 + month // 3, 37 + month // 4, 40 + month // 6]
    southern = (day.year, 29 + (day.month - 9) // 3 % 4) if day.month > 2 else (day.year - 1, 30)
    return [f"{day.year:04}-{code}" for code in codes] + ["{:04}-{}".format(*southern)]


def marked_in_part(draw: st.DrawFn, day: datetime.date) -> str:
    """A day with a mark before or after some of its parts."""
    forms = ["{0}", *(form for mark in "~?%" for form in (mark + "{0}", "{0}" + mark))]
    return "-".join(draw(st.sampled_from(forms)).format(part) for part in day.isoformat().split("-"))


@st.composite
def texts_with_a_world(draw: st.DrawFn) -> tuple[str, datetime.date, datetime.date]:
    """A text of any accepted form, with a first and a last day that it allows."""
    origin = draw(st.dates(datetime.date(20, 1, 1), datetime.date(9900, 12, 31)))
    later = draw(st.lists(st.integers(0, 40) | st.integers(0, 20_000), min_size=4, max_size=4))
    before, start, end, after = (origin + datetime.timedelta(days) for days in sorted(later))
    # Of each shape: how its start and its end are written, and the first and the last day that it allows.
    shapes = {
        "{single}": (start, start),
        "{closed}": (start, end),
        "{first}/{last}": (start, end),
        "{first}/..": (start, FUTURE),
        "../{last}": (PAST, end),
        "{first}/": (start, after),
        "/{last}": (before, end),
        "[{single},{range}]": (start, end),
        "[..{before},{range},{single}]/{last}": (start, end),
        "{first}/[{end},{after}..]": (start, end),
    }
    shape = draw(st.sampled_from(list(shapes)))
    parts: dict[str, Callable[[], object]] = {
        "single": lambda: date_text(draw, start),
        "closed": lambda: one_of(draw, start, end),
        "range": lambda: f"{start}..{end}",
        "first": lambda: date_text(draw, start) if draw(st.booleans()) else one_of(draw, before, start),
        "last": lambda: date_text(draw, end) if draw(st.booleans()) else one_of(draw, end, after),
        "before": lambda: before,
        "end": lambda: end,
        "after": lambda: after,
    }
    # Only what the shape needs is drawn.
    text = re.sub(r"\{(\w+)\}", lambda found: str(parts[found[1]]()), shape)
    return text, *shapes[shape]


spans = texts_with_a_world().map(lambda drawn: TimeSpan(drawn[0]))
edges = st.sampled_from(["2003-01-01", "2003-01-31", "2003-02-28", "2003-12-31", "2004-01-01", "2004-02-29"])
some_days = edges.map(datetime.date.fromisoformat) | st.dates(datetime.date(2, 1, 1), datetime.date(9998, 12, 31))


@st.composite
def bounds_that_a_text_can_have(draw: st.DrawFn) -> Bounds:
    """Any bounds that do not leave everything open."""
    day = some_days | st.sampled_from([PAST, FUTURE])
    a, b, c, d = draw(st.tuples(day, day, day, day))
    bounds = bounded(min(a, d), max(a, b), min(c, d), max(a, d))
    assert bounds is not None
    assume(not leaves_everything_open(bounds))
    return bounds


some_bounds = bounds_that_a_text_can_have()
texts_of_bounds = some_bounds.map(write)
unmarked = texts_of_bounds.map(lambda text: TimeSpan(text or ""))
doubted = texts_of_bounds.map(lambda text: TimeSpan(mark_uncertain(text or "")))
