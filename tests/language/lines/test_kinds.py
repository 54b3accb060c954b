"""What is no body text is told by the weights of its evidence; of conversations by rule alone."""

from __future__ import annotations

from collections import defaultdict

from accordingto.language.annotator import Annotator
from accordingto.language.lines.kinds import kinds_of_lines
from accordingto.language.segmentation.sentences import sentences
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Article, Kind

ARTICLE = Article(
    "Bridge closes\n\nThe bridge closed on Monday.\n\nMore on bridges\n\nBy Ann Roe\n"
)
BODY = SentenceScores((0.8, 0.1, 0.1), (0.9, 0.06, 0.04), 0.0, None, None)
CREDIT = SentenceScores((0.8, 0.1, 0.1), (0.2, 0.1, 0.7), 0.0, None, None)


def told(weights: dict[str, float], conversation: tuple[int, ...] = ()) -> list[Kind]:
    spans = sentences(ARTICLE)
    every = defaultdict(float, weights)
    return list(kinds_of_lines(ARTICLE, spans, [BODY, BODY, CREDIT, BODY], every, conversation))


def test_without_weights_that_speak_for_it_everything_is_body() -> None:
    assert told({"one": -9.0}) == ["body"] * 4


def test_what_is_no_body_is_called_as_the_rules_do_else_as_the_tagger_does() -> None:
    assert told({"one": 9.0}) == ["headline", "headline", "headline", "byline"]
    assert told({"one": -5.0, "ended": -9.0, "alone": 9.0})[1] == "body"
    assert told({"tagger byline": 5.0}) == ["body", "body", "headline", "body"]


def test_a_line_of_marks_alone_is_no_body() -> None:
    article = Article("It rained.\n\n[…]\n\n___\n\n4.5\n")
    spans = sentences(article)
    found = kinds_of_lines(article, spans, [BODY] * len(spans), defaultdict(float, {"one": -9.0}))
    assert list(found) == ["body", "byline", "byline", "body"]


def test_of_a_conversation_the_rules_alone_tell() -> None:
    assert told({"one": 9.0}, (1,))[1] == "body"
    assert told({"one": -9.0}, (3,))[3] == "byline"


def test_the_packaged_weights_know_furniture_from_prose(annotator: Annotator) -> None:
    text = (
        "Storm closes bridge for the winter\n\n"
        "The county closed the Hill Street bridge on Monday after a storm damaged two pillars. "
        "Nobody was hurt.\n\n"
        "Sign up for our newsletter\n\n"
        "“We will rebuild it,” Mayor Dana Cole said. It will reopen in March.\n\n"
        "Read more: Five bridges that changed the county\n\n"
        "___\n\n"
        "Associated Press writer Jonas Wirth contributed to this report.\n"
    )
    found = [sentence.kind == "body" for sentence in annotator(Article(text)).sentences]
    assert found == [False, True, True, False, True, True, False, False, False]
