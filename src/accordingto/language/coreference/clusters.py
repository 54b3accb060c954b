"""The people and institutions that an article names, each once, with every place of its name."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token

from accordingto.language.coreference import names
from accordingto.language.coreference.entities import NameMention, recognize
from accordingto.lexicon import nouns, wordlist

Gender = Literal["female", "male"]

_MALE = nouns("man")
_FEMALE = nouns("woman")


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or institution, under the fullest name the article gives, and its places.

    ``places`` are in the order of the text; ``namesakes`` are the names of others that a surname
    alone could mean as well.
    """

    name: str
    person: bool
    places: tuple[NameMention, ...]
    gender: Gender | None = None
    label: str = ""
    namesakes: tuple[str, ...] = ()

    def place_of(self, token: int) -> NameMention | None:
        """The place that holds a token."""
        place = self.last_place(token + 1)
        return place if place is not None and token < place.end else None

    def last_place(self, before: int) -> NameMention | None:
        """The last place that begins before a token."""
        count = bisect_left(self.places, before, key=lambda place: place.start)
        return self.places[count - 1] if count else None


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
            place = entity.place_of(token.i) if entity is not None else None
            if entity is not None and place is not None and place.start not in seen:
                seen.add(place.start)
                yield place, entity


def clusters(doc: Doc) -> Clusters:
    """Gather the names of a parsed article and join those of one bearer."""
    mentions = recognize(doc)
    entities = [*_people(doc, [mention for mention in mentions if mention.person])]
    entities += _institutions(doc, [mention for mention in mentions if not mention.person])
    at = {
        i: entity
        for entity in entities
        for place in entity.places
        for i in range(place.start, place.end)
    }
    return Clusters(tuple(entities), at)


@dataclass(slots=True)
class _Bearer:
    """Somebody named in full, while the places of the name are gathered.

    ``full`` are those in full, in the order of the text, ``short`` those of a surname or given
    name alone; ``starts`` is where all of them begin, in order.
    """

    full: list[NameMention]
    gender: Gender | None
    starts: list[int]
    short: list[NameMention] = field(default_factory=list)

    def add(self, mention: NameMention) -> None:
        """Count a short name as this bearer's."""
        self.short.append(mention)
        insort(self.starts, mention.start)

    def latest(self, before: int) -> int:
        """Where the last place before a token is; far away where there is none."""
        earlier = bisect_left(self.starts, before)
        return self.starts[earlier - 1] if earlier else -(10**6)

    @property
    def introduced(self) -> int:
        """Where the article first names the bearer in full."""
        return self.full[0].start


#: Whom a short form of a name can mean, by its key (`names.key`).
_ShortForms = dict[tuple[str, ...], list[_Bearer]]


def _people(doc: Doc, mentions: Sequence[NameMention]) -> Iterator[Entity]:
    """The people named in full with their short names, then those who have no more than one."""
    ends = names.surnames({names.key(mention.words) for mention in mentions})
    full: list[NameMention] = []
    short: list[NameMention] = []
    for mention in mentions:  # “De Blasio” is no full name where there is a Bill de Blasio
        whole = names.is_full(mention.words) and names.key(mention.words) not in ends
        (full if whole else short).append(mention)
    bearers = [
        _Bearer(group, _gender(doc, group), sorted(mention.start for mention in group))
        for group in _full_names(full)
    ]
    alone: dict[str, list[NameMention]] = defaultdict(list)
    doubtful: dict[tuple[str, tuple[str, ...]], list[NameMention]] = defaultdict(list)
    surnames, given = _short_forms(bearers)
    for mention in short:
        key = names.key(mention.words)
        last = key[-1] if key else ""
        possible = surnames.get(key) or given.get(key) or []
        meant = _meant(mention, _gender(doc, [mention]), possible)
        if len(meant) == 1:
            meant[0].add(mention)
        elif meant:
            namesakes = tuple(_written(doc, bearer.full[0]) for bearer in meant)
            doubtful[last, namesakes].append(mention)
        else:
            alone[last].append(mention)
    yield from (_person(doc, bearer) for bearer in bearers)
    for group in alone.values():
        yield Entity(_written(doc, group[0]), True, tuple(group), _gender(doc, group), "PERSON")
    for (_, namesakes), group in doubtful.items():
        yield Entity(_written(doc, group[0]), True, tuple(group), None, "PERSON", namesakes)


def _person(doc: Doc, bearer: _Bearer) -> Entity:
    """The entity of somebody named in full: the longest name counts, unless it is overlong."""
    fullest = max(
        bearer.full,
        key=lambda m: (-len(m.words) if len(m.words) > 4 else len(m.words), -m.start),
    )
    places = [*bearer.full, *bearer.short]
    return Entity(
        _written(doc, fullest),
        True,
        tuple(sorted(places, key=lambda m: m.start)),
        _gender(doc, places),
        "PERSON",
    )


