"""The page of two drafts, before a browser sees it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given

from accordingto.compare import view
from accordingto.compare.alignment import AlignmentKind
from accordingto.compare.changes import KINDS, compare
from accordingto.compare.html import render
from accordingto.records import Annotation
from annotations import Unit, compose, harbour, plain, throng
from compare.edited import pair
from strategies import annotations

EDITED = pair(3)


def text_of(cells: tuple[view.Cell, ...]) -> list[str]:
    return ["".join(stretch.text for stretch in cell.stretches) for cell in cells]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (EDITED.old, EDITED.new),
        (EDITED.new, EDITED.old),
        (harbour(), plain()),
        (plain(), harbour()),
        (harbour(), throng(9, 20)),
    ],
)
def test_both_drafts_are_there_to_the_character(old: Annotation, new: Annotation) -> None:
    sheet = view.build(compare(old, new), version="1")
    shown_old = {
        cell.number: text
        for row in sheet.rows
        for cell, text in zip(row.old, text_of(row.old), strict=True)
    }
    shown_new = [text for row in sheet.rows for text in text_of(row.new)]
    assert [shown_old[number] for number in sorted(shown_old)] == [
        sentence.span.of(old.article.text) for sentence in old.sentences
    ]
    assert shown_new == [sentence.span.of(new.article.text) for sentence in new.sentences]


def test_rows_are_numbered_and_every_change_stands_in_its_own() -> None:
    comparison = compare(EDITED.old, EDITED.new)
    sheet = view.build(comparison, version="1")
    assert [row.number for row in sheet.rows] == list(range(1, len(sheet.rows) + 1))
    assert len(sheet.entries) == len(comparison.changes) > 2
    for entry in sheet.entries:
        row = sheet.rows[entry.row - 1]
        assert entry.old in {cell.number for cell in row.old}
        assert entry.new in {cell.number for cell in row.new}


def test_what_was_moved_is_told_where_it_stood() -> None:
    sheet = view.build(compare(EDITED.old, EDITED.new), version="1")
    (moved,) = (row for row in sheet.rows if row.kind == "moved")
    (away,) = (row for row in sheet.rows if row.kind == "away")
    assert moved.what == f"moved, was {moved.old[0].number}"
    assert (away.what, away.away) == (f"moved, now {moved.new[0].number}", moved.number)


def test_only_what_differs_is_marked() -> None:
    old, new = plain("The old pier closed in March."), plain("The old pier closed in April.")
    (row,) = view.build(compare(old, new), version="1").rows
    assert [stretch.text for stretch in row.old[0].stretches if stretch.changed] == ["March"]
    assert [stretch.text for stretch in row.new[0].stretches if stretch.changed] == ["April"]
    (row,) = view.build(compare(old, old), version="1").rows
    assert not any(stretch.changed for stretch in row.new[0].stretches)


def test_the_verdict_counts() -> None:
    same = compare(harbour(), harbour())
    assert view.verdict(same) == f"No change in the sourcing · {same.kept} claims kept"
    assert view.sentences(same).startswith("10 sentences, before 10: 10 unchanged")
    gone = compare(harbour(), plain())
    assert view.sentences(gone) == "0 sentences, before 10: 10 removed"


def test_every_kind_of_change_has_its_meaning() -> None:
    assert set(view.MEANINGS) == set(KINDS)


class _Texts(HTMLParser):
    """The texts of a page by the class of their element."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _ in attrs} & {"style", "onclick", "src"}


def test_the_page_is_whole_and_always_the_same() -> None:
    comparison = compare(EDITED.old, EDITED.new)
    page = render(comparison)
    assert page == render(comparison)
    parser = _Texts()
    parser.feed(page)
    assert {"ins", "del", "main", "ol"} <= parser.tags
    assert "script" not in parser.tags
    assert "default-src &#39;none&#39;" in page


def test_a_hostile_article_adds_nothing() -> None:
    words = "<script>alert(1)</script> {{ 7 * 7 }} \u202e”><img src=x>"
    old = compose([[Unit(words)]], title=words, origin=words)
    page = render(compare(old, plain(f"{words} {words}")))
    assert "<script" not in page
    assert "<img" not in page
    assert "49" not in page.split("</style>")[1].split("SHA-256")[0]


@pytest.mark.parametrize("kind", ["split", "merged", "added", "removed"])
def test_a_row_says_what_became_of_its_sentences(kind: AlignmentKind) -> None:
    rows = [row for seed in range(6) for row in _rows(seed) if row.kind == kind]
    assert rows
    assert all(row.what == kind for row in rows)


def _rows(seed: int) -> tuple[view.Row, ...]:
    made = pair(seed)
    both = compare(made.old, made.new), compare(made.new, made.old)
    return tuple(row for one in both for row in view.build(one, version="1").rows)


@given(annotations(), annotations())
def test_any_two_annotations_have_a_page(old: Annotation, new: Annotation) -> None:
    assert render(compare(old, new)).startswith("<!DOCTYPE html>")
