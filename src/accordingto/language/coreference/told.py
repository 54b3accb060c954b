"""What a mention tells by itself, whoever may be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from accordingto.language.coreference import names
from accordingto.language.coreference.clusters import Gender
from accordingto.language.coreference.mentions import Mention
from accordingto.language.coreference.phrases import Named
from accordingto.language.coreference.shares import is_share
from accordingto.lexicon import nouns

_WORDS = {
    "he": "he him his himself she her herself",
    "it": "it this these its itself that",
    "they": "they them their themselves",
    "I": "i we me us my our you",
}
_PRONOUNS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_DESCRIBED = ("person", "group", "organization", "document", "statement")
#: What a mention is. “The” ones point back, “a” ones introduce; of nothing, no word tells.
KINDS = (
    *_WORDS,
    "pronoun",
    *(f"{the} {kind}" for kind in _DESCRIBED for the in ("the", "a")),
    "share",
    "nothing",
)
_POINTING = frozenset("the that this those these his her their its both".split())
GENDERS: Mapping[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "herself"), "female"),
}
_SMALL = frozenset(
    "the a an one his her its their our my this that these those of in on for and by to from with "
    "at s new".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a mention tells by itself, whoever may be meant.

    ``inside`` are those named in it, by referent, and ``named`` the words of their names;
    ``last`` spoke last, ``before_last`` another before, ``last_of_each`` the last of each kind.
    ``silence`` as for a question.
    """

    mention: Mention
    kind: str
    name: str
    gender: Gender | None
    plural: bool
    words: frozenset[str]
    inside: Mapping[int, Named]
    named: frozenset[str]
    heard: bool
    last: tuple[int, Token] | None
    before_last: int | None
    last_of_each: Mapping[int, Token]
    silence: int


def kind_of(mention: Mention) -> str:
    """What a mention is, one of `KINDS`."""
    if mention.kind == "pronoun":
        return _PRONOUNS.get(mention.head.lower_, "pronoun")
    doc = mention.head.doc
    if mention.kind in ("group", "person") and is_share(doc[mention.start : mention.end].text):
        return "share"
    the = "the" if doc[mention.start].lower_ in _POINTING else "a"
    return f"{the} {'organization' if mention.kind == 'name' else mention.kind}"


def gender_of(mention: Mention) -> Gender | None:
    """The gender that a pronoun, or a word for a woman or a man, tells."""
    if mention.kind == "pronoun":
        return GENDERS.get(mention.head.lower_)
    if mention.lemma in nouns("woman"):
        return "female"
    return "male" if mention.lemma in nouns("man") else None


def told_words(mention: Mention) -> frozenset[str]:
    """The words of a description before its head that tell whose or which."""
    tokens = mention.head.doc[mention.start : mention.head.i]
    return meaningful([names.in_full(token.text) for token in tokens])


def meaningful(words: Sequence[str]) -> frozenset[str]:
    """Words in lower case without those that tell nothing."""
    plain = (names.bare(word) for word in words)
    return frozenset(word for word in plain if word not in _SMALL and any(map(str.isalnum, word)))
