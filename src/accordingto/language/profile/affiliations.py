"""For which organization a source speaks, by the words of its title and its mentions alone.

Only the role that the article gives (“spokesman for the New York Police Department”) and the words
of its mentions (“CBO Director Douglas Elmendorf”) are read. Names of organizations are told from
those of people and places by what they say themselves (Department, Bank), by being capitals only
(NPR), by the role (an analyst *at* Barclays) or by being a source of the article. Everything else,
former roles too, is left alone: a wrong employer is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from accordingto.lexicon import nouns
from accordingto.lexicon.organizations import is_acronym, same_organization
from accordingto.records import Source

_PEOPLE = ("named person", "unnamed person", "anonymous", "unnamed group")
_NAMELESS = ("unnamed person", "anonymous", "unnamed group")

#: What tells an organization's kind. No house of a parliament: its members speak for themselves.
_KINDS = nouns("institution")
#: Organizations that no word for a kind need make plain.
_ALONE = frozenset(["kremlin", "pentagon", "red cross", "treasury", "white house"])
_MEDIA = frozenset("news times post journal tribune".split())
_PLACES = frozenset(
    "coast counties county district districts east island islands kingdom north province region "
    "republic south state states territory west".split()
)
#: “British”, “Chinese”, “Italian”: more often of a country than a firm.
_OF_A_PLACE = re.compile(r"(?:ish|ese|ian|ean|can)\Z")
_ROLE = re.compile(
    r"(?:spokes\w+|directors?|chiefs?|president|chair(?:man|woman|person)?|executive|CEO|founder|"
    r"co-founder|officers?|officials?|secretary|commissioner|administrator|analysts?|economists?|"
    r"strategists?|researchers?|scientists?|fellow|professors?|lecturer|dean|students?|lawyers?|"
    r"attorneys?|counsel|correspondents?|reporters?|journalists?|editors?|columnists?|writers?|"
    r"contributors?|anchor|host|producer|bookkeeper|managers?|managing|leaders?|speaker|members?|"
    r"head|heads|inspector|captain|lieutenant|sergeant|chancellor|governor|justice|judge|senior|"
    r"executives?|employees?|workers?|aides?|advisers?|advisors?|representatives?|sources?|"
    r"coordinator|specialist|expert|engineer|physician|doctor|nurse|trustee|partner|owner|"
    r"negotiator|investigators?|agents?|deputy|assistant|associate|majority|minority|vice)",
    re.IGNORECASE,
)
#: Roles that stand inside the names of organizations too: a name does not end before them.
_IN_BOTH = re.compile(
    r"workers?|employees|advisers|advisors|students?|lawyers|attorneys|members|doctor|nurse|scientists|writers|"
    r"journalists|reporters|editors|officers|physician|partner|executives|assistant|associate",
    re.IGNORECASE,
)
_REPORTERS = re.compile(
    r"correspondents?|reporters?|journalists?|editors?|columnists?|writers?|contributors?|anchor|"
    r"host|producer|analysts?",
    re.IGNORECASE,
)
_HIRED = re.compile(r"lawyers?|attorneys?|counsel", re.IGNORECASE)
_OWNERS = re.compile(r"(?:co-)?founder|CEO|chief (?:\w+ )?(?:executive|officer)", re.IGNORECASE)
_PAST = re.compile(r"\b(?:former|formerly|ex|retired|late|onetime|then|fired|nominee)\b", re.I)
#: Words before the name of an organization that are no part of it.
_RANKS = frozenset(
    """acting associate assistant chief deputy former interim senior vice sunday monday tuesday
    wednesday thursday friday saturday""".split()
)
_SMALL = frozenset("of the for and & on".split())
_LINKS = _SMALL | frozenset(
    "a an as at based but by from in near or since that to where who".split()
)
_IN_NAME = re.compile(r"(?:[A-Z][\w.&’'-]*|of|the|for|and|&|on)\Z")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}\Z")
_AFTER = re.compile(r"\b(of|for|at|with) (the |The )?(?=[A-Z])")
_AUTHOR = re.compile(r"\b(?:by|of|from) (?:the )?(.+)", re.DOTALL)


def affiliated(text: str, sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources of an article, each with the organization that it speaks for, where it is told.

    ``text`` is the article's; ``sources`` are all that the annotation lists. People are read by
    their title and mentions, nameless ones by their name too; a document by the organization that
    made it, if that is a source itself (“CBO report”). An organization that is a source, under its
    name, its initials or a short form (“the center” where only one source is a center), has that
    source's name. A source that could be of two organizations has none.
    """
    organizations = [source.name for source in sources if source.type == "named organization"]
    people = {
        source.name.split()[-1].casefold()
        for source in sources
        if source.type == "named person" and source.name.split()
    }
    known = list(organizations)
    employers: dict[str, str] = {}
    for source in sources:
        name = _organization(text, source, known, people)
        if name is not None:
            employers[source.id] = name
            if name not in known:
                known.append(name)
    # “spokesperson for HHS” may stand before “the Department of Health and Human Services”.
    names = [*organizations, *sorted(known, key=len, reverse=True)]
    called = {id: _same(name, names) or name for id, name in employers.items()}
    return tuple(replace(source, organization=called.get(source.id)) for source in sources)


