"""A real Chromium for the report. Where there is none these tests fail: they are never skipped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from accordingto.records import Annotation
from accordingto.report.html import render
from accordingto.review.apply import Applied

_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(event.violatedDirective);
});
"""


@dataclass
class Opened:
    """A report in the browser, with all that it asked for and said."""

    page: Page
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """The directives of the Content Security Policy that anything ran against."""
        directives: list[str] = self.page.evaluate("window.violations")
        return directives


Opener = Callable[..., Opened]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "These tests need Debian's chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_report(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Render an annotation to a file, or take a file that is there, and open it.

    ``script`` runs before those of the page; other keywords are those of a browser context.
    """
    contexts = []

    def open_it(
        annotation: Annotation | None = None,
        *,
        file: Path | None = None,
        review: Applied | None = None,
        script: str = "",
        **options: object,
    ) -> Opened:
        if annotation is not None:
            file = tmp_path / f"report-{len(contexts)}.html"
            made = render(annotation, review=review)
            file.write_text(made, encoding="utf8", newline="")
        assert file is not None
        settings = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}
        context = browser.new_context(**(settings | options))  # type: ignore[arg-type]
        context.set_offline(True)
        contexts.append(context)
        page = context.new_page()
        opened = Opened(page)
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("console", lambda message: opened.console.append(message.text))
        page.on("pageerror", lambda error: opened.console.append(str(error)))
        page.on("dialog", lambda dialog: (opened.dialogs.append(dialog.message), dialog.dismiss()))
        page.add_init_script(WATCH + script)
        page.goto(file.as_uri())
        return opened

    yield open_it
    for context in contexts:
        context.close()
