"""What a line looks like and where it stands: the evidence, beside the tagger's, for its kind.

A headline has few small words and no full stop, a list has many lines alike, what leads elsewhere
speaks to the reader. None of it decides: how much each says is learnt (``training.fit_lines``).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accordingto.language.spans import paragraph_of
from accordingto.language.tagging.confidence import logit
from accordingto.language.tagging.tagger import SentenceScores
from accordingto.records import Kind, Span

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ENDED = re.compile(r"[.!?…]+[\"'”’)\]]*$")
#: Words and marks that tell what a line is about.
_SIGNS = {
    "picture": r"(?i)\b(?:photos?|photographs?|photographer|images?|picture[ds]?|caption|getty"
    r"|video|watch|shown|seen here|pool|file|handout|courtesy|credit|illustration|graphic"
    r"|gallery)\b",
    "agency": r"\b(?:AP|AFP|EPA|UPI|NPR|Reuters|REUTERS|Getty|Bloomberg|Xinhua|"
    r"Associated Press)\b",
    "reader": r"(?i)\b(?:read|click|subscribe|newsletter|sign up|donat\w+|support|follow|share"
    r"|tweet|facebook|twitter|e-?mail|comments?|contact|listen|download|app|podcast|tips?|join)\b",
    "elsewhere": r"(?i)\b(?:related|more|also|see|continue|continues|highlights|here|below|above"
    r"|next|previous)\b",
    "correction": r"(?i)\b(?:corrections?|clarification|editor['’]?s|earlier version|updated?"
    r"|this (?:article|story|report|piece|post|column)|originally|published)\b",
    "writer": r"(?i)\b(?:by|reporting|reporters?|contributed|writer|editing|editor|edited|written"
    r"|writes|staff|correspondent|author|columnist|opinion|views|is an?|professor|fellow)\b",
    "rights": r"(?i)copyright|©|all rights|reserved|\(c\)",
    "address": r"@|https?:|www\.|\.com\b|\.org\b",
    "you": r"(?i)\b(?:you|your|us|our)\b",
    "article": r"(?i)\b(?:the|a|an)\b",
    "speech": r"(?i)\b(?:said|says|told|according)\b",
    "time": r"\b(?:\d{1,2}:\d\d|a\.m\.|p\.m\.|ET|EST|GMT)\b",
    "date": r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b",
    "past day": r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\blast (?:week|month|year)\b",
    "year": r"\b(?:19|20)\d\d\b",
    "number": r"\d",
    "ornament": r"[|•·►▶♦★*_~]",
    "asks": r"^(?:What|Why|How|Who|Where|When|Is|Are|Can|Could|Will|Would|Do|Does|Did)\b",
    "pasted": r"^(?:CLOSE\b|\| )",
    "full stop": r"\.[\"'”’)\]]*$",
    "question": r"\?[\"'”’)\]]*$",
    "colon": r":$",
    "comma": r"[,;]$",
    "last mark": r"[\"”'’]$",
    "bracket": r"^[(\[]",
    "bracket shut": r"[)\]]$",
    "dash": r"^[-–—]",
    "lower": r"^[a-z]",
    "digit": r"^\d",
    "odd start": r"^[^\w“\"‘'(\[–—-]",
}
SIGNS = {name: re.compile(pattern) for name, pattern in _SIGNS.items()}
#: Numbers of words that a line has more of, or not.
_LENGTHS = (0, 3, 6, 10, 15, 25)
#: What is also read of the two lines before and after.
_BESIDE = (
    *("ruled headline", "ruled byline", "words", "ended", "alone", "capitals", "all capitals"),
    *("article", "run of one", "list", "credited"),
)
#: Where a line stands, and what says more there than elsewhere.
_WHERE = ("alone", "first line", "list", "run of one", "last line")
_WHAT = (
    *("words", "capitals", "ended", "question", "article", "speech", "past day", "digit"),
    *("colon", "short", "all capitals", "headed"),
)
#: Lines counted from the top and the bottom of an article.
_EDGE = 4


@dataclass(frozen=True, slots=True)
class _Run:
    """A paragraph's place in a run of such as end without a full stop; ``lines`` 0: in none."""

    lines: int
    headed: bool


def evidence(
    text: str,
    sentences: Sequence[Span],
    paragraphs: Sequence[Span],
    scores: Sequence[SentenceScores],
    ruled: Sequence[Kind],
) -> list[dict[str, float]]:
    """The evidence of each sentence by name.

    ``scores``: what the tagger thought of each; ``ruled``: the kinds by rule.
    """
    words = [sentence.of(text).strip() for sentence in sentences]
    own = [
        {**_form(line, kind), **place}
        for line, kind, place in zip(
            words, ruled, _places(words, paragraph_of(sentences, paragraphs)), strict=True
        )
    ]
    return [
        {
            **here,
            **{f"{w}, {what}": here[w] * here[what] for w in _WHERE for what in _WHAT},
            **_around(own, index),
            **_tagger(scores[index]),
        }
        for index, here in enumerate(own)
    ]


