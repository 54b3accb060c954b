"""A live review in Chromium: every decision kept at once, the draft followed as it is edited."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.reviewing import press
from live.serving import DRAFT, Serving, serving


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Serving]:
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, "utf-8")
    with serving(draft) as running:
        yield running


@pytest.fixture
def tab(browser: Browser, live: Serving) -> Iterator[Callable[[], Page]]:
    """Opens the live page in one browser, each time in another tab."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})

    def opened() -> Page:
        page = context.new_page()
        page.goto(live.address)
        page.locator(".bar").get_by_role("button", name="End").wait_for()
        return page

    yield opened
    context.close()


def kept(live: Serving) -> list[dict[str, object]]:
    return list(json.loads(live.record.read_text("utf-8"))["decisions"])


def test_every_decision_is_kept_at_once_beside_the_draft(
    live: Serving, tab: Callable[[], Page]
) -> None:
    page = tab()
    page.locator("#s2 .text").click()
    press(page, "x")
    expect(page.locator(".unkept")).to_be_hidden()
    page.wait_for_timeout(300)
    (decision,) = kept(live)
    assert decision["decision"] == "needs attribution"
    assert live.record.name == "draft.review.json"
