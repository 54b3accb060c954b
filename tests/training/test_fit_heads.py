"""What teaches which lines are no body text: the judged ones, and headlines with a full stop."""

from __future__ import annotations

from accordingto.evaluate.editor import GoldArticle, GoldSentence
from accordingto.records import Article
from accordingto.training.fit_heads import CLOSED, closed_headline, told
from accordingto.training.regression import Case
from accordingto.training.stacking import Stack

TEXT = "Harbor wall to be rebuilt\nThe wall fell on Monday.\n"


def judged(text: str, kind: str) -> GoldArticle:
    end = text.index("\n")
    sentences = (
        GoldSentence(0, end, "narration", kind=kind),
        GoldSentence(end + 1, len(text) - 1, "narration"),
    )
    return GoldArticle("one", "", sentences, ())


def test_a_headline_that_opens_an_article_gets_a_full_stop() -> None:
    closed = closed_headline(judged(TEXT, "headline"), Article(TEXT))
    assert closed is not None
    assert closed.text == TEXT.replace("rebuilt", "rebuilt.")


def test_body_text_and_a_headline_that_ends_in_a_mark_stay_as_they_are() -> None:
    assert closed_headline(judged(TEXT, "body"), Article(TEXT)) is None
    asks = TEXT.replace("rebuilt", "rebuilt?")
    assert closed_headline(judged(asks, "headline"), Article(asks)) is None


def test_the_figures_leave_out_what_nobody_judged() -> None:
    evidence = {"one": 1.0, "short": 1.0, "tagger": 1.0}
    cases = [Case(n, evidence, True) for n in range(10)]
    cases += [Case(n, {**evidence, "short": 0.0}, False) for n in range(10)]
    closed = [Case(n, evidence, True, CLOSED) for n in range(10)]
    told_of = told(Stack(cases, [*cases, *closed], ("tagger",)), 0.5)
    assert "20 attributions" in told_of
