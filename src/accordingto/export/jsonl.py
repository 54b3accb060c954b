"""The JSON form on one line: files of many articles are made by putting such files together."""

from __future__ import annotations

import json

from accordingto.export.json import encoded
from accordingto.records import Annotation


def render(annotation: Annotation) -> bytes:
    """The whole annotation on a single line of UTF-8, as JSON Lines have it (jsonlines.org)."""
    return encoded(json.dumps(annotation.to_dict(), ensure_ascii=False))
