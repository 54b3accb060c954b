"""When two names of a source are the same to an editor."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ARTICLES = frozenset({"the", "a", "an"})
_HONORIFICS = frozenset(
    {"mr", "mrs", "ms", "dr", "sen", "senator", "rep", "gov", "president", "sir", "lord"}
)
_DROPPED = _ARTICLES | _HONORIFICS
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "we", "i", "his", "her", "their", "him"})
_WORD = re.compile(r"\w+")

#: Types of source that go by a description, not by a name.
DESCRIBED = frozenset({"document", "anonymous", "unnamed person", "unnamed group"})


def words(name: str) -> list[str]:
    """The words of a name in lower case, without articles, honorifics and possessive endings."""
    bare = name.lower().replace("’s", "").replace("'s", "")
    return [word for word in _WORD.findall(bare) if word not in _DROPPED]


def is_pronoun(name: str) -> bool:
    """Whether a name holds nothing but pronouns and articles."""
    return set(words(name)) <= _PRONOUNS


def same(predicted: str, gold: str, mentions: Iterable[str] = (), described: bool = False) -> bool:
    """Whether ``predicted`` names what ``gold``, or one of its mentions that are names, does.

    The words are equal, or those of the shorter all occur in the longer: at least two of them,
    or one where the source is only ``described`` (“officials” for “Indian health officials”).
    A pronoun names nobody.
    """
    if is_pronoun(predicted):
        return False
    given = words(predicted)
    for name in (gold, *filter(_is_name, mentions)):
        wanted = words(name)
        if not wanted:
            continue
        short, long = sorted((given, wanted), key=len)
        least = 1 if described else 2
        if given == wanted or (len(short) >= least and set(short) <= set(long)):
            return True
    return False


def _is_name(mention: str) -> bool:
    lower = mention.lower()
    return mention[:1].isupper() and lower not in _PRONOUNS and lower.split()[0] not in _DROPPED
