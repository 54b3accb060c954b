"""An article → its annotation: the steps of ``language`` in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from accordingto.language.attribution.blocks import blocks
from accordingto.language.attribution.build import Built, built
from accordingto.language.attribution.claims import Claim, completed
from accordingto.language.attribution.claims import claims as claimed
from accordingto.language.attribution.drafts import Draft
from accordingto.language.attribution.drafts import drafts as drafted
from accordingto.language.attribution.labels import (
    credit_lines,
    hearsay,
    in_turn,
    settle,
    spoken,
)
from accordingto.language.attribution.linking import announced
from accordingto.language.attribution.linking import link as linked
from accordingto.language.attribution.nested import nested
from accordingto.language.attribution.relays import relayed
from accordingto.language.coreference.question import Choose
from accordingto.language.coreference.weighing import Weighing
from accordingto.language.invisible import read_without
from accordingto.language.leaning.leans import leaning
from accordingto.language.lines.kinds import kinds_of_lines
from accordingto.language.model import PACKAGED, Model
from accordingto.language.model import load as load_model
from accordingto.language.pipeline import load as load_pipeline
from accordingto.language.pipeline import parse, sentence_spans, words_of
from accordingto.language.profile.affiliations import affiliated
from accordingto.language.profile.sources import name_sources
from accordingto.language.profile.title_choice import chooser
from accordingto.language.segmentation.passages import passages
from accordingto.language.spans import by_sentence
from accordingto.language.tagging.tagger import Tagging
from accordingto.quotations import quotations
from accordingto.records import Annotation, Article, Attribution, Sentence, Span

#: A link of the tagger that is less sure than this is rather none: it costs more than it tells.
LEAST = 0.25


@dataclass(frozen=True, slots=True)
class Annotator:
    """Annotates articles with one loaded pipeline and one loaded model."""

    nlp: Language
    model: Model

    @classmethod
    def load(
        cls, pipeline: str | None = None, model: Path = PACKAGED, *, threads: int = 0
    ) -> Annotator:
        """The model in a folder with the named spaCy pipeline (default: en_core_web_sm 3.8).

        ``threads`` to run the model with; 0: as many as there are cores. Raises InstallationError
        where one of them is missing or altered.
        """
        return cls(load_pipeline(pipeline), load_model(model, threads))

    def __call__(self, article: Article) -> Annotation:
        """Who asserts what in the article."""
        return read_without(article, self._read)

    def _read(self, article: Article) -> Annotation:
        return annotate_doc(parse(self.nlp, article), article, self.model)


def read_doc(doc: Doc, article: Article, model: Model) -> tuple[Sequence[Span], Tagging]:
    """The sentences of a parsed article, and what the tagger reads in them.

    The names that the model finds take the place of the document's entities.
    """
    spans = sentence_spans(doc)
    words = words_of(doc, article, spans)
    tagging = model.tagger.predict(words, article.paragraphs, len(spans))
    doc.set_ents(model.recognizer(doc, tagging.words))
    return spans, tagging


@dataclass(frozen=True, slots=True)
class Steps:
    """What was made on the way to an annotation, for whoever fits or measures a part of it."""

    tagging: Tagging
    drafts: tuple[Draft, ...]
    claims: tuple[Claim, ...]
    built: Built

    @property
    def turns(self) -> frozenset[int]:
        """The sentences, by index, whose label a speaker's turn decides."""
        decided = (draft.decided_by == "speaker turn" for draft in self.drafts)
        return frozenset(index for index, turn in enumerate(decided) if turn)


def weighing_of(doc: Doc, tagging: Tagging, model: Model, choose: Choose | None = None) -> Weighing:
    """What weighs whom the mentions of an article mean; ``choose`` as for `steps`."""
    states = np.zeros((len(doc), tagging.words.shape[1]), np.float16)  # 0 of white space
    states[[token.i for token in doc if not token.is_space]] = tagging.words
    kind = partial(model.kinds, states=states)
    return Weighing(choose or model.chooser, kind, states)


