"""Mentions anywhere in a text, read by the packaged resolver as if each were a source."""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.language.annotator import Annotator, read_doc, weighing_of
from accordingto.language.coreference.antecedents import AntecedentFinder
from accordingto.language.pipeline import parse
from accordingto.language.profile.sources import resolver
from accordingto.language.spans import tokens_span
from accordingto.quotations import quotations
from accordingto.records import Article, Span


class MentionReader:
    """One loaded annotator. Raises InstallationError where it is missing."""

    def __init__(self) -> None:
        self._annotator = Annotator.load()

    def __call__(self, article: Article, mentions: Sequence[Span]) -> list[tuple[Span, ...]]:
        """Where whom each mention means is named, or described; nowhere if nobody is meant.

        ``mentions`` are read in their order, and none of them speaks: each tells of somebody, as
        the text does.
        """
        model = self._annotator.model
        doc = parse(self._annotator.nlp, article)
        _, tagging = read_doc(doc, article, model)
        marks = quotations(article.text, article.paragraphs)
        weighing = weighing_of(doc, tagging, model)
        discourse = resolver(doc, marks, weighing).discourse
        finder = AntecedentFinder(discourse, marks, weighing)
        meant = []
        for mention in mentions:
            places: list[Span] = []
            for number in finder.phrase(mention, relayed=True).referents:
                entity = discourse[number].entity
                named = entity.places if entity is not None else ()
                places += [tokens_span(doc, place.start, place.end) for place in named]
                places += [] if named else discourse[number].mentions[:1]
            meant.append(tuple(places))
        return meant
