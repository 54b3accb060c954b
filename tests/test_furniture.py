"""Headlines, bylines, captions and lines that lead elsewhere: shown, and nobody's work.

Whatever the model thinks of such a line, it leans on nothing, nobody asks about it, no rule blames
it, and it stands in no count of an article's sentences.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from accordingto.analysis import graph
from accordingto.analysis.measures import distances, measure
from accordingto.analysis.narration import narration
from accordingto.analysis.statements import rows as statements
from accordingto.audit import view as audit_view
from accordingto.checks import Config, check
from accordingto.corpus.documents import Document
from accordingto.corpus.rows import rows, values
from accordingto.language.asking.asker import queryable
from accordingto.records import Annotation, Source
from accordingto.report import html, index, wording
from accordingto.report.todo import todos
from annotations import Claim, Unit, compose
from conftest import Run
from corpora import audited

ROE = Source("roe", "Ann Roe", "named person")


@pytest.fixture
def annotation() -> Annotation:
    """Two sentences of a story among five lines that are none, three of which claim something."""

    def says(words: str, **changes: object) -> tuple[Claim, ...]:
        return (Claim("roe", "Roe", "says", words, **changes),)  # type: ignore[arg-type]

    return compose(
        [
            [
                Unit(
                    "Bridge is falling, Roe says",
                    "attributed",
                    says("Bridge is falling"),
                    "headline",
                )
            ],
            [Unit("Photo: A source says it fell", "partly", says_nobody(), "byline")],
            [
                Unit("Roe says the bridge fell.", "attributed", says("the bridge fell")),
                Unit("Many were hurt because nobody closed it."),
            ],
            [Unit("READ MORE: The bridge reportedly killed 400 people", kind="byline")],
            [Unit("Roe says more here", "attributed", says("more here", confidence=0.1), "byline")],
            [Unit("___", kind="byline")],
        ],
        [ROE],
    )


def says_nobody() -> tuple[Claim, ...]:
    return (Claim(None, "A source", "says", "it fell", stance="hearsay"),)


def test_the_summary_counts_the_story_alone(annotation: Annotation) -> None:
    measures = measure(annotation, graph.build(annotation))
    assert (measures.sentences, measures.attributed, measures.narration) == (2, 1, 1)
    assert wording.verdict(measures) == "1 of 2 sentences attributed · 1 named source"
    assert dict(measures.shares) == {graph.source_node("roe"): 1.0}
    assert "1 of 2 sentences attributed" in html.render(annotation)
    assert index.entry(annotation, "a", "a.html").sentences == 2
    assert set(distances(annotation)) == {("roe", 2)}


def test_furniture_is_nobody_s_work_and_nothing_is_known_of_it(annotation: Annotation) -> None:
    assert [todo.number for todo in todos(annotation)] == []
    assert queryable(annotation.sentences) == [3]
    assert set(narration(annotation)) <= {3}
    assert len(statements(annotation)) == 1


def test_no_rule_blames_furniture(annotation: Annotation) -> None:
    body = [s.span for s in annotation.sentences if s.kind == "body"]
    headline = annotation.sentences[0].span
    for finding in check(annotation, Config(select=frozenset({"all"}))).findings:
        of_the_headline = finding.rule == "headline-harder" and headline.contains(finding.span)
        assert of_the_headline or any(span.contains(finding.span) for span in body), finding


def test_the_tables_of_a_corpus_and_their_audit_count_the_story_alone(
    annotation: Annotation, tmp_path: Path
) -> None:
    made = list(rows(Document("a.txt", annotation.article), annotation))
    article = next(values(row) for row in made if row.table == "articles")
    assert (article["sentences"], article["attributed"], article["narration"]) == (2, 1, 1)
    source = next(values(row) for row in made if row.table == "sources")
    assert (source["claims"], source["first_claim"]) == (1, 2)
    page = audit_view.build(audited(tmp_path / "tables", ((annotation, "Post"),)))
    assert "1 of 2 sentences attributed" in page.verdict


def test_the_terminal_counts_the_story_alone(
    annotation: Annotation, tmp_path: Path, run: Run
) -> None:
    saved = tmp_path / "bridge.json"
    saved.write_text(json.dumps(annotation.to_dict()), "utf-8")
    lines = run("report", saved).out.splitlines()
    assert lines[0] == "2 sentences: 1 attributed, 0 partly, 1 narration"


def test_the_page_sets_furniture_apart_without_a_source_to_find(annotation: Annotation) -> None:
    page = html.render(annotation)
    classes = re.findall(r'<span class="sentence ([^"]*)"', page)
    assert [words.split()[0] for words in classes] == [s.kind for s in annotation.sentences]
    assert not any("work" in words.split() for words in classes)
