"""Web Annotations, read again as RDF: what they say must be there by the standard's own terms."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import Namespace
from rdflib.plugins.shared.jsonld import context as jsonld

from accordingto.export import webannotation
from accordingto.records import Annotation
from annotations import Claim, Unit, compose, harbour

OA = Namespace("http://www.w3.org/ns/oa#")
AS = Namespace("https://www.w3.org/ns/activitystreams#")
#: What the standard's context says of the terms that are used here (w3.org/ns/anno.jsonld), said
#: again: a test asks for nothing from the network.
_CLASSES = "Annotation SpecificResource TextualBody TextPositionSelector TextQuoteSelector".split()
_PURPOSES = "classifying identifying highlighting describing linking assessing".split()
_TERMS: dict[str, Any] = {
    "oa": str(OA),
    "as": str(AS),
    "xsd": str(XSD),
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in (*_CLASSES, *_PURPOSES)},
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "value": "rdf:value",
    "rdf": str(RDF),
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "name": "http://xmlns.com/foaf/0.1/name",
    "generator": {"@id": "as:generator", "@type": "@id"},
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "first": {"@id": "as:first", "@type": "@id"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(source: str, *arguments: object, **options: object) -> tuple[Any, None]:
        assert source == webannotation.CONTEXT
        return {"@context": _TERMS}, None

    monkeypatch.setattr(jsonld, "source_to_json", load)


def read(annotation: Annotation) -> Graph:
    return Graph().parse(data=webannotation.render(annotation), format="json-ld")


def quoted(graph: Graph, node: Any) -> set[str]:
    """The words of the places that a node points at."""
    return {str(words) for words in graph.objects(node, OA.hasSelector / OA.exact)}


def bodies(graph: Graph, node: Any, purpose: URIRef) -> set[str]:
    texts = set()
    for body in graph.objects(node, OA.hasBody):
        if (body, OA.hasPurpose, purpose) in graph:
            texts |= {str(value) for value in graph.objects(body, RDF.value)} | quoted(graph, body)
    return texts


def one(graph: Graph, part: str) -> URIRef:
    (node,) = (s for s in graph.subjects(RDF.type, OA.Annotation) if str(s).endswith(f"#{part}"))
    assert isinstance(node, URIRef)
    return node


def test_every_sentence_attribution_and_finding_is_an_annotation() -> None:
    annotation, graph = harbour(), read(harbour())
    nodes = set(graph.subjects(RDF.type, OA.Annotation))
    parts = (annotation.sentences, annotation.attributions, annotation.findings)
    assert len(nodes) == sum(map(len, parts))
    assert (None, AS.totalItems, Literal(len(nodes), datatype=XSD.nonNegativeInteger)) in graph
    for node in nodes:
        assert (node, OA.hasTarget, None) in graph
        assert (node, OA.motivatedBy, None) in graph


def test_a_sentence_has_its_label_and_its_place() -> None:
    graph = read(harbour())
    node = one(graph, "sentence-3")
    assert bodies(graph, node, OA.classifying) == {"attributed"}
    (target,) = graph.objects(node, OA.hasTarget)
    span, text = harbour().sentences[3].span, harbour().article.text
    assert quoted(graph, target) == {span.of(text)}
    starts = {value.toPython() for value in graph.objects(target, OA.hasSelector / OA.start)}
    assert starts == {span.start}
    assert set(graph.objects(target, OA.hasSource)) == {URIRef("https://example.org/ferry")}


def test_an_attribution_tells_who_by_which_words_and_what() -> None:
    graph = read(harbour())
    node = one(graph, "attribution-a1")
    assert bodies(graph, node, OA.identifying) == {"Port Safety Office", "the Port Safety Office"}
    assert bodies(graph, node, OA.highlighting) == {"According to"}
    assert bodies(graph, node, OA.classifying) == {"says"}
    assert bodies(graph, node, OA.describing) == {harbour().attributions[0].why}
    (target,) = graph.objects(node, OA.hasTarget)
    assert quoted(graph, target) == {
        "the captain slowed the ship, but a gust turned it towards the pier"
    }


def test_a_relayed_claim_is_linked_to_who_relays_it() -> None:
    graph = read(harbour())
    (inner,) = (
        node
        for node in graph.subjects(RDF.type, OA.Annotation)
        if "a member of the crew" in bodies(graph, node, OA.identifying)
    )
    outer = {
        source
        for body in graph.objects(inner, OA.hasBody)
        if (body, OA.hasPurpose, OA.linking) in graph
        for source in graph.objects(body, OA.hasSource)
    }
    assert outer == {one(graph, "attribution-outer")}


def test_odd_ids_and_origins_make_no_broken_address() -> None:
    claim = Claim(None, "Al", None, None, id="a b|<\u202e>")
    for origin in ("https://example.org/a b", "https://example.org/<ä>", "draft \ud800.txt"):
        made = compose([[Unit("Al said so.", "attributed", (claim,))]], origin=origin)
        graph = read(made)
        for address in {*graph.subjects(), *graph.objects()}:
            if isinstance(address, URIRef):
                assert rdflib.term._is_valid_uri(address)
        assert one(graph, "attribution-a%20b%7C%3C%E2%80%AE%3E")


def test_the_document_names_the_standards_context() -> None:
    assert json.loads(webannotation.render(harbour()))["@context"] == webannotation.CONTEXT
