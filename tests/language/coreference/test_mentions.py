"""What a source phrase is taken for, and who is named in it, in sentences parsed for real."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accordingto.language.coreference.clusters import clusters
from accordingto.language.coreference.mentions import Mention, described, mentions
from accordingto.records import Article, Span
from conftest import Parse

Read = Callable[[str, str], tuple[Mention, ...]]


@pytest.fixture
def read(parsed: Parse) -> Read:
    """Reads the source phrase (the second text) where it first stands in an article (the first)."""

    def run(text: str, phrase: str) -> tuple[Mention, ...]:
        doc = parsed(Article(text))
        start = text.index(phrase)
        return mentions(doc, clusters(doc), Span(start, start + len(phrase)))

    return run


#: An article, its source phrase, and the kind of mention with the name, where it has one.
_READINGS = [
    # A person named.
    ("Deputy Mayor Jane Roe said no.", "Deputy Mayor Jane Roe", "name", "Jane Roe"),
    ("Jane Roe, the mayor, said no.", "Jane Roe, the mayor", "name", "Jane Roe"),
    ("The mayor, Jane Roe, said no.", "The mayor, Jane Roe", "name", "Jane Roe"),
    # A pronoun.
    ("Jane Roe left. She said no.", "She", "pronoun", None),
    # An institution, a people and a document by their own names.
    ("The Justice Department said no.", "The Justice Department", "name", "Justice Department"),
    ("Russians said no.", "Russians", "group", None),
    # Who speaks for others.
    ("A Pentagon spokesman said no.", "A Pentagon spokesman", "person", None),
    ("A spokesman said no.", "A spokesman", "person", None),
    ("Officials said no.", "Officials", "group", None),
    # Statements, people by their title, documents.
    ("The statement said no.", "The statement", "statement", None),
    ("The judge said no.", "The judge", "person", None),
    ("Two lawyers said no.", "Two lawyers", "group", None),
    ("The report said no.", "The report", "document", None),
    ("The white paper said no.", "The white paper", "document", None),
    ("The paper said no.", "The paper", "organization", None),
    # Institutions, also as a crowd.
    ("The Bild newspaper said no.", "The Bild newspaper", "organization", None),
    ("The local media said no.", "The local media", "group", None),
    ("The police said no.", "The police", "group", None),
    ("A group of scientists said no.", "A group of scientists", "group", None),
    ("The agency said no.", "The agency", "organization", None),
    # What is left.
    ("Several residents said no.", "Several residents", "group", None),
    ("A bystander said no.", "A bystander", "person", None),
]


@pytest.mark.parametrize(("text", "phrase", "kind", "name"), _READINGS)
def test_kind_and_name(read: Read, text: str, phrase: str, kind: str, name: str | None) -> None:
    (mention,) = read(text, phrase)
    assert (mention.kind, mention.entity and mention.entity.name) == (kind, name)


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("Jane Roe and John Doe", ["Jane Roe", "John Doe"]),
        ("Both the judge and Jane Roe", [None, "Jane Roe"]),
        ("Jane Roe, an expert and a former judge", ["Jane Roe"]),
    ],
)
def test_a_coordination_is_several_mentions(
    read: Read, phrase: str, names: list[str | None]
) -> None:
    parts = read(f"{phrase} said it was late.", phrase)
    assert [mention.entity and mention.entity.name for mention in parts] == names


def test_groups_that_speak_together_are_one(read: Read) -> None:
    (mention,) = read("Consultants and analysts said it was late.", "Consultants and analysts")
    assert (mention.kind, described(mention)) == ("group", "consultants and analysts")


@pytest.mark.parametrize(
    "phrase",
    ["A Yale University professor", "A professor at Yale University", "Yale University’s lawyer"],
)
def test_who_is_named_in_a_description_stands_beside_it(read: Read, phrase: str) -> None:
    (mention,) = read(f"{phrase} said it was late.", phrase)
    assert (mention.kind, mention.entity) == ("person", None)
    assert [entity.name for _, entity in mention.named] == ["Yale University"]


def test_a_phrase_of_marks_alone_is_nobody(read: Read) -> None:
    assert read("“No,” — he said.", "—") == ()


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("A Sinai-based militant group affiliated with the rebels", "Sinai-based militant group"),
        ("The judge who heard the case", "judge"),
        ("His former aides, all of them in prison,", "former aides"),
        ("A new poll conducted by the university", "poll conducted by the university"),
        ("A letter sent on Friday", "letter"),
        ("A study that the city paid for", "study"),
        ("Several residents", "several residents"),
    ],
)
def test_a_description_as_a_name(read: Read, phrase: str, name: str) -> None:
    assert described(read(f"{phrase} said it was late.", phrase)[0]) == name
