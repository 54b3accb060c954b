"""Which kind of source a description without a name is."""

from __future__ import annotations

import pytest

from accordingto.language.coreference.clusters import clusters
from accordingto.language.coreference.mentions import mentions
from accordingto.language.profile.types import described_type
from accordingto.records import Article, SourceType, Span
from conftest import Parse


@pytest.mark.parametrize(
    ("text", "phrase", "type_"),
    [
        ("The report said no.", "The report", "document"),
        # Institutions: with “the” or a name in it, or of a kind that is one of its kind.
        ("The agency said no.", "The agency", "named organization"),
        ("A local company said no.", "A local company", "unnamed group"),
        ("A foreign government said no.", "A foreign government", "named organization"),
        # The name is withheld: by the word, by what the person knows, by what the text says of it.
        ("A source said no.", "A source", "anonymous"),
        (
            "Two people familiar with the plan said no.",
            "Two people familiar with the plan",
            "anonymous",
        ),
        (
            "A manager said no, speaking on condition of anonymity.",
            "A manager",
            "anonymous",
        ),
        ("A worker, who declined to be named, said no.", "A worker", "anonymous"),
        # A lone official or aide: the reporter knows who it was. Several are a group.
        ("A senior aide said no.", "A senior aide", "anonymous"),
        ("Senior aides said no.", "Senior aides", "unnamed group"),
        ("Several residents said no.", "Several residents", "unnamed group"),
        ("A bystander said no.", "A bystander", "unnamed person"),
        # Anonymity that the sentence tells of somebody named before says nothing.
        (
            "The anonymous letter was found, a bystander said.",
            "a bystander",
            "unnamed person",
        ),
    ],
)
def test_described_type(parsed: Parse, text: str, phrase: str, type_: SourceType) -> None:
    doc = parsed(Article(text))
    start = text.index(phrase)
    (mention,) = mentions(doc, clusters(doc), Span(start, start + len(phrase)))
    assert described_type(doc, mention) == type_
