"""Results as text for a terminal, as JSON, and as annotations that GitHub shows in a change."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from accordingto.checks.config import LEVELS
from accordingto.checks.results import Checked, Results, Told
from accordingto.records import Severity
from accordingto.serialization import to_json

_GITHUB: dict[Severity, str] = {"error": "error", "warning": "warning", "suggestion": "notice"}


def as_json(results: Results) -> str:
    """The form that other tools read, and ``--baseline``; its schema: ``check.schema.json``."""
    return json.dumps(to_json(results), ensure_ascii=False, indent=2) + "\n"


def as_text(results: Results) -> str:
    """The findings article by article, a line each with what would mend it below, and a sum."""
    parts = [_article(article) for article in results.articles if article.findings]
    return "\n".join([*parts, f"{summary(results)}\n"])


def as_github(results: Results) -> str:
    """Workflow commands of GitHub Actions, one a finding that is not known."""
    return "".join(
        f"{_command(article, told)}\n"
        for article in results.articles
        for told in article.findings
        if not told.known
    )


def summary(results: Results) -> str:
    """How many findings of each severity there are, and how many of them are known."""
    findings = list(results.findings)
    articles = _count(len(results.articles), "article")
    if not findings:
        return f"No finding in {articles}."
    levels = Counter(told.severity for told in findings)
    counts = [_count(levels[level], level) for level in reversed(LEVELS) if levels[level]]
    known = sum(told.known for told in findings)
    parts = ", ".join(counts) + (f"; {known} known" if known else "")
    return f"{_count(len(findings), 'finding')} in {articles}: {parts}."


def _article(article: Checked) -> str:
    lines = (line for told in article.findings for line in _lines(told, bool(article.as_read)))
    return "\n".join([article.path, *lines])


def _lines(told: Told, as_read: bool) -> Iterator[str]:
    """A document's own lines are nobody's to find: its paragraphs are counted."""
    place = f"¶{told.start.line}" if as_read else f"{told.start.line}:{told.start.column}"
    known = " (known)" if told.known else ""
    yield f"  {place:<8} {told.severity:<10} {told.rule}: {told.message}{known}"
    if told.suggestion:
        yield f"  {'':<8} {'':<10} → {told.suggestion}"


def _command(article: Checked, told: Told) -> str:
    """GitHub counts lines and columns from 1; the last column is the last one marked.

    Where the file has no lines, the command is about all of it and says the words.
    """
    places = {} if article.as_read else _places(told)
    properties = {"file": article.path, **places, "title": f"accordingto: {told.rule}"}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    words = f"Paragraph {told.start.line}, “{told.words}”: " if article.as_read else ""
    message = _data(f"{words}{told.message} {told.suggestion}")
    return f"::{_GITHUB[told.severity]} {written}::{message}"


def _places(told: Told) -> dict[str, int]:
    one_line = told.start.line == told.end.line
    columns = {"col": told.start.column, "endColumn": told.end.column - 1} if one_line else {}
    return {"line": told.start.line, "endLine": told.end.line, **columns}


def _data(text: str) -> str:
    return text.strip().replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
