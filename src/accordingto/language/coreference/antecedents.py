"""Who is meant by a source phrase: a name, a description or a pronoun, read in the text's order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from accordingto.language.coreference import descriptions
from accordingto.language.coreference.clusters import Gender, Member
from accordingto.language.coreference.discourse import Register
from accordingto.language.coreference.mentions import (
    VOICES,
    Kind,
    Mention,
    described,
    mentions,
    singular,
)
from accordingto.language.coreference.ranker import MARGIN, Place, Ranker, candidates
from accordingto.language.spans import tokens_span
from accordingto.lexicon import wordlist
from accordingto.records import SourceType, Span

#: The entries meant (none: unknown; several: together), and in words what that rests on.
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
#: What a description without a known holder needs before the best candidate counts as meant.
_SURE = 0.7
_THINGS = frozenset({"it", "this", "these", "its", "itself"})
#: Descriptions that do not fall back on whoever spoke last: each has many holders in a story.
_NEVER_THE_LAST = frozenset("source official spokesman spokeswoman lawyer judge witness".split())
_OWNERS = frozenset({"his", "her", "its", "their"})
#: People asked in a poll: “56 percent”, “a majority of Republicans”, “one in four adults”.
_SHARE = re.compile(
    r"\bper ?cent\b|%|\bmajority of\b|\brespondents\b|\bof those\b|\b(?:half|third|quarter)s? of\b"
    r"|\bin (?:three|four|five|ten|10)\b",
    re.IGNORECASE,
)


class Reader:
    """Reads source phrases one after another; what was read before tells who “he” is now."""

    def __init__(self, register: Register, quotations: Sequence[Span], ranker: Ranker) -> None:
        self.doc = register.doc
        self.ranker = ranker
        self.quotations = quotations
        self.register = register
        self._starts = [sentence.start for sentence in self.doc.sents]
        self._numbers = {start: number for number, start in enumerate(self._starts)}

    def phrase(self, span: Span, *, relayed: bool = False) -> Found:
        """Who is meant by a source span: the entries, and what that rests on.

        Whoever is ``relayed`` speaks through another and is not the one who spoke last.
        """
        found: list[int] = []
        whys: list[str] = []
        for mention in mentions(self.doc, self.register.cast, span):
            entries, why = self._mention(mention)
            whys.append(why)
            for entry in entries:
                found.append(entry)
                self._spoke(entry, mention)
                # “Mr. Roe, who wrote …, said”: the clause is an aside, he spoke before it or not.
                if not relayed and mention.head.lower_ not in _RELATIVE:
                    self.register.spoken.append((entry, mention.head))
        return tuple(dict.fromkeys(found)), "; ".join(why for why in whys if why)

    def _spoke(self, entry: int, mention: Mention) -> None:
        each = self.register[entry]
        here = tokens_span(self.doc, mention.start, mention.end)
        if here not in each.mentions:
            each.mentions.append(here)
        each.tokens.append(mention.head)

    def _mention(self, mention: Mention) -> Found:
        text = self.doc[mention.start : mention.end].text
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        if mention.kind == "member" and mention.member is not None:
            found = self._member(mention.member, text)
            if mention.affiliation is not None and found[0]:
                self.register.voices[mention.lemma] = found[0][0]
                self.register[found[0][0]].roles.append(described(mention))
            return found
        if mention.kind == "statement":
            return self._statement(mention)
        owned = mention.kind == "document" and mention.affiliation is not None
        if descriptions.definite(mention) and not owned:
            found = self._definite(mention)
            if found[0]:
                return found
        if mention.lemma in VOICES and mention.affiliation is None:
            employer = self._employer(mention)
            if employer is not None:
                return (employer,), f"“{text}” speaks for {self.register[employer].name}"
        if mention.kind in ("group", "person") and _SHARE.search(text):
            poll = self._poll()
            if poll is not None:
                return (poll,), f"“{text}” are people asked in {self.register[poll].name}"
        placed = mention.affiliation is None or mention.affiliation.label in ("NORP", "GPE")
        if mention.kind == "person" and not mention.plural and placed:
            later = descriptions.named_later(self.register, mention)
            if later is not None:
                return (later,), f"“{text}” is {self.register[later].name}, named after it"
        if mention.lemma in ("police", "poll") and mention.affiliation is None:
            named = descriptions.qualified(self.doc, mention)
            if named is not None and not any(t.pos_ == "PROPN" for t in self._words(mention)):
                if mention.lemma == "poll":
                    named = replace(named, kind="document")
                entry = self.register.describe(named)
                return (entry,), f"“{text}” is {self.register[entry].name}"
        return (self.register.describe(mention),), ""

    def _employer(self, mention: Mention) -> int | None:
        """For whom a nameless “spokesman for the company” speaks."""
        for token in self._words(mention):
            whose = token.dep_ == "pobj" and token.head.lower_ in ("for", "of", "at")
            if whose and token.head.head.i == mention.head.i:
                inner = Mention(token.left_edge.i, token.i + 1, token, "organization")
                known = inner.lemma in wordlist("organizations")
                if known and self.doc[inner.start].lower_ in ("the", "that", "this"):
                    return descriptions.institution(self.register, inner)[0]
        return None

    def _words(self, mention: Mention) -> Sequence[Token]:
        return list(self.doc[mention.start : mention.end])

    def _member(self, member: Member, text: str) -> Found:
        if member.rivals:
            heard = {
                entry
                for entry, _ in self.register.spoken
                if self.register[entry].name in member.rivals
            }
            if len(heard) != 1:
                return (), f"“{text}” may be {_or(member.rivals)}"
            (entry,) = heard
            only = self.register[entry].name
            return (entry,), f"“{text}” is {only}, the only one of that name who spoke before"
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
                kind: Kind = "organization" if word in wordlist("organizations") else "person"
                plural = token.tag_ == "NNS"
                kind = "group" if plural else kind
                inner = Mention(token.i, token.i + 1, token, kind, plural=plural)
                found = self._definite(inner)
                return found if found[0] else ((self.register.describe(inner),), "")
            if token.lower_ in _OWNERS:
                return self._pronoun(Mention(token.i, token.i + 1, token, "pronoun"))
        bare = mention.lemma in ("statement", "communique", "release", "announcement")
        entry = self.register.spoken[-1][0] if self.register.spoken else None
        issues = entry is not None and self.register[entry].type.startswith("named")
        if bare and entry is not None and issues and descriptions.definite(mention):
            name = self.register[entry].name
            return (entry,), f"“{text}” is taken for that of {name}, the source before it"
        return (self.register.describe(replace(mention, kind="document")),), ""

    def _definite(self, mention: Mention) -> Found:
        text = self.doc[mention.start : mention.end].text
        lemma = mention.lemma
        voice = self.register.voices.get(lemma)
        if voice is not None and mention.affiliation is None:
            return (voice,), f"“{text}” speaks for {self.register[voice].name}"
        owner = self.doc[mention.start]
        ownable = mention.kind in ("organization", "document")
        if ownable and owner.lower_ in _OWNERS and not mention.plural:
            owners, why = self._pronoun(Mention(owner.i, owner.i + 1, owner, "pronoun"))
            if not owners:
                return (), why
            type_: SourceType = "document" if mention.kind == "document" else "named organization"
            entry = self.register.owned(owners[0], lemma, type_)
            return (entry,), f"“{text}” is {self.register[entry].name}"
        if mention.kind == "organization":
            meant, why = descriptions.institution(self.register, mention)
            return ((meant,), why) if meant is not None else ((), "")
        if mention.kind == "person":
            held = descriptions.holder(self.register, mention)
            if held is not None:
                self.register[held].roles.append(described(mention))
                return (held,), f"“{text}” is {self.register[held].name}"
        again = self.register.latest(lemma)
        if again is not None and self.register[again].plural == mention.plural:
            name = self.register[again].name
            return (again,), "" if name in text else f"“{text}” is “{name}” again"
        if mention.kind != "person" or mention.plural or lemma in _NEVER_THE_LAST:
            return (), ""
        if owner.lower_ != "the" or mention.end > mention.head.i + 1:
            return (), ""
        found, why = self._human(mention.head, None, text)
        for entry in found:
            self.register[entry].roles.append(described(mention))
        return found, why

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

    def _human(self, token: Token, gender: Gender | None, text: str = "") -> Found:
        places = []
        for member in self.register.cast.members:
            if not member.person or member.rivals:
                continue
            entry = self.register.member(member)
            speaks = bool(self.register[entry].mentions)
            for place in member.places:
                head = self.doc[place.start : place.end].root
                places.append(Place(entry, head, self.register[entry].gender, speaks))
        for k, each in enumerate(self.register.entries):
            if each.person:
                places += [Place(k, t, each.gender, True) for t in each.tokens if t.i < token.i]
        last, last_token = self._last_person()
        possible = candidates(
            self.doc, self._numbers, token, places, self.quotations, last, last_token, gender
        )
        ranked = self.ranker(token, possible)
        if not ranked or (text and ranked[0].chance < _SURE):
            return (), f"nobody before “{token.text}” fits it"
        best = ranked[0]
        if len(ranked) > 1 and best.chance - ranked[1].chance < MARGIN:
            if text:
                return (), ""
            both = [self.register[r.entry].name for r in ranked[:2]]
            return (), f"“{token.text}” may be {_or(both)}"
        chosen = self.register[best.entry]
        if chosen.gender is None:
            chosen.gender = gender
        how = "who spoke last" if best.entry == last else "named just before"
        return (best.entry,), f"“{text or token.text}” is {chosen.name}, {how}"

    def _last_person(self) -> tuple[int | None, Token | None]:
        for entry, token in reversed(self.register.spoken):
            if self.register[entry].person:
                return entry, token
        return None, None

    def _relative(self, token: Token) -> Found:
        verb = token.head
        last = self.doc[token.i - 2] if token.i > 1 and token.nbor(-1).text == "," else None
        named = self.register.cast.at.get(last.i) if last is not None else None
        while verb.dep_ not in ("relcl", "acl", "ROOT"):
            verb = verb.head
        head = verb.head
        if verb.dep_ == "ROOT" or head.i >= token.i:
            return (), f"“{token.text}” has no antecedent in sight"
        while head.tag_ not in ("NNS", "NNPS"):  # “A and B, who”: the nearer
            nearer = [c for c in head.children if c.dep_ == "conj" and head.i < c.i < token.i]
            if not nearer:
                break
            head = nearer[-1]
        entries: list[int] = []
        for mention in mentions(
            self.doc, self.register.cast, tokens_span(self.doc, head.left_edge.i, head.i + 1)
        ):
            if mention.kind != "pronoun":
                entries += self._mention(mention)[0]
        if named is not None and named.person and token.lower_ == "who":
            kinds = {self.register[entry].type for entry in entries}
            if "named organization" in kinds:  # the parser went past the name before it
                entries = [self.register.member(named)]
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
        here = bisect_right(self._starts, token.i)
        earliest = self._starts[max(0, here - 3)]
        best: tuple[int, str, Member] | None = None
        for member in self.register.cast.members:
            if member.person or member.label == "NORP":
                continue
            for place in member.places:
                subject = self.doc[place.end - 1].dep_ in ("nsubj", "nsubjpass")
                if subject and earliest <= place.start < token.i:
                    latest = (place.start, member.name, member)
                    best = latest if best is None or latest > best else best
        return best[2] if best else None


def _or(names: Sequence[str]) -> str:
    return " or ".join(names)
