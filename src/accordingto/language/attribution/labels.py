"""The rules that know better than the model what a sentence is.

The model's sentence head decides; a conversation's form, hearsay, and the spans that are shown
overrule it, and each draft then says which of them did.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from accordingto.language.attribution.claims import WORD, Claim
from accordingto.language.attribution.drafts import Draft
from accordingto.language.attribution.linking import Link
from accordingto.language.attribution.stance import stance_of
from accordingto.language.segmentation.speaker_turns import Turn
from accordingto.language.spans import by_sentence, sentences_touched
from accordingto.records import Label, Span

_CLAUSE = re.compile(r",\s+(?:who|which|whose|where)\b")
_ANONYMITY = re.compile(r"\banonym|\bauthori[sz]ed to|\bto be (?:named|identified)\b")

#: A sentence with “reportedly” is narration only when the model is this sure.
SURELY_NARRATED = 0.6
#: How sure a conversation's form makes whose words these are.
TURN = 0.9


def in_turn(turn: Turn, sentences: Sequence[Span]) -> range:
    """The sentences, by index, that hold something of a speaker's turn and end in it."""
    ends = [sentence.end for sentence in sentences]
    first = bisect_right(ends, turn.said.start)
    started = bisect_left(sentences, turn.said.end, key=lambda sentence: sentence.start)
    return range(first, min(started, bisect_right(ends, turn.end)))


def credit_lines(turns: Sequence[Turn], sentences: Sequence[Span]) -> frozenset[int]:
    """The sentences, by index, that only name whose the words above them are."""
    starts = [sentence.start for sentence in sentences]
    behind = (range(bisect_left(starts, t.said.end), bisect_left(starts, t.end)) for t in turns)
    return frozenset(index for indices in behind for index in indices)


def spoken(
    turns: Sequence[Turn], drafts: Sequence[Draft], links: Sequence[Link]
) -> tuple[tuple[Draft, ...], tuple[Link, ...]]:
    """The drafts and links of an article with those that the turns settle.

    Every sentence of an answer is attributed; what the tagger attributes to a host himself is not.
    """
    if not turns:
        return tuple(drafts), tuple(links)
    settled = list(drafts)
    sentences = [draft.span for draft in drafts]
    held: list[list[int]] = [[] for _ in turns]  # by turn, the links that begin in it
    begins = sentences_touched(
        [turn.said for turn in turns], [(link.content[0],) for link in links]
    )
    for number, places in enumerate(begins):
        for place in places:
            held[place].append(number)
    dropped: set[int] = set()
    made: list[Link] = []
    for turn, numbers in zip(turns, held, strict=True):
        dropped |= {number for number in numbers if _of_turn(links[number], turn)}
        told = [links[number].content[0] for number in numbers if number not in dropped]
        inside = in_turn(turn, sentences)
        for index in inside:
            reported = any(sentences[index].overlaps(content) for content in told)
            if not turn.asks:
                settled[index] = settled[index].decided("attributed", "speaker turn")
            elif not reported:
                settled[index] = settled[index].decided("narration", "speaker turn")
        contents = tuple(
            Span(
                max(sentences[index].start, turn.said.start),
                min(sentences[index].end, turn.said.end),
            )
            for index in inside
        )
        if not turn.asks and contents:
            made.append(Link(turn.label, turn.cue, contents, TURN, made_by="turn", why=turn.why))
    others = [link for number, link in enumerate(links) if number not in dropped]
    return tuple(settled), (*_outside_turns(others, turns), *made)


def _outside_turns(links: Sequence[Link], turns: Sequence[Turn]) -> Iterator[Link]:
    """The links without what they hold of a turn that begins behind them: that is its speaker's."""
    answers = [turn.said for turn in turns if not turn.asks]
    contents = [link.content for link in links]
    inside = sentences_touched(answers, contents)
    for link, places in zip(links, inside, strict=True):
        said = [answers[place] for place in places]
        own = [span for span in (link.content[0], link.source, link.cue) if span is not None]
        if any(turn.contains(span) for turn in said for span in own):
            yield link
        elif kept := tuple(c for c in link.content if not any(c.overlaps(turn) for turn in said)):
            yield replace(link, content=kept)


def _of_turn(link: Link, turn: Turn) -> bool:
    """Whether a link stands on the name before the colon, or on nothing in the turn."""
    if link.source is None or link.cue is None:
        return True
    return not (turn.said.contains(link.source) and turn.said.contains(link.cue))


def hearsay(doc: Doc, drafts: Sequence[Draft], links: Sequence[Link]) -> tuple[Draft, ...]:
    """The drafts; where “reportedly” stands, narration must be all the surer.

    What “is said” without a sayer looks like the article's own, and is not.
    """
    doubtful = {index for index, draft in enumerate(drafts) if _doubtful(draft)}
    told: set[int] = set()
    places = sentences_touched([draft.span for draft in drafts], [(link.cue,) for link in links])
    for link, indices in zip(links, places, strict=True):
        doubted = doubtful.intersection(indices)
        if doubted and stance_of(link.cue, link.content, doc) == "hearsay":
            told |= doubted
    return tuple(
        draft.decided(_rather(draft), "hearsay") if index in told else draft
        for index, draft in enumerate(drafts)
    )


def _doubtful(draft: Draft) -> bool:
    narrated = draft.label == "narration" and draft.decided_by == "model"
    return narrated and draft.scores.label[0] < SURELY_NARRATED


def _rather(draft: Draft) -> Label:
    """The likelier label of the two that are not narration."""
    _, partly, attributed = draft.scores.label
    return "partly" if partly >= attributed else "attributed"


def settle(text: str, drafts: Sequence[Draft], claims: Sequence[Claim]) -> tuple[Draft, ...]:
    """The drafts with labels that agree with the spans that are shown.

    A sentence in which nobody asserts anything is narration; it is no more than partly attributed
    only where words stand outside the contents and their frames.
    """
    asserting = [claim for claim in claims if claim.asserts]
    sentences = [draft.span for draft in drafts]
    here = by_sentence(sentences, asserting, [claim.frame for claim in asserting])
    settled: list[Draft] = []
    for draft, asserted in zip(drafts, here, strict=True):
        if draft.label != "narration" and not asserted:
            settled.append(draft.decided("narration", "nobody asserts"))
        elif draft.label == "partly" and _outside(text, draft.span, asserted) <= 1:
            settled.append(draft.decided("attributed", "nothing beside"))
        else:
            settled.append(draft)
    return tuple(settled)


def _outside(text: str, sentence: Span, claims: Sequence[Claim]) -> int:
    """How many words of a sentence stand outside all contents, sources and cues."""
    shown = [
        span
        for claim in claims
        for span in (*claim.frame, _framing(text, claim.link.source))
        if span is not None
    ]
    return sum(
        not any(span.start < word.end() and word.start() < span.end for span in shown)
        for word in WORD.finditer(text, sentence.start, sentence.end)
    )


def _framing(text: str, source: Span | None) -> Span | None:
    """The part of a source mention that claims nothing.

    A relative clause in it may (“the company, which lost $3bn last year, said …”), except one
    that tells why nobody is named.
    """
    clause = _CLAUSE.search(text, source.start, source.end) if source else None
    if source is None or clause is None or _ANONYMITY.search(text, clause.start(), source.end):
        return source
    return Span(source.start, clause.start())
