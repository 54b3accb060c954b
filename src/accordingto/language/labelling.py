"""Sentences → labels: attributed, partly, narration, as an editor gives them; and carry-over.

The model's sentence head decides; the spans must agree with it. A sentence that it calls
attributed gets an attribution where the role tagger found none, so that the page can always show
who and why, and a carry-over always names the sentence leant on.
"""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.language.linking import beside
from accordingto.language.links import Link
from accordingto.language.roles import Judgement
from accordingto.records import Kind, Label, Span

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


def missing(
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
        if label == "narration" or any(c.overlaps(sentence) for c in contents):
            continue
        taken = [s for s in (judged.who, judged.cue) if s is not None]
        content = tuple(
            c for c in beside(sentence, taken) if any(x.isalnum() for x in c.of(text))
        )
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
