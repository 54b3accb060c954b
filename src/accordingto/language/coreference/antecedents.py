"""Who is meant by a source phrase: a name, a description or a pronoun, read in the text's order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from accordingto.language.coreference import descriptions
from accordingto.language.coreference.clusters import Entity, Gender
from accordingto.language.coreference.discourse import Discourse
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

#: The referents meant (none: unknown; several: together), and in words what that rests on.
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


class AntecedentFinder:
    """Reads source phrases one after another; what was read before tells who “he” is now."""

    def __init__(self, discourse: Discourse, quotations: Sequence[Span], ranker: Ranker) -> None:
        self.doc = discourse.doc
        self.ranker = ranker
        self.quotations = quotations
        self.discourse = discourse
        self._starts = [sentence.start for sentence in self.doc.sents]
        self._numbers = {start: number for number, start in enumerate(self._starts)}

    def phrase(self, span: Span, *, relayed: bool = False) -> Found:
        """Who is meant by a source span: the referents, and what that rests on.

        Whoever is ``relayed`` speaks through another and is not the one who spoke last.
        """
        found: list[int] = []
        whys: list[str] = []
        for mention in mentions(self.doc, self.discourse.clusters, span):
            referents, why = self._mention(mention)
            whys.append(why)
            for referent in referents:
                found.append(referent)
                self._spoke(referent, mention)
                # “Mr. Roe, who wrote …, said”: the clause is an aside, he spoke before it or not.
                if not relayed and mention.head.lower_ not in _RELATIVE:
                    self.discourse.spoken.append((referent, mention.head))
        return tuple(dict.fromkeys(found)), "; ".join(why for why in whys if why)

    def _spoke(self, referent: int, mention: Mention) -> None:
        each = self.discourse[referent]
        here = tokens_span(self.doc, mention.start, mention.end)
        if here not in each.mentions:
            each.mentions.append(here)
        each.tokens.append(mention.head)

    def _mention(self, mention: Mention) -> Found:
        text = self.doc[mention.start : mention.end].text
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        if mention.kind == "name" and mention.entity is not None:
            found = self._member(mention.entity, text)
            if mention.affiliation is not None and found[0]:
                self.discourse.voices[mention.lemma] = found[0][0]
                self.discourse[found[0][0]].roles.append(described(mention))
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
                return (employer,), f"“{text}” speaks for {self.discourse[employer].name}"
        if mention.kind in ("group", "person") and _SHARE.search(text):
            poll = self._poll()
            if poll is not None:
                return (poll,), f"“{text}” are people asked in {self.discourse[poll].name}"
        placed = mention.affiliation is None or mention.affiliation.label in ("NORP", "GPE")
        if mention.kind == "person" and not mention.plural and placed:
            later = descriptions.named_later(self.discourse, mention)
            if later is not None:
                return (later,), f"“{text}” is {self.discourse[later].name}, named after it"
        if mention.lemma in ("police", "poll") and mention.affiliation is None:
            named = descriptions.qualified(self.doc, mention)
            if named is not None and not any(t.pos_ == "PROPN" for t in self._words(mention)):
                if mention.lemma == "poll":
                    named = replace(named, kind="document")
                referent = self.discourse.describe(named)
                return (referent,), f"“{text}” is {self.discourse[referent].name}"
        return (self.discourse.describe(mention),), ""

    def _employer(self, mention: Mention) -> int | None:
        """For whom a nameless “spokesman for the company” speaks."""
        for token in self._words(mention):
            whose = token.dep_ == "pobj" and token.head.lower_ in ("for", "of", "at")
            if whose and token.head.head.i == mention.head.i:
                inner = Mention(token.left_edge.i, token.i + 1, token, "organization")
                known = inner.lemma in wordlist("organizations")
                if known and self.doc[inner.start].lower_ in ("the", "that", "this"):
                    return descriptions.institution(self.discourse, inner)[0]
        return None

    def _words(self, mention: Mention) -> Sequence[Token]:
        return list(self.doc[mention.start : mention.end])

    def _member(self, entity: Entity, text: str) -> Found:
        if entity.namesakes:
            heard = {
                referent
                for referent, _ in self.discourse.spoken
                if self.discourse[referent].name in entity.namesakes
            }
            if len(heard) != 1:
                return (), f"“{text}” may be {_or(entity.namesakes)}"
            (referent,) = heard
            only = self.discourse[referent].name
            return (referent,), f"“{text}” is {only}, the only one of that name who spoke before"
        referent = self.discourse.entity(entity)
        why = "" if entity.name in text else f"“{text}” is {entity.name}"
        return (referent,), why

    def _poll(self) -> int | None:
        for word in ("poll", "survey"):
            referent = self.discourse.latest(word)
            if referent is not None:
                return referent
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
                return found if found[0] else ((self.discourse.describe(inner),), "")
            if token.lower_ in _OWNERS:
                return self._pronoun(Mention(token.i, token.i + 1, token, "pronoun"))
        bare = mention.lemma in ("statement", "communique", "release", "announcement")
        referent = self.discourse.spoken[-1][0] if self.discourse.spoken else None
        issues = referent is not None and self.discourse[referent].type.startswith("named")
        if bare and referent is not None and issues and descriptions.definite(mention):
            name = self.discourse[referent].name
            return (referent,), f"“{text}” is taken for that of {name}, the source before it"
        return (self.discourse.describe(replace(mention, kind="document")),), ""

    def _definite(self, mention: Mention) -> Found:
        text = self.doc[mention.start : mention.end].text
        lemma = mention.lemma
        voice = self.discourse.voices.get(lemma)
        if voice is not None and mention.affiliation is None:
            return (voice,), f"“{text}” speaks for {self.discourse[voice].name}"
        owner = self.doc[mention.start]
        ownable = mention.kind in ("organization", "document")
        if ownable and owner.lower_ in _OWNERS and not mention.plural:
            owners, why = self._pronoun(Mention(owner.i, owner.i + 1, owner, "pronoun"))
            if not owners:
                return (), why
            type_: SourceType = "document" if mention.kind == "document" else "named organization"
            referent = self.discourse.owned(owners[0], lemma, type_)
            return (referent,), f"“{text}” is {self.discourse[referent].name}"
        if mention.kind == "organization":
            meant, why = descriptions.institution(self.discourse, mention)
            return ((meant,), why) if meant is not None else ((), "")
        if mention.kind == "person":
            held = descriptions.holder(self.discourse, mention)
            if held is not None:
                self.discourse[held].roles.append(described(mention))
                return (held,), f"“{text}” is {self.discourse[held].name}"
        again = self.discourse.latest(lemma)
        if again is not None and self.discourse[again].plural == mention.plural:
            name = self.discourse[again].name
            return (again,), "" if name in text else f"“{text}” is “{name}” again"
        if mention.kind != "person" or mention.plural or lemma in _NEVER_THE_LAST:
            return (), ""
        if owner.lower_ != "the" or mention.end > mention.head.i + 1:
            return (), ""
        found, why = self._human(mention.head, None, text)
        for referent in found:
            self.discourse[referent].roles.append(described(mention))
        return found, why

    # Pronouns

    def _pronoun(self, mention: Mention) -> Found:
        token, word = mention.head, mention.head.lower_
        if word in _RELATIVE:
            return self._relative(token)
        if word in _SELVES and self.discourse.spoken:
            referent = self.discourse.spoken[-1][0]
            return (referent,), f"“{token.text}” is the speaker, {self.discourse[referent].name}"
        if word in _THINGS:
            return self._thing(token, plural=False)
        if word in ("they", "them", "their", "themselves", "we", "us"):
            return self._thing(token, plural=True)
        if word in _GENDERS:
            return self._human(token, _GENDERS[word])
        return (), f"nothing before “{token.text}” fits it"

    def _human(self, token: Token, gender: Gender | None, text: str = "") -> Found:
        places = []
        for entity in self.discourse.clusters.entities:
            if not entity.person or entity.namesakes:
                continue
            referent = self.discourse.entity(entity)
            speaks = bool(self.discourse[referent].mentions)
            for place in entity.places:
                head = self.doc[place.start : place.end].root
                places.append(Place(referent, head, self.discourse[referent].gender, speaks))
        for k, each in enumerate(self.discourse.referents):
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
            both = [self.discourse[r.referent].name for r in ranked[:2]]
            return (), f"“{token.text}” may be {_or(both)}"
        chosen = self.discourse[best.referent]
        if chosen.gender is None:
            chosen.gender = gender
        how = "who spoke last" if best.referent == last else "named just before"
        return (best.referent,), f"“{text or token.text}” is {chosen.name}, {how}"

    def _last_person(self) -> tuple[int | None, Token | None]:
        for referent, token in reversed(self.discourse.spoken):
            if self.discourse[referent].person:
                return referent, token
        return None, None

    def _relative(self, token: Token) -> Found:
        verb = token.head
        last = self.doc[token.i - 2] if token.i > 1 and token.nbor(-1).text == "," else None
        named = self.discourse.clusters.at.get(last.i) if last is not None else None
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
        referents: list[int] = []
        for mention in mentions(
            self.doc, self.discourse.clusters, tokens_span(self.doc, head.left_edge.i, head.i + 1)
        ):
            if mention.kind != "pronoun":
                referents += self._mention(mention)[0]
        if named is not None and named.person and token.lower_ == "who":
            kinds = {self.discourse[referent].type for referent in referents}
            if "named organization" in kinds:  # the parser went past the name before it
                referents = [self.discourse.entity(named)]
        found = tuple(referents)
        return found, f"“{token.text}” is {self.discourse.names(found)}" if found else ""

    def _thing(self, token: Token, *, plural: bool) -> Found:
        """“It” and “they”: the institution, document or group that spoke, or was subject, last."""
        for referent, place in reversed(self.discourse.spoken):
            each = self.discourse[referent]
            if plural:
                fits = each.plural or each.type in ("unnamed group", "named organization")
            else:
                fits = not each.plural and each.type in ("named organization", "document")
            if fits and token.i - place.i < 150:
                return (referent,), f"“{token.text}” is {each.name}, who spoke last"
        subject = self._subject_before(token)
        if subject is not None:
            referent = self.discourse.entity(subject)
            return (referent,), f"“{token.text}” is {subject.name}, named last"
        if plural and self.discourse.spoken and token.i - self.discourse.spoken[-1][1].i < 100:
            referent = self.discourse.spoken[-1][0]
            return (referent,), f"“{token.text}” is {self.discourse[referent].name}, who spoke last"
        return (), f"nothing before “{token.text}” fits it"

    def _subject_before(self, token: Token) -> Entity | None:
        """The institution that was a subject last, in this sentence or the two before."""
        here = bisect_right(self._starts, token.i)
        earliest = self._starts[max(0, here - 3)]
        best: tuple[int, str, Entity] | None = None
        for entity in self.discourse.clusters.entities:
            if entity.person or entity.label == "NORP":
                continue
            for place in entity.places:
                subject = self.doc[place.end - 1].dep_ in ("nsubj", "nsubjpass")
                if subject and earliest <= place.start < token.i:
                    latest = (place.start, entity.name, entity)
                    best = latest if best is None or latest > best else best
        return best[2] if best else None


def _or(names: Sequence[str]) -> str:
    return " or ".join(names)
