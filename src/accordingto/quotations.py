"""Where quotations stand: every kind of mark, across paragraphs, without raising on an odd one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from accordingto.records import Span

#: Opening marks and what closes them. Straight marks are decided by their surroundings.
_PAIRS = {"“": "”", "„": "”", "«": "»", "``": "''", "‘": "’", "‹": "›"}
_MARK = re.compile(r"``|''|[“”„«»‘’‹›\"'`]")
_ELISION = re.compile(r"['’](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n\b)", re.IGNORECASE)


def quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """The outermost quotations, marks included, in order; none crosses a paragraph.

    A quotation that goes on in the next paragraph (which opens with a mark again, as newspapers
    do) runs to the end of its own. A mark without partner opens and closes nothing.
    """
    spans: list[Span] = []
    for i, paragraph in enumerate(paragraphs):
        following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        goes_on = following is not None and text[following.start] in "“\"‘'`«"
        spans += _of_paragraph(text, paragraph, goes_on)
    return tuple(spans)


def states(text: str, paragraphs: Sequence[Span]) -> bytearray:
    """A state per character: 0 outside a quotation, 1 opening mark, 2 inside, 3 closing mark."""
    state = bytearray(len(text))
    for span in quotations(text, paragraphs):
        state[span.start : span.end] = b"\x02" * len(span)
        state[span.start] = 1
        if not left_open(text, span):
            state[span.end - 1] = 3
    return state


def quotation_at(quotations: Sequence[Span], at: int) -> Span | None:
    """The quotation, of some in the order of the text, that holds the character at ``at``."""
    k = bisect_right(quotations, at, key=lambda quotation: quotation.start) - 1
    return quotations[k] if k >= 0 and at < quotations[k].end else None


def left_open(text: str, quotation: Span) -> bool:
    """Whether a quotation ends without a closing mark: it goes on in the next paragraph."""
    return text[quotation.end - 1] not in "”\"’'»›"


def _of_paragraph(text: str, paragraph: Span, goes_on: bool) -> list[Span]:
    spans: list[Span] = []
    start, closer = -1, ""
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark, at = match.group(), match.start()
        if start < 0:
            closer = _closer_if_opening(text, match, paragraph)
            if closer:
                start = at
        elif mark == closer and _closes(text, match, paragraph):
            spans.append(Span(start, match.end()))
            start = -1
    if start >= 0 and goes_on:
        spans.append(Span(start, paragraph.end))
    return spans


def _closer_if_opening(text: str, match: re.Match[str], paragraph: Span) -> str:
    """The mark that would close the quotation opened here; empty if this opens none."""
    mark, at, end = match.group(), match.start(), match.end()
    before = text[at - 1] if at > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    if mark in ("'", "‘", "`"):
        if before.isalnum() or after.isspace() or _ELISION.match(text, at):
            return ""
        closer = "’" if mark == "‘" else "'"
        rest = text[end : paragraph.end]
        # A single mark opens a quotation only where one stands that can close it.
        return closer if re.search(rf"\S{closer}(?!\w)", rest) else ""
    if mark in _PAIRS:
        return _PAIRS[mark]
    if mark == '"':
        if before.isdigit() and (after.isspace() or not after.isalnum()):
            return ""  # inches
        return '"'
    return ""


def _closes(text: str, match: re.Match[str], paragraph: Span) -> bool:
    mark, at, end = match.group(), match.start(), match.end()
    after = text[end] if end < paragraph.end else " "
    if mark in ("'", "’"):
        return not after.isalnum() and not text[at - 1].isspace()
    if mark == '"':
        # Opening shape (space before, letter after) inside an open quotation: a stray mark.
        return not (text[at - 1].isspace() and after.isalnum() and at - 1 > paragraph.start)
    return True
