"""Where quotations stand: every kind of mark, across paragraphs, without raising on an odd one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from accordingto.records import Span

_OPENING = "“„«`‘‹\"'"
#: Opening marks and what closes them. Straight marks are decided by their surroundings.
_PAIRS = {"“": "”", "„": "”", "«": "»", "``": "''", "‘‘": "’’", "‘": "’", "‹": "›"}
_SINGLE = frozenset({"'", "‘", "`"})
#: Double marks, which writers and their programs take for one another.
_DOUBLE = frozenset({"“", "”", '"', "''", "‘‘", "’’", "″"})
_DOUBLE_MARK = re.compile("''|‘‘|’’|[“”\"″]")
#: What a paragraph begins with that takes up a quotation left open in the one above.
_TAKES_UP = "“\"‘'`«"
#: What stands straight before an opening mark.
_BEFORE = "([{—–-/:“‘'"
#: What may stand straight before a closing mark, beside letters and digits.
_ENDS = ".,;:!?…’‘')]}%*$—–-"
#: How many paragraphs below may close a quotation whose paragraphs do not open with a mark again.
REACH = 8
_MARK = re.compile(r"``|''|‘‘|’’|[“”„«»‘’‹›\"″'`]")
_SENTENCE_END = re.compile(r"[.!?…]\W*$")
#: “…, she said.”, “…, Roe told the court”: a frame within what should be all quoted.
_FRAMED = re.compile(
    r",\s(?:\w[\w.’'-]*\s){1,4}(?:said|says|told|tells|wrote|writes|asked|added)\b"
    r"(?!\s(?:that|the|he|she|it|they|we)\b)"
)
_ELISION = re.compile(r"['’](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark that opens a quotation: where it stands, which it is, and which closes it."""

    start: int
    mark: str
    closer: str


def quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """The outermost quotations, marks included, in order; none crosses a paragraph.

    A quotation left open runs to the end of its paragraph where the next one opens with a mark
    again, as newspapers do, and where one of the next `REACH` closes it before another double mark
    stands there: then all between is quoted as well, a span for each paragraph. Any other mark
    without partner opens and closes nothing.
    """
    spans: list[Span] = []
    i, at = 0, 0
    while i < len(paragraphs):
        paragraph = Span(max(at, paragraphs[i].start), paragraphs[i].end)
        found, left = _of_paragraph(text, paragraph)
        rest = None if left is None else _rest(text, paragraphs[i + 1 : i + 1 + REACH])
        if left is None or rest is None:
            spans += found
            i += 1
            continue
        spans += [span for span in found if span.end <= left.start]
        spans += [Span(left.start, paragraph.end), *rest]
        i += len(rest) or 1  # the paragraph that closes it may hold other quotations behind it
        at = rest[-1].end if rest else 0
    return tuple(spans)


def states(text: str, paragraphs: Sequence[Span]) -> bytearray:
    """A state per character: 0 outside a quotation, 1 opening mark, 2 inside, 3 closing mark."""
    state = bytearray(len(text))
    for span in quotations(text, paragraphs):
        state[span.start : span.end] = b"\x02" * len(span)
        if text[span.start] in _OPENING:
            state[span.start] = 1
        if not left_open(text, span):
            state[span.end - 1] = 3
    return state


def quotation_at(quotations: Sequence[Span], at: int) -> Span | None:
    """The quotation, of some in the order of the text, that holds the character at ``at``."""
    k = bisect_right(quotations, at, key=lambda quotation: quotation.start) - 1
    return quotations[k] if k >= 0 and at < quotations[k].end else None


def quotations_in(quotations: Sequence[Span], span: Span) -> Sequence[Span]:
    """The quotations, of some in the order of the text, that share a character with a span."""
    first = bisect_right(quotations, span.start, key=lambda quotation: quotation.end)
    end = bisect_left(quotations, span.end, key=lambda quotation: quotation.start)
    return quotations[first:end]


def left_open(text: str, quotation: Span) -> bool:
    """Whether a quotation ends without a closing mark: it goes on in the next paragraph."""
    return text[quotation.end - 1] not in "”\"’'»›"


