"""
Who was allied with whom, and how certain that is
=================================================

The relationships that count as allied (alliance, support and cooperation) of one actor on one date, and those among its
allies. A solid line is certain: its dates include that date in any case, and at least one source states it as a fact in
its own voice. A broken line is possible: the dates leave it open, or no source states it in its own voice.
"""

import math
from textwrap import fill

import matplotlib.pyplot as plt
import networkx as nx
from matplotlib.lines import Line2D

import afghanwar as aw

# Vermillion and blue of Okabe and Ito.
CENTRE, TIE = "#D55E00", "#0072B2"


def network(actor: aw.Actor, on: str) -> "nx.Graph[aw.Actor]":
    """Build the graph of an actor, its allies on a date, and the relationships among them."""
    circle = {actor, *aw.actors_allied_with(actor, on=on)}
    certain = aw.relationships_of(on=on, kinds=aw.ALLIED, match="certain")
    graph: nx.Graph[aw.Actor] = nx.Graph()
    for tie in aw.relationships_of(on=on, kinds=aw.ALLIED):
        subject, other = aw.load().actors[tie.subject], aw.load().actors[tie.object]
        if subject in circle and other in circle:
            before = graph.has_edge(subject, other) and graph.edges[subject, other]["certain"]
            graph.add_edge(subject, other, certain=before or tie in certain)
    return graph


def ring(allies: list[aw.Actor]) -> dict[aw.Actor, tuple[float, float]]:
    """Place actors on two arcs, left and right, from the top down, at equal heights so that names have room."""
    rows = (len(allies) + 1) // 2
    places = {}
    for at, ally in enumerate(allies):
        height = 1 - 2 * (at // 2 + 0.5) / rows
        places[ally] = ((-1) ** (at + 1) * math.sqrt(1.1 - height**2), height)
    return places


def picture(name: str, on: str, title: str) -> None:
    """Draw the network around an actor on a date, its certain allies at the top."""
    actor = aw.load().actors.find(name)
    graph = network(actor, on)
    allies = sorted(set(graph) - {actor}, key=lambda ally: (not graph.edges[actor, ally]["certain"], ally.name))
    places = ring(allies) | {actor: (0.0, 0.0)}
    figure, axes = plt.subplots(figsize=(5.2, max(4.5, 1.2 + 0.42 * len(allies))), layout="constrained")
    axes.set_title(title, fontsize=11)
    for one, other, tie in graph.edges(data=True):
        (x, y), (to_x, to_y) = places[one], places[other]
        style, width = ("-", 2.5) if tie["certain"] else ("--", 1.2)
        axes.plot((x, to_x), (y, to_y), style, color=TIE, linewidth=width, alpha=1 if actor in (one, other) else 0.4)
    for each, (x, y) in places.items():
        frame = {"boxstyle": "round", "facecolor": "white", "edgecolor": CENTRE if each is actor else TIE}
        axes.text(x, y, fill(each.name, 17), fontsize=8.5, ha="center", va="center", bbox=frame)
    axes.set(xlim=(-1.45, 1.45), ylim=(-1.1, 1.1))
    axes.set_axis_off()
    key = [Line2D([], [], color=TIE, linewidth=2, label="certain")]
    key += [Line2D([], [], color=TIE, linewidth=1, linestyle="--", label="possible")]
    figure.legend(handles=key, fontsize=9, frameon=False, ncols=2, loc="outside lower center")


# %%
# The Northern Alliance in December 2001
# --------------------------------------

picture("Northern Alliance", "2001-12", "Around the Northern Alliance, December 2001")

# %%
# The Taliban in July 2021
# ------------------------

picture("Taliban", "2021-07", "Around the Taliban, July 2021")

# %%
# The United States in July 2021
# ------------------------------
#
# Most of what is only possible here began years earlier: a source says when it began, and gives no end.

picture("United States", "2021-07", "Around the United States, July 2021")

plt.show()
