"""An article → its annotation: the steps of ``language`` in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from accordingto.language.attribution import labels
from accordingto.language.attribution.build import attributed
from accordingto.language.attribution.linking import announced, link
from accordingto.language.attribution.nested import nested
from accordingto.language.attribution.relays import relayed
from accordingto.language.pipeline import load, parse, sentence_spans, words_of
from accordingto.language.profile.sources import name_sources
from accordingto.language.segmentation import line_types
from accordingto.language.segmentation.quotations import quotations
from accordingto.language.segmentation.speaker_turns import turns
from accordingto.language.spans import by_sentence
from accordingto.language.tagging.tagger import Judgement, Reading, RoleTagger
from accordingto.records import (
    Annotation,
    Article,
    Attribution,
    Kind,
    Label,
    ModelInfo,
    Sentence,
    Span,
)

MODEL = ModelInfo("accordingto-roles", "3")
#: An attribution that is less sure than this is rather none: to show it costs more than it tells.
LEAST = 0.25


@dataclass(frozen=True, slots=True)
class Annotator:
    """Annotates articles with one loaded pipeline and one loaded tagger."""

    nlp: Language
    tagger: RoleTagger

    @classmethod
    def load(cls, pipeline: str | None = None) -> Annotator:
        """The packaged tagger with the named spaCy pipeline (default: en_core_web_sm 3.8).

        Raises InstallationError where one of them is missing or altered.
        """
        return cls(load(pipeline), RoleTagger())

    def __call__(self, article: Article) -> Annotation:
        """Who asserts what in the article."""
        return annotate_doc(parse(self.nlp, article), article, self.tagger)


def read_doc(doc: Doc, article: Article, tagger: RoleTagger) -> tuple[Sequence[Span], Reading]:
    """The sentences of a parsed article, and what the tagger reads in them."""
    spans = sentence_spans(doc)
    return spans, tagger.read(words_of(doc, article, spans), article.paragraphs, len(spans))


def annotate_doc(
    doc: Doc, article: Article, tagger: RoleTagger, least: float = LEAST
) -> Annotation:
    """Who asserts what in a parsed article (``doc.text`` is ``article.text``).

    ``least``: attributions of the tagger that are less sure than this, 0 to 1, are left out.
    """
    spans, reading = read_doc(doc, article, tagger)
    marks = quotations(article.text, article.paragraphs)
    reading = announced(reading, article.text, marks)
    sure = [each for each in link(reading) if each.confidence >= least]
    links = relayed(doc, reading, sure)
    reading, links = labels.spoken(turns(article.text), spans, reading, links)
    told = labels.hearsay(doc, spans, reading.judgements, links)
    reading = replace(reading, judgements=told)
    place = _paragraphs(article, spans)
    kinds = labels.kinds(
        line_types.kinds(article.text, spans, article.paragraphs), reading.judgements
    )
    body = frozenset(i for i, kind in enumerate(kinds) if kind == "body")
    claims = labels.claims(doc, spans, body, reading.judgements, links)
    given = labels.settle(article.text, spans, labels.labels(reading.judgements), claims)
    claims = labels.completed(article.text, spans, given, claims)
    claims = nested(doc, claims, marks)
    inner = frozenset(k for k, claim in enumerate(claims) if claim.within is not None)
    named = name_sources(doc, [claim.link for claim in claims], marks, inner)
    attributions, sources = attributed(article.text, claims, named, marks)
    sentences = _sentences(spans, place, kinds, given, reading.judgements, attributions)
    return Annotation(article, sentences, attributions, sources, MODEL)


def _paragraphs(article: Article, spans: Sequence[Span]) -> tuple[int, ...]:
    """The paragraph in which each sentence starts."""
    found, at = [], 0
    for span in spans:
        while article.paragraphs[at].end <= span.start:
            at += 1
        found.append(at)
    return tuple(found)


def _sentences(
    spans: Sequence[Span],
    place: Sequence[int],
    kinds: Sequence[Kind],
    given: Sequence[Label],
    judgements: Sequence[Judgement],
    attributions: Sequence[Attribution],
) -> tuple[Sentence, ...]:
    groups = [(*a.content, a.cue) for a in attributions]
    held = by_sentence(spans, attributions, groups)
    minds = {i for i, each in enumerate(held) if any(a.stance == "believes" for a in each)}
    carries = labels.carries(place, given, judgements, minds)
    return tuple(
        Sentence(i, span, place[i], kinds[i], given[i], tuple(a.id for a in held[i]), carries[i])
        for i, span in enumerate(spans)
    )
