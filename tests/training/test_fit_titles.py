"""The choice of a title: what it learns, and from which sources of an article."""

from __future__ import annotations

import pytest

from accordingto.evaluate.editor import GoldArticle, GoldSource
from accordingto.language.model import Model
from accordingto.language.profile.title_choice import chooser
from accordingto.language.profile.title_phrases import TitlePhrase
from accordingto.records import Article
from accordingto.training.fit_titles import Case, cases, cross_fitted, fitted, report
from conftest import Parse

_OFFICE = TitlePhrase("mayor of Calder", "before", 0)
_ASIDE = TitlePhrase("who sold them, and others, for years", "clause", 1)


def _case(article: int, title: str) -> Case:
    return Case(article, "Jane Roe", (_OFFICE, _ASIDE), title)


def test_the_fit_prefers_what_editors_copied() -> None:
    weights = fitted([_case(n, "the mayor of Calder") for n in range(12)])
    assert chooser(weights)([_ASIDE, _OFFICE], "Jane Roe") == "mayor of Calder"
    weights = fitted([_case(n, "") for n in range(12)])
    assert chooser(weights)([_ASIDE, _OFFICE], "Jane Roe") is None


def test_a_source_is_judged_by_the_weights_of_other_articles() -> None:
    sources = [_case(n, "the mayor of Calder") for n in range(12)]
    given = cross_fitted(sources)
    assert given == ["mayor of Calder"] * 12
    lines = report([*sources, _case(12, "")], [*given, "mayor of Calder"]).splitlines()
    assert lines[0] == "13 sources, 12 with a title"
    assert lines[1].split() == ["right", "100.0", "(12)"]
    assert lines[3].split() == ["surplus", "1", "of", "1"]


def test_cases_are_the_sources_in_the_editors_table(parsed: Parse, model: Model) -> None:
    text = "The mayor of Calder, Mara Quill, said the bridge was closed on Monday.\n"
    article = Article(text)
    row = GoldSource("Mara Quill", "named person", "The mayor of Calder")
    gold = GoldArticle("x", article.sha256, (), (row, GoldSource("Edgar Bloom")))
    doc = parsed(article)
    (found,) = cases(doc, article, model, gold, 7)
    assert (found.article, found.name, found.title) == (7, "Mara Quill", "The mayor of Calder")
    assert "mayor of Calder" in [phrase.text for phrase in found.phrases]


@pytest.mark.parametrize("name", ["way before", "way behind", "office", "longest office", "only"])
def test_the_packaged_weights_know_the_evidence(model: Model, name: str) -> None:
    assert name in model.titles
