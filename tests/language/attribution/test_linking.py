"""Roles become attributions: by the model's links, and never without a content."""

from __future__ import annotations

from spacy.lang.en import English
from spacy.language import Language

from accordingto.language.attribution.labels import (
    Claim,
    carries,
    claims,
    completed,
    hearsay,
    kinds,
    labels,
    settle,
)
from accordingto.language.attribution.linking import Link, announced, link
from accordingto.language.pipeline import parse
from accordingto.language.segmentation.quotations import quotations
from accordingto.language.spans import sentences_touched
from accordingto.language.tagging.confidence import confidence
from accordingto.language.tagging.tagger import Judgement, Reading, Role
from accordingto.records import Article, Span


def role(name: str, start: int, end: int, **to: int | None) -> Role:
    links = tuple((partner, index, 0.9) for partner, index in to.items())
    return Role(name, start, end, Span(start, end), 0.8, links)


def judged(label: int, *, carry: float = 0.0, who: Span | None = None) -> Judgement:
    chances = tuple(0.8 if i == label else 0.1 for i in range(3))
    return Judgement(chances, (0.9, 0.05, 0.05), carry, who, None)


def test_contents_of_one_cue_are_one_attribution() -> None:
    reading = Reading(
        (
            role("content", 0, 5, cue=2, source=1),
            role("source", 6, 7),
            role("cue", 8, 9, source=1),
            role("content", 10, 15, cue=2, source=1),
        ),
        (),
    )
    (made,) = link(reading)
    assert made.source == Span(6, 7)
    assert made.cue == Span(8, 9)
    assert made.content == (Span(0, 5), Span(10, 15))
    assert made.confidence == confidence(made.evidence)


def test_a_cue_without_content_asserts_nothing() -> None:
    assert link(Reading((role("source", 0, 1), role("cue", 1, 2, source=0)), ())) == ()


def test_a_content_without_partners_stands_alone() -> None:
    (made,) = link(Reading((role("content", 0, 5, cue=None, source=None),), ()))
    assert (made.source, made.cue) == (None, None)


def test_labels_kinds_and_carry_over() -> None:
    judgements = [judged(2), judged(0, carry=0.9), judged(0), judged(1)]
    given = labels(judgements)
    assert given == ("attributed", "narration", "narration", "partly")
    assert kinds(("byline", "body", "body", "body"), judgements) == ("byline", *("body",) * 3)
    assert carries((0,) * 4, given, judgements) == (None, 0, None, None)


def test_carry_over_does_not_reach_far_back() -> None:
    judgements = [judged(2), *[judged(0)] * 6, judged(0, carry=0.9)]
    assert carries((0,) * 8, labels(judgements), judgements)[-1] is None


def test_an_attributed_sentence_never_goes_without_an_attribution() -> None:
    text = "It is so, Roe said."
    judgements = [judged(2, who=Span(10, 13))]
    (made,) = claims(English()(text), [Span(0, 19)], {0}, judgements, ())
    assert made.asserts
    assert made.link.source == Span(10, 13)
    assert [c.of(text) for c in made.link.content] == ["It is so, ", " said."]


def test_a_state_of_mind_right_after_an_account_leans_on_it_sooner() -> None:
    judgements = [judged(2), judged(0, carry=0.15), judged(2), judged(0, carry=0.15)]
    given = labels(judgements)
    assert carries((0, 0, 1, 2), given, judgements) == (None,) * 4
    # The second pair is parted by a paragraph.
    assert carries((0, 0, 1, 2), given, judgements, {1, 3}) == (None, 0, None, None)


def test_partly_needs_words_outside_the_attribution() -> None:
    text = "Roe, 61, said it rains. It rains and Roe said so."
    first, second = Span(0, 23), Span(24, 49)
    found = [
        Claim(Link(Span(0, 7), Span(9, 13), (Span(14, 22),)), "says", True),
        Claim(Link(Span(37, 40), Span(41, 45), (Span(46, 48),)), "says", True),
    ]
    given = settle(text, [first, second], ["partly", "partly"], found)
    assert given == ("attributed", "partly")


def test_a_sentence_in_which_nobody_asserts_anything_is_narration() -> None:
    assert settle("By Roe", [Span(0, 6)], ["attributed"], ()) == ("narration",)


def test_a_bare_frame_asserts_nothing_of_its_own() -> None:
    text = "― Roe"
    assert claims(English()(text), [Span(0, 5)], {0}, [judged(2, who=Span(2, 5))], ()) == ()


def test_holders_finds_every_sentence_a_span_touches() -> None:
    sentences = [Span(0, 5), Span(6, 9), Span(10, 20)]
    spans = [[Span(0, 1)], [Span(4, 7), None], [Span(5, 6)], [Span(0, 20)], [Span(19, 30)]]
    assert sentences_touched(sentences, spans) == ((0,), (0, 1), (), (0, 1, 2), (2,))


def test_the_content_of_an_attributed_sentence_reaches_its_end() -> None:
    text = "Roe said it rains, but as he left the sun came out."
    sentence, link = Span(0, len(text)), Link(Span(0, 3), Span(4, 8), (Span(9, 17),))
    (whole,) = completed(text, [sentence], ["attributed"], [Claim(link, "says", True)])
    assert whole.link.content == (Span(9, len(text) - 1),)
    (part,) = completed(text, [sentence], ["partly"], [Claim(link, "says", True)])
    assert part.link == link


def test_a_quotation_belongs_to_the_frame_that_announces_it() -> None:
    text = "The agency adds:\n“The talks go on.\n“They will not end soon.”\n“No,” the paper said."
    words = ("The agency", "adds:", "The talks go on.", "They will not end soon.", "No")
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in (*words, "the paper", "said")]
    there = (("cue", 6, 0.6), ("source", 5, 0.6))  # where the tagger links all contents
    kinds = ("source", "cue", "content", "content", "content", "source", "cue")
    roles = tuple(
        Role(kind, k, k + 1, span, 0.9, there if kind == "content" else (("source", k - 1, 0.9),))
        for k, (kind, span) in enumerate(zip(kinds, spans, strict=True))
    )
    marks = quotations(text, Article(text).paragraphs)
    found = announced(Reading(roles, ()), text, marks).roles
    assert [role.partner("cue")[0] for role in found if role.role == "content"] == [1, 1, 6]
    assert found[2].partner("source")[0] == 0
    unmarked = announced(Reading(roles, ()), text, ()).roles
    assert unmarked == roles


def test_hearsay_is_narration_only_where_the_model_is_sure(nlp: Language) -> None:
    text = "He is reportedly ill. She is reportedly well. It rains."
    doc = parse(nlp, Article(text))
    sentences = [Span(0, 21), Span(22, 45), Span(46, 55)]
    links = [
        Link(None, Span(at, at + 10), (Span(at + 11, at + 14),)) for at in (text.index("rep"), 29)
    ]
    doubtful = Judgement((0.5, 0.1, 0.4), (1.0, 0.0, 0.0), 0.0, None, None)
    given = labels(hearsay(doc, sentences, [doubtful, judged(0), doubtful], links))
    assert given == ("attributed", "narration", "narration")
