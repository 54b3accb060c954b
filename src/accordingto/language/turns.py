"""The turns of interviews and transcripts: “SMITH: …”, “JANE ROE, HOST: …”, “Q: …”, “A: …”; posts.

In them nobody “says”: the name before the colon is all there is. Answers are attributed to whoever
gives them; questions are the article's own, as are the turns of hosts and reporters, where these
do not tell in so many words what others say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from accordingto.language.labelling import holders
from accordingto.language.links import Link
from accordingto.language.roles import Judgement, Reading
from accordingto.records import Span

_LINE = re.compile(
    r"^[ \t]*(?P<label>Q|A|Question|Answer|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3})"
    r"(?P<part>, [A-Z][A-Z /]+|\s?\([A-Z][A-Z /]+\))?\s?: +(?P<said>\S.*)$",
    re.MULTILINE,
)
#: A post pasted with its writer before it: “Tim Cook (@tim_cook) 250 of my coworkers …”.
_POST = re.compile(
    r"^[ \t]*(?P<label>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}) \(@\w+\):? +(?P<said>\S.*)$",
    re.MULTILINE,
)
_ASKS = frozenset({"Q", "Question"})
_BARE = _ASKS | {"A", "Answer"}
_HOSTS = re.compile(r"\b(?:HOST|BYLINE|MODERATOR|ANCHOR|REPORTER|CORRESPONDENT|INTERVIEWER)\b")
#: So many turns of at least two speakers, one of whom comes back, make a conversation.
_FEWEST = 4
#: How sure a conversation's form makes whose words these are.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of a conversation, or a pasted post: the name that opens it, and what is said.

    ``label`` is None for “Q” and “A”, which name nobody. ``asks``: a question, or a host's turn.
    """

    label: Span | None
    said: Span
    asks: bool


def turns(text: str) -> tuple[Turn, ...]:
    """The turns and posts of an article, in order."""
    found = list(_LINE.finditer(text))
    counts = Counter(match["label"] for match in found)
    posts = [
        Turn(Span(*match.span("label")), Span(*match.span("said")), False)
        for match in _POST.finditer(text)
    ]
    if len(found) < _FEWEST or len(counts) < 2 or max(counts.values()) < 2:
        return tuple(posts)
    asking: dict[str, list[bool]] = defaultdict(list)
    for match in found:
        asking[match["label"]].append(match["said"].rstrip(" ”\"'’)").endswith("?"))
    hosts = {label for label, each in asking.items() if 2 * sum(each) > len(each)} | _ASKS
    hosts |= {match["label"] for match in found if _HOSTS.search(match["part"] or "")}
    surnames = {label.split()[-1] for label in hosts}
    said = [
        Turn(
            None if match["label"] in _BARE else Span(*match.span("label")),
            Span(*match.span("said")),
            match["label"] in hosts or match["label"] in surnames,
        )
        for match in found
    ]
    return tuple(sorted([*said, *posts], key=lambda turn: turn.said))


def spoken(
    found: Sequence[Turn], sentences: Sequence[Span], reading: Reading, links: Sequence[Link]
) -> tuple[Reading, tuple[Link, ...]]:
    """The judgements and links of an article with those that the turns settle.

    Every sentence of an answer is attributed; what the tagger attributes to a host himself is not.
    """
    if not found:
        return reading, tuple(links)
    judged = list(reading.judgements)
    ends = [sentence.end for sentence in sentences]
    held: list[list[int]] = [[] for _ in found]  # by turn, the links that begin in it
    begins = holders([turn.said for turn in found], [(link.content[0],) for link in links])
    for number, where in enumerate(begins):
        for k in where:
            held[k].append(number)
    dropped: set[int] = set()
    made: list[Link] = []
    for turn, numbers in zip(found, held, strict=True):
        dropped |= {n for n in numbers if _of_turn(links[n], turn)}
        told = [links[n].content[0] for n in numbers if n not in dropped]
        inside = range(bisect_right(ends, turn.said.start), bisect_right(ends, turn.said.end))
        for i in inside:
            reported = any(sentences[i].overlaps(content) for content in told)
            judged[i] = replace(judged[i], kind=(1.0, 0.0, 0.0))
            if not turn.asks or not reported:
                judged[i] = _settled(judged[i], attributed=not turn.asks)
        contents = tuple(
            Span(max(sentences[i].start, turn.said.start), sentences[i].end) for i in inside
        )
        if not turn.asks and contents:
            made.append(Link(turn.label, None, contents, SURE))
    kept = (link for number, link in enumerate(links) if number not in dropped)
    return replace(reading, judgements=tuple(judged)), (*kept, *made)


def _of_turn(link: Link, turn: Turn) -> bool:
    """Whether a link stands on the name before the colon, or on nothing in the turn."""
    if link.source is None or link.cue is None:
        return True
    return not (turn.said.contains(link.source) and turn.said.contains(link.cue))


def _settled(judged: Judgement, *, attributed: bool) -> Judgement:
    label = (1 - SURE, 0.0, SURE) if attributed else (SURE, 0.0, 1 - SURE)
    return replace(judged, label=label, carry=0.0)
