"""Markdown: words without marks; the front matter is read and not shown."""

from __future__ import annotations

import pytest

from accordingto.errors import InputError
from accordingto.reading import markdown
from accordingto.reading.inputs import Input
from accordingto.records import Article


def _read(text: str) -> Article:
    return markdown.read(Input("draft.md", text.encode()))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('A **bold** _word_ `here`,\nand [there](x "t").', "A bold word here, and there."),
        ("One.  \nTwo.", "One.\nTwo."),
        ("> A quote\n> goes on.\n\nYes.", "A quote goes on.\nYes."),
        ("1. One.\n2. Two.\n   - Three.", "One.\nTwo.\nThree."),
        ("A ![picture](x.png)word.", "A word."),
        ("A <b>word</b> &amp; another.", "A word & another."),
        ("<!-- note -->\n\nA.", "A."),
        ("| a | b |\n|---|---|\n| c | d |", "a | b\nc | d"),
        ("    5 < 6\n", "5 < 6"),
        ("A.\n\n---\n\nB.", "A.\nB."),
        ("“Ja,” she said -- twice...", "“Ja,” she said -- twice..."),
        ("One\\*", "One*"),
    ],
)
def test_what_of_a_text_is_read(source: str, text: str) -> None:
    assert _read(source).text == text


def test_a_heading_at_the_top_is_the_title() -> None:
    assert _read("# The storm is over.\n\nYes.").title == "The storm is over."
    assert _read("The city\n========\n\nYes.").title == "The city"
    assert _read("Yes.\n\n# No").title == ""


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: A: Title\nauthor: Ann Roe and Joe Moss\ndate: 2026-03-04\n---\n",
        "---\ntitle: 'A: Title'\nauthors: [Ann Roe, \"Joe Moss\"]\ndate: 2026-03-04 # draft\n---\n",
        '---\r\nTitle: "A: Title"\r\nauthors:\r\n- Ann Roe\r\n- name: Joe Moss\r\n  mail: x\r\n'
        "date: 2026-03-04\r\n---\r\n",
        '+++\ntitle = "A: Title"\nbyline = "By Ann Roe and Joe Moss"\ndate = 2026-03-04\n+++\n',
    ],
)
def test_the_front_matter(front: str) -> None:
    article = _read(f"{front}\nThe city said no.")
    assert article == Article(
        "A: Title\nBy Ann Roe and Joe Moss\nThe city said no.",
        *("A: Title", "draft.md"),
        byline="Ann Roe and Joe Moss",
        date="2026-03-04",
    )


def test_a_time_is_kept_and_no_date_is_none() -> None:
    assert _read("---\ndate: 2026-03-04T06:15:00Z\n---\nA.").date == "2026-03-04T06:15:00+00:00"
    assert _read("---\ndate: last Tuesday\n---\nA.").date == ""


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert _read("---\n\nThe city said no.").text == "The city said no."


def test_a_text_without_words_is_no_article() -> None:
    with pytest.raises(InputError, match=r"draft.md is empty"):
        _read("---\nauthor: \n---\n")
