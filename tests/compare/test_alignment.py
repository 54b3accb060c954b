"""Which sentences of two drafts are the same."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.compare.alignment import Alignment, align

STORY = (
    "The harbor board met on Tuesday to decide on the new ferry.",
    "Board members argued for two hours before the vote.",
    "The ferry will cost $12 million and carry 300 passengers.",
    "Ann Roe, who leads the board, said the old ship was beyond repair.",
    "“It leaks when it rains and it leaks when it shines,” she said.",
    "Fishermen from the western docks had come to object.",
    "They fear that its wake will tear up their nets.",
    "A study published in March found no damage in three other harbors.",
    "The board is to meet again in September.",
)


def kinds(
    old: tuple[str, ...], new: tuple[str, ...]
) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """What is not unchanged."""
    return [(a.kind, a.old, a.new) for a in align(old, new) if a.kind != "unchanged"]


def test_the_same_draft_is_unchanged() -> None:
    assert kinds(STORY, STORY) == []
    assert kinds((), ()) == []


def test_white_space_and_the_shape_of_marks_change_nothing() -> None:
    new = tuple(text.replace(" ", "  ").replace("“", '"').replace("”", '"') for text in STORY)
    assert kinds(STORY, new) == []


def test_what_is_new_was_added_and_what_is_gone_removed() -> None:
    assert kinds(STORY[1:], STORY) == [("added", (), (0,))]
    assert kinds(STORY, STORY[1:]) == [("removed", (0,), ())]
    assert kinds(STORY, STORY[:3] + STORY[4:]) == [("removed", (3,), ())]
    assert align((), ("A storm came.",)) == (Alignment("added", (), (0,), 0.0),)


def test_what_stands_elsewhere_was_moved() -> None:
    assert kinds(STORY, (*STORY[:2], *STORY[3:8], STORY[2], STORY[8])) == [("moved", (2,), (7,))]
    paragraph = (STORY[7], *STORY[:7], STORY[8])
    assert kinds(STORY, paragraph) == [("moved", (7,), (0,))]


def test_a_moved_sentence_may_have_other_words() -> None:
    told = "A study published in March saw no damage in three other harbors."
    (moved,) = (a for a in align(STORY, (told, *STORY[:7], STORY[8])) if a.kind == "moved")
    assert (moved.old, moved.new) == ((7,), (0,))
    assert not moved.same_words
    assert 0.6 < moved.similarity < 1


@pytest.mark.parametrize(
    "told",
    [
        "Ann Roe, the head of the board, said the old ship could not be repaired.",
        "The old ship was beyond repair.",
        "The old ship was beyond repair, said Ann Roe, who leads the board.",
        "Ann Roe, who leads the board, siad the old ship was beyond repiar.",
    ],
)
def test_other_words_at_the_same_place_are_reworded(told: str) -> None:
    assert kinds(STORY, (*STORY[:3], told, *STORY[4:])) == [("reworded", (3,), (3,))]


def test_another_sentence_at_the_same_place_is_another() -> None:
    other = "Rain is forecast for the whole of the week."
    assert kinds(STORY, (*STORY[:3], other, *STORY[4:])) == [
        ("removed", (3,), ()),
        ("added", (), (3,)),
    ]


def test_one_sentence_may_be_cut_in_two_or_three() -> None:
    two = ("The ferry will cost $12 million.", "It will carry 300 passengers.")
    assert kinds(STORY, (*STORY[:2], *two, *STORY[3:])) == [("split", (2,), (2, 3))]
    whole = "The pier fell, the mayor left town and the bank closed its doors for good."
    parts = ("The pier fell down.", "The mayor left town.", "The bank closed its doors for good.")
    assert kinds((STORY[0], whole, STORY[1]), (STORY[0], *parts, STORY[1])) == [
        ("split", (1,), (1, 2, 3))
    ]


def test_sentences_may_be_joined() -> None:
    joined = (
        "Fishermen from the western docks had come to object, "
        "fearing its wake will tear up their nets."
    )
    assert kinds(STORY, (*STORY[:5], joined, *STORY[7:])) == [("merged", (5, 6), (5,))]


def test_a_sentence_is_not_joined_to_one_that_was_added_behind_it() -> None:
    new = (*STORY[:3], "It is green.", *STORY[3:])
    assert kinds(STORY, new) == [("added", (), (3,))]


def test_of_the_same_words_the_order_decides() -> None:
    old = ("He said no.", STORY[0], "He said no.", STORY[1], "He said no.")
    assert kinds(old, old[1:]) == [("removed", (0,), ())]
    assert kinds(old, old[:2] + old[3:]) == [("removed", (2,), ())]
    assert kinds(old, old[:4]) == [("removed", (4,), ())]


def test_ambiguous_duplicates_are_left_unpaired() -> None:
    old = ("No comment was made on it.", "No comment was made on it.", *STORY)
    new = (*STORY, "No comment was made on it.")
    assert kinds(old, new) == [("removed", (0,), ()), ("removed", (1,), ()), ("added", (), (9,))]


def test_a_repeated_article_is_aligned_copy_by_copy() -> None:
    told = "Ann Roe, who leads the board, claimed the old ship was beyond any repair."
    once = (*STORY[:3], told, *STORY[4:])
    assert kinds(STORY * 2, once + STORY) == [("reworded", (3,), (3,))]
    assert kinds(STORY * 2, once) == [
        ("reworded", (3,), (3,)),
        *(("removed", (n,), ()) for n in range(9, 18)),
    ]


@given(st.lists(st.sampled_from(STORY), max_size=14), st.lists(st.sampled_from(STORY), max_size=14))
def test_every_sentence_stands_in_one_alignment(old: list[str], new: list[str]) -> None:
    alignments = align(old, new)
    assert sorted(i for a in alignments for i in a.old) == list(range(len(old)))
    assert [j for a in alignments for j in a.new] == list(range(len(new)))


def test_long_drafts_take_no_time_out_of_proportion() -> None:
    draw = random.Random(1)
    vocabulary = [f"word{n}" for n in range(3000)] + ["the", "of", "a", "said"] * 300
    old = [" ".join(draw.choices(vocabulary, k=18)) + "." for _ in range(1500)]
    new = [text.replace("word11", "term11") for text in old[500:] + old[:500]]
    started = time.process_time()
    alignments = align(old, new)
    assert time.process_time() - started < 20  # seconds; it takes two
    assert sum(len(a.old) == 1 == len(a.new) for a in alignments) > 1450
    assert len(align(["It rained."] * 4000, ["It rained."] * 4001)) == 4001
