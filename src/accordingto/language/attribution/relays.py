"""Frames side by side in which one source relays another: “X, B said, A reported”."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from accordingto.language.attribution.linking import Link, cue_of
from accordingto.language.attribution.nested import CITES, speaks
from accordingto.language.spans import around, token_span, tokens_of
from accordingto.language.tagging.tagger import RoleSpan
from accordingto.records import Span

#: Between two frames of one content (“…, B said, A reported”) stands no more than this.
_BETWEEN = frozenset(",;’”\" '")


def relayed(
    doc: Doc, tagged: Sequence[RoleSpan], announced: Mapping[int, int], links: Sequence[Link]
) -> tuple[Link, ...]:
    """The links, mended where one source relays another.

    “X, B said, A reported”: the tagger gives X to one of the two, and the frame of the other
    stands alone. It becomes a link of its own, and the content of A is all that B is said to have
    said, B's frame included. “A reported, citing B” is no claim about B: that link goes.
    """
    text = doc.text  # spaCy puts it together anew whenever it is asked
    contents = (number for number, part in enumerate(tagged) if part.role == "content")
    used = {cue_of(tagged, number, announced) for number in contents}
    taken = {link.source for link in links}
    mended = [link for link in links if not _only_cites(doc, link)]
    ends = [_whole(link).end for link in mended]
    for number, part in enumerate(tagged):
        alone = part.role == "cue" and number not in used
        who = _own_source(tagged, taken, number) if alone else None
        if who is None:
            continue
        frame = around(part.span, who)
        gap = _gap(text, frame.start)
        for k in range(len(mended) - 1, -1, -1):
            link = mended[k]
            near = gap <= ends[k] <= frame.start or gap <= link.content[-1].end <= frame.start
            if not near or link.source is None or link.cue is None or link.source == who:
                continue
            sure = min(part.confidence, link.confidence)
            own = Link(who, part.span, link.content, sure, made_by="relay")
            theirs = around(link.source, link.cue)
            if _after(text, ends[k], frame):
                mended.append(replace(own, content=(around(*link.content, theirs),)))
            elif _after(text, link.content[-1].end, frame) and _after(text, frame.end, theirs):
                mended[k] = replace(link, content=(around(*link.content, frame),))
                mended.append(own)
            else:
                continue
            ends[k] = _whole(mended[k]).end
            ends.append(_whole(mended[-1]).end)
            break
    return tuple(mended)


def _own_source(
    tagged: Sequence[RoleSpan], taken: Collection[Span | None], number: int
) -> Span | None:
    """The source of a cue without content: its partner, or the one beside it that is free."""
    cue = tagged[number]
    beside = [k for k in (number - 1, number + 1) if 0 <= k < len(tagged)]
    for k in (cue.partner("source")[0], *beside):
        if k is not None and tagged[k].role == "source" and tagged[k].span not in taken:
            return tagged[k].span
    return None


def _only_cites(doc: Doc, link: Link) -> bool:
    """“…, citing officials”: a cue that tells who else is the source, its content a speaker."""
    cue = next(tokens_of(doc, link.cue), None)
    if cue is None or cue.tag_ != "VBG" or cue.lemma_.lower() not in CITES:
        return False
    who = next((c for c in cue.children if c.dep_ == "dobj"), None)
    return who is not None and speaks(who) and link.content[0].contains(token_span(who))


def _whole(link: Link) -> Span:
    """From the first character of a link's spans to the last."""
    return around(*(s for s in (*link.content, link.source, link.cue) if s is not None))


def _gap(text: str, end: int) -> int:
    """Where the commas, marks and blanks begin that stand straight before ``end``."""
    while end and text[end - 1] in _BETWEEN:
        end -= 1
    return end


def _after(text: str, end: int, frame: Span) -> bool:
    """Whether a frame follows with no more than a comma and marks between."""
    return _gap(text, frame.start) <= end <= frame.start and "," in text[end : frame.start]
