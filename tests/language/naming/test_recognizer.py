"""The recognizer: names by weights that belong together, and what those of the model find."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from accordingto.language.naming.evidence import FORM, PLACE, WIDTH
from accordingto.language.naming.recognizer import TAGS, Recognizer, shapes
from accordingto.records import Article
from conftest import Parse

STATES = 4


def weights(seed: int | None = None) -> Recognizer:
    rng = np.random.default_rng(seed)
    return Recognizer(
        {
            name: np.zeros(shape, np.float32)
            if seed is None
            else rng.normal(size=shape).astype(np.float32)
            for name, shape in shapes(STATES).items()
        }
    )


def capitals(tag: str) -> Recognizer:
    """One that gives every capitalized word one tag, by the first number of all its layers."""
    made = weights()
    made.weights["words"][STATES + WIDTH - len(FORM) - len(PLACE), 0] = 1
    made.weights["tags"][0, TAGS.index(tag)] = 1
    return made


def found(recognizer: Recognizer, parsed: Parse, text: str) -> list[tuple[str, str]]:
    doc = parsed(Article(text))
    words = sum(not token.is_space for token in doc)
    states = np.zeros((words, STATES), np.float16)
    return [(name.text, name.label_) for name in recognizer(doc, states)]


def test_weights_that_say_nothing_find_nothing(parsed: Parse) -> None:
    assert found(weights(), parsed, "Jane Roe left Canada.") == []
    assert found(weights(), parsed, "") == []


def test_a_tag_inside_goes_on_with_the_name_before_it(parsed: Parse) -> None:
    text = "they met Jane Roe of Canada."
    assert found(capitals("I-PERSON"), parsed, text) == [
        *(("Jane Roe", "PERSON"), ("Canada", "PERSON"))
    ]
    assert [name for name, _ in found(capitals("B-ORG"), parsed, text)] == ["Jane", "Roe", "Canada"]


def test_no_name_goes_over_white_space(parsed: Parse) -> None:
    assert found(capitals("I-PERSON"), parsed, "Jane\nRoe left.") == [
        *(("Jane", "PERSON"), ("Roe", "PERSON"))
    ]


def test_saved_weights_are_read_back_in_half_precision(tmp_path: Path) -> None:
    recognizer = weights(seed=2)
    recognizer.save(tmp_path / "naming.npz")
    again = Recognizer.load(tmp_path / "naming.npz", STATES)
    for name, array in recognizer.weights.items():
        assert again.weights[name] == pytest.approx(array, abs=4e-3)


def test_weights_that_are_not_there_or_do_not_fit_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "naming.npz"
    weights().save(path)
    with pytest.raises(ValueError, match="do not fit"):
        Recognizer.load(path, STATES + 1)
    np.savez(path, words=np.zeros(3))
    with pytest.raises(ValueError, match="holds no weights"):
        Recognizer.load(path, STATES)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Education Secretary Miguel Cardona said on Monday that schools would open.",
            {"Miguel Cardona": "PERSON"},
        ),
        (
            "Customs and Border Protection said the officers had acted within its rules.",
            {"Customs and Border Protection": "ORG"},
        ),
        (
            "The Washington Post reported that Jim Jordan, the chairman, had refused.",
            {"Washington Post": "ORG", "Jim Jordan": "PERSON"},
        ),
        (
            "“We are afraid,” said Nguyễn Thị Hạnh, who runs a shop in Đà Nẵng.",
            {"Nguyễn Thị Hạnh": "PERSON"},
        ),
        (
            "Moran said the bridge was safe. Bill Moran is the mayor of Springfield.",
            {"Moran": "PERSON", "Bill Moran": "PERSON", "Springfield": "GPE"},
        ),
    ],
)
def test_names_that_news_has(parsed: Parse, text: str, names: dict[str, str]) -> None:
    doc = parsed(Article(text))
    whole = {e.text.removeprefix("The ").removeprefix("the "): e.label_ for e in doc.ents}
    assert whole.items() >= names.items()
