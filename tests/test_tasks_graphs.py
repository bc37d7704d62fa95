"""Typical tasks of a journalist, each in at most three lines: a graph, a map, a timeline, linked data."""

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import rdflib

import afghanwar as aw
from afghanwar.export import to_geojson, to_jsonld, to_timelinejs
from afghanwar.export.graph import to_gexf, to_networkx


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "war"


def test_the_alliances_of_a_day_as_a_graph() -> None:
    graph = to_networkx(aw.relationships_of(on="2001-11", kinds=aw.ALLIED)).to_undirected()
    ranks = nx.degree_centrality(graph)
    assert max(ranks, key=lambda actor: ranks[actor]) in graph


def test_all_relationships_as_a_file_for_gephi(file: Path) -> None:
    to_gexf(aw.relationships_of(), file)
    assert file.read_text("utf-8").count("<edge ") == len(aw.load().relationships)


def test_the_events_of_a_summer_on_a_map(file: Path) -> None:
    file.write_text(json.dumps(to_geojson(aw.events_between("2021-06", "2021-08"))))
    assert {"Kabul", "Bagram Airfield"} <= {
        feature["properties"]["place_name"] for feature in json.loads(file.read_text())["features"]
    }


def test_the_events_of_a_summer_on_a_timeline(file: Path) -> None:
    file.write_text(json.dumps(to_timelinejs(aw.events_between("2021-06", "2021-08"))))
    assert "Taliban enter Kabul" in file.read_text()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_a_question_in_sparql(file: Path) -> None:
    file.write_text(json.dumps(to_jsonld(aw.load())))
    graph = rdflib.Graph().parse(file, format="json-ld")
    names: Any = graph.query("select ?name { ?event a <https://schema.org/Event> ; <https://schema.org/name> ?name }")
    assert {str(name) for (name,) in names} == {event.name for event in aw.load().events}
