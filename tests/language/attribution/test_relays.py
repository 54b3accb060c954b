"""Frames side by side in which one source relays another."""

from __future__ import annotations

from accordingto.language.attribution.linking import Link
from accordingto.language.attribution.nested import chains
from accordingto.language.attribution.relays import relayed
from accordingto.language.tagging.tagger import RoleSpan
from accordingto.records import Article, Span
from conftest import Parse


def within(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def test_two_frames_of_one_content(parsed: Parse) -> None:
    text = "The bank will cut jobs, Jane Roe said, the Guardian reported."
    spans = [within(text, words) for words in ("The bank will cut jobs", "Jane Roe", "said")]
    spans += [within(text, words) for words in ("the Guardian", "reported")]
    roles = [
        RoleSpan("content", 0, 5, spans[0], 0.9, (("cue", 4, 0.6), ("source", 3, 0.6))),
        RoleSpan("source", 6, 8, spans[1], 0.9),
        RoleSpan("cue", 8, 9, spans[2], 0.9, (("source", 1, 0.9),)),
        RoleSpan("source", 10, 12, spans[3], 0.9),
        RoleSpan("cue", 12, 13, spans[4], 0.9, (("source", 3, 0.9),)),
    ]
    doc = parsed(Article(text))
    outer = Link(spans[3], spans[4], (spans[0],))
    inner = Link(spans[1], spans[2], (spans[0],))
    for given in (outer, inner):  # the tagger may give the content to either frame
        roles[0] = RoleSpan(
            "content", 0, 5, spans[0], 0.9, (("cue", 4 if given is outer else 2, 0.6),)
        )
        links = relayed(doc, roles, {}, [given])
        assert {(link.source, link.content[0].of(text)) for link in links} == {
            (spans[1], "The bank will cut jobs"),
            (spans[3], "The bank will cut jobs, Jane Roe said"),
        }
        (chain,) = chains(doc, links, [])
        assert links[chain.outer].source == spans[3]
        assert chain.inner is not None
        assert links[chain.inner].source == spans[1]


def test_citing_somebody_is_no_claim_about_them(parsed: Parse) -> None:
    text = "The plant will close, the Guardian reported, citing officials."
    link = Link(within(text, "the Guardian"), within(text, "citing"), (within(text, "officials"),))
    assert relayed(parsed(Article(text)), [], {}, [link]) == ()
