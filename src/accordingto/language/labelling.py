"""Sentences → labels: attributed, partly, narration, as an editor gives them; and carry-over.

The model's sentence head decides; the spans must agree with it. A sentence that it calls
attributed gets an attribution where the role tagger found none, so that the page can always show
who and why, and a carry-over always names the sentence leant on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from accordingto.language.linking import beside
from accordingto.language.links import Link
from accordingto.language.roles import Judgement
from accordingto.language.stance import stance_of
from accordingto.records import ACTS, Kind, Label, Span, Stance

NARRATION: Label = "narration"
LABELS: tuple[Label, ...] = ("narration", "partly", "attributed")
KINDS: tuple[Kind, ...] = ("body", "headline", "byline")

#: Above this probability a narration sentence is said to lean on an earlier source.
CARRY = 0.5
#: How far back, in sentences, the source may be that a narration sentence leans on.
REACH = 4
#: A line is no body text only when the model is this sure: else it would go unreviewed.
NOT_BODY = 0.6


def labels(judgements: Sequence[Judgement]) -> tuple[Label, ...]:
    """The likeliest label of every sentence."""
    return tuple(LABELS[max(range(3), key=lambda i: j.label[i])] for j in judgements)


def kinds(judgements: Sequence[Judgement]) -> tuple[Kind, ...]:
    """The kind of every line; what is not surely a headline or a byline is body."""
    found: list[Kind] = []
    for j in judgements:
        best = max(range(3), key=lambda i: j.kind[i])
        found.append(KINDS[best] if j.kind[best] >= NOT_BODY else "body")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Claim:
    """A link with the stance of its cue; ``asserts`` tells whether it makes a sentence attributed.

    ``why``: what to tell the user beside how the source was named; empty: nothing.
    """

    link: Link
    stance: Stance
    asserts: bool
    why: str = ""


def claims(
    doc: Doc, sentences: Sequence[Span], judgements: Sequence[Judgement], links: Sequence[Link]
) -> tuple[Claim, ...]:
    """The links with their stances, in agreement with the labels of their sentences.

    An act in a sentence judged attributed is taken for a reported view, if nothing else in the
    sentence is asserted; a sentence judged attributed without any link gets one.
    """
    given = labels(judgements)
    judged_attributed = [s for s, label in zip(sentences, given, strict=True) if label != NARRATION]
    links = (*links, *_missing(doc.text, sentences, given, judgements, links))
    stances = {link: stance_of(link.cue, link.content, doc) for link in links}
    found = []
    for link in sorted(links, key=lambda each: each.content[0]):
        held = [s for s in judged_attributed if any(c.overlaps(s) for c in link.content)]
        stance, why = stances[link], ""
        if held and stance in ACTS and not _asserted(held, link, stances):
            stance = "says"
        elif stance in ACTS:
            why = "an intention or an order: an act, not a claim"
        elif not held:
            why = "reads as the article's own narration, in spite of the cue"
        found.append(Claim(link, stance, bool(held) and stance not in ACTS, why))
    return tuple(found)


def _asserted(sentences: Sequence[Span], link: Link, stances: dict[Link, Stance]) -> bool:
    """Whether another link asserts something in one of these sentences."""
    return any(
        other != link and stance not in ACTS and any(c.overlaps(s) for c in other.content)
        for other, stance in stances.items()
        for s in sentences
    )


def _missing(
    text: str,
    sentences: Sequence[Span],
    given: Sequence[Label],
    judgements: Sequence[Judgement],
    links: Sequence[Link],
) -> tuple[Link, ...]:
    """A link for every sentence that is called attributed and holds no content of any link.

    Who and cue are what an editor would copy for them; the content is the rest of the sentence.
    """
    contents = [c for each in links for c in each.content]
    made = []
    for sentence, label, judged in zip(sentences, given, judgements, strict=True):
        if label == NARRATION or any(c.overlaps(sentence) for c in contents):
            continue
        taken = [s for s in (judged.who, judged.cue) if s is not None]
        content = tuple(c for c in beside(sentence, taken) if any(x.isalnum() for x in c.of(text)))
        made.append(Link(judged.who, judged.cue, content or (sentence,), judged.label[2] / 2))
    return tuple(made)


def carries(given: Sequence[Label], judgements: Sequence[Judgement]) -> tuple[int | None, ...]:
    """For every sentence the earlier attributed sentence whose account it goes on telling."""
    found: list[int | None] = []
    last: int | None = None
    for i, (label, judged) in enumerate(zip(given, judgements, strict=True)):
        leans = label == "narration" and judged.carry > CARRY
        found.append(last if leans and last is not None and i - last <= REACH else None)
        if label != "narration":
            last = i
    return tuple(found)
