"""The tool works inside another spaCy pipeline."""

from __future__ import annotations

from accordingto.language.component import Component
from accordingto.language.pipeline import load
from accordingto.records import Annotation


def test_add_pipe_annotates_documents() -> None:
    nlp = load()
    component = nlp.add_pipe("accordingto")
    assert isinstance(component, Component)
    annotation = nlp("Teresa Roe said the bridge was closed.")._.accordingto
    assert isinstance(annotation, Annotation)
    assert [source.name for source in annotation.sources] == ["Teresa Roe"]
    assert annotation.sentences[0].label == "attributed"


def test_a_surname_of_two_is_the_one_who_spoke_and_else_nobody() -> None:
    nlp = load()
    nlp.add_pipe("accordingto")
    one = nlp(
        "Former Mayor Bill Moran said on Monday that the plan was a mistake. The council adopted "
        "the plan with the vote of Anna Moran.\n“It will not work,” Moran said."
    )._.accordingto
    assert [s.name for s in one.claim_sources(one.sentences[-1])] == ["Bill Moran"]
    both = nlp(
        "Bill Moran said the plan was a mistake. Anna Moran said it was not.\n"
        "“It will not work,” Moran said."
    )._.accordingto
    assert both.claim_sources(both.sentences[-1]) == ()
    assert "Bill Moran or Anna Moran" in both.attributions[-1].why
