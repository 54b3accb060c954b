"""What somebody is called by: words for one role."""

from __future__ import annotations

#: Words for one and the same role.
_ALIKE = (
    frozenset({"representative", "congressman", "congresswoman", "lawmaker"}),
    frozenset({"judge", "justice", "magistrate"}),
    frozenset({"spokesman", "spokeswoman", "spokesperson"}),
    frozenset({"attorney", "lawyer", "counsel"}),
    frozenset({"chairman", "chairwoman", "chair"}),
    frozenset({"professor", "academic", "scholar"}),
)


def same_role(lemma: str, words: set[str]) -> bool:
    """Whether a description’s word is, or means the same as, one of a role."""
    return lemma in words or any(lemma in alike and alike & words for alike in _ALIKE)
