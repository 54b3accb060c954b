"""Narration that goes on telling a source's account without saying so.

Origin: the AP Stylebook asks for a source wherever a reader could doubt whose account it is, and
for the source to be named again where a passage runs on.

Leaves alone: accounts of anybody but the police and other agencies of force, prosecutors and the
papers of a case, because what stands behind other words is more often the reporter's own; other
paragraphs than the account's; continuations in the present tense; public acts, records and shares
(“was charged”, “schools were closed”, “1 percent”); those of an account that is itself only partly
attributed; columnists' and speakers' own words; and what the model takes for no continuation.

Measured: 12 of 15 on raw news, most of it chosen for police and courts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.sources import is_force, is_named
from accordingto.checks.story import Story
from accordingto.records import Sentence, Source, Span

#: Whoever speaks of himself is a speaker or a columnist, not a story that goes on with an account.
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|we|we['’]\w+|our|us|my|you|your)\b", re.IGNORECASE)
#: Whoever accuses before a court, and the papers in which it is done.
_CASE = re.compile(
    r"\b(?:prosecut\w+|complaint|indictment|affidavit|lawsuit|warrant|coroner\w*|"
    r"medical examiner\w*|(?:court|charging) (?:documents?|papers?|records?|filings?))\b",
    re.IGNORECASE,
)

#: A story that turns from an account to its own words says so.
_TURN = re.compile(
    r"(?:But|Yet|However|Still|Meanwhile|In fact|After all|This comes|Of course|Then|Now|-)\b|-"
)
#: An account is told in the past; what is, will be or should be is background or opinion.
_PAST = re.compile(r"\b(?:was|were|had|did|\w{3,}ed|fell|fled|told|ran|struck|shot|began|left)\b")
_NOT_PAST = re.compile(
    r"\b(?:is|are|has|have|will|would|can|could|should|must|may|might|does|do|if|seems?|"
    r"(?:it|that|there|he|she)['’]s)\b"
    r"|n['’]t\b|['’](?:s been|re|ll)\b",
    re.IGNORECASE,
)
#: What anybody can look up is not one side's account.
_ON_RECORD = re.compile(
    r"\b(?:charged|indicted|convicted|sentenced|pleaded|closed|reopened|per\s?cent)\b|%",
    re.IGNORECASE,
)
_TURN_OF_SPEECH = re.compile(r"[A-Z][\w. ]{1,30}:")
_FEWEST = 6


def find(story: Story, house: House) -> Iterator[Hit]:
    """Body sentences that lean on the one before; neighbours that lean on the same are one hit."""
    leaning = {s.index for s in story.body if _goes_on(story, s)}
    for leans_on, group in groupby(story.body, key=lambda s: s.carries_over_from):
        sentences = list(group)
        if leans_on is None or sentences[0].index != leans_on + 1:
            continue
        run = [sentence for sentence in sentences if sentence.index in leaning]
        if not run or run[0].index != leans_on + 1:
            continue
        last = [s for k, s in enumerate(run) if s.index == run[0].index + k][-1]
        name = story.annotation.claim_sources(story.annotation.sentences[leans_on])[0].name
        yield Hit(
            Span(run[0].span.start, last.span.end),
            f"Goes on with the account of {name} from sentence {leans_on + 1}, "
            "but does not say so.",
            f"Name {name} again, or say how the paper knows.",
        )


def _goes_on(story: Story, sentence: Sentence) -> bool:
    """Whether a sentence leans on another and is a story's, not a speaker's or a columnist's."""
    if sentence.carries_over_from is None or story.is_quoted(sentence.span):
        return False
    words = story.own(sentence.span)
    paragraph = story.annotation.article.paragraphs[sentence.paragraph]
    if _FIRST_PERSON.search(words) or story.text[paragraph.start] in '“"':
        return False
    if not _PAST.search(words) or _NOT_PAST.search(words):
        return False
    if _ON_RECORD.search(words):
        return False
    if not words.endswith(".") or _TURN.match(words) or len(words.split()) < _FEWEST:
        return False
    other = story.annotation.sentences[sentence.carries_over_from]
    if other.paragraph != sentence.paragraph or _TURN_OF_SPEECH.match(story.own(other.span)):
        return False
    sources = story.annotation.claim_sources(other)
    indirect = any(claim.form == "indirect" for claim in story.annotation.claims_of(other))
    return other.label == "attributed" and indirect and bool(sources) and _accuses(sources[0])


def _accuses(source: Source) -> bool:
    """Whether a source tells of a deed as an agency of force or a party to a case does."""
    return is_named(source) and (is_force(source) or bool(_CASE.search(source.name)))


RULE = Rule(
    id="carry-over",
    severity="warning",
    origin="AP Stylebook: say again whose account it is where a reader could doubt it",
    mend="Name the source again, or say how the paper knows.",
    find=find,
    found=(
        "[Police/org] {said} <the car swerved>. | ^1 An officer, fearing for his life, fired.",
        "{According to} [the complaint/doc], <he hid>. | ^1 Nobody had seen the man at all.",
    ),
    passed=(
        "[Ann Roe] {said} <the car swerved>. | ^1 An officer, fearing for his life, fired.",
        "{According to} [the board/org], <it is safe>. | ^1 Nobody had seen a leak at all.",
        "[Police/org] {said} <the man hid>. | ^1 He was charged with theft in the same week.",
        "[Police/org] {said} <the car swerved>. | The street was closed until noon.",
        "[Ann Roe] {said} <the car swerved>. | [She=Ann Roe] {said} <the officer fired twice>.",
    ),
    about=__doc__,
)
