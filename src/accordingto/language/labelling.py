"""Sentences → labels: attributed, partly, narration, as an editor gives them; and carry-over.

The model's sentence head decides; the spans must agree with it. A sentence that it calls
attributed gets an attribution where the role tagger found none, so that the page can always show
who and why, and a carry-over always names the sentence leant on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from accordingto.language.linking import beside
from accordingto.language.links import Link
from accordingto.language.roles import Judgement
from accordingto.language.stance import stance_of
from accordingto.records import ACTS, Kind, Label, Span, Stance

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")

_CLAUSE = re.compile(r",\s+(?:who|which|whose|where)\b")
_ANONYMITY = re.compile(r"\banonym|\bauthori[sz]ed to|\bto be (?:named|identified)\b")

NARRATION: Label = "narration"
LABELS: tuple[Label, ...] = ("narration", "partly", "attributed")
KINDS: tuple[Kind, ...] = ("body", "headline", "byline")

#: Above this probability a narration sentence is said to lean on an earlier source …
CARRY = 0.3
#: … and above this one where it follows that source's account in the same paragraph and tells a
#: state of mind (“An officer, fearing for his life, …”), which only an account can know.
CARRY_MIND = 0.1
#: How far back, in sentences, the source may be that a narration sentence leans on.
REACH = 4
#: A line is no body text only when the model is this sure: else it would go unreviewed.
NOT_BODY = 0.6


def labels(judgements: Sequence[Judgement]) -> tuple[Label, ...]:
    """The likeliest label of every sentence."""
    return tuple(LABELS[max(range(3), key=lambda i: j.label[i])] for j in judgements)


def kinds(ruled: Sequence[Kind], judgements: Sequence[Judgement]) -> tuple[Kind, ...]:
    """The kind of every line: by rule where one applies, else by the model where it is sure."""
    found: list[Kind] = []
    for rule, j in zip(ruled, judgements, strict=True):
        best = max(range(3), key=lambda i: j.kind[i])
        guess = KINDS[best] if j.kind[best] >= NOT_BODY else "body"
        found.append(rule if rule != "body" else guess)
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
    doc: Doc,
    sentences: Sequence[Span],
    body: Collection[int],
    judgements: Sequence[Judgement],
    links: Sequence[Link],
) -> tuple[Claim, ...]:
    """The links with their stances, in agreement with the labels of their sentences.

    An act in a sentence judged attributed is taken for a reported view, if nothing else in the
    sentence is asserted; a sentence of the ``body`` (by index) that is judged attributed and has
    no link gets one.
    """
    given = labels(judgements)
    judged_attributed = [s for s, label in zip(sentences, given, strict=True) if label != NARRATION]
    shown = [label if i in body else NARRATION for i, label in enumerate(given)]
    links = (*links, *_missing(doc.text, sentences, shown, judgements, links))
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


def settle(
    text: str,
    sentences: Sequence[Span],
    body: Collection[int],
    given: Sequence[Label],
    found: Sequence[Claim],
) -> tuple[Label, ...]:
    """The labels, in agreement with the spans that are shown.

    A sentence is no more than partly attributed only where words stand outside the contents and
    their frames; a headline or byline in which nobody asserts anything is narration.
    """
    settled: list[Label] = []
    for i, (sentence, label) in enumerate(zip(sentences, given, strict=True)):
        here = [
            c.link for c in found if c.asserts and any(x.overlaps(sentence) for x in c.link.content)
        ]
        if label != NARRATION and i not in body and not here:
            settled.append(NARRATION)
        elif label == "partly" and here and _outside(text, sentence, here) <= 1:
            settled.append("attributed")
        else:
            settled.append(label)
    return tuple(settled)


def _outside(text: str, sentence: Span, links: Sequence[Link]) -> int:
    """How many words of a sentence stand outside all contents, sources and cues."""
    shown = [
        span
        for link in links
        for span in (*link.content, _frame(text, link.source), link.cue)
        if span is not None
    ]
    return sum(
        not any(span.start < word.end() and word.start() < span.end for span in shown)
        for word in _WORD.finditer(text, sentence.start, sentence.end)
    )


def _frame(text: str, source: Span | None) -> Span | None:
    """The part of a source mention that claims nothing.

    A relative clause in it may (“the company, which lost $3bn last year, said …”), except one
    that tells why nobody is named.
    """
    clause = _CLAUSE.search(text, source.start, source.end) if source else None
    if source is None or clause is None or _ANONYMITY.search(text, clause.start(), source.end):
        return source
    return Span(source.start, clause.start())


def carries(
    paragraphs: Sequence[int],
    given: Sequence[Label],
    judgements: Sequence[Judgement],
    minds: Collection[int] = (),
) -> tuple[int | None, ...]:
    """For every sentence the earlier attributed sentence whose account it goes on telling.

    ``paragraphs``: of every sentence; ``minds``: the sentences that tell somebody's state of mind.
    """
    found: list[int | None] = []
    last: int | None = None
    for i, (label, judged) in enumerate(zip(given, judgements, strict=True)):
        if label != NARRATION:
            found.append(None)
            last = i
            continue
        next_to = last is not None and last == i - 1 and paragraphs[last] == paragraphs[i]
        needed = CARRY_MIND if next_to and i in minds else CARRY
        leans = last is not None and i - last <= REACH and judged.carry > needed
        found.append(last if leans else None)
    return tuple(found)
