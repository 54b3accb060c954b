"""The people and institutions that an article names, each once, with every place of its name."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from accordingto.language.coreference import names
from accordingto.language.coreference.entities import NameMention, recognize
from accordingto.lexicon import wordlist

Gender = Literal["female", "male"]
_Bearers = dict[tuple[str, ...], list[int]]

_MALE = frozenset({"mr", "sir", "congressman", "father", "king", "prince", "spokesman", "actor"})
_FEMALE = frozenset(
    {"mrs", "ms", "miss", "dame", "congresswoman", "queen", "princess", "spokeswoman", "actress"}
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or institution, under the fullest name the article gives, and its places.

    ``namesakes`` are the names of others that a surname alone could mean as well.
    """

    name: str
    person: bool
    places: tuple[NameMention, ...]
    gender: Gender | None = None
    label: str = ""
    namesakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clusters:
    """Everybody whom the article names. ``at[i]`` is the entity named at token ``i``."""

    entities: tuple[Entity, ...]
    at: dict[int, Entity]

    def inside(self, tokens: Sequence[Token]) -> Iterator[tuple[NameMention, Entity]]:
        """The names that lie among these tokens, in order, each once."""
        seen = set()
        for token in tokens:
            entity = self.at.get(token.i)
            if entity is None:
                continue
            place = next(p for p in entity.places if p.start <= token.i < p.end)
            if place.start not in seen:
                seen.add(place.start)
                yield place, entity


def clusters(doc: Doc) -> Clusters:
    """Gather the names of a parsed article and join those of one bearer."""
    found = recognize(doc)
    entities = [*_people(doc, [n for n in found if n.person])]
    entities += _institutions(doc, [n for n in found if not n.person])
    at = {i: m for m in entities for p in m.places for i in range(p.start, p.end)}
    return Clusters(tuple(entities), at)


def _people(doc: Doc, found: Sequence[NameMention]) -> Iterator[Entity]:
    short_forms = names.surnames({names.key(name.words) for name in found})

    def whole(name: NameMention) -> bool:  # “De Blasio” is none where there is a Bill de Blasio
        return names.is_full(name.words) and names.key(name.words) not in short_forms

    full = _full_names([name for name in found if whole(name)])
    alone: dict[str, list[NameMention]] = defaultdict(list)
    doubtful: dict[tuple[str, tuple[str, ...]], list[NameMention]] = defaultdict(list)
    surnames, given = _short_forms([g[0].words for g in full])
    starts = [sorted(n.start for n in g) for g in full]
    first = [each[0] for each in starts]
    genders = [_gender(doc, g) for g in full]
    for name in found:
        if whole(name):
            continue
        short = names.key(name.words)
        fits = surnames.get(short) or given.get(short) or []
        before = [i for i in fits if first[i] <= name.start] or fits
        own = _gender(doc, [name])
        told = [i for i in before if None in (own, genders[i]) or own == genders[i]] or before
        if len(told) > 1:
            told = _nearest(name, told, starts) or told
        if len(told) == 1:
            full[told[0]].append(name)
            insort(starts[told[0]], name.start)
        elif told:
            both = tuple(_written(doc, full[i][0]) for i in told)
            doubtful[short[-1], both].append(name)
        else:
            alone[short[-1] if short else ""].append(name)
    for group in full:
        longest = max(
            (n for n in group if whole(n)),
            key=lambda n: (-len(n.words) if len(n.words) > 4 else len(n.words), -n.start),
        )
        written = _written(doc, longest)
        yield Entity(
            written,
            True,
            tuple(sorted(group, key=lambda n: n.start)),
            _gender(doc, group),
            "PERSON",
        )
    for group in alone.values():
        yield Entity(_written(doc, group[0]), True, tuple(group), _gender(doc, group), "PERSON")
    for (_, both), group in doubtful.items():
        yield Entity(_written(doc, group[0]), True, tuple(group), None, "PERSON", both)


def _full_names(found: Sequence[NameMention]) -> list[list[NameMention]]:
    """Full names by bearer: each joins the first whose names agree with it."""
    groups: list[list[NameMention]] = []
    writings: list[set[tuple[str, ...]]] = []  # of each group
    of_surname: dict[str, list[int]] = defaultdict(list)  # one bearer's names share it
    for name in found:
        namesakes = of_surname[names.key(name.words)[-1]]
        home = next(
            (i for i in namesakes if any(names.same_full(name.words, w) for w in writings[i])),
            None,
        )
        if home is None:
            namesakes.append(len(groups))
            groups.append([name])
            writings.append({name.words})
        else:
            groups[home].append(name)
            writings[home].add(name.words)
    return groups


