"""Every rule: its examples, what it says of itself, and that it stays out of quotations."""

from __future__ import annotations

import re

import pytest

from accordingto.checks import Config, check
from accordingto.checks.discovery import shipped
from accordingto.checks.examples import annotated, notes
from accordingto.checks.rule import Rule
from accordingto.quotations import quotations
from accordingto.records import Finding

RULES = shipped()
#: Rules about the quotation itself.
OF_QUOTATIONS = {
    *("quote-fragment", "orphan-quote", "quote-not-in-notes", "first-quote-anonymous"),
    *("late-speaker", "run-on-quotes"),
}


def _found(rule: Rule, example: str) -> tuple[Finding, ...]:
    config = Config(select=frozenset({rule.id}), notes=notes(example))
    return check(annotated(example), config).findings


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
class TestRule:
    def test_it_has_examples_of_both_sorts(self, rule: Rule) -> None:
        assert rule.found
        assert rule.passed

    def test_it_finds_its_examples(self, rule: Rule) -> None:
        for example in rule.found:
            findings = _found(rule, example)
            assert findings, example
            assert all(finding.message and finding.suggestion for finding in findings)

    def test_it_passes_its_counter_examples(self, rule: Rule) -> None:
        for example in rule.passed:
            assert not _found(rule, example), example

    def test_it_says_where_it_comes_from_and_how_good_it_is(self, rule: Rule) -> None:
        assert rule.origin
        for part in ("Origin", "Leaves alone", "Measured"):
            assert rule.part(part), part
        assert re.search(r"\d+ of \d+|not on raw news", rule.part("Measured"))
        assert rule.default != ("does not run by default" in rule.part("Measured"))
        assert rule.summary.endswith(".")

    def test_it_finds_words_of_the_text(self, rule: Rule) -> None:
        for example in rule.found:
            text = annotated(example).article.text
            for finding in _found(rule, example):
                assert finding.span.of(text).strip()

    def test_its_name_is_that_of_its_module(self, rule: Rule) -> None:
        module = rule.find.__module__.rpartition(".")[2]
        assert rule.id == module.replace("_", "-")

    def test_it_does_not_judge_words_inside_quotation_marks(self, rule: Rule) -> None:
        for example in rule.found if rule.id not in OF_QUOTATIONS else ():
            annotation = annotated(example)
            text = annotation.article.text
            quoted = quotations(text, annotation.article.paragraphs)
            for finding in _found(rule, example):
                assert not any(span.contains(finding.span) for span in quoted)


def test_no_two_rules_have_one_name() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
