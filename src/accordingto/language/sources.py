"""One name for each speaker: every attribution ends at a source with its full name.

Mentions are read in the order of the text. A name goes to its bearer in the article's cast, a
pronoun to the best antecedent, a definite description (“the agency”, “the judge”) to whoever
was given that role. Where two candidates are close, nobody is named and ``why`` names both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from accordingto.language import names
from accordingto.language.antecedents import MARGIN, Place, rank
from accordingto.language.cast import Cast, Gender, Member, cast
from accordingto.language.links import Link
from accordingto.language.mentions import Mention, described, mentions, singular
from accordingto.language.source_types import described_type
from accordingto.language.titles import fullest, reason_for_anonymity, titles
from accordingto.language.wordlists import wordlist
from accordingto.records import Source, SourceType, Span

_GENDERS: dict[str, Gender] = {"he": "male", "him": "male", "she": "female", "her": "female"}
_SELVES = frozenset({"i", "we", "me", "us"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLASSES: dict[str, frozenset[str]] = {
    "media": frozenset(
        "newspaper paper magazine network outlet daily weekly tabloid broadcaster station "
        "publication website site".split()
    ),
    "company": frozenset(
        "company firm airline bank carrier automaker carmaker retailer lender maker manufacturer "
        "giant insurer brokerage conglomerate startup start-up supplier subsidiary chain".split()
    ),
    "public": frozenset(
        "agency department ministry bureau office administration government authority regulator "
        "watchdog service council commission committee court secretariat board panel".split()
    ),
}
_PUBLIC_WORDS = frozenset(
    "department agency ministry bureau office administration service council commission committee "
    "court authority institute center board government association police".split()
)


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


@dataclass(slots=True)
class _Entry:
    """A source while the article is read."""

    name: str
    type: SourceType
    member: Member | None = None
    lemma: str = ""
    plural: bool = False
    gender: Gender | None = None
    title: str | None = None
    reason: str | None = None
    tokens: list[Token] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    first: int | None = None

    @property
    def person(self) -> bool:
        return self.type in ("named person", "unnamed person", "anonymous") and not self.plural


class _Resolver:
    def __init__(self, doc: Doc, quotations: Sequence[Span]) -> None:
        self.doc = doc
        self.quotations = quotations
        self.cast: Cast = cast(doc)
        self.roles = titles(doc, self.cast)
        self.entries: list[_Entry] = []
        self.of_member: dict[str, int] = {}
        self.spoken: list[tuple[int, Token]] = []
        self.claims = 0

    def run(self, links: Sequence[Link]) -> Resolution:
        order = sorted(range(len(links)), key=lambda k: _start(links[k]))
        found: dict[int, tuple[int, ...]] = {}
        whys: dict[int, str] = {}
        for at, k in enumerate(order):
            link = links[k]
            if link.source is not None:
                found[k], whys[k] = self._named(link.source)
            elif link.cue is not None:
                found[k], whys[k] = self._by_cue(link.cue)
            if link.source is None and not found.get(k):
                before = order[at - 1] if at else None
                found[k], whys[k] = self._continued(links, k, before, found, whys.get(k, ""))
        for at in range(len(order) - 2, -1, -1):
            k, after = order[at], order[at + 1]
            link = links[k]
            if link.source is None and link.cue is None and found[after]:
                at_hand = self._same_paragraph(links[after], link)
                if at_hand and (not found[k] or not self._same_paragraph_before(links, order, at)):
                    found[k] = found[after]
                    whys[k] = f"the quotation is {self._list(found[after])}’s, named after it"
        for k in order:
            for entry in found[k]:
                if self.entries[entry].first is None:
                    self.entries[entry].first = self.claims
                    self.claims += 1
        used = sorted(
            (e for e in range(len(self.entries)) if self.entries[e].first is not None),
            key=lambda e: self.entries[e].first or 0,
        )
        ids = {entry: f"S{n}" for n, entry in enumerate(used, 1)}
        return Resolution(
            tuple(self._source(ids[e], self.entries[e]) for e in used),
            tuple(tuple(dict.fromkeys(ids[e] for e in found[k])) for k in range(len(links))),
            tuple(whys[k] for k in range(len(links))),
        )

    # One source phrase

    def _named(self, span: Span) -> tuple[tuple[int, ...], str]:
        found: list[int] = []
        reasons: list[str] = []
        for mention in mentions(self.doc, self.cast, span):
            entries, why = self._mention(mention)
            reasons.append(why)
            for entry in entries:
                found.append(entry)
                here = _chars(self.doc, mention)
                if here not in self.entries[entry].mentions:
                    self.entries[entry].mentions.append(here)
                self.entries[entry].tokens.append(mention.head)
        for entry in found:
            self.spoken.append((entry, self.doc[_first(self.doc, span)]))
        return tuple(dict.fromkeys(found)), "; ".join(r for r in reasons if r)

    def _mention(self, mention: Mention) -> tuple[tuple[int, ...], str]:
        text = self.doc[mention.start : mention.end].text
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        if mention.kind == "member" and mention.member is not None:
            return self._member(mention.member, text)
        if mention.kind == "statement":
            return self._statement(mention)
        if _definite(mention) and not (mention.kind == "document" and mention.affiliation):
            entry, why = self._anaphor(mention)
            if entry is not None:
                return (entry,), why
        return (self._describe(mention),), ""

    def _member(self, member: Member, text: str) -> tuple[tuple[int, ...], str]:
        if member.rivals:
            return (), f"“{text}” may be {_or(member.rivals)}"
        entry = self._entry(member)
        why = "" if self.entries[entry].name in text else f"“{text}” is {self.entries[entry].name}"
        return (entry,), why

    def _entry(self, member: Member) -> int:
        if member.name not in self.of_member:
            self.of_member[member.name] = len(self.entries)
            self.entries.append(
                _Entry(
                    _spoken_name(member, self.doc),
                    "named person" if member.person else "named organization",
                    member,
                    gender=member.gender,
                    title=fullest(self.roles.get(member.name, ())),
                )
            )
        return self.of_member[member.name]

    def _describe(self, mention: Mention) -> int:
        name = described(mention)
        type_ = described_type(self.doc, mention)
        for k, entry in enumerate(self.entries):
            if entry.member is None and entry.name.lower() == name.lower():
                return k
        lower = {w.lower() for w in name.split()}
        if mention.kind in ("group", "document") and len(lower) == 1:
            for k in range(len(self.entries) - 1, -1, -1):
                entry = self.entries[k]
                if entry.member is None and entry.lemma == mention.lemma and entry.type == type_:
                    return k
        reason = None
        if type_ == "anonymous":
            reason = reason_for_anonymity(self.doc, _chars(self.doc, mention))
        self.entries.append(_Entry(name, type_, None, mention.lemma, mention.plural, reason=reason))
        return len(self.entries) - 1

    def _statement(self, mention: Mention) -> tuple[tuple[int, ...], str]:
        text = self.doc[mention.start : mention.end].text
        if mention.affiliation is not None:
            return self._member(mention.affiliation, text)
        for token in self.doc[mention.start : mention.end]:
            owner = token.i != mention.head.i and token.dep_ in ("poss", "compound", "pobj")
            if owner and (
                singular(token) in wordlist("organizations") or singular(token) in wordlist("roles")
            ):
                inner = Mention(token.left_edge.i, token.i + 1, token, "organization", plural=False)
                entry, why = self._anaphor(inner)
                return ((entry,), why) if entry is not None else ((self._describe(inner),), "")
            if owner and token.lower_ in _GENDERS | {"its": None, "their": None, "his": None}:
                return self._pronoun(
                    Mention(token.i, token.i + 1, token, "pronoun", plural=token.lower_ == "their")
                )
        if self.spoken and mention.lemma in ("statement", "communique", "release", "announcement"):
            entry = self.spoken[-1][0]
            return (entry,), f"“{text}” is taken for {self.entries[entry].name}’s, who spoke last"
        return (self._describe(Mention(mention.start, mention.end, mention.head, "document")),), ""

    # Pronouns

    def _pronoun(self, mention: Mention) -> tuple[tuple[int, ...], str]:
        token, text = mention.head, mention.head.lower_
        if text in _RELATIVE:
            return self._relative(token)
        if text in _SELVES and self.spoken:
            entry = self.spoken[-1][0]
            return (entry,), f"“{token.text}” is the speaker, {self.entries[entry].name}"
        if text in ("it", "this", "these", "its", "which", "itself"):
            entry_or_none, why = self._thing(token, plural=False)
            return ((entry_or_none,), why) if entry_or_none is not None else ((), why)
        if text in ("they", "them", "their", "themselves"):
            entry_or_none, why = self._thing(token, plural=True)
            return ((entry_or_none,), why) if entry_or_none is not None else ((), why)
        return self._he(token)

    def _he(self, token: Token) -> tuple[tuple[int, ...], str]:
        gender = _GENDERS.get(token.lower_, "male" if token.lower_ in ("his", "himself") else None)
        places = []
        for member in self.cast.members:
            if member.person and not member.rivals:
                for place in member.places:
                    if place.start < token.i:
                        head = self.doc[place.start : place.end].root
                        entry = self._entry(member)
                        speaks = bool(self.entries[entry].mentions)
                        places.append(Place(entry, head, member.gender, speaks))
        for k, entry in enumerate(self.entries):
            if entry.person:
                places += [
                    Place(k, t, self._gender_of(k), True) for t in entry.tokens if t.i < token.i
                ]
        last = next(
            ((e, t) for e, t in reversed(self.spoken) if self.entries[e].person), (None, None)
        )
        ranked = rank(self.doc, token, places, self.quotations, last[0], last[1], gender)
        if not ranked:
            return (), f"nobody before “{token.text}” fits it"
        best = ranked[0]
        if len(ranked) > 1 and best.score - ranked[1].score < MARGIN:
            both = tuple(self.entries[r.entry].name for r in ranked[:2])
            return (), f"“{token.text}” may be {_or(both)}"
        entry_ = self.entries[best.entry]
        if entry_.gender is None and gender is not None:
            entry_.gender = gender
        how = "who spoke last" if best.entry == last[0] else "named just before"
        return (best.entry,), f"“{token.text}” is {entry_.name}, {how}"

    def _gender_of(self, entry: int) -> Gender | None:
        return self.entries[entry].gender

    def _relative(self, token: Token) -> tuple[tuple[int, ...], str]:
        verb = token.head
        while verb.dep_ not in ("relcl", "acl", "ROOT"):
            verb = verb.head
        if verb.dep_ == "ROOT" or verb.head.i >= token.i:
            return (), f"“{token.text}” has no antecedent in sight"
        head = verb.head
        left = head.left_edge.i
        span = Span(self.doc[left].idx, head.idx + len(head.text))
        entries: list[int] = []
        for mention in mentions(self.doc, self.cast, span):
            if mention.kind != "pronoun":
                entries += self._mention(mention)[0]
        named = self._list(tuple(entries))
        return tuple(entries), f"“{token.text}” is {named}" if entries else ""

    def _thing(self, token: Token, *, plural: bool) -> tuple[int | None, str]:
        """“It” and “they”: the institution, document or group that spoke or was subject last."""
        for entry, place in reversed(self.spoken):
            each = self.entries[entry]
            fits = each.plural or each.type in ("unnamed group", "named organization")
            if not plural:
                fits = not each.plural and each.type in ("named organization", "document")
            if fits and token.i - place.i < 150:
                return entry, f"“{token.text}” is {each.name}, who spoke last"
        sentences = list(self.doc.sents)
        here = next(k for k, s in enumerate(sentences) if s.start <= token.i < s.end)
        for back in range(here, max(-1, here - 3), -1):
            for member in self.cast.members:
                for place in member.places:
                    head = self.doc[place.end - 1]
                    subject = head.dep_ in ("nsubj", "nsubjpass")
                    if member.person or not subject or place.start >= token.i:
                        continue
                    if sentences[back].start <= place.start < sentences[back].end:
                        return self._entry(member), f"“{token.text}” is {member.name}, named last"
        if plural and self.spoken and token.i - self.spoken[-1][1].i < 100:
            entry = self.spoken[-1][0]
            return entry, f"“{token.text}” is {self.entries[entry].name}, who spoke last"
        return None, f"nothing before “{token.text}” fits it"

    # Definite descriptions

    def _anaphor(self, mention: Mention) -> tuple[int | None, str]:
        text = self.doc[mention.start : mention.end].text
        lemma = mention.lemma
        if mention.kind == "organization":
            return self._institution(mention, text)
        if mention.kind in ("person", "group") and not mention.plural:
            entry = self._holder(mention, lemma)
            if entry is not None:
                return entry, f"“{text}” is {self.entries[entry].name}"
        for k in range(len(self.entries) - 1, -1, -1):
            each = self.entries[k]
            if each.member is None and each.lemma == lemma and each.mentions:
                return k, "" if each.name in text else f"“{text}” is “{each.name}” again"
        return None, ""

    def _holder(self, mention: Mention, lemma: str) -> int | None:
        """The person to whom the article gives the role that a description repeats."""
        wanted = {
            singular(t)
            for t in self.doc[mention.start : mention.end]
            if t.pos_ in ("NOUN", "PROPN", "ADJ") and singular(t) != "former"
        }
        scored: list[tuple[float, int]] = []
        for member in self.cast.members:
            if not member.person or member.rivals:
                continue
            before = [p.start for p in member.places if p.start < mention.start]
            for role in self.roles.get(member.name, ()):
                words = {names.bare(w) for w in role.split()}
                if lemma not in words:
                    continue
                overlap = len(wanted & words)
                near = max(before, default=None)
                score = overlap + (1.0 if near is not None else 0.0)
                if near is not None:
                    score += max(0.0, 1 - (mention.start - near) / 400)
                if member.name in self.of_member:
                    score += 0.5 * bool(self.entries[self.of_member[member.name]].mentions)
                scored.append((score, self._entry(member)))
        if scored:
            return max(scored)[1]
        return None

    def _institution(self, mention: Mention, text: str) -> tuple[int | None, str]:
        lemma = mention.lemma
        qualified = [
            t
            for t in self.doc[mention.start : mention.end]
            if t.i != mention.head.i and t.pos_ in ("PROPN", "NOUN", "ADJ") and t.i < mention.head.i
        ]
        whole = described(mention)
        for member in self.cast.members:
            if not member.person and names.same_organization(whole, member.name):
                entry = self._entry(member)
                return entry, f"“{text}” is {self.entries[entry].name}"
        if any(t.pos_ == "PROPN" for t in qualified) or mention.affiliation is not None:
            return None, ""
        class_ = next((c for c, w in _CLASSES.items() if lemma in w), "")
        scored: list[tuple[float, Member]] = []
        for member in self.cast.members:
            if member.person or member.label in ("NORP", "GPE", "LOC") and lemma != "government":
                continue
            before = [p for p in member.places if p.start < mention.start]
            if not before:
                continue
            words = {names.bare(w) for w in member.name.split()}
            score = 2.5 * (lemma in words)
            if class_:
                score += 1.0 * (_class(words) == class_)
                score -= 1.0 * (_class(words) not in (class_, ""))
            near = mention.start - before[-1].start
            score += max(0.0, 2 - near / 80)
            head = self.doc[before[-1].end - 1]
            score += 0.5 * (head.dep_ in ("nsubj", "nsubjpass"))
            entry_ = self.of_member.get(member.name)
            if entry_ is not None and self.entries[entry_].mentions:
                score += 1.0
            if self.spoken and self.spoken[-1][0] == entry_:
                score += 1.0
            scored.append((score, member))
        if not scored:
            return None, ""
        score, best = max(scored, key=lambda item: item[0])
        if score < 1.5:
            return None, ""
        entry = self._entry(best)
        return entry, f"“{text}” is {self.entries[entry].name}, the best fit named before"

    # Links without a source phrase

    def _by_cue(self, cue: Span) -> tuple[tuple[int, ...], str]:
        """The grammatical subject of an active cue (“…, saying that”); a passive has none."""
        piece = self.doc.char_span(cue.start, cue.end, alignment_mode="expand")
        if piece is None:
            return (), ""
        verb = next((t for t in piece if t.pos_ in ("VERB", "AUX")), None)
        if verb is None or any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
            return (), "the text names nobody"
        for _ in range(4):
            subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None:
                right = subject.right_edge
                span = Span(subject.left_edge.idx, right.idx + len(right.text))
                found, why = self._named(span)
                return found, why or f"the subject of “{cue.of(self.doc.text)}”"
            if verb.dep_ not in ("advcl", "xcomp", "conj", "pcomp", "ccomp", "acl"):
                break
            verb = verb.head
        return (), "the text names nobody"

    def _continued(
        self,
        links: Sequence[Link],
        k: int,
        before: int | None,
        found: dict[int, tuple[int, ...]],
        why: str,
    ) -> tuple[tuple[int, ...], str]:
        link = links[k]
        if link.cue is not None and not self._quoted(link):
            return (), why or "the text names nobody"
        if before is None or not found[before]:
            return (), why or "the text names nobody"
        return found[before], f"goes on with {self._list(found[before])}, who spoke last"

    def _quoted(self, link: Link) -> bool:
        return any(q.overlaps(c) for q in self.quotations for c in link.content)

    def _same_paragraph(self, one: Link, other: Link) -> bool:
        start, end = sorted((_start(one), _start(other)))
        return "\n" not in self.doc.text[start:end]

    def _same_paragraph_before(self, links: Sequence[Link], order: Sequence[int], at: int) -> bool:
        return at > 0 and self._same_paragraph(links[order[at - 1]], links[order[at]])

    # What comes out

    def _source(self, id: str, entry: _Entry) -> Source:
        return Source(
            id,
            entry.name,
            entry.type,
            entry.title,
            tuple(sorted(entry.mentions)),
            entry.reason,
            None,
        )

    def _list(self, entries: tuple[int, ...]) -> str:
        return " and ".join(self.entries[e].name for e in entries)


def _spoken_name(member: Member, doc: Doc) -> str:
    """A member's name as an editor writes it; “The New York Times” keeps its article."""
    return member.name


def _class(words: set[str]) -> str:
    if words & wordlist("media"):
        return "media"
    if words & _PUBLIC_WORDS:
        return "public"
    return ""


def _definite(mention: Mention) -> bool:
    first = mention.head.doc[mention.start]
    if first.lower_ in ("the", "that", "this", "those", "these", "his", "her", "their", "its"):
        return True
    return mention.kind == "organization" and first.lower_ not in ("a", "an")


def _start(link: Link) -> int:
    spans = [*link.content, *(s for s in (link.source, link.cue) if s is not None)]
    return min((s.start for s in spans), default=0)


def _first(doc: Doc, span: Span) -> int:
    piece = doc.char_span(span.start, span.end, alignment_mode="expand")
    return int(piece.start) if piece is not None else 0


def _chars(doc: Doc, mention: Mention) -> Span:
    last = doc[mention.end - 1]
    return Span(doc[mention.start].idx, last.idx + len(last.text))


def _or(both: Sequence[str]) -> str:
    return " or ".join(both)
