"""The README's picture is one of the page, made by one command."""

from __future__ import annotations

from pathlib import Path

from accordingto.report.html import render
from accordingto.training.pictures import photograph
from annotations import harbour


def test_a_page_is_photographed(tmp_path: Path) -> None:
    page, picture = tmp_path / "a.html", tmp_path / "a.png"
    page.write_text(render(harbour()), encoding="utf-8", newline="")
    photograph(page, picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
