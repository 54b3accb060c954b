"""PDF: the text in the order in which it is read, as far as a PDF lets one tell.

A PDF holds characters and their places, no paragraphs. ``pdf`` takes them from PDFium, makes
lines of them and leaves to ``columns`` what follows what.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from accordingto.errors import InputError
from accordingto.reading import prose
from accordingto.reading.archive import encrypted
from accordingto.reading.columns import Line, paragraphs, reading_order
from accordingto.reading.inputs import Input
from accordingto.records import Article

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_MOST_PAGES = 500
#: Running heads and page numbers stand in this part of a page, at its head and at its foot.
_MARGIN = 0.18
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|·\s]*\d{1,4}[-–—|·\s]*(?:(?:of|/)\s*\d{1,4})?", re.I)
#: Running heads are set smaller than this part of the text's size.
_SMALL = 0.95
#: Figures so much smaller than their line, and raised, point to a note.
_NOTE_SIZE = 0.75
#: A gap so wide, in sizes of the type, parts two lines on one height.
_GAP = 1.8
_SPACE_GAP = 0.18

_SCANNED = "Recognize its text first (for instance with ocrmypdf) and pass the result."


def read(given: Input, encoding: str | None = None) -> Article:
    """The article in a PDF document. Raises InputError."""
    pages = _pages(given)
    lines = [line for page in _without_running_heads(pages) for line in reading_order(page)]
    if not lines:
        raise InputError(f"{given.name} holds no text: its pages are probably scanned.", _SCANNED)
    return prose.article(prose.Document(prose.cleaned(paragraphs(lines))), given.name)


def _pages(given: Input) -> list[list[Line]]:
    """The lines of each page. Raises InputError."""
    try:
        import pypdfium2
    except ImportError:
        raise InputError(
            f"{given.name} is a PDF document, and what reads those is not installed.",
            "Install it with: pip install 'accordingto[pdf]'",
        ) from None
    try:
        document = pypdfium2.PdfDocument(given.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise encrypted(given.name) from None
        raise _damaged(given.name, error) from None
    try:
        return [*_read_pages(document, given.name)]
    except pypdfium2.PdfiumError as error:
        raise _damaged(given.name, error) from None
    finally:
        document.close()


def _damaged(name: str, error: Exception) -> InputError:
    reason = re.sub(r"^Failed to ", "PDFium failed to ", str(error)).rstrip(".")
    return InputError(
        f"{name} is no PDF document that can be read ({reason}).",
        "Open it in a viewer and print it to a new PDF, or save its text.",
    )


def _read_pages(document: PdfDocument, name: str) -> Iterator[list[Line]]:
    if len(document) > _MOST_PAGES:
        raise InputError(
            f"{name} has {len(document):,} pages: more than an article.",
            "Pass a PDF with the pages of one article.",
        )
    characters = 0
    for number in range(len(document)):
        page = document[number]
        lines = [*_lines(page, number)]
        characters += sum(len(line.text) for line in lines)
        if characters > prose.LONGEST:
            prose.check("x" * characters, name)
        yield lines


def _lines(page: PdfPage, number: int) -> Iterator[Line]:
    """The lines of a page in the order in which they were drawn."""
    height = page.get_height()
    line: list[_Character] = []
    for character in _characters(page):
        if line and not _goes_on(line[-1], character):
            yield _line(line, number, height)
            line = []
        line.append(character)
    if line:
        yield _line(line, number, height)


class _Character:
    """A character that is seen, with its box in points from the lower left of the page."""

    __slots__ = ("bottom", "left", "right", "size", "spaced", "text", "top")

    def __init__(self, text: str, box: tuple[float, ...], size: float, spaced: bool) -> None:
        self.text = text
        self.left, self.right, self.bottom, self.top = box
        self.size = size
        self.spaced = spaced


def _characters(page: PdfPage) -> Iterator[_Character]:
    """The characters of a page but white space; ``spaced`` are those after some."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    box = pdfium.FS_RECTF()
    spaced = False
    units: list[int] = []  # of UTF-16: PDFium gives a character beyond it in two
    for index in range(textpage.count_chars()):
        unit = pdfium.FPDFText_GetUnicode(textpage, index)
        text = _text_of(unit, units)
        if text is None:
            continue
        if text.isspace() or not text:
            spaced = True
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box))
        size = pdfium.FPDFText_GetFontSize(textpage, index)
        edges = (box.left, box.right, box.bottom, box.top)
        yield _Character(text, edges, _drawn_size(size, box), spaced)
        spaced = False


