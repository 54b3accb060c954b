"""Where things stand in the pictures."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest

from accordingto.records import Annotation, Source
from accordingto.report import layout, view
from accordingto.report.html import render
from annotations import Claim, Unit, compose, crowd, harbour, plain, throng


def test_the_network_keeps_the_order_of_reading_and_its_labels_apart() -> None:
    network = view.build(harbour(), version="1").network
    shown = [claim.text for claim in sorted(network.claims, key=lambda c: c.y)]
    assert shown == [str(number) for number in range(1, 11)]
    for column in (network.asserters, network.claims):
        ys = sorted(node.y for node in column)
        assert all(b - a >= 18 for a, b in pairwise(ys))
        assert all(0 <= y <= network.height for y in ys)


def test_a_long_article_draws_only_what_has_a_source() -> None:
    annotation = compose(
        [[Unit(f"It rained on day {n}.")] for n in range(70)]
        + [[Unit("It fell, said Al.", "attributed", (Claim("a", "Al", "said", "It fell"),))]],
        [Source("a", "Al", "named person")],
    )
    made = view.build(annotation, version="1")
    assert [claim.text for claim in made.network.claims] == ["71"]
    assert made.network.left_out == 70
    assert "leaves out the 70 sentences" in render(annotation)


def test_neighbours_of_one_source_are_one_in_a_long_article() -> None:
    said = [
        Unit(f"{who} said no on day {n}.", "attributed", (Claim(who, who, "said", "no"),))
        for n, who in enumerate(["Al", "Al", "Bo", "Al", "Al", "Al"])
    ]
    narration = [Unit(f"It rained on day {n}.") for n in range(60)]
    sources = [Source(who, who, "named person") for who in ("Al", "Bo")]
    network = view.build(compose([[*said, *narration]], sources), version="1").network
    assert [(claim.text, claim.keys) for claim in network.claims] == [
        ("1–2", "S1"),
        ("3", "S2"),
        ("4–6", "S1"),
    ]


def test_the_network_names_relays_and_organizations() -> None:
    annotation = harbour()
    office, mara, *others = annotation.sources
    mara = dataclasses.replace(mara, organization=office.name)
    network = view.build(
        dataclasses.replace(annotation, sources=(office, mara, *others)), version="1"
    ).network
    assert network.claims[8].keys == "S2, S3 via S2"
    assert network.claims[6].keys == ""  # an order
    assert {who.lines: who.speaks_for for who in network.asserters}[("S2 Mara Quill",)] == (
        "for S1 Port Safety Office"
    )
    relations = {edge.relation for edge in network.edges}
    assert relations == {"asserts", "acts", "carries", "via"}


@pytest.mark.parametrize("annotation", [plain(), plain("It rained.")])
def test_an_article_without_any_source_has_a_network(annotation: Annotation) -> None:
    network = view.build(annotation, version="1").network
    assert len(network.claims) == len(annotation.sentences)
    assert network.height > 0
    assert 'class="network"' in render(annotation)


def test_four_hundred_sentences_of_sixty_sources_stay_a_page() -> None:
    annotation = throng(60, 400)
    network = view.build(annotation, version="1").network
    assert network.left_out == 100
    assert len(network.asserters) == 13
    assert ("48 further sources",) in [who.lines for who in network.asserters]
    made = render(annotation)
    picture = made[made.index('<svg class="network"') :]
    assert len(picture[: picture.index("</svg>")]) < 60_000


def test_a_graph_of_many_sources_folds_and_still_names_them_at_their_sentences() -> None:
    network = view.build(crowd(14), version="1").network
    assert len(network.asserters) == 13
    assert network.asserters[-1].lines == ("2 further sources",)
    assert [claim.keys for claim in network.claims][-2:] == ["S13", "S14"]


def test_sources_that_only_are_talked_about_need_no_fold() -> None:
    annotation = crowd(11)
    idle = tuple(Source(f"q{n}", f"Idle {n}", "named person") for n in range(3))
    silent = dataclasses.replace(annotation, sources=(*annotation.sources, *idle))
    assert len(view.build(silent, version="1").network.asserters) == 11


def test_no_name_is_clipped() -> None:
    name = "The Interdepartmental Commission for the Inspection of Bridges and Ferries of Eastmere"
    annotation = compose(
        [[Unit("It said no.", "attributed", (Claim("a", "It", "said", "no"),))]],
        [Source("a", name, "named organization")],
    )
    (who,) = view.build(annotation, version="1").network.asserters
    assert " ".join(who.lines) == f"S1 {name}"


@pytest.mark.parametrize(
    ("total", "numbers"), [(3, "1 2 3"), (40, "1 5 10 15 20 25 30 35 40"), (80, "1 5 10")]
)
def test_the_axis_has_room_for_its_numbers(total: int, numbers: str) -> None:
    matrix = layout.matrix([("S1", "hue1 solid", (1, 3))], total)
    axis = [number.text for number in matrix.axis]
    assert axis[: len(numbers.split())] == numbers.split()
    assert all(b.x - a.x >= 19 for a, b in pairwise(matrix.axis))
    assert [cell.number for cell in matrix.bands[0].cells] == [1, 3]
