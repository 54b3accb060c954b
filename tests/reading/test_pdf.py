"""PDF: columns in their order, paragraphs whole, nothing of the page itself."""

from __future__ import annotations

import sys

import pytest

from accordingto.errors import InputError
from accordingto.reading import pdf
from accordingto.reading.columns import Line, paragraphs, reading_order
from accordingto.reading.inputs import Input


def document(*pages: str, kids: str = "", trailer: str = "", compressed: bytes = b"") -> bytes:
    """A PDF whose pages hold the drawing instructions given, in 10-point Helvetica.

    ``kids`` takes the place of the page tree's own; the table of references is left to be found.
    """
    numbers = range(4, 4 + 2 * len(pages), 2)
    kids = kids or " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, page in zip(numbers, pages, strict=True):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents {number + 1} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>",
            f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
        ]
    numbered = "".join(f"{at} 0 obj\n{body}\nendobj\n" for at, body in enumerate(objects, 1))
    return f"%PDF-1.4\n{numbered}trailer << /Root 1 0 R {trailer} >>\n%%EOF".encode("latin-1")


def drawn(*lines: tuple[float, float, str], size: int = 10) -> str:
    """Instructions that draw lines at places from the lower left of the page."""
    return "\n".join(f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET" for x, y, text in lines)


def _text(*pages: str) -> str:
    return pdf.read(Input("draft.pdf", document(*pages))).text


def test_lines_are_read_from_the_top_in_whatever_order_they_were_drawn() -> None:
    page = drawn((50, 300, "and then it said no again."), (50, 312, "The city said no on Tuesday,"))
    assert _text(page) == "The city said no on Tuesday, and then it said no again."


def test_a_line_drawn_in_pieces_is_one() -> None:
    page = drawn((50, 300, "The city"), (92, 300, "said no"), (128, 300, "on Tuesday."))
    assert _text(page) == "The city said no on Tuesday."


def test_figures_that_point_to_a_note_are_left_out() -> None:
    page = drawn((50, 300, "It said no.")) + "\n" + drawn((101, 304, "1"), size=6)
    assert _text(page) == "It said no."


@pytest.mark.parametrize("number", ["7", "Page 7", "- 7 -", "7 of 9", "Page 7 / 9"])
def test_the_number_of_a_page_is_left_out(number: str) -> None:
    assert _text(drawn((50, 200, "The city said no."), (190, 20, number))) == "The city said no."


def test_what_stands_at_the_edge_of_several_pages_is_left_out() -> None:
    pages = [
        drawn((50, 380, f"The Courier, page {n}"), (50, 200, text))
        for n, text in ((1, "The city said no."), (2, "It said no again."))
    ]
    assert _text(*pages) == "The city said no. It said no again."


def test_a_page_without_text_is_said_to_be_scanned() -> None:
    with pytest.raises(InputError, match=r"no text: its pages are probably scanned\. Recognize"):
        _text("0 0 100 100 re f")


def test_more_pages_or_characters_than_an_article_has(monkeypatch: pytest.MonkeyPatch) -> None:
    page = drawn((50, 300, "The city said no."))
    monkeypatch.setattr(pdf, "_MOST_PAGES", 2)
    with pytest.raises(InputError, match="has 3 pages: more than an article"):
        _text(page, page, page)
    monkeypatch.setattr(pdf.prose, "LONGEST", 20)
    with pytest.raises(InputError, match="holds 34 characters: more than an article"):
        _text(page, page)


def test_where_the_library_is_missing_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(InputError, match=r"Install it with: pip install 'accordingto\[pdf\]'"):
        _text("")


def _column(left: float, top: float, *texts: str, width: float = 100) -> list[Line]:
    """Lines below one another that fill a column, but the last one."""
    widths = [width] * (len(texts) - 1) + [width * 0.4]
    return [
        Line(text, left, left + w, top + 12 * at, top + 12 * at + 10, 10)
        for at, (text, w) in enumerate(zip(texts, widths, strict=True))
    ]


def _ordered(*lines: Line) -> list[str]:
    return [placed.line.text for placed in reading_order(lines)]


def test_columns_are_read_one_after_the_other() -> None:
    left, right = _column(0, 50, *"abcd"), _column(120, 50, *"efgh")
    assert _ordered(*right, *left) == [*"abcdefgh"]
    third = _column(240, 50, *"ijkl")
    assert _ordered(*third, *right, *left) == [*"abcdefghijkl"]


def test_what_spans_the_columns_parts_them() -> None:
    above, below = (
        [*_column(0, top, *left), *_column(120, top, *right)]
        for top, left, right in ((50, "abcd", "efgh"), (150, "ijkl", "mnop"))
    )
    head = Line("HEAD", 0, 220, 20, 30, 20)
    middle = Line("MIDDLE", 0, 220, 120, 130, 20)
    assert _ordered(*above, *below, middle, head) == [
        *("HEAD", *"abcdefgh", "MIDDLE", *"ijklmnop"),
    ]


def _paragraphs(*lines: Line) -> list[str]:
    return paragraphs(reading_order(lines))


def test_a_paragraph_begins_below_a_gap_an_indent_or_a_short_line() -> None:
    words = ("The city said", "no to it and", "went home.")
    assert _paragraphs(*_column(0, 0, *words), *_column(0, 50, *words)) == [" ".join(words)] * 2
    assert _paragraphs(*_column(0, 0, *words), *_column(0, 36, *words)) == [" ".join(words)] * 2
    first, *others = _column(0, 0, *words, "It said no.", "“Why?” they", "asked us all.")
    lines = [Line(line.text, line.left, 100, line.top, line.bottom, 10) for line in others]
    indented = Line("It said no.", 10, 100, lines[2].top, lines[2].bottom, 10)
    assert _paragraphs(first, *lines[:2], indented, *lines[3:]) == [
        *(" ".join(words), "It said no. “Why?” they asked us all."),
    ]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    left = [
        Line(line.text, 0, 100, line.top, line.bottom, 10)
        for line in _column(0, 0, "The city said no.", "It said so on", "Tuesday, and the")
    ]
    right = _column(120, 0, "mayor said", "yes on", "Friday.")
    assert _paragraphs(*left, *right) == [
        "The city said no. It said so on Tuesday, and the mayor said yes on Friday."
    ]


def test_the_lines_of_a_heading_are_one_paragraph() -> None:
    heading = [Line("City Says", 0, 40, 0, 20, 20), Line("No Again", 0, 40, 24, 44, 20)]
    text = _column(0, 60, "The city said no", "on Tuesday, and", "went home.")
    assert _paragraphs(*heading, *text)[0] == "City Says No Again"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("It was a mis-", "take, it said", "so."), "It was a mistake, it said so."),
        (("A long-term plan", "is a long-", "term plan."), "A long-term plan is a long-term plan."),
        (("The Harbor-", "Street bridge", "fell."), "The Harbor-Street bridge fell."),
        (("It began in 2019-", "20, the city", "said."), "It began in 2019-20, the city said."),
    ],
)
def test_hyphens_at_the_end_of_lines(lines: tuple[str, ...], text: str) -> None:
    assert _paragraphs(*_column(0, 0, *lines)) == [text]
