"""Why a source is in the story: which words of the article are given, in small parsed articles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accordingto.language.annotator import read_doc, weighing_of
from accordingto.language.attribution.linking import Link
from accordingto.language.model import Model
from accordingto.language.profile.sources import name_sources as resolve
from accordingto.language.profile.title_choice import chooser
from accordingto.quotations import quotations
from accordingto.records import Article, Span
from conftest import Parse

Why = Callable[[str, str], str | None]


@pytest.fixture
def why(parsed: Parse, model: Model) -> Why:
    def run(text: str, source: str) -> str | None:
        """The justification of whoever the words ``source``, said to speak, mean."""
        article = Article(text)
        start = text.index(source)
        link = Link(Span(start, start + len(source)), None, (Span(len(text) - 2, len(text)),))
        marks = quotations(text, article.paragraphs)
        doc = parsed(article)
        weighing = weighing_of(doc, read_doc(doc, article, model)[1], model)
        (found,) = resolve(doc, [link], marks, weighing, chooser(model.titles)).sources
        return None if found.justification is None else found.justification.of(text)

    return run


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        (
            "Jane Roe, who was on the fourth floor when the fire started, said it spread quickly.",
            "Jane Roe",
            "who was on the fourth floor when the fire started",
        ),
        (
            "“He was kind,” said Jane Roe, whose brother was killed in the attack.",
            "Jane Roe",
            "whose brother was killed in the attack",
        ),
        ("Jane Roe, the mayor of Calder, said it.", "Jane Roe", "the mayor of Calder"),
        ("The mayor of Calder, Jane Roe, said it.", "Jane Roe", "The mayor of Calder"),
        (
            "Jane Roe, who oversaw the inspection, said the bridge was safe.",
            "Jane Roe",
            "who oversaw the inspection",
        ),
        (
            "Jane Roe, who wrote the report on the fire, said it was arson.",
            "Jane Roe",
            "who wrote the report on the fire",
        ),
        (
            "According to the Harbor Alliance, which tracks oil spills, it was small.",
            "the Harbor Alliance",
            "which tracks oil spills",
        ),
        (
            "The Harbor Alliance, a group that tracks oil spills, said it was small.",
            "The Harbor Alliance",
            "a group that tracks oil spills",
        ),
        (
            "Two officials familiar with the inquiry said it was over.",
            "Two officials familiar with the inquiry",
            "familiar with the inquiry",
        ),
        (
            "An aide with direct knowledge of the talks said they were over.",
            "An aide with direct knowledge of the talks",
            "with direct knowledge of the talks",
        ),
        (
            "A clerk who witnessed the crash said it was loud.",
            "A clerk who witnessed the crash",
            "who witnessed the crash",
        ),
        (
            "As a former prosecutor, Jane Roe said the case was weak.",
            "Jane Roe",
            "As a former prosecutor",
        ),
        (
            "Jane Roe said it was loud. Roe survived the blast but lost her car.",
            "Jane Roe",
            "survived the blast",
        ),
        (
            "Jane Roe said he was kind. Roe’s brother was killed in the attack.",
            "Jane Roe",
            "Roe’s brother was killed in the attack",
        ),
        ("Jane Roe said so. Roe is a nurse at Calder Hospital.", "Jane Roe", "a nurse at"),
    ],
)
def test_what_a_source_lived_through_does_or_is(
    why: Why, text: str, source: str, words: str
) -> None:
    assert (why(text, source) or "").startswith(words)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Jane Roe said it was loud.", "Jane Roe"),
        ("Mayor Jane Roe said it was loud.", "Jane Roe"),
        ("Jane Roe, a Republican, said it was loud.", "Jane Roe"),
        ("Jane Roe, who spoke to reporters after the trial, said so.", "Jane Roe"),
        ("Jane Roe, who said she was tired, told them so.", "Jane Roe"),
        ("Jane Roe, who is tall, told them so.", "Jane Roe"),
        ("Jane Roe was not a nurse, she said.", "Jane Roe"),
        ("An official, who declined to be named, said it was loud.", "An official"),
        (
            "An official who was not authorized to discuss the case said it was over.",
            "An official who was not authorized to discuss the case",
        ),
        ("Jane Roe, who apologized for it but said that she was tired, left.", "Jane Roe"),
        ("Jane Roe said so. As a young student at Calder, Roe helped to found it.", "Jane Roe"),
        ("A poll released on Friday says it is popular.", "A poll released on Friday"),
        ("Jane Roe said so. “Roe, who ran the bank, took it,” said Ed Day.", "Jane Roe"),
    ],
)
def test_frames_bare_titles_and_other_peoples_words_are_none(
    why: Why, text: str, source: str
) -> None:
    assert why(text, source) is None


def test_an_experience_goes_before_an_office(why: Why) -> None:
    office = "Jane Roe, the mayor of the city of Calder, said the fire was near."
    lived = "Roe, who lost her house in the fire, said it spread."
    assert why(f"{office} {lived}", "Jane Roe") == "who lost her house in the fire"
    assert why(f"{lived} {office}", "Jane Roe") == "who lost her house in the fire"


def test_the_fullest_apposition_is_given_and_ends_before_the_frame(why: Why) -> None:
    text = "Jane Roe, a lawyer, said so. Roe, a lawyer for the family of a victim, left."
    assert why(text, "Jane Roe") == "a lawyer for the family of a victim"
    text = "Jane Roe, a professor of history at Calder University, who said it was wrong, left."
    assert why(text, "Jane Roe") == "a professor of history at Calder University"


def test_a_spokesmans_clause_is_not_his_agencys(why: Why) -> None:
    text = "A spokesman for the Harbor Alliance, who lives in Calder, said it was small."
    assert why(text, "A spokesman for the Harbor Alliance") is None
