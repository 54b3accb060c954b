"""SARIF 2.1.0 (OASIS), for editors and code hosts that show findings beside the text.

Places are given as lines and columns of the file, in code points (``columnKind``). A file without
lines (a Word document) is named as a whole, with the paragraph and the words. A suggestion is what
SARIF calls a note. What a baseline has is “unchanged”.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import accordingto
from accordingto.checks.discovery import shipped
from accordingto.checks.results import Checked, Results, Told, checked
from accordingto.checks.rule import Rule
from accordingto.export.json import encoded
from accordingto.records import Annotation, Severity

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "suggestion": "note"}


def render(annotation: Annotation) -> bytes:
    """The findings of one annotation, in UTF-8."""
    article = checked(annotation.article.origin or "article", annotation)
    return encoded(json.dumps(log(Results((article,))), ensure_ascii=False, indent=2))


def log(
    results: Results, rules: tuple[Rule, ...] | None = None, *, baseline: bool = False
) -> dict[str, Any]:
    """The SARIF log of a run. ``rules`` are those that there were (None: the package's own).

    ``baseline``: whether the run was compared with one, so that each result has a state.
    """
    known_rules = {rule.id: rule for rule in (shipped() if rules is None else rules)}
    told_of = sorted({told.rule for told in results.findings})
    index = {id: number for number, id in enumerate(told_of)}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "accordingto",
                        "semanticVersion": accordingto.__version__,
                        "rules": [_rule(id, known_rules.get(id)) for id in told_of],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [
                    {"location": {"uri": _uri(article.path)}, "hashes": {"sha-256": article.sha256}}
                    for article in results.articles
                ],
                "results": [
                    _result(told, index[told.rule], _location(told, article, number), baseline)
                    for number, article in enumerate(results.articles)
                    for told in article.findings
                ],
            }
        ],
    }


def _rule(id: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": id}
    return {
        "id": id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.origin},
        "help": {"text": rule.mend},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.default},
    }


def _result(told: Told, rule: int, location: dict[str, Any], baseline: bool) -> dict[str, Any]:
    state = {"baselineState": "unchanged" if told.known else "new"} if baseline else {}
    return {
        "ruleId": told.rule,
        "ruleIndex": rule,
        "level": _LEVELS[told.severity],
        "message": {"text": f"{told.message} {told.suggestion}".strip()},
        "locations": [location],
        **state,
    }


def _location(told: Told, article: Checked, number: int) -> dict[str, Any]:
    file = {"artifactLocation": {"uri": _uri(article.path), "index": number}}
    if article.as_read:
        where = {"text": f"Paragraph {told.start.line}: “{told.words}”"}
        return {"physicalLocation": file, "message": where}
    region = {
        "startLine": told.start.line,
        "startColumn": told.start.column,
        "endLine": told.end.line,
        "endColumn": told.end.column,
        "snippet": {"text": told.words},
    }
    return {"physicalLocation": {**file, "region": region}}


def _uri(path: str) -> str:
    """A path as a URI reference; an address stays what it is but for what no URI may hold."""
    if path.startswith(("http://", "https://")):
        return quote(path, safe=":/?#[]@!$&'()*+,;=%~")
    return quote(PurePath(path).as_posix().encode("utf-8", "surrogatepass"), safe="/.-_~")
