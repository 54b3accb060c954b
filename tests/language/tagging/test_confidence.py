"""How sure the tool is of an attribution."""

from __future__ import annotations

import math

from accordingto.language.model import Model
from accordingto.language.tagging.confidence import confidence, evidence, logit
from accordingto.language.tagging.tagger import RoleSpan
from accordingto.records import Span


def role(name: str, sure: float) -> RoleSpan:
    return RoleSpan(name, 0, 3, Span(0, 9), sure)


def test_every_piece_of_evidence_has_a_weight(model: Model) -> None:
    proof = evidence(role("cue", 0.9), role("source", 0.9), [role("content", 0.8)], 0.9)
    assert set(proof) == set(model.links)


def test_surer_parts_make_a_surer_attribution(model: Model) -> None:
    sure, unsure = (
        confidence(
            evidence(role("cue", p), role("source", p), [role("content", p)], p), model.links
        )
        for p in (0.95, 0.5)
    )
    assert 0 < unsure < sure < 1
    alone = confidence(evidence(None, None, [role("content", 0.95)], 0.5), model.links)
    assert alone < sure


def test_logits_are_bounded() -> None:
    assert logit(0.5) == 0
    assert math.isclose(logit(1.0), -logit(0.0))
    assert math.isfinite(logit(0.0))
