"""What a source phrase is: a pronoun, a name, a document, or somebody described."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from spacy.tokens import Doc, Token

from accordingto.language.coreference import names
from accordingto.language.coreference.clusters import Clusters, Entity
from accordingto.lexicon import wordlist
from accordingto.records import Span

Kind = Literal["pronoun", "name", "document", "statement", "organization", "group", "person"]

_PRONOUNS = frozenset(
    "he she it they i we you him her them me us who whom which that this his himself herself "
    "themselves itself these another".split()
)
#: Who speaks for an institution.
VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative", "official"})
_CARRIERS = frozenset(
    "newspaper website agency company firm magazine network paper daily station channel "
    "broadcaster carrier outlet weekly tabloid site service group organization program show "
    "app platform giant maker".split()
)
_PAPERS = frozenset("poll report study act bill memo letter lawsuit review index".split())
#: What says of a paper only that it is one more: no part of its name.
_FRESH = frozenset({"new", "latest", "recent", "separate", "fresh"})
_LINKING = frozenset({"for", "of", "at", "from", "with", "by", "in", "to"})


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


def singular(token: Token) -> str:
    """The lemma of a noun, in lower case; the plain word where the lemmatizer is silent."""
    return str(token.lemma_ or token.text).lower()


def mentions(doc: Doc, clusters: Clusters, span: Span) -> tuple[Mention, ...]:
    """Read a source span; a coordination (“A and B”) gives a mention for each part."""
    piece = doc.char_span(span.start, span.end, alignment_mode="expand")
    if piece is None or not len(piece):
        return ()
    tokens = [t for t in piece if not t.is_space]
    while tokens and (tokens[0].is_punct or tokens[0].lower_ in ("by", "to", "from", "according")):
        tokens.pop(0)
    while tokens and tokens[-1].is_punct and tokens[-1].text != ")":
        tokens.pop()
    if not tokens:
        return ()
    return tuple(_read(doc, clusters, part) for part in _parts(clusters, tokens))


def _parts(clusters: Clusters, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    head = _head(tokens)
    inside = {t.i for t in tokens}
    others = []
    for each in _conjuncts(head):
        if each.i not in inside or each.i < head.i:
            continue
        entity = clusters.at.get(head.i)
        if entity is not None and entity is clusters.at.get(each.i):
            continue
        left = min(t.i for t in each.subtree)
        described = clusters.at.get(each.i) is None
        if entity is not None and entity.person and described and _indefinite(each, left):
            continue  # “Jane Roe, an expert and a former judge” is one person
        others.append(each)
    if not others:
        yield list(tokens)
        return
    bounds = [tokens[0].i, *(max(min(t.i for t in o.subtree), head.i + 1) for o in others)]
    bounds = [*sorted(bounds), tokens[-1].i + 1]
    for start, end in pairwise(bounds):
        part = [t for t in tokens if start <= t.i < end]
        while part and (part[-1].pos_ == "CCONJ" or part[-1].text in (",", "and", "or", "both")):
            part.pop()
        while part and part[0].lower_ in ("both", ",", "and"):
            part.pop(0)
        if part:
            yield part


def _conjuncts(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            yield child
            yield from _conjuncts(child)


def _indefinite(token: Token, left: int) -> bool:
    first = token.doc[left]
    return first.lower_ in ("a", "an", "the") or token.pos_ == "NOUN"


def _head(tokens: Sequence[Token]) -> Token:
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    nouns = [t for t in tops if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM")]
    if nouns:
        return nouns[0]
    for top in tops:
        for child in top.children:
            if child.i in inside and child.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj"):
                return child
    named = [t for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON")]
    return (named or list(tokens))[0]


def _read(doc: Doc, clusters: Clusters, tokens: list[Token]) -> Mention:
    head = _head(tokens)
    start, end = tokens[0].i, tokens[-1].i + 1
    plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in ("they", "we", "them", "us")

    def mention(kind: Kind, entity: Entity | None = None, of: Entity | None = None) -> Mention:
        return Mention(start, end, head, kind, entity, of, plural)

    person = _person(clusters, tokens, head)
    if person is not None:
        return mention("name", person)
    if head.lower_ in _PRONOUNS and clusters.at.get(head.i) is None and head.pos_ != "NOUN":
        return mention("pronoun")
    lemma = singular(head)
    own = clusters.at.get(head.i)
    inside = _affiliation(clusters, tokens, head)
    named_as_role = own is not None and (
        lemma in wordlist("roles") or lemma.removesuffix("s") in wordlist("roles")
    )
    if own is not None and not own.person and not named_as_role:
        if own.label == "NORP" and head.lower_.endswith("s"):
            return mention("group")
        if head.tag_ == "NNPS" and lemma.removesuffix("s") in wordlist("roles"):
            return mention("group")
        if lemma in _PAPERS and own.label != "ORG":
            return mention("document", own, inside)
        return mention("name", own)
    if lemma in VOICES or lemma in ("executive", "authority", "staffer"):
        speaks = inside is not None and inside.label in ("ORG", "FAC", "PRODUCT", "")
        if speaks and inside is not None and not inside.person:
            return mention("name", inside, inside)
        return mention("group" if plural else "person", None, inside)
    if lemma in wordlist("statements") and lemma != "spokesperson":
        return mention("statement", inside)
    if lemma in wordlist("roles"):
        return mention("group" if plural else "person", None, inside)
    paper = lemma == "paper" and not any(t.lower_ in ("white", "research") for t in tokens)
    if lemma == "datum" or (lemma in wordlist("documents") and (not paper or plural)):
        return mention("document", None, inside)
    if lemma in wordlist("organizations") and not plural:
        apposed = _apposed(clusters, tokens, head)
        if apposed is not None:
            return mention("name", apposed)
        if (
            lemma in _CARRIERS
            and inside is not None
            and not inside.person
            and _beside(tokens, clusters, head)
        ):
            return mention("name", inside)
        if lemma in ("media", "press", "team", "camp", "staff"):
            return mention("group", None, inside)
        if lemma == "police" and not any(t.pos_ == "PROPN" for t in tokens):
            return mention("group")
        if lemma == "group" and not any(t.pos_ == "PROPN" for t in tokens) and _new(tokens):
            return mention("group")
        return mention("organization", None, inside)
    if lemma in wordlist("groups") or plural:
        return mention("group", None, inside)
    apposed = _apposed(clusters, tokens, head)
    if apposed is not None:
        return mention("name", apposed)
    if own is not None:
        return mention("name", own)
    if head.tag_ == "NNP":
        return mention("organization", None, inside)
    return mention("person", None, inside)


def _person(clusters: Clusters, tokens: Sequence[Token], head: Token) -> Entity | None:
    """The person whom the phrase names: not one named as an owner or behind a preposition."""
    inside = {t.i for t in tokens}
    doc = head.doc
    own = clusters.at.get(head.i)
    if own is not None and own.person:
        return own
    for place, entity in clusters.inside(tokens):
        if not entity.person:
            continue
        last = doc[place.end - 1]
        after = doc[place.end] if place.end < len(doc) else None
        if after is not None and after.i in inside and after.tag_ == "POS":
            continue
        before = [t for t in tokens if t.i < place.start]
        if any(t.lower_ in ("who", "which", "whose", "including") for t in before):
            return None
        root = doc[place.start : place.end].root
        if place.start <= head.i < place.end:
            return entity
        if (
            after is not None
            and after.i in inside
            and after.pos_ == "NOUN"
            and root.dep_ == "compound"
        ):
            continue
        if root.dep_ in ("pobj", "poss", "dobj") and root.head.i in inside:
            continue
        previous = doc[place.start - 1] if place.start else None
        if previous is not None and previous.i in inside and previous.pos_ == "ADP":
            continue
        if last.dep_ == "conj" and last.head.i != head.i and last.head.dep_ == "pobj":
            continue
        if any(t.dep_ in ("relcl", "acl") and t.i in inside for t in root.ancestors):
            continue
        return entity
    return None


def _affiliation(clusters: Clusters, tokens: Sequence[Token], head: Token) -> Entity | None:
    """The institution (or person) that a description names as its owner or employer."""
    inside = {t.i for t in tokens}
    for token in tokens:
        entity = clusters.at.get(token.i)
        if entity is None or token.i == head.i:
            continue
        governor = token
        while (
            governor.dep_ in ("compound", "nmod", "amod", "conj", "appos")
            and governor.head.i in inside
        ):
            if governor.head.i == head.i:
                return entity
            governor = governor.head
        if governor.dep_ == "poss" and governor.head.i == head.i:
            return entity
        if (
            governor.dep_ == "pobj"
            and governor.head.lower_ in _LINKING
            and governor.head.head.i == head.i
        ):
            return entity
        if token.i < head.i and governor.dep_ in ("compound", "nmod", "poss"):
            return entity
    return None


def _apposed(clusters: Clusters, tokens: Sequence[Token], head: Token) -> Entity | None:
    inside = {t.i for t in tokens}
    for child in head.children:
        if child.dep_ == "appos" and child.i in inside:
            entity = clusters.at.get(child.i)
            if entity is not None:
                return entity
    after = [t for t in tokens if t.i > head.i and not t.is_quote]
    if after and singular(head) in wordlist("kinds"):
        return clusters.at.get(after[0].i)  # “news agency KCNA”, however parsed
    return None


def _beside(tokens: Sequence[Token], clusters: Clusters, head: Token) -> bool:
    """Whether a name stands in the noun group itself (“the Oregonian newspaper”)."""
    return any(
        t.i < head.i and t.dep_ == "compound" and clusters.at.get(t.i) is not None for t in tokens
    )


def _new(tokens: Sequence[Token]) -> bool:
    return tokens[0].lower_ in ("a", "an", "another", "one")


def described(mention: Mention) -> str:
    """A description as a name: its noun group, without article and without clauses.

    “A Sinai-based militant group affiliated with …” → “Sinai-based militant group”.
    """
    doc, head = mention.head.doc, mention.head
    tokens = [t for t in doc[mention.start : mention.end] if not t.is_space]
    cut = len(tokens)
    for k, token in enumerate(tokens):
        if token.i <= head.i:
            continue
        opens = token.dep_ in ("relcl", "acl") or token.lower_ in ("who", "which", "that", "whose")
        by = any(child.dep_ == "agent" for child in token.children)
        if opens and (mention.kind != "document" or (token.tag_ == "VBN" and not by)):
            cut = k  # “a poll conducted by …” says whose, “a letter sent on Friday” does not
            break
        if token.text in (",", "(", "—", "–", ";", ":"):
            cut = k
            break
    kept = tokens[:cut]
    drop = (
        "the",
        "a",
        "an",
        "one",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "this",
        "that",
        "these",
    )
    while len(kept) > 1 and (kept[0].lower_ in drop or kept[0].is_punct):
        if kept[0].lower_ in ("one", "those", "these") and kept[1].lower_ == "of":
            break
        kept.pop(0)
    while mention.kind == "document" and len(kept) > 1 and kept[0].lower_ in _FRESH:
        kept.pop(0)
    while len(kept) > 1 and (kept[-1].pos_ in ("ADP", "SCONJ", "CCONJ") or kept[-1].is_punct):
        kept.pop()
    if not kept:
        return str(head.text)
    name = names.plain(doc[kept[0].i : kept[-1].i + 1].text)
    opens = bool(kept[0].is_sent_start) and kept[0].pos_ in (
        "NOUN",
        "ADJ",
        "ADV",
        "DET",
        "NUM",
        "VERB",
    )
    proper = kept[0].is_upper or kept[0].pos_ == "PROPN" or bool(kept[0].ent_type_)
    return name if proper or not opens else name[:1].lower() + name[1:]