def _full_names(mentions: Sequence[NameMention]) -> list[list[NameMention]]:
    """Full names by bearer: each joins the first whose names agree with it."""
    groups: list[list[NameMention]] = []
    writings: list[set[tuple[str, ...]]] = []  # of each group
    of_surname: dict[str, list[int]] = defaultdict(list)  # one bearer's names share it
    for mention in mentions:
        namesakes = of_surname[names.key(mention.words)[-1]]
        home = next(
            (i for i in namesakes if any(names.same_full(mention.words, w) for w in writings[i])),
            None,
        )
        if home is None:
            namesakes.append(len(groups))
            groups.append([mention])
            writings.append({mention.words})
        else:
            groups[home].append(mention)
            writings[home].add(mention.words)
    return groups


def _short_forms(bearers: Sequence[_Bearer]) -> tuple[_ShortForms, _ShortForms]:
    """Whom each surname can mean, and whom each given name."""
    surnames: _ShortForms = defaultdict(list)
    given: _ShortForms = defaultdict(list)
    for bearer in bearers:
        key = names.key(bearer.full[0].words)
        for size in range(1, len(key)):
            surnames[key[-size:]].append(bearer)
            given[key[:size]].append(bearer)
    return surnames, given


def _meant(
    mention: NameMention, gender: Gender | None, possible: Sequence[_Bearer]
) -> Sequence[_Bearer]:
    """Those of the possible bearers whom a short name means; several where the text leaves it open.

    Who was introduced before goes first, then who has the gender that an honorific tells; nobody of
    the other gender is meant.
    """
    before = [bearer for bearer in possible if bearer.introduced <= mention.start] or possible
    same = [b for b in before if gender is not None and gender == b.gender]
    alike = same or [b for b in before if None in (gender, b.gender)]
    return (_nearest(mention, alike) or alike) if len(alike) > 1 else alike


def _nearest(mention: NameMention, bearers: Sequence[_Bearer]) -> list[_Bearer]:
    """The one bearer of a surname named close before where no other is, or far more often.

    What a recognizer runs into one name (“AP Photo Roe”) seldom comes twice.
    """
    place = mention.start
    near, second, *_ = sorted(bearers, key=lambda bearer: -bearer.latest(place))
    if place - near.latest(place) < 120 and place - second.latest(place) > 240:
        return [near]
    most, next_most, *_ = sorted(bearers, key=lambda bearer: -len(bearer.starts))
    if len(most.starts) >= 3 and len(most.starts) >= 3 * len(next_most.starts):
        return [most]
    often, less, *_ = sorted(bearers, key=lambda bearer: -len(bearer.full))
    return [often] if len(often.full) >= 2 * len(less.full) else []


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


def _institutions(doc: Doc, mentions: Sequence[NameMention]) -> Iterator[Entity]:
    """The institutions, each with every writing of its name."""
    for group in _one_institution(doc, mentions):
        written = [_written(doc, mention) for mention in group]
        writings = Counter(written)
        name = max(
            writings,
            key=lambda writing: (
                not names.is_acronym(writing),
                len(names.organization_key(writing)),
                writings[writing],
                " of " in writing,
            ),
        )
        of_name = [m for m, writing in zip(group, written, strict=True) if writing == name]
        if any(_with_article(doc, mention) for mention in of_name):
            name = f"The {name}"
        labels = Counter(mention.label for mention in group if mention.label).most_common(1)
        yield Entity(name, False, tuple(group), None, labels[0][0] if labels else "")


def _one_institution(doc: Doc, mentions: Sequence[NameMention]) -> list[list[NameMention]]:
    """Names by institution: each joins the first that it, or what it abbreviates, agrees with."""
    groups: list[list[NameMention]] = []
    spellings: list[dict[str, None]] = []  # of each group, in order of appearance
    of_mark: dict[Hashable, set[int]] = defaultdict(set)  # groups by what one's names share
    introduced = _introduced(doc, mentions)

    def agrees(group: int, text: str) -> bool:
        known = spellings[group]
        if text in known or introduced.get(text, text) in known:
            return True
        return any(names.same_organization(text, spelling) for spelling in known)

    for mention in mentions:
        text = _written(doc, mention)
        marks = (text, *names.organization_marks(text))
        near = sorted(set().union(*(of_mark[m] for m in (introduced.get(text, text), *marks))))
        home = next((group for group in near if agrees(group, text)), None)
        if home is None:
            home = len(groups)
            groups.append([])
            spellings.append({})
        groups[home].append(mention)
        spellings[home][text] = None
        for mark in marks:
            of_mark[mark].add(home)
    return groups


def _with_article(doc: Doc, name: NameMention) -> bool:
    """Whether a medium's name has its article in it: “reviewed by The Tidewater Courier”."""
    before = doc[name.start - 1] if name.start else None
    return (
        before is not None
        and before.text == "The"
        and not before.is_sent_start
        and names.bare(doc[name.end - 1].text) in wordlist("media")
    )


def _introduced(doc: Doc, mentions: Sequence[NameMention]) -> dict[str, str]:
    """Acronyms in brackets behind a name, with that name: “International Monetary Fund (IMF)”."""
    by_end = {mention.end: mention for mention in mentions}
    names_in_full = {}
    for mention in mentions:
        if mention.start < 2 or doc[mention.start - 1].text != "(":
            continue
        full = by_end.get(mention.start - 1)
        if full is None or full.end - full.start == 1 or mention.end - mention.start > 1:
            continue
        if names.is_acronym(doc[mention.start].text):
            names_in_full[_written(doc, mention)] = _written(doc, full)
    return names_in_full
