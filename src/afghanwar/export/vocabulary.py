"""Vocabulary: the terms of the linked data, from published vocabularies and a few of our own."""

from typing import Any, Final

BASE: Final = "urn:afghanwar:"
"""The beginning of the identifiers of records, unless another base is given."""

TERMS: Final = "urn:afghanwar:terms:"
"""The beginning of the terms that no published vocabulary has."""

EDTF: Final = "http://id.loc.gov/datatypes/edtf"
"""The Library of Congress's datatype for dates in EDTF."""

_PREFIXES: Final = {
    "dcterms": "http://purl.org/dc/terms/",
    "geojson": "https://purl.org/geojson/vocab#",
    "gvp": "http://vocab.getty.edu/ontology#",
    "lpo": "https://github.com/LinkedPasts/linked-pasts-ontology/blob/main/lpo_latest.ttl#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_SCHEMA: Final = (
    *("Claim", "CreativeWork", "Dataset", "DigitalDocument", "Event", "GeoCoordinates", "Organization", "Person"),
    *("Place", "PropertyValue", "QuantitativeValue", "Role"),
    *("alternateName", "author", "description", "identifier", "latitude", "longitude", "maxValue", "minValue", "name"),
    *("propertyID", "publisher", "roleName", "sha256", "text", "unitText", "value"),
)
_SCHEMA_LINKS: Final = (
    *("about", "appearance", "containedInPlace", "encodesCreativeWork", "license", "location", "superEvent"),
)

# The keys of the Linked Places format, as in its own context.
_LINKED_PLACES: Final[dict[str, Any]] = {
    "Feature": "geojson:Feature",
    "Point": "geojson:Point",
    "properties": "geojson:properties",
    "title": "dcterms:title",
    "geometry": "https://github.com/kgeographer/geojson-t/geometry",
    "coordinates": {"@id": "geojson:coordinates", "@container": "@list"},
    "certainty": "lpo:has_certainty",
    "citations": {"@id": "http://purl.org/spar/cito#cites", "@container": "@set"},
    "label": "rdfs:label",
    "names": {"@id": "lpo:name_attestation", "@container": "@set"},
    "toponym": "lpo:toponym",
    "types": {"@id": "lpo:type_attestation", "@container": "@set"},
    "relations": {"@id": "lpo:rel_attestation", "@container": "@set"},
    "relationType": {"@id": "lpo:relation_type", "@type": "@vocab"},
    "relationTo": {"@id": "lpo:relation_to", "@type": "@id"},
    "exactMatch": {"@id": "skos:exactMatch", "@type": "@id"},
}

# The keys of the Web Annotation data model, as in its own context.
_ANNOTATION: Final[dict[str, Any]] = {
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "RangeSelector": "oa:RangeSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "linking": "oa:linking",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "startSelector": {"@id": "oa:hasStartSelector", "@type": "@id"},
    "endSelector": {"@id": "oa:hasEndSelector", "@type": "@id"},
    "refinedBy": {"@id": "oa:refinedBy", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "exact": "oa:exact",
}

_TYPED: Final[dict[str, Any]] = {
    "url": {"@id": "schema:url", "@type": "xsd:anyURI"},
    "date": {"@id": "dcterms:date", "@type": EDTF},
    "datePublished": {"@id": "schema:datePublished", "@type": EDTF},
    "earliestStart": {"@id": "sem:hasEarliestBeginTimeStamp", "@type": "xsd:date"},
    "latestStart": {"@id": "sem:hasLatestBeginTimeStamp", "@type": "xsd:date"},
    "earliestEnd": {"@id": "sem:hasEarliestEndTimeStamp", "@type": "xsd:date"},
    "latestEnd": {"@id": "sem:hasLatestEndTimeStamp", "@type": "xsd:date"},
    "reachStart": {"@type": "xsd:date"},
    "reachEnd": {"@type": "xsd:date"},
}

_LINKS: Final = {
    "hasActor": "sem:hasActor",
    "wasDerivedFrom": "prov:wasDerivedFrom",
    "wasAttributedTo": "prov:wasAttributedTo",
    "actedOnBehalfOf": "prov:actedOnBehalfOf",
    "sameAs": "schema:sameAs",
}
# Links that no published vocabulary has.
_OWN_LINKS: Final = ("accordingTo", "actor", "claim", "commander", "measure", "object", "order", "outcome", "subject")


def context(base: str, kinds: tuple[str, ...]) -> dict[str, Any]:
    """Return the full context of a JSON-LD document, so that nothing has to be loaded from elsewhere.

    Args:
        base: The beginning of the identifiers of records.
        kinds: The kinds of resource; each is a prefix, and a part of the path of its identifiers.

    Returns:
        A new dictionary, for the key ``@context``.
    """
    return {
        "@version": 1.1,
        "@vocab": TERMS,
        "id": "@id",
        "type": "@type",
        **_PREFIXES,
        # Without this, a processor would take an identifier such as events:x for a full IRI.
        **{kind: {"@id": f"{base}{kind}/", "@prefix": True} for kind in kinds},
        **{term: f"schema:{term}" for term in _SCHEMA},
        **{term: {"@id": f"schema:{term}", "@type": "@id"} for term in _SCHEMA_LINKS},
        **_LINKED_PLACES,
        **_ANNOTATION,
        **_TYPED,
        **{term: {"@id": iri, "@type": "@id"} for term, iri in _LINKS.items()},
        **{term: {"@type": "@id"} for term in _OWN_LINKS},
    }
