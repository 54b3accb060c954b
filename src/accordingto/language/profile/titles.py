"""What a named person or institution is, in the article's own words; the fullest of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from accordingto.language.coreference import names
from accordingto.language.coreference.clusters import Clusters
from accordingto.language.profile.title_phrases import before_preposition, has_title, title_phrases
from accordingto.records import Span

#: A title that is added to the fullest has so many words at most.
_SHORT = 8


def titles(doc: Doc, clusters: Clusters, quotations: Sequence[Span]) -> dict[str, tuple[str, ...]]:
    """Every title that the article gives to each named entity, in the order of the text.

    What a speaker calls somebody (“You were not a poor man, Mr. Roe”) is no title.
    """
    phrases: dict[str, list[str]] = {}
    for entity in clusters.entities:
        for place in entity.places:
            named = doc[place.start : place.end]
            at, end = named.start_char, named.end_char
            if any(q.start < at < q.end and end + 1 < q.end for q in quotations):
                continue
            for phrase in title_phrases(doc, place, entity.person):
                phrases.setdefault(entity.name, []).append(phrase)
    return {name: tuple(dict.fromkeys(told)) for name, told in phrases.items()}


def fullest(titles: tuple[str, ...]) -> str | None:
    """The title that says most, and before or behind it a short one that says something else.

    Most says one with a noun for an office or calling, then the longest of at most 25 words.
    """
    if not titles:
        return None

    def weight(title: str) -> tuple[bool, int]:
        words = title.split()
        if words[0] == "who":
            return False, 0
        return has_title(_head(title)), len(words) if len(words) <= 25 else 0

    best = max(titles, key=weight)
    told = _content(best)
    for other in titles:
        if len(other.split()) <= _SHORT and has_title(_head(other)) and not told & _content(other):
            first, second = (other, best) if len(other) < len(best) else (best, other)
            return f"{first}, {second}"
    return best


def _head(title: str) -> str:
    """A title up to its first preposition, clause or comma."""
    return before_preposition(title).partition(",")[0]


def _content(title: str) -> set[str]:
    """The longer words of a title by their beginnings: “President” is in “presidential”."""
    return {names.in_full(word)[:6] for word in re.findall(r"\w{3,}", title)}
