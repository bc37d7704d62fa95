"""Graphs: find cycles."""

from collections.abc import Iterable, Mapping


def cycles(links: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Find the cycles of a graph, in time that grows with its links.

    These are its strongly connected components (Tarjan 1972) of more than one node, and the nodes that are linked to
    themselves.

    Args:
        links: The nodes that each node leads to; a node without an entry leads nowhere.

    Returns:
        The nodes of each cycle; every node can be reached from every other. Cycles that share nodes are one.
    """
    found: list[list[str]] = []
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for root in links:
        if root in order:
            continue
        # An explicit stack, because a chain of 100,000 links is too deep for recursion.
        waiting = [(root, iter(links[root]))]
        while waiting:
            node, following = waiting[-1]
            if node not in order:
                order[node] = lowest[node] = len(order)
                path.append(node)
                on_path.add(node)
            for next_node in following:
                if next_node not in order:
                    waiting.append((next_node, iter(links.get(next_node, ()))))
                    break
                if next_node in on_path:
                    lowest[node] = min(lowest[node], order[next_node])
            else:
                waiting.pop()
                if waiting:
                    parent = waiting[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] == order[node]:
                    cycle = [path.pop()]
                    while cycle[-1] != node:
                        cycle.append(path.pop())
                    on_path.difference_update(cycle)
                    if len(cycle) > 1 or node in links.get(node, ()):
                        found.append(cycle)
    return found
