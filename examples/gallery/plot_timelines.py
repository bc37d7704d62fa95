"""
The war and the summer of 2021 along time
=========================================

A source rarely gives the day. It says "in the summer" or "by 11 August", and a bar with two sharp ends would say more
than the source does. So each event is drawn twice: pale over all the days that it may have touched, and solid over
those that it must have touched. An event "some time in the first two weeks of August" has no solid part; one that
took one day has nothing else. An arrow at the edge means that no source tells an end there.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Patch

import afghanwar as aw
from afghanwar.timespan import FUTURE

# Blue and sky blue of Okabe and Ito, which also differ in lightness.
CERTAIN, POSSIBLE = "#0072B2", "#56B4E9"


def begin(event: aw.Event) -> tuple[date, str]:
    """By when it had begun, as far as that is told."""
    if event.when is None:
        return (FUTURE, event.name)
    open_end = event.when.latest_start == FUTURE
    return (event.when.earliest_start if open_end else event.when.latest_start, event.name)


def draw(axes: Axes, events: Iterable[aw.Event], first: date, last: date) -> None:
    """Draw dated events between two days, one below the other."""

    def place(day: date) -> int:
        return min(max(day, first), last).toordinal()

    left, right = place(first), place(last) + 1
    # A day would vanish among twenty years; it gets the least width that can be seen.
    least = (right - left) / 80
    for row, event in enumerate(events, 1):
        when = event.when
        assert when is not None
        start, end = place(when.earliest_start), place(when.latest_end) + 1
        axes.barh(row, max(end - start, least), left=start, height=0.3, color=POSSIBLE, alpha=0.5)
        if when.latest_start <= when.earliest_end and not when.uncertain:
            core_start, core_end = place(when.latest_start), place(when.earliest_end) + 1
            axes.barh(row, max(core_end - core_start, least), left=core_start, height=0.3, color=CERTAIN)
        if when.earliest_start < first:
            axes.plot(left, row, "<", color="black", markersize=5, clip_on=False)
        if when.latest_end > last:
            axes.plot(right, row, ">", color="black", markersize=5, clip_on=False)
        # A name begins where its bar does, unless it would leave the picture; a letter takes about 1/75 of the width.
        at = max(left, min(start, right - (right - left) * len(event.name) / 75))
        axes.text(at, row - 0.22, event.name, fontsize=8.5, va="bottom")


def picture(title: str, events: Iterable[aw.Event], days: Sequence[date], form: str) -> None:
    """Make a picture from the first to the last of some days, which are marked; it is as high as it has events."""
    rows = sorted(events, key=begin)
    first, last = days[0], days[-1]
    figure, axes = plt.subplots(figsize=(5.2, 1.5 + 0.4 * len(rows)), layout="constrained")
    draw(axes, rows, first, last)
    axes.set_title(title, fontsize=11)
    axes.set(xlim=(first.toordinal(), last.toordinal() + 1), ylim=(len(rows) + 0.6, 0.2), yticks=[])
    axes.set_xticks([day.toordinal() for day in days], [f"{day:{form}}" for day in days])
    axes.tick_params(axis="x", labelsize=9, top=True, labeltop=True)
    axes.grid(axis="x", color="black", alpha=0.15)
    axes.spines[:].set_visible(False)
    key = [Patch(color=CERTAIN, label="certain"), Patch(color=POSSIBLE, alpha=0.5, label="possible")]
    figure.legend(handles=key, fontsize=9, frameon=False, ncols=2, loc="outside lower center")


# %%
# The war
# -------
#
# Wars, campaigns and battles of the years from 2001 to 2021, what was agreed, which governments were formed and fell,
# and who withdrew. What stretches from edge to edge is not said to have lasted so long: nobody tells its ends.

kinds = ("war", "campaign", "battle", "agreement", "government", "withdrawal")
years = [date(year, 1, 1) for year in range(2001, 2023, 3)]
picture("The war, 2001 to 2021", aw.events_between("2001", "2021", kinds=kinds), years, "%Y")

# %%
# The summer of 2021
# ------------------
#
# Everything that certainly lies within June, July and August 2021. That it does is certain; on which of those days it
# happened mostly is not.

summer = aw.events_between("2021-06", "2021-08", match="certain", relation="within")
fortnights = [date(2021, month, day) for month in (6, 7, 8) for day in (1, 15)] + [date(2021, 8, 31)]
picture("The summer of 2021", summer, fortnights, "%d %b")

plt.show()
