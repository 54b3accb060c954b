"""Words whose speaker stands behind them: which there are, and where they begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.language.segmentation.credits import credited
from accordingto.language.segmentation.passages import passages
from accordingto.language.segmentation.speaker_turns import Turn
from accordingto.quotations import quotations
from accordingto.records import Article

COURIER = "The bridge is a folly, and the town will pay for it."


def found(text: str) -> tuple[Turn, ...]:
    article = Article(text)
    return credited(article, quotations(text, article.paragraphs))


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
            f"“{COURIER}” — Teresa Roe, The Tidewater Courier\n",
            f"“{COURIER}”",
            "Teresa Roe",
        ),
        (
            f"Others:\n“{COURIER}”\n— Teresa Roe, engineer",
            f"“{COURIER}”",
            "Teresa Roe",
        ),
        # With a title before the name, and with what the words were said on.
        (
            f"[“{COURIER}” –Gov. Teresa Roe, on opposing the bill.]",
            f"“{COURIER}”",
            "Gov. Teresa Roe",
        ),
        (
            f'“{COURIER}" -- Former Mayor Teresa Roe on “The Evening Hour.” Watch here.',
            f'“{COURIER}"',
            "Former Mayor Teresa Roe",
        ),
        # A few words that lead in to the quotation.
        (
            f"FROM THE READERS - “{COURIER}” – Teresa Roe via e-mail",
            f"“{COURIER}”",
            "Teresa Roe",
        ),
        # A quotation of several paragraphs, each left open but the last.
        (
            "They write:\n“It is a folly.\n“It will fall.” — Teresa Roe, engineer\n",
            "“It is a folly.\n“It will fall.”",
            "Teresa Roe",
        ),
        # Without a dash, below the quotation, where the outlet is one by its name.
        (
            f"The left is worried.\nStill, “{COURIER}”\nTeresa Roe, Tidewater Courier\n",
            f"“{COURIER}”",
            "Teresa Roe",
        ),
    ],
)
def test_what_is_credited(text: str, said: str, who: str) -> None:
    (one,) = found(text)
    assert one.label is not None
    assert one.said.of(text) == said
    assert one.label.of(text) == who
    assert not text[one.end :].strip()


def test_names_without_a_dash_are_credits_where_they_are_a_habit() -> None:
    text = f"“{COURIER}”\nTeresa Roe, Plain Words\n“It will stand.”\nMark Odell, Plain Words\n"
    assert [turn.label and turn.label.of(text) for turn in found(text)] == [
        "Teresa Roe",
        "Mark Odell",
    ]


def test_several_names_say_it_together() -> None:
    text = f"“{COURIER}”\nTeresa Roe, Ida Lund, and Mark Odell, Tidewater Courier\n"
    turns = found(text)
    assert [turn.label and turn.label.of(text) for turn in turns] == [
        "Teresa Roe",
        "Ida Lund",
        "Mark Odell",
    ]
    assert len({turn.said for turn in turns}) == 1
    article = Article(text)
    assert passages(article, quotations(text, article.paragraphs)) == turns


@pytest.mark.parametrize(
    "text",
    [
        "The bridge — the one by Teresa Roe — is closed.\n",
        "She closed it.\n— Teresa Roe contributed to this article.\n",
        "“We will build,” she said — and nobody did.\n",
        "Write to Teresa Roe (@roe) about the bridge.\n",
        # Whoever signs a part of the article wrote it.
        "“It fell,” Odell said. “It was old.”\n- Teresa Roe\nThe town\n",
        "The bridge fell.\n- Teresa Roe\n“It was old and nobody looked after it.”\n- Teresa Roe\n",
        "“It was old and nobody looked.”\n— Teresa Roe and Ida Lund contributed to this report.\n",
        # A crosshead, alone or with a byline below it.
        "“It was old and nobody looked.”\nHope and change\nThe town waits.\n",
        "‘We weren’t ready for this’\nTeresa Roe, Tidewater News\nThe town waits.\n",
        "“It was old and nobody looked.”\nTeresa Roe, the mayor, was there\nThe town waits.\n",
    ],
)
def test_what_is_not(text: str) -> None:
    assert found(text) == ()


def test_a_credit_makes_a_turn_that_ends_behind_it() -> None:
    text = "She tweeted.\nBuild it! — Teresa Roe (@roe) May 4, 2018\nNobody did.\n"
    (turn,) = found(text)
    assert turn.label is not None
    assert (turn.label.of(text), turn.said.of(text)) == ("Teresa Roe", "Build it!")
    assert text[turn.end :] == "\nNobody did.\n"


@given(st.text(alphabet='Ab “”"—,.\n', max_size=80))
def test_any_text_gives_turns_in_order_within_it(text: str) -> None:
    article = Article(text)
    turns = passages(article, quotations(text, article.paragraphs))
    for turn in turns:
        assert 0 <= turn.said.start < turn.said.end <= turn.end <= len(text)
        assert turn.label is None or turn.label.of(text).strip()
    assert [turn.said for turn in turns] == sorted(turn.said for turn in turns)
