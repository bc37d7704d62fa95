"""
What the sources answer differently
===================================

A disagreement is a question, with the answers that the sources give and the claims that give them. The order of the
answers is that of the dataset and implies no preference.
"""

from itertools import product
from textwrap import wrap

import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

import afghanwar as aw

# Colours of Okabe and Ito that can be distinguished on white and on black, each with its own mark.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9")
MARKS = ("o", "s", "^", "D", "v", "P")
SOURCES = [source.id for source in aw.load().sources]


def sides(disagreement: aw.Disagreement) -> list[set[aw.SourceId]]:
    """Return the sources that give each answer."""
    return [{aw.load().claims[id].source for id in position.claims} for position in disagreement.positions]


# %%
# Who contradicts whom
# --------------------
#
# How many questions two sources answer in ways that cannot both be true. On the diagonal, one source gives both
# answers: its parts were written at different times, or it reports two sides.

counts = [[0] * len(SOURCES) for _ in SOURCES]
for disagreement in aw.disagreements_about(kinds="contradiction"):
    answers = sides(disagreement)
    for (row, one), (column, other) in product(enumerate(SOURCES), repeat=2):
        pairs = product(enumerate(answers), repeat=2)
        counts[row][column] += any(first != second and one in a and other in b for (first, a), (second, b) in pairs)

figure, axes = plt.subplots(figsize=(5.2, 5.2), layout="constrained")
most = max(1, *(count for line in counts for count in line))
for row, line in enumerate(counts):
    for column, count in enumerate(line):
        axes.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, color=COLOURS[0], alpha=0.6 * count / most))
        axes.text(column, row, str(count), fontsize=10, ha="center", va="center")
axes.set(xlim=(-0.5, len(SOURCES) - 0.5), ylim=(len(SOURCES) - 0.5, -0.5), title="Contradictions")
axes.set_xticks(range(len(SOURCES)), SOURCES, rotation=40, ha="right")
axes.set_yticks(range(len(SOURCES)), SOURCES)
axes.spines[:].set_visible(False)

# %%
# Tora Bora
# ---------
#
# Every question about the place, with the answers. Mark and colour identify the source.


def rows(subject: str) -> list[tuple[str, aw.SourceId | None, bool]]:
    """Lay out disagreements as lines of text, each with the source whose mark it gets, and whether it is bold."""
    lines: list[tuple[str, aw.SourceId | None, bool]] = []
    for disagreement in aw.disagreements_about(subject):
        lines += [(line, None, True) for line in wrap(disagreement.question, 46)]
        for position, sources in zip(disagreement.positions, sides(disagreement), strict=True):
            for source in sorted(sources):
                first, *rest = wrap(f"{position.answer} ({source})", 52)
                lines += [(first, source, False), *((line, None, False) for line in rest)]
        lines.append(("", None, False))
    return lines or [("No question is answered differently.", None, True)]


def picture(subject: str) -> None:
    """Draw the lines, one below the other."""
    lines = rows(subject)
    figure = plt.figure(f"Questions about {subject}, with their answers", figsize=(5.2, 0.23 * len(lines) + 0.2))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 1), ylim=(len(lines), -0.5))
    axes.set_axis_off()
    for row, (words, source, bold) in enumerate(lines):
        axes.text(0.02 if bold else 0.07, row, words, fontsize=9.5, weight="bold" if bold else "normal", va="center")
        if source is not None:
            at = SOURCES.index(source) % len(MARKS)
            axes.plot(0.04, row, MARKS[at], color=COLOURS[at], markersize=6)


picture("Tora Bora")

# %%
# Bagram
# ------

picture("Bagram Airfield")

plt.show()
