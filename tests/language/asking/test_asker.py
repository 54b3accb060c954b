"""Only narration that leans on nobody's account is queried, and only where it is sure enough."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from accordingto.language.annotator import Annotator, assembled, steps
from accordingto.language.asking.asker import Asker, queryable, read, standard
from accordingto.language.pipeline import parse
from accordingto.language.tagging.scheme import REASONS
from accordingto.language.tagging.tagger import BLANK, Tagging
from accordingto.records import Annotation, Article, Query, Source
from annotations import Claim, Unit, compose

TEXT = (
    "The mayor of Harwick, Ann Roe, said the bridge would open in May.\n"
    "The delay has ruined dozens of shops and is expected to cost the town millions.\n"
    "The council kept the true cost a secret because it was afraid of the voters.\n"
    "The bridge was closed on Monday.\n"
)


@pytest.fixture(scope="module")
def every(annotator: Annotator) -> Annotation:
    """The text with all that could be queried, however unsure."""
    article = Article(TEXT)
    made = steps(parse(annotator.nlp, article), article, annotator.model)
    return assembled(article, made, annotator.model, asking=0.0)


@pytest.fixture
def asker() -> Asker:
    """Reads two numbers: the first tells the chance, the second whether it is the last reason."""
    weights = np.zeros((2, 1 + len(REASONS)), np.float32)
    weights[0, 0] = weights[1, -1] = 1
    ones = np.ones(2, np.float32)
    return Asker(0 * ones, ones, weights, np.zeros(1 + len(REASONS), np.float32), 0.5)


def test_what_can_be_queried_is_body_narration_that_leans_on_nobody() -> None:
    said = Unit("Roe said it rains.", "attributed", (Claim("roe", "Roe", "said", "it rains"),))
    mixed = compose(
        [
            [Unit("RAIN", kind="headline"), said],
            [Unit("It poured.", leans_on=1), Unit("It was late."), Unit("It cleared.")],
        ],
        [Source("roe", "Ann Roe", "named person")],
    )
    assert queryable(mixed.sentences) == [3, 4]


def test_the_states_read_are_those_here_before_after_and_of_all() -> None:
    three = compose([[Unit("One."), Unit("Two."), Unit("Three.")]])
    states = np.array([[[n], [10 * n]] for n in (1, 2, 3)], np.float32)
    tagging = Tagging((), (BLANK,) * 3, states, np.zeros((0, 1), np.float16))
    rows = read(three.article.text, three.sentences, tagging, three.attributions)
    assert rows[:, :5].tolist() == [[1, 10, 0, 2, 2], [2, 20, 1, 3, 2], [3, 30, 2, 0, 2]]


def test_what_is_read_is_cut_where_it_is_far_from_the_mean() -> None:
    rows = np.array([[1.0], [3.0], [99.0]], np.float32)
    two = np.array([2.0], np.float32)
    assert standard(rows, two, two / 4).tolist() == [[-2], [2], [4]]


def test_a_query_has_its_chance_and_its_likeliest_reason(asker: Asker) -> None:
    rows = np.array([[0, -1], [2, 1]], np.float32)
    assert asker.queries(rows) == [Query(REASONS[0], 0.5), Query(REASONS[-1], 0.8808)]


def test_weights_are_read_as_they_were_saved(asker: Asker, tmp_path: Path) -> None:
    asker.save(tmp_path / "asking.npz")
    rows = np.ones((1, 2), np.float32)
    assert Asker.load(tmp_path / "asking.npz", 0.5).queries(rows) == asker.queries(rows)
    replace(asker, bias=np.zeros(3, np.float32)).save(tmp_path / "short.npz")
    with pytest.raises(ValueError, match=r"the weights in short\.npz do not fit"):
        Asker.load(tmp_path / "short.npz", 0.5)
    np.savez(tmp_path / "other.npz", mean=np.ones(2))
    with pytest.raises(ValueError, match=r"other\.npz holds no weights"):
        Asker.load(tmp_path / "other.npz", 0.5)


def test_every_narration_sentence_and_no_other_has_its_chance(every: Annotation) -> None:
    labels = [sentence.label for sentence in every.sentences]
    assert labels == ["attributed", "narration", "narration", "narration"]
    asked = [sentence.index for sentence in every.sentences if sentence.query is not None]
    assert asked == queryable(every.sentences)
    queries = [sentence.query for sentence in every.sentences if sentence.query]
    assert all(0 < query.confidence < 1 and query.reason in REASONS for query in queries)


def test_a_plain_act_is_asked_less_than_a_forecast(every: Annotation) -> None:
    forecast, act = every.sentences[1].query, every.sentences[3].query
    assert forecast is not None
    assert act is not None
    assert act.confidence < forecast.confidence


def test_only_what_is_sure_enough_is_said(annotator: Annotator, every: Annotation) -> None:
    least = annotator.model.asker.least
    said = annotator(Article(TEXT))
    assert [sentence.query for sentence in said.sentences] == [
        sentence.query if sentence.query and sentence.query.confidence >= least else None
        for sentence in every.sentences
    ]


def test_nothing_else_of_the_annotation_depends_on_it(
    annotator: Annotator, every: Annotation
) -> None:
    said = annotator(Article(TEXT))
    bare = tuple(replace(sentence, query=None) for sentence in every.sentences)
    assert bare == tuple(replace(sentence, query=None) for sentence in said.sentences)
    assert every.attributions == said.attributions
