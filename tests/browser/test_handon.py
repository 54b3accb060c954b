"""What the page hands on: texts, the clipboard, commands."""

from __future__ import annotations

from playwright.sync_api import expect

from annotations import harbour
from browser.conftest import Opener
from browser.reviewing import press, said

_COPIED = """() => new Promise((done) => {
  document.addEventListener("copy", (event) => {
    setTimeout(() => done(event.clipboardData ? window.copied : ""), 0);
    window.copied = event.clipboardData.getData("text/plain");
  });
  document.execCommand("copy");
})"""


def test_prose_is_copied_without_the_gutter(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.evaluate(
        """() => {
          const range = document.createRange();
          range.setStartBefore(document.querySelector("#s3"));
          range.setEndAfter(document.querySelector("#s5"));
          document.getSelection().addRange(range);
        }"""
    )
    text = harbour().article.text
    annotation = harbour()
    first, last = annotation.sentences[2].span, annotation.sentences[4].span
    assert page.evaluate(_COPIED) == text[first.start : last.end]


def test_a_sentence_is_copied_with_its_source(open_report: Opener) -> None:
    page = open_report(harbour(), permissions=["clipboard-read", "clipboard-write"]).page
    page.locator("#s9 .text").click()
    page.get_by_role("button", name="Copy with source").click()
    expect(page.locator("#status")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith(
        "the radar was off.” (sentence 9; S3 a member of the crew via S2 Mara Quill)"
    )


def test_queries_for_the_reporter_are_text(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "?")
    page.get_by_role("button", name="Queries").click()
    assert said(page).startswith("No query yet")
    press(page, "t", "x", "m")
    page.keyboard.type("Who ran?")
    press(page, "Escape", "?")
    page.get_by_role("button", name="Queries").click()
    assert page.locator("dialog textarea").input_value().split("\n") == [
        "Ferry strikes pier in Eastmere",
        "",
        "3. “A ferry struck the old pier in Eastmere on Tuesday, the second such accident.”",
        "   Who says so?",
        "",
        "5. “The mate, fearing for the passengers, dropped the anchor.”",
        "   Who ran?",
        "",
    ]


def test_the_export_tells_the_exact_commands(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator(".bar").get_by_role("button", name="Export").click()
    assert page.locator("dialog code").all_inner_texts() == [
        "accordingto report ARTICLE --review report-0.review.json",
        "accordingto report ARTICLE --review report-0.review.json -o ARTICLE.docx",
    ]
