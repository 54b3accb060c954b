"""The ranker of antecedents: what it learns, and from which pronouns of an article."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from accordingto.language.attribution.linking import Link
from accordingto.language.coreference.ranker import Candidate, ranker
from accordingto.language.model import Model
from accordingto.records import Article, Span
from accordingto.training.fit_antecedents import Case, cases, fit, table
from conftest import Parse

_TEXT = (
    "Mara Quill met Clara Bloom on Monday in the town hall.\n"
    "She said the bridge was safe. She left.\n"
)


def test_the_fit_prefers_what_was_right() -> None:
    near = Candidate(0, {"near": 1.0, "subject": 0.0})
    subject = Candidate(1, {"near": 0.0, "subject": 1.0})
    found = [Case(n, (near, subject), 1) for n in range(8)] + [Case(8, (near, subject), 0)]
    names = ["near", "subject"]
    fitted = fit(found, names)
    scores = table(found[0], names) @ fitted
    assert np.argmax(scores) == 1
    assert fitted[0] == pytest.approx(-fitted[1])


@pytest.mark.parametrize("right", ["Mara Quill", "Clara Bloom"])
def test_cases_are_the_pronouns_that_the_editor_settled(
    parsed: Parse, model: Model, right: str
) -> None:
    article = Article(_TEXT)
    start = _TEXT.index("She said")
    link = Link(Span(start, start + 3), Span(start + 4, start + 8), (Span(start + 9, start + 28),))
    row: dict[str, Any] = {
        "sentences": [{"start": start, "end": start + 29, "sources": [right]}],
        "sources": [{"name": right, "type": "named person", "mentions": ["she"]}],
    }
    (found,) = cases(parsed(article), article, [link], row, 3, ranker(model.antecedents))
    assert found.article == 3
    # The subject of the sentence before speaks first in the order of the candidates.
    evidence = [dict(each.evidence) for each in found.candidates]
    assert evidence[found.right]["subject"] == float(right == "Mara Quill")


def test_chances_add_up_to_one(model: Model) -> None:
    near = dict.fromkeys(model.antecedents, 0.0)
    ranked = ranker(model.antecedents)(
        None, [Candidate(4, near), Candidate(7, {**near, "subject": 1.0})]
    )
    assert [each.referent for each in ranked] == [7, 4]
    assert sum(each.chance for each in ranked) == pytest.approx(1)


def test_every_evidence_has_a_weight(parsed: Parse, model: Model) -> None:
    article = Article(_TEXT)
    start = _TEXT.index("She said")
    link = Link(Span(start, start + 3), None, (Span(start + 9, start + 28),))
    row: dict[str, Any] = {
        "sentences": [{"start": start, "end": start + 29, "sources": ["Mara Quill"]}],
        "sources": [{"name": "Mara Quill", "type": "named person", "mentions": []}],
    }
    (found,) = cases(parsed(article), article, [link], row, 0, ranker(model.antecedents))
    shown = {name for each in found.candidates for name in each.evidence}
    assert shown <= set(model.antecedents)
