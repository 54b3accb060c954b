"""Which rows of a sourcing table an annotation gives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.analysis.statements import StatementRow, rows
from accordingto.records import Source, Span
from annotations import Claim, Unit, compose

SOURCES = (
    Source("ann", "Ann Lee", "named person", "harbour master"),
    Source("log", "ship’s log", "document"),
    Source("crew", "two of the crew", "anonymous"),
    Source("odd", "reports", "unknown"),
)
HE_SAID = "The wind was strong that night, said Ann Lee, the harbour master."


def says(source: str | None, cue: str | None = None, **more: str) -> Claim:
    return Claim(source, None, cue, **more)


def by(source: str | None, text: str, cue: str | None = None) -> Unit:
    return Unit(text, "attributed", (says(source, cue),))


def table_of(*paragraphs: list[Unit]) -> list[tuple[str, str]]:
    return [(row.statement, row.name) for row in rows(compose(paragraphs, SOURCES))]


def test_a_row_has_the_words_of_the_benchmark() -> None:
    made = compose([[by("ann", HE_SAID, "said"), by("crew", "They saw it, they said.")]], SOURCES)
    start = made.article.text.index("the harbour")
    why = Span(start, start + len("the harbour master"))
    made = replace(made, sources=(replace(made.sources[0], justification=why), *made.sources[1:]))
    assert rows(made) == (
        StatementRow(HE_SAID, "Named Person", "Ann Lee", "harbour master", "the harbour master"),
        StatementRow("They saw it, they said.", "Anonymous Source", "two of the crew"),
    )


def test_only_claims_with_a_known_source_in_the_body_are_rows() -> None:
    assert not table_of(
        [Unit("Ann Lee ordered a dive.", "narration", (says("ann", stance="orders"),))],
        [Unit("Ann Lee: all well", "attributed", (says("ann"),), "headline")],
        [by(None, "It was reportedly late."), by("odd", "It is said to be late.")],
        [Unit("It was late.")],
    )


def test_a_sentence_partly_attributed_or_with_two_sources() -> None:
    text = "The ship, which was late, sank, the log and Ann Lee said."
    unit = Unit(text, "partly", (says("log"), says("ann"), says("ann")))
    assert table_of([unit]) == [(text, "ship’s log"), (text, "Ann Lee")]


def test_sentences_of_one_quotation_are_one_statement() -> None:
    one, two = "Ann Lee said: “It was dark.", "And it was cold.”"
    assert table_of([by("ann", one), by("ann", two)]) == [(f"{one} {two}", "Ann Lee")]
    assert len(table_of([by("ann", one), by("crew", two)])) == 2


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    one, two = "“It was dark,” Ann Lee said. “The sea was high.", "“We saw nothing.”"
    first, second = one[:28], one[29:]
    table = table_of([by("ann", first, "said"), by("ann", second)], [by("ann", two)])
    assert table == [(f"{one}\n{two}", "Ann Lee")]
    closed = table_of([by("ann", "“It was dark.”")], [by("ann", two)])
    assert len(closed) == 2


def test_a_quotation_broken_by_its_frame_is_one_statement() -> None:
    one, two = "“It was dark,” Ann Lee said.", "“It was cold.”"
    assert table_of([by("ann", one, "said"), by("ann", two)]) == [(f"{one} {two}", "Ann Lee")]


@pytest.mark.parametrize(
    "following", ["“It was cold,” she added.", "She added it was cold.", "It “was” cold."]
)
def test_separate_statements_of_one_source_stay_apart(following: str) -> None:
    cue = "added" if "added" in following else None
    first = by("ann", "“It was dark,” Ann Lee said.", "said")
    assert len(table_of([first, by("ann", following, cue)])) == 2


def test_a_question_inside_a_quotation_does_not_break_it() -> None:
    units = [by("ann", "“It was dark.", None), Unit("Was it?"), by("ann", "It was.”", None)]
    assert table_of(units) == [("“It was dark. Was it? It was.”", "Ann Lee")]
