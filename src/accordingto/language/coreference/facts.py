"""What speaks for a candidate beside the states of the words, by name."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Token

from accordingto.language.coreference import names
from accordingto.language.coreference.candidates import Candidate
from accordingto.language.coreference.discourse import Discourse, Referent
from accordingto.language.coreference.inside import INSIDE, inside
from accordingto.language.coreference.mentions import VOICES, Mention, described
from accordingto.language.coreference.roles import same_role
from accordingto.language.coreference.told import KINDS, Told, gender_of, meaningful, told_words
from accordingto.lexicon import nouns
from accordingto.quotations import quotation_at
from accordingto.records import Span

_OF_ENTITY = {
    "ORG": "organization",
    "PRODUCT": "organization",
    "NORP": "people",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_OF_TYPE = {
    "document": "described document",
    "named organization": "described organization",
    "unnamed group": "described group",
}
#: What a candidate is.
CANDIDATES = (
    *("person", "surname", "organization", "people", "place", "other name"),
    *("described person", "described group", "described organization", "described document"),
    "new",
)
#: What a mention and a candidate are to each other.
RELATIONS = (
    *("before", "nearness", "same sentence", "sentence before", "two sentences before", "farther"),
    *("same paragraph", "only behind", "nearness behind", "times named", "times heard"),
    *("has spoken", "spoke last", "spoke last here", "spoke last in the sentence before"),
    *("spoke last in the paragraph", "spoke last, far off", "spoke before last"),
    *("spoke last of its kind", "its voice", "places before", "places lately", "silence"),
    *("subject", "subject here", "subject before", "owner", "object", "modifier", "quoted"),
    *("gender agrees", "gender differs", "gender unknown"),
    *("both many", "mention many", "candidate many"),
    *("same head", "like head", "head in name", "words in name", "no word in name", "bare"),
    *("bare and named more", "described alike", "has the role", "words of the role"),
    *("role, named behind", "named in it", "speaks for it", "names the one in its name"),
)
#: What tells somebody new, or nobody.
NEWCOMER = (
    *("a name in it", "length", "common head", "words before the head", "head heard before"),
    *("names somebody", "names a person", "names a place", "voice of somebody"),
    *("insiders",),
)
NAMES = (
    *(f"mention: {kind}" for kind in KINDS),
    *(f"candidate: {kind}" for kind in CANDIDATES),
    *RELATIONS,
    *NEWCOMER,
    *(f"in it: {fact}" for fact in INSIDE),
)
_SUBJECTS = ("nsubj", "nsubjpass")
#: So many source phrases back it is looked who of each kind spoke last.
RECENT = 40
_ALIKE = tuple(
    frozenset(words.split())
    for words in (
        "poll survey study polling research",
        "report study paper review analysis document assessment",
        "letter note memo email e-mail message document",
        "suit lawsuit complaint filing document",
        "indictment charge affidavit document complaint",
        "post tweet message",
        "article story report piece",
    )
)
_WORD = re.compile(r"[\w’'.]+")

FactsByName = dict[str, float]


class Facts:
    """Gathers the facts of one article's mentions and candidates."""

    def __init__(self, discourse: Discourse, quotations: Sequence[Span]) -> None:
        self.discourse = discourse
        self.quotations = quotations
        self._words_of: dict[int, tuple[str, frozenset[str]]] = {}

    def told(self, mention: Mention, kind: str, silence: int) -> Told:
        """What a mention tells; ``kind``: one of `KINDS`; ``silence`` as for a question."""
        discourse = self.discourse
        spoken = discourse.spoken
        last = spoken[-1] if spoken else None
        others = (number for number, _ in reversed(spoken[-12:]) if last and number != last[0])
        return Told(
            mention,
            kind,
            described(mention).lower() if mention.kind != "pronoun" else "",
            gender_of(mention),
            mention.plural or kind == "they",
            told_words(mention) if mention.kind != "pronoun" else frozenset(),
            {discourse.entity(one[1]): one for one in reversed(mention.named)},
            meaningful([word for _, one in mention.named for word in one.name.split()]),
            discourse.latest(mention.lemma) is not None,
            last,
            next(others, None),
            self._last_of_each(),
            silence,
        )

    def of(self, candidate: Candidate, told: Told) -> FactsByName:
        """The facts that are not 0 of a candidate and a mention."""
        referent = self.discourse[candidate.referent]
        facts = {
            f"mention: {told.kind}": 1.0,
            f"candidate: {_kind_of_candidate(referent)}": 1.0,
            "times named": math.log1p(candidate.named),
            "times heard": math.log1p(candidate.heard),
            "has spoken": float(candidate.heard > 0),
            **self._where(candidate, told),
            **self._spoke(candidate, told),
            **_agreement(referent, told),
            **self._lately(candidate, told),
            "silence": math.log1p(told.silence),
        }
        if told.words or told.mention.kind != "pronoun":
            facts |= self._words(candidate, referent, told)
        return facts

    def _last_of_each(self) -> dict[int, Token]:
        """Of people, institutions, groups and documents those who spoke last, and where."""
        last: dict[str, tuple[int, Token]] = {}
        for number, token in reversed(self.discourse.spoken[-RECENT:]):
            last.setdefault(_class(self.discourse[number]), (number, token))
        return dict(last.values())

    @cached_property
    def _sentence_of(self) -> list[int]:
        return [n for n, sentence in enumerate(self.discourse.doc.sents) for _ in sentence]

    @cached_property
    def _paragraph_of(self) -> list[int]:
        numbers, number = [], 0
        for token in self.discourse.doc:
            numbers.append(number)
            number += token.is_space and "\n" in token.text
        return numbers

    def _where(self, candidate: Candidate, told: Told) -> FactsByName:
        here = told.mention.head.i
        before = candidate.before(here)
        if before is None:
            behind = candidate.behind(here)
            far = 10**4 if behind is None else behind - here
            return {"only behind": 1.0, "nearness behind": math.log1p(far) / 5, "nearness": 2.0}
        back = self._sentence_of[here] - self._sentence_of[before]
        names = {0: "same sentence", 1: "sentence before", 2: "two sentences before"}
        same = self._paragraph_of[here] == self._paragraph_of[before]
        return {
            "before": 1.0,
            "nearness": math.log1p(here - before) / 5,
            names.get(back, "farther"): 1.0,
            "same paragraph": float(same),
            **self._syntax(before),
        }

    def _lately(self, candidate: Candidate, told: Told) -> FactsByName:
        """How the candidate stands before the mention, above all here and a sentence before."""
        doc, here = self.discourse.doc, told.mention.head.i
        sentence = self._sentence_of[here]
        before = [place for place in candidate.places if place < here]
        lately = [place for place in before if sentence - self._sentence_of[place] <= 1]
        subjects = {self._sentence_of[p] for p in lately if doc[p].dep_ in _SUBJECTS}
        return {
            "places before": math.log1p(len(before)),
            "places lately": math.log1p(len(lately)),
            "subject here": float(sentence in subjects),
            "subject before": float(sentence - 1 in subjects),
        }

    def _syntax(self, place: int) -> FactsByName:
        token = self.discourse.doc[place]
        apposed = token.dep_ == "appos" and token.head.dep_ in _SUBJECTS
        subject = token.dep_ in _SUBJECTS or apposed
        return {
            "subject": float(subject),
            "owner": float(token.dep_ == "poss"),
            "object": float(token.dep_ in ("dobj", "pobj")),
            "modifier": float(token.dep_ in ("compound", "amod", "nmod")),
            "quoted": float(quotation_at(self.quotations, token.idx) is not None),
        }

    def _spoke(self, candidate: Candidate, told: Told) -> FactsByName:
        number, voice = candidate.referent, self.discourse.voices.get(told.mention.lemma)
        facts = {
            "spoke last": float(told.last is not None and number == told.last[0]),
            "spoke before last": float(number == told.before_last),
            "its voice": float(number == voice),
        }
        token = told.last_of_each.get(number)
        if token is None:
            return facts
        here, there = told.mention.head.i, token.i
        back = self._sentence_of[here] - self._sentence_of[there]
        same = self._paragraph_of[here] == self._paragraph_of[there]
        return facts | {
            "spoke last of its kind": 1.0,
            "spoke last here": float(back == 0),
            "spoke last in the sentence before": float(back == 1),
            "spoke last in the paragraph": float(same),
            "spoke last, far off": math.log1p(max(0, back)),
        }

    def _words(self, candidate: Candidate, referent: Referent, told: Told) -> FactsByName:
        """What a description and a candidate's name and roles share."""
        lemma, words = told.mention.lemma, told.words
        name = self._name_words(candidate.referent, referent.name)
        more = name - {referent.lemma}
        alone = referent.entity is None
        alike = any(lemma in group and referent.lemma in group for group in _ALIKE)
        role = self._role(referent, told)
        named = told.inside.get(candidate.referent)
        beside = inside(told.mention, named) if named is not None else {}
        return {
            **{f"in it: {fact}": value for fact, value in beside.items()},
            "same head": float(alone and referent.lemma == lemma),
            "like head": float(alone and referent.lemma != lemma and alike),
            "head in name": float(lemma in name),
            "words in name": len(words & name) / len(words) if words else 0.0,
            "no word in name": float(bool(words and more and not words & more)),
            "bare": float(not words),
            "bare and named more": float(not words and bool(more)),
            "described alike": float(referent.name.lower() == told.name),
            "has the role": float(role is not None),
            "words of the role": role or 0.0,
            "role, named behind": float(
                role is not None and not candidate.before(told.mention.head.i)
            ),
            "named in it": float(named is not None),
            "speaks for it": float(named is not None and lemma in VOICES),
            "names the one in its name": float(
                bool(told.named) and named is None and told.named <= name
            ),
        }

    def _name_words(self, number: int, name: str) -> frozenset[str]:
        known = self._words_of.get(number)
        if known is None or known[0] != name:
            known = (name, meaningful(_WORD.findall(name)))
            self._words_of[number] = known
        return known[1]

    def _role(self, referent: Referent, told: Told) -> float | None:
        """The share of a description's words in the role that the article gives a candidate."""
        if referent.entity is None:
            return None
        shares = []
        for title in self.discourse.titles.get(referent.entity.name, ()):
            role = {names.in_full(word) for word in title.split()}
            if same_role(told.mention.lemma, role):
                words = told.words
                shares.append(len(words & role) / len(words) if words else 1.0)
        return max(shares, default=None)


