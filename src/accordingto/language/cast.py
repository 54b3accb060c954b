"""The people and institutions that an article names, each once, with every place of its name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from accordingto.language import names
from accordingto.language.wordlists import wordlist

Gender = Literal["female", "male"]

_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})
_BODIES = frozenset({"senate", "congress", "house", "parliament", "democrat", "republican"})
_MALE = frozenset({"mr", "sir", "congressman", "father", "king", "prince", "spokesman", "actor"})
#: Roles that only a human being has: before a capitalized name, or behind it and a comma.
_CALLINGS = frozenset(
    "spokesman spokeswoman spokesperson director professor analyst lawyer attorney economist "
    "senator congressman governor mayor minister president chairman chairwoman ceo counsel "
    "secretary editor author historian strategist adviser advisor researcher scientist pollster "
    "correspondent activist founder co-founder manager officer head actor actress writer "
    "ambassador commissioner prosecutor judge sheriff chief fellow expert executive".split()
)
_FEMALE = frozenset(
    {"mrs", "ms", "miss", "dame", "congresswoman", "queen", "princess", "spokeswoman", "actress"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """One place where somebody is named: tokens ``start`` to ``end``, titles left out."""

    start: int
    end: int
    words: tuple[str, ...]
    person: bool
    label: str


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
    found = _names(doc)
    members = [*_people(doc, [n for n in found if n.person])]
    members += _institutions(doc, [n for n in found if not n.person])
    at = {i: m for m in members for p in m.places for i in range(p.start, p.end)}
    return Cast(tuple(members), at)


def _names(doc: Doc) -> list[Name]:
    rough = [each for each in _rough(doc)]
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for start, end, label in rough:
        words = names.key(names.person_words([t.text for t in doc[start:end]]))
        votes[words][_evident(doc, start, end, label)] += 1
    surnames = {
        w[-1] for w, count in votes.items() if len(w) > 1 and count.most_common(1)[0][0] == "PERSON"
    }
    found = []
    for start, end, label in rough:
        words = names.key(names.person_words([t.text for t in doc[start:end]]))
        label = votes[words].most_common(1)[0][0] if words else label
        person = label == "PERSON" or (len(words) == 1 and words[0] in surnames)
        if person:
            texts = [t.text for t in doc[start:end]]
            kept = names.person_words(texts)
            if not kept:
                continue
            start = end - len(kept)
        else:
            while end - start > 1 and doc[start].lower_ in ("the", "a", "an"):
                start += 1
            kept = tuple(t.text for t in doc[start:end])
        found.append(Name(start, end, kept, person, "PERSON" if person else label))
    return found


def _rough(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Entities, cut at line ends and possessives, then capitalized runs that are in none."""
    covered: set[int] = set()
    for ent in doc.ents:
        if ent.label_ not in _ENTITIES:
            continue
        covered.update(range(ent.start, ent.end))
        start = ent.start
        for i in range(ent.start, ent.end + 1):
            cut = i == ent.end or doc[i].is_space
            if cut:
                end = i
                while end > start and (
                    doc[start].is_punct or doc[start].lower_ in ("said", "says")
                ):
                    start += 1
                while end > start and (doc[end - 1].text in ("'s", "’s", "'", "’", ",", "-", "—")):
                    end -= 1
                if end > start and _written_as_name(doc, start, end):
                    yield start, end, ent.label_
                start = i + 1
    run: list[Token] = []
    for token in [*doc, None]:
        if token is not None and token.i not in covered and _capital(token):
            run.append(token)
            continue
        if run and _written_as_name(doc, run[0].i, run[-1].i + 1):
            yield run[0].i, run[-1].i + 1, ""
        run = []


def _written_as_name(doc: Doc, start: int, end: int) -> bool:
    """Not a capitalized common noun alone, a photo credit with slashes, or a bracket's rest."""
    text = doc[start:end].text
    if not any(c.isupper() for c in text) or any(c in text for c in "/[]|@"):
        return False
    word = names.bare(text)
    if end - start == 1 and not names.is_acronym(text):
        common = wordlist("organizations") | wordlist("roles") | wordlist("documents")
        return word not in common - _BODIES and not names.is_office(text)
    return not all(names.is_office(t.text) for t in doc[start:end])


def _capital(token: Token) -> bool:
    return (
        token.tag_ in ("NNP", "NNPS")
        and token.text[:1].isupper()
        and token.ent_type_ not in ("DATE", "TIME", "MONEY", "CARDINAL", "PERCENT")
    )


def _evident(doc: Doc, start: int, end: int, label: str) -> str:
    """The recognizer's label, mended by what stands before a name and by its given name."""
    words = [t.text for t in doc[start:end]]
    before = doc[start - 1].text if start and not doc[start - 1].is_space else ""
    if names.is_honorific(before) or (len(words) > 1 and names.is_honorific(words[0])):
        return "PERSON"
    if 1 < len(words) < 4 and _introduced_as_person(doc, start, end):
        return "PERSON"
    lower = {names.bare(w) for w in words}
    stripped = names.key(names.person_words(words))
    institution = lower & (wordlist("organizations") | wordlist("media"))
    if label in ("ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "") and 1 < len(stripped) < 4:
        given = stripped[0] in wordlist("female") or stripped[0] in wordlist("male")
        if given and not institution and "of" not in lower and "and" not in lower:
            return "PERSON"
    if label == "PERSON" and len(words) == 1 and names.is_acronym(words[0]):
        return "ORG"
    if label == "PERSON" and len(words) > 1 and names.bare(words[-1]) in wordlist("organizations"):
        return "ORG"
    if label == "" and names.is_office(before) and words[0][:1].isupper():
        return "PERSON"
    return label


def _introduced_as_person(doc: Doc, start: int, end: int) -> bool:
    """Whether a role stands straight before a name, or behind it and a comma."""
    words = {names.bare(t.text) for t in doc[start:end]}
    if words & (wordlist("organizations") | wordlist("media") | {"of", "and", "the", "for"}):
        return False
    before = doc[start - 1] if start else None
    if before is not None and before.pos_ in ("NOUN", "PROPN") and before.lower_ in _CALLINGS:
        return True
    if end + 2 >= len(doc) or doc[end].text != ",":
        return False
    for token in doc[end + 1 : end + 7]:
        if token.is_punct or token.is_space or token.pos_ in ("VERB", "AUX"):
            return False
        if token.pos_ in ("NOUN", "PROPN") and token.lower_ in _CALLINGS:
            return True
        if token.pos_ == "ADP":
            return False
    return False


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
    rivals: dict[int, set[str]] = defaultdict(set)
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
            both = tuple(" ".join(heads[i]) for i in told)
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
    introduced = _introduced(doc, found)
    for name in found:
        text = _written(doc, name)
        full = introduced.get(text)
        home = next(
            (
                g
                for g in groups
                if any(
                    text == _written(doc, n)
                    or names.same_organization(text, _written(doc, n))
                    or full == _written(doc, n)
                    for n in g
                )
            ),
            None,
        )
        if home is None:
            groups.append([name])
        else:
            home.append(name)
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
        label = Counter(n.label for n in group if n.label).most_common(1)
        yield Member(best, False, tuple(group), None, label[0][0] if label else "")


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
