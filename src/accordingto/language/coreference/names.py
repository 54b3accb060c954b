"""Names as strings: what belongs to a name, and which two names are one.

Nothing here reads a parse, so every rule can be tested on plain words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from accordingto.lexicon import nouns, wordlist

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "v", "phd", "md", "esq", "obe"})
_SMALL = frozenset({"of", "the", "for", "and", "&", "on", "in", "at", "to", "de", "a", "an"})
_STATES = frozenset({"u.s", "us", "american", "united", "states", "federal", "national", "uk"})
#: Titles that stay with a lone given name: Pope Francis, Queen Elizabeth.
_REIGNING = nouns("reigning")
#: Titles in full.
_SHORT_TITLES = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "prof": "professor",
    "det": "detective",
    "capt": "captain",
    "sgt": "sergeant",
    "lt": "lieutenant",
    "ceo": "executive",
}
#: Titles that are given names or surnames as well: these end no title in the midst of a name.
_NAMELIKE = nouns("namelike")
_CORPORATE = nouns("corporate")


def bare(word: str) -> str:
    """A word in lower case, without a possessive ending and a closing full stop."""
    return _POSSESSIVE.sub("", word).rstrip(".,").lower().replace("’", "'")


def in_full(word: str) -> str:
    """A bare word, a title (Sen., Gen.) in full."""
    return _SHORT_TITLES.get(bare(word), bare(word))


def is_honorific(word: str) -> bool:
    """Whether a word before a name is no part of it (Mr., Sen., Capt.)."""
    return bare(word) in wordlist("honorifics")


def is_office(word: str) -> bool:
    """Whether a capitalized word before a name is a title rather than a name (President)."""
    return is_honorific(word) or bare(word) in wordlist("offices")


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name on one line, without a possessive ending or outer punctuation."""
    name = " ".join(name.split()).strip(" ,;:-–—(")
    name = _POSSESSIVE.sub("", name)
    if name.endswith(")") and "(" not in name:
        name = name[:-1]
    if name.count('"') == 1 or name.count("“") != name.count("”"):
        name = name.strip('"“” ')
    return name.strip(" ,;:-–—")


def person_words(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a person's name, without titles before it and what follows it."""
    kept = [w for w in words if w.strip()]
    titles = [k for k, w in enumerate(kept[:-2]) if is_office(w) and bare(w) not in _NAMELIKE]
    if titles and "of" not in kept:
        kept = kept[titles[-1] + 1 :]  # “Special Counsel Jane Roe”
    while len(kept) > 1 and is_office(kept[0]):
        if len(kept) == 2 and bare(kept[0]) in _REIGNING:
            break
        kept.pop(0)
    if len(kept) > 1 and kept[0].isupper() and len(kept[0]) > 4 and not kept[1].isupper():
        kept.pop(0)  # a dateline or an agency's mark that ran into the name
    if len(kept) == 1 and is_office(kept[0]):
        return ()
    kept[-1:] = [w for w in (_POSSESSIVE.sub("", w) for w in kept[-1:]) if w]
    return tuple(kept)


def key(words: Sequence[str]) -> tuple[str, ...]:
    """What two writings of one name have in common: bare words, no Jr. and no nickname."""
    kept = [bare(w) for w in words if w[:1] not in "“\"'‘("]
    while len(kept) > 1 and kept[-1] in _SUFFIXES:
        kept.pop()
    return tuple(w for w in kept if w)


def is_full(words: Sequence[str]) -> bool:
    """Whether a person's name has a given name and a surname."""
    return len(key(words)) > 1


def same_full(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names are one person's: same surname, given names that agree.

    “Bill” and “William” are not known to agree; “J. Roe” agrees with “Jane Roe”.
    """
    a, b = key(one), key(other)
    if a == b:
        return True
    if not a or not b or a[-1] != b[-1]:
        return False
    first, second = a[0].rstrip("."), b[0].rstrip(".")
    short, long = sorted((first, second), key=len)
    return first == second or (long.startswith(short) and len(short) in (1, 3, 4))


def surnames(keys: Iterable[Sequence[str]]) -> set[tuple[str, ...]]:
    """What can stand for full names (as `key` gives them) as a surname: “blasio”, “de blasio”."""
    return {tuple(key[k:]) for key in keys for k in range(1, len(key))}


def initials(name: str) -> tuple[str, ...]:
    """The acronyms that a name can have: with its small words, without, capitals alone."""
    spread = re.sub(r"\b([A-Z])\.([A-Z])\.", r"\1 \2 ", name)
    parts = [w for w in re.split(r"[\s\-]+", spread) if w and w[0].isalpha()]
    large = [w for w in parts if w.lower() not in _SMALL]
    return tuple(
        dict.fromkeys(
            "".join(word[0] for word in words).upper()
            for words in (parts, large, [word for word in large if word[0].isupper()])
        )
    )


def is_acronym(name: str) -> bool:
    """Whether a name is written as one (DHS, N.R.A.)."""
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isalnum() and letters.isupper() and " " not in letters


@lru_cache(maxsize=4096)
def organization_key(name: str) -> frozenset[str]:
    """The words of an institution's name that stay the same however it is ordered."""
    words = (bare(w) for w in re.findall(r"[\w.&'’-]+", plain(name)))
    return frozenset(_singular(w) for w in words if w and w not in _SMALL)


@lru_cache(maxsize=4096)
def organization_marks(name: str) -> frozenset[tuple[str, str | frozenset[str]]]:
    """What a name can be found by: two names of one institution share at least one of these."""
    short = plain(name)
    marks: set[tuple[str, str | frozenset[str]]] = {
        ("core", organization_key(name) - _CORPORATE - _STATES)
    }
    if is_acronym(short):
        marks.add(("letters", short.replace(".", "")))
    for acronym in initials(short):
        marks |= {("letters", letters) for letters in (acronym, acronym[:-1]) if len(letters) > 1}
    marks |= {("last", word) for word in short.split()[-1:]}
    return frozenset(marks)


def same_organization(one: str, other: str) -> bool:
    """Whether two names are one institution's: reordered, abbreviated, or longer by “Inc.”."""
    a, b = organization_key(one), organization_key(other)
    if not a or not b:
        return False
    if a == b:
        return True
    short, long = sorted((plain(one), plain(other)), key=len)
    if is_acronym(short) and len(long.split()) > 1:
        letters = short.replace(".", "")
        return any(
            letters == acronym or (len(letters) > 2 and acronym[:-1] == letters)
            for acronym in initials(long)
        )
    if " " not in short and long.split()[-1] == short and bare(short) in wordlist("media"):
        return True
    fewer, more = sorted((a, b), key=len)
    if not fewer < more:
        return False
    extra = more - fewer
    return bool(fewer - _STATES) and (extra <= _CORPORATE or (len(fewer) > 1 and extra <= _STATES))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
