"""Make the sample's report and the README's picture of it again.

    python -m accordingto.training.pictures [SAMPLES]

Writes ``ontario-shooting.html`` and ``ontario-shooting.png`` into SAMPLES (``samples`` where it is
left out). Needs Playwright (``pip install -e '.[test]'``) and Debian's chromium.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import accordingto
from accordingto.report.html import render

_SAMPLE = "ontario-shooting"
#: The sentence that the picture shows chosen: one that leans on another's account.
_CHOSEN = "#s4"


def main() -> None:
    """Parse the command line and say what was written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=Path, nargs="?", default=Path("samples"))
    for path in make(parser.parse_args().samples):
        print(path)


def make(samples: Path) -> tuple[Path, Path]:
    """Write the sample's page and the picture of it; their paths."""
    page, picture = samples / f"{_SAMPLE}.html", samples / f"{_SAMPLE}.png"
    article = accordingto.read(samples / f"{_SAMPLE}.txt")
    annotation = accordingto.check(accordingto.annotate(article))
    page.write_text(render(annotation), encoding="utf-8", newline="")
    photograph(page, picture)
    return page, picture


def photograph(page: Path, picture: Path) -> None:
    """A picture of a page on a wide screen, in light colours, without the strip for newcomers."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        shown = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
        shown.goto(page.resolve().as_uri())
        shown.get_by_role("button", name="Got it").click()
        shown.locator(f"{_CHOSEN} .number").click()
        shown.evaluate("window.scrollTo(0, 0)")
        shown.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main()
