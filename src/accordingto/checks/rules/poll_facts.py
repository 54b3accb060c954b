"""A poll, and not who made it, when, with how many people, within which margin.

Origin: the AP Stylebook on polls and surveys: these facts belong into every story about one.

Leaves alone: averages of polls, polls of which only one sentence tells figures, and votes. The
threshold is how many of the four facts must be missing. Once an article.

Measured: 12 of 20 on raw news, where many stories only mention polls, so it does not run by
default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from accordingto.checks.rule import Hit, House, Rule
from accordingto.checks.story import Story
from accordingto.records import Span

_POLL = re.compile(
    r"\b(?:poll|survey)\b(?! (?:averages?|workers?|numbers?))",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\baverages?\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b\d{1,2}(?:\.\d)?\s?(?:%|per\s?cent\b|percentage\b|points?\b)", re.IGNORECASE
)
_FACTS: Mapping[str, re.Pattern[str]] = {
    "who made it": re.compile(
        r"\b(?!The\b|A\b|An\b|In\b|New\b|Another\b|This\b|That\b|But\b|And\b|Recent\b)"
        r"[A-Z][\w./’-]+\s+(?:(?:tracking|national|exit|opinion|new|online|state|University|College)\s+)*"
        r"(?:[Pp]olls?|[Ss]urveys?)\b"
        r"|\b(?:polls?|survey|surveys)\s+(?:[\w.,]+\s+){0,8}?(?:by|from|for)\s+(?:the\s+)?[A-Z]"
        r"|\b(?:Gallup|Pew|Ipsos|YouGov|Quinnipiac|Rasmussen|Monmouth|Marist|Zogby|RealClear\w*|"
        r"FiveThirtyEight|SurveyMonkey|Harris|Emerson|Nielsen)\b"
    ),
    "when": re.compile(
        r"\b(?:conducted|taken|carried out|released|published|surveyed|interviewed|polled|out)\b"
        r"[^.]{0,80}\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|week|month|today|"
        r"yesterday|Jan\w*|Feb\w*|Mar\w*|Apr\w*|May|June?|July?|Aug\w*|Sep\w*|Oct\w*|Nov\w*|Dec\w*)\b"
        r"|\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|last week|this week)\b",
        re.IGNORECASE,
    ),
    "how many were asked": re.compile(
        r"\b\d[\d,]{2,}\s+(?:[\w.]+[\s-]+){0,4}?(?:adults?|voters?|people|respondents?|americans?|"
        r"residents?|users?|men|women|parents?|students?|workers?|democrats?|republicans?|britons?|"
        r"participants?|households?|members?|interviews?|doctors?|executives?|companies|firms|"
        r"caucus-?goers?|consumers?|teens?|owners?)\b"
        r"|\b(?:surveyed|polled|interviewed|sample of)\s+(?:about\s+|nearly\s+|more\s+than\s+)?\d",
        re.IGNORECASE,
    ),
    "the margin of error": re.compile(
        r"\bmargin\s+of\s+(?:sampling\s+)?error\b|\bplus\s+or\s+minus\b|±|\+/-|\berror\s+margin\b|"
        r"\bmargin\b[^.]{0,30}\bpoints?\b|\bsampling\s+error\b",
        re.IGNORECASE,
    ),
}
#: In so many sentences a story tells figures of a poll; with fewer it only mentions one.
_FEWEST = 2


def find(story: Story, house: House) -> Iterator[Hit]:
    """One hit at the first figure of a poll, where more is missing than the threshold."""
    telling = [
        sentence
        for sentence in (story.body if story.has("poll", "survey") else ())
        if _POLL.search(story.own(sentence.span))
        and _SHARE.search(story.own(sentence.span))
        and not _AVERAGE.search(story.own(sentence.span))
    ]
    if len(telling) < _FEWEST:
        return
    text = " ".join(story.own(sentence.span) for sentence in story.body)
    missing = [fact for fact, pattern in _FACTS.items() if not pattern.search(text)]
    if len(missing) < house.threshold:
        return
    match = next(story.matches(_POLL, telling[0].span))
    yield Hit(Span(*match.span()), f"A poll, and the story does not tell {_joined(missing)}.")


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} nor {words[-1]}"


RULE = Rule(
    id="poll-facts",
    severity="warning",
    origin="AP Stylebook on polls and surveys",
    mend="Add who polled whom, when, how many, and the margin of error.",
    find=find,
    threshold=2,
    default=False,
    found=(
        "[A poll/doc] {found} <that 56 percent want the bridge closed>. | [The poll=A poll/doc] "
        "{showed} <that 20 percent do not>.",
    ),
    passed=(
        "[A Gazette poll/doc] {found} <that 56 percent want the bridge closed>. | It asked 1,020 "
        "adults last week, with a margin of error of 3 points. | Of men, 50 percent, the poll says",
        "[A poll/doc] {found} <that 56 percent want the bridge closed>. | The council will vote.",
        "The council will hold a poll on the bridge.",
    ),
    about=__doc__,
)
