"""Whom a definite description means: “the judge”, “the agency”, “his campaign”."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from accordingto.language.coreference import names
from accordingto.language.coreference.clusters import Entity
from accordingto.language.coreference.discourse import Discourse
from accordingto.language.coreference.mentions import Mention, described
from accordingto.language.coreference.phrases import singular
from accordingto.lexicon import nouns, wordlist

_CLASSES = {
    "media": nouns("media"),
    "company": nouns("company"),
    "public": nouns("authority"),
    "group": nouns("association"),
}
#: Words for a public body that stand for one only where its name has them, or for a place.
_PUBLIC_WORDS = nouns("public")
_LEAST = 1.5
#: So much must speak for the bearer of a role: below, more than half of the names are wrong.
_SURELY = 2.0
#: So many words open an article: who is described there is named below.
_OPENING = 80
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


def bearer(discourse: Discourse, mention: Mention) -> tuple[int, bool] | None:
    """The person to whom the article gives the role that a description repeats; whether surely.

    None where nobody is said to be it.
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
        before = [p.start for p in entity.places if p.start < mention.start]
        for role in discourse.titles.get(entity.name, ()):
            words = {names.in_full(w) for w in role.split()}
            if not same_role(lemma, words):
                continue
            score = float(len(wanted & words)) - 0.5 * len(wanted - words)
            if before:
                score += 1 + max(0.0, 1 - (mention.start - before[-1]) / 400)
            score += 0.5 * discourse.has_spoken(entity)
            scored.append((score, -len(scored), entity))
    if not scored:
        return None
    score, _, entity = max(scored)
    return discourse.entity(entity), score >= _SURELY


def same_role(lemma: str, words: set[str]) -> bool:
    """Whether a description’s word is, or means the same as, one of a role."""
    return lemma in words or any(lemma in alike and alike & words for alike in _ALIKE)


def named_later(discourse: Discourse, mention: Mention) -> int | None:
    """The one person whom the text describes first and names soon after (“a judge …”).

    Every word of the description must be in the role given with the name; of one that opens the
    article (“a Malaysian judge said”), the noun alone.
    """
    doc = discourse.doc
    wanted = {
        singular(t)
        for t in doc[mention.start : mention.end]
        if t.pos_ in ("NOUN", "PROPN") and t.i <= mention.head.i
    }
    if mention.start < _OPENING and doc[mention.start].lower_ in ("a", "an"):
        wanted = set()
    fits = []
    for entity in discourse.clusters.entities:
        first = min(p.start for p in entity.places)
        if not entity.person or entity.namesakes or not mention.start < first < mention.start + 220:
            continue
        titles = discourse.titles.get(entity.name, ())
        told = [{names.bare(word) for word in title.split()} for title in titles]
        if any(wanted - {mention.lemma} <= w and same_role(mention.lemma, w) for w in told):
            fits.append(entity)
    return discourse.entity(fits[0]) if len(fits) == 1 else None


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
    best = _named_with(discourse, mention) or _fitting(discourse, mention)
    if best is not None:
        return discourse.entity(best), f"“{text}” is {best.name}, the best fit named before"
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


def _named_with(discourse: Discourse, mention: Mention) -> Entity | None:
    """The institution whose name has the description's word (“the fund”), the latest."""
    fits = [
        (max((p.start for p in m.places if p.start < mention.start), default=-1), m)
        for m in discourse.clusters.entities
        if not m.person
        and mention.lemma in {names.bare(w) for w in m.name.split()}
        and len(m.name.split()) > 1
    ]
    named = [(start, m.name, m) for start, m in fits if start >= 0]
    return max(named)[2] if named else None


def _fitting(discourse: Discourse, mention: Mention) -> Entity | None:
    """For a word that fits many (“the company”): the institution that speaks, near, a subject."""
    class_ = next((c for c, w in _CLASSES.items() if mention.lemma in w), None)
    if class_ is None:
        return None
    scored: list[tuple[float, str, Entity]] = []
    for entity in discourse.clusters.entities:
        if entity.person or entity.label not in ("ORG", "PRODUCT"):
            continue
        before = [p for p in entity.places if p.start < mention.start]
        if not before or all(_modifies(discourse.doc[p.end - 1]) for p in entity.places):
            continue
        own = class_of(entity)
        score = 1.0 if own == class_ else -2.5 if own else -1.0 if class_ == "media" else 0.0
        score += max(0.0, 2 - (mention.start - before[-1].start) / 80)
        head = discourse.doc[before[-1].end - 1]
        score += 0.5 * (head.dep_ in ("nsubj", "nsubjpass"))
        score += discourse.has_spoken(entity) + discourse.spoke_last(entity)
        score += min(1.0, len(before) / 5)
        scored.append((score, entity.name, entity))
    if not scored or max(scored)[0] < _LEAST:
        return None
    return max(scored)[2]


def _modifies(token: Token) -> bool:
    """Whether a name only tells what another noun is like (“Confederate monuments”)."""
    return token.dep_ in ("amod", "compound", "nmod")


def class_of(entity: Entity) -> str:
    """“media”, “public” or nothing, as the words of a name tell."""
    words = {names.bare(w) for w in entity.name.split()}
    if words & wordlist("media"):
        return "media"
    return "public" if words & _PUBLIC_WORDS else ""
