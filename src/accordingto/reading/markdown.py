"""Markdown (CommonMark with tables): the text without its marks; front matter is read, not shown.

Title, author and date come from the front matter (YAML between ``---`` or TOML between ``+++``),
of which plain ``key: value`` lines and lists are understood: more, no draft needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from accordingto.reading import plain, prose
from accordingto.reading.anchors import Block, anchors
from accordingto.reading.inputs import Input
from accordingto.records import Article

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<fields>.*?)^(?P=fence)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_FIELD = re.compile(r"(?P<key>[A-Za-z_][\w-]*)\s*[:=]\s*(?P<value>.*)")
_ITEM = re.compile(r"\s*-\s+(?:name\s*:\s*)?(?P<value>.*)")

_TITLES = ("title", "headline", "hed")
_BYLINES = ("byline", "author", "authors", "by")
_DATES = ("date", "published", "pubdate", "publishdate", "publish_date")


def read(given: Input, encoding: str | None = None) -> Article:
    """The article in a Markdown text. Raises InputError, UsageError (no such encoding)."""
    text = plain.decode(given, encoding)
    prose.check(text, given.name)
    front = _FRONT_MATTER.match(text)
    fields = _fields(front["fields"]) if front else {}
    tokens = _parse(text[front.end() :] if front else text)
    blocks = list(_blocks(tokens))
    document = prose.Document(
        prose.cleaned(words for words, _ in blocks),
        title=_first(fields, _TITLES, " ") or _heading(tokens),
        byline=_first(fields, _BYLINES, " and "),
        date=prose.as_iso(_first(fields, _DATES, "")),
        credit=True,
    )
    article = prose.article(document, given.name)
    head = text[: front.end()].count("\n") if front else 0
    places = [(words, (head + first, head + last)) for words, (first, last) in blocks]
    return replace(article, anchors=tuple(anchors(article.text, text, places)))


def _parse(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse(text)


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """The text of each block and its lines; a row of a table is one."""
    row: list[str] | None = None
    lines = (0, 0)
    for token in tokens:
        if token.map is not None:
            lines = (token.map[0], token.map[1])
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(cell for cell in row if cell), lines
            row = None
        elif token.type == "inline":
            if row is None:
                yield _text(token), lines
            else:
                row.append(_text(token))
        elif token.type in ("fence", "code_block"):
            yield token.content, lines


def _text(inline: Token) -> str:
    """What a reader sees of a run of text: words, not marks, pictures or HTML tags."""
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(
        token.content if token.type in ("text", "code_inline") else breaks.get(token.type, "")
        for token in inline.children or ()
    )


def _heading(tokens: Sequence[Token]) -> str:
    """The heading that the text begins with, if it does."""
    begins = bool(tokens) and tokens[0].type == "heading_open"
    return _text(tokens[1]) if begins else ""


def _fields(front: str) -> dict[str, list[str]]:
    """The values of each key of a front matter, lists written in either way."""
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    for line in front.splitlines():
        if field := _FIELD.match(line):
            values = fields.setdefault(field["key"].lower(), [])
            values += _values(field["value"])
        elif item := _ITEM.match(line):
            values += _values(item["value"])
    return fields


def _values(written: str) -> list[str]:
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        return [_unquoted(value) for value in written[1:-1].split(",") if value.strip()]
    return [_unquoted(written)] if written else []


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].replace("''", "'").replace('\\"', '"') if quoted else value


def _first(fields: dict[str, list[str]], keys: Sequence[str], joint: str) -> str:
    return next((joint.join(fields[key]) for key in keys if fields.get(key)), "")