def steps(
    doc: Doc, article: Article, model: Model, least: float = LEAST, choose: Choose | None = None
) -> Steps:
    """All steps of ``language`` for a parsed article; arguments as for `annotate_doc`.

    ``choose`` tells whom a mention means in place of the model's own chooser.
    """
    spans, tagging = read_doc(doc, article, model)
    return read_steps(doc, article, spans, tagging, model, least, choose)


def read_steps(
    doc: Doc,
    article: Article,
    spans: Sequence[Span],
    tagging: Tagging,
    model: Model,
    least: float = LEAST,
    choose: Choose | None = None,
) -> Steps:
    """The steps from what the tagger reads in an article on; arguments as for `steps`."""
    marks = quotations(article.text, article.paragraphs)
    announcing = announced(tagging.spans, article.text, marks)
    every = linked(tagging.spans, model.links, announcing)
    sure = [link for link in every if link.confidence >= least]
    links = relayed(doc, tagging.spans, announcing, sure)
    turns = passages(article, marks)
    announced_below = blocks(doc, article, spans, tagging.spans, marks, turns)
    turns = tuple(sorted((*turns, *announced_below), key=lambda turn: turn.said))
    conversation = {index for turn in turns for index in in_turn(turn, spans)}
    credits = credit_lines(turns, spans)
    lines = kinds_of_lines(article, spans, tagging.sentences, model.lines, conversation)
    kinds = ["byline" if index in credits else kind for index, kind in enumerate(lines)]
    drafts = drafted(article, spans, tagging.sentences, kinds)
    drafts, links = spoken(turns, drafts, links)
    drafts = hearsay(doc, drafts, links)
    claims = claimed(doc, drafts, links)
    drafts = settle(article.text, drafts, claims)
    claims = nested(doc, completed(article.text, drafts, claims), marks)
    inner = frozenset(k for k, claim in enumerate(claims) if claim.within is not None)
    weighing = weighing_of(doc, tagging, model, choose)
    titles = chooser(model.titles)
    acts = frozenset(k for k, claim in enumerate(claims) if not claim.asserts)
    told = [claim.link for claim in claims]
    named = name_sources(doc, told, marks, weighing, titles, inner, acts)
    return Steps(
        tagging, drafts, claims, built(article.text, claims, named, marks, model.confidence)
    )


def annotate_doc(
    doc: Doc, article: Article, model: Model, least: float = LEAST, asking: float | None = None
) -> Annotation:
    """Who asserts what in a parsed article (``doc.text`` is ``article.text``).

    The document's entities become the names that the model finds.

    ``least``: links of the tagger that are less sure than this, 0 to 1, are left out. ``asking``:
    the chance that an editor would query a sentence at which it is said, if not the model's own.
    """
    return assembled(article, steps(doc, article, model, least), model, asking)


def assembled(
    article: Article, made: Steps, model: Model, asking: float | None = None
) -> Annotation:
    """The annotation of an article whose steps were made; ``asking`` as for `annotate_doc`."""
    attributions = made.built.attributions
    sources = affiliated(article.text, made.built.sources)
    sentences = leaning(
        article.text,
        _sentences(made.drafts, attributions),
        made.tagging.sentences,
        attributions,
        sources,
        model.leaning,
        made.turns,
    )
    asked = model.asker(article.text, sentences, made.tagging, attributions, asking)
    return Annotation(article, asked, attributions, sources, model.info)


def _sentences(
    drafts: Sequence[Draft], attributions: Sequence[Attribution]
) -> tuple[Sentence, ...]:
    groups = [(*attribution.content, attribution.cue) for attribution in attributions]
    held = by_sentence([draft.span for draft in drafts], attributions, groups)
    return tuple(
        Sentence(
            index,
            draft.span,
            draft.paragraph,
            draft.kind,
            draft.label,
            tuple(attribution.id for attribution in held[index]),
        )
        for index, draft in enumerate(drafts)
    )
