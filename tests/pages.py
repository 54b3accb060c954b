"""What a reader sees of the article in a report."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from accordingto.records import Annotation
from accordingto.report.html import render


class _Shown(HTMLParser):
    """The text that stands in the elements of class “text” or “gap”."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"meta", "link", "br", "input", "rect", "path", "line", "circle"}:
            return
        classes = (dict(attrs).get("class") or "").split()
        inside = bool(self._open) and self._open[-1]
        self._open.append(inside or bool({"text", "gap"} & set(classes)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Such an element holds no text."""

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1]:
            self.words.append(data)


def shown(annotation: Annotation) -> str:
    """The text of the article as its report has it."""
    reader = _Shown()
    reader.feed(render(annotation))
    reader.close()
    return "".join(reader.words)


def showable(text: str) -> str:
    """A text as HTML can hold it: neither nulls nor halves of surrogate pairs."""
    return re.sub("[\0\ud800-\udfff]", "\ufffd", text)
