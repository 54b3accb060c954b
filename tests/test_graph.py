"""The graph of who asserts what, and its measures."""

from __future__ import annotations

import io

import networkx as nx
import pytest

from accordingto import graph
from accordingto.records import Source
from annotations import Claim, Unit, compose, crowd, harbour, plain


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
        "cue": "According to",
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
    assert graph.measure(annotation).concentration is None


def test_attributed_without_an_attribution_has_an_unknown_source() -> None:
    annotation = compose([[Unit("It is understood that he left.", "attributed")]])
    assert graph.build(annotation).has_edge(graph.UNKNOWN, "claim/0")
    assert graph.measure(annotation).other == 1


def test_measures_of_the_sample() -> None:
    found = graph.measure(harbour())
    assert (found.sentences, found.attributed, found.partly, found.narration) == (8, 4, 1, 3)
    assert (found.named, found.other) == (2, 3)
    # Six pairs of source and sentence: Quill in two, four others in one each.
    assert dict(found.shares)["source/mara"] == pytest.approx(2 / 6)
    assert sum(share for _, share in found.shares) == pytest.approx(1)
    assert found.concentration == pytest.approx((4 + 4 * 1) / 36)


@pytest.mark.parametrize("size", [1, 5])
def test_equal_sources_concentrate_to_one_over_their_number(size: int) -> None:
    assert graph.concentration(graph.build(crowd(size))) == pytest.approx(1 / size)


def test_without_sources_nothing_is_concentrated() -> None:
    found = graph.measure(plain("It rained.", "It stopped."))
    assert (found.narration, found.shares, found.concentration) == (2, (), None)


def test_graphml_takes_the_graph_and_gives_it_back() -> None:
    made = graph.build(harbour())
    file = io.BytesIO()
    nx.write_graphml(made, file)
    file.seek(0)
    again = nx.read_graphml(file, force_multigraph=True)
    assert set(again.nodes) == set(made.nodes)
    assert again.number_of_edges() == made.number_of_edges()
    assert again.nodes["claim/3"]["text"] == made.nodes["claim/3"]["text"]
