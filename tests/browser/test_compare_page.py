"""Two drafts side by side in Chromium: quiet, readable in every shape, without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from accordingto.compare.changes import compare
from accordingto.compare.html import render
from accordingto.records import Annotation
from annotations import harbour, plain
from browser.conftest import Opener
from browser.test_page import hostile
from browser.test_validity import OF_THE_ARTICLE, check
from compare.edited import pair

EDITED = pair(3)
PAIRS: tuple[tuple[Annotation, Annotation], ...] = (
    (EDITED.old, EDITED.new),
    (harbour(), harbour()),
    (harbour(), hostile()),
    (hostile(), plain()),
)


@pytest.fixture
def page_of(tmp_path: Path) -> Path:
    path = tmp_path / "compare.html"
    path.write_text(render(compare(EDITED.old, EDITED.new)), "utf-8", newline="")
    return path


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_nothing_is_asked_of_the_network_and_no_policy_is_broken(
    open_report: Opener, tmp_path: Path, old: Annotation, new: Annotation
) -> None:
    path = tmp_path / "compare.html"
    path.write_text(render(compare(old, new)), "utf-8", newline="")
    opened = open_report(file=path)
    assert len(opened.requests) == 1
    assert opened.console == []
    assert opened.dialogs == []
    assert opened.violations() == []


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


def test_the_drafts_stand_side_by_side_and_on_a_phone_below_each_other(
    open_report: Opener, page_of: Path
) -> None:
    wide = open_report(file=page_of, java_script_enabled=False).page
    one, other = _first(wide)
    assert one["y"] == other["y"]
    assert one["x"] + one["width"] <= other["x"]
    narrow = open_report(file=page_of, viewport={"width": 375, "height": 900}).page
    one, other = _first(narrow)
    assert one["y"] + one["height"] <= other["y"]
    assert not narrow.locator(".pair.unchanged .side").first.is_visible()


def _first(page: Page) -> tuple[dict[str, float], dict[str, float]]:
    sides = page.locator(".pair.reworded").first.locator(".side").all()
    one, other = (side.bounding_box() for side in sides)
    assert one is not None
    assert other is not None
    return dict(one), dict(other)


def test_a_change_leads_to_its_sentences(open_report: Opener, page_of: Path) -> None:
    page = open_report(file=page_of).page
    link = page.locator(".fates a").last
    link.click()
    row = page.locator(link.get_attribute("href") or "")
    assert row.is_visible()
    box, head = row.bounding_box(), page.locator(".head").bounding_box()
    assert box is not None
    assert head is not None
    assert head["height"] <= box["y"] < 900


def test_paper_takes_it_in_black_and_white(open_report: Opener, page_of: Path) -> None:
    page = open_report(file=page_of, color_scheme="dark").page
    page.emulate_media(media="print")
    style = "getComputedStyle(document.body)"
    assert page.evaluate(f"{style}.backgroundColor") == "rgb(255, 255, 255)"
    mark = page.locator("del").first
    assert "line-through" in mark.evaluate("mark => getComputedStyle(mark).textDecorationLine")
    assert page.pdf().startswith(b"%PDF")


def test_the_page_is_valid(tmp_path: Path) -> None:
    files = []
    for number, (old, new) in enumerate(PAIRS):
        files.append(tmp_path / f"compare-{number}.html")
        files[-1].write_text(render(compare(old, new)), "utf-8", newline="")
    remarks = check(*files)
    assert [r for r in remarks if not any(own in r for own in OF_THE_ARTICLE)] == []
