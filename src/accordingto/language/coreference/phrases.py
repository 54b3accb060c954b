"""A source phrase by its grammar: its parts, and the word that each turns on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from accordingto.language.coreference.clusters import Clusters, Entity
from accordingto.language.coreference.entities import NameMention
from accordingto.records import Span

#: Somebody named, and where.
Named = tuple[NameMention, Entity]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One source phrase: its tokens, their head, and who is named in it.

    ``own`` is whom the head names, ``named`` everybody named in the phrase, with the places.
    """

    tokens: tuple[Token, ...]
    head: Token
    own: Entity | None
    named: tuple[Named, ...]

    @property
    def lemma(self) -> str:
        """The head word in lower case, singular."""
        return singular(self.head)

    @property
    def plural(self) -> bool:
        """Whether the head means several."""
        several = self.head.lower_ in ("they", "we", "them", "us")
        return several or self.head.tag_ in ("NNS", "NNPS")

    @property
    def proper(self) -> bool:
        """Whether any word of it is a proper noun."""
        return any(token.pos_ == "PROPN" for token in self.tokens)


def singular(token: Token) -> str:
    """The lemma of a noun, in lower case; the plain word where the lemmatizer is silent."""
    return str(token.lemma_ or token.text).lower()


def apposed(head: Token, place: NameMention) -> bool:
    """Whether a name stands in apposition to a word: “the mayor, Jane Roe”."""
    root = head.doc[place.start : place.end].root
    return root.dep_ == "appos" and root.head.i == head.i


def phrases(doc: Doc, clusters: Clusters, span: Span) -> Iterator[Phrase]:
    """The phrases of a source span: one, or each part of a coordination (“A and B”)."""
    covered = doc.char_span(span.start, span.end, alignment_mode="expand")
    tokens = [t for t in covered if not t.is_space] if covered is not None else []
    while tokens and (tokens[0].is_punct or tokens[0].lower_ in ("by", "to", "from", "according")):
        tokens.pop(0)
    while tokens and tokens[-1].is_punct and tokens[-1].text != ")":
        tokens.pop()
    if tokens:
        for part in _parts(clusters, tokens):
            yield _phrase(clusters, part)


def _phrase(clusters: Clusters, tokens: Sequence[Token]) -> Phrase:
    head = _head(tokens)
    return Phrase(tuple(tokens), head, clusters.at.get(head.i), tuple(clusters.inside(tokens)))


def _parts(clusters: Clusters, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each part of a coordination, without what joins them."""
    head = _head(tokens)
    others = list(_others(clusters, tokens, head))
    starts = [max(min(t.i for t in conjunct.subtree), head.i + 1) for conjunct in others]
    if not starts or all(_of_a_crowd(clusters, noun) for noun in (head, *others)):
        yield list(tokens)
        return
    for start, end in pairwise([tokens[0].i, *sorted(starts), tokens[-1].i + 1]):
        part = [t for t in tokens if start <= t.i < end]
        while part and (part[-1].pos_ == "CCONJ" or part[-1].text in (",", "and", "or", "both")):
            part.pop()
        while part and part[0].lower_ in ("both", ",", "and"):
            part.pop(0)
        if part:
            yield part


def _others(clusters: Clusters, tokens: Sequence[Token], head: Token) -> Iterator[Token]:
    """The words joined to the head that mean somebody else than it does."""
    inside = {t.i for t in tokens}
    entity = clusters.at.get(head.i)
    for conjunct in _conjuncts(head):
        if conjunct.i not in inside or conjunct.i < head.i:
            continue
        other = clusters.at.get(conjunct.i)
        if entity is not None and entity is other:
            continue
        if entity is not None and entity.person and other is None and _describes(conjunct):
            continue  # “Jane Roe, an expert and a former judge” is one person
        yield conjunct


def _of_a_crowd(clusters: Clusters, noun: Token) -> bool:
    """Whether a noun means several without a name: “consultants and analysts” speak as one."""
    return noun.tag_ == "NNS" and noun.i not in clusters.at


def _conjuncts(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            yield child
            yield from _conjuncts(child)


def _describes(token: Token) -> bool:
    """Whether a joined word tells what somebody is (“a former judge”) rather than names one."""
    first = token.doc[min(t.i for t in token.subtree)]
    return first.lower_ in ("a", "an", "the") or token.pos_ == "NOUN"


def _head(tokens: Sequence[Token]) -> Token:
    """The word the phrase turns on; of a clause, its subject or object."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    nouns = [t for t in tops if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM")]
    if nouns:  # of “a Tidewater Times” report its article is no more than an article
        return next((t for t in nouns if t.pos_ != "DET"), nouns[0])
    for top in tops:
        for child in top.children:
            if child.i in inside and child.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj"):
                return child
    nominal = [t for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON")]
    return (nominal or list(tokens))[0]
