"""``accordingto review``: what it refuses; what it serves is in tests/live and tests/browser."""

from __future__ import annotations

import builtins
import json
from pathlib import Path
from typing import Any

import pytest

from accordingto.live import server
from accordingto.live.session import Session
from conftest import Run


def test_it_serves_the_draft_and_ends_quietly_with_an_interrupt(
    run: Run, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[Session, Path]] = []
    shown: list[str] = []

    def serve(session: Session, draft: Path, ready: Any) -> None:
        seen.append((session, draft))
        ready("http://127.0.0.1:1/token/")
        raise KeyboardInterrupt

    monkeypatch.setattr(server, "serve", serve)
    monkeypatch.setattr("webbrowser.open", lambda address: shown.append(address) or True)
    ran = run("review", saved)
    record = saved.with_name("harbour.review.json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"Review of {saved}: http://127.0.0.1:1/token/",
        f"Kept in {record}. Ctrl-C ends it.",
        "The review has ended.",
    ]
    ((session, draft),) = seen
    assert (session.record, draft) == (record, saved)
    assert shown == ["http://127.0.0.1:1/token/"]
    assert run("review", saved, "--no-open").code == 0
    assert len(shown) == 1


@pytest.mark.parametrize("draft", ["-", "https://example.org/news"])
def test_only_a_file_can_be_followed(run: Run, draft: str) -> None:
    ran = run("review", draft)
    assert (ran.code, "Only a file can be reviewed" in ran.err) == (2, True)


def test_a_draft_that_is_missing_and_a_damaged_review_are_told(run: Run, saved: Path) -> None:
    assert run("review", saved.with_name("gone.txt")).code == 3
    saved.with_name("harbour.review.json").write_text("{", "utf-8")
    ran = run("review", saved)
    assert (ran.code, "is not JSON" in ran.err) == (3, True)


def test_a_missing_extra_is_told_with_its_remedy(
    run: Run, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "accordingto.live.server":
            raise ModuleNotFoundError("No module named 'starlette'", name="starlette")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    ran = run("review", saved)
    assert ran.code == 5
    assert "needs starlette" in ran.err
    assert "pip install 'accordingto[review]'" in ran.err
    assert json.loads(saved.read_text("utf-8"))  # and the draft is as it was
