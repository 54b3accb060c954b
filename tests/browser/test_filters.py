"""Filters that find."""

from __future__ import annotations

from annotations import harbour
from browser.conftest import Opener
from browser.reviewing import chosen, press, said

MARKED = "all => all.map((e) => Number(e.id.slice(1)))"


def test_a_source_marks_exactly_its_sentences_and_says_how_many(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "2")
    assert page.locator(".match").evaluate_all(MARKED) == [8, 9]
    assert page.locator(".sentence.faded").count() == 8
    assert said(page) == "Only S2 Mara Quill: 2 of 10 sentences. Esc shows all."
    assert page.locator(".filtering span").inner_text() == "Only S2 Mara Quill: 2 of 10"
    assert page.locator("#map tr[data-key=S2] td").first.inner_text() == "8, 9"
    assert page.locator(".matrix .cell.hue2 a").count() == 2
    press(page, "0")
    assert page.locator(".match, .faded").count() == 0
    page.get_by_role("button", name="3: show only No source").click()
    assert page.locator(".match").evaluate_all(MARKED) == [3, 5, 7]
    assert page.locator("[data-filter][aria-pressed=true]").count() == 1


def test_a_filter_goes_to_its_first_match_and_keys_walk_only_matches(open_report: Opener) -> None:
    page = open_report(harbour(), viewport={"width": 1440, "height": 420}).page
    press(page, "2")
    assert chosen(page) == "s8"
    box = page.locator("#s8").bounding_box()
    assert box is not None
    assert 0 < box["y"] < 420
    press(page, "j")
    assert chosen(page) == "s9"
    press(page, "j")
    assert (chosen(page), said(page)) == ("s9", "No further match.")
    press(page, "k", "k")
    assert (chosen(page), said(page)) == ("s8", "No earlier match.")
    press(page, "Escape", "k")
    assert chosen(page) == "s7"


def test_every_view_finds_its_sentences(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "j", "j", "j", "x", "m")
    page.keyboard.type("Who counts?")
    press(page, "Escape")
    for name, numbers in {
        "to do": [5, 10],
        "undecided": [1, 2, 4, 5, 6, 7, 8, 9, 10],
        "noted": [5],
        "needs attribution": [3],
    }.items():
        page.locator(".views").get_by_role("button", name=name).click()
        assert page.locator(".match").evaluate_all(MARKED) == numbers, name
    page.locator(".views").get_by_role("button", name="unsure").click()
    assert said(page) == "Only unsure: nothing fits. Esc shows all."


def test_words_are_found(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "/")
    page.keyboard.type("nowhere")
    press(page, "Enter")
    assert page.locator(".notice").inner_text() == "“nowhere” is not in the article."
    press(page, "Control+a")
    page.keyboard.type("RADAR")
    press(page, "Enter")
    assert (chosen(page), page.locator(".match").count()) == ("s9", 1)
