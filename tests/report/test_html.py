"""The report as a text: whole, exact, safe and the same every time. The browser sees the rest."""

from __future__ import annotations

import base64
import dataclasses
import datetime
import hashlib
import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.records import Annotation, Article, Source
from accordingto.report.html import render
from annotations import Claim, Unit, compose, crowd, harbour, plain

_VOID = {"meta", "link", "br", "input", "rect", "path", "line", "circle"}


class _Reader(HTMLParser):
    """The text of all elements of class “text” or “gap”, and every start tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if tag not in _VOID:
            classes = (values.get("class") or "").split()
            inside = bool(self._open) and self._open[-1]
            self._open.append(inside or "text" in classes or "gap" in classes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1]:
            self.words.append(data)


def read(made: str) -> _Reader:
    reader = _Reader()
    reader.feed(made)
    reader.close()
    return reader


@pytest.mark.parametrize("annotation", [harbour(), crowd(14), plain("One.", "Two."), plain()])
def test_the_article_stands_in_the_report_to_the_character(annotation: Annotation) -> None:
    assert "".join(read(render(annotation)).words) == annotation.article.text


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([" ", "  ", "\t", "\u2003"]),
    st.sampled_from(["\n", "\r\n", "\n\n \n"]),
)
def test_any_text_stands_in_the_report(lines: list[str], space: str, line: str) -> None:
    annotation = compose([[Unit(t), Unit(t)] for t in lines], space=space, line=line)
    assert "".join(read(render(annotation)).words) == annotation.article.text


def test_text_outside_of_all_sentences_is_shown() -> None:
    annotation = dataclasses.replace(plain("One."), article=Article("Lead. One. End."))
    made = dataclasses.replace(
        annotation,
        sentences=(
            dataclasses.replace(
                annotation.sentences[0],
                span=type(annotation.sentences[0].span)(6, 10),
            ),
        ),
    )
    assert "".join(read(render(made)).words) == "Lead. One. End."


def test_the_policy_comes_first_and_its_sums_are_those_of_the_only_style_and_script() -> None:
    made = render(harbour())
    policy = html.unescape(re.search(r'Policy" content="([^"]*)"', made)[1])
    for name in ("style", "script"):
        (inner,) = re.findall(rf"<{name}>(.*?)</{name}>", made, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
        assert made.index("Content-Security-Policy") < made.index(f"<{name}>")
    assert "default-src 'none'" in policy


def test_nothing_is_loaded_and_no_style_or_handler_stands_in_the_markup() -> None:
    for tag, attrs in read(render(harbour())).tags:
        assert not {"src", "srcset", "style", "poster", "data", "action"} & set(attrs), tag
        assert not [name for name in attrs if name.startswith("on")], tag
        assert tag not in {"link", "iframe", "object", "embed", "base", "form", "img"}


def test_hostile_text_is_text() -> None:
    words = '</script><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} &amp; <b>"\u2028\u202e'
    annotation = compose(
        [[Unit(words, "attributed", (Claim("x", words[:9], "{{ 7*7 }}", "<b>", why=words),))]],
        [Source("x", words, "named person", title=words)],
        title=words,
        origin="javascript:alert(1)",
    )
    made = render(annotation)
    reader = read(made)
    assert "".join(reader.words) == words
    assert "{{ 7*7 }}" in made
    assert "49" not in "".join(reader.words)
    assert not [tag for tag, _ in reader.tags if tag == "img"]
    assert not [a for _, a in reader.tags if (a.get("href") or "#")[0] not in "#h"]


def test_only_web_addresses_become_links() -> None:
    links = [a["href"] for tag, a in read(render(harbour())).tags if tag == "a"]
    assert [link for link in links if not link.startswith("#")] == ["https://example.org/ferry"]


def test_every_link_inside_the_page_has_its_place() -> None:
    for annotation in (harbour(), crowd(14), plain()):
        tags = read(render(annotation)).tags
        ids = [a["id"] for _, a in tags if "id" in a]
        assert len(ids) == len(set(ids))
        inner = {a["href"][1:] for t, a in tags if t == "a" and a["href"].startswith("#")}
        assert inner <= set(ids)


def test_the_same_annotation_gives_the_same_file() -> None:
    assert render(harbour()) == render(harbour())
    assert "read on 3 May 2024" in render(harbour(), read_on=datetime.date(2024, 5, 3))


def test_characters_that_html_cannot_hold_are_replaced() -> None:
    made = render(plain("a\x00b\ud800c"))
    assert "".join(read(made).words) == "a\ufffdb\ufffdc"
    made.encode("utf8")
