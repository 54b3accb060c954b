"""Sentences → labels: attributed, partly, narration, as an editor gives them; and carry-over.

The model's sentence head decides; the spans must agree with it. A sentence that it calls
attributed gets an attribution where the role tagger found none, so that the page can always show
who and why, and a carry-over always names the sentence leant on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from accordingto.language.attribution.linking import Link, beside
from accordingto.language.attribution.stance import stance_of
from accordingto.language.segmentation.speaker_turns import Turn
from accordingto.language.spans import by_sentence, sentences_touched
from accordingto.language.tagging.tagger import Judgement, Reading
from accordingto.records import ACTS, Kind, Label, Span, Stance

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")

#: A clause joined to the one before it, in which nobody else is said to speak.
_GOES_ON = re.compile(
    r",?\s+(?:and|but|or|so|as|while|though|although|because)\b"
    r"(?!.*\b(?:said|says|told|tells|wrote|according)\b)"
)
_CLAUSE = re.compile(r",\s+(?:who|which|whose|where)\b")
_ANONYMITY = re.compile(r"\banonym|\bauthori[sz]ed to|\bto be (?:named|identified)\b")

NARRATION: Label = "narration"
LABELS: tuple[Label, ...] = ("narration", "partly", "attributed")
KINDS: tuple[Kind, ...] = ("body", "headline", "byline")

#: Above this probability a narration sentence is said to lean on an earlier source …
CARRY = 0.2
#: … and above this one where it follows that source's account in the same paragraph and tells a
#: state of mind (“An officer, fearing for his life, …”), which only an account can know.
CARRY_MIND = 0.1
#: After a sentence that is attributed in part it takes more: the article spoke in between.
CARRY_PARTLY = 0.4
#: How far back, in sentences, the source may be that a narration sentence leans on.
REACH = 4
#: So few words after a content (“…, on Friday”) are left to the frame.
SHORT = 4
#: A sentence with “reportedly” is narration only when the model is this sure.
SURELY_NARRATED = 0.6
#: How sure a conversation's form makes whose words these are.
TURN = 0.9
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


def hearsay(
    doc: Doc, sentences: Sequence[Span], judgements: Sequence[Judgement], links: Sequence[Link]
) -> tuple[Judgement, ...]:
    """The judgements; where “reportedly” stands, narration must be all the surer.

    What “is said” without a sayer looks like the article's own, and is not.
    """
    doubtful = {
        i
        for i, j in enumerate(judgements)
        if j.label[0] == max(j.label) and j.label[0] < SURELY_NARRATED
    }
    here: set[int] = set()
    places = sentences_touched(sentences, [(link.cue,) for link in links])
    for link, where in zip(links, places, strict=True):
        doubted = doubtful.intersection(where)
        if doubted and stance_of(link.cue, link.content, doc) == "hearsay":
            here |= doubted
    return tuple(
        replace(judged, label=(0.0, *judged.label[1:])) if i in here else judged
        for i, judged in enumerate(judgements)
    )


@dataclass(frozen=True, slots=True)
class Claim:
    """A link with the stance of its cue; ``asserts`` tells whether it makes a sentence attributed.

    ``why``: what to tell the user beside how the source was named; empty: nothing. ``within``:
    the index, among all claims, of the one that relays it.
    """

    link: Link
    stance: Stance
    asserts: bool
    why: str = ""
    within: int | None = None


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
    shown = [label if i in body else NARRATION for i, label in enumerate(given)]
    links = (*links, *_missing(doc.text, sentences, shown, judgements, links))
    links = tuple(sorted(links, key=lambda each: each.content[0]))
    stances = [stance_of(link.cue, link.content, doc) for link in links]
    places = sentences_touched(sentences, [(*link.content, link.cue) for link in links])
    asserted = Counter(
        i
        for where, stance in zip(places, stances, strict=True)
        if stance not in ACTS
        for i in where
    )
    found = []
    for link, stance, where in zip(links, stances, places, strict=True):
        attributed = [i for i in where if given[i] != NARRATION]
        why = ""
        if attributed and stance in ACTS and not any(asserted[i] for i in attributed):
            stance = "says"
        elif stance in ACTS:
            why = "an intention or an order: an act, not a claim"
        elif not attributed:
            why = "reads as the article's own narration, in spite of the cue"
        found.append(Claim(link, stance, bool(attributed) and stance not in ACTS, why))
    return tuple(found)


def _missing(
    text: str,
    sentences: Sequence[Span],
    given: Sequence[Label],
    judgements: Sequence[Judgement],
    links: Sequence[Link],
) -> tuple[Link, ...]:
    """A link for every sentence that is called attributed and holds no word of any link.

    Who and cue are what an editor would copy for them; the content is the rest of the sentence.
    Where nothing is left of it (“― Teresa Roe”), nothing is asserted.
    """
    places = sentences_touched(sentences, [(*link.content, link.cue) for link in links])
    taken = {i for where in places for i in where}
    made = []
    for i, (sentence, label, judged) in enumerate(zip(sentences, given, judgements, strict=True)):
        if label == NARRATION or i in taken:
            continue
        frame = [s for s in (judged.who, judged.cue) if s is not None]
        content = tuple(c for c in beside(sentence, frame) if any(x.isalnum() for x in c.of(text)))
        if content:
            made.append(Link(judged.who, judged.cue, content, judged.label[2] / 2))
    return tuple(made)


def settle(
    text: str, sentences: Sequence[Span], given: Sequence[Label], found: Sequence[Claim]
) -> tuple[Label, ...]:
    """The labels, in agreement with the spans that are shown.

    A sentence in which nobody asserts anything is narration; it is no more than partly attributed
    only where words stand outside the contents and their frames.
    """
    asserting = [claim.link for claim in found if claim.asserts]
    here = by_sentence(sentences, asserting, [(*link.content, link.cue) for link in asserting])
    settled: list[Label] = []
    for sentence, label, links in zip(sentences, given, here, strict=True):
        if not links:
            settled.append(NARRATION)
        elif label == "partly" and _outside(text, sentence, links) <= 1:
            settled.append("attributed")
        else:
            settled.append(label)
    return tuple(settled)


def completed(
    text: str, sentences: Sequence[Span], given: Sequence[Label], found: Sequence[Claim]
) -> tuple[Claim, ...]:
    """The claims with contents that reach to the end of a sentence that is all attributed.

    The tagger may end a content at “…, but”. Where the sentence is judged attributed and the
    content is the last of its spans, what follows is asserted by the same source.
    """
    last: dict[int, int] = {}
    spans = [(*claim.link.content, claim.link.cue, claim.link.source) for claim in found]
    for group, where in zip(spans, sentences_touched(sentences, spans), strict=True):
        for i in where:
            ends = [min(s.end, sentences[i].end) for s in group if s and s.start < sentences[i].end]
            last[i] = max(last.get(i, 0), *ends)
    made = []
    for claim, where in zip(
        found, sentences_touched(sentences, [c.link.content for c in found]), strict=True
    ):
        content = list(claim.link.content)
        for i in where if claim.asserts else ():
            end = _last_letter(text, sentences[i])
            rest = [k for k, span in enumerate(content) if span.end == last[i]]
            words = len(_WORD.findall(text, last[i], end))
            goes_on = _GOES_ON.match(text, last[i], end)
            if given[i] == "attributed" and rest and goes_on and words > SHORT:
                content[rest[0]] = Span(content[rest[0]].start, end)
        made.append(replace(claim, link=replace(claim.link, content=tuple(content))))
    return tuple(made)


def _last_letter(text: str, sentence: Span) -> int:
    """Where the last word of a sentence ends, its full stop left out."""
    end = sentence.end
    while end > sentence.start and not text[end - 1].isalnum():
        end -= 1
    return end


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
        if last is not None and given[last] == "partly":
            needed = CARRY_PARTLY
        leans = last is not None and i - last <= REACH and judged.carry > needed
        found.append(last if leans else None)
    return tuple(found)


def spoken(
    found: Sequence[Turn], sentences: Sequence[Span], reading: Reading, links: Sequence[Link]
) -> tuple[Reading, tuple[Link, ...]]:
    """The judgements and links of an article with those that the turns settle.

    Every sentence of an answer is attributed; what the tagger attributes to a host himself is not.
    """
    if not found:
        return reading, tuple(links)
    judged = list(reading.judgements)
    ends = [sentence.end for sentence in sentences]
    held: list[list[int]] = [[] for _ in found]  # by turn, the links that begin in it
    said = [turn.said for turn in found]
    begins = sentences_touched(said, [(link.content[0],) for link in links])
    for number, where in enumerate(begins):
        for k in where:
            held[k].append(number)
    dropped: set[int] = set()
    made: list[Link] = []
    for turn, numbers in zip(found, held, strict=True):
        dropped |= {n for n in numbers if _of_turn(links[n], turn)}
        told = [links[n].content[0] for n in numbers if n not in dropped]
        inside = range(bisect_right(ends, turn.said.start), bisect_right(ends, turn.said.end))
        for i in inside:
            reported = any(sentences[i].overlaps(content) for content in told)
            judged[i] = replace(judged[i], kind=(1.0, 0.0, 0.0))
            if not turn.asks or not reported:
                judged[i] = _settled(judged[i], attributed=not turn.asks)
        contents = tuple(
            Span(max(sentences[i].start, turn.said.start), sentences[i].end) for i in inside
        )
        if not turn.asks and contents:
            made.append(Link(turn.label, None, contents, TURN))
    kept = (link for number, link in enumerate(links) if number not in dropped)
    return replace(reading, judgements=tuple(judged)), (*kept, *made)


def _of_turn(link: Link, turn: Turn) -> bool:
    """Whether a link stands on the name before the colon, or on nothing in the turn."""
    if link.source is None or link.cue is None:
        return True
    return not (turn.said.contains(link.source) and turn.said.contains(link.cue))


def _settled(judged: Judgement, *, attributed: bool) -> Judgement:
    label = (1 - TURN, 0.0, TURN) if attributed else (TURN, 0.0, 1 - TURN)
    return replace(judged, label=label, carry=0.0)
