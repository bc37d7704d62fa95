"""
The war and the summer of 2021 over time
========================================

A source rarely gives the day. It says "in the summer" or "by 11 August", and a bar with two sharp ends would say more
than the source does. So each event is drawn in up to three ways: solid on the days on which it was certainly under way,
pale on the days that the sources speak of, and as dots on the days that nothing rules out although no source speaks of
them. An event "between 1 and 14 August" has no solid part; an event of one day has no pale part.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

import afghanwar as aw

# Blue and sky blue of Okabe and Ito, which also differ in lightness.
CERTAIN, POSSIBLE = "#0072B2", "#56B4E9"


def draw(axes: Axes, events: Iterable[aw.Event], first: date, last: date) -> None:
    """Draw events between two days, one below the other."""

    def place(day: date) -> int:
        return min(max(day, first), last).toordinal()

    left, right = place(first), place(last) + 1
    # A day would be invisible among twenty years, so every bar has a least width.
    least = (right - left) / 80
    for row, event in enumerate(events, 1):
        worlds = aw.load().chronology.times(event).worlds
        possible, told = worlds.possible, worlds.told
        assert told is not None  # Only events that the sources speak of in these days are drawn.
        start, end = place(told.earliest_start), place(told.latest_end) + 1
        for here, there in ((place(possible.earliest_start), start), (end, place(possible.latest_end) + 1)):
            if here < there:
                axes.plot((here, there), (row, row), ":", color=POSSIBLE, linewidth=2)
        axes.barh(row, max(end - start, least), left=start, height=0.3, color=POSSIBLE, alpha=0.5)
        if possible.latest_start <= possible.earliest_end and not worlds.doubtful:
            core_start, core_end = place(possible.latest_start), place(possible.earliest_end) + 1
            axes.barh(row, max(core_end - core_start, least), left=core_start, height=0.3, color=CERTAIN)
        # A name starts where its bar does, unless it would leave the picture; a letter takes about 1/75 of the width.
        at = max(left, min(start, right - (right - left) * len(event.name) / 75))
        axes.text(at, row - 0.22, event.name, fontsize=8.5, va="bottom")


def picture(title: str, events: Iterable[aw.Event], days: Sequence[date], form: str) -> None:
    """Make a picture from the first to the last of some days, which are marked."""
    rows = list(events)
    first, last = days[0], days[-1]
    figure, axes = plt.subplots(figsize=(5.2, 1.5 + 0.4 * len(rows)), layout="constrained")
    draw(axes, rows, first, last)
    axes.set_title(title, fontsize=11)
    axes.set(xlim=(first.toordinal(), last.toordinal() + 1), ylim=(len(rows) + 0.6, 0.2), yticks=[])
    axes.set_xticks([day.toordinal() for day in days], [f"{day:{form}}" for day in days])
    axes.tick_params(axis="x", labelsize=9, top=True, labeltop=True)
    axes.grid(axis="x", color="black", alpha=0.15)
    axes.spines[:].set_visible(False)
    key: list[Patch | Line2D] = [
        Patch(color=CERTAIN, label="certain"),
        Patch(color=POSSIBLE, alpha=0.5, label="possible"),
        Line2D([], [], color=POSSIBLE, linewidth=2, linestyle=":", label="the sources are silent"),
    ]
    figure.legend(handles=key, fontsize=9, frameon=False, ncols=3, loc="outside lower center")


# %%
# The war
# -------
#
# Wars, campaigns, battles, agreements, governments formed or overthrown, and withdrawals from 2001 to 2021.

kinds = ("war", "campaign", "battle", "agreement", "government", "withdrawal")
years = [date(year, 1, 1) for year in range(2001, 2023, 3)]
picture("The war, 2001 to 2021", aw.events_between("2001", "2021", kinds=kinds), years, "%Y")

# %%
# The summer of 2021
# ------------------
#
# Everything that certainly happened within June, July and August 2021. On which of these days it happened is mostly
# uncertain.

summer = aw.events_between("2021-06", "2021-08", match="certain", relation="within")
fortnights = [date(2021, month, day) for month in (6, 7, 8) for day in (1, 15)] + [date(2021, 8, 31)]
picture("The summer of 2021", summer, fortnights, "%d %b")

plt.show()
