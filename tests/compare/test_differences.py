"""What differs between two wordings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.compare.differences import altered_quotations, changed_numbers, diff


@given(st.text("ab “”.,\n 1", max_size=30), st.text("ab “”.,\n 1", max_size=30))
def test_the_segments_are_both_wordings(old: str, new: str) -> None:
    segments = diff(old, new)
    assert "".join(segment.old for segment in segments) == old
    assert "".join(segment.new for segment in segments) == new


def test_case_and_the_shape_of_marks_are_no_difference() -> None:
    assert all(segment.same for segment in diff("“It’s over,” he said.", '"it\'s over," He said.'))


def test_a_difference_is_of_whole_words() -> None:
    segments = diff("The board met on Tuesday.", "The whole board meets on Monday.")
    assert [(s.old, s.new) for s in segments if not s.same] == [
        ("", "whole "),
        ("met ", "meets "),
        ("Tuesday", "Monday"),
    ]


def test_very_long_wordings_are_not_taken_apart() -> None:
    assert len(diff("a " * 2000, "b " + "a " * 2000)) == 1


SAID = "We have a plan, we have the money and we have run out of excuses,"


@pytest.mark.parametrize(
    "quotation",
    [
        SAID,
        "We have a plan,",
        "run out of excuses",
        "We have a plan … and we have run out of excuses",
        "We have a plan. . . we have run out of excuses",
        "We have a [good] plan, we have the money",
        "we HAVE a plan we have the money",
        "This is said nowhere else at all",
    ],
)
def test_a_quotation_may_be_cut_and_marked(quotation: str) -> None:
    assert list(altered_quotations([SAID], [quotation])) == []


@pytest.mark.parametrize(
    "quotation",
    [
        "We have a plan, we have the cash and we have run out of excuses,",
        "We have a plan and the money and have run out of excuses,",
        "We have a plan, we have the money and we have run out of lame excuses,",
    ],
)
def test_other_words_inside_the_marks_are_told(quotation: str) -> None:
    assert list(altered_quotations([SAID, "No."], ["No.", quotation])) == [(SAID, quotation)]


def test_quotations_may_be_joined_and_cut_in_two() -> None:
    assert list(altered_quotations(["It leaks.", "It sinks."], ["It leaks. It sinks."])) == []
    assert list(altered_quotations(["It leaks. It sinks."], ["It leaks.", "It sinks."])) == []


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("It cost $12 million.", "It cost $13 million.", [("$12 million", "$13 million")]),
        ("It cost 12 million.", "It cost 12 billion.", [("12 million", "12 billion")]),
        ("They passed it 5 to 4.", "They passed it 6 to 4.", [("5", "6")]),
        ("Some 1,900 signed.", "Some 1,800 signed.", [("1,900", "1,800")]),
        ("Nine shops closed.", "Ten shops closed.", [("Nine", "Ten")]),
        ("It rose by 8 percent.", "It rose by 9 percent.", [("8 percent", "9 percent")]),
        ("In 2022 it opened.", "In 2023 it opened.", [("2022", "2023")]),
        ("It rose by 8 percent.", "It rose by eight per cent.", []),
        ("Some 1,900 signed.", "Some 1900 signed.", []),
        ("Nine shops closed.", "The shops closed.", []),
        ("The shops closed.", "Nine shops closed.", []),
        ("Some 5 of 9 closed.", "Of 9 some 5 closed.", []),
        ("One of them closed.", "No one of them closed.", []),
    ],
)
def test_a_number_put_for_another_is_told(
    old: str, new: str, changed: list[tuple[str, str]]
) -> None:
    assert list(changed_numbers(old, new)) == changed
