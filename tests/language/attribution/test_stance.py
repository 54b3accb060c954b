"""The stance of cues: what each presupposes of its content, and words of two readings."""

from __future__ import annotations

from typing import get_args

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from accordingto.language.attribution.stance import stance_of
from accordingto.lexicon import headed
from accordingto.records import Span, Stance


def marked(nlp: Language, text: str) -> tuple[Doc, Span, Span]:
    """A sentence whose cue stands in brackets and whose content stands in braces."""
    plain, places = "", {}
    for character in text:
        if character in "[]{}":
            places[character] = len(plain)
        else:
            plain += character
    cue = Span(places["["], places["]"])
    return nlp(plain), cue, Span(places["{"], places["}"])


@pytest.mark.parametrize(
    ("stance", "text"),
    [
        ("says", "[According to] the police, {he fled}."),
        ("says", "He [went on to say] {it was over}."),
        ("says", "He [said in a statement] {that it was over}."),
        ("says", "He [denied] {that he knew her}."),
        ("says", "She [put it] this way: {“It was over.”}"),
        ("asserts", "He [insisted] {it was true}."),
        ("asserts", "He [claimed] {to have paid}."),
        ("asserts", "She [accused] him {of theft}."),
        ("concedes", "She [acknowledged] {that it failed}."),
        ("concedes", "He [made no secret of] {his anger}."),
        ("shows", "The study [found] {that rates fell}."),
        ("shows", "A video [shows] {the men leaving}."),
        ("believes", "Most voters [think] {the road is too narrow}."),
        ("believes", "He [is expected] by analysts {to win}."),
        ("intends", "He [refused] {to leave}."),
        ("intends", "He [threatened] {to sue}."),
        ("intends", "She [declined] {to comment}."),
        ("orders", "The police chief [demanded] {that the officers be fired}."),
        ("orders", "The senator [endorsed] {the bill}."),
        ("hearsay", "{The man is} [reportedly] ill."),
        ("says", "{Roe has been ill for a year,} people close to him [have said]."),
        ("hearsay", "The tree [is believed] {to be the oldest oak}."),
        ("hearsay", "He [was accused of] {theft}."),
        ("hearsay", "[Rumor has it] {that he left}."),
    ],
)
def test_each_class(nlp: Language, stance: Stance, text: str) -> None:
    doc, cue, content = marked(nlp, text)
    assert stance_of(cue, (content,), doc) == stance


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("says", "The mayor [announced] {that the bridge was safe}."),
            ("intends", "The mayor [announced] {a plan to rebuild it}."),
        ),
        (
            ("shows", "The judge [ruled] {that the search was illegal}."),
            ("orders", "The judge [ruled] {that the papers be returned}."),
        ),
        (
            ("says", "They [agreed] {that the plan had failed}."),
            ("intends", "They [agreed] {to meet again}."),
        ),
        (
            ("says", "She [told] him {that it was late}."),
            ("orders", "She [told] him {to leave}."),
        ),
        (
            ("says", "Officials [warned] {that floods were near}."),
            ("orders", "Officials [warned] residents {to leave}."),
        ),
        (
            ("says", "{“Give us a new vote,”} she [urged]."),
            ("orders", "She [urged] voters {to stay calm}."),
        ),
        (
            ("says", "She [called for] {“a new start”}."),
            ("orders", "She [called for] {a new vote}."),
        ),
        (
            ("believes", "He [hopes] {that she wins}."),
            ("intends", "He [hopes] {to win}."),
        ),
        (
            ("says", "He [promised] {that taxes would fall}."),
            ("intends", "He [promised] {to pay}."),
        ),
        (
            ("says", "She [asked]: {“Who paid?”}"),
            ("orders", "She [asked] {whether he paid}."),
        ),
    ],
)
def test_a_word_of_two_readings_is_settled_by_its_content(
    nlp: Language, one: tuple[Stance, str], other: tuple[Stance, str]
) -> None:
    for stance, text in (one, other):
        doc, cue, content = marked(nlp, text)
        assert stance_of(cue, (content,), doc) == stance, text


@pytest.mark.parametrize(
    "text",
    [
        "He [did not say] {who paid}.",
        "She [declined to say] {whether it was true}.",
        "They [plan to announce] {a deal}.",
        "He [refused to admit] {that it was true}.",
    ],
)
def test_what_was_not_said_is_no_claim(nlp: Language, text: str) -> None:
    doc, cue, content = marked(nlp, text)
    assert stance_of(cue, (content,), doc) == "intends"


def test_a_quotation_that_goes_on_without_cue_says(nlp: Language) -> None:
    assert stance_of(None, (Span(0, 8),), nlp("“We won.”")) == "says"


def test_a_colon_says(nlp: Language) -> None:
    doc, cue, content = marked(nlp, "SMITH[:] {We won the vote.}")
    assert stance_of(cue, (content,), doc) == "says"


def test_an_unknown_cue_says_with_a_clause_and_acts_with_a_thing(nlp: Language) -> None:
    doc, cue, content = marked(nlp, "The board [zibbled] {that the road was closed}.")
    assert stance_of(cue, (content,), doc) == "says"
    doc, cue, content = marked(nlp, "The board [was ogling] {the road}.")
    assert stance_of(cue, (content,), doc) == "intends"


def test_no_entry_stands_under_one_heading_in_two_lists() -> None:
    entries = [entry for stance in get_args(Stance) for entry in headed(f"stance-{stance}")]
    assert len(entries) == len(set(entries))
