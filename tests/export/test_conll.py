"""CoNLL-U Plus, read again by the library ``conllu``."""

from __future__ import annotations

import conllu
from conllu.models import TokenList

from accordingto.export import conll
from accordingto.records import Annotation, Span
from annotations import Claim, Unit, compose, harbour


def read(annotation: Annotation) -> list[TokenList]:
    text = conll.render(annotation).decode("utf-8")
    _, _, columns = text.partition("\n")[0].partition("# global.columns = ")
    return list(conllu.parse(text, fields=columns.lower().split()))


def tagged(sentence: TokenList, column: str, id: str) -> list[str]:
    tags = [set((word[column] or "_").split("|")) for word in sentence]
    marked = [word["form"] for word, tag in zip(sentence, tags, strict=True) if f"B-{id}" in tag]
    inside = [word["form"] for word, tag in zip(sentence, tags, strict=True) if f"I-{id}" in tag]
    return marked + inside


def test_sentences_come_back_with_their_labels() -> None:
    annotation = harbour()
    sentences = read(annotation)
    assert [s.metadata["label"] for s in sentences] == [s.label for s in annotation.sentences]
    assert [s.metadata["kind"] for s in sentences] == [s.kind for s in annotation.sentences]
    assert sentences[4].metadata["carries_over_from"] == "3"
    assert sentences[3].metadata["attribution a1"] == "says; indirect; 0.9400; Port Safety Office"


def test_words_stand_where_they_say() -> None:
    annotation = harbour()
    for sentence, tokens in zip(annotation.sentences, read(annotation), strict=True):
        places = []
        for token in tokens:
            start, end = map(int, token["misc"]["TokenRange"].split(":"))
            assert annotation.article.text[start:end] == token["form"]
            places.append(Span(start, end))
        visible = "".join(place.of(annotation.article.text) for place in places)
        assert visible == "".join(sentence.span.of(annotation.article.text).split())


def test_roles_are_marked_word_by_word() -> None:
    said = read(harbour())[3]
    assert tagged(said, "cue", "a1") == ["According", "to"]
    assert tagged(said, "source", "a1") == ["the", "Port", "Safety", "Office"]
    assert tagged(said, "content", "a1")[:3] == ["the", "captain", "slowed"]


def test_a_claim_inside_another_shares_its_cells() -> None:
    told = read(harbour())[8]
    cells = {word["form"]: word["content"] for word in told}
    assert cells["radar"] == "I-outer|I-a6"
    assert cells["had"] == "I-outer"


def test_an_id_cannot_part_a_cell() -> None:
    claim = Claim(None, "Al", "said", "so", id="a|b c\t%")
    (sentence,) = read(compose([[Unit("Al said so.", "attributed", (claim,))]]))
    assert [word["source"] for word in sentence] == ["B-a%7Cb%20c%09%25", "_", "_", "_"]
