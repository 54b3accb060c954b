"""The measures, on data small enough to be counted by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from accordingto.errors import InputError, OutputError
from accordingto.evaluate import calibration, documents, editor, names, speech, standoff, words
from accordingto.evaluate.figures import Tally
from accordingto.evaluate.tool import packaged_form
from accordingto.records import (
    Annotation,
    Article,
    Attribution,
    Label,
    ModelInfo,
    Sentence,
    Source,
    SourceType,
    Span,
    Stance,
)

MODEL = ModelInfo("hand", "1")
TEXT = "Ann Lee said rain was near. It rained.\nBob Day denied that."


def at(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def attribution(
    id: str,
    source_id: str | None,
    source: Span | None,
    cue: Span | None,
    *content: Span,
    stance: Stance = "says",
    confidence: float = 0.9,
) -> Attribution:
    return Attribution(id, source_id, source, cue, content, "indirect", stance, confidence)


def annotation(
    attributions: tuple[Attribution, ...] = (),
    sentences: tuple[Sentence, ...] = (),
    sources: tuple[Source, ...] = (),
    text: str = TEXT,
) -> Annotation:
    return Annotation(Article(text), sentences, attributions, sources, MODEL)


def test_a_tally_of_nothing_is_zero() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)
    assert str(Tally(1, 2, 4)) == "P  50.0  R  25.0  F1  33.3"


class TestWords:
    def test_spans_end_where_the_role_or_the_span_changes(self) -> None:
        labels = ["B-cue", "I-cue", "B-cue", "I-source", "O", "I-content"]
        assert words.spans(labels) == {
            ("cue", 0, 2),
            ("cue", 2, 3),
            ("source", 3, 4),
            ("content", 5, 6),
        }

    def test_only_exact_spans_count(self) -> None:
        gold = [["B-source", "I-source", "B-cue", "B-content", "I-content"]]
        predicted = [["B-source", "O", "B-cue", "B-content", "I-content"]]
        figures = words.score(gold, predicted)
        assert figures["source"] == Tally(0, 1, 1)
        assert figures["cue"] == figures["content"] == Tally(1, 1, 1)

    def test_run_tags_article_by_article_and_writes_labels(self, tmp_path: Path) -> None:
        rows = [
            {"id": "a", "tokens": ["Ann", "said"], "labels": ["B-source", "B-cue"]},
            {"id": "a", "tokens": ["Rain"], "labels": ["B-content"]},
            {"id": "b", "tokens": ["No"], "labels": ["O"]},
        ]
        file = tmp_path / "gold.jsonl.gz"
        file.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
        seen: list[list[list[str]]] = []

        def tag(paragraphs: list[list[str]]) -> list[list[str]]:
            seen.append(paragraphs)
            return [["B-source"] + ["O"] * (len(each) - 1) for each in paragraphs]

        out = tmp_path / "out" / "labels.jsonl"
        report = words.run(file, out, tag)
        assert seen == [[["Ann", "said"], ["Rain"]], [["No"]]]
        assert "source exact      P  33.3  R 100.0  F1  50.0" in report
        assert "cue exact         P   0.0  R   0.0  F1   0.0" in report
        lines = [json.loads(line) for line in out.read_text().splitlines()]
        assert lines[0] == {"tokens": ["Ann", "said"], "labels": ["B-source", "O"]}
        assert len(lines) == 3

    def test_a_missing_label_is_an_input_error(self, tmp_path: Path) -> None:
        file = tmp_path / "gold.jsonl"
        file.write_text('{"tokens": ["a", "b"], "labels": ["O"]}\n')
        with pytest.raises(InputError, match="one label a word"):
            words.read(file)


STANDOFF = (
    "T1\tSource 0 7\tAnn Lee\r\nT2\tCue 8 12\tsaid\r\nT3\tContent 13 17;18 26\train was near\r\n"
    "T4\tAttribution 8 12\tsaid\r\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\r\n"
    "T5\tDiscard 28 38\tIt rained.\r\n"
)


class TestDocuments:
    def test_standoff(self, tmp_path: Path) -> None:
        file = tmp_path / "one.ann"
        file.write_text(STANDOFF, newline="")
        found = standoff.read_standoff(file)
        assert found.discarded == (Span(28, 38),)
        assert found.marked == (
            standoff.Marked((Span(0, 7),), (Span(8, 12),), (Span(13, 17), Span(18, 26))),
        )

    def test_sources_of_one_content_are_one_attribution(self) -> None:
        text = "Ann and Bob said it rained. Sun, he added."
        content, cue = at(text, "it rained"), at(text, "said")
        both = (
            attribution("a1", None, at(text, "Bob"), cue, content, confidence=0.5),
            attribution("a2", None, at(text, "Ann"), cue, content, confidence=0.7),
            attribution("a3", None, None, at(text, "added"), at(text, "Sun")),
            attribution("a4", None, at(text, "he"), at(text, "added")),
        )
        found = standoff.from_annotation(annotation(both, text=text))
        assert [len(each.source) for each in found] == [2, 0]
        assert found[0].source == (at(text, "Ann"), at(text, "Bob"))
        assert found[0].confidence == 0.7

    def test_figures(self) -> None:
        # Words: Ann0 Lee1 said2 rain3 was4 near5 It6 rained7 Bob8 Day9 denied10 that11
        gold = standoff.Standoff(
            (
                standoff.Marked((at(TEXT, "Ann Lee"),), (at(TEXT, "said"),), (Span(13, 26),)),
                standoff.Marked((at(TEXT, "Bob Day"),), (at(TEXT, "denied"),), (Span(54, 58),)),
            )
        )
        predicted = (
            standoff.Marked((at(TEXT, "Lee"),), (at(TEXT, "said"),), (Span(13, 21),)),
            standoff.Marked((at(TEXT, "Ann"),), (), (Span(54, 58),)),
        )
        figures = documents.score(documents.Document("x_1", TEXT, gold, predicted))
        assert figures["source exact"] == Tally(0, 2, 2)
        assert figures["cue exact"] == Tally(1, 1, 2)
        assert figures["content exact"] == Tally(1, 2, 2)
        assert figures["source tokens"] == Tally(2, 2, 4)
        assert figures["content tokens"] == Tally(3, 3, 4)
        assert figures[documents.CONTENT_ONLY] == Tally(2, 2, 2)
        assert figures[documents.WITH_SOURCE] == Tally(1, 2, 2)
        assert figures[documents.ATTRIBUTED] == Tally(2, 2, 2)
        assert figures[documents.SOURCED] == Tally(1, 2, 2)

    def test_discarded_words_do_not_count(self) -> None:
        gold = standoff.Standoff((), (at(TEXT, "It rained."),))
        predicted = (standoff.Marked((), (), (at(TEXT, "It rained"),)),)
        figures = documents.score(documents.Document("x_1", TEXT, gold, predicted))
        assert figures[documents.CONTENT_ONLY] == figures[documents.ATTRIBUTED] == Tally()

    def test_each_gold_attribution_takes_the_best_one_left(self) -> None:
        def of(index: int, *content: int) -> documents.Touched:
            none: frozenset[int] = frozenset()
            return documents.Touched(index, none, none, frozenset(content))

        pairs = documents.match([of(0, 1, 2, 3)], [of(0, 1, 2), of(1, 1, 2, 3)], True)
        assert [(a.index, b.index) for a, b in pairs] == [(0, 1)]
        assert documents.match([of(0, 1, 2, 3)], [of(0, 3)], False) == ()

    def test_by_form_counts_each_side_by_its_own_form(self) -> None:
        mark = standoff.Marked((), (), (Span(13, 26),))
        document = documents.Document("x_1", TEXT, standoff.Standoff((mark,)), (mark,))
        found = documents.by_form([document], lambda text, content: "direct")
        assert str(found["direct"]) == "P 100.0  R 100.0   (1)"
        assert str(found["mixed"]) == "P   0.0  R   0.0   (0)"

    def test_run_writes_what_it_measured(self, tmp_path: Path) -> None:
        for folder in ("text", "attributions"):
            (tmp_path / folder).mkdir()
        (tmp_path / "text" / "paper_1.txt").write_text(TEXT)
        (tmp_path / "text" / "paper_2.txt").write_text("Nobody marked this.")
        (tmp_path / "attributions" / "paper_1_ann.ann").write_text(STANDOFF, newline="")
        given = attribution("a1", None, Span(0, 7), Span(8, 12), Span(13, 26))
        sentence = Sentence(0, Span(0, 27), 0, "body", "attributed", ("a1",))
        report = documents.run(
            tmp_path, tmp_path / "out", annotate=lambda article: annotation((given,), (sentence,))
        )
        assert len(report.splitlines()) == len(documents.MEASURES)
        assert all("F1 100.0" in line for line in report.splitlines())
        assert [each.name for each in (tmp_path / "out").iterdir()] == ["paper_1.json"]
        assert json.loads((tmp_path / "out" / "paper_1.json").read_text()) == {
            "sentences": [[0, 27]],
            "attributions": [{"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 26]]}],
        }

    def test_a_folder_without_gold_is_an_input_error(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="no annotated articles"):
            documents.read_split(tmp_path)

    def test_a_broken_standoff_file_is_an_input_error(self, tmp_path: Path) -> None:
        file = tmp_path / "one.ann"
        file.write_text("T1\tCue eight 12\tsaid\n")
        with pytest.raises(InputError, match="has not the form"):
            standoff.read_standoff(file)


@pytest.mark.parametrize(
    ("predicted", "gold", "mentions", "described", "right"),
    [
        ("Mr. Lee", "Lee", (), False, True),
        ("Lee", "Ann Lee", (), False, False),
        ("Lee", "Ann Lee", ("Lee", "she"), False, True),
        ("Ann Lee", "Senator Ann Maria Lee", (), False, True),
        ("the fund", "International Monetary Fund", (), False, False),
        ("officials", "Indian health officials", (), True, True),
        ("she", "She", (), False, False),
        ("the", "The", (), False, False),
        ("Lee’s", "Lee", (), False, True),
    ],
)
def test_names(
    predicted: str, gold: str, mentions: tuple[str, ...], described: bool, right: bool
) -> None:
    assert names.same(predicted, gold, mentions, described) is right


def gold_article(**changes: object) -> dict[str, object]:
    def sentence(part: str, label: str, **more: object) -> dict[str, object]:
        span = at(TEXT, part)
        return {
            "start": span.start,
            "end": span.end,
            "label": label,
            "sources": [],
            "type": None,
            "carry": None,
            "kind": "body",
            "bad": False,
            **more,
        }

    ann = {"sources": ["Ann Lee"], "type": "named person"}
    bob = {"sources": ["Bob Day"], "type": "named person"}
    return {
        "id": "set:1/a",
        "sha256": Article(TEXT).sha256,
        "sentences": [
            sentence("Ann Lee said rain was near.", "attributed", **ann),
            sentence("It rained.", "narration", carry=1),
            sentence("Bob Day denied that.", "attributed", **bob),
        ],
        "sources": [
            {"name": "Ann Lee", "type": "named person", "title": "the mayor", "mentions": ["Lee"]},
            {"name": "Bob Day", "type": "named person", "title": None, "mentions": None},
        ],
        **changes,
    }


def edited(
    labels: tuple[Label, Label, Label] = ("attributed", "narration", "attributed"),
    kind: SourceType = "named person",
    stance: Stance = "says",
) -> Annotation:
    sources = (Source("s1", "Lee", kind, "Mayor"), Source("s2", "Carl Ray", "named person"))
    first, second, third = (at(TEXT, p) for p in ("Ann Lee said", "It rained.", "Bob Day denied"))
    given = (
        attribution("a1", "s1", None, None, Span(13, 26), stance=stance),
        attribution("a2", "s2", None, None, Span(54, 58)),
    )
    return annotation(
        given,
        (
            Sentence(0, first, 0, "body", labels[0], ("a1",)),
            Sentence(1, second, 0, "body", labels[1], (), 0),
            Sentence(2, third, 1, "body", labels[2], ("a2",)),
        ),
        sources,
    )


class TestEditor:
    @pytest.fixture
    def gold(self, tmp_path: Path) -> Path:
        file = tmp_path / "gold.json"
        file.write_text(json.dumps([gold_article()]))
        (tmp_path / "set_1_a.txt").write_text(TEXT)
        return file

    def test_run(self, gold: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        report = editor.run(gold, tmp_path, out, breakdown=True, annotate=lambda _: edited())
        assert report.splitlines()[:9] == [
            "1 articles, 3 sentences",
            "sentence right            66.7",
            "label                    100.0",
            "attributed               P 100.0  R 100.0  F1 100.0",
            "source                    50.0   (2)",
            "type                     100.0   (1)",
            "title                    100.0   (1)",
            "carry-over               P 100.0  R 100.0  F1 100.0",
            "sources                  P  50.0  R  50.0  F1  50.0",
        ]
        assert "attributed, wrong source" in report
        written = json.loads((out / "set_1_a.json").read_text())
        assert Annotation.from_dict(written) == edited()

    def test_acts_are_no_sources(self, gold: Path) -> None:
        (article,) = editor.read(gold)
        first, *_ = editor.judge(article, edited(stance="orders"))
        assert first.names == ()
        assert first.source is False
        assert editor.match_sources(article, edited(stance="orders")) == Tally(0, 1, 2)

    def test_a_wrong_label_and_a_wrong_type(self, gold: Path) -> None:
        (article,) = editor.read(gold)
        first, second, _ = editor.judge(
            article, edited(("partly", "attributed", "narration"), "document")
        )
        assert (first.right, first.source, first.type, first.title) == (False, True, False, True)
        assert (second.right, second.source) == (False, None)

    def test_without_annotation_nothing_is_right(self, gold: Path) -> None:
        (article,) = editor.read(gold)
        judged = editor.judge(article, None)
        assert [each.label for each in judged] == [None] * 3
        assert not any(each.right for each in judged)

    def test_what_is_no_body_is_left_out(self, gold: Path) -> None:
        data = gold_article()
        sentences = data["sentences"]
        assert isinstance(sentences, list)
        sentences[0]["kind"] = "headline"
        sentences[1]["bad"] = True
        gold.write_text(json.dumps([data]))
        (article,) = editor.read(gold)
        assert [each.index for each in editor.judge(article, edited())] == [2]

    def test_unknown_is_right_where_no_source_is_named(self, gold: Path) -> None:
        data = gold_article()
        sentences = data["sentences"]
        assert isinstance(sentences, list)
        sentences[1] |= {"label": "attributed", "sources": ["unknown"], "type": "unknown"}
        gold.write_text(json.dumps([data]))
        (article,) = editor.read(gold)
        second = editor.judge(article, edited(("attributed", "attributed", "attributed")))[1]
        assert second.right
        assert second.type is None

    def test_another_text_is_an_input_error(self, gold: Path, tmp_path: Path) -> None:
        (tmp_path / "set_1_a.txt").write_text("Something else.")
        with pytest.raises(InputError, match="not the text that was judged"):
            editor.run(gold, tmp_path, annotate=lambda _: edited())

    def test_a_gold_file_of_another_form_is_an_input_error(self, tmp_path: Path) -> None:
        (tmp_path / "gold.json").write_text('[{"id": "x"}]')
        with pytest.raises(InputError, match="has not the form"):
            editor.read(tmp_path / "gold.json")

    def test_predictions_that_cannot_be_written(self, gold: Path, tmp_path: Path) -> None:
        (tmp_path / "taken").write_text("a file")
        with pytest.raises(OutputError):
            editor.run(gold, tmp_path, tmp_path / "taken", annotate=lambda _: edited())


class TestCalibration:
    def test_the_error_is_the_weighted_gap_between_confidence_and_hits(self) -> None:
        judged = [
            calibration.Judged(0.95, True),
            calibration.Judged(1.0, False),
            calibration.Judged(0.12, False),
            calibration.Judged(0.18, False),
        ]
        # Last bin: |1.95 - 1| = 0.95; second bin: |0.30 - 0| = 0.30; over four: 0.3125.
        assert calibration.calibration_error(judged) == pytest.approx(0.3125)
        assert calibration.calibration_error([]) == 0

    def test_withholding_drops_the_least_confident(self) -> None:
        judged = [calibration.Judged(0.5 + i / 100, i > 1) for i in range(10)]
        found = calibration.withhold(judged, gold=10)
        assert (found.everything, found.rest) == (Tally(8, 10, 10), Tally(8, 9, 10))

    def test_right_is_content_with_its_source(self) -> None:
        mark = standoff.Marked((Span(0, 7),), (), (Span(13, 26),), 0.8)
        other = standoff.Marked((Span(39, 42),), (), (Span(54, 58),), 0.3)
        document = documents.Document("x_1", TEXT, standoff.Standoff((mark,)), (mark, other))
        judged, gold = calibration.judge([document])
        assert judged == (calibration.Judged(0.8, True), calibration.Judged(0.3, False, 1))
        assert gold == 1
        assert "expected calibration error" in calibration.report([document])


class TestSpeech:
    def test_run(self, tmp_path: Path) -> None:
        file = tmp_path / "gold.jsonl"
        row = {"id": "x", "sentences": ["Ann said rain.", "It rained."], "speech": [True, False]}
        file.write_text(json.dumps(row) + "\n")
        text = "Ann said rain.\nIt rained."

        def annotate(article: Article) -> Annotation:
            assert article.text == text
            given = (
                attribution("a1", "s1", None, None, at(text, "rain")),
                attribution("a2", "s1", None, None, at(text, "It"), stance="shows"),
            )
            return annotation(given, (), (Source("s1", "Ann", "named person"),), text)

        assert "P 100.0  R 100.0  F1 100.0" in speech.run(file, annotate)

    def test_a_document_does_not_speak(self) -> None:
        text = "Papers say rain."
        given = (attribution("a1", "s1", None, None, at(text, "rain")),)
        found = annotation(given, (), (Source("s1", "papers", "document"),), text)
        assert speech.speech(found, [Span(0, len(text))]) == (False,)

    def test_less_than_a_quarter_of_the_letters_is_not_enough(self) -> None:
        text = "abcd efgh i."
        for part, enough in (("ab", False), ("abc", True)):
            given = (attribution("a1", None, None, None, at(text, part)),)
            assert speech.speech(annotation(given, text=text), [Span(0, 12)]) == (enough,)


def test_the_packaged_form_reads_the_quotation_marks() -> None:
    text = "He said it was “bad”. “Go,” she said."
    form = packaged_form()
    assert form(text, (at(text, "it was “bad”"),)) == "mixed"
    assert form(text, (at(text, "Go"),)) == "direct"
    assert form(text, (at(text, "it was"),)) == "indirect"
