"""Conversations: which turns there are, who asks, and what they settle."""

from __future__ import annotations

from accordingto.language.segmentation.speaker_turns import turns

TALK = (
    "RACHEL MARTIN, HOST: Good morning. What did you see?\n"
    "OKAFOR: The wall broke. We ran.\n"
    "MARTIN: The mayor says nobody was warned. Were you?\n"
    "OKAFOR: No.\n"
)


def test_hosts_ask_and_guests_answer() -> None:
    found = turns(TALK)
    assert [turn.label and turn.label.of(TALK) for turn in found] == [
        "RACHEL MARTIN",
        "OKAFOR",
        "MARTIN",
        "OKAFOR",
    ]
    assert [turn.asks for turn in found] == [True, False, True, False]
    assert found[3].said.of(TALK) == "No."


def test_letters_name_nobody() -> None:
    found = turns("Q: Why?\nA: Because.\nQ: When?\nA: Now. (PROFANITY: none.)\n")
    assert [turn.label for turn in found] == [None] * 4
    assert [turn.asks for turn in found] == [True, False, True, False]


def test_labels_alone_make_no_conversation() -> None:
    assert turns("POLICE: DRIVER WAS SPEEDING\nThe car left the road.\n") == ()
    assert turns("WHEN: Friday.\nWHERE: The hall.\nWHAT: A play.\nHOW MUCH: Free.\n") == ()
    assert turns("") == ()
