"""Files made to do harm, or locked: refused with a message, in bounded time and memory."""

from __future__ import annotations

import io
import random
import struct
import time
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from accordingto.errors import AccordingtoError, InputError
from accordingto.reading import archive as archives
from accordingto.reading import formats
from accordingto.reading.inputs import Input
from accordingto.records import Article
from office import archive, opendocument, paragraph, word

FOLDER = Path(__file__).parent / "hostile"
INPUTS = [
    path
    for path in sorted((FOLDER.parent / "inputs").rglob("*.*"))
    if not path.name.endswith(".expected.txt")
]


def _read(name: str, data: bytes) -> object:
    given = Input(name, data)
    return formats.of(given).read(given, None)


def _refusal(name: str, data: bytes, seconds: float = 5) -> str:
    start = time.monotonic()
    with pytest.raises(InputError) as caught:
        _read(name, data)
    assert time.monotonic() - start < seconds
    assert name in caught.value.fact
    assert caught.value.fact.endswith(".")
    assert caught.value.remedy.endswith((".", "'"))
    return str(caught.value)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = word("<!--" + " " * 100_000_000 + "-->")
    assert len(bomb) < 200_000
    tracemalloc.start()
    message = _refusal("bomb.docx", bomb)
    assert tracemalloc.get_traced_memory()[1] < 4 * archives.LARGEST_PART
    tracemalloc.stop()
    assert "bomb.docx unpacks to more than 25,000,000 bytes in word/document.xml" in message


def test_an_archive_that_declares_less_than_it_holds_is_refused() -> None:
    data = bytearray(word("<!--" + " " * 100_000_000 + "-->"))
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        declared = struct.pack("<I", opened.getinfo("word/document.xml").file_size)
    data = data.replace(declared, struct.pack("<I", 100))
    assert "bomb.docx is damaged: word/document.xml" in _refusal("bomb.docx", bytes(data))


def test_an_archive_that_declares_too_much_is_refused() -> None:
    data = bytearray(word(paragraph("A.")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 2_000_000_000)
    assert "unpacks to 2,000,00" in _refusal("bomb.docx", bytes(data))
    many = archive({f"word/{number}": "" for number in range(10_001)})
    assert "holds 10,001 files: no article does." in _refusal("bomb.docx", many)


_NESTED = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declared",
    [
        f'<!DOCTYPE d [<!ENTITY e0 "ha">{_NESTED}]>',
        '<!DOCTYPE d [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY e9 "x">]>',
    ],
)
def test_xml_entities_are_refused(declared: str) -> None:
    _refusal("entities.docx", word(paragraph("&e9;"), head=declared))
    content = archive({"content.xml": f"{declared}<a>&e9;</a>", "META-INF/manifest.xml": "<m/>"})
    _refusal("entities.odt", content)


def test_a_page_of_50_megabytes_is_refused() -> None:
    page = b"<html><body>" + b"<p>word</p>" * 4_600_000
    assert "page.html has 50,600,012 bytes" in _refusal("page.html", page)


@pytest.mark.parametrize(
    "inside",
    [
        b"<div>" * 50_000,
        b"<p>word " * 200_000,
        b"<" * 2_000_000,
        b'<script type="application/ld+json">{"articleBody":"'
        + b"<p " * 1_000_000
        + b'"}</script>',
    ],
)
def test_pages_of_tags_alone_end_soon(inside: bytes) -> None:
    start = time.monotonic()
    with pytest.raises(InputError):
        _read("page.html", b"<html><body>" + inside)
    assert time.monotonic() - start < 10


def _pdf(kids: str, contents: str = "5 0 R") -> bytes:
    """A PDF whose page tree has these kids; the page in it draws nothing."""
    return (
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        f"2 0 obj\n<< /Type /Pages /Kids [{kids}] /Count 3 /Parent 2 0 R >>\nendobj\n"
        f"4 0 obj\n<< /Type /Page /Parent 2 0 R /Contents {contents} >>\nendobj\n"
        "5 0 obj\n<< /Length 6 0 R >>\nstream\nq Q\nendstream\nendobj\n"
        "6 0 obj\n6 0 R\nendobj\n"
        "trailer << /Root 1 0 R >>\n%%EOF"
    ).encode()


