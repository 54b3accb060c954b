"""Conversations: which turns there are, who asks, and what they settle."""

from __future__ import annotations

from accordingto.language.attribution.labels import spoken
from accordingto.language.attribution.linking import Link
from accordingto.language.segmentation.speaker_turns import turns
from accordingto.language.tagging.tagger import Judgement, Reading
from accordingto.records import Span

TALK = (
    "RACHEL MARTIN, HOST: Good morning. What did you see?\n"
    "OKAFOR: The wall broke. We ran.\n"
    "MARTIN: The mayor says nobody was warned. Were you?\n"
    "OKAFOR: No.\n"
)
NOTHING = Judgement((0.4, 0.2, 0.4), (0.2, 0.2, 0.6), 0.5, None, None)


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


def test_answers_are_attributed_and_a_host_is_believed_only_about_others() -> None:
    cut = ["RACHEL MARTIN, HOST: Good morning.", "What did you see?", "OKAFOR: The wall broke."]
    cut += ["We ran.", "MARTIN: The mayor says nobody was warned.", "Were you?", "OKAFOR: No."]
    sentences = [Span(TALK.index(each), TALK.index(each) + len(each)) for each in cut]

    def at(words: str) -> Span:
        return Span(TALK.index(words), TALK.index(words) + len(words))

    links = (
        Link(at("RACHEL MARTIN"), None, (at("Good morning."),)),
        Link(at("The mayor"), at("says"), (at("nobody was warned"),)),
    )
    reading = Reading((), (NOTHING,) * len(sentences))
    after, kept = spoken(turns(TALK), sentences, reading, links)
    labels = [max(range(3), key=lambda i: j.label[i]) for j in after.judgements]
    assert labels[:4] == [0, 0, 2, 2]
    assert labels[5:] == [0, 2]
    assert after.judgements[4].label == NOTHING.label  # what the mayor says is the tagger's affair
    assert {j.kind for j in after.judgements} == {(1.0, 0.0, 0.0)}
    assert links[0] not in kept
    assert links[1] in kept
    answers = [[c.of(TALK) for c in link.content] for link in kept if link.source == at("OKAFOR")]
    assert answers[0] == ["The wall broke.", "We ran."]
    assert len(kept) == 3


def test_without_turns_nothing_changes() -> None:
    reading = Reading((), (NOTHING,))
    assert spoken((), [Span(0, 3)], reading, ()) == (reading, ())
