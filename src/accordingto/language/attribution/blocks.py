"""Block quotations without marks: the words below a frame that ends in a colon.

“Roe writes in The Tidewater Courier:” and, below it, a paragraph of hers. Where text is all there
is, nothing shows how far it goes: the first paragraph is hers, and the next ones only as long as
they say “I” or “we” and the article itself does not. A statement that is announced in full goes on
until somebody else speaks or its author is named.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from accordingto.language.attribution.stance import stance_of
from accordingto.language.segmentation.letters import SALUTATION
from accordingto.language.segmentation.line_types import kinds
from accordingto.language.segmentation.speaker_turns import Turn
from accordingto.language.tagging.tagger import RoleSpan
from accordingto.quotations import quotation_at
from accordingto.records import ACTS, Article, Kind, Span

_WHY = "the words before the colon announce it"
_COLON = re.compile(r":[)\]”\"’]?\Z")
#: Below a colon these open a list, a quotation with marks, or somebody else's turn.
_OTHER = re.compile(r"[“\"‘'`«•*·–—-]|\(?\d{1,2}[.):]|[A-Z][A-Z .'’-]+:|[QA]:|#|\w+ \(@")
#: A sentence with a frame of its own: “He said that …”.
_FRAMED = re.compile(
    r"(?:He|She|They|It|We)\s(?:also\s|then\s)?(?:said|says|told|wrote|writes|called|asked)\b"
)
_ENDED = re.compile(r"[.!?…]['\"”’)\]]*\Z")
#: What is shown below is perhaps lost with the page: a post, a film, a chart.
_SHOWN = re.compile(
    r"\b(?:tweet\w*|twitter|facebook|instagram|video|clip|watch|listen|photo\w*|chart|graph\w*"
    r"|map|show|interview|below|here)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:full|entire|complete)\s(?:\w+\s)?(?:text|statement|letter|memo|e-?mail|order|speech"
    r"|remarks|post|message|transcript|note)\b|\b(?:in full|in its entirety|text of)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|my|[Ww]e|[Ww]e['’]\w+|[Oo]ur|My|us|me|myself)\b")
#: “Roe's full statement”, “a letter from Teresa Roe”: what may be quoted, and whose it is.
_PAPER = r"(?:statement|letter|memo|memorandum|e-?mail|post|message|note|speech|remarks|response)"
_NAME = r"(?:[A-Z][\w.-]*\s){0,5}(?!\w+day\b)[A-Z][\w.-]*"
_OWNED = re.compile(
    rf"(?P<who>(?!Here|There|That|It\b)\b{_NAME})['’]s?\s(?:[a-z]+\s){{0,3}}{_PAPER}\b"
)
_FROM = re.compile(
    rf"\b{_PAPER}\s(?:\w+\s){{0,2}}?(?:from|by)\s(?:the\s)?"
    rf"(?P<who>(?:{_NAME}['’]s\s(?:[a-z]+\s){{1,2}})?{_NAME})"
)
#: So many characters may stand between the cue and the colon, and make up a block at least.
_FRAME, _SHORTEST = 90, 60
#: So many paragraphs a block may have, and one that is said to be given whole.
_LONGEST, _LONGEST_WHOLE = 6, 20
#: How sure the tagger has to be of the source of the frame's cue.
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class _Frame:
    """The sentence above a block: its words, whose the block is by which, whether it is whole."""

    span: Span
    who: Span
    cue: Span | None
    whole: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """An article, and what stands in it already."""

    doc: Doc
    article: Article
    sentences: Sequence[Span]
    tagged: Sequence[RoleSpan]
    quotations: Sequence[Span]
    turns: Sequence[Turn]
    kinds: Sequence[Kind]

    @property
    def text(self) -> str:
        return self.article.text


def blocks(
    doc: Doc,
    article: Article,
    sentences: Sequence[Span],
    tagged: Sequence[RoleSpan],
    quotations: Sequence[Span],
    turns: Sequence[Turn],
) -> Iterator[Turn]:
    """The block quotations of an article beside the ``turns`` that are known already, in order.

    ``quotations``: one span for each paragraph of a quotation, marks included.
    """
    lines_are = kinds(article.text, sentences, article.paragraphs)
    page = _Page(doc, article, sentences, tagged, quotations, turns, lines_are)
    lines = article.paragraphs
    number = 1
    while number < len(lines):
        frame = _frame(page, lines[number - 1], lines[number])
        first = number
        if frame is not None and SALUTATION.fullmatch(page.text, *_bounds(lines[number])):
            number += 1
        if frame is None or number == len(lines) or not _begins(page, frame, lines[number]):
            number += 1
            continue
        number = _end(page, frame, number)
        said = Span(lines[first].start, lines[number - 1].end)
        yield Turn(frame.who, said, False, said.end, _WHY, person=False, cue=frame.cue)


def _frame(page: _Page, line: Span, below: Span) -> _Frame | None:
    """The last sentence of a paragraph, if it ends in a colon and tells whose the block is."""
    if not _COLON.search(page.text, max(line.start, line.end - 2), line.end):
        return None
    at = bisect_left(page.sentences, line.end, key=lambda sentence: sentence.start) - 1
    if at < 0 or page.sentences[at].start < line.start:
        return None
    span = page.sentences[at]
    whole = _WHOLE.search(page.text, span.start, span.end) is not None
    who, cue = _tagged(page, span, below) or (_written(page.text, span), None)
    return None if who is None else _Frame(span, who, cue, whole)


def _tagged(page: _Page, frame: Span, below: Span) -> tuple[Span, Span] | None:
    """Whose the block is by the tagger, and the cue: the last of its sentence."""
    cues = [part for part in page.tagged if part.role == "cue" and frame.contains(part.span)]
    if not cues or frame.end - cues[-1].span.end > _FRAME:
        return None
    cue = cues[-1]
    source, chance = cue.partner("source")
    who = page.tagged[source].span if source is not None and chance >= _SURE else None
    if who is None or not frame.contains(who) or _FIRST_PERSON.fullmatch(who.of(page.text)):
        return None
    return (who, cue.span) if stance_of(cue.span, (below,), page.doc) not in ACTS else None


def _written(text: str, frame: Span) -> Span | None:
    """Whose the letter or statement is that a frame without a cue gives."""
    found = (pattern.search(text, frame.start, frame.end) for pattern in (_OWNED, _FROM))
    return next((Span(*match.span("who")) for match in found if match is not None), None)


def _begins(page: _Page, frame: _Frame, line: Span) -> bool:
    """Whether a paragraph is what the frame announces.

    Not so where the article itself speaks, what it showed being lost with the page: of a post or a
    film only “I” and “we” are left to tell.
    """
    if not _is_prose(page, line) or _names(page, frame.who, line):
        return False
    shown = not frame.whole and _SHOWN.search(page.text, frame.span.start, frame.span.end)
    return not shown or _in_first_person(page, line)


def _end(page: _Page, frame: _Frame, first: int) -> int:
    """The number of the first paragraph behind a block that begins with the paragraph ``first``."""
    lines = page.article.paragraphs
    own = _in_first_person(page, Span(0, frame.span.start))  # the article says “I” as well
    longest = _LONGEST_WHOLE if frame.whole else _LONGEST
    number = first + 1
    while number < min(len(lines), first + longest):
        line = lines[number]
        theirs = frame.whole or (not own and _in_first_person(page, line))
        if not theirs or not _is_prose(page, line) or _names(page, frame.who, line):
            break
        number += 1
    return number


def _is_prose(page: _Page, line: Span) -> bool:
    """Whether a paragraph can be quoted as it stands: prose, without a speaker of its own."""
    text = page.text
    if len(line) < _SHORTEST or _OTHER.match(text, line.start) or _FRAMED.match(text, line.start):
        return False
    if quotation_at(page.quotations, line.start) is not None:
        return False
    first = bisect_left(page.sentences, line.start, key=lambda sentence: sentence.start)
    body = first < len(page.kinds) and page.kinds[first] == "body"
    ended = _ENDED.search(text, max(line.start, line.end - 3), line.end) is not None
    return body and ended and not any(turn.said.overlaps(line) for turn in page.turns)


def _names(page: _Page, who: Span, line: Span) -> bool:
    """Whether a paragraph names the speaker, a person, by surname: nobody does so of himself."""
    words = page.doc.char_span(who.start, who.end, alignment_mode="expand")
    people = [name for name in (words.ents if words is not None else ()) if name.label_ == "PERSON"]
    surname = people[-1].text.split()[-1] if people else ""
    return bool(surname) and re.search(rf"\b{re.escape(surname)}\b", line.of(page.text)) is not None


def _in_first_person(page: _Page, span: Span) -> bool:
    """Whether a stretch says “I” or “we” outside quotation marks."""
    found = _FIRST_PERSON.finditer(page.text, span.start, span.end)
    return any(quotation_at(page.quotations, match.start()) is None for match in found)


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end
