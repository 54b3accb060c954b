"""How a name stands in a phrase whose head is another word: “a lawyer for Jane Roe”."""

from __future__ import annotations

from spacy.tokens import Token

from accordingto.language.coreference import names
from accordingto.language.coreference.mentions import Mention
from accordingto.language.coreference.phrases import Named, apposed

#: What is told of a name in a phrase.
INSIDE = (
    *("apposed", "owner", "modifier", "governed", "of", "for", "other preposition", "in a clause"),
    *("before a noun", "before the head", "behind a comma", "closed off", "introduced", "titled"),
    *("joined", "the head", "a person", "a place", "the only one"),
)


def inside(mention: Mention, named: Named) -> dict[str, float]:
    """The facts by name, of `INSIDE`, 1 where they hold."""
    place, entity = named
    doc, head = mention.head.doc, mention.head
    root = doc[place.start : place.end].root
    before = doc[place.start - 1] if place.start > mention.start else None
    after = doc[place.end] if place.end < mention.end else None
    preposition = root.head.lower_ if root.dep_ == "pobj" else ""
    facts = {
        "apposed": apposed(head, place),
        "owner": after is not None and after.tag_ == "POS",
        "modifier": root.dep_ in ("compound", "nmod", "amod", "poss") and root.head.i == head.i,
        "governed": root.dep_ in ("pobj", "dobj"),
        "of": preposition == "of",
        "for": preposition == "for",
        "other preposition": preposition not in ("", "of", "for"),
        "in a clause": _in_clause(mention, root, place.start),
        "before a noun": after is not None and after.pos_ == "NOUN",
        "before the head": place.end <= head.i,
        "behind a comma": before is not None and before.is_punct,
        "closed off": after is None or after.is_punct,
        "introduced": before is not None and before.lower_ in ("named", "called"),
        "titled": before is not None and (before.pos_ == "PROPN" or names.is_office(before.text)),
        "joined": root.dep_ == "conj",
        "the head": place.start <= head.i < place.end,
        "a person": entity.person,
        "a place": entity.label in ("GPE", "LOC", "NORP"),
        "the only one": len(mention.named) == 1,
    }
    return {name: float(value) for name, value in facts.items()}


def _in_clause(mention: Mention, root: Token, start: int) -> bool:
    opening = (mention.head.doc[i].lower_ for i in range(mention.start, start))
    if any(word in ("who", "which", "whose", "that", "including") for word in opening):
        return True
    return any(
        t.dep_ in ("relcl", "acl") and mention.start <= t.i < mention.end for t in root.ancestors
    )