def _organization(text: str, source: Source, known: Sequence[str], people: set[str]) -> str | None:
    if source.type in _PEOPLE:
        return _employer(text, source, known, people)
    return _maker(source.name, known) if source.type == "document" else None


def _employer(text: str, source: Source, known: Sequence[str], people: set[str]) -> str | None:
    names: list[str] = []
    for phrase in _phrases(text, source):
        for name in _named(phrase, known, people):
            if _same(name, names) is None:
                names.append(name)
        if len(names) == 1:  # the title comes first and has the last word
            return names[0]
    return None


def _phrases(text: str, source: Source) -> Iterator[str]:
    """The words that may tell a role: the title, then what stands around the name."""
    if source.title:
        yield source.title
    if source.type in _NAMELESS:
        yield source.name
        return
    for mention in source.mentions if source.name else ():
        before, name, after = mention.of(text).partition(source.name)
        if name:
            yield before
            yield re.sub(r"^\W*(?:who is |an? |the )?", "", after)


def _named(phrase: str, known: Sequence[str], people: set[str]) -> Iterator[str]:
    """The organizations that one phrase names its person's own; the employer before the beat."""
    phrase = " ".join(phrase.split())
    if _PAST.search(phrase):
        return
    behind = list(_behind(phrase, known, people))
    if behind:
        yield from behind
    else:
        yield from _before(phrase, known, people)


def _behind(phrase: str, known: Sequence[str], people: set[str]) -> Iterator[str]:
    """“spokesman for the X”, “analyst at X”: the first name after a role that is one."""
    for match in _AFTER.finditer(phrase):
        role = phrase[: match.start()].rstrip()
        if not _has_role(role):
            continue
        name = _owned(phrase[match.end() :], known)
        words = name.split()
        if not words or words[-1].casefold() in people or words[0].rstrip(".") in ("Mr", "Mrs"):
            continue
        if _goes_on(phrase[match.end() :].partition(name)[2]):  # “head of FX strategy at HSBC”
            continue
        if (
            match[1] == "at"
            or (match[1] == "with" and _ROLE.fullmatch(role.split()[-1]))
            or _is_organization(name, known)
            or (match[1] == "for" and match[2] and len(words) > 1 and not _is_place(words))
            or (match[1] == "for" and _REPORTERS.search(role))
            or (_OWNERS.search(role) and not match[2] and not _owns(phrase[match.end() :], name))
        ):
            yield name
            return
    for match in re.finditer(r"\b(?:for|at|of|with) the ([a-z]+)\b", phrase):
        holders = [name for name in known if match[1] in name.casefold().split()]
        if len(holders) == 1 and match[1] in _KINDS and _has_role(phrase[: match.start()]):
            yield holders[0]


