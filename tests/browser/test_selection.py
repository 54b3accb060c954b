"""One selection: whatever names a sentence chooses it, and every control acts on that one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from annotations import harbour, plain
from browser.conftest import Opener
from browser.reviewing import chosen, press, said, signs


def _text(page: Page) -> None:
    page.locator("#s5 .text").click()


def _number(page: Page) -> None:
    page.locator("#s5 .number").click()


def _tick(page: Page) -> None:
    page.locator(".strip a").nth(4).click()


def _card(page: Page) -> None:
    page.evaluate("location.hash = '#d5'")


def _todo(page: Page) -> None:
    page.locator(".todo li[data-sentence='5'] a").click()


def _cell(page: Page) -> None:
    page.locator(".matrix .cell.bare a").nth(1).click()


def _leans(page: Page) -> None:
    page.locator("#s8 .text").click()
    page.evaluate("document.querySelector('#s5 .leans').href = '#s5'")
    page.locator("#s5 .leans").click()


def _address(page: Page) -> None:
    page.evaluate("location.hash = '#s5'")


def _table(page: Page) -> None:
    page.locator("#map tr[data-key=none] td a").nth(1).click()


@pytest.mark.parametrize(
    "way", [_text, _number, _tick, _card, _todo, _cell, _leans, _address, _table]
)
def test_every_way_chooses_the_sentence_that_is_decided(
    open_report: Opener, way: Callable[[Page], None]
) -> None:
    page = open_report(harbour()).page
    page.locator("#s9 .text").click()
    way(page)
    expect(page.locator(".chosen.sentence")).to_have_id("s5")
    shown = page.locator(".card[open]")
    assert shown.evaluate_all("all => all.map((e) => e.id)") == ["d5"]
    assert shown.locator(".about-which").inner_text() == "Your decision on sentence 5"
    press(page, "x")
    assert signs(page) == {"s5": "! needs attribution"}


def test_the_link_to_the_account_before_chooses_it(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator("#s5 .leans").click()
    assert chosen(page) == "s4"


def test_an_address_with_a_sentence_opens_there(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "j", "j", "j")
    assert page.url.endswith("#s3")
    page.reload()
    page.locator(".chosen").first.wait_for()
    assert chosen(page) == "s3"


def test_j_and_k_visit_every_sentence_in_view_and_in_focus(open_report: Opener) -> None:
    annotation = harbour()
    page = open_report(annotation, viewport={"width": 1440, "height": 460}).page
    for number in range(1, len(annotation.sentences) + 1):
        press(page, "j")
        assert chosen(page) == f"s{number}"
        assert page.evaluate("document.activeElement.closest('.sentence').id") == f"s{number}"
        box = page.locator(f"#s{number}").bounding_box()
        head = page.locator(".head").bounding_box()
        assert box is not None
        assert head is not None
        assert box["y"] >= head["height"] - 1
        assert box["y"] + box["height"] <= 460
    press(page, "j")
    assert said(page) == "This is the last sentence."
    press(page, "k")
    assert chosen(page) == "s9"


def test_the_page_stays_where_it_is_when_a_sentence_is_clicked(open_report: Opener) -> None:
    page = open_report(harbour(), viewport={"width": 1440, "height": 500}).page
    page.evaluate("window.scrollTo(0, 120)")
    page.locator("#s8 .text").dispatch_event("click")
    assert chosen(page) == "s8"
    assert page.evaluate("window.scrollY") == 120


def test_escape_chooses_none(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "j", "Escape")
    assert page.locator(".chosen, .card[open]").count() == 0


def test_g_goes_to_a_number(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "g", "9", "9", "Enter")
    assert page.locator(".notice").inner_text() == "Type a number from 1 to 10."
    press(page, "Control+a", "7", "Enter")
    assert chosen(page) == "s7"


def test_u_goes_to_the_next_sentence_without_a_source(open_report: Opener) -> None:
    page = open_report(harbour()).page
    visited = []
    for _ in range(4):
        press(page, "u")
        visited.append(chosen(page))
    assert visited == ["s3", "s5", "s7", "s7"]
    assert said(page) == "No further sentence without a source."


def test_capitals_by_caps_lock_do_the_same(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "J", "J", "J", "X")
    assert signs(page) == {"s3": "! needs attribution"}
    press(page, "Z")
    assert signs(page) == {}


def test_keys_can_be_switched_off_for_good(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "Control+j")
    assert chosen(page) is None
    press(page, "?")
    page.get_by_label("Keys on").uncheck()
    press(page, "Escape", "j", "a", "?", "c")
    page.reload()
    press(page, "j", "a")
    assert chosen(page) is None
    assert page.locator("dialog[open]").count() == 0
    page.get_by_role("button", name="More").click()
    page.get_by_label("Keys on").check()
    press(page, "Escape", "j")
    assert chosen(page) == "s1"


def test_help_tells_every_key_and_the_marks(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "?")
    keys = page.locator("dialog .keys kbd").all_inner_texts()
    assert keys == [*"jktnu", *"axfs", *"cemzZ/g10?", "Esc"]
    assert "Needs an editor" in page.locator("dialog").inner_text()


def test_the_first_use_strip_is_dismissed_for_good(open_report: Opener) -> None:
    page = open_report(harbour()).page
    assert page.locator(".first-use p").count() == 3
    strip, first = page.locator(".first-use").bounding_box(), page.locator("#s1").bounding_box()
    assert strip is not None
    assert first is not None
    assert strip["y"] + strip["height"] <= first["y"]
    page.get_by_role("button", name="Got it").click()
    page.reload()
    assert page.locator(".first-use").count() == 0


def test_on_a_small_screen_the_card_is_a_sheet_that_closes(open_report: Opener) -> None:
    page = open_report(harbour(), viewport={"width": 400, "height": 700}).page
    article = page.locator("#article").bounding_box()
    lists = page.locator(".lists").bounding_box()
    assert article is not None
    assert lists is not None
    assert article["y"] < lists["y"]
    page.locator("#s4 .text").click()
    assert page.locator("#details").evaluate("e => getComputedStyle(e).position") == "fixed"
    assert page.locator("#d4 .note").is_visible()
    assert not page.locator("#d3").is_visible()
    page.locator("#details").get_by_role("button", name="Close").click()
    assert page.locator("#details").is_hidden()


def test_keys_do_no_harm_where_there_is_no_sentence(open_report: Opener) -> None:
    opened = open_report(plain())
    press(opened.page, *"jktnuaxfscemzZ109", "Escape")
    assert opened.console == []
