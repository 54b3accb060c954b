"""What the bench measures is a whole article, and its page stays within its weight."""

from __future__ import annotations

import json

import jsonschema

from accordingto.records import Annotation
from accordingto.report.html import render
from accordingto.serialization import schema
from accordingto.training.bench_page import article


def test_the_page_of_400_sentences_weighs_less_than_700_kilobytes() -> None:
    annotation = article(400)
    assert len(annotation.sentences) == 400
    assert len(render(annotation).encode()) < 700_000


def test_the_made_up_article_is_an_annotation_as_any_other() -> None:
    annotation = article(40)
    jsonschema.validate(json.loads(json.dumps(annotation.to_dict())), schema(Annotation))
    assert {sentence.label for sentence in annotation.sentences} == {
        "attributed",
        "partly",
        "narration",
    }
    text = annotation.article.text
    for each in annotation.attributions:
        assert each.source is not None
        assert each.source_id is not None
        assert each.source.of(text) == annotation.source(each.source_id).name
        assert each.cue is not None
        assert each.cue.of(text) == "said in a report"
        assert each.content[0].of(text).endswith("cannot bear a lorry")
