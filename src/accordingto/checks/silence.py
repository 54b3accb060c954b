"""Marks in a text that silence rules: ``[accordingto: ignore hearsay, echo]``.

A mark holds for the paragraph that it stands in; on a line of its own, for the next paragraph. It
may also be an HTML comment, ``<!-- accordingto: ignore all -->``. The words of a mark itself are
never judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accordingto.checks.config import ALL, Config
from accordingto.records import Article, Finding, Span

_NAMES = r"accordingto:\s*ignore\s+(?P<{0}>[\w-]+(?:\s*,\s*[\w-]+)*)\s*"
_MARK = re.compile(
    rf"\[\s*{_NAMES.format('plain')}\]|<!--\s*{_NAMES.format('comment')}-->", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: where it stands, the part of the text that it holds for, and which rules."""

    span: Span
    scope: Span
    rules: frozenset[str]

    def silences(self, finding: Finding) -> bool:
        """Whether a finding is not to be told."""
        if self.span.contains(finding.span):
            return True
        named = finding.rule in self.rules or ALL in self.rules
        return named and self.scope.start <= finding.span.start < self.scope.end


def marks(article: Article) -> tuple[Mark, ...]:
    """The marks of an article, in order."""
    return tuple(_marks(article))


def unknown(article: Article, config: Config) -> tuple[str, ...]:
    """The names in an article's marks that are no rule's, each once."""
    known = {ALL, *(rule.id for rule in config.rules)}
    names = (name for mark in marks(article) for name in sorted(mark.rules - known))
    return tuple(dict.fromkeys(names))


def _marks(article: Article) -> Iterator[Mark]:
    if "accordingto" not in article.text:
        return
    paragraphs = article.paragraphs
    for number, paragraph in enumerate(paragraphs):
        for match in _MARK.finditer(article.text, paragraph.start, paragraph.end):
            span = Span(*match.span())
            alone = not paragraph.of(article.text).replace(match.group(), "", 1).strip()
            scope = paragraphs[min(number + alone, len(paragraphs) - 1)]
            names = (match["plain"] or match["comment"]).lower().split(",")
            yield Mark(span, scope, frozenset(name.strip() for name in names))
