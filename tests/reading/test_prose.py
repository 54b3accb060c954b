"""What a document becomes: headline first, then who wrote it, one line a paragraph."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.reading import prose
from accordingto.reading.prose import Document, article
from accordingto.records import Article

LINES = ("The city said no.", "Nobody asked why it did.")


def _article(*lines: str, **options: str | bool) -> Article:
    return article(Document(lines, **options), "draft")  # type: ignore[arg-type]


def test_a_title_goes_above_the_text_unless_it_stands_there() -> None:
    assert _article(*LINES, title="City: no").text == "\n".join(("City: no", *LINES))
    made = _article("NEWS", "City – “No”", *LINES, title="City: 'No'")
    assert made.text == "\n".join(("NEWS", "City – “No”", *LINES))
    assert made.title == "City – “No”"


def test_names_go_below_the_title_where_they_shall_and_do_not_stand_there() -> None:
    credited = _article(*LINES, title="No", byline="by Ann Roe", credit=True)
    assert credited.text == "\n".join(("No", "By Ann Roe", *LINES))
    assert credited.byline == "Ann Roe"
    assert _article(*LINES, byline="Ann Roe", credit=True).text.startswith("By Ann Roe\nThe")
    assert _article(*LINES, byline="Ann Roe").text == "\n".join(LINES)
    signed = _article("BY ANN ROE", *LINES, title="No", byline="Ann Roe", credit=True)
    assert signed.text == "\n".join(("No", "BY ANN ROE", *LINES))


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ann Roe", "Ann Roe"),
        ("BY ANN ROE AND JOE MOSS", "ANN ROE AND JOE MOSS"),
        ("By Dr. J. Ortiz, The Courier", "Dr. J. Ortiz, The Courier"),
        ("By Monday, it said no.", ""),
        ("By then it was over", ""),
        ("Bystanders said no", ""),
    ],
)
def test_a_byline_is_a_line_of_its_own(line: str, byline: str) -> None:
    assert _article(line, *LINES).byline == byline


def test_what_no_reader_sees_is_left_out() -> None:
    paragraphs = ["A\u00ad word\u200b\u00a0\t here.\x07", " \u2060 ", "One.\nTwo.\x0bThree."]
    assert prose.cleaned(paragraphs) == ("A word here.", "One.", "Two.", "Three.")
    assert prose.clean("\uf0b7 One") == "One"


@given(st.lists(st.text(), max_size=5))
def test_each_line_is_a_paragraph_of_the_article(paragraphs: list[str]) -> None:
    lines = prose.cleaned(paragraphs)
    text = "\n".join(lines)
    assert tuple(span.of(text) for span in Article(text).paragraphs) == lines


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (date(2026, 3, 4), "2026-03-04"),
        (datetime(2026, 3, 4), "2026-03-04"),
        (datetime(2026, 3, 4, 6, 15), "2026-03-04T06:15:00"),
        (
            datetime(2026, 3, 4, tzinfo=timezone(timedelta(hours=-5))),
            "2026-03-04T00:00:00-05:00",
        ),
    ],
)
def test_dates_are_written_in_iso_8601(value: date | None, written: str) -> None:
    assert prose.iso(value) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-03-04", "2026-03-04"),
        ("2026-03-04 06:15:00", "2026-03-04T06:15:00"),
        ("2026-03-04T06:15:00Z", "2026-03-04T06:15:00+00:00"),
        ("2026-03-04 # draft", "2026-03-04"),
        ("2026-13-04", ""),
        ("March 4", ""),
    ],
)
def test_only_dates_are_taken_for_dates(text: str, written: str) -> None:
    assert prose.as_iso(text) == written
