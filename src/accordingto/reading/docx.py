"""Word (.docx): the text as it stands with all tracked changes accepted, comments left out.

The document's own tree is walked (ECMA-376, WordprocessingML), since text also stands in content
controls, text boxes, tables and footnotes. Footnotes come after the article.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from accordingto.errors import InputError
from accordingto.reading import prose
from accordingto.reading.archive import Archive, compound_error, is_compound, is_zip, members
from accordingto.reading.inputs import Input
from accordingto.records import Article

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TYPES = "[Content_Types].xml"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
#: Names without their namespaces, so that “strict” documents, whose namespaces differ, are read.
_DROPPED = frozenset(
    {
        *("del", "moveFrom", "rPr", "pPr", "sectPr", "tblPr", "instrText", "delText"),
        *("Fallback", "rt", "sdtPr"),  # Fallback: what stands in Choice, said again
    }
)
_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_NOTES = ("footnotes", "endnotes")
#: A title is looked for among so many paragraphs.
_TITLE_WITHIN = 3
_TITLE_STYLES = ("title", "heading 1", "headline")


def recognizes(data: bytes) -> bool:
    """Whether the bytes are a Word document."""
    names = members(data)
    return _TYPES in names and any(name.startswith("word/") for name in names)


def read(given: Input, encoding: str | None = None) -> Article:
    """The article in a Word document. Raises InputError."""
    if is_compound(given.data):
        raise compound_error(given)
    if not is_zip(given.data):
        raise InputError(
            f"{given.name} is not a Word document (it starts with {_beginning(given.data)}).",
            "Give the file the ending of what it is, or pass --from with the name of its format.",
        )
    archive = Archive(given)
    main = _main_part(archive, given.name)
    paragraphs = [*_paragraphs(archive.xml(main))]
    title = _title(paragraphs, _title_styles(archive, main))
    lines = [text for _, text in paragraphs]
    for part in _NOTES:
        lines += _notes(archive, posixpath.join(posixpath.dirname(main), f"{part}.xml"))
    return prose.article(prose.Document(prose.cleaned(lines), title), given.name)


def _beginning(data: bytes) -> str:
    shown = "".join(c if c.isprintable() else "?" for c in data[:8].decode("latin-1"))
    return f"“{shown}”" if shown else "nothing"


def _main_part(archive: Archive, name: str) -> str:
    """Where the document's text is: nearly always ``word/document.xml``."""
    if "_rels/.rels" in archive:
        for relation in archive.xml("_rels/.rels").iter(_RELATIONS):
            if relation.get("Type", "").endswith("/officeDocument"):
                target: str = relation.get("Target", "").lstrip("/")
                if target.endswith(".xml") and target in archive:
                    return target
    if "word/document.xml" not in archive:
        raise InputError(
            f"{name} is not a Word document, though an archive.",
            "Pass the document that it was made from, or save it as .docx.",
        )
    return "word/document.xml"


def _paragraphs(root: Element) -> Iterator[tuple[str, str]]:
    """The style and the text of each paragraph; a row of a table is one where it is short.

    A paragraph whose mark was deleted goes on in the next one.
    """
    begun, begun_style = "", ""
    for element in _blocks(root):
        if _local(element) == "tr":
            yield "", _row(element)
            continue
        style = _style(element)
        text, boxed = _text(element)
        if begun:
            style = begun_style
        begun, begun_style = begun + text, style
        if not _mark_deleted(element):
            yield begun_style, begun
            begun, begun_style = "", ""
        for box in boxed:
            yield from _paragraphs(box)
    if begun:
        yield begun_style, begun


def _style(paragraph: Element) -> str:
    """The id of a paragraph's style; "" for the usual one."""
    style = _find(paragraph, "pPr", "pStyle")
    return "" if style is None else _value(style)


def _blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and the short rows of a part, in order, through whatever holds them."""
    for child in parent:
        name = _local(child)
        if name == "p":
            yield child
        elif name == "tr":
            if _is_row_of_paragraphs(child):
                yield from _blocks(child)
            elif not _row_deleted(child):
                yield child
        elif name not in _DROPPED:
            yield from _blocks(child)


def _is_row_of_paragraphs(row: Element) -> bool:
    """Whether a row lays out text: one cell, or cells of several paragraphs."""
    cells = [child for child in row if _local(child) == "tc"]
    return len(cells) < 2 or any(
        sum(bool(_text(block)[0].strip()) for block in _blocks(cell)) > 1 for cell in cells
    )


def _row(row: Element) -> str:
    cells = (
        " ".join(" ".join(_text(block)[0].split()) for block in _blocks(cell))
        for cell in row
        if _local(cell) == "tc"
    )
    return " | ".join(cell.strip() for cell in cells if cell.strip())


def _text(element: Element) -> tuple[str, list[Element]]:
    """The text of a paragraph, and the text boxes that hang on it."""
    parts: list[str] = []
    boxes: list[Element] = []
    waiting = [element]
    while waiting:
        node = waiting.pop()
        name = _local(node)
        if name == "txbxContent":
            boxes.append(node)
        elif name == "t":
            parts.append(node.text or "")
        elif name in _MARKS:
            parts.append(_MARKS[name])
        elif not (name in _DROPPED or (name == "r" and _hidden(node))):
            waiting += reversed(node)
    return "".join(parts), boxes


def _hidden(run: Element) -> bool:
    setting = _find(run, "rPr", "vanish")
    return setting is not None and _value(setting) not in ("0", "false", "off")


def _mark_deleted(paragraph: Element) -> bool:
    return any(_find(paragraph, "pPr", "rPr", change) is not None for change in ("del", "moveFrom"))


def _row_deleted(row: Element) -> bool:
    return _find(row, "trPr", "del") is not None


def _notes(archive: Archive, part: str) -> list[str]:
    """The notes of a part, one line a paragraph; the lines that separate them are no notes."""
    if part not in archive:
        return []
    return [
        text
        for note in archive.xml(part)
        if not any(key.endswith("}type") for key in note.attrib)
        for _, text in _paragraphs(note)
    ]


def _title_styles(archive: Archive, main: str) -> frozenset[str]:
    """The ids of the styles that a title has, whatever language Word spoke."""
    part = posixpath.join(posixpath.dirname(main), "styles.xml")
    if part not in archive:
        return frozenset()
    return frozenset(
        value
        for style in archive.xml(part)
        if _local(style) == "style"
        and (name := _find(style, "name")) is not None
        and _value(name).lower() in _TITLE_STYLES
        and (value := next((v for k, v in style.items() if k.endswith("}styleId")), ""))
    )


def _title(paragraphs: list[tuple[str, str]], styles: frozenset[str]) -> str:
    written = [(style, text) for style, text in paragraphs if text.split()]
    return next((text for style, text in written[:_TITLE_WITHIN] if style in styles), "")


def _find(element: Element, *path: str) -> Element | None:
    """The element at a path of names below ``element``, if there is one."""
    for name in path:
        child = next((child for child in element if _local(child) == name), None)
        if child is None:
            return None
        element = child
    return element


def _value(element: Element) -> str:
    return next((value for key, value in element.items() if key.endswith("}val")), "")


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""  # a comment's tag is no string
