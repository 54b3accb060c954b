"""Words whose speaker is named behind them: embedded posts, and quotations with a credit.

“Build the bridge! — Teresa Roe (@roe) May 4, 2018” and, in a round-up of what others write, a
letter to the editor or a pull quote, ““The bridge is a folly.” — Teresa Roe, The Tidewater
Courier”. The credit may stand on a line of its own below the quotation, there also without a dash.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from accordingto.language.segmentation.speaker_turns import Turn
from accordingto.lexicon import wordlist
from accordingto.quotations import left_open, quotation_at
from accordingto.records import Article, Span

_DASH = r"[—–―-]{1,2}[ \t]?"
_POST = re.compile(
    rf"^[ \t]*(?P<said>\S.*?)[ \t]*{_DASH}(?P<who>[^—–―()\n]{{2,60}}?)[ \t]?\(@\w+\)"
    r"(?:,?[ \t][A-Z][a-z]+\.?[ \t]\d{1,2},[ \t]\d{4})?\W*?$",
    re.MULTILINE,
)
_WORD = r"[A-Z][\w.'’&-]*"
_JOINING = r"(?:of|the|for|and|de|van|von|bin|al|la|former|editor|columnist|contributor)"
_NAME = rf"(?:[Ff]ormer[ \t])?{_WORD}(?:[ \t](?:{_JOINING}[ \t])*{_WORD}){{1,9}}"
#: Behind the name: what they are, where they said it, where to hear it.
_MORE = (
    r"(?:,[ \t]?[^\n]{2,160}|[ \t]?\([^()\n]{1,60}\)|[ \t]statement"
    r"|[ \t](?:on|in|to|via|at|during|after|from|about|speaking|writing|responding|talking"
    r"|discussing|campaigning|quoted|testifying)[ \t][^\n]{2,120})"
)
#: “ — Sen. Teresa Roe, on the news.]”
_DASHED = re.compile(rf"[ \t.\])]*{_DASH}(?P<who>{_NAME})(?P<more>{_MORE})?[ \t.\]]*")
_PERSON = (
    r"(?!Editorial\b|The\b)[A-Z][\w.'’-]*"
    r"(?:[ \t](?:(?:de|van|von|bin|al|la)[ \t])?[A-Z][\w.'’-]*){1,3}"
)
#: “Teresa Roe and Mark Odell, The Tidewater Courier”, alone on a line.
_BARE = re.compile(
    rf"[ \t]*(?P<who>{_PERSON}(?:,[ \t]{_PERSON})*?(?:,?[ \t](?:and|&)[ \t]{_PERSON})?)"
    r",[ \t](?P<outlet>(?:[Tt]he[ \t])?[A-Z][^\n.,;:!?“”\"]{1,50})[ \t]*"
)
#: Whoever wrote the article or helped with it is no speaker.
_WRITERS = re.compile(r"\b(?:contribut|report(?:ed|ing)\b|updated\b|copyright\b)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\s”\"’']*\Z")
#: At least so much of its paragraph is the quotation that is credited; the rest leads in to it.
_MOSTLY = 0.6


_SIGNED, _CREDITED = "a post signed with this name", "credited to this name behind it"


def credited(article: Article, quotations: Sequence[Span]) -> tuple[Turn, ...]:
    """The posts and quotations of an article that are credited behind them, in order.

    ``quotations``: one span for each paragraph of a quotation, marks included.
    """
    posts = [
        Turn(Span(*m.span("who")), Span(*m.span("said")), False, m.end(), _SIGNED, False)
        for m in _POST.finditer(article.text)
    ]
    quoted = _quoted(article, quotations)
    free = (one for one in quoted if not any(one.said.overlaps(post.said) for post in posts))
    return tuple(sorted([*posts, *free], key=lambda turn: turn.said))


def _quoted(article: Article, quotations: Sequence[Span]) -> Iterator[Turn]:
    """The quotations with a credit, on the same line or the next."""
    text, lines = article.text, article.paragraphs
    bare: list[Turn] = []
    trusted = False
    signed = _signed(article, quotations)
    for number, line in enumerate(lines):
        last = _block(text, line, quotations)
        if last is None:
            continue
        below = lines[number + 1] if number + 1 < len(lines) else None
        here = Span(last.end, line.end)
        alone = not text[here.start : here.end].strip(" \t.])")
        place = below if alone else here
        if place is None:
            continue
        said = Span(_opening(text, lines, number, last, quotations), last.end)
        dashed = _DASHED.fullmatch(text, place.start, place.end)
        if dashed is not None and not _WRITERS.search(dashed[0]):
            if not (alone and signed and dashed["more"] is None):
                yield Turn(Span(*dashed.span("who")), said, False, place.end, _CREDITED, False)
            continue
        plain = _BARE.fullmatch(text, place.start, place.end)
        said_out = _SENTENCE_END.search(text, said.start, said.end)  # no crosshead above a byline
        if plain is not None and said_out and not _WRITERS.search(plain[0]):
            bare += [Turn(who, said, False, place.end, _CREDITED) for who in _people(plain)]
            trusted = trusted or _is_medium(plain["outlet"])
    # One line of names below one quotation may be anything; a medium or a habit makes a credit.
    if trusted or len({turn.said for turn in bare}) > 1:
        yield from bare


def _people(credit: re.Match[str]) -> list[Span]:
    """The names of a credit, one or several."""
    names = re.compile(_PERSON).finditer(credit.string, *credit.span("who"))
    return [Span(*name.span()) for name in names]


def _signed(article: Article, quotations: Sequence[Span]) -> bool:
    """Whether writers sign their parts of the article: “- Teresa Roe” below plain text."""
    text, lines = article.text, article.paragraphs
    for above, line in pairwise(lines):
        match = _DASHED.fullmatch(text, line.start, line.end)
        if match is not None and match["more"] is None and _block(text, above, quotations) is None:
            return True
    return False


def _block(text: str, line: Span, quotations: Sequence[Span]) -> Span | None:
    """The quotation that makes up a paragraph, but for a few words before it or a credit behind."""
    first = bisect_left(quotations, line.start, key=lambda quotation: quotation.start)
    if first == len(quotations) or quotations[first].start >= line.end:
        return None
    block = quotations[first]
    before = text[line.start : block.start].strip(" \t[(")
    whole = len(block) >= _MOSTLY * (len(block) + len(before))
    return block if whole and not left_open(text, block) else None


def _opening(
    text: str, lines: Sequence[Span], number: int, last: Span, quotations: Sequence[Span]
) -> int:
    """Where a quotation of several paragraphs begins whose last one is ``last``."""
    start = last.start
    while number and not text[lines[number].start : start].strip():
        number -= 1
        above = quotation_at(quotations, lines[number].end - 1)
        if above is None or not left_open(text, above):
            break
        start = above.start
    return start


def _is_medium(outlet: str) -> bool:
    """Whether a name has a word that newspapers and broadcasters have in theirs."""
    return any(word.lower() in wordlist("media") for word in re.findall(r"\w+", outlet))