@pytest.mark.parametrize(
    "data",
    [
        _pdf("2 0 R"),
        _pdf("2 0 R 4 0 R 2 0 R"),
        _pdf("4 0 R", contents="[4 0 R [5 0 R]]"),
        _pdf("4 0 R", contents="6 0 R"),
        _pdf("4 0 R").replace(b"trailer <<", b"trailer << /Prev 9"),
        _pdf("4 0 R") + b"\nstartxref\n0\n%%EOF",
        b"%PDF-1.7\n%%EOF",
        b"%PDF-" + b"[" * 1_000_000,
        b"%PDF-1.4\n1 0 obj\n" + b"<< /A " * 100_000,
    ],
)
def test_a_pdf_that_leads_in_circles_is_refused(data: bytes) -> None:
    message = _refusal("loop.pdf", data)
    assert "no PDF document that can be read" in message or "holds no text" in message


def test_what_is_locked_is_said_to_be() -> None:
    locked = "is locked with a password. Save a copy without a password and pass that."
    assert _refusal("draft.pdf", (FOLDER / "locked.pdf").read_bytes()) == f"draft.pdf {locked}"
    package = "EncryptedPackage".encode("utf-16-le")
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + package + b"\0" * 480
    assert _refusal("draft.docx", compound) == f"draft.docx {locked}"
    data = bytearray(opendocument("<text:p>A.</text:p>"))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + flags] |= 1
    assert _refusal("draft.odt", bytes(data)) == f"draft.odt {locked}"


def test_a_renamed_document_of_old_word_is_known() -> None:
    message = _refusal("draft.docx", (FOLDER / "renamed.docx").read_bytes())
    assert message == (
        "draft.docx is a Word document of before 2007 or another old Office file, whatever its"
        " ending. Open it in a word processor and save it as .docx."
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.rtf", b"{\\rtf1 " + b"{" * 1_000_000 + b"A."),
        ("a.rtf", b"{\\rtf1 \\bin-1 \\u99999999 A." + b"}" * 100_000),
        ("a.md", b">" * 100_000 + b"A."),
        ("a.md", b"[" * 50_000 + b"A."),
        ("a.md", b"*a **b `" * 5_000),
        ("a.eml", b"Received: x\nFrom: " + b"(" * 100_000 + b"\nSubject: No\n\nA."),
        ("a.eml", b"Received: x\nSubject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nA."),
        ("a.docx", word("<w:tbl><w:tr><w:tc/><w:tc>" * 60 + paragraph("A."))),
    ],
)
def test_what_is_deep_or_long_is_read_or_refused_soon(name: str, data: bytes) -> None:
    start = time.monotonic()
    try:
        read = _read(name, data)
    except InputError:
        read = None
    assert read is None or isinstance(read, Article)
    assert time.monotonic() - start < 10


def test_deeply_nested_parts_of_a_mail_are_refused() -> None:
    parts = (
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    assert "a.eml is a damaged mail" in _refusal("a.eml", b"".join(parts))


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
@pytest.mark.filterwarnings("ignore::accordingto.reading.DecodingWarning")
def test_a_damaged_input_is_read_or_refused_and_nothing_else(path: Path) -> None:
    chance = random.Random(path.name)
    for _ in range(8):
        data = bytearray(path.read_bytes())
        for _ in range(chance.choice((1, 5, 25))):
            at = chance.randrange(len(data))
            if chance.random() < 0.5:
                data[at] = chance.randrange(256)
            else:
                del data[at : at + chance.randrange(9)]
        with suppress(AccordingtoError):
            assert isinstance(_read(path.name, bytes(data)), Article)
