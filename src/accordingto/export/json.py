"""The JSON form, as every other command reads it."""

from __future__ import annotations

import json

from accordingto.records import Annotation


def render(annotation: Annotation) -> bytes:
    """The JSON form in UTF-8, indented for people."""
    return encoded(json.dumps(annotation.to_dict(), ensure_ascii=False, indent=2))


def encoded(text: str) -> bytes:
    """A line of JSON in UTF-8: half a surrogate pair is “\\ud800”, which is JSON's escape too."""
    return f"{text}\n".encode("utf-8", "backslashreplace")