def _drawn_size(size: float, box: Any) -> float:
    """The size of the type as drawn: a page may be scaled as a whole, its type then being 1."""
    return float(size if size > 2 else abs(box.top - box.bottom))


def _text_of(unit: int, units: list[int]) -> str | None:
    """The character of a unit of UTF-16; None where it only begins there."""
    if 0xD800 <= unit < 0xDC00:
        units[:] = [unit]
        return None
    if 0xDC00 <= unit < 0xE000:
        begun = units.pop() if units else 0xD800
        return chr(0x10000 + ((begun - 0xD800) << 10) + (unit - 0xDC00))
    return (
        "-" if unit in (0x2, 0xFFFE) else chr(unit)
    )  # PDFium's marks for a hyphen at a line's end


def _goes_on(last: _Character, character: _Character) -> bool:
    """Whether a character stands on the line of the last one, to the right of it."""
    size = max(last.size, character.size)
    level = abs(character.bottom - last.bottom) < 0.5 * size
    rightwards = character.left > last.left - 0.3 * size  # a ligature's letters have one place
    return level and rightwards and character.left - last.right < _GAP * size


def _line(drawn: list[_Character], page: int, height: float) -> Line:
    size = Counter(round(character.size, 1) for character in drawn).most_common(1)[0][0]
    characters = [c for c in drawn if not _points_to_note(c, size, drawn[0].bottom)]
    parts = [characters[0].text]
    for last, character in pairwise(characters):
        if character.spaced or character.left - last.right > _SPACE_GAP * character.size:
            parts.append(" ")
        parts.append(character.text)
    return Line(
        text="".join(parts),
        left=characters[0].left,
        right=characters[-1].right,
        top=height - max(character.top for character in characters),
        bottom=height - min(character.bottom for character in characters),
        size=size,
        page=page,
        depth=(height - characters[0].bottom) / height if height else 0.0,
    )


def _points_to_note(character: _Character, size: float, baseline: float) -> bool:
    small = character.text.isdigit() and character.size < _NOTE_SIZE * size
    return small and character.bottom > baseline + 0.1 * size


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers, and without what stands at the edge of several of them."""
    heads = Counter(
        shown for page in pages for shown in {_shown(line) for line in page if _in_margin(line)}
    )
    return [
        [line for line in page if not (_in_margin(line) and _is_furniture(line, page, heads))]
        for page in pages
    ]


def _in_margin(line: Line) -> bool:
    return not _MARGIN < line.depth < 1 - _MARGIN


def _is_furniture(line: Line, page: list[Line], heads: Counter[str]) -> bool:
    """Whether a line at the edge of its page recurs on another, or is of the page's own.

    That are its number, and the outermost line where it is set small and no sentence, as
    a note at the foot is.
    """
    if heads[_shown(line)] > 1:
        return True
    depths = [other.depth for other in page]
    if line.depth not in (min(depths), max(depths)):
        return False
    shown = line.text.strip()
    small = line.size < _SMALL * median(other.size for other in page)
    return _PAGE_NUMBER.fullmatch(shown) is not None or (small and not shown.endswith("."))


def _shown(line: Line) -> str:
    """What a running head says, whatever the page."""
    return re.sub(r"\d+", "#", line.text.casefold())
