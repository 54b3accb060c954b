"""Who a mention can mean: the people, institutions and documents that stand around it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from accordingto.language.coreference.discourse import Discourse
from accordingto.language.coreference.mentions import Mention, described
from accordingto.language.coreference.phrases import singular
from accordingto.lexicon import nouns

#: So many different candidates are looked at before a mention, and behind it.
BEFORE, BEHIND = 40, 8
#: So many tokens away from it at most.
FAR_BEFORE, FAR_BEHIND = 2500, 300
#: So many of those whom the whole article names most are candidates anywhere.
OFTEN = 8
#: So many places of one candidate tell of it, the nearest.
PLACES = 14


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something known, with the tokens near a mention that name, or spoke for, it.

    ``places`` in the order of the text; ``named`` of the whole article; ``heard``: how often it
    was a source before the mention.
    """

    referent: int
    places: tuple[int, ...]
    named: int
    heard: int

    def before(self, token: int) -> int | None:
        """The last place before a token."""
        at = bisect_left(self.places, token)
        return self.places[at - 1] if at else None

    def behind(self, token: int) -> int | None:
        """The first place behind a token."""
        at = bisect_left(self.places, token + 1)
        return self.places[at] if at < len(self.places) else None


class Candidates:
    """All that one article names, by place; who is described joins when he has spoken."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        #: Every place with its referent, in order.
        self._places: list[tuple[int, int]] = []
        self._named: Counter[int] = Counter()
        self._heard: Counter[int] = Counter()
        doc = discourse.doc
        for entity in discourse.clusters.entities:
            if not entity.namesakes:
                referent = discourse.entity(entity)
                for place in entity.places:
                    self._put(doc[place.start : place.end].root.i, referent)
        for one in (*_documents(discourse), *_institutions(discourse)):
            self._put(one.head.i, discourse.describe(one))
        self._often = [referent for referent, _ in self._named.most_common(OFTEN)]
        self._first = {referent: place for place, referent in reversed(self._places)}

    def _put(self, token: int, referent: int) -> None:
        insort(self._places, (token, referent))
        self._named[referent] += 1

    def spoke(self, referent: int, token: int) -> None:
        """Count a source phrase, by the token it turns on, as its referent's."""
        self._heard[referent] += 1
        if (token, referent) not in self._places[-1:]:
            insort(self._places, (token, referent))
        self._first.setdefault(referent, token)

    def of(self, mention: Mention) -> tuple[Candidate, ...]:
        """The candidates of a mention; who is named in it, and it does not turn on, is one."""
        places: dict[int, list[int]] = {}
        for token, referent in self._around(mention):
            if len(places.setdefault(referent, [])) < PLACES:
                places[referent].append(token)
        for referent in self._often:
            places.setdefault(referent, [self._first[referent]])
        return tuple(
            Candidate(number, tuple(sorted(tokens)), self._named[number], self._heard[number])
            for number, tokens in sorted(places.items())
            if any(token != mention.head.i for token in tokens)
        )

    def _around(self, mention: Mention) -> Iterator[tuple[int, int]]:
        """Places with their referents: in a mention, before it from the nearest on, behind it."""
        start = bisect_left(self._places, (mention.start, -1))
        end = bisect_left(self._places, (mention.end, -1))
        yield from self._places[start:end]
        seen: set[int] = set()
        for token, referent in reversed(self._places[max(0, start - 20 * BEFORE) : start]):
            seen.add(referent)
            if len(seen) > BEFORE or mention.start - token > FAR_BEFORE:
                break
            yield token, referent
        seen = set()
        for token, referent in self._places[end : end + 20 * BEHIND]:
            seen.add(referent)
            if len(seen) > BEHIND or token - mention.end > FAR_BEHIND:
                break
            yield token, referent


def _documents(discourse: Discourse) -> Iterator[Mention]:
    """The papers that an article tells apart by a word before the noun: “a Tidewater poll”."""
    doc = discourse.doc
    for token in doc:
        if _is_paper(discourse, token):
            start = token.left_edge.i
            told = [doc[i] for i in range(start, token.i) if not doc[i].is_punct]
            paper = Mention(start, token.i + 1, token, "document", plural=token.tag_ == "NNS")
            if told and " " in described(paper):
                yield paper


def _is_paper(discourse: Discourse, token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
        return False
    word = singular(token)
    if word not in nouns("document") and word != "datum":
        return False
    named = discourse.clusters.at.get(token.i)
    return named is None or named.label in ("ORG", "WORK_OF_ART", "")


def _institutions(discourse: Discourse) -> Iterator[Mention]:
    """Those that a name before the noun tells apart: “Yonkers police”."""
    doc = discourse.doc
    for token in doc:
        if token.lower_ not in nouns("organization") or token.i in discourse.clusters.at:
            continue
        start = token.i
        while start > 0 and (doc[start - 1].pos_ == "PROPN" or doc[start - 1].tag_ == "POS"):
            start -= 1
        if start < token.i and doc[start].tag_ != "POS":
            yield Mention(start, token.i + 1, token, "organization")
