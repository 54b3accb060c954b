"""An annotation as spaCy's DocBin: what the pipeline component sets, without running a pipeline."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

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
    tokens = spacy.blank("en").make_doc(encodable(annotation.article.text))
    doc = Doc(
        tokens.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        sent_starts=list(_starts(tokens, annotation)),
    )
    set_annotation(doc, annotation)
    store = DocBin(attrs=["ORTH", "SPACY", "SENT_START"], docs=[doc], store_user_data=True)
    return bytes(store.to_bytes())


def _starts(tokens: Doc, annotation: Annotation) -> Iterator[bool]:
    """Whether a sentence begins at each token; white space before it ends the one before."""
    starts = [sentence.span.start for sentence in annotation.sentences]
    at = 0
    for token in tokens:
        end = token.idx + len(token)
        passed = bisect_left(starts, end)  # the sentences that begin before the token ends
        yield passed > at or token.i == 0
        at = passed
