"""Linked data: read alike by two libraries without a network, and in SPARQL the same answers as the library's own."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pyld
import pytest
import rdflib
from hypothesis import given, settings
from rdflib.plugins.sparql import prepareQuery
from support.strategies import datasets

import afghanwar as aw
from afghanwar import Dataset
from afghanwar.export import to_jsonld
from afghanwar.export.vocabulary import EDTF
from afghanwar.kinds import SHELVES, kind_of

# What rdflib itself calls while it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

PREFIXES = """
    prefix : <urn:afghanwar:terms:>
    prefix oa: <http://www.w3.org/ns/oa#>
    prefix prov: <http://www.w3.org/ns/prov#>
    prefix schema: <https://schema.org/>
    prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
    prefix xsd: <http://www.w3.org/2001/XMLSchema#>
"""
HAPPENED = """
    select ?event {
        ?event a schema:Event ; :reach ?reach .
        optional { ?reach :reachStart ?first }
        optional { ?reach :reachEnd ?last }
        filter (coalesce(?first <= ?end, true) && coalesce(?last >= ?start, true))
    }
"""
ALLIED = """
    select ?ally ?source {
        { ?tie :subject ?actor ; :object ?ally } union { ?tie :object ?actor ; :subject ?ally }
        ?tie :allied true ; :reach ?reach ; prov:wasDerivedFrom [ schema:appearance ?source ] .
        optional { ?reach :reachStart ?first }
        optional { ?reach :reachEnd ?last }
        filter (coalesce(?first <= ?day, true) && coalesce(?last >= ?day, true) && ?ally != ?actor)
    }
"""
SAID = """
    select ?says ?start ?end ?begins ?ends {
        ?claim schema:appearance <urn:afghanwar:sources/ID> ; schema:text ?says .
        ?passage oa:hasBody ?claim ; oa:hasTarget [ oa:hasSelector ?position, ?words ] .
        ?position oa:start ?start ; oa:end ?end .
        ?words oa:hasStartSelector [ oa:exact ?begins ] ; oa:hasEndSelector [ oa:exact ?ends ] .
    }
"""
CERTAIN = """
    select ?event {
        ?event a schema:Event ; :doubtful false ; :openStart ?open ; :openEnd ?lasts .
        optional { ?event sem:hasLatestBeginTimeStamp ?began }
        optional { ?event sem:hasEarliestEndTimeStamp ?ended }
        filter ((?open || ?began <= ?end) && (?lasts || ?ended >= ?start))
    }
