"""How an article is to be read: every command that reads one passes it on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import accordingto
from accordingto.corpus.run import Options, Progress
from accordingto.live import server
from accordingto.live.session import Session
from accordingto.records import Annotation, Article
from annotations import Unit, compose
from conftest import Run
from serving import served

TEXT = "The café is closed."


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str | None]]:
    """The texts that were to be annotated, and with which pipeline."""
    seen: list[tuple[str, str | None]] = []

    def annotate(article: Article, *, pipeline: str | None = None) -> Annotation:
        seen.append((article.text, pipeline))
        return compose([[Unit(" ".join(article.text.split()))]], [], origin=article.origin)

    monkeypatch.setattr(accordingto, "annotate", annotate)
    return seen


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """An article that only its encoding tells."""
    path = tmp_path / "draft.txt"
    path.write_bytes(TEXT.encode("utf-16-le"))
    return path


@pytest.mark.parametrize("command", ["check", "graph"])
def test_encoding_and_pipeline_reach_the_reader_and_the_annotator(
    run: Run, asked: list[Any], draft: Path, command: str
) -> None:
    ran = run(command, draft, "--encoding", "utf-16-le", "--pipeline", "en_core_web_lg")
    assert (ran.code, ran.err) == (0, "")
    assert asked == [(TEXT, "en_core_web_lg")]


def test_both_drafts_of_a_comparison_are_read_so(run: Run, asked: list[Any], draft: Path) -> None:
    ran = run("compare", draft, draft, "--encoding", "utf-16-le", "--pipeline", "en_core_web_lg")
    assert (ran.code, ran.err) == (0, "")
    assert asked == [(TEXT, "en_core_web_lg")] * 2


def test_a_draft_under_review_is_read_so(
    run: Run, asked: list[Any], draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve(session: Session, path: Path, ready: Any) -> None:
        ready("http://127.0.0.1:1/token/")

    monkeypatch.setattr(server, "serve", serve)
    monkeypatch.setattr("webbrowser.open", lambda address: True)
    ran = run(
        *("review", draft, "--open", "--encoding", "utf-16-le", "--pipeline", "en_core_web_lg")
    )
    assert (ran.code, ran.err) == (0, "")
    assert asked == [(TEXT, "en_core_web_lg")]


def test_the_documents_of_a_corpus_are_read_so(
    run: Run, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Options] = []

    def steps(paths: Any, folder: Path, options: Options, *more: Any, **named: Any) -> Any:
        given.append(options)
        return iter([Progress(done=1)])

    monkeypatch.setattr("accordingto.corpus.run.run", steps)
    ran = run(
        *("corpus", draft, "-o", tmp_path / "out"),
        *("--encoding", "utf-16-le", "--pipeline", "en_core_web_lg"),
    )
    assert (ran.code, ran.err) == (0, "")
    assert given == [Options("utf-16-le", "en_core_web_lg", {})]


@pytest.fixture
def page() -> Iterator[str]:
    """The address of a page on this machine."""
    with served("city.html") as address:
        yield address


def test_a_page_is_checked_where_it_may_be_fetched(run: Run, asked: list[Any], page: str) -> None:
    assert run("check", page).code == 3
    ran = run("check", page, "--allow-private")
    assert (ran.code, ran.err) == (0, "")
    ((text, _),) = asked
    assert text.endswith("The city said no.\nNobody asked.")


def test_the_format_of_what_is_checked_may_be_named(
    run: Run, asked: list[Any], tmp_path: Path
) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("The **city** said no.")
    assert run("check", path, "--from", "markdown").code == 0
    assert run("check", path).code == 0
    assert [text for text, _ in asked] == ["The city said no.", "The **city** said no."]
