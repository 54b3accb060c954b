"""What differs between two wordings: words, quotations inside their marks, numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from accordingto.compare.alignment import PLAIN, words

#: Two wordings so long (their words multiplied) are not compared word by word.
_LONGEST = 1_000_000
#: From this share of common words on (0 to 1), a quotation is another wording of one.
_SAME_QUOTATION = 0.5
#: What a quotation may leave out or put in and say so: an ellipsis, brackets.
_MARKED_CHANGE = re.compile(r"\[[^\]]*\]|\.\s?\.\s?\.|…")

_SCALES = "hundred thousand million billion trillion".split()
_SPELLED = {
    word: str(value)
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        2,
    )
} | {
    word: f"{value}0"
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_A_NUMBER = (
    rf"(?:[$£€]\s?|\b)(?:\d+(?:[.,:]\d+)*|{'|'.join((*_SPELLED, *_SCALES))}|dozen)"
    rf"(?:[-\s](?:{'|'.join((*_SPELLED, *_SCALES))})\b)*(?:\s?%|\s+percent\b|\s+per cent\b|\b)"
)
_NUMBER = re.compile(_A_NUMBER, re.IGNORECASE)
_TOKEN = re.compile(rf"(?i:{_A_NUMBER})\s*|\w+(?:[.,'’-]\w+)*\s*|\s+|[^\w\s]\s*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of two wordings: the same in both but for case and marks, or different."""

    old: str
    new: str
    same: bool


def diff(old: str, new: str) -> tuple[Segment, ...]:
    """Two wordings cut into what is the same and what is not; each side joined is that wording."""
    mine, theirs = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(mine) * len(theirs) > _LONGEST:
        return (Segment(old, new, old == new),)
    matcher = SequenceMatcher(None, [*map(_key, mine)], [*map(_key, theirs)], autojunk=False)
    segments: list[Segment] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        segments.append(Segment("".join(mine[a:b]), "".join(theirs[c:d]), tag == "equal"))
        # A lone mark holds no two changes apart.
        while len(segments) > 2 and not segments[-1].same and not _has_words(segments[-2]):
            last = segments[-3:]
            olds, news = "".join(s.old for s in last), "".join(s.new for s in last)
            segments[-3:] = [Segment(olds, news, False)]
    return tuple(segments)


def _has_words(segment: Segment) -> bool:
    return any(map(str.isalnum, segment.old + segment.new))


def _key(token: str) -> str:
    return token.translate(PLAIN).casefold().strip()


def altered_quotations(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The quotations whose words were changed inside the marks, as they were and as they are.

    A quotation may be cut short at its ends, cut in two, joined, or say by an ellipsis or brackets
    what it leaves out or puts in: its words are then unaltered.
    """
    spoken = [word for quotation in old for word in words(quotation)]
    for quotation in new:
        if _verbatim(quotation, spoken):
            continue
        said = max(old, key=lambda other: _likeness(other, quotation), default="")
        if said and _likeness(said, quotation) >= _SAME_QUOTATION:
            yield said, quotation


def _verbatim(quotation: str, spoken: list[str]) -> bool:
    pieces = [words(piece) for piece in _MARKED_CHANGE.split(quotation)]
    text = f" {' '.join(spoken)} "
    return all(f" {' '.join(piece)} " in text for piece in pieces if piece)


def _likeness(one: str, other: str) -> float:
    """The words of both, of those of the shorter, from 0 to 1."""
    mine, theirs = Counter(words(one)), Counter(words(other))
    fewer = min(mine.total(), theirs.total())
    return (mine & theirs).total() / fewer if fewer else 0


def changed_numbers(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The numbers that others stand in for, as they were and as they are: “14”, “15”.

    Only where one was put in the place of the other; “8 percent” is “eight per cent”.
    """
    known = {value for value, _ in _numbers(old)}, {value for value, _ in _numbers(new)}
    for segment in diff(old, new):
        if segment.same:
            continue
        gone = [number for value, number in _numbers(segment.old) if value not in known[1]]
        come = [number for value, number in _numbers(segment.new) if value not in known[0]]
        yield from zip(gone, come, strict=False)


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """The numbers in a text: each in one spelling for all, and as it stands."""
    for match in _NUMBER.finditer(text):
        number = match.group()
        plain = re.sub(r"(?<=\d),(?=\d)|[$£€]\s?", "", number.lower())
        plain = re.sub(r"\s?(%|percent|per cent)$", " %", plain)
        parts = re.split(r"[-\s]+", plain)
        yield " ".join(_SPELLED.get(part, part) for part in parts), number
