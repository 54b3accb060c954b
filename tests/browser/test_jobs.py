"""An editor's jobs, done by keyboard, by mouse alone and by touch on a phone, with keys counted."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

import accordingto
from accordingto.records import Annotation, Finding
from accordingto.report.html import render
from annotations import harbour
from browser.conftest import Opener
from browser.reviewing import beside, chosen, exported, press, progress, said, signs

COUNCIL = Path(__file__).parents[2] / "samples" / "council-bike-lane.txt"


@pytest.fixture(scope="module")
def council() -> Annotation:
    """The council story with a query on each of its first ten sentences that no source asserts."""
    annotation = accordingto.annotate(accordingto.read(COUNCIL))
    bare = [s for s in annotation.sentences if s.kind == "body"]
    bare.sort(key=lambda sentence: (sentence.label != "narration", sentence.index))
    queries = tuple(
        Finding("who-says", "suggestion", sentence.span, "Who says so?", "Name the record.")
        for sentence in bare[:10]
    )
    return dataclasses.replace(annotation, findings=queries)


class Keys:
    """Presses keys, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        press(self.page, *keys)
        self.count += len(keys)


def test_ten_to_dos_take_at_most_twenty_keys(open_report: Opener, council: Annotation) -> None:
    page = open_report(council).page
    assert progress(page) == "10 to do"
    keys = Keys(page)
    keys.press("t", *"xfxaxfxaxf")
    assert progress(page) == "All 10 to-dos are decided"
    assert keys.count <= 20


