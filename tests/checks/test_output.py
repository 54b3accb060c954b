"""What a run tells: places as people count them, the four outputs, and what is known already."""

from __future__ import annotations

import dataclasses
import json

import pytest

from accordingto.checks import baseline, check
from accordingto.checks.output import as_github, as_json, as_text, summary
from accordingto.checks.results import Results, checked, with_baseline
from accordingto.errors import InputError
from accordingto.records import Anchor, Annotation, Article, Finding, ModelInfo, Span
from accordingto.serialization import from_json
from annotations import harbour

TEXT = "A 🎈.\r\nIt reportedly, “so”\rrained.\nEnd: 5%, all.\n"


def _article(*findings: Finding) -> Annotation:
    return Annotation(Article(TEXT), (), (), (), ModelInfo("none", "0"), findings)


def _finding(words: str, rule: str = "hearsay", **changes: str) -> Finding:
    at = TEXT.index(words)
    finding = Finding(rule, "warning", Span(at, at + len(words)), "Who says so?", "Name who.")
    return dataclasses.replace(finding, **changes)  # type: ignore[arg-type]


RESULTS = Results(
    (
        checked("a,b.txt", _article(_finding("reportedly"), _finding("rained.\nEnd", "echo"))),
        checked("c.txt", _article()),
    )
)


def test_places_count_lines_and_columns_from_one_in_code_points() -> None:
    first, second = RESULTS.articles[0].findings
    assert (first.start.line, first.start.column) == (2, 4)
    assert (first.end.line, first.end.column) == (2, 14)
    assert (second.start.line, second.start.column, second.end.line) == (3, 1, 4)
    assert second.words == "rained. End"


def test_the_text_has_a_line_a_finding_and_a_sum() -> None:
    assert as_text(RESULTS) == (
        "a,b.txt\n"
        "  2:4      warning    hearsay: Who says so?\n"
        "                      → Name who.\n"
        "  3:1      warning    echo: Who says so?\n"
        "                      → Name who.\n"
        "2 findings in 2 articles: 2 warnings.\n"
    )
    assert as_text(Results((RESULTS.articles[1],))) == "No finding in 1 article.\n"


def test_the_json_reads_back_as_the_same() -> None:
    assert from_json(Results, json.loads(as_json(RESULTS))) == RESULTS


def test_github_s_commands_are_escaped() -> None:
    made = checked("a,b.txt", _article(_finding("reportedly", message="5% of\nall: who?")))
    assert as_github(Results((made,))) == (
        "::warning file=a%2Cb.txt,line=2,endLine=2,col=4,endColumn=13,"
        "title=accordingto%3A hearsay::5%25 of%0Aall: who? Name who.\n"
    )
    lines = as_github(RESULTS).splitlines()
    assert "col=" not in lines[1]  # a column of one line says nothing of another
    assert lines[1].startswith("::warning file=a%2Cb.txt,line=3,endLine=4,title=")


def test_a_file_without_lines_has_paragraphs() -> None:
    found = _article(_finding("reportedly"))
    read = dataclasses.replace(found, article=dataclasses.replace(found.article, anchors=()))
    results = Results((checked("a.docx", read),))
    assert from_json(Results, json.loads(as_json(results))) == results
    assert as_text(results).splitlines()[1] == "  ¶2       warning    hearsay: Who says so?"
    assert as_github(results) == (
        "::warning file=a.docx,title=accordingto%3A hearsay::"
        "Paragraph 2, “reportedly”: Who says so? Name who.\n"
    )


def test_places_are_the_file_s_where_the_text_has_anchors() -> None:
    anchors = (Anchor(0, 4, 3), Anchor(10, 5, 1), Anchor(14, 5, 11))
    found = _article(_finding("reportedly"))
    read = dataclasses.replace(found, article=dataclasses.replace(found.article, anchors=anchors))
    (told,) = checked("a.md", read).findings
    assert told.span == Span(9, 19)
    assert (told.start.line, told.start.column) == (4, 12)
    assert (told.end.line, told.end.column) == (5, 16)


def test_a_baseline_marks_what_it_has_and_drops_nothing() -> None:
    moved = TEXT.replace("A 🎈.", "Much more text than before.")
    at = moved.index("reportedly")
    twice = (
        Finding("hearsay", "warning", Span(at, at + 10), "Who?"),
        Finding("hearsay", "warning", Span(at, at + 10), "Who else?"),
    )
    annotation = Annotation(Article(moved), (), (), (), ModelInfo("none", "0"), twice)
    marked = with_baseline(Results((checked("a,b.txt", annotation),)), RESULTS)
    assert [told.known for told in marked.findings] == [True, False]
    assert "1 known" in summary(marked)
    assert as_text(marked).count("(known)") == 1
    assert as_github(marked).count("::warning") == 1


def test_a_baseline_is_by_path() -> None:
    other = Results((dataclasses.replace(RESULTS.articles[0], path="elsewhere.txt"),))
    assert not any(told.known for told in with_baseline(other, RESULTS).findings)


@pytest.mark.parametrize("text", ["", "[]", '{"schema": "accordingto-check/1"}', "\udcff"])
def test_a_file_that_is_no_baseline_is_refused(tmp_path: object, text: str) -> None:
    file = f"{tmp_path}/known.json"
    with open(file, "wb") as opened:
        opened.write(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match="is no baseline"):
        baseline.load(file)
    with pytest.raises(InputError, match="cannot be read"):
        baseline.load(f"{tmp_path}/none.json")


def test_a_whole_story_is_told() -> None:
    results = Results((checked("harbour.json", check(harbour())),))
    assert len(as_text(results).splitlines()) == 2 + 2 * len(list(results.findings))
