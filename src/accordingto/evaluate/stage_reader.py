"""The packaged tool stage by stage, with an editor's phrases where one stage reads the other's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from accordingto.evaluate.tool import Phrase
from accordingto.language.annotator import Annotator, annotate_doc
from accordingto.language.attribution.linking import Link, beside
from accordingto.language.attribution.stance import stance_of
from accordingto.language.pipeline import parse
from accordingto.language.profile.sources import name_sources
from accordingto.language.segmentation.forms import form_of
from accordingto.language.segmentation.quotations import quotations
from accordingto.records import Annotation, Article, Form, Source, Span, Stance


@dataclass(frozen=True, slots=True)
class StageReader:
    """Reads articles with one loaded annotator."""

    annotator: Annotator

    @classmethod
    def load(cls) -> StageReader:
        """The packaged annotator. Raises InstallationError where it is missing or altered."""
        return cls(Annotator.load())

    def __call__(self, article: Article) -> ReadArticle:
        """The article, parsed once for all stages."""
        doc = parse(self.annotator.nlp, article)
        return ReadArticle(
            annotate_doc(doc, article, self.annotator.tagger),
            doc,
            quotations(article.text, article.paragraphs),
        )


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """One article: a `tool.Read`. ``marks``: its quotations, one for each paragraph of one."""

    annotation: Annotation
    doc: Doc
    marks: Sequence[Span]

    def sources(self, phrases: Sequence[Phrase]) -> tuple[tuple[Source, ...], ...]:
        """Whom the resolver names for each phrase."""
        named = name_sources(self.doc, [_link(phrase) for phrase in phrases], self.marks)
        by_id = {source.id: source for source in named.sources}
        return tuple(tuple(by_id[id] for id in ids) for ids in named.ids)

    def stance(self, phrase: Phrase) -> Stance:
        """The stance of the editor's cue towards his clause, or else the rest of the sentence."""
        link = _link(phrase)
        return stance_of(link.cue, link.content, self.doc)

    def form(self, content: Span) -> Form:
        """Whether the quotations of the whole text hold the content."""
        return form_of((content,), self.marks, self.annotation.article.text)


def _link(phrase: Phrase) -> Link:
    frame = [span for span in (phrase.who, phrase.cue) if span is not None]
    content = (phrase.content,) if phrase.content else beside(phrase.unit, frame)
    return Link(phrase.who, phrase.cue, content)
