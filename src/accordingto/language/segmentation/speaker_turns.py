"""The turns of interviews and transcripts: “SMITH: …”, “JANE ROE, HOST: …”, “Q: …”, “A: …”.

Posts that name their writer before them are turns as well.

In them nobody “says”: the name before the colon is all there is. Answers are attributed to whoever
gives them; questions are the article's own, as are the turns of hosts and reporters, where these
do not tell in so many words what others say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

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
_POSTED = "a post with this name before it"
_ASKS = frozenset({"Q", "Question"})
_BARE = _ASKS | {"A", "Answer"}
_HOSTS = re.compile(r"\b(?:HOST|BYLINE|MODERATOR|ANCHOR|REPORTER|CORRESPONDENT|INTERVIEWER)\b")
#: So many turns of at least two speakers, one of whom comes back, make a conversation.
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """A passage that is somebody's throughout: the name beside it, and what is said.

    ``label`` is None for “Q” and “A”, which name nobody. ``asks``: a question, or a host's turn.
    ``end`` is where it ends, a credit behind what is said included. ``why``: how it is known.
    ``person``: the label is a person's name, not perhaps an office's or an outlet's. ``cue``: the
    words that attribute it, where there are any.
    """

    label: Span | None
    said: Span
    asks: bool
    end: int
    why: str = "a turn of a conversation"
    person: bool = True
    cue: Span | None = None


def turns(text: str) -> tuple[Turn, ...]:
    """The turns and posts of an article, in order."""
    lines = list(_LINE.finditer(text))
    counts = Counter(match["label"] for match in lines)
    posts = [
        Turn(
            Span(*match.span("label")), Span(*match.span("said")), False, match.end("said"), _POSTED
        )
        for match in _POST.finditer(text)
    ]
    if len(lines) < _FEWEST or len(counts) < 2 or max(counts.values()) < 2:
        return tuple(sorted(posts, key=lambda turn: turn.said))
    asking: dict[str, list[bool]] = defaultdict(list)
    for match in lines:
        asking[match["label"]].append(match["said"].rstrip(" ”\"'’)").endswith("?"))
    hosts = {label for label, ends in asking.items() if 2 * sum(ends) > len(ends)} | _ASKS
    hosts |= {match["label"] for match in lines if _HOSTS.search(match["part"] or "")}
    surnames = {label.split()[-1] for label in hosts}
    said = [
        Turn(
            None if match["label"] in _BARE else Span(*match.span("label")),
            Span(*match.span("said")),
            match["label"] in hosts or match["label"] in surnames,
            match.end("said"),
        )
        for match in lines
    ]
    return tuple(sorted([*said, *posts], key=lambda turn: turn.said))
