"""Whether a named person is a woman or a man, where the article itself tells.

Pronouns and honorifics tell, nothing else: no list of given names is asked, and a picture of the
person even less. An article that says both of one source, or neither, does not tell.
"""

from __future__ import annotations

import re
from typing import Literal

from accordingto.records import Annotation, Source, Span

Gender = Literal["woman", "man", "not told"]

_WOMAN = frozenset("she her hers herself".split())
_MAN = frozenset("he him his himself".split())
_TITLE = r"(?:(?P<woman>Mrs|Ms|Miss|Mme|Madam|Madame|Dame|Lady)|(?P<man>Mr|Sir|Lord))"
#: Right before a mention, at its start, and anywhere in the title of a source.
_BEFORE = re.compile(rf"\b{_TITLE}\.?\s+\Z")
_AT_START = re.compile(rf"{_TITLE}\b")
_IN_TITLE = re.compile(rf"\b{_TITLE}\b")
#: How far in front of a mention its honorific may begin.
_REACH = 12


def told_gender(annotation: Annotation, source: Source) -> Gender:
    """What the article tells of a named person by pronoun or honorific; else “not told”."""
    if source.type != "named person":
        return "not told"
    text = annotation.article.text
    spans = {
        *source.mentions,
        *(
            attribution.source
            for attribution in annotation.attributions
            if attribution.source_id == source.id and attribution.source is not None
        ),
    }
    told = {gender for span in spans for gender in _genders(text, span)}
    told |= _told(_IN_TITLE.search(source.title or ""))
    if len(told) != 1:
        return "not told"
    return told.pop()


def _genders(text: str, span: Span) -> set[Gender]:
    words = span.of(text)
    if words.casefold() in _WOMAN:
        return {"woman"}
    if words.casefold() in _MAN:
        return {"man"}
    before = text[max(0, span.start - _REACH) : span.start]
    return _told(_BEFORE.search(before)) | _told(_AT_START.match(words))


def _told(match: re.Match[str] | None) -> set[Gender]:
    if match is None:
        return set()
    return {"woman"} if match["woman"] else {"man"}
