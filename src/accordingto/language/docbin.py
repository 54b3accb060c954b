"""An annotation as spaCy's DocBin: what the pipeline component sets, without running a pipeline."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, DocBin

from accordingto.language.component import set_annotation, set_extensions
from accordingto.language.pipeline import encodable
from accordingto.records import Annotation


def render(annotation: Annotation) -> bytes:
    """A DocBin of one document; read it with ``DocBin().from_bytes(data).get_docs(nlp.vocab)``.

    The document has the words of spaCy's English tokenizer, sentence starts, the span groups and
    ``doc._.accordingto`` of `accordingto.language.component`, and no parse, tags or names.
    """
    set_extensions()
    nlp = spacy.blank("en")
    doc = nlp.make_doc(encodable(annotation.article.text))
    _set_sentences(doc, annotation)
    set_annotation(doc, annotation)
    store = DocBin(attrs=["ORTH", "SPACY", "SENT_START"], docs=[doc], store_user_data=True)
    return bytes(store.to_bytes())


def _set_sentences(doc: Doc, annotation: Annotation) -> None:
    """Begin a sentence at the first word of each; white space before it ends the one before."""
    starts = [sentence.span.start for sentence in annotation.sentences]
    following = iter([*starts, len(annotation.article.text)])
    start = next(following)
    for token in doc:
        begins = token.idx + len(token) > start
        token.is_sent_start = begins or token.i == 0
        while begins and token.idx + len(token) > start:
            start = next(following)
