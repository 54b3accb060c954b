"""Links → claims: the stance of each, and whether its sentence is attributed by it.

A sentence that is called attributed gets a link where the tagger found none, so that the page can
always show who and why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from accordingto.language.attribution.drafts import Draft
from accordingto.language.attribution.linking import Link, beside
from accordingto.language.attribution.stance import stance_of
from accordingto.language.spans import sentences_touched
from accordingto.records import ACTS, Span, Stance

WORD = re.compile(r"\w+(?:[’'-]\w+)*")

#: A clause joined to the one before it, in which nobody else is said to speak.
_GOES_ON = re.compile(
    r",?\s+(?:and|but|or|so|as|while|though|although|because)\b"
    r"(?!.*\b(?:said|says|told|tells|wrote|according)\b)"
)
#: So few words after a content (“…, on Friday”) are left to the frame.
_SHORT = 4


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

    @property
    def frame(self) -> tuple[Span | None, ...]:
        """The spans by which the claim belongs to a sentence: its contents and its cue."""
        return (*self.link.content, self.link.cue)


def claims(doc: Doc, drafts: Sequence[Draft], links: Sequence[Link]) -> tuple[Claim, ...]:
    """The links with their stances, in agreement with the labels of their sentences.

    An act in a sentence judged attributed is taken for a reported view, if nothing else in the
    sentence is asserted; a sentence of the body that is judged attributed and has no link gets one.
    """
    links = (*links, *_missing(doc.text, drafts, links))
    links = tuple(sorted(links, key=lambda link: link.content[0]))
    stances = [stance_of(link.cue, link.content, doc) for link in links]
    spans = [draft.span for draft in drafts]
    places = sentences_touched(spans, [(*link.content, link.cue) for link in links])
    asserted = Counter(
        index
        for indices, stance in zip(places, stances, strict=True)
        if stance not in ACTS
        for index in indices
    )
    made = []
    for link, stance, indices in zip(links, stances, places, strict=True):
        attributed = [index for index in indices if drafts[index].label != "narration"]
        why = ""
        if attributed and stance in ACTS and not any(asserted[index] for index in attributed):
            stance = "says"
        elif stance in ACTS:
            why = "an intention or an order: an act, not a claim"
        elif not attributed:
            why = "reads as the article's own narration, in spite of the cue"
        made.append(Claim(link, stance, bool(attributed) and stance not in ACTS, why))
    return tuple(made)


def _missing(text: str, drafts: Sequence[Draft], links: Sequence[Link]) -> tuple[Link, ...]:
    """A link for every sentence of the body called attributed that holds no word of any link.

    Who and cue are what an editor would copy for them; the content is the rest of the sentence.
    Where nothing is left of it (“― Teresa Roe”), nothing is asserted.
    """
    spans = [draft.span for draft in drafts]
    places = sentences_touched(spans, [(*link.content, link.cue) for link in links])
    taken = {index for indices in places for index in indices}
    made = []
    for index, draft in enumerate(drafts):
        if draft.label == "narration" or draft.kind != "body" or index in taken:
            continue
        who, cue = draft.scores.who, draft.scores.cue
        rest = beside(draft.span, [span for span in (who, cue) if span is not None])
        content = tuple(part for part in rest if any(char.isalnum() for char in part.of(text)))
        if content:
            chance = draft.scores.label[2] / 2
            made.append(Link(who, cue, content, chance, made_by="label"))
    return tuple(made)


def completed(text: str, drafts: Sequence[Draft], made: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with contents that reach to the end of a sentence that is all attributed.

    The tagger may end a content at “…, but”. Where the sentence is judged attributed and the
    content is the last of its spans, what follows is asserted by the same source.
    """
    sentences = [draft.span for draft in drafts]
    last: dict[int, int] = {}  # where the last span in each sentence ends
    groups = [(*claim.frame, claim.link.source) for claim in made]
    for group, indices in zip(groups, sentences_touched(sentences, groups), strict=True):
        for index in indices:
            sentence = sentences[index]
            ends = [min(s.end, sentence.end) for s in group if s and s.start < sentence.end]
            last[index] = max(last.get(index, 0), *ends)
    whole = []
    contents = [claim.link.content for claim in made]
    for claim, indices in zip(made, sentences_touched(sentences, contents), strict=True):
        content = list(claim.link.content)
        for index in indices if claim.asserts else ():
            end = _last_letter(text, sentences[index])
            rest = [k for k, span in enumerate(content) if span.end == last[index]]
            words = len(WORD.findall(text, last[index], end))
            goes_on = _GOES_ON.match(text, last[index], end)
            if drafts[index].label == "attributed" and rest and goes_on and words > _SHORT:
                content[rest[0]] = Span(content[rest[0]].start, end)
        whole.append(replace(claim, link=replace(claim.link, content=tuple(content))))
    return tuple(whole)


def _last_letter(text: str, sentence: Span) -> int:
    """Where the last word of a sentence ends, its full stop left out."""
    end = sentence.end
    while end > sentence.start and not text[end - 1].isalnum():
        end -= 1
    return end
