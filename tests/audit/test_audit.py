"""The audit: its sums are those of the annotations, every number leads to its sentences."""

from __future__ import annotations

import csv as csv_module
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from accordingto.audit import csv, html, view
from accordingto.audit.charts import chart
from accordingto.audit.figures import Cell, Figure, Panel, Row
from accordingto.audit.view import Page
from accordingto.corpus.store import Store
from accordingto.errors import InputError
from accordingto.records import Annotation, Finding, Source, Span
from corpora import CORPUS, HOSTILE, audited, single


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four articles in five parts, one of which holds a failure."""
    return audited(tmp_path_factory.mktemp("corpora") / "it's tables")


@pytest.fixture(scope="module")
def page(folder: Path) -> Page:
    """Its audit."""
    return view.build(folder)


def _figure(page: Page, id: str) -> Figure:
    return next(figure for figure in page.figures if figure.id == id)


def _words(figure: Figure) -> dict[str, list[str]]:
    return {row.name: [cell.words for cell in row.cells] for row in figure.rows}


def _claims(annotations: Iterator[Annotation]) -> Iterator[tuple[Annotation, Source]]:
    for annotation in annotations:
        for sentence in annotation.sentences:
            if sentence.kind == "body":
                for source in annotation.claim_sources(sentence):
                    yield annotation, source


def test_the_overview_counts_what_the_annotations_hold(page: Page) -> None:
    labels = Counter(
        sentence.label
        for annotation, _ in CORPUS
        for sentence in annotation.sentences
        if sentence.kind == "body"
    )
    told = _words(_figure(page, "overview"))
    assert told["Articles"][0] == "4"
    assert told["Places without an article"][0] == "1"
    assert told["Sentences of the body"][0] == str(labels.total())
    assert told["Attributed"][0] == str(labels["attributed"])
    assert told["Attributed in part"][0] == str(labels["partly"])
    assert told["No source"][0] == str(labels["narration"])
    assert page.verdict.startswith("4 articles · ")


def test_sources_and_types_have_the_claims_that_the_annotations_give_them(page: Page) -> None:
    pairs = list(_claims(annotation for annotation, _ in CORPUS))
    heard = Counter(source.name for _, source in pairs)
    told = _words(_figure(page, "sources"))
    # “Mara Quill, harbour master of Eastmere” and “…, harbour master” are one
    assert told["Mara Quill"] == ["named person", "3", "6", f"{600 / len(pairs):.1f}\u202f%"]
    assert heard["Mara Quill"] == 6
    assert told["Port Safety Office"][2] == str(heard["Port Safety Office"])
    types = _figure(page, "types")
    assert [row.name for row in types.rows] == ["2026-01", "2026-02", "no date"]
    assert [row.cells[0].words for row in types.rows] == ["5", "4", "3"]
    named = types.columns.index("named person")
    assert [row.cells[named].words for row in types.rows][1:] == ["100.0\u202f%"] * 2
    shares = _words(_figure(page, "shares"))
    assert shares["The most heard source"] == ["6", f"{600 / len(pairs):.1f}\u202f%"]


def test_stories_with_one_source_or_with_anonymous_ones(page: Page) -> None:
    assert _words(_figure(page, "single")) == {
        "Post": ["2", "1", "50.0\u202f%"],
        "Herald": ["1", "1", "100.0\u202f%"],
        HOSTILE: ["1", "0", "0.0\u202f%"],
    }
    assert _words(_figure(page, "anonymous"))["Post"] == ["2", "1", "50.0\u202f%", "1", "1"]


def test_findings_names_that_never_speak_and_failures(page: Page) -> None:
    assert _words(_figure(page, "findings")) == {
        "carry-over": ["Post", "1", "1"],
        "unsourced-count": ["Post", "1", "1"],
    }
    assert _words(_figure(page, "silent"))["NATO"] == ["2", "0"]
    assert _words(_figure(page, "failures")) == {"No text.": ["1", "x"]}


def test_women_and_men_are_counted_as_the_articles_tell(page: Page) -> None:
    assert _words(_figure(page, "gender")) == {
        "Women": ["0", "0.0\u202f%", "0", "0.0\u202f%"],
        "Men": ["2", "33.3\u202f%", "4", "44.4\u202f%"],
        "Not told": ["4", "66.7\u202f%", "5", "55.6\u202f%"],
    }


def test_articles_are_grouped_by_section_on_demand(folder: Path) -> None:
    told = _words(_figure(view.build(folder, by="section"), "single"))
    assert told == {
        "Section 0": ["2", "1", "50.0\u202f%"],
        "Section 1": ["2", "1", "50.0\u202f%"],
    }


def test_every_number_of_claims_leads_to_sentences_that_bear_it_out(page: Page) -> None:
    known = {evidence.id: evidence for evidence in page.evidence}
    cells = [cell for figure in page.figures for row in figure.rows for cell in row.cells]
    linked = [cell for cell in cells if cell.evidence]
    assert len(linked) == len({cell.evidence for cell in linked}) == len(known)
    texts = {
        sentence.span.of(annotation.article.text)
        for annotation, _ in CORPUS
        for sentence in annotation.sentences
    }
    for cell in linked:
        evidence = known[cell.evidence]
        assert evidence.total >= len(evidence.sentences) > 0
        assert "%" in cell.words or cell.words == str(evidence.total) or evidence.title == "NATO"
        assert {quoted.text for quoted in evidence.sentences} <= texts


class _Links(HTMLParser):
    """The ids and the inner links of a page, and its tags."""

    def __init__(self, made: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.feed(made)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags[tag] += 1
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if (values.get("href") or "").startswith("#"):
            self.links.append((values["href"] or "")[1:])


def test_the_page_is_one_file_whose_links_lead_somewhere(page: Page) -> None:
    made = html.render(page)
    read = _Links(made)
    assert len(read.ids) == len(set(read.ids))
    assert set(read.links) <= set(read.ids)
    assert not {"script", "img", "link", "iframe"} & set(read.tags)
    assert HOSTILE not in made
    assert "{{ 7*7 }}" in made
    assert 'href="https://example.org/ferry"' in made
    assert set(re.findall(r"https?://[\w.]+", made)) == {"https://example.org"}
    assert html.render(page) == made


def test_under_every_chart_stands_a_table_that_says_the_same(page: Page) -> None:
    made = html.render(page)
    drawn = [figure for figure in page.figures if chart(figure)]
    assert made.count("<svg") == len(drawn) > 5
    for figure in drawn:
        picture = chart(figure)
        assert picture is not None
        for bar in picture.bars:
            row = next(row for row in figure.rows if row.name.startswith(bar.name.rstrip("…")))
            assert bar.words in [cell.words for cell in row.cells]
        for strip in picture.strips:
            assert len(strip.columns) == len(figure.rows)


def test_a_chart_stays_in_its_picture() -> None:
    bars = Figure("b", "", "", "", ("n",), (Row("x" * 90, (Cell("0"),), share=0.0),), "bars")
    many = tuple(Row(f"{n}", (Cell("1"),), share=n / 100) for n in range(101))
    strips = Figure("p", "", "", "", ("n",), many, "panels", (Panel("a", (1.0,) * 101),))
    for figure in (bars, replace(bars, rows=many), strips):
        picture = chart(figure)
        assert picture is not None
        assert all(picture.left + bar.length < picture.width for bar in picture.bars)
        for strip in picture.strips:
            assert all(c.bottom - c.height >= 0 and c.x < picture.width for c in strip.columns)
    assert chart(Figure("n", "", "", "", ("n",), many)) is None
    assert chart(Figure("n", "", "", "", ("n",), (Row("a", (Cell("1"),)),), "bars")) is None


def test_two_corpora_tell_what_changed(folder: Path, tmp_path: Path) -> None:
    later = audited(tmp_path / "later", CORPUS[1:])
    page = view.build(later, before=folder)
    assert [figure.id for figure in page.figures[:2]] == ["changes", "moved"]
    told = _words(page.figures[0])
    assert told["Articles"] == ["4", "3", "-1"]
    assert told["Findings"] == ["2", "0", "-2"]
    moved = _words(page.figures[1])
    assert moved["Mara Quill"] == ["50.0\u202f%", "57.1\u202f%", "+7.1"]
    assert moved["Port Safety Office"][1:] == ["0.0\u202f%", "-8.3"]


def test_the_tables_hold_no_formula(page: Page) -> None:
    figure = Figure("f", "", "", "Who", ("n",), (Row("=1+1", (Cell("1,234"),)),))
    (row,) = csv_module.DictReader(csv.written(figure).decode().splitlines())
    assert row == {"Who": "'=1+1", "note": "", "n": "1234"}
    for figure in page.figures:
        table = list(csv_module.reader(csv.written(figure).decode().splitlines()))
        assert len(table) == len(figure.rows) + 1


def test_a_corpus_without_claims_or_of_nothing_but_failures_is_audited(tmp_path: Path) -> None:
    page = view.build(audited(tmp_path / "empty", ()))
    assert [figure.id for figure in page.figures] == ["overview", "gender", "failures"]
    assert "0 articles" in page.verdict
    assert html.render(page)


def test_what_a_run_under_way_has_not_finished_is_not_counted(tmp_path: Path) -> None:
    made = audited(tmp_path / "under way")
    before = view.build(made)
    (made / "articles" / "part-00009.parquet").write_bytes(b"half a part")
    assert view.build(made) == before


def test_a_folder_without_a_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no corpus"):
        view.build(tmp_path)
    with Store(tmp_path, {"model": "m 1"}, resume=False):
        pass
    with pytest.raises(InputError, match="holds no articles yet"):
        view.build(tmp_path)
    with pytest.raises(InputError, match="holds no corpus"):
        view.build(audited(tmp_path / "later"), before=tmp_path / "none")


def test_made_up_findings_are_summed_by_rule_and_publisher(tmp_path: Path) -> None:
    def found(annotation: Annotation, *rules: str) -> Annotation:
        spans = [sentence.span for sentence in annotation.sentences]
        made = tuple(Finding(rule, "warning", spans[0], "no", "") for rule in rules)
        return replace(annotation, findings=made)

    articles = (
        (found(single(), "a", "a", "b"), "Post"),
        (found(single(), "a"), "Post"),
        (found(single(), "b"), "Herald"),
    )
    page = view.build(audited(tmp_path / "found", articles))
    figure = _figure(page, "findings")
    told = [(row.name, *(cell.words for cell in row.cells)) for row in figure.rows]
    assert told == [("a", "Post", "3", "2"), ("b", "Herald", "1", "1"), ("b", "Post", "1", "1")]
    assert all(row.cells[1].evidence for row in figure.rows)
    assert Span(0, 21) == articles[0][0].findings[0].span
