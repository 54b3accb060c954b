"""Whom a pronoun means: “he” and “she” by the ranker, “it”, “they” and “who” by their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from spacy.tokens import Token

from accordingto.language.coreference.antecedent import Antecedent
from accordingto.language.coreference.clusters import Entity, Gender
from accordingto.language.coreference.discourse import Discourse
from accordingto.language.coreference.mentions import Mention, mentions
from accordingto.language.coreference.ranker import MARGIN, Person, Ranked, Ranker, candidates
from accordingto.language.coreference.told import GENDERS
from accordingto.language.spans import tokens_span
from accordingto.records import Span

_SELVES = frozenset({"i", "we", "me", "us"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
_THINGS = frozenset({"it", "this", "these", "its", "itself"})
_MANY = frozenset({"they", "them", "their", "themselves", "we", "us"})
#: So many tokens back the institution, or the group, may have spoken that “it”, “they” means.
_THING_REACH, _MANY_REACH = 150, 100


class PronounResolver:
    """Finds the antecedents of the pronouns of one article.

    ``quotations`` are in the order of the text; ``meant`` reads a mention that is no pronoun.
    """

    def __init__(
        self,
        discourse: Discourse,
        quotations: Sequence[Span],
        rank: Ranker,
        meant: Callable[[Mention], Antecedent],
    ) -> None:
        self.doc = discourse.doc
        self.discourse = discourse
        self.quotations = quotations
        self._rank = rank
        self._meant = meant
        self._starts = [sentence.start for sentence in self.doc.sents]
        self._numbers = {start: number for number, start in enumerate(self._starts)}

    def antecedent(self, mention: Mention) -> Antecedent:
        """Whom a pronoun means."""
        token, word = mention.head, mention.head.lower_
        if word in RELATIVE:
            return self._relative(token)
        if word in _SELVES and self.discourse.spoken:
            speaker = self.discourse.spoken[-1][0]
            name = self.discourse[speaker].name
            return Antecedent((speaker,), f"“{token.text}” is the speaker, {name}", "pronoun")
        if word in _THINGS:
            return self._thing(token, plural=False)
        if word in _MANY:
            return self._thing(token, plural=True)
        if word in GENDERS:
            return self._person(token, GENDERS[word])
        return _nobody(token)

    def _person(self, token: Token, gender: Gender) -> Antecedent:
        ranked = self._ranked(token, gender)
        if not ranked:
            return Antecedent(why=f"nobody before “{token.text}” fits it")
        if _close(ranked):
            both = " or ".join(self.discourse[person.referent].name for person in ranked[:2])
            return Antecedent(why=f"“{token.text}” may be {both}")
        return self._chosen(ranked[0], token.text, gender)

    def _ranked(self, token: Token, gender: Gender) -> tuple[Ranked, ...]:
        last, place = self._last_person()
        possible = candidates(
            self.doc, self._numbers, token, self._people(), self.quotations, last, place, gender
        )
        return self._rank(token, possible)

    def _chosen(self, best: Ranked, text: str, gender: Gender) -> Antecedent:
        person = self.discourse[best.referent]
        if person.gender is None:
            person.gender = gender
        how = "who spoke last" if best.referent == self._last_person()[0] else "named just before"
        why = f"“{text}” is {person.name}, {how}"
        return Antecedent((best.referent,), why, "pronoun", best.chance)

    def _people(self) -> Iterator[Person]:
        """Everybody who may be meant: whom the article names, and who was described so far."""
        for number, named in self._named.items():
            yield self._one(number, named)
        for number, referent in enumerate(self.discourse.referents):
            if referent.person and number not in self._named:
                yield self._one(number, ())

    def _one(self, number: int, named: Sequence[Token]) -> Person:
        referent = self.discourse[number]
        return Person(number, referent.gender, bool(referent.mentions), named, referent.tokens)

    @cached_property
    def _named(self) -> dict[int, list[Token]]:
        """By referent, the words that the names of a person turn on, in order."""
        return {
            self.discourse.entity(entity): sorted(
                (self.doc[place.start : place.end].root for place in entity.places),
                key=lambda token: token.i,
            )
            for entity in self.discourse.clusters.entities
            if entity.person and not entity.namesakes
        }

    def _last_person(self) -> tuple[int | None, Token | None]:
        for referent, token in reversed(self.discourse.spoken):
            if self.discourse[referent].person:
                return referent, token
        return None, None

    def _relative(self, token: Token) -> Antecedent:
        """Whom “who” means: the noun that its clause belongs to."""
        verb = token.head
        while verb.dep_ not in ("relcl", "acl", "ROOT"):
            verb = verb.head
        head = verb.head
        if verb.dep_ == "ROOT" or head.i >= token.i:
            return Antecedent(why=f"“{token.text}” has no antecedent in sight")
        head = _nearest_conjunct(head, token)
        span = tokens_span(self.doc, head.left_edge.i, head.i + 1)
        referents = tuple(
            referent
            for mention in mentions(self.doc, self.discourse.clusters, span)
            if mention.kind != "pronoun"
            for referent in self._meant(mention).referents
        )
        named = self._named_before(token)
        if named is not None and named.person and token.lower_ == "who":
            types = {self.discourse[referent].type for referent in referents}
            if "named organization" in types:  # the parser went past the name before it
                referents = (self.discourse.entity(named),)
        why = f"“{token.text}” is {self.discourse.names(referents)}" if referents else ""
        return Antecedent(referents, why, "pronoun" if referents else "nobody")

    def _named_before(self, token: Token) -> Entity | None:
        """Whom the words straight before a comma and ``token`` name."""
        if token.i < 2 or token.nbor(-1).text != ",":
            return None
        return self.discourse.clusters.at.get(token.i - 2)

    def _thing(self, token: Token, *, plural: bool) -> Antecedent:
        """“It” and “they”: the institution, document or group that spoke, or was subject, last."""
        for number, place in reversed(self.discourse.spoken):
            if token.i - place.i < _THING_REACH and self._fits(number, plural=plural):
                return self._last_spoken(token, number)
        subject = self._subject_before(token)
        if subject is not None:
            referent = self.discourse.entity(subject)
            why = f"“{token.text}” is {subject.name}, named last"
            return Antecedent((referent,), why, "pronoun")
        spoken = self.discourse.spoken
        if plural and spoken and token.i - spoken[-1][1].i < _MANY_REACH:
            return self._last_spoken(token, spoken[-1][0])
        return _nobody(token)

    def _fits(self, number: int, *, plural: bool) -> bool:
        referent = self.discourse[number]
        if plural:
            return referent.plural or referent.type in ("unnamed group", "named organization")
        return not referent.plural and referent.type in ("named organization", "document")

    def _last_spoken(self, token: Token, number: int) -> Antecedent:
        why = f"“{token.text}” is {self.discourse[number].name}, who spoke last"
        return Antecedent((number,), why, "pronoun")

    def _subject_before(self, token: Token) -> Entity | None:
        """The institution that was a subject last, in this sentence or the two before."""
        here = bisect_right(self._starts, token.i)
        earliest = self._starts[max(0, here - 3)]
        at = bisect_left(self._subjects, token.i, key=lambda subject: subject[0]) - 1
        if at < 0 or self._subjects[at][0] < earliest:
            return None
        return self._subjects[at][1]

    @cached_property
    def _subjects(self) -> list[tuple[int, Entity]]:
        """Where institutions are subjects, by the first token of their name, in order."""
        subjects = [
            (place.start, entity)
            for entity in self.discourse.clusters.entities
            if not entity.person and entity.label != "NORP"
            for place in entity.places
            if self.doc[place.end - 1].dep_ in ("nsubj", "nsubjpass")
        ]
        return sorted(subjects, key=lambda subject: (subject[0], subject[1].name))


def _close(ranked: Sequence[Ranked]) -> bool:
    """Whether two candidates are so close that neither is meant."""
    return len(ranked) > 1 and ranked[0].chance - ranked[1].chance < MARGIN


def _nobody(token: Token) -> Antecedent:
    return Antecedent(why=f"nothing before “{token.text}” fits it")


def _nearest_conjunct(head: Token, token: Token) -> Token:
    """Of “A and B, who” the nearer, unless the noun is a plural."""
    while head.tag_ not in ("NNS", "NNPS"):
        nearer = [c for c in head.children if c.dep_ == "conj" and head.i < c.i < token.i]
        if not nearer:
            break
        head = nearer[-1]
    return head