"""
DAYS = [date(1902, 1, 1), date(1902, 3, 6), date(2001, 11, 13), date(2021, 8, 15)]


def graph_of(document: dict[str, Any]) -> Any:
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


@cache
def prepared(query: str) -> Any:
    """A query that is parsed once, because that takes longer than the answer."""
    return prepareQuery(PREFIXES + query)


def ask(graph: Any, query: str, **values: object) -> Iterator[tuple[str, ...]]:
    """The answers, in which an identifier of a record is its id."""
    bound = {
        name: value if isinstance(value, rdflib.URIRef) else rdflib.Literal(value) for name, value in values.items()
    }
    for row in graph.query(prepared(query), initBindings=bound):
        yield tuple(str(cell).removeprefix("urn:afghanwar:").partition("/")[2] or str(cell) for cell in row)


def happened(graph: Any, start: date, end: date, query: str = HAPPENED) -> set[str]:
    return {event for (event,) in ask(graph, query, start=start, end=end)}


def allied(graph: Any, actor: str, day: date) -> set[tuple[str, ...]]:
    return {*ask(graph, ALLIED, actor=rdflib.URIRef(f"urn:afghanwar:actors/{actor}"), day=day)}


def allied_by_library(dataset: Dataset, actor: str, day: date) -> set[tuple[str, ...]]:
    ties = aw.relationships_of(actor, on=day, kinds=aw.ALLIED, dataset=dataset)
    return {
        (end, claim.source)
        for tie in ties
        for end in (tie.subject, tie.object)
        for claim in aw.evidence_for(tie, dataset=dataset)
        if end != actor
    }


def said(graph: Any, source: str) -> list[tuple[str, ...]]:
    rows = graph.query(prepared(SAID.replace("ID", source)))
    return sorted(tuple(map(str, row)) for row in rows)


def said_by_library(dataset: Dataset, source: str) -> list[tuple[str, ...]]:
    return sorted(
        (claim.says, str(passage.start), str(passage.end), passage.begins, passage.ends)
        for claim in aw.claims_by_source(source, dataset=dataset)
        for passage in [claim.passage]
        if passage is not None
    )


@settings(max_examples=25)
@given(datasets())
def test_the_three_questions_have_the_answers_of_the_library(dataset: Dataset) -> None:
    graph = graph_of(to_jsonld(dataset))
    for day in DAYS:
        events = {event.id for event in aw.events_between(day, day, dataset=dataset)}
        assert happened(graph, day, day) == events
        certain = {event.id for event in aw.events_between(day, day, match="certain", dataset=dataset)}
        assert happened(graph, day, day, CERTAIN) == certain
    for actor in dataset.actors:
        assert allied(graph, actor.id, DAYS[2]) == allied_by_library(dataset, actor.id, DAYS[2])
    for source in dataset.sources:
        assert said(graph, source.id) == said_by_library(dataset, source.id)


@pytest.fixture(scope="module")
def bundled() -> Any:
    return graph_of(to_jsonld(aw.load()))


def test_the_bundled_dataset_answers_them_too(bundled: Any) -> None:
    start, end = date(2021, 7, 1), date(2021, 8, 15)
    assert happened(bundled, start, end) == {event.id for event in aw.events_between(start, end)}
    day = date(2005, 7, 1)
    answer = allied(bundled, "taliban", day)
    assert answer == allied_by_library(aw.load(), "taliban", day)
    assert {ally for ally, _ in answer} == {actor.id for actor in aw.actors_allied_with("Taliban", on=day)}
    assert said(bundled, "stein-2021") == said_by_library(aw.load(), "stein-2021")


def test_every_record_has_one_identifier_of_its_kind(bundled: Any) -> None:
    named = {str(subject) for subject in bundled.subjects() if isinstance(subject, rdflib.URIRef)}
    records = {f"urn:afghanwar:{SHELVES[kind_of(record).name]}/{record.id}" for record in aw.load()}
    assert len(records) == len(aw.load())
    others = {f"urn:afghanwar:annotations/{claim.id}" for claim in aw.load().claims}
    others |= {f"urn:afghanwar:documents/{source.id}" for source in aw.load().sources}
    assert named == records | others | {"urn:afghanwar:datasets/afghanwar"}


def test_every_link_leads_to_something(bundled: Any) -> None:
    ours = {str(each) for _, _, each in bundled if isinstance(each, rdflib.URIRef) and "urn:afghanwar:" in each}
    known = {str(each) for each in bundled.subjects()}
    assert {each for each in ours if not each.startswith("urn:afghanwar:terms:")} <= known


def refuse(url: str, options: object) -> None:
    raise AssertionError(f"{url} would be loaded from the network")


@settings(max_examples=25)
@given(datasets())
def test_two_libraries_read_the_same_without_a_network(dataset: Dataset) -> None:
    document = to_jsonld(dataset)
    quads = pyld.jsonld.to_rdf(document, {"documentLoader": refuse})["@default"]
    assert len(quads) == len(graph_of(document))
    known = {quad["predicate"]["value"] for quad in quads} | {
        quad["object"]["value"] for quad in quads if quad["object"]["type"] == "IRI"
    }
    assert all(":" in iri for iri in known)


def test_every_key_is_a_term_or_one_of_our_own(bundled: Any) -> None:
    terms = {str(predicate) for predicate in bundled.predicates() if "urn:afghanwar:terms:" in predicate}
    own = {"accordingTo", "actor", "allied", "answer", "approximate", "asserted", "begins", "characters", "claim"}
    own |= {"commander", "dating", "directed", "doubtful", "ends", "form", "inferred", "kind", "licence", "measure"}
    own |= {"modality", "note", "object", "openEnd", "openStart", "order", "other", "outcome", "paragraph"}
    own |= {"participation", "precision"}
    own |= {"published", "quantity", "reach", "reachEnd", "reachStart", "side", "stance", "subject", "uncertain"}
    own |= {"victor", "when", "word", "wording"}
    assert {term.rpartition(":")[2] for term in terms} <= own


def test_a_date_is_strict_edtf_and_the_limits_are_days(bundled: Any) -> None:
    dates = [each for each in bundled.objects() if isinstance(each, rdflib.Literal) and str(each.datatype) == EDTF]
    assert len(dates) > 500
    assert all(aw.TimeSpan(str(each)).to_edtf().losses == () for each in dates)
    days = {str(each) for each in bundled.objects() if getattr(each, "datatype", None) == rdflib.XSD.date}
    assert all(date.fromisoformat(day).year not in (1, 9999) for day in days)


def test_the_uncertainty_of_a_record_is_kept(world: Dataset) -> None:
    nodes = {node["id"]: node for node in to_jsonld(world)["@graph"]}
    for record in (*world.events, *world.relationships):
        times = world.chronology.times(record)
        node = nodes[f"{SHELVES[kind_of(record).name]}:{record.id}"]
        assert (node["asserted"], node["doubtful"]) == (times.asserted, times.worlds.doubtful)
        assert ("reach" in node) == (times.reach is not None)
        assert [each["accordingTo"] for each in node.get("dating", [])] == [
            f"sources:{each}" for each, _ in record.dates
        ]


def test_identifiers_begin_with_the_base_that_is_given(world: Dataset) -> None:
    graph = graph_of(to_jsonld(world, base="https://example.org/war/"))
    assert rdflib.URIRef("https://example.org/war/events/fall-of-ostrel") in set(graph.subjects())
    with pytest.raises(TypeError, match="expected a dataset, not 'world'"):
        to_jsonld("world")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"base is 'https://example\.org'; end it in a slash, a colon or #"):
        to_jsonld(world, base="https://example.org")


def test_a_place_has_the_form_of_linked_places(world: Dataset) -> None:
    (place,) = [node for node in to_jsonld(world)["@graph"] if node["id"] == "places:ostrel"]
    assert place["properties"] == {"title": "Ostrel"}
    assert {"toponym": "Ostrel"} in place["names"]
    assert place["geometry"]["coordinates"] == [20.5, 10.0]
    assert place["geometry"]["certainty"] == "certain"
    assert place["relations"][0]["relationTo"] == "places:fenland"


def test_every_run_makes_the_same(world: Dataset) -> None:
    again = to_jsonld(Dataset.of(reversed([*world])))
    assert json.dumps(to_jsonld(world)) == json.dumps(again)
