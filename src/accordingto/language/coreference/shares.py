"""People asked in a poll: “56 percent”, “a majority of Republicans”, “one in four adults”."""

from __future__ import annotations

import re

_SHARE = re.compile(
    r"\bper ?cent\b|%|\bmajority\b|\bplurality\b|\brespondents\b|\bof those\b"
    r"|\b(?:half|third|quarter)s?\b|\bin (?:three|four|five|ten|10)\b|^(?:\w+ )?\d\d(?:\.\d)?$"
    r"|\b(?:most|fewer) (?:Americans|voters|adults|people|Republicans|Democrats|independents)\b",
    re.IGNORECASE,
)


def is_share(text: str) -> bool:
    """Whether a phrase counts people asked rather than names them."""
    return _SHARE.search(text) is not None
