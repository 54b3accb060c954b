"""Decisions in Chromium: by keys and buttons, shown, announced, undone."""

from __future__ import annotations

from pathlib import Path

from annotations import harbour
from browser.conftest import Opener
from browser.reviewing import exported, press, progress, signs


def test_every_decision_has_its_key_sign_and_announcement(open_report: Opener) -> None:
    page = open_report(harbour()).page
    assert progress(page) == "0 of 10 decided"
    for key in "axfs":
        press(page, "j", key)
    assert page.locator("#status").inner_text() == "Sentence 4: skipped. 4 of 10 decided."
    assert signs(page) == {
        "s1": "✓ confirmed",
        "s2": "! needs attribution",
        "s3": "✓ fine as narration",
        "s4": "– skipped",
    }
    pressed = page.locator(".act[aria-pressed=true]")
    assert pressed.inner_text() == "Skip [s]"
    press(page, "s")
    assert pressed.count() == 0
    assert progress(page) == "3 of 10 decided"


def test_buttons_do_what_the_keys_do(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator("#s3 .text").click()
    page.locator("#d3").get_by_role("button", name="Needs attribution").click()
    assert signs(page) == {"s3": "! needs attribution"}
    page.get_by_role("button", name="Undo").click()
    assert signs(page) == {}
    assert page.get_by_role("button", name="Undo").is_disabled()


def test_a_source_is_changed_for_one_sentence(open_report: Opener, tmp_path: Path) -> None:
    page = open_report(harbour()).page
    press(page, "j", "j", "j", "c")
    page.keyboard.type("s9")
    press(page, "Enter")
    assert page.locator(".notice").inner_text() == "Type a source’s code or its name."
    press(page, "Control+a")
    page.keyboard.type("s2")
    press(page, "Enter")
    assert page.evaluate("document.activeElement.closest('.sentence').id") == "s3"
    press(page, "j", "c")
    page.keyboard.type("The harbour diver")
    press(page, "Enter")
    assert signs(page) == {
        "s3": "✎ source changed to S2 Mara Quill",
        "s4": "✎ source changed to The harbour diver",
    }
    sources = [decision["source"] for decision in exported(page, tmp_path)["decisions"]]
    assert sources == [
        {"id": "mara", "name": "Mara Quill"},
        {"id": None, "name": "The harbour diver"},
    ]


def test_undo_goes_back_many_steps(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "j", "a", "x", "j", "f", "z")
    assert signs(page) == {"s1": "! needs attribution"}
    press(page, "z")
    assert signs(page) == {"s1": "✓ confirmed"}
    press(page, "z", "z")
    assert signs(page) == {}
    assert page.locator("#status").inner_text() == "Nothing to undo."


def test_a_note_is_typed_without_any_key_acting_and_is_one_step(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "j", "a", "m")
    page.keyboard.type("jxz? who says 1")
    press(page, "Escape")
    assert page.evaluate("document.activeElement.closest('.sentence').id") == "s1"
    assert signs(page) == {"s1": "✓✱ confirmed"}
    assert page.locator(".chosen.sentence").get_attribute("id") == "s1"
    press(page, "j")
    assert "jxz? who says 1" in page.locator("#d1 .decided").text_content()
    assert page.locator("textarea").input_value() == ""
    press(page, "z")
    assert signs(page) == {"s1": "✓ confirmed"}


def test_n_goes_to_the_next_undecided(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "j", "a", "j", "j", "a", "k", "k", "n")
    assert page.locator(".chosen.sentence").get_attribute("id") == "s2"
    press(page, "n")
    assert page.locator(".chosen.sentence").get_attribute("id") == "s4"


def test_keys_are_inert_where_they_are_switched_off(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "j")
    page.get_by_label("Keys on").uncheck()
    page.get_by_label("Keys on").blur()
    press(page, "a", "x", "c", "?", "z", "n")
    assert signs(page) == {}
    assert page.locator("dialog[open]").count() == 0
    assert page.locator(".chosen.sentence").get_attribute("id") == "s1"


def test_nothing_moves_when_a_decision_is_made(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "j", "j", "j", "j")
    where = """() => [...document.querySelectorAll('.sentence, .act, .note, header, textarea')]
      .map((e) => JSON.stringify(e.getBoundingClientRect()))"""
    before = page.evaluate(where)
    for keys in ("a", "x", "f", "s"):
        press(page, keys)
        assert page.evaluate(where) == before
    press(page, "c")
    page.keyboard.type("A source with rather a long name")
    press(page, "Enter")
    assert page.evaluate(where) == before
