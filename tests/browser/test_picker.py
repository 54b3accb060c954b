"""The source picker, and what it corrects, everywhere at once."""

from __future__ import annotations

from pathlib import Path

from annotations import crowd, harbour
from browser.conftest import Opener
from browser.reviewing import STATE, beside, exported, give, merge, press, said, signs


def _offered(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def test_nothing_is_chosen_that_was_not_asked_for(open_report: Opener) -> None:
    page = open_report(harbour()).page
    press(page, "c")
    assert said(page) == "Choose a sentence first: j is the next one."
    page.locator("#s3 .text").click()
    press(page, "c", "Enter")
    assert page.locator(".notice").inner_text().startswith("Type a code or a name")
    assert page.locator(".choices [aria-selected=true]").count() == 0
    assert page.locator(".choices li").count() == 6


def test_a_near_match_is_offered_before_a_new_name_is_made(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator("#s3 .text").click()
    press(page, "c")
    page.keyboard.type("Marra Quil")
    offered = page.locator(".choices li").all_inner_texts()
    assert offered[0].startswith("S2 Mara Quill")
    assert "did you mean this?" in offered[0]
    assert offered[1] == "New source: Marra Quil"
    press(page, "ArrowDown", "Enter")
    assert beside(page, 3) == ["S5"]
    assert page.locator(".sources li[data-key=S5]").inner_text().startswith("S5 Marra Quil")


def test_a_source_is_found_by_the_words_that_the_article_has_for_it(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator("#s3 .text").click()
    give(page, "the port")
    assert beside(page, 3) == ["S1"]


def test_no_source_and_unknown_are_among_the_choices(open_report: Opener, tmp_path: Path) -> None:
    page = open_report(harbour()).page
    page.locator("#s4 .text").click()
    give(page, "no")
    assert beside(page, 4) == ["no", "source"]
    page.locator("#s8 .text").click()
    give(page, "unk")
    assert beside(page, 8) == ["unknown", "source"]
    assert page.locator(".verdict").inner_text().startswith("4 of 8 sentences attributed")
    made = exported(page, tmp_path)["decisions"]
    assert [decision["source"] for decision in made] == ["none", "unknown"]
    press(page, "c", "ArrowUp", "Enter")
    assert beside(page, 8) == ["S2"]
    assert signs(page).keys() == {"s4"}


def test_the_result_shows_at_once_everywhere(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator("#s3 .text").click()
    give(page, "The harbour diver")
    assert beside(page, 3) == ["S5"]
    assert page.locator("#d3 summary .who").inner_text() == "S5"
    assert page.locator(".strip a").nth(2).locator(".tick").get_attribute("class") == (
        "tick hue5 solid"
    )
    row = page.locator(".sources li[data-key=S5]")
    assert row.locator(".only").first.inner_text() == "1"
    assert page.locator("#map tr[data-key=S5]").inner_text().split("\t")[1:] == ["3", "1"]
    assert page.locator(".matrix .cell.hue5 a").get_attribute("href") == "#s3"
    assert page.locator(".matrix .row").all_text_contents() == [
        *("S1", "S2", "S3", "S4", "S5", "S?", "none")
    ]
    assert "says hue5 solid" in str(page.locator("#s3 .text").get_attribute("class"))
    assert page.locator("#source-S5 h3").inner_text() == "S5 The harbour diver"
    assert page.locator(".verdict").inner_text().startswith("6 of 8 sentences attributed")
    press(page, "z")
    assert page.locator(".sources li[data-key=S5]").count() == 0
    assert beside(page, 3) == ["no", "source"]


def test_the_graph_says_that_it_shows_what_was_read(open_report: Opener) -> None:
    page = open_report(harbour()).page
    assert page.locator("#pending").is_hidden()
    page.locator("#s3 .text").click()
    give(page, "s2")
    assert page.locator("#pending").inner_text() == (
        "Sources were corrected. The graph and the figures beside it show them as they were until "
        "the report is made again with the review."
    )


def test_a_source_is_renamed_everywhere_with_few_keys(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator("#s8 .text").click()
    press(page, "e")
    assert page.get_by_label("Name", exact=True).input_value() == "Mara Quill"
    page.keyboard.type("Mara Quille")
    press(page, "Enter")
    assert said(page) == "S2 is now Mara Quille."
    for place in (".sources", "#d8", "#d9", "#index", "#map table"):
        assert "S2 Mara Quille" in page.locator(place).text_content(), place
    assert page.locator("bdi").get_by_text("S2 Mara Quill", exact=True).count() == 0
    press(page, "z")
    assert page.locator(".sources li[data-key=S2] a").inner_text() == "S2 Mara Quill"


def test_type_and_title_are_corrected(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator(".sources li[data-key=S4] .edit").click()
    page.get_by_label("Type").select_option("named organization")
    page.get_by_label("Title or role").fill("of the harbour board")
    page.get_by_role("button", name="Save").click()
    row = page.locator(".sources li[data-key=S4] small").inner_text()
    assert row == "named organization, of the harbour board"
    assert "3 named sources · 2 other" in page.locator(".verdict").inner_text()


def test_a_merge_has_no_default_target(open_report: Opener) -> None:
    page = open_report(harbour()).page
    page.locator(".sources li[data-key=S3] .edit").click()
    page.get_by_role("button", name="Same as another source").click()
    press(page, "Enter")
    assert page.locator("dialog[open]").count() == 1
    assert page.locator(".choices [aria-selected=true]").count() == 0


def test_merged_sources_are_one_everywhere_and_apart_again_after_undo(open_report: Opener) -> None:
    page = open_report(harbour()).page
    before = page.evaluate(STATE)
    merge(page, "S3", "S2")
    assert said(page) == "S3 is now the same as S2 Mara Quill."
    assert beside(page, 9) == ["S2"]
    rows = page.locator(".sources li a").all_inner_texts()
    assert rows == [
        *("S1 Port Safety Office", "S2 Mara Quill", "S4 reports", "S? unknown source", "No source")
    ]
    assert page.locator("#map tr[data-key=S2]").inner_text().split("\t")[1:] == ["8, 9", "2"]
    assert page.locator("#source-S2 li").all_inner_texts() == [
        "“Mara Quill” 8",
        "“Quill” 9",
        "“a member of the crew” 9",
    ]
    press(page, "3")
    assert page.locator(".match").evaluate_all("all => all.map((e) => e.id)") == ["s8", "s9"]
    press(page, "0", "z")
    assert page.evaluate(STATE) == before


def test_a_crowd_of_sources_merges_too(open_report: Opener) -> None:
    opened = open_report(crowd(14))
    merge(opened.page, "S14", "S13")
    merge(opened.page, "S13", "S1")
    assert beside(opened.page, 14) == ["S1"]
    assert opened.page.locator(".sources li").count() == 13
    assert opened.console == []
