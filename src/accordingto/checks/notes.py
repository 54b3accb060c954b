"""Quotations against notes and transcripts: verbatim, trimmed, altered or absent.

Words are compared, not marks: case, punctuation and the shape of quotation marks and apostrophes
do not count. rapidfuzz finds the passage of the notes that is most like the quotation (partial
ratio), and tells word by word how the two differ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from accordingto.records import Article

Agreement = Literal["verbatim", "trimmed", "altered", "absent"]

_WORD = re.compile(r"[^\W_]+(?:[.,'’:-][^\W_]+)*%?")
#: Below this likeness of the nearest passage (0 to 100) a quotation is not the notes' at all.
_ALIKE = 70
#: How many words of the notes around a passage are looked at, so that its ends are right.
_MARGIN = 12


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quotation beside the nearest passage of the notes.

    ``difference`` shows what was taken out of the passage as ``[-words-]`` and put in as
    ``{+words+}``; it is empty where nothing is like it. ``notes`` names the notes that the passage
    is of.
    """

    agreement: Agreement
    difference: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """One text of notes, as words in order: as they stand, and as they are compared."""

    name: str
    words: tuple[str, ...]
    plain: tuple[str, ...]
    joined: str

    @classmethod
    def of(cls, article: Article) -> Notes:
        """The words of a text that was read."""
        words = tuple(_WORD.findall(article.text))
        plain = tuple(map(_plain, words))
        return cls(article.origin or "the notes", words, plain, f" {' '.join(plain)} ")


def compared(quotation: str, notes: Sequence[Notes]) -> Comparison:
    """How a quotation stands to the notes; that of the notes where it stands best."""
    words = tuple(_WORD.findall(quotation))
    plain = tuple(map(_plain, words))
    best = Comparison("absent")
    likeness = 0.0
    for text in notes:
        if f" {' '.join(plain)} " in text.joined:
            return Comparison("verbatim", notes=text.name)
        passage = _passage(plain, text)
        if passage is None:
            continue
        here = fuzz.ratio(plain, text.plain[passage.start : passage.stop])
        if here > likeness:
            likeness, best = here, _difference(words, plain, text, passage)
    return best


def _passage(plain: Sequence[str], text: Notes) -> range | None:
    """The words of the notes that are most like the quotation, None where nothing is."""
    alignment = fuzz.partial_ratio_alignment(
        " ".join(plain), text.joined, score_cutoff=_ALIKE * 0.6
    )
    if alignment is None:
        return None
    first = max(0, text.joined.count(" ", 0, alignment.dest_start) - 1 - _MARGIN)
    last = text.joined.count(" ", 0, alignment.dest_end) + _MARGIN
    window = text.plain[first:last]
    kept = [op for op in Indel.opcodes(window, plain) if op.tag == "equal"]
    shared = sum(op.src_end - op.src_start for op in kept)
    if not kept or 100 * shared < _ALIKE * len(plain):
        return None
    # What the quotation has before and behind its first and last shared word stands for as much.
    ahead, behind = kept[0].dest_start, len(plain) - kept[-1].dest_end
    start = max(0, kept[0].src_start - ahead)
    return range(first + start, first + min(len(window), kept[-1].src_end + behind))


def _difference(
    words: Sequence[str], plain: Sequence[str], text: Notes, passage: range
) -> Comparison:
    """Word by word, what of the passage the quotation leaves out, and what it has instead."""
    start, stop = passage.start, passage.stop
    shown, trimmed, added = [], False, False
    for op in Indel.opcodes(text.plain[start:stop], plain):
        left = " ".join(text.words[start + op.src_start : start + op.src_end])
        put = " ".join(words[op.dest_start : op.dest_end])
        if op.tag == "equal":
            shown.append(put)
        elif op.tag == "delete":
            trimmed = True
            shown.append(f"[-{left}-]")
        else:
            added = True
            shown.append(f"{{+{put}+}}")
    agreement: Agreement = "altered" if added else "trimmed" if trimmed else "verbatim"
    return Comparison(agreement, " ".join(shown), text.name)


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").replace("'", "")
