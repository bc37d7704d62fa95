"""Cycles of a graph, compared with what can be reached from where."""

from hypothesis import given
from hypothesis import strategies as st

from afghanwar.dataset.graphs import cycles

NODES = "abcdefgh"


def reachable(links: dict[str, list[str]], start: str) -> set[str]:
    """The nodes that can be reached from a node by at least one link."""
    found: set[str] = set()
    waiting = list(links.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(links.get(node, ()))
    return found


@given(st.dictionaries(st.sampled_from(NODES), st.lists(st.sampled_from(NODES), max_size=3)))
def test_the_nodes_of_a_cycle_are_those_that_reach_one_another(links: dict[str, list[str]]) -> None:
    reach = {node: reachable(links, node) for node in NODES}
    expected = {
        frozenset(other for other in NODES if other in reach[node] and node in reach[other])
        for node in NODES
        if node in reach[node]
    }
    found = cycles(links)
    assert {frozenset(cycle) for cycle in found} == expected
    assert len(found) == len(expected)
    assert all(len(set(cycle)) == len(cycle) for cycle in found)


def test_a_graph_without_links_has_no_cycles() -> None:
    assert cycles({}) == cycles({"a": []}) == cycles({"a": ["b"]}) == []


def test_a_long_chain_is_not_too_deep() -> None:
    chain = {str(number): [str(number + 1)] for number in range(100_000)}
    assert cycles(chain) == []
    (cycle,) = cycles({**chain, "100000": ["0"]})
    assert len(cycle) == 100_001
