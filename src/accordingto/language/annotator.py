"""An article → its annotation: the steps of ``language`` in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from accordingto.language import labelling
from accordingto.language.linking import link
from accordingto.language.links import Link
from accordingto.language.pipeline import load, parse
from accordingto.language.quotes import quotations
from accordingto.language.roles import Reading, RoleTagger
from accordingto.language.sources import Resolution, resolve
from accordingto.language.stance import form_of, stance_of
from accordingto.language.windows import Words
from accordingto.records import Annotation, Article, Attribution, ModelInfo, Sentence, Span

MODEL = ModelInfo("accordingto-roles", "1")


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


def annotate_doc(doc: Doc, article: Article, tagger: RoleTagger) -> Annotation:
    """Who asserts what in a parsed article (``doc.text`` is ``article.text``)."""
    spans = sentence_spans(doc)
    words = words_of(doc, article, spans)
    reading = tagger.read(words, article.paragraphs, len(spans))
    given = labelling.labels(reading.judgements)
    links = link(reading)
    links += labelling.missing(article.text, spans, given, reading.judgements, links)
    links = tuple(sorted(links, key=lambda each: each.content[0]))
    marks = quotations(article.text, article.paragraphs)
    resolution = resolve(doc, links, marks)
    attributions = _attributions(article, doc, links, resolution, marks)
    return Annotation(
        article,
        _sentences(article, spans, reading, attributions),
        attributions,
        resolution.sources,
        MODEL,
    )


def sentence_spans(doc: Doc) -> tuple[Span, ...]:
    """The sentences of a document without the white space around them; blank ones left out."""
    found = []
    for sentence in doc.sents:
        text = sentence.text
        body = text.strip()
        if body:
            start = sentence.start_char + text.index(body)
            found.append(Span(start, start + len(body)))
    return tuple(found)


def words_of(doc: Doc, article: Article, sentences: Sequence[Span]) -> Words:
    """The words of a document for the tagger: its tokens, white space left out."""
    spans, paragraph, sentence = [], [], []
    p, s = 0, 0
    for token in doc:
        if token.is_space:
            continue
        start, end = token.idx, token.idx + len(token)
        while p + 1 < len(article.paragraphs) and article.paragraphs[p].end <= start:
            p += 1
        while s + 1 < len(sentences) and sentences[s].end <= start:
            s += 1
        spans.append(Span(start, end))
        paragraph.append(p)
        sentence.append(s if sentences and sentences[s].start < end else -1)
    return Words(article.text, tuple(spans), tuple(paragraph), tuple(sentence))


def _attributions(
    article: Article,
    doc: Doc,
    links: Sequence[Link],
    resolution: Resolution,
    marks: Sequence[Span],
) -> tuple[Attribution, ...]:
    made: list[Attribution] = []
    for each, ids, why in zip(links, resolution.source_ids, resolution.whys, strict=True):
        stance = stance_of(each.cue, each.content, doc)
        form = form_of(each.content, tuple(marks), article.text)
        # Sources that assert it together have an attribution each, over the same words.
        for source_id in ids or (None,):
            made.append(
                Attribution(
                    f"A{len(made) + 1}",
                    source_id,
                    each.source,
                    each.cue,
                    each.content,
                    form,
                    stance,
                    round(each.confidence, 3),
                    None,
                    why,
                )
            )
    return tuple(made)


def _sentences(
    article: Article,
    spans: Sequence[Span],
    reading: Reading,
    attributions: Sequence[Attribution],
) -> tuple[Sentence, ...]:
    given = labelling.labels(reading.judgements)
    kinds = labelling.kinds(reading.judgements)
    carries = labelling.carries(given, reading.judgements)
    paragraph = 0
    made = []
    for i, span in enumerate(spans):
        while article.paragraphs[paragraph].end <= span.start:
            paragraph += 1
        ids = tuple(a.id for a in attributions if any(c.overlaps(span) for c in a.content))
        made.append(Sentence(i, span, paragraph, kinds[i], given[i], ids, carries[i]))
    return tuple(made)
