"""What the templates are given: every sentence, source and finding in words."""

from __future__ import annotations

from accordingto.records import Source, Span
from accordingto.report import view
from annotations import Claim, Unit, compose, crowd, harbour


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


def test_a_justification_that_only_repeats_the_title_is_not_said_again() -> None:
    text = "Al, a mayor who lost his house, said no."
    said = Unit(text, "attributed", (Claim("a", "Al", "said", "no"),))
    for words, shown in (("a mayor", ""), ("who lost his house", "who lost his house")):
        why = Span(text.index(words), text.index(words) + len(words))
        source = Source("a", "Al", "named person", "mayor", justification=why)
        (only,) = view.build(compose([[said]], [source]), version="1").sources
        assert only.justification == shown


def test_a_sentence_is_shown_by_the_filters_of_its_sources() -> None:
    sentences = view.build(harbour(), version="1").sentences
    assert [sentence.filter_keys for sentence in sentences] == [
        *((), (), ("none",), ("S1",), ("none",), ("S4",), ("none",)),
        *(("S2",), ("S2", "S3"), ("unknown",)),
    ]


def test_a_finding_goes_with_the_sentence_that_it_begins_in() -> None:
    page = view.build(harbour(), version="1")
    number, _ = (s.number for s in page.sentences if s.todo and s.todo.reasons[0].rule)
    assert number == 3
    (reason,) = page.sentences[2].todo.reasons
    assert (reason.rule, reason.severity) == ("unsourced-count", "warning")


def test_a_title_that_the_name_says_already_is_not_doubled() -> None:
    said = Unit("Mayor Al said no.", "attributed", (Claim("a", "Mayor Al", "said", "no"),))
    for title, shown in (("mayor", ""), ("mayor of Eastmere", "mayor of Eastmere"), (None, "")):
        source = Source("a", "Mayor Al", "named person", title)
        (only,) = view.build(compose([[said]], [source]), version="1").sources
        assert only.title == shown
