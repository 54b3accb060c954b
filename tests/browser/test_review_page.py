"""The page with a review in Chromium: usable, printable, small, applied by the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from accordingto.records import Source
from accordingto.report.html import render
from accordingto.review import anchoring, apply, decisions
from annotations import Claim, Unit, compose, harbour
from browser.conftest import Opener
from browser.reviewing import exported, merge, press, progress, said, signs
from conftest import Run

SAMPLE = Path(__file__).parents[2] / "samples" / "ontario-shooting.txt"


@pytest.mark.parametrize("width", [1440, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_in_the_controls(open_report: Opener, scheme: str, width: int) -> None:
    size = {"width": width, "height": 800}
    page = open_report(harbour(), color_scheme=scheme, viewport=size).page
    press(page, "j", "j", "j", "x", "j", "a")
    for keys in ("", "e", "c", "?"):
        press(page, *keys)
        report = Axe().run(page)
        assert report.violations_count == 0, report.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") == width
        press(page, *(["Escape"] if keys else []))


def test_controls_are_usable_at_320_pixels(open_report: Opener) -> None:
    page = open_report(harbour(), viewport={"width": 320, "height": 640}).page
    page.locator("#s3 .text").click()
    sheet = page.locator("#details").bounding_box()
    chosen = page.locator("#s3 .gutter").bounding_box()
    assert sheet is not None
    assert chosen is not None
    assert 0 <= chosen["y"] < sheet["y"]
    for control in page.locator(".controls .act").all():
        box = control.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert box["height"] >= 24
    page.locator(".verdicts").get_by_role("button", name="Needs attribution").click()
    assert signs(page) == {"s3": "! needs attribution"}


def test_print_shows_decisions_and_no_control(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "j", "j", "j", "x", "k", "k", "m")
    page.keyboard.type("Whose count?")
    page.emulate_media(media="print")
    for control in (".controls", ".bar button", "textarea", ".unkept", "dialog", ".views", ".edit"):
        assert page.locator(control).first.is_hidden(), control
    sign = page.locator("#s3 .decision").bounding_box()
    assert sign is not None
    assert sign["x"] >= 0
    assert page.locator("#d3 .decided").is_visible()
    assert "Whose count?" in page.locator("#d3 .decided").inner_text()


def test_without_javascript_the_review_is_there(open_report: Opener) -> None:
    annotation = harbour()
    document = decisions.ReviewedArticle(annotation.article.sha256, "", "")
    anchor = anchoring.anchors(annotation)[2]
    decision = decisions.Decision.on(anchor, "needs attribution", None, "Whose?")
    given = decisions.Review(document, "1", "Ann", "", "2026-01-01", (decision,))
    applied = apply.apply(annotation, given)
    page = open_report(annotation, review=applied, java_script_enabled=False).page
    assert signs(page) == {"s3": "!✱ needs attribution"}
    assert progress(page) == "2 of 3 to do"
    assert page.locator("#d3 .decided").text_content() == "Decided: needs attribution. Whose?"
    assert page.locator("#review").is_visible()
    assert page.locator("button, input, textarea, select").count() == 0


def test_a_page_of_400_sentences_stays_small_and_quick_to_decide_on(open_report: Opener) -> None:
    spoken = [
        Unit(
            f"Speaker {n} said the bridge was safe.",
            "attributed",
            (Claim(f"p{n % 9}", f"Speaker {n}", "said", "the bridge was safe"),),
        )
        for n in range(160)
    ]
    told = Unit("The bridge over the river was closed at noon on Monday, and nobody went out.")
    sources = [Source(f"p{n}", f"Person Number {n}", "named person") for n in range(9)]
    annotation = compose([[unit] for unit in [*spoken, *[told] * 240]], sources)
    assert len(render(annotation).encode()) < 700_000
    page = open_report(annotation).page
    press(page, "j", "a", "j", "x", "z")
    assert said(page) == "Undone: Sentence 2: needs attribution."
    assert signs(page) == {"s1": "✓ confirmed"}


def test_the_sample_is_reviewed_by_keyboard_alone_and_applied_by_the_command(
    open_report: Opener, run: Run, tmp_path: Path
) -> None:
    story = tmp_path / "ontario.txt"
    story.write_bytes(SAMPLE.read_bytes())
    assert run("report", story).code == 0
    opened = open_report(file=story.with_suffix(".html"))
    page = opened.page
    total = page.locator(".sentence").count()
    press(page, "?")
    page.get_by_label("After a verdict").uncheck()
    press(page, "Escape", "j", "a")
    for key in ("n", *(["x", "n", "f", "n", "s", "n", "a", "n"] * total))[: 2 * total - 2]:
        press(page, key)
    assert len(signs(page)) == total
    press(page, "1", "e")
    page.keyboard.type("Homeland Security (DHS)")
    press(page, "Enter", "0")
    merge(page, "S2", "S1")
    made = exported(page, tmp_path)
    record = tmp_path / "ontario.review.json"
    assert len(made["decisions"]) == total
    assert opened.console == []

    ran = run("report", story, "--review", record)
    assert (ran.code, ran.err) == (0, "")
    assert "Homeland Security (DHS)" in ran.out
    assert "  S2  " not in ran.out
    again = open_report(file=story.with_suffix(".html"), java_script_enabled=False).page
    assert "decided" in progress(again)
    assert len(signs(again)) == total
    assert again.locator(".sources li").first.locator("a").inner_text() == (
        "S1 Homeland Security (DHS)"
    )
    assert again.locator(".sources li").count() == 2
    lively = open_report(file=story.with_suffix(".html")).page
    assert signs(lively) == signs(again) == signs(page)
