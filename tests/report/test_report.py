"""The report as a text: whole, exact, safe and the same every time. The browser sees the rest."""

from __future__ import annotations

import base64
import dataclasses
import datetime
import hashlib
import html
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.analysis import graph, measures
from accordingto.records import Annotation, Article, Source, Span
from accordingto.report import view, wording
from accordingto.report.html import render
from annotations import Claim, Unit, compose, crowd, harbour, plain, throng

_VOID = {"meta", "link", "br", "input", "rect", "path", "line", "circle"}


class _Reader(HTMLParser):
    """The text of all elements of class “text” or “gap”, and every start tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if tag not in _VOID:
            classes = (values.get("class") or "").split()
            inside = bool(self._open) and self._open[-1]
            self._open.append(inside or "text" in classes or "gap" in classes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1]:
            self.words.append(data)


def read(made: str) -> _Reader:
    reader = _Reader()
    reader.feed(made)
    reader.close()
    return reader


@pytest.mark.parametrize("annotation", [harbour(), crowd(14), plain("One.", "Two."), plain()])
def test_the_article_stands_in_the_report_to_the_character(annotation: Annotation) -> None:
    assert "".join(read(render(annotation)).words) == annotation.article.text


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([" ", "  ", "\t", "\u2003"]),
    st.sampled_from(["\n", "\r\n", "\n\n \n"]),
)
def test_any_text_stands_in_the_report(lines: list[str], space: str, line: str) -> None:
    annotation = compose([[Unit(t), Unit(t)] for t in lines], space=space, line=line)
    assert "".join(read(render(annotation)).words) == annotation.article.text


def test_text_outside_of_all_sentences_is_shown() -> None:
    annotation = dataclasses.replace(plain("One."), article=Article("Lead. One. End."))
    made = dataclasses.replace(
        annotation,
        sentences=(
            dataclasses.replace(
                annotation.sentences[0],
                span=type(annotation.sentences[0].span)(6, 10),
            ),
        ),
    )
    assert "".join(read(render(made)).words) == "Lead. One. End."


def test_the_policy_comes_first_and_its_sums_are_those_of_the_only_style_and_script() -> None:
    made = render(harbour())
    policy = html.unescape(re.search(r'Policy" content="([^"]*)"', made)[1])
    for name in ("style", "script"):
        (inner,) = re.findall(rf"<{name}>(.*?)</{name}>", made, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
        assert made.index("Content-Security-Policy") < made.index(f"<{name}>")
    assert "default-src 'none'" in policy


def test_nothing_is_loaded_and_no_style_or_handler_stands_in_the_markup() -> None:
    for tag, attrs in read(render(harbour())).tags:
        assert not {"src", "srcset", "style", "poster", "data", "action"} & set(attrs), tag
        assert not [name for name in attrs if name.startswith("on")], tag
        assert tag not in {"link", "iframe", "object", "embed", "base", "form", "img"}


def test_hostile_text_is_text() -> None:
    words = '</script><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} &amp; <b>"\u2028\u202e'
    annotation = compose(
        [[Unit(words, "attributed", (Claim("x", words[:9], "{{ 7*7 }}", "<b>", why=words),))]],
        [Source("x", words, "named person", title=words)],
        title=words,
        origin="javascript:alert(1)",
    )
    made = render(annotation)
    reader = read(made)
    assert "".join(reader.words) == words
    assert "{{ 7*7 }}" in made
    assert "49" not in "".join(reader.words)
    assert not [tag for tag, _ in reader.tags if tag == "img"]
    assert not [a for _, a in reader.tags if (a.get("href") or "#")[0] not in "#h"]


def test_only_web_addresses_become_links() -> None:
    links = [a["href"] for tag, a in read(render(harbour())).tags if tag == "a"]
    assert [link for link in links if not link.startswith("#")] == ["https://example.org/ferry"]


def test_every_link_inside_the_page_has_its_place() -> None:
    for annotation in (harbour(), crowd(14), plain()):
        tags = read(render(annotation)).tags
        ids = [a["id"] for _, a in tags if "id" in a]
        assert len(ids) == len(set(ids))
        inner = {a["href"][1:] for t, a in tags if t == "a" and a["href"].startswith("#")}
        assert inner <= set(ids)


def test_every_sentence_names_its_source_or_says_that_there_is_none() -> None:
    sentences = view.build(harbour(), version="1").sentences
    said = [
        [f"{key.text} via {key.via}" if key.via else key.text for key in sentence.source_keys]
        for sentence in sentences
    ]
    assert list(zip(said, [sentence.label_words for sentence in sentences], strict=True)) == [
        ([], "headline"),
        ([], "byline"),
        ([], "no source"),
        (["S1"], ""),
        ([], "no source"),
        (["S4"], "in part"),
        ([], "no source"),
        (["S2"], ""),
        (["S3 via S2"], ""),
        (["unknown source"], ""),
    ]
    assert sentences[4].leans_on == 4


def test_the_verdict_counts_sentences_sources_and_findings() -> None:
    assert view.build(harbour(), version="1").verdict == (
        "5 of 8 sentences attributed, 1 of them in part · 2 named sources · 3 other · 1 finding"
    )
    assert view.build(plain("It rained."), version="1").verdict == (
        "0 of 1 sentence attributed · 0 named sources"
    )
    assert view.build(plain(), version="1").verdict == "No sentence to judge"


def test_sources_count_sentences_and_acts_apart() -> None:
    sources = {source.key: source for source in view.build(harbour(), version="1").sources}
    assert (sources["S1"].count, sources["S1"].acts) == (1, 1)
    assert sources["S2"].sentences == (8, 9)
    assert sources["S?"].sentences == (10,)
    assert sources["S3"].reason == "because the case is open"
    assert [mention.number for mention in sources["S2"].mentions] == [8, 9]


def test_twelve_sources_have_twelve_looks_and_the_others_share_one() -> None:
    sources = view.build(crowd(14), version="1").sources
    assert len({source.style for source in sources[:12]}) == 12
    assert {source.style for source in sources[12:]} == {"other"}
    assert len({source.key for source in sources}) == 14


def test_a_sentence_is_cut_where_its_look_changes() -> None:
    sentences = view.build(harbour(), version="1").sentences
    assert [(s.text, s.role, s.styles) for s in sentences[5].segments][:4] == [
        ("The crossing reopened at noon, with ", "bare", ()),
        ("reports", "source", ()),
        (" ", "", ()),
        ("suggesting", "cue", ()),
    ]
    assert sentences[8].segments[-2].styles == ("hue2 solid", "hue3 solid")
    assert {segment.role for segment in sentences[0].segments} == {""}


def test_the_network_keeps_the_order_of_reading_and_its_labels_apart() -> None:
    network = view.build(harbour(), version="1").network
    shown = [claim.text for claim in sorted(network.claims, key=lambda c: c.y)]
    assert shown == [str(number) for number in range(1, 11)]
    for column in (network.asserters, network.claims):
        ys = sorted(node.y for node in column)
        assert all(b - a >= 18 for a, b in pairwise(ys))
        assert all(0 <= y <= network.height for y in ys)


def test_a_long_article_draws_only_what_has_a_source() -> None:
    annotation = compose(
        [[Unit(f"It rained on day {n}.")] for n in range(70)]
        + [[Unit("It fell, said Al.", "attributed", (Claim("a", "Al", "said", "It fell"),))]],
        [Source("a", "Al", "named person")],
    )
    made = view.build(annotation, version="1")
    assert [claim.text for claim in made.network.claims] == ["71"]
    assert made.network.left_out == 70
    assert "leaves out the 70 sentences" in render(annotation)


def test_neighbours_of_one_source_are_one_in_a_long_article() -> None:
    said = [
        Unit(f"{who} said no on day {n}.", "attributed", (Claim(who, who, "said", "no"),))
        for n, who in enumerate(["Al", "Al", "Bo", "Al", "Al", "Al"])
    ]
    narration = [Unit(f"It rained on day {n}.") for n in range(60)]
    sources = [Source(who, who, "named person") for who in ("Al", "Bo")]
    network = view.build(compose([[*said, *narration]], sources), version="1").network
    assert [(claim.text, claim.keys) for claim in network.claims] == [
        ("1–2", "S1"),
        ("3", "S2"),
        ("4–6", "S1"),
    ]


def test_the_network_names_relays_and_organizations() -> None:
    annotation = harbour()
    office, mara, *others = annotation.sources
    mara = dataclasses.replace(mara, title="head of the Port Safety Office")
    network = view.build(
        dataclasses.replace(annotation, sources=(office, mara, *others)), version="1"
    ).network
    assert network.claims[8].keys == "S2, S3 via S2"
    assert network.claims[6].keys == ""  # an order
    assert {who.text: who.speaks_for for who in network.asserters}["S2 Mara Quill"] == (
        "for S1 Port Safety Office"
    )
    relations = {edge.relation for edge in network.edges}
    assert relations == {"asserts", "acts", "carries", "via"}


@pytest.mark.parametrize("annotation", [plain(), plain("It rained.")])
def test_an_article_without_any_source_has_a_network(annotation: Annotation) -> None:
    network = view.build(annotation, version="1").network
    assert len(network.claims) == len(annotation.sentences)
    assert network.height > 0
    assert 'class="network"' in render(annotation)


def test_four_hundred_sentences_of_sixty_sources_stay_a_page() -> None:
    annotation = throng(60, 400)
    network = view.build(annotation, version="1").network
    assert network.left_out == 100
    assert len(network.asserters) == 60
    made = render(annotation)
    picture = made[made.index('<svg class="network"') :]
    assert len(picture[: picture.index("</svg>")]) < 60_000


def test_the_spread_is_told_in_words() -> None:
    annotation = harbour()
    joined = graph.build(annotation)
    measured = measures.measure(annotation, joined)
    names = {"source/office": "Port Safety Office"}
    spread = wording.spread(measured, names)
    assert spread == view.build(annotation, version="1").spread
    assert spread == (
        "The largest source puts forward 33\u202f% of the attributed claims. Concentration "
        "(Herfindahl index, 1 = one source says everything): 0.22. By type of source: "
        "named person 33\u202f%, anonymous 17\u202f%, named organization 17\u202f%, "
        "document 17\u202f%, unknown 17\u202f%."
    )
    more = dataclasses.replace(
        measured,
        root=("source/office", 0.8),
        silent=("ICE", "Al Poe"),
        farthest=3,
        echoes=((7, 2),),
        repeats=1,
    )
    assert wording.spread(more, names).removeprefix(spread) == (
        " Of the claims with a named source 80\u202f% lead to Port Safety Office, directly, "
        "through its people or by relay. The farthest claim stands 3 sentences behind the name of "
        "its source. Talked about, but putting forward no claim: ICE, Al Poe. The article itself "
        "restates what another sentence attributes: 7 (2). 1 sentence said before, in the same "
        "words."
    )


def test_the_same_annotation_gives_the_same_file() -> None:
    assert render(harbour()) == render(harbour())
    assert "read on 3 May 2024" in render(harbour(), read_on=datetime.date(2024, 5, 3))


def test_characters_that_html_cannot_hold_are_replaced() -> None:
    made = render(plain("a\x00b\ud800c"))
    assert "".join(read(made).words) == "a\ufffdb\ufffdc"
    made.encode("utf8")


def test_a_justification_that_only_repeats_the_title_is_not_said_again() -> None:
    text = "Al, a mayor who lost his house, said no."
    said = Unit(text, "attributed", (Claim("a", "Al", "said", "no"),))
    for words, shown in (("a mayor", ""), ("who lost his house", "who lost his house")):
        why = Span(text.index(words), text.index(words) + len(words))
        source = Source("a", "Al", "named person", "mayor", justification=why)
        (only,) = view.build(compose([[said]], [source]), version="1").sources
        assert only.justification == shown
