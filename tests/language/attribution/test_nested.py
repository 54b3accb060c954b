"""Who speaks through whom: chains inside contents and beside frames."""

from __future__ import annotations

import pytest
from spacy.language import Language

from accordingto.language.attribution.linking import Link
from accordingto.language.attribution.nested import chains
from accordingto.language.attribution.relays import relayed
from accordingto.language.pipeline import parse
from accordingto.language.segmentation.quotations import quotations
from accordingto.language.tagging.tagger import Reading, Role
from accordingto.records import Article, Span

Chains = list[tuple[int, str, str, str]]


def within(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def found(nlp: Language, text: str, *links: tuple[str, str, str]) -> Chains:
    """The chains as (outer, who, cue, first content), for links given as words."""
    article = Article(text)
    made = [Link(within(text, s), within(text, c), (within(text, x),)) for s, c, x in links]
    marks = quotations(text, article.paragraphs)
    return [
        (
            chain.outer,
            chain.link.source.of(text) if chain.link.source else "",
            chain.link.cue.of(text) if chain.link.cue else "",
            chain.link.content[0].of(text),
        )
        for chain in chains(parse(nlp, article), made, marks)
    ]


def test_a_said_that_b_had_said(nlp: Language) -> None:
    text = "Police said the driver told officers that he had fallen asleep."
    said = "the driver told officers that he had fallen asleep"
    assert found(nlp, text, ("Police", "said", said)) == [
        (0, "the driver", "told", "that he had fallen asleep")
    ]


def test_according_to_inside_a_content(nlp: Language) -> None:
    text = "Mr. Reyes said the dam was safe, according to the engineers."
    said = "the dam was safe, according to the engineers"
    assert found(nlp, text, ("Mr. Reyes", "said", said)) == [
        (0, "the engineers", "according to", "the dam was safe")
    ]


def test_reported_citing(nlp: Language) -> None:
    text = "The plant will close, the Guardian reported, citing officials."
    assert found(nlp, text, ("the Guardian", "reported", "The plant will close")) == [
        (0, "officials", "citing", "The plant will close")
    ]


def test_quoted_as_saying(nlp: Language) -> None:
    text = "The newspaper quoted Mary Hill as saying that the fund was empty."
    said = "Mary Hill as saying that the fund was empty"
    assert found(nlp, text, ("The newspaper", "quoted", said)) == [
        (0, "Mary Hill", "quoted", "that the fund was empty")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Police said the man would say that he was lost.", "the man would say that he was lost"),
        ("Police said he did not say that he was lost.", "he did not say that he was lost"),
        ("Police said “he told us that it was over.”", "“he told us that it was over.”"),
        ("Police said they acted according to their duty.", "they acted according to their duty"),
        ("Police said they wanted the boy to go home.", "they wanted the boy to go home"),
    ],
)
def test_nobody_else_speaks(nlp: Language, text: str, said: str) -> None:
    assert found(nlp, text, ("Police", "said", said)) == []


def test_two_frames_of_one_content(nlp: Language) -> None:
    text = "The bank will cut jobs, Jane Roe said, the Guardian reported."
    spans = [within(text, each) for each in ("The bank will cut jobs", "Jane Roe", "said")]
    spans += [within(text, each) for each in ("the Guardian", "reported")]
    roles = [
        Role("content", 0, 5, spans[0], 0.9, (("cue", 4, 0.6), ("source", 3, 0.6))),
        Role("source", 6, 8, spans[1], 0.9),
        Role("cue", 8, 9, spans[2], 0.9, (("source", 1, 0.9),)),
        Role("source", 10, 12, spans[3], 0.9),
        Role("cue", 12, 13, spans[4], 0.9, (("source", 3, 0.9),)),
    ]
    doc = parse(nlp, Article(text))
    outer = Link(spans[3], spans[4], (spans[0],))
    inner = Link(spans[1], spans[2], (spans[0],))
    for given in (outer, inner):  # the tagger may give the content to either frame
        roles[0] = Role("content", 0, 5, spans[0], 0.9, (("cue", 4 if given is outer else 2, 0.6),))
        links = relayed(doc, Reading(tuple(roles), ()), [given])
        assert {(each.source, each.content[0].of(text)) for each in links} == {
            (spans[1], "The bank will cut jobs"),
            (spans[3], "The bank will cut jobs, Jane Roe said"),
        }
        (chain,) = chains(doc, links, [])
        assert links[chain.outer].source == spans[3]
        assert chain.inner is not None
        assert links[chain.inner].source == spans[1]


def test_citing_somebody_is_no_claim_about_them(nlp: Language) -> None:
    text = "The plant will close, the Guardian reported, citing officials."
    link = Link(within(text, "the Guardian"), within(text, "citing"), (within(text, "officials"),))
    assert relayed(parse(nlp, Article(text)), Reading((), ()), [link]) == ()
