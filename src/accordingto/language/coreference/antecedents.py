"""Who is meant by a source phrase: a name, a description or a pronoun, read in the text's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from accordingto.language.attribution.evidence import Basis
from accordingto.language.coreference.antecedent import Antecedent
from accordingto.language.coreference.clusters import Entity
from accordingto.language.coreference.discourse import Discourse
from accordingto.language.coreference.facts import Facts
from accordingto.language.coreference.mentions import VOICES, Kind, Mention, described, mentions
from accordingto.language.coreference.question import Floats, Question, Questions
from accordingto.language.coreference.relative import RELATIVE, RelativePronouns
from accordingto.language.coreference.told import GENDERS
from accordingto.language.coreference.weighing import Weighing
from accordingto.language.spans import tokens_span
from accordingto.quotations import quotation_at
from accordingto.records import SourceType, Span

_OWNERS = frozenset({"his", "her", "its", "their"})
#: Outside quotation marks these mean whoever writes.
_WRITERS = frozenset({"i", "we", "me", "us"})
#: Nobody known is meant who is less likely than this.
SURE = 0.4
#: From this chance on the reason does without “most likely”.
PLAIN = 0.8
#: From this chance on a description is what somebody is, not only who he may be.
SURE_OF_TITLE = 0.98
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
        self._relative = RelativePronouns(discourse, self._meant)
        self._quotations = quotations
        facts = Facts(discourse, quotations)
        self._questions = Questions(discourse, weighing.states, facts)
        self._choose = weighing.choose
        self._mentioned: set[tuple[int, Span]] = set()

    def phrase(self, span: Span, *, relayed: bool = False, acts: bool = False) -> Antecedent:
        """Who is meant by a source span.

        Whoever is ``relayed`` speaks through another and is not the one who spoke last. Whoever
        merely ``acts`` and is only described is taken for nobody known: the chooser learned from
        those who say something.
        """
        parts: list[Antecedent] = []
        for mention in mentions(self.doc, self.discourse.clusters, span):
            antecedent = self._meant(mention, acts=acts)
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
        if antecedent.basis in ("new", "name"):
            return antecedent.basis
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

    def unsaid(self, token: Token, silence: int) -> Antecedent:
        """Whose a claim is that no word gives to anybody.

        ``token``: the word it turns on; ``silence``: how many lines above it the last word on who
        speaks stands.
        """
        return self._chosen(Mention(token.i, token.i + 1, token, "pronoun"), silence)

    def _meant(self, mention: Mention, *, acts: bool = False) -> Antecedent:
        """Whom one mention means: a name its bearer, anything else the likeliest candidate."""
        if mention.kind == "name" and mention.entity is not None:
            return self._entity(mention.entity, self._text(mention))
        if mention.head.lower_ in RELATIVE:
            return self._relative(mention.head)
        if mention.head.lower_ in _WRITERS and self._unquoted(mention):
            return Antecedent(why=f"“{self._text(mention)}” is whoever writes")
        owner = self.doc[mention.start]
        ownable = mention.kind in ("organization", "document")
        if ownable and owner.lower_ in _OWNERS and not mention.plural:
            return self._owned(mention, owner)
        if acts and mention.kind != "pronoun" and not mention.named:
            return self._new(mention)
        return self._chosen(mention)

    def _unquoted(self, mention: Mention) -> bool:
        return quotation_at(self._quotations, mention.head.idx) is None

    def _chosen(self, mention: Mention, silence: int | None = None) -> Antecedent:
        """The likeliest candidate. Nobody known is named who is not likely enough."""
        question = self._questions.ask(mention, silence)
        if question is None:
            return _nobody(mention) if mention.kind == "pronoun" else self._new(mention)
        chances = self._choose(question)
        best = int(chances.argmax())
        if question.referents[best] is not None and chances[best] < SURE:
            return self._open(mention, question, chances)
        return self._taken(mention, question, best, min(float(chances[best]), MOST))

    def _new(self, mention: Mention) -> Antecedent:
        return Antecedent((self._newcomer(mention),), basis="new")

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
        if number is None:
            if question.pronoun:
                return replace(_nobody(mention), chance=chance)
            return Antecedent((self._newcomer(mention),), chance=chance)
        referent = self.discourse[number]
        for _, entity in mention.named:
            if entity is referent.entity:
                return self._named(mention, entity, chance)
        if mention.kind == "person" and chance >= SURE_OF_TITLE:
            referent.titles.append(described(mention))
        if referent.gender is None and question.kind != "nothing":
            referent.gender = GENDERS.get(mention.head.lower_)
        name = referent.name if referent.entity is not None else f"“{referent.name}”"
        spoken = self.discourse.spoken
        how = ", who spoke last" if spoken and spoken[-1][0] == number else ""
        if question.kind == "nothing":
            why = f"no word tells whose it is; {name}{how} is the likeliest"
            return Antecedent((number,), why, "goes on", chance)
        basis: Basis = "pronoun" if question.pronoun else "description"
        likely = "" if chance >= PLAIN else "most likely "
        why = f"“{self._text(mention)}” is {likely}{name}{how}"
        return Antecedent((number,), why, basis, chance)

    def _text(self, mention: Mention) -> str:
        return str(self.doc[mention.start : mention.end].text)

    def _named(self, mention: Mention, entity: Entity, chance: float) -> Antecedent:
        """Somebody named in the phrase; its noun is his title, or that of his voice."""
        antecedent = self._entity(entity, self._text(mention))
        if not entity.person and mention.lemma in VOICES:
            self.discourse.voices[mention.lemma] = antecedent.referents[0]
            self.discourse[antecedent.referents[0]].titles.append(described(mention))
        return replace(antecedent, basis="name", chance=chance)

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

    def _owned(self, mention: Mention, owner: Token) -> Antecedent:
        """“His campaign”, “her letter”."""
        whose = self._meant(Mention(owner.i, owner.i + 1, owner, "pronoun"))
        if not whose.referents:
            return replace(self._new(mention), why=whose.why)
        type_: SourceType = "document" if mention.kind == "document" else "named organization"
        number = self.discourse.owned(whose.referents[0], mention.lemma, type_)
        why = f"“{self._text(mention)}” is {self.discourse[number].name}"
        return Antecedent((number,), why, chance=whose.chance)


def _nobody(mention: Mention) -> Antecedent:
    return Antecedent(why=f"nobody around “{mention.head.text}” fits")
