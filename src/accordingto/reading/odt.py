"""OpenDocument text (.odt): the text with all tracked changes accepted, comments left out.

LibreOffice keeps what was deleted apart (``text:tracked-changes``), so that leaving that out
accepts the changes. Notes come after the article.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from accordingto.errors import InputError
from accordingto.reading import prose
from accordingto.reading.archive import Archive, encrypted, is_zip, members
from accordingto.reading.inputs import Input
from accordingto.records import Article

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MANIFEST = "META-INF/manifest.xml"
_CONTENT = "content.xml"

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _OFFICE, _TABLE, _DRAW, _STYLE = (
    _NAMESPACE % name for name in ("text", "office", "table", "drawing", "style")
)
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_ROW, _CELL, _BOX, _NOTE = (
    f"{_TABLE}table-row",
    f"{_TABLE}table-cell",
    f"{_DRAW}text-box",
    f"{_TEXT}note",
)
#: What no reader reads as the article: comments, deletions, what indexes and forms say again.
_DROPPED = frozenset(
    {
        *(f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_OFFICE}forms"),
        *(f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content", f"{_TEXT}ruby-text"),
        *(f"{_TEXT}note-citation", f"{_TEXT}hidden-text", f"{_TEXT}sequence-decls"),
    }
)
_MARKS = {f"{_TEXT}tab": " ", f"{_TEXT}s": " ", f"{_TEXT}line-break": "\n"}
_TITLE_STYLES = ("Title", "Heading_20_1")


def recognizes(data: bytes) -> bool:
    """Whether the bytes are an OpenDocument text."""
    return {_CONTENT, _MANIFEST} <= members(data)


def read(given: Input, encoding: str | None = None) -> Article:
    """The article in an OpenDocument text. Raises InputError."""
    if not is_zip(given.data):
        raise InputError(
            f"{given.name} is not an OpenDocument text.",
            "Give the file the ending of what it is, or pass --from with the name of its format.",
        )
    archive = Archive(given)
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise encrypted(given.name)
    root = archive.xml(_CONTENT)
    body = next(root.iter(f"{_OFFICE}text"), None)
    if body is None:
        raise InputError(
            f"{given.name} is an OpenDocument file, but no text.", "Save the article as .odt."
        )
    parents = {
        style.get(f"{_STYLE}name", ""): style.get(f"{_STYLE}parent-style-name", "")
        for style in root.iter(f"{_STYLE}style")
    }
    blocks = [*_blocks(body)]
    title = next((_line(block) for block in blocks[:3] if _is_title(block, parents)), "")
    lines = [*_lines(blocks)]
    lines += [line for note in _notes(body) for line in _lines(_blocks(note))]
    return prose.article(prose.Document(prose.cleaned(lines), title), given.name)


def _lines(blocks: Iterator[Element] | list[Element]) -> Iterator[str]:
    """The text of blocks, that of the text boxes that hang on one after it."""
    for block in blocks:
        yield _row(block) if block.tag == _ROW else _line(block)
        if block.tag != _ROW:
            for box in _outermost(block, _BOX):
                yield from _lines(_blocks(box))


def _blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and the rows of short cells, in order, through whatever holds them."""
    for child in parent:
        if child.tag in _PARAGRAPHS:
            yield child
        elif child.tag == _ROW:
            cells = [cell for cell in child if cell.tag == _CELL]
            if len(cells) > 1 and all(len([*_blocks(cell)]) < 2 for cell in cells):
                yield child
            else:
                yield from _blocks(child)
        elif child.tag not in _DROPPED:
            yield from _blocks(child)


def _row(row: Element) -> str:
    cells = (" ".join(map(_line, _blocks(cell))).strip() for cell in row if cell.tag == _CELL)
    return " | ".join(" ".join(cell.split()) for cell in cells if cell)


def _line(paragraph: Element) -> str:
    """The text of a paragraph, without that of the notes and boxes in it."""
    parts = [paragraph.text or ""]
    waiting = [*reversed(paragraph)]
    while waiting:
        node: Element | str = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        waiting.append(node.tail or "")
        if node.tag in _MARKS:
            parts.append(_MARKS[node.tag])
        elif node.tag not in _DROPPED | {_NOTE, _BOX} and isinstance(node.tag, str):
            parts.append(node.text or "")
            waiting += reversed(node)
    return "".join(parts)


def _notes(body: Element) -> Iterator[Element]:
    for note in _outermost(body, _NOTE):
        yield from note.iter(f"{_TEXT}note-body")


def _outermost(parent: Element, tag: str) -> Iterator[Element]:
    """The elements of a tag below ``parent``, none inside another or in what is left out."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _DROPPED:
            yield from _outermost(child, tag)


def _is_title(block: Element, parents: dict[str, str]) -> bool:
    name = block.get(f"{_TEXT}style-name", "")
    return name in _TITLE_STYLES or parents.get(name) in _TITLE_STYLES
