"""The audit in Chromium: quiet, readable in every shape, without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from accordingto.audit.html import render
from accordingto.audit.view import build
from browser.conftest import Opener
from browser.test_validity import OF_THE_ARTICLE, check
from corpora import CORPUS, audited


@pytest.fixture(scope="module")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of two corpora, which has all figures."""
    folder = tmp_path_factory.mktemp("audit")
    before, after = audited(folder / "before"), audited(folder / "after", CORPUS[1:])
    page = build(before, before=after)
    assert len(page.figures) == 12
    path = folder / "audit.html"
    path.write_text(render(page), "utf-8", newline="")
    return path


def test_it_asks_for_nothing_and_breaks_no_policy(open_report: Opener, page_of: Path) -> None:
    opened = open_report(file=page_of)
    assert len(opened.requests) == 1
    assert (opened.console, opened.dialogs, opened.violations()) == ([], [], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_no_barrier_and_nothing_runs_out_of_the_page(
    open_report: Opener, page_of: Path, scheme: str, width: int
) -> None:
    page = open_report(
        file=page_of, color_scheme=scheme, viewport={"width": width, "height": 900}
    ).page
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_number_leads_to_its_sentences(open_report: Opener, page_of: Path) -> None:
    page = open_report(file=page_of).page
    link = page.locator("#sources td a").first
    evidence = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
    assert not evidence.is_visible()
    link.click()
    assert evidence.is_visible()
    assert "Quill" in evidence.inner_text()


def test_it_is_valid(page_of: Path) -> None:
    remarks = check(page_of)
    assert [text for text in remarks if not any(own in text for own in OF_THE_ARTICLE)] == []
