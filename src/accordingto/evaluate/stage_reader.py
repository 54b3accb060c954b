"""The packaged tool stage by stage, with an editor's phrases where one stage reads the other's."""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.evaluate.phrases import Phrase, Reader
from accordingto.language.annotator import Annotator, assembled, read_doc, read_steps, weighing_of
from accordingto.language.attribution.linking import Link, beside
from accordingto.language.attribution.stance import stance_of
from accordingto.language.pipeline import parse
from accordingto.language.profile.sources import name_sources
from accordingto.language.profile.title_choice import chooser
from accordingto.language.segmentation.forms import form_of
from accordingto.quotations import quotations
from accordingto.records import Article, Form, Source, Stance


def packaged() -> Reader:
    """A reader with one loaded annotator. Raises InstallationError where it is missing."""
    annotator = Annotator.load()
    return lambda article: ReadArticle(annotator, article)


class ReadArticle:
    """One article, parsed once for all stages: a `phrases.Reading`."""

    def __init__(self, annotator: Annotator, article: Article) -> None:
        self.doc = parse(annotator.nlp, article)
        model = annotator.model
        sentences, tagging = read_doc(self.doc, article, model)
        made = read_steps(self.doc, article, sentences, tagging, model)
        self.annotation = assembled(article, made, model)
        self.quotations = quotations(article.text, article.paragraphs)
        self._weighing = weighing_of(self.doc, tagging, model)
        self._titles = chooser(model.titles)

    def sources(self, phrases: Sequence[Phrase]) -> tuple[tuple[Source, ...], ...]:
        """Whom the resolver names for each phrase."""
        links = [_link(phrase) for phrase in phrases]
        named = name_sources(self.doc, links, self.quotations, self._weighing, self._titles)
        by_id = {source.id: source for source in named.sources}
        return tuple(tuple(by_id[id] for id in naming.ids) for naming in named.namings)

    def stance(self, phrase: Phrase) -> Stance:
        """The stance of the cue towards the content, by the lists and the syntax alone."""
        link = _link(phrase)
        return stance_of(link.cue, link.content, self.doc)

    def form(self, phrase: Phrase) -> Form:
        """Whether the quotations of the whole text hold the content."""
        return form_of(_link(phrase).content, self.quotations, self.annotation.article.text)


def _link(phrase: Phrase) -> Link:
    frame = [span for span in (phrase.who, phrase.cue) if span is not None]
    content = phrase.content or beside(phrase.unit, frame)
    return Link(phrase.who, phrase.cue, content)
