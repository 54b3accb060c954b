"""Letters quoted whole: from salutation to signature, and no further."""

from __future__ import annotations

import pytest

from accordingto.language.segmentation.letters import letters
from accordingto.records import Article

BEFORE = (
    "The harbour master resigned on Friday after a week of meetings behind closed doors.\n"
    "The mayor thanked her in the evening, and named nobody to follow her.\n"
    "Here is the letter she left:\n"
)
LETTER = "Dear Mr. Mayor:\nI can no longer sign for the pumps.\nThe town was told.\n"
AFTER = "The mayor’s office had no comment.\n"


@pytest.mark.parametrize(
    "signature",
    [
        "Sincerely,\nTeresa Roe\n",
        "Respectfully yours,\nTeresa Roe, Harbour Master\n",
        "Very truly yours, Teresa Roe\n",
        "With best regards,\nTeresa Roe\n",
    ],
)
def test_a_letter_is_its_signers(signature: str) -> None:
    text = BEFORE + LETTER + signature + AFTER
    (turn,) = letters(Article(text))
    assert turn.label is not None
    assert turn.label.of(text) == "Teresa Roe"
    assert turn.said.of(text) + "\n" == LETTER
    assert text[turn.end :].strip() == AFTER.strip()


@pytest.mark.parametrize(
    "text",
    [
        # An article that is a letter is its writer's own.
        LETTER + "Sincerely,\nTeresa Roe\n",
        "An open letter\n" + LETTER + "Sincerely,\nTeresa Roe\n",
        # Nobody signs it.
        BEFORE + LETTER + AFTER,
        BEFORE + LETTER + "Sincerely,\n" + AFTER,
        # A farewell without a letter.
        BEFORE + "Sincerely,\nTeresa Roe\n" + AFTER,
    ],
)
def test_what_is_no_letter_in_a_story(text: str) -> None:
    assert list(letters(Article(text))) == []
