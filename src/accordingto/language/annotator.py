"""An article → its annotation: the steps of ``language`` in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from accordingto.language import labelling, lines
from accordingto.language.forms import form_of
from accordingto.language.linking import announced, link
from accordingto.language.nested import chains, relayed
from accordingto.language.pipeline import load, parse, sentence_spans, words_of
from accordingto.language.quotes import quotations
from accordingto.language.roles import Judgement, RoleTagger
from accordingto.language.sources import resolve
from accordingto.language.stance import stance_of
from accordingto.language.turns import spoken, turns
from accordingto.records import (
    Annotation,
    Article,
    Attribution,
    Kind,
    Label,
    ModelInfo,
    Sentence,
    Source,
    Span,
)

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
    marks = quotations(article.text, article.paragraphs)
    reading = announced(reading, article.text, marks)
    links = relayed(doc, reading, link(reading))
    reading, links = spoken(turns(article.text), spans, reading, links)
    place = _paragraphs(article, spans)
    kinds = labelling.kinds(
        lines.kinds(article.text, spans, article.paragraphs), reading.judgements
    )
    body = frozenset(i for i, kind in enumerate(kinds) if kind == "body")
    claims = labelling.claims(doc, spans, body, reading.judgements, links)
    given = labelling.settle(article.text, spans, labelling.labels(reading.judgements), claims)
    claims = labelling.completed(article.text, spans, given, claims)
    claims = _nested(doc, claims, marks)
    attributions, sources = _attributions(article, doc, claims, marks)
    sentences = _sentences(spans, place, kinds, given, reading.judgements, attributions)
    return Annotation(article, sentences, attributions, sources, MODEL)


def _nested(
    doc: Doc, claims: Sequence[labelling.Claim], marks: Sequence[Span]
) -> tuple[labelling.Claim, ...]:
    """The claims, and after them those that they relay; each of these knows by whom."""
    found = list(claims)
    for chain in chains(doc, [claim.link for claim in claims], marks):
        if claims[chain.outer].asserts and chain.inner is None:
            stance = stance_of(chain.link.cue, chain.link.content, doc)
            found.append(labelling.Claim(chain.link, stance, True, within=chain.outer))
        elif claims[chain.outer].asserts and chain.inner is not None:
            found[chain.inner] = replace(claims[chain.inner], within=chain.outer)
    return tuple(found)


def _attributions(
    article: Article,
    doc: Doc,
    claims: Sequence[labelling.Claim],
    marks: Sequence[Span],
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    """Attributions, and the sources that put forward a claim; who merely acts is no source."""
    inner = frozenset(k for k, claim in enumerate(claims) if claim.within is not None)
    resolution = resolve(doc, [claim.link for claim in claims], marks, inner)
    ids_of = [
        () if claim.within is not None and ids == resolution.source_ids[claim.within] else ids
        for claim, ids in zip(claims, resolution.source_ids, strict=True)
    ]
    speaking = {
        id for claim, ids in zip(claims, ids_of, strict=True) if claim.asserts for id in ids
    }
    new = {
        source.id: f"S{number}"
        for number, source in enumerate((s for s in resolution.sources if s.id in speaking), 1)
    }
    made: list[Attribution] = []
    first: dict[int, str] = {}  # by claim, the id of its first attribution
    for k in sorted(range(len(claims)), key=lambda k: _path(claims, k)):
        claim, ids, why = claims[k], ids_of[k], resolution.whys[k]
        if claim.within is not None and not ids:
            continue  # nobody else is named for what is relayed
        link = claim.link
        first[k] = f"A{len(made) + 1}"
        form = form_of(link.content, marks, article.text)
        # Sources that assert it together have an attribution each, over the same words.
        known: list[str | None] = [new[id] for id in ids if id in new]
        for source_id in known or [None]:
            made.append(
                Attribution(
                    f"A{len(made) + 1}",
                    source_id,
                    link.source,
                    link.cue,
                    link.content,
                    form,
                    claim.stance,
                    round(link.confidence, 3),
                    first.get(claim.within) if claim.within is not None else None,
                    claim.why or why,
                )
            )
    sources = (replace(s, id=new[s.id]) for s in resolution.sources if s.id in new)
    return tuple(made), tuple(sources)


def _path(claims: Sequence[labelling.Claim], k: int) -> tuple[int, ...]:
    """The claims from the outermost around claim ``k`` to itself: outer ones sort first."""
    within = claims[k].within
    return (k,) if within is None else (*_path(claims, within), k)


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
    held = labelling.held(spans, attributions, groups)
    minds = {i for i, each in enumerate(held) if any(a.stance == "believes" for a in each)}
    carries = labelling.carries(place, given, judgements, minds)
    return tuple(
        Sentence(i, span, place[i], kinds[i], given[i], tuple(a.id for a in held[i]), carries[i])
        for i, span in enumerate(spans)
    )
