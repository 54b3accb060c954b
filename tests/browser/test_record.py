"""The record of a review in Chromium: kept as a draft, exported, imported, refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from accordingto.records import Annotation, Source
from accordingto.report.html import render
from accordingto.review import anchoring, apply, decisions
from annotations import Claim, Unit, compose, harbour, plain
from browser.conftest import Opener
from browser.reviewing import (
    beside,
    choose_file,
    exported,
    give,
    merge,
    press,
    said,
    signs,
    take,
)

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
    assert signs(page) == {"s1": "✓ confirmed", "s2": "✱ noted"}
    assert beside(page, 9) == ["S2"]


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
    assert signs(page) == {}
    assert take(page, path) == "Imported: decisions on 2 sentences, 3 to do."
    assert signs(page) == {"s1": "✓ confirmed", "s2": "! needs attribution"}
    assert beside(page, 9) == ["S2"]
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
    told = take(page, tmp_path / "report-0.review.json")
    assert "of another document" in told
    assert plain("It rained.").article.sha256 in told
    assert harbour().article.sha256 in told
    assert signs(page) == {"s1": "✓ confirmed"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "This file is not JSON."),
        ("[]", "This file is no review (accordingto-review/2)."),
        ("null", "This file is no review (accordingto-review/2)."),
        ("verdict", "This review is damaged: decisions[0].decision is none of confirm or fine"),
        ("lacking", "This review is damaged: it lacks “conflicts”. Export it again."),
        ("more", "This review is damaged: decisions[0] has “x”, which the schema does not know"),
        ("source", "This review is damaged: decisions[0].source is none of none or unknown"),
        ("sides", "This review is damaged: a conflict has fewer than two sides. Export it again."),
        ("span", "This review is damaged: a span must run forwards. Export it again."),
    ],
)
def test_what_is_no_review_is_refused(
    open_report: Opener, tmp_path: Path, text: str, message: str
) -> None:
    opened = open_report(harbour())
    press(opened.page, "j", "a")
    if text.isalpha() and text != "null":
        data = exported(opened.page, tmp_path)
        (decision,) = data["decisions"]
        damage = {
            "verdict": lambda: decision.update(decision="constructor"),
            "lacking": lambda: data.pop("conflicts"),
            "more": lambda: decision.update(x=1),
            "source": lambda: decision.update(source="me"),
            "sides": lambda: data["conflicts"].append([]),
            "span": lambda: decision["position"].update(start=999),
        }
        damage[text]()
        text = json.dumps(data)
        with pytest.raises(ValueError, match=r"\w"):  # nor does the command take it
            decisions.Review.from_dict(data)
    (tmp_path / "x.json").write_text(text, "utf-8")
    assert take(opened.page, tmp_path / "x.json").startswith(message)
    assert signs(opened.page) == {"s1": "✓ confirmed"}
    assert opened.console == []


def test_a_hostile_review_is_shown_literally(open_report: Opener, tmp_path: Path) -> None:
    opened = open_report(harbour())
    page = opened.page
    press(page, "j", "a")
    data = exported(page, tmp_path)
    press(page, "z")
    evil = "<img src=x onerror=alert(1)></script>"
    data["decisions"][0] |= {"note": evil}
    data["decisions"][0]["source"] = {"id": "__proto__", "name": evil}
    data["sources"] = [{"id": "mara", "name": "Mara Quill", "rename": evil, "merge_into": None,
                        "type": None, "title": None}]  # fmt: skip
    (tmp_path / "x.json").write_text(json.dumps(data), "utf-8")
    assert take(page, tmp_path / "x.json") == "Imported: decisions on 1 sentence, 3 to do."
    assert f"S2 {evil}" in page.locator(".sources").inner_text()
    assert page.locator("img").count() == 0
    assert opened.dialogs == []
    assert opened.violations() == []


def test_a_throwing_store_still_permits_export(open_report: Opener, tmp_path: Path) -> None:
    opened = open_report(harbour(), script=FULL)
    press(opened.page, "j", "a", "j", "x", "z", "j", "k")
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
    press(page, "z", "z")
    data["decisions"][1]["quote"]["exact"] = "By somebody else"
    nobody = {"id": "x", "name": "Nobody", "rename": "Y", "merge_into": None}
    data["sources"] = [nobody | {"type": None, "title": None}]
    (tmp_path / "x.json").write_text(json.dumps(data), "utf-8")
    told = take(page, tmp_path / "x.json")
    assert "Found no place here, and is kept in the export: “By somebody else”; Nobody" in told
    again = exported(page, tmp_path)
    assert (again["decisions"], again["sources"]) == (data["decisions"], data["sources"])


def test_the_younger_of_draft_and_review_counts_and_the_other_is_one_undo_away(
    open_report: Opener, tmp_path: Path
) -> None:
    page = open_report(harbour()).page
    press(page, "j", "a")
    made = decisions.Review.from_dict(exported(page, tmp_path))
    press(page, "x")
    file = Path(page.url.removeprefix("file://").partition("#")[0])
    file.write_text(render(harbour(), review=apply.apply(harbour(), made)), "utf-8", newline="")
    page.reload()
    assert signs(page) == {"s1": "! needs attribution"}
    press(page, "z")
    assert signs(page) == {"s1": "✓ confirmed"}


def test_an_import_is_merged_and_where_it_differs_it_asks(
    open_report: Opener, tmp_path: Path
) -> None:
    page = open_report(harbour()).page
    press(page, "j", "a", "j", "x")
    exported(page, tmp_path)
    press(page, "?")
    page.get_by_role("button", name="Clear").click()
    press(page, "Escape", "j", "k", "s", "j", "j", "f")
    ours = signs(page)
    assert ours == {"s1": "– skipped", "s3": "✓ fine as narration"} or len(ours) == 2
    choose_file(page, tmp_path / "report-0.review.json")
    page.get_by_text("decides 1 thing differently").wait_for()
    assert signs(page) == ours
    page.get_by_role("button", name="Keep mine there").click()
    assert signs(page) == {**ours, **{id: s for id, s in signs(page).items() if id not in ours}}
    assert len(signs(page)) == 3
    press(page, "Escape", "z")
    assert signs(page) == ours


def test_two_tabs_lose_no_decision(open_report: Opener) -> None:
    one = open_report(harbour()).page
    other = one.context.new_page()
    other.goto(one.url)
    one.locator("#s4 .text").click()
    give(one, "s2")
    other.locator("#s8 .text").click()
    press(other, "a")
    other.locator("#s4 .text").click()
    press(other, "f")
    expect(one.locator(".sentence .decision")).to_have_count(2)
    expected = {"s4": "✓✎ fine as narration, source: S2 Mara Quill", "s8": "✓ confirmed"}
    assert signs(one) == signs(other) == expected
    one.reload()
    assert signs(one) == expected
    press(other, "z", "z")
    assert signs(other) == {"s4": "✎ source: S2 Mara Quill"}


def test_new_sources_of_two_tabs_keep_their_names(open_report: Opener) -> None:
    one = open_report(harbour()).page
    other = one.context.new_page()
    other.goto(one.url)
    for page, number, name in ((one, 3, "The diver"), (other, 7, "The captain")):
        page.locator(f"#s{number} .text").click()
        press(page, "c")
        page.keyboard.type(name)
    press(one, "Enter")
    press(other, "Enter")
    for page in (one, other):
        expect(page.locator(".sentence .decision")).to_have_count(2)
        assert str(page.locator("#d3 .decided").text_content()).endswith("The diver.")
        assert str(page.locator("#d7 .decided").text_content()).endswith("The captain.")


def test_a_record_of_the_form_before_is_taken(open_report: Opener, tmp_path: Path) -> None:
    page = open_report(harbour()).page
    page.locator("#s4 .text").click()
    press(page, "a")
    data = exported(page, tmp_path)
    press(page, "z")
    data["schema"] = "accordingto-review/1"
    data["decisions"][0] |= {
        "decision": "change source",
        "source": {"id": None, "name": "The diver"},
    }
    (tmp_path / "x.json").write_text(json.dumps(data), "utf-8")
    take(page, tmp_path / "x.json")
    assert signs(page) == {"s4": "✎ source: S5 The diver"}
    assert beside(page, 4) == ["S5"]


def test_conflicts_stand_at_their_sentence_until_they_are_settled(open_report: Opener) -> None:
    annotation = harbour()
    anchor = anchoring.anchors(annotation)[3]
    sides = tuple(
        decisions.Side(who, decisions.Decision.on(anchor, verdict))
        for who, verdict in (("Ann", "confirm"), ("Bo", "skip"))
    )
    document = decisions.ReviewedArticle(annotation.article.sha256, "", "")
    given = decisions.Review(document, "1", "Ann, Bo", "", "2026-01-01", conflicts=(sides,))
    page = open_report(annotation, review=apply.apply(annotation, given)).page
    assert page.locator("#s4 .flag").inner_text() == "disputed"
    page.locator(".todo li[data-sentence='4'] a").click()
    assert "Ann: confirmed; Bo: skipped" in page.locator("#d4").inner_text()
    press(page, "a")
    assert signs(page) == {"s4": "✓ confirmed"}
    assert page.locator(".dispute").count() == 0
    press(page, "z")
    assert page.locator(".dispute").count() == 1
    assert said(page) == "Undone: Sentence 4: confirmed."
