"""Whether sources of two drafts are the same one, and how well a source can be held to its word."""

from __future__ import annotations

from accordingto.compare.alignment import words
from accordingto.lexicon import wordlist
from accordingto.records import Source, SourceType

#: How well a reader can hold a source to its word: 2 by its name or a document, 1 not by name.
STANDING: dict[SourceType, int] = {
    "named person": 2,
    "named organization": 2,
    "document": 2,
    "unnamed person": 1,
    "unnamed group": 1,
    "anonymous": 1,
    "unknown": 1,
}
_ORGANIZATION = frozenset({"named organization"})
_DOCUMENT = frozenset({"document"})
_PEOPLE = frozenset({"named person", "unnamed person", "unnamed group", "anonymous"})
_NAMED = frozenset({"named person", "named organization"})
#: How much of a longer description must be in both, for it to be of the same source.
_OF_A_DESCRIPTION = 0.75
_JOINING = frozenset("a an the of for and in on at to 's his her its their".split())


def standing(source: Source | None) -> int:
    """How well a reader can hold a source to its word; 0 where nobody is named."""
    return 0 if source is None else STANDING[source.type]


def same(one: Source | None, other: Source | None) -> bool:
    """Whether two drafts mean the same source: one name may be longer, or stand for the other.

    “Roe” is “Jane Roe”, “the Homeland Security Department” the “Department of Homeland Security”,
    “DHS” too; two people who share a surname alone are two.
    """
    if one is None or other is None:
        return one is other
    mine, theirs = _name(one), _name(other)
    if sorted(mine) == sorted(theirs) or _reworded(one, other):
        return True
    if not (mine and theirs):
        return False
    short, long = sorted((mine, theirs), key=len)
    if "named person" in (one.type, other.type):
        # A person's surname stands last: “Lee Roe” is not “Ann Lee”. It may be all that is left,
        # whatever the model takes it for.
        if short[-1] != long[-1]:
            return False
        return set(short) <= set(long) and (len(short) == 1 or _alike(one.type, other.type))
    return _alike(one.type, other.type) and (set(short) <= set(long) or _stands_for(short, long))


def _name(source: Source) -> list[str]:
    """The words of a name that tell it from others: no article, no “Mr.”, no possessive."""
    plain = [word.removesuffix("'s") for word in words(source.name)]
    honorifics = wordlist("honorifics")
    return [word for word in plain if word not in _JOINING and word not in honorifics] or plain


def _reworded(one: Source, other: Source) -> bool:
    """Whether a description was changed only in a word or two: “25 other states”, “26 …”."""
    if {one.type, other.type} & _NAMED:
        return False
    mine, theirs = set(_name(one)), set(_name(other))
    return len(mine & theirs) >= _OF_A_DESCRIPTION * max(len(mine), len(theirs))


def _alike(one: SourceType, other: SourceType) -> bool:
    classes = (_ORGANIZATION, _DOCUMENT, _PEOPLE)
    return "unknown" in (one, other) or any({one, other} <= kind for kind in classes)


def _stands_for(short: list[str], long: list[str]) -> bool:
    """Whether a name is made of first letters of the other, in order: “ICE”, “CDC”."""
    if len(short) > 1 or len(short[0]) < 2 or short[0][0] != long[0][0]:
        return False
    initials = iter([word[0] for word in long])
    return all(letter in initials for letter in short[0])
