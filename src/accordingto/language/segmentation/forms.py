"""Whether a content is quoted: its form."""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.quotations import quotations_in
from accordingto.records import Form, Span


def form_of(content: Sequence[Span], quotations: Sequence[Span], text: str) -> Form:
    """``direct`` if all of the content's words are quoted, ``mixed`` if some, else ``indirect``.

    ``quotations`` are in the order of the text.
    """
    quoted = letters = 0
    for span in content:
        beside = quotations_in(quotations, span)
        for at in range(span.start, span.end):
            if text[at].isalnum():
                letters += 1
                quoted += any(q.start <= at < q.end for q in beside)
    if not quoted:
        return "indirect"
    return "direct" if quoted == letters else "mixed"
