"""Each kind of mention ends at the right source, in small articles parsed for real."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from accordingto.language.annotator import read_doc, weighing_of
from accordingto.language.attribution.build import NamedSources
from accordingto.language.attribution.linking import Link
from accordingto.language.coreference.clusters import clusters
from accordingto.language.coreference.discourse import Discourse
from accordingto.language.coreference.facts import NAMES
from accordingto.language.coreference.mentions import Mention
from accordingto.language.coreference.question import Floats, Question
from accordingto.language.model import Model
from accordingto.language.profile.sources import name_sources
from accordingto.language.profile.title_choice import chooser
from accordingto.language.profile.types import described_type
from accordingto.quotations import quotations
from accordingto.records import Article, Span
from conftest import Parse

#: A link in a test: the words of source, cue and content; searched in the order of the text.
Said = tuple[str | None, str | None, str]
Resolve = Callable[[str, Sequence[Said]], NamedSources]


@pytest.fixture
def of(parsed: Parse, model: Model) -> Resolve:
    def run(text: str, said: Sequence[Said]) -> NamedSources:
        article = Article(text)
        doc = parsed(article)
        links, at = [], 0
        for source, cue, content in said:
            start = text.index(content, at)
            sentence = text.rfind("\n", 0, start) + 1
            links.append(
                Link(
                    _near(text, source, start, sentence),
                    _near(text, cue, start, sentence),
                    (Span(start, start + len(content)),),
                )
            )
            at = start
        marks = quotations(text, article.paragraphs)
        weighing = weighing_of(doc, read_doc(doc, article, model)[1], model)
        return name_sources(doc, links, marks, weighing, chooser(model.titles))

    return run


def _near(text: str, part: str | None, start: int, least: int) -> Span | None:
    if part is None:
        return None
    before, after = text.rfind(part, least, start), text.find(part, start)
    at = max(before, -1) if after < 0 or (before >= 0 and start - before < after - start) else after
    return Span(at, at + len(part))


def named(resolved: NamedSources) -> list[list[str]]:
    names = {source.id: source.name for source in resolved.sources}
    return [[names[id] for id in naming.ids] for naming in resolved.namings]


def test_an_agency_under_two_names_is_one_source(of: Resolve) -> None:
    found = of(
        "According to the Department of Homeland Security, the car was stopped.\n"
        "The homeland security department described the event as rare, "
        "with reports suggesting that more will come.",
        [
            ("the Department of Homeland Security", "According to", "the car was"),
            ("The homeland security department", "described", "the event as"),
            ("reports", "suggesting", "that more will"),
        ],
    )
    agency = "Department of Homeland Security"
    assert named(found) == [[agency], [agency], ["reports"]]
    assert [(s.id, s.type) for s in found.sources] == [
        ("S1", "named organization"),
        ("S2", "document"),
    ]
    assert len(found.sources[0].mentions) == 2
    assert agency in found.namings[1].why


def test_surname_title_and_pronoun(of: Resolve) -> None:
    found = of(
        "Deputy Mayor Jane Roe said that the bridge was safe. Roe said it had been tested.\n"
        "“Nobody was hurt,” she said. The deputy mayor added that work would go on.",
        [
            ("Deputy Mayor Jane Roe", "said", "that the bridge"),
            ("Roe", "said", "it had been"),
            ("she", "said", "“Nobody was"),
            ("The deputy mayor", "added", "that work"),
        ],
    )
    assert named(found) == [["Jane Roe"]] * 4
    (roe,) = found.sources
    assert (roe.type, roe.title) == ("named person", "Deputy Mayor")
    assert "“she” is Jane Roe" in found.namings[2].why


def test_two_people_of_one_surname_stay_apart(of: Resolve) -> None:
    text = (
        "Councilwoman Teresa Halloran said the street was dangerous. "
        "Councilman Greg Halloran said the street was safe.\n"
        "Ms. Halloran said the plan would pass. Mr. Halloran said the plan would fail.\n"
        "Halloran said nothing was decided."
    )
    found = of(
        text,
        [
            ("Councilwoman Teresa Halloran", "said", "the street was d"),
            ("Councilman Greg Halloran", "said", "the street was s"),
            ("Ms. Halloran", "said", "the plan would p"),
            ("Mr. Halloran", "said", "the plan would f"),
            ("Halloran", "said", "nothing was"),
        ],
    )
    teresa, greg = "Teresa Halloran", "Greg Halloran"
    assert named(found) == [[teresa], [greg], [teresa], [greg], []]
    assert teresa in found.namings[4].why
    assert greg in found.namings[4].why


def test_together_they_are_two_sources(of: Resolve) -> None:
    found = of(
        "Anna Smith and Peter Jones said the shop would close.",
        [("Anna Smith and Peter Jones", "said", "the shop")],
    )
    assert named(found) == [["Anna Smith", "Peter Jones"]]


def test_a_name_stands_before_or_behind_its_description(of: Resolve) -> None:
    found = of(
        "Andrea Cousins, the Senate’s new leader, said the law would pass. "
        "A Justice Department spokesman, Andrew Ames, said it would not.",
        [
            ("Andrea Cousins, the Senate’s new leader", "said", "the law"),
            ("A Justice Department spokesman, Andrew Ames", "said", "it would"),
        ],
    )
    assert named(found) == [["Andrea Cousins"], ["Andrew Ames"]]
    assert [s.title for s in found.sources] == [
        "Senate’s new leader",
        "Justice Department spokesman",
    ]


def test_a_nameless_spokesman_is_the_institution(of: Resolve) -> None:
    found = of(
        "A spokesman for the Federal Reserve said rates would rise. "
        "The spokesman said no date was set.",
        [
            ("A spokesman for the Federal Reserve", "said", "rates"),
            ("The spokesman", "said", "no date"),
        ],
    )
    assert named(found) == [["Federal Reserve"], ["Federal Reserve"]]
    assert found.sources[0].type == "named organization"


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("The mayor, Jane Roe", "Jane Roe"),
        ("The chairman of the Select Committee on Bridges, Jane Roe", "Jane Roe"),
        ("A former staffer named Jane Roe", "Jane Roe"),
        ("A Pentagon spokesman", "Pentagon"),
        ("The Bild newspaper", "Bild"),
        ("Jane Roe’s lawyer", "Jane Roe’s lawyer"),
        ("A lawyer for Jane Roe", "lawyer for Jane Roe"),
        ("A friend who knows Jane Roe", "friend"),
        ("A Yale University professor", "Yale University professor"),
    ],
)
def test_who_is_named_in_a_phrase_is_meant_or_not(of: Resolve, phrase: str, name: str) -> None:
    found = of(f"{phrase} said it was late.", [(phrase, "said", "it was late")])
    assert named(found) == [[name]]


def test_two_sources_never_have_one_name(parsed: Parse) -> None:
    doc = parsed(Article("Jane Roe met ICE. They said ICE was late. Some ICE said it was not."))
    named = clusters(doc)
    discourse = Discourse(doc, named, {}, described_type)
    (ice,) = [entity for entity in named.entities if entity.name == "ICE"]
    known = discourse.entity(ice)
    (unseen,) = [token for token in doc if token.i and token.nbor(-1).text == "Some"]
    assert discourse.describe(Mention(unseen.i, unseen.i + 1, unseen, "organization")) == known
    paper = discourse.describe(Mention(unseen.i, unseen.i + 1, unseen, "document"))
    assert paper != known


def test_an_acronym_in_brackets(of: Resolve) -> None:
    found = of(
        "The International Monetary Fund (IMF) said growth would slow. "
        "The IMF said debts would grow. The fund said prices would fall.",
        [
            ("The International Monetary Fund (IMF)", "said", "growth"),
            ("The IMF", "said", "debts"),
            ("The fund", "said", "prices"),
        ],
    )
    assert named(found) == [["International Monetary Fund"]] * 3


def test_anonymous_with_its_reason(of: Resolve) -> None:
    found = of(
        "A senior official, who spoke on the condition of anonymity because she was not "
        "authorized to discuss personnel matters, said that a third had left.",
        [
            (
                "A senior official, who spoke on the condition of anonymity because she was not "
                "authorized to discuss personnel matters",
                "said",
                "that a third",
            )
        ],
    )
    (source,) = found.sources
    assert (source.name, source.type) == ("senior official", "anonymous")
    assert source.reason_for_anonymity == (
        "because she was not authorized to discuss personnel matters"
    )


@pytest.mark.parametrize(
    ("mention", "name", "type"),
    [
        ("Protesters", "protesters", "unnamed group"),
        ("A police officer", "police officer", "unnamed person"),
        ("Police", "police", "unnamed group"),
        ("The indictment", "indictment", "document"),
        ("A poll by students", "poll by students", "document"),
        ("A person familiar with the matter", "person familiar with the matter", "anonymous"),
    ],
)
def test_types_of_the_nameless(of: Resolve, mention: str, name: str, type: str) -> None:
    found = of(f"{mention} said that the road was closed.", [(mention, "said", "that the road")])
    assert [(s.name, s.type) for s in found.sources] == [(name, type)]


def test_a_quotation_goes_on(of: Resolve) -> None:
    found = of(
        "“The water rose fast. We ran,” Maria Gomez said. “Then it stopped.\n"
        "“Nobody slept that night.”\n",
        [
            (None, None, "“The water rose fast."),
            ("Maria Gomez", "said", "We ran"),
            (None, None, "“Then it"),
            (None, None, "“Nobody slept"),
        ],
    )
    assert named(found) == [["Maria Gomez"]] * 4


def test_hearsay_has_no_source(of: Resolve) -> None:
    found = of(
        "Anna Smith said the shop was open. It was reported that the shop had closed.",
        [("Anna Smith", "said", "the shop was"), (None, "was reported", "the shop had")],
    )
    assert named(found) == [["Anna Smith"], []]
    assert found.namings[1].why


def test_a_transcript_names_the_speaker_of_each_turn(of: Resolve) -> None:
    found = of(
        "Our guest is David Welna.\nWELNA: The vote is tonight. It may fail.",
        [(None, None, "The vote is tonight."), (None, None, "It may fail.")],
    )
    assert named(found) == [["David Welna"], ["David Welna"]]


def test_links_in_any_order_and_no_links(of: Resolve) -> None:
    text = "Anna Smith said the shop was open. She said it was full."
    said: list[Said] = [
        ("Anna Smith", "said", "the shop"),
        ("She", "said", "it was full"),
    ]
    assert named(of(text, said)) == [["Anna Smith"], ["Anna Smith"]]
    assert of(text, []).sources == ()


def test_every_mention_is_the_article_s_own_words(of: Resolve) -> None:
    text = "Anna Smith, a baker, said the shop was open. She said it was full."
    found = of(text, [("Anna Smith, a baker", "said", "the shop"), ("She", "said", "it was")])
    assert [m.of(text) for m in found.sources[0].mentions] == ["Anna Smith, a baker", "She"]


def test_whoever_is_named_in_full_twice_as_often_is_meant(of: Resolve) -> None:
    text = "Jane Roe came.\nJane Roe spoke to John Roe.\nRoe said the bridge was safe.\n"
    assert named(of(text, [("Roe", "said", "the bridge was safe")])) == [["Jane Roe"]]


def test_an_honorific_tells_two_of_one_surname_apart(of: Resolve) -> None:
    text = "Xander Roe and Jane Roe came.\nMrs. Roe said the bridge was safe.\n"
    assert named(of(text, [("Mrs. Roe", "said", "the bridge was safe")])) == [["Jane Roe"]]


def test_people_asked_where_no_poll_is_named_are_themselves(of: Resolve) -> None:
    text = "Most Americans say the bridge is safe.\n"
    assert named(of(text, [("Most Americans", "say", "the bridge is safe")])) == [
        ["most Americans"]
    ]


def test_outside_quotation_marks_i_is_whoever_writes(of: Resolve) -> None:
    found = of(
        "The transit authority said the bridge was late. I think it was not.\n"
        "“I know it was,” Jane Roe said.",
        [
            ("The transit authority", "said", "the bridge"),
            ("I", "think", "it was not"),
            ("Jane Roe", "said", "“I know"),
        ],
    )
    assert named(found) == [["transit authority"], [], ["Jane Roe"]]
    assert found.namings[1].why == "“I” is whoever writes"


def test_how_long_nobody_was_told_to_speak_is_read(parsed: Parse, model: Model) -> None:
    text = "Jane Roe said the bridge was safe.\n\nIt rained.\n\nIt snowed.\n“Nobody came.”\n"
    article = Article(text)
    doc = parsed(article)
    quoted = text.index("“")
    links = [
        Link(Span(0, 8), Span(9, 13), (Span(14, 33),)),
        Link(None, None, (Span(quoted, quoted + 14),)),
    ]
    silences: list[float] = []

    def listening(question: Question) -> Floats:
        silences.extend(question.rows[:, NAMES.index("silence")])
        return np.eye(len(question.rows), dtype=np.float32)[-1]

    weighing = weighing_of(doc, read_doc(doc, article, model)[1], model, listening)
    name_sources(doc, links, quotations(text, article.paragraphs), weighing, chooser(model.titles))
    assert np.expm1(silences) == pytest.approx(3)
