"""The formats an article may come in: how each is known, and what reads it.

Content goes first, then the ending of the name; the name of a format overrides both. What is
neither is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from accordingto.errors import UsageError
from accordingto.reading import archive, docx, html, mail, markdown, odt, pdf, plain, rtf, saved
from accordingto.reading.inputs import Input
from accordingto.records import Annotation, Article

#: How much of an input is looked at to know its format.
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, the endings of its files, how its bytes are known, its reader.

    A reader takes the input and the encoding asked for (None: as the bytes say), which only
    formats of text heed.
    """

    name: str
    endings: tuple[str, ...]
    recognizes: Callable[[bytes], bool]
    read: Callable[[Input, str | None], Article | Annotation]


def _begins(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda data: data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(beginnings)


#: A page begins so, below an XML declaration and comments that a browser put there.
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
#: Fields that a mail program writes and no article begins with.
_MAIL = re.compile(
    rb"(?:From [^\n]*\n)?(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To):",
    re.IGNORECASE,
)


def _annotation(given: Input, encoding: str | None) -> Annotation:
    return saved.annotation(given)


TEXT = Format("text", (".txt", ".text"), lambda data: False, plain.article)

#: In the order in which they are tried. Markdown has no look of its own but its front matter,
#: which a plain text may have too: its ending tells.
FORMATS = (
    Format("json", (".json",), saved.looks_like_annotation, _annotation),
    Format("pdf", (".pdf",), _begins(b"%PDF"), pdf.read),
    Format("docx", (".docx",), docx.recognizes, docx.read),
    Format("odt", (".odt",), odt.recognizes, odt.read),
    Format("rtf", (".rtf",), _begins(b"{\\rtf"), rtf.read),
    Format(
        "html", (".html", ".htm", ".xhtml"), lambda data: bool(_PAGE.match(data[:_HEAD])), html.read
    ),
    Format("mail", (".eml",), lambda data: bool(_MAIL.match(data[:_HEAD])), mail.read),
    Format("markdown", (".md", ".markdown"), lambda data: False, markdown.read),
    TEXT,
)
NAMES = tuple(format.name for format in FORMATS)


def named(name: str) -> Format:
    """The format of that name. Raises UsageError where there is none."""
    for format in FORMATS:
        if format.name == name.lower():
            return format
    raise UsageError(f"“{name}” is no format that is read.", f"Pass one of {', '.join(NAMES)}.")


def of(given: Input) -> Format:
    """The format of an input, by its content, else by the ending of its name.

    Raises InputError where the content is of a format that nothing here reads.
    """
    for format in FORMATS:
        if format.recognizes(given.data):
            return format
    if archive.is_compound(given.data):
        raise archive.compound_error(given)
    if given.media_type in _PAGE_TYPES:
        return named("html")
    ending = given.name.lower()
    return next((format for format in FORMATS if ending.endswith(format.endings)), TEXT)
