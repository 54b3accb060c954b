"""Whom a definite description means: “the judge”, “the agency”, “his campaign”."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from accordingto.language.coreference import names
from accordingto.language.coreference.clusters import Entity
from accordingto.language.coreference.discourse import Discourse
from accordingto.language.coreference.mentions import Mention, described
from accordingto.language.coreference.phrases import singular

#: So much must speak for the bearer of a role: below, more than half of the names are wrong.
_SURELY = 2.0
#: Words for one and the same role.
_ALIKE = (
    frozenset({"representative", "congressman", "congresswoman", "lawmaker"}),
    frozenset({"judge", "justice", "magistrate"}),
    frozenset({"spokesman", "spokeswoman", "spokesperson"}),
    frozenset({"attorney", "lawyer", "counsel"}),
    frozenset({"chairman", "chairwoman", "chair"}),
    frozenset({"professor", "academic", "scholar"}),
)


def definite(mention: Mention) -> bool:
    """Whether a description points back (“the agency”) rather than introduces (“an agency”)."""
    first = mention.head.doc[mention.start].lower_
    if first in ("the", "that", "this", "those", "these", "his", "her", "their", "its"):
        return True
    return mention.kind == "organization" and first not in ("a", "an", "another", "one")


def bearer(discourse: Discourse, mention: Mention) -> int | None:
    """The person to whom the article gives the role that a description repeats.

    None where nobody is said to be it, or it is too unsure.
    """
    doc, lemma = discourse.doc, mention.lemma
    wanted = {
        singular(t)
        for t in doc[mention.start : mention.end]
        if t.pos_ in ("NOUN", "PROPN", "ADJ") and t.i <= mention.head.i
    }
    scored: list[tuple[float, int, Entity]] = []
    for entity in discourse.clusters.entities:
        if not entity.person or entity.namesakes:
            continue
        before = entity.last_place(mention.start)
        for role in discourse.titles.get(entity.name, ()):
            words = {names.in_full(w) for w in role.split()}
            if not same_role(lemma, words):
                continue
            score = float(len(wanted & words)) - 0.5 * len(wanted - words)
            if before is not None:
                score += 1 + max(0.0, 1 - (mention.start - before.start) / 400)
            score += 0.5 * discourse.has_spoken(entity)
            scored.append((score, -len(scored), entity))
    if not scored:
        return None
    score, _, entity = max(scored)
    return discourse.entity(entity) if score >= _SURELY else None


def same_role(lemma: str, words: set[str]) -> bool:
    """Whether a description’s word is, or means the same as, one of a role."""
    return lemma in words or any(lemma in alike and alike & words for alike in _ALIKE)


def institution(discourse: Discourse, mention: Mention) -> tuple[int | None, str]:
    """The institution that a description means, and why."""
    text = discourse.doc[mention.start : mention.end].text
    whole = described(mention)
    for entity in discourse.clusters.entities:
        if not entity.person and names.same_organization(whole, entity.name):
            referent = discourse.entity(entity)
            return referent, f"“{text}” is {entity.name}"
    before = [t for t in discourse.doc[mention.start : mention.head.i] if not t.is_space]
    if any(t.pos_ == "PROPN" for t in before) or mention.affiliation is not None:
        return None, ""
    again = discourse.latest(mention.lemma)
    if again is not None:
        return again, f"“{text}” is “{discourse[again].name}” again"
    phrase = qualified(discourse.doc, mention)
    if phrase is not None:
        referent = discourse.describe(phrase)
        return referent, f"“{text}” is {discourse[referent].name}"
    return None, ""


def qualified(doc: Doc, mention: Mention) -> Mention | None:
    """The same noun with a name before it, elsewhere: “Yonkers police” for “the police”."""
    qualified_nouns: list[Token] = []
    for token in doc:
        if token.i != mention.head.i and token.lower_ == mention.head.lower_:
            left = doc[token.i - 1] if token.i else None
            if left is not None and left.tag_ == "POS" and token.i > 1:
                left = doc[token.i - 2]
            if left is not None and left.pos_ == "PROPN":
                qualified_nouns.append(token)
    before = [token for token in qualified_nouns if token.i < mention.head.i]
    if not qualified_nouns:
        return None
    head = before[-1] if before else qualified_nouns[0]
    start = head.i
    while start > 0 and (doc[start - 1].pos_ == "PROPN" or doc[start - 1].tag_ == "POS"):
        start -= 1
    return Mention(start, head.i + 1, head, "organization")
