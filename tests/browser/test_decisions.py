"""Decisions: verdict, source and note, independent of each other; told, undone, done again."""

from __future__ import annotations

from pathlib import Path

from annotations import harbour
from browser.conftest import Opener
from browser.reviewing import beside, chosen, exported, give, press, progress, said, signs


def test_every_verdict_has_its_key_sign_and_message(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator("#s6 .text").click()
    for key in "axfs":
        press(page, key, "j")
    assert signs(page) == {
        "s6": "✓ confirmed",
        "s7": "! needs attribution",
        "s8": "✓ fine as narration",
        "s9": "– skipped",
    }
    press(page, "k", "s")
    assert said(page) == "Sentence 9: no verdict."
    assert signs(page).keys() == {"s6", "s7", "s8"}


def test_a_verdict_on_a_to_do_goes_on_to_the_next_one(open_report: Opener) -> None:
    page = open_report(harbour()).page
    assert progress(page) == "3 to do"
    press(page, "t", "x")
    assert (chosen(page), progress(page)) == ("s5", "2 of 3 to do")
    press(page, "f", "a")
    assert said(page) == "Sentence 10: confirmed. All 3 to-dos are decided."
    assert page.locator(".todo .done").count() == 3
    press(page, "t")
    assert said(page) == "All to-dos are decided."


def test_going_on_can_be_switched_off(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "?")
    page.get_by_label("After a verdict").uncheck()
    press(page, "Escape", "t", "x")
    assert chosen(page) == "s3"
    page.reload()
    press(page, "x")
    assert chosen(page) == "s3"


def test_confirming_keeps_a_corrected_source_and_a_note(
    open_report: Opener, tmp_path: Path
) -> None:
    page = open_report(harbour()).page
    page.locator("#s4 .text").click()
    give(page, "s2")
    press(page, "m")
    page.keyboard.type("She told us herself.")
    press(page, "Escape", "a")
    assert signs(page) == {"s4": "✓✎✱ confirmed, source: S2 Mara Quill"}
    assert beside(page, 4) == ["S2"]
    (decision,) = exported(page, tmp_path)["decisions"]
    assert (decision["decision"], decision["source"], decision["note"]) == (
        "confirm",
        {"id": "mara", "name": "Mara Quill"},
        "She told us herself.",
    )
    press(page, "a")
    assert signs(page) == {"s4": "✎✱ source: S2 Mara Quill"}
    page.reload()
    assert signs(page) == {"s4": "✎✱ source: S2 Mara Quill"}


def test_undo_and_redo_say_what_and_go_there(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator("#s8 .text").click()
    press(page, "a", "j", "f", "j")
    press(page, "z")
    assert (chosen(page), said(page)) == ("s9", "Undone: Sentence 9: fine as narration.")
    press(page, "z")
    assert (chosen(page), signs(page)) == ("s8", {})
    press(page, "z")
    assert said(page) == "Nothing to undo."
    press(page, "Shift+z")
    assert (chosen(page), said(page)) == ("s8", "Done again: Sentence 8: confirmed.")
    press(page, "Shift+z", "Shift+z")
    assert said(page) == "Nothing to do again."
    assert signs(page) == {"s8": "✓ confirmed", "s9": "✓ fine as narration"}


def test_every_message_of_a_change_has_an_undo(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator("#s8 .text").click()
    page.locator("#d8").get_by_role("button", name="Needs attribution").click()
    page.locator("#status").get_by_role("button", name="Undo").click()
    assert signs(page) == {}
    assert page.locator(".bar").get_by_role("button", name="Undo").is_disabled()
    page.locator(".bar").get_by_role("button", name="Redo").click()
    assert signs(page) == {"s8": "! needs attribution"}


def test_a_note_is_typed_without_any_key_acting_and_is_one_step(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "j", "a", "m")
    page.keyboard.type("jxz? who says 1")
    press(page, "Escape")
    assert page.evaluate("document.activeElement.closest('.sentence').id") == "s1"
    assert signs(page) == {"s1": "✓✱ confirmed"}
    press(page, "j")
    assert "jxz? who says 1" in page.locator("#d1 .decided").text_content()
    assert page.locator("textarea").input_value() == ""
    press(page, "z")
    assert signs(page) == {"s1": "✓ confirmed"}


def test_n_goes_to_the_next_undecided(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "j", "a", "j", "j", "k", "k", "n")
    assert chosen(page) == "s2"
    press(page, "n", "n")
    assert chosen(page) == "s4"


def test_many_are_decided_at_once_and_undone_at_once(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator(".sources li[data-key=S2] .edit").click()
    page.get_by_role("button", name="Confirm all 2").click()
    assert said(page) == "S2 Mara Quill: 2 sentences confirmed."
    press(page, "?")
    page.get_by_role("button", name="The rest is fine").click()
    assert said(page) == "Narration without a to-do: 1 sentence fine as narration."
    assert signs(page).keys() == {"s7", "s8", "s9"}
    press(page, "z", "z")
    assert signs(page) == {}


def test_nothing_moves_when_a_verdict_is_given(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator("#s8 .text").click()
    where = """() => [...document.querySelectorAll('.sentence, .act, .note, header, textarea')]
      .map((e) => JSON.stringify(e.getBoundingClientRect().x))"""
    before = page.evaluate(where)
    for keys in ("a", "x", "f", "s"):
        press(page, keys)
        assert page.evaluate(where) == before
