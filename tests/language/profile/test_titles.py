"""The title of a source: the article's own words for it, those that an editor would enter."""

from __future__ import annotations

import pytest

from accordingto.language.coreference.clusters import clusters
from accordingto.language.model import Model
from accordingto.language.profile.title_choice import chooser, evidences
from accordingto.language.profile.title_phrases import TitlePhrase, has_title
from accordingto.language.profile.titles import titles
from accordingto.quotations import quotations
from accordingto.records import Article
from conftest import Parse

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
    (
        "A spokesman for Calder Bank, Edgar Bloom, declined.",
        "Edgar Bloom",
        "spokesman for Calder Bank",
    ),
    ("A former staffer named Mara Quill said no.", "Mara Quill", "former staffer"),
    (
        "Mara Quill, one of the experts on the panel, said no.",
        "Mara Quill",
        "one of the experts on the panel",
    ),
    ("Mara Quill serves as a trustee of the museum.", "Mara Quill", "trustee of the museum"),
    # What is no fact is no title.
    ("Mara Quill would be the first woman mayor of the city.", "Mara Quill", None),
    # Institutions.
    ("Italian news agency ANSA said it was over.", "ANSA", "Italian news agency"),
    ("The magazine “Der Spiegel” wrote about it.", "Der Spiegel", "magazine"),
]


@pytest.mark.parametrize(("text", "name", "title"), _CASES)
def test_the_title(parsed: Parse, model: Model, text: str, name: str, title: str | None) -> None:
    article = Article(text)
    doc = parsed(article)
    told = titles(doc, clusters(doc), quotations(text, article.paragraphs))
    assert chooser(model.titles)(told.get(name, ()), name) == title


def test_a_title_said_twice_is_given_once(model: Model) -> None:
    choose = chooser(model.titles)
    senator = [TitlePhrase("Sen.", "before", 0), TitlePhrase("senator", "is", 1)]
    assert choose(senator, "Jane Roe") == "Sen."
    running = TitlePhrase("presidential candidate of the party", "behind", 1)
    assert choose([TitlePhrase("President", "before", 0), running], "Jane Roe") in (
        "President",
        running.text,
    )


def test_what_is_likely_no_title_is_none(model: Model) -> None:
    choose = chooser(model.titles)
    pointing = TitlePhrase("those who said Roe, Doe, and their friends, would win it", "is", 4)
    assert choose([pointing], "Jane Roe") is None
    assert choose([], "Jane Roe") is None


def test_evidence_is_read_once_of_words_that_stand_twice() -> None:
    mayor = TitlePhrase("mayor of Calder", "before", 0)
    again = TitlePhrase("mayor of Calder", "behind", 3)
    friend = TitlePhrase("her friends", "apposition", 1)
    found = evidences([mayor, friend, again], "Jane Roe")
    assert list(found) == [mayor, friend]
    assert found[mayor]["again"] > found[friend]["again"] == 0
    assert (found[friend]["plural"], found[mayor]["plural"]) == (1, 0)
    assert (found[mayor]["longest office"], found[mayor]["first name"]) == (1, 1)


@pytest.mark.parametrize("word", ["witness", "actress", "cardiologist", "Sgt."])
def test_nouns_of_a_title(word: str) -> None:
    assert has_title(word)


def test_no_role_nouns() -> None:
    assert not has_title("the corner house")
