"""The review in Chromium: decided by keys, kept, exported, imported, applied by the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from accordingto.records import Annotation, Source
from accordingto.report.html import render
from accordingto.review import anchoring, apply, decisions
from annotations import Claim, Unit, compose, crowd, harbour, plain
from browser.conftest import Opener
from conftest import Run

SAMPLE = Path(__file__).parents[2] / "samples" / "ontario-shooting.txt"

FULL = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("full"); } });
"""


def astral() -> Annotation:
    """Characters that are two in JavaScript and one in Python, before and in the sentences."""
    return compose(
        [
            [Unit("\U0001f469\u200d\U0001f469\u200d\U0001f466 ran \U00010348."), Unit("So\u0301.")],
            [Unit("“\U0001f388,” said \U0001d49c.", "attributed", (Claim("a", "\U0001d49c"),))],
        ],
        [Source("a", "\U0001d49c", "unnamed person")],
        title="\U0001f388",
        line="\r\n\r\n",
    )


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def exported(page: Page, tmp_path: Path) -> dict[str, Any]:
    """The record that the Export button hands over, checked against the schema."""
    with page.expect_download() as waiting:
        page.locator(".bar").get_by_role("button", name="Export").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator(decisions.schema()).validate(data)
    return data


def take(page: Page, path: Path) -> str:
    """Import a file; what the page says to it."""
    press(page, "?")
    with page.expect_file_chooser() as waiting:
        page.get_by_role("button", name="Import").click()
    waiting.value.set_files(path)
    page.locator(".notice:not(:empty)").wait_for()
    said = page.locator(".notice").inner_text()
    press(page, "Escape")
    return said


def progress(page: Page) -> str:
    return page.locator(".progress").inner_text()


def signs(page: Page) -> dict[str, str]:
    """What the gutter shows of the decisions, by the sentence's id."""
    shown: list[list[str]] = page.locator(".sentence .decision").evaluate_all(
        "all => all.map((e) => [e.closest('.sentence').id, e.textContent])"
    )
    return dict(shown)


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


def merge(page: Page, one: str, other: str) -> None:
    press(page, "e")
    which, same = page.locator("dialog select").all()
    which.select_option(one)
    same.select_option(other)
    page.get_by_role("button", name="Merge").click()


_STATE = """() => [...document.querySelectorAll(
  'main, nav, aside, #map table, #index, .verdict, .matrix, .network')].map((e) => e.outerHTML)"""


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


def test_a_draft_outlives_a_reload(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "j", "a", "j", "m")
    page.keyboard.type("Ask Ann.")
    press(page, "Escape")
    merge(page, "S3", "S2")
    page.reload()
    assert progress(page) == "1 of 10 decided"
    assert signs(page) == {"s1": "✓ confirmed", "s2": "✱ noted"}
    assert page.locator("#s9 .labels").inner_text().split() == ["S2"]


def test_export_clear_and_import_restore(open_report: Opener, tmp_path: Path) -> None:
    opened = open_report(harbour())
    page = opened.page
    press(page, "?")
    page.get_by_label("Reviewer’s name").fill("Ann Roe")
    press(page, "Escape", "j", "a", "j", "x")
    merge(page, "S3", "S2")
    made = exported(page, tmp_path)
    assert made["reviewer"] == "Ann Roe"
    assert made["document"]["sha256"] == harbour().article.sha256
    path = tmp_path / "report-0.review.json"
    assert path.exists()
    press(page, "?")
    page.get_by_role("button", name="Clear").click()
    press(page, "Escape")
    page.reload()
    assert (progress(page), signs(page)) == ("0 of 10 decided", {})
    assert take(page, path) == "Imported. 2 of 10 decided."
    assert signs(page) == {"s1": "✓ confirmed", "s2": "! needs attribution"}
    assert page.locator("#s9 .labels").inner_text().split() == ["S2"]
    again = exported(page, tmp_path)
    for record in (made, again):
        del record["modified"]
    assert again == made
    assert opened.violations() == []
    assert opened.console == []


