"""Names of organizations as strings: which are acronyms, and which two are one organization's.

``language/coreference/names.py`` answers both otherwise, for names that are known to be of
institutions: there any capitals are an acronym, the U.S. too, and “Interserve” is “Interserve Plc”.
Here any words of a role may come, and to take a country or an office for an employer is worse than
to miss one. Neither serves both: in 683 articles the other acronyms would give 55 sources an
organization, nearly all of them “U.S.” or “GOP”; these here would leave an institution's two names
apart in 7 articles of 228.
"""

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
