"""What is read of a word: how it is written, where it stands, and where else."""

from __future__ import annotations

from accordingto.language.naming.evidence import (
    FORM,
    PLACE,
    RELATIONS,
    TAGS,
    WIDTH,
    evidence,
    repeated,
)
from accordingto.records import Article
from conftest import Parse

_FIRST = len(TAGS) + len(RELATIONS) + 2


def _told(parsed: Parse, text: str) -> dict[str, set[str]]:
    """What is true of each word of a text, by its name."""
    tokens = [token for token in parsed(Article(text)) if not token.is_space]
    rows = evidence(tokens)
    assert rows.shape == (len(tokens), WIDTH)
    named = (*FORM, *PLACE)
    return {
        token.text: {name for name, value in zip(named, row[_FIRST:], strict=True) if value}
        for token, row in zip(tokens, rows, strict=True)
    }


def test_how_a_word_is_written_and_what_it_is_known_as(parsed: Parse) -> None:
    told = _told(parsed, "Mary told the CNN reporter that McCoy paid 40 euros.")
    assert {"capital", "female", "opens a sentence", "opens a line"} <= told["Mary"]
    assert {"capital", "capitals", "outlet"} <= told["CNN"]
    assert {"capital", "capital inside"} <= told["McCoy"]
    assert {"digits", "a digit"} <= told["40"]
    assert "person" in told["reporter"]
    assert told["."] == {"no letter", "length"}


def test_lines_of_capitals_are_told_from_prose(parsed: Parse) -> None:
    told = _told(parsed, "Mayor Warns Against Bridge Cuts\nSHERIFF ARRESTS THREE\nHe said so.")
    assert "line of capitalized words" in told["Warns"]
    assert "line of capitals" in told["ARRESTS"]
    assert not told["said"] & {"line of capitalized words", "line of capitals", "opens a line"}
    assert "opens a line" in told["He"]


def test_each_word_has_a_tag_and_a_relation(parsed: Parse) -> None:
    tokens = [token for token in parsed(Article("It fell, y’all — 🙂!")) if not token.is_space]
    rows = evidence(tokens)
    assert (rows[:, : len(TAGS) + 1].sum(1) == 1).all()
    assert (rows[:, len(TAGS) + 1 : _FIRST].sum(1) == 1).all()


def test_capitalized_words_share_a_number_wherever_they_stand(parsed: Parse) -> None:
    tokens = [t for t in parsed(Article("Roe left.\nWhy did Roe leave ROE?")) if not t.is_space]
    numbers = dict(zip(tokens, repeated(tokens).tolist(), strict=True))
    assert [n for t, n in numbers.items() if t.lower_ == "roe"] == [0, 0, 0]
    assert {n for t, n in numbers.items() if t.is_lower or t.is_punct} == {-1}
