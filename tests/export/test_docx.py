"""The Word document, read back: the article whole, each comment at its sentence."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from dataclasses import dataclass, replace

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.export import docx as export
from accordingto.records import Annotation, Article, Finding, Sentence, Source, Span
from accordingto.report.todo import UNSURE
from accordingto.review import anchoring
from accordingto.review.apply import apply
from accordingto.review.decisions import (
    Correction,
    Decision,
    Review,
    ReviewedArticle,
    SourceReference,
)
from annotations import Claim, Unit, compose, crowd, harbour, plain

#: What XML 1.0 cannot hold (its production [2] Char).
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Remark:
    """A comment and the words that it is anchored to."""

    words: str
    lines: tuple[str, ...]


def read(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


def article(document: Document) -> list[str]:
    return [part.text for part in document.paragraphs if part.style.name == export.ARTICLE]


def remarks(document: Document) -> list[Remark]:
    """The comments in the order of their anchors, each with the text inside of its anchor."""
    anchored: dict[int, list[str]] = {}
    open_now: set[int] = set()
    for element in document.element.body.iter():
        id = int(element.get(qn("w:id"), -1))
        if element.tag == qn("w:commentRangeStart"):
            open_now.add(id)
            anchored[id] = []
        elif element.tag == qn("w:commentRangeEnd"):
            open_now.remove(id)
        elif element.tag in {qn("w:t"), qn("w:tab")}:
            for number in open_now:
                anchored[number].append(element.text or "\t")
    assert not open_now
    by_id = {comment.comment_id: comment for comment in document.comments}
    assert anchored.keys() == by_id.keys()
    return [
        Remark("".join(words), tuple(p.text for p in by_id[id].paragraphs))
        for id, words in anchored.items()
    ]


def words_of(annotation: Annotation, sentence: Sentence) -> str:
    return sentence.span.of(annotation.article.text)


def test_every_sentence_that_needs_an_editor_has_a_comment_and_no_other() -> None:
    annotation = harbour()
    comments = remarks(read(export.render(annotation)))
    wanted = [words_of(annotation, annotation.sentences[at]) for at in (2, 4, 9)]
    assert [comment.words for comment in comments] == wanted
    assert [comment.lines[0] for comment in comments] == [
        "Unsourced count",
        "Leans on another",
        "Who says?",
    ]


def test_with_all_every_sentence_has_one_comment_on_its_very_words() -> None:
    annotation = harbour()
    comments = remarks(read(export.render(annotation, comments="all")))
    assert [comment.words for comment in comments] == [
        words_of(annotation, s) for s in annotation.sentences
    ]
    heads = [comment.lines[0] for comment in comments]
    assert heads[0] == "Headline"
    assert heads[3] == "S1 Port Safety Office"
    assert heads[8] == "S3 a member of the crew via S2"


def test_a_comment_says_who_by_which_words_how_surely_and_why() -> None:
    comments = remarks(read(export.render(harbour(), comments="all")))
    assert comments[3].lines[1:] == (
        "Who: S1 Port Safety Office, here “the Port Safety Office”",
        "Cue: “According to” (says it); sure: 94\u202f%",
        "Why: “According to” names the source of the sentence.",
    )
    assert "Who: S3 a member of the crew, here “a member of the crew”, via S2 Mara Quill" in (
        comments[8].lines
    )
    assert "Content: “that the pier will be closed for a month”" in comments[5].lines


def test_a_comment_tells_what_a_sentence_leans_on_and_what_was_found() -> None:
    comments = remarks(read(export.render(harbour())))
    assert comments[1].lines[1] == (
        "It seems to go on with the account of S1 Port Safety Office (“According to the Port "
        "Safety Office, the captain slowed the …”), but does not say so."
    )
    assert comments[0].lines[1] == (
        "“the second such accident”: who counts? "
        "Name the record that the count comes from. (warning, rule unsourced-count)"
    )


def test_several_findings_of_a_sentence_are_one_comment_with_the_origin_of_their_rules() -> None:
    annotation = harbour()
    finding, *_ = annotation.findings
    other = replace(finding, rule="hearsay", message="Who says so?", suggestion="")
    twice = replace(annotation, findings=(finding, other))
    (first, *_) = remarks(read(export.render(twice)))
    assert first.lines[0] == "Unsourced count · hearsay"
    assert (
        first.lines[2]
        == "Who says so? (warning, rule hearsay; NPR ethics handbook: say who reports it)"
    )


def test_an_attribution_as_likely_wrong_as_right_needs_an_editor() -> None:
    def told(confidence: float) -> Annotation:
        claim = Claim("a", "Al", "said", "It fell", confidence=confidence)
        return compose(
            [[Unit("It fell, said Al.", "attributed", (claim,))]],
            [Source("a", "Al", "named person")],
        )

    (unsure,) = remarks(read(export.render(told(UNSURE - 0.01))))
    assert unsure.lines[0] == "Unsure"
    assert remarks(read(export.render(told(UNSURE)))) == []


def test_what_is_not_body_is_never_blamed() -> None:
    annotation = compose([[Unit("Pier struck", kind="headline")], [Unit("By Al", kind="byline")]])
    assert remarks(read(export.render(annotation))) == []


@pytest.mark.parametrize(
    "annotation", [harbour(), crowd(14), plain(), compose([[Unit("a\tb  c")], [Unit("d")]])]
)
def test_the_paragraphs_are_the_article_s(annotation: Annotation) -> None:
    text = annotation.article.text
    expected = [span.of(text) for span in annotation.article.paragraphs]
    assert article(read(export.render(annotation))) == expected


@settings(max_examples=40)
@given(
    st.lists(
        st.text(min_size=1).filter(lambda t: t.strip() != ""),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([" ", "  ", "\t", "\u2003"]),
)
def test_any_text_stands_in_the_document(lines: list[str], space: str) -> None:
    annotation = compose([[Unit(t), Unit(t)] for t in lines], space=space, line="\r\n")
    text = annotation.article.text
    document = read(export.render(annotation, comments="all"))
    assert article(document) == [
        UNFIT.sub("\ufffd", span.of(text)) for span in annotation.article.paragraphs
    ]


def test_a_sentence_across_paragraphs_has_one_comment_over_both() -> None:
    annotation = compose([[Unit("He came\nand went.")], [Unit("It rained.")]])
    document = read(export.render(annotation, comments="all"))
    assert article(document) == ["He came", "and went.", "It rained."]
    assert [comment.words for comment in remarks(document)] == ["He cameand went.", "It rained."]


def test_text_outside_of_all_sentences_is_kept_and_bears_no_comment() -> None:
    annotation = plain("Lead. One. End.")
    (only,) = annotation.sentences
    made = replace(annotation, sentences=(replace(only, span=Span(6, 10)),))
    document = read(export.render(made, comments="all"))
    assert article(document) == ["Lead. One. End."]
    assert [comment.words for comment in remarks(document)] == ["One."]


def test_hostile_text_is_text_and_what_xml_cannot_hold_is_replaced() -> None:
    words = "a\x00b\x0b <w:t>&amp;</w:t> \ud800 {{ 7*7 }} \u202egnirts \U0001f469\u200d\U0001f466"
    claim = Claim("x", words[:3], "{{ 7*7 }}", words, why=words)
    annotation = compose(
        [[Unit(words, "partly", (claim,))]],
        [Source("x", words, "anonymous", title=words, reason_for_anonymity=words)],
        title=words,
        origin=words,
        findings=(Finding(words, "error", Span(0, 3), words, words),),
    )
    document = read(export.render(annotation))
    whole = [UNFIT.sub("\ufffd", s.of(words)) for s in annotation.article.paragraphs]
    assert article(document) == whole
    (remark,) = remarks(document)
    assert remark.words == "".join(whole)
    assert remark.lines[0].endswith(
        "{{ 7*7 }} \ufffdgnirts \U0001f469\u200d\U0001f466 · turned text"
    )
    others = [*remark.lines, *(cell.text for cell in document.tables[0]._cells)]
    assert not [text for text in others if "\u202e" in text]
    assert any("{{ 7*7 }}" in text for text in others)


def test_source_and_cue_have_a_style_of_their_own() -> None:
    document = read(export.render(harbour()))
    looks = {
        (run.text, run.style.name)
        for paragraph in document.paragraphs
        if paragraph.style.name == export.ARTICLE
        for run in paragraph.runs
    }
    assert ("the Port Safety Office", export.SOURCE) in looks
    assert ("According to", export.CUE) in looks
    assert document.styles[export.SOURCE].font.bold
    assert document.styles[export.CUE].font.italic


def test_the_head_and_the_table_say_who_is_asked_and_how_often() -> None:
    document = read(export.render(harbour()))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "5 of 8 sentences attributed" in texts[0]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["", "Source", "Type", "Sentences"]
    assert rows[2] == ["S2", "Mara Quill, harbour master of Eastmere", "named person", "2"]
    assert rows[3][1] == "a member of the crew. Not named: because the case is open"
    assert rows[-1] == ["", "No source", "", "3"]


def test_a_finding_on_no_sentence_is_told_below() -> None:
    finding = Finding("house-rule", "suggestion", Span(4, 5), "One source only.")
    made = replace(plain("One.", "Two."), findings=(finding,))
    document = read(export.render(made))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "One source only. (suggestion, rule house-rule)" in texts


def test_the_same_annotation_gives_the_same_bytes_without_a_time() -> None:
    made = export.render(harbour())
    assert made == export.render(harbour())
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        comments = packed.read("word/comments.xml").decode()
        core = packed.read("docProps/core.xml").decode()
        assert {part.date_time[0] for part in packed.infolist()} == {1980}
    assert comments.count('w:author="accordingto" w:initials="ac"') == 3
    assert "w:date" not in comments
    assert "<dcterms:" not in core
    assert "python-docx" not in core


def test_a_time_that_is_given_dates_document_and_comments() -> None:
    written = datetime.datetime(2024, 5, 3, 12, 30, tzinfo=datetime.timezone.utc)
    document = read(export.render(harbour(), written=written))
    assert {comment.timestamp for comment in document.comments} == {written}
    created = document.core_properties.created
    assert created is not None
    assert created.replace(tzinfo=datetime.timezone.utc) == written


def _reviewed() -> tuple[Annotation, bytes]:
    annotation = harbour()
    places = anchoring.anchors(annotation)
    mara = SourceReference("mara", "Mara Quill")
    document = ReviewedArticle(annotation.article.sha256, "", "")
    given = Review(
        document, "1", "Ann Roe", "", "2026-01-02T10:00:00.123Z",
        (
            Decision.on(places[2], "needs attribution", None, "Who counts?\nAsk the port."),
            Decision.on(places[4], "fine as narration"),
            Decision.on(places[3], "confirm", mara),
            Decision.on(places[5], "confirm"),
            Decision.on(places[9], None, None, "Overdue since when?"),
        ),
        (Correction("mara", "Mara Quill", "Mara Quille"),),
    )  # fmt: skip
    applied = apply(annotation, given)
    return annotation, export.render(annotation, review=applied)


def test_decisions_and_notes_are_comments_of_the_reviewer() -> None:
    _, made = _reviewed()
    document = read(made)
    told = [
        (comment.author, comment.initials, comment.timestamp, comment.paragraphs[0].text)
        for comment in document.comments
        if comment.author != "accordingto"
    ]
    assert {(author, initials) for author, initials, *_ in told} == {("Ann Roe", "AR")}
    assert {str(when)[:19] for _, _, when, _ in told} == {"2026-01-02 10:00:00"}
    assert [head for *_, head in told] == [
        "Needs attribution",
        "Confirmed, source: S2 Mara Quille",
        "Noted",
    ]
    lines = {comment.lines[0]: comment.lines[1:] for comment in remarks(document)}
    assert lines["Needs attribution"][:2] == ("Who counts?", "Ask the port.")
    assert lines["Noted"][0] == "Overdue since when?"


def test_settled_sentences_have_no_comment_and_a_corrected_source_stands_in_its_place() -> None:
    annotation, made = _reviewed()
    document = read(made)
    commented = {remark.words for remark in remarks(document)}
    for at in (4, 5):
        assert words_of(annotation, annotation.sentences[at]) not in commented
    rows = [cell.text for cell in document.tables[0]._cells]
    assert "Mara Quille, harbour master of Eastmere" in rows
    assert rows[rows.index("Mara Quille, harbour master of Eastmere") + 2] == "3"


def test_a_title_that_stands_in_the_text_is_not_written_twice() -> None:
    document = read(export.render(harbour()))
    texts = [part.text for part in document.paragraphs]
    assert texts.count("Ferry strikes pier in Eastmere") == 1
    titled = read(export.render(replace(plain("It rained."), article=Article("It rained.", "A"))))
    assert titled.paragraphs[0].text == "A"
