"""Inputs as they are in a newsroom: each to the article that its author meant, offsets true.

Beside each input stands the text that is to be read from it. Those of word processors were written
with LibreOffice and python-docx.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from accordingto.errors import InputError
from accordingto.language.annotator import Annotator
from accordingto.reading import DecodingWarning, inputs, read

FOLDER = Path(__file__).parent / "inputs"

FERRY = "Ferry Operator Billed City for Boats That Never Sailed"
#: Title, byline and date of each input.
INPUTS = {
    "tracked-changes.docx": (FERRY, "Priya Lindqvist", ""),
    "tracked-changes.odt": (FERRY, "Priya Lindqvist", ""),
    "newsroom-template.docx": (
        *("State Orders Review of Dialysis Inspections", "Priya Lindqvist and Joe Moss", ""),
    ),
    "closed-session.rtf": ("Trustees Raise Tuition for a Third Year", "Joe Moss", ""),
    "two-columns.pdf": (
        *("Inspectors Certified Clinics They Never Visited", "Priya Lindqvist", ""),
    ),
    "three-columns.pdf": ("", "", ""),
    "news-page.html": ("Harbor Bridge to Close for Six Months", "Priya Lindqvist", "2026-03-04"),
    "word-processor.html": (FERRY, "Priya Lindqvist", ""),
    "front-matter.md": (
        *("Mayor Vetoes Budget, Calling It “a Fairy Tale”", "Ann Roe and Joe Moss", "2026-04-13"),
    ),
    "press-release.eml": (
        "PRESS RELEASE: Port of Sable Bay Suspends Ferry Contract – Effective Today",
        "Port Authority Press Office",
        "2026-03-04T07:45:00-05:00",
    ),
    "reply.eml": ("Ferry Owner Says He Will Sue the Port", "Ann Roe", "2026-03-05T11:02:00+00:00"),
    "windows-1252.txt": ("Harbor café told to close — again", "", ""),
    "transcript.txt": ("Transcript: Port Commissioner Helen Marsh on the ferry contract", "", ""),
}


def _expected(name: str) -> str:
    path = FOLDER / f"{name.rpartition('.')[0]}.expected.txt"
    text = path.read_bytes().decode("utf-8")
    return text if name.endswith(".txt") else text.removesuffix("\n")


def test_every_input_is_tested() -> None:
    names = {path.name for path in FOLDER.iterdir() if path.is_file()}
    assert {name for name in names if not name.endswith(".expected.txt")} == set(INPUTS)


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.filterwarnings("ignore::accordingto.reading.DecodingWarning")
def test_an_input_is_read_as_the_article_that_it_holds(name: str) -> None:
    article = read(FOLDER / name)
    assert article.text == _expected(name)
    assert (article.title, article.byline, article.date) == INPUTS[name]
    assert article.origin == name


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.filterwarnings("ignore::accordingto.reading.DecodingWarning")
def test_the_offsets_of_an_annotation_are_those_of_the_text_read(
    name: str, annotator: Annotator
) -> None:
    text = _expected(name)
    annotation = annotator(read(FOLDER / name))
    assert annotation.article.text == text
    assert "".join("".join(s.span.of(text) for s in annotation.sentences).split()) == "".join(
        text.split()
    )
    for source in annotation.sources:
        assert all(mention.of(text).strip() for mention in source.mentions)


def test_a_text_in_windows_1252_is_told_of() -> None:
    with pytest.warns(DecodingWarning, match=r"windows-1252.txt is not UTF-8 \(byte 0xe9"):
        read(FOLDER / "windows-1252.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "draft.txt")
    with pytest.raises(InputError, match=r"draft.txt is a pipe or a device\. Pass - "):
        read(tmp_path / "draft.txt")
    with pytest.raises(InputError, match=r"/dev/zero is a pipe or a device"):
        read("/dev/zero")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no /dev/fd")
def test_a_pipe_that_the_shell_opened_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, "“Ja,” she said.".encode())
    os.close(writing)
    assert read(f"/dev/fd/{reading}").text == "“Ja,” she said."
    os.close(reading)


def test_no_more_of_an_input_is_read_than_an_article_may_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "LARGEST", 10)
    (tmp_path / "draft.txt").write_text("Eleven here")
    with pytest.raises(InputError, match="has more than 10 bytes: no article does"):
        read(tmp_path / "draft.txt")
