"""Word lists as patterns."""

from __future__ import annotations

import re
from functools import lru_cache


def listed(words: str) -> frozenset[str]:
    """A word list written as one text, its entries parted by commas."""
    return frozenset(" ".join(entry.split()) for entry in words.split(",") if entry.strip())


@lru_cache(maxsize=128)
def pattern(words: frozenset[str]) -> re.Pattern[str]:
    """What matches any of some words or phrases as a whole, in any case and with any spacing."""
    longest_first = sorted(words, key=lambda entry: (-len(entry), entry))
    entries = (r"\s+".join(map(re.escape, entry.split())) for entry in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(entries)})(?!\w)", re.IGNORECASE)
