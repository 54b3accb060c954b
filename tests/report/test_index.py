"""The list of the reports of many articles."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from accordingto.report import index
from accordingto.report.index import Entry
from annotations import harbour, plain


def test_an_entry_counts_the_sentences_of_the_body() -> None:
    made = index.entry(harbour(), "drafts/harbour.txt", "harbour 100%.html")
    assert made == Entry(
        origin="drafts/harbour.txt",
        address="harbour%20100%25.html",
        title="Ferry strikes pier in Eastmere",
        sentences=8,
        attributed=4,
        partly=1,
        narration=3,
        sources=4,
        findings=2,
        to_do=3,
    )


def test_the_list_holds_all_and_asks_for_nothing() -> None:
    entries = [
        index.entry(harbour(), "a.txt", "a.html"),
        index.entry(plain("It rained."), "b<b>.txt", "b%3Cb%3E.html"),
        Entry("c.pdf", problem="c.pdf is no text & cannot be read."),
    ]
    page = index.render(entries)
    assert re.findall(r'href="([^"]+)"', page) == ["a.html", "b%253Cb%253E.html"]
    assert "2 articles · 9 sentences · 3 to do · 1 without a report" in page
    assert "b&lt;b&gt;.txt" in page
    assert "c.pdf is no text &amp; cannot be read." in page
    assert "default-src 'none'" in unescape(page)
    assert not re.search(r"src=|@import|url\(", page)


def test_a_list_of_failures_alone_has_no_table() -> None:
    page = index.render([Entry("c.pdf", problem="No text.")])
    assert "<table" not in page
    assert "0 articles · 0 sentences · 0 to do · 1 without a report" in page


def test_own_templates_change_the_list(tmp_path: Path) -> None:
    (tmp_path / "index.css").write_text(".reports { color: teal; }")
    assert "color: teal" in index.render([], template_dir=tmp_path)
