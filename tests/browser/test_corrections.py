"""Sources renamed and merged in Chromium, everywhere at once."""

from __future__ import annotations

from annotations import crowd, harbour
from browser.conftest import Opener
from browser.reviewing import merge, press

#: All of the page that shows a source.
_STATE = """() => [...document.querySelectorAll(
  'main, nav, aside, #map table, #index, .verdict, .matrix, .network')].map((e) => e.outerHTML)"""


def test_a_source_is_renamed_everywhere_at_once(open_report: Opener) -> None:
    page = open_report(harbour()).page
    for _ in range(8):
        press(page, "j")
    press(page, "e")
    name = page.get_by_label("Its name")
    assert name.input_value() == "Mara Quill"
    name.fill("Mara Quille")
    press(page, "Enter")
    assert page.locator("#status").inner_text() == (
        "S2 is now called Mara Quille. 0 of 10 decided."
    )
    for place in (".sources", "#d8", "#d9", "#index", "#map table"):
        assert "S2 Mara Quille" in page.locator(place).text_content(), place
    assert page.locator(".key + bdi").get_by_text("Mara Quill", exact=True).count() == 0
    assert page.locator("bdi").get_by_text("S2 Mara Quill", exact=True).count() == 0
    assert page.locator(".mentions").get_by_text("Mara Quill", exact=True).count() == 1
    assert page.get_by_role("button", name="2: mark only S2 Mara Quille").count() == 1
    press(page, "z")
    assert "S2 Mara Quill " in f"{page.locator('.sources li').nth(1).locator('a').inner_text()} "


def test_merged_sources_are_one_everywhere_and_apart_again_after_undo(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "Escape")
    merge(page, "S4", "S1")
    press(page, "z")
    before = page.evaluate(_STATE)
    merge(page, "S3", "S2")
    assert page.locator("#s9 .labels").inner_text().split() == ["S2"]
    assert page.locator("#d9").inner_text().split() == ["9", "S2"]
    rows = page.locator(".sources li:visible").all_inner_texts()
    assert [row.split("\n")[0] for row in rows] == [
        "S1 Port Safety Office",
        "S2 Mara Quill",
        "S4 reports",
        "S? unknown source",
        "No source",
    ]
    assert page.locator("#map tr[data-key=S2]").inner_text().split("\t")[1:] == ["8, 9", "2"]
    assert not page.locator("#map tr[data-key=S3]").is_visible()
    entry = page.locator(".entry:visible").nth(1)
    assert entry.locator("li").all_inner_texts() == [
        "“Mara Quill” 8",
        "“Quill” 9",
        "“a member of the crew” 9",
    ]
    assert page.locator(".verdict").inner_text().endswith("2 named sources · 2 other · 1 finding")
    assert page.locator("#pending").is_visible()
    press(page, "3")
    assert page.locator(".match").evaluate_all("all => all.map((e) => e.id)") == ["s8", "s9"]
    assert page.locator(".only[aria-pressed=true]").inner_text() == "2"
    press(page, "0", "z")
    assert page.locator("#pending").is_hidden()
    assert page.evaluate(_STATE) == before


def test_a_crowd_of_sources_merges_too(open_report: Opener) -> None:
    opened = open_report(crowd(14))
    merge(opened.page, "S14", "S13")
    merge(opened.page, "S13", "S1")
    assert opened.page.locator("#s14 .labels").inner_text().split() == ["S1"]
    assert opened.page.locator(".sources li:visible").count() == 13
    assert opened.console == []
