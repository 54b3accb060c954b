"""Kinds of line, from words and place."""

from __future__ import annotations

import pytest

from accordingto.language.segmentation.line_types import kinds
from accordingto.language.segmentation.sentences import sentences
from accordingto.records import Article

ARTICLE = """Supreme Court Says No To Travel Ban

By Jo Doe and Ann Roe
ALBANY, N.Y. (AP) —
The court ruled on Monday. Nobody agreed.
FILE PHOTO: The court is seen. It is in Albany. REUTERS/Jo Doe
A view of the court in Albany, June 9, 2019.
Jo Doe/Getty Images
A NARROW VOTE
“We lost,” the mayor said.
Read more: What the mayor said
By Monday, the mayor had left.
Related stories were told.
(Reporting by Jo Doe; Editing by Ann Roe)
"""


def kinds_of(text: str) -> dict[str, str]:
    article = Article(text)
    spans = sentences(article)
    found = kinds(text, spans, article.paragraphs)
    assert len(found) == len(spans)
    return {span.of(text): kind for span, kind in zip(spans, found, strict=True)}


def test_an_article() -> None:
    found = kinds_of(ARTICLE)
    assert [text for text, kind in found.items() if kind == "headline"] == [
        "Supreme Court Says No To Travel Ban",
        "A NARROW VOTE",
    ]
    assert [text for text, kind in found.items() if kind == "body"] == [
        "The court ruled on Monday.",
        "Nobody agreed.",
        "“We lost,” the mayor said.",
        "By Monday, the mayor had left.",
        "Related stories were told.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Follow Jo Doe on Twitter",
        "Advertisement",
        "Image copyright Reuters Image caption The mayor",
        "Jo Doe contributed to this report.",
        "Correction: An earlier version misspelled the mayor’s name.",
        "Dec. 4, 2018",
        "(AP Photo/Jo Doe)",
        "— With assistance by Ann Roe",
    ],
)
def test_what_surrounds_an_article(line: str) -> None:
    found = kinds_of(f"The mayor left.\nNobody saw it.\n{line}\nThe end came soon.")
    assert list(found.values()) == ["body", "body", "byline", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "The Associated Press first reported the vote.",
        "“Read more books,” the mayor said.",
        "Photographs of the court were shown.",
        "A spokesman for Getty Images declined to comment.",
        "Updates will follow, the mayor said.",
    ],
)
def test_body_is_body(line: str) -> None:
    found = kinds_of(f"The mayor left.\nNobody saw it.\n{line}\nThe end came soon.")
    assert set(found.values()) == {"body"}


def test_a_single_line_is_body() -> None:
    assert kinds_of("The Mayor Left Town") == {"The Mayor Left Town": "body"}


def test_nothing() -> None:
    assert kinds("", (), ()) == ()
