"""Silver: the names that spaCy's own recognizer finds, agreed over many texts and corrected.

It cuts a name here that it finds whole there, takes the possessive ending into names, and takes one
and the same last name now for a person's, now for an institution's. What most places of a writing
say counts everywhere. An editor's sources correct it: where the full name of a person or of an
institution stands that is a source, or such a person's last name alone, it is a name of that kind,
to the letter.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from accordingto.language.naming.recognizer import TAGS
from accordingto.records import Span

#: What an editor calls a source, as a kind of name.
_OF_SOURCE = {"named person": "PERSON", "named organization": "ORG"}
#: What stands behind a last name and is none, and what stands around a name.
_SUFFIXES = frozenset({"Jr.", "Sr.", "II", "III"})
_BEFORE, _BEHIND = frozenset({"the", "a", "an"}), frozenset({"'s", "’s", "'", "’"})
#: A name counts as one wherever it stands if it was found so often, and in so many of its places.
_OFTEN, _SHARE = 3, 0.3
#: So much oftener a place than a person's, or so seldom, is a last name mostly a place, or hardly.
_MOSTLY, _SELDOM = 5, 0.1

_Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Silver:
    """The names of a text, to be corrected: of each word its kind (or ""), and where names begin.

    starts: where the words begin, in characters.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    kinds: list[str]
    begun: list[bool]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Silver:
        """The entities of a parsed text, by its words, white space left out."""
        silver = cls(
            tuple(token.text for token in tokens),
            tuple(token.idx for token in tokens),
            [token.ent_type_ for token in tokens],
            [token.ent_iob_ == "B" for token in tokens],
        )
        for name in list(silver.names()):
            first, end = name.start, name.stop
            while end - first > 1 and silver.words[end - 1] in _BEHIND:
                end -= 1
            while end - first > 1 and silver.words[first].lower() in _BEFORE:
                first += 1
            silver.correct(range(first, end), silver.kinds[first])
        return silver

    def names(self) -> Iterator[range]:
        """The words of each name, in order."""
        first = 0
        for word in range(1, len(self.kinds) + 1):
            ends = word == len(self.kinds) or self.begun[word]
            if ends or self.kinds[word] != self.kinds[first]:
                if self.kinds[first]:
                    yield range(first, word)
                first = word

    def correct(self, name: range, kind: str, *, whole: bool = True) -> None:
        """Make words one name; what was one name with them, before and behind, is none.

        What is not ``whole`` leaves longer names alone: “Washington” may be “Washington Post” here.
        """
        if not name:
            return
        first, last = name[0], name[-1]
        while first and self.kinds[first] and not self.begun[first]:
            first -= 1
        while last + 1 < len(self.kinds) and self.kinds[last + 1] and not self.begun[last + 1]:
            last += 1
        if not whole and (first, last) != (name[0], name[-1]):
            return
        for word in range(first, last + 1):
            inside = word in name
            self.kinds[word], self.begun[word] = (kind if inside else "", word == name[0])

    def tags(self) -> list[str]:
        """The tag of each word."""
        return [
            f"{'B' if begun or not n or self.kinds[n - 1] != kind else 'I'}-{kind}" if kind else "O"
            for n, (kind, begun) in enumerate(zip(self.kinds, self.begun, strict=True))
        ]


def agree(texts: Sequence[Silver]) -> None:
    """Make each writing of a name one name of one kind in all texts."""
    found: dict[_Name, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for name in text.names():
            found[text.words[name.start : name.stop]][text.kinds[name.start]] += 1
    known = {name: votes for name, votes in found.items() if _may_be_cut(name, votes)}
    places = list(_places(texts, known))
    there = Counter(text.words[name.start : name.stop] for text, name in places)
    for text, name in sorted(places, key=lambda place: len(place[1])):  # the longest come last
        votes = known[text.words[name.start : name.stop]]
        if votes.total() >= _SHARE * there[text.words[name.start : name.stop]]:
            text.correct(name, votes.most_common(1)[0][0], whole=False)
    last = _last_names(found)
    for text in texts:
        people = last.everywhere | (last.beside & set(_last_of_whole(text)))
        for name in list(text.names()):
            if len(name) == 1 and text.words[name.start] in people:
                text.correct(name, "PERSON")


def correct(silver: Silver, text: str, sources: Iterable[Mapping[str, Any]]) -> None:
    """Let an editor's sources correct the names of a text; whole names come last."""
    names: list[tuple[bool, str, str]] = []
    for source in sources:
        kind, name = _OF_SOURCE.get(source["type"]), source["name"].removeprefix("The ")
        if kind is None or not name[:1].isupper():
            continue
        names.append((True, name, kind))
        last = name.split()[-1]
        if kind == "PERSON" and last != name and last not in _SUFFIXES:
            names.append((False, last, kind))
    for whole, name, kind in sorted(names, key=lambda item: (item[0], len(item[1]))):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            silver.correct(within(silver.starts, Span(*match.span())), kind, whole=whole)


def within(starts: Sequence[int], span: Span) -> range:
    """The words of a span, by their numbers."""
    inside = [n for n, start in enumerate(starts) if span.start <= start < span.end]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _may_be_cut(name: _Name, votes: Counter[str]) -> bool:
    named = f"B-{votes.most_common(1)[0][0]}" in TAGS and name[0][:1].isupper()
    return named and len(name) > 1 and votes.total() >= _OFTEN


def _places(
    texts: Sequence[Silver], known: Mapping[_Name, object]
) -> Iterator[tuple[Silver, range]]:
    """Every place where one of the known names stands."""
    by_first: dict[str, list[_Name]] = defaultdict(list)
    for name in known:
        by_first[name[0]].append(name)
    for text in texts:
        for at, word in enumerate(text.words):
            for name in by_first.get(word, ()):
                if text.words[at : at + len(name)] == name:
                    yield text, range(at, at + len(name))


@dataclass(frozen=True, slots=True)
class _LastNames:
    """Words that are a person's name alone: ``beside`` whole names that end in them, or always."""

    everywhere: frozenset[str]
    beside: frozenset[str]


def _last_names(found: Mapping[_Name, Counter[str]]) -> _LastNames:
    """The words that end names of people and stand for them alone.

    The recognizer takes “Trump” for an institution as often as for a person: the whole names count
    with what stands alone. What is mostly a place is left out.
    """
    whole: Counter[str] = Counter()
    for name, votes in found.items():
        if len(name) > 1:
            whole[name[-1]] += votes["PERSON"]
    everywhere, beside = set(), set()
    for (word, *more), votes in found.items():
        if more or not whole[word] or word in _SUFFIXES:
            continue
        people = votes["PERSON"] + whole[word]
        if votes["GPE"] <= _MOSTLY * people:
            beside.add(word)
        mostly = 2 * people > votes.total() + whole[word] and votes["GPE"] <= _SELDOM * people
        if mostly and whole[word] >= _OFTEN:
            everywhere.add(word)
    return _LastNames(frozenset(everywhere), frozenset(beside))


def _last_of_whole(text: Silver) -> Iterator[str]:
    """The last words of the names of people in a text that have more than one."""
    for name in text.names():
        if len(name) > 1 and text.kinds[name.start] == "PERSON":
            yield text.words[name.stop - 1]
