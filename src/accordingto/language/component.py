"""The annotator as a component of anybody's spaCy pipeline: ``nlp.add_pipe("accordingto")``."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from accordingto.language.annotator import annotate_doc
from accordingto.language.model import Model, load
from accordingto.records import Article

#: The extension in which a document carries its ``Annotation``: ``doc._.accordingto``.
EXTENSION = "accordingto"


@dataclass(frozen=True, slots=True)
class Component:
    """Sets ``doc._.accordingto``. Needs sentences, tags, a parse and names before it."""

    model: Model

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document in place, as spaCy's components do, and return it."""
        doc._.set(EXTENSION, annotate_doc(doc, Article(doc.text), self.model))
        return doc


@Language.factory("accordingto", requires=["doc.sents", "token.tag", "token.dep", "doc.ents"])
def make_component(nlp: Language, name: str) -> Component:
    """The factory behind ``nlp.add_pipe("accordingto")``; loads the packaged model."""
    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, default=None)
    return Component(load())
