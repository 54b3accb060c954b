"""One name for each speaker: every attribution ends at a source with its full name.

Mentions are read in the order of the text. A name goes to its bearer in the article's cast, a
pronoun to the best antecedent, a definite description (“the agency”, “the judge”) to whoever
was given that role. Where two candidates are close, nobody is named and ``why`` names both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from accordingto.language import descriptions
from accordingto.language.antecedents import MARGIN, Place, rank
from accordingto.language.cast import Gender, Member
from accordingto.language.entries import Register, chars
from accordingto.language.links import Link
from accordingto.language.mentions import Mention, mentions, singular
from accordingto.language.wordlists import wordlist
from accordingto.records import Source, Span

Found = tuple[tuple[int, ...], str]

_GENDERS: dict[str, Gender] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "herself": "female",
}
_SELVES = frozenset({"i", "we", "me", "us"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_THINGS = frozenset({"it", "this", "these", "its", "itself"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_UNNAMED = "the text names nobody"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The sources of an article, and for each link whose it is and what that rests on.

    ``source_ids[k]`` are the sources of link ``k`` (none: unknown; two: they say it together);
    ``whys[k]`` tells it in words.
    """

    sources: tuple[Source, ...]
    source_ids: tuple[tuple[str, ...], ...]
    whys: tuple[str, ...]


def resolve(doc: Doc, links: Sequence[Link], quotations: Sequence[Span]) -> Resolution:
    """Name the source of every link; ``doc`` is the whole article, parsed.

    ``links`` may come in any order; the answers are in theirs. ``quotations`` are spans with
    their marks, one for each paragraph of a quotation.
    """
    return _Resolver(doc, quotations).run(links)


