"""Sentence boundaries: what cuts, and what must not."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from accordingto.evaluate.boundaries import repeated, starts
from accordingto.language.segmentation.sentences import COMPONENT, blocks, sentences
from accordingto.records import Article, Span

WHOLE = [
    "ALBANY, N.Y. (AP) — Police made two arrests.",
    "The U.S. Senator spoke at the U.S. Embassy.",
    "Sgt. John F. Doe and Gov. Ann Roe met Pfc. Manning.",
    "It was No. 4 of the list, as J.P. Morgan Inc. reported at 11:20 a.m. ET.",
    "The trial opens on Oct. 5 in the 7th U.S. Circuit Court.",
    "“I … don’t know,” he said.",
    "“Yeah ... I kept the cash.”",
    "He hesitated... and then he left.",
    "He said (it was “true.” Really!) that it ended.",
    "Maggie Hassan (D-N.H.) Advancing her bill, they propose a law.",
    "“Who knows it?” Graham asked.",
    "“Who knows it?” she asked later.",
    "What are the odds — are you ready for this? — of rain?",
    "FILE PHOTO: A view of the building.",
    "2013: First wi-fi zones created.",
    "1. The prospect of sanctions.",
    "SMITH: I never said so.",
    "He read C.S. Lewis, T.S. Eliot, et al. in Latin.",
]

CUT = [
    "He was ill.| Doctors agreed.",
    "He came from the U.S.| The senator met him at 5 p.m.| They talked.",
    "“It’s over,” he said.| “We lost.”| He left.",
    "“It’s over.”| “No, it isn’t.”",
    "He called it “a farce.”| She added that it was late.",
    "Q: Why?| A: Because.| Then he left.",
    "Q. Why now?| A. It was time.",
    "“Neither did I,” he said.| “Really?” Graham asked.| “Yes!”",
    "(They left.)| The rest stayed (he said so).| Nobody spoke.",
    "The regulation stabilizes the market.|The merger failed.",
    "“We should lead.”|He left.",
    "We waited ...| But nothing came.",
    "iPhone sales fell.| iPhone users wept.",
    "1. First point.| A second one.",
    "Line one ends here\n|Line two begins",
    "He spoke to Apple Inc.| But it was late on Nov. 4.| May 5 is next.",
    "Trade deals hurt us for years!| — Jo Doe (@jodoe) May 1, 2020",
    "A\N{NO-BREAK SPACE}b.\N{NO-BREAK SPACE}|C d.\r\n|\tNext line.\r\n",
]


def found(text: str) -> list[str]:
    return [span.of(text) for span in sentences(Article(text))]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence_stays_whole(text: str) -> None:
    assert found(text) == [text]


@pytest.mark.parametrize("marked", CUT)
def test_sentences_are_cut(marked: str) -> None:
    assert found(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


def test_line_broken_in_a_sentence_is_joined() -> None:
    text = "Editor’s note: Doe often\nincites\nviolence, is false,\nracist and comes from\nabroad."
    assert found(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The goals are to:\nbuild resilience\nupgrade roads\nplant trees",  # a list
        "He left, saying\n\nnothing.",  # a blank line
        "The end.\ntoggle caption Jo Doe",
    ],
)
def test_lines_are_not_joined_without_evidence(text: str) -> None:
    lines = Article(text).paragraphs
    assert blocks(text, lines) == lines


@pytest.mark.parametrize(
    "text", ["said Gov.\nKathleen Blanco.", "It rose to No.\n1.", "“Why?”\nshe asked later."]
)
def test_line_end_after_title_number_or_question_is_no_end(text: str) -> None:
    assert len(blocks(text, Article(text).paragraphs)) == 1


def test_nothing_in_a_blank_article() -> None:
    assert found("") == []
    assert found(" \n\t\n") == []


def test_component_sets_every_token() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(COMPONENT)
    doc = nlp("He spoke to Sgt. Doe.\n“Why?” Graham asked. “We left.”  She cried.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "He spoke to Sgt. Doe.",
        "“Why?” Graham asked.",
        "“We left.”",
        "She cried.",
    ]


@given(st.text(alphabet='aB1 .!?…"“”’()[]—\n\t\N{NO-BREAK SPACE}🙂e\N{COMBINING ACUTE ACCENT}:,'))
def test_sentences_are_all_of_the_text_in_order(text: str) -> None:
    article = Article(text)
    spans = sentences(article)
    assert "".join(re.sub(r"\s", "", s.of(text)) for s in spans) == re.sub(r"\s", "", text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(text) == s.of(text).strip() and s.of(text) for s in spans)


def test_measure_leaves_bad_units_out() -> None:
    ours = [Span(0, 5), Span(6, 9), Span(10, 12)]
    tally = starts(ours, gold=[Span(0, 5), Span(20, 25)], bad=[Span(6, 9)])
    assert (tally.hits, tally.predicted, tally.gold) == (1, 2, 2)
    assert repeated(ours, [Span(6, 9), Span(10, 13)]) == 1
