"""Names of organizations as strings: which are acronyms, and which two are one organization's."""

from __future__ import annotations

import re

#: Capitals that name no organization: offices, places, parties' nicknames, words for anybody.
_NO_ACRONYM = frozenset(
    "AG CEO CFO CIO CLOSE COO CTO DA DC GOP HR IT LA MEP MP NY PM PR TV UAE UK US USA VP DR".split()
)
_SMALL = frozenset("of the for and & on".split())
_OF_THE_COUNTRY = frozenset(["us", "u.s"])


def is_acronym(name: str) -> bool:
    """Whether a name is capitals only and may be an organization’s: NPR, but not CEO or U.S."""
    letters = name.replace(".", "")
    return bool(re.fullmatch(r"[A-Z]{2,6}", letters)) and letters not in _NO_ACRONYM


def same_organization(one: str, other: str) -> bool:
    """Whether two names are one: the same words in any order, or one the other's initials."""
    one, other = _plain(one), _plain(other)
    if not one or not other:
        return False
    return _content(one) == _content(other) or one in _initials(other) or other in _initials(one)


def _plain(name: str) -> str:
    return re.sub(r"^(?:the|The)\s+", "", " ".join(name.replace("’", "'").split()))


def _content(name: str) -> frozenset[str]:
    words = (word.strip(".,").casefold() for word in name.split())
    return frozenset(word for word in words if word not in _SMALL | _OF_THE_COUNTRY)


def _initials(name: str) -> set[str]:
    """CBO of Congressional Budget Office, DOJ and HHS of the departments: three letters or more."""
    words = name.split()
    if len(words) < 2:
        return set()
    tails = [words]
    if "of" in words:
        tails.append(words[words.index("of") + 1 :])
    initials = set()
    for tail in tails:
        initials.add("".join(word[0].upper() for word in tail if word not in _SMALL))
        initials.add("".join(word[0].upper() for word in tail if word != "the"))
    return {letters for letters in initials if len(letters) > 2}