def _before(phrase: str, known: Sequence[str], people: set[str]) -> Iterator[str]:
    """“White House spokeswoman”, “CBO Director”: the name that a role follows."""
    words = phrase.split()
    while words and words[0].casefold() in _RANKS:
        words = words[1:]
    name = _run(words)
    taken = name.split()
    rest = [word.strip(",’'") for word in words[len(taken) :]]
    if not taken or taken[-1].casefold() in people or not _is_role(rest):
        return
    if len(taken) == 1 and _OF_A_PLACE.search(taken[0]):
        return
    if _HIRED.search(" ".join(rest)):  # “Knight’s lawyers”
        return
    if _REPORTERS.search(" ".join(rest)) and is_acronym(taken[0]):
        taken = taken[: 2 if taken[1:2] == ["News"] else 1]
    name = _cut(taken)
    of_firm = re.match(_OWNERS, " ".join(rest))
    after = " ".join(rest)[of_firm.end() :].strip() if of_firm else ""
    if _is_organization(name, known) or (of_firm and not after[:1].isupper()):
        yield name


def _has_role(words: str) -> bool:
    return "," not in words and any(_ROLE.fullmatch(word) for word in words.split())


def _is_role(words: Sequence[str]) -> bool:
    """Whether a role comes next, with two lower-case words before it at most."""
    for word in words[:3]:
        if _ROLE.fullmatch(word):
            return True
        if not word.islower() or word in _LINKS:
            return False
    return False


def _goes_on(rest: str) -> bool:
    """Whether a common noun follows a name straight away, so that it names something else."""
    following = re.match(r"\s+([a-z]+)", rest)
    return following is not None and following[1] not in _LINKS


def _owned(text: str, known: Sequence[str]) -> str:
    """The name that a text begins with: “Seoul’s Institute of …” is the institute."""
    name = _run(text.split())
    if not _owns(text, name) or _is_organization(name, known):
        return name
    owned = _run(text.removeprefix(name)[2:].split())
    if not _is_organization(owned, known):
        return name
    # “the National Women’s Law Center” is one name.
    return owned if " " not in name else text[: text.index(owned) + len(owned)]


def _owns(text: str, name: str) -> bool:
    """Whether a name goes on as an owner: “founder of Eastmere’s church”."""
    return text.removeprefix(name)[:1] in ("'", "’")


def _run(words: Sequence[str]) -> str:
    """The capitalized name that a list of words begins with, up to the first role in it."""
    taken: list[str] = []
    for word in words:
        plain = word if _DOTTED.match(word) else re.sub(r"(?:['’]s|[,;:.)]+)$", "", word)
        ends = _ROLE.fullmatch(plain) and not (taken and _IN_BOTH.fullmatch(plain))
        if not _IN_NAME.match(plain) or ends or (not taken and plain in _SMALL):
            break
        taken.append(plain)
        if plain != word:
            break
    while taken and taken[-1] in _SMALL:
        taken.pop()
    if taken and taken[0].endswith("-based"):
        taken = taken[1:]
    return " ".join(taken)


def _cut(words: Sequence[str]) -> str:
    """A name up to the last word that tells its kind: “ABC News”, not its “White House” beat."""
    kinds = [at for at, word in enumerate(words) if word.casefold() in _KINDS]
    media = [at for at in kinds if words[at].casefold() in _MEDIA]
    if media:
        return " ".join(words[: media[0] + 1])
    if kinds and not (set(words[kinds[-1] + 1 :]) & _SMALL):
        return " ".join(words[: kinds[-1] + 1])
    starts = [] if kinds else [" ".join(words[:n]) for n in (1, 2)]
    return next((start for start in starts if start.casefold() in _ALONE), " ".join(words))


def _is_organization(name: str, known: Sequence[str]) -> bool:
    words = name.split()
    if not words:
        return False
    if _same(name, known) or is_acronym(name) or name.casefold() in _ALONE:
        return True
    return len(words) > 1 and any(word.casefold() in _KINDS for word in words)


def _is_place(words: Sequence[str]) -> bool:
    return any(word.casefold() in _PLACES for word in words)


def _maker(document: str, known: Sequence[str]) -> str | None:
    """The source organization that a document's name says it is by: “CBO report”."""
    author = _AUTHOR.search(document)
    words = document.split()
    starts = {" ".join(words[:n]) for n in range(1, len(words))}
    ends = set()
    if author:
        named = author[1].split()
        ends = {" ".join(named[:n]) for n in range(1, len(named) + 1)}
    parts = starts | ends
    makers = [name for name in known if any(same_organization(name, part) for part in parts)]
    return makers[0] if len(set(makers)) == 1 else None


def _same(name: str, known: Sequence[str]) -> str | None:
    return next((other for other in known if same_organization(name, other)), None)
