"""One name for each speaker: every attribution ends at a source with its full name.

Mentions are read in the order of the text. A name goes to its bearer in the article's clusters, a
pronoun to the best antecedent, a definite description (“the agency”, “the judge”) to whoever
was given that role. Where two candidates are close, nobody is named and ``why`` names both.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from accordingto.language.attribution.linking import Link
from accordingto.language.coreference.antecedents import AntecedentFinder, Found
from accordingto.language.coreference.discourse import Discourse, Referent
from accordingto.language.coreference.ranker import Ranker
from accordingto.language.segmentation.quotations import left_open
from accordingto.language.spans import tokens_span
from accordingto.records import Span

#: A turn of a transcript: “WELNA: …”, “MELISSA BLOCK, HOST: …”.
_TURN = re.compile(r"([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,2})(?:, [A-Z ]+)?: ")
_UNNAMED = "the text names nobody"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities that speak in an article, and for each link whose it is and why.

    ``entities`` are in the order in which they speak first; ``speakers[k]`` are those of link ``k``
    by their index (none: unknown; two: they say it together); ``whys[k]`` tells it in words.
    """

    entities: tuple[Referent, ...]
    speakers: tuple[tuple[int, ...], ...]
    whys: tuple[str, ...]


class Resolver:
    """Names the sources of one article; ``discourse`` knows who was read so far.

    ``quotations`` are spans with their marks, one for each paragraph of a quotation. ``ranker``
    orders the candidates of a pronoun.
    """

    def __init__(self, discourse: Discourse, quotations: Sequence[Span], ranker: Ranker) -> None:
        self.doc = discourse.doc
        self.text = self.doc.text  # spaCy puts it together anew whenever it is asked
        self.quotations = sorted(quotations)
        self.finder = AntecedentFinder(discourse, self.quotations, ranker)
        self.discourse = discourse

    def run(self, links: Sequence[Link], inner: Collection[int]) -> Resolution:
        """Find the speakers of every link, which may come in any order; the answers are in theirs.

        ``inner``: the links, by index, that another relays; “he” after one of them is still the
        one who relays.
        """
        every = sorted(range(len(links)), key=lambda k: _start(links[k]))
        order = [k for k in every if k not in inner]
        found: list[Found] = [((), "")] * len(links)
        before: tuple[int, ...] = ()
        for k in every:
            link = links[k]
            if link.source is not None:
                found[k] = self.finder.phrase(link.source, relayed=k in inner)
            elif k not in inner:
                if link.cue is not None:
                    found[k] = self._by_cue(link.cue)
                if not found[k][0]:
                    found[k] = self._continued(link, before, found[k][1])
            before = before if k in inner else found[k][0]
        for at in range(len(order) - 2, -1, -1):
            found[order[at]] = self._announced(links, order, at, found)
        return self._finish(every, found)

    def _finish(self, order: Sequence[int], found: Sequence[Found]) -> Resolution:
        used = list(dict.fromkeys(referent for k in order for referent in found[k][0]))
        places = {referent: place for place, referent in enumerate(used)}
        return Resolution(
            tuple(self.discourse[referent] for referent in used),
            tuple(tuple(dict.fromkeys(places[e] for e in referents)) for referents, _ in found),
            tuple(why for _, why in found),
        )

    def _by_cue(self, cue: Span) -> Found:
        """The grammatical subject of an active cue (“…, saying that”); a passive has none."""
        piece = self.doc.char_span(cue.start, cue.end, alignment_mode="expand")
        verb = None
        if piece is not None:
            verb = next((t for t in piece if t.pos_ in ("VERB", "AUX")), None)
        if verb is None or any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
            return (), _UNNAMED
        for _ in range(4):
            subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None:
                span = tokens_span(self.doc, subject.left_edge.i, subject.right_edge.i + 1)
                referents, why = self.finder.phrase(span)
                return referents, why or f"the subject of “{cue.of(self.text)}”"
            if verb.dep_ not in ("advcl", "xcomp", "conj", "pcomp", "ccomp", "acl"):
                break
            verb = verb.head
        return (), _UNNAMED

    def _continued(self, link: Link, before: tuple[int, ...], why: str) -> Found:
        """A quotation without a word on its speaker goes on with the one before."""
        turn = self._turn(link)
        if turn is not None:
            return turn
        if not before or (link.cue is not None and (why == _UNNAMED or not self._quoted(link))):
            return (), why or _UNNAMED
        return before, f"goes on with {self.discourse.names(before)}, who spoke last"

    def _turn(self, link: Link) -> Found | None:
        """The speaker whose turn of a transcript the link stands in, as its paragraph opens."""
        text = self.text
        start = text.rfind("\n", 0, _start(link) + 1) + 1
        match = _TURN.match(text, start)
        if link.cue is not None or match is None:
            return None
        referents, why = self.finder.phrase(Span(match.start(1), match.end(1)))
        return (referents, why or "a turn of the transcript") if referents else None

    def _announced(
        self, links: Sequence[Link], order: Sequence[int], at: int, found: Sequence[Found]
    ) -> Found:
        """A quotation that opens a paragraph belongs to the speaker named behind it there.

        Not so where the paragraph before ends in a quotation left open: that one goes on.
        """
        k, after = order[at], order[at + 1]
        link = links[k]
        if link.source is not None or link.cue is not None or not found[after][0]:
            return found[k]
        if not self._one_paragraph(link, links[after]):
            return found[k]
        if self.quotations and not (self._quoted(link) and self._quoted(links[after])):
            return found[k]
        if self._turn(link) is not None:
            return found[k]
        if found[k][0]:
            if at and self._one_paragraph(links[order[at - 1]], link):
                return found[k]
            if self._left_open(_start(link)):
                return found[k]
        referents = found[after][0]
        return (
            referents,
            f"the quotation is that of {self.discourse.names(referents)}, named behind it",
        )

    def _left_open(self, start: int) -> bool:
        before = [q for q in self.quotations if q.end <= start]
        if not before or "\n" not in self.text[before[-1].end : start]:
            return False
        if self.text[before[-1].end : start].strip():
            return False
        return left_open(self.text, before[-1])

    def _quoted(self, link: Link) -> bool:
        return any(q.overlaps(c) for q in self.quotations for c in link.content)

    def _one_paragraph(self, one: Link, other: Link) -> bool:
        start, end = sorted((_start(one), _start(other)))
        return "\n" not in self.text[start:end]


def _start(link: Link) -> int:
    spans = [*link.content, *(s for s in (link.source, link.cue) if s is not None)]
    return min((s.start for s in spans), default=0)
