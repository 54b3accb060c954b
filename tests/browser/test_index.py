"""The list of reports in a browser: sortable with the script, whole without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from accordingto.report import index
from accordingto.report.index import Entry
from annotations import harbour
from browser.conftest import Opener
from browser.test_validity import check


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    entries = [
        Entry("2.txt", "2.html", "Storm 10", sentences=9, attributed=9, to_do=2),
        index.entry(harbour(), "harbour.txt", "harbour.html"),
        Entry("1.txt", "1.html", "Storm 9", sentences=30, narration=30, to_do=30),
        Entry("bad.pdf", problem="bad.pdf is empty."),
    ]
    path = tmp_path / "index.html"
    path.write_text(index.render(entries), "utf-8", newline="")
    return path


def titles(page: Page) -> list[str]:
    return page.locator("tbody th a").all_inner_texts()


def test_a_column_sorts_up_and_down(open_report: Opener, listed: Path) -> None:
    opened = open_report(file=listed)
    page = opened.page
    assert titles(page) == ["Storm 10", "Ferry strikes pier in Eastmere", "Storm 9"]
    page.get_by_role("button", name="To do").click()
    assert titles(page) == ["Storm 9", "Ferry strikes pier in Eastmere", "Storm 10"]
    assert page.locator("[aria-sort]").get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="To do").press("Enter")
    assert titles(page)[0] == "Storm 10"
    page.get_by_role("button", name="Article").click()
    assert titles(page) == ["Ferry strikes pier in Eastmere", "Storm 9", "Storm 10"]
    assert page.locator("[aria-sort]").count() == 1
    assert page.get_by_role("status").inner_text() == "Sorted by Article, ascending."
    assert opened.requests == [listed.as_uri()]
    assert opened.violations() == opened.console == []


def test_without_script_it_reads_and_has_no_dead_button(open_report: Opener, listed: Path) -> None:
    page = open_report(file=listed, java_script_enabled=False).page
    assert len(titles(page)) == 3
    assert page.locator("button").count() == 0
    assert "bad.pdf is empty." in page.inner_text("main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1440])
def test_axe_finds_no_barrier(open_report: Opener, listed: Path, scheme: str, width: int) -> None:
    viewport = {"width": width, "height": 800}
    page = open_report(file=listed, color_scheme=scheme, viewport=viewport, bypass_csp=True).page
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_is_valid(open_report: Opener, listed: Path, tmp_path: Path) -> None:
    page = open_report(file=listed).page
    page.get_by_role("button", name="Sources").click()
    live = tmp_path / "live.html"
    live.write_text(page.content(), "utf-8", newline="")
    assert check(listed, live) == []
