"""What a source phrase is: a pronoun, a name, a document, or somebody described."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from accordingto.language.coreference import names
from accordingto.language.coreference.clusters import Clusters, Entity
from accordingto.language.coreference.phrases import Phrase, phrases, singular
from accordingto.lexicon import nouns, wordlist
from accordingto.records import Span

Kind = Literal["pronoun", "name", "document", "statement", "organization", "group", "person"]

_PRONOUNS = frozenset(
    "he she it they i we you him her them me us who whom which that this his himself herself "
    "themselves itself these another".split()
)
#: Who speaks for an institution.
VOICES = nouns("voice")
#: Who does so as well where the institution is named beside it.
_STAFF = frozenset({"executive", "authority", "staffer"})
_CARRIERS = nouns("carrier")
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
    """One source phrase: its tokens, the word it turns on, and whom it names.

    ``entity`` is the one named; ``affiliation`` an institution named beside a description.
    """

    start: int
    end: int
    head: Token
    kind: Kind
    entity: Entity | None = None
    affiliation: Entity | None = None
    plural: bool = False

    @property
    def lemma(self) -> str:
        """The head word in lower case, singular."""
        return singular(self.head)


def mentions(doc: Doc, clusters: Clusters, span: Span) -> tuple[Mention, ...]:
    """Read a source span; a coordination (“A and B”) gives a mention for each part."""
    return tuple(_read(phrase) for phrase in phrases(doc, clusters, span))


def _read(phrase: Phrase) -> Mention:
    """What the first rule that knows the phrase says of it."""
    return next(mention for rule in _RULES if (mention := rule(phrase)) is not None)


def _mention(
    phrase: Phrase, kind: Kind, entity: Entity | None = None, affiliation: Entity | None = None
) -> Mention:
    start, end = phrase.tokens[0].i, phrase.tokens[-1].i + 1
    return Mention(start, end, phrase.head, kind, entity, affiliation, phrase.plural)


def _described_people(phrase: Phrase) -> Mention:
    kind: Kind = "group" if phrase.plural else "person"
    return _mention(phrase, kind, affiliation=phrase.affiliation)


def _named_person(phrase: Phrase) -> Mention | None:
    """“Deputy Mayor Jane Roe”: the person named."""
    return _mention(phrase, "name", phrase.person) if phrase.person is not None else None


def _pronoun(phrase: Phrase) -> Mention | None:
    """“she”: whoever was meant before."""
    head = phrase.head
    if head.lower_ in _PRONOUNS and phrase.own is None and head.pos_ != "NOUN":
        return _mention(phrase, "pronoun")
    return None


def _named_institution(phrase: Phrase) -> Mention | None:
    """“the Justice Department” by its name, “Russians” as a group, “the Act” as a document."""
    own, lemma = phrase.own, phrase.lemma
    titles = nouns("person")
    if own is None or own.person:
        return None
    if (lemma in titles or lemma.removesuffix("s") in titles) and not _whole_name(phrase, own):
        return None
    if own.label == "NORP" and phrase.head.lower_.endswith("s"):
        return _mention(phrase, "group")
    if lemma in _PAPERS and own.label != "ORG":
        return _mention(phrase, "document", own, phrase.affiliation)
    return _mention(phrase, "name", own)


def _whole_name(phrase: Phrase, own: Entity) -> bool:
    """Whether nothing but an institution's name is there: “the Calder Reporter”."""
    words = [token for token in phrase.tokens if token.lower_ not in ("the", "a", "an")]
    place = own.place_of(phrase.head.i)
    if own.label not in ("ORG", "WORK_OF_ART") or place is None or not 1 < len(words) < 4:
        return False
    return all(place.start <= token.i < place.end for token in words)


def _voice(phrase: Phrase) -> Mention | None:
    """“a Pentagon spokesman”: the institution, or else somebody described."""
    if phrase.lemma not in VOICES | _STAFF:
        return None
    institution = phrase.affiliation
    if institution is not None and institution.label in ("ORG", "FAC", "PRODUCT", ""):
        return _mention(phrase, "name", institution, institution)
    return _described_people(phrase)


