"""Why a source has no name: the article's own words."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from accordingto.records import Span

_REASON = re.compile(
    r"(?:who |was |were |is |has |have |had )?(?:also )?(?:speaking |spoke |granted |requested |"
    r"asked for |insisted )?(?:up)?(?:on )?(?:the )?(?:condition of )?anonymity\b[^,.;”\"]*"
    r"|(?:was|were|is|are) not authori[sz]ed to [^,.;”\"]*"
    r"|(?:who )?(?:declined|asked|requested|wished|wanted|preferred|refused)[^.,;]{0,25}?"
    r"(?:not )?to (?:be (?:named|identified|quoted)|give (?:his|her|their) names?|"
    r"remain (?:anonymous|unnamed))[^.,;”\"]*"
    r"|(?:who )?asked that (?:his|her|their) names? not be [^.,;”\"]*",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r"\b(?:because|due to|as the|for fear|to protect|citing|since)\b[^,.;”\"]*")


def reason_for_anonymity(doc: Doc, mention: Span) -> str | None:
    """The article's words for why a name is withheld, from the mention's own sentence."""
    token = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if token is None:
        return None
    sentence = token[0].sent.text
    match = _REASON.search(sentence)
    if match is None:
        return None
    because = _BECAUSE.search(sentence, match.start())
    return " ".join((because or match).group().split()).strip(" ,")