def _rest(text: str, below: Sequence[Span]) -> tuple[Span, ...] | None:
    """What a quotation left open holds of the paragraphs below that do not open with a mark.

    Empty where the next one does; None where nothing shows that the quotation goes on.
    """
    if below and text[below[0].start] in _TAKES_UP:
        return ()
    for k, paragraph in enumerate(below):
        match = _DOUBLE_MARK.search(text, paragraph.start, paragraph.end)
        if match is not None:
            closes = match.start() > paragraph.start and _stands_as_closing(text, match, paragraph)
            return (*below[:k], Span(paragraph.start, match.end())) if closes else None
    return None


def _of_paragraph(text: str, paragraph: Span) -> tuple[list[Span], _Open | None]:
    """The outermost quotations of a paragraph, and the mark that leaves one open, if one does."""
    stack: list[_Open] = []
    pairs: list[tuple[Span, str]] = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark = match.group()
        within = bool(stack) and stack[-1].mark not in _SINGLE
        if within and mark not in _DOUBLE and mark != stack[-1].closer:
            continue  # single marks within a quotation close nothing around them
        depth = _closed(text, stack, match, paragraph)
        if depth is not None:
            depth = _run_together(text, stack, depth, paragraph)
            pairs.append((Span(stack[depth].start, match.end()), stack[depth].mark))
            del stack[depth:]
        elif closer := _closer_if_opening(text, match, paragraph):
            stack.append(_Open(match.start(), mark, closer))
    outermost: list[tuple[Span, str]] = []
    for span, mark in sorted(pairs):
        if not outermost or span.start >= outermost[-1][0].end:
            outermost.append((span, mark))
    left = next((one for one in stack if not _odd(text, one, outermost, paragraph)), None)
    return [span for span, _ in outermost], left


def _run_together(text: str, stack: Sequence[_Open], depth: int, paragraph: Span) -> int:
    """The first of the open quotations that are paragraphs of one, their line breaks lost.

    “We looked. “Then we left.”: each opens after a sentence of the one before, the first of them
    the paragraph, and none is told to be somebody's.
    """
    opened = stack[: depth + 1]
    parts = [text[a.start : b.start] for a, b in pairwise(opened)]
    joined = all(_SENTENCE_END.search(part) and not _FRAMED.search(part) for part in parts)
    one_mark = len({one.mark for one in opened}) == 1
    return 0 if joined and one_mark and opened[0].start == paragraph.start else depth


def _odd(text: str, one: _Open, pairs: Sequence[tuple[Span, str]], paragraph: Span) -> bool:
    """Whether a mark without partner is a slip: a whole quotation of its kind stands behind it.

    Not so where it opens its paragraph and nothing there tells who speaks: all is quoted.
    """
    followed = any(mark == one.mark and span.start > one.start for span, mark in pairs)
    all_quoted = one.start == paragraph.start and not _FRAMED.search(text, one.start, paragraph.end)
    return followed and not all_quoted


def _closed(text: str, stack: Sequence[_Open], match: re.Match[str], paragraph: Span) -> int | None:
    """Which of the open quotations a mark closes: one with that mark, else the last by mistake."""
    if not stack:
        return None
    mark = match.group()
    depth = next((k for k in range(len(stack) - 1, -1, -1) if stack[k].closer == mark), None)
    if depth is not None and _closes(text, match, paragraph):
        return depth
    mistaken = mark in _DOUBLE and stack[-1].mark in _DOUBLE
    if depth is None and mistaken and _stands_as_closing(text, match, paragraph):
        return len(stack) - 1
    return None


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
    if mark == "”" and before.isspace() and after.isalnum():
        return mark  # turned the wrong way
    if mark == '"':
        if not before.isspace() and before not in _BEFORE and not after.isalnum():
            return ""  # it can but close; or inches
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


def _stands_as_closing(text: str, match: re.Match[str], paragraph: Span) -> bool:
    """Whether a mark follows a word or a point without a blank, and a blank or a point it."""
    before = text[match.start() - 1] if match.start() > paragraph.start else " "
    after = text[match.end()] if match.end() < paragraph.end else " "
    inches = match.group() == '"' and before.isdigit()
    ends = before.isalnum() or before in _ENDS
    return ends and not after.isalnum() and not inches