def test_another_document_s_review_is_refused(open_report: Opener, tmp_path: Path) -> None:
    other = open_report(plain("It rained.")).page
    press(other, "j", "a")
    exported(other, tmp_path)
    page = open_report(harbour()).page
    press(page, "j", "a")
    said = take(page, tmp_path / "report-0.review.json")
    assert "of another document" in said
    assert plain("It rained.").article.sha256 in said
    assert harbour().article.sha256 in said
    assert signs(page) == {"s1": "✓ confirmed"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "This file is not JSON."),
        ("[]", "This file is no review (accordingto-review/1)."),
        ("null", "This file is no review (accordingto-review/1)."),
        ("damaged", "This review is damaged. Export it again."),
    ],
)
def test_what_is_no_review_is_refused(
    open_report: Opener, tmp_path: Path, text: str, message: str
) -> None:
    opened = open_report(harbour())
    press(opened.page, "j", "a")
    if text == "damaged":
        data = exported(opened.page, tmp_path)
        data["decisions"][0]["decision"] = "constructor"
        text = json.dumps(data)
    (tmp_path / "x.json").write_text(text, "utf-8")
    assert take(opened.page, tmp_path / "x.json") == message
    assert signs(opened.page) == {"s1": "✓ confirmed"}
    assert opened.console == []


def test_a_hostile_review_is_shown_literally(open_report: Opener, tmp_path: Path) -> None:
    opened = open_report(harbour())
    page = opened.page
    press(page, "j", "a")
    data = exported(page, tmp_path)
    evil = "<img src=x onerror=alert(1)></script>"
    data["decisions"][0] |= {"note": evil, "decision": "change source"}
    data["decisions"][0]["source"] = {"id": "__proto__", "name": evil}
    data["sources"] = [{"id": "mara", "name": "Mara Quill", "rename": evil, "merge_into": None}]
    (tmp_path / "x.json").write_text(json.dumps(data), "utf-8")
    assert take(page, tmp_path / "x.json") == "Imported. 1 of 10 decided."
    assert f"S2 {evil}" in page.locator(".sources").inner_text()
    assert page.locator("img").count() == 0
    assert opened.dialogs == []
    assert opened.violations() == []


def test_a_throwing_store_still_permits_export(open_report: Opener, tmp_path: Path) -> None:
    opened = open_report(harbour(), script=FULL)
    press(opened.page, "j", "a", "j", "x", "z")
    assert opened.page.locator(".unkept").is_visible()
    made = exported(opened.page, tmp_path)
    assert [decision["decision"] for decision in made["decisions"]] == ["confirm"]
    assert opened.console == []


def test_positions_are_those_of_python(open_report: Opener, tmp_path: Path) -> None:
    annotation = astral()
    page = open_report(annotation).page
    press(page, "j", "a", "j", "x", "j", "s")
    made = decisions.Review.from_dict(exported(page, tmp_path))
    assert [decision.anchor for decision in made.decisions] == list(anchoring.anchors(annotation))
    assert apply.apply(annotation, made).lost == ()


def test_what_fits_nothing_here_is_told_and_exported_again(
    open_report: Opener, tmp_path: Path
) -> None:
    page = open_report(harbour()).page
    press(page, "j", "a", "j", "s")
    data = exported(page, tmp_path)
    data["decisions"][1]["quote"]["exact"] = "By somebody else"
    data["sources"] = [{"id": "x", "name": "Nobody", "rename": "Y", "merge_into": None}]
    (tmp_path / "x.json").write_text(json.dumps(data), "utf-8")
    said = take(page, tmp_path / "x.json")
    assert "Found no place here, and is kept in the export: “By somebody else”; Nobody" in said
    again = exported(page, tmp_path)
    assert (again["decisions"], again["sources"]) == (data["decisions"], data["sources"])


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
    press(page, "j", "j", "j")
    sheet = page.locator("#details").bounding_box()
    chosen = page.locator("#s3 .gutter").bounding_box()
    assert sheet is not None
    assert chosen is not None
    assert 0 <= chosen["y"] < sheet["y"]
    for control in page.locator(".act").all():
        box = control.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert box["height"] >= 24
    page.get_by_role("button", name="Needs attribution").click()
    assert signs(page) == {"s3": "! needs attribution"}


