"""The annotator as a component of anybody's spaCy pipeline: ``nlp.add_pipe("accordingto")``.

What it assigns:

- ``Doc._.accordingto``: the `Annotation`, or None. It is kept in ``Doc.user_data`` in its JSON form
  and read from there at every access: hold on to it.
- ``Doc.spans["accordingto/source"]``: the words that name the source of each attribution, labelled
  ``SOURCE``; ``Doc.spans["accordingto/cue"]``, ``CUE``; ``Doc.spans["accordingto/content"]``,
  ``CONTENT``, one span or more; ``Doc.spans["accordingto"]``: all of them, as displaCy wants them.
- ``Span._.attribution``: the `Attribution` that a span of these groups belongs to, None for others.

The id of a span (``Span.id_``) is that of its attribution. Spans are whole tokens: where the
annotation cuts a token, the span holds all of it.

What can be set (``config={"least_confidence": 0.5}``):

- ``least_confidence`` (float, 0.25): what the tagger reads less surely than this, 0 to 1, is left
  out.

What it needs: sentence boundaries, of a parser, senter or sentencizer before it (ValueError where
there are none). Without tags, a parse or names of the schemes of spaCy's English pipelines it
annotates all the same, but worse: whom “he” or “the agency” means and who relays whom rest on them.
Without any parse it says so in a warning, and every source is of unknown type.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Words

from accordingto.language.annotator import LEAST, annotate_doc
from accordingto.language.model import Model, load
from accordingto.records import Annotation, Article, Attribution, Span

#: The extension of a document, its key in ``Doc.user_data``, and the group of all spans.
EXTENSION = "accordingto"
#: The extension of a span.
ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Component:
    """Annotates documents, see the module's description for what it sets and needs."""

    model: Model
    least: float = LEAST

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document in place, as spaCy's components do, and return it."""
        self.set_annotations([doc], self.predict([doc]))
        return doc

    def predict(self, docs: Iterable[Doc]) -> list[Annotation]:
        """The annotations of documents, which stay as they are."""
        return [self._annotation(doc) for doc in docs]

    def set_annotations(self, docs: Iterable[Doc], annotations: Iterable[Annotation]) -> None:
        """Write annotations into their documents."""
        for doc, annotation in zip(docs, annotations, strict=True):
            set_annotation(doc, annotation)

    def __reduce__(self) -> tuple[Any, ...]:
        """A process of its own loads the model anew: what runs it cannot be sent there."""
        return _component, (self.least,)

    def _annotation(self, doc: Doc) -> Annotation:
        if not doc.has_annotation("SENT_START"):
            raise ValueError(
                "accordingto needs sentences. Add a component that sets them before it: "
                'nlp.add_pipe("sentencizer", before="accordingto").'
            )
        if not doc.has_annotation("DEP"):
            warnings.warn(
                "accordingto found no parse: sources stay without a type, and are worse joined. "
                "Add a parser before it, or start from a pipeline that has one.",
                stacklevel=2,
            )
            return _untyped(self._annotated(doc))
        return self._annotated(doc)

    def _annotated(self, doc: Doc) -> Annotation:
        """Made of a copy: the entities that others found in the document stay its own."""
        return annotate_doc(doc.copy(), Article(doc.text), self.model, self.least)


@Language.factory(
    "accordingto",
    requires=["doc.sents"],
    assigns=["doc._.accordingto", "doc.spans", "span._.attribution"],
    default_config={"least_confidence": LEAST},
)
def make_component(nlp: Language, name: str, least_confidence: float) -> Component:
    """The factory behind ``nlp.add_pipe("accordingto")``; loads the packaged model."""
    return _component(least_confidence)


def set_extensions() -> None:
    """Make ``Doc._.accordingto`` and ``Span._.attribution`` known, as adding the component does.

    To be called where documents are read that were annotated elsewhere.
    """
    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, getter=_annotation_of, setter=set_annotation)
    if not Words.has_extension(ATTRIBUTION):
        Words.set_extension(ATTRIBUTION, getter=_attribution_of)


def set_annotation(doc: Doc, annotation: Annotation) -> None:
    """Write the annotation of a document's text into the document, with its groups of spans."""
    # A text of ASCII: bytes of a document hold no halves of surrogate pairs.
    doc.user_data[EXTENSION] = json.dumps(annotation.to_dict())
    groups: dict[str, list[Words]] = {"source": [], "cue": [], "content": []}
    for attribution in annotation.attributions:
        for role, span in _marked(attribution):
            words = doc.char_span(
                span.start,
                span.end,
                label=role.upper(),
                span_id=attribution.id,
                alignment_mode="expand",
            )
            if words is not None:
                groups[role].append(words)
    for role, spans in groups.items():
        doc.spans[f"{EXTENSION}/{role}"] = spans
    doc.spans[EXTENSION] = sorted(chain.from_iterable(groups.values()), key=_place)


def _untyped(annotation: Annotation) -> Annotation:
    """Without the types of sources, which are read from the parse: abstain rather than guess."""
    sources = tuple(replace(source, type="unknown") for source in annotation.sources)
    return replace(annotation, sources=sources)


def _component(least: float) -> Component:
    set_extensions()
    return Component(load(), least)


def _annotation_of(doc: Doc) -> Annotation | None:
    form = doc.user_data.get(EXTENSION)
    return None if form is None else Annotation.from_dict(json.loads(form))


def _attribution_of(span: Words) -> Attribution | None:
    annotation = _annotation_of(span.doc)
    if annotation is None or not span.id_:
        return None
    made = (attribution for attribution in annotation.attributions if attribution.id == span.id_)
    return next(made, None)


def _marked(attribution: Attribution) -> Iterator[tuple[str, Span]]:
    singles: Sequence[tuple[str, Span | None]] = (
        ("source", attribution.source),
        ("cue", attribution.cue),
    )
    for role, span in (*singles, *(("content", span) for span in attribution.content)):
        if span is not None:
            yield role, span


def _place(words: Words) -> tuple[int, int]:
    return words.start, -words.end
