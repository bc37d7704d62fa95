"""Relationships as graphs: none gains a direction, and every program gets the uncertainty and the dates."""

import re
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from support.datasets import changed, replacing
from support.strategies import datasets

import afghanwar as aw
from afghanwar import Dataset
from afghanwar.export.graph import to_gexf, to_graphml, to_networkx

NS = "{http://gexf.net/1.3}"
# What the schema of GEXF 1.3 allows of the elements that are written, and what has to be there.
ALLOWED = {
    "gexf": ({"version"}, set()),
    "meta": (set(), set()),
    "creator": (set(), set()),
    "graph": ({"mode", "timeformat", "defaultedgetype", "idtype"}, set()),
    "attributes": ({"class"}, {"mode"}),
    "attribute": ({"id", "title", "type"}, set()),
    "nodes": (set(), set()),
    "node": ({"id"}, {"label"}),
    "edges": (set(), set()),
    "edge": ({"id", "source", "target"}, {"label", "type", "kind"}),
    "spells": (set(), set()),
    "spell": (set(), {"start", "end"}),
    "attvalues": (set(), set()),
    "attvalue": ({"for", "value"}, set()),
}
FORMS = {"boolean": "true|false", "long": r"-?\d+", "string": r"(?s:.+)"}


@settings(max_examples=50)
@given(datasets())
def test_a_relationship_is_one_edge_or_one_each_way_with_all_its_values(dataset: Dataset) -> None:
    graph = to_networkx(dataset.relationships, dataset=dataset)
    ways = {
        (start, end, tie.id)
        for tie in dataset.relationships
        for start, end in ((tie.subject, tie.object), (tie.object, tie.subject))[: 1 if tie.kind.directed else 2]
    }
    assert set(graph.edges(keys=True)) == ways
    undirected = graph.to_undirected()
    assert sorted(key for *_, key in undirected.edges(keys=True)) == sorted(tie.id for tie in dataset.relationships)
    assert set(graph) == {end for tie in dataset.relationships for end in (tie.subject, tie.object)}
    for tie, row in zip(dataset.relationships, aw.to_rows(dataset.relationships, dataset=dataset), strict=True):
        told = {name: value for name, value in row.items() if value is not None}
        extra = {"label": tie.kind.value, "evidence": "; ".join(tie.evidence)}
        assert graph.edges[tie.subject, tie.object, tie.id] == {**told, **extra}
    for actor in graph:
        assert graph.nodes[actor]["label"] == dataset.actors[actor].name


