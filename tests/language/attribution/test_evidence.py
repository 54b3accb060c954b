"""What speaks for an attribution, by name."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from accordingto.language.attribution.claims import Claim
from accordingto.language.attribution.evidence import NAMES, Basis, evidence_of
from accordingto.language.attribution.linking import Link, Maker
from accordingto.language.model import Model
from accordingto.language.tagging.confidence import confidence
from accordingto.records import Span

LINK = Link(Span(0, 3), Span(4, 8), (Span(9, 17),))
CLAIM = Claim(LINK, "says", True)


def test_every_name_has_a_weight(model: Model) -> None:
    assert set(model.confidence) == set(NAMES)


@pytest.mark.parametrize("maker", get_args(Maker))
@pytest.mark.parametrize("basis", get_args(Basis))
def test_no_evidence_goes_without_a_name(maker: Maker, basis: Basis, model: Model) -> None:
    claim = replace(CLAIM, link=replace(LINK, made_by=maker))
    evidence = evidence_of(claim, basis, 0.7, "document")
    assert set(evidence) <= set(NAMES)
    assert evidence[f"made by {maker}"] == evidence[f"named by {basis}"] == 1
    assert 0 < confidence(evidence, model.confidence) < 1


def test_what_is_relayed_is_of_a_kind_of_its_own() -> None:
    evidence = evidence_of(replace(CLAIM, within=0), "name", 1.0, "named person")
    assert "made by nested" in evidence
    assert "made by tagger" not in evidence


def test_only_a_pronoun_has_a_chance() -> None:
    assert evidence_of(CLAIM, "pronoun", 0.5, "unknown")["chance of the antecedent"] == 0
    assert evidence_of(CLAIM, "pronoun", 0.9, "unknown")["chance of the antecedent"] > 2
    assert evidence_of(CLAIM, "name", 1.0, "unknown")["chance of the antecedent"] == 0


def test_a_pronoun_is_less_sure_than_a_name_in_full(model: Model) -> None:
    name = confidence(evidence_of(CLAIM, "name", 1.0, "named person"), model.confidence)
    pronoun = confidence(evidence_of(CLAIM, "pronoun", 0.5, "named person"), model.confidence)
    nobody = confidence(evidence_of(CLAIM, "nobody", 1.0, "unknown"), model.confidence)
    assert nobody < pronoun < name
