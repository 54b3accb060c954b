"""The graph of who asserts what, and its measures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from accordingto.analysis import graph, measures
from accordingto.records import Annotation, Source
from annotations import Claim, Unit, compose, harbour
from strategies import annotations


def test_every_source_sentence_and_the_article_is_a_node() -> None:
    annotation = harbour()
    kinds = [kind for _, kind in graph.build(annotation).nodes(data="kind")]
    assert kinds.count("article") == 1
    assert kinds.count("claim") == len(annotation.sentences)
    assert kinds.count("source") == len(annotation.sources) + 1  # and the unknown one


def test_an_assertion_carries_its_attribution() -> None:
    annotation = harbour()
    edge = graph.build(annotation).edges["source/office", "claim/3", "a1"]
    assert edge == {
        "relation": "asserts",
        "attribution": "a1",
        "cue": "According to",
        "content": "the captain slowed the ship, but a gust turned it towards the pier",
        "form": "indirect",
        "stance": "says",
        "confidence": 0.94,
        "via": "",
    }


def test_a_claim_within_a_claim_names_the_outer_one() -> None:
    made = graph.build(harbour())
    vias = [data["via"] for _, claim, data in made.in_edges("claim/8", data=True)]
    assert sorted(vias) == ["", "outer"]


def test_an_act_is_shown_and_is_no_claim() -> None:
    made = graph.build(harbour())
    relations = {data["relation"] for data in made["source/office"]["claim/6"].values()}
    assert relations == {"acts"}
    assert made.has_edge(graph.ARTICLE, "claim/6")


def test_the_article_asserts_its_narration_and_its_part_but_no_headline() -> None:
    made = graph.build(harbour())
    assert [claim for _, claim in made.out_edges(graph.ARTICLE)] == [
        "claim/2",
        "claim/4",
        "claim/5",
        "claim/6",
    ]


def test_a_carry_over_is_an_edge_between_claims() -> None:
    made = graph.build(harbour())
    assert made.has_edge("claim/4", "claim/3", "carries over")


def test_narration_makes_no_claim_even_where_an_attribution_was_found() -> None:
    annotation = compose(
        [[Unit("He said no.", "narration", (Claim("a", "He", "said", "no"),))]],
        [Source("a", "Al", "named person")],
    )
    made = graph.build(annotation)
    assert not made.out_edges("source/a")
    assert measures.concentration(made) is None


def test_attributed_without_an_attribution_has_an_unknown_source() -> None:
    annotation = compose([[Unit("It is understood that he left.", "attributed")]])
    made = graph.build(annotation)
    assert made.has_edge(graph.UNKNOWN, "claim/0")
    assert measures.measure(annotation, made).other == 1


def test_whoever_is_relayed_is_joined_to_the_relay() -> None:
    made = graph.build(harbour())
    assert made.edges["source/crew", "source/mara", "via"] == {"relation": "via", "claims": 1}


def test_a_relay_through_nobody_known_and_through_oneself() -> None:
    claims = (
        Claim(None, None, "reportedly", "Al said no", id="outer"),
        Claim("a", "Al", "said", "no", via="outer", id="inner"),
        Claim("a", None, None, "no", via="inner"),
    )
    annotation = compose(
        [[Unit("Reportedly Al said no.", "attributed", claims[1:])]],
        [Source("a", "Al", "named person")],
    )
    hidden = replace(annotation.attributions[0], id="outer", source_id=None, via=None)
    made = graph.build(replace(annotation, attributions=(*annotation.attributions, hidden)))
    vias = [(u, v) for u, v, data in made.edges(data=True) if data["relation"] == "via"]
    assert vias == [("source/a", graph.UNKNOWN)]


def test_an_organization_is_its_source_or_a_node_of_its_own() -> None:
    people = (
        Source("lab", "Tidal Research Laboratory", "named organization"),
        Source("ann", "Ann Roe", "named person", organization="Tidal Research Laboratory"),
        Source("al", "Al Poe", "named person", organization="Breakwater Data"),
    )
    claims = [
        Unit(f"{who.name} said it holds.", "attributed", (Claim(who.id, who.name, "said"),))
        for who in people
    ]
    made = graph.build(compose([claims], people))
    pairs = [(u, v) for u, v, data in made.edges(data=True) if data["relation"] == graph.AFFILIATED]
    assert pairs == [
        ("source/ann", "source/lab"),
        ("source/al", "organization/Breakwater Data"),
    ]
    assert made.nodes["organization/Breakwater Data"]["kind"] == "organization"


def test_narration_that_restates_a_claim_and_a_sentence_said_twice() -> None:
    said = "Inspectors found cracked welds along the northern railing"
    annotation = compose(
        [
            [
                Unit(
                    f"{said}, the union said.",
                    "attributed",
                    (Claim("u", "the union", "said", said),),
                ),
                Unit("Inspectors had found the cracked welds on the northern railing."),
                Unit("Traffic was light on the first morning of the week."),
                Unit("Traffic was light on the first morning of the week."),
            ]
        ],
        [Source("u", "union", "unnamed group")],
    )
    made = graph.build(annotation)
    assert made.edges["claim/1", "claim/0", "echoes"]["similarity"] > 0.8
    assert made.edges["claim/3", "claim/2", "repeats"]["similarity"] == 1.0
    result = measures.measure(annotation, made)
    assert (result.echoes, result.repeats) == (((2, 1),), 1)


@settings(deadline=None, max_examples=60)
@given(annotations())
def test_any_annotation_has_a_graph_and_measures(annotation: Annotation) -> None:
    made = graph.build(annotation)
    assert {data["kind"] for _, data in made.nodes(data=True)} <= {
        "article",
        "source",
        "claim",
        "organization",
    }
    result = measures.measure(annotation, made)
    assert sum(share for _, share in result.shares) == pytest.approx(1 if result.shares else 0)
    assert all(0 < share <= 1 for _, share in result.types)
    assert result.root is None or result.root[0] in made
