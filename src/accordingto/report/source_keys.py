"""Who stands beside a sentence: the codes of sources, and their looks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accordingto.records import Annotation, Attribution

#: Sources with a style of their own: six hues, first solid, then dashed. Later ones share "other".
STYLED = 12


@dataclass(frozen=True, slots=True)
class Code:
    """A source as a sentence's gutter names it: ``text`` “S2”, ``style`` its CSS classes.

    ``via`` is the code of whoever relays the claim, or "". ``key`` is what filters go by.
    """

    key: str
    text: str
    style: str
    name: str
    via: str = ""


def codes_of(annotation: Annotation) -> dict[str | None, Code]:
    """Each source's code and style by its id; None stands for the source that is not known."""
    codes: dict[str | None, Code] = {None: Code("unknown", "unknown source", "unknown", "unknown")}
    for at, source in enumerate(annotation.sources):
        style = f"hue{at % 6 + 1} {'solid' if at < 6 else 'dashed'}" if at < STYLED else "other"
        codes[source.id] = Code(f"S{at + 1}", f"S{at + 1}", style, source.name)
    return codes


def gutter(
    annotation: Annotation, claims: tuple[Attribution, ...], codes: dict[str | None, Code]
) -> tuple[Code, ...]:
    """The codes beside a sentence, each once; who only relays a claim stands behind “via”."""
    relays = {each.id for each in claims if _only_relays(annotation.article.text, each, claims)}
    found: dict[tuple[str, str], Code] = {}
    for each in claims:
        if each.id in relays:
            continue
        code = codes[each.source_id]
        via = ""
        if each.via is not None:
            outer = codes[annotation.attribution(each.via).source_id]
            via = "" if outer == code else outer.text
        found.setdefault((code.key, via), Code(code.key, code.text, code.style, code.name, via))
    return tuple(found.values())


def _only_relays(text: str, outer: Attribution, claims: tuple[Attribution, ...]) -> bool:
    """Whether somebody adds no more than a “that” to what another says through them."""
    inner = [
        span
        for each in claims
        if each.via == outer.id
        for span in (*each.content, each.source, each.cue)
        if span is not None
    ]
    if not inner:
        return False
    own = [
        word
        for content in outer.content
        for word in re.finditer(r"\w+", content.of(text))
        if not any(s.start <= content.start + word.start() < s.end for s in inner)
    ]
    return len(own) <= 1
