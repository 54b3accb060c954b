"""Words whose speaker stands behind them: which there are, and where they begin and end."""

from __future__ import annotations

import pytest

from accordingto.language.segmentation.credits import credited
from accordingto.language.segmentation.speaker_turns import turns


@pytest.mark.parametrize(
    ("text", "said", "who"),
    [
        # An embedded post, with the day it was sent or without.
        (
            "Build the bridge! — Teresa Roe (@roe) May 4, 2018\n",
            "Build the bridge!",
            "Teresa Roe",
        ),
        (
            "We counted 44 cracks. — Harbour Works (@works)",
            "We counted 44 cracks.",
            "Harbour Works",
        ),
        # A quotation with its credit on the same line and on the next.
        (
            "“The bridge is a folly.” — Teresa Roe, The Tidewater Courier\n",
            "“The bridge is a folly.”",
            "Teresa Roe",
        ),
        (
            "Others:\n“The bridge is a folly.”\n— Teresa Roe, engineer",
            "“The bridge is a folly.”",
            "Teresa Roe",
        ),
        # A quotation of several paragraphs, each left open but the last.
        (
            "They write:\n“It is a folly.\n“It will fall.” — Teresa Roe, engineer\n",
            "“It is a folly.\n“It will fall.”",
            "Teresa Roe",
        ),
    ],
)
def test_what_is_credited(text: str, said: str, who: str) -> None:
    (one,) = credited(text)
    assert one.said.of(text) == said
    assert one.who.of(text) == who
    assert text[one.end :].strip() == ""


@pytest.mark.parametrize(
    "text",
    [
        "The bridge — the one by Teresa Roe — is closed.\n",
        "She closed it.\n— Teresa Roe contributed to this article.\n",
        "“We will build,” she said — and nobody did.\n",
        "Write to Teresa Roe (@roe) about the bridge.\n",
    ],
)
def test_what_is_not(text: str) -> None:
    assert credited(text) == ()


def test_a_credit_makes_a_turn_that_ends_behind_it() -> None:
    text = "She tweeted.\nBuild it! — Teresa Roe (@roe) May 4, 2018\nNobody did.\n"
    (turn,) = turns(text)
    assert turn.label is not None
    assert (turn.label.of(text), turn.said.of(text)) == ("Teresa Roe", "Build it!")
    assert text[turn.end :] == "\nNobody did.\n"
