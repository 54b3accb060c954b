"""Who is meant by a source phrase: a name, a description or a pronoun, read in the text's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from accordingto.language.attribution.evidence import Basis
from accordingto.language.coreference import descriptions
from accordingto.language.coreference.antecedent import Antecedent
from accordingto.language.coreference.clusters import Entity
from accordingto.language.coreference.discourse import Discourse
from accordingto.language.coreference.facts import Facts
from accordingto.language.coreference.mentions import (
    Kind,
    Mention,
    described,
    mentions,
)
from accordingto.language.coreference.phrases import singular
from accordingto.language.coreference.pronouns import RELATIVE, PronounResolver
from accordingto.language.coreference.question import LEAD, Floats, Question, Questions, likeliest
from accordingto.language.coreference.weighing import Weighing
from accordingto.language.spans import tokens_span
from accordingto.lexicon import nouns
from accordingto.records import SourceType, Span

_OWNERS = frozenset({"his", "her", "its", "their"})
#: Documents that speak for whoever issued them.
_ISSUED = frozenset({"statement", "communique", "release", "announcement"})
#: Nobody known is meant who is less likely than this.
SURE = 0.4
#: From this chance on a description is what somebody is, not only who he may be.
SURE_OF_TITLE = 0.95
#: Nor is anybody surer than this.
MOST = 0.999
#: From the surest way to tell who is meant to the least: a phrase of several parts is as sure as
#: its least sure one.
_SURENESS: tuple[Basis, ...] = (
    *("name", "short form", "new", "pronoun", "description", "goes on", "nobody"),
)


class AntecedentFinder:
    """Reads source phrases one after another; what was read before tells who “he” is now."""

    def __init__(
        self, discourse: Discourse, quotations: Sequence[Span], weighing: Weighing
    ) -> None:
        self.doc = discourse.doc
        self.discourse = discourse
        self._pronouns = PronounResolver(discourse, quotations, weighing.rank, self._meant)
        facts = Facts(discourse, quotations)
        self._questions = Questions(discourse, weighing.states, facts)
        self._choose = weighing.choose
        self._mentioned: set[tuple[int, Span]] = set()

    def phrase(self, span: Span, *, relayed: bool = False, acts: bool = False) -> Antecedent:
        """Who is meant by a source span.

        Whoever is ``relayed`` speaks through another and is not the one who spoke last. Of whoever
        merely ``acts`` the rules alone tell: the chooser learned from those who say something.
        """
        parts: list[Antecedent] = []
        for mention in mentions(self.doc, self.discourse.clusters, span):
            antecedent = self._ruled(mention) if acts else self._meant(mention)
            parts.append(replace(antecedent, basis=self._basis(mention, antecedent)))
            for referent in antecedent.referents:
                self._spoke(referent, mention)
                # “Mr. Roe, who wrote …, said”: the clause is an aside, he spoke before it or not.
                if not relayed and mention.head.lower_ not in RELATIVE:
                    self.discourse.spoken.append((referent, mention.head))
        return Antecedent(
            tuple(dict.fromkeys(referent for part in parts for referent in part.referents)),
            "; ".join(part.why for part in parts if part.why),
            max((part.basis for part in parts), key=_SURENESS.index, default="nobody"),
            min((part.chance for part in parts), default=1.0),
        )

    def _basis(self, mention: Mention, antecedent: Antecedent) -> Basis:
        if not antecedent.referents:
            return "nobody"
        if antecedent.basis == "new":
            return "new"
        if mention.kind == "pronoun":
            return "pronoun"
        meant = [self.discourse[number] for number in antecedent.referents]
        if mention.kind == "name" and meant[0].entity is not None:
            return "short form" if antecedent.why else "name"
        known = antecedent.why or any(referent.mentions for referent in meant)
        return "description" if known else "new"

    def _spoke(self, number: int, mention: Mention) -> None:
        referent = self.discourse[number]
        here = tokens_span(self.doc, mention.start, mention.end)
        if (number, here) not in self._mentioned:
            self._mentioned.add((number, here))
            referent.mentions.append(here)
        referent.tokens.append(mention.head)
        self._questions.candidates.spoke(number, mention.head.i)

    def unsaid(self, token: Token, ruled: Antecedent) -> Antecedent:
        """Whose a claim is that no word gives to anybody; ``token``: the word it turns on."""
        mention = Mention(token.i, token.i + 1, token, "pronoun")
        return self._chosen(mention, ruled, len(self.discourse.referents), wordless=True)

    def _meant(self, mention: Mention) -> Antecedent:
        """Whom one mention means: a name its bearer, anything else the likeliest candidate."""
        known = len(self.discourse.referents)
        ruled = self._ruled(mention)
        named = mention.kind == "name" and mention.entity is not None
        issued = mention.kind == "statement" and mention.affiliation is not None
        if named or issued or mention.head.lower_ in RELATIVE:
            return ruled
        return self._chosen(mention, ruled, known)

    def _chosen(
        self, mention: Mention, ruled: Antecedent, known: int, *, wordless: bool = False
    ) -> Antecedent:
        """The likeliest candidate, unless what the rules say is nearly as likely.

        Nobody known is named who is not likely enough.
        """
        question = self._questions.ask(mention, ruled, known, wordless=wordless)
        if question is None:
            return ruled
        chances = self._choose(question)
        best = likeliest(question, chances)
        chance = min(float(chances[best]), MOST)
        if question.rule is None and chance <= LEAD:
            return ruled
        if question.referents[best] is not None and chance < SURE:
            return self._open(mention, question, chances)
        if best == question.rule:
            return replace(ruled, chance=chance)
        return self._taken(mention, question, best, chance)

    def _open(self, mention: Mention, question: Question, chances: Floats) -> Antecedent:
        """The answer that it stays open who is meant, with the likeliest in words."""
        order = [int(place) for place in chances.argsort()[::-1]]
        known = [place for place in order if question.referents[place] is not None]
        names = list(dict.fromkeys(question.names[place] for place in known))[:2]
        if question.pronoun:
            said = mention.head.text
            return Antecedent(why=f"“{said}” may be {' or '.join(names)}")
        number = self._newcomer(mention)
        return Antecedent((number,), f"perhaps {names[0]}", "new", 1 - float(chances[known[0]]))

    def _newcomer(self, mention: Mention) -> int:
        """The referent of a description by itself; a statement is a document."""
        kind: Kind = "document" if mention.kind == "statement" else mention.kind
        return self.discourse.describe(replace(mention, kind=kind))

    def _taken(self, mention: Mention, question: Question, best: int, chance: float) -> Antecedent:
        """The answer that a candidate is meant, in words."""
        number = question.referents[best]
        if number is None and question.pronoun:
            return Antecedent(why=f"nobody around “{mention.head.text}” fits", chance=chance)
        if number is None:
            return Antecedent((self._newcomer(mention),), chance=chance)
        referent = self.discourse[number]
        if mention.kind == "person" and chance >= SURE_OF_TITLE:
            referent.titles.append(described(mention))
        name, spoken = referent.name, self.discourse.spoken
        how = ", who spoke last" if spoken and spoken[-1][0] == number else ""
        if question.kind == "nothing":
            why = f"no word tells whose it is; {name}{how} is the likeliest"
            return Antecedent((number,), why, "goes on", chance)
        basis: Basis = "pronoun" if question.pronoun else "description"
        why = f"“{self._text(mention)}” is most likely {name}{how}"
        return Antecedent((number,), why, basis, chance)

    def _ruled(self, mention: Mention) -> Antecedent:
        """What the first rule says that knows anybody, else a newcomer."""
        if mention.kind == "pronoun":
            return self._pronouns.antecedent(mention)
        if mention.kind == "name" and mention.entity is not None:
            return self._introduced(mention, mention.entity)
        if mention.kind == "statement":
            return self._statement(mention)
        for rule in (self._known, self._qualified):
            antecedent = rule(mention)
            if antecedent.referents:
                return antecedent
        return Antecedent((self.discourse.describe(mention),), basis="new")

    def _text(self, mention: Mention) -> str:
        return str(self.doc[mention.start : mention.end].text)

    def _is(self, number: int, mention: Mention, how: str = "") -> Antecedent:
        """The answer that a mention is a referent, in words."""
        why = f"“{self._text(mention)}” is {self.discourse[number].name}{how}"
        return Antecedent((number,), why)

    # Names

    def _introduced(self, mention: Mention, entity: Entity) -> Antecedent:
        """Somebody named; with an institution beside the name, its voice from now on."""
        antecedent = self._entity(entity, self._text(mention))
        if mention.affiliation is not None and antecedent.referents:
            number = antecedent.referents[0]
            self.discourse.voices[mention.lemma] = number
            self.discourse[number].titles.append(described(mention))
        return antecedent

    def _entity(self, entity: Entity, text: str) -> Antecedent:
        if not entity.namesakes:
            why = "" if entity.name in text else f"“{text}” is {entity.name}"
            return Antecedent((self.discourse.entity(entity),), why)
        heard = {
            number
            for number, _ in self.discourse.spoken
            if self.discourse[number].name in entity.namesakes
        }
        if len(heard) != 1:
            return Antecedent(why=f"“{text}” may be {' or '.join(entity.namesakes)}")
        (number,) = heard
        only = f"{self.discourse[number].name}, the only one of that name who spoke before"
        return Antecedent((number,), f"“{text}” is {only}")

    # Descriptions

    def _known(self, mention: Mention) -> Antecedent:
        """“The agency”, “the judge”: somebody the text has told of."""
        owned = mention.kind == "document" and mention.affiliation is not None
        if owned or not descriptions.definite(mention):
            return Antecedent()
        return self._definite(mention)

    def _definite(self, mention: Mention) -> Antecedent:
        voice = self.discourse.voices.get(mention.lemma)
        if voice is not None and mention.affiliation is None:
            return self._speaks_for(mention, voice)
        owner = self.doc[mention.start]
        ownable = mention.kind in ("organization", "document")
        if ownable and owner.lower_ in _OWNERS and not mention.plural:
            return self._owned(mention, owner)
        if mention.kind == "organization":
            meant, why = descriptions.institution(self.discourse, mention)
            return Antecedent() if meant is None else Antecedent((meant,), why)
        return self._person(mention)

    def _owned(self, mention: Mention, owner: Token) -> Antecedent:
        """“His campaign”, “her letter”."""
        whose = self._pronouns.antecedent(Mention(owner.i, owner.i + 1, owner, "pronoun"))
        if not whose.referents:
            return Antecedent(why=whose.why)
        type_: SourceType = "document" if mention.kind == "document" else "named organization"
        number = self.discourse.owned(whose.referents[0], mention.lemma, type_)
        return replace(self._is(number, mention), chance=whose.chance)

    def _person(self, mention: Mention) -> Antecedent:
        """Whoever bears the title, or was described so before."""
        if mention.kind == "person":
            bearer = descriptions.bearer(self.discourse, mention)
            if bearer is not None:
                self.discourse[bearer].titles.append(described(mention))
                return self._is(bearer, mention)
        again = self.discourse.latest(mention.lemma)
        if again is not None and self.discourse[again].plural == mention.plural:
            name, text = self.discourse[again].name, self._text(mention)
            return Antecedent((again,), "" if name in text else f"“{text}” is “{name}” again")
        return Antecedent()

    def _speaks_for(self, mention: Mention, number: int) -> Antecedent:
        why = f"“{self._text(mention)}” speaks for {self.discourse[number].name}"
        return Antecedent((number,), why)

    def _qualified(self, mention: Mention) -> Antecedent:
        """“The police” where the text has “Yonkers police” elsewhere."""
        if mention.lemma not in ("police", "poll") or mention.affiliation is not None:
            return Antecedent()
        named = descriptions.qualified(self.doc, mention)
        words = self.doc[mention.start : mention.end]
        if named is None or any(token.pos_ == "PROPN" for token in words):
            return Antecedent()
        if mention.lemma == "poll":
            named = replace(named, kind="document")
        return self._is(self.discourse.describe(named), mention)

    # Statements

    def _statement(self, mention: Mention) -> Antecedent:
        """A statement speaks for whoever issued it, named or described beside it."""
        if mention.affiliation is not None:
            return self._entity(mention.affiliation, self._text(mention))
        for token in self.doc[mention.start : mention.end]:
            if token.i == mention.head.i or token.dep_ not in ("poss", "compound", "pobj"):
                continue
            if token.lower_ in _OWNERS:
                return self._pronouns.antecedent(Mention(token.i, token.i + 1, token, "pronoun"))
            issuer = _issuer(token)
            if issuer is not None:
                antecedent = self._definite(issuer)
                if antecedent.referents:
                    return antecedent
                return Antecedent((self.discourse.describe(issuer),))
        speaker = self._issuing(mention)
        if speaker is not None:
            text, name = self._text(mention), self.discourse[speaker].name
            why = f"“{text}” is taken for that of {name}, the source before it"
            return Antecedent((speaker,), why)
        return Antecedent((self._newcomer(mention),))

    def _issuing(self, mention: Mention) -> int | None:
        """Whoever spoke last, if “the statement” can be theirs."""
        if mention.lemma not in _ISSUED or not self.discourse.spoken:
            return None
        speaker = self.discourse.spoken[-1][0]
        issues = self.discourse[speaker].type.startswith("named")
        return speaker if issues and descriptions.definite(mention) else None


def _issuer(token: Token) -> Mention | None:
    """“The company's statement”: the noun beside it as a mention of its own."""
    word = singular(token)
    if word not in nouns("organization") and word not in nouns("person"):
        return None
    kind: Kind = "organization" if word in nouns("organization") else "person"
    plural = token.tag_ == "NNS"
    return Mention(token.i, token.i + 1, token, "group" if plural else kind, plural=plural)
