"""What the script adds: choosing, filters and keys."""

from __future__ import annotations

from annotations import harbour, plain
from browser.conftest import Opener


def test_j_and_k_visit_every_sentence_in_view_and_in_focus(open_report: Opener) -> None:
    annotation = harbour()
    page = open_report(annotation, viewport={"width": 1440, "height": 420}).page
    for number in range(1, len(annotation.sentences) + 1):
        page.keyboard.press("j")
        assert page.locator(".chosen.sentence").get_attribute("id") == f"s{number}"
        assert page.evaluate("document.activeElement.closest('.sentence').id") == f"s{number}"
        box = page.locator(f"#s{number}").bounding_box()
        head = page.locator(".head").bounding_box()
        assert box is not None
        assert head is not None
        assert box["y"] >= head["height"] - 1
        assert box["y"] + box["height"] <= 420
    page.keyboard.press("k")
    assert page.locator(".chosen.sentence").get_attribute("id") == "s9"


def test_the_details_of_the_chosen_sentence_alone_are_open(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator("#s4 .text").click()
    assert page.locator("details[open]").evaluate_all("all => all.map((e) => e.id)") == ["d4"]
    assert "“According to”" in page.locator("#d4").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("details[open]").count() == 0
    assert page.locator(".chosen").count() == 0


def test_the_page_stays_where_it_is_when_the_details_change(open_report: Opener) -> None:
    page = open_report(harbour(), viewport={"width": 1440, "height": 500}).page
    page.evaluate("window.scrollTo(0, 120)")
    page.locator("#s8 .number").dispatch_event("click")
    assert page.locator("#d8").get_attribute("open") is not None
    assert page.evaluate("window.scrollY") == 120


def test_a_source_marks_exactly_its_sentences_and_says_how_many(open_report: Opener) -> None:
    page = open_report(harbour()).page
    marked = "all => all.map((e) => Number(e.id.slice(1)))"
    page.keyboard.press("2")
    assert page.locator(".match").evaluate_all(marked) == [8, 9]
    assert page.locator(".faded").count() == 8
    assert page.locator("#status").inner_text() == "2 sentences marked of 10"
    listed = page.locator("tr[data-key=S2] td").first.inner_text()
    assert listed == "8, 9"
    page.keyboard.press("0")
    assert page.locator(".match, .faded").count() == 0
    page.get_by_role("button", name="3: mark only No source").click()
    assert page.locator(".match").evaluate_all(marked) == [3, 5, 7]
    assert page.locator(".only[aria-pressed=true]").count() == 1


def test_u_goes_to_the_next_sentence_without_a_source(open_report: Opener) -> None:
    page = open_report(harbour()).page
    visited = []
    for _ in range(4):
        page.keyboard.press("u")
        visited.append(page.locator(".chosen.sentence").get_attribute("id"))
    assert visited == ["s3", "s5", "s7", "s7"]


def test_keys_can_be_switched_off_and_leave_the_browser_s_own_alone(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.keyboard.press("Control+j")
    assert page.locator(".chosen").count() == 0
    box = page.get_by_label("Keys on")
    box.focus()
    page.keyboard.press("j")
    assert page.locator(".chosen").count() == 0
    box.uncheck()
    box.blur()
    page.keyboard.press("j")
    assert page.locator(".chosen").count() == 0


def test_on_a_small_screen_the_details_are_a_sheet_that_closes(open_report: Opener) -> None:
    page = open_report(harbour(), viewport={"width": 400, "height": 700}).page
    page.locator("#s4 .text").click()
    assert page.locator("#details").evaluate("e => getComputedStyle(e).position") == "fixed"
    assert page.locator("#d4 dl").is_visible()
    assert not page.locator("#d3").is_visible()
    page.get_by_role("button", name="Close").click()
    assert page.locator("#details").evaluate("e => getComputedStyle(e).position") == "static"


def test_keys_do_no_harm_where_there_is_no_sentence(open_report: Opener) -> None:
    opened = open_report(plain())
    for key in ("j", "k", "u", "1", "9", "0", "Escape"):
        opened.page.keyboard.press(key)
    assert opened.console == []