def test_a_source_is_renamed_with_few_keys_and_its_name(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator("#s8 .text").click()
    keys = Keys(page)
    keys.press("e")
    page.keyboard.type("Mara Quille")
    keys.press("Enter")
    assert said(page) == "S2 is now Mara Quille."
    assert keys.count <= 8


def test_a_source_is_corrected_to_another_with_at_most_four_keys(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator("#s4 .text").click()
    keys = Keys(page)
    keys.press("c", "s", "2", "Enter")
    assert beside(page, 4) == ["S2"]
    keys.press("z")
    assert beside(page, 4) == ["S1"]
    assert keys.count - 1 <= 4


def _work_by_pointer(page: Page, tap: str) -> None:
    """Ten jobs without a key, save the letters of a name."""

    def on(query: str) -> None:
        getattr(page.locator(query).first, tap)()

    def button(name: str, where: str = "#details") -> None:
        getattr(page.locator(where).get_by_role("button", name=name).first, tap)()

    button("Next to-do", ".bar")  # 1: what is to be done
    assert chosen(page) == "s3"
    button("Needs attribution")  # 2: decide, and go on
    assert chosen(page) == "s5"
    button("Fine as narration")
    assert chosen(page) == "s10"
    button("Source …")  # 3: correct a source to one that there is
    getattr(page.locator(".choices li", has_text="Mara Quill"), tap)()
    assert beside(page, 10) == ["S2"]
    assert progress(page) == "All 3 to-dos are decided"
    button("Undo", ".message")  # 4: take it back
    assert beside(page, 10) == ["unknown", "source"]
    button("Confirm")
    button("Edit source …")  # 5: rename everywhere
    getattr(page.locator(".choices li", has_text="Mara Quill"), tap)()
    page.get_by_label("Name", exact=True).fill("Mara Quille")
    button("Save", "dialog")
    assert "S2 Mara Quille" in str(page.locator("#d8").text_content())
    button("Next without source")  # 6: walk
    button("‹ Previous")
    page.locator("#details textarea").fill("Ask the port.")  # 7: a note
    button("Close")
    on(".sources li[data-key=S3] .edit")  # 8: merge
    button("Same as another", "dialog")
    getattr(page.locator(".choices li", has_text="Mara Quille"), tap)()
    assert beside(page, 9) == ["S2"]
    on(".sources li[data-key=S2] .count .only")  # 9: see only one source
    assert page.locator(".match").count() == 2
    button("Show all", ".message")
    assert page.locator(".match").count() == 0


def test_the_jobs_are_done_by_mouse_alone(open_report: Opener, tmp_path: Path) -> None:
    opened = open_report(harbour())
    _work_by_pointer(opened.page, "click")
    made = exported(opened.page, tmp_path)  # 10: hand on
    assert len(made["decisions"]) == 4
    assert opened.console == []


def test_the_jobs_are_done_by_touch_on_a_phone(open_report: Opener, tmp_path: Path) -> None:
    opened = open_report(
        harbour(), viewport={"width": 375, "height": 740}, has_touch=True, is_mobile=True
    )
    _work_by_pointer(opened.page, "tap")
    opened.page.get_by_role("button", name="Close", exact=True).first.tap()
    made = exported(opened.page, tmp_path)
    assert len(made["decisions"]) == 4
    assert opened.console == []


def test_the_jobs_are_done_by_keyboard_alone(open_report: Opener, tmp_path: Path) -> None:
    page = open_report(harbour()).page
    press(page, "t", "x", "f", "c", "2", "Enter", "z", "a")
    assert signs(page).keys() == {"s3", "s5", "s10"}
    press(page, "g", "8", "Enter", "e")
    page.keyboard.type("Mara Quille")
    press(page, "Enter", "m")
    page.keyboard.type("Ask.")
    press(page, "Escape", "j", "c", "2", "Enter", "2")
    assert page.locator(".match").count() == 2
    press(page, "Escape", "/")
    page.keyboard.type("diver")
    press(page, "Enter", "Escape", "n")
    made = exported(page, tmp_path)
    assert json.dumps(made["sources"]).count("Mara Quille") == 1
    assert len(made["decisions"]) == 5


def test_a_hundred_sentences_print_on_twelve_pages_article_first(open_report: Opener) -> None:
    import re

    from annotations import throng

    for size, sources, most in ((40, 10, 8), (100, 20, 12)):
        page = open_report(throng(sources, size)).page
        made = page.pdf(format="A4", print_background=False)
        assert len(re.findall(rb"/Type\s*/Page\b", made)) <= most
        page.emulate_media(media="print")
        article, lists = page.locator("#article"), page.locator(".lists")
        assert article.bounding_box()["y"] < lists.bounding_box()["y"]  # type: ignore[index]


def test_little_of_the_text_stands_under_a_line(open_report: Opener) -> None:
    samples = sorted(COUNCIL.parent.glob("*.txt"))
    assert len(samples) == 4
    for sample in samples:
        annotation = accordingto.annotate(accordingto.read(sample))
        page = open_report(annotation).page
        share = page.evaluate(
            """() => {
              const letters = (text) => (text.match(/[\\p{L}\\p{N}]/gu) || []).length;
              let all = 0, under = 0;
              for (const text of document.querySelectorAll("main .text")) {
                const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                  const count = letters(walker.currentNode.data);
                  all += count;
                  let e = walker.currentNode.parentElement;
                  while (e !== text.parentElement
                         && getComputedStyle(e).textDecorationLine === "none") e = e.parentElement;
                  if (e !== text.parentElement) under += count;
                }
              }
              return under / all;
            }"""
        )
        assert 0.1 < share <= 0.6


@pytest.mark.parametrize(
    "state",
    [
        *("pressed", "disabled", "chosen", "faded", "filtered"),
        *("listed", "ticked", "settled", "offered"),
    ],
)
def test_forced_colours_tell_every_state_apart(open_report: Opener, state: str) -> None:
    page = open_report(harbour(), forced_colors="active").page
    if state in ("listed", "ticked", "settled"):
        press(page, "t", "a")
    else:
        page.locator("#s8 .text").click()
        press(page, "a", "2")
    if state == "filtered":
        page.locator(".views").get_by_role("button", name="undecided").click()
    if state == "offered":
        press(page, "c", "ArrowDown")
    pairs = {
        "pressed": (".verdicts [aria-pressed=true]", ".verdicts [aria-pressed=false]"),
        "disabled": (".bar .act:disabled", ".bar .act:enabled"),
        "chosen": (".sentence.chosen .text", ".sentence:not(.chosen) .text"),
        "faded": (".sentence.faded .text", ".sentence.match .text"),
        "filtered": (".views [aria-pressed=true]", ".views [aria-pressed=false]"),
        "listed": (".todo li.chosen", ".todo li:not(.chosen)"),
        "ticked": (".strip .chosen .hit", ".strip a:not(.chosen) .hit"),
        "settled": (".strip .settled .ask", ".strip a:not(.settled) .ask"),
        "offered": (".choices [aria-selected=true]", ".choices [aria-selected=false]"),
    }
    look = """(e) => { const s = getComputedStyle(e);
      return [s.color, s.backgroundColor, s.borderStyle, s.borderColor, s.outlineStyle, s.fill]
        .join();
    }"""
    one, other = (page.locator(query).first.evaluate(look) for query in pairs[state])
    assert one != other


def test_turned_words_are_drawn_letter_by_letter(open_report: Opener, tmp_path: Path) -> None:
    """Screenshots of the words compared: with the turning characters and without any."""
    from annotations import Unit, compose

    made = {}
    for name, text in {"turned": "A \u202eword of it.\u202c", "plain": "A word of it."}.items():
        path = tmp_path / f"{name}.html"
        path.write_text(render(compose([[Unit(text), Unit("Next.")]])), "utf-8", newline="")
        page = open_report(file=path).page
        made[name] = page.locator("#s2 .text").screenshot()
    assert made["turned"] == made["plain"]
