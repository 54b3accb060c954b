"""What an editor has to do, and what is nobody's work."""

from __future__ import annotations

import dataclasses

from accordingto.records import Finding, Source, Span
from accordingto.report.todo import UNSURE, left, todos
from annotations import Claim, Unit, compose, harbour, plain


def test_findings_unknown_sources_and_accounts_that_go_on_are_work() -> None:
    assert [(todo.number, todo.word) for todo in todos(harbour())] == [
        (3, "unsourced count"),
        (5, "leans on 4"),
        (10, "who says?"),
    ]


def test_headlines_bylines_and_ordinary_narration_are_nobody_s_work() -> None:
    assert todos(plain("It rained.", "The ferry left at noon.")) == ()


def test_an_unsure_reading_is_work_and_says_how_sure() -> None:
    claim = Claim("a", "Al", "said", "it sank", confidence=0.42)
    annotation = compose(
        [[Unit("Al said it sank.", "attributed", (claim,))]], [Source("a", "Al", "named person")]
    )
    (todo,) = todos(annotation)
    assert (todo.word, todo.words) == ("unsure", "Al said it sank.")
    assert "42\u202f%" in todo.reasons[0].told


def test_the_bound_of_unsure_is_sure_enough_and_turned_text_is_work_in_a_headline_too() -> None:
    claims = [Claim("x", "Al", "said", "so", confidence=UNSURE - less) for less in (0, 0.01)]
    annotation = compose(
        [
            [Unit("Al said so.", "partly", (claims[0],))],
            [Unit("Al said so.", "partly", (claims[1],)), Unit("It was told.", "attributed")],
            [Unit("Odd \u202e head", kind="headline")],
        ],
        [Source("x", "Al", "named person")],
    )
    assert [(todo.number, todo.word) for todo in todos(annotation)] == [
        (2, "unsure"),
        (3, "who says?"),
        (4, "turned text"),
    ]


def test_all_reasons_of_one_sentence_are_one_item() -> None:
    annotation = harbour()
    finding, *_ = annotation.findings
    other = dataclasses.replace(finding, rule="hearsay", message="Who says so?", suggestion="")
    twice = dataclasses.replace(annotation, findings=(finding, other))
    (first, *_) = todos(twice, {3: "Ann: confirmed; Bo: skipped"})
    assert first.word == "unsourced count"
    assert [(reason.rule, reason.origin, reason.told, reason.mend) for reason in first.reasons] == [
        ("unsourced-count", "", finding.message, finding.suggestion),
        ("hearsay", "NPR ethics handbook: say who reports it", "Who says so?", ""),
        ("", "", "The reviewers disagree. Ann: confirmed; Bo: skipped.", ""),
    ]


def test_what_is_left_is_what_nobody_decided() -> None:
    assert [todo.number for todo in left(todos(harbour()), [5])] == [3, 10]


def test_a_finding_of_no_sentence_comes_last() -> None:
    annotation = dataclasses.replace(
        plain("One.", "Two."), findings=(Finding("gap_rule", "warning", Span(4, 5), "A gap."),)
    )
    assert [(todo.number, todo.word) for todo in todos(annotation)] == [(None, "gap rule")]


def test_what_leans_on_an_account_is_work_only_where_the_rule_says_so() -> None:
    annotation = harbour()
    leaning = next(s for s in annotation.sentences if s.carries_over_from is not None)
    (todo,) = (todo for todo in todos(annotation) if todo.number == leaning.index + 1)
    (finding,) = (f for f in annotation.findings if f.rule == "carry-over")
    assert todo.word == "leans on 4"
    assert [reason.told for reason in todo.reasons] == [finding.message]
    silent = dataclasses.replace(annotation, findings=())
    assert leaning.index + 1 not in [todo.number for todo in todos(silent)]
