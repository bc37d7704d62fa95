"""Bars: the days on which something is certain or possible, drawn on an axis of days.

A bar is plain HTML. The text beside it says the same, so nothing is lost without it.
"""

from collections.abc import Iterable
from datetime import date

import attrs

from afghanwar.days import MEANINGS, Stretch, clip

Stretches = Iterable[Stretch]


@attrs.frozen
class Axis:
    """The first and the last day that a row of bars shows, both inclusive."""

    first: date
    last: date

    @classmethod
    def around(cls, told: tuple[date, date] | None) -> "Axis":
        """Make an axis of some days, with a year before and after them; without days, one of the whole war."""
        return WAR if told is None else cls(date(told[0].year - 1, 1, 1), date(told[1].year + 1, 12, 31))

    def ticks(self, most: int = 7) -> str:
        """Draw the years of the axis, at most that many."""
        years = range(self.first.year + (self.first > date(self.first.year, 1, 1)), self.last.year + 1)
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if len(years) // step < most)
        marks = (
            # Beside the last mark there is no room for its year.
            f'<span{" class=late" if at > 90 else ""} style="left:{at:.2f}%">{year}</span>'
            for year in years
            if year % step == 0
            for at in [self._at(date(year, 1, 1).toordinal())]
        )
        return f'<div class="axis" aria-hidden="true">{"".join(marks)}</div>'

    def bar(self, stretches: Stretches) -> str:
        """Draw some stretches of days, clipped to the axis."""
        parts = []
        for each in clip(stretches, self.first, self.last):
            left, right = self._at(each.first.toordinal()), self._at(each.last.toordinal() + 1)
            parts.append(f'<i class="{each.mark.value}" style="left:{left:.2f}%;width:{right - left:.2f}%"></i>')
        return f'<span class="bar" aria-hidden="true">{"".join(parts)}</span>'

    def _at(self, day: int) -> float:
        """Where a day begins, in per cent of the axis."""
        first = self.first.toordinal()
        return 100 * (day - first) / (self.last.toordinal() + 1 - first)


WAR = Axis(date(1979, 1, 1), date(2021, 12, 31))
"""The years from the Soviet intervention to the end of the war."""


def legend() -> str:
    """Draw the legend of the marks."""
    marks = (
        f'<li><span class="bar" aria-hidden="true"><i class="{mark.value}"></i></span> {words}</li>'
        for mark, words in MEANINGS.items()
    )
    return f'<ul class="legend">{"".join(marks)}</ul>'
