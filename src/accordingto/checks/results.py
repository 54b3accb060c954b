"""What a run over articles found, as data: every output of ``accordingto check`` is made of it."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from accordingto.records import Anchor, Annotation, Finding, Severity, Span

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a text as people count: line and column, both from 1, in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Told:
    """One finding with its place and its words."""

    rule: Annotated[str, "The rule, as “accordingto rules” lists it."]
    severity: Severity
    span: Annotated[Span, "Code points of the article's text."]
    start: Place
    end: Annotated[Place, "The place behind the last character."]
    words: Annotated[str, "What stands there, on one line."]
    message: Annotated[str, "What an editor would say."]
    suggestion: Annotated[str, "What would mend it."]
    known: Annotated[bool, "Whether a baseline has it already."] = False

    @property
    def key(self) -> tuple[str, str]:
        """What stays the same when text before it is edited: the rule and the words."""
        return self.rule, self.words


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings in one article, by place. ``path`` is how the call named the article."""

    json_may_lack: ClassVar[Any] = ("as_read",)

    path: Annotated[str, "The article's file or address, as the call named it."]
    sha256: Annotated[str, "SHA-256 of the text in UTF-8."]
    findings: tuple[Told, ...]
    as_read: Annotated[
        bool | None,
        "True: lines and columns are those of the text as it was read, for its file has none. "
        "Lacking: they are the file's own.",
    ] = None


@dataclass(frozen=True, slots=True)
class Results:
    """What the checks found in some articles."""

    json_tag: ClassVar[Any] = ("schema", "accordingto-check/1")

    articles: Annotated[tuple[Checked, ...], "The articles, in the order of the call."]

    @property
    def findings(self) -> Iterator[Told]:
        """All findings, known ones too."""
        return (told for article in self.articles for told in article.findings)


def checked(path: str, annotation: Annotation) -> Checked:
    """The findings of an annotation that `run.check` made."""
    text = annotation.article.text
    anchors = annotation.article.anchors or _lines(text)
    starts = [anchor.start for anchor in anchors]

    def place(at: int) -> Place:
        anchor = anchors[bisect_right(starts, at) - 1]
        return Place(anchor.line, anchor.column + at - anchor.start)

    def behind(at: int) -> Place:
        last = place(max(at - 1, 0))
        return Place(last.line, last.column + (at > 0))

    def told(finding: Finding) -> Told:
        span = finding.span
        words = " ".join(span.of(text).split())
        return Told(
            finding.rule,
            finding.severity,
            span,
            place(span.start),
            behind(span.end),
            words,
            finding.message,
            finding.suggestion,
        )

    findings = tuple(map(told, annotation.findings))
    as_read = True if annotation.article.anchors == () else None
    return Checked(path, annotation.article.sha256, findings, as_read)


def _lines(text: str) -> tuple[Anchor, ...]:
    """The lines of a text, where they are the file's own."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    return tuple(Anchor(start, line, 1) for line, start in enumerate(starts, start=1))


def with_baseline(results: Results, baseline: Results) -> Results:
    """The results with ``known`` set on what the baseline has for the same path; none is dropped.

    A finding is the same where its rule and its words are: edits elsewhere do not matter.
    """
    former = {article.path: article.findings for article in baseline.articles}
    return Results(
        tuple(
            dataclasses.replace(
                article,
                findings=tuple(_marked(article.findings, former.get(article.path, ()))),
            )
            for article in results.articles
        )
    )


def _marked(findings: Iterable[Told], former: Iterable[Told]) -> Iterator[Told]:
    left = Counter(told.key for told in former)
    for told in findings:
        known = left[told.key] > 0
        left[told.key] -= known
        yield dataclasses.replace(told, known=known)
