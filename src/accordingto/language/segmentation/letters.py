"""Letters quoted whole inside a story: from “Dear Mr. Speaker:” to the name below “Sincerely,”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.language.segmentation.speaker_turns import Turn
from accordingto.records import Article, Span

#: The line that opens a letter.
SALUTATION = re.compile(r"[ \t]*[“\"]?(?:Dear|To the) [A-Z][^\n!?]{0,80}[,:—–-]+[”\"]?[ \t]*")
_FAREWELL = re.compile(
    r"[ \t]*[“\"]?(?:(?:[Vv]ery|Yours|Most|With|[Bb]est|[Kk]ind|[Ww]arm) )*"
    r"(?:[Ss]incerely|[Rr]espectfully"
    r"|[Tt]ruly|[Ff]aithfully|[Rr]egards|[Ww]ishes|[Cc]ordially)(?: yours| submitted)?[,.]?[ \t]*"
    r"(?P<here>[A-Z][^\n]{2,80})?",
)
_NAME = re.compile(
    r"[ \t/]*(?P<who>[A-Z][\w.'’-]*(?:[ \t][A-Z][\w.'’-]*){1,4})(?:,[^\n]*)?[”\"]?[ \t]*"
)
#: So many paragraphs a letter may have, and so many characters a line in which an article speaks:
#: one that says nothing before the letter is the letter.
_LONGEST, _SPEAKS = 60, 60
_WHY = "a letter signed with this name"


def letters(article: Article) -> Iterator[Turn]:
    """The letters that an article quotes from salutation to signature, each signer's throughout.

    An article that is a letter is left alone: its writer speaks as any writer does.
    """
    text, lines = article.text, article.paragraphs
    number = next((k for k, line in enumerate(lines, 1) if len(line) >= _SPEAKS), len(lines))
    while number < len(lines):
        if SALUTATION.fullmatch(text, lines[number].start, lines[number].end):
            for below in range(number + 1, min(len(lines), number + _LONGEST)):
                signed = _signature(text, lines[below : below + 2])
                if signed is not None:
                    said = Span(lines[number].start, lines[below - 1].end)
                    yield Turn(signed[0], said, False, signed[1], _WHY)
                    number = below
                    break
        number += 1


def _signature(text: str, lines: tuple[Span, ...]) -> tuple[Span, int] | None:
    """The name that a letter is signed with, and where its line ends; ``lines``: two at most."""
    farewell = _FAREWELL.fullmatch(text, lines[0].start, lines[0].end)
    if farewell is None:
        return None
    below = lines[1] if len(lines) > 1 else None
    place = Span(*farewell.span("here")) if farewell["here"] else below
    name = _NAME.fullmatch(text, place.start, place.end) if place is not None else None
    return None if name is None else (Span(*name.span("who")), name.end())
