"""The report as an export: the page as `accordingto.report.html` makes it, in bytes."""

from __future__ import annotations

from accordingto.records import Annotation
from accordingto.report import html


def render(annotation: Annotation) -> bytes:
    """The report in UTF-8, by the templates that come with the tool."""
    return html.render(annotation).encode("utf-8")