class _Resolver:
    def __init__(self, doc: Doc, quotations: Sequence[Span]) -> None:
        self.doc = doc
        self.quotations = sorted(quotations)
        self.register = Register(doc)

    def run(self, links: Sequence[Link]) -> Resolution:
        order = sorted(range(len(links)), key=lambda k: _start(links[k]))
        found: list[Found] = [((), "")] * len(links)
        for at, k in enumerate(order):
            link = links[k]
            if link.source is not None:
                found[k] = self._phrase(link.source)
                continue
            if link.cue is not None:
                found[k] = self._by_cue(link.cue)
            if not found[k][0] and at:
                found[k] = self._continued(link, found[order[at - 1]][0], found[k][1])
        for at in range(len(order) - 2, -1, -1):
            found[order[at]] = self._announced(links, order, at, found)
        return self._finish(order, found)

    def _finish(self, order: Sequence[int], found: Sequence[Found]) -> Resolution:
        used = list(dict.fromkeys(entry for k in order for entry in found[k][0]))
        ids = {entry: f"S{number}" for number, entry in enumerate(used, 1)}
        return Resolution(
            tuple(self.register[entry].source(ids[entry]) for entry in used),
            tuple(tuple(dict.fromkeys(ids[e] for e in entries)) for entries, _ in found),
            tuple(why for _, why in found),
        )

    # Source phrases

    def _phrase(self, span: Span) -> Found:
        found: list[int] = []
        whys: list[str] = []
        for mention in mentions(self.doc, self.register.cast, span):
            entries, why = self._mention(mention)
            whys.append(why)
            for entry in entries:
                found.append(entry)
                self._spoke(entry, mention)
        return tuple(dict.fromkeys(found)), "; ".join(why for why in whys if why)

    def _spoke(self, entry: int, mention: Mention) -> None:
        each = self.register[entry]
        here = chars(self.doc, mention.start, mention.end)
        if here not in each.mentions:
            each.mentions.append(here)
        each.tokens.append(mention.head)
        self.register.spoken.append((entry, mention.head))

    def _mention(self, mention: Mention) -> Found:
        text = self.doc[mention.start : mention.end].text
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        if mention.kind == "member" and mention.member is not None:
            found = self._member(mention.member, text)
            if mention.affiliation is not None and found[0]:
                self.register.voices[mention.lemma] = found[0][0]
            return found
        if mention.kind == "statement":
            return self._statement(mention)
        owned = mention.kind == "document" and mention.affiliation is not None
        if descriptions.definite(mention) and not owned:
            found = self._definite(mention)
            if found[0]:
                return found
        if mention.kind == "group" and mention.lemma in ("percent", "majority", "half", "third"):
            poll = self._poll()
            if poll is not None:
                return (poll,), f"“{text}” are people asked in {self.register[poll].name}"
        if mention.lemma == "police" and mention.affiliation is None:
            named = descriptions.qualified(self.doc, mention)
            if named is not None and mention.end - mention.start <= 2:
                entry = self.register.describe(named)
                return (entry,), f"“{text}” is {self.register[entry].name}"
        return (self.register.describe(mention),), ""

    def _member(self, member: Member, text: str) -> Found:
        if member.rivals:
            return (), f"“{text}” may be {_or(member.rivals)}"
        entry = self.register.member(member)
        why = "" if member.name in text else f"“{text}” is {member.name}"
        return (entry,), why

    def _poll(self) -> int | None:
        for word in ("poll", "survey"):
            entry = self.register.latest(word)
            if entry is not None:
                return entry
        return None

    def _statement(self, mention: Mention) -> Found:
        """A statement speaks for whoever issued it, named or described beside it."""
        text = self.doc[mention.start : mention.end].text
        if mention.affiliation is not None:
            return self._member(mention.affiliation, text)
        for token in self.doc[mention.start : mention.end]:
            if token.i == mention.head.i or token.dep_ not in ("poss", "compound", "pobj"):
                continue
            word = singular(token)
            if word in wordlist("organizations") or word in wordlist("roles"):
                kind = "organization" if word in wordlist("organizations") else "person"
                plural = token.tag_ == "NNS"
                inner = Mention(token.i, token.i + 1, token, "organization", plural=plural)
                inner = replace(inner, kind="group" if plural else kind)  # type: ignore[arg-type]
                found = self._definite(inner)
                return found if found[0] else ((self.register.describe(inner),), "")
            if token.lower_ in _OWNERS:
                return self._pronoun(Mention(token.i, token.i + 1, token, "pronoun"))
        bare = mention.lemma in ("statement", "communique", "release", "announcement")
        if bare and self.register.spoken and descriptions.definite(mention):
            entry = self.register.spoken[-1][0]
            name = self.register[entry].name
            return (entry,), f"“{text}” is taken for that of {name}, the source before it"
        return (self.register.describe(replace(mention, kind="document")),), ""

    def _definite(self, mention: Mention) -> Found:
        text = self.doc[mention.start : mention.end].text
        lemma = mention.lemma
        voice = self.register.voices.get(lemma)
        if voice is not None and mention.affiliation is None:
            return (voice,), f"“{text}” speaks for {self.register[voice].name}"
        if mention.kind == "organization":
            entry, why = descriptions.institution(self.register, mention)
            return ((entry,), why) if entry is not None else ((), "")
        if mention.kind == "person":
            entry = descriptions.holder(self.register, mention)
            if entry is not None:
                return (entry,), f"“{text}” is {self.register[entry].name}"
        again = self.register.latest(lemma)
        if again is not None and self.register[again].plural == mention.plural:
            name = self.register[again].name
            return (again,), "" if name in text else f"“{text}” is “{name}” again"
        return (), ""

    # Pronouns

    def _pronoun(self, mention: Mention) -> Found:
        token, word = mention.head, mention.head.lower_
        if word in _RELATIVE:
            return self._relative(token)
        if word in _SELVES and self.register.spoken:
            entry = self.register.spoken[-1][0]
            return (entry,), f"“{token.text}” is the speaker, {self.register[entry].name}"
        if word in _THINGS:
            return self._thing(token, plural=False)
        if word in ("they", "them", "their", "themselves", "we", "us"):
            return self._thing(token, plural=True)
        if word in _GENDERS:
            return self._human(token, _GENDERS[word])
        return (), f"nothing before “{token.text}” fits it"

    def _human(self, token: Token, gender: Gender) -> Found:
        places = []
        for member in self.register.cast.members:
            if not member.person or member.rivals:
                continue
            for place in member.places:
                if place.start < token.i:
                    head = self.doc[place.start : place.end].root
                    entry = self.register.member(member)
                    speaks = bool(self.register[entry].mentions)
                    places.append(Place(entry, head, self.register[entry].gender, speaks))
        for k, each in enumerate(self.register.entries):
            if each.person:
                places += [Place(k, t, each.gender, True) for t in each.tokens if t.i < token.i]
        last, last_token = self._last_person()
        ranked = rank(self.doc, token, places, self.quotations, last, last_token, gender)
        if not ranked:
            return (), f"nobody before “{token.text}” fits it"
        best = ranked[0]
        if len(ranked) > 1 and best.score - ranked[1].score < MARGIN:
            both = [self.register[r.entry].name for r in ranked[:2]]
            return (), f"“{token.text}” may be {_or(both)}"
        chosen = self.register[best.entry]
        if chosen.gender is None:
            chosen.gender = gender
        how = "who spoke last" if best.entry == last else "named just before"
        return (best.entry,), f"“{token.text}” is {chosen.name}, {how}"

    def _last_person(self) -> tuple[int | None, Token | None]:
        for entry, token in reversed(self.register.spoken):
            if self.register[entry].person:
                return entry, token
        return None, None

    def _relative(self, token: Token) -> Found:
        verb = token.head
        while verb.dep_ not in ("relcl", "acl", "ROOT"):
            verb = verb.head
        head = verb.head
        if verb.dep_ == "ROOT" or head.i >= token.i:
            return (), f"“{token.text}” has no antecedent in sight"
        entries: list[int] = []
        for mention in mentions(
            self.doc, self.register.cast, chars(self.doc, head.left_edge.i, head.i + 1)
        ):
            if mention.kind != "pronoun":
                entries += self._mention(mention)[0]
        found = tuple(entries)
        return found, f"“{token.text}” is {self.register.names(found)}" if found else ""

    def _thing(self, token: Token, *, plural: bool) -> Found:
        """“It” and “they”: the institution, document or group that spoke, or was subject, last."""
        for entry, place in reversed(self.register.spoken):
            each = self.register[entry]
            if plural:
                fits = each.plural or each.type in ("unnamed group", "named organization")
            else:
                fits = not each.plural and each.type in ("named organization", "document")
            if fits and token.i - place.i < 150:
                return (entry,), f"“{token.text}” is {each.name}, who spoke last"
        subject = self._subject_before(token)
        if subject is not None:
            entry = self.register.member(subject)
            return (entry,), f"“{token.text}” is {subject.name}, named last"
        if plural and self.register.spoken and token.i - self.register.spoken[-1][1].i < 100:
            entry = self.register.spoken[-1][0]
            return (entry,), f"“{token.text}” is {self.register[entry].name}, who spoke last"
        return (), f"nothing before “{token.text}” fits it"

    def _subject_before(self, token: Token) -> Member | None:
        """The institution that was a subject last, in this sentence or the two before."""
        sentences = [s for s in self.doc.sents if s.start <= token.i][-3:]
        best: tuple[int, str, Member] | None = None
        for member in self.register.cast.members:
            if member.person or member.label == "NORP":
                continue
            for place in member.places:
                subject = self.doc[place.end - 1].dep_ in ("nsubj", "nsubjpass")
                if subject and sentences[0].start <= place.start < token.i:
                    here = (place.start, member.name, member)
                    best = here if best is None or here > best else best
        return best[2] if best else None

    # Links without a source phrase

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
                span = chars(self.doc, subject.left_edge.i, subject.right_edge.i + 1)
                entries, why = self._phrase(span)
                return entries, why or f"the subject of “{cue.of(self.doc.text)}”"
            if verb.dep_ not in ("advcl", "xcomp", "conj", "pcomp", "ccomp", "acl"):
                break
            verb = verb.head
        return (), _UNNAMED

    def _continued(self, link: Link, before: tuple[int, ...], why: str) -> Found:
        """A quotation without a word on its speaker goes on with the one before."""
        if not before or (link.cue is not None and not self._quoted(link)):
            return (), why or _UNNAMED
        return before, f"goes on with {self.register.names(before)}, who spoke last"

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
        if found[k][0]:
            if at and self._one_paragraph(links[order[at - 1]], link):
                return found[k]
            if self._left_open(_start(link)):
                return found[k]
        entries = found[after][0]
        return entries, f"the quotation is that of {self.register.names(entries)}, named behind it"

    def _left_open(self, start: int) -> bool:
        before = [q for q in self.quotations if q.end <= start]
        if not before or "\n" not in self.doc.text[before[-1].end : start]:
            return False
        if self.doc.text[before[-1].end : start].strip():
            return False
        return self.doc.text[before[-1].end - 1] not in "”\"’'»›"

    def _quoted(self, link: Link) -> bool:
        return any(q.overlaps(c) for q in self.quotations for c in link.content)

    def _one_paragraph(self, one: Link, other: Link) -> bool:
        start, end = sorted((_start(one), _start(other)))
        return "\n" not in self.doc.text[start:end]


def _start(link: Link) -> int:
    spans = [*link.content, *(s for s in (link.source, link.cue) if s is not None)]
    return min((s.start for s in spans), default=0)


def _or(names: Sequence[str]) -> str:
    return " or ".join(names)
