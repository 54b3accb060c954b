"""One article as it stands in the inputs of a corpus, not yet read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from accordingto.reading.inputs import Input
from accordingto.records import Article


@dataclass(frozen=True, slots=True)
class Problem:
    """Why what stands at a place of the inputs is no article."""

    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """What stands at one place of the inputs, which no other document does.

    ``id`` names the place: a file's path, with the number of the line, row or record in it.
    ``content`` is a file or page still to be read, an article that a table holds, or what is wrong.
    ``weight`` is how many bytes of the inputs it takes, about.
    """

    id: str
    content: Input | Article | Problem
    publisher: str = ""
    section: str = ""
    weight: int = 0

    @property
    def size(self) -> int:
        """About how much work it is, in characters."""
        if isinstance(self.content, Input):
            return len(self.content.data)
        return len(self.content.text) if isinstance(self.content, Article) else 0

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of all that its rows depend on."""
        content = self.content
        if isinstance(content, Input):
            told = [content.name, content.media_type, content.charset]
            data = content.data
        elif isinstance(content, Article):
            told = [content.title, content.origin, content.byline, content.date]
            data = content.text.encode("utf-8", "surrogatepass")
        else:
            told, data = [content.reason], b""
        head = json.dumps([*told, self.publisher, self.section]).encode()
        return hashlib.sha256(head + b"\0" + data).hexdigest()
