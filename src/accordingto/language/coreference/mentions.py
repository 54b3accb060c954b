"""What a source phrase is: a pronoun, a name, a document, or somebody described."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from accordingto.language.coreference import names
from accordingto.language.coreference.clusters import Clusters, Entity
from accordingto.language.coreference.phrases import Named, Phrase, apposed, phrases, singular
from accordingto.lexicon import nouns, wordlist
from accordingto.records import Span

Kind = Literal["pronoun", "name", "document", "statement", "organization", "group", "person"]

_PRONOUNS = frozenset(
    "he she it they i we you him her them me us who whom which that this his himself herself "
    "themselves itself these another".split()
)
#: Who speaks for an institution.
VOICES = nouns("voice") | {"executive", "authority", "staffer"}
#: Institutions that speak as a number of people.
_CROWDS = frozenset({"media", "press", "team", "camp", "staff"})
_PAPERS = nouns("titled")
#: What says of a paper only that it is one more: no part of its name.
_FRESH = frozenset({"new", "latest", "recent", "separate", "fresh"})
#: What makes people of “figures”.
_OF_PEOPLE = frozenset(
    "opposition political public party religious senior leading prominent top key media".split()
)
#: What opens a description and is no part of it as a name.
_DETERMINERS = frozenset("the a an one his her their its our my this that these".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """One source phrase: its tokens, the word it turns on, and who is named in it.

    ``entity`` is the one whom the head, or a name in apposition to it, names; ``named`` everybody
    named, with the places.
    """

    start: int
    end: int
    head: Token
    kind: Kind
    entity: Entity | None = None
    plural: bool = False
    named: tuple[Named, ...] = ()

    @property
    def lemma(self) -> str:
        """The head word in lower case, singular."""
        return singular(self.head)


def mentions(doc: Doc, clusters: Clusters, span: Span) -> tuple[Mention, ...]:
    """Read a source span; a coordination (“A and B”) gives a mention for each part."""
    return tuple(_read(phrase) for phrase in phrases(doc, clusters, span))


def _read(phrase: Phrase) -> Mention:
    beside = _apposed(phrase) if phrase.own is None else None
    kind = "name" if beside is not None else _named_kind(phrase) or _noun_kind(phrase)
    entity = beside or (phrase.own if kind in ("name", "document") else None)
    start, end = phrase.tokens[0].i, phrase.tokens[-1].i + 1
    return Mention(start, end, phrase.head, kind, entity, phrase.plural, phrase.named)


def _apposed(phrase: Phrase) -> Entity | None:
    """“The mayor, Jane Roe”: a person named in apposition to the head is meant for certain."""
    people = (named for named in phrase.named if named[1].person)
    return next((entity for place, entity in people if apposed(phrase.head, place)), None)


def _named_kind(phrase: Phrase) -> Kind | None:
    """What a phrase is whose head is a name or a pronoun: “Russians” are a group."""
    own, head, lemma = phrase.own, phrase.head, phrase.lemma
    if own is None:
        pronoun = head.lower_ in _PRONOUNS and head.pos_ != "NOUN"
        return "pronoun" if pronoun else None
    if own.person:
        return "name"
    titles = nouns("person")
    if (lemma in titles or lemma.removesuffix("s") in titles) and not _whole_name(phrase, own):
        return None
    if own.label == "NORP" and head.lower_.endswith("s"):
        return "group"
    return "document" if lemma in _PAPERS and own.label != "ORG" else "name"


def _whole_name(phrase: Phrase, own: Entity) -> bool:
    """Whether nothing but an institution's name is there: “the Calder Reporter”."""
    words = [token for token in phrase.tokens if token.lower_ not in ("the", "a", "an")]
    place = own.place_of(phrase.head.i)
    if own.label not in ("ORG", "WORK_OF_ART") or place is None or not 1 < len(words) < 4:
        return False
    return all(place.start <= token.i < place.end for token in words)


