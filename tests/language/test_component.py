"""The tool works inside another spaCy pipeline."""

from __future__ import annotations

from accordingto.language.component import make_component
from accordingto.language.pipeline import load
from accordingto.records import Annotation


def test_add_pipe_annotates_documents() -> None:
    nlp = load()
    assert make_component is not None  # importing it registers the factory
    nlp.add_pipe("accordingto")
    found = nlp("Teresa Roe said the bridge was closed.")._.accordingto
    assert isinstance(found, Annotation)
    assert [source.name for source in found.sources] == ["Teresa Roe"]
    assert found.sentences[0].label == "attributed"
