"""What overrules the model's label of a sentence."""

from __future__ import annotations

from accordingto.language.attribution.claims import Claim
from accordingto.language.attribution.labels import hearsay, settle, spoken
from accordingto.language.attribution.linking import Link
from accordingto.language.segmentation.speaker_turns import turns
from accordingto.records import Article, Span
from conftest import Parse
from drafts import draft

TALK = (
    "RACHEL MARTIN, HOST: Good morning. What did you see?\n"
    "OKAFOR: The wall broke. We ran.\n"
    "MARTIN: The mayor says nobody was warned. Were you?\n"
    "OKAFOR: No.\n"
)


def test_partly_needs_words_outside_the_attribution() -> None:
    text = "Roe, 61, said it rains. It rains and Roe said so."
    told = [
        Claim(Link(Span(0, 7), Span(9, 13), (Span(14, 22),)), "says", True),
        Claim(Link(Span(37, 40), Span(41, 45), (Span(46, 48),)), "says", True),
    ]
    first, second = settle(text, [draft(Span(0, 23), 1), draft(Span(24, 49), 1)], told)
    assert (first.label, first.decided_by) == ("attributed", "nothing beside")
    assert (second.label, second.decided_by) == ("partly", "model")


def test_a_sentence_in_which_nobody_asserts_anything_is_narration() -> None:
    (settled,) = settle("By Roe", [draft(Span(0, 6), 2)], ())
    assert (settled.label, settled.decided_by) == ("narration", "nobody asserts")


def test_hearsay_is_narration_only_where_the_model_is_sure(parsed: Parse) -> None:
    text = "He is reportedly ill. She is reportedly well. It rains."
    doc = parsed(Article(text))
    links = [
        Link(None, Span(at, at + 10), (Span(at + 11, at + 14),)) for at in (text.index("rep"), 29)
    ]
    told = [
        draft(Span(0, 21), 0, chances=(0.5, 0.1, 0.4)),
        draft(Span(22, 45), 0),
        draft(Span(46, 55), 0, chances=(0.5, 0.1, 0.4)),
    ]
    heard = hearsay(doc, told, links)
    assert [sentence.label for sentence in heard] == ["attributed", "narration", "narration"]
    assert [sentence.decided_by for sentence in heard] == ["hearsay", "model", "model"]
    assert [sentence.scores for sentence in heard] == [sentence.scores for sentence in told]


def test_answers_are_attributed_and_a_host_is_believed_only_about_others() -> None:
    cut = ["RACHEL MARTIN, HOST: Good morning.", "What did you see?", "OKAFOR: The wall broke."]
    cut += ["We ran.", "MARTIN: The mayor says nobody was warned.", "Were you?", "OKAFOR: No."]

    def at(words: str) -> Span:
        return Span(TALK.index(words), TALK.index(words) + len(words))

    links = (
        Link(at("RACHEL MARTIN"), None, (at("Good morning."),)),
        Link(at("The mayor"), at("says"), (at("nobody was warned"),)),
    )
    after, kept = spoken(turns(TALK), [draft(at(words), 1) for words in cut], links)
    labels = [sentence.label for sentence in after]
    assert labels[:4] == ["narration", "narration", "attributed", "attributed"]
    assert labels[5:] == ["narration", "attributed"]
    assert after[4].decided_by == "model"  # what the mayor says is the tagger's affair
    assert links[0] not in kept
    assert links[1] in kept
    answers = [link for link in kept if link.source == at("OKAFOR")]
    assert [c.of(TALK) for c in answers[0].content] == ["The wall broke.", "We ran."]
    assert {link.made_by for link in answers} == {"turn"}
    assert len(kept) == 3


def test_without_turns_nothing_changes() -> None:
    told = (draft(Span(0, 3), 1),)
    assert spoken((), told, ()) == (told, ())