def _statement(phrase: Phrase) -> Mention | None:
    """“a statement”: whoever made it, “an IMF statement”: the IMF."""
    if phrase.lemma in nouns("statement"):
        return _mention(phrase, "statement", phrase.affiliation)
    return None


def _titled(phrase: Phrase) -> Mention | None:
    """“the judge”, “two lawyers”: people by what they are; “official figures” are numbers."""
    numbers = phrase.lemma == "figure" and phrase.plural
    if phrase.lemma not in nouns("person"):
        return None
    if numbers and not any(token.lower_ in _OF_PEOPLE for token in phrase.tokens):
        return _mention(phrase, "document", affiliation=phrase.affiliation)
    return _described_people(phrase)


def _document(phrase: Phrase) -> Mention | None:
    """“the report”, “court papers”; a “paper” alone is a newspaper."""
    lemma = phrase.lemma
    if lemma not in nouns("document") and lemma != "datum":
        return None
    learned = any(token.lower_ in ("white", "research") for token in phrase.tokens)
    if lemma == "paper" and not phrase.plural and not learned:
        return None
    return _mention(phrase, "document", affiliation=phrase.affiliation)


def _named_organization(phrase: Phrase) -> Mention | None:
    """“the news agency KCNA”, “the Oregonian newspaper”: the name beside the noun."""
    if not _one_organization(phrase):
        return None
    if phrase.apposed is not None:
        return _mention(phrase, "name", phrase.apposed)
    owner = phrase.affiliation
    if phrase.lemma in _CARRIERS and owner is not None and not owner.person and phrase.names_before:
        return _mention(phrase, "name", owner)
    return None


def _crowd(phrase: Phrase) -> Mention | None:
    """“the media”, “police”, “a group of scientists”: an institution that speaks as many."""
    if not _one_organization(phrase):
        return None
    if phrase.lemma in _CROWDS:
        return _mention(phrase, "group", affiliation=phrase.affiliation)
    introduced = phrase.tokens[0].lower_ in ("a", "an", "another", "one")
    nameless = phrase.lemma == "police" or (phrase.lemma == "group" and introduced)
    return _mention(phrase, "group") if nameless and not phrase.proper else None


def _organization(phrase: Phrase) -> Mention | None:
    """“the agency”: an institution without its name."""
    if _one_organization(phrase):
        return _mention(phrase, "organization", affiliation=phrase.affiliation)
    return None


def _one_organization(phrase: Phrase) -> bool:
    return phrase.lemma in nouns("organization") and not phrase.plural


def _group(phrase: Phrase) -> Mention | None:
    """“residents”, “the opposition”."""
    if phrase.lemma in nouns("group") or phrase.plural:
        return _mention(phrase, "group", affiliation=phrase.affiliation)
    return None


def _named_beside(phrase: Phrase) -> Mention | None:
    """“the rival, Ford”: the name in apposition to any other noun, or the head's own."""
    entity = phrase.apposed or phrase.own
    return _mention(phrase, "name", entity) if entity is not None else None


def _proper_noun(phrase: Phrase) -> Mention | None:
    """A name that was not recognized: most often an institution's."""
    head = phrase.head
    outlet = head.lower_ in wordlist("media") and head.text.istitle()
    if head.tag_ in ("NNP", "NNPS") or outlet or names.is_acronym(head.text):
        return _mention(phrase, "organization", affiliation=phrase.affiliation)
    return None


#: Tried in this order, each before what is less sure; what no rule knows is a person described.
_RULES: tuple[Callable[[Phrase], Mention | None], ...] = (
    _named_person,
    _pronoun,
    _named_institution,
    _voice,
    _statement,
    _titled,
    _document,
    _named_organization,
    _crowd,
    _organization,
    _group,
    _named_beside,
    _proper_noun,
    _described_people,
)


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
