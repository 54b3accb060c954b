"""The people and institutions that an article names, each once, with every place of its name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from accordingto.language import names
from accordingto.language.recognition import Name, recognize
from accordingto.language.wordlists import wordlist

Gender = Literal["female", "male"]

_MALE = frozenset({"mr", "sir", "congressman", "father", "king", "prince", "spokesman", "actor"})
_FEMALE = frozenset(
    {"mrs", "ms", "miss", "dame", "congresswoman", "queen", "princess", "spokeswoman", "actress"}
)


@dataclass(frozen=True, slots=True)
class Member:
    """A person or institution, under the fullest name the article gives, and its places.

    ``rivals`` are the names of others that a surname alone could mean as well.
    """

    name: str
    person: bool
    places: tuple[Name, ...]
    gender: Gender | None = None
    label: str = ""
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody whom the article names. ``at[i]`` is the member named at token ``i``."""

    members: tuple[Member, ...]
    at: dict[int, Member]

    def inside(self, tokens: Sequence[Token]) -> Iterator[tuple[Name, Member]]:
        """The names that lie among these tokens, in order, each once."""
        seen = set()
        for token in tokens:
            member = self.at.get(token.i)
            if member is None:
                continue
            place = next(p for p in member.places if p.start <= token.i < p.end)
            if place.start not in seen:
                seen.add(place.start)
                yield place, member


def cast(doc: Doc) -> Cast:
    """Gather the names of a parsed article and join those of one bearer."""
    found = recognize(doc)
    members = [*_people(doc, [n for n in found if n.person])]
    members += _institutions(doc, [n for n in found if not n.person])
    at = {i: m for m in members for p in m.places for i in range(p.start, p.end)}
    return Cast(tuple(members), at)


def _people(doc: Doc, found: Sequence[Name]) -> Iterator[Member]:
    full: list[list[Name]] = []
    for name in found:
        if names.is_full(name.words):
            home = next(
                (g for g in full if any(names.same_full(name.words, n.words) for n in g)), None
            )
            if home is None:
                full.append([name])
            else:
                home.append(name)
    alone: dict[str, list[Name]] = defaultdict(list)
    doubtful: dict[tuple[str, tuple[str, ...]], list[Name]] = defaultdict(list)
    heads = [g[0].words for g in full]
    spoken = [min(n.start for n in g) for g in full]
    for name in found:
        if names.is_full(name.words):
            continue
        fits = [i for i, w in enumerate(heads) if names.is_surname_of(name.words, w)]
        fits = fits or [i for i, w in enumerate(heads) if names.is_given_name_of(name.words, w)]
        before = [i for i in fits if spoken[i] <= name.start] or fits
        told = [i for i in before if _agrees(doc, name, full[i])] or before
        if len(told) > 1:
            told = _nearest(doc, name, told, full) or told
        if len(told) == 1:
            full[told[0]].append(name)
        elif told:
            both = tuple(_written(doc, full[i][0]) for i in told)
            doubtful[names.key(name.words)[-1], both].append(name)
        else:
            alone[names.key(name.words)[-1] if names.key(name.words) else ""].append(name)
    for group in full:
        longest = max(
            (n for n in group if names.is_full(n.words)),
            key=lambda n: (-len(n.words) if len(n.words) > 4 else len(n.words), -n.start),
        )
        written = _written(doc, longest)
        yield Member(
            written,
            True,
            tuple(sorted(group, key=lambda n: n.start)),
            _gender(doc, group),
            "PERSON",
        )
    for group in alone.values():
        yield Member(_written(doc, group[0]), True, tuple(group), _gender(doc, group), "PERSON")
    for (_, both), group in doubtful.items():
        yield Member(_written(doc, group[0]), True, tuple(group), None, "PERSON", both)


def _agrees(doc: Doc, name: Name, group: Sequence[Name]) -> bool:
    one = _gender(doc, [name])
    other = _gender(doc, [n for n in group if names.is_full(n.words)])
    return one is None or other is None or one == other


def _nearest(doc: Doc, name: Name, fits: Sequence[int], full: Sequence[list[Name]]) -> list[int]:
    """The one bearer of a surname written in full close before, where no other is."""
    last = {
        i: max((n.start for n in full[i] if n.start < name.start), default=-(10**6)) for i in fits
    }
    order = sorted(fits, key=lambda i: -last[i])
    near, next_ = last[order[0]], last[order[1]]
    counts = {i: len(full[i]) for i in fits}
    if name.start - near < 120 and name.start - next_ > 240:
        return [order[0]]
    top = sorted(fits, key=lambda i: -counts[i])
    if counts[top[0]] >= 3 and counts[top[0]] >= 3 * counts[top[1]]:
        return [top[0]]
    return []


def _written(doc: Doc, name: Name) -> str:
    return names.plain(doc[name.start : name.end].text)


def _gender(doc: Doc, group: Sequence[Name]) -> Gender | None:
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


def _institutions(doc: Doc, found: Sequence[Name]) -> Iterator[Member]:
    groups: list[list[Name]] = []
    spellings: list[dict[str, None]] = []  # of each group, in order of appearance
    introduced = _introduced(doc, found)
    for name in found:
        text = _written(doc, name)
        full = introduced.get(text)
        home = next(
            (
                k
                for k, known in enumerate(spellings)
                if text in known
                or full in known
                or any(names.same_organization(text, each) for each in known)
            ),
            None,
        )
        if home is None:
            groups.append([name])
            spellings.append({text: None})
        else:
            groups[home].append(name)
            spellings[home][text] = None
    for group in groups:
        texts = Counter(_written(doc, n) for n in group)
        best = max(
            texts,
            key=lambda t: (
                not names.is_acronym(t),
                len(names.organization_key(t)),
                texts[t],
                " of " in t,
            ),
        )
        if any(_with_article(doc, n) for n in group if _written(doc, n) == best):
            best = f"The {best}"
        label = Counter(n.label for n in group if n.label).most_common(1)
        yield Member(best, False, tuple(group), None, label[0][0] if label else "")


def _with_article(doc: Doc, name: Name) -> bool:
    """Whether a medium's name has its article in it: “reviewed by The Tidewater Courier”."""
    before = doc[name.start - 1] if name.start else None
    return (
        before is not None
        and before.text == "The"
        and not before.is_sent_start
        and names.bare(doc[name.end - 1].text) in wordlist("media")
    )


def _introduced(doc: Doc, found: Sequence[Name]) -> dict[str, str]:
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
