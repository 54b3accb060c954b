"""Quotations against notes: verbatim, trimmed, altered, absent, and the difference shown."""

from __future__ import annotations

from pathlib import Path

import pytest

import accordingto
from accordingto.checks import Config, check
from accordingto.checks.notes import Notes, compared
from accordingto.records import Annotation, Article, ModelInfo

HERE = Path(__file__).parent / "notes"
SAMPLES = Path(__file__).parents[2] / "samples"
TALK = Notes.of(
    Article(
        "MS ROE: Well, I told them, the bridge was never really safe, you know, and nobody "
        "listened. Three years we waited. It's a disgrace, frankly. It cost us $1,200.",
        origin="talk.txt",
    )
)


@pytest.mark.parametrize(
    ("quotation", "agreement", "difference"),
    [
        ("“Three years we waited.”", "verbatim", ""),
        ("“THREE YEARS … we waited”", "verbatim", ""),
        ("“It’s a disgrace, frankly,”", "verbatim", ""),
        ("“the bridge was never safe”", "trimmed", "the bridge was never [-really-] safe"),
        (
            "“the bridge was never really safe, … and nobody listened.”",
            "trimmed",
            "the bridge was never really safe [-you know-] and nobody listened",
        ),
        ("“It’s a shame, frankly.”", "altered", "It’s a {+shame+} [-disgrace-] frankly"),
        ("“It cost us $1,400.”", "altered", "It cost us {+1,400+} [-1,200-]"),
        ("“We will take the council to court.”", "absent", ""),
    ],
)
def test_a_quotation_is_compared_word_by_word(
    quotation: str, agreement: str, difference: str
) -> None:
    comparison = compared(quotation, [TALK])
    assert (comparison.agreement, comparison.difference) == (agreement, difference)


def test_the_notes_where_it_stands_best_count() -> None:
    other = Notes.of(Article("Day: the bridge was never safe, I said.", origin="day.txt"))
    assert compared("“the bridge was never safe”", [TALK, other]).agreement == "verbatim"
    assert compared("“the bridge was never safe”", [TALK, other]).notes == "day.txt"
    altered = compared("“the bridge was always really safe”", [other, TALK])
    assert altered.notes == "talk.txt"


@pytest.mark.parametrize("words", ["", "“”", "“…”"])
def test_nothing_is_not_compared_with_anything(words: str) -> None:
    assert compared(words, []).agreement == "absent"
    assert compared("“so it was”", [Notes.of(Article(words or " "))]).agreement == "absent"


def test_a_long_transcript_is_searched_whole() -> None:
    filler = " ".join(f"and then we spoke of item {n} of the list" for n in range(4000))
    notes = Notes.of(Article(f"{filler} the bridge was never really safe {filler}"))
    assert compared("“the bridge was never quite safe”", [notes]).agreement == "altered"


@pytest.mark.parametrize(
    ("name", "trimmed", "altered", "absent"),
    [
        (
            "council-bike-lane",
            {"“We have a plan", "“I just want people"},
            {"“Nobody carries"},
            {"“made up its mind"},
        ),
        (
            "court-harbor-contracts",
            {"“You had a salary", "“I asked him"},
            {"“wildly out"},
            {"“no contract is"},
        ),
        (
            "health-dialysis-inspections",
            {"“We were told", "“last year’s"},
            {"“That is a dirty"},
            {"“a culture of"},
        ),
        ("ontario-shooting", {'"another example'}, set(), set()),
    ],
)
def test_each_sample_against_a_transcript_of_our_own(
    name: str, trimmed: set[str], altered: set[str], absent: set[str]
) -> None:
    article = accordingto.read(SAMPLES / f"{name}.txt")
    bare = Annotation(article, (), (), (), ModelInfo("none", "0"))
    notes = (accordingto.read(HERE / f"{name}.txt"),)
    config = Config(select=frozenset({"quote-not-in-notes"}), notes=notes)
    found: dict[str, set[str]] = {"leaves out": set(), "is not what": set(), "nowhere": set()}
    for finding in check(bare, config).findings:
        (kind,) = [kind for kind in found if kind in finding.message]
        found[kind].add(finding.span.of(article.text))
    for kind, beginnings in zip(found, (trimmed, altered, absent), strict=True):
        assert len(found[kind]) == len(beginnings), (kind, found[kind])
        assert all(any(words.startswith(b) for words in found[kind]) for b in beginnings), kind
