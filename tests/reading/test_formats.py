"""Formats: by content first, then by ending; the name of one overrides both."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordingto.errors import InputError, UsageError
from accordingto.reading import formats, read
from accordingto.reading.inputs import Input
from office import archive, opendocument, paragraph, word

WORD = word(paragraph("A."))
MAIL = b"Subject: No\r\nReceived: from x\r\n by y\r\n\r\nA."


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.txt", b"Hello.", "text"),
        ("a", b"Hello.", "text"),
        ("a.md", b"Hello.", "markdown"),
        ("a.html", b"<p>Hello.</p>", "html"),
        ("a.eml", b"Subject: No\n\nA.", "mail"),
        ("a.json", b"{}", "json"),
        ("A.DOCX", b"Hello.", "docx"),
        ("a.txt", b'{"schema": "accordingto/1"}', "json"),
        ("a.docx", b"%PDF-1.7", "pdf"),
        ("a.txt", WORD, "docx"),
        ("a.odt", WORD, "docx"),
        ("a.docx", opendocument("A."), "odt"),
        ("a.doc", b"{\\rtf1 A.}", "rtf"),
        ("a.txt", b"<!DOCTYPE html><p>A.", "html"),
        ("a.txt", b"\n<html>", "html"),
        ("a.txt", b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- saved from a -->\n<html>', "html"),
        ("a.txt", MAIL, "mail"),
        ("a.txt", b"From x Tue\n" + MAIL, "mail"),
        ("a.txt", b"From: a\nSubject: b\n\nReceived: a letter.", "text"),
        ("a.txt", b"---\ntitle: A\n---\nB.", "text"),
        ("a.txt", b"<p>A tag alone is no page.", "text"),
        ("a.docx", archive({"a": "b"}), "docx"),
        ("a.txt", b"", "text"),
    ],
)
def test_how_a_format_is_known(name: str, data: bytes, format: str) -> None:
    assert formats.of(Input(name, data)).name == format


def test_what_a_server_calls_a_page_is_one() -> None:
    assert formats.of(Input("https://x.example/a", b"<p>A.", "text/html")).name == "html"
    assert formats.of(Input("https://x.example/a", b"A.", "text/plain")).name == "text"


def test_a_format_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("A **bold** word.")
    assert read(path).text == "A **bold** word."
    assert read(path, format="markdown").text == "A bold word."
    assert read(path, format="Markdown").text == "A bold word."
    with pytest.raises(InputError, match=r"draft\.txt is not a Word document"):
        read(path, format="docx")
    with pytest.raises(
        UsageError, match=r"“doc” is no format that is read\. Pass one of json, pdf"
    ):
        read(path, format="doc")


def test_formats_have_names_and_endings_of_their_own() -> None:
    endings = [ending for format in formats.FORMATS for ending in format.endings]
    assert len(set(endings)) == len(endings)
    assert len(set(formats.NAMES)) == len(formats.FORMATS)
    assert all(ending.startswith(".") for ending in endings)
