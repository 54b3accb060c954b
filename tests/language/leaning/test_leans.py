"""An account goes on without a gap: nothing leans across furniture, a speaker or a description."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

import accordingto
from accordingto.language.annotator import Annotator
from accordingto.language.leaning.leans import REACH, leaning
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Source
from annotations import Claim, Unit, compose

ROE = Source("roe", "Ann Roe", "named person")
SAID = Unit("Roe said it fell.", "attributed", (Claim("roe", "Roe", "said", "it fell"),))
#: Only what the tagger thinks of a sentence itself decides.
WEIGHTS = defaultdict(float, {"tagger leaning": 1.0})


def leans(units: Sequence[Unit], carry: Sequence[float], *apart: int) -> list[int | None]:
    made = compose([units], [ROE])
    scores = [SentenceScores((1.0, 0.0, 0.0), (1.0, 0.0, 0.0), c, None, None) for c in carry]
    found = leaning(
        made.article.text,
        made.sentences,
        scores,
        made.attributions,
        made.sources,
        WEIGHTS,
        apart,
    )
    return [sentence.carries_over_from for sentence in found]


OWN = Unit("The wall was low.")


def test_narration_leans_on_the_account_before_it() -> None:
    assert leans([OWN, SAID, OWN, OWN, SAID], [0.9] * 5) == [None, None, 1, 1, None]


def test_a_description_of_the_reporter_s_ends_an_account() -> None:
    assert leans([SAID, OWN, OWN, OWN], [0, 0.9, 0.1, 0.9]) == [None, 0, None, None]


@pytest.mark.parametrize("kind", ["headline", "byline"])
def test_nothing_leans_on_or_across_furniture(kind: str) -> None:
    furniture = Unit("Read more", kind=kind)  # type: ignore[arg-type]
    assert leans([SAID, furniture, OWN], [0.9] * 3) == [None] * 3
    said = Unit("Roe said so.", "attributed", SAID.claims[:0], kind=kind)  # type: ignore[arg-type]
    assert leans([said, OWN], [0.9] * 2) == [None] * 2


def test_a_new_speaker_takes_over() -> None:
    assert leans([SAID, OWN, SAID, OWN], [0.9] * 4) == [None, 0, None, 2]


def test_a_turn_leans_on_nobody_and_ends_the_account() -> None:
    assert leans([SAID, OWN, OWN], [0.9] * 3, 1) == [None] * 3


def test_an_account_does_not_reach_on_for_ever() -> None:
    found = leans([SAID, *[OWN] * (REACH + 2)], [0.9] * (REACH + 3))
    assert found == [None, *[0] * REACH, None, None]


def test_an_officer_s_fear_goes_on_with_the_department_s_account(annotator: Annotator) -> None:
    sample = Path(__file__).parents[3] / "samples" / "ontario-shooting.txt"
    sentences = annotator(accordingto.read(sample)).sentences
    assert [(s.index, s.carries_over_from) for s in sentences if s.index in (3, 12)] == [
        (3, 2),
        (12, 11),
    ]