def test_print_shows_decisions_and_no_control(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "j", "j", "j", "x", "m")
    page.keyboard.type("Whose count?")
    page.emulate_media(media="print")
    for control in (".controls", ".bar button", "textarea", ".unkept", "dialog"):
        assert page.locator(control).first.is_hidden(), control
    sign = page.locator("#s3 .decision").bounding_box()
    assert sign is not None
    assert sign["x"] >= 0
    assert page.locator("#d3 .decided").is_visible()
    assert "Whose count?" in page.locator("#d3 .decided").inner_text()


def test_without_javascript_the_review_is_there(open_report: Opener) -> None:
    annotation = harbour()
    given = decisions.Review(annotation.article.sha256, "", "", "1", "Ann", "", "2026-01-01", (
        decisions.Decision(anchoring.anchors(annotation)[2], "needs attribution", None, "Whose?"),
    ))  # fmt: skip
    applied = apply.apply(annotation, given)
    page = open_report(annotation, review=applied, java_script_enabled=False).page
    assert signs(page) == {"s3": "!✱ needs attribution"}
    assert progress(page) == "1 of 10 decided"
    assert page.locator("#d3 .decided").text_content() == "Decided: needs attribution. Whose?"
    assert page.locator("#review").is_visible()
    assert page.locator("button, input, textarea, select").count() == 0


def test_the_younger_of_draft_and_review_counts_and_the_other_is_one_undo_away(
    open_report: Opener, tmp_path: Path
) -> None:
    page = open_report(harbour()).page
    press(page, "j", "a")
    made = decisions.Review.from_dict(exported(page, tmp_path))
    press(page, "x")
    file = Path(page.url.removeprefix("file://"))
    file.write_text(render(harbour(), review=apply.apply(harbour(), made)), "utf-8", newline="")
    page.reload()
    assert signs(page) == {"s1": "! needs attribution"}
    press(page, "z")
    assert signs(page) == {"s1": "✓ confirmed"}


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
    assert len(render(annotation).encode()) < 600_000
    page = open_report(annotation).page
    press(page, "j", "a", "j", "x", "z")
    assert progress(page) == "1 of 400 decided"


def test_a_crowd_of_sources_merges_too(open_report: Opener) -> None:
    opened = open_report(crowd(14))
    merge(opened.page, "S14", "S13")
    merge(opened.page, "S13", "S1")
    assert opened.page.locator("#s14 .labels").inner_text().split() == ["S1"]
    assert opened.page.locator(".sources li:visible").count() == 13
    assert opened.console == []


def test_the_sample_is_reviewed_by_keyboard_alone_and_applied_by_the_command(
    open_report: Opener, run: Run, tmp_path: Path
) -> None:
    story = tmp_path / "ontario.txt"
    story.write_bytes(SAMPLE.read_bytes())
    assert run("report", story).code == 0
    opened = open_report(file=story.with_suffix(".html"))
    page = opened.page
    total = page.locator(".sentence").count()
    press(page, "j", "a")
    for key in ("n", *(["x", "n", "f", "n", "s", "n", "a", "n"] * total))[: 2 * total - 2]:
        press(page, key)
    assert progress(page) == f"{total} of {total} decided"
    press(page, "e")  # the focus is in the first field
    page.keyboard.type("S1")
    press(page, "Tab", "Control+a")
    page.keyboard.type("Homeland Security (DHS)")
    press(page, "Enter", "e")
    page.keyboard.type("S2")
    press(page, "Tab", "Tab", "Tab")
    page.keyboard.type("S1")
    press(page, "Tab", "Enter")
    with page.expect_download() as waiting:
        press(page, "?", "Tab", "Enter")
    assert waiting.value.suggested_filename == "ontario.review.json"
    record = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(record)
    assert opened.console == []

    ran = run("report", story, "--review", record)
    assert (ran.code, ran.err) == (0, "")
    assert "Homeland Security (DHS)" in ran.out
    assert "  S2  " not in ran.out
    again = open_report(file=story.with_suffix(".html"), java_script_enabled=False).page
    assert progress(again) == f"{total} of {total} decided"
    assert len(signs(again)) == total
    assert again.locator(".sources li").first.locator("a").inner_text() == (
        "S1 Homeland Security (DHS)"
    )
    assert again.locator(".sources li").count() == 2
    lively = open_report(file=story.with_suffix(".html")).page
    assert signs(lively) == signs(again) == signs(page)