def written(write: Callable[..., None], ties: Any, dataset: Dataset, read: Callable[[Path], Any]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        write(ties, Path(folder, "a.xml"), dataset=dataset)
        return read(Path(folder, "a.xml"))


def plain(dataset: Dataset) -> Dataset:
    """The dataset without notes, in which otherwise there is often a character that XML cannot hold."""
    return Dataset.of(changed(each, note=None) if hasattr(each, "note") else each for each in dataset)


def writable(dataset: Dataset) -> bool:
    """Whether XML can hold all texts of the relationships and their actors."""
    graph = to_networkx(dataset.relationships, dataset=dataset)
    rows = [*(graph.nodes[actor] for actor in graph), *(row for *_, row in graph.edges(data=True))]
    return not any(
        re.search("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", str(text)) for row in rows for text in row.values()
    )


@settings(max_examples=50)
@given(datasets())
def test_gexf_keeps_to_its_schema_and_has_every_value(dataset: Dataset) -> None:
    dataset = plain(dataset)
    ties = dataset.relationships
    if not writable(dataset):
        with pytest.raises(ValueError, match="which XML cannot hold; remove it from the record"):
            written(to_gexf, ties, dataset, Path.read_bytes)
        return
    root = written(to_gexf, ties, dataset, ElementTree.parse).getroot()
    for element in root.iter():
        needed, possible = ALLOWED[element.tag.removeprefix(NS)]
        assert needed <= set(element.keys()) <= needed | possible
    types = {
        (declared.get("class"), each.get("id")): each.get("type")
        for declared in root.iter(f"{NS}attributes")
        for each in declared
    }
    for kind in ("node", "edge"):
        for element in root.iter(f"{NS}{kind}"):
            values = {value.get("for"): value.get("value") for value in element.iter(f"{NS}attvalue")}
            for title, value in values.items():
                assert re.fullmatch(FORMS[types[kind, title]], value), (title, value)
    graph = to_networkx(ties, dataset=dataset)
    assert [node.get("id") for node in root.iter(f"{NS}node")] == list(graph)
    edges = {edge.get("id"): edge for edge in root.iter(f"{NS}edge")}
    assert len(edges) == len([*root.iter(f"{NS}edge")]) == len(ties)
    for tie in ties:
        edge, row = edges[tie.id], graph.edges[tie.subject, tie.object, tie.id]
        values = {value.get("for"): value.get("value") for value in edge.iter(f"{NS}attvalue")}
        assert values == {
            name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in row.items()
            if name not in ("id", "label")
        }
        assert edge.get("type") == ("directed" if tie.kind.directed else "undirected")
        assert [spell.attrib for spell in edge.iter(f"{NS}spell")] == spells(tie, dataset)


def spells(tie: aw.Relationship, dataset: Dataset) -> list[dict[str, str]]:
    """The days on which a relationship is possible, as the spells of an edge."""
    days = dict(zip(("start", "end"), dataset.chronology.times(tie).reach or (), strict=False))
    known = {side: str(day) for side, day in days.items() if day not in (date.min, date.max)}
    return [known] if known else []


def test_networkx_reads_gexf_of_either_kind(tmp_path: Path) -> None:
    for kind, graph_type in (("alliance", nx.Graph), ("support", nx.DiGraph)):
        ties = aw.relationships_of(kinds=[kind])
        to_gexf(ties, tmp_path / "a.gexf", force=True)
        graph = nx.read_gexf(tmp_path / "a.gexf")
        assert graph.is_directed() == issubclass(graph_type, nx.DiGraph)
        assert {row["id"] for *_, row in graph.edges(data=True)} == {tie.id for tie in ties}
        assert {row["asserted"] for *_, row in graph.edges(data=True)} <= {True, False}
        assert graph.nodes["taliban"]["label"] == "Taliban"


@settings(max_examples=50)
@given(datasets())
def test_graphml_is_read_back_as_the_same_graph(dataset: Dataset) -> None:
    dataset = plain(dataset)
    if not writable(dataset):
        with pytest.raises(ValueError, match="which XML cannot hold; remove it from the record"):
            written(to_graphml, dataset.relationships, dataset, Path.read_bytes)
        return

    def read(file: Path) -> Any:
        ids = [edge.get("id") for edge in ElementTree.parse(file).iter("{http://graphml.graphdrawing.org/xmlns}edge")]
        assert len(ids) == len(set(ids))
        return nx.read_graphml(file, edge_key_type=str, force_multigraph=True)

    graph, same = (
        written(to_graphml, dataset.relationships, dataset, read),
        to_networkx(dataset.relationships, dataset=dataset),
    )
    edges = {(start, end, key.removesuffix(":reverse")): lines(row) for start, end, key, row in edges_of(graph)}
    assert edges == {(start, end, key): lines(row) for start, end, key, row in edges_of(same)}
    assert {node: lines(row) for node, row in graph.nodes(data=True)} == {
        node: lines(row) for node, row in same.nodes(data=True)
    }


def edges_of(graph: Any) -> Any:
    return graph.edges(keys=True, data=True)


def lines(row: dict[str, Any]) -> dict[str, Any]:
    """XML knows one way to end a line."""
    return {name: re.sub("\r\n?", "\n", value) if isinstance(value, str) else value for name, value in row.items()}


@pytest.mark.parametrize("write", [to_gexf, to_graphml])
def test_every_run_writes_the_same_bytes_and_only_force_replaces(
    tmp_path: Path, world: Dataset, write: Callable[..., None]
) -> None:
    write(world.relationships, tmp_path / "a", dataset=world)
    first = (tmp_path / "a").read_bytes()
    with pytest.raises(aw.ExportError, match="exists"):
        write(world.relationships, tmp_path / "a", dataset=world)
    write(world.relationships, tmp_path / "a", dataset=world, force=True)
    assert (tmp_path / "a").read_bytes() == first


@pytest.mark.parametrize("write", [to_gexf, to_graphml])
def test_a_character_that_xml_cannot_hold_is_named(tmp_path: Path, world: Dataset, write: Callable[..., None]) -> None:
    tie = next(iter(world.relationships))
    dataset = Dataset.of(replacing(world, changed(tie, note="a\x00b")))
    with pytest.raises(ValueError, match=rf"the note of '{tie.id}' has the character '\\x00', which XML cannot hold"):
        write(dataset.relationships, tmp_path / "a", dataset=dataset)
    assert list(tmp_path.iterdir()) == []


def test_anything_but_a_relationship_is_an_error(world: Dataset) -> None:
    with pytest.raises(ValueError, match="a graph is made of relationships, not of the actor 'crown'; pass the"):
        to_networkx([world.actors["crown"]], dataset=world)  # type: ignore[list-item]
    with pytest.raises(TypeError, match="expected a record, not 'taliban'"):
        to_networkx(["taliban"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match=r"expected a record, not \['taliban'\]"):
        to_networkx([["taliban"]])  # type: ignore[list-item]
    assert len(to_networkx([])) == 0


def test_a_relationship_that_is_given_twice_is_one(world: Dataset) -> None:
    ties = [*world.relationships, *world.relationships]
    assert nx.utils.graphs_equal(to_networkx(ties, dataset=world), to_networkx(world.relationships, dataset=world))


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    monkeypatch.delitem(sys.modules, "afghanwar.export.graph")
    with pytest.raises(ImportError, match=r"graph needs networkx; install it with: pip install 'afghanwar\[graph\]'"):
        import_module("afghanwar.export.graph")
