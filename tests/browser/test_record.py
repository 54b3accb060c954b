"""The record of a review in Chromium: kept as a draft, exported, imported, refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accordingto.records import Annotation, Source
from accordingto.report.html import render
from accordingto.review import anchoring, apply, decisions
from annotations import Claim, Unit, compose, harbour, plain
from browser.conftest import Opener
from browser.reviewing import exported, merge, press, progress, signs, take

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
