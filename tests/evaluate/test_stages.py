"""The stages, on an article small enough to be counted by hand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from accordingto.errors import InputError
from accordingto.evaluate import stages
from accordingto.evaluate.editor import GoldSource
from accordingto.evaluate.figures import Tally
from accordingto.evaluate.phrases import Phrase
from accordingto.evaluate.stage_reader import ReadArticle
from accordingto.language.annotator import Annotator
from accordingto.records import (
    Annotation,
    Article,
    Attribution,
    Form,
    ModelInfo,
    Source,
    Span,
    Stance,
)

SENTENCES = (
    "Mayor Ann Lee said rain was near.",
    "She said “it pours.”",
    "Mr. Lee, who owns a boat, said that “boats float.”",
    "He plans to sail.",
    "It rained.",
)
TEXT = " ".join(SENTENCES)
ANN = Source("S1", "Ann Lee", "named person", "Mayor")
BOB = Source("S2", "Bob Lee", "named person", "owner of a boat")


def at(part: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(part, start + 1)
    return Span(start, start + len(part))


def judged(number: int, **fields: Any) -> dict[str, Any]:
    span = at(SENTENCES[number])
    return {
        "start": span.start,
        "end": span.end,
        "label": "narration",
        "sources": [],
        "type": None,
        "carry": None,
        "kind": "body",
        "bad": False,
        "who": None,
        "cue": None,
        "content": None,
        **fields,
    }


def gold() -> list[dict[str, Any]]:
    ann = {"label": "attributed", "sources": ["Ann Lee"], "type": "named person", "cue": "said"}
    return [
        {
            "id": "one",
            "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
            "sentences": [
                judged(0, **ann, who="Mayor Ann Lee"),
                judged(1, **ann, who="She"),
                judged(
                    2,
                    label="partly",
                    sources=["Bob Lee"],
                    type="named person",
                    who="Mr. Lee",
                    cue="said",
                    content="“boats float.”",
                ),
                judged(3),
                judged(4),
            ],
            "sources": [
                {"name": "Ann Lee", "type": "named person", "title": "Mayor of Rye"},
                {"name": "Bob Lee", "type": "named person", "title": None},
            ],
        }
    ]


def attribution(
    number: int, source: Span | None, content: Span, stance: Stance = "says"
) -> Attribution:
    return Attribution(f"A{number}", None, source, None, (content,), "indirect", stance, 0.9)


@dataclass
class Reading:
    """A tool that finds “Ann Lee” without her office, and takes Bob for Ann."""

    annotation: Annotation = field(
        default_factory=lambda: Annotation(
            Article(TEXT),
            (),
            (
                attribution(1, at("Ann Lee"), at("rain was near")),
                attribution(2, at("She"), at("“it pours.”")),
                attribution(3, at("He"), at("to sail"), "intends"),
                attribution(4, None, at("It rained.")),
            ),
            (),
            ModelInfo("hand", "1"),
        )
    )

    def sources(self, phrases: Sequence[Phrase]) -> tuple[tuple[Source, ...], ...]:
        assert [phrase.unit.of(TEXT) for phrase in phrases] == list(SENTENCES[:3])
        return ((ANN,), (), (ANN,))

    def stance(self, phrase: Phrase) -> Stance:
        """Acts are what has no cue and is to be done, and what the first sentence says."""
        if phrase.cue is None:
            return "intends" if phrase.content == (at("to sail"),) else "says"
        return "orders" if phrase.cue.start < 20 else "says"

    def form(self, phrase: Phrase) -> Form:
        assert [span.of(TEXT) for span in phrase.content] == ["“boats float.”"]
        return "mixed"


def write(folder: Path, rows: object) -> Path:
    (folder / "one.txt").write_text(TEXT, encoding="utf8")
    file = folder / "gold.json"
    file.write_text(json.dumps(rows), encoding="utf8")
    return file


@pytest.fixture
def article(tmp_path: Path) -> stages.PhrasedArticle:
    (only,) = stages.read(write(tmp_path, gold()), tmp_path)
    return only


def test_phrases_are_found_in_their_sentences(article: stages.PhrasedArticle) -> None:
    first, second, third, *rest = article.phrases
    assert first == Phrase(at(SENTENCES[0]), at("Mayor Ann Lee"), at("said"))
    assert second is not None
    assert second.cue == at("said", 1)
    assert third is not None
    assert third.content == (at("“boats float.”"),)
    assert rest == [None, None]


def test_a_phrase_that_stands_twice_is_the_one_beside_the_cue(tmp_path: Path) -> None:
    text = "Where he sat he said so."
    rows = gold()
    rows[0]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    rows[0]["sentences"] = [
        {**rows[0]["sentences"][1], "start": 0, "end": len(text), "who": "he", "cue": "said"}
    ]
    file = write(tmp_path, rows)
    (tmp_path / "one.txt").write_text(text, encoding="utf8")
    (only,) = stages.read(file, tmp_path)
    assert only.phrases == (Phrase(Span(0, 24), Span(13, 15), Span(16, 20)),)


def test_mentions(article: stages.PhrasedArticle) -> None:
    exact, overlapping = stages.mentions(article, Reading().annotation)
    assert exact == Tally(1, 2, 3)
    assert overlapping == Tally(2, 2, 3)


def test_resolution_and_what_the_sources_are(article: stages.PhrasedArticle) -> None:
    phrases = [phrase for phrase in article.phrases if phrase is not None]
    resolved = stages.resolve(article, Reading().sources(phrases))
    assert [(each.kind, each.source, each.hit is not None) for each in resolved] == [
        ("full name", ANN, True),
        ("pronoun", None, False),
        ("surname", ANN, False),
    ]
    (profile,) = stages.profiles(resolved)
    assert profile.type_right
    assert profile.words == Tally(1, 1, 3)


@pytest.mark.parametrize(
    ("who", "name", "type", "kind"),
    [
        ("he", "Bob Lee", "named person", "pronoun"),
        ("Bob Lee, a sailor", "Bob Lee", "named person", "full name"),
        ("Mr. Lee", "Bob Lee", "named person", "surname"),
        ("the sailor", "Bob Lee", "named person", "description"),
        ("two sailors", "sailors", "unnamed group", "description"),
        ("the navy", "Royal Navy", "named organization", "institution"),
        ("the log", "ship's log", "document", "document"),
    ],
)
def test_kinds_of_mention(who: str, name: str, type: str, kind: str) -> None:
    assert stages.kind_of(who, GoldSource(name, type)) == kind
    assert kind in stages.KINDS


def test_stances(article: stages.PhrasedArticle) -> None:
    claims, acts = stages.stances(article.gold, Reading())
    assert claims == Tally(2, 3, 2)  # “It rained.” is called a claim; Bob's is not seen at all
    assert acts == Tally(1, 1, 2)


@pytest.mark.parametrize(
    ("clause", "form"),
    [
        ("“boats float.”", "direct"),
        ("boats “float,” mostly", "mixed"),
        ("“boats” and “floats”", "mixed"),
        ("that Bob’s boats float", "indirect"),
        ("'boats float'", "direct"),
    ],
)
def test_form_by_marks(clause: str, form: Form) -> None:
    assert stages.form_by_marks(clause) == form


def test_run(tmp_path: Path) -> None:
    report = stages.run(write(tmp_path, gold()), tmp_path, reader=lambda article: Reading())
    assert report.splitlines() == [
        "articles                1, 1 with phrases",
        "mention, exact          P  50.0  R  33.3  F1  40.0",
        "mention, overlapping    P 100.0  R  66.7  F1  80.0",
        "resolution               33.3  of     3  nobody named  33.3",
        "  full name             100.0  of     1  nobody named   0.0",
        "  surname                 0.0  of     1  nobody named   0.0",
        "  pronoun                 0.0  of     1  nobody named 100.0",
        "  description             0.0  of     0  nobody named   0.0",
        "  institution             0.0  of     0  nobody named   0.0",
        "  document                0.0  of     0  nobody named   0.0",
        "type                    100.0  of     1",
        "title                   100.0  of     1",
        "title, words            P 100.0  R  33.3  F1  50.0",
        "claims                  P  66.7  R 100.0  F1  80.0",
        "acts                    P 100.0  R  50.0  F1  66.7",
        "stance of gold cues      66.7  of     3",
        "form                      0.0  of     1",
        "  direct                  0.0  of     1",
    ]


def test_an_article_without_phrases_tells_only_of_stances(tmp_path: Path) -> None:
    rows = gold()
    for sentence in rows[0]["sentences"]:
        del sentence["who"], sentence["cue"], sentence["content"]
    report = stages.run(write(tmp_path, rows), tmp_path, reader=lambda article: Reading())
    first, *rows = report.splitlines()
    assert first == "articles                1, 0 with phrases"
    assert [row.split()[0] for row in rows] == ["claims", "acts"]


def test_malformed_gold_is_an_input_error(tmp_path: Path) -> None:
    rows = gold()
    rows[0]["sentences"][0]["who"] = "the pope"
    with pytest.raises(InputError, match="the pope"):
        list(stages.read(write(tmp_path, rows), tmp_path))
    rows = gold()
    rows[0]["sha256"] = "0"
    with pytest.raises(InputError, match="not the text that was judged"):
        list(stages.read(write(tmp_path, rows), tmp_path))
    with pytest.raises(InputError, match="has not the form"):
        list(stages.read(write(tmp_path, [{}]), tmp_path))


def test_the_packaged_tool_reads_an_article_stage_by_stage(annotator: Annotator) -> None:
    text = "Mayor Ann Lee said rain was near. “It pours,” she said. She ordered the gates shut."
    parts = ("Mayor Ann Lee said rain was near.", "“It pours,” she said.")
    frames = (("Mayor Ann Lee", "said"), ("she", "said"))
    phrases = []
    for part, (who, cue) in zip(parts, frames, strict=True):
        unit = Span(text.index(part), text.index(part) + len(part))
        places = [
            Span(start, start + len(word))
            for word in (who, cue)
            for start in [text.index(word, unit.start)]
        ]
        phrases.append(Phrase(unit, places[0], places[1]))
    reading = ReadArticle(annotator, Article(text))
    assert [[source.name for source in named] for named in reading.sources(phrases)] == [
        ["Ann Lee"],
        ["Ann Lee"],
    ]
    assert [reading.stance(phrase) for phrase in phrases] == ["says", "says"]
    quotation = Span(text.index("“"), text.index("”") + 1)
    order = Span(text.index("She ordered"), len(text))
    assert reading.stance(Phrase(order, None, Span(order.start + 4, order.start + 11))) == "orders"
    assert reading.form(Phrase(phrases[1].unit, None, None, (quotation,))) == "direct"
    assert reading.form(phrases[0]) == "indirect"
    assert len(reading.annotation.sentences) == 3
