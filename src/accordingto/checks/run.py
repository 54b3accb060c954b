"""A run of the rules over one annotation: a pure function."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from accordingto.checks.config import Config
from accordingto.checks.rule import Rule
from accordingto.checks.silence import marks
from accordingto.checks.story import Story
from accordingto.errors import UsageError
from accordingto.records import Annotation, Finding


def check(annotation: Annotation, config: Config | None = None) -> Annotation:
    """The annotation with what the rules have to say of it, by place.

    ``config``: which rules run, and how; those that do by default where it is None. Findings of
    rules that are none of ours stay. Raises UsageError where a house's own rule fails.
    """
    config = config or Config()
    ours = {rule.id for rule in config.rules}
    foreign = [finding for finding in annotation.findings if finding.rule not in ours]
    silent = marks(annotation.article)
    story = Story(annotation, config.notes)
    findings = [
        finding
        for rule in config.running()
        for finding in _findings(story, rule, config)
        if not any(mark.silences(finding) for mark in silent)
    ]
    ordered = sorted(
        {*foreign, *findings}, key=lambda finding: (finding.span, finding.rule, finding.message)
    )
    return dataclasses.replace(annotation, findings=tuple(ordered))


def _findings(story: Story, rule: Rule, config: Config) -> Iterator[Finding]:
    """What one rule finds. A fault of our own rules is a fault of the tool, and passes as it is."""
    given = config.severity.get(rule.id)
    try:
        for hit in rule.find(story, config.house(rule)):
            yield Finding(
                rule.id,
                given or hit.severity or rule.severity,
                hit.span,
                hit.message,
                hit.mend or rule.mend,
            )
    except Exception as error:
        if rule not in config.own:
            raise
        raise UsageError(
            f"The rule {rule.id} failed ({type(error).__name__}: {error}).",
            f"Mend its file, or pass --ignore {rule.id}.",
        ) from error