def _tagger(scores: SentenceScores) -> dict[str, float]:
    body, headline, byline = (logit(chance) for chance in scores.kind)
    return {"tagger body": body, "tagger headline": headline, "tagger byline": byline}


#: The names of what the tagger says, which has seen the articles that teach the rest.
TAGGER = ("tagger body", "tagger headline", "tagger byline")


def _form(line: str, ruled: Kind) -> dict[str, float]:
    """What the characters of a line say."""
    words = _WORD.findall(line)
    long = [word for word in words if len(word) > 3]
    count = len(words)
    capitals = sum(word[0].isupper() for word in long) / max(len(long), 1)
    shouted = sum(len(word) > 1 and word.isupper() for word in words) / max(count, 1)
    return {
        "one": 1.0,
        "ruled headline": float(ruled == "headline"),
        "ruled byline": float(ruled == "byline"),
        "words": math.log(1 + count),
        **{f"over {number} words": float(count > number) for number in _LENGTHS},
        "short": float(count <= 8),
        "ended": float(bool(_ENDED.search(line))),
        "capitals": capitals,
        "title": float(capitals >= 0.85 and len(long) >= 3),
        "all capitals": float(shouted > 0.7),
        **{name: float(bool(sign.search(line))) for name, sign in SIGNS.items()},
    }


def _places(lines: Sequence[str], paragraphs: Sequence[int]) -> Iterator[dict[str, float]]:
    """Where each line stands: in its paragraph, in the article, among lines like it."""
    texts: dict[int, list[str]] = {}
    for line, paragraph in zip(lines, paragraphs, strict=True):
        texts.setdefault(paragraph, []).append(line)
    around = [_paragraph(inside) for inside in texts.values()]
    places = {paragraph: place for place, paragraph in enumerate(texts)}
    runs = _runs(list(texts.values()))
    long = sum(len(inside) > 1 for inside in texts.values()) / max(len(texts), 1)
    same = Counter(" ".join(line.casefold().split()) for line in lines)
    for index, (line, paragraph) in enumerate(zip(lines, paragraphs, strict=True)):
        top = places[paragraph]
        bottom = len(texts) - 1 - top
        run = runs[top]
        yield {
            **around[top],
            "opens": float(index == 0 or paragraphs[index - 1] != paragraph),
            "first line": float(top == 0),
            "last line": float(bottom == 0),
            **{f"top {n}": float(top == n) for n in range(1, _EDGE)},
            **{f"bottom {n}": float(bottom == n) for n in range(1, _EDGE)},
            "place": index / max(len(lines) - 1, 1),
            "paragraphs": math.log(len(texts)),
            "long paragraphs": long,
            "bare": float(run.lines > 0),
            "run of one": float(run.lines == 1),
            "run of two": float(run.lines == 2),
            "list": float(run.lines > 2),
            "headed": float(run.headed),
            "after a colon": float(index > 0 and lines[index - 1].endswith(":")),
            "repeated": float(same[" ".join(line.casefold().split())] > 1),
        }


def _paragraph(lines: Sequence[str]) -> dict[str, float]:
    """What the lines of one paragraph say together."""
    return {
        "alone": float(len(lines) == 1),
        "paragraph": math.log(len(lines)),
        "paragraph words": math.log(1 + len(_WORD.findall(" ".join(lines)))),
        "credited": float(any(SIGNS["agency"].search(line) for line in lines)),
    }


def _runs(paragraphs: Sequence[Sequence[str]]) -> list[_Run]:
    """Of each paragraph the run of unended ones that it is in; a colon heads a run."""
    runs: list[_Run] = []
    while len(runs) < len(paragraphs):
        start = end = len(runs)
        while end < len(paragraphs) and not _ENDED.search(paragraphs[end][-1]):
            end += 1
        if end == start:
            runs.append(_Run(0, False))
            continue
        heads = [paragraphs[start][-1], *([paragraphs[start - 1][-1]] if start else [])]
        headed = any(head.endswith(":") for head in heads)
        runs += [_Run(end - start, headed)] * (end - start)
    return runs


def _around(own: Sequence[dict[str, float]], index: int) -> dict[str, float]:
    """What stands before and after a line, as far as there is anything."""
    beside: dict[str, float] = {}
    for by in (-2, -1, 1, 2):
        there = own[index + by] if 0 <= index + by < len(own) else None
        beside[f"{by:+d} there"] = float(there is not None)
        for name in _BESIDE:
            beside[f"{by:+d} {name}"] = there[name] if there is not None else 0.0
    return beside
