"""What is asked of the chooser: who may be meant, and what speaks for each."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from spacy.language import Language

from accordingto.language import pipeline
from accordingto.language.annotator import Annotator, steps
from accordingto.language.coreference.candidates import BEFORE, BEHIND, OFTEN, PLACES
from accordingto.language.coreference.facts import NAMES
from accordingto.language.coreference.question import Floats, Question
from accordingto.language.coreference.told import KINDS
from accordingto.language.model import Model
from accordingto.records import Article

Ask = Callable[[str], list[Question]]

TEXT = (
    "Mara Quill met Clara Bloom of the Tidewater Courier on Monday.\n"
    "“The bridge is safe,” Quill said. She said a report would follow.\n"
    "“Nobody has seen the report,” said the editor of the newspaper.\n"
)


@pytest.fixture
def asked(nlp: Language, model: Model) -> Ask:
    """The questions that a text comes to, where nobody known is ever meant."""

    def run(text: str) -> list[Question]:
        questions: list[Question] = []

        def listening(question: Question) -> Floats:
            questions.append(question)
            return np.eye(len(question.rows), dtype=np.float32)[-1]

        article = Article(text)
        steps(pipeline.parse(nlp, article), article, model, choose=listening)
        return questions

    return run


def fact(question: Question, name: str, of: str) -> float:
    """A fact of the candidate of a name."""
    return float(question.rows[question.names.index(of), NAMES.index(name)])


def test_a_pronoun_is_asked_of_all_who_stand_around_it(asked: Ask) -> None:
    (she, *_) = [question for question in asked(TEXT) if question.text == "She"]
    assert she.kind == "he"
    assert she.pronoun
    assert {"Mara Quill", "Clara Bloom"} <= set(she.names)
    assert she.names[-1] == ""
    assert she.referents[-1] is None
    assert fact(she, "spoke last", "Mara Quill") == 1
    assert fact(she, "spoke last", "Clara Bloom") == 0
    assert fact(she, "gender agrees", "Clara Bloom") == 1
    assert fact(she, "nearness", "Mara Quill") < fact(she, "nearness", "Clara Bloom")


def test_a_description_may_be_somebody_new(asked: Ask) -> None:
    (editor, *_) = [question for question in asked(TEXT) if "editor" in question.text]
    assert editor.kind == "the person"
    assert editor.names[-1].startswith("editor")
    assert fact(editor, "candidate: new", editor.names[-1]) == 1


def test_an_institution_named_before_its_noun_elsewhere_is_a_candidate(asked: Ask) -> None:
    text = "They called Calder police at night.\nThe police said the bridge was closed.\n"
    (police, *_) = [question for question in asked(text) if question.text == "The police"]
    assert "Calder police" in police.names
    assert fact(police, "same head", "Calder police") == 1
    assert fact(police, "bare", "Calder police") == 1


def test_who_is_named_in_a_description_is_a_candidate(asked: Ask) -> None:
    text = "Clara Bloom left.\nA spokesman for Mara Quill said the bridge was safe.\n"
    (spokesman, *_) = [question for question in asked(text) if "spokesman" in question.text]
    assert {"Clara Bloom", "Mara Quill"} <= set(spokesman.names)
    assert fact(spokesman, "named in it", "Mara Quill") == 1
    assert fact(spokesman, "in it: for", "Mara Quill") == 1
    assert fact(spokesman, "speaks for it", "Mara Quill") == 1
    assert fact(spokesman, "named in it", "Clara Bloom") == 0


def test_a_question_holds_together(asked: Ask) -> None:
    for question in asked(TEXT):
        count = len(question.referents)
        assert question.rows.shape == (count, len(NAMES))
        assert len(question.names) == len(question.types) == count
        assert len(question.of) == len(question.states) == len(question.places)
        assert question.of.size == 0 or question.of.max() < count - 1
        assert question.kind in KINDS
        assert np.isfinite(question.rows).all()


def test_the_candidates_are_bounded_however_long_the_article(asked: Ask) -> None:
    crowd = "\n".join(
        f"Ana{chr(97 + i % 26)} Bel{chr(97 + i // 26)}ford of Company {i} said it was late."
        for i in range(300)
    )
    questions = asked(crowd + "\nHe said the train was late.\n")
    assert questions
    most = BEFORE + BEHIND + OFTEN + 1
    assert max(len(question.referents) for question in questions) <= most
    for question in questions:
        assert np.bincount(question.of, minlength=1).max(initial=0) <= PLACES


def test_the_tool_says_how_likely_and_why(annotator: Annotator) -> None:
    annotation = annotator(Article(TEXT))
    (she,) = [a for a in annotation.attributions if a.source and a.source.of(TEXT) == "She"]
    assert "Mara Quill" in (she.why or "")
