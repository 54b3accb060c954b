"""What a named person or institution is, in the article's own words: every phrase that tells it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from accordingto.language.coreference.clusters import Clusters
from accordingto.language.profile.title_phrases import TitlePhrase, title_phrases
from accordingto.quotations import quotation_at
from accordingto.records import Span


def titles(
    doc: Doc, clusters: Clusters, quotations: Sequence[Span]
) -> dict[str, tuple[TitlePhrase, ...]]:
    """Every title that the article gives to each named entity, in the order of the text.

    What a speaker calls somebody (“You were not a poor man, Mr. Roe”) is no title.
    """
    phrases: dict[str, list[TitlePhrase]] = {}
    for entity in clusters.entities:
        for number, place in enumerate(entity.places):
            named = doc[place.start : place.end]
            at, end = named.start_char, named.end_char
            around = quotation_at(quotations, at)
            if around is not None and around.start < at and end + 1 < around.end:
                continue
            told = phrases.setdefault(entity.name, [])
            told += title_phrases(doc, place, number, entity.person)
    return {name: tuple(told) for name, told in phrases.items() if told}
