"""Files, folders and patterns → documents: in order, each once, what is wrong in its place."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from accordingto.corpus import tables_in
from accordingto.corpus.documents import Document, Problem
from accordingto.corpus.inputs import documents, files, size
from accordingto.errors import InputError, UsageError
from accordingto.reading import formats
from accordingto.reading.inputs import Input
from accordingto.records import Annotation, Article

ROWS = [
    {
        "text": "Ann Roe said it rained.",
        "title": "Rain",
        "author": ["Bo Lund", "Cy Oak"],
        "date": "2026-03-01",
        "url": "https://example.org/rain",
        "source": "The Eastmere Post",
        "section": "Weather",
    },
    {"text": "It snowed, the city said.", "title": None},
]
EXPECTED = Article(
    "Ann Roe said it rained.",
    "Rain",
    "https://example.org/rain",
    byline="Bo Lund, Cy Oak",
    date="2026-03-01",
)


def _documents(*inputs: object, **columns: str) -> list[Document]:
    return list(documents(files([str(name) for name in inputs]), columns))


def _file(folder: Path, name: str, data: bytes | str = "It rained.") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def _problem(document: Document) -> str:
    assert isinstance(document.content, Problem)
    return document.content.reason


def _lines(*rows: object) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_a_folder_is_read_by_name_and_what_is_no_article_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "in/c.html", "in/picture.png", ".hidden/d.txt", ".e.txt"):
        _file(tmp_path, name)
    _file(tmp_path, "z.jsonl", _lines({"text": "One."}, {"text": "Two."}))
    names = [path.relative_to(tmp_path).as_posix() for path in files([str(tmp_path)])]
    assert names == ["a.md", "b.txt", "z.jsonl", "in/c.html"]
    ids = [document.id for document in _documents(tmp_path)]
    assert ids[2:4] == [f"{tmp_path}/z.jsonl:1", f"{tmp_path}/z.jsonl:2"]
    assert len(set(ids)) == len(ids) == 5


def test_files_patterns_and_folders_together_name_each_file_once(tmp_path: Path) -> None:
    a, b = _file(tmp_path, "a.txt"), _file(tmp_path, "b.notes")
    found = files([str(tmp_path), f"{tmp_path}/*", f"{tmp_path}/./a.txt", str(b)])
    assert found == (a, b)
    deep = _file(tmp_path, "x/y/z.txt")
    assert files([f"{tmp_path}/**/*.txt"]) == (a, deep)
    assert size(found) == 20


def test_a_file_is_the_same_however_its_path_is_spelt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _file(tmp_path, "news/a.txt")
    monkeypatch.chdir(tmp_path)
    spelt = ["news", "./news/", str(tmp_path / "news"), "news/../news/*.txt", f"{file}"]
    assert {files([path]) for path in spelt} == {(Path("news/a.txt"),)}
    assert files(spelt) == (Path("news/a.txt"),)
    monkeypatch.chdir(tmp_path / "news")
    assert files(["../news"]) == (Path("a.txt"),)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert files(["../news"]) == files([str(tmp_path / "news")]) == (file,)


@pytest.mark.parametrize("name", ["none*.txt", "folder"])
def test_an_input_that_names_nothing_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="names no file that is read"):
        files([str(tmp_path / name)])


def test_an_address_is_refused() -> None:
    with pytest.raises(InputError, match="is an address"):
        files(["https://example.org/a"])


def test_a_file_that_is_not_there_is_a_problem_of_its_own(tmp_path: Path) -> None:
    missing, there = _documents(tmp_path / "gone.txt", _file(tmp_path, "a.txt"))
    assert "does not exist" in _problem(missing)
    assert there.content == Input("a.txt", b"It rained.")
    assert (there.size, there.weight) == (10, 10)


def test_json_lines(tmp_path: Path) -> None:
    text = _lines(*ROWS) + "\n" + "{no json\n" + "[1]\n" + _lines({"title": "No text"})
    made = _documents(_file(tmp_path, "a.jsonl", text))
    assert made[0].content == EXPECTED
    assert (made[0].publisher, made[0].section) == ("The Eastmere Post", "Weather")
    assert made[1].content == Article("It snowed, the city said.", origin=f"{tmp_path}/a.jsonl:2")
    assert [document.id.rpartition(":")[2] for document in made] == ["1", "2", "4", "5", "6"]
    assert "The line is not JSON" in _problem(made[2])
    assert _problem(made[3]) == "The line is no JSON object."
    assert _problem(made[4]).startswith("There is no text in it (column text or body or")
    assert sum(document.weight for document in made) == len(text) - 1  # the blank line


def test_packed_lines_are_unpacked_and_what_breaks_off_is_told(tmp_path: Path) -> None:
    packed = gzip.compress(_lines(*ROWS * 500).encode())
    assert len(_documents(_file(tmp_path, "a.jsonl.gz", packed))) == 1000
    broken = _documents(_file(tmp_path, "b.jsonl.gz", packed[: len(packed) // 2]))
    assert "b.jsonl.gz cannot be read on" in _problem(broken[-1])
    assert broken[-1].id == f"{tmp_path}/b.jsonl.gz:end"
    (none,) = _documents(_file(tmp_path, "c.jsonl.gz", b"no gzip"))
    assert "cannot be read on" in _problem(none)


def test_csv_and_tab_separated_values(tmp_path: Path) -> None:
    text = '\ufeffbody,headline,outlet\n"It rained,\nshe said.",Rain,Post\n,Empty,Post\n'
    first, second = _documents(_file(tmp_path, "a.csv", text))
    assert first.content == Article("It rained,\nshe said.", "Rain", f"{tmp_path}/a.csv:1")
    assert first.publisher == "Post"
    assert "There is no text" in _problem(second)
    (tabbed,) = _documents(_file(tmp_path, "a.tsv", "text\ttitle\nIt, rained.\tRain\n"))
    assert tabbed.content == Article("It, rained.", "Rain", f"{tmp_path}/a.tsv:1")


@pytest.mark.parametrize(
    ("data", "words"),
    [('text\n"It rained" oh\n', "is not CSV behind line 1"), (b"text\n\xff\n", "cannot be read")],
)
def test_what_is_no_csv_is_told(tmp_path: Path, data: bytes | str, words: str) -> None:
    *_, last = _documents(_file(tmp_path, "a.csv", data))
    assert words in _problem(last)


def test_parquet(tmp_path: Path) -> None:
    table = pyarrow.Table.from_pylist([{**ROWS[0], "more": 1}, {"text": "It snowed."}])
    parquet.write_table(table, tmp_path / "a.parquet")
    first, second = _documents(tmp_path / "a.parquet")
    assert first.content == EXPECTED
    assert second.content == Article("It snowed.", origin=f"{tmp_path}/a.parquet:2")
    (broken,) = _documents(_file(tmp_path, "b.parquet", b"PAR1 no"))
    assert "cannot be read as Parquet" in _problem(broken)


def test_a_column_of_another_name_is_named(tmp_path: Path) -> None:
    assert tables_in.named(["text=story", "title=text"]) == {"text": "story", "title": "text"}
    path = _file(tmp_path, "a.jsonl", _lines({"story": "It rained.", "text": "Rain"}))
    (made,) = _documents(path, text="story", title="text")
    assert made.content == Article("It rained.", "Rain", f"{path}:1")
    with pytest.raises(UsageError, match="“words=x” does not name a column"):
        tables_in.named(["words=x"])
    with pytest.raises(UsageError, match="one of text, title"):
        tables_in.named(["text"])


PAGE = (
    "<!doctype html><title>Rain</title><article><h1>Rain in Eastmere</h1>"
    "<p>It rained for a week, the mayor of Eastmere said on Monday, and the bridge was closed.</p>"
    "<p>“It was an ordinary rain,” said Mara Quill, the harbour master of the town.</p></article>"
)


def _archive(packed: bool = True) -> bytes:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)

    def response(address: str, data: bytes, kind: str, status: str = "200 OK") -> None:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(data), http_headers=headers
        )
        writer.write_record(record)

    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "a test"}))
    response("https://example.org/rain", PAGE.encode(), "text/html; charset=utf-8")
    response("https://example.org/picture", b"\x89PNG", "image/png")
    response("https://example.org/gone", b"<html>Gone", "text/html", "404 Not Found")
    response("https://example.org/empty", b"", "text/html")
    response(
        "https://example.org/latin", "<html><p>Él".encode("cp1252"), "text/html;charset=latin1"
    )
    return file.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_a_web_archive(tmp_path: Path, packed: bool) -> None:
    name = "a.warc.gz" if packed else "a.warc"
    made = _documents(_file(tmp_path, name, _archive(packed)))
    assert len(made) == len({document.id for document in made}) == 3
    rain, empty, latin = made
    assert isinstance(rain.content, Input)
    assert rain.content.name == "https://example.org/rain"
    article = formats.of(rain.content).read(rain.content, None)
    assert not isinstance(article, Annotation)
    assert article.title == "Rain in Eastmere"
    assert "“It was an ordinary rain,” said Mara Quill" in article.text
    assert _problem(empty) == "The page is empty."
    assert isinstance(latin.content, Input)
    assert latin.content.charset == "latin1"


def test_a_web_archive_that_is_none_or_breaks_off(tmp_path: Path) -> None:
    (none,) = _documents(_file(tmp_path, "a.warc", b"no archive at all\n\n"))
    assert "is no WARC file, or is damaged" in _problem(none)
    (headless,) = _documents(
        _file(tmp_path, "c.warc", b"WARC/1.0\r\nWARC-Type: response\r\n\r\nabcd\r\n\r\n")
    )
    assert "is no WARC file, or is damaged" in _problem(headless)
    data = _archive()
    cut = _documents(_file(tmp_path, "b.warc.gz", data[: len(data) * 2 // 3]))
    assert isinstance(cut[0].content, Input)


def test_a_document_s_hash_is_of_all_that_its_rows_depend_on() -> None:
    articles = [Article("a"), Article("b"), Article("a", "t"), Article("a", date="2026-01-01")]
    made = [Document("1", article) for article in articles]
    made += [Document("1", articles[0], "p"), Document("1", articles[0], "", "p")]
    made += [Document("1", Input("n", b"a")), Document("1", Input("m", b"a"))]
    made += [Document("1", Input("n", b"a", "text/html")), Document("1", Problem("a"))]
    assert len({document.sha256 for document in made}) == len(made)
    again = Document("2", Article("a"), weight=5)
    assert again.sha256 == made[0].sha256
    assert Document("3", Article("\ud800")).sha256
