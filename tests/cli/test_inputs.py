"""What the commands read: documents, pages and standard input, known or named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import accordingto
from accordingto.records import Annotation, Article
from annotations import Unit, compose
from conftest import Run
from office import paragraph, word
from serving import served


@pytest.fixture(autouse=True)
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model reads the articles: each is one sentence of narration."""

    def annotate(article: Article, *, pipeline: str | None = None) -> Annotation:
        return compose([[Unit(" ".join(article.text.split()))]], [], origin=article.origin)

    monkeypatch.setattr(accordingto, "annotate", annotate)


@pytest.fixture
def page() -> Iterator[str]:
    """The address of a page on this machine."""
    with served("2026/city-says-no.html?from=home") as address:
        yield address


def test_a_document_gets_its_report_beside_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(word(paragraph("The city said no.")))
    assert run("report", tmp_path / "draft.docx").code == 0
    assert "The city said no." in (tmp_path / "draft.html").read_text("utf-8")


@pytest.mark.parametrize("command", [("annotate", "--from"), ("graph", "--format")])
def test_the_format_of_standard_input_may_be_named(run: Run, command: tuple[str, str]) -> None:
    ran = run(command[0], "-", command[1], "markdown", stdin=b"The **city** said no.")
    assert (ran.code, ran.err) == (0, "")
    assert "The city said no." in json.dumps(json.loads(ran.out))


def test_a_document_on_standard_input_is_known(run: Run) -> None:
    ran = run("annotate", "-", stdin=word(paragraph("The city said no.")))
    assert json.loads(ran.out)["article"]["text"] == "The city said no."


def test_what_cannot_be_read_is_told_with_its_code(run: Run, tmp_path: Path, page: str) -> None:
    ran = run("report", tmp_path / "draft.txt", "--format", "doc")
    assert ran.code == 2
    assert ran.err.startswith("Error: “doc” is no format that is read. Pass one of json, pdf,")
    ran = run("graph", page)
    assert ran.code == 3
    assert ran.err.endswith("(127.0.0.1). Pass --allow-private to fetch it all the same.\n")


def test_the_report_of_a_page_goes_into_the_current_folder(
    run: Run, tmp_path: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("report", page, "--allow-private")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("Report: city-says-no.html\n")
    assert "Nobody asked." in (tmp_path / "city-says-no.html").read_text("utf-8")
