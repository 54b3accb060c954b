"""The title of a source: the article's own words for it, the fullest ones."""

from __future__ import annotations

import pytest
from spacy.language import Language

from accordingto.language import pipeline
from accordingto.language.coreference.clusters import clusters
from accordingto.language.profile.title_phrases import has_title
from accordingto.language.profile.titles import fullest, titles
from accordingto.quotations import quotations
from accordingto.records import Article

_CASES = [
    # What stands before a name, and with it a party's mark.
    ("On Monday Rep. Mara Quill, R-Ariz., said it was over.", "Mara Quill", "Rep., R-Ariz."),
    ("Sen. Mara Quill (D-Del.) said it was over.", "Mara Quill", "Sen., D-Del."),
    ("Indian virologist Mara Quill said it was over.", "Mara Quill", "Indian virologist"),
    ("The Republican nominee\u00a0Mara Quill lost.", "Mara Quill", "Republican nominee"),
    # Several people under one title.
    ("Senators Mara Quill and Edgar Bloom voted no.", "Edgar Bloom", "Senators"),
    # Two titles that say different things, the shorter first.
    (
        "Rep. Mara Quill spoke.\nMara Quill, the top Democrat on the House Intelligence "
        "Committee, said it was over.",
        "Mara Quill",
        "Rep., top Democrat on the House Intelligence Committee",
    ),
    # Behind the name.
    ("Mara Quill, representing the tenants, said no.", "Mara Quill", "representing the tenants"),
    ("They asked the chief executive, Mara Quill, for help.", "Mara Quill", "chief executive"),
    ("One eyewitness, Mara Quill, told reporters so.", "Mara Quill", "One eyewitness"),
    # What is no fact is no title.
    ("Mara Quill would be the first woman mayor of the city.", "Mara Quill", None),
    # Institutions.
    ("Italian news agency ANSA said it was over.", "ANSA", "Italian news agency"),
    ("The magazine “Der Spiegel” wrote about it.", "Der Spiegel", "magazine"),
]


@pytest.mark.parametrize(("text", "name", "title"), _CASES)
def test_the_fullest_title(nlp: Language, text: str, name: str, title: str | None) -> None:
    article = Article(text)
    doc = pipeline.parse(nlp, article)
    told = titles(doc, clusters(doc), quotations(text, article.paragraphs))
    assert fullest(told.get(name, ())) == title


def test_a_title_said_twice_is_given_once() -> None:
    assert fullest(("Sen.", "senator")) == "Sen."
    assert fullest(("President", "presidential candidate of the party")) == (
        "presidential candidate of the party"
    )


@pytest.mark.parametrize("word", ["witness", "actress", "cardiologist", "Sgt."])
def test_nouns_of_a_title(word: str) -> None:
    assert has_title(word)


def test_no_role_nouns() -> None:
    assert not has_title("the corner house")