def _short_forms(heads: Sequence[tuple[str, ...]]) -> tuple[_Bearers, _Bearers]:
    """Whom a surname and whom a given name can mean: full names, by index, of each short form."""
    surnames: _Bearers = defaultdict(list)
    given: _Bearers = defaultdict(list)
    for i, words in enumerate(heads):
        key = names.key(words)
        for size in range(1, len(key)):
            surnames[key[-size:]].append(i)
            given[key[:size]].append(i)
    return surnames, given


def _nearest(name: NameMention, fits: Sequence[int], starts: Sequence[list[int]]) -> list[int]:
    """The one bearer of a surname written in full close before, where no other is."""
    last = {}
    for i in fits:
        earlier = bisect_left(starts[i], name.start)
        last[i] = starts[i][earlier - 1] if earlier else -(10**6)
    order = sorted(fits, key=lambda i: -last[i])
    near, next_ = last[order[0]], last[order[1]]
    counts = {i: len(starts[i]) for i in fits}
    if name.start - near < 120 and name.start - next_ > 240:
        return [order[0]]
    top = sorted(fits, key=lambda i: -counts[i])
    if counts[top[0]] >= 3 and counts[top[0]] >= 3 * counts[top[1]]:
        return [top[0]]
    return []


def _written(doc: Doc, name: NameMention) -> str:
    return names.plain(doc[name.start : name.end].text)


def _gender(doc: Doc, group: Sequence[NameMention]) -> Gender | None:
    """What honorifics, gendered titles and given names say of a person, by majority."""
    score = 0
    for name in group:
        for back in (1, 2):
            word = doc[name.start - back] if name.start >= back else None
            if word is None or word.is_punct:
                break
            score += 3 * (names.bare(word.text) in _FEMALE) - 3 * (names.bare(word.text) in _MALE)
        if len(name.words) > 1:
            given = names.bare(name.words[0])
            score += (given in wordlist("female")) - (given in wordlist("male"))
    return None if score == 0 else ("female" if score > 0 else "male")


def _institutions(doc: Doc, found: Sequence[NameMention]) -> Iterator[Entity]:
    groups: list[list[NameMention]] = []
    spellings: list[dict[str, None]] = []  # of each group, in order of appearance
    holding: dict[Hashable, set[int]] = defaultdict(set)  # groups by what one's names share
    introduced = _introduced(doc, found)
    for name in found:
        text = _written(doc, name)
        full = introduced.get(text, text)
        marks = (text, *names.organization_marks(text))
        near = sorted(set().union(*(holding[mark] for mark in (full, *marks))))
        home = next(
            (
                k
                for k in near
                if text in spellings[k]
                or full in spellings[k]
                or any(names.same_organization(text, each) for each in spellings[k])
            ),
            None,
        )
        if home is None:
            home = len(groups)
            groups.append([])
            spellings.append({})
        groups[home].append(name)
        spellings[home][text] = None
        for mark in marks:
            holding[mark].add(home)
    for group in groups:
        written = [_written(doc, n) for n in group]
        texts = Counter(written)
        best = max(
            texts,
            key=lambda t: (
                not names.is_acronym(t),
                len(names.organization_key(t)),
                texts[t],
                " of " in t,
            ),
        )
        if any(_with_article(doc, n) for n, t in zip(group, written, strict=True) if t == best):
            best = f"The {best}"
        label = Counter(n.label for n in group if n.label).most_common(1)
        yield Entity(best, False, tuple(group), None, label[0][0] if label else "")


def _with_article(doc: Doc, name: NameMention) -> bool:
    """Whether a medium's name has its article in it: “reviewed by The Tidewater Courier”."""
    before = doc[name.start - 1] if name.start else None
    return (
        before is not None
        and before.text == "The"
        and not before.is_sent_start
        and names.bare(doc[name.end - 1].text) in wordlist("media")
    )


def _introduced(doc: Doc, found: Sequence[NameMention]) -> dict[str, str]:
    """Acronyms in brackets behind a name, with that name: “International Monetary Fund (IMF)”."""
    by_end = {n.end: n for n in found}
    pairs = {}
    for name in found:
        if name.start < 2 or doc[name.start - 1].text != "(" or name.end - name.start != 1:
            continue
        long = by_end.get(name.start - 1)
        if (
            long is not None
            and long.end - long.start > 1
            and names.is_acronym(doc[name.start].text)
        ):
            pairs[_written(doc, name)] = _written(doc, long)
    return pairs
