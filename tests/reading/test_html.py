"""Web pages: the article's paragraphs, all of them, and nothing of the page around it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from accordingto.errors import InputError
from accordingto.reading import DecodingWarning, html
from accordingto.reading.inputs import Input
from accordingto.records import Article

PAGES = sorted((Path(__file__).parent / "inputs" / "pages").glob("*.html"))

#: Two sentences that trafilatura takes for an article.
PROSE = "<p>The city said no on Tuesday, and then no again.</p><p>Nobody asked why it did.</p>"


def _read(inside: str | bytes, head: str = "", **options: str) -> Article:
    if isinstance(inside, str):
        inside = f"<!doctype html><html><head>{head}</head><body>{inside}</body></html>".encode()
    return html.read(Input("page.html", inside, **options))


def _lines(inside: str, head: str = "") -> list[str]:
    return _read(inside, head).text.split("\n")


def test_paragraphs_of_pages_written_to_be_hard() -> None:
    """Navigation, cookie banner, related links, live blog, AMP, paywall stub, lazy paragraphs."""
    read, meant = Counter[str](), Counter[str]()
    for page in PAGES:
        article = html.read(Input(page.name, page.read_bytes()))
        read.update(f"{page.name}: {line}" for line in article.text.splitlines())
        expected = page.with_suffix(".expected.txt").read_text("utf-8")
        meant.update(f"{page.name}: {line}" for line in expected.splitlines())
    right = (read & meant).total()
    assert len(PAGES) == 8
    assert right / meant.total() > 0.95, meant - read
    assert right / read.total() > 0.98, read - meant


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        (f"<article>{PROSE}</article>", ["The city said no on Tuesday, and then no again."]),
        (f"<article><p>Then<!-- a note --> it\nended.</p>{PROSE}</article>", ["Then it ended."]),
        (f"<article><p>It was <del>12</del> 14.</p>{PROSE}</article>", ["It was 14."]),
        (f'<article><p>It is.<a href="#f">[1]</a></p>{PROSE}</article>', ["It is."]),
        (f"<article>{PROSE}<p>Advertisement</p><p>End it did.</p></article>", ["End it did."]),
    ],
)
def test_what_of_a_page_is_read(inside: str, lines: list[str]) -> None:
    read = _lines(inside)
    assert set(lines) <= set(read)
    assert "Nobody asked why it did." in read
    assert "Advertisement" not in read


@pytest.mark.parametrize("control", ["\x1c", "\x0b", "&#28;", "&#0;", "\ufffe", "&#xFFFF;"])
def test_characters_that_no_document_holds_part_words(control: str) -> None:
    article = _read(
        f'<article><h1>Ferry{control}sinks</h1><p title="a{control}b">It{control}sank.</p>{PROSE}'
        "</article>",
        head=f"<title>Ferry{control}</title>",
    )
    assert "It sank." in article.text or "It\N{REPLACEMENT CHARACTER}sank." in article.text
    assert "Nobody asked why it did." in article.text


def test_what_a_word_processor_saved_is_read_whole() -> None:
    head = '<meta name="generator" content="LibreOffice 7"><title>Untitled</title>'
    body = "<h1>No</h1><span><p>In a box.</p></span>Outside.<br>New line.<p>A <i>word</i>.</p>"
    assert _lines(body, head)[-5:] == ["No", "In a box.", "Outside.", "New line.", "A word."]


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>City Says No | The Courier</title>", "<h1>City Says No</h1>", "City Says No"),
        ("<title>City Says No</title>", "", "City Says No"),
        ("", "<h1>City Says No</h1>", "City Says No"),
    ],
)
def test_the_title_is_the_headline_shown(head: str, heading: str, title: str) -> None:
    article = _read(f"<article>{heading}{PROSE}</article>", head)
    assert article.title == title
    assert article.text.startswith(f"{title}\nThe city said no")


def test_authors_become_a_byline() -> None:
    head = '<title>No</title><meta name="author" content="Ann Roe">'
    assert _lines(f"<article>{PROSE}</article>", head)[:2] == ["No", "By Ann Roe"]
    links = "".join(
        f'<a rel="author" href="/{n}">{n}</a>' for n in ("Ann Roe", "Joe Moss", "Al Ng")
    )
    article = _read(f"<article><div>{links}</div>{PROSE}</article>", head)
    assert article.byline == "Ann Roe, Joe Moss and Al Ng"


def test_the_date_is_what_the_page_says_and_not_what_the_text_mentions() -> None:
    head = '<meta property="article:published_time" content="2026-03-04T06:15:00Z">'
    assert _read(f"<article>{PROSE}</article>", head).date == "2026-03-04"
    assert _read(f"<article>{PROSE}<p>It began in June 2019.</p></article>").date == ""


@pytest.mark.parametrize(
    ("described", "read"),
    [
        ('{"articleBody": "One.\\n\\nTwo and much more than the page shows of it to anybody."}', 1),
        ('[{"@graph": [{"articleBody": "<p>One.</p><p>Two and much more than that.</p>"}]}]', 1),
        ('{"articleBody": 5}', 0),
        ("{broken", 0),
        ("[" * 100_000, 0),
    ],
)
def test_the_description_is_read_where_it_tells_more(described: str, read: int) -> None:
    head = f'<script type="application/ld+json">{described}</script>'
    lines = _lines("<article><p>One.</p><p>That is it.</p></article>", head)
    assert lines.count("One.") == 1
    assert ("That is it." not in lines) == bool(read)


@pytest.mark.parametrize(
    ("head", "encoding", "charset"),
    [
        ('<meta charset="windows-1252">', "cp1252", ""),
        ('<meta charset="iso-8859-1">', "cp1252", ""),
        ('<meta http-equiv="Content-Type" content="text/html; charset=utf-8">', "utf-8", ""),
        ("", "utf-8", ""),
        ("", "utf-16", ""),
        ("", "cp1252", "windows-1252"),
        ('<meta charset="utf-8">', "cp1251", "windows-1251"),
        ('<meta charset="klingon">', "utf-8", ""),
    ],
)
def test_the_encoding_is_what_server_or_page_announce(
    head: str, encoding: str, charset: str
) -> None:
    word = "Москва" if encoding == "cp1251" else "“Café,”"
    page = f"<html><head>{head}</head><body><article><p>{word} it said.</p>{PROSE}</article></body>"
    assert f"{word} it said." in _read(page.encode(encoding), charset=charset).text


def test_an_encoding_that_nothing_announces_is_guessed_with_a_warning() -> None:
    page = f"<html><body><article><p>“Café,” it said.</p>{PROSE}</article></body></html>"
    with pytest.warns(DecodingWarning, match="page.html is not UTF-8"):
        assert "“Café,” it said." in _read(page.encode("cp1252")).text


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (b"", "page.html is empty."),
        (b"<html><body><script>1</script></body></html>", "is a web page without an article."),
        (b"<!-- nothing but a comment -->", "is an empty web page."),
        (b"<p>" + b"<b>" * 70_000 + b"Hello.", "has more tags, or deeper ones, than a page"),
    ],
)
def test_pages_without_an_article(inside: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(inside)
    assert message in str(caught.value)
    assert caught.value.remedy
