"""What an editor has to do, and what is nobody's work."""

from __future__ import annotations

import dataclasses

from accordingto.records import Finding, Source, Span
from accordingto.report.todo import todos
from annotations import Claim, Unit, compose, harbour, plain


def test_findings_unknown_sources_and_accounts_that_go_on_are_work() -> None:
    assert [(todo.number, todo.word) for todo in todos(harbour(), {})] == [
        (3, "unsourced count"),
        (5, "leans on 4"),
        (10, "who says?"),
    ]


def test_headlines_bylines_and_ordinary_narration_are_nobody_s_work() -> None:
    assert todos(plain("It rained.", "The ferry left at noon."), {}) == ()


def test_an_unsure_reading_is_work_and_says_how_sure() -> None:
    claim = Claim("a", "Al", "said", "it sank", confidence=0.42)
    annotation = compose(
        [[Unit("Al said it sank.", "attributed", (claim,))]], [Source("a", "Al", "named person")]
    )
    (todo,) = todos(annotation, {})
    assert (todo.word, todo.words) == ("unsure", "Al said it sank.")
    assert "42\u202f%" in todo.reasons[0]


def test_all_reasons_of_one_sentence_are_one_item() -> None:
    annotation = harbour()
    (finding,) = annotation.findings
    twice = dataclasses.replace(annotation, findings=(finding, finding))
    (first, *_) = todos(twice, {3: "Ann: confirmed; Bo: skipped"})
    assert first.reasons == (
        finding.message,
        finding.message,
        "The reviewers disagree. Ann: confirmed; Bo: skipped.",
    )


def test_a_finding_of_no_sentence_comes_last() -> None:
    annotation = dataclasses.replace(
        plain("One.", "Two."), findings=(Finding("gap_rule", "warning", Span(4, 5), "A gap."),)
    )
    assert [(todo.number, todo.word) for todo in todos(annotation, {})] == [(None, "gap rule")]
