"""What the graph says in numbers: each measure on an annotation small enough to count by hand."""

from __future__ import annotations

import pytest

from accordingto.analysis import graph, measures
from accordingto.analysis.measures import Measures
from accordingto.records import Annotation, Source
from annotations import Claim, Unit, compose, crowd, harbour, plain


def measured(annotation: Annotation) -> Measures:
    return measures.measure(annotation, graph.build(annotation))


def said(source: str, who: str, what: str = "it would hold", **more: str) -> Unit:
    claim = Claim(source, who, "said", what, **more)
    return Unit(f"{who} said {what}.", "attributed", (claim,))


def test_the_counts_and_shares_of_the_sample() -> None:
    result = measured(harbour())
    assert (result.sentences, result.attributed, result.partly, result.narration) == (8, 4, 1, 3)
    assert (result.named, result.other) == (2, 3)
    # Six pairs of source and sentence: Quill in two, four others in one each.
    assert dict(result.shares)["source/mara"] == pytest.approx(2 / 6)
    assert sum(share for _, share in result.shares) == pytest.approx(1)
    assert result.concentration == pytest.approx((4 + 4 * 1) / 36)
    assert dict(result.types) == {
        "named person": pytest.approx(2 / 6),
        "named organization": pytest.approx(1 / 6),
        "anonymous": pytest.approx(1 / 6),
        "document": pytest.approx(1 / 6),
        "unknown": pytest.approx(1 / 6),
    }


@pytest.mark.parametrize("size", [1, 5])
def test_equal_sources_concentrate_to_one_over_their_number(size: int) -> None:
    assert measures.concentration(graph.build(crowd(size))) == pytest.approx(1 / size)


def test_without_sources_nothing_is_concentrated_and_nothing_has_a_root() -> None:
    result = measured(plain("It rained.", "It stopped."))
    assert (result.narration, result.shares, result.types) == (2, (), ())
    assert (result.concentration, result.root, result.silent, result.farthest) == (
        None,
        None,
        (),
        None,
    )


def test_one_root_counts_the_organization_its_people_and_its_relays() -> None:
    sources = (
        Source("agency", "Coastal Safety Agency", "named organization"),
        Source("ann", "Ann Roe", "named person", organization="Coastal Safety Agency"),
        Source("al", "Al Poe", "named person"),
        Source("bo", "Bo Lee", "named person"),
        Source("man", "a man", "unnamed person"),
    )
    relayed = Unit(
        "Ann Roe said that Al Poe had told her it would hold.",
        "attributed",
        (
            Claim("ann", "Ann Roe", "said", "that Al Poe had told her it would hold", id="outer"),
            Claim("al", "Al Poe", "had told her", "it would hold", via="outer"),
        ),
    )
    units = [said("agency", "The agency"), said("ann", "Ann Roe"), relayed]
    units += [said("bo", "Bo Lee"), said("man", "A man")]
    # Of agency, Ann twice, Al and Bo only Bo leads elsewhere; the unnamed man is not counted.
    assert measured(compose([units], sources)).root == ("source/agency", pytest.approx(4 / 5))


def test_a_relay_of_a_relay_leads_to_its_root_and_a_circle_ends() -> None:
    def chain(last: str | None) -> Annotation:
        words = "the mast would hold"
        claims = (
            Claim("agency", "The agency", "said", words, id="one", via=last),
            Claim("al", None, None, words, id="two", via="one"),
            Claim("bo", None, None, words, id="three", via="two"),
        )
        sources = [Source("agency", "Coastal Safety Agency", "named organization")]
        sources += [Source(id, id.title(), "named person") for id in ("al", "bo")]
        return compose([[Unit(f"The agency said {words}.", "attributed", claims)]], sources)

    assert measured(chain(None)).root == ("source/agency", 1)
    assert measured(chain("three")).root == ("source/agency", 1)


def test_who_is_talked_about_and_never_speaks() -> None:
    sources = (
        Source("ann", "Ann Roe", "named person"),
        Source("board", "Harbor Board", "named organization"),
    )
    orders = Claim("board", "The Harbor Board", "ordered", "repairs", stance="orders")
    units = [
        said("ann", "Ann Roe", "that Victor Salcedo had built the pier with money from the NTSB"),
        Unit("The Harbor Board ordered repairs.", "narration", (orders,)),
        Unit("Salcedo left for New York, and the NTSB closed its New York office."),
        said("ann", "Roe", "Salcedo would not come back from New York, nor would the NTSB"),
        Unit("Roe and Salcedo met twice."),
    ]
    assert measured(compose([units], sources)).silent == ("Harbor Board", "Victor Salcedo", "NTSB")


def test_an_acronym_of_a_source_that_speaks_is_not_silent() -> None:
    sources = [Source("b", "Congressional Budget Office", "named organization")]
    units = [said("b", "The Congressional Budget Office", "the CBO counts as the CBO counts")]
    units += [Unit("The CBO is an office.")]
    assert measured(compose([units], sources)).silent == ()


def test_a_claim_stands_so_many_sentences_behind_the_name() -> None:
    units = [
        said("ann", "Ann Roe"),
        Unit("It rained."),
        said("ann", "She"),
        said("al", "He"),
        said("ann", "Roe"),
    ]
    sources = [Source("ann", "Ann Roe", "named person"), Source("al", "Al Poe", "named person")]
    annotation = compose([units], sources)
    assert measures.distances(annotation) == {("ann", 0): 0, ("ann", 2): 2, ("ann", 4): 0}
    assert measured(annotation).farthest == 2
