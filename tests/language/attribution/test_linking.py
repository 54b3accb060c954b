"""Tagged spans become links: whose content, by which cue."""

from __future__ import annotations

from accordingto.language.attribution.linking import announced, link
from accordingto.language.model import Model
from accordingto.language.tagging.confidence import confidence
from accordingto.language.tagging.tagger import RoleSpan
from accordingto.quotations import quotations
from accordingto.records import Article, Span


def role(name: str, start: int, end: int, **to: int | None) -> RoleSpan:
    links = tuple((partner, index, 0.9) for partner, index in to.items())
    return RoleSpan(name, start, end, Span(start, end), 0.8, links)


def test_contents_of_one_cue_are_one_attribution(model: Model) -> None:
    (made,) = link(
        [
            role("content", 0, 5, cue=2, source=1),
            role("source", 6, 7),
            role("cue", 8, 9, source=1),
            role("content", 10, 15, cue=2, source=1),
        ],
        model.links,
    )
    assert made.source == Span(6, 7)
    assert made.cue == Span(8, 9)
    assert made.content == (Span(0, 5), Span(10, 15))
    assert made.confidence == confidence(made.evidence, model.links)
    assert made.made_by == "tagger"


def test_a_cue_without_content_asserts_nothing(model: Model) -> None:
    assert link([role("source", 0, 1), role("cue", 1, 2, source=0)], model.links) == ()


def test_a_content_without_partners_stands_alone(model: Model) -> None:
    (made,) = link([role("content", 0, 5, cue=None, source=None)], model.links)
    assert (made.source, made.cue) == (None, None)


def test_a_quotation_belongs_to_the_frame_that_announces_it(model: Model) -> None:
    text = "The agency adds:\n“The talks go on.\n“They will not end soon.”\n“No,” the paper said."
    words = ("The agency", "adds:", "The talks go on.", "They will not end soon.", "No")
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in (*words, "the paper", "said")]
    there = (("cue", 6, 0.6), ("source", 5, 0.6))  # where the tagger links all contents
    kinds = ("source", "cue", "content", "content", "content", "source", "cue")
    roles = [
        RoleSpan(
            kind, k, k + 1, span, 0.9, there if kind == "content" else (("source", k - 1, 0.9),)
        )
        for k, (kind, span) in enumerate(zip(kinds, spans, strict=True))
    ]
    marks = quotations(text, Article(text).paragraphs)
    found = announced(roles, text, marks)
    assert found == {2: 1, 3: 1}
    agency, paper = link(roles, model.links, found)
    assert (agency.source, agency.content) == (spans[0], (spans[2], spans[3]))
    assert (agency.made_by, paper.made_by) == ("colon", "tagger")
    assert paper.content == (spans[4],)
    assert announced(roles, text, ()) == {}
