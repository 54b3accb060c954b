"""Which sources of different articles are one: only where name and title or organization agree.

Two articles that quote a “John Smith” may mean two people. They are taken for one where both give
him the same organization, or titles of which one has all words of the other. What would fit two
different people, or has neither title nor organization, stays apart: its row says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SMALL = frozenset("a an and at for from former in of on the to with who is was".split())
_NAMED = ("named person", "named organization")


@dataclass(frozen=True, slots=True)
class Description:
    """How an article describes a source: what is told of two sources the same way is one row."""

    name: str
    type: str
    title: str | None
    organization: str | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a description stands for.

    ``key`` is one for all descriptions of one source. ``role`` tells it from others of its name.
    ``certain`` is False where it may be several people.
    """

    key: str
    name: str
    role: str
    certain: bool


def identities(descriptions: Iterable[Description]) -> dict[Description, Identity]:
    """Whom each description of a named person or organization stands for."""
    by_name: dict[tuple[str, str], list[Description]] = {}
    for description in descriptions:
        if description.type in _NAMED:
            by_name.setdefault((description.type, _plain(description.name)), []).append(description)
    return {
        description: identity
        for (kind, name), same in sorted(by_name.items())
        for description, identity in (
            _people(name, same) if kind == "named person" else _organization(name, same)
        )
    }


def _organization(name: str, same: list[Description]) -> Iterator[tuple[Description, Identity]]:
    shown = min(description.name for description in same)
    for description in same:
        yield description, Identity(f"organization {name}", shown, "", True)


def _people(name: str, same: list[Description]) -> Iterator[tuple[Description, Identity]]:
    """The people of one name: groups of descriptions that agree, and those that stay apart."""
    groups: list[list[Description]] = []
    apart: list[Description] = []
    # Those with an organization found the groups, long titles before short ones.
    for description in sorted(same, key=_rank):
        fitting = [group for group in groups if any(_agree(description, one) for one in group)]
        if len(fitting) == 1:
            fitting[0].append(description)
        elif fitting or not _words(description):
            apart.append(description)
        else:
            groups.append([description])
    for number, group in enumerate(groups, start=1):
        role = group[0].title or group[0].organization or ""
        for description in group:
            yield description, Identity(f"person {name} {number}", group[0].name, role, True)
    for description in apart:
        key = f"person {name} apart {description.title or ''}"
        role = description.title or "no role told"
        yield description, Identity(key, description.name, role, False)


def _rank(description: Description) -> tuple[bool, int, str, str, str]:
    words = len(_words(description))
    told = (description.organization or "", description.title or "", description.name)
    return (description.organization is None, -words, *told)


def _agree(one: Description, other: Description) -> bool:
    if one.organization and other.organization:
        return _plain(one.organization) == _plain(other.organization)
    first, second = _words(one), _words(other)
    return bool(first and second) and (first <= second or second <= first)


def _words(description: Description) -> frozenset[str]:
    told = f"{description.title or ''} {description.organization or ''}"
    return frozenset(re.findall(r"[\w’'-]+", told.casefold())) - _SMALL


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")
