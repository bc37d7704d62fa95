"""Graph: actors and their relationships, for networkx, Gephi, and other programs that draw or measure networks."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TypeAlias
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from afghanwar.dataset.dataset import Dataset
from afghanwar.errors import missing_extra, quoted
from afghanwar.export.target import atomic_write
from afghanwar.kinds import records_of_kinds
from afghanwar.queries.scope import scope
from afghanwar.relationships import Relationship
from afghanwar.rows import FlatRow, to_rows

try:
    import networkx as nx
except ImportError as _error:
    raise missing_extra("graph", "networkx") from _error

_Attributes: TypeAlias = dict[str, Any]

_GEXF: Final = "http://gexf.net/1.3"
_TYPES: Final = {str: "string", bool: "boolean", int: "long", float: "double"}
# The characters that XML 1.0 cannot hold.
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_networkx(relationships: Iterable[Relationship], *, dataset: Dataset | None = None) -> "nx.MultiDiGraph[str]":
    """Make a networkx graph, with actors as nodes and relationships as edges.

    A directed relationship, such as support, is one edge from its subject to its object. An undirected one, such as an
    alliance, is two edges with the same key, one each way, so that no algorithm reads a direction into it; its
    attribute ``directed`` is false. ``to_undirected()`` turns each relationship into one edge.

    >>> import afghanwar as aw
    >>> graph = to_networkx(aw.relationships_of("Iran", other="Taliban"))
    >>> graph.edges["iran", "taliban", "iran-supports-taliban"]["asserted"]
    True

    Args:
        relationships: The relationships; the actors at their ends are the nodes.
        dataset: The dataset that they are from, or the view; the bundled one by default.

    Returns:
        A graph. A node is the id of its actor; the key of an edge is the id of its relationship. Their attributes are
        the columns of :func:`~afghanwar.rows.to_rows` that have a value, and ``label``. An edge also has ``evidence``:
        the ids of its claims, joined by ``"; "``.

    Raises:
        TypeError: One of them is not a record.
        ValueError: One of them is not a relationship, or differs from the dataset's because it is from a view.
        UnknownRecordError: The dataset has no such relationship.
    """
    dataset, _ = scope(dataset, None)
    advice = "pass the result of relationships_of"
    given = records_of_kinds(("relationship",), relationships, "a graph is made of relationships, not of", advice)
    given = tuple(dict.fromkeys(given))
    ends = dict.fromkeys(actor for tie in given for actor in (tie.subject, tie.object))
    actors = [dataset.actors[actor] for actor in ends]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor, row in zip(actors, to_rows(actors, dataset=dataset), strict=True):
        graph.add_node(str(actor.id), label=actor.name, **_without_nulls(row))
    for tie, row in zip(given, to_rows(given, dataset=dataset), strict=True):
        attributes = {"label": tie.kind.value, **_without_nulls(row), "evidence": "; ".join(tie.evidence)}
        graph.add_edge(str(tie.subject), str(tie.object), key=str(tie.id), **attributes)
        if not tie.kind.directed:
            graph.add_edge(str(tie.object), str(tie.subject), key=str(tie.id), **attributes)
    return graph


def to_gexf(
    relationships: Iterable[Relationship], file: str | Path, *, dataset: Dataset | None = None, force: bool = False
) -> None:
    """Write relationships as a GEXF file for Gephi, with times for its timeline.

    An edge is directed or undirected, and its ``kind`` is that of the relationship, so that Gephi keeps an alliance
    apart from hostility between the same two actors. The spell of an edge is its reach, the days on which
    :func:`~afghanwar.queries.relationships.relationships_of` returns it as possible. An unbounded side has no ``start``
    or ``end``, and a relationship without a reach has no spell. Uncertainty is in attributes such as ``doubtful``.
    networkx cannot read a file with both directed and undirected edges; use :func:`to_networkx` instead.

    Args:
        relationships: The relationships; the actors at their ends are the nodes.
        file: The file to write, in GEXF 1.3, which Gephi 0.9.3 or later reads; its folder has to exist.
        dataset: The dataset that they are from, or the view; the bundled one by default.
        force: Whether to replace a file that exists.

    Raises:
        ExportError: The file exists or cannot be written; it is not changed.
        TypeError: One of them is not a record.
        ValueError: As for :func:`to_networkx`; or a string has a character that XML cannot hold.
        UnknownRecordError: The dataset has no such relationship.
    """
    graph = to_networkx(relationships, dataset=dataset)
    root = Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "afghanwar"
    nodes: dict[str, _Attributes] = {actor: graph.nodes[actor] for actor in graph}
    # An undirected relationship has two edges; the one from its subject is written.
    edges = [row for start, _, row in graph.edges(data=True) if start == row["subject"]]
    usual = "directed" if any(row["directed"] for row in edges) else "undirected"
    drawn = SubElement(root, "graph", mode="dynamic", timeformat="date", defaultedgetype=usual, idtype="string")
    _declare(drawn, "node", nodes.values())
    _declare(drawn, "edge", edges)
    some = SubElement(drawn, "nodes")
    for actor, row in nodes.items():
        _describe(SubElement(some, "node", id=actor, label=row["label"]), row)
    some = SubElement(drawn, "edges")
    for row in edges:
        names = {"id": row["id"], "source": row["subject"], "target": row["object"], "label": row["label"]}
        way = "directed" if row["directed"] else "undirected"
        edge = SubElement(some, "edge", names, type=way, kind=row["kind"])
        spell = {side: row[f"reach_{side}"] for side in ("start", "end") if f"reach_{side}" in row}
        if spell:
            SubElement(SubElement(edge, "spells"), "spell", spell)
        _describe(edge, row)
    ElementTree.indent(root)
    with atomic_write(file, force=force) as path:
        ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def to_graphml(
    relationships: Iterable[Relationship], file: str | Path, *, dataset: Dataset | None = None, force: bool = False
) -> None:
    """Write relationships as a GraphML file, for Cytoscape, yEd, igraph and most other programs for networks.

    Many of them treat either all edges of a file as directed, or none. So an undirected relationship is two edges, one
    each way, as in :func:`to_networkx`; the id of the second ends in ``:reverse``, but its attribute ``id`` does not.

    Args:
        relationships: The relationships; the actors at their ends are the nodes.
        file: The file to write; its folder has to exist.
        dataset: The dataset that they are from, or the view; the bundled one by default.
        force: Whether to replace a file that exists.

    Raises:
        ExportError: The file exists or cannot be written; it is not changed.
        TypeError: One of them is not a record.
        ValueError: As for :func:`to_networkx`; or a string has a character that XML cannot hold.
        UnknownRecordError: The dataset has no such relationship.
    """
    graph = to_networkx(relationships, dataset=dataset)
    # The id of an edge is its key, and has to be unique.
    apart: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    apart.add_nodes_from((node, _checked(row)) for node, row in graph.nodes(data=True))
    for source, target, key, row in graph.edges(keys=True, data=True):
        apart.add_edge(source, target, key if source == row["subject"] else f"{key}:reverse", **_checked(row))
    with atomic_write(file, force=force) as path:
        # Not write_graphml(), which writes other bytes if lxml is installed.
        nx.write_graphml_xml(apart, path)


def _without_nulls(row: FlatRow) -> _Attributes:
    return {name: value for name, value in row.items() if value is not None}


def _checked(row: _Attributes) -> _Attributes:
    """The same row, if XML can hold all of its texts."""
    for name, value in row.items():
        if isinstance(value, str) and (found := _NOT_IN_XML.search(value)):
            advice = "which XML cannot hold; remove it from the record"
            raise ValueError(f"the {name} of {quoted(row['id'])} has the character {found[0]!r}, {advice}")
    return row


def _declare(graph: Element, kind: str, rows: Iterable[_Attributes]) -> None:
    """Declare the attributes of the nodes or of the edges."""
    titles = {name: _TYPES[type(value)] for row in rows for name, value in _attributes(row).items()}
    declared = SubElement(graph, "attributes", {"class": kind, "mode": "static"})
    for title, type_ in titles.items():
        SubElement(declared, "attribute", id=title, title=title, type=type_)


def _describe(element: Element, row: _Attributes) -> None:
    values = SubElement(element, "attvalues")
    for title, value in _attributes(row).items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        SubElement(values, "attvalue", {"for": title, "value": text})


def _attributes(row: _Attributes) -> _Attributes:
    """The attributes of a node or an edge, without its id and label, which Gephi reads from the element itself."""
    return {name: value for name, value in _checked(row).items() if name not in ("id", "label")}
