"""One name for each speaker: every attribution ends at a source with its full name.

Mentions are read in the order of the text. A name goes to its bearer in the article's clusters,
all else (“she”, “the agency”, a quotation beside which nobody is named) to the likeliest candidate.
Where none is likely enough, nobody is named and ``why`` tells who may be meant.
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
from accordingto.records import Span

#: A turn of a transcript: “WELNA: …”, “MELISSA BLOCK, HOST: …”.
_TURN = re.compile(r"([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,2})(?:, [A-Z ]+)?: ")
_UNNAMED = "the text names nobody"


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
        answers = [Antecedent()] * len(links)
        shown = 0  # where the speaker was last told, or quoted with marks
        for k in every:
            link = links[k]
            if link.source is not None:
                answers[k] = self.finder.phrase(link.source, relayed=k in inner, acts=k in acts)
            elif k not in inner:
                if link.cue is not None:
                    answers[k] = self._by_cue(link.cue)
                if not answers[k].referents:
                    silence = self._lines_between(shown, _start(link))
                    answers[k] = self._continued(link, silence, answers[k].why)
            if _shows(link) or self._quoted(link):
                shown = _start(link)
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

    def _continued(self, link: Link, silence: int, why: str) -> Antecedent:
        """Whose a claim is that no word gives to anybody: a turn's, or the likeliest speaker's."""
        turn, word = self._turn(link), self._turned_on(link)
        if turn is not None or word is None:
            return turn or Antecedent(why=why or _UNNAMED)
        unsaid = self.finder.unsaid(word, silence)
        return unsaid if unsaid.referents else replace(unsaid, why=why or _UNNAMED)

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

    def _quoted(self, link: Link) -> bool:
        return any(self._in_quotation(content) for content in link.content)

    def _in_quotation(self, content: Span) -> bool:
        at = bisect_right(self._ends, content.start)
        return at < len(self.quotations) and self.quotations[at].overlaps(content)


def _because(antecedent: Antecedent, why: str) -> Antecedent:
    """The antecedent, with a reason where it has none of its own."""
    return antecedent if antecedent.why else replace(antecedent, why=why)


def _shows(link: Link) -> bool:
    """Whether a link has its own word on who speaks, or stands in a conversation."""
    return link.source is not None or link.made_by == "turn"


def _start(link: Link) -> int:
    spans = [*link.content, *(span for span in (link.source, link.cue) if span is not None)]
    return min((span.start for span in spans), default=0)
