"""A source phrase by its grammar: the word it turns on, and the names that stand in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from accordingto.language.coreference import names
from accordingto.language.coreference.clusters import Clusters, Entity
from accordingto.lexicon import nouns
from accordingto.records import Span

_LINKING = frozenset({"for", "of", "at", "from", "with", "by", "in", "to"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One source phrase: its tokens, their head, and whom the phrase names.

    ``person`` is the person whom the phrase as a whole names; ``own`` whom the head names;
    ``affiliation`` an institution (or person) named as owner or employer; ``apposed`` a name that
    stands in apposition to the head (“news agency KCNA”).
    """

    tokens: tuple[Token, ...]
    head: Token
    person: Entity | None
    own: Entity | None
    affiliation: Entity | None
    apposed: Entity | None
    #: Whether a name stands before the head in its noun group (“the Oregonian newspaper”).
    names_before: bool

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
    return Phrase(
        tuple(tokens),
        head,
        person=_person(clusters, tokens, head),
        own=clusters.at.get(head.i),
        affiliation=_affiliation(clusters, tokens, head),
        apposed=_apposed(clusters, tokens, head),
        names_before=any(
            t.i < head.i and t.dep_ == "compound" and t.i in clusters.at for t in tokens
        ),
    )


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


def _person(clusters: Clusters, tokens: Sequence[Token], head: Token) -> Entity | None:
    """The person whom the phrase names: not one named only to tell who or what is meant."""
    own = clusters.at.get(head.i)
    if own is not None and own.person:
        return own
    for place, entity in clusters.inside(tokens):
        name = head.doc[place.start : place.end]
        if not entity.person or _possessive(name, tokens, head):
            continue
        opening = [t.lower_ for t in tokens if t.i < place.start]
        if any(word in ("who", "which", "whose", "including") for word in opening):
            return None
        if place.start <= head.i < place.end or _introduced(name, tokens, head):
            return entity
        if not any(aside(name, tokens, head) for aside in _ASIDES):
            return entity
    return None


def _introduced(name: Tokens, tokens: Sequence[Token], head: Token) -> bool:
    """Whether a description leads up to a name that is its own.

    “A resident named Sam”, “the head of the board, Jane Roe”, “Director of National Intelligence
    Jane Roe”.
    """
    before, after = _neighbour(name.start - 1, tokens), _neighbour(name.end, tokens)
    if before is None or head.i >= name.start:
        return False
    if before.lower_ in ("named", "called"):
        return True
    if len(name) < 2 or head.tag_ == "NNS" or singular(head) not in nouns("person"):
        return False
    if before.text == ",":
        return after is None or after.is_punct
    titled = names.is_office(before.text) or before.lower_ in nouns("person")
    return before.pos_ == "PROPN" and before.i != head.i and not titled


def _possessive(name: Tokens, tokens: Sequence[Token], head: Token) -> bool:
    """“Jane Roe’s lawyer”."""
    after = _neighbour(name.end, tokens)
    return after is not None and after.tag_ == "POS"


def _before_noun(name: Tokens, tokens: Sequence[Token], head: Token) -> bool:
    """“the Jane Roe campaign”."""
    after = _neighbour(name.end, tokens)
    return after is not None and after.pos_ == "NOUN" and name.root.dep_ == "compound"


def _governed(name: Tokens, tokens: Sequence[Token], head: Token) -> bool:
    """“a lawyer for Jane Roe”, “people who know Jane Roe”."""
    root = name.root
    return root.dep_ in ("pobj", "poss", "dobj") and any(t.i == root.head.i for t in tokens)


def _behind_preposition(name: Tokens, tokens: Sequence[Token], head: Token) -> bool:
    """“a lawyer for Jane Roe”, however parsed."""
    before = _neighbour(name.start - 1, tokens)
    return before is not None and before.pos_ == "ADP"


def _joined_to_governed(name: Tokens, tokens: Sequence[Token], head: Token) -> bool:
    """Jane Roe in “a lawyer for John Doe and Jane Roe”."""
    last = name[-1]
    return last.dep_ == "conj" and last.head.i != head.i and last.head.dep_ == "pobj"


def _in_clause(name: Tokens, tokens: Sequence[Token], head: Token) -> bool:
    """“a man convicted in the case that Jane Roe brought”."""
    inside = {t.i for t in tokens}
    return any(t.dep_ in ("relcl", "acl") and t.i in inside for t in name.root.ancestors)


#: How a name stands in a phrase that means somebody else.
_ASIDES: tuple[Callable[[Tokens, Sequence[Token], Token], bool], ...] = (
    _before_noun,
    _governed,
    _behind_preposition,
    _joined_to_governed,
    _in_clause,
)


def _neighbour(i: int, tokens: Sequence[Token]) -> Token | None:
    """The token at place ``i`` where it belongs to the phrase."""
    return next((t for t in tokens if t.i == i), None)


def _affiliation(clusters: Clusters, tokens: Sequence[Token], head: Token) -> Entity | None:
    """The institution (or person) that a description names as its owner or employer."""
    inside = {t.i for t in tokens}
    for token in tokens:
        entity = clusters.at.get(token.i)
        if entity is not None and token.i != head.i and _belongs(token, head, inside):
            return entity
    return None


def _belongs(token: Token, head: Token, inside: set[int]) -> bool:
    """Whether a name is an attribute of the head: before it, as its owner, or with “of”, “at”."""
    governor = token
    while governor.dep_ in ("compound", "nmod", "amod", "conj", "appos"):
        if governor.head.i not in inside:
            break
        if governor.head.i == head.i:
            return True
        governor = governor.head
    linked = governor.dep_ == "pobj" and governor.head.lower_ in _LINKING
    owned = governor.head if governor.dep_ == "poss" else governor.head.head if linked else None
    if owned is not None and owned.i == head.i:
        return True
    return token.i < head.i and governor.dep_ in ("compound", "nmod", "poss")


def _apposed(clusters: Clusters, tokens: Sequence[Token], head: Token) -> Entity | None:
    inside = {t.i for t in tokens}
    for child in head.children:
        if child.dep_ == "appos" and child.i in inside:
            entity = clusters.at.get(child.i)
            if entity is not None:
                return entity
    after = [t for t in tokens if t.i > head.i and not t.is_quote]
    if after and singular(head) in nouns("kind"):
        return clusters.at.get(after[0].i)  # “news agency KCNA”, however parsed
    return None
