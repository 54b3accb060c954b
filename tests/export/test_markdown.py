"""The Markdown article, read again by a Markdown reader with footnotes."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from accordingto.export import markdown
from accordingto.records import Annotation, Source
from annotations import Claim, Unit, compose, harbour, plain


class Shown(HTMLParser):
    """The words outside footnotes, the number of headings, and the words of the footnotes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.notes, self.tags = "", "", list[str]()
        self._reference, self._noted = False, False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._reference = self._reference or tag == "sup"
        self._noted = self._noted or ("class", "footnotes") in attrs

    def handle_endtag(self, tag: str) -> None:
        if tag == "sup":
            self._reference = False

    def handle_data(self, data: str) -> None:
        if self._noted:
            self.notes += data
        elif not self._reference:
            self.text += data


def read(annotation: Annotation) -> Shown:
    reader = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    return Shown(reader.render(markdown.render(annotation).decode("utf-8")))


def one(text: str, name: str = "Al") -> Annotation:
    claim = Claim("x", None, None, text)
    return compose([[Unit(text, "attributed", (claim,))]], [Source("x", name, "named person")])


def test_every_source_has_a_footnote_where_it_speaks() -> None:
    text = markdown.render(harbour()).decode("utf-8")
    assert text.startswith("# Ferry strikes pier in Eastmere\n\nBy Tomas Reed\n")
    assert "towards the pier.[^s1] The mate" in text
    assert "radar was off.[^s2][^s3]" in text
    assert "overdue for inspection.[^unknown]" in text
    shown = read(harbour())
    assert shown.text.split() == harbour().article.text.split()
    assert "Mara Quill, harbour master of Eastmere, named person: 2 sentences." in shown.notes
    assert "Not named because the case is open." in shown.notes


def test_a_source_that_only_acts_has_no_footnote() -> None:
    claim = Claim("x", "Al", "plans", "to go", stance="intends")
    made = compose(
        [[Unit("Al plans to go.", "narration", (claim,))]], [Source("x", "Al", "named person")]
    )
    assert "[^" not in markdown.render(made).decode()


@pytest.mark.parametrize(
    "text",
    [
        *("# no heading", "1. no list", "- no list", "* no *list*", "> no quotation", "+ so"),
        *("_no_ __stress__", "`no code`", "[no](link)", "![no](picture)", "[^s1] no note"),
        *("<b>no tag</b> &amp; &lt;", "a | b", "~~so~~", "back\\slash", "---", "===", "[x]: y"),
        *("<https://example.org>", "10) so", "    no code", "$x$ ^y^", "***", "2024. So"),
    ],
)
def test_no_words_are_taken_for_markup(text: str) -> None:
    for annotation in (plain(text), one(text, name=text)):
        shown = read(annotation)
        assert shown.text.split() == text.split()
        assert set(shown.tags) <= {*("p", "sup", "a", "hr", "section", "ol", "li", "strong")}
        assert (shown.notes == "") is (annotation.sources == ())
        assert re.sub(r"\s+", " ", text.strip()) in shown.notes or not annotation.sources