def _noun_kind(phrase: Phrase) -> Kind:
    """What the noun of a description is taken for; of what no table knows, a person."""
    lemma, head = phrase.lemma, phrase.head
    people: Kind = "group" if phrase.plural else "person"
    if lemma in VOICES:
        return people
    if lemma in nouns("statement"):
        return "statement"
    if lemma in nouns("person"):
        return "document" if _numbers(phrase) else people
    if _paper(phrase):
        return "document"
    if lemma in nouns("organization") and not phrase.plural:
        return "group" if _crowd(phrase) else "organization"
    if lemma in nouns("group") or phrase.plural:
        return "group"
    outlet = head.lower_ in wordlist("media") and head.text.istitle()
    proper = head.tag_ in ("NNP", "NNPS") or outlet or names.is_acronym(head.text)
    return "organization" if proper else "person"


def _numbers(phrase: Phrase) -> bool:
    """Whether “figures” are numbers (“official figures”), not people."""
    figures = phrase.lemma == "figure" and phrase.plural
    return figures and not any(token.lower_ in _OF_PEOPLE for token in phrase.tokens)


def _paper(phrase: Phrase) -> bool:
    """“The report”, “court papers”; a “paper” alone is a newspaper."""
    if phrase.lemma not in nouns("document") and phrase.lemma != "datum":
        return False
    learned = any(token.lower_ in ("white", "research") for token in phrase.tokens)
    return phrase.lemma != "paper" or phrase.plural or learned


def _crowd(phrase: Phrase) -> bool:
    """“The media”, “police”, “a group of scientists”: an institution that speaks as many."""
    if phrase.lemma in _CROWDS:
        return True
    introduced = phrase.tokens[0].lower_ in ("a", "an", "another", "one")
    nameless = phrase.lemma == "police" or (phrase.lemma == "group" and introduced)
    return nameless and not phrase.proper


def described(mention: Mention) -> str:
    """A description as a name: its noun group, without article and without clauses.

    “A Sinai-based militant group affiliated with …” → “Sinai-based militant group”.
    """
    doc, head = mention.head.doc, mention.head
    kept = _noun_group(mention)
    while len(kept) > 1 and (kept[0].lower_ in _DETERMINERS or kept[0].is_punct):
        if kept[0].lower_ in ("one", "these") and kept[1].lower_ == "of":
            break
        kept.pop(0)
    while mention.kind == "document" and len(kept) > 1 and kept[0].lower_ in _FRESH:
        kept.pop(0)
    while len(kept) > 1 and (kept[-1].pos_ in ("ADP", "SCONJ", "CCONJ") or kept[-1].is_punct):
        kept.pop()
    if not kept:
        return str(head.text)
    name = names.plain(doc[kept[0].i : kept[-1].i + 1].text)
    return name[:1].lower() + name[1:] if _capital_of_sentence(kept[0]) else name


def _noun_group(mention: Mention) -> list[Token]:
    """The tokens of a description up to the clause or the mark that ends its noun group."""
    group: list[Token] = []
    for token in mention.head.doc[mention.start : mention.end]:
        if token.is_space:
            continue
        ends = token.text in (",", "(", "—", "–", ";", ":") or _opens_clause(mention, token)
        if ends and token.i > mention.head.i:
            break
        group.append(token)
    return group


def _opens_clause(mention: Mention, token: Token) -> bool:
    """“… who knew him”, “a letter sent on Friday”, “a poll that showed”.

    Not “a poll conducted by …”: a document keeps what says whose it is.
    """
    if mention.kind == "document" and token.tag_ == "WDT":
        return True
    opens = token.dep_ in ("relcl", "acl") or token.lower_ in ("who", "which", "that", "whose")
    if not opens or mention.kind != "document":
        return opens
    return token.tag_ == "VBN" and all(child.dep_ != "agent" for child in token.children)


def _capital_of_sentence(token: Token) -> bool:
    """Whether a word has its capital only because it opens a sentence."""
    proper = token.is_upper or token.pos_ == "PROPN" or bool(token.ent_type_)
    common = token.pos_ in ("NOUN", "ADJ", "ADV", "DET", "NUM", "VERB")
    return bool(token.is_sent_start) and common and not proper
