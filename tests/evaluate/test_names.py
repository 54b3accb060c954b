"""When two names are the same to an editor."""

from __future__ import annotations

import pytest

from accordingto.evaluate import names


@pytest.mark.parametrize(
    ("predicted", "gold", "mentions", "described", "right"),
    [
        ("Mr. Lee", "Lee", (), False, True),
        ("Lee", "Ann Lee", (), False, False),
        ("Lee", "Ann Lee", ("Lee", "she"), False, True),
        ("Ann Lee", "Senator Ann Maria Lee", (), False, True),
        ("the fund", "International Monetary Fund", (), False, False),
        ("officials", "Indian health officials", (), True, True),
        ("she", "She", (), False, False),
        ("the", "The", (), False, False),
        ("Lee’s", "Lee", (), False, True),
    ],
)
def test_names(
    predicted: str, gold: str, mentions: tuple[str, ...], described: bool, right: bool
) -> None:
    assert names.same(predicted, gold, mentions, described) is right
