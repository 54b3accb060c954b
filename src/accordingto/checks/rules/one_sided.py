"""Somebody is accused by name, and never answers in the article.

Origin: the BBC's right of reply and the Reuters handbook: whoever is accused is asked, and the
story says what they answered, or that they did not.

Leaves alone: the accused who speak anywhere, those of whom it says that they denied, declined, did
not respond or could not be reached, and accusations on the record of a court. Once a person.

Measured: 1 of 3 on raw news, where politicians accuse each other, so it does not run by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story
from accordingto.records import Span

_NAME = r"(?:the\s+)?(?P<name>[A-Z][\w’'-]+(?:\s+(?:[A-Z]\.|[A-Z][\w’'-]+|of|de|van|al)){0,4})"
_ACCUSED = re.compile(
    rf"\baccus(?:ed|es|ing|e)\s+{_NAME}\s+of\b"
    rf"|{_NAME.replace('name', 'subject')}\s+(?:is|was|has\s+been|had\s+been|stands|stood|were|are)"
    r"\s+accused\s+of\b"
)
_COURT = re.compile(
    r"\b(?:charged|indict\w+|prosecutors?|trial|convicted|sentenced|court|lawsuit|sued|plea\w*)\b",
    re.IGNORECASE,
)
_REPLY = (
    r"(?:did\s+not|didn[’']t|has\s+not|declin\w+|refus\w+\s+to\s+comment|could\s+not\s+be\s+reached|"
    r"den(?:y|ies|ied|ying|ial)|reject\w*|dismiss\w*|respon\w+|lawyer|attorney|spokes\w+|"
    r"disput\w+|defend\w+|apologi\w+|insist\w*|said|says|told|wrote|tweeted|called)"
)

_NO_PERSON = re.compile(
    r"(?:the )?(?:Washington|Beijing|Moscow|Tehran|Iran|Russia|China|Israel|Kiev|Kyiv|Damascus|"
    r"Syria|Pyongyang|Seoul|London|Paris|Berlin|Brussels|US|U\.S\.?|UK|EU|America|President|Government|"
    r"Democrats|Republicans|Americans|Congress|Senate|House|GOP)",
)


def find(story: Story, house: House) -> Iterator[Hit]:
    """The first accusation of each name that neither speaks nor is said to have been asked."""
    speakers = " ".join(
        " ".join((s.name, s.organization or "", s.title or "")) for s in story.annotation.sources
    )
    seen = set()
    for sentence in story.body if story.has("accus") else ():
        for match in story.matches(_ACCUSED, sentence.span):
            if _COURT.search(story.own(sentence.span)):
                break
            name = match["name"] or match["subject"]
            last = name.split()[-1]
            if (
                _NO_PERSON.fullmatch(name)
                or last in seen
                or re.search(rf"\b{re.escape(last)}\b", speakers)
            ):
                continue
            seen.add(last)
            if not _answers(story, last):
                yield Hit(Span(*match.span()), f"{name} is accused and does not answer.")


def _answers(story: Story, name: str) -> bool:
    """Whether the name stands in a sentence with a word of answering."""
    named = re.compile(rf"\b{re.escape(name)}\b")
    replied = re.compile(rf"\b{re.escape(name)}\b(?:[’']s?)?(?:\W+\w+){{0,6}}?\W+{_REPLY}\b")
    return any(
        replied.search(words) or (named.search(words) and "comment" in words)
        for words in (story.words(sentence.span) for sentence in story.body)
    )


RULE = Rule(
    id="one-sided",
    severity="warning",
    origin="BBC right of reply, Reuters handbook: the accused are asked",
    mend="Ask, and write what was answered, or that nobody answered and when they were asked.",
    find=find,
    default=False,
    found=("[Ann Roe] {accused/asserts} <Tom Day of selling the harbour's land>. | It rained.",),
    passed=(
        "[Ann Roe] {accused/asserts} <Tom Day of selling the harbour's land>. | Day denied it.",
        "[Ann Roe] {accused/asserts} <Tom Day of theft>. | [Day=Tom Day] {said} <that was false>.",
    ),
    about=__doc__,
)
