"""What kind of line a sentence is: body, headline, or byline (all that surrounds an article).

Rules from the words and the place of a line alone. A headline or byline is never blamed for
lacking a source, so that the rules rather call a byline body than a sentence a byline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from accordingto.records import Kind, Span

_AGENCIES = r"(?:AP|AFP|EPA|UPI|NPR|CNN|CBS|ABC|NBC|Xinhua|R(?:EUTERS|euters)|Bloomberg|Getty)"
#: A photographer's or agency's credit at the end of a caption, or alone.
_CREDIT = re.compile(
    r"(?:\((?:AP Photo|Photo|Reuters|REUTERS|Image|Xinhua/)[^()]*\)"
    r"|REUTERS/[\w .'’/-]+|\bvia (?:AP|Getty Images|REUTERS|Reuters)\)?"
    rf"|^[\w .,'’&/()-]{{3,60}}/{_AGENCIES}(?:/[\w ]+)*"
    r"|/(?:AFP|File Photo|Handout)|\bGetty Images|\bAssociated Press file photo)\.?\)?$"
)
#: How lines begin that name a writer, caption a picture, or send the reader elsewhere: words
#: before a colon, then phrases.
_LABELS = (
    r"FILE|FILE PHOTO|PHOTOS?|Photos?|Photograph|Image|Picture|Video|VIDEO|Credit|Caption|Related"
    r"|RELATED|SEE ALSO|See also|READ MORE|Read [Mm]ore|MORE|More|WATCH|Watch|Sources?|Contributing"
    r"|VIDEO TIMELINE|Also on [A-Z]+|CORRECTION|Correction|CLARIFICATION|Clarification"
    r"|Editor['’]s [Nn]ote|EDITOR['’]S NOTE"
)
_PHRASES = (
    r"FILE - |Photo by |Image copyright|Image caption|Media caption|Media playback|toggle caption"
    r"|Enlarge this image|Hide caption|Video Player Close|JUST WATCHED|Replay More Videos"
    r"|Facebook Twitter Pinterest|Story highlights|h/t |Advertisement|ADVERTISEMENT|Skip Ad|<tweet"
    r"|(?:Additional )?[Rr]eporting by |Editing by |Writing by |(?:— )?With assistance "
    r"|Compiled by |This article is part of |An earlier version of th|This story has been updated"
    r"|In this \w+ \d+ story, corrects|The views expressed|Copyright |©|\(c\) |All rights reserved"
    r"|Read or Share this story|Write to [A-Z].*@|Contact [A-Z].* at |Email [A-Z]|— .*\(@\w+\)"
    r"|Follow (?:him|her|them|us|[A-Z@]).* on |Sign up |Subscribe |Click here|Read the full"
    r"|Updated?:? (?:at )?(?:\d|on \w+ \d|[A-Z])"
)
_OPENING = re.compile(rf"[(\[\s]*(?:(?:{_LABELS})\s*:|{_PHRASES})")
_ENDING = re.compile(
    r"(?:\bRead more|\bcontributed (?:reporting )?to this (?:report|story|article)\.?"
    r"|contributed (?:reporting)?\.|Replay More Videos \.\.\.|@[\w.]+\.(?:com|org)\.?)$"
)
_NAME = r"[A-Z][\w.'’-]*"
_BYLINE = re.compile(rf"(?:By|by|BY) (?:the )?{_NAME}(?:[ ,]+(?:and |of |de |van )?{_NAME})*$")
#: “ALBANY, N.Y. (AP) —”: capitals alone are rather a crosshead.
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’-]+(?:, [A-Z][\w.]+)*(?: \([A-Za-z ]+\)\s*[-–—]*|\s*[-–—]+|, [A-Z][\w.]+)$"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(rf"(?:\w+day, )?{_MONTH} \d{{1,2}},? \d{{4}}(?:[ ,|]+\d.*)?$")
_DATED_END = re.compile(rf"{_MONTH} \d{{1,2}}, \d{{4}}\.$")
_ENDED = re.compile(r"[.!?:;,…]+[\"'”’)\]]*$")
#: A line without a full stop that is longer than this is rather a paragraph whose stop was lost.
_LONGEST_HEADLINE = 130
_LONGEST_CROSSHEAD = 50


def kinds(text: str, sentences: Sequence[Span], paragraphs: Sequence[Span]) -> tuple[Kind, ...]:
    """The kind of every sentence of ``text``; spans are code points, in the article's order."""
    lines = _by_paragraph(sentences, paragraphs)
    sentence_kinds: list[Kind] = ["body"] * len(sentences)
    for number, line in enumerate(lines):
        parts = [sentences[i].of(text) for i in line]
        for i, kind in zip(line, _line(parts, number, len(lines)), strict=True):
            sentence_kinds[i] = kind
    for line, below in pairwise(lines):
        last = sentences[line[-1]].of(text)
        alone = len(below) == 1 and _CREDIT.search(sentences[below[0]].of(text))
        if alone and _DATED_END.search(last):  # a caption, its credit on the next line
            for i in line:
                sentence_kinds[i] = "byline"
    return tuple(sentence_kinds)


def _line(parts: list[str], number: int, lines: int) -> list[Kind]:
    """The kinds of the sentences of one line; ``number`` counts the article's lines from 0."""
    if _CREDIT.search(parts[-1]) and len(" ".join(parts)) < 700:
        return ["byline"] * len(parts)  # a caption and its credit
    if parts[0].startswith(
        ("FILE PHOTO:", "Image copyright", "JUST WATCHED", "Enlarge this image")
    ):
        return ["byline"] * len(parts)
    if len(parts) == 1 and _is_headline(parts[0], number, lines):
        return ["headline"]
    whole = len(parts) == 1
    return ["byline" if _is_byline(part, whole) else "body" for part in parts]


def _is_byline(part: str, whole: bool) -> bool:
    if _OPENING.match(part) or _ENDING.search(part):
        return True
    alone = (_BYLINE, _DATELINE, _DATE)
    return whole and len(part) < 100 and any(pattern.match(part) for pattern in alone)


def _is_headline(part: str, number: int, lines: int) -> bool:
    """Whether a line is the article's headline (its first line) or a crosshead within it."""
    if lines < 3 or _is_byline(part, True) or not any(c.isalpha() for c in part):
        return False
    if number == 0:
        return len(part) <= _LONGEST_HEADLINE and (not _ENDED.search(part) or _title_case(part))
    if number == lines - 1 or len(part) > _LONGEST_CROSSHEAD or _ENDED.search(part):
        return False
    return part[0].isupper() or part[0] in "‘'"


def _title_case(part: str) -> bool:
    """Whether nearly all words have a capital: “Supreme Court Says No To Travel Ban.”"""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", part) if len(word) > 3]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.85 * len(words)


def _by_paragraph(sentences: Sequence[Span], paragraphs: Sequence[Span]) -> list[list[int]]:
    """Indices of the sentences that start in each paragraph; paragraphs without one left out."""
    lines: list[list[int]] = [[] for _ in paragraphs]
    paragraph = 0
    for i, sentence in enumerate(sentences):
        while paragraph + 1 < len(paragraphs) and paragraphs[paragraph].end <= sentence.start:
            paragraph += 1
        lines[paragraph].append(i)
    return [line for line in lines if line]