def newcomer(told: Told) -> FactsByName:
    """The facts for somebody new; for a pronoun, for nobody."""
    mention = told.mention
    facts = {
        f"mention: {told.kind}": 1.0,
        "candidate: new": 1.0,
        "silence": math.log1p(told.silence),
    }
    if mention.kind == "pronoun":
        return facts
    beside = [entity for _, entity in mention.named]
    tokens = mention.head.doc[mention.start : mention.end]
    return {
        **facts,
        "a name in it": float(any(token.pos_ == "PROPN" for token in tokens)),
        "length": len(tokens) / 5,
        "common head": float(mention.lemma in nouns("common")),
        "words before the head": float(bool(told.words)),
        "head heard before": float(told.heard),
        "names somebody": float(bool(beside)),
        "names a person": float(any(one.person for one in beside)),
        "names a place": float(any(one.label in ("GPE", "NORP", "LOC") for one in beside)),
        "voice of somebody": float(bool(beside) and mention.lemma in VOICES),
        "insiders": float(mention.lemma in nouns("insider")),
    }


def _class(referent: Referent) -> str:
    if referent.type == "document":
        return "document"
    if referent.person:
        return "person"
    many = referent.plural or referent.type == "unnamed group"
    return "group" if many else "institution"


def _kind_of_candidate(referent: Referent) -> str:
    entity = referent.entity
    if entity is None:
        return _OF_TYPE.get(referent.type, "described person")
    if entity.person:
        return "person" if " " in entity.name else "surname"
    return _OF_ENTITY.get(entity.label, "other name")


def _agreement(referent: Referent, told: Told) -> FactsByName:
    many = referent.plural or referent.type == "unnamed group"
    many = many or (referent.entity is not None and referent.entity.label == "NORP")
    facts = {
        "both many": float(many and told.plural),
        "mention many": float(told.plural and not many),
        "candidate many": float(many and not told.plural),
    }
    if told.gender is not None:
        gender = referent.gender
        agreed = "unknown" if gender is None else "agrees" if gender == told.gender else "differs"
        facts[f"gender {agreed}"] = 1.0
    return facts
