"""What the tool says of the samples and of twelve texts of many kinds, field by field."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

import accordingto
from accordingto.language.annotator import Annotator
from goldens import differences, golden, read, write

HERE = Path(__file__).parent
TEXTS = sorted(
    [*(HERE / "texts").glob("*.txt"), *(HERE.parents[1] / "samples").glob("*.txt")],
    key=lambda path: path.stem,
)


def saved(text: Path) -> Path:
    return HERE / f"{text.stem}.json"


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_the_annotation_is_the_golden(
    text: Path, annotator: Annotator, request: pytest.FixtureRequest
) -> None:
    expected = read(saved(text))
    found = golden(annotator(accordingto.read(text)))
    changed = list(differences(expected, found))
    if request.config.getoption("--accept"):
        write(saved(text), found, expected["wrong"])
        return
    if changed:
        pytest.fail(
            "\n".join(
                [
                    f"{text.stem} is not annotated as its golden says.",
                    *changed,
                    "Right, or at least no worse? Accept it: pytest tests/golden --accept",
                ]
            ),
            pytrace=False,
        )


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_notes_are_about_sentences_that_are_there(text: Path) -> None:
    expected = read(saved(text))
    numbers = {sentence["number"] for sentence in expected["sentences"]}
    for note in expected["wrong"]:
        assert note.keys() == {"sentence", "what"}
        assert note["sentence"] is None or note["sentence"] in numbers
        assert note["what"]


def test_every_text_has_its_golden_and_no_golden_is_left_over() -> None:
    assert {saved(text) for text in TEXTS} == set(HERE.glob("*.json"))
    assert len(TEXTS) == 16


class TestDifferences:
    @pytest.fixture
    def expected(self) -> dict[str, object]:
        return {
            "sentences": [
                {
                    "number": 1,
                    "text": "It rained, she said.",
                    "label": "attributed",
                    "attributions": [
                        {"who": "she", "cue": "said", "source": "Ann", "confidence": 0.9}
                    ],
                }
            ],
            "sources": [{"name": "Ann", "type": "named person"}],
            "wrong": [{"sentence": 1, "what": "she is Bea"}],
        }

    def test_a_golden_does_not_differ_from_itself(self, expected: dict[str, object]) -> None:
        assert list(differences(expected, copy.deepcopy(expected))) == []

    def test_a_confidence_may_move_a_little(self, expected: dict[str, object]) -> None:
        found = copy.deepcopy(expected)
        attribution = found["sentences"][0]["attributions"][0]  # type: ignore[index]
        attribution["confidence"] = 0.92
        assert not list(differences(expected, found))
        attribution["confidence"] = 0.93
        assert any("expected 0.9, found 0.93" in line for line in differences(expected, found))

    def test_a_field_is_named_with_its_sentence_and_the_note_on_it(
        self, expected: dict[str, object]
    ) -> None:
        found = copy.deepcopy(expected)
        found["sentences"][0]["attributions"][0]["source"] = "Bea"  # type: ignore[index]
        found["sources"] = [{"name": "Bea", "type": "named person"}]
        assert list(differences(expected, found)) == [
            "sentence 1 “It rained, she said.”",
            '    attribution 1, "she" "said"',
            '        source: expected "Ann", found "Bea"',
            "    noted as wrong: she is Bea (mended now? then take the note away)",
            "expected the source Ann",
            "found the source Bea",
        ]

    def test_another_cut_shows_as_sentences(self, expected: dict[str, object]) -> None:
        found = copy.deepcopy(expected)
        found["sentences"][0]["text"] = "It rained,"  # type: ignore[index]
        assert list(differences(expected, found)) == [
            "expected the sentence “It rained, she said.”",
            "found the sentence “It rained,”",
        ]
