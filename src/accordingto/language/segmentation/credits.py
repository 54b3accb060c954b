"""Words whose speaker is named behind them: embedded posts, and quotations with a credit.

“Build the bridge! — Teresa Roe (@roe) May 4, 2018” and, in a round-up of what others write,
““The bridge is a folly.” — Teresa Roe, The Tidewater Courier”; the credit may stand on a line of
its own below the quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from accordingto.records import Span

_DASH = r"[—–―-]{1,2}[ \t]?"
_POST = re.compile(
    rf"^[ \t]*(?P<said>\S.*?)[ \t]*{_DASH}(?P<who>[^—–―()\n]{{2,60}}?)[ \t]?\(@\w+\)"
    r"(?:,?[ \t][A-Z][a-z]+\.?[ \t]\d{1,2},[ \t]\d{4})?\W*?$",
    re.MULTILINE,
)
_NAME = (
    r"[A-Z][\w.'’-]*(?:[ \t](?:(?:of|the|for|and|de|van|von|bin|al|la)[ \t])*[A-Z][\w.'’-]*){1,6}"
)
_QUOTATION = re.compile(
    rf"^[ \t]*(?P<said>[“\"].+[”\"])[ \t.]*\n?[ \t]*{_DASH}(?P<who>{_NAME})"
    r"(?:,[ \t][^\n]{2,160})?$",
    re.MULTILINE,
)
#: A paragraph straight before a quotation that opens one as well and does not close it.
_LEFT_OPEN = re.compile(r"(?:^|\n)[ \t]*(?P<said>[“\"][^”\"\n]+)\n\s*$")


@dataclass(frozen=True, slots=True)
class Credited:
    """What somebody says, and the words behind it that tell who; ``end`` is where they end."""

    said: Span
    who: Span
    end: int


def credited(text: str) -> tuple[Credited, ...]:
    """The posts and quotations of an article that are credited behind them, in order."""
    posts = [_from(match, match.start("said")) for match in _POST.finditer(text)]
    quoted = [
        _from(match, _opening(text, match.start("said"))) for match in _QUOTATION.finditer(text)
    ]
    free = (one for one in quoted if not any(one.said.overlaps(post.said) for post in posts))
    return tuple(sorted([*posts, *free], key=lambda one: one.said))


def _from(match: re.Match[str], start: int) -> Credited:
    return Credited(Span(start, match.end("said")), Span(*match.span("who")), match.end())


def _opening(text: str, start: int) -> int:
    """Where a quotation of several paragraphs begins whose last one starts at ``start``."""
    while (before := _LEFT_OPEN.search(text, max(0, start - 3_000), start)) is not None:
        start = before.start("said")
    return start
