"""The page with decisions in it, and the page rendered again with their export, are the same."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page

from accordingto.export import docx as word
from accordingto.records import Annotation
from accordingto.report.html import render
from accordingto.review import apply, decisions
from annotations import crowd, harbour, throng
from browser.conftest import Opener
from browser.reviewing import STATE, exported, give, merge, press


def _sources_given(page: Page) -> None:
    for number, typed in ((3, "The diver"), (4, "s2"), (5, "no"), (6, "unk"), (7, "s4")):
        page.locator(f"#s{number} .text").click()
        give(page, typed)
    page.locator("#s9 .text").click()
    give(page, "s1")
    press(page, "a")


def _merged_and_renamed(page: Page) -> None:
    merge(page, "S3", "S2")
    merge(page, "S1", "S4")
    page.locator(".sources li[data-key=S4] .edit").click()
    page.get_by_label("Name", exact=True).fill("The Port Office")
    page.get_by_label("Type").select_option("named organization")
    page.get_by_label("Title or role").fill("an office")
    page.get_by_role("button", name="Save").click()


def _new_sources_merged(page: Page) -> None:
    for number, typed in ((7, "Zoe Zed"), (3, "Al Abel"), (10, "Zoe Zed")):
        page.locator(f"#s{number} .text").click()
        give(page, typed)
    page.locator(".sources li[data-key=S5] .edit").click()
    page.get_by_label("Title or role").fill("a diver")
    page.get_by_role("button", name="Save").click()
    merge(page, "S6", "S2")


def _verdicts_and_notes(page: Page) -> None:
    page.locator("#s8 .text").click()
    press(page, "a", "m")
    page.keyboard.type("Heard it.")
    press(page, "Escape", "j", "x", "j", "s")


def _merged_in_a_row(page: Page) -> None:
    merge(page, "S4", "S3")
    merge(page, "S3", "S2")
    page.locator("#s3 .text").click()
    give(page, "s2")


@pytest.mark.parametrize(
    ("annotation", "work"),
    [
        (harbour(), _sources_given),
        (harbour(), _merged_and_renamed),
        (harbour(), _new_sources_merged),
        (harbour(), _verdicts_and_notes),
        (harbour(), _merged_in_a_row),
        (crowd(14), lambda page: merge(page, "S14", "S13")),
    ],
)
def test_the_page_rendered_again_is_the_page_that_was_reviewed(
    open_report: Opener, tmp_path: Path, annotation: Annotation, work: Callable[[Page], None]
) -> None:
    page = open_report(annotation).page
    untouched = page.evaluate(STATE)
    work(page)
    live = page.evaluate(STATE)
    record = decisions.Review.from_dict(exported(page, tmp_path))
    applied = apply.apply(annotation, record)
    assert applied.lost == applied.unknown == ()
    still = open_report(annotation, review=applied, java_script_enabled=False).page
    # Without a script the page has no live lists: what it was made with is what there is.
    again = open_report(annotation, review=applied).page
    assert again.evaluate(STATE) == live
    assert still.locator(".verdict").inner_text() == live["verdict"]
    made = exported(again, tmp_path)
    assert decisions.Review.from_dict(made) == applied.review
    press(again, "?")
    again.get_by_role("button", name="Clear").click()
    assert again.evaluate(STATE) == untouched
    assert render(annotation, review=apply.apply(annotation, record)) == render(
        annotation, review=applied
    )


def test_word_made_with_the_same_review_says_the_same(open_report: Opener, tmp_path: Path) -> None:
    page = open_report(harbour()).page
    page.locator("#s3 .text").click()
    give(page, "The diver")
    page.locator("#s9 .text").click()
    press(page, "x", "m")
    page.keyboard.type("Who was on watch?")
    press(page, "Escape")
    merge(page, "S3", "S2")
    rows = page.evaluate(STATE)["list"]
    record = decisions.Review.from_dict(exported(page, tmp_path))
    made = word.render(harbour(), review=apply.apply(harbour(), record))
    document = docx.Document(io.BytesIO(made))
    told = [
        [part.text for part in comment.paragraphs]
        for comment in document.comments
        if comment.author == "Reviewer"
    ]
    assert told[0][0] == "Source: S5 The diver"
    assert told[1][:2] == ["Needs attribution", "Who was on watch?"]
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows][1:]
    counts = [[key if key != "none" else "", count] for key, _, count, *_ in rows]
    assert [[row[0].replace("S?", "unknown"), row[3].split(" ")[0]] for row in cells] == counts


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("annotation", [harbour(), throng(14, 30)])
def test_so_it_is_after_any_corrections(
    open_report: Opener, tmp_path: Path, annotation: Annotation, seed: int
) -> None:
    page = open_report(annotation).page
    chance = random.Random(seed)
    codes = [f"S{number}" for number in range(1, len(annotation.sources) + 1)]
    names = [*codes, "no", "unk", "Zoe Zed", "Al Abel", "The Board of Trade"]
    for number in chance.choices(range(1, len(annotation.sentences) + 1), k=12):
        press(page, "g")
        page.keyboard.type(str(number))
        press(page, "Enter")
        give(page, chance.choice(names))
        press(page, *chance.sample("axfsz", 1))
    for _ in range(2):
        listed = page.locator(".sources li:has(.edit)").evaluate_all(
            "all => all.map((e) => e.dataset.key)"
        )
        merge(page, *chance.sample(listed, 2))
    live = page.evaluate(STATE)
    applied = apply.apply(annotation, decisions.Review.from_dict(exported(page, tmp_path)))
    assert open_report(annotation, review=applied).page.evaluate(STATE) == live
