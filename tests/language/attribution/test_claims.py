"""Links become claims that agree with the labels of their sentences."""

from __future__ import annotations

from spacy.lang.en import English

from accordingto.language.attribution.claims import Claim, claims, completed
from accordingto.language.attribution.linking import Link
from accordingto.records import Span
from drafts import draft


def test_an_attributed_sentence_never_goes_without_an_attribution() -> None:
    text = "It is so, Roe said."
    (made,) = claims(English()(text), [draft(Span(0, 19), 2, who=Span(10, 13))], ())
    assert made.asserts
    assert made.link.made_by == "label"
    assert made.link.source == Span(10, 13)
    assert [content.of(text) for content in made.link.content] == ["It is so, ", " said."]


def test_a_bare_frame_asserts_nothing_of_its_own() -> None:
    assert claims(English()("― Roe"), [draft(Span(0, 5), 2, who=Span(2, 5))], ()) == ()


def test_the_content_of_an_attributed_sentence_reaches_its_end() -> None:
    text = "Roe said it rains, but as he left the sun came out."
    sentence, link = Span(0, len(text)), Link(Span(0, 3), Span(4, 8), (Span(9, 17),))
    (whole,) = completed(text, [draft(sentence, 2)], [Claim(link, "says", True)])
    assert whole.link.content == (Span(9, len(text) - 1),)
    (part,) = completed(text, [draft(sentence, 1)], [Claim(link, "says", True)])
    assert part.link == link
