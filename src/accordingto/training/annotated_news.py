"""Raw news as the tool annotates it, in the form of an editor's judgements: more to learn from.

    python -m accordingto.training.annotated_news --news FILE.jsonl.xz --apart FILE … --texts DIR
        --out FILE [--count N] [--model DIR]

A model learns from what the one before it was sure of: of each article the body sentences that give
all they say to one source, with the words that name it (``fit_chooser --more``).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accordingto.evaluate.files import filename, read_json
from accordingto.language.annotator import annotate_doc
from accordingto.language.model import PACKAGED
from accordingto.language.model import load as load_model
from accordingto.language.pipeline import load, parse
from accordingto.records import Annotation, Sentence
from accordingto.training.corpora import news
from accordingto.writing import write

#: A sentence of which the tool is less sure than this teaches nothing.
LEAST = 0.6


def main() -> None:
    """Parse the command line, annotate, and write the articles and what was said of them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--news", type=Path, required=True, help="raw articles")
    parser.add_argument("--apart", type=Path, nargs="*", default=(), help="judged, not to be read")
    parser.add_argument("--count", type=int, default=2000, help="of raw articles")
    parser.add_argument("--texts", type=Path, required=True, help="where the texts go")
    parser.add_argument("--out", type=Path, required=True, help="where the judgements go")
    parser.add_argument("--model", type=Path, default=PACKAGED, help="its folder")
    options = parser.parse_args()
    nlp, model = load(), load_model(options.model)
    left_out = {row["id"] for path in options.apart for row in read_json(path)}
    rows = []
    options.texts.mkdir(parents=True, exist_ok=True)
    for one in news(options.news, nlp, left_out, options.count, random.Random(0)):
        annotation = annotate_doc(parse(nlp, one.article), one.article, model)
        rows.append(judgement(annotation))
        place = options.texts / f"{filename(one.article.origin or '')}.txt"
        write(place, one.article.text.encode())
    write(options.out, json.dumps(rows, ensure_ascii=False).encode())


def judgement(annotation: Annotation) -> dict[str, Any]:
    """An annotation as an editor's file has an article; only what is sure is in it."""
    sentences = [row for one in annotation.sentences for row in _sentence(annotation, one)]
    sources = [{"name": s.name, "type": s.type, "mentions": []} for s in annotation.sources]
    return {"id": annotation.article.origin, "sentences": sentences, "sources": sources}


def _sentence(annotation: Annotation, sentence: Sentence) -> Iterator[dict[str, Any]]:
    """The row of a sentence whose only source is sure."""
    held = [one for one in annotation.claims_of(sentence) if one.via is None]
    if sentence.kind != "body" or not held:
        return
    ids = {attribution.source_id for attribution in held}
    if len(ids) > 1 or None in ids or min(one.confidence for one in held) < LEAST:
        return
    (name,) = [source.name for source in annotation.sources if source.id in ids]
    words = held[0].source
    yield {
        "start": sentence.span.start,
        "end": sentence.span.end,
        "label": sentence.label,
        "sources": [name],
        "who": words.of(annotation.article.text) if words is not None else None,
    }


if __name__ == "__main__":
    main()
