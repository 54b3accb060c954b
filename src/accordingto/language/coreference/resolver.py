"""One name for each speaker: every attribution ends at a source with its full name.

Mentions are read in the order of the text. A name goes to its bearer in the article's clusters, a
pronoun to the best antecedent, a definite description (“the agency”, “the judge”) to whoever
was given that title. Where two candidates are close, nobody is named and ``why`` names both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from accordingto.language.attribution.linking import Link
from accordingto.language.coreference.antecedent import Antecedent
from accordingto.language.coreference.antecedents import AntecedentFinder
from accordingto.language.coreference.discourse import Discourse, Referent
from accordingto.language.coreference.weighing import Weighing
from accordingto.language.spans import tokens_span
from accordingto.quotations import left_open
from accordingto.records import Span

#: A turn of a transcript: “WELNA: …”, “MELISSA BLOCK, HOST: …”.
_TURN = re.compile(r"([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,2})(?:, [A-Z ]+)?: ")
_UNNAMED = "the text names nobody"
#: So many lines below the last word on who speaks, or the last quotation mark, words that name
#: nobody are still that speaker's: a quotation whose end was lost does not own the rest.
FARTHEST = 3


@dataclass(frozen=True, slots=True)
class Resolution:
    """The referents that speak in an article, and for each link whose it is and why.

    ``referents`` are in the order in which they speak first; ``antecedents[k]`` names those of link
    ``k`` by their index among them (none: unknown; two: they say it together).
    """

    referents: tuple[Referent, ...]
    antecedents: tuple[Antecedent, ...]


class Resolver:
    """Names the sources of one article; ``discourse`` knows who was read so far.

    ``quotations`` are spans with their marks, one for each paragraph of a quotation. ``weighing``
    tells the likeliest of several candidates.
    """

    def __init__(
        self, discourse: Discourse, quotations: Sequence[Span], weighing: Weighing
    ) -> None:
        self.doc = discourse.doc
        self.text = self.doc.text  # spaCy puts it together anew whenever it is asked
        self.quotations = sorted(quotations)
        self._ends = [quotation.end for quotation in self.quotations]
        self.finder = AntecedentFinder(discourse, self.quotations, weighing)
        self.discourse = discourse

    def run(
        self, links: Sequence[Link], inner: Collection[int], acts: Collection[int] = ()
    ) -> Resolution:
        """Find the speakers of every link, which may come in any order; the answers are in theirs.

        ``inner``: the links, by index, that another relays; “he” after one of them is still the
        one who relays. ``acts``: those that put forward no claim.
        """
        every = sorted(range(len(links)), key=lambda k: _start(links[k]))
        order = [k for k in every if k not in inner]
        answers = [Antecedent()] * len(links)
        before: tuple[int, ...] = ()
        shown = 0  # where the speaker was last told, or quoted with marks
        for k in every:
            link = links[k]
            start = _start(link)
            if link.source is not None:
                answers[k] = self.finder.phrase(link.source, relayed=k in inner, acts=k in acts)
            elif k not in inner:
                if link.cue is not None:
                    answers[k] = self._by_cue(link.cue)
                if not answers[k].referents:
                    far = not _shows(link) and self._lines_between(shown, start) > FARTHEST
                    answers[k] = self._continued(link, () if far else before, answers[k].why)
            if _shows(link) or self._quoted(link):
                shown = start
            before = before if k in inner else answers[k].referents
        for at in range(len(order) - 2, -1, -1):
            answers[order[at]] = self._announced(links, order, at, answers)
        return self._finish(every, answers)

    def _finish(self, order: Sequence[int], answers: Sequence[Antecedent]) -> Resolution:
        used = list(dict.fromkeys(number for k in order for number in answers[k].referents))
        places = {number: place for place, number in enumerate(used)}
        return Resolution(
            tuple(self.discourse[number] for number in used),
            tuple(
                replace(answer, referents=tuple(places[number] for number in answer.referents))
                for answer in answers
            ),
        )

    def _by_cue(self, cue: Span) -> Antecedent:
        """The grammatical subject of an active cue (“…, saying that”); a passive has none."""
        piece = self.doc.char_span(cue.start, cue.end, alignment_mode="expand")
        verb = next((token for token in piece or () if token.pos_ in ("VERB", "AUX")), None)
        if verb is None or any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
            return Antecedent(why=_UNNAMED)
        for _ in range(4):
            subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None:
                span = tokens_span(self.doc, subject.left_edge.i, subject.right_edge.i + 1)
                return _because(self.finder.phrase(span), f"the subject of “{cue.of(self.text)}”")
            if verb.dep_ not in ("advcl", "xcomp", "conj", "pcomp", "ccomp", "acl"):
                break
            verb = verb.head
        return Antecedent(why=_UNNAMED)

    def _continued(self, link: Link, before: tuple[int, ...], why: str) -> Antecedent:
        """A quotation without a word on its speaker goes on with the one before."""
        turn = self._turn(link)
        if turn is not None:
            return turn
        ruled = Antecedent(why=why or _UNNAMED)
        if before and (link.cue is None or (why != _UNNAMED and self._quoted(link))):
            names = self.discourse.names(before)
            ruled = Antecedent(before, f"goes on with {names}, who spoke last", "goes on")
        word = self._turned_on(link)
        return ruled if word is None else self.finder.unsaid(word, ruled)

    def _turned_on(self, link: Link) -> Token | None:
        """The word that stands for a link without a source: its cue, else its first."""
        span = link.cue or min(link.content)
        piece = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        words = [token for token in piece or () if not (token.is_punct or token.is_space)]
        if piece is None or not words:
            return None
        return piece.root if link.cue is not None else words[0]

    def _lines_between(self, start: int, end: int) -> int:
        """How many lines below one place another stands, blank ones left out."""
        return sum(bool(line.strip()) for line in self.text[start:end].split("\n")[:-1])

    def _turn(self, link: Link) -> Antecedent | None:
        """The speaker whose turn of a transcript the link stands in, as its paragraph opens."""
        start = self.text.rfind("\n", 0, _start(link) + 1) + 1
        match = _TURN.match(self.text, start)
        if link.cue is not None or match is None:
            return None
        speaker = self.finder.phrase(Span(match.start(1), match.end(1)))
        return _because(speaker, "a turn of the transcript") if speaker.referents else None

    def _announced(
        self, links: Sequence[Link], order: Sequence[int], at: int, answers: Sequence[Antecedent]
    ) -> Antecedent:
        """A quotation that opens a paragraph belongs to the speaker named behind it there.

        Not so where the paragraph before ends in a quotation left open: that one goes on.
        """
        k, after = order[at], order[at + 1]
        named = answers[after].referents
        if not named or not self._announces(links[k], links[after]):
            return answers[k]
        if answers[k].referents:
            inside = at > 0 and self._one_paragraph(links[order[at - 1]], links[k])
            if inside or self._left_open(_start(links[k])):
                return answers[k]
        names = self.discourse.names(named)
        why = f"the quotation is that of {names}, named behind it"
        return replace(answers[after], why=why, basis="goes on")

    def _announces(self, link: Link, after: Link) -> bool:
        """Whether a link that names nobody stands in one paragraph with the one behind it."""
        if link.source is not None or link.cue is not None:
            return False
        if not self._one_paragraph(link, after):
            return False
        if self.quotations and not (self._quoted(link) and self._quoted(after)):
            return False
        return self._turn(link) is None

    def _left_open(self, start: int) -> bool:
        at = bisect_right(self._ends, start) - 1
        if at < 0 or "\n" not in self.text[self._ends[at] : start]:
            return False
        if self.text[self._ends[at] : start].strip():
            return False
        return left_open(self.text, self.quotations[at])

    def _quoted(self, link: Link) -> bool:
        return any(self._in_quotation(content) for content in link.content)

    def _in_quotation(self, content: Span) -> bool:
        at = bisect_right(self._ends, content.start)
        return at < len(self.quotations) and self.quotations[at].overlaps(content)

    def _one_paragraph(self, one: Link, other: Link) -> bool:
        start, end = sorted((_start(one), _start(other)))
        return "\n" not in self.text[start:end]


def _because(antecedent: Antecedent, why: str) -> Antecedent:
    """The antecedent, with a reason where it has none of its own."""
    return antecedent if antecedent.why else replace(antecedent, why=why)


def _shows(link: Link) -> bool:
    """Whether a link has its own word on who speaks, or stands in a conversation."""
    return link.source is not None or link.made_by == "turn"


def _start(link: Link) -> int:
    spans = [*link.content, *(span for span in (link.source, link.cue) if span is not None)]
    return min((span.start for span in spans), default=0)
